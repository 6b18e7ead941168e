"""Excel workbooks (ECMA-376, SpreadsheetML): the tables of every sheet, row by row, as the sheet shows them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.core_properties import core_properties
from ingest.parse.dates import document_date
from ingest.parse.draft import Draft, one_line
from ingest.parse.table import is_header
from ingest.parse.title import title_of, useful
from ingest.parse.xlsx_numbers import shown

_Part: TypeAlias = Any  # openpyxl has no types
_HEADER_WITHIN = 8
"""How many rows of a table may stand above its header (a title, a date, a note)."""
_LONGEST_TITLE = 100


@dataclass(frozen=True)
class _Row:
    """A row of a sheet: its number, the text of its cells, whether all are words, and the comments on them."""

    number: int
    cells: tuple[str, ...]
    named: bool = False
    comments: tuple[_Part, ...] = ()

    @property
    def filled(self) -> list[str]:
        """Return the cells that are not empty."""
        return [cell for cell in self.cells if cell]

    @property
    def begins(self) -> int:
        """Return the first column that is not empty."""
        return next(at for at, cell in enumerate(self.cells) if cell)

    @property
    def is_header(self) -> bool:
        """Whether the row could name columns."""
        return self.named and len(self.filled) > 1 and is_header(self.filled)


def parse(path: Path) -> ParsedFile:
    """Return a workbook as one document: formulas by their stored values, hidden sheets too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book: _Part = openpyxl.load_workbook(path, data_only=True)
        except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
            raise DocumentError("damaged workbook: open it in Excel and save it again") from error
    draft = Draft()
    hidden = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
        _Sheet(draft, sheet.title).read(sheet)
    text, blocks = draft.finish()
    properties = core_properties(path)
    title, date = title_of(path, useful(properties.title)), document_date(path, "", moment=properties.saved)
    document = Parsed(title, text, blocks, "xlsx", date=date, metadata=properties.metadata)
    notes = (f"hidden sheets are read too: {', '.join(hidden)}",) if hidden else ()
    return ParsedFile((document,), notes)


def _rows(sheet: _Part) -> list[_Row]:
    """Return the rows that have content; the parts of a merged cell but the first are empty, as the file has them."""
    found = []
    for cells in sheet.iter_rows():
        texts = tuple(_text(cell) for cell in cells)
        comments = tuple(cell.comment for cell in cells if getattr(cell, "comment", None))
        if any(texts) or comments:
            named = all(isinstance(cell.value, str) or _is_year(cell.value) for cell in cells if cell.value is not None)
            found.append(_Row(cells[0].row, texts, named, comments))
    return found


def _text(cell: _Part) -> str:
    value = cell.value
    # The format of a cell is slow to look up, and texts have no use for it.
    return "" if value is None else one_line(value if isinstance(value, str) else shown(value, cell.number_format))


def _is_year(value: object) -> bool:
    return isinstance(value, int) and 1900 <= value <= 2100


def _tables(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Yield the groups of rows that no blank row parts; a header alone goes with the rows below it."""
    group: list[_Row] = []
    for row in rows:
        apart = row.number - group[-1].number - 1 if group else 0
        if apart and not (apart == 1 and _is_lone_header(group, row)):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _is_lone_header(group: Sequence[_Row], below: _Row) -> bool:
    last = group[-1]
    return len(group) == 1 and last.is_header and not below.is_header and 1 < len(below.filled) <= len(last.filled)


@dataclass
class _Sheet:
    """Writes one sheet; what its tables share is the header of the one before."""

    draft: Draft
    name: str
    _trail: tuple[str, ...] = ()
    _columns: tuple[str, ...] = ()

    def read(self, sheet: _Part) -> None:
        """Write the sheet's tables in order, then the comments on its cells."""
        rows = _rows(sheet)
        for group in _tables([row for row in rows if row.filled]):
            self._table(group)
        for row in rows:
            for comment in row.comments:
                author = comment.author if comment.author not in (None, "", "None") else "an unnamed reader"
                place = Locator(sheet=self.name, row=row.number, field=f"comment by {author}")
                self.draft.add(comment.text, Role.COMMENT, trail=self._trail, locator=place)

    def _table(self, group: Sequence[_Row]) -> None:
        at = _header_of(group)
        titles = group[:at] if at is not None else [row for row in group if len(group) == 1 and len(row.filled) == 1]
        self._headings(titles)
        rest = group[at:] if at is not None else [row for row in group if row not in titles]
        if at is not None:
            self._columns = rest[0].cells
        elif max((len(_stripped(row.cells)) for row in rest), default=0) > len(_stripped(self._columns)):
            # These rows reach beyond the header of the table before: it is not theirs.
            self._columns = ()
        # Tables often begin in column B.
        named = next((at for at, name in enumerate(self._columns) if name), None)
        offset = min([row.begins for row in rest] + ([named] if named is not None else []), default=0)
        for number, row in enumerate(rest):
            role = Role.HEADER if at is not None and number == 0 else Role.ROW
            place, gap = Locator(sheet=self.name, row=row.number), "\n" if number else "\n\n"
            self.draft.row(row.cells[offset:], self._columns[offset:], role, trail=self._trail, locator=place, gap=gap)

    def _headings(self, rows: Sequence[_Row]) -> None:
        """Write the rows above a table: they are its title."""
        trail: list[str] = []
        for row in rows:
            words = " ".join(row.filled)
            self.draft.add(words, trail=tuple(trail), locator=Locator(sheet=self.name, row=row.number), gap="\n\n")
            if not trail and len(words) <= _LONGEST_TITLE and any(char.isalpha() for char in words):
                trail.append(words)
        if rows:
            self._trail, self._columns = tuple(trail), ()


def _stripped(cells: Sequence[str]) -> Sequence[str]:
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _header_of(group: Sequence[_Row]) -> int | None:
    """Return which row of a table names its columns, if any does."""
    if len(group) < 2:
        return None
    width = max(len(row.filled) for row in group)
    for at, row in enumerate(group[:_HEADER_WITHIN]):
        if len(row.filled) < 2:
            continue
        if row.is_header and len(row.filled) >= 0.5 * width and at + 1 < len(group):
            return at
        if len(row.filled) >= 0.8 * width:
            return None
    return None
