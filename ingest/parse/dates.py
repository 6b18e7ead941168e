"""The forms in which dates are written, as ISO 8601, partial where no more is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# Winter counts as the start of its year, as people mean it; the others begin in their first month.
_SEASONS = {"winter": 1, "spring": 3, "summer": 6, "fall": 9, "autumn": 9}
_FOREIGN = {
    name: number
    for number, names in enumerate(
        ("januar enero janvier", "februar febrero février", "märz marzo mars", "abril avril", "mai mayo",
         "juni junio juin", "juli julio juillet", "agosto août", "septiembre setiembre septembre",
         "oktober octubre octobre", "noviembre novembre", "dezember diciembre décembre"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Months that are read only beside a day: alone with a year they may be another word."""
SHORT_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jän janv ene gen",
            "febr févr fev",
            "mär mrz mrt",
            "avr abr",
            "mag mei",
            "giu",
            "juil lug",
            "ago",
            "set",
            "okt ott out",
            "",
            "dez déc dic",
        ),
        start=1,
    )
    for name in names.split()
} | _FOREIGN
"""Months as exports in other languages write them, in full or cut: read only where a date is expected."""
_ALL_MONTHS = MONTHS | _FOREIGN
_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
_ANY_WORD = "|".join(sorted(_ALL_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_EDGE, _END = r"(?<![\d])", r"(?![\d])"


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return an ISO date of the parts that are known, or None when there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    parts = [f"{year:04d}"] + [f"{part:02d}" for part in (month, day) if part]
    return "-".join(parts)


def of_moment(moment: datetime | date | None) -> str | None:
    """Return the day of a moment from metadata; the years in which clocks start say nothing."""
    if moment is None or moment.year <= 1980 or moment.year > 2100:
        return None
    return iso(moment.year, moment.month, moment.day)


def _named(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = _ALL_MONTHS[groups["month"].lower()]
    return iso(int(groups["year"]), month, int(groups["day"]) if groups.get("day") else None)


def _quarter(match: re.Match[str]) -> str | None:
    return iso(int(match["year"]), 3 * int(match["quarter"]) - 2)


def _season(match: re.Match[str]) -> str | None:
    return iso(int(match["year"]), _SEASONS[match["season"].lower()])


def _numbers(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    parts = [int(groups[name]) for name in ("year", "month", "day") if groups.get(name)]
    return iso(*parts)


_Y = rf"{_EDGE}(?P<year>{_YEAR})"
_Y_LAST = rf"(?P<year>{_YEAR}){_END}"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_SEASON = "(?P<season>winter|spring|summer|fall|autumn)"
# Most telling first: a pattern that names a day wins over one that names a quarter or only a year.
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"{_Y}[-_./ ](?P<month>0?[1-9]|1[0-2])[-_./ ](?P<day>0?[1-9]|[12]\d|3[01]){_END}", _numbers),
        (rf"{_Y}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]){_END}", _numbers),
        (
            rf"{_EDGE}{_DAY}(?:st|nd|rd|th)?[ ._-]+(?:de |of )?(?P<month>{_ANY_WORD})\b\.?,?[ ._-]+"
            rf"(?:de |del )?{_Y_LAST}",
            _named,
        ),
        (rf"(?<![a-z])(?P<month>{_WORD})\.?[ ._-]+{_DAY}(?:st|nd|rd|th)?,?[ ._-]+{_Y_LAST}", _named),
        (rf"{_Y}[-_.](?P<month>0[1-9]|1[0-2])(?![^\W_])", _numbers),
        (rf"(?<![a-z])(?P<month>{_WORD})\.?,?[ ._-]*{_Y_LAST}", _named),
        (rf"{_Y}[ ,._-]+(?P<month>{_WORD})(?![a-z])", _named),
        (rf"(?<![a-z])Q(?P<quarter>[1-4])[ ,._-]*(?:FY)?{_Y_LAST}", _quarter),
        (rf"{_Y}[ ,._-]*Q(?P<quarter>[1-4]){_END}", _quarter),
        (rf"(?<![a-z]){_SEASON}[ ,._-]*{_Y_LAST}", _season),
        (rf"{_Y}[ ,._-]+{_SEASON}(?![a-z])", _season),
        (rf"{_Y}{_END}", _numbers),
    )
)


_DAYS, _MONTHS, _PERIODS, _YEARS = 4, 7, 11, 12
"""How many of the patterns name a day, a month or more, a period or more; all of them with a bare year."""


def first_date(text: str, *, least: str = "year") -> str | None:
    """Return the most telling date in a short text, without guessing the order of numbers.

    `least` says how little may be told: a "day", a "month", a "period" or a "year".
    """
    count = {"day": _DAYS, "month": _MONTHS, "period": _PERIODS, "year": _YEARS}[least]
    for pattern, reader in _PATTERNS[:count]:
        for match in pattern.finditer(text):
            if found := reader(match):
                return found
    return None


_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/])")

DAY_FORMS = (*(pattern for pattern, _ in _PATTERNS[:_DAYS]), _NUMERIC)
MONTH_FORMS = tuple(pattern for pattern, _ in _PATTERNS[_DAYS:_MONTHS])
"""How a day, and how a month of a year, are written."""


def numeric_date(text: str) -> str | None:
    """Return the last numeric date of a short text ("1/18/23-1/31/23"); only the year when the order is open."""
    found = [
        (int(a), int(b), int(c) + (2000 if len(c) == 2 else 0))
        for a, mark, b, c in _NUMERIC.findall(text)
        if mark != "-" or len(c) == 4
    ]
    if not found:
        return None
    first, second, year = found[-1]
    if any(b > 12 for _, b, _ in found):
        return iso(year, first, second)
    if any(a > 12 for a, _, _ in found) or first == second:
        return iso(year, second, first)
    return iso(year)
