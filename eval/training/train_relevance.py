"""Train the weights of `assistant.search.relevance`: `python -m eval.training.train_relevance DATA`.

DATA is a folder with `passages.jsonl` ({id, source, heading, text}) and `questions.jsonl` ({passage, question}). The
passages are indexed as documents, each question is searched, and a conditional logit (McFadden, 1974) learns which of
the candidates that are read holds the answer. The figures come from sources that were held out.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import LeaveOneGroupOut

from assistant.encoder.embedding import Vectors, load_embedder
from assistant.index.reader import open_index
from assistant.search.relevance import FEATURES
from assistant.search.retrieval import READ, Retriever
from eval.training.passages import index_passages, path_of, read_rows

Labels = NDArray[np.bool_]
_STEPS, _LEAST_STEP, _RIDGE = 6, 1e-4, 1e-3
TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights" / "relevance.json"


@dataclass(frozen=True, slots=True)
class Examples:
    """For each question the features of its candidates and which of them hold the answer."""

    features: list[Vectors]
    labels: list[Labels]

    def add(self, features: Vectors, labels: Labels) -> None:
        """Add a question."""
        self.features.append(features)
        self.labels.append(labels)


def _examples(data: Path, index: Path) -> Examples:
    """Return what there is to learn of the candidates that are read."""
    found = Examples([], [])
    with open_index(index) as opened:
        retriever = Retriever(opened, load_embedder())
        for row in read_rows(data / "questions.jsonl"):
            read = retriever.read(retriever.question(row["question"]), (), READ)
            owners = [opened.passage(candidate.place)[1].path for candidate in read.candidates]
            found.add(read.features, np.array([owner == path_of(row["passage"]) for owner in owners]))
    return found


def _fit(features: list[Vectors], labels: list[Labels]) -> tuple[Vectors, Vectors, Vectors]:
    """Return mean, scale and weight of each feature: those under which the holding candidates are likeliest."""
    rows = np.concatenate(features)
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    groups = [((x - mean) / scale, y / y.sum()) for x, y in zip(features, labels, strict=True) if y.any()]
    weight = np.zeros(rows.shape[1], dtype=np.float32)
    for _ in range(_STEPS):  # Newton's method, with shorter steps where a whole one overshoots
        slope, curve = _RIDGE * len(groups) * weight, _RIDGE * len(groups) * np.eye(len(weight))
        for x, wanted in groups:
            likely = _likely(x @ weight)
            centred = x - likely @ x
            slope += x.T @ (likely - wanted)
            curve += centred.T @ (centred * likely[:, None])
        step, now = np.linalg.solve(curve, slope), _loss(groups, weight)
        while _loss(groups, weight - step) > now and np.abs(step).max() > _LEAST_STEP:
            step /= 2
        weight = np.asarray(weight - step, dtype=np.float32)
    return mean, scale, weight.astype(np.float32)


def _likely(scores: Vectors) -> Vectors:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def _loss(groups: list[tuple[Vectors, Vectors]], weight: Vectors) -> float:
    found = sum(float(wanted @ np.log(_likely(x @ weight) + 1e-12)) for x, wanted in groups)
    return _RIDGE * len(groups) * float(weight @ weight) / 2 - found


def _top(scores: list[Vectors], labels: list[Labels], depth: int) -> float:
    return float(np.mean([y[np.argsort(-s, kind="stable")[:depth]].any() for s, y in zip(scores, labels, strict=True)]))


def _learn(examples: Examples, sources: list[str]) -> dict[str, dict[str, float]]:
    """Print figures with each source held out in turn, and return the weights of all of them."""
    features, labels = examples.features, examples.labels
    held_out: list[Vectors] = [np.zeros(0, dtype=np.float32)] * len(features)
    for train, test in LeaveOneGroupOut().split(sources, groups=sources):
        mean, scale, weight = _fit([features[i] for i in train], [labels[i] for i in train])
        for i in test:
            held_out[i] = (features[i] - mean) / scale @ weight
    print(f"model: hit@1 {_top(held_out, labels, 1):.3f}, hit@5 {_top(held_out, labels, 5):.3f} on held-out sources")
    table = zip(FEATURES, *_fit(features, labels), strict=True)
    return {
        feature: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 5)}
        for feature, m, s, w in table
    }


def main(data: Path) -> None:
    """Train the model, print what it reaches on sources that it has not seen, and write the weights."""
    with tempfile.TemporaryDirectory() as folder:
        found = _examples(data, index_passages(data, Path(folder)))
    source = {row["id"]: row["source"] for row in read_rows(data / "passages.jsonl")}
    sources = [source[row["passage"]] for row in read_rows(data / "questions.jsonl")]
    fused = [rows[:, 0] + rows[:, 1] + 0.5 * rows[:, 2] for rows in found.features]
    print(f"plain fusion: hit@1 {_top(fused, found.labels, 1):.3f}, hit@5 {_top(fused, found.labels, 5):.3f}")
    TARGET.write_text(json.dumps({"features": _learn(found, sources)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
