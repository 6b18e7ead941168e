"""Draw one page of a PDF and say where its words stand; run as a program, which a hostile file may kill.

Standard input: a line of JSON {page, width, height, memory, seconds}, then the file. Standard output: a line of JSON
{pages, words: [[text, left, top, right, bottom], ...]} with boxes as parts of the page, then the picture (WebP).
"""

from __future__ import annotations

import ctypes
import io
import json
import re
import resource
import sys
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

_WORD = re.compile(r"\S+")
_FINE = 100_000
"""Boxes are asked for on a device of this many dots, since pdfium rounds to whole ones."""


def main() -> None:
    """Answer one request."""
    order = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"]))
    resource.setrlimit(resource.RLIMIT_DATA, (order["memory"], order["memory"]))
    pdf = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    page = pdf[min(max(order["page"], 1), len(pdf)) - 1]
    width, height = page.get_size()
    scale = min(order["width"] / max(width, 1.0), order["height"] / max(height, 1.0))
    picture = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(picture, "WEBP", quality=88, method=2)
    head = {"pages": len(pdf), "width": width, "height": height, "words": list(_words(page))}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + picture.getvalue())
    sys.stdout.buffer.flush()


def _words(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float, float, float]]:
    textpage = page.get_textpage()
    raw = textpage.raw
    text = "".join(chr(pdfium.FPDFText_GetUnicode(raw, at)) for at in range(textpage.count_chars()))
    for word in _WORD.finditer(text):
        boxes = [box for at in range(*word.span()) if (box := _box(page, raw, at)) is not None]
        if boxes:
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            yield word[0], min(lefts), min(tops), max(rights), max(bottoms)


def _box(page: pypdfium2.PdfPage, raw: object, at: int) -> tuple[float, float, float, float] | None:
    """Return the box of a character as parts of the page as it is shown, whatever its rotation and its crop box."""
    found = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(raw, at, ctypes.byref(found)):
        return None
    xs, ys = zip(*(_shown(page, x, y) for x, y in ((found.left, found.top), (found.right, found.bottom))), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / _FINE, down.value / _FINE


if __name__ == "__main__":
    main()
