from __future__ import annotations

from pathlib import Path

import pytest

from ingest.exports.pipedrive import recognises
from tests.ingest.export_checks import links, record, table

DEALS = [
    ["Deal - ID", "Deal - Title", "Deal - Value", "Deal - Currency of Value", "Deal - Organization", "Person - Name",
     "Deal - Stage", "Deal - Status", "Deal - Expected close date", "Deal - Lost reason", "Deal - Lost time",
     "Deal - Owner", "Organization - Name"],
    ["12", "Self-serve", "15.000,00", "EUR", "Acme", "Jo Li", "Proposal", "Open", "2026-05-01", "", "", "Ana", "Acme"],
    ["13", "Reporting", "1.500,50", "EUR", "", "", "Proposal", "Lost", "2026-05-01", "Price", "2026-03-02 10:00:00",
     "Ana", ""],
]  # fmt: skip


def test_deal_is_numbered_and_belongs_to_its_organisation(tmp_path: Path) -> None:
    open_deal, _ = table(tmp_path / "d.csv", *DEALS, delimiter=";").documents
    found = record(open_deal)
    assert (found.key, found.title, found.status, found.amount) == ("deal 12", "Self-serve", "Proposal", 15000.0)
    assert links(open_deal) == {"account": "Acme", "parent": "Acme", "contact": "Jo Li"}
    assert (found.due, found.done) == ("2026-05-01", False)


def test_lost_deal_says_so_and_when(tmp_path: Path) -> None:
    found = record(table(tmp_path / "d.csv", *DEALS, delimiter=";").documents[1])
    assert (found.status, found.done, found.due, found.amount) == ("Lost", True, "2026-03-02", 1500.5)
    assert found.values["Deal - Lost reason"] == ("Price",)


def test_organisation_is_known_by_its_name(tmp_path: Path) -> None:
    header = ["Organization - Name", "Organization - ID", "Organization - Owner"]
    (account,) = table(tmp_path / "o.csv", header, ["Acme", "12", "Ana"]).documents
    assert (account.key, record(account).type, record(account).owner) == ("Acme", "account", "Ana")


@pytest.mark.parametrize(
    ("header", "sort"),
    [
        (["Title", "Organization", "Value", "Stage", "Expected close date", "Lost reason"], "opportunity"),
        (["Person - Name", "Person - Email", "Organization - Name"], "contact"),
        (["Activity - Subject", "Activity - Due date", "Deal"], "activity"),
        (["Title", "Organization", "Value", "Stage"], None),
        (["Title", "Author", "Pipeline"], None),
        (["Deal - Title", "Notes"], None),
    ],
)
def test_header_decides_what_a_file_is(header: list[str], sort: str | None) -> None:
    assert recognises(header) == sort
