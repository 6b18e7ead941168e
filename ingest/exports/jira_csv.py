"""Jira's CSV export (Cloud, Server, and the vocabulary of 2025 that says "Work item"): a document for each issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Link, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.date_columns import DateColumns
from ingest.exports.jira_issue import DATES, KEY, LABELS, MOMENTS, Issue, Issues, plain_value, sprint_name
from ingest.exports.jira_links import link_words
from ingest.exports.jira_words import canonical, is_noise, shown
from ingest.exports.prose import Piece
from ingest.exports.records import Row, rows_of
from ingest.exports.wiki_markup import has_wiki, wiki_pieces
from ingest.exports.work_item import Comment
from ingest.parse.draft import NO_TEXT, one_line
from ingest.parse.table import Table

_COMMENT = re.compile(r"^(?P<date>[^;\n]{6,40});(?P<author>[^;\n]*);(?P<text>.*)$", re.DOTALL)
_WORK = re.compile(r"^(?P<text>.*);(?P<date>[^;\n]{6,40});(?P<author>[^;\n]*);(?P<seconds>\d+)$", re.DOTALL)
_ANYBODYS = frozenset("key clé clave chave schlüssel sleutel".split())
_NUMBERED = re.compile(r"^(.+?)(?:\.\d{1,2}| \(\d{1,2}\)|_\d{1,2})$")
_LINK = re.compile(r"^(outward|inward) issue link \((.+)\)$")
# Columns that a person would not read: ranks, hashes, counters. They stay in the record's values.
_NOISE = re.compile(
    r"""^(?: (?:issue|parent)\ id | parent | .*\ (?:account\ )?id | votes | watchers | work\ ratio | last\ viewed
           | attachments? | project\ (?:key|type|url|lead|description) | status\ category\ changed
           | .*security\ level | creator | σ\ .* | progress | image | sub-?tasks | linked\ issues | restrict\ to
           | thumbnail\w* | (?:epic|parent)\ link(?:\ key)?
        )$""",
    re.VERBOSE,
)
_CUSTOM = re.compile(r"^custom field \((.+)\)$")
_PARENTS = (
    "parent key", "parent", "parent id", "custom field (epic link)", "epic link", "epic link key",
    "custom field (parent link)", "parent link",
)  # fmt: skip


def recognises(header: Sequence[str]) -> str | None:
    """Return "issue" for the header of a Jira export: a key, a summary, and what only Jira has beside them."""
    names = {canonical(name) for name in header}
    own = {"issue key", "issue type", "issue id", "project key", "status"} & names
    theirs = "issue key" in own and "summary" in names and len(own) >= 2 and _has_jira_words(header, names)
    return "issue" if theirs else None


def _has_jira_words(header: Sequence[str], names: set[str]) -> bool:
    """Whether the header says more than "Key, Summary, Status", which a tool of any maker might."""
    raw = [one_line(name).casefold() for name in header]
    marks = ("issue key", "issue type", "issue id", "work item key", "work type", "work item id", "project key")
    # "Clé" alone may be another tool's, "Clé de ticket" is not.
    foreign = any(canonical(name) == "issue key" and name not in _ANYBODYS for name in raw)
    strange = any(canonical(name) != name and canonical(name) in ("issue key", "issue type") for name in raw)
    return (
        foreign
        or any(name.startswith(marks) for name in raw)
        or any(_LINK.match(name) or name.startswith("custom field (") or "epic link" in name for name in names)
        or (strange and {"issue key", "issue type", "summary", "status"} <= names and "key" not in raw)
    )


def documents(table: Table, sort: str = "issue") -> ParsedFile:
    """Return a document with a record for each issue of an export; there is one sort of rows."""
    given = _as_exported(table.header)
    header = [canonical(name) for name in given]
    labels: dict[str, str] = {}
    for name, raw in zip(header, given, strict=True):
        labels.setdefault(name, one_line(raw))
    rows = [row for row in rows_of(header, table.rows) if KEY.search(row.first("issue key") or "")]
    if not rows:
        raise DocumentError(NO_TEXT)
    moments = DateColumns.of(_dates(rows), day_first=True, labels=labels)
    export = _Export(labels, moments, _people(header, rows))
    warnings = [*table.warnings, *moments.warnings]
    if skipped := len(table.rows) - len(rows):
        warnings.append(f"{skipped} rows have no issue key and were left out")
    issues = [export.issue(row) for row in rows]
    return Issues(issues, "csv", table.sheet).file(warnings, [one_line(name) for name in table.header])


def _as_exported(header: Sequence[str]) -> list[str]:
    """Return the names of columns as Jira wrote them: other programs number the columns that are there twice."""
    return [match[1] if (match := _NUMBERED.match(name)) and match[1] in header else name for name in header]


def _dates(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for name, values in row.values.items():
            if name in (*MOMENTS, "last viewed") or "date" in name:
                yield from ((name, value) for value in values)
            elif name == "comment":
                yield from ((name, match["date"]) for value in values if (match := _COMMENT.match(value)))


def _people(header: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Return the names of people by account id, from the columns that come in pairs ("Assignee", "Assignee Id")."""
    names = set(header)
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
    moments: DateColumns
    people: Mapping[str, str]

    def issue(self, row: Row) -> Issue:
        """Return the issue of a row."""
        match = KEY.search(row.first("issue key") or "")
        fields: dict[str, tuple[str, ...]] = {}
        prose: dict[str, tuple[Piece, ...]] = {}
        for name, values in row.values.items():
            own = _CUSTOM.match(name)
            if (
                _NOISE.match(name)
                or _LINK.match(name)
                or (own and is_noise(own[1]))
                or name in ("comment", "log work", "parent key")
            ):
                continue
            if name in ("description", "environment") or (name not in LABELS and has_wiki("\n\n".join(values))):
                prose[name] = tuple(piece for value in values for piece in wiki_pieces(value, self.people))
            elif kept := tuple(self._values(name, values)):
                fields[name] = kept
        return Issue(
            key=match[1] if match else "",
            fields=fields,
            prose=prose,
            number=row.first("issue id"),
            parents=tuple(value for name in _PARENTS for value in row.all(name)),
            comments=(*self._said(row, "comment", _COMMENT), *self._said(row, "log work", _WORK)),
            links=tuple(self._links(row)),
            values={self.labels[name]: values for name, values in row.values.items()},
            labels={name: shown(self.labels[name]) for name in row.values},
            written={name: value for name in DATES if (value := row.first(name))},
            row=row.number,
        )

    def _values(self, name: str, values: Sequence[str]) -> Iterator[str]:
        for value in values:
            if name in MOMENTS:
                yield self.moments.read(value, name) or value
            elif name == "due date":
                # Jira gives it a time that nobody chose.
                yield moment[:10] if (moment := self.moments.read(value, name)) else value
            elif name == "labels":
                yield from value.split()
            elif name == "sprint":
                yield sprint_name(value)
            elif name in LABELS:
                yield one_line(value)
            else:
                yield plain_value(value, self.moments.columns.get(name, self.moments.others), dated="date" in name)

    def _said(self, row: Row, name: str, pattern: re.Pattern[str]) -> Iterator[Comment]:
        """Yield comments ("date;author;text") or work logs ("text;date;author;seconds")."""
        sort = "comment" if name == "comment" else "work log"
        for value in row.all(name):
            match = pattern.match(value)
            time = self.moments.read(match["date"], name) if match else None
            if match and time:
                author = match["author"].strip()
                yield Comment(wiki_pieces(match["text"], self.people), self.people.get(author, author), time, sort)
            else:
                yield Comment(wiki_pieces(value, self.people), sort=sort)

    def _links(self, row: Row) -> Iterator[Link]:
        for name, values in row.values.items():
            if match := _LINK.match(name):
                words = link_words(match[2], outward=match[1] == "outward")
                yield from (Link(words, key) for value in values for key in KEY.findall(value))
