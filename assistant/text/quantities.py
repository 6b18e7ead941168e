"""Numbers, units and dates in running text, as values that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it counts: its value with the magnitude multiplied in, its unit ("" for none), and its place."""

    value: float
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is given: year, quarter, month and day are 0 where it does not say."""

    year: int
    quarter: int
    month: int
    day: int
    start: int
    end: int


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: float(at) for at, word in enumerate(_ONES)} | {word: 10.0 * at for at, word in enumerate(_TENS, 2)}
_SPOKEN = _VALUES | {
    word: float(at) for at, word in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split(), 3)
}
_MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
_UNIT_FORMS = {
    "%": "% percent per-cent percentage pct",
    "$": "dollar dollars usd",
    "€": "euro euros eur",
    "£": "pound pounds gbp",
    "second": "second seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "quarter": "quarter quarters",
    "year": "year years yr yrs",
    "decade": "decade decades",
    "metre": "metre metres meter meters",
    "kilometre": "km kilometre kilometres kilometer kilometers",
    "mile": "mile miles",
    "foot": "foot feet ft",
    "kilogram": "kg kilogram kilograms",
    "ton": "ton tons tonne tonnes",
    "megabyte": "mb megabyte megabytes",
    "gigabyte": "gb gigabyte gigabytes",
    "terabyte": "tb terabyte terabytes",
}
UNITS = {form: unit for unit, forms in _UNIT_FORMS.items() for form in forms.split()}
"""Every written form of a unit that is told apart from others."""
UNITS_OF = {unit: frozenset(forms.split()) for unit, forms in _UNIT_FORMS.items()}
"""The other way round: the forms of each unit."""

_LARGE = "hundred|thousand|million|billion|trillion"
_NUMBER = re.compile(
    r"(?P<sign>[$€£])?\s?(?P<digits>(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?)(?:st|nd|rd|th)?"
    rf"(?P<tail>[-\s]?(?:{_LARGE}|k|mn|m|bn)\b)?"
    rf"|\b(?P<word>(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[1:10])})|{'|'.join(_SPOKEN)})\b(?P<large>[-\s](?:{_LARGE})\b)?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[-\s]{0,2}(?:(?:calendar|business|working|full|consecutive|more|additional|extra|US)[-\s])?"
    r"(?P<unit>%|[A-Za-z]+(?:-cent)?)(?:\s+(?P<point>points?)\b)?"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<y>(?:19|20)\d\d)\b"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_YEAR}-(?P<n>\d\d)-(?P<d>\d\d)\b",
        rf"\b(?P<n>\d{{1,2}})/(?P<d>\d{{1,2}})/{_YEAR}",
        rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR})?",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?",
        rf"\bQ(?P<q>[1-4])\b(?:,?\s*(?:of\s+)?(?:FY\s?)?{_YEAR})?",
        rf"\b{_YEAR}\s+Q(?P<q>[1-4])\b",
        rf"(?<![\d,.$€£])\b(?:FY)?{_YEAR}(?![,.]\d|\s*%)",
    )
)


_KEPT = 1024
"""Texts whose dates and numbers are kept: passages are compared with each other, one with many."""


def dates(text: str) -> list[Date]:
    """Return the dates of a text in order; a stretch belongs to the fullest date that it is part of."""
    return list(_dates_of(text))


@lru_cache(_KEPT)
def _dates_of(text: str) -> tuple[Date, ...]:
    found: list[Date] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(_date(match))
    return tuple(sorted(found, key=lambda date: date.start))


def _date(match: re.Match[str]) -> Date:
    parts = match.groupdict()
    month = int(parts["n"]) if parts.get("n") else 0
    if parts.get("m"):
        month = _MONTHS.index(parts["m"][:3].lower()) + 1
    year, quarter, day = (int(parts.get(name) or 0) for name in ("y", "q", "d"))
    return Date(year, quarter, month, day, match.start(), match.end())


def numbers(text: str, apart_from: list[Date] | None = None) -> list[Number]:
    """Return the numbers of a text in order, those inside its dates left out."""
    taken = dates(text) if apart_from is None else apart_from
    return [
        number
        for number in _all_numbers(text)
        if all(number.end <= date.start or number.start >= date.end for date in taken)
    ]


@lru_cache(_KEPT)
def _all_numbers(text: str) -> tuple[Number, ...]:
    return tuple(_each_number(text))


def _each_number(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        if match["word"]:
            value = sum(_SPOKEN[part] for part in match["word"].lower().split("-"))
            size = (match["large"] or "").strip(" -").lower()
        else:
            value = float(match["digits"].replace(",", ""))
            size = (match["tail"] or "").strip(" -\n").lower()
        value *= _MAGNITUDES.get(size, 1.0)
        yield Number(value, match["sign"] or unit_after(text, match.end()), match.start(), match.end())


def unit_after(text: str, at: int) -> str:
    """Return the unit that stands right after a number, "" for none that is known."""
    match = _UNIT.match(text, at)
    unit = UNITS.get(match["unit"].lower(), "") if match else ""
    return "point" if match and unit == "%" and match["point"] else unit
