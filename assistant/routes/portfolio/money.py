"""Where the money goes: budgets and spend of initiatives, added up by the outcomes that the initiatives serve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.catalogue.initiatives import Catalogue
from assistant.domain import Quote
from assistant.nights.night import Night
from assistant.records.book import Book
from assistant.records.cells import written
from assistant.records.facts import Rows
from assistant.records.rows import CITED
from assistant.routes.portfolio.answers import no_such_outcome
from assistant.routes.portfolio.catalogue_answers import fitting
from assistant.tables.answers import Number, amounts
from assistant.text.names import KEY, name_key

_SHOWN = 25
_TWICE = "An initiative that serves two outcomes counts under each."
_NO_MONEY = "No table that you may read gives the {} of initiatives."


@dataclass(frozen=True, slots=True)
class _Line:
    """The money of one initiative, with the outcomes that it serves; None where the portfolio does not know it."""

    number: Number
    outcomes: frozenset[str] | None


def money(outcome: str | None, measure: str, night: Night, catalogue: Catalogue, book: Book) -> tuple[Rows, str | None]:
    """Return the money of a measure that serves an outcome; None is each outcome, "" is none of them."""
    lines = _lines(measure, night, catalogue, book)
    if not any(line.outcomes is not None for line in lines):
        return [], _NO_MONEY.format(measure)
    if outcome == "":
        left = [line for line in lines if line.outcomes is not None and not line.outcomes]
        return _told(f"{measure} stands under initiatives that serve no outcome", left, lines)
    named = [one["name"] for one in night.portfolio["outcomes"]]
    if outcome is not None:
        meant = {one["name"] for one in fitting(outcome, night.portfolio["outcomes"])}
        if not meant:
            return [], no_such_outcome(night.portfolio["outcomes"])
        some = [line for line in lines if line.outcomes and line.outcomes & meant]
        return _told(f"{measure} stands under initiatives that serve {_all(meant)}", some, lines)
    sums = [(name, [line for line in lines if line.outcomes and name in line.outcomes]) for name in named]
    sums.sort(key=lambda pair: -_value(pair[1]))
    rows: Rows = [(f"{name}: {_amount(some)} of {measure}, {_of(some)}.", _cells(some)) for name, some in sums if some]
    twice = any(line.outcomes and len(line.outcomes) > 1 for line in lines)
    return rows[:_SHOWN], _TWICE if rows and twice else None


def _lines(measure: str, night: Night, catalogue: Catalogue, book: Book) -> list[_Line]:
    """Return the money of each line, in the currency that most of them have."""
    serving = _Serving(night, catalogue)
    found = amounts(measure, "initiative", book)
    currencies = [one.column.unit.currency for one in found]
    usual = max(set(currencies), key=currencies.count, default="")
    return [_Line(one, serving.of(one.of)) for one in found if one.column.unit.currency == usual]


class _Serving:
    """Which outcomes the initiatives of a portfolio serve, by any of their names."""

    def __init__(self, night: Night, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_name = {
            row["name"]: frozenset(one["name"] for one in row["outcomes"]) for row in night.portfolio["initiatives"]
        }
        self._by_words = {_called(name): outcomes for name, outcomes in self._by_name.items()}

    def of(self, name: str) -> frozenset[str] | None:
        """Return the outcomes of an initiative; None where the portfolio does not know it."""
        called = _called(name)
        return self._by_words[called] if called in self._by_words else self._by_identity.get(self._identity(name))

    @cached_property
    def _by_identity(self) -> dict[tuple[str, ...], frozenset[str]]:
        # To look an initiative up takes long where there are many documents, and a table has mostly its own name.
        return {self._identity(name): outcomes for name, outcomes in self._by_name.items()}

    def _identity(self, name: str) -> tuple[str, ...]:
        initiative = self._catalogue.find(name)
        if initiative is None:
            return name_key(name)
        return (initiative.key,) if initiative.key else name_key(initiative.name)


def _called(name: str) -> tuple[str, ...]:
    """Return the words of a name, without the key of its record where there are others."""
    return name_key(KEY.sub(" ", name)) or name_key(name)


def _told(what: str, some: Sequence[_Line], lines: Sequence[_Line]) -> tuple[Rows, str | None]:
    """Return the sum of some lines beside that of all, then each."""
    if not some:
        return [], f"No {what}."
    first = (f"{_amount(some)} of the {_amount(lines)} of {what} ({_of(some)}).", _cells(some))
    each = sorted(some, key=lambda line: -line.number.value)
    return [first, *((f"{line.number.said()}.", list(line.number.cells)) for line in each[:_SHOWN])], None


def _value(some: Iterable[_Line]) -> float:
    return sum(line.number.value for line in some)


def _amount(some: Sequence[_Line]) -> str:
    return f"{written(_value(some))} {some[0].number.column.unit.currency}".strip()


def _of(some: Sequence[_Line]) -> str:
    return f"the sum of {len(some)} rows" if len(some) > 1 else "one row"


def _cells(some: Iterable[_Line]) -> list[Quote]:
    return [made for line in some for made in line.number.cells][:CITED]


def _all(names: Iterable[str]) -> str:
    return " and ".join(f"“{name}”" for name in sorted(names))
