"""Questions that records answer exactly: who owns it, how it stands, when it is due, how many, how much.

Nothing is guessed: a number is counted or summed from records, and the rows that it was made from are cited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

from assistant.domain import Answer, Claim, Document, Quote, Record
from assistant.record_query import Query, read_query
from assistant.records import Book, field_quote, record_of

CITED = 200
"""Rows that one claim cites at most."""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"^{text}\s*\??$", re.IGNORECASE)


_ASKING = re.compile(r"^(?:how many|how much|count|what(?:'s| is) the (?:number|total|sum|value) of)\s+", re.IGNORECASE)
_OWNS = r"is (?:the owner of|responsible for|accountable for|assigned to|in charge of|leading|running)"
_ATTRIBUTES: tuple[tuple[re.Pattern[str], str, Callable[[Record], str | None], str], ...] = (
    (
        _pattern(rf"(?:who\s+(?:owns|leads|runs|{_OWNS})|who(?:'s| is) the (?:owner|assignee) of)\s+(?P<name>.+?)"),
        "is owned by",
        lambda record: record.owner,
        r"owner|assignee|lead",
    ),
    (
        _pattern(r"(?:what(?:'s| is) the (?:current )?(?:status|state|stage) of|in what state is)\s+(?P<name>.+?)"),
        "has the status",
        lambda record: record.status,
        r"status|stage|state",
    ),
    (
        _pattern(r"(?:when is|what(?:'s| is) the (?:due|target|end|close) date (?:of|for))\s+(?P<name>.+?)(?:\s+due)?"),
        "is due",
        lambda record: record.due,
        r"due|close ?date|target",
    ),
)
_Rows = list[tuple[str, list[Quote]]]


def answer_from_records(question: str, book: Book, generation: str, today: date) -> Answer | None:
    """Answer a question from records, or return None where they do not settle it."""
    text = " ".join(question.split())
    rows = _attribute(text, book) or _queried(text, book, today)
    quotes: list[Quote] = []
    claims = []
    for said, standing in rows:
        claims.append(Claim(said, tuple(range(len(quotes) + 1, len(quotes) + 1 + len(standing)))))
        quotes += standing
    return Answer(question, generation, tuple(claims), tuple(quotes)) if claims else None


def _queried(text: str, book: Book, today: date) -> _Rows:
    query = read_query(text, book, today)
    if query is None:
        return []
    chosen = [document for document in book.documents if query.matches(document)]
    if query.verb == "list":
        rows = ((document, _status_quote(document)) for document in chosen[:CITED])
        return [(f"{document.title}: {made.text.strip()}", [made]) for document, made in rows if made]
    return _summed(text, query, chosen) if query.verb == "sum" else _counted(text, chosen)


def _counted(text: str, chosen: list[Document]) -> _Rows:
    quotes = [made for document in chosen[:CITED] if (made := _status_quote(document))]
    return [(f"{_restated(text, str(len(chosen)))}{_breakdown(chosen)}.", quotes)] if quotes else []


def _summed(text: str, query: Query, chosen: list[Document]) -> _Rows:
    """Sum the amounts, or a field with numbers; a record without a number adds nothing."""
    names = r"^amount$" if query.summed == "amount" else query.summed
    rows = [made for document in chosen if (made := field_quote(document, names))]
    numbers = [_value(made.text) for made in rows]
    if not rows or None in numbers:
        return []
    total = sum(number for number in numbers if number is not None)
    return [(f"{_restated(text, f'{total:,.0f}')} (the sum of {len(rows)} records).", rows[:CITED])]


def _restated(text: str, number: str) -> str:
    """Return a question as its answer: "How many deals were lost?" is "3 deals were lost"."""
    rest = _ASKING.sub("", text).rstrip(" ?.")
    of = "" if re.match(r"(?:is|are|was|were)\b", rest, re.IGNORECASE) or text.lower().startswith("how many") else "of "
    return f"{number} {of}{rest}"


def _value(text: str) -> float | None:
    found = re.fullmatch(r"\D{0,4}([\d.,]+)\D{0,4}", text.strip())
    try:
        return float(found.group(1).replace(",", "")) if found else None
    except ValueError:
        return None


def _breakdown(documents: list[Document]) -> str:
    """Return how many have each status, where there are several."""
    counts = Counter(record_of(document).status or "no status" for document in documents)
    return f" ({', '.join(f'{count} {status}' for status, count in counts.most_common())})" if len(counts) > 1 else ""


def _attribute(text: str, book: Book) -> _Rows:
    for pattern, verb, read, names in _ATTRIBUTES:
        match = pattern.match(text)
        document = book.named(match.group("name")) if match else None
        made = field_quote(document, names) if document and read(record_of(document)) else None
        if document and made:
            return [(f"{document.title} {verb} {made.text.strip()}.", [made])]
    return []


def _status_quote(document: Document) -> Quote | None:
    return field_quote(document, r"^(?:status|stage ?name|stage|state)$") or field_quote(document, r".")
