"""The CSV exports of trackers that have one column a field: a tracker says which column is what, the rest is shared."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Link, ParsedFile, Record
from ingest.exports.date_columns import DateColumns
from ingest.exports.markdown_text import markdown_pieces
from ingest.exports.prose import Piece
from ingest.exports.records import Row, rows_of
from ingest.exports.work_item import Field, WorkItem, in_file, shown_moment
from ingest.parse.draft import one_line
from ingest.parse.table import Table

# A status that is surely open, whatever dates were left in the row when it was opened again.
_OPEN = re.compile(
    r"^(?:open|opened|to ?do|backlog|triage|started|in progress|in review|doing|new|active)$", re.IGNORECASE
)
_PERSON = re.compile(r"^(?P<name>[^<>]+?)\s*<[^<>]*>$")


@dataclass(frozen=True, slots=True)
class Tracker:
    """The columns of one tool, in lower case; of several names for one thing the first that has a value counts.

    `marks` are the columns that tell the tool. `done` are the words of a closed status, `closing` columns that have a
    value only then. `links` are columns of keys with what they say. `pieces` reads the markup of `prose`.
    """

    tool: str
    marks: frozenset[str]
    key: tuple[str, ...]
    title: tuple[str, ...]
    status: tuple[str, ...]
    done: frozenset[str]
    sort: tuple[str, ...] = ()
    owner: tuple[str, ...] = ("assignee",)
    created: tuple[str, ...] = ("created",)
    updated: tuple[str, ...] = ("updated",)
    due: tuple[str, ...] = ("due date",)
    resolved: tuple[str, ...] = ()
    labels: tuple[str, ...] = ("labels",)
    sprints: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()
    prose: tuple[str, ...] = ("description",)
    noise: tuple[str, ...] = ()
    pieces: Callable[[str], tuple[Piece, ...]] = markdown_pieces
    day_first: bool = False
    usual: str = "issue"

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether a header is this tool's."""
        return self.marks <= {folded(name) for name in header}

    def read(self, table: Table, prepare: Callable[[Sequence[Row]], Sequence[Row]] | None = None) -> ParsedFile:
        """Return a document for each row; `prepare` makes rows of the tool's ways into plain ones."""
        header = [folded(name) for name in table.header]
        labels: dict[str, str] = {}
        for name, raw in zip(header, table.header, strict=True):
            labels.setdefault(name, one_line(raw))
        raw_rows = rows_of(header, table.rows)
        return self.of_rows(table, labels, prepare(raw_rows) if prepare else raw_rows, raw_rows)

    def of_rows(
        self, table: Table, labels: Mapping[str, str], rows: Sequence[Row], raw_rows: Sequence[Row]
    ) -> ParsedFile:
        """Return a document for each row; `raw_rows` are the rows as they were exported."""
        moments = DateColumns.of(self._dates(rows), day_first=self.day_first, labels=labels)
        export = _Export(self, labels, moments, table.sheet)
        items = [export.item(row, raw) for row, raw in zip(rows, raw_rows, strict=True) if row.first(*self.title)]
        warnings = [*table.warnings, *moments.warnings]
        if left := len(rows) - len(items):
            warnings.append(f"{left} rows have no title and were left out")
        return in_file(_apart(items), warnings, [one_line(name) for name in table.header])

    def _dates(self, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
        names = (*self.created, *self.updated, *self.due, *self.resolved)
        for row in rows:
            for name, values in row.values.items():
                if name in names or is_date(name):
                    yield from ((name, value) for value in values)


def folded(name: str) -> str:
    """Return a column's name in lower case."""
    return one_line(name).casefold()


def is_date(name: str) -> bool:
    """Whether a column is named like one of dates."""
    return bool(re.search(r"\b(?:date|created|updated|started|completed|canceled|archived|start|end|at)\b", name))


def person(value: str) -> str:
    """Return the name of "Name <address>"."""
    match = _PERSON.match(value.strip())
    return match["name"].strip() if match else value.strip()


def _apart(items: Sequence[WorkItem]) -> list[WorkItem]:
    """Return items with keys of their own where names had to serve as keys."""
    seen: dict[str, int] = {}
    found = []
    for item in items:
        record = item.record
        seen[record.key] = seen.get(record.key, 0) + 1
        if seen[record.key] > 1 and record.key == record.title:
            record = replace(record, key=f"{record.key} ({seen[record.key]})")
        found.append(replace(item, record=record))
    return found


@dataclass(frozen=True, slots=True)
class _Export:
    """What the rows of one export share."""

    tracker: Tracker
    labels: Mapping[str, str]
    moments: DateColumns
    sheet: str | None

    def item(self, row: Row, raw: Row) -> WorkItem:
        """Return a row as a work item; `raw` is the row as it was exported."""
        record = self._record(row, raw)
        fields = tuple(self._fields(row, {*raw.values, *self.tracker.title}))
        return WorkItem(record, fields, row=row.number, sheet=self.sheet)

    def _fields(self, row: Row, shown: Collection[str]) -> Iterator[Field]:
        """Yield the fields of a row; those that the export itself does not show are not quoted."""
        it = self.tracker
        first = [name for names in (it.title, it.key, it.sort, it.status, it.owner, it.due) for name in names]
        names = [name for name in dict.fromkeys((*first, *row.values)) if name in row.values]
        for name in names:
            if name not in it.noise and name not in it.prose:
                for value in row.values[name]:
                    dated = (is_date(name) or name in it.due) and self.moments.read(value, name)
                    yield Field(self._label(name), shown_moment(value) if dated else value, quoted=name in shown)
        for name in it.prose:
            for value in row.all(name):
                yield Field(self._label(name), it.pieces(value))

    def _label(self, name: str) -> str:
        return self.labels.get(name, name.capitalize())

    def _record(self, row: Row, raw: Row) -> Record:
        it = self.tracker
        name = one_line(row.first(*it.title) or "")
        key = one_line(row.first(*it.key) or "") or name
        status = row.first(*it.status)
        closed = any(row.first(column) for column in it.closing) and not _OPEN.match(status or "")
        done = folded(status or "") in it.done or closed
        keyed = bool(re.fullmatch(r"[A-Z][A-Z0-9_]*-\d+", key))
        return Record(
            tool=it.tool,
            type=folded(row.first(*it.sort) or it.usual),
            key=key,
            title=f"{key} {name}" if keyed and name != key else name,
            status=status,
            done=done,
            owner=person(row.first(*it.owner) or "") or None,
            created=self._moment(row, it.created),
            updated=self._moment(row, it.updated),
            due=(self._moment(row, it.due) or "")[:10] or None,
            resolved=self._moment(row, it.resolved) if done else None,
            labels=tuple(part for value in row.all(*it.labels) for part in split_names(value)),
            sprints=row.all(*it.sprints),
            links=tuple(dict.fromkeys(self._links(row, key))),
            values={self._label(column): self.moments.plain(column, values) for column, values in raw.values.items()},
        )

    def _moment(self, row: Row, columns: Sequence[str]) -> str | None:
        return self.moments.first(row, *columns) if columns else None

    def _links(self, row: Row, key: str) -> Iterator[Link]:
        if self.tracker.parent and (parent := row.first(*self.tracker.parent)) and parent != key:
            yield Link("parent", parent)
        for column, words in self.tracker.links:
            for value in row.all(column):
                yield from (Link(words, other) for other in split_names(value) if other != key)


def ids_by_name(rows: Sequence[Row], name: str, number: str) -> dict[str, str]:
    """Return the keys of the rows that are alone in having their name."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(one_line(row.first(name) or ""), []).append(row.first(number) or "")
    return {words: keys[0] for words, keys in found.items() if len(keys) == 1 and keys[0]}


def with_parent(row: Row, above: str | None) -> Row:
    """Return a row with the key of the task that it is a part of, and so what it is."""
    return Row(row.number, {**row.values, "#above": (above,), "#sort": ("sub-task",)}) if above else row


def split_names(value: str) -> list[str]:
    """Return the names of a cell that commas or semicolons part."""
    return [name for part in re.split(r"[,;\n]", value.strip("[]")) if (name := part.strip().strip("'\""))]
