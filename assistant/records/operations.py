"""What a question wants of records: a list, a number, a sum, a mean, a median, a share; by the words for it.

The words are taken off, wherever they stand; what is left names the records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


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
    said: bool = False
    """Whether a word says so; a bare "overdue bugs" says nothing of it."""
    sums: bool = True
    """Whether a number that it names is added up where no word says so: "what are the costs of", but not "which"."""
    loose: bool = False
    """Whether it may be a number as well as a sum: the total of what has amounts."""


_OPENING = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|then|now)\b[,\s]+)?(?:"
    r"(?:what|which|who)(?:['’]s|\s+(?:is|are|was|were))?(?=\W)|how\s+(?:big|large|high|long)\s+(?:is|are|was|were)"
    r"|show(?:\s+(?:me|us))?|list|give(?:\s+(?:me|us))?|tell\s+(?:me|us)|name|see|find"
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
        (Operation.COUNT, r"how\s+many|(?:total\s+)?(?:number|count)(?=\s+of\b)|count|#"),
        (
            Operation.SUM,
            r"how\s+much|(?:total|combined|overall|sum|summed)(?:\s+(?:value|amount|worth|size|sum))?",
        ),
    )
)
_SHOWS = re.compile(r"^\W*(?:which|show|list|give|tell|name|see|find|do|have|are|is|were|was)\b", re.IGNORECASE)
_LOOSE = re.compile(r"(?:total|combined|overall)\s*(?:(?:all|the|our)\s+)*$", re.IGNORECASE)
_ON_AVERAGE = re.compile(r"\s*\b(?:on average|in the median|usually|typically|normally)\b", re.IGNORECASE)
_TAKES = re.compile(r"^how (?:long|many days) (?:does|do|did|has) (?:it )?(?=.*\btak(?:e|en)\b)", re.IGNORECASE)


def wish_of(text: str) -> Wish | None:
    """Return what a question wants, None where it asks something else than that of a set of records."""
    asked = " ".join(text.split()).rstrip(" ?.!")
    if taking := _TAKES.match(asked):
        median = "median" in asked.lower()
        rest = _ON_AVERAGE.sub("", f"how long {asked[taking.end() :]}")
        return Wish(Operation.MEDIAN if median else Operation.MEAN, rest, said=True)
    opened = _OPENING.sub("", asked)
    is_opened = opened != asked
    opened = opened if is_opened else _ARTICLES.sub("", asked)
    for operation, head in _HEADS:
        if match := head.match(opened):
            return Wish(operation, opened[match.end() :], said=True, loose=bool(_LOOSE.match(match.group())))
    if not is_opened and _AUXILIARY.match(asked):
        return None
    return Wish(Operation.LIST, _ANYTHING.sub("issues", opened), said=is_opened, sums=not _SHOWS.match(asked))
