"""Is it as good as it has to be? Floors for each measure and kind, no significant loss, and what must always hold.

`eval/floors.yaml` has `{measure: {kind: least value}}`, set by hand, and under `figures` what must hold of all cases
together (`{figure: {least: value}}` or `{figure: {most: value}}`). `eval/baseline.json` has the value of each case that
was accepted last (`bearing eval --accept`). A loss is significant where the 95 % interval of a paired bootstrap
over the cases that both runs have lies below zero.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from assistant.errors import UsageError
from eval.metrics import Difference, difference, mean
from eval.report import OURS
from eval.scores import ALL, MUST_HOLD, Score, slices
from eval.yaml_files import read_yaml

FLOORS = Path(__file__).resolve().parent / "floors.yaml"
BASELINE = Path(__file__).resolve().parent / "baseline.json"
Accepted = Mapping[str, Mapping[str, float]]
"""{measure: {case: value}}"""
Floors = Mapping[str, Mapping[str, Any]]
_OF_VERDICTS = ("macro_f1", "overconfidence")
WHOLE = "figures"
"""Where the bounds of what all cases make together stand among the floors."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A gate that does not hold: which measure of which kind of case, why, and the cases that fell."""

    measure: str
    kind: str
    why: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How a measure of a kind stands to the accepted run, over the cases that both have."""

    measure: str
    kind: str
    before: float
    now: float
    gap: Difference


def judge(
    scores: Sequence[Score], floors: Floors, accepted: Accepted, figures: Iterable[tuple[str, float]] = ()
) -> list[Breach]:
    """Return every gate that does not hold, what must always hold first."""
    mine = [one for one in scores if one.system == OURS]
    whole = _out_of_bounds(mine, figures, floors)
    return [*_must_hold(mine), *_below_floors(mine, floors), *whole, *_lost(mine, accepted)]


def changes(scores: Iterable[Score], accepted: Accepted) -> list[Change]:
    """Return the difference to the accepted run, for each measure over all cases and over each kind."""
    pairs: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for one in scores:
        before = accepted.get(one.measure, {}).get(one.case)
        if one.system == OURS and before is not None:
            for kind in (ALL, one.kind):
                pairs.setdefault((one.measure, kind), []).append((before, one.value))
    return [_change(measure, kind, found) for (measure, kind), found in pairs.items()]


def accepted_of(scores: Iterable[Score]) -> dict[str, dict[str, float]]:
    """Return the scores as a baseline has them."""
    rows: dict[str, dict[str, float]] = {}
    for one in scores:
        if one.system == OURS:
            rows.setdefault(one.measure, {})[one.case] = one.value
    return {measure: dict(sorted(found.items())) for measure, found in sorted(rows.items())}


def read_accepted(file: Path = BASELINE) -> Accepted:
    """Return the accepted scores; none where nothing was accepted yet."""
    if not file.is_file():
        return {}
    try:
        read: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))["scores"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"cannot read {file}: write it again with `bearing eval --accept`") from error
    return read


def write_accepted(scores: Iterable[Score], file: Path = BASELINE) -> None:
    """Accept what was scored: one line a case, so that a commit shows which moved."""
    text = json.dumps({"scores": accepted_of(scores)}, ensure_ascii=False, indent=1)
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror or error}") from error


def read_floors(file: Path = FLOORS) -> Floors:
    """Return the least values that are demanded."""
    return cast(Floors, read_yaml(file) or {})


def _must_hold(scores: Sequence[Score]) -> list[Breach]:
    breaches = []
    for measure in MUST_HOLD:
        fallen = tuple(one.case for one in scores if one.measure == measure and one.value < 1)
        if fallen:
            breaches.append(Breach(measure, ALL, f"must hold for every case, and does not for {len(fallen)}", fallen))
    return breaches


def _below_floors(scores: Sequence[Score], floors: Floors) -> list[Breach]:
    breaches = []
    for row in slices(scores):
        floor = floors.get(row.measure, {}).get(row.kind)
        if floor is not None and row.value < floor:
            fallen = tuple(one.case for one in scores if _is_in(one, row.measure, row.kind) and one.value < 1)
            breaches.append(Breach(row.measure, row.kind, f"{row.value:.3f} is below its floor of {floor:.3f}", fallen))
    return breaches


def _out_of_bounds(scores: Sequence[Score], figures: Iterable[tuple[str, float]], floors: Floors) -> list[Breach]:
    """Return the figures that do not keep their bounds; of those of verdicts the wrong ones are what fell."""
    wrong = tuple(one.case for one in scores if one.measure == "verdict" and one.value < 1)
    breaches = []
    for name, value in figures:
        bounds = floors.get(WHOLE, {}).get(name, {})
        for word, bound in bounds.items():
            if (value < bound) if word == "least" else (value > bound):
                fallen = wrong if name in _OF_VERDICTS else ()
                breaches.append(Breach(name, ALL, f"{value:.3f} is not at {word} {bound:.3f}", fallen))
    return breaches


def _lost(scores: Sequence[Score], accepted: Accepted) -> list[Breach]:
    breaches = []
    for change in changes(scores, accepted):
        if change.gap.high < 0:
            why = (
                f"{change.before:.3f} fell to {change.now:.3f} (95 %: {change.gap.low:+.3f} to {change.gap.high:+.3f})"
            )
            before = accepted[change.measure]
            mine = (one for one in scores if _is_in(one, change.measure, change.kind))
            fallen = tuple(one.case for one in mine if one.value < before.get(one.case, 0.0))
            breaches.append(Breach(change.measure, change.kind, why, fallen))
    return breaches


def _is_in(one: Score, measure: str, kind: str) -> bool:
    return one.measure == measure and kind in (ALL, one.kind)


def _change(measure: str, kind: str, pairs: Sequence[tuple[float, float]]) -> Change:
    before, now = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    same = before == now  # nothing to draw samples from
    gap = Difference(0.0, 0.0, 0.0) if same else difference(now, before)
    return Change(measure, kind, mean(before), mean(now), gap)
