"""Train `assistant.checking.polarity`: `python -m eval.training.train_polarity DATA`.

DATA is a folder with `passages.jsonl` ({id, heading, text}) and `claims.jsonl` ({passage, claim, label}). Each place of
a supported claim that may be denied is a row: its passage denies it where the claim does. No changed claim is trained
on.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.checking.denied_forms import forms
from assistant.checking.polarity import FEATURES, features
from eval.labelled import read_rows

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights" / "polarity.json"
_LOST_DENIED, _LOST_PLAIN = 0.033, 0.006
"""The shares of the supported claims that may be dropped for a denial that they have, and for one that they lack."""
_FOLDS = 10

Floats = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def _rows(data: Path) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the features of every form, whether the claim denies there, the claim's number and its passage's."""
    passages = {row["id"]: row for row in read_rows(data / "passages.jsonl", "id", "heading", "text")}
    claims = read_rows(data / "claims.jsonl", "passage", "claim", "label")
    names = list(passages)
    found, denies, number, passage = [], [], [], []
    for at, row in enumerate(row for row in claims if row["label"] == "supported"):
        both = list(forms(row["claim"]))
        found.append(features(both, "{heading}\n{text}".format(**passages[row["passage"]])))
        denies += [one.denies for one in both]
        number += [at] * len(both)
        passage += [names.index(row["passage"])] * len(both)
    return np.vstack(found).astype(float), np.array(denies, dtype=float), np.array(number), np.array(passage)


def _model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1))


def _held_out(rows: Floats, denies: Floats, passage: Floats) -> Floats:
    """Return the probability of each form being denied, by a model that was fitted to other passages."""
    scores = np.zeros(len(rows))
    for learnt, asked in GroupKFold(_FOLDS).split(rows, denies, passage):
        scores[asked] = _model().fit(rows[learnt], denies[learnt]).predict_proba(rows[asked])[:, 1]
    return scores


def _bounds(scores: Floats, denied: Flags, number: Floats) -> tuple[float, float]:
    """Return the probabilities that lose the shares of claims that may be lost."""
    claims = len(set(number.tolist()))
    least = [scores[(number == at) & denied].min() for at in set(number[denied].tolist())]
    most = [scores[(number == at) & ~denied].max() for at in set(number[~denied].tolist())]
    return sorted(least)[round(_LOST_DENIED * claims)], sorted(most, reverse=True)[round(_LOST_PLAIN * claims)]


def main(data: Path) -> None:
    """Train, print what is reached on held-out passages, and write the weights."""
    rows, denies, number, passage = _rows(data)
    scores, denied = _held_out(rows, denies, passage), denies > 0
    least, most = _bounds(scores, denied, number)
    print(f"{len(set(number.tolist()))} claims, {len(rows)} forms, {int(denied.sum())} denied")
    print(f"denied or plain: ROC-AUC {roc_auc_score(denied, scores):.3f} on held-out passages")
    print(f"denial put in: {(scores[~denied] < least).mean():.3f} found below {least:.3f}")
    print(f"denial taken away: {(scores[denied] > most).mean():.3f} found above {most:.3f}")
    model = _model().fit(rows, denies)
    weight = model[-1].coef_[0] / model[0].scale_
    values = (*weight, model[-1].intercept_[0] - weight @ model[0].mean_, least, most)
    names = (*FEATURES, "intercept", "least_denied", "most_plain")
    row = {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}
    text = json.dumps(row, indent=1) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    print(f"polarity.json: SHA-256 {hashlib.sha256(text.encode()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
