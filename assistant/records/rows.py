"""What is said of chosen records: how many, what they add up to, each by its status; with the cells for it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from assistant.domain import Document, Quote
from assistant.records.book import Book, record_of
from assistant.records.cells import (
    amount_cells,
    any_cell,
    currency,
    due_cell,
    named_cell,
    number_in,
    spoken,
    status_cell,
    written,
)
from assistant.records.facts import Rows
from assistant.records.query import Query

CITED = 200
"""Rows that one claim cites at most."""
LISTED = 15
"""Records that are listed one by one; of more, only the first."""
_ASKING = re.compile(r"^(?:how many|how much|count(?: the)?|what(?:'s|’s| is))\s+", re.IGNORECASE)
_WHAT_ARE = re.compile(r"\s*(?:what|which) (?P<verb>are|were) (?:the|our|all(?: our| the)?) (?P<of>.+)", re.IGNORECASE)
_HAS = re.compile(
    r"(?P<what>.+?)\s+(?:does|do)\s+(?P<who>.+?)\s+(?P<verb>have|own|lead|run)(?P<tail>\s.+)?$", re.IGNORECASE
)
_VERB_OF = {"have": "has", "own": "owns", "lead": "leads", "run": "runs"}
_PLURAL = re.compile(r"^(?:we|they|you)$|\band\b|\b[a-z]+s$")
_POINTS = r"^(?:story points?(?: estimate)?|estimate|effort|weight)$"
_MONEY = re.compile(r"\b(?:arr|mrr|acv|tcv|amount|value|revenue|budget|spend|cost|price)\b", re.IGNORECASE)


Number = tuple[float, str, list[Quote]]
"""A number with its unit ("" for none) and the cells that say it."""
_LONG_NUMBER = re.compile(r"\d{5,}(?:\.\d+)?")


def listed(query: Query, chosen: Sequence[Document]) -> Rows:
    """Return a row for each record; of some days and where they are many, first how many they are in all."""
    many = len(chosen) > LISTED
    rows = [row for document in chosen[: LISTED if many else CITED] if (row := _listed(document, query))]
    if not rows or not (many or query.span):
        return rows
    return [
        (f"{said} The first {len(rows)} of them:" if many else said, cells) for said, cells in how_many(query, chosen)
    ] + rows


def how_many(query: Query, chosen: Sequence[Document]) -> Rows:
    """Return of a question for a list how many records are in it."""
    return counted(in_days(_as_count(query), query), chosen)


def _as_count(query: Query) -> str:
    """Return a question for a list as one for a number."""
    asked = re.sub(r",? and why\b", "", query.asked, flags=re.IGNORECASE)
    if query.bare:
        return re.sub(
            r"^\s*what(?:['’]s| (?P<verb>is|are|was|were|has been))\b", _work_items, asked, flags=re.IGNORECASE
        )
    there = _WHAT_ARE.match(asked)
    if there:
        return f"how many {there['of'].rstrip(' ?.')} {there['verb'].lower()} there"
    return re.sub(r"^\s*(?:which|what|list|show(?: me)?|name)\b", "how many", asked, flags=re.IGNORECASE)


def _work_items(match: re.Match[str]) -> str:
    return f"how many work items {'were' if (match['verb'] or '').lower() in ('was', 'were', 'has been') else 'are'}"


def in_days(text: str, query: Query) -> str:
    """Return a question with the days that it means, where it says them by no year."""
    if query.span is None or re.search(r"\b(?:19|20)\d\d\b", text):
        return text
    return f"{text.rstrip(' ?.')}, {query.span.words()}"


def _listed(document: Document, query: Query) -> tuple[str, list[Quote]] | None:
    """Return a record with its status, a deal with its amount and close date, and the day that was asked about."""
    record = record_of(document)
    status = status_cell(document, record.status)
    worth = amount_of(document) if record.type == "opportunity" else None
    day = query.day_cell(document) if query.day_cell else due_cell(document, record.due or "-") if worth else None
    said = [status.text.strip()] if status else []
    said += [f"{written(worth[0])} {worth[1]}".strip()] if worth else []
    said += [_readable(day.text.strip())] if day else []
    cells = [made for made in (status, *(worth[2] if worth else ()), day) if made]
    if not cells:
        made = any_cell(document)
        return (document.title, [made]) if made else None
    return f"{document.title}: {', '.join(said)}", cells


def _readable(cell: str) -> str:
    """Return a cell with the thousands of a long number parted."""
    return written(float(cell)) if _LONG_NUMBER.fullmatch(cell) else cell


_PLURAL_OF_ONE = re.compile(
    r"\b1 (?!of\b)(?P<before>(?:[\w-]+ ){0,3}?)(?P<noun>stories|tasks|issues|items|tickets|bugs|defects|epics|spikes"
    r"|deals|opportunities|customers|clients|accounts|cases|contacts|renewals|initiatives|projects|risks|objectives|results)\b"
    r"(?: (?P<verb>are|were|have)\b)?",
    re.IGNORECASE,
)
_OF_ONE = {"are": "is", "were": "was", "have": "has"}


def counted(text: str, chosen: Sequence[Document]) -> Rows:
    """Return how many records there are, with how they stand; nothing where there is none."""
    quotes = cells_of(chosen)
    said = _restated(text, str(len(chosen)))
    return [(f"{_of_one(said) if len(chosen) == 1 else said}{breakdown(chosen)}.", quotes)] if quotes else []


def _of_one(said: str) -> str:
    """Return what is said of one record with its sort in the singular: "1 open bug is left"."""

    def singular(found: re.Match[str]) -> str:
        noun, verb = found["noun"], found["verb"]
        one = f"{noun[:-3]}y" if noun.endswith("ies") else noun[:-1]
        return f"1 {found['before']}{one}{f' {_OF_ONE[verb.lower()]}' if verb else ''}"

    return re.sub(
        r"^There (are|were)\b", lambda there: f"There {_OF_ONE[there[1]]}", _PLURAL_OF_ONE.sub(singular, said, count=1)
    )


def cells_of(chosen: Sequence[Document]) -> list[Quote]:
    """Return a cell of each record, that of its status where it has one."""
    return [made for document in chosen[:CITED] if (made := _shown(document))]


def _shown(document: Document) -> Quote | None:
    return status_cell(document, record_of(document).status) or any_cell(document)


def total_of(text: str, read: Sequence[Number]) -> Rows:
    """Return what numbers add up to, currencies apart; nothing for two budgets: one may be part of the other."""
    if _overlap(read):
        return []
    totals: dict[str, float] = defaultdict(float)
    for number, unit, _ in read:
        totals[unit] += number
    parts = [f"{written(total)} {unit}".strip() for unit, total in totals.items() if unit or len(totals) == 1]
    parts += [f"{written(totals[''])} without a currency"] if len(totals) > 1 and "" in totals else []
    quotes = [made for _, _, cells in read for made in cells][:CITED]
    said = _restated(text, " and ".join(parts))
    return [(f"{said} (the sum of {len(read)} record{'s' * (len(read) > 1)}).", quotes)] if read else []


def _overlap(read: Sequence[Number]) -> bool:
    """Tell whether two budgets of one currency are among the numbers."""
    places = {
        (unit, cells[0].document.path, cells[0].locator.sheet)
        for _, unit, cells in read
        if record_of(cells[0].document).type == "budget line"
    }
    return len(places) > len({unit for unit, *_ in places})


def numbers_of(column: str, chosen: Sequence[Document]) -> list[Number]:
    """Return the numbers that records say in a column; one that no cell says is no number."""
    if column == "amount":
        return [made for document in chosen if (made := amount_of(document))]
    names = _POINTS if column == "story points" else f"^{re.escape(spoken(column))}$"
    found = ((document, named_cell(document, names)) for document in chosen)
    money = bool(_MONEY.search(spoken(column)))
    return [
        (number, currency(record_of(document), made.text, document) if money else "", [made])
        for document, made in found
        if made and (number := number_in(made.text)) is not None
    ]


def amount_of(document: Document) -> Number | None:
    """Return the amount of a record with its currency and cells, None where no cell says it."""
    amount = record_of(document).amount
    cells = [] if amount is None else amount_cells(document, amount)
    return (
        (amount, currency(record_of(document), cells[0].text, document), cells)
        if amount is not None and cells
        else None
    )


def _restated(text: str, number: str) -> str:
    """Return a question as its answer: "How many deals were lost?" is "3 deals were lost"."""
    if not _ASKING.match(text):
        return f"{text.rstrip(' ?.')}: {number}"
    rest = _ASKING.sub("", text).rstrip(" ?.")
    counted = text.lower().startswith("how many")
    if turned := _HAS.match(rest):
        of = "" if counted else "of "
        plural = _PLURAL.search(turned["who"].strip())
        verb = turned["verb"].lower() if plural else _VERB_OF.get(turned["verb"].lower(), "has")
        who = turned["who"].strip()
        return f"{who[:1].upper()}{who[1:]} {verb} {number} {of}{turned['what']}{turned['tail'] or ''}"
    if there := re.match(r"(?P<what>.+?)\s+(?P<verb>is|are|was|were) there$", rest, re.IGNORECASE):
        return f"There {there['verb'].lower()} {number} {'' if counted else 'of '}{there['what']}"
    if re.match(r"(?:do|does|did)\b", rest, re.IGNORECASE):
        return f"{text.rstrip(' ?.')}: {number}"
    if text.lower().startswith("what"):
        return f"{rest[:1].upper()}{rest[1:]} is {number}"
    of = "" if re.match(r"(?:is|are|was|were|of)\b", rest, re.IGNORECASE) or counted else "of "
    return f"{number} {of}{rest}"


def breakdown(documents: Sequence[Document]) -> str:
    """Return how many are of each tool where there are several, else how many have each status."""
    tools = Counter(record_of(document).tool for document in documents)
    if len(tools) > 1:
        return f" ({', '.join(f'{count} in {tool.capitalize()}' for tool, count in tools.most_common())})"
    counts = Counter(record_of(document).status or "no status" for document in documents)
    return f" ({', '.join(f'{count} {status}' for status, count in counts.most_common())})" if len(counts) > 1 else ""


def none_of(query: Query, book: Book) -> Rows | str:
    """Return that nothing fits, with the days that were looked at and how far the records reach.

    Where there are no such records, or none of them has such a day, they do not say so.
    """
    known = [record_of(one) for one in book.documents if query.sort is None or query.sort(one)]
    if not known or (query.day and not any(query.day(record) for record in known)):
        return []
    days = f" ({query.span.words()})" if query.span else ""
    newest = max(
        (str(record_of(one).updated or record_of(one).created or "")[:10] for one in book.documents), default=""
    )
    reach = f" The newest of them is of {newest}." if newest else ""
    return f"None of the records that you may read fits that{days}.{reach}"
