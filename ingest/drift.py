"""What changed in the header of an export since the last night: columns gone, new, or renamed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def drift(before: Sequence[str], now: Sequence[str]) -> list[str]:
    """Return a line for each column that is gone, new or has another name; nothing where only the order changed.

    A column counts as renamed when one that is gone and one that is new stand between the same neighbours.
    """
    old, new = list(dict.fromkeys(before)), list(dict.fromkeys(now))
    gone, come = [name for name in old if name not in new], [name for name in new if name not in old]
    renamed: dict[str, str] = {}
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "replace":
            renamed |= _paired([name for name in old[a:b] if name in gone], [name for name in new[c:d] if name in come])
    lines = [f"column {name!r} is now called {renamed[name]!r}, as it seems" for name in gone if name in renamed]
    lines += [f"column {name!r} is gone" for name in gone if name not in renamed]
    return lines + [f"column {name!r} is new" for name in come if name not in renamed.values()]


def _paired(gone: Sequence[str], come: Sequence[str]) -> dict[str, str]:
    """Pair columns in one place: in order where there are as many, else those whose names are alike."""
    if len(gone) == len(come):
        return dict(zip(gone, come, strict=True))
    pairs: dict[str, str] = {}
    for name in gone:
        free = [other for other in come if other not in pairs.values()]
        best = max(free, key=lambda other: _likeness(name, other), default=None)
        if best is not None and _likeness(name, best) >= 0.6:
            pairs[name] = best
    return pairs


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name.casefold(), other.casefold()).ratio()
