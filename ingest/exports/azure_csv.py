"""Azure DevOps' CSV export of a query, flat or as a tree: a document for each work item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.prose import Piece, paragraphs
from ingest.exports.records import Row
from ingest.exports.rendered_html import has_markup, html_pieces
from ingest.exports.tracker_csv import Tracker, folded, person
from ingest.parse.table import Table

_TITLE = re.compile(r"^title (\d+)$")


def _pieces(text: str) -> tuple[Piece, ...]:
    return html_pieces(text) if has_markup(text) else paragraphs(text)


_AZURE = Tracker(
    tool="azure devops",
    marks=frozenset({"id", "work item type", "state"}),
    key=("id",),
    title=("title",),
    sort=("work item type",),
    status=("state",),
    done=frozenset({"done", "closed", "completed", "removed", "inactive"}),
    owner=("assigned to",),
    created=("created date",),
    updated=("changed date",),
    due=("due date", "target date", "finish date"),
    resolved=("closed date", "resolved date"),
    labels=("tags",),
    sprints=("sprint",),
    parent=("parent",),
    prose=("description", "acceptance criteria", "repro steps", "system info"),
    noise=("sprint", "rev", "watermark", "stack rank", "backlog priority"),
    pieces=_pieces,
    usual="work item",
)


def recognises(header: Sequence[str]) -> str | None:
    """Return "work item" for a header with the types and states of Azure DevOps and a title."""
    titled = any(folded(name) == "title" or _TITLE.match(folded(name)) for name in header)
    return "work item" if titled and _AZURE.recognises(header) else None


def documents(table: Table, sort: str = "work item") -> ParsedFile:
    """Return a document for each work item."""
    return _AZURE.read(table, _plain_rows)


def _plain_rows(rows: Sequence[Row]) -> list[Row]:
    """Return rows with one title, names without addresses, and the parent that a tree shows by its indent."""
    above: dict[int, str] = {}
    found = []
    for row in rows:
        values = dict(row.values)
        levels = [(int(match[1]), name) for name in values if (match := _TITLE.match(name))]
        if levels:
            level, name = levels[0]
            values = {"title": values[name]} | {key: kept for key, kept in values.items() if not _TITLE.match(key)}
            above = {depth: key for depth, key in above.items() if depth < level} | {level: row.first("id") or ""}
            if above.get(level - 1) and "parent" not in values:
                values["parent"] = (above[level - 1],)
        for column in ("assigned to", "created by", "changed by"):
            if column in values:
                values[column] = tuple(person(value) for value in values[column])
        if path := [part for value in values.get("iteration path", ()) for part in value.split("\\")[1:] if part]:
            values["sprint"] = (path[-1],)
        found.append(Row(row.number, values))
    return found
