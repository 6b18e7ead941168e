"""Are outcomes told from outputs? Rows `{id, text, parent?, label: outcome|output}`.

A row of another label ("vague") is predicted, and not scored.

macro_f1, accuracy   over the scored rows; "digit" calls what has a digit an outcome, "verb" what opens with delivery an
                     output
roc_auc              of the score, the probability of an outcome given that it is an outcome or an output
calibration_error    |accuracy - confidence| over ten bins of confidence, weighted by their size
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.encoder.statements import Statements
from assistant.text.surface import is_delivery, without_label
from eval.labelled import read_rows
from eval.metrics import accuracy, confusion, difference, macro_f1, roc_auc
from eval.report import OURS, Case, Figure, Report
from eval.training.train_statements import calibration_error

LABELS = ("outcome", "output")
_WORD = re.compile(r"[A-Za-zÀ-ÿ'-]+")


def run(data: Path) -> Report:
    """Label every row, and score those that are labelled outcome or output."""
    rows = read_rows(data, "id", "text", "label")
    told = Statements().classify([str(row["text"]) for row in rows], [row.get("parent") for row in rows])
    said = [str(statement.goal_label) for statement in told]
    scored = [at for at, row in enumerate(rows) if row["label"] in LABELS]
    cases = tuple(
        Case(
            str(row["id"]),
            {"id": row["id"], "label": label, "score": round(statement.lean, 6)},
            f"said {label}, it is {row['label']}: {row['text']}" if at in scored and label != row["label"] else None,
        )
        for at, (row, label, statement) in enumerate(zip(rows, said, told, strict=True))
    )
    right, mine = [str(rows[at]["label"]) for at in scored], [said[at] for at in scored]
    leans = [told[at].lean for at in scored]
    plain = {name: [rule(str(rows[at]["text"])) for at in scored] for name, rule in _RULES.items()}
    figures = (*_figures(mine, right, plain), *_score_figures(leans, right))
    return Report("statements", str(data), cases, figures, tables=(("labels", confusion(mine, right)),))


def _figures(mine: Sequence[str], right: Sequence[str], plain: dict[str, list[str]]) -> list[Figure]:
    found = []
    hits = [float(a == b) for a, b in zip(mine, right, strict=True)]
    for system, labels in {OURS: list(mine), **plain}.items():
        theirs = [float(a == b) for a, b in zip(labels, right, strict=True)]
        found.append(Figure("macro_f1", macro_f1(labels, right), system))
        gap = difference(hits, theirs) if system != OURS else None
        found.append(Figure("accuracy", accuracy(labels, right), system, gap))
    return found


def _score_figures(leans: Sequence[float], right: Sequence[str]) -> list[Figure]:
    changes = [label == "outcome" for label in right]
    sure = np.asarray([max(lean, 1 - lean) for lean in leans])
    hits = np.asarray([(lean >= 0.5) == change for lean, change in zip(leans, changes, strict=True)])
    return [
        Figure("roc_auc", roc_auc(leans, changes)),
        Figure("calibration_error", calibration_error(hits, sure) if leans else 0.0),
    ]


def _by_digit(text: str) -> str:
    return "outcome" if any(letter.isdigit() for letter in text) else "output"


def _by_verb(text: str) -> str:
    words = _WORD.findall(without_label(text).lower())[:1]
    return "output" if any(map(is_delivery, words)) else "outcome"


_RULES = {"digit": _by_digit, "verb": _by_verb}
