"""Excel 2003's XML workbooks, which accounting systems still write and call .xls: the cells as the sheet shows them.

Format: Microsoft, "XML Spreadsheet Reference" (Office 2003).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.parse.core_properties import CoreProperties
from ingest.parse.draft import one_line
from ingest.parse.sheets import Merge, Note, Row, Sheet, documents, with_merges
from ingest.parse.table import Table
from ingest.parse.xlsx_numbers import general, shown

_Element: TypeAlias = Any  # lxml has no types
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_FORMATS = {
    "Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "Currency": "#,##0.00", "General Number": "General",
    "Short Date": "yyyy-mm-dd", "Medium Date": "yyyy-mm-dd", "Long Date": "yyyy-mm-dd", "Short Time": "hh:mm",
    "General Date": "yyyy-mm-dd hh:mm", "Euro Currency": "€#,##0.00",
}  # fmt: skip
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def parse(path: Path, of_table: Callable[[Table], ParsedFile | None] = lambda table: None) -> ParsedFile:
    """Return a workbook's documents: formulas by their stored values; hidden sheets, rows and columns too."""
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise DocumentError("damaged workbook: open it in Excel and save it again as .xlsx") from error
    formats = {
        style.get(f"{_SS}ID"): _FORMATS.get(form, form)
        for style in root.iter(f"{_SS}Style")
        for number in style.iter(f"{_SS}NumberFormat")
        if (form := number.get(f"{_SS}Format"))
    }
    sheets = [_sheet(sheet, formats) for sheet in root.iter(f"{_SS}Worksheet")]
    return documents(path, "xls", sheets, CoreProperties(), of_table)


def _sheet(sheet: _Element, formats: Mapping[str, str]) -> Sheet:
    merges: list[Merge] = []
    rows = list(_rows(sheet, formats, merges))
    state = sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible") or ""
    hidden = [
        what
        for what, name in (("rows", "Row"), ("columns", "Column"))
        if any(one.get(f"{_SS}Hidden") == "1" for one in sheet.iter(f"{_SS}{name}"))
    ]
    return Sheet(
        sheet.get(f"{_SS}Name") or "Sheet",
        with_merges(rows, merges),
        ("sheets",) if "Hidden" in state else tuple(hidden),
    )


def _rows(sheet: _Element, formats: Mapping[str, str], merges: list[Merge]) -> Iterator[Row]:
    """Yield the rows that have content; `merges` takes what is merged in them."""
    at = 0
    for row in sheet.iter(f"{_SS}Row"):
        at = _place(row, at, _LAST_ROW)
        cells: dict[int, str] = {}
        notes: list[Note] = []
        named = True
        column = 0
        for cell in row.iterchildren(f"{_SS}Cell"):
            column = _place(cell, column, _LAST_COLUMN)
            data = cell.find(f"{_SS}Data")
            if words := _text(data, formats.get(cell.get(f"{_SS}StyleID") or "", "General")):
                cells[column] = words
                named = named and (data.get(f"{_SS}Type") == "String" or bool(re.fullmatch(r"(?:19|20)\d\d", words)))
            across, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
            if across or down:
                merges.append(Merge(at - 1, column - 1, at - 1 + down, column - 1 + across))
            notes += _notes(cell)
            column += across
        if cells or notes:
            width = max(cells, default=0)
            yield Row(at, tuple(cells.get(number, "") for number in range(1, width + 1)), named, tuple(notes))


def _place(element: _Element, before: int, last: int) -> int:
    """Return the number of a row or column, which is one more than the one before unless it says another.

    Raises DocumentError for a number that no sheet has.
    """
    told = element.get(f"{_SS}Index")
    place = int(told) if told and told.isdigit() else before + 1
    if place > last:
        raise DocumentError("damaged workbook: it has more rows or columns than a sheet can; save it again as .xlsx")
    return place


def _count(cell: _Element, name: str) -> int:
    told = cell.get(f"{_SS}{name}") or ""
    return min(int(told), _LAST_COLUMN) if told.isdigit() else 0


def _text(data: _Element, number_format: str) -> str:
    if data is None:
        return ""
    words = one_line("".join(data.itertext()))
    sort = data.get(f"{_SS}Type")
    try:
        if sort == "Number":
            number = float(words)
            return one_line(shown(int(number) if number.is_integer() else number, number_format) or general(number))
        if sort == "DateTime":
            return shown(datetime.fromisoformat(words), number_format)
    except (ValueError, OverflowError):
        return words
    return {"1": "TRUE", "0": "FALSE"}.get(words, words) if sort == "Boolean" else words


def _notes(cell: _Element) -> Iterator[Note]:
    for comment in cell.iterchildren(f"{_SS}Comment"):
        if words := one_line("".join(comment.itertext())):
            yield Note(words, comment.get(f"{_SS}Author") or None)
