"""Train the statement model: `python -m eval.training.train_statements [MORE.jsonl ...]`.

Reads `statements.jsonl` beside this file and any further files of rows {text, label: outcome|output|neither}; writes
`assistant/weights/statements.npz` and its SHA-256. The result is the same on every run on the same machine.

A row may name its `source` or `passage`; a `passages.jsonl` beside its file that maps a passage's `id` to its `source`
is used where it is there. Held-out scores are for sources that the model has not seen.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.encoder.depths import read_depths, spread
from assistant.encoder.embedding import Vectors
from assistant.encoder.statements import RECEIPT, WEIGHTS, Frame, kernel, softmax
from assistant.text.plain import plain
from assistant.text.surface import CUES, without_label

OWN = Path(__file__).parent / "statements.jsonl"
LABELS = ("outcome", "output", "neither")
WIDTH = 0.04
SMOOTHING = 0.3
OWN_WEIGHT = 1.5
"""An example written for this purpose counts more than one labelled in running text."""
DIRECTIONS = 384
FOLDS = 5
TOGETHER = 25
"""Rows of the own file that stand together were written together, and are held out together."""
BINS = 10


@dataclass(frozen=True)
class Examples:
    """Labelled texts: labels as 0, 1, 2, how much each counts, and what each is held out with."""

    texts: list[str]
    labels: np.ndarray
    weights: np.ndarray
    groups: list[str]


def read_examples(files: list[Path]) -> Examples:
    """Return the rows of some files."""
    texts, labels, weights, groups = [], [], [], []
    for file in files:
        sources = _sources(file.with_name("passages.jsonl"))
        for number, row in enumerate(map(json.loads, file.read_text(encoding="utf-8").splitlines())):
            texts.append(row["text"])
            labels.append(LABELS.index(row["label"]))
            weights.append(OWN_WEIGHT if file == OWN else 1.0)
            known = row.get("source") or sources.get(row.get("passage", "")) or row.get("passage")
            groups.append(known or f"{file.name}:{number // TOGETHER}")
    return Examples(texts, np.asarray(labels), np.asarray(weights), groups)


def _sources(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["source"] for row in rows if "source" in row}


def frame_of(depths: Vectors) -> Frame:
    """Return the centre of the depths and the directions in which they vary most."""
    centre = depths.mean(axis=0)
    views = spread(depths, centre)
    middle = views.mean(axis=0)
    directions = np.linalg.svd(views - middle, full_matrices=False)[2][:DIRECTIONS].T
    return Frame(*(part.astype(np.float16).astype(np.float32) for part in (centre, middle, directions)))


def fit(rows: Vectors, labels: np.ndarray, weights: np.ndarray) -> tuple[Vectors, Vectors]:
    """Return the weights of the examples and the bias: kernel ridge regression to the class indicators, closed form."""
    wanted = np.eye(3)[labels]
    bias = wanted.mean(axis=0)
    near = kernel(rows, rows, WIDTH).astype(np.float64)
    solved = np.linalg.solve(near + SMOOTHING * np.diag(1 / weights), wanted - bias)
    return solved.astype(np.float32), bias.astype(np.float32)


def held_out_scores(rows: Vectors, known: Examples) -> Vectors:
    """Return the three numbers of every example as the model gives them that did not see its source."""
    names = sorted(set(known.groups), key=lambda name: (-known.groups.count(name), name))
    fold_of = {name: at % FOLDS for at, name in enumerate(names)}
    fold = np.asarray([fold_of[name] for name in known.groups])
    scores = np.zeros((len(rows), 3), dtype=np.float32)
    for number in range(FOLDS):
        seen = fold != number
        solved, bias = fit(rows[seen], known.labels[seen], known.weights[seen])
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


def calibration_error(right: np.ndarray, sure: np.ndarray) -> float:
    """Return the expected calibration error: |accuracy - confidence| over ten bins, weighted by their size."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    parts = [(bins == at) for at in range(BINS) if (bins == at).any()]
    return float(sum(abs(right[part].mean() - sure[part].mean()) * part.mean() for part in parts))


def main(extra: list[str]) -> None:
    """Train on all rows, print the held-out scores, write the weights."""
    known = read_examples([OWN, *map(Path, extra)])
    depths = read_depths([without_label(plain(text)) for text in known.texts])
    frame = frame_of(depths)
    rows = frame.placed(depths, known.texts)
    scale = (np.abs(rows).max(axis=0) / 127 + 1e-9).astype(np.float32)
    coded = np.round(rows / scale).astype(np.int8)
    rows = (coded * scale).astype(np.float32)
    scores = held_out_scores(rows, known)
    mix = calibrate(scores, known.labels)
    _report(known.labels, softmax(scores @ mix[:3] + mix[3]))
    solved, bias = fit(rows, known.labels, known.weights)
    WEIGHTS.parent.mkdir(exist_ok=True)
    half = {name: getattr(frame, name).astype(np.float16) for name in ("centre", "middle", "directions")}
    np.savez_compressed(
        WEIGHTS, examples=coded, scale=scale, weights=solved, bias=bias, mix=mix, width=np.float32(WIDTH), **half
    )
    receipt = {
        "sha256": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest(),
        "rows": len(known.texts),
        "cues": len(CUES),
        "command": "python -m eval.training.train_statements " + " ".join(Path(file).name for file in extra),
    }
    RECEIPT.write_text(json.dumps(receipt) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS} ({WEIGHTS.stat().st_size // 1024} KiB)")


def _report(labels: np.ndarray, told: Vectors) -> None:
    goals = labels < 2
    said = told[goals, :2].argmax(axis=1)
    lean = told[goals, 0] / told[goals, :2].sum(axis=1)
    error = calibration_error(said == labels[goals], np.maximum(lean, 1 - lean))
    print(
        f"{len(labels)} rows, sources held out: outcome against output macro-F1 {macro_f1(labels[goals], said):.3f}, "
        f"expected calibration error {error:.3f}; three classes macro-F1 {macro_f1(labels, told.argmax(axis=1)):.3f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
