"""How a sentence says that what it names is an aim."""

from __future__ import annotations

import re

_IS_AIM = re.compile(
    r"\b(?:goals?|aims?|outcomes?|objectives?|priorit(?:y|ies)|ambitions?)\b[^.;,]{0,30}\b(?:is|are|was|were)\b"
    r"(?! not\b)",
    re.IGNORECASE,
)
"""How a sentence says that what it names is a goal: "One of our goals this year is to ...\"."""


def names_aim(text: str) -> bool:
    """Whether a text says that what it names is a goal: "One of our goals this year is to open on Sundays"."""
    return bool(_IS_AIM.search(text))
