"""The marks of list items that a program draws as small shapes: browsers print lists so, with no mark in the text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from ingest.parse.pdf_segments import Word

_Page: TypeAlias = Any  # a pointer of pdfium
_MOST_OBJECTS = 6000
_MOST_MARKS = 200
_SMALLEST, _LARGEST = 1.5, 8.0
_SMALL, _OF_LETTER = 0.2, 0.7
"""How wide a mark is, in heights of the letters beside it."""
_LOW, _HIGH = 0.25, 0.6
"""Where the middle of a mark stands, in heights of the letters."""
_AWAY = 2.5
"""So many font sizes at most part a mark from its item, and the item from what stands before it."""
_MARK = "\u2022"


def with_marks(words: Iterable[Word], page: _Page) -> Iterator[Word]:
    """Yield the words, each that has a mark drawn before it after the sign of a list item."""
    kept = list(words)
    marks = list(_marks(page))
    # So many small shapes are the points of a chart.
    marks = marks if len(marks) <= _MOST_MARKS else []
    marked = {at: mark for mark in marks if (at := _item_of(mark, kept)) is not None}
    for number, word in enumerate(kept):
        if mark := marked.get(number):
            yield Word(_MARK, mark[0], word.y0, mark[2], word.y1, word.size, word.at)
        yield word


_Box: TypeAlias = tuple[float, float, float, float]


def _marks(page: _Page) -> Iterator[_Box]:
    """Yield the boxes (left, bottom, right, top) of the small shapes of a page that are as wide as they are high."""
    count = pdfium.FPDFPage_CountObjects(page)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    bounds = tuple(ctypes.byref(one) for one in (left, bottom, right, top))
    for number in range(count if count <= _MOST_OBJECTS else 0):
        thing = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(thing, *bounds)
        wide, high = right.value - left.value, top.value - bottom.value
        if _SMALLEST < wide < _LARGEST and abs(wide - high) < 0.2 * wide:
            yield left.value, bottom.value, right.value, top.value


def _item_of(mark: _Box, words: Sequence[Word]) -> int | None:
    """Return which word a mark stands before: the first of its line, close by, with the mark at half its height."""
    x0, y0, x1, y1 = mark
    middle = (y0 + y1) / 2
    line = [at for at, word in enumerate(words) if word.y0 < middle < word.y1 and x0 - word.x1 < _AWAY * word.size]
    first = min(line, key=lambda at: words[at].x0, default=None)
    if first is None:
        return None
    word = words[first]
    fits = _SMALL < (x1 - x0) / word.size < _OF_LETTER and _LOW < (middle - word.y0) / word.size < _HIGH
    return first if fits and x1 <= word.x0 < x1 + _AWAY * word.size else None
