"""Text recognition of scanned pages by tesseract, where it is installed; never required."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import time
from dataclasses import dataclass

import pypdfium2

from ingest.parse.pdf_lines import Line
from ingest.parse.pdf_segments import Segment

_DOTS_PER_POINT = 200 / 72
_LARGEST_SIDE = 4000
_SECONDS_A_PAGE = 20.0
_SECONDS = 40.0
"""How long all pages of a document may take: the rest stays unread, and is said."""
_LEAST_CONFIDENCE = 30.0
_GLYPHS = 0.8
"""The share of a line's height that its font size is."""
_LINE, _WORD = "4", "5"


@dataclass
class Recogniser:
    """Recognises pages until its time is up."""

    program: str
    until: float

    @classmethod
    def found(cls) -> Recogniser | None:
        """Return a recogniser, None where no tesseract is installed."""
        program = shutil.which("tesseract")
        return cls(program, time.monotonic() + _SECONDS) if program else None

    def lines(self, page: pypdfium2.PdfPage) -> list[Line] | None:
        """Return the lines of a page in the coordinates of the page; None when it cannot be recognised in time."""
        left = min(_SECONDS_A_PAGE, self.until - time.monotonic())
        if left <= 0:
            return None
        width, height = page.get_size()
        scale = min(_DOTS_PER_POINT, _LARGEST_SIDE / max(width, height, 1.0))
        picture = io.BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
        try:
            done = subprocess.run(
                [self.program, "stdin", "stdout", "tsv"],
                input=picture.getvalue(),
                capture_output=True,
                timeout=left,
                check=True,
                # One thread: the other cores have documents of their own.
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return _lines(done.stdout.decode("utf-8", "replace"), scale, height)


def _lines(table: str, scale: float, height: float) -> list[Line]:
    """Return the lines of tesseract's table of boxes, which are in dots from the top left."""
    lines: list[Line] = []
    size = 1.0
    opened = False
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            x, y, wide, high = (float(row[name]) / scale for name in ("left", "top", "width", "height"))
            sure = float(row["conf"])
        except (KeyError, TypeError, ValueError):
            continue
        if row.get("level") == _LINE:
            size, opened = max(1.0, high * _GLYPHS), False
        text = (row.get("text") or "").strip()
        if row.get("level") != _WORD or not text or sure < _LEAST_CONFIDENCE:
            continue
        box = (x, height - y - high, x + wide, height - y)
        if opened:
            segment = lines[-1].segments[0]
            segment.text = f"{segment.text} {text}"
            segment.x1 = max(segment.x1, box[2])
            segment.y0, segment.y1 = min(segment.y0, box[1]), max(segment.y1, box[3])
        else:
            lines.append(Line([Segment(text, *box, size, 0, 0)]))
            opened = True
    return lines
