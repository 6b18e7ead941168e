"""How far two sets of labels agree, by chance and beyond it: the share and Cohen's kappa, each with its interval.

Things of one case are not independent of each other (an answer is carried as a whole or not at all), so that the
bootstrap draws cases with all of their things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
_SAMPLES = 2_000
_SEED = 7


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the ends of its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return the value with its interval, as reports show it."""
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"

    def as_json(self) -> dict[str, float]:
        """Return the three numbers, rounded."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far `things` labels of `cases` cases agree; kappa is None where no label varies: chance explains all."""

    things: int
    cases: int
    share: Estimate
    kappa: Estimate | None

    def as_json(self) -> dict[str, Any]:
        """Return the agreement as one object."""
        kappa = self.kappa.as_json() if self.kappa else None
        return {"things": self.things, "cases": self.cases, "agreement": self.share.as_json(), "kappa": kappa}


def agreement(cases: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Agreement:
    """Return how far two lists of labels agree; `cases` names the case that each pair of labels belongs to.

    Kappa is (share - chance) / (1 - chance), chance from how often each side uses each label (Cohen, 1960).

    Raises:
        ValueError: there is nothing to compare.
    """
    if not mine:
        raise ValueError("no labels to compare")
    counts = _by_case(cases, mine, theirs)
    drawn = np.random.default_rng(_SEED).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), _SAMPLES)
    whole, samples = counts.sum(axis=0), np.tensordot(drawn.astype(np.float64), counts, axes=1)
    kappa = float(_kappas(whole[None])[0])
    return Agreement(
        things=len(mine),
        cases=len(counts),
        share=_estimate(float(_shares(whole[None])[0]), _shares(samples)),
        kappa=None if np.isnan(kappa) else _estimate(kappa, _kappas(samples)),
    )


def _by_case(cases: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Counts:
    """Return how often each pair of labels stands in each case: cases x labels x labels."""
    labels = {label: at for at, label in enumerate(sorted({*mine, *theirs}))}
    rows = {case: at for at, case in enumerate(dict.fromkeys(cases))}
    counts = np.zeros((len(rows), len(labels), len(labels)))
    for case, one, other in zip(cases, mine, theirs, strict=True):
        counts[rows[case], labels[one], labels[other]] += 1
    return counts


def _shares(tables: Counts) -> Counts:
    shares: Counts = np.trace(tables, axis1=1, axis2=2) / tables.sum(axis=(1, 2))
    return shares


def _kappas(tables: Counts) -> Counts:
    """Return the kappa of each table of labels x labels, NaN where both sides use but one label."""
    totals = tables.sum(axis=(1, 2))
    chance = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / totals**2
    with np.errstate(divide="ignore", invalid="ignore"):
        kappas: Counts = np.where(chance < 1, (_shares(tables) - chance) / (1 - chance), np.nan)
    return kappas


def _estimate(value: float, samples: Counts) -> Estimate:
    low, high = np.quantile(samples[~np.isnan(samples)], (0.025, 0.975))
    return Estimate(value, float(low), float(high))
