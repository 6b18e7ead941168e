"""Train `assistant.support` and the words of `assistant.checking`: `python -m eval.training.train_support DATA`.

DATA is a folder with `passages.jsonl` ({id, source, heading, text}), `questions.jsonl` and `claims.jsonl` ({passage,
claim, label}). Every claim is held against its passage, and every second one against a passage on the same theme, which
does not carry it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict

from assistant.embedding import load_embedder
from assistant.index.words import stems
from assistant.support import FEATURES, features

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights"
_WEIGHT_OF_OTHERS = 6.0
"""Of a claim held against a passage that is not its own: what the checker meets most of."""
_ORDINARY = re.compile(r"(?<![\w@/.#-])[a-z]{2,}(?![\w@/.])")


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


def _threshold(scores: np.ndarray[Any, Any], carried: np.ndarray[Any, Any], weight: np.ndarray[Any, Any]) -> float:
    """Return the probability of the best balanced accuracy."""
    cuts = np.quantile(scores, np.linspace(0.02, 0.98, 97))
    right = [
        np.average(scores[carried] >= c) + np.average(scores[~carried] < c, weights=weight[~carried]) for c in cuts
    ]
    return float(cuts[int(np.argmax(right))])


def main(data: Path) -> None:
    """Train, print what is reached on held-out sources, and write the words and the weights."""
    files = (("passages", "text"), ("claims", "claim"), ("questions", "question"))
    words = _common_stems(row[field] for name, field in files for row in _rows(data / f"{name}.jsonl"))
    (TARGET / "common_stems.json").write_text(json.dumps(words) + "\n", encoding="utf-8")
    said, read, carried, weight, source = _pairs(data)
    rows, labels, weights = features(said, read), np.array(carried), np.array(weight)
    model = LogisticRegression(C=10.0, max_iter=1000)
    scores = cross_val_predict(
        model,
        rows,
        labels,
        groups=source,
        cv=LeaveOneGroupOut(),
        method="predict_proba",
        params={"sample_weight": weights},
    )[:, 1]
    threshold = _threshold(scores, labels, weights)
    own = weights == 1.0
    print(f"own passage, supported or not: ROC-AUC {roc_auc_score(labels[own], scores[own]):.3f} on held-out sources")
    other = ~own | labels
    print(f"own passage or another on the theme: ROC-AUC {roc_auc_score(labels[other], scores[other]):.3f}")
    kept, dropped = (scores[labels] >= threshold).mean(), (scores[~labels] < threshold).mean()
    print(f"at {threshold:.3f}: {kept:.3f} of the supported kept, {dropped:.3f} of the others dropped")
    model.fit(rows, labels, sample_weight=weights)
    found = {name: round(float(value), 5) for name, value in zip(FEATURES, model.coef_[0], strict=True)}
    row = {**found, "intercept": round(float(model.intercept_[0]), 5), "threshold": round(threshold, 4)}
    (TARGET / "support.json").write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
