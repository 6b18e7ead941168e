from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assistant.domain import Link, Parsed, Record, Role
from ingest.exports.records import amount_of
from ingest.exports.salesforce import long_id
from ingest.exports.salesforce_csv import recognises
from ingest.parse.files import parse
from tests.ingest.export_checks import table
from tests.ingest.parse_checks import block_of, check

OPPORTUNITIES = [
    ["Id", "AccountId", "Name", "StageName", "Amount", "CloseDate", "IsClosed", "IsWon", "Loss_Reason__c", "OwnerId",
     "CreatedDate", "LastModifiedDate"],
    ["006bm00000LKJNN", "001bm00001ZL8UC", "Generators", "Closed Lost", "15000.50", "02/23/24", "TRUE", "FALSE",
     "Onboarding took nine days", "005bm00000NCJmQAAX", "2024-01-02T10:00:00.000Z", "2024-02-23T10:00:00.000Z"],
    ["006bm00000LKJNOAA5", "", "Turbines", "Negotiation/Review", "", "03/01/24", "FALSE", "FALSE", "", "", "", ""],
]  # fmt: skip
REPORT = [
    ["Opportunity Name", "Account Name", "Stage", "Amount", "Close Date", "Opportunity Owner"],
    ["Big deal", "GTX Pro", "Closed Won", "USD 1,200,000.00", "31/12/2024", "Ana Lima"],
    ["Big deal", "GTX Pro", "Prospecting", "", "01/12/2024", "Ana Lima"],
    ["Grand Totals (2 records)", "", "", "", "", ""],
]
ACCOUNTS = [
    ["Id", "IsDeleted", "Name", "Type", "ParentId", "Industry", "Segment__c"],
    ["001bm00001ZL8UCAA1", "FALSE", "Dickenson plc", "Customer", "", "Consulting", "Mid market"],
    ["001bm00001ZL8UDAA1", "TRUE", "Gone Ltd", "Customer", "", "Consulting", ""],
]


def documents(path: Path, rows: list[list[str]]) -> list[Parsed]:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = list(parse(path).documents)
    for document in found:
        check(document)
    return found


def record(document: Parsed) -> Record:
    assert document.record is not None
    return document.record


def test_opportunity_is_linked_to_its_account_whatever_the_length_of_the_id(tmp_path: Path) -> None:
    lost, _ = documents(tmp_path / "a.csv", OPPORTUNITIES)
    (account,) = documents(tmp_path / "b.csv", ACCOUNTS)
    assert lost.key == "006bm00000LKJNNAA5"
    assert record(lost).links == (Link("account", account.key or ""), Link("parent", account.key or ""))


def test_opportunity_has_stage_amount_and_dates(tmp_path: Path) -> None:
    lost, open_one = documents(tmp_path / "a.csv", OPPORTUNITIES)
    found = record(lost)
    assert (found.tool, found.type, found.title, found.status, found.done) == (
        "salesforce",
        "opportunity",
        "Generators",
        "Closed Lost",
        True,
    )
    assert (found.amount, found.due, found.updated) == (15000.5, "2024-02-23", "2024-02-23T10:00+00:00")
    assert (record(open_one).done, record(open_one).amount, record(open_one).links) == (False, None, ())


def test_custom_fields_are_blocks_with_their_own_name(tmp_path: Path) -> None:
    lost, _ = documents(tmp_path / "a.csv", OPPORTUNITIES)
    block = block_of(lost, "Onboarding took nine days")
    assert lost.text[block.start : block.end] == "Onboarding took nine days"
    assert (block.role, block.locator.field, block.locator.key) == (Role.FIELD, "Loss_Reason__c", "006bm00000LKJNNAA5")
    assert record(lost).values["Loss_Reason__c"] == ("Onboarding took nine days",)


def test_report_with_labels_is_read_and_its_totals_left_out(tmp_path: Path) -> None:
    won, again = documents(tmp_path / "a.csv", REPORT)
    assert (won.key, again.key) == ("Big deal", "Big deal (2)")
    assert record(won).links[0] == Link("account", "GTX Pro")
    assert (record(won).done, record(again).done, record(won).owner) == (True, False, "Ana Lima")
    assert (record(won).amount, record(won).due) == (1_200_000.0, "2024-12-31")


def test_deleted_rows_are_left_out_and_said(tmp_path: Path) -> None:
    assert [document.title for document in documents(tmp_path / "a.csv", ACCOUNTS)] == ["Dickenson plc"]
    assert "left out" in parse(tmp_path / "a.csv").warnings[0]


def test_contact_is_linked_to_its_account(tmp_path: Path) -> None:
    rows = [
        ["Id", "AccountId", "LastName", "FirstName", "Title"],
        ["003bm00000zapthAAA", "001bm00001ZL8UCAA1", "Lima", "Ana", "Head"],
    ]
    (contact,) = documents(tmp_path / "a.csv", rows)
    assert (contact.title, record(contact).type, record(contact).parent) == (
        "Ana Lima",
        "contact",
        "001bm00001ZL8UCAA1",
    )


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["Id", "Name", "Industry", "Type"], "account"),
        (["Account Name", "Industry", "Billing City"], "account"),
        (["Id", "OpportunityId", "StageName", "Amount"], None),
        (["deal_id", "property_dealname", "property_amount"], None),
        (["id", "is_deleted", "property_name", "property_industry"], None),
        (["Name", "Email", "Phone"], None),
        (["Topic", "Est. revenue", "Est. close date"], None),
        (["Name", "Stage", "Close date"], None),
    ],
)
def test_header_decides_what_a_file_is(header: list[str], kind: str | None) -> None:
    assert recognises(header) == kind


