"""Tables that MyST and Sphinx write as lists of lists: "* - cell" opens a row, "- cell" the next cell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

IS_LIST_TABLE = re.compile(r"^\{?list-table\}?(?:\s|$)")
"""What stands behind the opening of such a fence."""
_ROW = re.compile(r"^\s*[*-]\s+[-*](?:\s+|$)")
_CELL = re.compile(r"^\s+[-*](?:\s+|$)")
_OPTION = re.compile(r"^\s*:(?P<name>[\w-]+):\s*(?P<value>.*)$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its span, whether it heads a column, and the number of that column."""

    start: int
    end: int
    heads: bool
    column: int


def cells_of(text: str, start: int, end: int) -> Iterator[Cell]:
    """Yield the cells of the list table that stands in a span, in order."""
    headers, row, column, opened = 0, -1, 0, -1
    offset = start
    for line in text[start:end].split("\n"):
        found = _ROW.match(line) or (_CELL.match(line) if row >= 0 else None)
        if found is not None:
            if opened >= 0:
                yield Cell(opened, offset, row < headers, column)
            is_row = _ROW.match(line) is not None
            row, column = (row + 1, 0) if is_row else (row, column + 1)
            opened = offset + found.end()
        elif row < 0 and (option := _OPTION.match(line)) and option["name"] == "header-rows":
            headers = int(option["value"]) if option["value"].isdigit() else 0
        offset += len(line) + 1
    if opened >= 0:
        yield Cell(opened, end, row < headers, column)
