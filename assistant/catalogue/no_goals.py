"""What stands where goals are listed and names none: parts of a sentence, bare verbs, what heads or measures a goal."""

from __future__ import annotations

import re

from assistant.text.surface import DELIVERY, MORE_WORK

_PART = re.compile(
    r"^\W*(?:within|between|among|across|with|without)\b(?:\W+[\w'’-]+){1,2}\W*$|,\W*$",
    re.IGNORECASE,
)
"""Part of a sentence: "Between communities", "We depend on it to serve our members,"."""
_HEADS = re.compile(
    r"^\W*(?:the |our )?(?:(?:product|focus|key|main|strategic|working|business) )?areas\W*$"
    r"|\b(?:diagram|table of contents|glossary|explanation|overview|updates?|notes)\W*$|\?\W*$"
    r"|^\W*the (?:success|progress|status|owner|deadline) of (?:this|the|each) (?:objective|goal|outcome|priority)\b"
    r"|^\W*(?-i:I) (?:will|shall|am|want|have|aim|plan)\b",
    re.IGNORECASE,
)
"""What heads goals or tells of one, and what one person sets out to do."""


def names_no_goal(name: str) -> bool:
    """Whether the name of what was read as a goal is none of an organisation's."""
    words = re.findall(r"[A-Za-z-]+", name)
    bare = len(words) == 1 and words[0].lower() in DELIVERY | MORE_WORK
    return bare or bool(_PART.search(name) or _HEADS.search(name))
