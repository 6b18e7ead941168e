from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Link
from ingest.exports.salesforce_json import recognises
from tests.ingest.export_checks import links, record, value

TREE = {
    "records": [
        {
            "attributes": {"type": "Account", "referenceId": "AcmeRef"},
            "Name": "Acme",
            "Active__c": True,
            "Contacts": {
                "records": [{"attributes": {"type": "Contact", "referenceId": "JoRef"}, "LastName": "Li"}],
            },
        },
        {
            "attributes": {"type": "House__c", "referenceId": "HouseRef"},
            "Name": "Mill",
            "Price__c": 975000,
            "Broker__c": "@AnaRef",
            "Notes__c": None,
        },
        {"attributes": {"type": "Case", "referenceId": "C1"}, "Subject": "Slow", "AccountId": "@AcmeRef"},
    ]
}
QUERY = {
    "totalSize": 1,
    "done": True,
    "records": [
        {
            "attributes": {"type": "Opportunity", "url": "/services/data/v59.0/sobjects/Opportunity/006"},
            "Id": "006bm00000LKJNNAA5",
            "Name": "Generators",
            "StageName": "Closed Lost",
            "IsClosed": True,
            "Amount": 15000.5,
            "CloseDate": "2026-02-23",
            "Account": {"attributes": {"type": "Account"}, "Name": "Acme"},
            "Owner": {"attributes": {"type": "User"}, "Name": "Ana Lima"},
            "OpportunityHistories": {
                "totalSize": 2,
                "records": [
                    {"attributes": {"type": "OpportunityHistory"}, "StageName": "Closed Lost",
                     "CreatedDate": "2026-02-23T10:00:00.000+0000"},
                    {"attributes": {"type": "OpportunityHistory"}, "StageName": "Qualification",
                     "CreatedDate": "2026-01-02T10:00:00.000+0000"},
                ],
            },
        }
    ],
}  # fmt: skip


def test_records_keep_their_type_and_reference(tmp_path: Path) -> None:
    found = {document.key: document for document in value(tmp_path / "a.json", TREE).documents}
    assert [(one.title, record(one).type) for one in found.values()] == [
        ("Acme", "account"), ("Li", "contact"), ("Mill", "house"), ("Slow", "case"),
    ]  # fmt: skip
    assert "Price__c: 975000" in found["HouseRef"].text


def test_references_and_nested_children_become_links(tmp_path: Path) -> None:
    found = {document.key: document for document in value(tmp_path / "a.json", TREE).documents}
    assert record(found["HouseRef"]).links == (Link("broker", "AnaRef"),)
    assert links(found["C1"])["parent"] == "AcmeRef"
    assert links(found["JoRef"])["parent"] == "AcmeRef"


def test_opportunity_of_a_query_has_its_stage_history(tmp_path: Path) -> None:
    (deal,) = value(tmp_path / "a.json", QUERY).documents
    found = record(deal)
    assert [(step.before, step.after, step.time) for step in found.history] == [
        ("", "Qualification", "2026-01-02T10:00+00:00"),
        ("Qualification", "Closed Lost", "2026-02-23T10:00+00:00"),
    ]
    assert (found.amount, found.owner, found.done, links(deal)["account"]) == (15000.5, "Ana Lima", True, "Acme")


def test_a_data_plan_holds_no_record_and_says_so(tmp_path: Path) -> None:
    read = value(tmp_path / "plan.json", [{"sobject": "Account", "saveRefs": True, "files": ["a.json"]}])
    assert not read.documents
    assert "data plan" in read.warnings[0]


@pytest.mark.parametrize("other", [[], {}, {"records": []}, {"records": [{"id": 1}]}, [1], "x", {"records": "y"}])
def test_other_json_is_left_alone(other: object) -> None:
    assert recognises(other) is None
