"""Tell which pages are about one initiative, so that what they aim at is its own and no goal of the organisation."""

from __future__ import annotations

import re

from assistant.domain import Document, Role
from assistant.plain import plain

_ONE_INITIATIVE = re.compile(
    r"initiatives?/|briefs?/|projects?/|program(?:me)?s?/|charters?/|prds?/|epics?/|rfcs?/|[jkp]eps?/|adrs?/|proposals?/|template|"
    r"\b(?:brief|charter|one[- ]pager|business case|proposal|design note|(?:product|project|feature)[- ]outline"
    r"|(?:rfc|adr|[jkp]ep) ?-?#?\d+)\b",
    re.IGNORECASE,
)
_OF_A_SPECIFICATION = re.compile(
    r"\b(?:user stor(?:y|ies)|definition of done|acceptance criteria|non-?goals?|anti-?goals?"
    r"|(?:technical|functional) (?:description|design|requirements)|(?:not in|out of|in) scope"
    r"|must have|nice to have|open questions|proposed metrics)\b",
    re.IGNORECASE,
)
_FEWEST_HEADINGS = 2
_OF_ALL = re.compile(
    r"\b(?:strateg\w+|plans?|vision|mission|priorit(?:y|ies)|objectives?|goals?|okrs?|road ?maps?|directions?"
    r"|outcomes?)\b",
    re.IGNORECASE,
)
"""What a page is called that speaks for the organisation."""
_OPENING = 3
"""Blocks of text in which such a page says what it is about."""


def is_about_one(document: Document) -> bool:
    """Whether a page is about one initiative: a brief, a charter, a business case."""
    return bool(_ONE_INITIATIVE.search(f"{document.path} {document.title}".replace("_", " ")))


def opens_page(document: Document, number: int) -> bool:
    """Whether a block is among the first of a page that say something, its headings aside."""
    said = (at for at, block in enumerate(document.blocks) if block.role is not Role.HEADING)
    return any(at == number for at, _ in zip(said, range(_OPENING), strict=False))


def is_specification(document: Document) -> bool:
    """Whether a page specifies one thing, so that what it leaves out is left out of that thing alone."""
    called = f"{document.title} {document.path.rsplit('/', 1)[-1]}".replace("_", " ").replace("-", " ")
    if document.record is not None or _OF_ALL.search(called):
        return False
    headings = (document.text[b.start : b.end] for b in document.blocks if b.role is Role.HEADING)
    found = {match.group().lower() for heading in headings if (match := _OF_A_SPECIFICATION.search(plain(heading)))}
    return len(found) >= _FEWEST_HEADINGS
