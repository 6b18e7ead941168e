"""Passages that follow each other under one heading are one thing to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Hit

_LONGEST = 3
"""Passages that are joined at most."""


def joined(hits: Sequence[Hit], top: int) -> list[Hit]:
    """Return at most `top` hits, best first; a hit takes in others that follow or precede it under its heading."""
    found: list[list[Hit]] = []
    for hit in hits:
        group = next((group for group in found if len(group) < _LONGEST and _touches(hit, group)), None)
        if group is not None:
            group.append(hit)
        elif len(found) < top:
            found.append([hit])
    return [_whole(group) for group in found]


def _touches(hit: Hit, group: Sequence[Hit]) -> bool:
    return any(_follows(hit, other) or _follows(other, hit) for other in group)


def _follows(one: Hit, other: Hit) -> bool:
    """Tell whether the second is the next passage after the first, in the same section."""
    if one.document.id != other.document.id or other.passage.id != one.passage.id + 1:
        return False
    before, after = (hit.document.block_at(hit.passage.start) for hit in (one, other))
    return (
        before is not None
        and after is not None
        and (before.trail, before.locator.page)
        == (
            after.trail,
            after.locator.page,
        )
    )


def _whole(group: Sequence[Hit]) -> Hit:
    """Return the best hit of a group, widened to all of it."""
    start, end = min(hit.passage.start for hit in group), max(hit.passage.end for hit in group)
    return replace(group[0], passage=replace(group[0].passage, start=start, end=end))
