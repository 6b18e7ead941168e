"""An answer or a verdict as a paper to take along: what is said, and below it each quote with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Answer, Assessment, Quote
from assistant.index.ages import age, date_words
from assistant.nights.tracing import State, Traced
from assistant.pages.citations import Citations, ordered, place_of
from assistant.pages.safe import visible
from assistant.pages.wording import DIMENSIONS, LEVELS, VERDICTS, readable_times
from assistant.text.plain import plain

_NOT_IN_A_NAME = re.compile(r"[^\w-]+")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the words of a document, in one line, and where they stand."""

    number: int
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is said, below a label where it has one, with the numbers of its footnotes."""

    text: str
    notes: tuple[int, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is exported: `about` says what it is and of when, `lead` is the verdict of an assessment."""

    title: str
    about: str
    lead: str
    lines: tuple[Line, ...]
    remarks: tuple[Line, ...]
    notes: tuple[Note, ...]

    @property
    def name(self) -> str:
        """Return what a file of it is called, without an ending."""
        words = _NOT_IN_A_NAME.sub("-", self.title).strip("-")[:_LONGEST_NAME].strip("-")
        return words or "answer"


def paper_of(answer: Answer, today: date, changed: Iterable[Traced] = ()) -> Paper:
    """Return an answer as a paper; where it is an assessment that was made, its findings are what is said.

    `changed` are the quotes that say something else since, or stand somewhere else: their footnotes tell.
    """
    assessment = answer.assessment
    about = f"Answered by Bearing from the organisation's documents on {date_words(today.isoformat())}."
    if assessment is not None and assessment.found and assessment.verdict is not None:
        name, sentence = VERDICTS[assessment.verdict]
        sure = f" Confidence: {assessment.confidence}." if assessment.confidence else ""
        title, lead = f"{assessment.initiative}: is it outcome-aligned?", f"{name}. {sentence}{sure}"
        said, remarks = tuple(_findings(assessment, Citations.of(answer))), tuple(_advice(assessment))
    else:
        title, lead = answer.question, ""
        said = tuple(Line(_clean(claim.text), claim.citations) for claim in answer.claims)
        remarks = tuple(Line(_clean(text)) for text in (answer.reason,) if text)
    aged = (Line(answer.age),) if answer.age else ()
    lines, order = _numbered(said)
    quotes = Citations.of(answer).quotes
    before = {place_of(one.quote): one.cited.words for one in changed if one.quote and one.state is State.REWORDED}
    notes = tuple(
        _note(at, quotes[number - 1], today, before.get(place_of(quotes[number - 1])))
        for at, number in enumerate(order, start=1)
    )
    return Paper(_clean(title), about, _clean(lead), lines, (*remarks, *aged), notes)


def _findings(assessment: Assessment, citations: Citations) -> Iterator[Line]:
    for finding in ordered(assessment):
        numbers = tuple(dict.fromkeys(citations.number(made) for made in finding.quotes))
        label = f"{DIMENSIONS[finding.dimension]} ({LEVELS[finding.level].lower()})"
        yield Line(_clean(finding.reason), numbers, label)


def _advice(assessment: Assessment) -> Iterator[Line]:
    told = (
        ("Ask the owner", assessment.question_for_owner),
        ("As an outcome", assessment.rewrite),
        ("What would change it", assessment.would_change),
    )
    for label, text in told:
        if text:
            yield Line(_clean(text), (), label)


def _numbered(said: Sequence[Line]) -> tuple[tuple[Line, ...], list[int]]:
    """Return the lines with footnotes counted as they first appear, and the citation behind each footnote."""
    order = list(dict.fromkeys(number for line in said for number in line.notes))
    again = {number: at for at, number in enumerate(order, start=1)}
    return tuple(Line(line.text, tuple(again[n] for n in line.notes), line.label) for line in said), order


def _note(number: int, made: Quote, today: date, before: str | None) -> Note:
    document = made.document
    title = document.record.title if document.record else plain(document.title)
    where = made.locator.label()
    dated = f"{date_words(document.date)} ({age(document.date, today)})" if document.date else "undated"
    said = f"reworded since, it said: “{before}”" if before else ""
    parts = (title, document.path, "" if where == "whole document" else readable_times(where), dated, said)
    return Note(number, _clean(made.text), _clean(" · ".join(part for part in parts if part)))


def _clean(text: str) -> str:
    """Return text in one line without what no reader sees, which some formats cannot hold."""
    return " ".join(visible(text).split())
