"""The rows of a tool's table as records: a shape says which column is what, and one reader serves every tool."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.domain import Link, Locator, Parsed, ParsedFile, Record, Role, Transition
from assistant.errors import DocumentError
from assistant.text.amounts import Amounts
from ingest.exports.date_columns import DateColumns, zone_note
from ingest.exports.prose import write_prose
from ingest.exports.records import Row, best_date, is_true, rows_of, write_field
from ingest.exports.rendered_html import has_markup, html_pieces
from ingest.parse.draft import NO_TEXT, Draft, one_line
from ingest.parse.table import Table

_WON = re.compile(r"(?<![a-z])(?:closed[- ]?)?won\b|\bgewonnen\b|\bgagn|\bganad|\bvunn", re.IGNORECASE)
_LOST = re.compile(r"(?<![a-z])(?:closed[- ]?)?lost\b|\bverloren\b|\bperdu|\bperdid", re.IGNORECASE)
_OVER = re.compile(
    r"""(?<!not\ )\b(?: closed? | dead | disqualified | unqualified | converted | qualified\ out | cancell?ed
            | abandoned | resolved | solved | completed? | done | held | deleted
            | erledigt | geschlossen | abgeschlossen )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_STILL_OPEN = re.compile(r"open|offen|ouverte?|abiert[oa]", re.IGNORECASE)
