"""Numbers as people say them: shares ("nine in ten"), halves, rounded ones ("almost 360,000"), and other units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.text.quantities import Number, unit_after

SPELLED = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
"""Small numbers by the words for them."""
PLACES = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
"""Places behind the first by the words for them."""
WHOLE = rf"(?:\d{{1,3}}|{'|'.join(SPELLED)})"
"""A small whole number, in digits or as a word."""
_COUNTS = ("a", "an", *SPELLED)
_COUNT = {word: float(SPELLED.get(word, 1)) for word in _COUNTS}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_SAID = rf"(?:{'|'.join(_COUNTS)}|\d{{1,3}})"
_SHARE = re.compile(rf"\b(?P<n>{_SAID})[-\s](?P<part>{'|'.join(_PARTS)})s?\b(?=[-\s]+of\b|\s+the\b|[.,;)]|$)", re.I)
_OUT_OF = re.compile(rf"\b(?P<n>{_SAID})\s+(?:in|out\s+of|(?:in|of|out\s+of)\s+every)\s+(?P<d>{_SAID})\b", re.I)
_AND_A_HALF = re.compile(rf"\b(?P<n>{_SAID})\s+and\s+a\s+half\b", re.I)
_ABOUT = re.compile(
    r"\b(?:(?P<over>over|above|more than|upwards of|at least)|(?P<under>nearly|almost|under|below|less than|up to)"
    r"|close to|about|around|roughly|approximately|some|circa|an estimated)$",
    re.I,
)
_A_LARGER = re.compile(
    r"\b(?:for|in|within|over|after|of|than|takes?|took|lasts?|lasted|about|around|least|nearly|almost) an?"
    r" (?P<unit>minute|hour|day|week|quarter|year|decade)\b",
    re.I,
)
"""Not "twice a week", which is no length of time."""
_PER_LARGER = {
    ("minute", "second"): 60.0,
    ("hour", "minute"): 60.0,
    ("day", "hour"): 24.0,
    ("week", "day"): 7.0,
    ("quarter", "month"): 3.0,
    ("year", "month"): 12.0,
    ("decade", "year"): 10.0,
}
_NEAR = 0.05
"""How far from a share in words the number may be that it stands for: 77.1 % are about three quarters."""


def whole_of(said: str | None) -> int | None:
    """Return the whole number that a word or some digits say, None where there is none."""
    word = (said or "").lower()
    return SPELLED.get(word) or (int(word) if word.isdigit() else None)


def spoken_numbers(text: str) -> list[Number]:
    """Return the shares of a text, in percent, and its halves ("two and a half"), which no single number of it is."""
    return sorted([*_shares(text), *_halves(text)], key=lambda number: number.start)


def _shares(text: str) -> Iterator[Number]:
    for match in _SHARE.finditer(text):
        yield Number(100 * _value(match["n"]) / _PARTS[match["part"].lower()], "%", match.start(), match.end())
    for match in _OUT_OF.finditer(text):
        whole = _value(match["d"])
        if _value(match["n"]) <= whole and whole > 1:
            yield Number(100 * _value(match["n"]) / whole, "%", match.start(), match.end())


def _halves(text: str) -> Iterator[Number]:
    for match in _AND_A_HALF.finditer(text):
        yield Number(_value(match["n"]) + 0.5, unit_after(text, match.end()), match.start(), match.end())


def _value(word: str) -> float:
    return _COUNT[word.lower()] if word.lower() in _COUNT else float(word)


def same_share(number: Number, others: Sequence[Number]) -> bool:
    """Tell whether one of the others is what a number in words stands for."""
    units = {number.unit, ""} if number.unit != "%" else {"%"}
    return any(other.unit in units and abs(other.value - number.value) <= _NEAR * number.value for other in others)


def rounded_from(number: Number, others: Sequence[Number], claim: str) -> bool:
    """Tell whether a claim gives one of the others rounded and says so, as "almost 360,000" does of 359,756."""
    about = _ABOUT.search(claim[: number.start].rstrip(" $€£"))
    if about is None:
        return False
    exact = [other.value for other in others if other.unit in (number.unit, "")]
    if about["over"]:
        exact = [value for value in exact if value >= number.value]
    if about["under"]:
        exact = [value for value in exact if value <= number.value]
    digits = len(f"{number.value:.6g}".replace(".", "").split("e")[0].strip("0")) or 1
    return any(float(f"{value:.{digits}g}") == float(f"{number.value:.6g}") for value in exact)


def in_another_unit(number: Number, others: Sequence[Number], text: str) -> bool:
    """Tell whether a text gives a time in another unit: one hour as "60 mins", ten years as "a decade"."""
    once = (Number(1.0, match["unit"].lower(), *match.span()) for match in _A_LARGER.finditer(text))
    return any(_same_time(number, other) or _same_time(other, number) for other in (*others, *once))


def _same_time(larger: Number, smaller: Number) -> bool:
    return larger.value * _PER_LARGER.get((larger.unit, smaller.unit), 0.0) == smaller.value > 0
