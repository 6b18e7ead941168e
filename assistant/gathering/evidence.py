"""What the documents say about one initiative: its lines, how each belongs to it, and what each is about."""

from __future__ import annotations

import re

from assistant.catalogue.initiatives import Catalogue, Initiative
from assistant.domain import Role
from assistant.encoder.statements import Statement, Statements
from assistant.gathering.gathering import GOAL_NUMBER, LONGEST_GOAL_NAME, SENTENCE, Gatherer, Span
from assistant.gathering.lines import UNREAD, Evidence, Line, Relation, is_prompt, unnamed
from assistant.gathering.naming import ASIDE
from assistant.text.plain import plain
from assistant.text.sections import LABEL, Section, label_of, section_of

MOST_JUDGED = 80
"""Sentences that are judged as statements: at some 100 a second, an assessment stays within a second."""
FEW_JUDGED = 30
"""Those of a name that stands everywhere."""
_GOAL_OF_ALL = re.compile(
    r"(?:(?:the|our|related|parent) )*(?:yearly|annual|company|corporate|strategic|organi[sz]ation(?:al)?|top[- ]level|"
    r"higher[- ]level|parent|related|department(?:al)?|20\d\d|FY ?\d\d) (?:goals?|objectives?|priorit(?:y|ies)|okrs?|"
    r"outcomes?)",
    re.IGNORECASE,
)
"""How a label calls the goal of those above: "Yearly goal"."""


def gather(initiative: Initiative, catalogue: Catalogue, statements: Statements) -> Evidence:
    """Return the evidence of an initiative, every line classified."""
    gatherer = Gatherer(initiative, catalogue)
    spans = list(gatherer.read())
    texts = [plain(span.document.text[span.start : span.end]) for span in spans]
    judged = _worth_judging(spans, FEW_JUDGED if gatherer.stands_everywhere else MOST_JUDGED)
    read = [_stated(spans[at], texts[at], initiative) or "-" for at in judged]
    told = dict(zip(judged, statements.classify(read), strict=True))
    lines: list[Line] = []
    templates: list[Line] = []
    for at, (span, text) in enumerate(zip(spans, texts, strict=True)):
        line = _line(span, text, told.get(at, UNREAD))
        (templates if is_prompt(line) else lines).append(line)
    record = next(
        (a.document for a in initiative.anchors if a.document.record and a.document.key == initiative.key), None
    )
    children = tuple(catalogue.children(initiative.key)) if initiative.key else ()
    return Evidence(initiative, tuple(lines), record, children, tuple(templates), frozenset(gatherer.pages))


def _worth_judging(spans: list[Span], most: int) -> list[int]:
    """Return which spans are judged as statements: the closest ones, intent and records first, up to a number."""
    close = [
        at
        for at, span in enumerate(spans)
        if span.relation <= Relation.COMMENT and span.document.kind not in ASIDE and not span.is_split
    ]
    close.sort(
        key=lambda at: (spans[at].relation, not (spans[at].document.kind.is_intent or spans[at].document.record), at)
    )
    return sorted(close[:most])


def _stated(span: Span, text: str, initiative: Initiative) -> str:
    """Return what a line states: of a row that names the initiative in a cell, the longest of its other cells."""
    cells = text.split(" | ")
    if span.block.role is Role.ROW and span.block.columns and len(cells) > 2 and not span.is_cell:
        longest = max(cells[1:], key=lambda cell: len(cell.split()))
        if len(longest.split()) >= SENTENCE and len(longest.split()) > len(cells[0].split()):
            return longest
    return unnamed(text, initiative)


def _line(span: Span, text: str, statement: Statement) -> Line:
    label = label_of(text)
    block = span.block
    role = Role.FIELD if span.is_cell else block.role
    column = next((found for name in block.columns[:1] if role is Role.ROW and (found := section_of(name))), None)
    section = (
        _section_of_labelled(label, text)
        if label
        else column
        if column in (Section.OUTCOME, Section.MEASURE)
        else span.section
    )
    raw = span.document.text[span.start : span.end]
    cells = tuple(zip(block.columns, raw.split(" | "), strict=False)) if block.columns and role is Role.ROW else ()
    return Line(
        span.document,
        span.start,
        span.end,
        text,
        span.relation,
        section,
        span.heading,
        role,
        span.date,
        statement,
        cells,
        label[0] if label else "",
    )


def _section_of_labelled(label: tuple[str, Section], text: str) -> Section:
    """Return what a label announces; above the initiative's own, a few words name the goal that is served.

    "Yearly goal: Shorter waits" names one; "Goal: Shorter waits" may state its own.
    """
    said = LABEL.sub("", text, count=1)
    names_it = bool(GOAL_NUMBER.match(said)) or len(said.split()) <= LONGEST_GOAL_NAME
    return Section.LINK if names_it and _GOAL_OF_ALL.match(label[0]) else label[1]
