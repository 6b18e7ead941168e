"""What was done, planned or left in a sprint or release with a number, from the document that is called so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import Answer, Block, Document, Role
from assistant.index.reader import Index
from assistant.records.facts import Rows
from assistant.records.rows import CITED
from assistant.routes.documents.named_sections import MOST, first_of, quoted
from assistant.search.question_words import number_match, numbered
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import openings

_NOUNS = r"(?:sprint|iteration|increment|release|cycle|wave|phase|round|stage|milestone|version)"
_LAST = rf"(?:the |our )?(?:last|latest|newest|most recent|current) (?P<noun>{_NOUNS})"
_THING = rf"(?P<thing>{_LAST}|(?:the |our )?(?:{_NOUNS} #?\d{{1,4}}|\w+ {_NOUNS}))"
_DONE = (
    r"done|deliver(?:ed)?|achieved?|accomplish(?:ed)?|completed?|finish(?:ed)?|ship(?:ped)?|built|build|merged?|closed?"
)
_PLANNED = r"planned|plan|goals?|aims?|scheduled"
_BLOCKED = r"blocked|stuck|blocking(?: us)?"
_LEFT = r"left(?: over)?|moved|carried over|not (?:done|finished|completed)"
_AT = r"(?:in|during|at|by|for|of|from)"
_ITEMS = r"(?:tickets?|issues?|(?:work |backlog )?items?|stor(?:y|ies)|tasks?|things?|cards?|pull requests?|prs?)"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^what (?:was|were|has been|got|is|are|stayed|remained) (?:the )?"
        rf"(?P<side>{_BLOCKED}|{_LEFT}|{_DONE}|{_PLANNED}) {_AT} {_THING}$",
        rf"^what did (?:we|you|they|the team|our team) (?:get )?(?P<side>do|{_DONE}|{_PLANNED}) {_AT} {_THING}$",
        rf"^(?P<counts>how many) {_ITEMS} (?:was|were|have been|got|are|stayed|remained) "
        rf"(?P<side>{_BLOCKED}|{_LEFT}|{_DONE}|{_PLANNED}) {_AT} {_THING}$",
        rf"^(?P<counts>how many) {_ITEMS} did (?:we|you|they|the team|our team) (?:get )?(?P<side>{_DONE}|{_PLANNED})"
        rf" {_AT} {_THING}$",
        rf"^what did {_THING} (?P<side>{_DONE}|bring|produce)$",
        rf"^what(?: has)? happened (?:in|during|at|with) {_THING}$",
        rf"^(?:summari[sz]e|sum up|tell me about|what about) {_THING}$",
    )
)
_HEADINGS = (
    (_BLOCKED, r"\b(?:blocked|blockers?|impediments?|obstacles)\b"),
    (_LEFT, r"\b(?:moved|carried|left|remaining|not (?:done|finished|completed|merged))\b"),
    (_PLANNED, r"\b(?:goals?|aims?|plan(?:ned)?|priorit\w+|committed|scheduled)\b"),
    (
        r".*",
        r"^(?!.*\b(?:next|moved|ready to|not|to be|in progress|blocked)\b).*"
        r"\b(?:done|delivered|achiev\w+|accomplish\w*|completed?|finished|shipped|merged|closed)\b",
    ),
)
"""What is asked of the thing, and the headings below which that stands."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class ThingQuestion:
    """What kind of thing, its number (None is: the last of them), and what is asked of it ("" is: anything)."""

    noun: str
    number: str | None
    side: str
    counts: bool = False
    """Whether it asks how many."""


def thing_question(question: str) -> ThingQuestion | None:
    """Return which numbered thing a question asks about, None where it asks about none."""
    text = " ".join(question.split()).rstrip(" ?.!")
    for pattern in _ASKED:
        if match := pattern.match(text):
            side, counts = (match.groupdict().get("side") or "").lower(), bool(match.groupdict().get("counts"))
            if match["noun"]:
                return ThingQuestion(match["noun"].lower(), None, side, counts)
            named = next((pair for pair in numbered(match["thing"]) if re.fullmatch(_NOUNS, pair[0])), None)
            return ThingQuestion(*named, side, counts) if named else None
    return None


def answer_about_thing(asked: ThingQuestion, question: str, index: Index) -> Answer | None:
    """Answer from the document that is called by the thing's name; None where none is."""
    called = [
        (number, document)
        for document in index.documents()
        if document.record is None and not is_retired_place(document.path)
        if (number := _number_of(asked.noun, document)) is not None
    ]
    wanted = asked.number or str(max((number for number, _ in called), default=0))
    pages = [document for _, document in called if number_match([(asked.noun, wanted)], _names(document)) > 0]
    for document in sorted(pages, key=lambda one: (str(one.date or ""), one.path), reverse=True):
        if rows := _rows(asked, document):
            return Answer.of(question, index.generation, rows)
    return None


def _names(document: Document) -> str:
    return f"{plain(document.title)} {re.sub(r'[-_/]', ' ', document.path)}"


def _number_of(noun: str, document: Document) -> int | None:
    """Return the highest number that a document's name gives the thing."""
    found = re.findall(rf"\b{noun}s?\W{{0,2}}(\d{{1,4}})\b", _names(document), re.IGNORECASE)
    return max(map(int, found)) if found else None


def _rows(asked: ThingQuestion, document: Document) -> Rows:
    """Return what stands below the headings that announce it; how the paragraphs begin where nothing is announced."""
    headed = next(words for side, words in _HEADINGS if re.fullmatch(side, asked.side))
    below = [block for block in document.blocks if _announced(headed, block)]
    opened = openings(document.text, below if below or asked.side else document.blocks, _SHORTEST)
    told = ((block, (block.start, block.end) if block.role is Role.ITEM else span) for block, span in opened)
    title = plain(document.title)
    rows = [(f"{title}: {said}", quotes) for said, quotes in quoted(document, told)]
    if asked.counts and below and rows:
        return [(f"{title}: {len(rows)}.", [made for _, quotes in rows for made in quotes][:CITED]), *rows[:MOST]]
    return [] if asked.counts else first_of(rows, title)


def _announced(headed: str, block: Block) -> bool:
    heading = plain(block.trail[-1]) if block.trail[1:] else ""
    return block.role is not Role.HEADING and bool(re.search(headed, heading, re.IGNORECASE))
