"""Tell which pages are about one initiative, so that what they aim at is its own and no goal of the organisation."""

from __future__ import annotations

import re

from assistant.domain import Document

_ONE_INITIATIVE = re.compile(
    r"initiatives?/|briefs?/|projects?/|program(?:me)?s?/|charters?/|prds?/|epics?/|rfcs?/|[jkp]eps?/|adrs?/|proposals?/|template|"
    r"\b(?:brief|charter|one[- ]pager|business case|proposal|design note|(?:rfc|adr|[jkp]ep) ?-?#?\d+)\b",
    re.IGNORECASE,
)


def is_about_one(document: Document) -> bool:
    """Whether a page is about one initiative: a brief, a charter, a business case."""
    return bool(_ONE_INITIATIVE.search(f"{document.path} {document.title}"))
