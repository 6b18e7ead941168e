"""The words of a page of a PDF with their boxes, as pdfium has them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ingest.parse.pdf_lines import HYPHEN
from ingest.parse.pdf_segments import Word, unglued

TextPage: TypeAlias = Any  # a pointer of pdfium; ctypes has no type for it
_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\u00ad]+[\x02\ufffe\u00ad]?")
_READABLE = 2.5
"""Print that is smaller, in points, is there for programs, not for readers."""
_LARGE = 30.0
"""Print that is larger, in points, and slanted is a watermark; smaller may be the label of an axis or a column."""
_MOST = 0.6
"""When more than this share of its words stand, a page is written sideways."""
_MAY_BE_SPACE = 0.08
"""A gap of so many heights of a letter is looked at more closely."""
# The same function with plain integers for pointers: it is called for every character.
_box_of = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


def words_of(raw: TextPage, count: int, edges: tuple[float, float, float, float]) -> Iterator[Word]:
    """Yield the words of a page that a reader can see: inside its edges (left, bottom, right, top) and large enough."""
    text = _characters(raw, count)
    matches = list(_WORD.finditer(text))
    boxes = _boxes(raw, count, matches)
    lefts, tops, rights, bottoms = (boxes[:, side].tolist() for side in range(4))
    gaps = _wide_gaps(boxes)
    left, bottom, right, top = edges
    last_one: Word | None = None
    for match in matches:
        start, end = match.span()
        last = end - 1
        size, x0, x1 = tops[start] - bottoms[start], lefts[start], rights[last]
        if max(size, rights[start] - x0) < _READABLE:
            continue
        if size > _LARGE and min(abs(bottoms[last] - bottoms[start]), abs(lefts[last] - lefts[start])) > size:
            continue  # slanted across the page: a watermark
        low, high = min(bottoms[start], bottoms[last]), max(tops[start], tops[last])
        if x1 <= left or x0 >= right or high <= bottom or low >= top:
            continue
        stands = _stands(match[0], bottoms[last] - bottoms[start], lefts[last] - lefts[start], last_one)
        last_one = None
        if stands:
            size = max(max(rights[start:end]) - min(lefts[start:end]), 1.0)
            last_one = Word(match[0].replace("\ufffe", HYPHEN), x0, low, x1, high, size, start, stands)
            yield last_one
            continue
        if gaps[last] == gaps[start]:
            yield Word(match[0].replace("\ufffe", HYPHEN), x0, low, x1, high, max(size, 1.0), start)
            continue
        places = list(zip(lefts[start:end], rights[start:end], strict=True))
        for one, other in unglued(match[0], places, size):
            word = match[0][one:other].replace("\ufffe", HYPHEN)
            yield Word(word, places[one][0], low, places[other - 1][1], high, max(size, 1.0), start + one)


def _stands(text: str, rise: float, shift: float, before: Word | None) -> int:
    """Return 1 for a word that is written up the page, -1 for down; a sign or letter stands as the word before it."""
    if len(text) > 1:
        return (1 if rise > 0 else -1) if abs(rise) > 3 * abs(shift) and abs(rise) > 1.0 else 0
    return before.stands if before else 0


def lean_of(words: Sequence[Word]) -> int:
    """Return by how many degrees a page must be turned to be read: most of its words may be written up or down."""
    standing = sum(1 for word in words if word.stands)
    up = sum(1 for word in words if word.stands > 0)
    return 0 if standing <= _MOST * len(words) else 90 if 2 * up > standing else 270


def laid_down(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words of a page, those that are written upwards in its margin as one line at their place."""
    run: list[Word] = []
    for word in words:
        if word.stands and (not run or (abs(word.x0 - run[-1].x0) < word.size and word.stands == run[-1].stands)):
            run.append(word)
            continue
        yield from _line(run)
        run = [word] if word.stands else []
        if not word.stands:
            yield word
    yield from _line(run)


def _line(words: Sequence[Word]) -> Iterator[Word]:
    """Yield words that stand above each other side by side in the strip that they fill, in the order of the file."""
    if not words:
        return
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    y0, y1 = min(word.y0 for word in words), max(word.y1 for word in words)
    step = (x1 - x0) / len(words)
    for at, word in enumerate(words):
        yield Word(word.text, x0 + at * step, y0, x0 + (at + 1) * step, y1, word.size, word.at, word.stands)


def _wide_gaps(boxes: NDArray[np.float32]) -> list[int]:
    """Return, for each character, how many gaps before it are so wide that they may be spaces."""
    if len(boxes) < 2:
        return [0] * len(boxes)
    wide = boxes[1:, 0] - boxes[:-1, 2] > _MAY_BE_SPACE * (boxes[1:, 1] - boxes[1:, 3])
    counts: list[int] = [0, *np.cumsum(wide).tolist()]
    return counts


def _characters(raw: TextPage, count: int) -> str:
    """Return the characters of a page, one for each of pdfium's."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if written == count + 1 and len(text) == count:
        return text
    # Some have no character, or two: then only one by one keeps them beside their boxes.
    return "".join(map(chr, [pdfium.FPDFText_GetUnicode(raw, at) for at in range(count)]))


def _boxes(raw: TextPage, count: int, matches: Sequence[re.Match[str]]) -> NDArray[np.float32]:
    """Return the boxes of the characters of words: left, top, right, bottom; that of any other is empty."""
    boxes = np.zeros((count, 4), dtype=np.float32)
    page = ctypes.cast(raw, ctypes.c_void_p).value
    begin, step = boxes.ctypes.data, boxes.strides[0]
    for match in matches:
        for at in range(*match.span()):
            _box_of(page, at, begin + at * step)
    return boxes
