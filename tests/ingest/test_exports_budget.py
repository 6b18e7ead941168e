from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from assistant.domain import ParsedFile
from ingest.exports.budget import recognises
from ingest.parse.files import parse
from tests.ingest.export_checks import links, record, table
from tests.ingest.parse_checks import block_of, texts

SAP = [
    ["Kostenstelle", "Kostenart", "Bezeichnung", "Plankosten (TEUR)", "Istkosten (TEUR)", "Abw. (abs)", "Abw. (%)"],
    ["4711", "640000", "Reisekosten", "1.200,00", "1.350,50", "150,50-", "12,5-"],
    ["4711", "650000", "Schulung", "300,00", "100,00", "200,00", "66,7"],
    ["4711", "", "Summe Kostenstelle 4711", "1.500,00", "1.450,50", "49,50", "3,3"],
]
NETSUITE = [
    ["Financial Row", "Amount", "Budget Amount", "Amount Over Budget", "% of Budget"],
    ["Expense", "", "", "", ""],
    ["6000 - Travel", "$50.00", "$60.00", "($10.00)", "83.33%"],
    ["6100 - Rent", "$500.00", "$500.00", "$0.00", "100%"],
    ["Total - Expense", "$550.00", "$560.00", "($10.00)", "98.2%"],
]
MONTHS = [
    ["Cost Center", "G/L Account", "Description", "Budget Owner", "Jan 2026", "Feb 2026", "Mar 2026"],
    ["100", "6400", "Travel", "Ana Lima", "10", "20", "30"],
    ["100", "6500", "Training", "Ana Lima", "1", "2", "3"],
    ["100", "", "", "", "11", "22", "33"],
]
PIVOT = [
    ["Department", "Project", "Original budget", "Revised budget", "Actual expenditures"],
    ["Sales", "Portal", "100", "110", "90"],
    ["", "Events", "50", "50", "60"],
    ["Sales Total", "", "150", "160", "150"],
    ["IT", "Cloud", "10", "20", "30"],
    ["IT Total", "", "10", "20", "30"],
    ["Grand Total", "", "160", "180", "180"],
]
SPEND = [
    ["Department family", "Date", "Expense type", "Supplier", "Transaction number", "Amount"],
    ["Transport", "13/01/2026", "Consultancy", "ACME LTD", "5105", "25,430.00"],
    ["Transport", "01/02/2026", "Software", "BOLT", "5106", "(1,200.50)"],
]


def amounts(read: ParsedFile) -> list[tuple[str, str, float | None]]:
    return [(record(one).type, one.title, record(one).amount) for one in read.documents]


def test_totals_are_told_from_the_lines_that_they_add_up(tmp_path: Path) -> None:
    read = table(tmp_path / "sap.csv", *SAP, delimiter=";")
    assert amounts(read) == [
        ("budget line", "4711, 640000, Reisekosten", 1_200_000.0),
        ("budget line", "4711, 650000, Schulung", 300_000.0),
        ("budget total", "4711, Summe Kostenstelle 4711", 1_500_000.0),
    ]
    assert any(warning.startswith("row 4 adds up other rows") for warning in read.warnings)


def test_thousands_come_from_the_header_and_the_text_stays_as_it_is(tmp_path: Path) -> None:
    read = table(tmp_path / "sap.csv", *SAP, delimiter=";")
    travel = read.documents[0]
    place = block_of(travel, "1.200,00").locator
    assert (place.field, place.row, place.key) == ("Plankosten (TEUR)", 2, "4711, 640000, Reisekosten")
    assert travel.metadata == {"amount": "Plankosten (TEUR)", "currency": "EUR"}
    assert any("thousands" in warning for warning in read.warnings)


def test_thousands_are_read_from_the_lines_above_the_table_too(tmp_path: Path) -> None:
    header = [name.replace(" (TEUR)", "") for name in SAP[0]]
    read = table(tmp_path / "sap.csv", ["Budget 2026 in TEUR"], [], header, *SAP[1:], delimiter=";")
    assert [amount for _, _, amount in amounts(read)] == [1_200_000.0, 300_000.0, 1_500_000.0]
    assert read.documents[0].metadata["currency"] == "EUR"


def test_headings_between_lines_are_no_lines(tmp_path: Path) -> None:
    assert amounts(table(tmp_path / "n.csv", *NETSUITE)) == [
        ("budget line", "6000 - Travel", 60.0),
        ("budget line", "6100 - Rent", 500.0),
        ("budget total", "Total - Expense", 560.0),
    ]


def test_row_that_adds_up_the_rows_above_is_a_total_without_saying_so(tmp_path: Path) -> None:
    read = table(tmp_path / "m.csv", *MONTHS)
    assert [(kind, amount) for kind, _, amount in amounts(read)] == [
        ("budget line", 60.0),
        ("budget line", 6.0),
        ("budget total", 66.0),
    ]
    assert record(read.documents[0]).owner == "Ana Lima"
    assert read.documents[0].metadata["amount"] == "sum of Jan 2026 to Mar 2026"


def test_total_above_its_lines_is_found_too(tmp_path: Path) -> None:
    outline = [MONTHS[0], MONTHS[3], MONTHS[1], MONTHS[2]]
    kinds = [kind for kind, _, _ in amounts(table(tmp_path / "m.csv", *outline))]
    assert kinds == ["budget total", "budget line", "budget line"]


