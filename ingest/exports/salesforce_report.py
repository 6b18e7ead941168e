"""Salesforce's reports as it prints them: rows below groups, with a subtotal after each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.parse.draft import one_line
from ingest.parse.table import Table, is_value

_SORTED = re.compile(r"\s*[↑↓]\s*$")
_ADDS_UP = re.compile(
    r"(?:(?:sub|grand )?total|sum|count|avg|average|min|max)(?:\s*[:(]\s*[\d.,]+\s*(?:records?)?\)?)?", re.IGNORECASE
)
_MONEY = re.compile(r"[A-Z]{3} -?[\d.,]+")
Line = tuple[int, tuple[str, ...]]


def column_name(name: str) -> str:
    """Return the name of a column without the arrow that says how its groups are sorted."""
    return _SORTED.sub("", one_line(name))


def ungrouped(table: Table) -> Table:
    """Return a report as plain rows: each with the group that it stands in, and none that adds up others."""
    rows = [row for row in table.rows if not _adds_up(row[1])]
    left = len(table.rows) - len(rows)
    sorted_by = {at for at, name in enumerate(table.header) if _SORTED.search(name)}
    header = tuple(column_name(name) for name in table.header)
    if not left and not sorted_by:
        return table
    groups = sorted_by or _leading(rows)
    said = (f"subtotals and totals are left out: {left} rows",) if left else ()
    return replace(table, header=header, rows=tuple(_filled_down(rows, groups)), warnings=(*table.warnings, *said))


def _adds_up(cells: Sequence[str]) -> bool:
    """Whether a row says what its numbers are, and nothing else in words: a customer may be called "Total"."""
    said = [one_line(cell) for cell in cells if cell.strip()]
    numbers = all(_ADDS_UP.fullmatch(cell) or is_value(cell) or _MONEY.fullmatch(cell) for cell in said)
    return bool(said) and numbers and bool(_ADDS_UP.fullmatch(said[0]))


def _leading(rows: Sequence[Line]) -> set[int]:
    """Return the first columns that are empty in some rows: their groups are named once."""
    found: set[int] = set()
    for at in range(max((len(cells) for _, cells in rows), default=0)):
        values = [cells[at].strip() if at < len(cells) else "" for _, cells in rows]
        if all(values) or not values[0]:
            break
        found.add(at)
    return found


def _filled_down(rows: Sequence[Line], groups: set[int]) -> Iterator[Line]:
    """Yield the rows with the names of their groups; an outer group that changes ends those inside it."""
    last: dict[int, str] = {}
    for number, cells in rows:
        own = list(cells)
        if sum(1 for cell in own if cell.strip()) < 2:
            continue
        for at in sorted(groups):
            if at < len(own) and own[at].strip():
                last = {place: value for place, value in last.items() if place < at} | {at: own[at]}
            elif at < len(own):
                own[at] = last.get(at, "")
        yield number, tuple(own)
