from __future__ import annotations

from pathlib import Path

import pytest

from ingest.exports.helpdesk import recognises
from tests.ingest.export_checks import links, record, table

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
