"""JSON that no known tool wrote, as a table: an array of objects has a row for each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.errors import DocumentError
from ingest.exports.json_value import flat, items, mapping, objects
from ingest.parse.table import Table

_FEW = 1
_DEEPEST = 3


def decoded(content: str) -> object:
    """Return the value of a JSON text; of several values (JSON Lines, pages one after another) an array.

    Raises DocumentError when it is no JSON.
    """
    decoder, at, found = json.JSONDecoder(), 0, []
    content = content.strip().removeprefix("\ufeff")
    try:
        while at < len(content):
            value, at = decoder.raw_decode(content, at)
            found.append(value)
            while at < len(content) and content[at] in " \t\r\n,\x1e":
                at += 1
    except ValueError as error:
        raise DocumentError("damaged JSON: it is cut off or broken; export it again") from error
    if not found:
        raise DocumentError("empty file")
    if len(found) == 1:
        return found[0]
    return [item for value in found for item in value] if all(isinstance(v, list) for v in found) else found


def _rows(value: object, depth: int = 0) -> Sequence[Mapping[str, Any]]:
    """Return the objects that are the rows: those of an array, or of the only array of objects in an object."""
    if isinstance(value, list):
        found = objects(value)
        return found if len(found) == len(value) else []
    inside = list(mapping(value).values())
    arrays: list[Sequence[Mapping[str, Any]]] = [
        kept for inner in inside if (kept := objects(inner)) and len(kept) == len(inner)
    ]
    spoken = any(isinstance(one, str) and " " in one for one in inside)
    if spoken and depth:
        return []
    if not arrays and depth < _DEEPEST and not spoken:
        # An answer of GraphQL wraps its rows: {"data": {"issues": {"nodes": [...]}}}.
        arrays = [rows for one in inside if isinstance(one, dict) and (rows := _rows(one, depth + 1))]
    return arrays[0] if len(arrays) == _FEW else []


def is_empty(value: object) -> bool:
    """Whether a value is a page of an export with no records on it."""
    inner = list(value.values()) if isinstance(value, dict) else [value]
    arrays = [one for one in inner if isinstance(one, list)]
    return bool(arrays) and not any(arrays) and not any(isinstance(one, dict) and one for one in inner)


def columns_of(value: object) -> tuple[str, ...]:
    """Return the names of the fields of the rows of a value."""
    return tuple(dict.fromkeys(str(name) for row in _rows(value) for name in row))


def tables_of(value: object) -> list[tuple[str, Table]]:
    """Return the arrays of objects of a value by their names as tables, as exports have what belongs together."""
    inner = mapping(value)
    arrays = {name: rows for name, rows in inner.items() if rows and items(rows) and len(objects(rows)) == len(rows)}
    found = [(str(name), table) for name, rows in arrays.items() if (table := table_of(rows))]
    others = [one for name, one in inner.items() if name not in arrays and isinstance(one, (dict, list)) and one]
    return found if len(found) > 1 and not others else []


def table_of(value: object) -> Table | None:
    """Return the table that a value is; None when it is none, and when no row has two fields."""
    rows = [dict(flat(row)) for row in _rows(value)]
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    if len(header) < 2:
        return None
    cells = tuple((number, tuple(row.get(name, "") for name in header)) for number, row in enumerate(rows, start=2))
    return Table(header, cells)
