"""Jira's CSV export (Cloud, Server, and the vocabulary of 2025 that says "Work item"): a document for each issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Link, Locator, Parsed, ParsedFile, Record, Role
from assistant.errors import DocumentError
from ingest.exports.moments import Moments
from ingest.exports.records import Row, best_date, rows_of, write_field
from ingest.parse.draft import NO_TEXT, Draft, one_line
from ingest.parse.table import Table

_KEY = re.compile(r"\b([A-Z][A-Z0-9_]*-\d+)\b")
_COMMENT = re.compile(r"^(?P<date>[^;\n]{6,40});(?P<author>[^;\n]*);(?P<text>.*)$", re.DOTALL)
_LINK = re.compile(r"^(outward|inward) issue link \((.+)\)$")
_CUSTOM = re.compile(r"^custom field \((.+)\)$")
_DONE_WORDS = (
    "done, closed, resolved, complete, completed, released, shipped, cancelled, canceled, rejected, won't do, wont do, "
    "fertig, erledigt, geschlossen, terminé, fermé, hecho, cerrado"
)
_INWARD = {
    "blocks": "is blocked by",
    "causes": "is caused by",
    "cloners": "is cloned by",
    "dependency": "is depended on by",
    "depends": "is depended on by",
    "duplicate": "is duplicated by",
    "implements": "is implemented by",
    "issue split": "split from",
    "problem/incident": "is caused by",
}
# Columns that a person would not read: ranks, hashes, counters. They stay in the record's values.
_NOISE = re.compile(
    r"""^(?: (?:issue|parent)\ id | .*\ (?:account\ )?id | votes | watchers | work\ ratio | last\ viewed | attachment
           | project\ (?:key|type|url|lead|description) | status\ category\ changed | .*security\ level
           | log\ work | creator
           | custom\ field\ \((?: rank | issue\ color | development | \[chart\].* | request\ participants
                                 | (?:locked|submitted|total|open)\ forms )\)
        )$""",
    re.VERBOSE,
)
_FIRST = (
    "summary",
    "issue key",
    "issue type",
    "status",
    "parent",
    "parent key",
    "parent summary",
    "resolution",
    "priority",
    "assignee",
    "due date",
    "labels",
    "sprint",
)
_DATES = ("created", "updated", "resolved", "due date", "last viewed")


def _canonical(name: str) -> str:
    """Return a column's name in the old vocabulary, in lower case."""
    name = one_line(name).casefold()
    name = name.replace("work item", "issue").replace("work type", "issue type")
    return {
        "key": "issue key",
        "type": "issue type",
        "issue type name": "issue type",
        "duedate": "due date",
        "due": "due date",
    }.get(name, name)


def recognises(header: Sequence[str]) -> str | None:
    """Return "issue" for the header of a Jira export: a key, a summary, and what only Jira has beside them."""
    names = {_canonical(name) for name in header}
    own = {"issue key", "issue type", "issue id", "project key", "status"} & names
    theirs = "issue key" in own and "summary" in names and len(own) >= 2 and _has_jira_words(header)
    return "issue" if theirs else None


def _has_jira_words(header: Sequence[str]) -> bool:
    """Whether the header says more than "Key, Summary, Status", which a tool of any maker might."""
    names = [one_line(name).casefold() for name in header]
    marks = (
        "issue key",
        "issue type",
        "issue id",
        "work item key",
        "work type",
        "work item id",
        "custom field (",
        "project key",
        "epic link",
    )
    return any(name.startswith(marks) for name in names)


def documents(table: Table, sort: str = "issue") -> ParsedFile:
    """Return a document with a record for each issue of an export; there is one sort of rows."""
    labels: dict[str, str] = {}
    for name in table.header:
        labels.setdefault(_canonical(name), one_line(name))
    rows = [
        row
        for row in rows_of([_canonical(name) for name in table.header], table.rows)
        if _KEY.search(row.first("issue key") or "")
    ]
    if not rows:
        raise DocumentError(NO_TEXT)
    moments = Moments.of(_dates(rows), day_first=True)
    export = _Export(labels, moments, _keys(rows), _people(table.header, rows))
    warnings = list(table.warnings)
    if moments.guessed:
        warnings.append("its dates do not show whether the day or the month comes first: read as day first")
    orphans = sum(1 for row in rows if row.first("parent id") and not export.parent(row))
    if orphans:
        warnings.append(f"{orphans} issues name a parent that is not in the export")
    skipped = len(table.rows) - len(rows)
    if skipped:
        warnings.append(f"{skipped} rows have no issue key and were left out")
    return ParsedFile(tuple(export.document(row) for row in rows), tuple(warnings))


