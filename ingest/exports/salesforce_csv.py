"""Salesforce's CSV exports (API names) and reports (labels): a document for each row of an object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Parsed, ParsedFile, Transition
from ingest.exports.records import rows_of
from ingest.exports.salesforce import SHAPES, canonical, object_of, stage_history
from ingest.exports.salesforce_report import column_name, ungrouped
from ingest.exports.shape import records_of
from ingest.parse.table import Table


def recognises(header: Sequence[str]) -> str | None:
    """Return what the rows of a header are ("opportunity", "case", ...); None when it is not Salesforce's."""
    return object_of([column_name(name) for name in header])


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each row of an export of one object."""
    table = ungrouped(table)
    found = records_of(table, SHAPES[sort], canonical)
    if sort != "stage change":
        return found
    history = stage_history(rows_of([canonical(name) for name in table.header], table.rows))
    steps = {(key, step.time, step.after): step for key, steps in history.items() for step in steps}
    return replace(found, documents=tuple(_with_step(document, steps) for document in found.documents))


def _with_step(document: Parsed, steps: dict[tuple[str, str, str], Transition]) -> Parsed:
    """Return a stage change with what the stage was before: its opportunity is not in the same file."""
    record = document.record
    if record is None or not record.parent or not record.created:
        return document
    step = steps.get((record.parent, record.created, record.status or ""))
    return replace(document, record=replace(record, history=(step,) if step else ()))
