"""Read what `bearing eval --report FOLDER` wrote: `results.json` of the last run, `history.jsonl` of the commits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import DocumentError

RESULTS, HISTORY = "results.json", "history.jsonl"
_ALL = "all"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A measure over the cases of one kind, from 0 to 1, with the least that is demanded of it."""

    kind: str
    cases: int
    value: float
    floor: float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure over all its cases: what it says, its parts by kind, the accepted run's value, and its course.

    `trend` has a value for each commit, oldest first, None where a commit did not measure it.
    """

    name: str
    says: str
    whole: Part
    must_hold: bool
    before: float | None
    plain: tuple[tuple[str, float], ...]
    trend: tuple[float | None, ...]
    parts: tuple[Part, ...]

    @property
    def holds(self) -> bool:
        """Whether it is at its floor or above it."""
        return self.whole.floor is None or self.whole.value >= self.whole.floor


@dataclass(frozen=True, slots=True)
class Figure:
    """What all cases make together, with the bounds that it has to keep."""

    name: str
    value: float
    least: float | None
    most: float | None

    @property
    def holds(self) -> bool:
        """Whether it keeps its bounds."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)


@dataclass(frozen=True, slots=True)
class FailedCase:
    """A case that is not right: what was asked, expected and got, where it fell short, and what asks just it again."""

    id: str
    question: str
    expected: str
    got: str
    measures: str
    rerun: str
    in_gate: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """The last run of the suite, and the commits before it; `hidden` cases were asked as readers of other groups."""

    commit: str
    cases: int
    seconds: float
    full: bool
    breaches: tuple[tuple[str, str, str], ...]
    measures: tuple[Measure, ...]
    figures: tuple[Figure, ...]
    failed: tuple[FailedCase, ...]
    hidden: int
    commits: tuple[str, ...]


def folder_of(index: Path, shipped: Path) -> Path:
    """Return the folder that the scores are read from: `eval` in the index directory, else what came with the code."""
    own = index / "eval"
    return own if (own / RESULTS).is_file() else shipped


def read_scores(folder: Path, groups: Iterable[str] = ()) -> Scores | None:
    """Return the scores as a reader of these groups may see them, None where no suite was run.

    Raises:
        DocumentError: the files cannot be read.
    """
    if not (folder / RESULTS).is_file():
        return None
    try:
        row = json.loads((folder / RESULTS).read_text(encoding="utf-8"))
        past = _past(folder / HISTORY)
        return _scores(row, past, frozenset(groups))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DocumentError(f"the files in {folder} are not what `bearing eval --report` writes") from error


def _past(file: Path) -> list[Row]:
    if not file.is_file():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _scores(row: Row, past: list[Row], groups: frozenset[str]) -> Scores:
    fallen = {one["id"] for one in row["fallen"]}
    found = {one["id"]: one for one in (*row["fallen"], *row.get("missed", ()))}
    mine = [one for one in found.values() if groups.issuperset(one.get("as", ()))]
    return Scores(
        str(row["commit"]),
        int(row["cases"]),
        float(row["seconds"]),
        bool(row["full"]),
        tuple((str(one["measure"]), str(one["kind"]), str(one["why"])) for one in row["breaches"]),
        _measures(row, past),
        tuple(_whole(name, value, row.get("bounds", {}).get(name, {})) for name, value in row["figures"].items()),
        tuple(_failed(one, in_gate=one["id"] in fallen) for one in mine),
        len(found) - len(mine),
        tuple(str(one["commit"]) for one in past),
    )


def _whole(name: str, value: float, bounds: Row) -> Figure:
    return Figure(name, float(value), _figure(bounds.get("least")), _figure(bounds.get("most")))


def _failed(row: Row, *, in_gate: bool) -> FailedCase:
    asked, expected, got = str(row["question"]), str(row["expected"]), str(row["got"])
    return FailedCase(str(row["id"]), asked, expected, got, str(row["measures"]), str(row["rerun"]), in_gate)


def _measures(row: Row, past: list[Row]) -> tuple[Measure, ...]:
    before = {one["measure"]: float(one["before"]) for one in row["changes"] if one["kind"] == _ALL}
    parts: dict[str, list[Part]] = {}
    for one in row["slices"]:
        floor = one.get("floor")
        part = Part(str(one["kind"]), int(one["cases"]), float(one["value"]), None if floor is None else float(floor))
        parts.setdefault(one["measure"], []).append(part)
    whole = [one for one in row["slices"] if one["kind"] == _ALL]
    return tuple(
        Measure(
            one["measure"],
            str(row.get("means", {}).get(one["measure"], "")),
            next(part for part in parts[one["measure"]] if part.kind == _ALL),
            bool(one.get("must_hold")),
            before.get(one["measure"]),
            tuple((name, float(value)) for name, value in one["plain"].items()),
            tuple(_figure(commit["figures"].get(one["measure"])) for commit in past),
            tuple(part for part in parts[one["measure"]] if part.kind != _ALL),
        )
        for one in whole
    )


def _figure(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
