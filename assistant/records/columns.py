"""The column of numbers that a question names: by its words, or by what they are short for ("ARR")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.domain import Document
from assistant.index.words import stems
from assistant.records.book import record_of
from assistant.records.cells import number_in, spoken

_SHORT = {
    "arr": "annual recurring revenue",
    "mrr": "monthly recurring revenue",
    "acv": "annual contract value",
    "tcv": "total contract value",
    "csat": "customer satisfaction",
    "nps": "net promoter score",
}
_UNIT = re.compile(r"\s*\((?:[^()\s]{1,4}|%|points?)\)\s*$")
"""What stands behind a column's name and is no part of it: "ARR (EUR)"."""
_RECURRING = frozenset(stems("recurring revenue"))


def column_of(words: str, documents: Iterable[Document]) -> str | None:
    """Return the one column of numbers that is called so, None where there is none or several are."""
    rows = list(documents)
    return column_with(frozenset(stems(words)), rows) or _ending(tuple(stems(words)), rows)


def _ending(said: tuple[str, ...], documents: Iterable[Document]) -> str | None:
    """Return the one column of numbers whose name ends so ("revenue" of "Licence revenue"), None where several do."""
    rows = [record_of(one).values for one in documents]
    found = [
        name for name in {name for row in rows for name in row} if said in calls(name) and is_of_numbers(name, rows)
    ]
    return found[0] if len(found) == 1 else None


def column_with(said: frozenset[str], documents: Iterable[Document]) -> str | None:
    """Return the one column of numbers whose name has just these stems, None where there is none or several have."""
    rows = [record_of(one).values for one in documents]
    found = [name for name in {name for row in rows for name in row} if said in _called(name)]
    cells = [cell for row in rows for cell in row.get("".join(found), ()) if cell.strip()]
    return found[0] if len(found) == 1 and cells and all(number_in(cell) is not None for cell in cells) else None


def is_of_numbers(name: str, rows: Iterable[Mapping[str, Sequence[str]]]) -> bool:
    """Tell whether all that a column says are numbers, and it says some."""
    cells = [cell for row in rows for cell in row.get(name, ()) if cell.strip()]
    return bool(cells) and all(number_in(cell) is not None for cell in cells)


def calls(name: str) -> set[tuple[str, ...]]:
    """Return what people call a column, by stems in order: its name or the end of it, and what it is short for."""
    plain = spoken(_UNIT.sub("", name))
    words = plain.split()
    ends = {tuple(stems(" ".join(words[at:]))) for at in range(len(words))}
    ends |= {tuple(stems(other)) for pair in _SHORT.items() for one, other in (pair, pair[::-1]) if plain == one}
    return {one for one in ends if one}


def _called(name: str) -> set[frozenset[str]]:
    """Return the stems of what people call a column."""
    plain = spoken(_UNIT.sub("", name))
    called = {frozenset(stems(spoken(name))), frozenset(stems(plain))}
    called |= {frozenset(stems(full)) for short, full in _SHORT.items() if plain == short}
    called |= {frozenset(stems(short)) for short, full in _SHORT.items() if plain == full}
    if any(one >= _RECURRING for one in called):
        called.add(_RECURRING)
    return called
