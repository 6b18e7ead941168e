"""What a question wants of records: a list, a number, a sum, a mean, a median, a share; by the words for it.

The words are taken off, wherever they stand; what is left names the records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from assistant.records.deeds import said_of_records


class Operation(Enum):
    """What is made of the records that a question names."""

    LIST = "list"
    COUNT = "count"
    SUM = "sum"
    MEAN = "average"
    MEDIAN = "median"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted, and the words that are left: they name the records, a measure, days, a grouping."""

    operation: Operation
    rest: str
    asked: str
    """The question, of what somebody did as one of what was done."""
    said: bool = False
    """Whether a word says so; a bare "overdue bugs" says nothing of it."""
    sums: bool = True
    """Whether a number that it names is added up where no word says so: "what are the costs of", but not "which"."""
    loose: bool = False
    """Whether it may be a number as well as a sum: the total of what has amounts."""
    bare: bool = False
    """Whether it asks what is so, and work is meant: what is blocked, what was finished."""


_OPENING = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|then|now)\b[,\s]+)?(?:"
    r"(?:what|which|who)(?:['’]s|\s+(?:is|are|was|were))?(?=\W)|how\s+(?:big|large|high|long)\s+(?:is|are|was|were)"
    r"|welche[rs]?|qué|cuáles|quel(?:le)?s|show(?:\s+(?:me|us))?|list|give(?:\s+(?:me|us))?|tell\s+(?:me|us)|name|see|find"
    r"|do\s+we\s+(?:still\s+|currently\s+)?have|have\s+we(?:\s+got)?|(?:are|is|were|was)\s+there"
    r")\s*(?:(?:still|currently)\s+)?(?:(?:any|some|an?|all|every|the|our|of)\b\s*)*",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"^\s*(?:(?:any|all|every|the|our|of|an?)\s+)+", re.IGNORECASE)
_ANYTHING = re.compile(r"^(?:everything|anything|any(?:\s+of\s+the)?\s+work|all\s+work|stuff|things?)\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|should|will|would|may|must|why|when|where|how|whose"
    r"|whom|if|we|i|they|you|he|she|it|this|that|these|those|who)\b",
    re.IGNORECASE,
)
_HEADS: tuple[tuple[Operation, re.Pattern[str]], ...] = tuple(
    (operation, re.compile(rf"^(?:{words})\s+(?:(?:of|for)\s+)?(?:(?:all|the|our|an?)\s+)*", re.IGNORECASE))
    for operation, words in (
        (Operation.MEDIAN, r"median"),
        (Operation.MEAN, r"(?:average|mean|avg\.?)(?:\s+number(?=\s+of\s+(?:days|story|points)))?"),
        (Operation.SHARE, r"(?:share|percentage|percent|per\s+cent|%|proportion|fraction)(?=\s+of\b)"),
        (
            Operation.COUNT,
            r"how\s+many|wie\s?viele|cuánt[oa]s|combien\s+de|(?:total\s+)?(?:number|count)(?=\s+of\b)|count|#",
        ),
        (
            Operation.SUM,
            r"how\s+much|(?:total|combined|overall|sum|summed)(?:\s+(?:value|amount|worth|size|sum))?",
        ),
    )
)
_BARE = re.compile(r"^\s*what(?:['’]s| is| are| was| were| has been)\b", re.IGNORECASE)
_LARGE = re.compile(r"^\W*how\s+(?:big|large|high)\b", re.IGNORECASE)
_THE = re.compile(r"^\W*what(?:['’]s| is| was)\s+(?:the|our)\b", re.IGNORECASE)
_SHOWS = re.compile(r"^\W*(?:which|show|list|give|tell|name|see|find|do|have|are|is|were|was)\b", re.IGNORECASE)
_LOOSE = re.compile(r"(?:total|combined|overall)\s*(?:(?:all|the|our)\s+)*$", re.IGNORECASE)
_ON_AVERAGE = re.compile(r"\s*\b(?:on average|in the median|usually|typically|normally)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"(?:(?:open|sales|whole|total|current)\s+)*(?:pipeline|budgets?|spend(?:ing)?|costs?|expenses)\b", re.IGNORECASE
)
"""What is a sum where it is asked what it is."""
_TAKES = re.compile(r"^how (?:long|many days) (?:does|do|did|has) (?:it )?(?=.*\btak(?:e|en)\b)", re.IGNORECASE)


def wish_of(text: str) -> Wish | None:
    """Return what a question wants, None where it asks something else than that of a set of records."""
    asked = said_of_records(" ".join(text.split()).rstrip(" ?.!"))
    if taking := _TAKES.match(asked):
        operation = Operation.MEDIAN if "median" in asked.lower() else Operation.MEAN
        return Wish(operation, _ON_AVERAGE.sub("", f"how long {asked[taking.end() :]}"), asked, said=True)
    opened = _OPENING.sub("", asked)
    is_opened = opened != asked
    opened = opened if is_opened else _ARTICLES.sub("", asked)
    for operation, head in _HEADS:
        if match := head.match(opened):
            rest, loose = opened[match.end() :], not is_opened and bool(_LOOSE.match(match.group()))
            return Wish(operation, rest, asked, said=True, loose=loose)
    if not is_opened and _AUXILIARY.match(asked):
        return None
    if _LARGE.match(asked) or (_THE.match(asked) and _MONEY.match(opened)):
        return Wish(Operation.SUM, opened, asked, said=True)
    rest = _ANYTHING.sub("issues", opened)
    asked = asked if rest == opened else f"which {rest}"
    sums = not _SHOWS.match(asked)
    return Wish(Operation.LIST, rest, asked, said=is_opened, sums=sums, bare=bool(_BARE.match(asked)))