"""An outcome that is not known yet, whatever the stage is called: many sales end with a stage "Close"."""
_DATE_NAME = re.compile(r"date|time|created|modified|updated|(?:_at|_on)$|\bon$|synced", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """How one sort of a tool's rows becomes records: column names, the first that has a value counts.

    `title` joins the first group of columns that has a value. `links` are relations by name; `parent` names the one
    that is also the parent. `ends` says that such a record can be over: `outcome` says won, lost or open where a tool
    keeps it apart from the stage, the flags `closed`, `won` and `lost` say it as checkboxes, and `over` is one that
    says nothing while it is not set. `numbers` goes before a key where one tool numbers several sorts from 1.
    `last` are long texts, `noise` what no person reads: it stays in the record's values. `lookups` finds relations in
    columns that have no fixed name.
    """

    tool: str
    type: str
    title: tuple[tuple[str, ...], ...]
    key: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    resolved: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()
    parent: str = ""
    last: tuple[str, ...] = ()
    noise: frozenset[str] = frozenset()
    ends: bool = False
    day_first: bool = False
    identity: Callable[[str], str] = str
    numbers: str = ""
    kept: Callable[[Row], bool] = field(default=lambda row: True)
    lookups: Callable[[Row], Iterable[Link]] = field(default=lambda row: ())

    @property
    def dates(self) -> frozenset[str]:
        """Return the columns that hold a date whatever they are called."""
        return frozenset((*self.created, *self.updated, *self.due, *self.resolved))


def records_of(table: Table, shape: Shape, canonical: Callable[[str], str]) -> ParsedFile:
    """Return a document with a record for each row of a table whose columns `canonical` names."""
    labels: dict[str, str] = {}
    names = []
    for label in map(one_line, table.header):
        name = canonical(label)
        # Two columns that mean the same keep their own names, so that a citation names the right one.
        names.append(name if labels.setdefault(name, label) == label else label)
        labels.setdefault(names[-1], label)
    reader = Reader.of(shape, rows_of(names, table.rows), labels, table.sheet)
    return reader.read(table.warnings)


@dataclass(frozen=True)
class Reader:
    """Reads rows of one shape; `labels` are the column names as the export has them."""

    shape: Shape
    rows: Sequence[Row]
    labels: Mapping[str, str]
    moments: DateColumns
    amounts: Amounts
    sheet: str | None = None
    media: str = "csv"
    history: Mapping[str, tuple[Transition, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, shape: Shape, rows: Sequence[Row], labels: Mapping[str, str], sheet: str | None = None, media: str = "csv"
    ) -> Reader:
        """Decide how dates and amounts are written from all rows."""
        dates = (
            (name, value)
            for row in rows
            for name, values in row.values.items()
            if name in shape.dates or _DATE_NAME.search(name)
            for value in values
        )
        amounts = (value for row in rows for value in row.all(*shape.amount))
        moments = DateColumns.of(dates, day_first=shape.day_first, labels=labels)
        return cls(shape, rows, labels, moments, Amounts.of(amounts), sheet, media)

    def read(self, warnings: Sequence[str] = ()) -> ParsedFile:
        """Return the documents, and what a person should know; raises DocumentError when no row is a record."""
        seen: dict[str, int] = {}
        found = [document for row in self.rows if (document := self._document(row, seen))]
        if not found:
            raise DocumentError(NO_TEXT)
        notes = list(warnings)
        notes += self.moments.warnings
        if self.amounts.guessed:
            notes.append('its amounts do not show whether "1.234" is a fraction or thousands: read as a fraction')
        if len(found) < len(self.rows):
            notes.append(f"{len(self.rows) - len(found)} rows have no name, or are deleted, and were left out")
        times = (time for one in found if (r := one.record) for time in (r.created, r.updated, r.resolved))
        return ParsedFile(tuple(found), (*notes, *zone_note(times)))

    def _document(self, row: Row, seen: dict[str, int]) -> Parsed | None:
        """Return one row as a document; None for totals and deleted rows. `seen` counts the names used as keys."""
        title = self._title(row)
        if not title or is_true(row.first(*self.shape.deleted)) or not self.shape.kept(row):
            return None
        record = self._record(row, self._key(row, title, seen), title)
        draft = Draft()
        for column in self._order(row):
            for value in filter(_says, row.values[column]):
                label = self.labels[column]
                place = Locator(key=record.key, field=label, row=row.number or None, sheet=self.sheet)
                if has_markup(value) and (column in self.shape.last or value.startswith("<")):
                    draft.aside(f"{label}: ")
                    write_prose(draft, html_pieces(value), place, Role.FIELD, gap="")
                else:
                    write_field(draft, label, value, place)
        if not draft.blocks:
            return None
        text, blocks = draft.finish()
        told = next((name for name in self.shape.amount if row.values.get(name)), None)
        metadata = {"amount": self.labels[told]} if told and record.amount is not None else {}
        date = best_date(record)
        return Parsed(title, text, blocks, self.media, key=record.key, date=date, metadata=metadata, record=record)

    def _title(self, row: Row) -> str | None:
        for group in self.shape.title:
            if words := " ".join(value for name in group if (value := row.first(name))):
                return one_line(words)
        return None

    def _key(self, row: Row, title: str, seen: dict[str, int]) -> str:
        number = row.first(*self.shape.key)
        key = self.shape.numbers + self.shape.identity(one_line(number)) if number else title
        seen[key] = seen.get(key, 0) + 1
        return key if seen[key] == 1 else f"{key} ({seen[key]})"

    def _order(self, row: Row) -> list[str]:
        """Return the columns in reading order: what names the record, the other fields, long texts last."""
        shape = self.shape
        named = [name for group in shape.title for name in group]
        first = [*named, *(name for _, names in shape.links for name in names), *shape.status, *shape.outcome]
        shown = [name for name in row.values if name not in shape.noise]
        head = [name for name in dict.fromkeys(first) if name in shown]
        tail = [name for name in shape.last if name in shown and name not in head]
        return [*head, *(name for name in shown if name not in head and name not in tail), *tail]

    def _record(self, row: Row, key: str, title: str) -> Record:
        shape = self.shape
        status, done = self._status(row)
        closing = (self.moments.first(row, *shape.due) or "")[:10] or None
        resolved = self.moments.first(row, *shape.resolved)
        return Record(
            tool=shape.tool,
            type=shape.type,
            key=key,
            title=title,
            status=status,
            done=done,
            owner=row.first(*shape.owner),
            created=self.moments.first(row, *shape.created),
            updated=self.moments.first(row, *shape.updated),
            due=closing,
            resolved=(resolved or (closing if shape.type == "opportunity" else None)) if done else None,
            amount=self.amounts.read(row.first(*shape.amount)),
            labels=tuple(part for value in row.all(*shape.labels) for part in split_list(value)),
            links=tuple(dict.fromkeys(self._links(row, key))),
            history=self.history.get(key, ()),
            values={self.labels[column]: self.moments.plain(column, values) for column, values in row.values.items()},
        )

    def _status(self, row: Row) -> tuple[str | None, bool]:
        """Return the stage and whether the record is over; what only a flag says is added: "Signed (won)"."""
        shape = self.shape
        stage, outcome = row.first(*shape.status), row.first(*shape.outcome)
        words = " ".join(filter(None, (stage, outcome)))
        if outcome and (_WON.search(outcome) or _LOST.search(outcome)):
            status: str | None = outcome
        else:
            status = stage or outcome
        if not shape.ends:
            return status, False
        for flags, pattern, word in ((shape.won, _WON, "won"), (shape.lost, _LOST, "lost")):
            if is_true(row.first(*flags)):
                return (status if pattern.search(status or "") else f"{status or 'closed'} ({word})"), True
        if (closed := row.first(*shape.closed)) is not None:
            return status, is_true(closed)
        if is_true(row.first(*shape.over)) or (not _is_in_words(words) and row.first(*shape.resolved)):
            return status, True
        if outcome and _STILL_OPEN.fullmatch(outcome.strip()):
            return status, False
        return status, is_over(words)

    def _links(self, row: Row, key: str) -> Iterator[Link]:
        for relation, columns in self.shape.links:
            for value in row.all(*columns):
                for part in value.split(";"):
                    target = self.shape.identity(one_line(part))
                    if target and target != key:
                        yield Link(relation, target)
                        if relation == self.shape.parent:
                            yield Link("parent", target)
        yield from self.shape.lookups(row)


def _is_in_words(words: str) -> bool:
    # A status that is a number is explained by another table.
    return any(char.isalpha() for char in words)


def _says(value: str) -> bool:
    return any(char.isalnum() for char in value)


def is_over(words: str) -> bool:
    """Whether the words of a status say that a record is finished, won, lost or given up."""
    return bool(_WON.search(words) or _LOST.search(words) or _OVER.search(words))


def split_list(value: str) -> list[str]:
    """Return the parts of a cell with several values: parted by semicolons, else by commas."""
    mark = ";" if ";" in value else ","
    return [part for part in (one_line(part) for part in value.split(mark)) if part]
