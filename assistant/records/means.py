"""Means, shares and ages over records: the average deal, how long work takes, which share was won, what is oldest."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from assistant.domain import Document, Quote, Record
from assistant.records.asked import read_query
from assistant.records.book import Book, record_of
from assistant.records.cells import closed_cell, created_cell, spoken, written
from assistant.records.columns import column_of
from assistant.records.facts import Rows
from assistant.records.groups import MONEY
from assistant.records.query import Query
from assistant.records.rows import CITED, breakdown, cells_of, numbers_of
from assistant.records.states import delivered, joined, joined_cell

_IS = r"(?:what(?:['’]s|\s+is|\s+was)|how (?:big|large|high) (?:is|was))\s+(?:the|our)\s+"
_SIZE = r"(?:size|value|amount|worth)"
_OF_EACH = re.compile(
    rf"^{_IS}(?:average|mean)\s+(?:{_SIZE}\s+of\s+(?:an?\s+|all\s+|our\s+|the\s+)*(?P<of>[^?]+?)"
    rf"|(?P<deal>(?:[\w-]+\s+)*?deal|opportunity)(?:\s+{_SIZE})?(?P<tail>\s[^?]+?)?)\s*\??$",
    re.IGNORECASE,
)
_OF_COLUMN = re.compile(
    r"^(?:what(?:['’]s|\s+is|\s+was)|how (?:big|large|high) (?:is|was))\s+(?:the\s+|our\s+)?(?:average|mean)\s+"
    r"(?P<column>[\w -]+?)\s+(?:of|for|across|over)\s+(?:an?\s+|all\s+|our\s+|the\s+|each\s+)*(?P<of>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"^how (?:long|many days) (?:does|do|did) (?:an?\s+|the\s+|our\s+)*(?P<of>[^?]+?) (?:usually |typically )?take"
    r"(?:\s+(?P<how>[^?]+?))?\s*\??$|^how many days on average (?:does|do|did) (?:an?\s+)?(?P<of2>[^?]+?) take\s*\??$",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"^(?:(?:on average|from (?:creat\w+|open\w*) (?:to|until) (?:clos\w+|done|complet\w+|finish\w*|resol\w+)"
    r"|to (?:close|finish|complete|resolve|be (?:closed|finished|done|resolved)))\s*)+$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^(?:what|which)\s+(?:share|percentage|percent|per cent|proportion|fraction) of (?:all |our |the )*"
    r"(?P<of>[^?]+?)\s+(?:did (?:we|you) (?P<did>win|lose|finish|complete|close)"
    r"|(?:is|are|was|were|has been|have been)\s+(?P<state>[^?]+?))"
    r"\s*\??$",
    re.IGNORECASE,
)
_DONE = {"win": "won", "lose": "lost", "finish": "finished", "complete": "completed", "close": "closed"}
_FIRST = re.compile(
    r"^(?:what|which|who|show(?: me)?)(?:['’]s|\s+is|\s+was)?\s+(?:the |our )?"
    r"(?P<way>oldest|newest|most recent|latest)\s+(?P<of>[^?]+?)\s*\??$"
    r"|^which\s+(?P<of2>[^?]+?)\s+(?:has|have) been open (?:the )?longest\s*\??$",
    re.IGNORECASE,
)
_NO_AGE = frozenset({"contact", "objective", "key result", "goal", "budget line"})


def means(text: str, book: Book, today: date) -> Rows:
    """Return a mean, a share or the oldest of the records that a question names, nothing where it asks for none."""
    if match := _OF_EACH.match(text):
        rows = _mean(match["of"] or f"{match['deal']}s{match['tail'] or ''}", book, today)
        if rows:
            return rows
    if match := _OF_COLUMN.match(text):
        return _mean_of_column(match["column"], match["of"], book, today)
    if (match := _TAKES.match(text)) and (match["of2"] or "average" in text.lower()):
        return _duration(match["of"] or match["of2"], match["how"] or "on average", book, today)
    if match := _SHARE.match(text):
        return _share(match["of"], match["state"] or _DONE[match["did"].lower()], book, today)
    if match := _FIRST.match(text):
        newest = (match["way"] or "oldest").lower() != "oldest"
        return _first(match["of"] or f"open {match['of2']}", newest, book, today)
    return []


_Read = tuple[Query, list[Document]]


def _read(of: str, verb: str, book: Book, today: date) -> tuple[Query, list[Document]] | None:
    query = read_query(f"{verb} {of}", book, today)
    return (query, [one for one in book.documents if query.matches(one)]) if query else None


def _mean(of: str, book: Book, today: date) -> Rows:
    read = _read(of, "how much", book, today)
    apart: dict[str, list[tuple[float, list[Quote]]]] = defaultdict(list)
    for number, unit, cells in numbers_of(*read) if read else ():
        apart[unit].append((number, cells))
    rows: Rows = []
    for unit, found in apart.items():
        documents = [cells[0].document for _, cells in found]
        amount = f"{written(round(sum(number for number, _ in found) / len(found), 2))} {unit}".strip()
        cells = [made for _, each in found for made in each][:CITED]
        rows.append((f"The average is {amount} over {len(found)} records with an amount{breakdown(documents)}.", cells))
    return rows


def _mean_of_column(column: str, of: str, book: Book, today: date) -> Rows:
    """Return the mean of a column of numbers over the records that say it."""
    read = _read(of, "which", book, today)
    name = column_of(column, read[1]) if read else None
    if read is None or name is None:
        return []
    read[0].summed = name
    numbers = numbers_of(*read)
    units = {unit for _, unit, _ in numbers}
    if not numbers or len(units) > 1:
        return []
    mean = f"{written(round(sum(number for number, _, _ in numbers) / len(numbers), 2))} {units.pop()}".strip()
    cells = [made for _, _, each in numbers for made in each][:CITED]
    told = "" if len(numbers) == len(read[1]) else f" that say it ({len(read[1])} in all)"
    records = f"{len(numbers)} record{'s' * (len(numbers) > 1)}{told}"
    return [(f"The average {spoken(name)} is {mean} over {records}.", cells)]


def _duration(of: str, how: str, book: Book, today: date) -> Rows:
    """Return the mean days between the day on which a record was made and that on which it was delivered."""
    read = _read(of, "how many", book, today) if _HOW.match(how) else None
    over = [one for one in read[1] if delivered(record_of(one)) and record_of(one).resolved] if read else []
    over = [one for one in over if one.id not in book.children] or over  # an epic takes as long as all that is below it
    days, cells = list[int](), list[Quote]()
    for one in over:
        record = record_of(one)
        made = created_cell(one, record.created) if record.created else None
        closed = closed_cell(one, record.resolved or "")
        if made and closed and record.created and record.resolved:
            days.append((date.fromisoformat(record.resolved[:10]) - date.fromisoformat(record.created[:10])).days)
            cells += [made, closed]
    if not days or len(days) < len(over):
        return []
    mean = f"{sum(days) / len(days):,.1f}".removesuffix(".0")
    return [(f"{mean} days on average from created to closed ({len(days)} of them are done).", cells[: 2 * CITED])]


def _share(of: str, state: str, book: Book, today: date) -> Rows:
    whole, part = _read(of, "how many", book, today), _read(f"{of} {state}", "how many", book, today)
    if whole is None or part is None or not whole[1]:
        return []
    if MONEY.search(of):
        return _share_of_money(of, state, whole, part)
    inside = {one.id for one in part[1]}
    chosen = [one for one in whole[1] if one.id in inside]
    unseen = not chosen and not part[0].narrow  # what nothing has may be asked in words that the records do not use
    if unseen or len(chosen) < len(inside) or len(whole[1]) > CITED:
        return []
    percent = f"{100 * len(chosen) / len(whole[1]):.1f}".removesuffix(".0")
    return [(f"{percent} %: {len(chosen)} of {len(whole[1])} {of} are {state}.", cells_of(whole[1]))]


def _share_of_money(of: str, state: str, whole: _Read, part: _Read) -> Rows:
    """Return the share of an amount, nothing where it is in several currencies."""
    for query, _ in (whole, part):
        if query.verb != "sum":
            query.summed = "amount"
    sums, cells, units = list[float](), list[Quote](), set[str]()
    for query, documents in (part, whole):
        numbers = numbers_of(query, documents)
        sums.append(sum(number for number, _, _ in numbers))
        units |= {unit for _, unit, _ in numbers}
        cells += [made for _, _, each in numbers for made in each]
    if len(units) != 1 or not sums[1] or len(cells) > CITED:
        return []
    unit = units.pop()
    percent = f"{100 * sums[0] / sums[1]:.1f}".removesuffix(".0")
    amounts = " of ".join(f"{written(one)} {unit}".strip() for one in sums)
    return [(f"{percent} % of {of} are {state}: {amounts}.", cells)]


def _first(of: str, newest: bool, book: Book, today: date) -> Rows:
    """Return the record that was made first or last, and those of the same day; nothing where one has no such day."""
    read = _read(of, "which", book, today)
    people = read is not None and all(record_of(one).type == "person" for one in read[1])
    if people and not newest:
        return []  # who is the oldest is no question of the day on which they joined
    day_of, cell_of = (joined, joined_cell) if people else (_made_on, created_cell)
    made = [(str(day_of(record_of(one)) or "")[:10], one) for one in read[1]] if read else []
    if not made or any(not day or record_of(one).type in _NO_AGE for day, one in made):
        return []
    wanted = (max if newest else min)(day for day, _ in made)
    chosen = [(one, cell) for day, one in made if day == wanted and (cell := cell_of(one, wanted))]
    which = f"the {'newest' if newest else 'oldest'} of {len(made)}"
    verb = "joined" if people else "created"
    return [(f"{one.title}: {verb} on {wanted}, {which}.", [cell]) for one, cell in chosen]


def _made_on(record: Record) -> str | None:
    return record.created
