"""What tells records apart: their owner, what stands above them, a column, the month of a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.domain import Document, Record
from assistant.index.words import stems
from assistant.records.book import Book, record_of
from assistant.records.cells import spoken
from assistant.records.query import Query
from assistant.records.values import with_account

MONEY = re.compile(r"\b(?:pipeline|money|revenue|amount|budget|spend|spending|costs?|value)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"^(?:who|person|people|owner|assignee|colleague|team ?mate|developer|engineer|(?:sales ?)?rep"
    r"|sales ?(?:person|people)|seller|account (?:executive|manager)|(?:support )?agent)s?$",
    re.IGNORECASE,
)
_STATUS = re.compile(r"^(?:status(?:es)?|states?|stages?)$", re.IGNORECASE)
_NO_GROUP = re.compile(r"\b(?:dates?|time|day|created|modified|updated|closed|checksum)\b|\bon$")

PERIODS: dict[str, Callable[[str], str]] = {
    "month": lambda day: day[:7],
    "quarter": lambda day: f"{day[:4]} Q{(int(day[5:7]) + 2) // 3}",
    "year": lambda day: day[:4],
}
"""What a day is in, by the noun for it."""
Group = Callable[[Document], str | None]


def usual_day(chosen: list[Document]) -> Callable[[Record], str | None] | None:
    """Return the day by which records are told apart where none is named: a deal's close, a case's beginning."""
    sorts = {record_of(one).type for one in chosen}
    if sorts == {"opportunity"}:
        return lambda record: record.due
    return (lambda record: record.created) if sorts == {"case"} else None


def group_of(noun: str, query: Query, book: Book) -> Group | None:
    """Return what names the group of a record: its owner, what stands above it, or its cell in a column so called."""
    if _PEOPLE.match(noun):
        return lambda document: record_of(document).owner
    wanted = set(stems(noun))
    sorts = {record_of(document).type for document in book.documents}
    above = {sort for sort in sorts if set(stems(sort)) == wanted} | (
        {"account"} if wanted in ({"custom"}, {"client"}) else set()
    )
    if any(_over(document, above, book) for document in book.documents if query.matches(document)):
        return lambda document: _over(document, above, book)
    chosen = [one for document in book.documents if query.matches(document) for one in with_account(document, book)]
    fields = _fields_called(noun, chosen)
    if not fields and _STATUS.match(noun):
        return lambda document: record_of(document).status
    if not fields:
        return None
    return lambda document: next(_said_in(fields, document, book), None)


def _fields_called(noun: str, chosen: list[Document]) -> list[str]:
    """Return the columns that a noun names, else the one whose name ends with it: "phase" for "Sales phase"."""
    names = {name for one in chosen for name in record_of(one).values}
    wanted = stems(noun)
    whole = sorted(name for name in names if set(stems(spoken(name))) == set(wanted))
    ends = [name for name in names if wanted and stems(spoken(name))[-len(wanted) :] == wanted]
    return whole or (ends if len(ends) == 1 and not _NO_GROUP.search(spoken(ends[0])) else [])


def _said_in(fields: list[str], document: Document, book: Book) -> Iterator[str]:
    """Yield what some fields of a record say, and of the account that it belongs to."""
    for one in with_account(document, book):
        yield from (cell.strip() for name in fields for cell in record_of(one).values.get(name, ()) if cell.strip())


def _over(document: Document, sorts: set[str], book: Book) -> str | None:
    """Return the title of the nearest record of some sorts above a record."""
    return next((one.title for one in book.over(document) if record_of(one).type in sorts), None)
