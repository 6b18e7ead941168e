"""How likely it is that a passage, of those that were read, answers: a conditional logit over what is known of it.

The weights come from `python -m eval.training.train_relevance`; they are few, named, and can be read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.encoder.close_reading import MEASURES
from assistant.encoder.embedding import Vectors
from assistant.index.reader import Candidate
from assistant.index.words import CODE_BITS, StemCodes, stem_code

FEATURES = (
    "cosine_z",
    "sentence_z",
    "words_z",
    "coverage",
    "title_coverage",
    "rarest_found",
    *(f"{name}_z" for name in MEASURES),
)
"""Standardised (`_z`) are the scores of words and vectors, over all candidates, and the measures of close reading, over
the first of the passages that were read. Coverage is the share of the question's rarity that stems take up."""
_FIRST = 50
_WEIGHTS_FILE = "relevance.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """A model: a weight a feature, which is standardised by `mean` and `scale`.

    `threshold` is the least score that counts as a yes, where the model decides.
    """

    mean: Vectors
    scale: Vectors
    weight: Vectors
    intercept: float = 0.0
    threshold: float = 0.0

    def scores(self, features: Vectors) -> Vectors:
        """Return the scores of rows of features, shape (rows,): differences are log-odds of one over the other."""
        return np.asarray((features - self.mean) / self.scale @ self.weight + self.intercept, dtype=np.float32)


@cache
def weights() -> Weights:
    """Return the weights that ship with Bearing."""
    return read_weights(_WEIGHTS_FILE, FEATURES)


def read_weights(file: str, names: Sequence[str]) -> Weights:
    """Return the model that a file of `assistant/weights` holds over some features."""
    row = json.loads(files("assistant").joinpath("weights", file).read_text(encoding="utf-8"))
    columns = {name: [row["features"][feature][name] for feature in names] for name in ("mean", "scale", "weight")}
    vectors = {name: np.array(values, dtype=np.float32) for name, values in columns.items()}
    return Weights(**vectors, intercept=row.get("intercept", 0.0), threshold=row.get("threshold", 0.0))


def standard(values: Sequence[float]) -> Vectors:
    """Return values with mean 0 and spread 1; zeros where they are all alike."""
    array = np.asarray(values, dtype=np.float32)
    spread = float(array.std()) if len(array) else 0.0  # a filter may leave none
    return (array - array.mean()) / spread if spread > 1e-9 else np.zeros_like(array)


def features(
    rarity: Mapping[str, float],
    candidates: Sequence[Candidate],
    chosen: Sequence[int],
    stems: Sequence[StemCodes],
    measures: Vectors,
) -> Vectors:
    """Return the `FEATURES` of the chosen candidates, shape (chosen, features).

    `rarity` gives each stemmed term of the question its inverse document frequency in what the reader may see; `stems`
    and `measures` are those of the chosen candidates.
    """
    scores = ([getattr(one, name) for one in candidates] for name in ("cosine", "sentence", "words"))
    z = [standard(column)[chosen] for column in scores]
    return np.column_stack([*z, coverage(rarity, stems), _standard_to_first(measures)]).astype(np.float32)


def _standard_to_first(measures: Vectors) -> Vectors:
    """Return measures less the mean of the first rows, over their spread: however many are read, it says the same."""
    first = measures[:_FIRST]
    spread = first.std(axis=0) if len(first) else np.ones(measures.shape[1], dtype=np.float32)
    mean = first.mean(axis=0) if len(first) else 0.0
    return np.asarray(np.where(spread > 1e-9, (measures - mean) / np.maximum(spread, 1e-9), 0.0), dtype=np.float32)


def coverage(rarity: Mapping[str, float], stems: Sequence[StemCodes]) -> Vectors:
    """Return the share of the question that passage and title take up, and whether its rarest term is there.

    The shape is (passages, 3).
    """
    found = np.zeros((len(stems), 3), dtype=np.float32)
    if not rarity or not stems:
        return found
    wanted = np.array([stem_code(stem) for stem in rarity], dtype=np.uint32)
    order = np.argsort(wanted)
    flat = np.concatenate(stems)
    codes, in_title = flat & np.uint32((1 << CODE_BITS) - 1), flat >> np.uint32(CODE_BITS) == 0
    owners = np.repeat(np.arange(len(stems)), [len(one) for one in stems])
    at = order[np.minimum(np.searchsorted(wanted[order], codes), len(wanted) - 1)]
    there = np.zeros((2, len(stems), len(wanted)), dtype=bool)
    hit = wanted[at] == codes
    for level, mask in enumerate((hit, hit & in_title)):
        there[level, owners[mask], at[mask]] = True
    weight = np.array(list(rarity.values()), dtype=np.float32)
    found[:, :2] = (there @ weight).T / (float(weight.sum()) or 1.0)
    found[:, 2] = there[0, :, int(weight.argmax())]
    return found
