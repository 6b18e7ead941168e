"""Train `assistant.checking.support` and the words of `assistant.checking.carried_names`.

`python -m eval.training.train_support DATA [SUPPORT.jsonl ...]`, after `train_joint_reading` with the same
files: DATA is a folder with `passages.jsonl` ({id, source, path, heading, text}), `questions.jsonl` and `claims.jsonl`
({passage, claim, label}). The weights are fitted to the pairs that the joint reading did not learn from.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut

from assistant.checking.support import DIRECTIONS, FEATURES, features
from assistant.index.words import stems
from eval.training.train_joint_reading import Example, examples

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights"
_KINDS = frozenset({"supported", "contradicted", "not_supported", "other", "judged"})
_WEIGHT_OF_OTHERS = 3.0
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


def _pairs(data: Path, others: Sequence[Path]) -> list[Example]:
    """Return pairs that nothing was learnt from, of the kinds that the checker meets."""
    return [one for one in examples(data, others) if one.held_out and one.kind in _KINDS]


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


def main(data: Path, others: Sequence[Path]) -> None:
    """Train, print what is reached on held-out sources, and write the words and the weights."""
    files = (("passages", "text"), ("claims", "claim"), ("questions", "question"))
    words = _common_stems(row[field] for name, field in files for row in _rows(data / f"{name}.jsonl"))
    (TARGET / "common_stems.json").write_text(json.dumps(words) + "\n", encoding="utf-8")
    pairs = _pairs(data, others)
    rows = features([one.claim for one in pairs], [one.evidence for one in pairs]).astype(float)
    kind, true = np.array([one.kind for one in pairs]), np.array([one.carried for one in pairs])
    weight, source = np.where(kind == "other", _WEIGHT_OF_OTHERS, 1.0), np.array([one.source for one in pairs])
    scores = _held_out(rows, true.astype(float), weight, source)
    judged, other = kind == "judged", kind == "other"
    own = ~judged & ~other
    threshold = float(np.quantile(scores[true & own], 1 - _KEPT))
    for name, part in (("own passage", own), ("own or another on the theme", other | own & true), ("judged", judged)):
        print(f"{name}, supported or not: ROC-AUC {roc_auc_score(true[part], scores[part]):.3f} on held-out sources")
    dropped = [(scores[part & ~true] < threshold).mean() for part in (own, other)]
    print(f"at {threshold:.3f}: {_KEPT} of the supported kept; dropped: {dropped[0]:.3f} own, {dropped[1]:.3f} others")
    found = _fit(rows, true.astype(float), weight)
    row = {name: round(float(value), 5) for name, value in zip((*FEATURES, "intercept"), found, strict=True)}
    text = json.dumps({**row, "threshold": round(threshold, 4)}, indent=1) + "\n"
    (TARGET / "support.json").write_text(text, encoding="utf-8")
    print(f"support.json: SHA-256 {hashlib.sha256(text.encode()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), list(map(Path, sys.argv[2:])))