def test_names_that_a_pivot_says_once_hold_for_the_lines_below(tmp_path: Path) -> None:
    read = table(tmp_path / "p.csv", *PIVOT)
    lines = [one for one in read.documents if record(one).type == "budget line"]
    assert [(one.title, links(one)["team"], record(one).amount) for one in lines] == [
        ("Sales, Portal", "Sales", 110.0),
        ("Sales, Events", "Sales", 50.0),
        ("IT, Cloud", "IT", 20.0),
    ]
    assert [record(one).links for one in read.documents if record(one).type == "budget total"] == [(), (), ()]


def test_total_is_not_named_after_the_line_above_it(tmp_path: Path) -> None:
    rows = [MONTHS[0], *MONTHS[1:3], ["", "", "Total", "", "11", "22", "33"]]
    assert table(tmp_path / "m.csv", *rows).documents[-1].title == "Total"


def test_spend_has_supplier_date_and_sign(tmp_path: Path) -> None:
    first, credit = table(tmp_path / "s.csv", *SPEND).documents
    assert (first.key, record(first).type, record(first).created) == ("5105", "spend", "2026-01-13")
    assert links(first) == {"team": "Transport", "supplier": "ACME LTD"}
    assert (record(credit).amount, record(credit).created) == (-1200.5, "2026-02-01")


def test_quarters_named_above_their_columns_are_added_up(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["Budget in kEUR"], ["", "Q1", "", "Q2", ""], ["Cost centre", "Budget", "Actual", "Budget", "Actual"],
        ["Ramp", 10, 9, 12, 11], ["Crew", 90, 95, 80, 0],
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("D2:E2")
    workbook.save(tmp_path / "b.xlsx")
    read = parse(tmp_path / "b.xlsx")
    assert [amount for _, _, amount in amounts(read)] == [22_000.0, 170_000.0]
    assert block_of(read.documents[0], "12").locator.field == "Q2 Budget"


def test_a_column_that_names_one_currency_is_that_of_all_lines(tmp_path: Path) -> None:
    header = ["Cost Center", "G/L Account", "Plan Amount in Company Code Currency", "Currency"]
    read = table(tmp_path / "a.csv", header, ["10020", "Wages", "130", "NOK"], ["10020", "Paint", "40", "NOK"])
    assert [one.metadata.get("currency") for one in read.documents] == ["NOK", "NOK"]
    mixed = table(tmp_path / "b.csv", header, ["10020", "Wages", "130", "NOK"], ["10020", "Paint", "40", "SEK"])
    assert [one.metadata.get("currency") for one in mixed.documents] == [None, None]


def test_columns_with_one_name_give_no_amount(tmp_path: Path) -> None:
    rows = [["Cost centre", "Budget", "Actual", "Budget", "Actual"], ["Ramp", "10", "9", "12", "11"]]
    (line,) = table(tmp_path / "b.csv", *rows).documents
    assert record(line).amount is None
    assert record(line).values["Budget"] == ("10", "12")


def test_what_stands_above_lines_and_whose_income_they_are_is_kept(tmp_path: Path) -> None:
    rows = [
        ["Quay Theatre"],
        ["For the month ended 31 May 2026"],
        ["Account", "Actual", "Budget", "Var", "YTD Actual"],
        ["Income"],
        ["Tickets", "900", "1,000", "-100", "4,000"],
        ["Total Income", "900", "1,000", "-100", "4,000"],
        ["Less Operating Expenses"],
        ["Stage crew", "420", "400", "20", "1,900"],
        ["Posters", "0", "50", "-50", "150"],
        ["Total Operating Expenses", "420", "450", "-30", "2,050"],
        ["Net Profit", "480", "550", "-70", "1,950"],
    ]
    read = table(tmp_path / "x.csv", *rows)
    assert amounts(read) == [
        ("budget income", "Tickets", 1000.0),
        ("income total", "Total Income", 1000.0),
        ("budget line", "Stage crew", 400.0),
        ("budget line", "Posters", 50.0),
        ("budget total", "Total Operating Expenses", 450.0),
        ("result total", "Net Profit", 550.0),
    ]
    posters = read.documents[3]
    assert posters.text.startswith("Quay Theatre; For the month ended 31 May 2026\nAccount: Posters")
    assert block_of(posters, "50").trail == ("Less Operating Expenses",)
    assert "Quay" not in "".join(texts(posters))


@pytest.mark.parametrize(
    ("header", "sort"),
    [
        (["Account", "Account Description", "Cost Center", "Period", "Budget", "Actual", "Funds Available"],
         "budget line"),
        (["Main account", "Name", "Original budget", "Revised budget", "Actual expenditures"], "budget line"),
        (["Cost Elements", "Act. Costs", "Plan Costs", "Var.(Abs.)", "Var.(%)"], "budget line"),
        (["Department", "FY2025 Budget", "FY2025 Actual", "Variance"], "budget line"),
        (["Cost centre", "2026-01", "2026-02", "2026-03"], "budget line"),
        (["Vendor", "Invoice Number", "Posting Date", "G/L Account", "Amount in local currency"], "spend"),
        (["Project", "Owner", "Budget", "Status", "Due", "Notes"], None),
        (["Metric", "Jan", "Feb", "Mar", "Target"], None),
        (["Name", "Plan", "Price"], None),
        (["Customer", "Invoice Number", "Date", "Amount"], None),
        (["Objective", "Key result", "Baseline", "Target", "Actual"], None),
        (["Project", "Planned start", "Actual start", "Owner"], None),
    ],
)  # fmt: skip
def test_only_what_is_surely_a_budget_is_read_as_one(header: list[str], sort: str | None) -> None:
    assert recognises(header) == sort
