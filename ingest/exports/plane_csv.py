"""Plane's CSV export: a document for each work item."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.tracker_csv import Tracker
from ingest.parse.table import Table

_PLANE = Tracker(
    tool="plane",
    marks=frozenset({"name", "state", "cycle name", "module name"}),
    key=("id", "identifier", "sequence id"),
    title=("name",),
    status=("state",),
    done=frozenset({"done", "completed", "cancelled", "canceled"}),
    closing=("completed at",),
    owner=("assignee", "assignees"),
    created=("created at",),
    updated=("updated at",),
    due=("target date", "due date"),
    resolved=("completed at",),
    sprints=("cycle name",),
    parent=("parent",),
    links=(("module name", "module"), ("project", "project")),
)


def recognises(header: Sequence[str]) -> str | None:
    """Return "issue" for a header with Plane's cycles and modules."""
    return "issue" if _PLANE.recognises(header) else None


def documents(table: Table, sort: str = "issue") -> ParsedFile:
    """Return a document for each work item."""
    return _PLANE.read(table)
