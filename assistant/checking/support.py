"""How far the evidence carries a claim: token by token agreement, a reading of both together, and wrong details.

The weights come from `python -m eval.training.train_support`. A score above `threshold()` is the least that a checker
should ask for; `assistant.checking.details` names the details that are wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.checking.details import Detail, mismatches
from assistant.checking.joint_reading import Pair, load_joint_reader, pair
from assistant.encoder.close_reading import load_close_reader
from assistant.encoder.embedding import Vectors

FEATURES = ("stretch", "unmet", "figures", "mismatches", "together")
"""What the best stretch of the evidence has of the claim's tokens in their context; the weight of the tokens that
nothing in it comes near to; wrong numbers, units and dates; these and wrong names; what `joint_reading` says
of claim and evidence read in one go."""
DIRECTIONS = (1.0, -1.0, -1.0, -1.0, 1.0)
"""Whether a feature speaks for a claim or against it, whatever the training data say."""
_FIGURES = frozenset({Detail.NUMBER, Detail.UNIT, Detail.DATE})
_DETAILS = _FIGURES | {Detail.NAME}
_MOST_MISMATCHES = 2
_NEAR = 0.5
"""The cosine from which a token of the evidence comes near to one of the claim."""
_STRETCH, _HALF_STRETCH = 40, 20
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
    """Return the `FEATURES` of pairs of a claim and its evidence, shape (claims, features)."""
    apart, pairs = [], []
    for claim, evidence, (cosines, weight, both) in zip(claims, evidences, _compared(claims, evidences), strict=True):
        apart.append((*_agreement(cosines, weight), *_wrong(claim, evidence)))
        pairs.append(both)
    rows = np.array(apart, dtype=np.float32).reshape(-1, len(FEATURES) - 1)
    return np.column_stack([rows, load_joint_reader().scores(pairs)])


def pairs_of(claims: Sequence[str], evidences: Sequence[str]) -> list[Pair]:
    """Return claims and evidences as they are read together."""
    return [both for _, _, both in _compared(claims, evidences)]


def _compared(claims: Sequence[str], evidences: Sequence[str]) -> Iterator[tuple[list[Vectors], Vectors, Pair]]:
    """Yield the cosines of each claim's tokens with each window's, the claim's weights, and what is read together."""
    windows = [_windows(evidence) for evidence in evidences]
    texts = list(dict.fromkeys([*claims, *(window for group in windows for window in group)]))
    reader = load_close_reader()
    states = dict(zip(texts, reader.states(texts), strict=True))
    for claim, group in zip(claims, windows, strict=True):
        cosines = [states[claim][1:-1] @ states[window][1:-1].T for window in group]
        weight = reader.weights(claim)
        yield cosines, weight, pair(reader.ids(claim), [reader.ids(window) for window in group], cosines, weight)


def _agreement(cosines: Sequence[Vectors], weight: Vectors) -> tuple[float, float]:
    """Return the first two features from the cosines of each window, shape (claim's tokens, window's tokens)."""
    read = [window for window in cosines if window.size]
    if not read:
        return 0.0, 1.0
    best = np.max([window.max(axis=1) for window in read], axis=0)
    return max(_stretch(window, weight) for window in read), float(weight[best < _NEAR].sum())


def _stretch(cosines: Vectors, weight: Vectors) -> float:
    starts = range(0, max(1, cosines.shape[1] - _HALF_STRETCH), _HALF_STRETCH)
    return max(float(weight @ cosines[:, start : start + _STRETCH].max(axis=1)) for start in starts)


def _wrong(claim: str, evidence: str) -> tuple[float, float]:
    found = mismatches(claim, evidence, _DETAILS)
    figures = sum(one.detail in _FIGURES for one in found)
    return float(min(_MOST_MISMATCHES, figures)), float(min(_MOST_MISMATCHES, len(found)))


def _windows(text: str) -> list[str]:
    starts = list(range(0, max(1, len(text) - _WINDOW + _STEP), _STEP))[:_WINDOWS]
    return [text[start : start + _WINDOW] for start in starts]
