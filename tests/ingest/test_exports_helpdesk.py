from __future__ import annotations

from pathlib import Path

import pytest

from ingest.exports.helpdesk import recognises
from tests.ingest.export_checks import links, record, table, value

ZENDESK = [
    ["Id", "Requester", "Requester email", "Assignee", "Group", "Subject", "Tags", "Status", "Created at", "Solved at",
     "Organization"],
    ["35436", "Jo Li", "jo@acme.test", "Ana", "Support", "Help, my printer", "printer, urgent", "Solved",
     "2026-03-01T08:55:00Z", "2026-03-02T08:55:00Z", "Acme"],
    ["35437", "Jo Li", "jo@acme.test", "", "Support", "Again", "", "Open", "2026-03-03T08:55:00Z", "", ""],
]  # fmt: skip


def test_ticket_is_a_case_of_its_organisation(tmp_path: Path) -> None:
    solved, again = table(tmp_path / "t.csv", *ZENDESK).documents
    found = record(solved)
    assert (found.tool, found.type, found.key, found.done) == ("zendesk", "case", "35436", True)
    assert (found.created, found.resolved) == ("2026-03-01T08:55+00:00", "2026-03-02T08:55+00:00")
    assert found.labels == ("printer", "urgent")
    assert links(solved) == {"account": "Acme", "parent": "Acme", "contact": "Jo Li"}
    assert (record(again).done, links(again)) == (False, {"contact": "Jo Li"})


@pytest.mark.parametrize(
    ("header", "tool"),
    [
        (["Ticket ID", "Subject", "Status", "Priority", "Agent", "Created time"], "freshdesk"),
        (["Number", "Short description", "Caller", "State", "Opened"], "servicenow"),
        (["Id", "Subject", "Status"], None),
        (["Number", "Short description", "Price"], None),
        (["Subject", "Requester", "Assignee"], None),
    ],
)
def test_header_decides_whose_tickets_these_are(header: list[str], tool: str | None) -> None:
    assert recognises(header) == tool


def test_tickets_of_the_api_are_cases_with_what_was_said_below_them(tmp_path: Path) -> None:
    ticket = {"id": 7, "subject": "Slow slip", "description": "We wait.", "status": "solved", "requester_id": 3,
              "organization_id": 9, "organization": {"id": 9, "name": "Quay Ltd"}, "assignee": {"id": 2, "name": "Ana"},
              "created_at": "2026-10-01T08:00:00Z", "updated_at": "2026-10-02T08:00:00Z",
              "comments": [{"id": 1, "body": "It hurts", "author_id": 3}]}  # fmt: skip
    bare = {name: ticket[name] for name in ("id", "subject", "status", "requester_id", "organization_id", "created_at")}
    (found,) = value(tmp_path / "t.json", {"tickets": [ticket], "count": 1}).documents
    assert (record(found).type, record(found).owner, record(found).done) == ("case", "Ana", True)
    assert links(found)["account"] == "Quay Ltd"
    assert "comments: It hurts" in found.text
    (other,) = value(tmp_path / "b.json", {"tickets": [bare]}).documents
    assert (record(other).type, links(other)) == ("case", {})
