"""Do two sentences about one thing say different things: another number, another date, or the opposite?"""

from __future__ import annotations

from assistant.checking.details import Detail, mismatches
from assistant.index.words import stems

_ABOUT_THE_SAME = 0.6
"""The share of the shorter sentence's words, numbers aside, that both must have."""
_OPPOSED = frozenset({Detail.NUMBER, Detail.DATE, Detail.NEGATION})


def disagrees(said: str, other: str) -> bool:
    """Tell whether `other` is about what `said` is about and gives another number, date or the opposite."""
    mine, theirs = (_words(text) for text in (said, other))
    if len(mine & theirs) < _ABOUT_THE_SAME * max(1, min(len(mine), len(theirs))):
        return False
    found = {one.detail for one in mismatches(other, said, _OPPOSED)}
    return bool(found) and bool(mismatches(said, other, found))


def _words(text: str) -> set[str]:
    return {stem for stem in stems(text) if not stem.isdigit()}
