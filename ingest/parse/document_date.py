"""The day a document is of: what its metadata, its head or its name say, never the file system, and never a day ahead.

A full day in the head counts more than a month, a period or a year in the name: those may be what it is about.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from ingest.parse.byline import byline
from ingest.parse.dates import MONTHS, first_date, iso, numeric_date, of_moment

_NEAR_TOP = 2500
_TITLE = 200
_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
_LABELLED = re.compile(
    r"^[\s>*_#|-]*(?:date|(?:last )?(?:updated?|changed?|revised|modified|reviewed|edited)|(?:status )?as of|effective"
    r"|published|written)(?: date| on)?\s*[*_]*\s*(?:[:|-]\s*[*_]*|(?=\d|(?:" + _WORD + r")\b))\s*(?P<rest>\S.{0,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_ONLY_DATE = re.compile(
    r"^[\s>*_#]*(?P<rest>[\w ,./-]{0,14}\d[\w ,./]{0,30}(?:\s*[-\u2013]\s*[\w ,./-]{1,30})?)[\s_*]*$", re.MULTILINE
)
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"
_TO = r"[ _]*(?:[-\u2013_ ]|to|until|through|thru|bis)[ _]*"
_ONE, _OTHER = (rf"(?<![a-z])(?:{_WORD})", rf"(?P<word>{_WORD})(?![a-z])")
_PERIODS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:19|20)\d\d-\d\d-\d\d{_TO}{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d)(?:19|20)\d\d[-_.](?:0[1-9]|1[0-2]){_TO}{_YEAR}[-_.](?P<month>0[1-9]|1[0-2])(?!\d)",
        rf"{_YEAR}[ ,._-]+{_ONE}{_TO}{_OTHER}",
        rf"{_ONE}(?:[ ._-]*(?:19|20)\d\d)?{_TO}{_OTHER}[ ,._-]*{_YEAR}",
        rf"(?<![a-z\d])Q[1-4]{_TO}Q(?P<quarter>[1-4])[ ,._-]*{_YEAR}",
        rf"{_YEAR}[ ,._-]*Q[1-4]{_TO}Q(?P<quarter>[1-4])(?!\d)",
    )
)
_WEEK = re.compile(rf"{_YEAR}[ _-]*W(?P<week>[0-5]\d)(?!\d)", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(
    rf"(?<![\d/.-])(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\.? (?P<month>{_WORD})(?![a-z])", re.IGNORECASE
)


def document_date(
    path: Path,
    text: str,
    stated: str | None = None,
    moment: datetime | date | None = None,
    today: date | None = None,
) -> str | None:
    """Return the date of a document: stated in its metadata, in its head, in its name, or the moment it was saved.

    What lies after `today`, by default the day on which it is read, is what the document is about and not its date.
    """
    last = (today or date.today()).isoformat()
    return next((day for day in _candidates(path.stem, text, stated, moment, last) if day and _begun(day, last)), None)


def _candidates(
    name: str, text: str, stated: str | None, moment: datetime | date | None, last: str
) -> Iterator[str | None]:
    """Yield what may date a document, the surest first."""
    if stated:
        yield first_date(stated) or numeric_date(stated)
    yield from _labelled(text)
    named = first_date(name, least="month") if _period(name, last) is None else None
    if named and len(named) == len("2026-01-01"):
        yield named
    written = byline(text)
    if named:
        yield written if written and written.startswith(named) else named
    yield written
    yield from _lines_of_a_date(text)
    yield _of_week(name, text)
    yield _period(name, last)
    saved = of_moment(moment)
    about = first_date(name)
    # A year after the one in which the file was saved is its subject; in that year itself the day of it tells more.
    if about and not (saved and len(about) == len("2026") and about >= saved[:4]):
        yield _to_the_day(about, text)
    yield saved


def _begun(day: str, last: str) -> bool:
    return day <= last[: len(day)]


def _labelled(text: str) -> Iterator[str | None]:
    """Yield the dates of explicit lines near the top ("Last updated: 3 May 2024")."""
    for match in _LABELLED.finditer(text[:_NEAR_TOP]):
        yield first_date(match["rest"], least="period") or numeric_date(match["rest"])


def _lines_of_a_date(text: str) -> Iterator[str | None]:
    """Yield the dates of lines near the top that say nothing else."""
    for match in _ONLY_DATE.finditer(text[: _NEAR_TOP // 2]):
        line = match["rest"]
        if len(line.split()) <= 5:
            yield _only_date(line)


def _only_date(line: str) -> str | None:
    """Return the date of a line that has a month in words or numbers, and no other words."""
    words = re.findall(r"[^\W\d_]+", line.lower())
    if any(word not in MONTHS and word not in ("st", "nd", "rd", "th", "of", "to") for word in words):
        return None
    return numeric_date(line) or first_date(line, least="month")


def _period(name: str, last: str) -> str | None:
    """Return the end of a period that a file name says ("spend_2026_jan_oct"); its year while that is still ahead."""
    for pattern in _PERIODS:
        if not (match := pattern.search(name)):
            continue
        said = match.groupdict()
        year = int(match["year"])
        if quarter := said.get("quarter"):
            month = 3 * int(quarter)
        else:
            month = int(said["month"]) if said.get("month") else MONTHS[match["word"].lower()]
        end = iso(year, month, int(said["day"]) if said.get("day") else None)
        if end and date(year, month, monthrange(year, month)[1]).isoformat() > last:
            return end if _begun(end, last) and not said.get("quarter") else match["year"]
        return end
    return None


def _first_line(text: str) -> str:
    return next((line for line in text[:_NEAR_TOP].splitlines() if line.strip()), "")[:_TITLE]


def _of_week(name: str, text: str) -> str | None:
    """Return the day of a week that a file name says ("2026-W04"), where the first line says it, else its month."""
    match = _WEEK.search(name)
    if not match:
        return None
    try:
        thursday = date.fromisocalendar(int(match["year"]), int(match["week"]), 4)
    except ValueError:
        return None
    said = _DAY_AND_MONTH.search(_first_line(text))
    day = iso(thursday.year, MONTHS[said["month"].lower()], int(said["day"])) if said else None
    return day if day and abs((date.fromisoformat(day) - thursday).days) <= 7 else thursday.isoformat()[:7]


def _to_the_day(named: str, text: str) -> str:
    """Return the date of a name, to the day where the first line says it ("Week 46, 13 November 2026")."""
    day = first_date(_first_line(text), least="period")
    return day if day and len(day) > len(named) and day.startswith(named) else named
