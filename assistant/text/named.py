"""What a question calls by name."""

from __future__ import annotations

import re

_KEY = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b")
_QUOTED = re.compile(r"[\"“'‘]([^\"”'’]{3,80})[\"”'’]")
_WORD = r"(?:[A-Z](?:[\w&'’-]|\.(?=\w))*|\d+(?:\.\d+)*)"
_NAME = re.compile(rf"(?<!^)(?<![.!?]\s)\b{_WORD}(?:\s+(?:of|for|the|and|to)?\s*{_WORD})*")


def names(question: str) -> list[str]:
    """Return what a question calls by name: issue keys, quoted words, capitalised names (its first word left out)."""
    found = _KEY.findall(question) + _QUOTED.findall(question)
    found += [match.group().strip() for match in _NAME.finditer(question)]
    whole = (re.sub(r"['’]s?$", "", name) for name in found)
    return list(dict.fromkeys(name for name in whole if not name.isdigit() and name not in ("I", "OK")))
