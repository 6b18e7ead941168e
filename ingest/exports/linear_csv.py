"""Linear's CSV export: a document for each issue."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.tracker_csv import Tracker
from ingest.parse.table import Table

_LINEAR = Tracker(
    tool="linear",
    marks=frozenset({"title", "status", "creator", "cycle name", "labels"}),
    key=("id",),
    title=("title",),
    status=("status",),
    done=frozenset({"done", "completed", "canceled", "cancelled", "duplicate"}),
    closing=("completed", "canceled"),
    resolved=("completed", "canceled"),
    sprints=("cycle name",),
    parent=("parent issue", "parent"),
    links=(
        ("project", "project"),
        ("initiatives", "initiative"),
        ("roadmaps", "roadmap"),
        ("related to", "relates to"),
        ("blocked by", "is blocked by"),
        ("blocks", "blocks"),
        ("duplicate of", "duplicates"),
    ),
    prose=("description", "issue description"),
    noise=("cycle number", "uuid", "project id", "project milestone id"),
)


def recognises(header: Sequence[str]) -> str | None:
    """Return "issue" for a header with Linear's cycles beside its titles."""
    return "issue" if _LINEAR.recognises(header) else None


def documents(table: Table, sort: str = "issue") -> ParsedFile:
    """Return a document for each issue."""
    return _LINEAR.read(table)
