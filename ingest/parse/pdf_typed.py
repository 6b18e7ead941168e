"""What people have typed onto a page of a PDF: its form fields and free text, which are no content of the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from ingest.parse.pdf_segments import Word

_Annotation: TypeAlias = Any  # pointers of pdfium; ctypes has no types for them
_Page: TypeAlias = Any
_KEYS = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_LARGEST = 10.0
"""The size of the print in a field, in points, where the field is high enough for it."""
_LEADING = 1.2
_LETTER = 0.5


def with_typed(words: Iterator[Word], page: _Page) -> Iterator[Word]:
    """Yield the words of a page, each typed text after what stands before it: its label on the left, or above it."""
    count = pdfium.FPDFPage_GetAnnotCount(page)
    typed = [text for number in range(count) if (text := _typed(page, number))]
    return iter(_placed(list(words), typed)) if typed else words


def _typed(page: _Page, number: int) -> list[Word]:
    annotation = pdfium.FPDFPage_GetAnnot(page, number)
    if not annotation:
        return []
    try:
        key = _KEYS.get(pdfium.FPDFAnnot_GetSubtype(annotation))
        if key is None or pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN:
            return []
        # A tick box has a name for its value, not a text.
        if pdfium.FPDFAnnot_GetValueType(annotation, key) != pdfium.FPDF_OBJECT_STRING:
            return []
        return list(_words(_value(annotation, key), _edges(annotation)))
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _value(annotation: _Annotation, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\x00")


def _edges(annotation: _Annotation) -> tuple[float, float, float, float]:
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, box)
    return box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)


def _words(text: str, edges: tuple[float, float, float, float]) -> Iterator[Word]:
    """Yield the words of a typed text, line below line within its field."""
    left, bottom, right, top = edges
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if not lines or right <= left:
        return
    size = max(1.0, min(_LARGEST, (top - bottom) / (_LEADING * len(lines))))
    high = (top + bottom + _LEADING * size * len(lines)) / 2
    for line in lines:
        at = left
        for word in line:
            yield Word(word, at, high - size, at + _LETTER * size * len(word), high, size, -1)
            at += _LETTER * size * (len(word) + 1)
        high -= _LEADING * size


def _placed(words: list[Word], typed: Sequence[Sequence[Word]]) -> list[Word]:
    for text in typed:
        at = _before(words, text[0])
        words[at:at] = text
    return words


def _before(words: Sequence[Word], first: Word) -> int:
    """Return where a typed text begins: after the nearest word on its left, else after the lowest one above it."""
    beside = [(word.x1, at) for at, word in enumerate(words) if _is_left(word, first)]
    above = [(-word.y0, at) for at, word in enumerate(words) if word.y0 >= first.y1 - 1.0]
    return max(beside or above, default=(0.0, -1))[1] + 1


def _is_left(word: Word, first: Word) -> bool:
    middle = (first.y0 + first.y1) / 2
    return word.x1 <= first.x0 + 1.0 and word.y0 - 2.0 <= middle <= word.y1 + 2.0
