"""CSV and TSV: delimiter, header and rows; also what a header row looks like, for every format with tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.decode import decode
from ingest.parse.document_date import document_date
from ingest.parse.draft import NO_TEXT, Draft
from ingest.parse.title import title_of

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_HEADER_WITHIN = 15
"""How many rows may stand above the header."""
_LONGEST_TITLE = 100
_NUMBER = re.compile(r"^[^\w]*[(\-+]?[$€£¥]?\s*\d[\d.,'\u00a0 ]*\s*(?:[%$€£¥)]|[kKmMbB]n?)?\)?-?$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DATE = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$")


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a delimited file or a sheet: a header, and rows with their number as a spreadsheet counts.

    `sheet` is the sheet's name in a workbook; `above` are the rows before the header (a title, a filter, a date), and
    `number` is that of the header itself. `repeated` are the numbers of the rows that say the header again.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    warnings: tuple[str, ...] = ()
    sheet: str | None = None
    above: tuple[tuple[int, tuple[str, ...]], ...] = ()
    number: int = 1
    repeated: tuple[int, ...] = ()


def is_value(cell: str) -> bool:
    """Whether a cell is a number, an amount or a date rather than a name."""
    cell = cell.strip()
    return bool(_NUMBER.match(cell) or _DATE.match(cell))


def column_names(*headers: Sequence[str]) -> list[str]:
    """Return the name of each column under its header rows, the outermost first: a group's name stands before its own.

    What a cell covers goes by that cell's text in each row; a text that stands in several rows is said once.
    """
    rows = zip_longest(*headers, fillvalue="")
    return [" ".join(dict.fromkeys(part for part in parts if part)) for parts in rows]


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
    # Excel may say the delimiter in a first line of its own, SharePoint puts the whole list's schema there.
    declared = re.match(r"sep=(?P<mark>.)\n|\"?ListSchema=[^\n]*\n", text)
    delimiter = (
        declared["mark"] if declared and declared["mark"] else _delimiter(text[declared.end() if declared else 0 :])
    )
    body = text[declared.end() :] if declared else text
    csv.field_size_limit(2**31 - 1)
    records, unclosed = _records(body, delimiter)
    first = 2 if declared else 1
    rows = [
        (number, tuple(cells))
        for number, cells in enumerate(records, start=first)
        if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise DocumentError(NO_TEXT)
    at = header_at([cells for _, cells in rows])
    header = tuple(cell.strip() for cell in rows[at][1])
    above = tuple(rows[:at])
    if at + 2 < len(rows) and (names := _grouped(header, rows[at + 1][1], rows[at + 2][1])):
        header, at = names, at + 1
    warnings = tuple(one for one in (warning, unclosed) if one)
    below, repeated = without_repeated(header, rows[at + 1 :])
    return Table(header, below, warnings, above=above, number=rows[at][0], repeated=repeated)


def without_repeated(
    header: Sequence[str], rows: Sequence[tuple[int, tuple[str, ...]]]
) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], tuple[int, ...]]:
    """Return the rows that do not say the header again, and the numbers of those that do.

    Exports put together from several parts repeat it between them.
    """
    names = list(_stripped([cell.strip() for cell in header]))
    repeated = [number for number, cells in rows if list(_stripped([cell.strip() for cell in cells])) == names]
    said = set(repeated)
    return tuple(row for row in rows if row[0] not in said), tuple(repeated)


def _grouped(groups: Sequence[str], names: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns under those of their groups ("Cost" above "2025" and "2026"); none if there are none.

    A group is named over its first column only; amounts stand below all columns that the second row names.
    """
    width = max(len(groups), len(names))
    first, second, values = ([*(cell.strip() for cell in row), *[""] * width][:width] for row in (groups, names, below))
    under = [at for at, name in enumerate(second) if name]
    if len(under) < 2 or under[0] == 0 or not first[under[0]] or all(first[at] for at in under):
        return ()
    if not all(is_value(values[at]) and (not is_value(second[at]) or _YEAR.match(second[at])) for at in under):
        return ()
    spread: list[str] = []
    for at in range(width):
        spread.append(first[at] or (spread[-1] if second[at] else ""))
    return tuple(column_names(spread, second))


