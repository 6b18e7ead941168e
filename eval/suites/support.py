"""Does the checker tell carried claims from others? Rows `{id, claim, evidence:[...], label}`.

A judging model labels the same claims; its figures are those of the rows that it judged, and so is Bearing's lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.checking.checker import carried, wrong_details
from assistant.checking.support import support
from eval.asks import about_claim
from eval.judge import Judge
from eval.judgement import Judgement
from eval.labelled import Row, read_rows
from eval.metrics import accuracy, confusion, difference, macro_f1, roc_auc
from eval.report import Case, Figure, Report

JUDGE = "judging model"
LABELS = ("supported", "not_supported", "contradicted")
_WORD = re.compile(r"\w+")


def run(data: Path, judge: Judge | None = None) -> Report:
    """Score claims against their evidence; token overlap stands beside it as the plain method."""
    rows = read_rows(data, "id", "claim", "evidence", "label")
    claims, evidences = [str(row["claim"]) for row in rows], [_evidence(row) for row in rows]
    right = [str(row["label"]) for row in rows]
    scores = [round(float(score), 6) for score in support(claims, evidences)]
    said = [_label(*row) for row in zip(claims, evidences, scores, strict=True)]
    if "contradicted" not in right:  # a set of two labels
        said = ["not_supported" if label == "contradicted" else label for label in said]
    carried = [label == "supported" for label in right]
    plain = [_overlap(claim, evidence) for claim, evidence in zip(claims, evidences, strict=True)]
    figures = (
        Figure("macro_f1", macro_f1(said, right)),
        Figure("accuracy", accuracy(said, right)),
        Figure("roc_auc", roc_auc(scores, carried)),
        Figure("roc_auc", roc_auc(plain, carried), "token overlap"),
    )
    cases = tuple(
        Case(
            str(row["id"]),
            {"id": row["id"], "label": label, "score": score},
            None if label == row["label"] else f"said {label}, it is {row['label']}",
        )
        for row, label, score in zip(rows, said, scores, strict=True)
    )
    tables = (("labels", confusion(said, right)),)
    if judge is None:
        return Report("support", str(data), cases, figures, tables=tables)
    labels = LABELS if "contradicted" in right else LABELS[:2]
    told = zip((str(row["id"]) for row in rows), claims, evidences, said, right, strict=True)
    judgement = judge.judge(about_claim(*parts, labels) for parts in told)
    return Report("support", str(data), cases, (*figures, *_judged(judgement)), tables=tables, judgement=judgement)


def _judged(judgement: Judgement) -> Iterator[Figure]:
    """Yield what the judge scores by the labels, over the rows that it judged."""
    rows = [(one.things[0], said) for one, said in judgement.judged]
    if not rows:
        return
    mine, theirs, right = zip(*((thing.said, said.words[0], thing.right) for thing, said in rows), strict=True)
    hits = [[float(a == b) for a, b in zip(labels, right, strict=True)] for labels in (mine, theirs)]
    yield Figure("macro_f1", macro_f1(theirs, right), JUDGE)
    yield Figure("accuracy", accuracy(theirs, right), JUDGE, difference(*hits))
    yield Figure("roc_auc", roc_auc([said.sure or 0.0 for _, said in rows], [one == LABELS[0] for one in right]), JUDGE)


def _evidence(row: Row) -> str:
    pieces: Sequence[str] | str = row["evidence"]
    return pieces if isinstance(pieces, str) else "\n".join(map(str, pieces))


def _label(claim: str, evidence: str, score: float) -> str:
    """Say what the checker would do with a claim: keep it, drop it, or drop it because a detail is another."""
    if wrong_details(claim, evidence):
        return "contradicted"
    return "supported" if carried(claim, evidence, score) else "not_supported"


def _overlap(claim: str, evidence: str) -> float:
    said, there = (set(_WORD.findall(text.lower())) for text in (claim, evidence))
    return len(said & there) / max(1, len(said))
