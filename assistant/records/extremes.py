"""The biggest: records in the order of their amounts, or of the one column of numbers that is named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from assistant.domain import Document, Quote
from assistant.records.asked import read_query
from assistant.records.book import Book, record_of
from assistant.records.cells import spoken, written
from assistant.records.columns import column_of, is_of_numbers
from assistant.records.facts import Rows
from assistant.records.query import Query
from assistant.records.rows import Number, numbers_of
from assistant.text.spoken_numbers import SPELLED

_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(SPELLED)})"
_WAY = r"(?P<way>biggest|largest|highest[- ]value|most valuable|top|smallest|least valuable)"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:what|which|who|list|show(?: me)?)(?:['’]s|\s+is|\s+are|\s+was|\s+were)?\s+(?:our|the)?\s*"
        rf"(?:{_COUNT}\s+)?{_WAY}\s+"
        rf"(?:(?P<count2>\d{{1,2}}|{'|'.join(SPELLED)})\s+)?(?P<rest>[^?]+?)\s*\??$",
        rf"^which\s+(?:{_COUNT}\s+)?(?P<rest>[^?]+?)\s+(?:is|are)\s+(?:the\s+|our\s+)?{_WAY}\s*\??$",
        r"^which\s+(?P<rest>[^?]+?)\s+(?:has|have)\s+(?:the\s+)?(?P<way>highest|lowest|largest|smallest|biggest|best|worst|most|fewest)"
        r"\s+(?P<column2>[\w -]+?)\s*\??$",
        rf"^which\s+(?:{_COUNT}\s+)?(?P<rest>[^?]+?)\s+(?:is|are)\s+worth\s+the\s+(?P<way>most|least)\s*\??$",
    )
)
_LEAST = re.compile(r"smallest|least|lowest|worst|fewest", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:won|lost|closed|signed|ever|open)\b", re.IGNORECASE)
_BY = re.compile(r"\s+(?:by|in terms of|in)\s+(?P<column>[\w ]+)$", re.IGNORECASE)
_RECURRING = ("arr", "mrr", "acv", "contract value")
_MONEY = re.compile(
    r"(?:(?:est\.?|estimated|expected|deal|total) )?(?:revenue|value|amount|size|worth|money|volume)", re.IGNORECASE
)
_BRINGS = re.compile(r"\b(?:revenue|turnover|spend|contract value|fees?|sales)\b")
_PLURAL = re.compile(r"s\b|pipeline", re.IGNORECASE)
_FEW = 3


def extremes(text: str, book: Book, today: date) -> Rows:
    """Return the biggest or smallest of the records that a question names, nothing where it asks for no such thing."""
    match = next((found for pattern in _ASKED if (found := pattern.match(text))), None)
    if match is None:
        return []
    rest, by = match["rest"].strip(), _BY.search(match["rest"])
    query = read_query(rest, book, today)
    column = match.groupdict().get("column2")
    if query is None and by:
        query, column = read_query(rest[: by.start()], book, today), by["column"]
        column = None if column and _MONEY.fullmatch(column.strip()) and query and _priced(query, book) else column
    if query is None:
        return []
    chosen = [document for document in book.documents if query.matches(document)]
    if chosen and not _SETTLED.search(text) and all(record_of(document).type == "opportunity" for document in chosen):
        chosen, rest = [document for document in chosen if not record_of(document).done], f"open {rest}"
    said = match.groupdict().get("count") or match.groupdict().get("count2")
    count = int(SPELLED.get(said.lower(), 0) or said) if said else _FEW if _PLURAL.search(rest.split()[-1]) else 1
    return _ordered(_numbers(chosen, column), match["way"], rest, count)


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


def _ordered(numbers: list[tuple[Document, Number]], way: str, rest: str, count: int) -> Rows:
    """Return the first of each currency, one after the other; those that are equal to the last are told too."""
    apart: dict[str, list[tuple[Document, Number]]] = defaultdict(list)
    for document, number in numbers:
        apart[number[1]].append((document, number))
    least = bool(_LEAST.search(way))
    rows: Rows = []
    for unit, found in apart.items():
        found.sort(key=lambda pair: pair[1][0], reverse=not least)
        last = found[min(count, len(found)) - 1][1][0]
        for document, (value, _, cells) in found:
            if (value >= last) != least or value == last:
                said = f"{document.title}: {written(value)} {unit}".strip()
                rows.append((f"{said}{_by(cells, document)}.", cells))
    if rows and count == 1 and len(rows) == 1:
        return [(f"The {'smallest' if least else 'biggest'} {rest} is {rows[0][0]}", rows[0][1])]
    return rows
