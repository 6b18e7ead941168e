from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from assistant.domain import Role
from ingest.parse.files import parse
from ingest.parse.side_by_side import sides_of
from tests.ingest.parse_checks import block_of, only, texts

Cells = Sequence[object]
FERRIES = [["Ferry", "Seats"], ["Osprey", 40], ["Heron", 60], ["Egret", 80]]
CREWS = [["Crew", "Heads"], ["Deck", 4], ["Engine", 5], ["Galley", 7]]


def beside(left: Sequence[Cells], right: Sequence[Cells]) -> list[list[object]]:
    """Return two tables of two columns with an empty column between them."""
    height = max(len(left), len(right))
    sides = [[*rows, *[["", ""]] * (height - len(rows))] for rows in (left, right)]
    return [[*one, None, *other] for one, other in zip(*sides, strict=True)]


def book(tmp_path: Path, rows: Sequence[Cells]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append([cell or None for cell in row])
    workbook.save(tmp_path / "harbour.xlsx")
    return tmp_path / "harbour.xlsx"


def split(rows: Sequence[Cells]) -> list[tuple[int, int]]:
    return sides_of([["" if cell is None else str(cell) for cell in row] for row in rows])


def test_tables_beside_each_other_are_read_one_after_the_other(tmp_path: Path) -> None:
    document = only(book(tmp_path, [["Harbour 2026"], [], *beside(FERRIES, CREWS)]))
    assert texts(document, Role.ROW) == [
        "Osprey | 40", "Heron | 60", "Egret | 80", "Deck | 4", "Engine | 5", "Galley | 7",
    ]  # fmt: skip
    deck = block_of(document, "Deck | 4")
    assert (deck.columns, deck.locator.row, deck.trail) == (("Crew", "Heads"), 4, ("Harbour 2026",))
    assert texts(document).count("Harbour 2026") == 1


def test_each_of_two_tables_has_the_title_above_it(tmp_path: Path) -> None:
    document = only(book(tmp_path, beside([["Our ferries", ""], *FERRIES], [["Who sails", ""], *CREWS])))
    assert block_of(document, "Heron | 60").trail == ("Our ferries",)
    assert block_of(document, "Engine | 5").trail == ("Who sails",)


def test_a_budget_beside_another_table_is_read_as_one(tmp_path: Path) -> None:
    budget = [["Initiative", "Budget"], ["New slip", 10], ["Dredging", 20], ["Lights", 40]]
    wide = [[*row[:2], spent, *row[2:]] for row, spent in zip(beside(budget, CREWS), ["Spent", 1, 2, 3], strict=True)]
    found = parse(book(tmp_path, [["Plan in kEUR"], [], *wide]))
    assert [(one.title, one.record.amount) for one in found.documents if one.record] == [
        ("New slip", 10_000.0), ("Dredging", 20_000.0), ("Lights", 40_000.0),
    ]  # fmt: skip
    plain = next(one for one in found.documents if not one.record)
    assert texts(plain, Role.ROW) == ["Deck | 4", "Engine | 5", "Galley | 7"]


def test_tables_beside_each_other_below_a_wide_one_are_found(tmp_path: Path) -> None:
    risks, choices = [["Risk", "Level"], ["Fog", "high"]], [["Choice", "Day"], ["Wait", "Monday"], ["Sell", "Friday"]]
    wide = [["Route", "Km", "Port", "Fee"], ["North", "12", "Ayr", "8"]]
    document = only(book(tmp_path, [*wide, [], *beside(risks, choices)]))
    assert texts(document, Role.ROW) == ["North | 12 | Ayr | 8", "Fog | high", "Wait | Monday", "Sell | Friday"]


def test_comments_are_kept_once(tmp_path: Path) -> None:
    path = book(tmp_path, beside(FERRIES, CREWS))
    workbook = openpyxl.load_workbook(path)
    workbook.active["D3"].comment = Comment("Two are new.", "Ana")
    workbook.save(path)
    assert texts(only(path), Role.COMMENT) == ["Two are new."]


def test_tables_beside_each_other_in_a_text_file_are_documents_of_their_own(tmp_path: Path) -> None:
    lines = [["Harbour 2026"], [], *beside(FERRIES, CREWS)]
    text = "\n".join(",".join(str(cell or "") for cell in line) for line in lines)
    (tmp_path / "harbour.csv").write_text(text, encoding="utf-8")
    found = parse(tmp_path / "harbour.csv")
    assert [(one.member, texts(one, Role.ROW)) for one in found.documents] == [
        ("A-B", ["Osprey | 40", "Heron | 60", "Egret | 80"]), ("D-E", ["Deck | 4", "Engine | 5", "Galley | 7"]),
    ]  # fmt: skip
    deck = block_of(found.documents[1], "Deck | 4")
    assert (deck.trail, deck.locator.row) == (("Harbour 2026",), 4)
    assert found.warnings == ("tables stand beside each other in it: each was read by itself, columns A-B, D-E",)


@pytest.mark.parametrize(
    "right",
    [
        [["Ferry", "Fee"], ["Osprey", 1], ["Osprey", 2], ["Tern", 3]],
        [["Ferry", "Fee"], [1, 2], [2, 3]],
        [["Buoy", "Seats"], ["Red", 1]],
        [["", ""], ["Buoy", "Colour"], ["East", "red"], ["West", "green"]],
        [["Buoy", "Colour"], ["East", "red"]],
        [["Buoy", "Colour"], ["A", "red"], ["B", "red"], ["C", "red"], ["D", "green"]],
    ],
)
def test_a_side_with_names_of_its_own_is_a_table(right: list[list[object]]) -> None:
    assert split(beside(FERRIES, right)) == [(0, 2), (3, 5)]


@pytest.mark.parametrize(
    "right",
    [
        [["Total", "Change"], [3, 0], [4, 1], [5, 2]],
        [["Captain's owner", "Comment"], ["Ana", "new"], ["Bo", "old"]],
        [["Status", "Next step"], ["late", "call"]],
        [["Kind", "Fuel"], ["car", "oil"], ["car", "gas"], ["bike", "oil"]],
        [["Fees", ""], [3, ""], [4, ""], [5, ""]],
        [["Seats", "Fee"], [3, 8], [4, 9], [5, 9]],
    ],
)
def test_columns_that_say_more_of_the_same_lines_are_not_parted(right: list[list[object]]) -> None:
    width = 5 if right[0][1] else 4
    assert split(beside(FERRIES, right)) == [(0, width)]
