"""The picture of a PDF's page with the words of a quote marked, drawn by a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from assistant.domain import Document
from assistant.errors import DocumentError
from assistant.pages.safe import html_text

SECONDS = 10
MEMORY = 768 << 20
WIDTH, HEIGHT = 1400, 2400
"""The most dots that a picture has."""
_CHILD = Path(__file__).with_name("page_picture_child.py")
_LEAST_RUN = 12
"""How many letters in a row must agree, where a quote is not found as a whole."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle as parts of a page, from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture (WebP), its words, its size in points and how many pages the file has."""

    image: bytes
    words: tuple[Word, ...]
    width: float
    height: float
    pages: int


def page_picture(content: bytes, page: int) -> Picture:
    """Draw a page (counted from 1) of a PDF.

    Raises:
        DocumentError: it cannot be drawn, or not within the limits.
    """
    order = {"page": page, "width": WIDTH, "height": HEIGHT, "memory": MEMORY, "seconds": SECONDS}
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=json.dumps(order).encode() + b"\n" + content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        head, _, image = done.stdout.partition(b"\n")
        row = json.loads(head)
        words = tuple(Word(text, Box(*box)) for text, *box in row["words"])
        return Picture(image, words, row["width"], row["height"], row["pages"])
    except (subprocess.SubprocessError, ValueError, KeyError) as error:
        raise DocumentError("this page cannot be drawn") from error


def parts_on_page(document: Document, start: int, end: int, page: int) -> list[tuple[str, int]]:
    """Return the parts of a span that stand on a page, each with how often the page says the same before it."""
    blocks = [block for block in document.blocks if block.locator.page == page]
    parts = []
    before = ""
    for block in blocks:
        first, last = max(start, block.start), min(end, block.end)
        if first < last:
            words = document.text[first:last]
            letters = _letters(words)
            seen = _letters(before + document.text[block.start : first])
            parts.append((words, seen.count(letters) if letters else 0))
        before += document.text[block.start : block.end]
    return parts


def marked_boxes(words: Sequence[Word], parts: Sequence[tuple[str, int]]) -> list[Box]:
    """Return the boxes of the words of a quote's parts, those of a line in one."""
    owners = [number for number, word in enumerate(words) for _ in _letters(word.text)]
    page = "".join(_letters(word.text) for word in words)
    found: set[int] = set()
    for text, earlier in parts:
        found |= {owners[at] for at in _find(page, text, earlier)}
    return _joined([words[number].box for number in sorted(found)])


def _letters(text: str) -> str:
    """Return what of a text no extraction changes: its letters and digits, without case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _find(page: str, text: str, earlier: int) -> set[int]:
    """Return where on the page the letters of a text stand: as a whole, else its cells or lines, else long runs."""
    whole = _occurrence(page, _letters(text), earlier)
    if whole is not None:
        return whole
    pieces = [letters for piece in text.replace("|", "\n").split("\n") if (letters := _letters(piece))]
    each = [_occurrence(page, letters, 0) for letters in pieces]
    if len(pieces) > 1 and all(one is not None for one in each):
        return set().union(*(one for one in each if one is not None))
    matcher = SequenceMatcher(None, page, _letters(text), autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size >= _LEAST_RUN]
    return {at for run in runs for at in range(run.a, run.a + run.size)}


def _occurrence(page: str, letters: str, earlier: int) -> set[int] | None:
    """Return the place of the occurrence after `earlier` others; the last there is if there are fewer."""
    at = page.find(letters) if letters else -1
    while earlier and at >= 0 and (following := page.find(letters, at + 1)) >= 0:
        at, earlier = following, earlier - 1
    return set(range(at, at + len(letters))) if at >= 0 else None


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Join boxes that follow each other on a line."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last and _same_line(last, box) and -0.005 <= box.left - last.right < 0.03:
            lines[-1] = Box(last.left, min(last.top, box.top), box.right, max(last.bottom, box.bottom))
        else:
            lines.append(box)
    return lines


def _same_line(one: Box, other: Box) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def picture_html(picture: Picture, boxes: Sequence[Box], source: str, page: int) -> str:
    """Return the picture, given by its address `source`, with marks laid over it."""
    marks = "".join(
        f'<span class="b-mark" style="left:{100 * box.left:.3f}%;top:{100 * box.top:.3f}%;'
        f'width:{100 * (box.right - box.left):.3f}%;height:{100 * (box.bottom - box.top):.3f}%"></span>'
        for box in boxes
    )
    shape = f"aspect-ratio:{picture.width:.1f}/{picture.height:.1f}"
    alt = html_text(f"Page {page} of {picture.pages}" + (", the quote is marked" if boxes else ""))
    return f'<figure class="b-page" style="{shape}"><img src="{source}" alt="{alt}">{marks}</figure>'
