from __future__ import annotations

from pathlib import Path

import pytest

from ingest.exports.hubspot import recognises
from tests.ingest.export_checks import links, record, table
from tests.ingest.parse_checks import block_of

DEALS = [
    ["Record ID", "Deal Name", "Deal Stage", "Pipeline", "Close Date", "Deal owner", "Amount", "Closed Lost Reason",
     "Associated Company IDs", "Associated Company", "Create Date", "Is Deal Closed?", "Is Closed Won"],
    ["7001", "Bluebay rollout", "Contract signed", "Enterprise", "2026-04-15 10:00", "Ana Lima", "125,000.50", "",
     "9001", "Bluebay", "2026-01-10 09:30", "true", "true"],
    ["7002", "Harbour draw", "Closed lost", "Enterprise", "2026-02-01 10:00", "Sam Cole", "85000", "No export to Excel",
     "9002;9003", "Harbour", "2026-01-20 09:30", "true", "false"],
    ["7003", "Nobody's deal", "appointmentscheduled", "", "", "", "", "", "", "", "2026-01-20 09:30", "false", "false"],
]  # fmt: skip
WAREHOUSE = [
    ["deal_id", "is_deleted", "deal_pipeline_id", "deal_pipeline_stage_id", "deal_pipeline_stage_label", "owner_id",
     "property_dealname", "property_amount", "property_closedate", "property_createdate", "property_created_at"],
    ["1", "false", "p1", "s1", "Closed Won", "44", "Turbines", "1200", "2021-03-01", "2020-12-01 3:15:52",
     "2020-12-02 3:15:52"],
    ["2", "true", "p1", "s1", "Closed Won", "44", "Gone", "1200", "2021-03-01", "2020-12-01 3:15:52", ""],
]  # fmt: skip


def test_deal_has_stage_owner_amount_and_company(tmp_path: Path) -> None:
    won, lost, _ = table(tmp_path / "deals.csv", *DEALS).documents
    found = record(won)
    assert (found.tool, found.type, found.key, found.owner, found.amount) == (
        "hubspot", "opportunity", "7001", "Ana Lima", 125000.5,
    )  # fmt: skip
    assert (found.due, found.resolved, found.created) == ("2026-04-15", "2026-04-15", "2026-01-10T09:30")
    assert links(won) == {"account": "9001", "parent": "9001"}
    assert [link.key for link in record(lost).links if link.name == "account"] == ["9002", "9003"]


def test_won_and_lost_come_from_the_flags_and_from_the_stage(tmp_path: Path) -> None:
    found = [record(document) for document in table(tmp_path / "deals.csv", *DEALS).documents]
    assert [(one.status, one.done) for one in found] == [
        ("Contract signed (won)", True),
        ("Closed lost", True),
        ("appointmentscheduled", False),
    ]


def test_reason_for_a_loss_is_a_block_of_its_own(tmp_path: Path) -> None:
    lost = table(tmp_path / "deals.csv", *DEALS).documents[1]
    place = block_of(lost, "No export to Excel").locator
    assert (place.field, place.key, place.row) == ("Closed Lost Reason", "7002", 3)


def test_deal_without_a_company_is_kept(tmp_path: Path) -> None:
    alone = table(tmp_path / "deals.csv", *DEALS).documents[2]
    assert (alone.title, record(alone).links) == ("Nobody's deal", ())


def test_warehouse_deal_has_the_label_of_its_stage_and_deleted_ones_are_left_out(tmp_path: Path) -> None:
    read = table(tmp_path / "d.csv", *WAREHOUSE)
    assert [(one.title, record(one).status, record(one).done) for one in read.documents] == [
        ("Turbines", "Closed Won", True)
    ]
    assert any("left out" in warning for warning in read.warnings)


def test_columns_that_mean_the_same_keep_their_own_names(tmp_path: Path) -> None:
    (deal,) = table(tmp_path / "d.csv", *WAREHOUSE).documents
    assert block_of(deal, "2020-12-02").locator.field == "property_created_at"
    assert block_of(deal, "2020-12-01").locator.field == "property_createdate"


@pytest.mark.parametrize(
    ("header", "sort"),
    [
        (["Record ID", "Company name", "Company owner", "Create Date"], "account"),
        (["id", "is_deleted", "property_name", "property_industry"], "account"),
        (["Record ID", "First Name", "Last Name", "Email", "Contact owner"], "contact"),
        (["id", "property_email", "property_firstname", "property_createdate"], "contact"),
        (["Ticket ID", "Ticket name", "Ticket status", "Pipeline"], "case"),
        (["id", "property_subject", "property_hs_pipeline_stage"], "case"),
        (["owner_id", "portal_id", "email", "first_name", "last_name"], "user"),
        (["stage_id", "label", "pipeline_id", "is_closed"], "deal stage"),
        (["engagement_id", "title", "start_time"], "activity"),
        (["dealname", "dealstage", "amount"], "opportunity"),
        (["Deal Name", "Value"], None),
        (["Name", "Stage", "Close date"], None),
        (["id", "name", "email"], None),
        (["Id", "Name", "StageName", "CloseDate"], None),
    ],
)
def test_header_decides_what_a_file_is(header: list[str], sort: str | None) -> None:
    assert recognises(header) == sort


def test_deals_with_names_in_another_language_are_read_with_their_values(tmp_path: Path) -> None:
    header = ["Datensatz-ID", "Deal-Name", "Deal-Phase", "Pipeline", "Betrag", "Abschlussdatum", "Deal-Inhaber",
              "Zugehöriges Unternehmen"]  # fmt: skip
    row = ["81", "Fähre umbauen", "Angebot", "Vertrieb", "25.000,50", "30.06.2026", "Uta Ohm", "Reederei Nord"]
    (deal,) = table(tmp_path / "deals.csv", header, row, delimiter=";").documents
    found = record(deal)
    assert (found.key, found.status, found.owner, found.amount, found.due) == (
        "81", "Angebot", "Uta Ohm", 25000.5, "2026-06-30",
    )  # fmt: skip
    assert links(deal)["account"] == "Reederei Nord"
    assert block_of(deal, "Angebot").locator.field == "Deal-Phase"


def test_a_name_of_a_deal_beside_columns_that_say_nothing_is_no_export() -> None:
    assert recognises(["Deal Name", "Pipeline", "Remarque"]) is None
