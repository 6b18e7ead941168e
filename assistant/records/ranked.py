"""Who or what has the most of what is put together from its parts: "who won the most money this year"."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from assistant.domain import Document, Quote
from assistant.records.book import Book
from assistant.records.composed import Reading, reading_of
from assistant.records.facts import Rows
from assistant.records.groups import DOING, MOST, group_of, most_said
from assistant.records.operations import Operation
from assistant.records.rows import Number


def ranked(text: str, book: Book, today: date) -> Rows:
    """Return who is first and who follows; nothing where that is not asked or not wholly understood."""
    match = MOST.match(text)
    if match is None:
        return []
    what = f"{DOING[match['doing'].lower()]} {match['rest']}".strip()
    noun = (match["noun"] or match["noun2"] or "who").strip()
    for asked in (f"total {what}", f"number of {what}"):
        made = reading_of(asked, book, today)
        if made is not None and made.group is None and made.operation in (Operation.SUM, Operation.COUNT):
            group = group_of(noun, made.query, book)
            members: dict[str, list[Document]] = defaultdict(list)
            for one in made.chosen if group else ():
                members[(group(one) if group else None) or ""].append(one)
            members.pop("", None)
            groups = {name: _totals(made, some) for name, some in members.items()}
            if rows := most_said({name: total for name, total in groups.items() if total}, what, match["way"].lower()):
                return rows
    return []


def _totals(made: Reading, some: list[Document]) -> dict[str, Number]:
    """Return what some records come to, by unit."""
    totals: dict[str, Number] = {}
    for number, unit, cells in made.numbers(some):
        before = totals.get(unit, (0.0, unit, list[Quote]()))
        totals[unit] = (before[0] + number, unit, [*before[2], *cells])
    return totals
