"""Who or what has the most: records counted or summed by owner, team, epic, account or any column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.domain import Document, Quote, Record
from assistant.index.words import stems
from assistant.records.asked import read_query
from assistant.records.book import Book, record_of
from assistant.records.cells import spoken, written
from assistant.records.facts import Rows
from assistant.records.query import Query
from assistant.records.rows import CITED, Number, cells_of, numbers_of
from assistant.records.states import happening_in
from assistant.records.values import with_account

_WAYS = r"(?:most|highest number of|largest number of|biggest|largest|highest|fewest|least|smallest|lowest)"
DOING = {
    "has": "", "have": "", "owns": "", "own": "", "carries": "", "holds": "", "is assigned": "", "got": "",
    "is working on": "open", "works on": "open", "are working on": "open", "is responsible for": "",
    "closed": "closed", "finished": "finished", "completed": "completed", "resolved": "resolved", "won": "won",
    "lost": "lost", "created": "created", "delivered": "finished", "handles": "", "handle": "", "handled": "",
    "looks after": "", "manages": "", "raised": "created", "fixed": "finished", "solved": "resolved",
    "opened": "created",
}  # fmt: skip
"""What somebody does with records, as the state that the records have then."""
MOST = re.compile(
    rf"^(?:who|which (?P<noun>[\w -]+?)|what (?P<noun2>[\w -]+?))\s+(?P<doing>{'|'.join(DOING)})\s+(?:the\s+)?"
    rf"(?P<way>{_WAYS})\s+(?P<rest>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_PER = re.compile(
    r"^(?:how (?P<much>many|much)|(?:the )?number of|show(?: me)?|list)\s+(?P<rest>[^?]+?)\s+"
    r"(?:per|by|for each|for every|in each)\s+(?P<noun>[\w -]+?)(?:\s+(?:are there|do we have|is there|have))?\s*\??$",
    re.IGNORECASE,
)
MONEY = re.compile(r"\b(?:pipeline|money|revenue|amount|budget|spend|spending|costs?|value)\b", re.IGNORECASE)
_FEW = re.compile(r"fewest|least|smallest|lowest", re.IGNORECASE)
_PEOPLE = re.compile(
    r"^(?:who|person|people|owner|assignee|colleague|team ?mate|developer|engineer|(?:sales ?)?rep"
    r"|sales ?(?:person|people)|seller|account (?:executive|manager)|(?:support )?agent)s?$",
    re.IGNORECASE,
)
_STATUS = re.compile(r"^(?:status(?:es)?|states?|stages?)$", re.IGNORECASE)
_NO_GROUP = re.compile(r"\b(?:dates?|time|day|created|modified|updated|closed|checksum)\b|\bon$")
_SHOWN = 5
_SHOWN_PER = 20

PERIODS: dict[str, Callable[[str], str]] = {
    "month": lambda day: day[:7],
    "quarter": lambda day: f"{day[:4]} Q{(int(day[5:7]) + 2) // 3}",
    "year": lambda day: day[:4],
}
"""What a day is in, by the noun for it."""
Group = Callable[[Document], str | None]


def grouped(text: str, book: Book, today: date) -> Rows:
    """Return who has the most, or each with its number; nothing where that is not asked or not wholly understood."""
    most, per = MOST.match(text), _PER.match(text)
    if most:
        noun = (most["noun"] or most["noun2"] or "who").strip()
        what = f"{DOING[most['doing'].lower()]} {most['rest']}".strip()
        query = _read(what, bool(MONEY.search(what)), book, today)
        groups = _groups(query, noun, book) if query else {}
        return most_said(groups, what, most["way"].lower())
    if per:
        summing = (per["much"] or "").lower() == "much"
        if per["noun"].lower() in PERIODS:
            return _each_period(per["rest"], per["noun"].lower(), summing, book, today)
        query = _read(per["rest"], summing, book, today)
        return _each(_groups(query, per["noun"], book)) if query else []
    return []


def _read(rest: str, summing: bool, book: Book, today: date) -> Query | None:
    """Return the query of what is counted: a state in front of the noun stands behind it too."""
    return read_query(f"how {'much' if summing else 'many'} {rest.strip()}", book, today)


Totals = dict[str, dict[str, Number]]
"""The total and the cells of each group, by unit."""


def _each_period(rest: str, noun: str, summing: bool, book: Book, today: date) -> Rows:
    """Return how many or how much there is of each month or year, by the day that is asked about, the first first."""
    happened = happening_in(rest)
    query = _read(happened[1] if happened else rest, summing, book, today)
    chosen = [one for one in book.documents if query.matches(one)] if query else []
    day = (query.day or (happened[0] if happened else usual_day(chosen))) if query else None
    if query is None or day is None:
        return []
    members: dict[str, list[Document]] = defaultdict(list)
    for one in chosen:
        members[PERIODS[noun](said) if (said := day(record_of(one))) else ""].append(one)
    undated = len(members.pop("", []))
    rows = [(name, total) for name in sorted(members) if (total := _total(query, members[name]))]
    told: Rows = [(f"{name}: {_said(total)}.", _cells(total)) for name, total in rows[-_SHOWN_PER:]]
    note = f" {undated} more have no such day." if undated else ""
    return [*told[:-1], (f"{told[-1][0]}{note}", told[-1][1])] if told else []


def usual_day(chosen: list[Document]) -> Callable[[Record], str | None] | None:
    """Return the day by which records are told apart where none is named: a deal's close, a case's beginning."""
    sorts = {record_of(one).type for one in chosen}
    if sorts == {"opportunity"}:
        return lambda record: record.due
    return (lambda record: record.created) if sorts == {"case"} else None


def _groups(query: Query, noun: str, book: Book) -> Totals:
    group = group_of(noun, query, book)
    members: dict[str, list[Document]] = defaultdict(list)
    for document in book.documents if group else ():
        if query.matches(document) and group and (name := group(document)):
            members[name].append(document)
    return {name: _total(query, documents) for name, documents in members.items()}


def _total(query: Query, documents: list[Document]) -> dict[str, Number]:
    if query.verb != "sum":
        return {"": (float(len(documents)), "", cells_of(documents))}
    totals: dict[str, Number] = {}
    for number, unit, cells in numbers_of(query, documents):
        before = totals.get(unit, (0.0, unit, list[Quote]()))
        totals[unit] = (before[0] + number, unit, [*before[2], *cells])
    return totals


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
    seen = {document.id}
    at = book.above.get(document.id)
    while at is not None and at.id not in seen:
        if record_of(at).type in sorts:
            return at.title
        seen.add(at.id)
        at = book.above.get(at.id)
    return None


def _said(totals: dict[str, Number]) -> str:
    return " and ".join(f"{written(number)} {unit}".strip() for number, unit, _ in totals.values())


def _cells(totals: dict[str, Number]) -> list[Quote]:
    return [made for _, _, cells in totals.values() for made in cells][:CITED]


def most_said(groups: Totals, counted: str, way: str) -> Rows:
    """Return who is first, of each currency apart: sums in several have no order among each other."""
    units = sorted({unit for totals in groups.values() for unit in totals}, key=lambda unit: (not unit, unit))
    if len(units) == 1:
        return _first({name: totals[units[0]] for name, totals in groups.items()}, counted, way)
    return [
        row
        for unit in units
        for row in _first(
            {name: totals[unit] for name, totals in groups.items() if unit in totals},
            f"{counted.strip()} {f'in {unit}' if unit else 'without a currency'}",
            way,
        )
    ]


def _first(groups: dict[str, Number], counted: str, way: str) -> Rows:
    """Return the first with all that share its place, then those that follow."""
    fewest = bool(_FEW.search(way))
    ordered = sorted(groups.items(), key=lambda pair: (pair[1][0] * (1 if fewest else -1), pair[0]))
    best = [pair for pair in ordered if pair[1][0] == ordered[0][1][0]]
    names = [name for name, _ in best]
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    number = f"{_amount(best[0][1])}{' each' * (len(best) > 1)}"
    head = f"{who} {'has' if len(best) == 1 else 'have'} the {way} {counted.strip()}: {number}."
    rows: Rows = [(head, [made for _, (_, _, cells) in best for made in cells][:CITED])]
    return rows + [(f"Then {name}: {_amount(total)}.", total[2][:CITED]) for name, total in ordered[len(best) : _SHOWN]]


def _amount(number: Number) -> str:
    return f"{written(number[0])} {number[1]}".strip()


def _each(groups: Totals) -> Rows:
    ordered = sorted(groups.items(), key=lambda pair: (-sum(number for number, _, _ in pair[1].values()), pair[0]))
    return [(f"{name}: {_said(totals)}.", _cells(totals)) for name, totals in ordered[:_SHOWN_PER] if totals]


def each_said(
    groups: Sequence[tuple[str, list[float], str, list[Quote]]], without: int = 0, *, by_day: bool = False
) -> Rows:
    """Return each group with what it comes to: the largest first, of days the first; what is in no group at last."""
    ordered = sorted(groups, key=lambda one: (0.0 if by_day else -sum(one[1]), one[0]))
    shown = ordered[-_SHOWN_PER:] if by_day else ordered[:_SHOWN_PER]
    rows: Rows = [(f"{name}: {said}.", cells) for name, _, said, cells in shown]
    note = f" {without} more have no such {'day' if by_day else 'value'}." if without else ""
    return [*rows[:-1], (f"{rows[-1][0]}{note}", rows[-1][1])] if rows else []
