"""YouTrack's CSV export of an issue list: a document for each issue."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.tracker_csv import Tracker
from ingest.parse.table import Table

_YOUTRACK = Tracker(
    tool="youtrack",
    marks=frozenset({"id", "project", "summary", "reporter", "resolved", "state"}),
    key=("id",),
    title=("summary",),
    sort=("type",),
    status=("state",),
    done=frozenset(
        ("fixed", "done", "closed", "verified", "resolved", "completed", "won't fix", "duplicate", "obsolete",
         "can't reproduce", "incomplete", "without verification")
    ),
    due=("due date", "deadline"),
    resolved=("resolved",),
    closing=("resolved",),
    labels=("tags",),
    sprints=("sprints", "sprint"),
    parent=("subtask of", "parent"),
    links=(
        ("depends on", "depends on"),
        ("is required for", "is required for"),
        ("relates to", "relates to"),
        ("duplicates", "duplicates"),
    ),
    noise=("votes",),
)  # fmt: skip


def recognises(header: Sequence[str]) -> str | None:
    """Return "issue" for a header with a project, a state and when an issue was resolved, as YouTrack names them."""
    return "issue" if _YOUTRACK.recognises(header) else None


def documents(table: Table, sort: str = "issue", /) -> ParsedFile:
    """Return a document for each issue."""
    return _YOUTRACK.read(table)