def test_short_ids_become_long_ones() -> None:
    assert long_id("001bm00001ZL8U9") == "001bm00001ZL8U9AAL"
    assert long_id("001bm00001ZL8U9AAL") == "001bm00001ZL8U9AAL"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1,500", 1500.0),
        ("1.234,56 €", 1234.56),
        ("1,234,567", 1234567.0),
        ("15000.5", 15000.5),
        ("(200)", -200.0),
        ("", None),
        ("n/a", None),
    ],
)
def test_amounts_are_read_in_any_notation(text: str, amount: float | None) -> None:
    assert amount_of(text) == amount


def test_case_is_linked_to_account_and_contact(tmp_path: Path) -> None:
    rows = [
        ["Id", "CaseNumber", "AccountId", "ContactId", "Subject", "Status", "Priority", "IsClosed", "ClosedDate"],
        ["500bm00000ABCDE", "00001026", "001bm00001ZL8U9", "", "Slow pump", "Closed", "High", "TRUE",
         "2024-03-01T10:00:00.000Z"],
    ]  # fmt: skip
    (case,) = documents(tmp_path / "a.csv", rows)
    found = record(case)
    assert (case.title, found.type, found.done, found.resolved) == (
        "00001026 Slow pump", "case", True, "2024-03-01T10:00+00:00",
    )  # fmt: skip
    assert found.parent == "001bm00001ZL8U9AAL"


def test_case_report_goes_by_account_name(tmp_path: Path) -> None:
    rows = [
        ["Case Number", "Subject", "Status", "Account Name", "Date/Time Opened", "Case Owner"],
        ["00001027", "Noise", "Working", "GTX Pro", "13/02/2024 10:00", "Ana Lima"],
    ]
    (case,) = documents(tmp_path / "a.csv", rows)
    assert (case.key, record(case).owner, record(case).created) == ("00001027", "Ana Lima", "2024-02-13T10:00")
    assert record(case).parent == "GTX Pro"


def test_stage_changes_say_what_the_stage_was_before(tmp_path: Path) -> None:
    rows = [
        ["Id", "OpportunityId", "CreatedById", "CreatedDate", "StageName", "Amount"],
        ["008bm00000UoqOk", "006bm00000LKJNN", "005", "2024-02-02T10:00:00Z", "Closed Lost", "10"],
        ["008bm00000UoqOj", "006bm00000LKJNN", "005", "2024-01-02T10:00:00Z", "Qualification", "10"],
    ]
    lost, first = documents(tmp_path / "a.csv", rows)
    assert [(step.before, step.after) for step in record(lost).history] == [("Qualification", "Closed Lost")]
    assert [(step.before, step.after) for step in record(first).history] == [("", "Qualification")]
    assert record(lost).parent == "006bm00000LKJNNAA5"


def test_custom_lookup_is_a_link_only_where_the_id_fits(tmp_path: Path) -> None:
    rows = [
        ["Id", "Name", "Industry", "Type", "Main_Partner__c", "Code__c"],
        ["001bm00001ZL8UCAA1", "Dickenson", "Consulting", "Customer", "001bm00001ZL8U9AAL", "ABCDEFGHIJKLMNOPQR"],
    ]
    (account,) = documents(tmp_path / "a.csv", rows)
    assert record(account).links == (Link("main partner", "001bm00001ZL8U9AAL"),)


def test_lead_is_over_when_it_is_converted_or_says_so(tmp_path: Path) -> None:
    rows = [
        ["Id", "LastName", "Company", "Status", "IsConverted"],
        ["00Q1", "Lima", "Acme", "Qualified", "TRUE"],
        ["00Q2", "Cole", "Acme", "Closed - Not Converted", "FALSE"],
        ["00Q3", "Li", "Acme", "Open - Not Contacted", "FALSE"],
    ]
    assert [record(lead).done for lead in documents(tmp_path / "a.csv", rows)] == [True, True, False]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["Id", "WhoId", "WhatId", "Subject", "ActivityDate", "Status"], "activity"),
        (["Id", "Name", "ProductCode", "Family", "IsActive"], "product"),
        (["Id", "OpportunityId", "Quantity", "UnitPrice", "Name"], "line item"),
        (["Id", "Username", "LastName", "Email", "IsActive"], "user"),
        (["Id", "Name", "Type", "Status", "BudgetedCost", "ActualCost", "OwnerId"], "campaign"),
        (["Subject", "Status", "Priority"], None),
        (["Last Name", "First Name", "Account"], None),
    ],
)
def test_header_decides_which_object_a_file_holds(header: list[str], kind: str | None) -> None:
    assert recognises(header) == kind


def test_rich_text_is_read_without_its_markup(tmp_path: Path) -> None:
    rows = [
        ["Id", "Name", "AccountId", "StageName", "CloseDate", "Description", "Why__c", "Rule__c"],
        ["0061", "Turbines", "0011", "Won", "2026-01-31", "They want<br>calm &amp; light", "<p>Less <b>noise</b></p>",
         "keep <a> below <b>"],
    ]  # fmt: skip
    (deal,) = table(tmp_path / "o.csv", *rows).documents
    assert block_of(deal, "They want").locator.field == "Description"
    for words in ("calm & light", "Less noise", "keep <a> below <b>"):
        assert words in deal.text
