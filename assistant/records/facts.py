"""Questions about one record: who owns it, how it stands, when it was closed, what it is worth, what it relates to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain import Block, Document, Quote, Record, Role
from assistant.quotes import quote
from assistant.records.book import Book, record_of
from assistant.records.cells import (
    amount_cells,
    closed_cell,
    created_cell,
    currency,
    due_cell,
    owner_cell,
    status_cell,
    updated_cell,
    written,
)

Rows = list[tuple[str, list[Quote]]]
"""Sentences, each with the quotes that it stands on."""

_WHAT = r"what(?:'s|’s| is| was)"
_OWNS = r"is (?:the owner of|responsible for|accountable for|assigned to|in charge of|leading|running)"
_SHOWN = 5
_NAME = r"(?P<name>.+?)"
_WHO_IS, _ITS = r"who(?:'s|’s| is) ", r"(?:'s|’s|s'|s’)"
_CLOSED = r"(?:closed|resolved|done|finished|completed|won|lost)"


@dataclass(frozen=True, slots=True)
class _Fact:
    """A question about a record, how it is answered ("is due"), the cells that say it, and what they say in words."""

    asked: re.Pattern[str]
    said: str
    cells: Callable[[Document], list[Quote]]

    def answer(self, exports: list[Document]) -> Rows:
        """Return the answer from the first export of a record in which a cell has it."""
        for document in exports:
            if made := self.cells(document):
                return [(f"{document.title} {self.said} {self._words(document, made)}.", made)]
        return []

    def _words(self, document: Document, made: list[Quote]) -> str:
        amount = record_of(document).amount
        if self.cells is _amount and amount is not None:
            unit = currency(record_of(document), made[0].text, document)
            return f"{written(amount)} {unit}".strip()
        if self.cells is _closing and (time := made[0].locator.time):
            return f"on {time[:10]}"
        return ", ".join(one.text.strip() for one in made)


def _one(made: Quote | None) -> list[Quote]:
    return [made] if made else []


def _cell(
    read: Callable[[Record], str | None], find: Callable[[Document, str], Quote | None]
) -> Callable[[Document], list[Quote]]:
    """Return a reader of the cell that a part of the record came from."""

    def cells(document: Document) -> list[Quote]:
        part = read(record_of(document))
        return _one(find(document, part)) if part else []

    return cells


def _closing(document: Document) -> list[Quote]:
    """Return the day on which a record that is over was closed, the last change to its status if it has no day."""
    record = record_of(document)
    if not record.done:
        return []
    ends = [change.time for change in record.history if change.after == record.status]
    moment = record.resolved or (ends[-1] if ends else None)
    return _one(closed_cell(document, moment)) if moment else []


def _amount(document: Document) -> list[Quote]:
    amount = record_of(document).amount
    return [] if amount is None else amount_cells(document, amount)


def _related(document: Document, *relations: str) -> list[Quote]:
    """Return the cells that name what a record relates to."""
    keys = {link.key.casefold() for link in record_of(document).links if link.name in relations}
    fields = [block for block in document.blocks if block.role == Role.FIELD]
    return [
        made
        for block in fields
        if _is_one_of(document, block, keys) and (made := quote(document, block.start, block.end))
    ]


def _is_one_of(document: Document, block: Block, keys: set[str]) -> bool:
    words = " ".join(document.text[block.start : block.end].casefold().split())
    turned = " ".join(reversed(words.split(", ", 1)))
    return words in keys or turned in keys


def _manager(document: Document) -> list[Quote]:
    """Return who a person reports to: the cell that names the manager, by name, number or address."""
    named = _related(document, "manager")
    if named or not any(link.name == "manager" for link in record_of(document).links):
        return named[:1]
    wanted = re.compile(r"manager|report(?:s|ing) to|supervisor|vorgesetzte|responsable", re.IGNORECASE)
    cells = (b for b in document.blocks if b.role == Role.FIELD and wanted.search(b.locator.field or ""))
    return [made for block in cells if (made := quote(document, block.start, block.end))][:1]


def _facts(said: str, cells: Callable[[Document], list[Quote]], *asked: str) -> tuple[_Fact, ...]:
    return tuple(_Fact(re.compile(rf"^{one}\s*\??$", re.IGNORECASE), said, cells) for one in asked)


_FACTS = (
    *_facts(
        "is owned by",
        _cell(lambda record: record.owner, owner_cell),
        rf"who\s+(?:owns|leads|runs|works on|is working on|{_OWNS})\s+{_NAME}",
        rf"who(?:'s|’s| is) the (?:owner|assignee|lead) of\s+{_NAME}",
        rf"(?:{_WHO_IS})?{_NAME}{_ITS} (?:owner|assignee|lead)",
        rf"wem gehört\s+{_NAME}",
        rf"wer (?:verantwortet|leitet|führt|betreut)\s+{_NAME}",
        rf"wer ist (?:verantwortlich für|für)\s+{_NAME}(?: verantwortlich)?",
        rf"quién (?:es (?:el |la )?responsable de|dirige|lleva)\s+{_NAME}",
    ),
    *_facts(
        "has the status",
        _cell(lambda record: record.status, status_cell),
        rf"{_WHAT} the (?:current )?(?:status|state|stage) of\s+{_NAME}",
        rf"in what state is\s+{_NAME}",
        rf"is\s+{_NAME}\s+(?:already |now |still )?(?:done|finished|closed|completed?|ready|resolved|open|in progress)"
        r"(?: yet| now)?",
        rf"(?:{_WHAT} )?{_NAME}{_ITS} (?:current )?(?:status|state|stage)",
        rf"(?:was|wie) ist der (?:status|stand) von\s+{_NAME}",
        rf"(?:cuál|qué) es el estado de\s+{_NAME}",
    ),
    *_facts(
        "is due",
        _cell(lambda record: record.due, due_cell),
        rf"when is\s+{_NAME}(?:\s+due)?",
        rf"{_WHAT} the (?:due|target|end|close) date (?:of|for)\s+{_NAME}",
        rf"(?:{_WHAT} )?{_NAME}{_ITS} (?:due|target|end|close) date",
        rf"wann ist\s+{_NAME}\s+fällig",
        rf"cuándo vence\s+{_NAME}",
    ),
    *_facts(
        "was closed",
        _closing,
        rf"when (?:was|were|is|did|has)\s+{_NAME}\s+(?:been )?{_CLOSED}",
        rf"when did we (?:close|win|lose|finish|resolve)\s+{_NAME}",
    ),
    *_facts(
        "was created",
        _cell(lambda record: record.created, created_cell),
        rf"when was\s+{_NAME}\s+(?:created|opened|raised|reported|added)",
    ),
    *_facts(
        "was last updated",
        _cell(lambda record: record.updated, updated_cell),
        rf"when was\s+{_NAME}\s+(?:last )?(?:updated|changed|modified)(?: last)?",
    ),
    *_facts(
        "is worth",
        _amount,
        rf"how (?:much|big|large) is\s+(?:the )?{_NAME}(?: deal| opportunity)?(?: worth)?",
        rf"{_WHAT} the (?:value|amount|size|acv|budget|worth) (?:of|for)\s+{_NAME}",
        rf"{_WHAT}\s+{_NAME} worth",
        rf"(?:{_WHAT} )?{_NAME}{_ITS} (?:value|amount|size|budget)",
    ),
    *_facts(
        "reports to",
        _manager,
        rf"who does\s+{_NAME}\s+report to",
        rf"who(?:'s|’s| is) (?:the )?(?:manager|boss|supervisor) of\s+{_NAME}",
        rf"who(?:'s|’s| is)\s+{_NAME}(?:'s|’s|s') (?:manager|boss|supervisor)",
    ),
    *_facts(
        "is in the team",
        lambda document: _related(document, "team")[:1],
        rf"(?:which|what) (?:team|department) (?:is|does)\s+{_NAME}\s+(?:in|on|belong to|work in|work for)",
    ),
    *_facts(
        "belongs to",
        lambda document: _related(document, "account", "parent")[:1],
        rf"(?:which|what|whose) (?:account|customer|company|epic|initiative|objective|goal) (?:is|does)\s+{_NAME}"
        r"\s+(?:for|under|below|part of|belong to|with)",
    ),
    *_facts(
        "is blocked by",
        lambda document: _related(document, "is blocked by", "blocked by"),
        rf"what (?:blocks|is blocking)\s+{_NAME}",
        rf"what is\s+{_NAME}\s+blocked by",
        rf"which (?:issues|work items|tickets) block\s+{_NAME}",
    ),
)


_OF_SORT = re.compile(
    r"^(?:the |our )?(?:key result|epic|initiative|project|deal|opportunity|issue|ticket|bug|story|task|account"
    r"|customer"
    r"|objective|goal|case)\s+(?=\w)",
    re.IGNORECASE,
)
"""What a thing is, said before its name."""


def facts(text: str, book: Book) -> Rows:
    """Return the answer to a question about one record, nothing where it is none or no cell says it."""
    for fact in _FACTS:
        match = fact.asked.match(text)
        named = (book.named(match["name"]) or book.named(_OF_SORT.sub("", match["name"]))) if match else []
        answers = [rows for document in named if (rows := fact.answer(_exports(document, book)))]
        if answers:
            # The name is first of all that of the record above the others; without an answer there, of each of them.
            first = bool(fact.answer(_exports(named[0], book)))
            return [row for rows in answers[: 1 if first else _SHOWN] for row in rows]
        if named and fact.cells is _closing and (still := _still_open(named[0])):
            return still
    return _transition(text, book)


def _still_open(document: Document) -> Rows:
    """Return that a record is not over, with the status that it has."""
    record = record_of(document)
    made = status_cell(document, record.status) if record.status and not record.done else None
    return [(f"{document.title} is not closed: it has the status {made.text.strip()}.", [made])] if made else []


def subject_of(text: str) -> str | None:
    """Return the name that a question about one record has, None where it is no such question."""
    matches = (fact.asked.match(text) for fact in _FACTS)
    return next((match["name"] for match in matches if match), None)


def _exports(document: Document, book: Book) -> list[Document]:
    """Return a record as it was exported last, then older exports in which it stands as it does now."""
    now = record_of(document)
    older = book.copies.get(document.id, [])
    return [document, *(o for o in older if (record_of(o).status, record_of(o).done) == (now.status, now.done))]


_MOVED = re.compile(
    r"^when (?:was|did|has)\s+(?P<name>.+?)\s+(?:been )?(?:moved?|set|put|changed?|go|gone|get|become)\s+"
    r"(?:in ?to |to |back to )?(?P<state>.+?)\s*\??$",
    re.IGNORECASE,
)


def _transition(text: str, book: Book) -> Rows:
    """Return when a record got a status, from its history: each time that it did."""
    match = _MOVED.match(text)
    named = book.named(match.group("name")) if match else []
    if match is None or not named:
        return []
    state = match.group("state").strip("\"'“”").casefold()
    exports = (named[0], *book.copies.get(named[0].id, []))
    return next(filter(None, (_changes(export, state) for export in exports)), [])


def _changes(document: Document, state: str) -> Rows:
    rows: Rows = []
    for block in document.blocks:
        said = document.text[block.start : block.end].strip()
        changed = (block.locator.field or "").endswith(" history") and block.locator.time
        if changed and said.casefold() == state and (made := quote(document, block.start, block.end)):
            rows.append((f"{document.title} was set to {said} on {str(block.locator.time)[:10]}.", [made]))
    return rows
