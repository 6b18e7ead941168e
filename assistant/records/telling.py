"""What a question over records comes to, in words: a list, a number, a sum, a mean, or a number for each group."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.domain import Document, Quote
from assistant.records.belonging import has_told
from assistant.records.book import record_of
from assistant.records.cells import written
from assistant.records.composed import Reading
from assistant.records.facts import Rows
from assistant.records.measures import AGE, AMOUNT, DAYS
from assistant.records.operations import Operation
from assistant.records.parents import by_parent
from assistant.records.rows import CITED, Number, breakdown, counted, in_days, listed, none_of, total_of
from assistant.records.states import only_changed

_IS_NUMBER = re.compile(r"^(?:how many|how much|what(?:['’]s| is))\b", re.IGNORECASE)
_SHOWN_PER = 20


def told(made: Reading) -> Rows | str:
    """Return what a reading comes to."""
    if made.group is not None:
        return _each(made)
    if made.query.belonging and made.book and made.operation in (Operation.LIST, Operation.COUNT):
        return has_told(made.query, made.chosen, made.book, counting=made.operation is Operation.COUNT)
    if not made.chosen:
        return none_of(made.query, made.book) if made.book and (made.query.narrow or made.query.below) else []
    if made.operation is Operation.LIST and made.book:
        return by_parent(made.query, made.chosen, made.book) or listed(made.query, _newest_first(made))
    many = counted(in_days(_said_again(made, "how many"), made.query), made.chosen)
    if made.operation is Operation.COUNT:
        return _with_note(made, many)
    numbers = made.numbers(made.chosen)
    if made.operation is Operation.SUM:
        return (many if made.loose else []) + _with_note(
            made, total_of(in_days(_said_again(made, ""), made.query), numbers)
        )
    return [_sentence(made, unit, some) for unit, some in _by_unit(numbers).items()]


def _said_again(made: Reading, asks: str) -> str:
    """Return the question where its answer can be put into it, else one for the number of what it names."""
    if not made.loose and _IS_NUMBER.match(made.query.asked):
        return made.query.asked
    named = " ".join(made.named.split())
    of = made.measure.said if made.measure not in (None, AMOUNT) and made.measure else ""
    said = f"{asks} {', '.join(filter(None, (of, named)))}".strip(" ,")
    return f"{said[:1].upper()}{said[1:]}"


def _with_note(made: Reading, rows: Rows) -> Rows:
    """Return rows with of how many records but the day of the last change is known."""
    loose = sum(only_changed(made.query, record_of(one)) for one in made.chosen)
    note = f" Of {loose} of them only the day of the last change is known." if loose else ""
    return [(f"{said}{note}", cells) for said, cells in rows]


def _newest_first(made: Reading) -> Sequence[Document]:
    """Return records as they stand, those of some days in the order of their last change."""
    if not made.query.narrow:
        return made.chosen
    newest = sorted(made.chosen, key=lambda one: record_of(one).updated or "", reverse=True)
    return sorted(newest, key=lambda one: record_of(one).done)


def _by_unit(numbers: Sequence[Number]) -> dict[str, list[Number]]:
    apart: dict[str, list[Number]] = defaultdict(list)
    for one in numbers:
        apart[one[1]].append(one)
    return apart


def amount_said(made: Reading, unit: str, numbers: Sequence[Number]) -> str:
    """Return what numbers come to for reading, with their unit."""
    value = made.value(numbers)
    if made.measure in (DAYS, AGE):
        return f"{value:,.1f}".removesuffix(".0") + " days"
    return f"{written(value)} {unit}".strip()


def _sentence(made: Reading, unit: str, numbers: Sequence[Number]) -> tuple[str, list[Quote]]:
    cells = [one for _, _, each in numbers for one in each][:CITED]
    number, count = amount_said(made, unit, numbers), len(numbers)
    records = f"{count} record{'s' * (count > 1)}"
    days = in_days(" ".join(made.named.split()), made.query)
    if made.measure is DAYS:
        how = "on average" if made.operation is Operation.MEAN else "in the median"
        of = f" of {days}" if made.query.span else ""
        return f"{number} {how} from created to closed{of} ({count} of them are done).", cells
    word = made.operation.value
    if made.measure is AMOUNT:
        documents = [each[0].document for _, _, each in numbers]
        return f"The {word} is {number} over {count} records with an amount{breakdown(documents)}.", cells
    told = "" if count == len(made.chosen) else f" that say it ({len(made.chosen)} in all)"
    return f"The {word} {made.measure.said if made.measure else ''} is {number} over {records}{told}.", cells


def _each(made: Reading) -> Rows:
    """Return a number for each group: the largest first, of days the first."""
    members: dict[str, list[Document]] = defaultdict(list)
    for one in made.chosen:
        members[(made.group(one) if made.group else None) or ""].append(one)
    without = len(made.numbers(members.pop("", [])))
    found = [(name, _by_unit(numbers)) for name, some in members.items() if (numbers := made.numbers(some))]
    return each_said(
        [
            (
                name,
                [made.value(numbers) for numbers in units.values()],
                " and ".join(amount_said(made, unit, numbers) for unit, numbers in units.items()),
                [cell for numbers in units.values() for _, _, cells in numbers for cell in cells][:CITED],
            )
            for name, units in found
        ],
        without,
        by_day=made.by_day,
    )


def each_said(
    groups: Sequence[tuple[str, list[float], str, list[Quote]]], without: int = 0, *, by_day: bool = False
) -> Rows:
    """Return each group with what it comes to: the largest first, of days the first; what is in no group at last."""
    ordered = sorted(groups, key=lambda one: (0.0 if by_day else -sum(one[1]), one[0]))
    shown = ordered[-_SHOWN_PER:] if by_day else ordered[:_SHOWN_PER]
    rows: Rows = [(f"{name}: {said}.", cells) for name, _, said, cells in shown]
    note = f" {without} more have no such {'day' if by_day else 'value'}." if without else ""
    return [*rows[:-1], (f"{rows[-1][0]}{note}", rows[-1][1])] if rows else []
