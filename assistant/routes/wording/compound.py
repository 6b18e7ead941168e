"""Two questions in one: "what is planned for 2026 and what does it buy?"."""

from __future__ import annotations

import re

from assistant.domain import Answer
from assistant.records.facts import Rows

_ASKING = (
    r"(?:who|whom|whose|what|when|where|why|how|which|is|are|does|do|did|has|have|wer|was|wann|warum|wie"
    r"|quién|qué|cuándo|por qué|cómo)"
)
_SPLIT = re.compile(
    rf"^(?P<first>{_ASKING}\b.{{6,}}?)[,;]?\s+(?:and|und|y)\s+(?P<second>{_ASKING}\b.*)$", re.IGNORECASE
)
_FEWEST = 2
_HOW_MANY = re.compile(r"^how many (?P<what>[^?]+?) (?:is|are|was|were) (?P<state>[\w ]+)$", re.IGNORECASE)
_HAS_MOST = re.compile(
    r"^(?P<who>(?:who|which [\w ]+?) (?:has|have)) (?:the )?(?P<way>most|fewest)(?: of them)?$", re.IGNORECASE
)
"""Asks for the most without saying of what: of what was counted before."""


def parts_of(question: str) -> tuple[str, str] | None:
    """Return the two questions that one holds, None where it is one; a bare "and why" takes up the first."""
    text = " ".join(question.split()).rstrip(" ?.!")
    match = _SPLIT.match(text)
    if match is None:
        return None
    first, second = match["first"], match["second"]
    if len(second.split()) < _FEWEST:
        rest = re.sub(rf"^{_ASKING}\s+", "", first, flags=re.IGNORECASE)
        second = f"{second} {rest}"
    if (most := _HAS_MOST.match(second)) and (counted := _HOW_MANY.match(first)):
        second = f"{most['who']} the {most['way']} {counted['state']} {counted['what']}"
    return f"{first}?", f"{second}?"


def joined(whole: Answer, parts: tuple[str, str], first: Answer, second: Answer) -> Answer:
    """Return the answers to two questions in one, nothing twice; `whole` where it answers and one of them does not."""
    rows: Rows = []
    told: set[tuple[str, int]] = set()
    for answer in (first, second):
        for claim in answer.claims:
            quotes = answer.standing(claim)
            if new := {(quote.document.id, quote.start) for quote in quotes} - told:
                told |= new
                rows.append((claim.text, quotes))
    if not rows or (not whole.abstained and (first.abstained or second.abstained)):
        return whole
    silent = [part for part, answer in zip(parts, (first, second), strict=True) if answer.abstained]
    left_open = " ".join(f"The documents that you may read do not answer: {part}" for part in silent)
    return Answer.of(whole.question, whole.generation, rows, left_open or first.reason or second.reason)
