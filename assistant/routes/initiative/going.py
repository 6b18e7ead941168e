"""Whether something goes as it should: a sentence that only describes it does not say that."""

from __future__ import annotations

import re

_ON_TRACK = re.compile(
    r"^\W*(?:and |but |so )?(?:are|is|will|do|does) .+? "
    r"(?:(?:still )?(?:on|off) (?:track|course|target|schedule|time|budget)|(?:running )?(?:late|behind|ahead|delayed)"
    r"|in trouble)\b",
    re.IGNORECASE,
)
_HOW_IT_GOES = re.compile(
    r"\b(?:(?:on|off) (?:track|course)|schedule|targets?|deadlines?|delay\w*|late|later|ahead|behind|slip\w*|overdue"
    r"|overrun\w*|overspen\w*|budget|on time|in time|red|amber|green|block\w*|at risk|stalled|paused|postponed|pending"
    r"|progress\w*|complet\w*|finish\w*|done|reached|missed|achieved|launched|shipped|live|started|closed|stopped"
    r"|cancell?ed|remain\w*|so far|already|not yet|still|[qh][1-4])\b|\d\s?%|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def asks_on_track(question: str) -> bool:
    """Tell whether a question asks whether something goes as it should."""
    return bool(_ON_TRACK.match(" ".join(question.split())))


def says_how_it_goes(words: str) -> bool:
    """Tell whether a sentence says how far something is, late or on time."""
    return bool(_HOW_IT_GOES.search(words))
