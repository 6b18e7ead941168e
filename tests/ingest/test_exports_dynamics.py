from __future__ import annotations

from pathlib import Path

from ingest.exports.dynamics import recognises
from tests.ingest.export_checks import links, record, table
from tests.ingest.parse_checks import texts

OPPORTUNITIES = [
    ["(Do Not Modify) Opportunity", "(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On", "Topic",
     "Potential Customer", "Est. close date", "Est. revenue", "Probability", "Status", "Status Reason", "Owner"],
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "abc==", "25/03/2026 08:55", "Portal for plants", "Adventure Works",
     "30/06/2026", "$150,000.00", "60", "Open", "In Progress", "Ana Lima"],
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3302", "abd==", "25/03/2026 08:55", "Old machines", "", "01/02/2026", "", "0",
     "Lost", "Out-Sold", "Ana Lima"],
]  # fmt: skip


def test_opportunity_is_read_by_its_display_names(tmp_path: Path) -> None:
    document, lost = table(tmp_path / "a.csv", *OPPORTUNITIES).documents
    found = record(document)
    assert (found.type, found.title, found.status, found.done) == (
        "opportunity", "Portal for plants", "In Progress", False,
    )  # fmt: skip
    assert (found.due, found.updated, found.amount, found.owner) == (
        "2026-06-30", "2026-03-25T08:55", 150000.0, "Ana Lima",
    )  # fmt: skip
    assert links(document) == {"account": "Adventure Works", "parent": "Adventure Works"}
    assert (record(lost).status, record(lost).done, record(lost).links) == ("Lost", True, ())


def test_account_is_known_by_the_name_that_opportunities_give(tmp_path: Path) -> None:
    header = ["(Do Not Modify) Account", "(Do Not Modify) Row Checksum", "Account Name", "Parent Account"]
    (account,) = table(tmp_path / "a.csv", header, ["3f25", "x=", "Adventure Works", "Holding"]).documents
    assert (account.key, links(account)["parent"]) == ("Adventure Works", "Holding")


def test_checksums_are_not_shown(tmp_path: Path) -> None:
    document = table(tmp_path / "a.csv", *OPPORTUNITIES).documents[0]
    assert not any("abc" in text or "3f2504e0" in text for text in texts(document))
    assert record(document).values["(Do Not Modify) Row Checksum"] == ("abc==",)


def test_case_is_linked_to_its_customer(tmp_path: Path) -> None:
    header = ["(Do Not Modify) Case", "Case Title", "Case Number", "Customer", "Status", "Status Reason"]
    (case,) = table(tmp_path / "a.csv", header, ["1", "Login", "CAS-01", "Fabrikam", "Resolved", "Solved"]).documents
    assert (case.title, case.key, record(case).done) == ("CAS-01 Login", "CAS-01", True)
    assert links(case)["parent"] == "Fabrikam"


def test_tables_of_other_names_are_not_forced(tmp_path: Path) -> None:
    assert recognises(["(Do Not Modify) Grade ID", "Student", "Score"]) is None
    assert recognises(["Topic", "Speaker", "Status"]) is None
    assert recognises(["Topic", "Est. revenue", "Est. close date"]) == "opportunity"
    assert recognises(["opportunityid", "name", "estimatedvalue", "statecode"]) == "opportunity"
