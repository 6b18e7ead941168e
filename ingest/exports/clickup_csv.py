"""ClickUp's CSV export of a space: a document for each task; lists and comments stand in its cells as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.json_value import mapping, objects, text
from ingest.exports.records import Row
from ingest.exports.tracker_csv import Tracker, with_parent
from ingest.parse.table import Table

_LISTS = ("assignees", "tags")
_SPOKEN = ("comments", "assigned comments")
_NOTHING = re.compile(r"null|\[\]|\{\}|0")
_CLICKUP = Tracker(
    tool="clickup",
    marks=frozenset({"task id", "task name", "status", "list name", "space name"}),
    key=("task custom id", "task id"),
    title=("task name",),
    status=("status",),
    done=frozenset({"closed", "complete", "completed", "done", "cancelled", "canceled", "abgeschlossen", "terminé"}),
    sort=("#sort",),
    owner=("assignees",),
    created=("date created",),
    updated=("date updated",),
    due=("due date",),
    resolved=("date closed", "date done"),
    labels=("tags",),
    parent=("#above",),
    links=(("list name", "list"),),
    prose=("task content",),
    noise=(
        "#sort", "#above", "task id", "parent id", "date created", "due date", "start date", "date updated",
        "date closed", "date done", "attachments", "checklists", "time estimated", "time spent", "rolled up time",
    ),
    usual="task",
)  # fmt: skip


def recognises(header: Sequence[str]) -> str | None:
    """Return "task" for a header with ClickUp's lists and spaces beside its tasks."""
    return "task" if _CLICKUP.recognises(header) else None


def documents(table: Table, sort: str = "task", /) -> ParsedFile:
    """Return a document for each task and sub-task."""
    return _CLICKUP.read(table, _plain_rows)


def _plain_rows(rows: Sequence[Row]) -> list[Row]:
    """Return rows without JSON, each with the key of the task above it."""
    keys = {row.first("task id"): row.first(*_CLICKUP.key) for row in rows}
    found = []
    for row in rows:
        values = {name: kept for name, cells in row.values.items() if (kept := _told(name, cells))}
        above = row.first("parent id") if "parent id" in values else None
        found.append(with_parent(Row(row.number, values), keys.get(above, above)))
    return found


def _told(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    """Return what the cells of a column say, nothing where they only say that there is nothing."""
    said = [cell for cell in cells if not _NOTHING.fullmatch(cell.strip())]
    if name in _LISTS:
        return tuple(cell.strip().removeprefix("[").removesuffix("]") for cell in said)
    return tuple(words for cell in said for words in _comments(cell)) if name in _SPOKEN else tuple(said)


def _comments(cell: str) -> list[str]:
    try:
        found = [text(mapping(one).get("text")) for one in objects(json.loads(cell))]
    except (ValueError, RecursionError):
        return [cell]
    return [words for words in found if words] or [cell]
