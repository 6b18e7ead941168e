"""From when on something counts as new: "since last week", "last night", "since 3 March" as a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil import parser as dates

from assistant.search.question_words import numbered

_CHANGED = re.compile(
    r"^\W*(?:and\s+)?(?:what(?:'s|’s|\s+is|\s+has|\s+have|\s+are|\s+was)?\s+(?:there\s+|been\s+)?(?:changed?|news"
    r"|new(?!\s+(?!(?:in|with|on|about|since|at|for|to|from|over|during|this|these|today|lately|recently|last)\b)\w)"
    r"|happened|different|the\s+(?:latest(?=\W*$|\s+(?:on|about|in|with|from|news|changes?|updates?|developments?)\b)"
    r"|news|changes|updates?))\b|(?:is|are)\s+there\s+any(?:thing)?\s+(?:new"
    r"|changes|news"
    r"|updates?)\b|any\s*(?:thing)?\s+(?:new|changes|news|updates?)\b|was\s+(?:hat\s+sich\s+geändert|ist\s+neu)"
    r"|qué\s+(?:ha\s+cambiado|hay\s+de\s+nuevo))",
    re.IGNORECASE,
)
_SPANS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
_LAST = re.compile(
    r"\b(?:since|in|over|during|from|within|compared\s+(?:to|with)|than)?\s*(?:the\s+)?(?:last|past|this|previous)\s+(?P<count>\d+\s+)?"
    r"(?P<unit>day|night|week|fortnight|month|quarter|year)s?\b",
    re.IGNORECASE,
)
_NEAR = re.compile(r"\b(?:since\s+)?(?P<day>yesterday|today|gestern|heute|ayer|hoy)\b", re.IGNORECASE)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    rf"\b(?:since|compared\s+(?:to|with)|from|than)\s+(?:last\s+)?(?P<day>{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE
)
_DATE = re.compile(
    r"\b(?:since|after|from)\s+(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}\.?\s+[A-Za-z]+(?:\s+\d{4})?"
    r"|[A-Za-z]+\s+\d{1,2}(?:,?\s+\d{4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:\s+\d{4})?|\d{4})\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:since|after)\s+(?:the|our)\s+(?:[\w-]+\s+){1,4}?(?:in|of|on|at the end of)\s+"
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}\.?\s+[A-Za-z]+(?:\s+\d{4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:\s+\d{4})?)(?=\W*$)",
    re.IGNORECASE,
)
"""An event with its day or month: "since the board meeting in October"."""
_PAPER = re.compile(
    r"\b(?:since|after)\s+(?:(?:the|our|we)\s+)?(?:last\s+|latest\s+|newest\s+|current\s+|new\s+"
    r"|wrote\s+(?:the|our)\s+|published\s+(?:the|our)\s+)*(?P<paper>[\w&’'-]+(?:\s+[\w&’'-]+){0,5}?)"
    r"(?:\s+(?:was|were|is|has|came)(?:\s+(?:been|last|first))*(?:\s+(?:written|published|issued|approved|adopted"
    r"|agreed|signed(?:\s+off)?|decided|set|made|updated|held|out))?)?(?=\W*$)",
    re.IGNORECASE,
)
"""A paper or meeting that has a day: "since the strategy was written"."""
_ABOUT = re.compile(
    r"\b(?:about|in|on|with|for|to|of|regarding|at|über|bei|sobre|en)\s+(?:the\s+)?(?P<subject>[^?]+)$", re.I
)
_FATE = re.compile(
    r"^\W*what\s+(?:has\s+)?happened\s+(?:(?:to|with)\b|(?:in|at|during|on|after)\s+(?:the|our|that)\s)", re.IGNORECASE
)
"""Of one thing or event, whenever it was: no question for what is new; nor is what happened in a numbered sprint."""
_BETWEEN = re.compile(r"\s*between\b", re.IGNORECASE)
"""Of two things, not of two days."""


def asks_for_changes(
    question: str, today: date, dated: Callable[[str], date | None] = lambda _: None
) -> tuple[date | None, str] | None:
    """Return from when on changes are asked for and of what ("": of anything), None where they are not asked for.

    The day is None where no period is named. `dated` gives the day of a paper or meeting that is called so; what is
    asked since another thing, of which no day is known, is not for this route.
    """
    text = " ".join(question.split()).rstrip(" ?.!")
    match = _CHANGED.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    since, rest = _since(rest, today)
    if since is None and (_FATE.match(text) or numbered(rest) or _BETWEEN.match(rest)):
        return None
    if since is None and (paper := _PAPER.search(rest)):
        since, rest = dated(paper["paper"]), rest[: paper.start()]
        if since is None:
            return None
    about = _ABOUT.search(rest.strip(" ,"))
    return since, about["subject"].strip(" \"“”'‘’,") if about else ""


def _since(text: str, today: date) -> tuple[date | None, str]:
    """Return the first day of a period that a text names, if it names one, and the text without it."""
    for pattern in (_EVENT, _DATE, _WEEKDAY, _NEAR, _LAST):
        match = pattern.search(text)
        if match and (day := _day(match, today)) is not None:
            return day, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _day(match: re.Match[str], today: date) -> date | None:
    parts = match.groupdict()
    if "unit" in parts:
        return today - timedelta(days=_SPANS[parts["unit"].lower()] * int(parts["count"] or 1))
    said = parts["day"].lower()
    if said in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(said)) % 7 or 7)
    if said in ("yesterday", "gestern", "ayer", "today", "heute", "hoy"):
        return today - timedelta(days=0 if said in ("today", "heute", "hoy") else 1)
    try:
        found: date = dates.parse(said, default=dates.parse(f"{today.year}-01-01")).date()
    except (ValueError, OverflowError):
        return None
    return found.replace(year=found.year - 1) if found > today else found
