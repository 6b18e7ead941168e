"""Excel 97 workbooks (MS-XLS): the cells of every sheet as the sheet shows them, and their comments."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import xlrd

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.parse.draft import one_line
from ingest.parse.ole import summary
from ingest.parse.sheets import Merge, Note, Row, Sheet, documents, with_merges
from ingest.parse.table import Table
from ingest.parse.xlsx_numbers import shown

_Part: TypeAlias = Any  # xlrd has no types
OfTable: TypeAlias = Callable[[Table], ParsedFile | None]
_DAY = timedelta(days=1)


def parse(path: Path, of_table: OfTable = lambda table: None) -> ParsedFile:
    """Return a workbook's documents: formulas by their stored values; hidden sheets, rows and columns too."""
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            book: _Part = xlrd.open_workbook(str(path), formatting_info=True, logfile=nowhere)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise DocumentError("encrypted Office file: remove its password and save it again") from error
        raise DocumentError("damaged workbook: open it in Excel and save it again") from error
    sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    return documents(path, "xls", sheets, summary(path), of_table)


def _sheet(book: _Part, sheet: _Part) -> Sheet:
    merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return Sheet(sheet.name, with_merges(list(_rows(book, sheet)), merges), tuple(_hidden(sheet)))


def _hidden(sheet: _Part) -> list[str]:
    if sheet.visibility:
        return ["sheets"]
    rows = any(one.hidden for one in sheet.rowinfo_map.values())
    return ["rows"] * rows + ["columns"] * any(one.hidden for one in sheet.colinfo_map.values())


def _rows(book: _Part, sheet: _Part) -> Iterator[Row]:
    notes: dict[int, list[Note]] = {}
    for (at, _), note in sorted(sheet.cell_note_map.items()):
        notes.setdefault(at, []).append(Note(note.text, note.author or None))
    for at in range(sheet.nrows):
        cells = sheet.row(at)
        texts = tuple(_text(book, cell) for cell in cells)
        if any(texts) or at in notes:
            filled = [cell for cell in cells if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)]
            named = all(cell.ctype == xlrd.XL_CELL_TEXT or _is_year(cell) for cell in filled)
            yield Row(at + 1, texts, named, tuple(notes.get(at, ())))


def _is_year(cell: _Part) -> bool:
    return bool(cell.ctype == xlrd.XL_CELL_NUMBER and cell.value.is_integer() and 1900 <= cell.value <= 2100)


def _text(book: _Part, cell: _Part) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return one_line(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return one_line(shown(cell.value, _format(book, cell)))
    if cell.ctype == xlrd.XL_CELL_DATE:
        form = _format(book, cell)
        elapsed = re.search(r"\[[hms]+\]", form, re.IGNORECASE)
        return one_line(shown(cell.value * _DAY if elapsed else _moment(cell.value, book.datemode), form))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    return ""


def _format(book: _Part, cell: _Part) -> str:
    found = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return found.format_str if found else "General"


def _moment(days: float, datemode: int) -> datetime | time | float:
    """Return a serial date as a moment, in whichever of the two systems it counts; what is no date stays a number."""
    if 0 <= days < 1:
        return (datetime(1900, 1, 1) + round(days * _DAY / timedelta(seconds=1)) * timedelta(seconds=1)).time()
    try:
        moment: datetime = xlrd.xldate_as_datetime(days, datemode)
    except (OverflowError, ValueError):
        return days
    # Serials are binary fractions of a day: half a second is noise.
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)
