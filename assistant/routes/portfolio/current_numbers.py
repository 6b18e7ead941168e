"""What an outcome's measure is now, from tables: rows by month or day, and columns that are called after a day.

Of each measure the newest number that has begun counts; how far it is from its target is said where that can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from assistant.domain import Block, Document, Kind, Role
from assistant.index.reader import Index
from assistant.text.names import holds, is_generic, stems, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.quantities import UNITS_OF, dates, numbers

_KINDS = (Kind.STRATEGY, Kind.FINANCE, Kind.OTHER)
_OF_TIME = re.compile(r"^\W*(?:month|date|day|week|period|quarter|monat|datum|mes|fecha|mois)\b", re.IGNORECASE)
_AIMED_AT = re.compile(r"^\W*(?:target|goal|aim|to|ziel|objective value|plan|forecast|budget)\b", re.IGNORECASE)
_BEGAN_AT = re.compile(r"^\W*(?:baseline|base|from|start)\b", re.IGNORECASE)
_ISO_MONTH = re.compile(r"\s*((?:19|20)\d\d)-(0[1-9]|1[0-2])\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERED = re.compile(r"^\W*([A-Z]{1,3}[-. ]?\d+)\b")
_UNIT_WORDS = frozenset(form for forms in UNITS_OF.values() for form in forms) | {"d", "h"}
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One of the measures of an outcome, with what it started from and is to reach, as written."""

    name: str
    number: str
    metric: str
    baseline: str
    target: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a table gives for a measure on a day (ISO 8601, perhaps only its month)."""

    day: str
    shown: str
    gap: str
    is_short: bool | None
    document: Document
    span: tuple[int, int]
    called: str
    name: str
    metric: str


def parts_of(outcome: Mapping[str, Any]) -> list[Part]:
    """Return the measures of an outcome: several where metric and target are lists of one length."""
    measure = outcome["measure"] or {}
    metrics, targets, baselines = (
        [one.strip() for one in (measure.get(side) or "").split(";")] for side in ("metric", "target", "baseline")
    )
    own = (match for one in outcome["quotes"] if (match := _NUMBERED.match(str(one["quote"]))))
    number = next((match[1].casefold() for match in own), "")
    if not len(metrics) == len(targets) > 1:
        whole = (measure.get(side) or "" for side in ("metric", "baseline", "target"))
        return [Part(outcome["name"], number, *whole)]
    begun = baselines if len(baselines) == len(metrics) else [""] * len(metrics)
    return [Part(outcome["name"], number, *sides) for sides in zip(metrics, begun, targets, strict=True)]


def series_numbers(outcomes: Sequence[Part], index: Index, today: str) -> list[Number]:
    """Return the newest number of each measure that a table by month or day has a column for."""
    found: dict[Part, Number] = {}
    for document in index.documents(_KINDS):
        if document.record is not None or is_retired_place(document.path):
            continue
        for rows in _tables(document):
            for part, made in _read(document, rows, outcomes, today):
                if part not in found or made.day > found[part].day:
                    found[part] = made
    return [found[part] for part in outcomes if part in found]


def _tables(document: Document) -> Iterator[list[Block]]:
    rows = (block for block in document.blocks if block.role is Role.ROW and block.columns)
    for _, table in groupby(rows, lambda block: (block.locator.sheet, block.columns)):
        if len(blocks := list(table)) >= _LEAST_ROWS and _OF_TIME.match(blocks[0].columns[0]):
            yield blocks


def _read(
    document: Document, rows: Sequence[Block], outcomes: Sequence[Part], today: str
) -> Iterator[tuple[Part, Number]]:
    days = _days(document, rows)
    if not days or any(later <= earlier for earlier, later in pairwise(days)):
        return
    for part, column in _columns(rows[0].columns, outcomes):
        for day, block in zip(reversed(days), reversed(rows), strict=True):
            cell = cells_of(document, block).get(column, "")
            if day <= today[: len(day)] and numbers(cell):
                called = plain(column)
                yield part, number_of(part, day, cell, called, document, (block.start, block.end))
                break


def _days(document: Document, rows: Sequence[Block]) -> list[str]:
    """Return the days of the rows of a table by time; none where a row has none, or the year is not said."""
    above = document.text[: rows[0].start].rsplit("\n\n", 2)[-2:]
    said = _YEAR.findall(" ".join((*rows[0].trail, *above)))
    year = said[-1] if len(set(said)) == 1 else str(document.date or "")[:4]
    found = [
        day_of_words(document.text[block.start : block.end].strip().strip("|").split("|")[0], year) for block in rows
    ]
    return [day for day in found if day] if all(found) else []


def day_of_words(text: str, year: str = "") -> str:
    """Return the month or the day that a text says, and nothing beside it; "" where it is more, or has no year."""
    if iso := _ISO_MONTH.fullmatch(text):
        return f"{iso[1]}-{iso[2]}"
    said = dates(text)
    if len(said) != 1 or text[: said[0].start].strip() or text[said[0].end :].strip() or not said[0].month:
        return ""
    day = said[0]
    told = f"{day.year:04d}" if day.year else year
    return f"{told}-{day.month:02d}" + (f"-{day.day:02d}" if day.day else "") if told else ""


def _columns(columns: Iterable[str], outcomes: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    """Yield the columns that are called after one measure and no other."""
    for column in columns:
        number = _NUMBERED.match(column)
        words = units(column[number.end() :] if number else column)
        meant = [part for part in outcomes if not number or part.number in ("", number[1].casefold())]
        told = [unit for unit in words if unit[0] not in _UNIT_WORDS and not is_generic(unit)] or (
            words if number else []
        )
        fit = [part for part in meant if told and _is_said(told, part)]
        if len(fit) == 1:
            yield fit[0], column


def _is_said(words: Iterable[tuple[str, ...]], part: Part) -> bool:
    there = stems(f"{part.metric} {part.name}")
    return all(holds(there, unit) for unit in words)


def cells_of(document: Document, block: Block) -> dict[str, str]:
    """Return the cells of a row by their columns; none where they do not pair."""
    cells = document.text[block.start : block.end].strip().strip("|").split("|")
    pairs = zip(block.columns, cells, strict=True) if len(cells) == len(block.columns) else ()
    return {column: cell.strip() for column, cell in pairs}


def dated_cell(document: Document, block: Block, today: str) -> tuple[str, str, str] | None:
    """Return the day, the column and the cell of the newest number of a row that has columns called after days."""
    found = [
        (day, column, cell)
        for column, cell in cells_of(document, block).items()
        if not _AIMED_AT.match(column) and (day := day_of_words(column)) and numbers(cell)
        if day <= today[: len(day)]
    ]
    return max(found, default=None)


def number_of_row(part: Part, document: Document, block: Block, today: str) -> Number | None:
    """Return the newest number of a row whose columns are called after days, beside the target in the same row."""
    dated = dated_cell(document, block, today)
    if dated is None:
        return None
    cells = cells_of(document, block)
    said = {side: next((c for name, c in cells.items() if side.match(name)), "") for side in (_BEGAN_AT, _AIMED_AT)}
    own = Part(part.name, part.number, part.metric, said[_BEGAN_AT], said[_AIMED_AT])
    there = stems(f"{part.metric} {part.name}")
    called = max(cells.values(), key=lambda cell: sum(holds(there, unit) for unit in units(cell)))
    beside = _percent(own, part, dated[2])
    return number_of(beside[0], dated[0], beside[1], plain(called), document, (block.start, block.end))


def _percent(own: Part, part: Part, cell: str) -> tuple[Part, str]:
    """Return a row's sides and number in percent where they are shares of one, and those of the outcome percent."""
    sides = [_value(own.baseline), _value(own.target), _value(cell)]
    aim = _value(part.target)
    if "%" in cell or "%" not in part.target or aim is None or sides[1] is None or abs(sides[1] * 100 - aim) > 1e-6:
        return (own if own.target else part), cell
    baseline, target, now = ("" if side is None else f"{side * 100:.4g} %" for side in sides)
    return Part(own.name, own.number, own.metric, baseline, target), now


def number_of(part: Part, day: str, cell: str, called: str, document: Document, span: tuple[int, int]) -> Number:
    """Return a number with how far it is from the target of its measure."""
    unit = "%" if "%" not in cell and "%" in called and "%" in part.target else ""
    shown = f"{cell} {unit}".strip()
    gap, short = _gap(part, cell)
    return Number(day, shown, gap, short, document, span, called, part.name, part.metric)


def _gap(part: Part, cell: str) -> tuple[str, bool | None]:
    """Return in words how far a number is from its target, and whether it is short of it, where that can be told."""
    begun, aim, now = _value(part.baseline), _value(part.target), _value(cell)
    if begun is None or aim is None or now is None or begun == aim:
        return "", None
    if not min(begun, aim) / 10 <= now <= max(begun, aim) * 10:  # of another scale
        return "", None
    short = now > aim if aim < begun else now < aim
    if not short:
        return f"has reached its target ({part.target.strip()})", False
    return f"{abs(now - aim):.4g} {'above' if now > aim else 'below'} its target ({part.target.strip()})", True


def _value(text: str) -> float | None:
    """Return the first number of a text."""
    found = numbers(text)
    return found[0].value if found else None
