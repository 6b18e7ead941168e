"""Questions that records answer exactly: how many, how much, which; `record_facts` has those about one record.

Nothing is guessed: a number is counted or summed from records, and the cells that it was made from are cited.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date

from assistant.domain import Answer, Document, Quote
from assistant.record_cells import amount_cells, any_cell, currency, named_cell, number_in, status_cell, written
from assistant.record_facts import Rows, facts
from assistant.record_query import Query, read_query
from assistant.records import Book, record_of

CITED = 200
"""Rows that one claim cites at most."""
_ASKING = re.compile(r"^(?:how many|how much|count(?: the)?|what(?:'s|’s| is))\s+", re.IGNORECASE)
_HAS = re.compile(r"(?P<what>.+?)\s+(?:does|do)\s+(?P<who>.+?)\s+(?P<verb>have|own|lead|run)$", re.IGNORECASE)
_VERB_OF = {"have": "has", "own": "owns", "lead": "leads", "run": "runs"}
_POINTS = r"^(?:custom field \()?(?:story points?(?: estimate)?|estimate|effort|weight)\)?$"


def answer_from_records(question: str, book: Book, generation: str, today: date) -> Answer | None:
    """Answer a question from records, or return None where they do not settle it."""
    text = " ".join(question.split())
    rows = facts(text, book) or _queried(text, book, today)
    return Answer.of(question, generation, rows) if rows else None


def measured(text: str, book: Book, today: date) -> tuple[float, Rows] | None:
    """Return the one number that answers "how many" or "how much" over records, with what stands for it, else None.

    A sum in several currencies is no one number.
    """
    query = read_query(text, book, today)
    if query is None or query.verb == "list":
        return None
    chosen = _chosen(query, book)
    if query.verb == "count":
        return float(len(chosen)), _counted(text, chosen)
    read = _amounts(chosen) if query.summed == "amount" else _points(chosen)
    rows = _summed(text, query, chosen)
    return (sum(number for number, _, _ in read), rows) if len({unit for _, unit, _ in read}) == 1 else None


def _chosen(query: Query, book: Book) -> list[Document]:
    return [document for document in book.documents if query.matches(document)]


def _queried(text: str, book: Book, today: date) -> Rows:
    query = read_query(text, book, today)
    if query is None:
        return []
    chosen = _chosen(query, book)
    if query.verb == "list":
        return [row for document in chosen[:CITED] if (row := _listed(document))]
    return _summed(text, query, chosen) if query.verb == "sum" else _counted(text, chosen)


def _listed(document: Document) -> tuple[str, list[Quote]] | None:
    status = status_cell(document, record_of(document).status)
    made = status or any_cell(document)
    if made is None:
        return None
    return f"{document.title}: {made.text.strip()}" if status else document.title, [made]


def _counted(text: str, chosen: list[Document]) -> Rows:
    quotes = [made for document in chosen[:CITED] if (made := _shown(document))]
    return [(f"{_restated(text, str(len(chosen)))}{_breakdown(chosen)}.", quotes)] if quotes else []


def _shown(document: Document) -> Quote | None:
    return status_cell(document, record_of(document).status) or any_cell(document)


def _summed(text: str, query: Query, chosen: list[Document]) -> Rows:
    """Sum the amounts, or a field with numbers; a record without a number adds nothing, currencies stay apart."""
    read = _amounts(chosen) if query.summed == "amount" else _points(chosen)
    if not read:
        return []
    totals: dict[str, float] = defaultdict(float)
    for number, unit, _ in read:
        totals[unit] += number
    parts = [f"{written(total)} {unit}".strip() for unit, total in totals.items() if unit or len(totals) == 1]
    parts += [f"{written(totals[''])} without a currency"] if len(totals) > 1 and "" in totals else []
    said = " and ".join(parts)
    quotes = [made for _, _, cells in read for made in cells][:CITED]
    return [(f"{_restated(text, said)} (the sum of {len(read)} record{'s' * (len(read) > 1)}).", quotes)]


def _amounts(chosen: list[Document]) -> list[tuple[float, str, list[Quote]]]:
    """Return the amounts that a cell says, with their currency; one that no cell says is no amount."""
    found = []
    for document in chosen:
        amount = record_of(document).amount
        if amount is not None and (cells := amount_cells(document, amount)):
            found.append((amount, currency(record_of(document), cells[0].text, document), cells))
    return found


def _points(chosen: list[Document]) -> list[tuple[float, str, list[Quote]]]:
    cells = [made for document in chosen if (made := named_cell(document, _POINTS))]
    return [(number, "", [made]) for made in cells if (number := number_in(made.text)) is not None]


def _restated(text: str, number: str) -> str:
    """Return a question as its answer: "How many deals were lost?" is "3 deals were lost"."""
    rest = _ASKING.sub("", text).rstrip(" ?.")
    counted = text.lower().startswith("how many")
    if turned := _HAS.match(rest):
        of = "" if counted else "of "
        return f"{turned['who'].strip()} {_VERB_OF.get(turned['verb'].lower(), 'has')} {number} {of}{turned['what']}"
    if there := re.match(r"(?P<what>.+?)\s+(?P<verb>is|are|was|were) there$", rest, re.IGNORECASE):
        return f"There {there['verb'].lower()} {number} {'' if counted else 'of '}{there['what']}"
    if re.match(r"(?:do|does|did)\b", rest, re.IGNORECASE):
        return f"{text.rstrip(' ?.')}: {number}"
    if text.lower().startswith("what"):
        return f"{rest[:1].upper()}{rest[1:]} is {number}"
    of = "" if re.match(r"(?:is|are|was|were)\b", rest, re.IGNORECASE) or counted else "of "
    return f"{number} {of}{rest}"


def _breakdown(documents: list[Document]) -> str:
    """Return how many are of each tool where there are several, else how many have each status."""
    tools = Counter(record_of(document).tool for document in documents)
    if len(tools) > 1:
        return f" ({', '.join(f'{count} in {tool.capitalize()}' for tool, count in tools.most_common())})"
    counts = Counter(record_of(document).status or "no status" for document in documents)
    return f" ({', '.join(f'{count} {status}' for status, count in counts.most_common())})" if len(counts) > 1 else ""
