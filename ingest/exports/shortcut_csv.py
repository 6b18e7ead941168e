"""Shortcut's CSV export: a document for each story."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.tracker_csv import Tracker
from ingest.parse.table import Table

_SHORTCUT = Tracker(
    tool="shortcut",
    marks=frozenset({"id", "name", "requester", "owners", "is_completed", "state"}),
    key=("id",),
    title=("name",),
    sort=("type",),
    status=("state",),
    done=frozenset({"completed", "done", "deployed", "closed"}),
    owner=("owners",),
    created=("created_at",),
    updated=("updated_at",),
    due=("due_date",),
    resolved=("completed_at",),
    sprints=("iteration",),
    parent=("epic",),
    links=(("milestone", "objective"), ("objective", "objective"), ("project", "project"), ("team", "team")),
    closing=("completed_at",),
    noise=(
        "epic_id", "project_id", "iteration_id", "team_id", "milestone_id", "utc_offset", "moved_at", "is_completed",
        "is_archived", "external_ticket_count", "epic_is_archived", "epic_created_at", "epic_started_at",
        "epic_due_date", "milestone_created_at", "milestone_started_at", "milestone_due_date",
    ),
    usual="story",
)  # fmt: skip


def recognises(header: Sequence[str]) -> str | None:
    """Return "story" for a header with Shortcut's requesters, owners and states."""
    return "story" if _SHORTCUT.recognises(header) else None


def documents(table: Table, sort: str = "story", /) -> ParsedFile:
    """Return a document for each story."""
    return _SHORTCUT.read(table)
