"""How likely it is that a passage answers a question: a logistic model over what words and vectors say of it.

There are two: one for every candidate, and one for the best few, which are read closely as well. The weights come from
`python -m eval.training.train_relevance`; they are few, named, and can be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.close_reading import MEASURES
from assistant.embedding import Vectors
from assistant.index.reader import Candidate

FEATURES = (
    "cosine",
    "sentence",
    "words",
    "cosine_z",
    "sentence_z",
    "words_z",
    "coverage",
    "title_coverage",
    "sentence_coverage",
    "rarest_found",
    "answer_shape",
)
CLOSE_FEATURES = (*FEATURES, *MEASURES, *(f"{name}_z" for name in MEASURES))
"""After close reading: its measures too, as they are and standardised over the passages that were read."""
_WEIGHTS_FILE = "relevance.json"
_NUMBER = re.compile(r"\d")
_DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|Q[1-4]|\d{1,2}/\d{1,2}|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE
)
_NAME = re.compile(r"(?<![.!?:|\n])\s[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Weights:
    """A model: a weight a feature (standardised by `mean` and `scale`), an intercept, the least log-odds to answer."""

    mean: Vectors
    scale: Vectors
    weight: Vectors
    intercept: float
    threshold: float

    def scores(self, features: Vectors) -> Vectors:
        """Return the log-odds of rows of features, shape (rows,)."""
        rows = (features - self.mean) / self.scale @ self.weight + self.intercept
        return np.asarray(rows, dtype=np.float32)


@cache
def first_weights() -> Weights:
    """Return the weights for candidates that were not read closely."""
    return _weights("first", FEATURES)


@cache
def weights() -> Weights:
    """Return the weights for passages that were read closely; their threshold is the one to answer by."""
    return _weights("close", CLOSE_FEATURES)


def _weights(stage: str, names: Sequence[str]) -> Weights:
    return read_weights(_WEIGHTS_FILE, names, stage)


def read_weights(file: str, names: Sequence[str], stage: str | None = None) -> Weights:
    """Return the model that a file of `assistant/weights` holds over some features; of several, that of a stage."""
    row = json.loads(files("assistant").joinpath("weights", file).read_text(encoding="utf-8"))
    row = row if stage is None else row[stage]
    columns = {name: [row["features"][feature][name] for feature in names] for name in ("mean", "scale", "weight")}
    vectors = {name: np.array(values, dtype=np.float32) for name, values in columns.items()}
    return Weights(**vectors, intercept=row["intercept"], threshold=row["threshold"])


def with_measures(features: Vectors, measures: Vectors) -> Vectors:
    """Return `CLOSE_FEATURES` of passages from their `FEATURES` and the measures of their close reading."""
    standardised = [standard(column.tolist()) for column in measures.T]
    return np.column_stack([features, measures, *standardised]).astype(np.float32)


def standard(values: Sequence[float]) -> Vectors:
    """Return values with mean 0 and spread 1; zeros where they are all alike."""
    array = np.asarray(values, dtype=np.float32)
    spread = float(array.std())
    return (array - array.mean()) / spread if spread > 1e-9 else np.zeros_like(array)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of a candidate: the words of its title, of all of it, and of its best sentence, stemmed."""

    title: frozenset[str]
    body: frozenset[str]
    sentence: frozenset[str]
    text: str


def features(
    question: str,
    rarity: Mapping[str, float],
    candidates: Sequence[Candidate],
    chosen: Sequence[int],
    readings: Sequence[Reading],
) -> Vectors:
    """Return the features of the chosen candidates, shape (chosen, features); standardised ones are relative to all.

    `rarity` gives each stemmed term of the question its inverse document frequency in what the reader may see.
    """
    total = sum(rarity.values()) or 1.0
    rarest = max(rarity, key=lambda term: rarity[term]) if rarity else ""
    shape = _answer_shape(question)
    z = [standard([getattr(c, name) for c in candidates]) for name in ("cosine", "sentence", "words")]
    rows = []
    for at, reading in zip(chosen, readings, strict=True):
        c = candidates[at]
        row = (
            c.cosine,
            c.sentence,
            c.words / total,
            float(z[0][at]),
            float(z[1][at]),
            float(z[2][at]),
            _share(reading.body | reading.title, rarity) / total,
            _share(reading.title, rarity) / total,
            _share(reading.sentence, rarity) / total,
            float(rarest in reading.body or rarest in reading.title),
            float(bool(shape.search(reading.text))) if shape else 0.5,
        )
        rows.append(row)
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))


def _share(words: frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum(value for term, value in rarity.items() if term in words)


def _answer_shape(question: str) -> re.Pattern[str] | None:
    """Return what an answer to this question must contain: a number, a date or a name."""
    asked = question.lower()
    if re.search(
        r"\b(?:how (?:many|much|long|often|old|large|big)|what (?:share|percentage|percent|number|amount|rate)"
        r"|which (?:share|percentage))\b",
        asked,
    ):
        return _NUMBER
    if re.search(r"\b(?:when|what (?:date|day|year|month|quarter)|by which|which year|since when|until when)\b", asked):
        return _DATE
    return _NAME if re.match(r"\s*(?:who|whom|whose)\b", asked) else None
