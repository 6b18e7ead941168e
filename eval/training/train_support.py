"""Train `assistant.support` and the words of `assistant.carried_names`: `python -m eval.training.train_support DATA`.

DATA is a folder with `passages.jsonl` ({id, source, heading, text}), `questions.jsonl` and `claims.jsonl` ({passage,
claim, label}). Every claim is held against its passage, and every second one against a passage on the same theme, which
does not carry it.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut

from assistant.embedding import load_embedder
from assistant.index.words import stems
from assistant.support import DIRECTIONS, FEATURES, features

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights"
_WEIGHT_OF_OTHERS = 6.0
"""Of a claim held against a passage that is not its own: what the checker meets most of."""
_KEPT = 0.95
"""The share of supported claims that the threshold must keep."""
_RIDGE = 1e-3
_ORDINARY = re.compile(r"(?<![\w@/.#-])[a-z]{2,}(?![\w@/.])")

Floats = np.ndarray[Any, np.dtype[np.float64]]


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _common_stems(texts: Iterable[str]) -> list[str]:
    """Return the stems that stand in lower case at least twice."""
    counts = Counter(stem for text in texts for word in _ORDINARY.findall(text) for stem in stems(word))
    return sorted(stem for stem, count in counts.items() if count > 1)


def _pairs(data: Path) -> tuple[list[str], list[str], list[bool], list[float], list[str]]:
    """Return claims, evidences, whether one carries the other, the weight of each pair, and its source."""
    passages = {row["id"]: row for row in _rows(data / "passages.jsonl")}
    names = list(passages)
    texts = [f"{row['heading']}\n{row['text']}" for row in passages.values()]
    claims = _rows(data / "claims.jsonl")
    embedder = load_embedder()
    near = embedder.encode([row["claim"] for row in claims]) @ embedder.encode(texts).T
    said, read, carried, weight, source = [], [], [], [], []
    for at, row in enumerate(claims):
        own = names.index(row["passage"])
        near[at, own] = -1.0
        others = [int(np.argsort(-near[at])[at // 2 % 3])] if at % 2 else []
        for place in (own, *others):
            said.append(row["claim"])
            read.append(texts[place])
            carried.append(place == own and row["label"] == "supported")
            weight.append(1.0 if place == own else _WEIGHT_OF_OTHERS)
            source.append(passages[row["passage"]]["source"])
    return said, read, carried, weight, source


def _fit(rows: Floats, labels: Floats, weight: Floats) -> Floats:
    """Return the weights and the intercept of a logistic model whose weights have the signs of `DIRECTIONS`.

    Left free, features that measure nearly the same take opposite signs, which holds for one set of claims only.
    """
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    standard = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
    bounds = [(0.0, None) if direction > 0 else (None, 0.0) for direction in DIRECTIONS]

    def loss(found: Floats) -> tuple[float, Floats]:
        odds = standard @ found
        slope = standard.T @ (weight * (1 / (1 + np.exp(-odds)) - labels)) / weight.sum()
        wrong = weight @ np.logaddexp(0.0, np.where(labels > 0, -odds, odds)) / weight.sum()
        penalty = _RIDGE * np.append(found[:-1], 0.0)
        return float(wrong + penalty @ found), slope + 2 * penalty

    found = minimize(loss, np.zeros(len(bounds) + 1), jac=True, bounds=[*bounds, (None, None)]).x
    return np.append(found[:-1] / scale, found[-1] - found[:-1] @ (mean / scale))


def _held_out(rows: Floats, labels: Floats, weight: Floats, source: Floats) -> Floats:
    """Return the probability of each pair by a model that was fitted to the other sources."""
    scores = np.zeros(len(rows))
    for learnt, asked in LeaveOneGroupOut().split(rows, labels, source):
        found = _fit(rows[learnt], labels[learnt], weight[learnt])
        scores[asked] = 1 / (1 + np.exp(-(rows[asked] @ found[:-1] + found[-1])))
    return scores


def main(data: Path) -> None:
    """Train, print what is reached on held-out sources, and write the words and the weights."""
    files = (("passages", "text"), ("claims", "claim"), ("questions", "question"))
    words = _common_stems(row[field] for name, field in files for row in _rows(data / f"{name}.jsonl"))
    (TARGET / "common_stems.json").write_text(json.dumps(words) + "\n", encoding="utf-8")
    said, read, carried, weight, source = _pairs(data)
    rows, labels, weights = features(said, read).astype(float), np.array(carried, dtype=float), np.array(weight)
    scores, true = _held_out(rows, labels, weights, np.array(source)), labels > 0
    threshold = float(np.quantile(scores[true], 1 - _KEPT))
    own = weights == 1.0
    print(f"own passage, supported or not: ROC-AUC {roc_auc_score(true[own], scores[own]):.3f} on held-out sources")
    other = ~own | true
    print(f"own passage or another on the theme: ROC-AUC {roc_auc_score(true[other], scores[other]):.3f}")
    dropped = [(scores[part & ~true] < threshold).mean() for part in (own, ~own)]
    print(f"at {threshold:.3f}: {_KEPT} of the supported kept; dropped: {dropped[0]:.3f} own, {dropped[1]:.3f} others")
    found = _fit(rows, labels, weights)
    row = {name: round(float(value), 5) for name, value in zip((*FEATURES, "intercept"), found, strict=True)}
    text = json.dumps({**row, "threshold": round(threshold, 4)}, indent=1) + "\n"
    (TARGET / "support.json").write_text(text, encoding="utf-8")
    print(f"support.json: SHA-256 {hashlib.sha256(text.encode()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
