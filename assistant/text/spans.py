"""Stretches of time that a question names, as first and last day: "in October", "this quarter", "before 3 May 2026"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.text.spoken_numbers import SPELLED

_MONTHS = (
    r"jan(?:uary|uar|vier)?|enero", r"feb(?:ruary|ruar)?|febrero|février", r"mar(?:ch|zo|s)?|märz", r"a[pbv]r(?:il)?",
    r"ma[yi]|mayo", r"jun[ei]?|junio|juin", r"jul[yi]?|julio|juillet", r"aug(?:ust)?|agosto|août",
    r"sep(?:t|tember|tiembre|tembre)?", r"o[ck]t(?:ober|ubre|obre)?", r"nov(?:ember|iembre|embre)?",
    r"de[cz](?:ember|iembre)?|décembre|dic(?:iembre)?",
)  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_UNITS = {
    "day": "tage?s?|days?|días?", "week": "wochen?|weeks?|semanas?|semaines?",
    "month": "monate?s?|months?|mes(?:es)?|mois",
    "quarter": "quartale?s?|quarters?|trimestres?", "half": "half[- ]years?|halbjahre?s?|semestres?",
    "year": "jahre?s?|years?|años?|ann?ée?s?",
}  # fmt: skip
_UNIT = "|".join(f"(?P<{name}s>{words})" for name, words in _UNITS.items())
_THIS = r"this|(?:the )?current|diese[mnrs]?|este|cette?|ce"
_NEXT = r"next|(?:the )?coming|nächste[mnrs]?|kommende[mnrs]?|próxim[oa]s?|prochaine?"
_LAST = r"last|(?:the )?(?:past|previous)|letzte[mnrs]?|vergangene[mnrs]?|últim[oa]s?"
_ON = "|".join(
    rf"(?<=\b{word} )" for word in "on of since by before after from between and to until am el vom le".split()
)
"""What stands before a day that has no year."""
_OF_MONTH = "|".join(rf"(?<=\b{word} )" for word in "in im en since until during seit desde".split())
"""What stands before a month that has no year."""
_NEAR_MONTH = "|".join(
    rf"(?<=\b{word} )" for word in ("between", "from", "and", "to", "by", "before", "after", "end of", "start of")
)
"""What stands before it too, and before a verb "may"."""
_SURE_MONTH = _MONTH.replace("ma[yi]", "(?-i:May)|mai")
_SHAPES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?{_MONTH}(?:,?\s+(?:de\s+)?{_YEAR})\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b",
        rf"\b{_MONTH},?\s+(?:of\s+|de\s+)?{_YEAR}\b",
        rf"(?:{_ON})(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?{_MONTH}\b(?!,?\s+(?:de\s+)?\d{{4}})",
        rf"(?:{_ON}){_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s+\d{{4}})",
        rf"\bQ(?P<q>[1-4])[\s/-]*(?:(?:of|in|de|FY)\s*)?{_YEAR}\b|\b(?P<year2>20\d\d)[\s/-]*Q(?P<q2>[1-4])\b",
        rf"\b(?P<nth>{'|'.join(_ORDINALS)})\s+quarter(?:\s+of)?\s+{_YEAR}\b",
        rf"\b(?:the\s+)?(?P<nthhalf>first|second|1st|2nd)\s+half(?:\s+of)?\s+{_YEAR}\b",
        rf"\bH(?P<h>[12])[\s/-]*(?:of\s+)?{_YEAR}\b",
        rf"\b(?:the\s+)?(?P<side>{_NEXT}|{_LAST})\s+(?P<count>\d{{1,3}}|{'|'.join(SPELLED)})\s+(?P<many>{_UNIT})\b",
        rf"\b(?:the\s+)?(?P<near>{_THIS}|{_NEXT}|{_LAST})\s+(?P<one>{_UNIT})(?P<after>\s+pasad[oa]|\s+dernière?)?\b",
        rf"(?<=\bend of )(?P<near>the|this)\s+(?P<one>{_UNIT})\b",
        r"\b(?:(?P<quarters>quarter)|(?P<years>year))(?P<near>[- ]end)\b",
        rf"\b(?:el|la|le|l[’'])\s*(?P<one>{_UNIT})\s+(?P<near>pasad[oa]|dernière?|que viene|prochaine?)\b",
        r"\b(?P<name>today|yesterday|tomorrow|heute|gestern|morgen|hoy|ayer|mañana)\b",
        r"\bQ(?P<q>[1-4])\b(?![\w-])",
        rf"\b(?:the\s+)?(?P<nth>{'|'.join(set(_ORDINALS) - {'last'})})\s+quarter\b(?!\s+of\b)",
        r"\b(?:the\s+)?(?P<nthhalf>first|second|1st|2nd)\s+half(?:[- ]year)?\b(?!\s+of\b)",
        r"\bH(?P<h>[12])\b(?![\w-])",
        r"\b(?P<years>year|y)(?:\s|-)?(?P<near>to(?:\s|-)date|td)\b",
        r"(?<=\b(?:start) of )(?P<near>the|this)\s+(?P<one>" + _UNIT + r")\b",
        r"(?<=\b(?:beginning) of )(?P<near>the|this)\s+(?P<one>" + _UNIT + r")\b",
        rf"(?:{_OF_MONTH}){_MONTH}\b",
        rf"(?:{_NEAR_MONTH}){_SURE_MONTH}\b",
        rf"(?<![\d,.$€£-]){_YEAR}(?![,.]\d|\s*%|-\w)",
    )
)  # fmt: skip
_HOW = re.compile(
    r"(?:\b(?P<how>after|since|from|seit|nach|ab|desde|depuis|before|vor|antes de|avant|until|till|up to|by|bis|hasta"
    r"|between|in|on|during|within|over|for|at|im|en|durante|für|para|pour)\s+)?(?:the\s+)?"
    r"(?:(?:end|start|beginning) of\s+)?$",
    re.IGNORECASE,
)
_END = re.compile(r"\bend of\b|[- ]end$", re.IGNORECASE)
_TO = re.compile(r"^\s*(?:to|until|till|and|bis|und|a|y|hasta|-|–)\s*$", re.IGNORECASE)
_FROM_MONTH = re.compile(
    rf"\b(?:between|from|zwischen|von|entre|de)\s+{_MONTH}\s+(?:and|to|until|und|bis|y|a)\s+$", re.IGNORECASE
)
"""The first of two months, of which only the second has a year."""
_FROM_DAY = re.compile(
    r"\b(?:between|from)\s+(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:and|to|until)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""The first of two days, of which only the second has a month."""
