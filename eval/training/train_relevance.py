"""Train the weights of `assistant.relevance`: `python -m eval.training.train_relevance DATA`.

DATA is a folder with `passages.jsonl` ({id, source, heading, text}) and `questions.jsonl` ({passage, question}). The
passages are indexed as documents, each question is searched, and a logistic regression learns which candidates hold
the answer; a second one learns it of the best candidates as the first ranks them, with what close reading says. The
threshold is set on the same questions asked twice: with their passage there, and with it taken away. Figures and
threshold come from sources that were held out.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut

from assistant.close_reading import CloseReader, load_close_reader, measures
from assistant.embedding import Vectors, load_embedder
from assistant.index.reader import open_index
from assistant.relevance import CLOSE_FEATURES, FEATURES, first_weights, with_measures
from assistant.retrieval import CLOSELY, READ, Retriever
from eval.training.passages import index_passages, path_of, read_rows

Labels = NDArray[np.bool_]
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


@dataclass(frozen=True, slots=True)
class Shelf:
    """Passages as they were read, since each is a candidate of many questions."""

    reader: CloseReader
    states: dict[str, Vectors]

    def measures(self, question: str, texts: Sequence[str]) -> Vectors:
        """Return what `CloseReader.read` returns."""
        new = [text for text in dict.fromkeys(texts) if text not in self.states]
        self.states.update(zip(new, self.reader.states(new), strict=True))
        asked, weights = self.reader.states([question])[0][1:-1], self.reader.weights(question)
        return np.array([measures(asked, self.states[text], weights) for text in texts], dtype=np.float32)


def _examples(data: Path, index: Path) -> tuple[Examples, Examples]:
    """Return what there is to learn for candidates as they are found, and for the best of them read closely."""
    found, closely, shelf = Examples([], []), Examples([], []), Shelf(load_close_reader(), {})
    with open_index(index) as opened:
        retriever = Retriever(opened, load_embedder())
        for row in read_rows(data / "questions.jsonl"):
            question = retriever.question(row["question"])
            read, rows = retriever.read(question, (), READ)
            owners = [opened.passage(candidate.place)[1].path for candidate in read]
            holds = np.array([owner == path_of(row["passage"]) for owner in owners])
            found.add(rows, holds)
            best = np.argsort(-first_weights().scores(rows), kind="stable")[:CLOSELY]
            texts = [retriever.page(read[at]).text for at in best]
            closely.add(with_measures(rows[best], shelf.measures(row["question"], texts)), holds[best])
    return found, closely


def _fit(features: list[Vectors], labels: list[Labels]) -> tuple[Vectors, Vectors, LogisticRegression]:
    x, y = np.concatenate(features), np.concatenate(labels)
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    return mean, scale, LogisticRegression(C=1.0, max_iter=1000).fit((x - mean) / scale, y)


def _threshold(scores: list[Vectors], labels: list[Labels]) -> tuple[float, float]:
    """Return the log-odds at which the best hit is best taken for an answer, and the balanced accuracy there."""
    there = np.array([s.max() for s, y in zip(scores, labels, strict=True) if y.any()])
    away = np.array([s[~y].max() for s, y in zip(scores, labels, strict=True) if (~y).any()])
    cuts = np.quantile(np.concatenate([there, away]), np.linspace(0.02, 0.98, 97))
    accuracy = [((there >= cut).mean() + (away < cut).mean()) / 2 for cut in cuts]
    best = int(np.argmax(accuracy))
    return float(cuts[best]), float(accuracy[best])


def _top(scores: list[Vectors], labels: list[Labels], depth: int) -> float:
    return float(np.mean([y[np.argsort(-s, kind="stable")[:depth]].any() for s, y in zip(scores, labels, strict=True)]))


def _learn(name: str, names: Sequence[str], examples: Examples, sources: list[str]) -> dict[str, Any]:
    """Print figures with each source held out in turn, and return the weights of all of them."""
    features, labels = examples.features, examples.labels
    held_out: list[Vectors] = [np.zeros(0, dtype=np.float32)] * len(features)
    for train, test in LeaveOneGroupOut().split(sources, groups=sources):
        mean, scale, model = _fit([features[i] for i in train], [labels[i] for i in train])
        for i in test:
            held_out[i] = model.decision_function((features[i] - mean) / scale)
    threshold, accuracy = _threshold(held_out, labels)
    print(f"{name}: hit@1 {_top(held_out, labels, 1):.3f}, hit@5 {_top(held_out, labels, 5):.3f} on held-out sources;")
    print(f"  answer or abstain, balanced accuracy {accuracy:.3f} at log-odds {threshold:.2f}")
    mean, scale, model = _fit(features, labels)
    table = zip(names, mean, scale, model.coef_[0], strict=True)
    return {
        "features": {
            feature: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 5)}
            for feature, m, s, w in table
        },
        "intercept": round(float(model.intercept_[0]), 5),
        "threshold": round(threshold, 3),
    }


def main(data: Path) -> None:
    """Train both models, print what they reach on sources that they have not seen, and write the weights."""
    with tempfile.TemporaryDirectory() as folder:
        found, closely = _examples(data, index_passages(data, Path(folder)))
    source = {row["id"]: row["source"] for row in read_rows(data / "passages.jsonl")}
    sources = [source[row["passage"]] for row in read_rows(data / "questions.jsonl")]
    fused = [rows[:, 3] + rows[:, 4] + 0.5 * rows[:, 5] for rows in found.features]
    print(f"plain fusion: hit@1 {_top(fused, found.labels, 1):.3f}, hit@5 {_top(fused, found.labels, 5):.3f}")
    first = _learn("as found", FEATURES, found, sources)
    close = _learn("read closely", CLOSE_FEATURES, closely, sources)
    TARGET.write_text(json.dumps({"first": first, "close": close}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
