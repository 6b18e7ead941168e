"""The biggest and the smallest, the oldest and the newest: records in the order of an amount, a number or a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Document, Quote, Record
from assistant.records.asked import read_query
from assistant.records.book import Book, record_of
from assistant.records.cells import created_cell, spoken, written
from assistant.records.columns import column_of, is_of_numbers
from assistant.records.facts import Rows
from assistant.records.query import Query
from assistant.records.rows import Number, numbers_of
from assistant.records.states import joined, joined_cell
from assistant.text.spoken_numbers import PLACES, WHOLE, whole_of

_PLACE = rf"(?:(?P<place>{'|'.join(PLACES)})[ -])?"
_DAYS = r"oldest|newest|most recent|latest"
_WAY = rf"{_PLACE}(?P<way>biggest|largest|highest[- ]value|most valuable|top|smallest|least valuable|{_DAYS})"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:what|which|who|list|show(?: me)?)(?:['’]s|\s+is|\s+are|\s+was|\s+were)?\s+(?:our|the)?\s*"
        rf"(?:(?P<count>{WHOLE})\s+)?{_WAY}\s+(?:(?P<count2>{WHOLE})\s+)?(?P<rest>[^?]+?)\s*\??$",
        rf"^which\s+(?:(?P<count>{WHOLE})\s+)?(?P<rest>[^?]+?)\s+(?:is|are)\s+(?:the\s+|our\s+)?{_WAY}\s*\??$",
        rf"^which\s+(?P<rest>[^?]+?)\s+(?:has|have)\s+(?:the\s+)?{_PLACE}"
        r"(?P<way>highest|lowest|largest|smallest|biggest|best|worst|most|fewest)\s+(?P<column2>[\w -]+?)\s*\??$",
        rf"^which\s+(?:(?P<count>{WHOLE})\s+)?(?P<rest>[^?]+?)\s+(?:is|are)\s+worth\s+the\s+(?P<way>most|least)\s*\??$",
        rf"^which\s+(?:(?P<count>{WHOLE})\s+)?(?P<rest>[^?]+?)\s+(?:has|have)\s+been\s+(?P<way>open)\s+(?:the\s+)?longest\s*\??$",
    )
)
_LEAST = re.compile(r"smallest|least|lowest|worst|fewest|oldest|open", re.IGNORECASE)
_OF_DAYS = re.compile(rf"{_DAYS}|open", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:won|lost|closed|signed|ever|open)\b", re.IGNORECASE)
_BY = re.compile(r"\s+(?:by|in terms of|in)\s+(?P<column>[\w ]+)$", re.IGNORECASE)
_RECURRING = ("arr", "mrr", "acv", "contract value")
_MONEY = re.compile(
    r"(?:(?:est\.?|estimated|expected|deal|total) )?(?:revenue|value|amount|size|worth|money|volume)", re.IGNORECASE
)
_BRINGS = re.compile(r"\b(?:revenue|turnover|spend|contract value|fees?|sales)\b")
_PLURAL = re.compile(r"s\b|pipeline", re.IGNORECASE)
_FEW = 3
_NO_AGE = frozenset({"contact", "objective", "key result", "goal", "budget line"})


@dataclass(frozen=True, slots=True)
class _Order:
    """Which of the records in an order are wanted: the first few, or the one at a place; `way` is the word for it."""

    way: str
    count: int
    place: int
    least: bool


def extremes(text: str, book: Book, today: date) -> Rows:
    """Return the first or the last of the records that a question names, nothing where it asks for no such thing."""
    match = next((found for pattern in _ASKED if (found := pattern.match(text))), None)
    if match is None:
        return []
    said = match.groupdict()
    way, rest = match["way"].lower(), match["rest"].strip()
    place = (said.get("place") or "").lower()
    many = whole_of(said.get("count") or said.get("count2"))
    of_days = bool(_OF_DAYS.fullmatch(way))
    count = many or (1 if of_days or place else _few(rest))
    order = _Order(f"{place} {way}".strip(), count, PLACES.get(place, 1), bool(_LEAST.search(way)))
    if of_days:
        return _by_day(order, f"open {rest}" if way == "open" else rest, book, today)
    return _by_number(order, rest, said.get("column2"), text, book, today)


def _few(rest: str) -> int:
    return _FEW if _PLURAL.search(rest.split()[-1]) else 1


def _by_number(order: _Order, rest: str, column: str | None, text: str, book: Book, today: date) -> Rows:
    """Return the first records in the order of their amounts, or of the column of numbers that is named."""
    by = _BY.search(rest)
    query = read_query(rest, book, today)
    if query is None and by:
        query, column = read_query(rest[: by.start()], book, today), by["column"]
        column = None if column and _MONEY.fullmatch(column.strip()) and query and _priced(query, book) else column
    if query is None:
        return []
    chosen = [document for document in book.documents if query.matches(document)]
    if chosen and not _SETTLED.search(text) and all(record_of(document).type == "opportunity" for document in chosen):
        chosen, rest = [document for document in chosen if not record_of(document).done], f"open {rest}"
    return _told(_numbers(chosen, column), order, rest)


def _priced(query: Query, book: Book) -> bool:
    """Tell whether what a question names has amounts."""
    return any(record_of(one).amount is not None for one in book.documents if query.matches(one))


def _numbers(chosen: list[Document], column: str | None) -> list[tuple[Document, Number]]:
    """Return each record with its number: its amount, else what it brings in each year or month."""
    read = [(document, numbers_of("amount", [document])) for document in chosen if column is None]
    if not any(numbers for _, numbers in read):
        named = [column_of(said, chosen) for said in ((column,) if column else _RECURRING)]
        field = next(filter(None, named), None) or (_paid(chosen) if column is None else None)
        if field is None:
            return []
        read = [(document, numbers_of(field, [document])) for document in chosen]
    return [(document, numbers[0]) for document, numbers in read if numbers]


def _paid(chosen: Sequence[Document]) -> str | None:
    """Return the one column that says what records bring, None where there is none or several are."""
    rows = [record_of(one).values for one in chosen]
    names = {name for row in rows for name in row if _BRINGS.search(spoken(name)) and is_of_numbers(name, rows)}
    return names.pop() if len(names) == 1 else None


def _by(cells: Sequence[Quote], document: Document) -> str:
    """Return the column of a number that is no amount of its record."""
    column = cells[0].locator.field or ""
    return "" if record_of(document).amount is not None or not column else f" ({column})"


def _told(numbers: list[tuple[Document, Number]], order: _Order, rest: str) -> Rows:
    """Return the records of each currency that an order wants, one after the other."""
    apart: dict[str, list[tuple[Document, Number]]] = defaultdict(list)
    for document, number in numbers:
        apart[number[1]].append((document, number))
    rows: Rows = []
    units: list[str] = []
    for unit, found in apart.items():
        for at in _wanted([number[0] for _, number in found], order):
            document, (value, _, cells) = found[at]
            said = f"{document.title}: {written(value)} {unit}".strip()
            rows.append((f"{said}{_by(cells, document)}.", cells))
            units.append(f" {f'in {unit}' if unit else 'without a currency'}" if len(apart) > 1 else "")
    if order.count > 1 or len(set(units)) < len(rows):
        return rows
    which = f"{order.way.split()[0]} " * (order.place > 1) + ("smallest" if order.least else "biggest")
    return [(f"The {which} {rest}{unit} is {said}", cells) for (said, cells), unit in zip(rows, units, strict=True)]


def _wanted(values: Sequence[float], order: _Order) -> list[int]:
    """Return where the values stand that an order wants, those that are equal to the last of them too."""
    ordered = sorted(range(len(values)), key=lambda at: values[at], reverse=not order.least)
    if order.place > len(ordered):
        return []
    last = values[ordered[min(max(order.count, order.place), len(ordered)) - 1]]
    if order.place > 1:
        return [at for at in ordered if values[at] == last]
    return [at for at in ordered if (values[at] <= last if order.least else values[at] >= last)]


def _by_day(order: _Order, of: str, book: Book, today: date) -> Rows:
    """Return the records that were made first or last; nothing where one has no such day."""
    query = read_query(of, book, today)
    chosen = [one for one in book.documents if query.matches(one)] if query else []
    people = bool(chosen) and all(record_of(one).type == "person" for one in chosen)
    if people and order.least:
        return []  # who is the oldest is no question of the day on which they joined
    day_of, cell_of = (joined, joined_cell) if people else (_made_on, created_cell)
    days = [str(day_of(record_of(one)) or "")[:10] for one in chosen]
    if not all(days) or any(record_of(one).type in _NO_AGE for one in chosen):
        return []
    place = f"{order.way.split()[0]} " if order.place > 1 else ""
    which = f"the {place}{'oldest' if order.least else 'newest'} of {len(days)}"
    rows: Rows = []
    for at in _wanted([date.fromisoformat(day).toordinal() for day in days], order):
        if cell := cell_of(chosen[at], days[at]):
            said = f"{chosen[at].title}: {'joined' if people else 'created'} on {days[at]}"
            rows.append((f"{said}, {which}." if order.count == 1 else f"{said}.", [cell]))
    return rows


def _made_on(record: Record) -> str | None:
    return record.created
