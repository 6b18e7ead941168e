"""Dates of exports as ISO 8601: the order of day and month is decided by all dates of a column together."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateutil import parser as dateparser

from ingest.parse.dates import MONTHS, SHORT_MONTHS

_SLASHED = re.compile(
    r"^(?P<first>\d{1,2})[/.\-](?P<second>\d{1,2}|[A-Za-z]{3})[/.\-](?P<year>\d{4}|\d\d)"
    r"(?:[ ,T]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<seconds>\d\d))?\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?)?$"
)
# The dot of a month that is cut goes, unless it is the mark between the parts: "12/janv./26", but "03.Mär.26".
_WORD = re.compile(r"(?P<word>[^\W\d_]{3,})(?:\.(?=[\s/-]))?")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,10}\.?,\s+(?=\d)")
_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ISO = re.compile(r"^\d{4}-\d\d-\d\d")
_YEAR_FIRST = re.compile(r"^(\d{4})/(\d{1,2})/(\d{1,2})(?=\D|$)")
# JavaScript writes "Sat Feb 11 2023 01:51:53 GMT+0000 (GMT)", in which the sign means what it says.
_ZONE_NAME = re.compile(r"\s*\([^)]*\)$")
_ZONE = re.compile(r"\b(?:GMT|UTC)([+-]\d{2}:?\d{2})")


@dataclass(slots=True)
class Votes:
    """What the dates of one column say of their order: how many can only have the day, or only the month, first."""

    days: int = 0
    months: int = 0
    ambiguous: bool = False

    def count(self, value: str) -> None:
        """Count a cell; what is no date of numbers has no vote."""
        match = _SLASHED.match(value.strip())
        if not match or not match["second"].isdigit():
            return
        first, second = int(match["first"]), int(match["second"])
        self.days += first > 12
        self.months += second > 12
        self.ambiguous = self.ambiguous or (first != second and first <= 12 and second <= 12)


@dataclass(frozen=True, slots=True)
class Moments:
    """Reads the dates of one column; `day_first` is the order of "03/04/2024", `guessed` that nothing decided it."""

    day_first: bool
    guessed: bool

    @classmethod
    def of(cls, values: Iterable[str], *, day_first: bool) -> Moments:
        """Decide the order from all dates of a column; `day_first` is what the tool does where none decides."""
        votes = Votes()
        for value in values:
            votes.count(value)
        if votes.days or votes.months:
            # Both orders in one column: the usual one counts, and what it does not fit is read the other way.
            return cls(votes.days > votes.months, votes.ambiguous and bool(votes.days and votes.months))
        return cls(day_first, votes.ambiguous)

    def read(self, value: str | None) -> str | None:
        """Return a date or moment as ISO 8601, to the minute or second as it was given; None when it is no date."""
        value = (value or "").strip()
        if not value:
            return None
        if match := _YEAR_FIRST.match(value):
            value = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}{value[match.end() :]}"
        try:
            moment = self._moment(value if value.isascii() and value[:4].isdigit() else _in_english(value))
        except (ValueError, OverflowError, TypeError):
            return None
        return _written(moment, has_time=":" in value or (value.isdigit() and len(value) > 5))

    def _moment(self, value: str) -> datetime:
        if _ISO.match(value):
            return _iso(value)
        if match := _SLASHED.match(value):
            return self._slashed(match)
        if re.fullmatch(r"\d{10}(?:\d{3})?", value):
            return datetime.fromtimestamp(int(value[:10]), UTC)
        if re.fullmatch(r"[2-6]\d{4}(?:\.\d+)?", value):
            # An Excel serial: days since the last day of 1899, as spreadsheets count.
            return datetime(1899, 12, 30) + timedelta(days=float(value))
        if not re.search(r"\d", value) or len(value) > 60 or value.isdigit():
            raise ValueError(value)
        # Two defaults tell a date that names its day and year from one that leaves them to be filled in.
        plain = _ZONE.sub(r"\1", _ZONE_NAME.sub("", value))
        with warnings.catch_warnings():
            # A zone that is not known by its letters is no zone.
            warnings.simplefilter("ignore")
            first: datetime = dateparser.parse(plain, dayfirst=self.day_first, default=datetime(2000, 1, 1))
            other: datetime = dateparser.parse(plain, dayfirst=self.day_first, default=datetime(2001, 2, 2))
        if first.date() != other.date():
            raise ValueError(value)
        return first

    def _slashed(self, match: re.Match[str]) -> datetime:
        """Read "30/Jun/25 9:54 AM" and "5/20/2024 7:42"; years of two digits are of this century until 2069."""
        day, month = match["first"], match["second"]
        if month.isdigit() and not self.day_first:
            day, month = month, day
        if month.isdigit() and int(month) > 12 >= int(day):
            day, month = month, day
        year = int(match["year"])
        year += (2000 if year < 70 else 1900) if year < 100 else 0
        hour = int(match["hour"] or 0)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
        number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
        return datetime(year, number, int(day), hour, int(match["minute"] or 0), int(match["seconds"] or 0))


def _iso(value: str) -> datetime:
    """Read a date that begins with its year: after it may stand "UTC", a zone's letters, "AM", an hour of one digit."""
    try:
        return datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "+00:00", value))
    except ValueError:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found: datetime = dateparser.parse(value, dayfirst=False, yearfirst=True)
        return found


def _in_english(value: str) -> str:
    """Return a date with the name of its month in English; "de" between its parts goes."""

    def english(match: re.Match[str]) -> str:
        number = SHORT_MONTHS.get(match["word"].casefold())
        return _ENGLISH[number - 1] if number else match[0]

    named = _WORD.sub(english, _WEEKDAY.sub("", value))
    return re.sub(r"\bdel?\b ?", "", named) if named != value else value


def _written(moment: datetime, has_time: bool) -> str:
    if not has_time:
        return date(moment.year, moment.month, moment.day).isoformat()
    moment = moment.replace(microsecond=0)
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")
