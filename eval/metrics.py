"""What the suites measure with: ranking, classification, and how sure a difference is. Pure functions.

Every function of cases returns the value of one case or of all of them; nothing here rounds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_SAMPLES = 10_000
_SEED = 7


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of paired differences and the ends of its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


def mean(values: Collection[float]) -> float:
    """Return the mean; 0.0 of nothing, so that an empty set never looks good."""
    return sum(values) / len(values) if values else 0.0


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain of one query (linear gain, as trec_eval and BEIR compute it)."""
    gains = [relevant.get(name, 0) for name in ranked[:depth]]
    ideal = sorted(relevant.values(), reverse=True)[:depth]
    best = _discounted(ideal)
    return _discounted(gains) / best if best else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def recall(ranked: Sequence[str], relevant: Collection[str], depth: int = 10) -> float:
    """Return which share of what is relevant stands among the first."""
    return len(set(ranked[:depth]) & set(relevant)) / len(set(relevant)) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], depth: int = 10) -> float:
    """Return one over the place of the first that is relevant, 0 where none is."""
    places = (place for place, name in enumerate(ranked[:depth], start=1) if name in relevant)
    return next((1 / place for place in places), 0.0)


def accuracy(said: Sequence[str], right: Sequence[str]) -> float:
    """Return the share of labels that are right."""
    return mean([float(mine == theirs) for mine, theirs in zip(said, right, strict=True)])


def f1(said: Sequence[str], right: Sequence[str], label: str) -> float:
    """Return the harmonic mean of a label's precision and recall."""
    pairs = list(zip(said, right, strict=True))
    hits = sum(mine == theirs == label for mine, theirs in pairs)
    marked = sum((mine == label) + (theirs == label) for mine, theirs in pairs)
    return 2 * hits / marked if marked else 0.0


def macro_f1(said: Sequence[str], right: Sequence[str]) -> float:
    """Return the mean F1 over the labels that the set has."""
    return mean([f1(said, right, label) for label in sorted(set(right))])


def confusion(said: Sequence[str], right: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how often each right label was given each label: {right: {said: count}}."""
    labels = sorted({*said, *right})
    counts = Counter(zip(right, said, strict=True))
    return {label: {other: counts[label, other] for other in labels} for label in labels if label in set(right)}


def roc_auc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Return the area under the ROC curve: how likely a positive scores above a negative, ties counting half."""
    array, mark = np.asarray(scores, dtype=np.float64), np.asarray(positive, dtype=bool)
    there, absent = int(mark.sum()), int((~mark).sum())
    if not there or not absent:
        return 0.5
    _, places, counts = np.unique(array, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    return float((ranks[mark].sum() - there * (there + 1) / 2) / (there * absent))


def difference(mine: Sequence[float], other: Sequence[float]) -> Difference:
    """Return the mean difference over the same cases, with a 95 % paired bootstrap interval (Efron, 1979)."""
    gaps = np.asarray(mine, dtype=np.float64) - np.asarray(other, dtype=np.float64)
    if not len(gaps):
        return Difference(0.0, 0.0, 0.0)
    chance = np.random.default_rng(_SEED)
    means = [gaps[chance.integers(0, len(gaps), len(gaps))].mean() for _ in range(_SAMPLES)]
    low, high = np.quantile(means, (0.025, 0.975))
    return Difference(float(gaps.mean()), float(low), float(high))
