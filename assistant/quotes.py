"""Quotes are checked here and nowhere else: a `Quote` that this module made is verbatim at its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from assistant.domain import Document, Quote

_SAME = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "…": "...",
    }
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """Yield the characters that count, each with its offset: no white space, no soft or line-end hyphens."""
    length = len(text)
    for offset, letter in enumerate(text):
        if letter.isspace() or letter in _INVISIBLE:
            continue
        if letter in "-‐" and _ends_line(text, offset, length):
            continue
        for part in unicodedata.normalize("NFKC", letter.translate(_SAME)):
            if not part.isspace():
                yield part, offset


def _ends_line(text: str, offset: int, length: int) -> bool:
    after = offset + 1
    return offset > 0 and text[offset - 1].isalpha() and after < length and text[after] == "\n"


def fold(text: str) -> str:
    """Return text with everything removed that extraction may change: white space, hyphenation, Unicode forms."""
    return "".join(letter for letter, _ in _folded(text))


def find_verbatim(words: str, text: str) -> tuple[int, int] | None:
    """Return where words stand in a text, white space, hyphenation and Unicode forms aside; None if they do not."""
    exact = text.find(words)
    if exact >= 0 and words:
        return exact, exact + len(words)
    return next(find_all(words, text), None)


def find_all(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield each place where words stand in a text, in order; white space, hyphenation and Unicode forms aside."""
    wanted = fold(words)
    letters = list(_folded(text)) if wanted else []
    folded = "".join(letter for letter, _ in letters)
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        yield letters[at][1], letters[at + len(wanted) - 1][1] + 1
        at = folded.find(wanted, at + 1)


def quote(document: Document, start: int, end: int) -> Quote | None:
    """Return a quote of a span, or None where the span is empty, outside the text or touches no content."""
    if not 0 <= start < end <= len(document.text):
        return None
    touches = any(block.start < end and block.end > start for block in document.blocks)
    return Quote(document, start, end) if touches and fold(document.text[start:end]) else None


def quote_words(document: Document, words: str) -> Quote | None:
    """Return the quote of words that stand in a document, or None if they are not there verbatim."""
    span = find_verbatim(words, document.text)
    return quote(document, *span) if span else None
