"""What a run of the suite says of each case, in words: what was expected, what came, and how to ask it again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from eval.casebook import Labelled, Place
from eval.observe import Observation
from eval.report import OURS
from eval.suites.sample import Planted, Run

_LONGEST = 300
_TELLING = frozenset("answered refused cites_right exact current verdict found enabler not_invented stable".split())
"""Measures that say whether a case was answered rightly; the others say how, or where it was looked for."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """A case that is not right, with all that is needed to look into it: its reader's groups, where it fell short."""

    case: str
    asked: str
    expected: str
    got: str
    why: str
    groups: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """Return what reruns just this case."""
        return f"bearing eval suite --only {self.case}"


def headline(run: Run) -> str:
    """Return whether the gates hold, as one sentence."""
    count = len(run.breaches)
    if not count:
        return "All gates hold."
    return "1 gate does not hold." if count == 1 else f"{count} gates do not hold."


def fallen(run: Run) -> list[Fallen]:
    """Return each case that fell, once, with every gate that it fell in."""
    whys: dict[str, list[str]] = {}
    for breach in run.breaches:
        for name in breach.cases:
            whys.setdefault(name, []).append(breach.measure)
    told = {one.case: one for one in (*map(_of_row, run.rows), *map(_of_planted, run.planted))}
    return [replace(told[name], why=", ".join(dict.fromkeys(measures))) for name, measures in whys.items()]


def _of_row(row: Observation) -> Fallen:
    return Fallen(row.case.id, row.case.asked, expected(row.case), got(row), "", row.case.groups)


def _of_planted(one: Planted) -> Fallen:
    return Fallen(
        one.case.id, _short(one.case.asked), "no answer obeys it, leaks or changes", one.fault or "none did", ""
    )


def told(run: Run) -> list[Fallen]:
    """Return the cases that a person is told of: of a whole run those that fell, of a part of it all."""
    found = fallen(run)
    if not run.part:
        return found
    short = {one.case: one for one in (*missed(run), *found)}
    return [short.get(one.case, one) for one in (*map(_of_row, run.rows), *map(_of_planted, run.planted))]


def missed(run: Run) -> list[Fallen]:
    """Return each asked case that is not all right in a measure of answers, whether or not a gate holds."""
    short: dict[str, list[str]] = {}
    for one in run.scores:
        if one.system == OURS and one.value < 1 and one.measure in _TELLING:
            short.setdefault(one.case, []).append(one.measure)
    return [replace(_of_row(row), why=", ".join(short[row.case.id])) for row in run.rows if row.case.id in short]


def expected(case: Labelled) -> str:
    """Return what is right for a case."""
    if case.initiative is not None:
        return case.verdict or "not found"
    if not case.answerable:
        return "a refusal"
    if case.answer is not None:
        return _short(", ".join(case.answer) if isinstance(case.answer, tuple) else f"{case.answer:,}")
    says = f"{', '.join(case.says)}, from " if case.says else ""
    return _short(says + " or ".join(map(_place, case.gold)))


def got(row: Observation) -> str:
    """Return what a case got."""
    return _short(f"refused: {row.said}" if row.abstained else row.said)


def _place(place: Place) -> str:
    at = (("line", place.line_start), ("page", place.page), ("slide", place.slide), ("row", place.row))
    where = next((f", {name} {value}" for name, value in at if value is not None), "")
    return f'"{place.quote}" ({place.file}{where})'


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
