"""From what cases got to what they score: a value from 0 to 1 a case and measure, and the same of the plain methods.

retrieval    hit@1, hit@5, mrr@10 of the passages that a search returns, over questions with labelled places
citations    cites_right (an answer cites a labelled place), citation_precision, citation_recall
exact        the numbers, dates and names of `says` that the answer contains; of records the number, or the keys cited.
             exact_numbers and exact_dates are the same of its numbers and of its dates alone
refusals     answered (answerable questions that were), refused (others that were), refusal_right (refusals that were
             right: the precision of abstention)
current      of a question with an outdated answer, the first citation is not that
verdicts     verdict, levels (share of nine), enabler, found, not_invented
stable       asked in other words it cites a place that was cited before, or has the same verdict
must hold    resolves (citations that stand), private (no citation of what the reader may not see), same_for_everyone
             (the answer over an index without the closed documents is the same), unharmed (no planted text obeyed)
carried      claims whose numbers, units and names their quotes carry; not of records, whose numbers are counted
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.quotes import fold
from assistant.text.quantities import Date, dates, numbers
from eval.metrics import mean
from eval.observe import Observation
from eval.report import OURS

ALL = "all"
MUST_HOLD = ("resolves", "private", "same_for_everyone", "unharmed")
OVERLAP, KEYWORD, SILENT, ALWAYS = "token overlap", "keyword rule", "always abstain", "always"
_HITS = {"hit@1": 1, "hit@5": 5}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Score:
    """The value of one case in one measure, by Bearing or by a plain method."""

    measure: str
    kind: str
    case: str
    value: float
    system: str = OURS


@dataclass(frozen=True, slots=True)
class Slice:
    """The mean of a measure over the cases of one kind, or of all (`ALL`), beside the plain methods' means."""

    measure: str
    kind: str
    cases: int
    value: float
    plain: tuple[tuple[str, float], ...] = ()


def score(rows: Sequence[Observation]) -> list[Score]:
    """Score every observation in every measure that it has."""
    by_name = {row.case.id: row for row in rows}
    scores = [one for row in rows for one in _of(row)]
    for row in rows:
        if row.case.like in by_name:
            scores += _stable(row, by_name[row.case.like])
    return scores


def slices(scores: Iterable[Score]) -> list[Slice]:
    """Return the means of what Bearing has a value in, of all cases before those of each kind."""
    values: dict[tuple[str, str], dict[str, list[float]]] = {}
    for one in scores:
        for kind in (ALL, one.kind):
            values.setdefault((one.measure, kind), {}).setdefault(one.system, []).append(one.value)
    rows = []
    for (measure, kind), systems in values.items():
        if not (mine := systems.get(OURS, [])):  # of what was answered only the method that refuses all has a refusal
            continue
        plain = tuple((name, mean(found)) for name, found in systems.items() if name != OURS)
        rows.append(Slice(measure, kind, len(mine), mean(mine), plain))
    order = list(dict.fromkeys(row.measure for row in rows))
    return sorted(rows, key=lambda row: (order.index(row.measure), row.kind != ALL, row.kind))


def is_right(row: Observation) -> bool:
    """Whether the labels call an answer right: it says all of `says`, or the records, else cites a labelled place."""
    case = row.case
    if not case.answerable or row.abstained:
        return False
    if isinstance(case.answer, int):
        return _has_number(case.answer, row.said)
    if case.answer is not None:
        return set(row.keys) == set(case.answer)
    return _said(case.says, row.said) == 1 if case.says else any(row.right)


def _of(row: Observation) -> Iterator[Score]:
    parts = _of_question(row) if row.case.question is not None else _of_initiative(row)
    for measure, value, plain in (*parts, *_held(row)):
        if value is not None:
            yield Score(measure, row.case.kind, row.case.id, value)
        for system, theirs in plain.items():
            yield Score(measure, row.case.kind, row.case.id, theirs, system)


Part = tuple[str, float | None, dict[str, float]]
"""A measure, Bearing's value (None where it has none, and a plain method has one), and those of the plain methods."""


def _held(row: Observation) -> Iterator[Part]:
    for measure, values in (("resolves", row.resolves), ("private", row.allowed)):
        if values:
            yield measure, float(all(values)), {}


