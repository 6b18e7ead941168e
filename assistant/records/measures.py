"""What of records is added up or averaged: amounts, a column of numbers, story points, days that they took."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from assistant.domain import Document
from assistant.index.words import stems
from assistant.records.book import Book, record_of
from assistant.records.cells import closed_cell, created_cell, spoken
from assistant.records.columns import calls, is_of_numbers
from assistant.records.rows import Number, numbers_of
from assistant.records.states import delivered


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that each record of some sorts has: the name of its column, or what it stands for."""

    column: str
    sorts: frozenset[str] = frozenset()
    """The sorts of records that have it; none where any may."""

    @property
    def said(self) -> str:
        """Return its name for reading."""
        return spoken(self.column)


AMOUNT = Measure("amount", frozenset({"opportunity"}))
POINTS, DAYS, AGE = Measure("story points"), Measure("days"), Measure("age")
_OVER = (
    r"(?:close|solve|resolve|finish|complete|fix|deliver|ship"
    r"|be (?:closed|solved|resolved|finished|completed|fixed))"
)
_FROM_TO = r"from (?:creat\w+|open\w*) (?:to|until) (?:clos\w+|done|complet\w+|finish\w*|resol\w+)"
_TOOK = re.compile(
    r"\b(?:(?:number of )?(?:days|time)|how long)(?: (?:it|does it|do we|we))?(?: takes?)?(?: us| needed| taken)?"
    rf" to {_OVER}\b"
    r"|\b(?:resolution|solution|handling|closing|solving) times?\b(?: (?:of|for)\b)?"
    rf"|\b(?:time|days) {_FROM_TO}\b(?: (?:of|for)\b)?"
    rf"|^how long (?P<left>.+?) takes?(?: (?:us )?to {_OVER}| {_FROM_TO})?$",
    re.IGNORECASE,
)
_OLD = re.compile(r"^(?:how old (?:is|are)|age)\b(?: of\b)?", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:story points?|storypoints?)\b(?: of\b)?", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:(?:deal|contract|order|opportunity) )?(?:sizes?|values?|amounts?|worth)\b(?: of\b)?"
    r"|\b(?:how much )?(?:money|revenue|business|volume)\b(?: of\b)?",
    re.IGNORECASE,
)
_DEAL = re.compile(r"\b(?:deal|opportunity)\b", re.IGNORECASE)
_NO_MEASURE = re.compile(
    r"\b(?:ids?|keys?|numbers?|nos?|codes?|phone|zip|postal|rank|rev|year|priority|stage|probability)\b"
)
_COLUMNS: WeakKeyDictionary[Book, dict[tuple[str, ...], frozenset[Measure]]] = WeakKeyDictionary()
_LONGEST = 5


def measures_in(text: str, book: Book) -> Iterator[tuple[Measure | None, str]]:
    """Yield what a text may measure with the words that are left, the most telling first and nothing at last."""
    if took := _TOOK.search(text):
        yield DAYS, _without(text, took.span(), took["left"] or "")
        return
    if old := _OLD.search(text):
        yield AGE, _without(text, old.span())
        return
    if points := _POINTS.search(text):
        yield POINTS, _without(text, points.span())
    for measure, span in _columns_in(text, book):
        yield measure, _without(text, span)
    if money := _MONEY.search(text):
        yield AMOUNT, _without(text, money.span(), "deals" if _DEAL.search(money.group()) else "")
    yield None, text


def _without(text: str, span: tuple[int, int], instead: str = "") -> str:
    return " ".join(f"{text[: span[0]]} {instead} {text[span[1] :]}".split())


def _columns_in(text: str, book: Book) -> Iterator[tuple[Measure, tuple[int, int]]]:
    """Yield the columns of numbers that a text names, with where; the longest name first."""
    if book not in _COLUMNS:
        _COLUMNS[book] = _named(book)
    words = list(re.finditer(r"[\w'’-]+", text))
    heads = [(stems(word.group()) or [""])[0] for word in words]
    for length in range(_LONGEST, 0, -1):
        for at in range(len(words) - length + 1):
            for measure in sorted(_COLUMNS[book].get(tuple(heads[at : at + length]), ()), key=lambda one: one.column):
                yield measure, (words[at].start(), words[at + length - 1].end())


def _named(book: Book) -> dict[tuple[str, ...], frozenset[Measure]]:
    """Return the columns of numbers by what people call them; a name that two of one sort have is none."""
    found: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sort in {record_of(one).type for one in book.documents if record_of(one).tool != "table"}:
        rows = [record_of(one).values for one in book.documents if record_of(one).type == sort]
        for name in {name for row in rows for name in row}:
            if not _NO_MEASURE.search(spoken(name)) and is_of_numbers(name, rows):
                for called in calls(name):
                    found[called][sort].add(name)
    return {
        called: frozenset(
            Measure(name, frozenset(sort for sort, names in sorts.items() if names == {name}))
            for name in {next(iter(names)) for names in sorts.values() if len(names) == 1}
        )
        for called, sorts in found.items()
    }


def numbers_by(measure: Measure, chosen: Sequence[Document], book: Book, today: date) -> list[Number]:
    """Return the number of each record that has one, with its unit and the cells that say it."""
    if measure is DAYS:
        return _days(chosen, book)
    if measure is AGE:
        return _ages(chosen, today)
    return numbers_of(measure.column, chosen)


def _ages(chosen: Sequence[Document], today: date) -> list[Number]:
    """Return the days since creation of what is open; nothing where one of them is over or does not say it."""
    if any(record_of(one).done for one in chosen):
        return []
    made = [(one, created_cell(one, record_of(one).created or "-")) for one in chosen]
    days = [
        (float((today - date.fromisoformat(str(record_of(one).created)[:10])).days), "days", [cell])
        for one, cell in made
        if cell is not None
    ]
    return days if len(days) == len(made) else []


def _days(chosen: Sequence[Document], book: Book) -> list[Number]:
    """Return the days from creation to delivery; nothing at all where one that was delivered does not say both."""
    over = [one for one in chosen if delivered(record_of(one)) and record_of(one).resolved]
    over = [one for one in over if one.id not in book.children] or over  # an epic takes as long as all that is below it
    found = list[Number]()
    for one in over:
        record = record_of(one)
        made = created_cell(one, record.created) if record.created else None
        closed = closed_cell(one, record.resolved or "")
        if made and closed and record.created and record.resolved:
            took = date.fromisoformat(record.resolved[:10]) - date.fromisoformat(record.created[:10])
            found.append((float(took.days), "days", [made, closed]))
    return found if len(found) == len(over) else []
