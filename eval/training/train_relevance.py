"""Train the weights of `assistant.relevance`: `python -m eval.training.train_relevance DATA`.

DATA is a folder with `passages.jsonl` ({id, heading, text}) and `questions.jsonl` ({passage, question}). The passages are
indexed as documents, each question is searched, and a logistic regression learns which candidates hold the answer. The
threshold is set on the same questions asked twice: with their passage there, and with it taken away.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.embedding import Vectors, load_embedder
from assistant.index.reader import open_index
from assistant.relevance import FEATURES
from assistant.retrieval import READ, Retriever
from assistant.settings import Settings
from ingest.night import Night

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights" / "relevance.json"


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


def _examples(data: Path, index: Path) -> tuple[list[Vectors], list[np.ndarray[Any, Any]]]:
    """Return for each question the features of its candidates and which of them hold the answer."""
    features, labels = [], []
    with open_index(index) as opened:
        retriever = Retriever(opened, load_embedder())
        for row in _rows(data / "questions.jsonl"):
            read, rows = retriever.read(retriever.question(row["question"]), (), READ)
            owners = [opened.passage(candidate.place)[1].path for candidate in read]
            features.append(rows)
            labels.append(np.array([owner == f"strategy/{row['passage']}.md" for owner in owners]))
    return features, labels


def _fit(features: list[Vectors], labels: list[np.ndarray[Any, Any]]) -> tuple[Vectors, Vectors, LogisticRegression]:
    x, y = np.concatenate(features), np.concatenate(labels)
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    return mean, scale, LogisticRegression(C=1.0, max_iter=1000).fit((x - mean) / scale, y)


def _threshold(scores: list[Vectors], labels: list[np.ndarray[Any, Any]]) -> tuple[float, float]:
    """Return the log-odds at which the best hit is best taken for an answer, and the balanced accuracy there."""
    there = np.array([s.max() for s, y in zip(scores, labels, strict=True) if y.any()])
    away = np.array([s[~y].max() for s, y in zip(scores, labels, strict=True) if (~y).any()])
    cuts = np.quantile(np.concatenate([there, away]), np.linspace(0.02, 0.98, 97))
    accuracy = [((there >= cut).mean() + (away < cut).mean()) / 2 for cut in cuts]
    best = int(np.argmax(accuracy))
    return float(cuts[best]), float(accuracy[best])


def _top(scores: list[Vectors], labels: list[np.ndarray[Any, Any]], depth: int) -> float:
    return float(np.mean([y[np.argsort(-s, kind="stable")[:depth]].any() for s, y in zip(scores, labels, strict=True)]))


def main(data: Path) -> None:
    """Train, print cross-validated figures, and write the weights."""
    with tempfile.TemporaryDirectory() as folder:
        features, labels = _examples(data, _index(data, Path(folder)))
    groups = np.array([row["passage"] for row in _rows(data / "questions.jsonl")])
    held_out: list[Vectors] = [np.zeros(0)] * len(features)
    for train, test in GroupKFold(5).split(groups, groups=groups):
        mean, scale, model = _fit([features[i] for i in train], [labels[i] for i in train])
        for i in test:
            held_out[i] = model.decision_function((features[i] - mean) / scale)
    threshold, accuracy = _threshold(held_out, labels)
    fused = [rows[:, 3] + rows[:, 4] + 0.5 * rows[:, 5] for rows in features]
    for name, scores in (("trained, held out", held_out), ("plain fusion", fused)):
        print(f"{name}: hit@1 {_top(scores, labels, 1):.3f}, hit@5 {_top(scores, labels, 5):.3f}")
    print(f"answer or abstain, balanced accuracy {accuracy:.3f} at log-odds {threshold:.2f}")
    mean, scale, model = _fit(features, labels)
    table = zip(FEATURES, mean, scale, model.coef_[0], strict=True)
    row = {
        "features": {
            name: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 5)}
            for name, m, s, w in table
        },
        "intercept": round(float(model.intercept_[0]), 5),
        "threshold": round(threshold, 3),
    }
    TARGET.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
