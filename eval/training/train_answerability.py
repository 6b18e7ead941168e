"""Train the weights of `assistant.evidence_mode.answerability`: `python -m eval.training.train_answerability DATA`.

DATA is a folder with `passages.jsonl` ({id, source, heading, text}) and `questions.jsonl` ({passage, question}). Every
question is asked twice: of all passages, and with its own passage taken away. What is chosen then answers only where it
stands in the question's passage. The least log-odds to answer are those at which `REFUSED` of the questions without
their passage are refused, on sources that were held out. The file names its training data by their hashes.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut

from assistant.domain import Kind
from assistant.encoder.embedding import Vectors, load_embedder
from assistant.evidence_mode.answerability import FEATURES, rated
from assistant.evidence_mode.answering import PASSAGES
from assistant.evidence_mode.sentence_evidence import sentence_evidence
from assistant.index.reader import Candidate, Index, Place, open_index
from assistant.search.retrieval import Retriever
from eval.training.passages import index_passages, path_of, read_rows

Labels = NDArray[np.bool_]
TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights" / "answerability.json"
REFUSED = 0.85
"""Share of the questions whose passage was taken away that must be refused.

Of 26 of them that were answered nonetheless, read one by one, about one in six was answered rightly from another
passage. Set with a look at the questions of two organisations, of which more than nine in ten that nothing answers are
refused at this share.
"""
_STRENGTH = 0.1


class Without(Index):
    """An index from which one document is taken away."""

    def __init__(self, index: Index, path: str) -> None:
        """Hide the document of a path."""
        super().__init__(index.manifest, index.shards, index.groups, ExitStack())
        self._path = path

    def candidates(
        self,
        vector: Vectors,
        terms: list[str],
        kinds: Iterable[Kind] = (),
        depth: int = 200,
        spoken_depth: int = 0,
        besides: Iterable[Place] = (),
    ) -> list[Candidate]:
        """Return the candidates of the other documents."""
        found = super().candidates(vector, terms, kinds, depth, spoken_depth, besides)
        return [one for one in found if self.passage(one.place)[1].path != self._path]


@dataclass(frozen=True, slots=True)
class Example:
    """A question as it was asked once: the features of what comes first, and whether it answers."""

    features: Vectors
    right: bool
    there: bool
    source: str


def ask(retriever: Retriever, question: str, gold: str, source: str, *, there: bool) -> Example | None:
    """Ask a question; None where nothing is found to choose from, which is a refusal whatever the model says."""
    asked = retriever.question(question)
    found = retriever.find(asked, PASSAGES)
    rows = rated(asked, found, sentence_evidence(asked, found, retriever))
    return Example(rows[0][1], there and rows[0][0].document.path == gold, there, source) if rows else None


def gather(data: Path, index: Path) -> list[Example]:
    """Ask every question with its passage and without it."""
    source = {row["id"]: row["source"] for row in read_rows(data / "passages.jsonl")}
    examples: list[Example] = []
    embedder = load_embedder()
    with open_index(index) as opened:
        for row in read_rows(data / "questions.jsonl"):
            gold = path_of(row["passage"])
            for there, shelf in ((True, opened), (False, Without(opened, gold))):
                retriever = Retriever(shelf, embedder)
                example = ask(retriever, row["question"], gold, source[row["passage"]], there=there)
                examples += [example] if example else []
    return examples


def _columns(examples: Sequence[Example]) -> tuple[Vectors, Labels, Labels]:
    """Return the features, whether they answer, and whether the passage was there, a row an example."""
    right, there = [one.right for one in examples], [one.there for one in examples]
    return np.array([one.features for one in examples]), np.array(right), np.array(there)


def _fit(x: Vectors, y: Labels) -> tuple[Vectors, Vectors, LogisticRegression]:
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    return mean, scale, LogisticRegression(C=_STRENGTH, max_iter=1000).fit((x - mean) / scale, y)


def held_out_scores(examples: Sequence[Example]) -> Vectors:
    """Return the log-odds that each example gets from a model that saw nothing of its source, shape (examples,)."""
    x, right, _ = _columns(examples)
    scores = np.zeros(len(x), dtype=np.float32)
    for train, test in LeaveOneGroupOut().split(x, groups=[one.source for one in examples]):
        mean, scale, model = _fit(x[train], right[train])
        scores[test] = model.decision_function((x[test] - mean) / scale)
    return scores


def figures(examples: Sequence[Example], scores: Vectors) -> tuple[float, str]:
    """Return the threshold that refuses `REFUSED` of what has no answer, and in words what is reached with it."""
    _, right, there = _columns(examples)
    threshold = float(np.quantile(scores[~there], REFUSED))
    said = scores >= threshold
    return threshold, (
        f"first piece right {right[there].mean():.3f}, ROC-AUC {roc_auc_score(right, scores):.3f}; "
        f"refused without their passage {1 - said[~there].mean():.3f}, answered with it {said[there].mean():.3f}, "
        f"of these right {right[there & said].mean():.3f}"
    )


def main(data: Path) -> None:
    """Train, print what is reached on sources that were held out, and write the weights."""
    with tempfile.TemporaryDirectory() as folder:
        examples = gather(data, index_passages(data, Path(folder)))
    print("the agreement alone:", figures(examples, _columns(examples)[0][:, FEATURES.index("score")])[1])
    threshold, words = figures(examples, held_out_scores(examples))
    print("the model, held out:", words)
    seen = {
        name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in ("passages.jsonl", "questions.jsonl")
    }
    TARGET.write_text(json.dumps(_written(examples, threshold) | {"sha256": seen}, indent=1) + "\n", encoding="utf-8")


def _written(examples: Sequence[Example], threshold: float) -> dict[str, Any]:
    x, right, _ = _columns(examples)
    mean, scale, model = _fit(x, right)
    table = zip(FEATURES, mean, scale, model.coef_[0], strict=True)
    rows = {
        name: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 5)}
        for name, m, s, w in table
    }
    return {"features": rows, "intercept": round(float(model.intercept_[0]), 5), "threshold": round(threshold, 3)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
