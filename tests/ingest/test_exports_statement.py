from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from assistant.domain import ParsedFile
from ingest.exports.budget_sections import trails
from tests.ingest.export_checks import read, record, table
from tests.ingest.parse_checks import block_of, texts

ABOVE = [["Harbour Works"], ["Profit and Loss"], ["January - March, 2026"], []]
MONTHS = [
    *ABOVE,
    ["", "Jan 2026", "Feb 2026", "Mar 2026", "Total"],
    ["Income"],
    ["   Berths", "10", "11", "12", "33"],
    ["Total Income", "$10", "$11", "$12", "$33"],
    ["Expenses"],
    ["   Crew"],
    ["      Wages", "4", "4", "4", "12"],
    ["      Taxes", "1", "1", "1", "3"],
    ["   Total Crew", "5", "5", "5", "15"],
    ["   Rent", "2", "2", "2", "6"],
    ["Total Expenses", "7", "7", "7", "21"],
    ["Net Income", "$3", "$4", "$5", "$12"],
    ["Accrual Basis Saturday, November 28, 2026"],
]
COMPARED = [
    ["Harbour Works"],
    ["Budget vs. Actuals"],
    ["", "Jan 2026", "", "Total", ""],
    ["", "Actual", "Budget", "Actual", "Budget"],
    ["Income"],
    ["  Berths", "10", "12", "33", "40"],
    ["Total Income", "10", "12", "33", "40"],
    ["Less Operating Expenses"],
    ["  Rent", "3", "2", "9", "6"],
    ["  Paint", "", "1", "", "3"],
    ["Total Operating Expenses", "3", "3", "9", "9"],
]
ONE = [*ABOVE, ["", "Total"], ["Income"], ["  Berths", "33"], ["Total Income", "33"], ["Cost of Sales"],
       ["  Paint", "5"], ["  Rope", "4"], ["Total Cost of Sales", "9"], ["Gross Profit", "24"]]  # fmt: skip
DESKTOP = [
    ["", "", "", "", "Jan - Mar 26"], ["", "Ordinary Income/Expense"], ["", "", "Income"], ["", "", "", "Berths", "33"],
    ["", "", "Total Income", "", "33"], ["", "", "Expense"], ["", "", "", "Rent", "6"], ["", "", "", "Paint", "5"],
    ["", "", "Total Expense", "", "11"], ["Net Income", "", "", "", "22"],
]  # fmt: skip


def told(found: ParsedFile) -> list[tuple[str, str, float | None]]:
    return [(record(one).type, one.title, record(one).amount) for one in found.documents]


def book(tmp_path: Path, rows: Sequence[Sequence[str]]) -> ParsedFile:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    workbook.save(tmp_path / "p.xlsx")
    return read(tmp_path / "p.xlsx")


@pytest.mark.parametrize("container", ["csv", "xlsx"])
def test_accounts_below_a_column_without_a_name_are_lines(tmp_path: Path, container: str) -> None:
    found = table(tmp_path / "p.csv", *MONTHS) if container == "csv" else book(tmp_path, MONTHS)
    assert told(found) == [
        ("income line", "Berths", 33.0), ("income total", "Total Income", 33.0), ("spend", "Wages", 12.0),
        ("spend", "Taxes", 3.0), ("spend total", "Total Crew", 15.0), ("spend", "Rent", 6.0),
        ("spend total", "Total Expenses", 21.0), ("result total", "Net Income", 12.0),
    ]  # fmt: skip
    wages = found.documents[2]
    place = block_of(wages, "12")
    assert (place.trail, place.locator.field, place.locator.row) == (("Expenses", "Crew"), "Total", 11)
    assert wages.text.startswith("Harbour Works; Profit and Loss; January - March, 2026\nAccount: Wages")
    assert texts(wages)[0] == "Wages"


def test_a_budget_is_told_from_what_was_spent(tmp_path: Path) -> None:
    found = table(tmp_path / "p.csv", *COMPARED)
    assert told(found) == [
        ("budget income", "Berths", 40.0), ("income total", "Total Income", 40.0), ("budget line", "Rent", 6.0),
        ("budget line", "Paint", 3.0), ("budget total", "Total Operating Expenses", 9.0),
    ]  # fmt: skip
    assert [b.locator.field for b in found.documents[2].blocks][2:] == [
        "Jan 2026 Budget",
        "Total Actual",
        "Total Budget",
    ]
    planned = [*ABOVE[:1], ["Budget Overview: FY26"], *MONTHS[4:]]
    assert record(table(tmp_path / "b.csv", *planned).documents[-3]).type == "budget line"


