"""Excel workbooks (ECMA-376, SpreadsheetML): the cells of every sheet as the sheet shows them, and their comments."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.parse.core_properties import core_properties
from ingest.parse.draft import one_line
from ingest.parse.sheets import Merge, Note, Row, Sheet, documents, with_merges
from ingest.parse.table import Table
from ingest.parse.xlsx_numbers import shown

# A text that is empty (t="str") is a result as well.
_NO_VALUE = re.compile(
    rb"""<c\b(?![^<>]*\st="str")[^<>]*>\s*<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_Part: TypeAlias = Any  # openpyxl has no types
OfTable: TypeAlias = Callable[[Table], ParsedFile | None]


def parse(path: Path, of_table: OfTable = lambda table: None) -> ParsedFile:
    """Return a workbook's documents: formulas by their stored values; hidden sheets, rows and columns too.

    `of_table` reads a sheet that a known tool wrote.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # By a stream: by a path it refuses what is not named as it expects.
            with path.open("rb") as file:
                book: _Part = openpyxl.load_workbook(file, data_only=True)
        except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
            raise DocumentError("damaged workbook: open it in Excel and save it again") from error
    sheets = [_sheet(sheet) for sheet in book.worksheets]
    found = documents(path, "xlsx", sheets, core_properties(path), of_table)
    return replace(found, warnings=(*found.warnings, *_uncomputed(path)))


def _uncomputed(path: Path) -> list[str]:
    """Return a warning about formulas that no program has computed: the file holds no value for their cells."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        count = sum(len(_NO_VALUE.findall(archive.read(name))) for name in names)
    cells = "1 cell has" if count == 1 else f"{count} cells have"
    return [f"{cells} a formula without its result: open it in Excel and save it again"] if count else []


def _sheet(sheet: _Part) -> Sheet:
    merges = [Merge(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells]
    return Sheet(sheet.title, with_merges(_rows(sheet), merges), tuple(_hidden(sheet)))


def _hidden(sheet: _Part) -> list[str]:
    """Return what of a sheet is not shown: all of it, or rows (as a filter hides them) and columns."""
    if sheet.sheet_state != "visible":
        return ["sheets"]
    rows = any(one.hidden for one in sheet.row_dimensions.values())
    return ["rows"] * rows + ["columns"] * any(one.hidden for one in sheet.column_dimensions.values())


def _rows(sheet: _Part) -> list[Row]:
    """Return the rows that have content; the parts of a merged cell but the first are empty, as the file has them."""
    found = []
    for cells in sheet.iter_rows():
        texts = tuple(_text(cell) for cell in cells)
        notes = tuple(_note(cell.comment) for cell in cells if getattr(cell, "comment", None))
        if any(texts) or notes:
            named = all(isinstance(cell.value, str) or _is_year(cell.value) for cell in cells if cell.value is not None)
            found.append(Row(cells[0].row, texts, named, notes))
    return found


def _note(comment: _Part) -> Note:
    text = comment.text
    if text.startswith("[Threaded comment]"):
        # What a thread says to programs that know no threads comes first.
        text = re.sub(r"^.*?\bComment:\s*", "", text, count=1, flags=re.DOTALL)
    return Note(text, None if comment.author in (None, "", "None") else comment.author)


def _text(cell: _Part) -> str:
    value = cell.value
    # The format of a cell is slow to look up, and texts have no use for it.
    return "" if value is None else one_line(value if isinstance(value, str) else shown(value, cell.number_format))


def _is_year(value: object) -> bool:
    return isinstance(value, int) and 1900 <= value <= 2100
