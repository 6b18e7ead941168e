"""Train the statement model: `python -m eval.training.train_statements [MORE.jsonl ...]`.

Reads `statements.jsonl` beside this file and any further files of rows {text, label: outcome|output|neither}; writes
`assistant/weights/statements.npz` and its SHA-256. The result is the same on every run on the same machine.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from assistant.embedding import Vectors, load_embedder
from assistant.statements import RECEIPT, WEIGHTS, features, kernel, softmax

OWN = Path(__file__).parent / "statements.jsonl"
LABELS = ("outcome", "output", "neither")
WIDTH = 0.04
SMOOTHING = 0.3
OWN_WEIGHT = 1.5
"""An example written for this purpose counts more than one labelled in running text."""
FOLDS = 5


def read_rows(files: list[Path]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the texts, the labels as 0, 1, 2 and the weights of the rows of some files."""
    texts, labels, weights = [], [], []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts.append(row["text"])
            labels.append(LABELS.index(row["label"]))
            weights.append(OWN_WEIGHT if file == OWN else 1.0)
    return texts, np.asarray(labels), np.asarray(weights)


def fit(rows: Vectors, labels: np.ndarray, weights: np.ndarray) -> tuple[Vectors, Vectors]:
    """Return the weights of the examples and the bias: kernel ridge regression to the class indicators, closed form."""
    wanted = np.eye(3)[labels]
    bias = wanted.mean(axis=0)
    near = kernel(rows, rows, WIDTH).astype(np.float64)
    solved = np.linalg.solve(near + SMOOTHING * np.diag(1 / weights), wanted - bias)
    return solved.astype(np.float32), bias.astype(np.float32)


def held_out_scores(rows: Vectors, labels: np.ndarray, weights: np.ndarray) -> Vectors:
    """Return the three numbers of every example as the model gives them that did not see it."""
    scores = np.zeros((len(rows), 3), dtype=np.float32)
    fold = np.random.default_rng(0).integers(0, FOLDS, len(rows))
    for number in range(FOLDS):
        seen = fold != number
        solved, bias = fit(rows[seen], labels[seen], weights[seen])
        scores[~seen] = kernel(rows[~seen], rows[seen], WIDTH) @ solved + bias
    return scores


def calibrate(scores: Vectors, labels: np.ndarray) -> Vectors:
    """Return the 4 x 3 matrix of a softmax over the three numbers, fitted by gradient descent."""
    inputs = np.hstack([scores, np.ones((len(scores), 1), dtype=np.float32)])
    wanted = np.eye(3)[labels]
    mix = np.vstack([np.eye(3) * 4, np.zeros((1, 3))])
    for _ in range(4000):
        mix -= 0.5 * inputs.T @ (softmax((inputs @ mix).astype(np.float32)) - wanted) / len(labels)
    return mix.astype(np.float32)


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Return the mean F1 of the classes that occur."""
    scores = []
    for label in np.unique(truth):
        both = np.sum((truth == label) & (said == label))
        scores.append(2 * both / max(np.sum(truth == label) + np.sum(said == label), 1))
    return float(np.mean(scores))


def main(extra: list[str]) -> None:
    """Train on all rows, print the held-out score, write the weights."""
    texts, labels, weights = read_rows([OWN, *map(Path, extra)])
    rows = features(load_embedder(), texts)
    scale = np.abs(rows).max(axis=0) / 127 + 1e-9
    coded = np.round(rows / scale).astype(np.int8)
    rows = (coded * scale).astype(np.float32)
    scores = held_out_scores(rows, labels, weights)
    goals = labels < 2
    told = softmax(
        np.hstack([scores, np.ones((len(scores), 1), dtype=np.float32)]) @ (mix := calibrate(scores, labels))
    )
    two = macro_f1(labels[goals], told[goals, :2].argmax(axis=1))
    three = macro_f1(labels, told.argmax(axis=1))
    print(f"{len(texts)} rows; held out: outcome against output {two:.3f}, three classes {three:.3f}")
    solved, bias = fit(rows, labels, weights)
    WEIGHTS.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        WEIGHTS,
        examples=coded,
        scale=scale.astype(np.float32),
        weights=solved,
        bias=bias,
        mix=mix,
        width=np.float32(WIDTH),
    )
    receipt = {"sha256": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest(), "rows": len(texts)}
    RECEIPT.write_text(json.dumps(receipt) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS} ({WEIGHTS.stat().st_size // 1024} KiB)")


if __name__ == "__main__":
    main(sys.argv[1:])
