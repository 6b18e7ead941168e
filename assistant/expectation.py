"""What an answer must contain for the question that was asked: a sentence without it does not answer."""

from __future__ import annotations

import re

_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|half|dozen)"
_NUMBER = rf"(?:\d|\b{_WORDS}\b)"
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_MONTH_LOCAL = r"(?:Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|sprints?|Tagen?|Wochen?|Monaten?|días|semanas|meses|años)"

_EXPECTED: tuple[tuple[str, str], ...] = (
    # asked for, what the answer must show
    (
        r"\b(?:how much (?:money|did .* cost|does .* cost|will .* cost)|(?:dollar|euro|pound|monetary|total) (?:value|amount)|what (?:is|was|are|were) the (?:\w+ ){0,3}?(?:price|cost|budget|fee|salary|revenue|arr))\b",
        r"[$€£¥]\s?\d|\d[\d.,]*\s?(?:k|m|bn|mn)\b|\d[\d.,]*\s?(?:million|thousand|billion|euros?|pounds?|dollars?|crowns?|GBP|EUR|USD|CHF)\b|\b(?:GBP|EUR|USD|CHF)\s?\d|\|\s*\d",
    ),
    (
        r"\b(?:what|which) (?:share|percentage|percent|proportion|fraction)\b|\bwelcher (?:anteil|prozentsatz)\b|\bqué porcentaje\b",
        r"\d\s?%|\bper ?cent\b|\bhalf\b|\bthirds?\b|\bquarters?\b|\b\w+ (?:in|out of|of) (?:\d+|ten|five|four|three|the \d+)\b|\bnone\b|\ball\b",
    ),
    (
        rf"\bhow long\b|\bhow many {_UNIT}\b|\bwie lange\b|\bcuánto tiempo\b|\bhow (?:soon|quickly|fast)\b",
        rf"(?:{_NUMBER})[\w\s.,+/-]{{0,12}}?{_UNIT}\b|\b(?:a|an|few|several|per|every|within (?:a|an|the))\s+{_UNIT}\b|\b(?:overnight|forever|until|indefinitely|immediately|instantly)\b",
    ),
    (
        r"^\s*(?:and |but |so )?(?:when|since when|until when|by when|wann|cuándo|on (?:what|which) (?:date|day)|(?:what|which) (?:date|day|month|year|quarter))\b|\bby when\b|\bbis wann\b",
        rf"\b(?:19|20)\d\d\b|\b{_MONTH}\b|\b{_MONTH_LOCAL}|\bQ[1-4]\b|\d{{1,2}}[./-]\d{{1,2}}|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|yesterday|tomorrow|next|last|end of|after|before|until|every)\b|\bweek \d",
    ),
    (r"\b(?:how many|how often|what (?:number|amount|score|rate|uptime)|which number|wie viele|cuánt[oa]s)\b", _NUMBER),
)  # fmt: skip
_COMPILED = tuple((re.compile(asked, re.I), re.compile(shown, re.I)) for asked, shown in _EXPECTED)


def expected(question: str) -> re.Pattern[str] | None:
    """Return what a sentence must match to answer a question, None where anything may."""
    return next((shown for asked, shown in _COMPILED if asked.search(question)), None)
