"""The rows of an export as documents: what the tools' exports have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Locator, Record, Role
from ingest.parse.draft import Draft


@dataclass(frozen=True, slots=True)
class Row:
    """A record of an export: its number, and the values of each column in order, empty ones left out."""

    number: int
    values: Mapping[str, tuple[str, ...]]

    def all(self, *names: str) -> tuple[str, ...]:
        """Return the values of the first of these columns that has any."""
        return next((self.values[name] for name in names if self.values.get(name)), ())

    def first(self, *names: str) -> str | None:
        """Return the first value of the first of these columns that has any."""
        return next(iter(self.all(*names)), None)


def rows_of(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> list[Row]:
    """Return the rows with every value of a repeated column kept under its one name."""
    found = []
    for number, cells in rows:
        values: dict[str, list[str]] = {}
        for name, cell in zip(header, cells, strict=False):
            if name and cell.strip():
                values.setdefault(name, []).append(cell.strip())
        found.append(Row(number, {name: tuple(kept) for name, kept in values.items()}))
    return found


def write_field(
    draft: Draft, label: str, value: str, place: Locator, role: Role = Role.FIELD, trail: Sequence[str] = ()
) -> None:
    """Write "Label: value": the label reads with it, only the value is content; a paragraph is a block."""
    paragraphs = [part for part in re.split(r"\n\s*\n", value) if part.strip()]
    if not paragraphs:
        return
    draft.aside(f"{label}: ")
    for at, paragraph in enumerate(paragraphs):
        draft.add(paragraph, role, trail=trail, locator=place, gap="\n\n" if at else "")


def best_date(record: Record) -> str | None:
    """Return when a record was last known to change, as a day."""
    moment = record.updated or record.created
    return moment[:10] if moment else None


def is_true(value: str | None) -> bool:
    """Whether an exported checkbox is set."""
    return (value or "").strip().casefold() in ("true", "1", "yes", "y", "x")


def amount_of(value: str | None) -> float | None:
    """Return an amount of money as a number: "USD 15,000.00", "$1.5", "1.234,56 €"."""
    digits = re.sub(r"[^\d.,\-()]", "", value or "")
    negative = digits.startswith(("-", "("))
    digits = digits.strip("-().,")
    if not re.search(r"\d", digits):
        return None
    decimal = max(digits.rfind("."), digits.rfind(","))
    # One mark with three digits after it parts thousands; otherwise the last mark is the decimal one.
    marks = re.findall(r"[.,]", digits)
    if decimal >= 0 and len(set(marks)) == 1 and (len(marks) > 1 or (marks[0] == "," and len(digits) - decimal == 4)):
        decimal = -1
    whole, part = (digits[:decimal], digits[decimal + 1 :]) if decimal >= 0 else (digits, "")
    number = float(re.sub(r"[.,]", "", whole) + ("." + part if part else ""))
    return -number if negative else number