@pytest.mark.parametrize("container", ["csv", "xlsx"])
def test_a_statement_with_one_column_of_amounts_is_read(tmp_path: Path, container: str) -> None:
    found = table(tmp_path / "p.csv", *ONE) if container == "csv" else book(tmp_path, ONE)
    assert [amount for _, _, amount in told(found)] == [33.0, 33.0, 5.0, 4.0, 9.0, 24.0]
    assert not any("more cells" in warning for warning in found.warnings)


def test_accounts_that_stand_in_the_column_of_their_depth_are_read(tmp_path: Path) -> None:
    found = table(tmp_path / "p.csv", *DESKTOP)
    assert told(found)[0] == ("income line", "Berths", 33.0)
    assert told(found)[2:] == [
        ("spend", "Rent", 6.0), ("spend", "Paint", 5.0), ("spend total", "Total Expense", 11.0),
        ("result total", "Net Income", 22.0),
    ]  # fmt: skip


def test_totals_that_were_never_computed_still_end_their_headings(tmp_path: Path) -> None:
    bare = [[row[0]] if row and row[0].strip().startswith(("Total", "Net")) else row for row in MONTHS]
    found = table(tmp_path / "p.csv", *bare)
    assert [(record(one).type, one.blocks[0].trail) for one in found.documents] == [
        ("income line", ("Income",)), ("spend", ("Expenses", "Crew")), ("spend", ("Expenses", "Crew")),
        ("spend", ("Expenses",)),
    ]  # fmt: skip


def test_accounts_without_headings_are_told_by_their_names(tmp_path: Path) -> None:
    rows = [["", "Q1", "Q2"], ["Berth revenue", "9", "9"], ["Cost of sales", "1", "1"], ["Sales team costs", "2", "2"],
            ["Total costs", "3", "3"], ["Net result", "6", "6"]]  # fmt: skip
    kinds = ["income line", "spend", "spend", "spend total", "result total"]
    assert [kind for kind, _, _ in told(table(tmp_path / "p.csv", *rows))] == kinds
    planned = [["Budget 2027"], *rows]
    kinds = ["budget income", "budget line", "budget line", "budget total", "result total"]
    assert [kind for kind, _, _ in told(table(tmp_path / "b.csv", *planned))] == kinds


def test_years_beside_each_other_give_no_amount(tmp_path: Path) -> None:
    rows = [*ABOVE, ["", "2026", "2025"], ["Income"], ["Berths", "33", "30"], ["Total Income", "33", "30"],
            ["Expenses"], ["Rent", "6", "5"], ["Total Expenses", "6", "5"]]  # fmt: skip
    found = table(tmp_path / "p.csv", *rows)
    assert {record(one).amount for one in found.documents} == {None}
    assert record(found.documents[2]).values == {"Account": ("Rent",), "2026": ("6",), "2025": ("5",)}


@pytest.mark.parametrize(
    "rows",
    [
        [["", "Jan 2026", "Feb 2026"], ["Tickets", "1", "2"], ["Bugs", "3", "4"], ["Total", "4", "6"]],
        [["", "Total"], ["Assets"], ["Boats", "9"], ["Total Assets", "9"], ["Liabilities"], ["Loans", "2"]],
        [["", "Owner", "Due"], ["Total income", "Ana", "May"], ["Cost survey", "Bo", "June"]],
    ],
)
def test_what_is_no_statement_stays_a_plain_table(tmp_path: Path, rows: list[list[str]]) -> None:
    (document,) = table(tmp_path / "p.csv", *rows).documents
    assert document.record is None


def test_headings_hold_until_the_total_that_names_them() -> None:
    rows = [
        (1, "Costs", ""), (2, "Crew", ""), (3, "", ""), (4, "", "Total Crew"), (5, "", ""), (6, "Trips", ""),
        (7, "", ""), (8, "", "Total for Trips"), (9, "", "Total - Costs"), (10, "", "Net result"),
    ]  # fmt: skip
    assert trails(rows) == {
        3: ("Costs", "Crew"), 4: ("Costs", "Crew"), 5: ("Costs",), 7: ("Costs", "Trips"), 8: ("Costs", "Trips"),
        9: ("Costs",), 10: (),
    }  # fmt: skip


def test_headings_without_totals_follow_each_other() -> None:
    rows = [(1, "Boats", ""), (2, "", ""), (3, "Crew", ""), (4, "", ""), (5, "", "Sum")]
    assert trails(rows) == {2: ("Boats",), 4: ("Crew",), 5: ("Crew",)}
