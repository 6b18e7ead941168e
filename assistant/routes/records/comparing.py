"""Hold two things against each other: from records where they say it, else by what the documents say of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from assistant.domain import Answer, Kind, Quote
from assistant.evidence_mode.answering import said_of
from assistant.evidence_mode.mentions import mentions, speaks_to
from assistant.records.book import Book, record_of
from assistant.records.facts import Rows, facts
from assistant.records.groups import MONEY
from assistant.records.ranked import DOING
from assistant.routes.records.answers import measured
from assistant.routes.wording.shapes import Comparison
from assistant.search.retrieval import Retriever

_Number = tuple[float, Rows] | None
_Reader = Callable[[str], _Number]

_EACH = 2
"""Sentences of each of the two, where documents are asked."""
_MORE = re.compile(
    r"\b(?P<way>more|most|fewer|fewest|less|least|larger|largest|bigger|biggest)\b\s*(?P<what>[^?]*)$", re.I
)
_WORTH = re.compile(
    r"\b(?:worth|costs?|larger|largest|bigger|biggest|smaller|smallest|cheaper|dearer|more expensive)\b", re.I
)
_DUE = re.compile(r"\b(?:due|ends?|finish\w*|closes?|deadline|ready|first|earlier|sooner|later|last)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:fewer|fewest|less|least|smaller|smallest|cheaper)\b", re.IGNORECASE)
_FORMS = ("How many {what} does {{}} have", "How many {what} of {{}} are there", "How much {what} does {{}} have")
_FACTS = ("What is the status of {}", "Who owns {}", "When is {} due", "What is the value of {}")


def compare(
    question: str, asked: Comparison, retriever: Retriever, book: Book, today: date, kinds: Sequence[Kind] = ()
) -> Answer | None:
    """Return what stands on each side, the decision first where records make it; None where neither side has anything.

    `reason` names the side of which the documents say nothing.
    """
    sides = (asked.one, asked.other)
    if asked.counted and (counted := [] if kinds else _counted(asked, book, today)):
        return Answer.of(question, retriever.index.generation, counted)
    rows = [] if kinds else _decided(asked, book, today)
    if not rows:
        each = [_of_side(asked, side, retriever, book, kinds) for side in sides]
        silent = [side for side, found in zip(sides, each, strict=True) if not found]
        if len(silent) == len(sides):
            return None
        reason = f"Of {silent[0]} the documents that you may read do not say it." if silent else None
        return Answer.of(question, retriever.index.generation, [row for found in each for row in found], reason)
    return Answer.of(question, retriever.index.generation, rows)


def _decided(asked: Comparison, book: Book, today: date) -> Rows:
    """Return the decision that records make, with what they say of each side; nothing where they do not make it."""
    for read in _readers(asked.aspect, book, today):
        values = [read(side) for side in (asked.one, asked.other)]
        if all(values):
            (one, mine), (other, theirs) = (value for value in values if value)
            return [_decision(asked, one, other, mine, theirs), *mine, *theirs]
    return []


def _counted(asked: Comparison, book: Book, today: date) -> Rows:
    """Return what is counted of each side, nothing where records do not count it of both."""
    for form in _forms(asked.counted):
        each = [_measured(form.format(what=asked.counted), book, today, side) for side in asked.of]
        if all(each):
            return [row for counted in each if counted for row in counted[1]]
    return []


def _forms(what: str) -> list[str]:
    """Return the questions for the number that something has; of money how much of it first."""
    return sorted(_FORMS, key=lambda form: not form.startswith("How much")) if MONEY.search(what) else list(_FORMS)


def _readers(aspect: str, book: Book, today: date) -> list[_Reader]:
    """Return what reads the number of a side that the aspect asks for, the likeliest first."""
    found: list[_Reader] = []
    more = _MORE.search(aspect)
    did = _done(aspect[: more.start()].strip().lower()) if more else None
    what = f"{did} {more['what']}".strip() if more and did is not None else ""
    if more and more["what"].strip() and did is not None:
        found += [partial(_measured, form.format(what=what), book, today) for form in _forms(what)]
    if _WORTH.search(aspect):
        found.append(partial(_worth, book))
    if _DUE.search(aspect):
        found.append(partial(_due, book))
    return found


def _done(before: str) -> str | None:
    """Return the state that the verb before "more" asks for ("won": won, "has": any), None where it is another verb."""
    verbs = sorted(DOING, key=len, reverse=True)
    return next((DOING[verb] for verb in verbs if f" {before}".endswith(f" {verb}")), None) if before else ""


def _measured(form: str, book: Book, today: date, side: str) -> _Number:
    return measured(form.format(side), book, today)


def _worth(book: Book, side: str) -> _Number:
    rows = facts(f"How much is {side} worth", book)
    amount = record_of(rows[0][1][0].document).amount if rows else None
    return (amount, rows) if amount is not None else None


def _due(book: Book, side: str) -> _Number:
    rows = facts(f"When is {side} due", book)
    due = record_of(rows[0][1][0].document).due if rows else None
    return (float(date.fromisoformat(due[:10]).toordinal()), rows) if due else None


def _decision(asked: Comparison, one: float, other: float, mine: Rows, theirs: Rows) -> tuple[str, list[Quote]]:
    """Return which of the two it is, on the cells of both."""
    cells = [made for _, standing in (*mine, *theirs) for made in standing]
    if one == other:
        return f"{asked.one} and {asked.other} are equal in that.", cells
    lower = bool(_LESS.search(asked.aspect)) or (
        bool(_DUE.search(asked.aspect)) and not re.search(r"\b(?:later|last|more|most)\b", asked.aspect, re.IGNORECASE)
    )
    first = (one < other) == lower
    return f"It is {asked.one if first else asked.other}, not {asked.other if first else asked.one}.", cells


def _of_side(asked: Comparison, side: str, retriever: Retriever, book: Book, kinds: Sequence[Kind]) -> Rows:
    """Return what is said of one side: in anything its facts and what names it best, else what is about the aspect."""
    known = [] if asked.aspect or kinds else [row for form in _FACTS for row in facts(form.format(side), book)[:1]]
    text = f"{side} {asked.aspect}".strip()
    found = mentions(side, text, retriever, kinds)
    if asked.aspect:
        found = [piece for piece in found if speaks_to(piece)]
    return [*known, *(row for piece in found if (row := said_of(piece)))][: len(known) + _EACH]
