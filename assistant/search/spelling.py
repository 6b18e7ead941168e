"""Mistakes of spelling in a question, mended by the words of documents that its reader may see, and by no others."""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.encoder.embedding import packaged_encoder
from assistant.index.reader import Index
from assistant.index.words import stems
from assistant.text.small_words import query_terms

_LEAST, _LONG = 5, 8
"""Letters of a word that is mended, and of one in which two letters may be wrong."""
_SURE = 2
"""Letters at the beginning of a word that are taken to be right: mistakes are rare there, and few words are tried."""
_WORD = re.compile(r"[^\W\d_]+")


def mended(question: str, index: Index) -> str:
    """Return a question with the words that no document has replaced by the nearest that one has."""
    for word in query_terms(question):
        better = _mended_word(word, index) if _unknown(word, index) else None
        if better:
            question = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, question, flags=re.IGNORECASE)
    return question


def _unknown(word: str, index: Index) -> bool:
    """Tell whether a word stands in no document and is none of the language's common ones."""
    if len(word) < _LEAST or not _WORD.fullmatch(word):
        return False
    return not any(map(index.frequency, stems(word))) and packaged_encoder()[1].token_to_id(word) is None


def _mended_word(word: str, index: Index) -> str | None:
    """Return the word that is meant: the fewest letters away, of those the most frequent."""
    stem = next(iter(stems(word)), word)
    room = 1 if len(word) < _LONG else 2
    known: dict[str, int] = {}
    for other, count in index.stems_with(stem[:_SURE]):
        if abs(len(other) - len(stem)) <= room and other.isalpha():
            known[other] = max(count, known.get(other, 0))
    found = process.extract(stem, list(known), scorer=OSA.distance, score_cutoff=room, limit=None)
    near = [(distance, -known[other], other) for other, distance, _ in found]
    return index.spelled(min(near)[2]) if near else None
