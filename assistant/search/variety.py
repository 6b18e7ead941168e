"""Order among passages that say nearly the same: the newest stands for all of them, the others make room."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.checking.disagreement import disagrees
from assistant.domain import Hit
from assistant.encoder.embedding import Vectors
from assistant.text.plain import plain

_ALIKE, _SAME_WORDS = 0.97, 0.9
"""The cosine of two passages and the share of words that they have in common from which one stands for the other."""
_ON_ONE_MATTER, _CLOSE = 0.75, 1.5
"""The cosine from which two passages are about one matter, and the log-odds by which the newer may lie behind: what is
about another sprint, team or year is newer as well."""


def varied(hits: Sequence[Hit], vectors: Vectors) -> list[int]:
    """Return the order in which hits are shown; `vectors` (hits, dimension) are their passages'.

    Near-duplicates of a better hit go behind all others, and a newer version takes the place of an older one. Of two
    that contradict each other the newer comes first. Word for word copies are left out.
    """
    words = [plain(hit.text) for hit in hits]
    cosines = np.asarray(vectors @ vectors.T)
    kept: list[int] = []
    behind: list[int] = []
    for at in range(len(hits)):
        place = next((n for n, other in enumerate(kept) if _same(words[at], words[other], cosines[at, other])), None)
        if place is None:
            kept.append(at)
        elif not _copy(words[at], words[kept[place]]):
            newer = _is_newer(hits[at], hits[kept[place]])
            behind.append(kept[place] if newer else at)
            kept[place] = at if newer else kept[place]
    return [*_newest_first(kept, hits, words, cosines), *behind]


def _newest_first(kept: list[int], hits: Sequence[Hit], words: list[str], cosines: Vectors) -> list[int]:
    """Let a newer document change places with an older one that it contradicts."""
    for first in range(len(kept)):
        for later in range(first + 1, len(kept)):
            old, new = kept[first], kept[later]
            if (
                _date(hits[old])
                and hits[new].document.record is None  # whose day is that of its last change, not of its words
                and _is_newer(hits[new], hits[old])
                and hits[old].score - hits[new].score <= _CLOSE
                and cosines[old, new] >= _ON_ONE_MATTER
                and disagrees(words[old], words[new])
            ):
                kept[first], kept[later] = new, old
    return kept


def _same(one: str, other: str, cosine: float) -> bool:
    if cosine < _ALIKE:
        return False
    mine, theirs = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(mine & theirs) >= _SAME_WORDS * max(1, len(mine | theirs))


def _copy(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def _is_newer(one: Hit, other: Hit) -> bool:
    """Tell whether a document is certainly the newer: a day in a year is not after that year."""
    mine, theirs = _date(one), _date(other)
    return mine > theirs and not (theirs and mine.startswith(theirs))


def _date(hit: Hit) -> str:
    return hit.document.date or ""
