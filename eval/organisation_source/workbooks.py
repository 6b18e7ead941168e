"""Write the workbooks: OKRs, budget and people."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from eval.organisation_source.package import freeze_package

Cell = str | int | float | datetime | None
_HEAD = Font(bold=True, color="FFFFFF")
_FILL = PatternFill("solid", fgColor="1F3A4D")


@dataclass(frozen=True)
class Sheet:
    """A sheet: lines of free text on top, then a header row, then the rows."""

    name: str
    top: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """A workbook and who saved it when."""

    path: str
    title: str
    author: str
    written: datetime
    sheets: tuple[Sheet, ...]


def write_book(root: Path, book: Book) -> Path:
    """Write the workbook below `root` and return its path."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in book.sheets:
        _fill(workbook.create_sheet(sheet.name), sheet)
    properties = workbook.properties
    properties.title, properties.creator = book.title, book.author
    properties.lastModifiedBy, properties.created = book.author, book.written
    path = root / book.path
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    freeze_package(path, book.written)
    return path


def _fill(target: Worksheet, sheet: Sheet) -> None:
    for line in sheet.top:
        target.append([line])
    if sheet.top:
        target["A1"].font = Font(bold=True, size=14)
    target.append(list(sheet.header))
    header_row = target.max_row
    for cell in target[header_row]:
        cell.font, cell.fill = _HEAD, _FILL
    for row in sheet.rows:
        target.append(list(row))
    for line in ("", *sheet.below) if sheet.below else ():
        target.append([line])
    for row in target.iter_rows(min_row=header_row):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for index, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(index)].width = width
    target.freeze_panes = f"A{header_row + 1}"
