"""The rows of a Notion database: each is a page with its properties in lines, and a row of the database's CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from assistant.domain import Block, Link, Locator, Parsed, Record, Role
from assistant.text.amounts import Amounts
from ingest.exports.date_columns import DateColumns
from ingest.exports.records import Row, best_date, is_true, rows_of, write_field
from ingest.exports.shape import is_over, split_list
from ingest.parse.draft import Draft, one_line
from ingest.parse.table import Table

ID = re.compile(r"(?<![0-9a-f])([0-9a-f]{32})(?![0-9a-f])")
"""How Notion marks pages and databases in the names of files and in addresses."""
_RELATED = re.compile(r"(?P<name>[^,()]+(?:\([^()]*\)[^,()]*)*?)\s*\((?P<target>[^()]*[0-9a-f]{32}[^()]*)\)")
_PARTS = {
    "status": re.compile(r"^(?:status|state|stage|phase)$", re.IGNORECASE),
    "owner": re.compile(r"^(?:owner|assignee|assigned(?: to)?|responsible|dri|lead|person|who)$", re.IGNORECASE),
    "due": re.compile(r"^(?:due|due date|deadline|target date|end date|date)$", re.IGNORECASE),
    "created": re.compile(r"^created(?: time| at| on| date)?$", re.IGNORECASE),
    "updated": re.compile(r"^(?:last edited(?: time)?|updated(?: at| on)?|last updated)$", re.IGNORECASE),
    "amount": re.compile(r"^(?:amount|value|deal size|arr|mrr|budget)$", re.IGNORECASE),
    "labels": re.compile(r"^(?:tags?|labels?)$", re.IGNORECASE),
    "done": re.compile(r"^(?:done|complete|completed|finished)\??$", re.IGNORECASE),
}
_PARENT = re.compile(r"^parent(?:[ -](?:item|task|project|goal|page))?$", re.IGNORECASE)


@dataclass(frozen=True)
class Database:
    """A database: its title, its table, and the keys of all pages of the export by their id."""

    title: str
    table: Table
    keys: Mapping[str, str]

    @property
    def sort(self) -> str:
        """Return what a row is: the title in the singular, as "Tasks" holds a task each."""
        name = re.sub(r"^\W+", "", one_line(self.title).casefold()) or "row"
        return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) else name

    def rows(self) -> list[Row]:
        """Return the rows that have a title, which is the first column."""
        names = [one_line(name) for name in self.table.header]
        return [row for row in rows_of(names, self.table.rows) if names and row.first(names[0])]

    def title_of(self, row: Row) -> str:
        """Return the title of a row."""
        return one_line(row.first(one_line(self.table.header[0])) or "")

    def records(self, keys: Sequence[str]) -> list[Record]:
        """Return a record for each row, under the key that is given for it."""
        rows = self.rows()
        cells = {name: [value for row in rows for value in row.all(name)] for name in map(one_line, self.table.header)}
        moments = self.moments()
        amounts = Amounts.of(
            value for name, values in cells.items() if _PARTS["amount"].match(name) for value in values
        )
        return [self._record(row, key, moments, amounts) for row, key in zip(rows, keys, strict=True)]

    def moments(self) -> DateColumns:
        """Return how the columns of dates are written."""
        cells = ((n, value) for row in self.rows() for n in row.values if _is_date(n) for value in row.all(n))
        return DateColumns.of(cells, day_first=False)

    def _record(self, row: Row, key: str, moments: DateColumns, amounts: Amounts) -> Record:
        part = {name: self._part(row, pattern) for name, pattern in _PARTS.items()}
        when = {name: self._named(row, _PARTS[name]) for name in ("due", "created", "updated")}
        due = moments.read((part["due"] or "").split(" \u2192 ")[-1], when["due"])
        status = part["status"]
        return Record(
            tool="notion",
            type=self.sort,
            key=key,
            title=self.title_of(row),
            status=status,
            done=is_true(part["done"]) or (status is not None and is_over(status)),
            owner=part["owner"],
            created=moments.read(part["created"], when["created"]),
            updated=moments.read(part["updated"], when["updated"]),
            due=due[:10] if due else None,
            amount=amounts.read(part["amount"]),
            labels=tuple(split_list(part["labels"] or "")),
            links=tuple(dict.fromkeys(self._links(row, key))),
            values=dict(row.values),
        )

    def _part(self, row: Row, pattern: re.Pattern[str]) -> str | None:
        return row.first(self._named(row, pattern))

    def _named(self, row: Row, pattern: re.Pattern[str]) -> str:
        return next((name for name in row.values if pattern.match(name)), "")

    def _links(self, row: Row, key: str) -> Iterator[Link]:
        """Yield the relations: a cell names a page and says where it is."""
        for column, values in row.values.items():
            for match in (match for value in values for match in _RELATED.finditer(value)):
                number = ID.search(unquote(match["target"]))
                target = self.keys.get(number[1] if number else "", one_line(match["name"]))
                if target != key:
                    yield Link("parent" if _PARENT.match(column) else column.casefold(), target)


def _is_date(name: str) -> bool:
    return any(_PARTS[part].match(name) for part in ("due", "created", "updated")) or "date" in name.casefold()


def lists(page: Parsed, record: Record) -> bool:
    """Whether a page lists all properties of a row but its title; a row with none is like every page."""
    told = [f"{name}: {value}" for name, values in list(record.values.items())[1:] for value in values]
    return len(told) > 1 and all(line in page.text for line in told)


def row_page(page: Parsed, record: Record) -> Parsed:
    """Return the page of a row with its record; each property that it lists is a field with its own name."""
    blocks = tuple(found for block in page.blocks for found in _fields(page.text, block, record))
    return replace(page, blocks=blocks, key=record.key, record=record, date=best_date(record) or page.date)


def _fields(text: str, block: Block, record: Record) -> Iterator[Block]:
    """Yield a block as it is, or the values of the properties in it: "Name: value" lines, or a row of two cells."""
    place = replace(block.locator, key=record.key)
    mark = " | " if block.role in (Role.ROW, Role.HEADER) else ": "
    lines = text[block.start : block.end].split("\n")
    names = [line.split(mark)[0].strip() for line in lines]
    if block.role is Role.HEADING or not all(name in record.values for name in names):
        yield replace(block, locator=place)
        return
    offset = block.start
    for name, line in zip(names, lines, strict=True):
        start, end = offset + line.index(mark) + len(mark) if mark in line else offset, offset + len(line.rstrip())
        if any(char.isalnum() for char in text[start:end]):
            yield Block(start, end, Role.FIELD, block.trail, replace(place, field=name))
        offset += len(line) + 1


def row_document(record: Record, member: str, row: int | None = None) -> Parsed:
    """Return a row that has no page of its own, from its cells."""
    draft = Draft()
    for name, values in record.values.items():
        for value in filter(lambda words: any(char.isalnum() for char in words), values):
            write_field(draft, name, value, Locator(key=record.key, field=name, row=row))
    text, blocks = draft.finish()
    return Parsed(
        record.title, text, blocks, "csv", key=record.key, date=best_date(record), record=record, member=member
    )
