"""Tell which pages are about one initiative, so that what they aim at is its own and no goal of the organisation."""

from __future__ import annotations

import re

from assistant.domain import Document, Role

_ONE_INITIATIVE = re.compile(
    r"initiatives?/|briefs?/|projects?/|program(?:me)?s?/|charters?/|prds?/|epics?/|rfcs?/|[jkp]eps?/|adrs?/|proposals?/|template|"
    r"\b(?:brief|charter|one[- ]pager|business case|proposal|design note|(?:product|project|feature)[- ]outline"
    r"|(?:rfc|adr|[jkp]ep) ?-?#?\d+)\b",
    re.IGNORECASE,
)
_OPENING = 3
"""Blocks of text in which such a page says what it is about."""


def is_about_one(document: Document) -> bool:
    """Whether a page is about one initiative: a brief, a charter, a business case."""
    return bool(_ONE_INITIATIVE.search(f"{document.path} {document.title}".replace("_", " ")))


def opens_page(document: Document, number: int) -> bool:
    """Whether a block is among the first of a page that say something, its headings aside."""
    said = (at for at, block in enumerate(document.blocks) if block.role is not Role.HEADING)
    return any(at == number for at, _ in zip(said, range(_OPENING), strict=False))
