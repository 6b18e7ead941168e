from __future__ import annotations

from pathlib import Path

import pytest

from ingest.exports.customer_health import recognises
from tests.ingest.export_checks import record, table
from tests.ingest.parse_checks import block_of

HEADER = ["Company Name", "GSID", "Current Score", "Current Score Label", "ARR", "Renewal Date", "CSM", "Status"]


def test_a_customer_has_its_health_its_worth_and_who_looks_after_it(tmp_path: Path) -> None:
    rows = [["Quay Ltd", "1P1", "42", "Red", "120000", "2027-03-01", "Ana Lima", "Active"]]
    (quay,) = table(tmp_path / "h.csv", HEADER, *rows).documents
    found = record(quay)
    assert (found.type, found.key, found.amount, found.owner, found.status) == (
        "account", "Quay Ltd", 120000.0, "Ana Lima", "Active",
    )  # fmt: skip
    assert block_of(quay, "Red").locator.field == "Current Score Label"
    assert "1P1" not in quay.text


@pytest.mark.parametrize(
    ("header", "known"),
    [
        (["Account Name", "ChurnScore", "Next Renewal Date", "Success Manager"], True),
        (["Customer", "Health", "MRR", "CSM"], True),
        (["Customer", "Health", "Owner"], False),
        (["Project", "Health", "Renewal date", "ARR"], False),
        (["Account Name", "ARR", "Renewal Date", "CSM"], False),
    ],
)
def test_only_names_of_customers_beside_their_health_are_known(header: list[str], known: bool) -> None:
    assert bool(recognises(header)) is known
