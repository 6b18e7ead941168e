"""Microsoft Planner's export of a plan to Excel: a document for each task, with the plan that stands above them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.prose import paragraphs
from ingest.exports.records import Row
from ingest.exports.tracker_csv import Tracker
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_PLANNER = Tracker(
    tool="planner",
    marks=frozenset({"task id", "task name", "bucket name", "progress"}),
    key=("task id",),
    title=("task name",),
    status=("progress",),
    done=frozenset({"completed", "complete"}),
    owner=("assigned to",),
    created=("created date",),
    due=("due date",),
    resolved=("completed date",),
    closing=("completed date",),
    links=(("#plan", "project"), ("bucket name", "bucket")),
    prose=("description",),
    noise=("task id", "is recurring", "#plan"),
    pieces=paragraphs,
    usual="task",
)


def recognises(header: Sequence[str]) -> str | None:
    """Return "task" for a header with Planner's buckets and progress."""
    return "task" if _PLANNER.recognises(header) else None


def documents(table: Table, sort: str = "task", /) -> ParsedFile:
    """Return a document for each task."""
    plan = next((one_line(cells[1]) for _, cells in table.above if _says_plan(cells)), "")

    def in_plan(rows: Sequence[Row]) -> list[Row]:
        return [Row(row.number, {**row.values, "#plan": (plan,)}) if plan else row for row in rows]

    return _PLANNER.read(table, in_plan)


def _says_plan(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and one_line(cells[0]).casefold().rstrip(":") == "plan name"
