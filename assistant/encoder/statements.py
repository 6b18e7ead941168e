"""Tell outcomes from outputs, sentence by sentence: a small kernel model over meaning, build and surface.

A sentence is compared with about 3,200 labelled ones by a Gaussian kernel over its states at several depths of the
encoder (`depths`) and its surface cues (`text.surface`); the weighted comparison gives one number a
class, and a softmax fitted on held-out sources turns the three numbers into probabilities.
`eval/training/train_statements.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np

from assistant.encoder.depths import WIDTH, read_depths, spread
from assistant.encoder.embedding import Vectors
from assistant.encoder.trained_weights import FOLDER, checked
from assistant.errors import UsageError
from assistant.text.plain import plain
from assistant.text.surface import CUES, cues, without_label

WEIGHTS = FOLDER / "statements.npz"
RECEIPT = WEIGHTS.with_suffix(".json")
FEW_WORDS = 3
"""A text of fewer words is read together with its parent."""
REMEMBERED = 50_000
"""Sentences whose result is kept; the model is deterministic, so a result never goes stale."""


class Label(StrEnum):
    """What a sentence states: a change in the world, work and its products, or none of both."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Statement:
    """The probabilities that a sentence states an outcome, an output or neither; they add up to 1."""

    outcome: float
    output: float
    neither: float

    @property
    def label(self) -> Label:
        """Return the most probable of the three."""
        best = max(self.outcome, self.output, self.neither)
        return Label.NEITHER if best == self.neither else Label.OUTCOME if best == self.outcome else Label.OUTPUT

    @property
    def lean(self) -> float:
        """Return the probability of an outcome, given that it is an outcome or an output."""
        return self.outcome / max(self.outcome + self.output, 1e-9)

    @property
    def goal_label(self) -> Label:
        """Return outcome or output for a text that is known to be a goal."""
        return Label.OUTCOME if self.lean >= 0.5 else Label.OUTPUT


@dataclass(frozen=True)
class Frame:
    """How depths become features: their centre, and the directions and the middle of what they vary along."""

    centre: Vectors
    middle: Vectors
    directions: Vectors

    def features(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text: what it says and how it is built, then its surface cues."""
        return self.placed(read_depths([without_label(plain(text)) for text in texts]), texts)

    def placed(self, depths: Vectors, texts: Sequence[str]) -> Vectors:
        """Return the features of texts whose depths are read already, shape (texts, directions + cues)."""
        seen = (spread(depths, self.centre) - self.middle) @ self.directions
        told = np.asarray([cues(plain(text)) for text in texts], dtype=np.float32).reshape(len(texts), len(CUES))
        return np.hstack([seen, told])


def kernel(rows: Vectors, others: Vectors, width: float) -> Vectors:
    """Return exp(-width * squared distance) for every pair, shape (rows, others)."""
    squares = (rows**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)[None] - 2 * rows @ others.T
    return np.asarray(np.exp(-width * np.maximum(squares, 0)), dtype=np.float32)


def softmax(scores: Vectors) -> Vectors:
    """Return each row as probabilities."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)


class Statements:
    """Classifies sentences; one instance serves all readers, because it sees nothing but the sentence."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Load the weights.

        Raises:
            UsageError: they are missing, not the ones whose SHA-256 is recorded, or made for other cues.
        """
        checked(weights, "eval.training.train_statements")
        with np.load(weights, allow_pickle=False) as stored:
            parts = {name: stored[name].astype(np.float32) for name in stored.files}
        self._frame = Frame(parts["centre"], parts["middle"], parts["directions"])
        self._examples: Vectors = parts["examples"] * parts["scale"]
        self._weights, self._bias, self._mix = parts["weights"], parts["bias"], parts["mix"]
        self._width = float(parts["width"])
        if self._frame.directions.shape[0] != WIDTH or self._examples.shape[1] != parts["directions"].shape[1] + len(
            CUES
        ):
            raise UsageError(f"{weights.name} was made for other cues: run `python -m eval.training.train_statements`")
        self._known: dict[str, Statement] = {}

    def classify(self, texts: Sequence[str], parents: Sequence[str | None] = ()) -> list[Statement]:
        """Return a statement for each text; a parent (the objective above) only helps a text of one or two words."""
        read = [_with_parent(text, parents[at] if at < len(parents) else None) for at, text in enumerate(texts)]
        found = {text: known for text in read if (known := self._known.get(text))}
        if missing := sorted({*read} - found.keys()):
            rows = self._probabilities(missing).tolist()
            fresh = {text: Statement(*row) for text, row in zip(missing, rows, strict=True)}
            if len(self._known) + len(fresh) > REMEMBERED:
                self._known = {}  # a new one: others may be looking things up in the old
            self._known |= fresh
            found |= fresh
        return [found[text] for text in read]

    def _probabilities(self, texts: Sequence[str]) -> Vectors:
        near = kernel(self._frame.features(texts), self._examples, self._width)
        scores = near @ self._weights + self._bias
        return softmax(scores @ self._mix[:3] + self._mix[3])


@cache
def load_statements() -> Statements:
    """Return the classifier of this process: what it has read once it knows for every reader."""
    return Statements()


def _with_parent(text: str, parent: str | None) -> str:
    return f"{plain(parent)}: {plain(text)}" if parent and len(text.split()) < FEW_WORDS else text
