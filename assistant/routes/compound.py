"""Two questions in one: "what is planned for 2026 and what does it buy?"."""

from __future__ import annotations

import re

_ASKING = (
    r"(?:who|whom|whose|what|when|where|why|how|which|is|are|does|do|did|has|have|wer|was|wann|warum|wie"
    r"|quién|qué|cuándo|por qué|cómo)"
)
_SPLIT = re.compile(
    rf"^(?P<first>{_ASKING}\b.{{6,}}?)[,;]?\s+(?:and|und|y)\s+(?P<second>{_ASKING}\b.*)$", re.IGNORECASE
)
_FEWEST = 2


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
    return f"{first}?", f"{second}?"
