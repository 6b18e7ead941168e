"""The words of a page of a PDF with their boxes, as pdfium has them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ingest.parse.pdf_lines import HYPHEN, Word, unglued

TextPage: TypeAlias = Any  # a pointer of pdfium; ctypes has no type for it
_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\u00ad]+[\x02\ufffe\u00ad]?")
_READABLE = 2.5
"""Print that is smaller, in points, is there for programs, not for readers."""
_LARGE = 30.0
"""Print that is larger, in points, and slanted is a watermark; smaller may be the label of an axis or a column."""
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
        if gaps[last] == gaps[start]:
            yield Word(match[0].replace("\ufffe", HYPHEN), x0, low, x1, high, max(size, 1.0), start)
            continue
        places = list(zip(lefts[start:end], rights[start:end], strict=True))
        for one, other in unglued(match[0], places, size):
            word = match[0][one:other].replace("\ufffe", HYPHEN)
            yield Word(word, places[one][0], low, places[other - 1][1], high, max(size, 1.0), start + one)


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
