"""Writes exports as their tools do and reads them; shared by the tests of the exports."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.domain import Parsed, ParsedFile, Record
from assistant.settings import ColumnMapping
from ingest.parse.files import parse
from tests.ingest.parse_checks import check


def read(path: Path, mapping: ColumnMapping | None = None) -> ParsedFile:
    """Parse a file and check what holds for every document."""
    found = parse(path, (), mapping)
    for document in found.documents:
        check(document)
    return found


def table(path: Path, *rows: Sequence[str], delimiter: str = ",") -> ParsedFile:
    """Write rows, the header first, and read them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return read(path)


def value(path: Path, content: object) -> ParsedFile:
    """Write a JSON value and read it."""
    path.write_text(json.dumps(content), encoding="utf-8")
    return read(path)


def record(document: Parsed) -> Record:
    """Return the record of a document that must have one."""
    assert document.record is not None
    return document.record


def links(document: Parsed) -> dict[str, str]:
    """Return the relations of a record, by name."""
    return {link.name: link.key for link in record(document).links}


def archive(path: Path, files: Mapping[str, object]) -> Path:
    """Write a zip; a member that is not text or bytes is written as JSON."""
    with zipfile.ZipFile(path, "w") as target:
        for name, content in files.items():
            target.writestr(name, content if isinstance(content, (str, bytes)) else json.dumps(content))
    return path


def said(document: Parsed) -> list[tuple[str | None, str | None, str]]:
    """Return the messages of a conversation: time, field and words."""
    return [(b.locator.time, b.locator.field, document.text[b.start : b.end]) for b in document.blocks]
