from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.parse import xls, xlsx
from ingest.parse.files import parse
from ingest.parse.table import Table
from tests.ingest.old_office import OldSheet, excel_97
from tests.ingest.parse_checks import block_of, only, texts

SERIAL = 45_473.25
"""30 June 2024, 6 in the morning, in days since 1900; since 1904 it is four years and a day later."""


@pytest.mark.parametrize(("since_1904", "day"), [(False, "2024-06-30"), (True, "2028-07-01")])
def test_old_workbook_knows_both_date_systems_and_formats(tmp_path: Path, since_1904: bool, day: str) -> None:
    path = tmp_path / "a.xls"
    rows = [["Goal", "Due", "At", "Long", "Share"],
            ["Falls", (SERIAL, "d.m.yy"), (SERIAL, "h:mm"), (1.5, "[h]:mm"), (-0.125, "0.0%")]]  # fmt: skip
    path.write_bytes(excel_97([OldSheet("A", rows)], since_1904=since_1904))
    assert texts(only(path))[1] == f"Falls | {day} | 06:00 | 36:00:00 | -12.5%"


def test_words_of_a_merged_cell_stand_in_its_rows_and_amounts_only_once(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    rows = [["Team", "Cost", "Item"], ["North", 12.0, "Beds"], [None, None, "Light"]]
    path.write_bytes(excel_97([OldSheet("A", rows, merges=[(1, 2, 0, 0), (1, 2, 1, 1)])]))
    assert texts(only(path))[1:] == ["North | 12 | Beds", "North |  | Light"]


def grouped(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (["Team", 2025, None, 2026], [None, "Q1", "Q2", "Q1"], ["North", 1, 2, 3]):
        book.active.append(row)
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("A1:A2")
    path = tmp_path / "a.xlsx"
    book.save(path)
    return path


def test_columns_below_a_merged_name_carry_it(tmp_path: Path) -> None:
    assert block_of(only(grouped(tmp_path)), "North").columns == ("Team", "2025 Q1", "2025 Q2", "2026 Q1")


def test_sheet_that_a_tool_wrote_is_read_as_its_export_and_the_others_stay_one_document(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Read me first"])
    issues = book.create_sheet("Issues")
    for row in (["Export of 3 May"], ["Summary", "Issue key", "Issue id", "Issue Type", "Status"],
                ["Fewer falls", "CARE-1", "10001", "Epic", "Open"]):  # fmt: skip
        issues.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    plain, record = parse(path).documents
    assert (plain.media, texts(plain)) == ("xlsx", ["Read me first"])
    assert record.key == "CARE-1"


@pytest.mark.parametrize("module", [xlsx, xls])
def test_every_sheet_is_offered_with_its_name_and_the_numbers_of_its_rows(tmp_path: Path, module: object) -> None:
    rows = [["Goals"], [], ["Goal", "Share"], ["Falls", 3.0]]
    path = tmp_path / "a.bin"
    if module is xlsx:
        book = openpyxl.Workbook()
        book.active.title = "A"
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        path.write_bytes(excel_97([OldSheet("A", rows)]))
    offered: list[Table] = []

    def take(table: Table) -> ParsedFile | None:
        offered.append(table)
        return None

    module.parse(path, take)  # type: ignore[attr-defined]
    (table,) = offered
    assert (table.sheet, table.header, table.number) == ("A", ("Goal", "Share"), 3)
    assert table.rows == ((4, ("Falls", "3")),)


def test_encrypted_old_workbook_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    data = bytearray(excel_97([OldSheet("A", [["Goal", "Due"]])]))
    # A FILEPASS record in the place of the code page.
    at = data.index(b"\x42\x00\x02\x00\xb0\x04")
    data[at : at + 6] = b"\x2f\x00\x02\x00\x01\x00"
    path.write_bytes(bytes(data))
    with pytest.raises(DocumentError, match="remove its password"):
        parse(path)