def _dates(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        for name, values in row.values.items():
            if name in _DATES or "date" in name:
                yield from values
            elif name == "comment":
                yield from (match["date"] for value in values if (match := _COMMENT.match(value)))


def _keys(rows: Sequence[Row]) -> dict[str, str]:
    """Return the key of each issue by its numeric id."""
    return {number: key for row in rows if (number := row.first("issue id")) and (key := row.first("issue key"))}


def _people(header: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Return the names of people by account id, from the columns that come in pairs ("Assignee", "Assignee Id")."""
    names = {_canonical(name) for name in header}
    pairs = [(name, f"{name} id") for name in names if f"{name} id" in names and name not in ("issue", "parent")]
    found: dict[str, str] = {}
    for row in rows:
        for name, number in pairs:
            found.update(zip(row.values.get(number, ()), row.values.get(name, ()), strict=False))
    return found


@dataclass(frozen=True)
class _Export:
    """What the rows of one export share."""

    labels: Mapping[str, str]
    moments: Moments
    keys: Mapping[str, str]
    people: Mapping[str, str]

    def document(self, row: Row) -> Parsed:
        """Return one issue as a document: each field on its line, description and comments last."""
        key = row.first("issue key") or ""
        summary = one_line(row.first("summary") or "")
        title = f"{key} {summary}".strip()
        record = self._record(row, key, title)
        draft = Draft()
        for name in self._order(row):
            for value in row.values[name]:
                place = Locator(key=key, field=self._label(name), row=row.number)
                write_field(draft, self._label(name), value, place)
        authors = self._comments(draft, row, key)
        text, blocks = draft.finish()
        metadata = {"comment authors": ", ".join(dict.fromkeys(authors))} if authors else {}
        return Parsed(title, text, blocks, "csv", key=key, date=best_date(record), metadata=metadata, record=record)

    def _label(self, name: str) -> str:
        custom = _CUSTOM.match(name)
        label = self.labels[name]
        return label[label.index("(") + 1 : -1] if custom else label

    def _order(self, row: Row) -> list[str]:
        """Return the columns in reading order: what names the issue, the other fields, then the description."""
        last = ("description", "environment")
        shown = [name for name in row.values if not _NOISE.match(name) and name != "comment"]
        head = [name for name in _FIRST if name in shown]
        return (
            head
            + [name for name in shown if name not in head and name not in last]
            + [name for name in last if name in shown]
        )

    def _comments(self, draft: Draft, row: Row, key: str) -> list[str]:
        authors = []
        for value in row.all("comment"):
            match = _COMMENT.match(value)
            time = self.moments.read(match["date"]) if match else None
            if not match or not time:
                write_field(draft, "Comment", value, Locator(key=key, field="Comment", row=row.number), Role.COMMENT)
                continue
            author = self.people.get(match["author"].strip(), match["author"].strip())
            authors.append(author)
            place = Locator(key=key, field=f"comment by {author}" if author else "Comment", time=time, row=row.number)
            write_field(draft, f"Comment ({time[:10]}, {author})", match["text"], place, Role.COMMENT)
        return authors

    def _record(self, row: Row, key: str, title: str) -> Record:
        links = list(self._links(row))
        if parent := self.parent(row):
            links.insert(0, Link("parent", parent))
        return Record(
            tool="jira",
            type=(row.first("issue type") or "issue").casefold(),
            key=key,
            title=title,
            status=row.first("status"),
            done=_is_done(row),
            owner=row.first("assignee"),
            created=self.moments.read(row.first("created")),
            updated=self.moments.read(row.first("updated")),
            due=self._day(row.first("due date")),
            resolved=self.moments.read(row.first("resolved")),
            labels=tuple(label for value in row.all("labels") for label in value.split()),
            sprints=row.all("sprint", "custom field (sprint)"),
            links=tuple(dict.fromkeys(links)),
            values={self.labels[name]: values for name, values in row.values.items()},
        )

    def _day(self, value: str | None) -> str | None:
        """Return a due date as a day: Jira gives it a time that nobody chose."""
        moment = self.moments.read(value)
        return moment[:10] if moment else None

    def parent(self, row: Row) -> str | None:
        """Return the key of the parent, from whichever of its columns tells one."""
        columns = ("parent key", "parent", "parent id", "custom field (epic link)", "epic link", "epic link key",
                   "custom field (parent link)", "parent link")  # fmt: skip
        for name in columns:
            for value in row.all(name):
                if value in self.keys:
                    return self.keys[value]
                if match := _KEY.search(value):
                    return match[1]
        return None

    def _links(self, row: Row) -> Iterator[Link]:
        for name, values in row.values.items():
            if match := _LINK.match(name):
                kind = match[2]
                word = kind if match[1] == "outward" else _INWARD.get(kind, kind)
                for value in values:
                    yield from (Link(word, key) for key in _KEY.findall(value))


def _is_done(row: Row) -> bool:
    """Whether an issue is closed: by its status category, else by its resolution, else by the word of its status."""
    if category := row.first("status category"):
        return category.casefold() in ("done", "complete", "fertig", "terminé")
    resolution = row.first("resolution")
    if resolution and resolution.casefold() not in ("unresolved", "none", "nicht erledigt"):
        return True
    return (row.first("status") or "").casefold() in _DONE_WORDS.split(", ")
