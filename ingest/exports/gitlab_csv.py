"""GitLab's CSV export of issues: a document for each issue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.records import Row
from ingest.exports.tracker_csv import Tracker
from ingest.parse.table import Table

_GITLAB = Tracker(
    tool="gitlab",
    marks=frozenset({"title", "issue id", "url", "state", "author username"}),
    key=("reference",),
    title=("title",),
    status=("state",),
    done=frozenset({"closed"}),
    created=("created at (utc)", "created at"),
    updated=("updated at (utc)", "updated at"),
    resolved=("closed at (utc)", "closed at"),
    sprints=("milestone",),
    parent=("epic title", "epic id"),
    noise=("author username", "assignee username", "confidential", "locked", "url", "reference"),
)


def recognises(header: Sequence[str]) -> str | None:
    """Return "issue" for the header of GitLab's export."""
    return "issue" if _GITLAB.recognises(header) else None


def documents(table: Table, sort: str = "issue") -> ParsedFile:
    """Return a document for each issue."""
    return _GITLAB.read(table, _plain_rows)


def _plain_rows(rows: Sequence[Row]) -> list[Row]:
    """Return rows with GitLab's own reference as the key, and the zone that the header gives to the times."""
    found = []
    for row in rows:
        values = dict(row.values)
        for column in [name for name in values if name.endswith("(utc)")]:
            values[column] = tuple(
                f"{value}+00:00" if re.search(r":\d\d$", value) else value for value in values[column]
            )
        project = re.search(r"//[^/]+/(.+?)(?:/-)?/(?:issues|work_items)/\d+", row.first("url") or "")
        values["reference"] = (f"{project[1] if project else ''}#{row.first('issue id') or ''}",)
        found.append(Row(row.number, values))
    return found
