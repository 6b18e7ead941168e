"""Salesforce's JSON: SFDX tree files (`referenceId`, "@ref" lookups, nested children) and answers of REST queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from assistant.domain import Parsed, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.records import Row
from ingest.exports.salesforce import OBJECTS, SHAPES, canonical, other_shape, stage_history
from ingest.exports.shape import Reader
from ingest.parse.draft import NO_TEXT

_Json: TypeAlias = Any  # the shape of a decoded value is what this module finds out
_DEEPEST = 20


def recognises(value: object) -> str | None:
    """Return "records" or "plan" for what Salesforce's tools write, None for any other value."""
    if isinstance(value, list) and value and all(isinstance(one, dict) and _is_plan(one) for one in value):
        return "plan"
    return "records" if next(_records(value), None) is not None else None


def _is_plan(entry: _Json) -> bool:
    return "sobject" in entry and "files" in entry


def _records(value: _Json, depth: int = 0) -> Iterator[dict[str, _Json]]:
    """Yield the records of one answer, of pages of answers, or of a bare list."""
    found = value
    if isinstance(value, dict):
        inner = value.get("result")
        found = (inner if isinstance(inner, dict) else value).get("records")
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(one.get("attributes"), dict) and one["attributes"].get("type"):
            yield one
        elif isinstance(one, dict) and isinstance(one.get("records"), list) and depth < _DEEPEST:
            yield from _records(one, depth + 1)


def documents(value: object, sort: str, /) -> ParsedFile:
    """Return a document for each record; an opportunity keeps its stage history where the file has it."""
    if sort == "plan":
        return ParsedFile((), ("a Salesforce data plan: it names the files of records and holds none itself",))
    sheets = _Objects()
    for record in _records(value):
        sheets.add(record)
    history = stage_history(sheets.rows.get("OpportunityHistory", ()))
    if "Opportunity" in sheets.rows:
        sheets.rows.pop("OpportunityHistory", None)
    found: list[Parsed] = []
    warnings: list[str] = []
    for name, rows in sheets.rows.items():
        shape = SHAPES[OBJECTS[name]] if name in OBJECTS else other_shape(name.removesuffix("__c").casefold())
        reader = replace(Reader.of(shape, rows, sheets.labels, media="json"), history=history)
        read = reader.read()
        found += read.documents
        warnings += read.warnings
    if not found:
        raise DocumentError(NO_TEXT)
    return ParsedFile(tuple(found), tuple(dict.fromkeys(warnings)))


@dataclass
class _Objects:
    """Gathers the records of each object, flat: {"Account": {"Name": ...}} becomes "Account.Name"."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, record: dict[str, _Json], above: tuple[str, str] | None = None, depth: int = 0) -> None:
        """Add a record and the children that are nested in it; `above` is the field that names the one around it."""
        attributes = record.get("attributes") or {}
        kind = str(attributes.get("type", "record"))
        values: dict[str, tuple[str, ...]] = {}
        if reference := attributes.get("referenceId"):
            self._put(values, "referenceId", str(reference))
        self._fill(values, record, "")
        if above:
            self._put(values, *above)
        self.rows.setdefault(kind, []).append(Row(0, values))
        key = str(record.get("Id") or reference or "")
        for child in record.values():
            if isinstance(child, dict) and isinstance(child.get("records"), list) and depth < _DEEPEST:
                for one in _records(child):
                    self.add(one, (f"{kind}Id", key) if key else None, depth + 1)

    def _fill(self, values: dict[str, tuple[str, ...]], record: dict[str, _Json], prefix: str) -> None:
        for name, value in record.items():
            if isinstance(value, dict) and name != "attributes" and "records" not in value and not prefix:
                self._fill(values, value, f"{name}.")
            elif isinstance(value, bool):
                self._put(values, prefix + name, str(value).lower())
            elif isinstance(value, (str, int, float)):
                self._put(values, prefix + name, str(value))

    def _put(self, values: dict[str, tuple[str, ...]], name: str, value: str) -> None:
        if value.strip():
            column = canonical(name)
            self.labels.setdefault(column, name)
            values.setdefault(column, (value.strip(),))
