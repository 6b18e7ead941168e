"""Tables that stand beside each other: an empty column between them, and a header of its own above each.

A table may have an empty column only to look well, so that the gap alone parts nothing: a side must show that its rows
are no continuation of those beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.parse.table import Table, header_at, is_header, is_value

Cells = Sequence[str]
_LINES = 3
"""From how many lines of two tables of one height their first columns show that each names things of its own."""
_LONGER = 2
_DAY = re.compile(r"\d{4}-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_ABOUT_THE_FIRST = re.compile(
    r"\b(?:owners?|responsible|accountable|lead|assignee|who|status|state|rag|comments?|notes?|remarks?|due|date|deadline"
    r"|when|priority|risk|next steps?|reason|verantwortlich\w*|kommentar\w*|bemerkung\w*|responsable|comentarios?)\b",
    re.IGNORECASE,
)
"""What a column is called that says something of the rows it stands in: no table begins with it."""


def sides_of(rows: Sequence[Cells]) -> list[tuple[int, int]]:
    """Return the columns (from, to before) of each table of a sheet, one pair where all of it is one table."""
    width = max((len(cells) for cells in rows), default=0)
    parts = list(_between_gaps(rows, width))
    if len(parts) < 2:
        return [(0, width)]
    sides = [parts[0]]
    for part in parts[1:]:
        # A table that has a gap inside is tried whole against what stands to its right.
        left, right = _Side.of(rows, sides[-1]), _Side.of(rows, part)
        if left and right and _are_apart(left, right):
            sides.append(part)
        else:
            sides[-1] = (sides[-1][0], part[1])
    return sides


def tables_beside(table: Table) -> list[tuple[str, Table]]:
    """Return the tables of a file that stand beside each other, each by its columns ("A-C"); none where it is one."""
    rows = [*table.above, (table.number, table.header), *table.rows]
    columns = sides_of([cells for _, cells in rows])
    if len(columns) < 2:
        return []
    titles = list(takewhile(lambda row: len(_filled(row[1])) == 1, rows))
    found = []
    for begins, ends in columns:
        own = [(number, cells[begins:ends]) for number, cells in rows if _filled(cells[begins:ends])]
        at = header_at([cells for _, cells in own])
        above = own[:at] if begins == columns[0][0] else [*titles, *own[:at]]
        number, header = own[at]
        part = Table(tuple(header), tuple(own[at + 1 :]), above=tuple(above), number=number)
        found.append((f"{_letters(begins)}-{_letters(ends - 1)}", part))
    return [(name, replace(part, warnings=table.warnings if not at else ())) for at, (name, part) in enumerate(found)]


def _letters(at: int) -> str:
    """Return what a spreadsheet calls a column."""
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _between_gaps(rows: Sequence[Cells], width: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of columns that have content below the lines that only say what the sheet is of."""
    told = [cells for cells in rows if len(_filled(cells)) > 1]
    filled = [any(at < len(cells) and cells[at].strip() for cells in told) for at in range(width)]
    begins: int | None = None
    for at, one in enumerate([*filled, False]):
        if one and begins is None:
            begins = at
        elif not one and begins is not None:
            yield begins, at
            begins = None


@dataclass(frozen=True, slots=True)
class _Side:
    """The rows of a sheet between two columns: where its header stands, a title above it, and its lines below."""

    header: int
    names: tuple[str, ...]
    titled: bool
    lines: tuple[tuple[int, Cells], ...]

    @classmethod
    def of(cls, rows: Sequence[Cells], columns: tuple[int, int]) -> _Side | None:
        """Return a side that has names above lines, None for what is no table of its own."""
        own = [(at, cells[slice(*columns)]) for at, cells in enumerate(rows)]
        filled = [(at, cells) for at, cells in own if _filled(cells)]
        place = next((place for place, (_, cells) in enumerate(filled) if len(_filled(cells)) > 1), None)
        if place is None or not is_header(filled[place][1]) or not filled[place][1][0].strip():
            return None
        at, header = filled[place]
        titled = place > 0 and bool(filled[place - 1][1][0].strip())
        names = tuple(name.casefold() for name in _filled(header))
        lines = tuple(filled[place + 1 :])
        return cls(at, names, titled, lines) if lines else None

    @property
    def first(self) -> list[str]:
        """Return the cells of the first column below the header."""
        return [cells[0].strip() for _, cells in self.lines]

    @property
    def last(self) -> int:
        """Return where the last line stands."""
        return self.lines[-1][0]

    @property
    def says_what(self) -> bool:
        """Whether the first column says what the lines are of: in words, or by days."""
        return all(self.first) and not any(is_value(one) and not _DAY.match(one) for one in self.first)

    @property
    def names_things(self) -> bool:
        """Whether the first column says in every line, each time another, what the line is of."""
        return self.says_what and len(set(self.first)) == len(self.first) and not _ABOUT_THE_FIRST.search(self.names[0])

    @property
    def has_numbers(self) -> bool:
        """Whether a column beside the first holds numbers only."""
        columns = list(zip(*(cells for _, cells in self.lines), strict=False))[1:]
        return any(any(column) and all(is_value(cell) for cell in column if cell.strip()) for column in columns)


def _are_apart(left: _Side, right: _Side) -> bool:
    """Whether the lines of two sides do not belong together."""
    if left.names[0] == right.names[0]:
        return True
    if right.says_what and (right.header != left.header or set(left.names) & set(right.names)):
        return True
    if not right.names_things:
        return False
    unlike = right.last > left.last or left.last - right.last >= _LONGER
    alike = left.names_things and len(right.lines) >= _LINES and left.has_numbers and right.has_numbers
    return right.titled or unlike or alike


def _filled(cells: Cells) -> list[str]:
    return [one for cell in cells if (one := cell.strip())]
