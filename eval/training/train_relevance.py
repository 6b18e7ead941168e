"""Train the weights of `assistant.relevance`: `python -m eval.training.train_relevance DATA`.

DATA is a folder with `passages.jsonl` ({id, source, heading, text}) and `questions.jsonl` ({passage, question}). The
passages are indexed as documents, each question is searched, and a logistic regression learns which candidates hold
the answer. The threshold is set on the same questions asked twice: with their passage there, and with it taken away.
Figures and threshold come from sources that were held out.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut

from assistant.embedding import Vectors, load_embedder
from assistant.index.reader import open_index
from assistant.relevance import FEATURES
from assistant.retrieval import READ, Retriever
from assistant.settings import Settings
from ingest.night import Night

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


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _index(data: Path, folder: Path) -> Path:
    """Index the passages as Markdown files, one each."""
    sources = folder / "sources" / "strategy"
    sources.mkdir(parents=True)
    for row in _rows(data / "passages.jsonl"):
        (sources / f"{row['id']}.md").write_text(f"# {row['heading']}\n\n{row['text']}\n", encoding="utf-8")
    Night(folder / "sources", folder / "index", Settings()).run()
    return folder / "index"


def _examples(data: Path, index: Path) -> Examples:
    """Return what there is to learn of the candidates that are read."""
    found = Examples([], [])
    with open_index(index) as opened:
        retriever = Retriever(opened, load_embedder())
        for row in _rows(data / "questions.jsonl"):
            read = retriever.read(retriever.question(row["question"]), (), READ)
            owners = [opened.passage(candidate.place)[1].path for candidate in read.candidates]
            found.add(read.features, np.array([owner == f"strategy/{row['passage']}.md" for owner in owners]))
    return found


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


def _learn(examples: Examples, sources: list[str]) -> dict[str, Any]:
    """Print figures with each source held out in turn, and return the weights of all of them."""
    features, labels = examples.features, examples.labels
    held_out: list[Vectors] = [np.zeros(0, dtype=np.float32)] * len(features)
    for train, test in LeaveOneGroupOut().split(sources, groups=sources):
        mean, scale, model = _fit([features[i] for i in train], [labels[i] for i in train])
        for i in test:
            held_out[i] = model.decision_function((features[i] - mean) / scale)
    threshold, accuracy = _threshold(held_out, labels)
    print(f"model: hit@1 {_top(held_out, labels, 1):.3f}, hit@5 {_top(held_out, labels, 5):.3f} on held-out sources;")
    print(f"  answer or abstain, balanced accuracy {accuracy:.3f} at log-odds {threshold:.2f}")
    mean, scale, model = _fit(features, labels)
    table = zip(FEATURES, mean, scale, model.coef_[0], strict=True)
    return {
        "features": {
            feature: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 5)}
            for feature, m, s, w in table
        },
        "intercept": round(float(model.intercept_[0]), 5),
        "threshold": round(threshold, 3),
    }


def main(data: Path) -> None:
    """Train the model, print what it reaches on sources that it has not seen, and write the weights."""
    with tempfile.TemporaryDirectory() as folder:
        found = _examples(data, _index(data, Path(folder)))
    source = {row["id"]: row["source"] for row in _rows(data / "passages.jsonl")}
    sources = [source[row["passage"]] for row in _rows(data / "questions.jsonl")]
    fused = [rows[:, 3] + rows[:, 4] + 0.5 * rows[:, 5] for rows in found.features]
    print(f"plain fusion: hit@1 {_top(fused, found.labels, 1):.3f}, hit@5 {_top(fused, found.labels, 5):.3f}")
    TARGET.write_text(json.dumps(_learn(found, sources), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
