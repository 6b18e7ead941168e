from __future__ import annotations

from pathlib import Path

from assistant.domain import Link
from tests.ingest.export_checks import record, table
from tests.ingest.parse_checks import block_of

NUMBER = "1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d"
ADDRESS = f"https://www.notion.so/Page-{NUMBER}?pvs=21"
ROWS = [
    ["Name", "Status", "Assignee", "Due", "Initiative", "Parent item", "Tags"],
    ["Renew the slip", "In progress", "Ana Lima", "December 1, 2026", f"Calm quays ({ADDRESS})", "", "quay, rails"],
    ["Order rails", "Done", "Bo Ek", "", "", f"Renew the slip ({ADDRESS})", ""],
]


def test_a_database_is_known_by_the_name_that_its_export_gave_the_file(tmp_path: Path) -> None:
    slip, rails = table(tmp_path / f"Harbour tasks {NUMBER}.csv", *ROWS).documents
    found = record(slip)
    assert (found.tool, found.type, found.status, found.owner, found.due) == (
        "notion", "harbour task", "In progress", "Ana Lima", "2026-12-01",
    )  # fmt: skip
    assert found.links == (Link("initiative", "Calm quays"),)
    assert (record(rails).done, record(rails).parent) == (True, "Renew the slip")
    assert block_of(slip, "Ana Lima").locator.row == 2


def test_a_view_beside_all_rows_gives_no_records_of_its_own(tmp_path: Path) -> None:
    whole = tmp_path / f"Harbour tasks {NUMBER}_all.csv"
    assert len([one for one in table(whole, *ROWS).documents if one.record]) == 2
    (view,) = table(tmp_path / f"Harbour tasks {NUMBER}.csv", *ROWS[:2]).documents
    assert view.record is None


def test_the_same_table_under_any_other_name_is_a_plain_table(tmp_path: Path) -> None:
    (plain,) = table(tmp_path / "Harbour tasks.csv", *ROWS).documents
    assert plain.record is None
