"""The date of a document, as ISO 8601, partial where no more is known; never that of the file system."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

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
_NEAR_TOP = 2500
_TITLE = 200
_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
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
    month = MONTHS[groups["month"].lower()]
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
        (rf"{_EDGE}{_DAY}(?:st|nd|rd|th)?[ ._-]+(?P<month>{_WORD})\b\.?,?[ ._-]+{_Y_LAST}", _named),
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


def first_date(text: str, *, year_alone: bool = True) -> str | None:
    """Return the most telling date in a short text, without guessing the order of numbers."""
    for pattern, reader in _PATTERNS if year_alone else _PATTERNS[:-1]:
        for match in pattern.finditer(text):
            if found := reader(match):
                return found
    return None


def from_name(path: Path) -> str | None:
    """Return the date that a file name carries ("2024-03 board deck", "2020, Summer", "Q3 2025")."""
    return first_date(path.stem)


_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)(?![\d/])")
_LABELLED = re.compile(
    r"^[\s>*_#|-]*(?:date|(?:last )?(?:updated|revised|modified|reviewed|edited)|(?:status )?as of|effective|published)"
    r"(?: date| on)?\s*[*_]*\s*[:|-]?\s*[*_]*\s*(?P<rest>\S.{0,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_ONLY_DATE = re.compile(
    r"^[\s>*_#]*(?P<rest>[\w ,./]{0,14}\d[\w ,./]{0,30}(?:\s*[-\u2013]\s*[\w ,./]{1,30})?)[\s*_]*$", re.MULTILINE
)


def numeric_date(text: str) -> str | None:
    """Return the last numeric date of a short text ("1/18/23-1/31/23"); only the year when the order is open."""
    found = [(int(a), int(b), int(c) + (2000 if len(c) == 2 else 0)) for a, _, b, c in _NUMERIC.findall(text)]
    if not found:
        return None
    first, second, year = found[-1]
    if any(b > 12 for _, b, _ in found):
        return iso(year, first, second)
    if any(a > 12 for a, _, _ in found) or first == second:
        return iso(year, second, first)
    return iso(year)


def near_top(text: str) -> str | None:
    """Return the date of an explicit line near the top ("Last updated: 3 May 2024"), or of one that is only a date."""
    head = text[:_NEAR_TOP]
    for match in _LABELLED.finditer(head):
        if found := first_date(match["rest"], year_alone=False) or numeric_date(match["rest"]):
            return found
    for match in _ONLY_DATE.finditer(head[: _NEAR_TOP // 2]):
        line = match["rest"]
        if len(line.split()) > 5:
            continue
        if found := numeric_date(line) or (_only_date(line)):
            return found
    return None


def _only_date(line: str) -> str | None:
    """Return the date of a line that has a month in words or an ISO day, and nothing else but numbers."""
    words = re.findall(r"[^\W\d_]+", line.lower())
    if any(word not in MONTHS and word not in ("st", "nd", "rd", "th", "of", "to") for word in words):
        return None
    found = first_date(line, year_alone=False)
    return found if found and len(found) >= 7 else None


def document_date(
    path: Path, text: str, stated: str | None = None, moment: datetime | date | None = None
) -> str | None:
    """Return the date of a document: stated in its metadata, near its top, in its name, or the moment it was saved."""
    return (
        (first_date(stated) or numeric_date(stated) if stated else None)
        or near_top(text)
        or _to_the_day(from_name(path), text)
        or of_moment(moment)
    )


def _to_the_day(named: str | None, text: str) -> str | None:
    """Return the date of a name, to the day where the first line says it ("Week 46, 13 November 2026")."""
    first = next((line for line in text[:_NEAR_TOP].splitlines() if line.strip()), "")
    day = first_date(first[:_TITLE], year_alone=False)
    return day if named and day and len(day) > len(named) and day.startswith(named) else named