_HAS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FROM = frozenset("after since from seit nach ab desde depuis".split())
_UP_TO = frozenset(("before", "vor", "antes de", "avant", "until", "till", "up to", "by", "bis", "hasta"))
_NOT_ITSELF = frozenset(("after", "nach", "before", "vor", "antes de", "avant"))


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last` as ISO dates, "" for no bound; it is said at `start` to `end` of the question."""

    first: str
    last: str
    start: int
    end: int

    def holds(self, day: str | None) -> bool:
        """Tell whether a day, ISO 8601, lies in it."""
        return (
            bool(day)
            and (not self.first or str(day)[:10] >= self.first)
            and (not self.last or str(day)[:10] <= self.last)
        )

    def words(self) -> str:
        """Return the days for reading."""
        if self.first == self.last:
            return f"on {self.first}"
        if not self.first or not self.last:
            return f"since {self.first}" if self.first else f"until {self.last}"
        return f"from {self.first} to {self.last}"


def span_in(text: str, today: date, ahead: bool = False, newest: date | None = None) -> Span | None:
    """Return the stretch of time that a text names, None where it names none.

    A month or quarter without a year is the latest one that has begun by today and by the `newest` day that is known,
    with `ahead` the next one that is not over.
    """
    named = _stretches(text, today, ahead, min(today, newest or today))
    if not named:
        return None
    (first, last, start, end), *more = named
    opening = _HOW.search(text[:start])
    how = (opening["how"] or "").lower() if opening else ""
    begin = opening.start() if opening and how else start
    if more and _TO.match(text[end : more[0][2]]):
        if not _HAS_YEAR.search(text[start:end]):
            first = _not_after(first, more[0][1])
        return Span(first.isoformat(), more[0][1].isoformat(), begin, more[0][3])
    if (day := _FROM_DAY.search(text[:start])) and first == last and 0 < int(day["day"]) < first.day:
        return Span(first.replace(day=int(day["day"])).isoformat(), last.isoformat(), day.start(), end)
    if half := _FROM_MONTH.search(text[:start]):
        month = _month(half["month"])
        return Span(date(first.year - (month > first.month), month, 1).isoformat(), last.isoformat(), half.start(), end)
    if how in _FROM:
        return Span((last + timedelta(days=1) if how in _NOT_ITSELF else first).isoformat(), "", begin, end)
    if how in _UP_TO:
        ends = _END.search(text[begin:end])  # "before the end of the year" is within it
        return Span(
            "", (first - timedelta(days=1) if how in _NOT_ITSELF and not ends else last).isoformat(), begin, end
        )
    return Span(first.isoformat(), last.isoformat(), begin, end)


def _not_after(first: date, last: date) -> date:
    """Return a day without a year in the last year in which it is not after another one."""
    year = last.year if (first.month, first.day) <= (last.month, last.day) else last.year - 1
    try:
        return first.replace(year=year)
    except ValueError:  # the 29th of February
        return first.replace(year=year, day=28)


_Stretch = tuple[date, date, int, int]


def _stretches(text: str, today: date, ahead: bool, known: date) -> list[_Stretch]:
    found: list[_Stretch] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            days = _days({k: v for k, v in match.groupdict().items() if v}, today, ahead, known)
            if days and all(match.end() <= start or match.start() >= end for _, _, start, end in found):
                found.append((*days, *match.span()))
    return sorted(found, key=lambda one: one[2])


def _days(said: dict[str, str], today: date, ahead: bool, known: date) -> tuple[date, date] | None:
    """Return the first and last day that the parts of a date mean, None where there is no such day."""
    year = int(said.get("year") or said.get("year2") or 0)
    try:
        if "iso" in said:
            day = date.fromisoformat(said["iso"])
            return day, day
        if "day" in said:
            day = date(year or today.year, _month(said["month"]), int(said["day"]))
            if not year and day > today and not ahead:
                day = day.replace(year=today.year - 1)
            return day, day
    except ValueError:
        return None
    if "name" in said:
        return _named_day(said["name"].lower(), today)
    if "count" in said or "near" in said:
        return _relative(said, today)
    quarter = int(said.get("q") or said.get("q2") or _ORDINALS.get(said.get("nth", "").lower(), 0))
    if "nthhalf" in said:
        said = {**said, "h": str(_ORDINALS[said["nthhalf"].lower()])}
    month = _month(said["month"]) if "month" in said else 0
    length = 3 if quarter else 6 if "h" in said else 1 if month else 12
    first = quarter * 3 - 2 if quarter else int(said["h"]) * 6 - 5 if "h" in said else month or 1
    return _months(year or _year_of(first, length, today if ahead else known, ahead), first, length)


def _year_of(month: int, length: int, today: date, ahead: bool) -> int:
    if ahead:
        return today.year + (month + length - 1 < today.month)
    return today.year - (month > today.month)


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    """Return the first day of a month and the last of the one that ends a stretch of so many months."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = month + length - 1
    last_year, last_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def _named_day(name: str, today: date) -> tuple[date, date]:
    far = {"yesterday": -1, "gestern": -1, "ayer": -1, "tomorrow": 1, "morgen": 1, "mañana": 1}.get(name, 0)
    day = today + timedelta(days=far)
    return day, day


def _relative(said: dict[str, str], today: date) -> tuple[date, date] | None:
    unit = next(name for name in _UNITS if f"{name}s" in said)
    count = SPELLED.get(said.get("count", "").lower()) or int(said.get("count", 1))
    if "count" in said:
        back = bool(re.fullmatch(_LAST, said["side"], re.IGNORECASE))
        days = timedelta(days={"day": 1, "week": 7, "month": 30, "quarter": 91, "half": 182, "year": 365}[unit] * count)
        return (today - days, today) if back else (today, today + days)
    near = said["near"].lower()
    past = bool(re.fullmatch(rf"{_LAST}|pasad[oa]|dernière?", near)) or "after" in said
    step = -1 if past else 1 if re.fullmatch(rf"{_NEXT}|que viene", near) else 0
    if unit in ("day", "week"):
        length = 1 if unit == "day" else 7
        first = today - timedelta(days=today.weekday() if unit == "week" else 0) + timedelta(days=step * length)
        return first, first + timedelta(days=length - 1)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    return _months(today.year, (today.month - 1) // months * months + 1 + step * months, months)


def _month(name: str) -> int:
    return next(at for at, words in enumerate(_MONTHS, start=1) if re.fullmatch(words, name, re.IGNORECASE))
