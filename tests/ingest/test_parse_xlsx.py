from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from ingest.parse.xlsx_numbers import shown
from tests.ingest.parse_checks import block_of, only, texts


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Goals"
    rows = [
        ["Goals of the year"], ["As of June"], ["Goal", "Share", "Due", "Note"],
        ["Falls", 0.48, date(2024, 6, 30), None],
        ["Waits", 0.5, None, "a | b"], [], [None, "Owner", "Team"], [None, "Ana", 3], [None, None, 4],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    for cell in (sheet["B4"], sheet["B5"]):
        cell.number_format = "0%"
    sheet.merge_cells("B8:B9")
    sheet["A4"].comment = Comment("Who counts?", "Bo")
    hidden = workbook.create_sheet("Secret")
    hidden.sheet_state = "hidden"
    hidden.append(["Budget", 2024])
    hidden.append(["Beds", 1200000])
    hidden["B2"].number_format = "#,##0"
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    return path


def test_rows_are_read_as_the_sheet_shows_them(book: Path) -> None:
    assert texts(only(book)) == [
        "Goals of the year", "As of June", "Goal | Share | Due | Note", "Falls | 48% | 2024-06-30",
        "Waits | 50% |  | a|b", "Owner | Team", "Ana | 3", "Ana | 4", "Who counts?",
        "Budget | 2024", "Beds | 1,200,000",
    ]  # fmt: skip


def test_header_is_found_below_title_rows_and_titles_make_the_trail(book: Path) -> None:
    document = only(book)
    block = block_of(document, "Waits")
    assert block.columns == ("Goal", "Share", "Due", "Note")
    assert block.trail == ("Goals of the year",)
    assert (block.locator.sheet, block.locator.row) == ("Goals", 5)
    assert block_of(document, "Goals of the year").role is Role.TEXT


def test_second_table_has_its_own_header(book: Path) -> None:
    document = only(book)
    assert block_of(document, "Ana").columns == ("Owner", "Team")
    assert block_of(document, "Owner | Team").role is Role.HEADER


def test_cell_comments_are_blocks(book: Path) -> None:
    block = block_of(only(book), "Who counts?")
    assert (block.role, block.locator.row, block.locator.field) == (Role.COMMENT, 4, "comment by Bo")


def test_hidden_sheets_are_read_and_said(book: Path) -> None:
    assert parse(book).warnings == ("hidden sheets are read too: Secret",)


def test_header_apart_from_its_rows_is_still_their_header(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["Goal", "Count"], [], ["Falls", 3], ["Waits", 4]):
        workbook.active.append(row)
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    assert block_of(only(path), "Falls").columns == ("Goal", "Count")


def test_dates_of_the_1904_system_are_read(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["Due", "Goal"])
    workbook.active.append([datetime(2024, 6, 30), "Falls"])
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    assert "2024-06-30 | Falls" in texts(only(path))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.4812, "0.0%", "48.1%"),
        (-1599.99, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)', "($1,599.99)"),
        (12.5, "[$€-407] #,##0.00", "€ 12.50"),
        (1200000, '0.0,,"M"', "1.2M"),
        (0.1 + 0.2, "General", "0.3"),
        (3.0, "General", "3"),
        (1.5, "# ?/?", "1.5"),
        (45, "00000", "00045"),
        (True, "General", "TRUE"),
    ],
)
def test_numbers_are_written_as_their_format_says(value: float, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_empty_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(DocumentError, match="no text in it"):
        parse(path)


def test_formulas_without_a_result_are_said(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["Line", "One", "Sum"], ["a", 1, "=B2+1"], ["b", 2, "=B3+1"]):
        workbook.active.append(row)
    path = tmp_path / "sums.xlsx"
    workbook.save(path)
    assert parse(path).warnings == (
        "2 cells have a formula without its result: open it in Excel and save it again",
    )  # fmt: skip


def test_formulas_with_a_result_are_not_reported(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["Line", "One", "Sum"], ["a", 1, "=B2+1"], ["b", 2, "=B3+1"]):
        workbook.active.append(row)
    written, path = tmp_path / "written.xlsx", tmp_path / "sums.xlsx"
    workbook.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = re.sub(rb"(<f>B2\+1</f>)<v(?: ?/>|></v>)", rb"\1<v>2</v>", source.read(name))
            target.writestr(name, content.replace(b'<c r="C3">', b'<c r="C3" t="str">'))
    assert parse(path).warnings == ()
    assert texts(only(path))[1:] == ["a | 1 | 2", "b | 2"]


def test_the_names_of_a_pivot_are_below_what_it_sums(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    names = ["Round", "W1", "W2", "Grand Total"]
    for row in (["Sum of Bins", "Week"], names, ["Monday", 4, 5, 9], ["Friday", 6, 7, 13]):
        workbook.active.append(row)
    workbook.save(tmp_path / "pivot.xlsx")
    document = only(tmp_path / "pivot.xlsx")
    assert texts(document, Role.HEADER) == ["Round | W1 | W2 | Grand Total"]
    assert block_of(document, "Friday").columns == ("Round", "W1", "W2", "Grand Total")


def test_a_few_lines_above_the_first_table_of_a_sheet_are_its_title(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    rows = (["Boats of the quay"], ["Leave on time"], [], ["Spring"], ["Boat", "Crew"], ["Tern", 4])
    for row in rows:
        workbook.active.append(row)
    for row in (["Tern"], ["Gull"]):
        sheet = workbook["List"] if "List" in workbook.sheetnames else workbook.create_sheet("List")
        sheet.append(row)
    workbook.save(tmp_path / "a.xlsx")
    document = only(tmp_path / "a.xlsx")
    assert texts(document, Role.TEXT) == ["Boats of the quay", "Leave on time", "Spring"]
    assert texts(document, Role.ROW) == ["Tern | 4", "Tern", "Gull"]


def sheet_of(tmp_path: Path, *rows: list[object]) -> list[tuple[Role, str, tuple[str, ...]]]:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(tmp_path / "s.xlsx")
    document = only(tmp_path / "s.xlsx")
    return [(block.role, document.text[block.start : block.end], block.columns) for block in document.blocks]


def test_long_questions_above_answers_name_their_columns(tmp_path: Path) -> None:
    question = "What is the one thing that we should do better, and why does it matter to you in your daily work?"
    names = ["Start", question, "Score"]
    found = sheet_of(tmp_path, list(names), [datetime(2026, 10, 1), "Salt the quay.", 9])
    assert [(role, columns) for role, _, columns in found] == [(Role.HEADER, tuple(names)), (Role.ROW, tuple(names))]


def test_names_that_are_there_twice_name_their_columns_above_numbers(tmp_path: Path) -> None:
    found = sheet_of(tmp_path, ["Port", "Remark", "Fee", "Remark"], ["North", "calm", 4, "low"])
    assert found[1][2] == ("Port", "Remark", "Fee", "Remark")


@pytest.mark.parametrize("first", [["calm", "calm", 4], ["calm", "", "calm"], ["calm", "2026-10-01", "calm"]])
def test_a_row_that_is_like_those_below_it_names_nothing(tmp_path: Path, first: list[object]) -> None:
    found = sheet_of(tmp_path, [cell or None for cell in first], ["low", "low", 5])
    assert [columns for _, _, columns in found] == [(), ()]
