"""What has some or none of something: customers with open cases, epics with more than five bugs, accounts with no deal.

What belongs to a record is read as a question of its own, so that "open cases raised in May" may be what it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from assistant.domain import Document
from assistant.records.book import Book
from assistant.records.facts import Rows
from assistant.records.query import Belonging, Query, Test
from assistant.records.rows import LISTED, cells_of, counted, listed
from assistant.records.types import types
from assistant.text.spoken_numbers import WHOLE, whole_of

Read = Callable[[str, Book, date], Query | None]
"""What reads a question for a list as a query."""
_NUMBER = rf"(?P<count>{WHOLE})"
_HAS = re.compile(
    r"\b(?:have|has|having|with|got)\s+"
    rf"(?:(?:(?P<more>more than|over)|(?P<fewer>fewer than|less than)|(?P<just>exactly)|at least)\s+{_NUMBER}\s+"
    r"|any\s+|an?\s+|some\s+)?(?P<has>(?!no\b|not\b)\S.*?)[\s?.!]*$",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:no|without|not\s+(?:any|an?))\s+(?:(?:an?|any|single|the|one)\s+)*(?P<has>\S.*?)[\s?.!]*$", re.IGNORECASE
)
_BEGINS = re.compile(r"\b(?:have|has|having|with|got|no|without|not)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"^\s*(?:of\s+)?(?:(?:all|the|our)\s+)*|\s+(?:(?:that|which|who)\s*)?(?:have|has|with|are|is)?\s*$", re.I
)
_OWNER = re.compile(r"(?P<thing>\w.*?)\s+(?:of|from|for|at|do|does|with)\s+(?P<owner>[^,]+)$", re.IGNORECASE)
_MANY = 10_000


def belonging(query: Query, book: Book, read: Read) -> None:
    """Use up what records of some sort, or what they are of, are to have or to lack of what belongs to them."""
    for begin in reversed(list(_BEGINS.finditer(query.rest))):
        match = _LACKS.match(query.rest, begin.start()) or _HAS.match(query.rest, begin.start())
        held = read(match["has"], book, query.today) if match else None
        if match is None or held is None:
            continue
        before = query.rest[: begin.start()]
        things = {one.id for one in book.documents if held.matches(one)}
        owner = _owner_in(before, book, query.today)
        for said in (*((owner,) if owner else ()), before):
            inside = _inside(said, things, book, query.today)
            if any(inside.values()):
                has = Belonging(_AROUND.sub("", said), match["has"], inside, *_bounds(match))
                query.rest = before
                query.belonging = has if said == before else None
                query.tests.append(has.holds if said == before else partial(_is_of_such, has, book))
                return


def _inside(said: str, things: set[str], book: Book, today: date) -> dict[str, tuple[Document, ...]]:
    """Return which of some things belong to each record of the sort that words name, by its id."""
    sort = _sort_of(said, book, today)
    owners = [one for one in book.documents if sort(one)] if sort else []
    return {one.id: tuple(other for other in book.below(one) if other.id in things) for one in owners}


def _owner_in(said: str, book: Book, today: date) -> str:
    """Return the words for what the records belong to that are asked for: customers, of "deals of customers"."""
    match = _OWNER.search(said)
    return match["owner"] if match and _sort_of(match["thing"], book, today) else ""


def _sort_of(said: str, book: Book, today: date) -> Test | None:
    """Return the sort of records that words name, None where they name none."""
    named = Query(said, today)
    types(named, book)
    return named.sort


def _is_of_such(has: Belonging, book: Book, document: Document) -> bool:
    """Tell whether a record belongs to one that has as many."""
    return any(has.holds(one) for one in book.over(document))


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    """Return how many there are to be, at least and at most."""
    if match.re is _LACKS:
        return 0, 0
    number = whole_of(match["count"])
    number = 1 if number is None else number
    if match["fewer"]:
        return 0, number - 1
    return number + bool(match["more"]), number if match["just"] else _MANY


def has_told(query: Query, chosen: Sequence[Document], book: Book, *, counting: bool) -> Rows | str:
    """Return which records have or lack what a question asks for, and how much each has of it."""
    has = query.belonging
    assert has is not None
    others = [test for test in query.tests if test != has.holds]
    among = [one for one in book.documents if all(test(one) for test in others)]
    if not chosen and among:
        lacking = f"is without {has.of}" if has.most == 0 else "has so many" if has.least > 1 else f"has {has.of}"
        return f"None of the {len(among)} {has.what} that you may read {lacking}."
    if has.most == 0 and counting:
        return counted(f"how many {has.what} have no {has.of}", chosen)
    head = f"{len(chosen)} of the {len(among)} {has.what} that you may read"
    if has.most == 0:
        first = f" The first {LISTED} of them:" if len(chosen) > LISTED else ""
        return [(f"{head} have no {has.of}.{first}", cells_of(chosen)), *listed(query, chosen[:LISTED])]
    ordered = sorted(chosen, key=lambda one: (-len(has.inside[one.id]), one.title))
    cells = [made for one in ordered for made in cells_of(has.inside[one.id] or [one])]
    each = [
        (f"{one.title}: {len(has.inside[one.id])}.", cells_of(has.inside[one.id] or [one])) for one in ordered[:LISTED]
    ]
    return [(f"{head} do.", cells), *each]
