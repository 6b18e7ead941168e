"""Is Bearing as sure as it is right? Its confidence in a verdict is a word; what each word promises stands here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics import mean
from eval.observe import Observation

PROMISED = {"high": 0.9, "medium": 0.7, "low": 0.5}
"""The share of verdicts that should be right under each word."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The verdicts that were said with one confidence: what it promises, and the share that is right."""

    word: str
    cases: int
    said: float
    right: float


def bins(rows: Sequence[Observation]) -> tuple[Bin, ...]:
    """Return the verdicts by their confidence, the highest first."""
    found = []
    for word, said in PROMISED.items():
        hits = [float(row.verdict == row.case.verdict) for row in rows if row.found and row.confidence == word]
        if hits:
            found.append(Bin(word, len(hits), said, mean(hits)))
    return tuple(found)
