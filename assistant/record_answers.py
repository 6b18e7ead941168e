"""Questions that records answer exactly: who owns it, how it stands, when it is due, how many, how much.

Nothing is guessed: a number is counted or summed from records, and the rows that it was made from are cited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

from assistant.domain import Answer, Claim, Document, Quote, Record
from assistant.records import Book, field_quote, record_of

CITED = 40
"""Rows that one claim cites at most; the claim says how many there are."""

_FINISHED_WORDS = ("done", "finished", "completed")
_CLOSED_WORDS = ("closed", "resolved")
_ABANDONED = re.compile(r"won.?t|cancel|reject|declin|duplicate|obsolete|abandon", re.IGNORECASE)
_OPEN_WORDS = ("open", "unfinished", "not done", "to do")
_STATE = "|".join(
    (
        *_FINISHED_WORDS,
        *_CLOSED_WORDS,
        "not done",
        "unfinished",
        "open",
        "to do",
        "in progress",
        "blocked",
        "overdue",
        "late",
    )
)
_NOUN = r"(?P<noun>issues?|tickets?|work items?|stories|bugs?|tasks?|epics?|children|cards?)"
_BELOW = (
    r"(?:of|in|under|for|below|on|within|from)\s+(?P<name>.+?)"
    rf"(?:\s+(?:are|is|were)\s+(?:still\s+)?(?P<late>{_STATE}))?"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"^{text}\s*\??$", re.IGNORECASE)


_COUNT = (
    _pattern(rf"how many\s+(?:(?P<state>{_STATE})\s+)?{_NOUN}\s+(?:are there\s+)?{_BELOW}"),
    _pattern(rf"how many\s+{_NOUN}\s+(?:are|is)\s+(?:still\s+)?(?P<state>{_STATE})\s+{_BELOW}"),
    _pattern(rf"how many\s+(?:(?P<state>{_STATE})\s+)?{_NOUN}\s+(?:does|has|do)\s+(?P<name>.+?)\s*(?:have|got)?"),
)
_LIST = _pattern(rf"(?:which|what|list(?: the| all)?)\s+(?:are the\s+)?(?:(?P<state>{_STATE})\s+)?{_NOUN}\s+{_BELOW}")
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
_PIPELINE = re.compile(r"\b(?:how much|total|sum|value)\b.*?\b(?:pipeline|opportunit)", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:ask(?:ed|ing)? for|request(?:ed|ing)?|want(?:ed|s|ing)?|need(?:ed|s|ing)?|mention(?:ed|s|ing)?)"
    r"\s+(?P<what>.+?)\s*\??$",
    re.IGNORECASE,
)

_Rows = list[tuple[str, list[Quote]]]


def answer_from_records(question: str, book: Book, generation: str, today: date) -> Answer | None:
    """Answer a question from records, or return None where they do not settle it."""
    text = " ".join(question.split())
    rows = _counted(text, book, today) or _listed(text, book, today) or _attribute(text, book) or _pipeline(text, book)
    quotes: list[Quote] = []
    claims = []
    for said, standing in rows:
        claims.append(Claim(said, tuple(range(len(quotes) + 1, len(quotes) + 1 + len(standing)))))
        quotes += standing
    return Answer(question, generation, tuple(claims), tuple(quotes)) if claims else None


def _counted(text: str, book: Book, today: date) -> _Rows:
    match = next((found for pattern in _COUNT if (found := pattern.match(text))), None)
    owner = book.named(match.group("name")) if match else None
    if match is None or owner is None:
        return []
    below, chosen, state = _selection(match, owner, book, today)
    quotes = [made for document in (chosen or below)[:CITED] if (made := _status_quote(document))]
    noun = match.group("noun").lower()
    if not state:
        return (
            [(f"{owner.title} has {_number(len(below), noun)} below it{_breakdown(below)}.", quotes)] if quotes else []
        )
    said = f"{len(chosen)} of {_number(len(below), noun)} below {owner.title} are {state}{_breakdown(chosen)}."
    return [(said, quotes)] if quotes else []


def _listed(text: str, book: Book, today: date) -> _Rows:
    match = _LIST.match(text)
    owner = book.named(match.group("name")) if match else None
    if match is None or owner is None:
        return []
    _, chosen, _ = _selection(match, owner, book, today)
    rows = ((document, _status_quote(document)) for document in chosen[:CITED])
    return [(f"{document.title}: {made.text.strip()}", [made]) for document, made in rows if made]


def _selection(
    match: re.Match[str], owner: Document, book: Book, today: date
) -> tuple[list[Document], list[Document], str]:
    """Return the records below a named one of the type asked for, those in the state asked for, and that state."""
    named = match.groupdict()
    state = (named.get("state") or named.get("late") or "").lower()
    below = [d for d in book.below(record_of(owner).key) if _is_type(record_of(d), named["noun"])]
    return below, [d for d in below if not state or _in_state(record_of(d), state, today)], state


def _number(count: int, noun: str) -> str:
    one = {"stories": "story", "opportunities": "opportunity", "children": "child"}.get(noun, noun.removesuffix("s"))
    many = {"story": "stories", "opportunity": "opportunities", "child": "children"}.get(one, f"{one}s")
    return f"{count} {one if count == 1 else many}"


def _breakdown(documents: list[Document]) -> str:
    """Return how many have each status, where there are several."""
    counts = Counter(record_of(document).status or "no status" for document in documents)
    return f" ({', '.join(f'{count} {status}' for status, count in counts.most_common())})" if len(counts) > 1 else ""


def _is_type(record: Record, noun: str) -> bool:
    word = {"stories": "story"}.get(noun.lower(), noun.lower().removesuffix("s"))
    return record.type == word if word in ("story", "bug", "task", "epic") else True


def _in_state(record: Record, state: str, today: date) -> bool:
    if state in _FINISHED_WORDS:
        return record.done and not _ABANDONED.search(record.status or "")
    if state in _CLOSED_WORDS:
        return record.done
    if state in _OPEN_WORDS:
        return not record.done
    if state in ("overdue", "late"):
        return not record.done and record.due is not None and record.due[:10] < today.isoformat()
    return state in (record.status or "").lower()


def _attribute(text: str, book: Book) -> _Rows:
    for pattern, verb, read, names in _ATTRIBUTES:
        match = pattern.match(text)
        document = book.named(match.group("name")) if match else None
        made = field_quote(document, names) if document and read(record_of(document)) else None
        if document and made:
            return [(f"{document.title} {verb} {made.text.strip()}.", [made])]
    return []


def _pipeline(text: str, book: Book) -> _Rows:
    """Sum the open opportunities, of the accounts that asked for something where the question says so."""
    if not _PIPELINE.search(text):
        return []
    wish = _WISH.search(text)
    wanted = wish.group("what").strip(" ?.") if wish else None
    rows = [d for d in book.documents if (r := record_of(d)).type == "opportunity" and not r.done and r.amount]
    if wanted:
        rows = [document for document in rows if _mentions(document, book, wanted)]
    quotes = [made for document in rows[:CITED] if (made := field_quote(document, r"amount"))]
    total = sum(record_of(document).amount or 0.0 for document in rows)
    among = f" with accounts that asked for {wanted}" if wanted else ""
    return (
        [(f"{_number(len(rows), 'opportunities')} still open{among} add up to {total:,.0f}.", quotes)] if quotes else []
    )


def _mentions(document: Document, book: Book, wanted: str) -> bool:
    account = book.by_key.get(record_of(document).parent or "")
    what = re.compile(rf"\b{re.escape(wanted)}\b", re.IGNORECASE)
    return any(what.search(one.text) for one in (document, account) if one)


def _status_quote(document: Document) -> Quote | None:
    return field_quote(document, r"^(?:status|stage ?name|stage|state)$") or field_quote(document, r".")
