"""Questions and answers that come in files: JSON Lines, each line an object, all checked before the first is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.errors import UsageError


def joined(words: list[str] | None) -> str | None:
    """Return what was asked, also where its words were written without quotation marks."""
    return " ".join(words) if words else None


def text_of(text: object, name: str) -> str:
    """Return what was asked.

    Raises:
        UsageError: it is no text, or empty; `name` says what it should be.
    """
    if not isinstance(text, str) or not text.strip():
        raise UsageError(f"the {name} is empty: write what you want to know")
    return text.strip()


def rows_of(batch: Path) -> list[dict[str, Any]]:
    """Return the rows of a batch file.

    Raises:
        UsageError: it cannot be read, or a line of it is no JSON object.
    """
    try:
        lines = batch.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {batch}: {error}") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"line {number} of {batch} is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise UsageError(f'line {number} of {batch} is not a JSON object: write {{"id": ..., ...}}')
        rows.append(row)
    return rows


def answers_of(file: Path) -> list[dict[str, Any]]:
    """Return the answers of a file: one JSON object, however it is laid out, or one a line."""
    try:
        row = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return rows_of(file)  # which says what is wrong
    return [row] if isinstance(row, dict) else rows_of(file)
