"""Links in a text as it is written."""

from __future__ import annotations

import re

_LINK = re.compile(r"\W*\[.*\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)(?:\s*:\w+:)?\W*$", re.DOTALL)


def is_only_link(text: str) -> bool:
    """Whether a text as it is written is nothing but a link."""
    return bool(_LINK.match(text.strip()))
