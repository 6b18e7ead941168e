"""What is understood of a question over records so far: tests that a record must pass, and the text that is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.domain import Document, Quote, Record
from assistant.index.words import stems
from assistant.text.spans import Span

Test = Callable[[Document], bool]
FILLERS = frozenset(
    stem
    for word in (
        "a all am among an and any are as at be because below by did do does done far for from got has have in is it"
        " its now of on our over so still sit sits stand stands than that the their there they this to total under"
        " up us was we were which who with within worth currently together altogether teams type types records account"
        " accounts customer customers board repository held date them moment present right currently been already ever"
        " came come comes coming yet"
        " es gibt wir haben hat sind wurden werden der die das im von für unsere"
        " bei mit am aus bereits en de del por hay tenemos están son fueron el la los las nuestros il y avons sont"
        " les des"
        " nous"
    ).split()
    for stem in stems(word)
)
"""Words that narrow nothing."""


_OR = re.compile(r"\s*(?:,\s*)?\b(?:or|oder)\b\s*(?:(?:are|is|still|already|in|of|with|from)\s+)*", re.IGNORECASE)
_NOT = re.compile(
    r"(?<!\w)(?:(?:not|nicht|no está[ns]?)(?: (?:yet|currently|already|been|be|in|with|from|of|at|the|a|an))*"
    r"|(?:outside(?: of)?|except(?: for)?|excluding|other than|apart from)(?: the)?)\s+$",
    re.IGNORECASE,
)


def _opposite(test: Test) -> Test:
    return lambda document: not test(document)


def _any_of(tests: Sequence[Test]) -> Test:
    return lambda document: any(test(document) for test in tests)


@dataclass(frozen=True, slots=True, eq=False)
class Belonging:
    """What records of a sort are to have: others that belong to them, so many at least and at most."""

    what: str
    """The words for the records."""
    of: str
    """The words for what they have."""
    inside: Mapping[str, tuple[Document, ...]]
    """What belongs to each record of the sort, by its id."""
    least: int
    most: int

    def holds(self, document: Document) -> bool:
        """Tell whether a record is of the sort and has as many."""
        inside = self.inside.get(document.id)
        return inside is not None and self.least <= len(inside) <= self.most


@dataclass(slots=True)
class Query:
    """What was understood: the tests that a record must pass, and the text that is left."""

    rest: str
    today: date
    asked: str = ""
    """The words that were read, as a question for a list or as the whole question that they are part of."""
    tests: list[Test] = field(default_factory=list)
    below: Document | None = None
    state: str = ""
    typed: bool = True
    """Whether it names a sort of record; a question that names none is not about records."""
    bare: bool = False
    """Whether it asks what is blocked, due or finished and names no sort of record: work is meant."""
    span: Span | None = None
    """The days that it asks about."""
    sort: Test | None = None
    """What tells the sort of record that it names."""
    day: Callable[[Record], str | None] | None = None
    """What finds the day of a record that it asks about."""
    day_cell: Callable[[Document], Quote | None] | None = None
    """What finds the cell of a record that says the day."""
    narrow: bool = False
    """Whether nothing found is an answer: it asks for days, or for what lacks something."""

    of_sort: int = 0
    """How many of its tests tell but the sort of record."""
    said: int = 0
    """How many values of fields it names."""
    belonging: Belonging | None = None
    """What the records are to have or to lack."""
    sized: bool = False
    """Whether it bounds the amount of the records."""

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find a pattern in what is left and use it up."""
        match = pattern.search(self.rest)
        if match:
            self.rest = f"{self.rest[: match.start()]} {self.rest[match.end() :]}"
        return match

    def either(self, found: Sequence[tuple[int, int, Test]]) -> None:
        """Keep the tests of what stands at some places of what is left: of "blocked or overdue" one of them suffices.

        What a "not" stands before must not be so. The words of all of it are used up, the places stay what they were.
        """
        alternatives: list[list[Test]] = []
        end = -1
        for first, last, test in sorted(found, key=lambda one: one[0]):
            joined = alternatives and _OR.fullmatch(self.rest[end:first])
            if joined:
                self.blank(end, first)
            if negation := _NOT.search(self.rest[:first]):
                self.blank(negation.start(), first)
            kept = _opposite(test) if negation else test
            if joined:
                alternatives[-1].append(kept)
            else:
                alternatives.append([kept])
            self.blank(first, last)
            end = last
        self.tests.extend(_any_of(tests) for tests in alternatives)

    def blank(self, first: int, last: int) -> None:
        """Use up the words at a place."""
        self.rest = f"{self.rest[:first]}{' ' * (last - first)}{self.rest[last:]}"

    def cut(self, span: Span) -> None:
        """Use up the words that name days."""
        self.rest = f"{self.rest[: span.start]} {self.rest[span.end :]}"

    def matches(self, document: Document) -> bool:
        """Tell whether a record passes every test."""
        return all(test(document) for test in self.tests)
