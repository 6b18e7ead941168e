"""How far the levels agree with the labels, one dimension at a time, beside always saying the commonest level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain import Dimension
from eval.agreement import Agreement, agreement
from eval.observe import Observation

HEAD = ("dimension", "initiatives", "levels that agree (95 %)", "kappa (95 %)", "always the commonest level")


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of one dimension; `commonest` is the share that always saying the commonest label would reach."""

    dimension: str
    agreement: Agreement
    commonest: float

    @property
    def row(self) -> tuple[str, ...]:
        """Return the cells below `HEAD`."""
        found = self.agreement
        kappa = str(found.kappa) if found.kappa else "none: no level varies"
        return self.dimension, str(found.cases), str(found.share), kappa, f"{self.commonest:.3f}"

    def as_json(self) -> dict[str, Any]:
        """Return the levels as one object."""
        return {**self.agreement.as_json(), "commonest": round(self.commonest, 4)}


def by_dimension(rows: Iterable[Observation]) -> tuple[Levels, ...]:
    """Return the agreement of each labelled dimension; a level that was not said is no agreement."""
    levels: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        said = dict(row.levels)
        for name, label in row.case.levels:
            levels.setdefault(name, []).append((row.case.id, said.get(name, "none"), label))
    return tuple(_levels(str(name), levels[str(name)]) for name in Dimension if str(name) in levels)


def _levels(name: str, rows: Sequence[tuple[str, str, str]]) -> Levels:
    cases, said, labels = ([row[at] for row in rows] for at in range(3))
    return Levels(name, agreement(cases, said, labels), max(Counter(labels).values()) / len(labels))
