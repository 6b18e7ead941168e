"""Asana's CSV export of a project or a search: a document for each task, in every project that it is in."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.prose import paragraphs
from ingest.exports.records import Row
from ingest.exports.tracker_csv import Tracker, ids_by_name, with_parent
from ingest.parse.table import Table

_SECTION = ("section/column", "section", "column")
_ASANA = Tracker(
    tool="asana",
    marks=frozenset({"task id", "completed at", "name", "notes", "projects"}),
    key=("task id",),
    title=("name",),
    status=("#status",),
    done=frozenset({"completed"}),
    sort=("#sort",),
    created=("created at",),
    updated=("last modified",),
    resolved=("completed at",),
    labels=("tags",),
    parent=("#above",),
    links=(
        ("projects", "project"),
        ("blocked by (dependencies)", "is blocked by"),
        ("blocking (dependencies)", "blocks"),
    ),
    prose=("notes",),
    noise=("#status", "#sort", "#above", "task id", "assignee email"),
    pieces=paragraphs,
    usual="task",
)


def recognises(header: Sequence[str]) -> str | None:
    """Return "task" for a header with Asana's notes and projects of a task."""
    return "task" if _ASANA.recognises(header) else None


def documents(table: Table, sort: str = "task", /) -> ParsedFile:
    """Return a document for each task and sub-task."""
    return _ASANA.read(table, _plain_rows)


def _plain_rows(rows: Sequence[Row]) -> list[Row]:
    """Return rows with a status, which Asana does not have: where a task stands, until somebody completes it."""
    ids = ids_by_name(rows, "name", "task id")
    found = []
    for row in rows:
        status = "Completed" if row.first("completed at") else row.first(*_SECTION)
        above = row.first("parent task")
        told = {"#status": (status,)} if status else {}
        found.append(with_parent(Row(row.number, {**row.values, **told}), ids.get(above or "", above)))
    return found
