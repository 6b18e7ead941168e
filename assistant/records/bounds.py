"""How large a number in a column has to be: "customers with an ARR above 150,000", "a score below 0.5"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial

from assistant.domain import Document, Quote
from assistant.records.book import Book, record_of
from assistant.records.cells import named_cell, number_in, spoken
from assistant.records.columns import column_of
from assistant.records.query import Query

_BOUND = re.compile(
    r"(?:\b(?:with|have|has|having|whose|at)\s+)?(?:\b(?:an?|the|their|its)\s+)?(?P<column>(?:[^\W\d_][\w-]*\s+){1,4}?)"
    r"(?:(?:is|are|of|was)\s+)?(?:(?P<more>above|over|more than|at least|exceeding|greater than|higher than|>=?|≥)"
    r"|(?P<less>below|under|less than|at most|lower than|smaller than|<=?|≤))\s*"
    r"(?P<number>\d[\d.,'’]*)(?P<scale>\s?(?:k|thousand|m|mn|million))?(?![\w%])",
    re.IGNORECASE,
)
_MORE = r"(?P<more>above|over|more than|at least|exceeding|greater than|>=?|≥)"
_LESS = r"(?P<less>below|under|less than|fewer than|at most|up to|<=?|≤)"
_NUMBER = r"(?P<number>\d[\d.,'’]*)(?P<scale>\s?(?:k|thousand|m|mn|million))?(?![\w%])"
_BEFORE = re.compile(
    rf"(?:\b(?:with|have|has|having)\s+)?(?:an?\s+)?(?:{_MORE}|{_LESS})\s*{_NUMBER}\s+(?:of\s+)?"
    r"(?P<column>[^\W\d_][\w-]*(?:\s+[\w-]+){0,3})",
    re.IGNORECASE,
)
"""The column behind the number: "with more than 40 seats"."""
_WITH_EQUAL = re.compile(r"at least|at most|=|[≥≤]", re.IGNORECASE)
_SCALES = {"": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}
_MOST_WORDS = 4


def bounds(query: Query, book: Book) -> None:
    """Use up a bound on a column of numbers that its words name; a bound on nothing named is left."""
    match = _BOUND.search(query.rest)
    if match is None or not _bound_behind(query, match, book):
        _bound_before(query, book)


def _bound_before(query: Query, book: Book) -> None:
    match = _BEFORE.search(query.rest)
    words = match["column"].split() if match else []
    for count in range(len(words), 0, -1):
        columns = _columns(" ".join(words[:count]), book)
        if match and columns:
            end = match.start("column") + len(match["column"])
            behind = " ".join(words[count:])
            _keep(query, columns, match, (match.start(), end))
            query.rest = f"{query.rest} {behind}"
            return


def _keep(query: Query, columns: dict[str, str], match: re.Match[str], span: tuple[int, int]) -> None:
    query.blank(*span)
    query.tests.append(partial(_is_within, columns, match))
    query.narrow = True
    query.day_cell = partial(_cell, columns)


def _bound_behind(query: Query, match: re.Match[str], book: Book) -> bool:
    words = match["column"].split()
    for start in range(max(0, len(words) - _MOST_WORDS), len(words)):
        name = " ".join(words[start:])
        columns = _columns(name, book)
        if columns:
            begin = match.start("column") + match["column"].index(words[start])
            lead = re.search(
                r"(?:\b(?:with|have|has|having|whose|at)\s+)?(?:\b(?:an?|the|their|its)\s+)?"
                r"$",
                query.rest[:begin],
            )
            _keep(query, columns, match, (lead.start() if lead else begin, match.end()))
            return True
    return False


def _cell(columns: dict[str, str], document: Document) -> Quote | None:
    column = columns.get(record_of(document).type)
    return named_cell(document, rf"^{re.escape(spoken(column))}$") if column else None


def _columns(name: str, book: Book) -> dict[str, str]:
    """Return the column that is called so, for each type of record that has one."""
    by_type: dict[str, list[Document]] = defaultdict(list)
    for one in book.documents:
        by_type[record_of(one).type].append(one)
    return {sort: column for sort, documents in by_type.items() if (column := column_of(name, documents))}


def _is_within(columns: dict[str, str], bound: re.Match[str], document: Document) -> bool:
    record = record_of(document)
    cells = record.values.get(columns.get(record.type, ""), ())
    number = number_in(cells[0]) if cells else None
    if number is None:
        return False
    digits = re.sub(r"['’]|[.,](?=\d{3}(?!\d))", "", bound["number"].rstrip(".,"))
    limit = float(digits.replace(",", ".")) * _SCALES[(bound["scale"] or "").strip().lower()]
    if number == limit:
        return bool(_WITH_EQUAL.search(bound["more"] or bound["less"]))
    return number > limit if bound["more"] else number < limit
