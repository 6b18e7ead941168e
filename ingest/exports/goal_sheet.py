"""What sheets of goals have in common: the sheet stays a document, and each of its goals is a record beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Link, ParsedFile, Record
from ingest.exports.date_columns import DateColumns
from ingest.exports.records import Row
from ingest.exports.work_item import Field, WorkItem, in_file
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_DONE = re.compile(
    r"^(?:100 ?%|done|complete[d]?|achieved|met|hit|closed|finished|dropped|cancell?ed|abandoned|erreicht|fertig)\b",
    re.I,
)
DUE = r"due(?: date)?|deadline|target date|end(?: date)?|by when|finish(?: date)?|complete by|fällig(?: am)?|échéance"
OWNER = (
    r"owners?|who|responsible|accountable|dri|lead|assignee|assigned to|champion|seat|verantwortlich\w*|responsable"
    r"|owner name|who(?:'s|’s| is) accountable"
)
STATUS = r"status|state|rag(?: status)?|health|on[ /-]?track\??|on[ /-]off[ -]track|confidence.*|done\??"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of a sheet before it is written; `above` is the key of what it belongs to."""

    type: str
    key: str
    title: str
    row: int
    fields: tuple[Field, ...]
    above: str | None = None
    owner: str | None = None
    status: str | None = None
    due: str | None = None
    updated: str | None = None
    links: tuple[Link, ...] = ()
    values: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet by what they mean: patterns are matched against whole names in lower case."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, header: Sequence[str]) -> Columns:
        """Read a header."""
        return cls(tuple(one_line(name).casefold().rstrip(" *:") for name in header))

    def like(self, pattern: str) -> list[str]:
        """Return the columns whose names match, in the order of the sheet."""
        wanted = re.compile(rf"(?:{pattern})", re.IGNORECASE)
        return [name for name in dict.fromkeys(self.names) if name and wanted.fullmatch(name)]


def in_sheet(table: Table, tool: str, goals: Iterable[Goal], warnings: Sequence[str]) -> ParsedFile:
    """Return a record for each goal, its key made unique; the sheet itself stays a document, too."""
    items, seen = [], dict[str, int]()
    for goal in goals:
        seen[goal.key] = seen.get(goal.key, 0) + 1
        key = goal.key if seen[goal.key] == 1 else f"{goal.key} ({seen[goal.key]})"
        items.append(_item(replace(goal, key=key), tool, table.sheet))
    read = in_file(items, [*table.warnings, *warnings], [one_line(name) for name in table.header])
    return replace(read, also_document=True)


def _item(goal: Goal, tool: str, sheet: str | None) -> WorkItem:
    record = Record(
        tool=tool,
        type=goal.type,
        key=goal.key,
        title=goal.title,
        status=goal.status,
        done=bool(_DONE.match(goal.status or "")),
        owner=goal.owner,
        updated=goal.updated,
        due=goal.due,
        links=(*([Link("parent", goal.above)] if goal.above and goal.above != goal.key else []), *goal.links),
        values=dict(goal.values or {}),
    )
    return WorkItem(record, goal.fields, row=goal.row, sheet=sheet)


def status_of(value: str | None) -> str | None:
    """Return a status in words; a bare number is a measure of confidence or progress."""
    return value if value and (re.search(r"[^\W\d_]", value) or value.strip() == "100%") else None


def moments_of(rows: Sequence[Row], names: Sequence[str], labels: Mapping[str, str]) -> DateColumns:
    """Return how the dates of these columns are written."""
    cells = ((name, value) for row in rows for name in names for value in row.all(name))
    return DateColumns.of(cells, day_first=True, labels=labels)
