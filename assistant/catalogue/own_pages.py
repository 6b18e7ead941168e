"""Tell which pages are about one initiative, so that what they aim at is its own and no goal of the organisation."""

from __future__ import annotations

import re

from assistant.domain import Block, Document, Role
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
_CARD = 16
"""Blocks at the head of a page among which its card stands."""
_WHO = re.compile(
    r"(?:\w+ )?(?:owner|lead|champion|sponsor|dri|driver|(?:main |primary |point of )?contact|team|squad|partner)"
    r"(?:s|\(s\))?",
    re.IGNORECASE,
)
_WHERE_IT_STANDS = re.compile(
    r"(?:(?:project|initiative|current|delivery) )?(?:status|state|phase|stage|progress|health)|"
    r"(?:target|due|start|end|launch|release|delivery) (?:date|quarter|release)|time ?(?:line|frame)|tracking issue",
    re.IGNORECASE,
)
_CARD_LINE = re.compile(r"^\W*(?P<label>[A-Za-z][\w()]*(?: [\w()]+){0,2})\W*?\s*[:|]\s*\S")


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


def has_card(document: Document) -> bool:
    """Whether a page says at its head, or in its front matter, who does it and where it stands."""
    labels = [
        *document.metadata,
        *(label for block in document.blocks[:_CARD] if (label := _card_label(document, block))),
    ]
    named = [label.replace("_", " ").strip() for label in labels]
    return any(map(_WHO.fullmatch, named)) and any(map(_WHERE_IT_STANDS.fullmatch, named))


def _card_label(document: Document, block: Block) -> str | None:
    if block.role is Role.HEADING:
        return None
    match = _CARD_LINE.match(plain(document.text[block.start : block.end]))
    return match["label"] if match else None
