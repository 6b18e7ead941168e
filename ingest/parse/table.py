"""CSV and TSV: delimiter, header and rows; also what a header row looks like, for every format with tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.dates import document_date
from ingest.parse.decode import decode
from ingest.parse.draft import NO_TEXT, Draft
from ingest.parse.title import title_of

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_NUMBER = re.compile(r"^[^\w]*[(\-+]?[$€£¥]?\s*\d[\d.,'\u00a0 ]*\s*(?:[%$€£¥)]|[kKmMbB]n?)?\)?$")
_DATE = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$")


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a delimited file or a sheet: a header, and rows with their number as a spreadsheet counts.

    `sheet` is the sheet's name in a workbook.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    warnings: tuple[str, ...] = ()
    sheet: str | None = None


def is_value(cell: str) -> bool:
    """Whether a cell is a number, an amount or a date rather than a name."""
    cell = cell.strip()
    return bool(_NUMBER.match(cell) or _DATE.match(cell))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns: short, different texts, and no number among them."""
    named = [cell.strip() for cell in cells if cell.strip()]
    if len(named) < 2 or len(named) < 0.5 * len(cells):
        return False
    if any(is_value(name) and not re.fullmatch(r"(?:19|20)\d\d", name) for name in named) or all(
        is_value(name) for name in named
    ):
        return False
    return len({name.casefold() for name in named}) == len(named) and all(len(name) <= 80 for name in named)


def read_table(path: Path) -> Table:
    """Return the records of a CSV or TSV file; blank records are left out but counted."""
    text, warning = decode(path.read_bytes())
    text = text.removeprefix("\ufeff")
    # Excel may say the delimiter in a first line of its own.
    declared = re.match(r"sep=(.)\n", text)
    delimiter = declared[1] if declared else _delimiter(text)
    body = text[declared.end() :] if declared else text
    csv.field_size_limit(2**31 - 1)
    try:
        records = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DocumentError("damaged table: a quoted cell never ends; export it again") from error
    first = 2 if declared else 1
    rows = [
        (number, tuple(cells))
        for number, cells in enumerate(records, start=first)
        if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise DocumentError(NO_TEXT)
    header = tuple(cell.strip() for cell in rows[0][1])
    return Table(header, tuple(rows[1:]), (warning,) if warning else ())


def _delimiter(text: str) -> str:
    """Return the delimiter that gives the most cells in records of the same width."""
    sample = text[:200_000]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                widths.append(len(row))
                if len(widths) == _SAMPLE_ROWS:
                    break
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=1)
        score = (usual - 1) * widths.count(usual) / len(widths) if widths else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def plain_table(path: Path, table: Table, warnings: Sequence[str] = ()) -> ParsedFile:
    """Return a table as one document, a row a block."""
    draft = Draft()
    rows = table.rows
    columns = table.header
    if is_header(columns) or not all(is_value(cell) for cell in columns if cell):
        draft.row(columns, columns, Role.HEADER, locator=Locator(row=1))
    else:
        rows, columns = ((1, table.header), *rows), ()
    for number, cells in rows:
        draft.row(cells, columns, locator=Locator(row=number))
    text, blocks = draft.finish()
    document = Parsed(title_of(path), text, blocks, "csv", date=document_date(path, ""))
    return ParsedFile((document,), (*table.warnings, *warnings))