def _records(body: str, delimiter: str) -> tuple[list[list[str]], str | None]:
    """Return the records; a quote that never ends would make one cell of all that follows it."""
    try:
        records = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DocumentError("damaged table: it is no text in rows and columns; export it again") from error
    if body.count('"') % 2 == 0 or not any("\n" in cell for cell in records[-1]):
        return records, None
    lines = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return list(lines), "a quoted cell never ends: read line by line, quotes and all; export it again"


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Return which row names the columns: the first as wide as the rows below it, past a title, a filter or a date."""
    widths = [sum(1 for cell in cells if cell.strip()) for cells in rows[: _HEADER_WITHIN + _SAMPLE_ROWS]]
    wide = sorted(width for width in widths if width > 1)
    usual = wide[len(wide) // 2] if wide else 0
    if widths[0] >= 0.6 * usual:
        return named_below(rows, 0)
    for at, width in enumerate(widths[: _HEADER_WITHIN + 1]):
        # What stands above a table is a few words; as soon as a row is wide, it is the table.
        if width >= max(2, 0.6 * usual):
            if not any(is_value(cell) for cell in rows[at]):
                return named_below(rows, at)
            if width >= usual:
                return unnamed_first(rows, at) or 0
    return 0


def unnamed_first(rows: Sequence[Sequence[str]], first: int) -> int | None:
    """Return the row that names all columns but the first, above the first row of values; None where there is none.

    Between the two stand at most headings, of one cell each.
    """
    for at in range(first - 1, -1, -1):
        cells = rows[at]
        if cells and not cells[0].strip():
            return at if len(_filled(cells)) >= len(_filled(rows[first])) - 1 else None
        if len(_filled(cells)) > 1:
            return None
    return None


def named_below(rows: Sequence[Sequence[str]], at: int) -> int:
    """Return the row that names the columns where one seems to: a report says of itself what it is in pairs above.

    The names that are surely meant are at least two more, and an amount or a date stands right below them.
    """
    width = len(_filled(rows[at]))
    for later in range(at + 1, min(at + _HEADER_WITHIN, len(rows) - 1)):
        cells = _filled(rows[later])
        if len(cells) >= width + 2:
            named = is_header(_stripped(rows[later])) and any(is_value(cell) for cell in rows[later + 1])
            return later if named else at
    return at


def named_after_title(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the first row of a table, which has merged cells, only says what it is of: names stand in the second."""
    return bool(second and second[0].strip()) and len(_filled(second)) > len(_filled(first)) and is_header(second)


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell.strip()]


def _stripped(cells: Sequence[str]) -> Sequence[str]:
    last = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1)
    return cells[: last + 1]


def _delimiter(text: str) -> str:
    """Return the delimiter that gives the most cells in records of the same width.

    Where every comma stands inside a number ("1,5;2,5") and another mark parts all records alike, that one counts.
    """
    sample = text[:200_000]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = _widths(sample, delimiter)
        usual = max(set(widths), key=widths.count, default=1)
        score = (usual - 1) * widths.count(usual) / len(widths) if widths else 0.0
        even = usual > 1 and widths.count(usual) == len(widths)
        if score > best_score or (best == "," and even and not re.search(r"(?<!\d),|,(?!\d)", sample)):
            best, best_score = delimiter, score
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    """Return how many cells the first records have; none where a sample is not parted so."""
    try:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        return [len(row) for row, _ in zip(rows, range(_SAMPLE_ROWS), strict=False)]
    except csv.Error:
        return []


def plain_table(path: Path, table: Table, warnings: Sequence[str] = ()) -> ParsedFile:
    """Return a table as one document, a row a block."""
    draft = Draft()
    rows, columns = table.rows, table.header
    trail = _write_above(draft, table)
    if is_header(columns) or not all(is_value(cell) for cell in columns if cell):
        draft.row(columns, columns, Role.HEADER, trail=trail, locator=Locator(row=table.number))
    else:
        rows, columns = ((table.number, table.header), *rows), ()
    for number, cells in rows:
        draft.row(cells, columns, trail=trail, locator=Locator(row=number))
    text, blocks = draft.finish()
    title = title_of(path, *trail)
    document = Parsed(title, text, blocks, "csv", date=document_date(path, "\n".join(_lines_above(table))))
    return ParsedFile((document,), (*table.warnings, *ragged(rows, columns), *warnings))


def _lines_above(table: Table) -> list[str]:
    return [" ".join(cell.strip() for cell in cells if cell.strip()) for _, cells in table.above]


def _write_above(draft: Draft, table: Table) -> tuple[str, ...]:
    """Write what stands above the header; the first line of it is the title."""
    trail: tuple[str, ...] = ()
    for (number, _), words in zip(table.above, _lines_above(table), strict=True):
        draft.add(words, trail=trail, locator=Locator(row=number))
        if not trail and len(words) <= _LONGEST_TITLE and any(char.isalpha() for char in words):
            trail = (words,)
    return trail


def ragged(rows: Sequence[tuple[int, tuple[str, ...]]], columns: Sequence[str]) -> tuple[str, ...]:
    """Return a warning about rows with more cells than the header: mostly a delimiter inside a cell without quotes."""
    longer = [number for number, cells in rows if columns and any(cell.strip() for cell in cells[len(columns) :])]
    if not longer:
        return ()
    listed = ", ".join(map(str, longer[:10])) + (", ..." if len(longer) > 10 else "")
    rows_have = "1 row has" if len(longer) == 1 else f"{len(longer)} rows have"
    return (f"{rows_have} more cells than the header has names: {listed}",)
