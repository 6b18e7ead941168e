"""How far the evidence carries a claim: token by token agreement, lowered by every detail that it does not carry.

The weights come from `python -m eval.training.train_support`. A score above `threshold()` is the least that a checker
should ask for; `assistant.checking` names the details that are wrong.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.checking import mismatches
from assistant.close_reading import load_close_reader
from assistant.embedding import Vectors

FEATURES = ("agreement", "mismatches")
_MOST_MISMATCHES = 2
_WINDOW, _STEP = 1000, 800
"""Characters of evidence that are read at a time: what fits the encoder."""
_WINDOWS = 8


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: a weight a feature, the intercept, and the probability from which a claim counts as supported."""

    weight: Vectors
    intercept: float
    threshold: float


@cache
def weights() -> Weights:
    """Return the weights that ship with Bearing."""
    row = json.loads(files("assistant").joinpath("weights", "support.json").read_text(encoding="utf-8"))
    return Weights(np.array([row[name] for name in FEATURES], dtype=np.float32), row["intercept"], row["threshold"])


def threshold() -> float:
    """Return the probability from which a claim counts as supported."""
    return weights().threshold


def support(claims: Sequence[str], evidences: Sequence[str]) -> Vectors:
    """Return for each claim the probability that its evidence carries it, shape (claims,)."""
    rows = features(claims, evidences)
    return np.asarray(1 / (1 + np.exp(-(rows @ weights().weight + weights().intercept))), dtype=np.float32)


def features(claims: Sequence[str], evidences: Sequence[str]) -> Vectors:
    """Return the `FEATURES` of pairs of a claim and its evidence, shape (claims, 2)."""
    windows = [_windows(evidence) for evidence in evidences]
    texts = list(dict.fromkeys([*claims, *(window for group in windows for window in group)]))
    reader = load_close_reader()
    states = dict(zip(texts, reader.states(texts), strict=True))
    rows = []
    for claim, evidence, group in zip(claims, evidences, windows, strict=True):
        said = states[claim][1:-1]
        best = np.max([(said @ states[window].T).max(axis=1) for window in group], axis=0) if len(said) else said[:, 0]
        missing = min(_MOST_MISMATCHES, len(mismatches(claim, evidence)))
        rows.append((float(reader.weights(claim) @ best), float(missing)))
    return np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def _windows(text: str) -> list[str]:
    starts = list(range(0, max(1, len(text) - _WINDOW + _STEP), _STEP))[:_WINDOWS]
    return [text[start : start + _WINDOW] for start in starts]
