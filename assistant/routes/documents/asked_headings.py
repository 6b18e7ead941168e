"""A part of a document whose heading says what a question asks: "What moved", "Why we stopped the branch"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.assessing.assessment import Assessor
from assistant.catalogue.own_pages import is_about_one
from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Block, Document, Kind, Role
from assistant.index.reader import Index
from assistant.routes.documents.named_sections import first_of, quoted
from assistant.text.names import units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import openings
from assistant.text.spans import Span, span_in
from assistant.text.stated import is_imprint

_ASKS = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?P<word>what|why|how|who|where)\b(?P<rest>[^:?]{3,70})\W*$", re.IGNORECASE
)
_HELPING = re.compile(
    r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|will|would|we|i|you|they|our|the|so far|already)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|nothing)\b|n['’]t\b", re.IGNORECASE)
_HALF = re.compile(
    r"\b(?:the )?(?P<nth>first|second|1st|2nd) half(?: of)?(?: the year| this year)?(?! year)", re.IGNORECASE
)
_PRACTICE = re.compile(
    r"^(?:what(?:['’]s| is| are) our|(?:describe|explain|show me) our) "
    r"(?P<what>(?:definition of [\w ]+|[\w -]+? (?:process|policy|procedure|guidelines|workflow|approach|agreements?"
    r"|charter|checklist|rules|standards?|path|cadence|code)|code of conduct))$"
    r"|^how does our (?P<works>[\w -]+?) work$",
    re.IGNORECASE,
)
"""Asks for a way of working by what the page about it is called: "What is our definition of done?"."""
_WAYS = frozenset(units("process policy procedure guide guidelines workflow approach how our we work"))
_LONGEST_CALLED = 6
"""Words of a heading that calls a way of working by its name."""
_FEWEST_WORDS = 6
"""Paragraphs that are read out, each to the end of its first sentence of so many words."""
_FEWEST_OF_RULE = 2
"""Words of a rule of a way of working."""
_AFTER = timedelta(days=92)
"""How long after some days a document still tells of them."""
_KINDS = (Kind.STRATEGY, Kind.COLLABORATION, Kind.PROBLEMS, Kind.OTHER)
_Asked = tuple[str, frozenset[tuple[str, ...]], bool]


def answer_below_heading(question: str, index: Index, assessor: Assessor, today: date) -> Answer | None:
    """Return what stands below the heading that asks the same, of the newest document that has one and still holds.

    A brief of one initiative asks that of the initiative.
    """
    text = _HALF.sub(lambda half: "H1 " if half["nth"][0] in "1fF" else "H2 ", " ".join(question.split()))
    text = re.sub(r"\bH([12])\b(?!\s+(?:of )?20\d\d)", rf"H\1 {today.year}", text.rstrip(" ?.!"))
    span = span_in(text, today, False)
    asked = _asked(f"{text[: span.start]} {text[span.end :]}" if span else text)
    found = (index.document(one) for one in assessor.catalogue.headings_with(asked[1])) if asked else ()
    documents = [one for one in found if one is not None and _holds(one, assessor.strategy)]
    for document in sorted(documents, key=lambda one: str(one.date or ""), reverse=True):
        if asked is None or (span and not _tells_of(document, span)):
            continue
        for blocks in (_below(document, asked), _under_title(document, asked)):
            told = openings(document.text, blocks, _FEWEST_WORDS if asked[0] else _FEWEST_OF_RULE)
            if rows := quoted(document, [one for one in told if not is_imprint(document.text[slice(*one[1])])]):
                return Answer.of(question, index.generation, first_of(rows, plain(document.title)))
    return None


def _holds(document: Document, strategy: Strategy) -> bool:
    """Tell whether a document speaks for the organisation and still holds."""
    current = document.id not in strategy.retired and not is_retired_place(document.path)
    return document.kind in _KINDS and current and not is_about_one(document)


def _asked(text: str) -> _Asked | None:
    """Return the question word and the words of their own that a text asks with, None where it asks nothing so.

    A way of working is asked for by its name, and without a question word.
    """
    if practice := _PRACTICE.match(text.strip()):
        called = _called(practice["what"] or practice["works"])
        return ("", called, False) if called else None
    match = _ASKS.match(re.sub(r"\s+\b(?:in|over|during|for|of)\s*$", "", text.rstrip(" ?.!")))
    said = frozenset(units(_NOT.sub(" ", _HELPING.sub(" ", match["rest"])))) if match else frozenset()
    return (match["word"].lower(), said, bool(_NOT.search(match["rest"]))) if match and said else None


def _called(name: str) -> frozenset[tuple[str, ...]]:
    """Return the words by which a way of working is called, without those that only say that it is one."""
    return frozenset(units(name)) - _WAYS


def _heads(heading: str, asked: _Asked) -> bool:
    """Tell whether a heading asks the same, or calls the way of working that is asked for."""
    if asked[0]:
        return _asked(heading) == asked
    return len(heading.split()) <= _LONGEST_CALLED and _called(heading) == asked[1]


def _below(document: Document, asked: _Asked) -> list[Block]:
    """Return what stands directly below a heading that asks the same."""
    return [
        block
        for block in document.blocks
        if block.role not in (Role.HEADING, Role.HEADER) and block.trail and _heads(plain(block.trail[-1]), asked)
    ]


def _under_title(document: Document, asked: _Asked) -> list[Block]:
    """Return what stands first below each heading of a page whose title asks the same."""
    first: dict[tuple[str, ...], Block] = {}
    for block in document.blocks:
        if block.role not in (Role.HEADING, Role.HEADER) and len(block.trail) > 1 and block.trail[0] == document.title:
            first.setdefault(block.trail, block)
    return list(first.values()) if _heads(plain(document.title), asked) else []


def _tells_of(document: Document, span: Span) -> bool:
    """Tell whether a document was written in some days or soon after them."""
    month = str(document.date or "")[:7]
    if len(month) < len("2026-01"):
        return False
    until = (date.fromisoformat(span.last) + _AFTER).isoformat() if span.last else month
    return span.first[:7] <= month <= until[:7]
