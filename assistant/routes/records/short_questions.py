"""Questions over records as people type them in a hurry, as the ones that the records know.

"Open bugs by team", "top 5 deals", "deals without an amount": what is asked stays, only the asking is written out.
"""

from __future__ import annotations

import re

from assistant.routes.records.short_forms import DID, DONE, MONEY, ONE, SORT, WRITTEN_OUT

_END = r"\s*[?.!]*$"
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said, re.IGNORECASE), full)
    for said, full in (
        (r"\bkrs?\b", "key results"),
        (r"\bopps\b", "opportunities"),
        (r"\btix\b", "tickets"),
        (r"\b(have|has|had|are|is|were|was|do|does|did)n['’]t\b", r"\1 not"),
        (rf"(?<=[a-z]) (?:do|does) not (?:yet )?have (?:an? |any )?(?=\w+(?: \w+)?{_END})", " have no "),
        (r"\bbelong(?:s|ing)? to\b", "of"),
        (
            r"\brenewals(?= (?:are|were|is|did|do we have|have)\b[^?]*\b(?:open|won|lost|win|lose|closed?|signed?)\b)",
            "renewal deals",
        ),
    )
)
_POLITE = re.compile(
    r"^\W*(?:please|pls|(?:can|could|would) you (?:please )?(?:show|tell|give|list)(?: me| us)?|(?:tell|give) (?:me|us)"
    r"|i (?:need|want|would like)(?: to (?:see|know|have))?|i['’]d like(?: to (?:see|know|have))?)\b[,:]?\s+"
    r"(?:(?:the|a) list of\s+)?",
    re.IGNORECASE,
)
_THANKS = re.compile(r",?\s+(?:please|pls|thanks|thank you|asap)\s*(?=[?.!]*$)", re.IGNORECASE)
_ASKS = re.compile(
    r"^\W*(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|should|will"
    r"|would|list|show|name|count|number|compare|wer|wie|welche[rsn]?|qué|quién|cuánt[oa]s?|cuáles|cuál)\b",
    re.IGNORECASE,
)
_OPENING = rf"(?:open|closed|overdue|blocked|unassigned|lost|won|average|mean|top|all|late|stale|{SORT}|{MONEY}|{ONE})"
_SHORT = re.compile(
    r"^(?:the |our )?(?:average|mean|top|number of|total|smallest|biggest|oldest|newest|every|all)\b", re.IGNORECASE
)
_BARE = re.compile(
    rf"^(?:all )?(?:[\w-]+ ){{0,3}}?{SORT} (?:without|with|no|that|which|who|whose|due|over|above|below|under|in|of"
    rf"|from|at|for"
    r"|by|off|behind|open|lost|won|up for|not|older|late|overdue|on|[a-z-]+ed|[a-z]+ing)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"^(?:all )?(?:open|overdue|blocked|unassigned|lost|won|stale|late)"
    rf" (?:[\w-]+ ){{0,3}}?{SORT}{_END}",
    re.IGNORECASE,
)
_PERIODS = {"monthly": "month", "quarterly": "quarter", "weekly": "week", "yearly": "year"}


def written_out(question: str) -> str:
    """Return a question over records with its asking written out; as it is where nothing of it is short."""
    text = _plain(question)
    for pattern, written in WRITTEN_OUT:
        if match := pattern.match(text.lstrip("¿¡ ")):
            return _opened(written.format(**_parts(match)))
    return text if text != " ".join(question.split()) else question


def _plain(question: str) -> str:
    """Return a question without what is only polite, and with its short words in full."""
    text = _THANKS.sub("", " ".join(question.split()))
    for short, full in _WORDS:
        text = short.sub(full, text)
    bare = _POLITE.sub("", text)
    return bare if any(one.match(bare) for one in (_ASKS, _BARE, _STATED, _SHORT)) else text


def _parts(match: re.Match[str]) -> dict[str, str]:
    """Return the parts of a question, its verb in English and what is said of each one in the plural."""
    said = {name: _lowered(value or "") for name, value in match.groupdict().items()}
    if "did" in said:
        said["did"] = DID[said["did"].lower()]
    if "was" in said:
        said["was"] = DONE.get(said["was"].lower(), said["was"])
    if "each" in said:
        said["each"] += "" if said["each"].endswith("s") else "s"
    if said.get("w", "").lower() in _PERIODS:
        said["w"] = _PERIODS[said["w"].lower()]
    return said


def _lowered(words: str) -> str:
    """Return words without the capital that they have only because they stood at the beginning."""
    first = re.match(r"[A-Z][a-z]+\b", words)
    return f"{words[0].lower()}{words[1:]}" if first and re.match(rf"{_OPENING}\b", words, re.IGNORECASE) else words


def _opened(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:1].upper()}{words[1:]}?"
