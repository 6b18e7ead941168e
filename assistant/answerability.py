"""How likely it is that the best sentence answers the question: a logistic model over what was read of it.

A sentence on the same theme agrees with a question nearly as well as one that answers it. What tells them apart is what
of the question stays uncovered: its rare words, its names and numbers, and how far the best stands above the rest. The
weights come from `python -m eval.training.train_answerability`; they are few, named, and can be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.conversation import names
from assistant.embedding import Vectors
from assistant.expectation import expected
from assistant.index.words import stems
from assistant.plain import plain
from assistant.retrieval import Found, Question
from assistant.sentence_evidence import Evidence, share
from assistant.stated import asks_why, gives_reason

FEATURES = (
    "score",
    "alone",
    "titled",
    "sentence_coverage",
    "coverage",
    "passage_coverage",
    "rarest",
    "nowhere",
    "agreement",
    "weakest",
    "stretch",
    "relevance",
    "above_next_passage",
    "above_next_sentence",
    "of_best_passage",
    "cosine",
    "sentence_cosine",
    "words",
    "names",
    "names_missing",
    "typed",
    "yes_no",
    "why",
    "reason",
    "person_missing",
    "length",
)
_WEIGHTS_FILE = "answerability.json"
_YES_NO = re.compile(r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b", re.I)
_WHO = re.compile(r"^\W*(?:who|whom|whose|wer|quién(?:es)?)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b[A-Z][\w'’-]+\s+(?:[A-Z]\.?\s+)?[A-Z][\w'’-]+|\b[A-Z]{2,}\b|(?<=[a-z,] )[A-Z]\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight a feature (standardised by `mean` and `scale`), an intercept, and the least log-odds to answer."""

    mean: Vectors
    scale: Vectors
    weight: Vectors
    intercept: float
    threshold: float

    def log_odds(self, features: Vectors) -> float:
        """Return the log-odds of one row of features, shape (features,)."""
        return float((features - self.mean) / self.scale @ self.weight + self.intercept)


@cache
def weights() -> Weights:
    """Return the weights that ship with the project."""
    row = json.loads(files("assistant").joinpath("weights", _WEIGHTS_FILE).read_text(encoding="utf-8"))
    columns = {name: [row["features"][feature][name] for feature in FEATURES] for name in ("mean", "scale", "weight")}
    vectors = {name: np.array(values, dtype=np.float32) for name, values in columns.items()}
    return Weights(**vectors, intercept=row["intercept"], threshold=row["threshold"])


def answers(asked: Question, found: Sequence[Found], evidence: Sequence[Evidence]) -> bool:
    """Tell whether the best of the evidence answers, rather than only touching on what was asked."""
    return bool(evidence) and weights().log_odds(features(asked, found, evidence)) >= weights().threshold


def features(asked: Question, found: Sequence[Found], evidence: Sequence[Evidence]) -> Vectors:
    """Return the `FEATURES` of the best piece of evidence, shape (features,).

    `found` is what the evidence was drawn from, best first; each piece knows the passage that it stands in.
    """
    best = evidence[0]
    assert best.found is not None
    passage = best.found
    sentence, heads = set(stems(best.words)), set(stems(plain(best.heads)))
    body = set(stems(plain(passage.hit.text)))
    everywhere = set().union(*(stems(plain(f"{row.hit.document.title} {row.hit.text}")) for row in found))
    called = _called(asked.text)
    said = f"{best.heads} {best.words}".casefold()
    reading = passage.reading.measures if passage.reading else (0.0, 0.0, 0.0)
    rarest = max(asked.rarity, key=lambda stem: asked.rarity[stem], default="")
    rest = [piece.score for piece in evidence[1:] if piece.document.id != best.document.id] or [0.0]
    others = [row.hit.score for row in found if row is not passage] or [passage.hit.score]
    row = (
        best.score,
        best.alone,
        best.titled,
        share(sentence, asked),
        share(sentence | heads, asked),
        share(sentence | heads | body, asked),
        float(rarest in sentence or rarest in heads),
        1.0 - share(everywhere | heads, asked),
        *reading,
        passage.hit.score,
        passage.hit.score - max(others),
        best.score - max(rest),
        float(passage is found[0]),
        passage.candidate.cosine,
        passage.candidate.sentence,
        passage.candidate.words / (sum(asked.rarity.values()) or 1.0),
        float(bool(called)),
        float(sum(name not in said for name in called)) / max(1, len(called)),
        float(expected(asked.text) is not None),
        float(bool(_YES_NO.match(asked.text))),
        float(asks_why(asked.text)),
        float(asks_why(asked.text) and gives_reason(best.words)),
        float(bool(_WHO.match(asked.text)) and not _PERSON.search(best.words)),
        float(np.log1p(len(asked.rarity))),
    )
    return np.array(row, dtype=np.float32)


def _called(question: str) -> list[str]:
    """Return the names and numbers of a question, folded."""
    return [name.casefold() for name in dict.fromkeys([*names(question), *_NUMBER.findall(question)])]
