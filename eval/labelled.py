"""Read labelled sets: JSON Lines and the tables of the BEIR layout; what is wrong with a row is said by line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from assistant.errors import UsageError

Row = dict[str, Any]


def read_rows(file: Path, *fields: str) -> list[Row]:
    """Return the rows of a JSON Lines file, each of which has the fields.

    Raises:
        UsageError: it cannot be read, a line is not a JSON object, a field is missing, or there is no row at all.
    """
    rows = []
    for number, line in enumerate(_text(file).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"line {number} of {file} is not JSON: {error}") from error
        missing = [name for name in fields if not isinstance(row, dict) or name not in row]
        if missing:
            raise UsageError(f"line {number} of {file} has no {missing[0]!r}: each line is a JSON object with {fields}")
        rows.append(row)
    if not rows:
        raise UsageError(f"{file} holds no rows: each line is a JSON object with {', '.join(fields)}")
    return rows


def read_judgements(file: Path) -> dict[str, dict[str, int]]:
    """Return what is relevant to each query, {query: {document: grade}}, from a table with tabs and a header line.

    The header may name its columns as it likes; the first three are query, document and grade (BEIR, `qrels/*.tsv`).
    """
    judged: dict[str, dict[str, int]] = {}
    for number, cells in enumerate(csv.reader(_text(file).splitlines(), delimiter="\t"), start=1):
        if number == 1 or not cells:
            continue
        try:
            query, document, grade = cells[0], cells[1], int(cells[2])
        except (IndexError, ValueError) as error:
            raise UsageError(f"line {number} of {file} is not query, document and grade with tabs between") from error
        if grade > 0:
            judged.setdefault(query, {})[document] = grade
    if not judged:
        raise UsageError(f"{file} judges no document as relevant: there is nothing to measure against")
    return judged


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {file}: {error}") from error