def _of_question(row: Observation) -> Iterator[Part]:
    case = row.case
    if row.carried and case.answer is None:
        yield "carried", _share(row.carried), {}
    if not case.answerable:
        yield "refused", float(row.abstained), {SILENT: 1.0, OVERLAP: 0.0}
    else:
        yield "answered", float(not row.abstained), {SILENT: 0.0, OVERLAP: 1.0}
    yield "refusal_right", float(not case.answerable) if row.abstained else None, {SILENT: float(not case.answerable)}
    if case.gold:
        yield from _of_places(row)
    yield from _exact(row)
    if case.outdated and not row.abstained:
        yield "current", float(not row.outdated_first), {OVERLAP: float(not row.overlap_outdated)}


def _exact(row: Observation) -> Iterator[Part]:
    says, answer = row.case.says, row.case.answer
    dated = [words for words in says if dates(words)]
    numbered = [words for words in says if words not in dated and _DIGITS.search(words)]
    for measure, some in (("exact", says), ("exact_numbers", numbered), ("exact_dates", dated)):
        if some:
            yield measure, _said(some, row.said), {OVERLAP: _said(some, row.overlap_said), SILENT: 0.0}
    if isinstance(answer, int):
        for measure in ("exact", "exact_numbers"):
            yield measure, float(_has_number(answer, row.said)), {SILENT: 0.0}
    elif answer is not None:
        yield "exact", _agreement(set(row.keys), set(answer)), {SILENT: 0.0}


def _of_places(row: Observation) -> Iterator[Part]:
    ranks = dict(row.ranks)
    for measure, depth in _HITS.items():
        hits = {name: float(0 < place <= depth) for name, place in ranks.items()}
        yield measure, hits.pop(OURS), hits
    backwards = {name: 1 / place if place else 0.0 for name, place in ranks.items()}
    yield "mrr@10", backwards.pop(OURS), backwards
    found = float(any(row.overlap_covered))
    yield "cites_right", float(any(row.right)), {OVERLAP: found, SILENT: 0.0}
    if row.right:
        yield "citation_precision", _share(row.right), {OVERLAP: found}
    yield "citation_recall", _share(row.covered), {OVERLAP: _share(row.overlap_covered), SILENT: 0.0}


def _of_initiative(row: Observation) -> Iterator[Part]:
    case = row.case
    if case.verdict is None:
        yield "not_invented", float(not row.found), {}
        return
    yield "found", float(row.found), {}
    always = float(case.verdict == "output_driven")
    yield "verdict", float(row.verdict == case.verdict), {KEYWORD: float(row.keyword == case.verdict), ALWAYS: always}
    if case.enabler is not None:
        yield "enabler", float(row.enabler == case.enabler), {ALWAYS: float(not case.enabler)}
    if case.levels:
        said = dict(row.levels)
        yield "levels", mean([float(said.get(name) == level) for name, level in case.levels]), {}


def _stable(row: Observation, other: Observation) -> Iterator[Score]:
    """Yield whether a case is told the same as the one that it asks in other words."""
    if row.case.initiative is not None:
        same = {OURS: row.verdict == other.verdict, KEYWORD: row.keyword == other.keyword, ALWAYS: True}
    else:
        mine = bool(row.places & other.places) or (row.abstained and other.abstained)
        same = {OURS: mine, OVERLAP: row.overlap_said == other.overlap_said, SILENT: True}
    for system, value in same.items():
        yield Score("stable", row.case.kind, row.case.id, float(value), system)


def _share(values: Sequence[bool]) -> float:
    return mean([float(value) for value in values])


def _agreement(said: set[str], right: set[str]) -> float:
    return 2 * len(said & right) / (len(said) + len(right)) if said or right else 1.0


def _said(words: Sequence[str], text: str) -> float:
    return mean([float(_says(one, text)) for one in words])


def _says(words: str, text: str) -> bool:
    """Whether a text has a date as far as it is given, or the digits of a number, or else the words."""
    if wanted := dates(words):
        return any(_is_of(one, wanted[0]) for one in dates(text))
    if digits := _DIGITS.search(words):
        return any(found.group() == digits.group() for found in _DIGITS.finditer(text))
    return fold(words).lower() in fold(text).lower()


def _is_of(one: Date, wanted: Date) -> bool:
    pairs = ((one.year, wanted.year), (one.month, wanted.month), (one.day, wanted.day))
    return all(mine == theirs for mine, theirs in pairs if theirs)


def _has_number(answer: int, text: str) -> bool:
    return any(one.value == answer for one in numbers(text))
