"""Does the evidence carry every number, unit, date, name and negation of a claim? Pure functions, no model.

A hard check beside the softer one of `support`: what it reports is wrong or unproven whatever the rest of the claim
says. The evidence should hold what a reader of it sees: the quotes, their headings and the document's title. For the
claims of an answer `checker` reads negations in context instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.carried_names import uncarried_names
from assistant.checking.claim_words import STARTS, words
from assistant.checking.denials import changed_denials
from assistant.index.words import stems
from assistant.text.quantities import UNITS_OF, Date, Number, dates, numbers
from assistant.text.spoken_numbers import in_another_unit, rounded_from, same_share, spoken_numbers


class Detail(StrEnum):
    """What of a claim its evidence may fail to carry."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A detail of a claim that its evidence does not carry, in the claim's own words."""

    detail: Detail
    words: str


_SAID_ONCE = frozenset({"one"})
_TABLES_IN = {"in thousands": 1e3, "in millions": 1e6, "in billions": 1e9}


def mismatches(claim: str, evidence: str, details: Container[Detail] = frozenset(Detail)) -> tuple[Mismatch, ...]:
    """Return what the claim says and the evidence does not carry, of some details or of all."""
    found: list[Mismatch] = []
    if Detail.NUMBER in details or Detail.UNIT in details:
        found += (one for one in _number_mismatches(claim, evidence) if one.detail in details)
    if Detail.DATE in details:
        found += _date_mismatches(claim, evidence)
    if Detail.NAME in details:
        found += (Mismatch(Detail.NAME, name) for name in uncarried_names(claim, evidence))
    if Detail.NEGATION in details:
        found += (Mismatch(Detail.NEGATION, denial) for denial in changed_denials(claim, evidence))
    return tuple(found)


def _number_mismatches(claim: str, evidence: str) -> Iterator[Mismatch]:
    there = numbers(evidence, [])
    readings = [*there, *spoken_numbers(evidence)]
    carried = [spoken for spoken in spoken_numbers(claim) if same_share(spoken, readings)]
    sizes, used = _sizes(evidence), Counter[float]()
    for number in numbers(claim):
        said = claim[number.start : number.end].strip()
        if any(spoken.start <= number.start < spoken.end for spoken in carried):
            continue
        if said.lower() in _SAID_ONCE:  # "an hour" says it too
            forms = UNITS_OF.get(number.unit, frozenset())
            named = number.unit in evidence or not forms.isdisjoint(map(str.lower, words(evidence)))
            if forms and not named and not in_another_unit(number, there, evidence):
                yield Mismatch(Detail.UNIT, f"{said} {number.unit}")
            continue
        if in_another_unit(number, there, evidence):
            continue
        same = [other for other in readings if _equal(number.value, other.value, sizes)]
        used[number.value] += 1
        if len(same) >= used[number.value]:  # "from 57 to 57" is not carried by "from 56 to 57"
            if not _unit_carried(number, same, claim, evidence):
                yield Mismatch(Detail.UNIT, f"{said} {number.unit}".strip())
        elif not rounded_from(number, readings, claim):
            yield Mismatch(Detail.NUMBER, said)


def _sizes(evidence: str) -> list[float]:
    """Return what the numbers of a table may have to be multiplied by, as its head says."""
    said = evidence.lower()
    return [1.0, *(size for head, size in _TABLES_IN.items() if head in said)]


def _equal(value: float, other: float, sizes: Sequence[float]) -> bool:
    return any(abs(other * size - value) <= 1e-9 * abs(value) for size in sizes)


def _unit_carried(number: Number, same: Sequence[Number], claim: str, evidence: str) -> bool:
    if any(other.unit == number.unit for other in same):
        return True
    said = [word.lower() for word in words(evidence)]
    if number.unit:
        # A cell of a table has its unit in the header: somewhere else in the evidence.
        known = number.unit in evidence or not UNITS_OF.get(number.unit, frozenset()).isdisjoint(said)
        return known and any(not other.unit for other in same)
    after = words(claim[number.end :])[:1]
    return not after or set(stems(after[0])) <= set(stems(evidence))


def _date_mismatches(claim: str, evidence: str) -> Iterator[Mismatch]:
    there = dates(evidence)
    values = Counter(number.value for number in numbers(evidence, []))
    used: Counter[tuple[int, ...]] = Counter()
    for date in dates(claim):
        said = claim[date.start : date.end]
        if said == "May" and STARTS.search(claim[: date.start]):
            continue  # the verb
        parts = (date.year, date.quarter, date.month, date.day)
        used[parts] += 1
        bare = values[date.year] if not any(parts[1:]) else 0
        if max(sum(_same_date(date, other, there) for other in there), bare) < used[parts]:
            yield Mismatch(Detail.DATE, said)


def _same_date(date: Date, other: Date, there: Sequence[Date]) -> bool:
    """Tell whether `other` says what `date` says; the year that it leaves open must be one of the evidence's."""
    finer = [(getattr(date, name), getattr(other, name)) for name in ("quarter", "month", "day")]
    if any(mine and mine != theirs for mine, theirs in finer):
        return False
    if not date.year or date.year == other.year:
        return True
    return not other.year and any(third.year == date.year for third in there)
