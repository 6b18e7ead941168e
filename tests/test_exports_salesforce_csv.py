from __future__ import annotations

import csv
from pathlib import Path

import pytest
from parse_checks import block_of, check

from assistant.domain import Link, Parsed, Record, Role
from ingest.exports.records import amount_of
from ingest.exports.salesforce_csv import long_id, recognises
from ingest.parse.files import parse

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
