"""Look at a document for statements that name outputs, each with the sentence that would make an outcome of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.assessing.advice import rewrite_of_output
from assistant.domain import Block, Document, Role
from assistant.encoder.statements import Label, Statement, Statements
from assistant.findings.bookkeeping import is_bookkeeping
from assistant.findings.case import SILENT
from assistant.findings.outcome_or_output import GOAL_PHRASE, states_output
from assistant.gathering.lines import Line, Relation, bare, is_prompt
from assistant.text.measures import reports_completion
from assistant.text.plain import plain
from assistant.text.sections import Section, announced, label_of, section_of, section_of_title
from assistant.text.surface import DELIVERY, is_delivery, without_label
from assistant.text.walk import cell_spans, pieces

_MEANT = (Section.OUTCOME, Section.MEASURE, Section.DELIVERABLES)
_NOUN_GOES_ON = re.compile(r"(?:of|for|from|by|in|on|at|is|are|was|were|has|had|have|and|,)\b|$", re.IGNORECASE)
"""After a word that is a noun as well ("Plan for ...", "Report of ..."), this tells that it is one here."""
_AHEAD = re.compile(
    r"\b(?:will|shall|must|should|going to|plan(?:s|ned|ning)? to|aims? to|intends? to|wants? to|needs? to|"
    r"(?:is|are) to)\s+(?:(?:also|then|first|now|\w+ly)\s+)?(?:be\s+)?([A-Za-z-]+)",
    re.IGNORECASE,
)
_UNREAD = Statement(0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Output:
    """A statement that names an output: where it stands in the document, and the outcome sentence with blanks."""

    start: int
    end: int
    rewrite: str


def outputs_in(document: Document, start: int, end: int, statements: Statements) -> tuple[Output, ...]:
    """Return the statements that name outputs in a stretch of a document, by the rules of the assessment.

    That is what is meant to be made or done: a commitment, or what stands as a goal, a measure or a deliverable. What
    will not be done, a risk or a status is none, nor is what merely happened. In a row it is the cell.
    """
    lines = [line for line in _lines(document, start, end) if _may_state(line)]
    told = statements.classify([bare(line.text) or "-" for line in lines])
    judged = [replace(line, statement=statement) for line, statement in zip(lines, told, strict=True)]
    return tuple(Output(line.start, line.end, _rewrite(line)) for line in judged if _names_output(line))


def _may_state(line: Line) -> bool:
    return line.section not in SILENT and not is_bookkeeping(line) and not is_prompt(line)


def _names_output(line: Line) -> bool:
    if reports_completion(line.text):
        return True
    listed = line.role is not Role.TEXT and section_of(line.heading) in _MEANT
    meant = listed or bool(GOAL_PHRASE.search(line.text)) or is_commitment(line.text)
    return meant and line.statement.label is Label.OUTPUT and states_output(line)


def is_commitment(text: str) -> bool:
    """Whether a sentence says that something is to be made or done: "Launch ...", "we will build ..."."""
    first, _, rest = without_label(bare(text)).strip(" *_-").partition(" ")
    ordered = first.lower() in DELIVERY and not _NOUN_GOES_ON.match(rest)
    return ordered or any(is_delivery(found[1].lower()) for found in _AHEAD.finditer(text))


def _rewrite(line: Line) -> str:
    """Return the outcome sentence; the date of a cell stands in another cell of its row."""
    row = line.document.block_at(line.start) if line.role is Role.ROW else None
    return rewrite_of_output(plain(line.document.text[row.start : row.end]) if row else line.text)


def _lines(document: Document, start: int, end: int) -> Iterator[Line]:
    """Yield the sentences of a stretch, and the cells of its rows; headings announce, they state nothing."""
    for block in document.blocks:
        if block.end <= start or block.start >= end or block.role in (Role.HEADING, Role.HEADER):
            continue
        if block.role is Role.ROW:
            yield from _cells(document, block)
        else:
            for first, last, heading in pieces(document, block):
                yield _line(document, block, first, last, heading)


def _cells(document: Document, block: Block) -> Iterator[Line]:
    """Yield the cells of a row; a column says what its cells are about as a heading does."""
    spans = [span for span in cell_spans(document.text, block) if span[0] < span[1]]
    named = block.columns if len(block.columns) == len(spans) else ("",) * len(spans)
    for (first, last), column in zip(spans, named, strict=True):
        line = _line(document, block, first, last, None)
        about = section_of(column)
        yield replace(line, section=about or line.section, heading=column if about else line.heading)


def _line(document: Document, block: Block, start: int, end: int, heading: str | None) -> Line:
    text = plain(document.text[start:end])
    trail = list(reversed(block.trail))
    section, title = announced([heading] if heading else [], trail, block.locator.field)
    if trail and title == trail[-1] == document.title and heading is None:
        section = section_of_title(title)
    if label := label_of(text):
        section = label[1]
    nearest = heading or next((name for name in trail if name != document.title), "")
    return Line(document, start, end, text, Relation.OWN, section, nearest, block.role, document.date, _UNREAD)
