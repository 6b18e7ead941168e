"""Read the words that name records as a query; words of which one is not understood are no query at all.

A filter that was overlooked would make a wrong number, so every word must be used up by what it means, or be a filler.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import Document, Quote
from assistant.index.words import stems
from assistant.records.ages import ages
from assistant.records.belonging import belonging
from assistant.records.blanks import blanks
from assistant.records.book import KEY, Book, record_of
from assistant.records.bounds import bounds
from assistant.records.cells import cells_with
from assistant.records.first_names import with_whole_names
from assistant.records.query import FILLERS, Query
from assistant.records.sizes import sizes
from assistant.records.states import moments, states
from assistant.records.types import OF_WORK, types
from assistant.records.values import values, with_account

_ENDS = re.compile(r"\s*(?:\((?:\w+ )?ids?\)|[?.](?=\s|$))\s*")
_PEOPLE = re.compile(r"^\W*people\b", re.IGNORECASE)
_BODY = re.compile(r"\b(?:boards?|council|committee|panel)\b", re.IGNORECASE)
"""Of people, a body that some of them belong to: no wall on which work is pinned."""
_REPORTS = re.compile(r"\breports? to\s+(?P<name>[\w'’. -]+?)\s*(?=\?|$)", re.IGNORECASE)
_UNIT = re.compile(
    r",?\s*\(?\b(?:in|of)\s+(?:pounds?|gbp|euros?|eur|dollars?|usd)\b\)?|\((?:\w+ )?ids?\)", re.IGNORECASE
)
_NO_TOOLS = frozenset({"table", "directory", ""})
"""What a record is said to come from where it came from a sheet of any tool."""
_SPRINT = re.compile(
    r"\b(?:in|of|from|during) (?:the )?(?:sprint|iteration) (?P<name>[\w .-]+?)\s*"
    r"(?:\??$|(?=\b(?:are|is|were|was|have|has)\b))",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:label(?:l?ed)?|tagged|with the label)\s+(?P<name>[\w-]+)", re.IGNORECASE)
_OWNED = re.compile(
    r"\b(?:(?:does|do|did)\s+(?P<one>[\w'’ -]+?)\s+(?:own|lead|run)|(?:owned|led|run) by\s+(?P<other>[\w'’ -]+?)"
    r"|assigned to\s+(?!any|no\s?(?:body|one)\b)(?P<third>[\w'’ -]+?))\s*(?=\?|$)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:that |which |who )?(?:ask(?:ed|s|ing)? for|request(?:ed|s|ing)?|want(?:ed|s|ing)?|need(?:ed|s|ing)?"
    r"|mention(?:ed|s|ing)?|names?)\s+(?:an? |the )?(?P<what>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_AWAITS = re.compile(
    r"\b(?:that |which |who )?(?:are |is )?(?:still )?(?:wait(?:s|ing)? (?:for|on)|depend(?:s|ing)? (?:up)?on"
    r"|hing(?:es?|ing) on|hold(?:s|ing) out for)\s+(?:an? |the )?(?P<what>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_BUYING = re.compile(
    r"\b(?:deals?|opportunit(?:y|ies)|pipeline|customers?|clients?|accounts?|prospects?)\b", re.IGNORECASE
)
"""Who waits for something in so many words: what speaks of it in a list of work is the work on it."""
_UNRESOLVED = re.compile(
    r"\b(?:they|them|theirs|he|him|she|her|hers)\b"
    r"|\b(?:of|in|for|to|on|with|from|by|under|behind|against) (?:it|this|that|those|these)(?=\W*$)",
    re.IGNORECASE,
)
"""A word for what nobody named: what it narrows is not known."""


def read_query(named: str, book: Book, today: date, *, asked: str = "", bare: bool = False) -> Query | None:
    """Return the query for the records that words name, None where they name none or some of it is not understood."""
    query = read_so_far(named, book, today, asked=asked, bare=bare)
    if not (query.typed and query.tests) or unplaced(query):
        return None
    understood = not _UNRESOLVED.search(query.rest) and not (_PEOPLE.match(named) and _BODY.search(query.rest))
    return query if understood and (not query.sized or _have_amounts(query, book)) else None


def read_so_far(named: str, book: Book, today: date, *, asked: str = "", bare: bool = False) -> Query:
    """Return what is understood of the words that name records, with those that are left.

    `asked` is the question that they are part of, one for a list where none is given. `bare` says that work is meant
    where they only say how something stands: what is blocked, due or finished.
    """
    words = with_whole_names(" ".join(named.split()), book)
    query = Query(_UNIT.sub("", words).rstrip(), today)
    query.asked = _ENDS.sub(" ", asked or f"which {words}").strip()
    query.bare = bare and bool(OF_WORK.search(query.rest))
    for step in _STEPS:
        before = len(query.tests)
        step(query, book)
        query.of_sort += len(query.tests) - before if step is types else 0
    if query.typed and unplaced(query):
        values(query, book)
    return query


def _have_amounts(query: Query, book: Book) -> bool:
    """Tell whether records of the sort that is asked for have amounts at all."""
    return any(record_of(one).amount is not None for one in book.documents if query.sort is None or query.sort(one))


def unplaced(query: Query) -> set[str]:
    """Return the stems that nothing has understood yet."""
    return set(stems(re.sub(r"[^\w\s-]", " ", query.rest))) - FILLERS


def _tools(query: Query, book: Book) -> None:
    """Use up the name of the tool whose records are meant ("overdue in Linear", "Jira issues")."""
    for tool in sorted({record_of(one).tool for one in book.documents} - _NO_TOOLS):
        if query.take(re.compile(rf"\b(?:(?:in|from|of|on) )?{re.escape(tool)}\b(?!-)", re.IGNORECASE)):
            query.tests.append(lambda document, tool=tool: record_of(document).tool == tool)  # type: ignore[misc]
            return


def _sprints(query: Query, book: Book) -> None:
    match = query.take(_SPRINT)
    if match:
        name = match.group("name").strip().lower()
        query.tests.append(lambda document: any(_is_sprint(one, name) for one in record_of(document).sprints))


def _is_sprint(sprint: str, name: str) -> bool:
    """Tell whether a sprint is called so, or by what stands before its name: "Orchard Sprint 21" is sprint 21."""
    return bool(re.search(rf"(?:^|\b(?:sprint|iteration) ){re.escape(name)}$", sprint.lower()))


def _below(query: Query, book: Book) -> None:
    """Use up the name of a record that has others below it: the longest one that is there."""
    found = book.named_in(query.rest)
    if found is None:
        return
    document, spans = found
    inside = {other.id for other in book.below(document)}
    if inside:
        for start, end in sorted(spans, reverse=True):
            query.rest = f"{query.rest[:start]} {query.rest[end:]}"
        query.below = document
        query.tests.append(lambda other: other.id in inside)


def _says(query: Query, book: Book) -> None:
    """Use up what records are to speak of; what waits for it is open, and shows the cell that speaks of it."""
    awaits = query.take(_AWAITS) if _BUYING.search(query.rest) else None
    match = awaits or query.take(_SAYS)
    if match:
        said = match.group("what").strip(" .")
        key = KEY.search(said)
        what = re.compile(rf"\b{re.escape(key.group() if key else said)}\b", re.IGNORECASE)

        def says(document: Document) -> bool:
            return any(what.search(one.text) for one in with_account(document, book))

        def awaiting(document: Document) -> Quote | None:
            """Return the cell that speaks of it; a name that has those words speaks of itself."""
            found = (made for one in with_account(document, book) for made in cells_with(one, what))
            return next((made for made in found if made.text.strip() != record_of(made.document).title), None)

        query.tests.append(says)
        if awaits:
            query.tests.append(lambda document: not record_of(document).done and awaiting(document) is not None)
            query.day_cell = awaiting


def _owned(query: Query, book: Book) -> None:
    match = _OWNED.search(query.rest)
    if match:
        name = next(part for part in match.groups() if part).strip().lower()
        query.either([(*match.span(), lambda document: name in _names(record_of(document).owner or ""))])


def _names(owners: str) -> list[str]:
    return [owners.lower(), *(part.strip().lower() for part in re.split(r"[,;]", owners))]


def _reports(query: Query, book: Book) -> None:
    match = query.take(_REPORTS)
    if match:
        name = match.group("name").strip().lower()
        query.tests.append(
            lambda document: any(
                link.name == "manager" and link.key.lower() == name for link in record_of(document).links
            )
        )


def _labels(query: Query, book: Book) -> None:
    match = query.take(_LABEL)
    if match:
        label = match.group("name").lower()
        query.tests.append(lambda document: label in (one.lower() for one in record_of(document).labels))


def _belonging(query: Query, book: Book) -> None:
    belonging(query, book, read_query)


_STEPS = (
    _belonging, _sprints, _labels, _owned, _reports, bounds, sizes, ages, moments, _says, _below, _tools, types, states,
    blanks,
)  # fmt: skip
"""What reads a part of a question and uses it up, in this order."""
