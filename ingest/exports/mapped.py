"""A table that no known tool wrote, read as records by the columns that `[sources.records]` in `bearing.toml` names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from assistant.settings import FILE_NAME, ColumnMapping
from ingest.exports.shape import Shape, records_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_COLUMNS = ("title", "key", "status", "owner", "created", "updated", "due", "amount", "parent")
_SHOWN = 30


def documents(table: Table, mapping: ColumnMapping) -> ParsedFile:
    """Return a document with a record for each row.

    Raises:
        DocumentError: a column of the mapping is not in the table; it names that column and those that exist.
    """
    names = {_folded(name): one_line(name) for name in table.header if name.strip()}
    columns = {part: _column(part, wanted, names) for part in _COLUMNS if (wanted := getattr(mapping, part))}
    return replace(records_of(table, _shape(mapping.type, columns), one_line), columns=table.header)


def _column(part: str, wanted: str, names: Mapping[str, str]) -> str:
    if (found := names.get(_folded(wanted))) is not None:
        return found
    there = ", ".join(f'"{name}"' for name in list(names.values())[:_SHOWN]) or "none"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    raise DocumentError(
        f'there is no column "{wanted}", which {FILE_NAME} gives for {part}: correct it; its columns are {there}{more}'
    )


def _folded(name: str) -> str:
    return one_line(name).casefold()


def _shape(sort: str, columns: Mapping[str, str]) -> Shape:
    def named(part: str) -> tuple[str, ...]:
        return (columns[part],) if part in columns else ()

    relation = "account" if sort.strip().casefold() in ("opportunity", "contact", "case") else "parent"
    return Shape(
        tool="table",
        type=one_line(sort).casefold(),
        title=(named("title"),),
        key=named("key"),
        status=named("status"),
        owner=named("owner"),
        created=named("created"),
        updated=named("updated"),
        due=named("due"),
        amount=named("amount"),
        links=((relation, named("parent")),),
        parent="account" if relation == "account" else "",
        ends=True,
    )
