"""Tables of plain sheets and of budgets: their lines, what each column of numbers measures, and in which unit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from weakref import WeakKeyDictionary

from assistant.domain import Block, Document, Kind, Quote, Role
from assistant.quotes import quote
from assistant.records.book import Book, record_of
from assistant.records.cells import spoken
from assistant.records.versions import family, place_of, rank, says_old
from assistant.tables.columns import Unit, measure_of, unit_of
from assistant.text.amounts import Amounts

_SHEETS = frozenset(("csv", "tsv", "xlsx", "xls", "ods"))
_TOTAL = re.compile(
    r"^\W*(?:(?:grand|overall|sub)?[- ]?totals?|all|sum|(?:gesamt|zwischen)?summe|gesamt|insgesamt|alle|todos|totale?"
    r"|ensemble|total g[ée]n[ée]ra\w+|suma)\b(?:\W*$|\W+(?:\d{4}|budget|spend|general)\W*$)",
    re.IGNORECASE,
)
_COMES_IN = frozenset(("budget income", "income line", "income total", "result total"))
"""What lines of a budget are that say nothing of costs."""
_NUMERIC = 0.6
_LONGEST_ROW = 300
_NEAR = 0.005


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words and where they stand in its document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; `cells` stand under the header, an empty one is None. `total`: it adds up other rows."""

    document: Document
    cells: tuple[Cell | None, ...]
    total: bool = False

    def text(self, at: int) -> str:
        """Return the words of a cell, "" for an empty one."""
        cell = self.cells[at] if at < len(self.cells) else None
        return cell.text if cell else ""

    def quote(self, at: int) -> Quote | None:
        """Return a cell as it stands; of a plain sheet with its row, which says what it is of."""
        cell = self.cells[at] if at < len(self.cells) else None
        filled = [one for one in self.cells if one]
        if cell is None:
            return None
        whole = self.document.record is None and filled[-1].end - filled[0].start <= _LONGEST_ROW
        first, last = (filled[0], filled[-1]) if whole else (cell, cell)
        return quote(self.document, first.start, last.end)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers: what it measures ("budget", "spend", "people", ...), in which unit, and how it is read."""

    at: int
    name: str
    measure: str
    unit: Unit
    amounts: Amounts

    def value(self, line: Line) -> float | None:
        """Return the number of a line in full units, None where its cell is none."""
        number = self.amounts.read(line.text(self.at))
        return number * self.unit.scale if number is not None else None


@dataclass(frozen=True, slots=True)
class Table:
    """A header with its lines; `heading` is what stands above it with its sheet and file, `name` where it is."""

    name: str
    heading: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    kind: Kind

    @property
    def parts(self) -> tuple[Line, ...]:
        """Return the lines that add up nothing."""
        return tuple(line for line in self.lines if not line.total)

    @property
    def texts(self) -> tuple[int, ...]:
        """Return where the columns of words stand."""
        return tuple(at for at in range(len(self.header)) if at not in {column.at for column in self.columns})

    def keys(self) -> frozenset[int]:
        """Return the first columns of words, as far as each of them tells every line from the others."""
        found: list[int] = []
        for at in self.texts:
            said = [line.text(at) for line in self.parts]
            apart = all(said) and len(set(said)) == len(said)
            if not apart or at != (found[-1] + 1 if found else self.texts[0]):
                break
            found.append(at)
        return frozenset(found)


_READ: WeakKeyDictionary[Book, list[Table]] = WeakKeyDictionary()


def tables_of(book: Book) -> list[Table]:
    """Return the tables that hold numbers with a known measure, those that say that they are old only if all do.

    A book's tables are read once, as long as the book is held.
    """
    if book not in _READ:
        _READ[book] = _tables(book)
    return _READ[book]


def _tables(book: Book) -> list[Table]:
    found = _current(table for table in (*_plain(book.sheets), *_of_records(book.documents)) if table.columns)
    return [table for table in found if not says_old(table.name)] or found


def _current(tables: Iterable[Table]) -> list[Table]:
    """Return the newest version of each table."""
    newest: dict[tuple[str, ...], Table] = {}
    for table in tables:
        key = (family(table.name), *table.header[:2])
        if key not in newest or rank(newest[key].name) < rank(table.name):
            newest[key] = table
    return list(newest.values())


def _plain(documents: Iterable[Document]) -> Iterator[Table]:
    """Yield the tables of documents whose rows are no records."""
    for document in documents:
        if document.media not in _SHEETS and document.kind is not Kind.FINANCE:
            continue
        rows = (block for block in document.blocks if block.role is Role.ROW and block.columns)
        for _, blocks in groupby(rows, key=lambda block: (block.locator.sheet, block.trail, block.columns)):
            members = list(blocks)
            lines = [line for block in members if (line := _line(document, block))]
            sheet = members[0].locator.sheet
            heading = " ".join((*members[0].trail, *_above(document, members[0])))
            yield _table(document, sheet, heading, members[0].columns, lines)


def _above(document: Document, first: Block) -> Iterator[str]:
    """Yield what a sheet says above a table."""
    for block in document.blocks:
        if block.start >= first.start:
            return
        if block.role is Role.TEXT and block.locator.sheet == first.locator.sheet:
            yield document.text[block.start : block.end]


def _line(document: Document, block: Block) -> Line | None:
    """Return a row with its cells; None where a bar inside a cell makes it unclear which is which."""
    text = document.text[block.start : block.end]
    edge = 1 if text.lstrip().startswith("|") else 0
    cells: list[Cell | None] = []
    for match in re.finditer(r"[^|]*", text):
        words = match.group().strip()
        if match.end() > match.start() or not cells:
            start = block.start + match.start() + match.group().index(words)
            cells.append(Cell(words, start, start + len(words)) if words else None)
    cells = cells[edge : len(cells) - edge] if edge else cells
    return Line(document, tuple(cells)) if len(cells) <= len(block.columns) else None


def _of_records(documents: Iterable[Document]) -> Iterator[Table]:
    """Yield the budgets and ledgers whose lines are records."""
    groups: dict[tuple[str, str | None], list[Document]] = defaultdict(list)
    for document in documents:
        record = record_of(document)
        if record.tool in ("table", "notion") and record.type not in _COMES_IN and document.blocks:
            groups[document.path, document.blocks[0].locator.sheet].append(document)
    for (_, sheet), members in groups.items():
        header = tuple(dict.fromkeys(block.locator.field or "" for one in members for block in one.blocks))
        lines = [_record_line(one, header) for one in members]
        heading = members[0].metadata.get("currency", "")
        yield _table(members[0], sheet, heading, header, lines, _scale(members))


def _record_line(document: Document, header: Sequence[str]) -> Line:
    fields = {block.locator.field or "": block for block in reversed(document.blocks)}
    found = [fields.get(name) for name in header]
    cells = (Cell(document.text[b.start : b.end].strip(), b.start, b.end) if b else None for b in found)
    return Line(document, tuple(cells), record_of(document).type.endswith(" total"))


def _scale(members: Iterable[Document]) -> float | None:
    """Return what the numbers of a budget were multiplied by when it was read, None where nothing tells."""
    for document in members:
        told, amount = document.metadata.get("amount"), record_of(document).amount
        cell = record_of(document).values.get(told or "", ("",))[0]
        number = Amounts.of([cell]).read(cell)
        if amount and number:
            return float(round(amount / number))
    return None


def _table(
    document: Document,
    sheet: str | None,
    above: str,
    header: Sequence[str],
    lines: Sequence[Line],
    scale: float | None = None,
) -> Table:
    file = PurePosixPath(document.path)
    name = place_of(document, sheet)
    heading = " ".join(
        part for part in (above, sheet or "", spoken(file.stem), "" if document.record else document.title) if part
    )
    columns = []
    for at, label in enumerate(header):
        values = [text for line in lines if (text := line.text(at)) not in ("", "-", "?")]
        amounts = Amounts.of(values)
        measure = measure_of(label)
        if measure and values and sum(amounts.read(text) is not None for text in values) >= _NUMERIC * len(values):
            unit = unit_of(label, heading, measure)
            columns.append(
                Column(at, label, measure, Unit(scale, unit.currency) if scale and unit.money else unit, amounts)
            )
    return Table(name, heading, tuple(header), _with_totals(lines, columns, len(header)), tuple(columns), document.kind)


def _with_totals(lines: Sequence[Line], columns: Sequence[Column], width: int) -> tuple[Line, ...]:
    """Mark the lines that are called totals, and those that equal the sum of all lines above them in every column."""
    numeric = {column.at for column in columns}
    told: list[Line] = []
    for line in lines:
        words = [line.text(at) for at in range(width) if at not in numeric and line.text(at)]
        total = (
            line.total
            or (bool(columns) and (not words or bool(_TOTAL.match(words[0]))))
            or _adds_up(line, told, columns)
        )
        told.append(Line(line.document, line.cells, total))
    return tuple(told)


def _adds_up(line: Line, above: Sequence[Line], columns: Sequence[Column]) -> bool:
    parts = [one for one in above if not one.total]
    if len(parts) < 3 or len(columns) < 2:
        return False
    sums = Counter({column.at: sum(column.value(one) or 0 for one in parts) for column in columns})
    return all(sums[column.at] and abs(sums[column.at] - (column.value(line) or 0)) < _NEAR for column in columns)
