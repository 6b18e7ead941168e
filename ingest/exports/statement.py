"""Profit and loss, and budgets, as accounting programs report them: accounts in a first column without a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import ParsedFile
from ingest.exports import budget
from ingest.exports.budget_columns import Column, column_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table, column_names, is_value

_INCOME = re.compile(
    r"\b(?:income|revenues?|turnover|sales|erträge|erlöse|einnahmen|umsatzerlöse|recettes|produits|ingresos)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:expen(?:se|diture)s?|costs?|overheads?|cogs|aufwendungen|aufwand|kosten|ausgaben|charges|dépenses|gastos)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^(?:total|summe|gesamt|net|gross|operating (?:profit|loss|income)|jahresüberschuss|résultat|resultado)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\b(?:budget|plan|forecast|wirtschaftsplan|presupuesto|budgété)\b", re.IGNORECASE)
_HEADER_WITHIN = 10
_ACCOUNT = "Account"
Line = tuple[int, tuple[str, ...]]


def recognises(table: Table) -> str | None:
    """Return "planned result" for what is planned, "result" for what was, None for any other table."""
    found = _below_its_columns(table)
    if found is None:
        return None
    names = [cells[0] for _, cells in found.rows if cells and cells[0].strip()]
    both = any(map(_INCOME.search, names)) and any(map(_COSTS.search, names))
    if not both or not any(map(_ENDS.match, map(str.strip, names))):
        return None
    measures = {column_of(name).measure for name in found.header}
    above = " ".join(cell for _, cells in found.above for cell in cells)
    return "planned result" if measures & {"budget", "forecast", "variance"} or _PLANNED.search(above) else "result"


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each account; a row that adds up others is a total."""
    found = _below_its_columns(table)
    return replace(budget.documents(found, sort), columns=found.header) if found else budget.documents(table, sort)


def _below_its_columns(table: Table) -> Table | None:
    """Return a statement with one column of accounts, called so, and all names above its other columns."""
    rows: list[Line] = [*table.above, (table.number, table.header), *table.rows]
    last = len(table.above) + _HEADER_WITHIN
    for at, (number, cells) in enumerate(rows[: last + 1]):
        lead = next((place for place, cell in enumerate(cells) if cell.strip()), 0)
        if not lead or not _are_measures(cells[lead:]):
            continue
        below = at
        while (
            below + 1 < len(rows)
            and _begins_empty(rows[below + 1][1], lead)
            and _are_measures(rows[below + 1][1][lead:])
        ):
            below += 1
        names = _names([tuple(one[lead:]) for _, one in rows[at : below + 1]])
        lines = tuple((number, _in_one(one, lead)) for number, one in rows[below + 1 :])
        if not any(is_value(cell) for _, one in lines for cell in one[1:]):
            return None
        return replace(table, header=(_ACCOUNT, *names), rows=lines, above=tuple(rows[:at]), number=number)
    return None


def _are_measures(names: Sequence[str]) -> bool:
    """Whether all names are those of periods or of amounts."""
    columns: list[Column] = [column_of(name) for name in names if name.strip()]
    return bool(columns) and all(column.role == "measure" or "%" in column.label for column in columns)


def _begins_empty(cells: Sequence[str], lead: int) -> bool:
    return not any(cell.strip() for cell in cells[:lead])


def _names(headers: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the names of the columns, a period that is said over the first of its columns over all of them."""
    *groups, last = headers
    spread: list[list[str]] = []
    for group in groups:
        cells: list[str] = []
        for at in range(max(len(group), len(last))):
            own = one_line(group[at]) if at < len(group) else ""
            cells.append(own or (cells[-1] if cells and at < len(last) and last[at].strip() else ""))
        spread.append(cells)
    return column_names(*spread, [one_line(cell) for cell in last])


def _in_one(cells: Sequence[str], lead: int) -> tuple[str, ...]:
    """Return a row with its account in one cell, wherever its depth has put it."""
    return (next((cell for cell in cells[:lead] if cell.strip()), ""), *cells[lead:])
