"""Salesforce's reports with groups and subtotals, as a workbook and as the page that it calls a printable view."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from assistant.domain import ParsedFile
from ingest.parse.files import parse
from tests.ingest.export_checks import read, record, table
from tests.ingest.parse_checks import check

NAMES = ["Opportunity Name", "Account Name", "Amount", "Close Date"]
DEALS = [
    ["Proposal", "New slip", "Quay Ltd", "10000", "2026-12-31"],
    ["", "Boat lift", "Pier AG", "5000", "2027-01-15"],
    ["Subtotal", "Sum", "", "15000", ""],
    ["", "Count", "2", "", ""],
    ["Closed Won", "Dry dock", "Dock AB", "7000", "2026-10-31"],
    ["Total", "Sum", "", "22000", ""],
    ["Confidential Information", "", "", "", ""],
]
EXPECTED = [("New slip", "Proposal", 10000.0), ("Boat lift", "Proposal", 5000.0), ("Dry dock", "Closed Won", 7000.0)]


def told(found: ParsedFile) -> list[tuple[str, str | None, float | None]]:
    for document in found.documents:
        check(document)
    return [(one.title, record(one).status, record(one).amount) for one in found.documents]


def page(tmp_path: Path, body: str) -> ParsedFile:
    (tmp_path / "report.xls").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return parse(tmp_path / "report.xls")


def rows(*lines: list[str]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)


def test_each_row_has_the_group_that_it_stands_in_and_subtotals_are_no_rows(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["Pipeline by stage"], ["As of 2026-11-28"], ["Filtered By"], [], ["Stage  ↑", *NAMES], *DEALS):
        workbook.active.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    workbook.save(tmp_path / "r.xlsx")
    found = read(tmp_path / "r.xlsx")
    assert told(found) == EXPECTED
    assert found.warnings == ("subtotals and totals are left out: 3 rows",)


def test_groups_are_known_by_their_subtotals_where_no_arrow_marks_them(tmp_path: Path) -> None:
    assert told(table(tmp_path / "r.csv", ["Stage", *NAMES], *DEALS)) == EXPECTED


def test_an_inner_group_ends_with_the_one_around_it(tmp_path: Path) -> None:
    header = ["Opportunity Owner ↑", "Stage ↓", *NAMES]
    lines = [["Ana", "Proposal", "A", "X", "1", ""], ["", "", "B", "X", "2", ""], ["Bo", "", "C", "X", "3", ""]]
    found = table(tmp_path / "r.csv", header, *lines)
    assert [(record(one).owner, record(one).status) for one in found.documents] == [
        ("Ana", "Proposal"), ("Ana", "Proposal"),
    ]  # fmt: skip


def test_a_customer_called_total_stays(tmp_path: Path) -> None:
    header = ["Account Name", "Type", "Industry", "Billing City"]
    found = table(tmp_path / "r.csv", header, ["Total", "Customer", "Oil", "Lyon"], ["Quay Ltd", "Customer", "", ""])
    assert [one.title for one in found.documents] == ["Total", "Quay Ltd"]


def test_a_page_of_nothing_but_tables_is_read_as_the_export_that_it_is(tmp_path: Path) -> None:
    title = "<table><tr><td colspan=5>Pipeline by stage</td></tr></table>"
    first = rows(["Proposal", "New slip", "Quay Ltd", "USD 10,000.00", "12/31/2026"])
    merged = first.replace("<td>", "<td rowspan=2>", 1)
    second = "<tr><td>Boat lift</td><td>Pier AG</td><td>USD 5,000.00</td><td>1/15/2027</td></tr>"
    subtotal = rows(["Subtotal", "Count: 2", "", "USD 15,000.00", ""])
    last = rows(["Closed Won", "Dry dock", "Dock AB", "USD 7,000.00", "10/31/2026"], ["Total", "Count: 3", "", "", ""])
    body = f"{title}<table>{rows(['Stage', *NAMES])}{merged}{second}{subtotal}{last}</table>"
    assert told(page(tmp_path, f"<div>{body}<br></div>")) == EXPECTED


def test_a_page_with_words_beside_its_table_is_a_page(tmp_path: Path) -> None:
    deals = f"<table>{rows(['Stage', *NAMES], DEALS[0])}</table>"
    for body in (f"<p>Read this first.</p>{deals}", f"<h1>Deals</h1>{deals}", f"Deals{deals}"):
        (document,) = page(tmp_path, body).documents
        assert (document.media, document.record) == ("html", None)


def test_a_page_with_a_table_of_no_known_tool_loses_nothing(tmp_path: Path) -> None:
    deals, other = rows(["Stage", *NAMES], DEALS[0]), rows(["Buoy", "Colour"], ["East", "red"])
    (document,) = page(tmp_path, f"<table>{deals}</table><table>{other}</table>").documents
    assert "East | red" in document.text
    assert document.record is None
