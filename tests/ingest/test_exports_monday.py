from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from assistant.domain import ParsedFile
from ingest.exports import monday
from ingest.parse.table import Table
from tests.ingest.export_checks import links, read, record, table
from tests.ingest.parse_checks import block_of, texts

HEADER = ["Name", "Subitems", "Owner", "Status", "Due date", "Last Updated"]
BOARD = [
    ["Harbour works"],
    ["What we build this year"],
    ["This month"],
    HEADER,
    ["Rails", "Order, Lay", "Ana Lima", "Working on it", "2026-12-01", "Bo Ek Nov 2, 2026 10:22 AM"],
    ["Subitems", "Name", "Owner", "Status", "Date"],
    ["", "Order rails", "Bo Ek", "Done", "2026-11-01"],
    ["", "Lay rails", "", "", "2026-11-20"],
    ["Lights", "", "Cy", "Stuck"],
    ["", "", "", "", "", ""],
    ["Later"],
    HEADER,
    ["Rails", "", "", "Done"],
]


def book(tmp_path: Path, rows: Sequence[Sequence[str]]) -> ParsedFile:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append([cell or None for cell in row])
    workbook.save(tmp_path / "board.xlsx")
    return read(tmp_path / "board.xlsx")


@pytest.mark.parametrize("container", ["xlsx", "csv"])
def test_items_have_their_group_and_sub_items_the_item_above_them(tmp_path: Path, container: str) -> None:
    found = book(tmp_path, BOARD) if container == "xlsx" else table(tmp_path / "board.csv", *BOARD)
    items = [one for one in found.documents if one.record]
    assert [(one.key, record(one).type, record(one).parent, record(one).values["Group"]) for one in items] == [
        ("Rails", "task", None, ("This month",)),
        ("Order rails", "sub-task", "Rails", ("This month",)),
        ("Lay rails", "sub-task", "Rails", ("This month",)),
        ("Lights", "task", None, ("This month",)),
        ("Rails (2)", "task", None, ("Later",)),
    ]
    assert [(record(one).status, record(one).done) for one in items[:2]] == [("Working on it", False), ("Done", True)]


def test_a_sub_item_is_read_by_the_header_above_it(tmp_path: Path) -> None:
    found = book(tmp_path, BOARD)
    order = next(one for one in found.documents if one.key == "Order rails")
    assert (record(order).owner, record(order).due) == ("Bo Ek", "2026-11-01")
    place = block_of(order, "2026-11-01").locator
    assert (place.field, place.row, place.sheet) == ("Date", 7, "Sheet")
    assert "Harbour works" not in "".join(texts(order))


def test_what_a_board_says_of_itself_is_kept(tmp_path: Path) -> None:
    about = book(tmp_path, BOARD).documents[0]
    assert (about.title, texts(about)) == ("Harbour works", ["What we build this year"])


def test_who_changed_an_item_last_is_no_part_of_when(tmp_path: Path) -> None:
    rails = next(one for one in book(tmp_path, BOARD).documents if one.key == "Rails")
    assert record(rails).updated == "2026-11-02T10:22"


def test_numbers_of_items_are_their_keys(tmp_path: Path) -> None:
    header = ["Name", "Owner", "Status", "Item ID (auto generated)"]
    below = ["Subitems", "Name", "Status", "Item ID (auto generated)"]
    rows = [["Board"], ["Now"], header, ["Rails", "Ana", "", "71"], below, ["", "Bolts", "", "72"]]
    rails, bolts = (one for one in book(tmp_path, rows).documents if one.record)
    assert (rails.key, rails.title, bolts.key, links(bolts)) == ("71", "Rails", "72", {"parent": "71"})


def test_items_of_a_board_of_customers_are_no_tasks(tmp_path: Path) -> None:
    rows = [["Sales"], ["Won"], ["Name", "Deal value", "Status", "Item ID"], ["Quay Ltd", "100", "Signed", "7"]]
    assert record(book(tmp_path, rows).documents[-1]).type == "item"


def rows_of(*rows: Sequence[str]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((number, tuple(row)) for number, row in enumerate(rows, start=2))


@pytest.mark.parametrize(
    ("header", "rows", "repeated", "known"),
    [
        (["Name", "Owner", "Status"], rows_of(["Rails", "Ana", ""]), (), False),
        (["Name", "Status"], rows_of(["Rails", "Done"], ["Later", ""]), (4,), True),
        (["Name", "Price"], rows_of(["Rails", "8"], ["Later", ""]), (4,), False),
        (["Name", "Status"], rows_of(["Rails", "Done"], ["Lamps", "Done"]), (4,), False),
        (["Task", "Subitems"], rows_of(["Rails", "Order"]), (), False),
        (["Name", "Parent item", "Sub-item", "Status"], rows_of(["Rails", "", "Order", ""]), (), False),
        (["Name", "Unterelemente"], rows_of(["Rails", "Order"]), (), True),
    ],
)
def test_only_a_table_with_the_ways_of_a_board_is_one(
    header: list[str], rows: tuple[tuple[int, tuple[str, ...]], ...], repeated: tuple[int, ...], known: bool
) -> None:
    assert bool(monday.recognises(Table(tuple(header), rows, repeated=repeated))) is known
