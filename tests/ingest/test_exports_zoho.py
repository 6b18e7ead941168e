from __future__ import annotations

from pathlib import Path

import pytest

from ingest.exports import choose
from ingest.parse.table import Table
from tests.ingest.export_checks import links, record, table

DEALS = [
    ["Record Id", "Deal Owner.id", "Deal Owner", "Deal Name", "Account Name.id", "Account Name", "Stage", "Amount",
     "Closing Date", "Created Time", "Probability (%)"],
    ["zcrm_1", "zcrm_2", "Ana Lima", "New slip", "zcrm_9", "Quay Ltd", "Negotiation/Review", "10000", "2026-12-31",
     "2026-10-01 08:00:00", "60"],
    ["zcrm_3", "zcrm_2", "Ana Lima", "Dry dock", "zcrm_8", "Dock AB", "Closed Won", "7000", "2026-10-31",
     "2026-09-01 08:00:00", "100"],
]  # fmt: skip


def test_a_deal_has_its_stage_and_its_account(tmp_path: Path) -> None:
    slip, dock = table(tmp_path / "d.csv", *DEALS).documents
    found = record(slip)
    assert (found.tool, found.key, found.status, found.amount, found.owner, found.due) == (
        "zoho", "zcrm_1", "Negotiation/Review", 10000.0, "Ana Lima", "2026-12-31",
    )  # fmt: skip
    assert links(slip) == {"account": "Quay Ltd", "parent": "Quay Ltd"}
    assert (record(dock).done, record(dock).resolved) == (True, "2026-10-31")
    assert "zcrm_9" not in slip.text


@pytest.mark.parametrize(
    ("header", "sort"),
    [
        (["Record Id", "Account Owner.id", "Account Owner", "Account Name", "Industry"], "account"),
        (["Record Id", "Contact Owner.id", "Contact Owner", "First Name", "Last Name", "Account Name"], "contact"),
        (["Record ID", "Deal Name", "Deal Stage", "Close Date", "Deal owner"], "opportunity"),
    ],
)
def test_header_decides_what_the_rows_are(header: list[str], sort: str) -> None:
    found = choose.of_table(Table(tuple(header), ((2, tuple("x" * len(header))),)))
    assert found is not None
    assert record(found.documents[0]).type == sort
    assert record(found.documents[0]).tool == ("hubspot" if "Deal Stage" in header else "zoho")
