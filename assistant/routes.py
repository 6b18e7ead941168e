"""What kind of question it is, and so who answers it."""

from __future__ import annotations

import re

_ALIGNED = r"(?:outcome[- ]?(?:aligned|oriented|driven|focus(?:s)?ed)|output[- ]?driven|aligned|well aligned)"
_WITH = (
    r"(?:\s+(?:with|to|on|towards?)\s+(?:(?:an?|the|our|any|its)\s+)?(?:\w+\s+){0,2}?"
    r"(?:strategy|outcomes?|goals?|objectives?|vision|priorities))?"
)
_KIND = (
    r"(?:(?:the|our|this)\s+(?:(?:initiative|project|epic|programme|program|rock|feature|work\s+on)\s+(?:called\s+|named\s+)?)?"
    r"|initiative\s+)?"
)
_SUBJECT = r"(?P<subject>.+?)"
_ASSESSED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:is|are|was|were)\s+{_KIND}{_SUBJECT}\s+(?:really\s+|actually\s+|still\s+|properly\s+)?{_ALIGNED}{_WITH}\s*\??$",
        rf"^how\s+(?:well\s+)?{_ALIGNED}{_WITH}\s+(?:is|are)\s+{_KIND}{_SUBJECT}\s*\??$",
        rf"^how\s+well\s+(?:is|are)\s+{_KIND}{_SUBJECT}\s+aligned{_WITH}\s*\??$",
        rf"^(?:please\s+)?(?:assess|evaluate|judge|rate|give\s+(?:me\s+)?(?:the|a|your)\s+verdict\s+(?:on|for))\s+{_KIND}{_SUBJECT}\s*[.?]?$",
        rf"^what(?:'s|\s+is)\s+(?:the|your)\s+(?:verdict|assessment)\s+(?:on|of|for|about)\s+{_KIND}{_SUBJECT}\s*\??$",
        rf"^(?:does|do|will)\s+{_KIND}{_SUBJECT}\s+(?:really\s+)?(?:serve|support|move|lead\s+to|contribute\s+to|work\s+towards?|drive)\s+"
        r"(?:an?|any|our|the|one\s+of\s+our)\s+(?:\w+\s+)?(?:outcomes?|strategy|goals?|objectives?)\s*\??$",
        rf"^(?:is|are)\s+{_KIND}{_SUBJECT}\s+(?:heading|headed|on\s+(?:the\s+)?(?:way|course|track))\s+(?:for|to|towards?)\s+(?:an?|its|the|our)\s+outcomes?\s*\??$",
        rf"^(?:is|are)\s+{_KIND}{_SUBJECT}\s+(?:about|managed\s+to|measured\s+by)\s+(?:an?\s+)?(?:outcomes?|outputs?)(?:\s+or\s+(?:an?\s+)?(?:outcomes?|outputs?))?\s*\??$",
    )
)
_QUOTES = "\"“”'‘’"


def assessed(question: str) -> str | None:
    """Return the initiative that a question wants assessed, None when it asks something else."""
    text = " ".join(question.split())
    for pattern in _ASSESSED:
        match = pattern.match(text)
        if match:
            return match.group("subject").strip(_QUOTES + " ,:") or None
    return None
