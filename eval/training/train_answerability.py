"""Train the weights of `assistant.answerability`: `python -m eval.training.train_answerability DATA`.

DATA is a folder with `passages.jsonl` ({id, source, heading, text}) and `questions.jsonl` ({passage, question}). Every
question is asked twice: of all passages, and with its own passage taken away. What is chosen then answers only where it
stands in the question's passage. The least log-odds to answer are those at which `REFUSED` of the questions without
their passage are refused, on sources that were held out.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut

from assistant.answerability import FEATURES, features
from assistant.answering import PASSAGES
from assistant.close_reading import CloseReader, CloseReading
from assistant.domain import Kind
from assistant.embedding import Embedder, Vectors, load_embedder, packaged_encoder
from assistant.index.reader import Candidate, Index, open_index
from assistant.retrieval import Question, Retriever
from assistant.sentence_evidence import sentence_evidence
from eval.training.passages import index_passages, path_of, read_rows

Labels = NDArray[np.bool_]
TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights" / "answerability.json"
REFUSED = 0.9
"""Share of the questions whose passage was taken away that must be refused."""
_STRENGTH = 0.1


class RememberingReader(CloseReader):
    """Reads each text once: a passage is read for many questions."""

    def __init__(self) -> None:
        """Read with the packaged encoder."""
        super().__init__(*packaged_encoder())
        self._known: dict[tuple[int, ...], Vectors] = {}

    def _states(self, ids: Sequence[list[int]]) -> list[Vectors]:
        new = [row for row in ids if tuple(row) not in self._known]
        self._known.update(zip(map(tuple, new), super()._states(new), strict=True))
        return [self._known[tuple(row)] for row in ids]


class Without(Index):
    """An index from which one document is taken away."""

    def __init__(self, index: Index, path: str) -> None:
        """Hide the document of a path."""
        super().__init__(index.manifest, index.shards, index.groups, ExitStack())
        self._path = path

    def candidates(
        self, vector: Vectors, terms: list[str], kinds: Iterable[Kind] = (), depth: int = 200, spoken_depth: int = 0
    ) -> list[Candidate]:
        """Return the candidates of the other documents."""
        found = super().candidates(vector, terms, kinds, depth, spoken_depth)
        return [one for one in found if self.passage(one.place)[1].path != self._path]


class QuickRetriever(Retriever):
    """A retriever whose close reader remembers."""

    def __init__(self, index: Index, embedder: Embedder, reader: CloseReader) -> None:
        """Search `index` and read with `reader`."""
        super().__init__(index, embedder)
        self._reader = reader

    def read_closely(self, question: Question, candidates: Sequence[Candidate]) -> list[CloseReading]:
        """Read candidates token by token."""
        return self._reader.read(question.text, [self.page(candidate) for candidate in candidates])


@dataclass(slots=True)
class Examples:
    """For each question what was chosen: its features and whether it answers; if its passage was there, its source."""

    features: list[Vectors] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    there: list[bool] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    silent: int = 0

    def add(self, retriever: Retriever, question: str, gold: str, source: str, *, there: bool) -> None:
        """Ask a question and keep what was chosen for it; nothing chosen is a refusal whatever the model says."""
        asked = retriever.question(question)
        found = retriever.find(asked, PASSAGES)
        evidence = sentence_evidence(asked, found, retriever)
        if not evidence:
            self.silent += there
            return
        self.features.append(features(asked, found, evidence))
        self.right.append(there and evidence[0].document.path == gold)
        self.there.append(there)
        self.sources.append(source)


def gather(data: Path, index: Path) -> Examples:
    """Ask every question with its passage and without it."""
    source = {row["id"]: row["source"] for row in read_rows(data / "passages.jsonl")}
    examples, embedder, reader = Examples(), load_embedder(), RememberingReader()
    with open_index(index) as opened:
        for row in read_rows(data / "questions.jsonl"):
            gold = path_of(row["passage"])
            for there, shelf in ((True, opened), (False, Without(opened, gold))):
                retriever = QuickRetriever(shelf, embedder, reader)
                examples.add(retriever, row["question"], gold, source[row["passage"]], there=there)
    return examples


def _fit(x: Vectors, y: Labels) -> tuple[Vectors, Vectors, LogisticRegression]:
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit((x - mean) / scale, y)
    return mean, scale, model


def held_out_scores(x: Vectors, right: Labels, sources: Sequence[str]) -> Vectors:
    """Return the log-odds that each row gets from a model that saw nothing of its source, shape (rows,)."""
    scores = np.zeros(len(x), dtype=np.float32)
    for train, test in LeaveOneGroupOut().split(x, groups=sources):
        mean, scale, model = _fit(x[train], right[train])
        scores[test] = model.decision_function((x[test] - mean) / scale)
    return scores


def figures(scores: Vectors, right: Labels, there: Labels, threshold: float) -> str:
    """Return in words how well scores tell right answers from others, and what a threshold answers and refuses."""
    said = scores >= threshold
    return (
        f"ROC-AUC {roc_auc_score(right, scores):.3f}; refused without their passage {1 - said[~there].mean():.3f}, "
        f"answered with it {said[there].mean():.3f}, of these right {right[there & said].mean():.3f}"
    )


def main(data: Path) -> None:
    """Train, print what is reached on sources that were held out, and write the weights."""
    with tempfile.TemporaryDirectory() as folder:
        examples = gather(data, index_passages(data, Path(folder)))
    x, right, there = np.array(examples.features), np.array(examples.right), np.array(examples.there)
    before = x[:, FEATURES.index("score")]
    print("the agreement alone:", figures(before, right, there, float(np.quantile(before[~there], REFUSED))))
    scores = held_out_scores(x, right, examples.sources)
    threshold = float(np.quantile(scores[~there], REFUSED))
    print("the model, held out:", figures(scores, right, there, threshold))
    mean, scale, model = _fit(x, right)
    table = zip(FEATURES, mean, scale, model.coef_[0], strict=True)
    rows = {
        name: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 5)}
        for name, m, s, w in table
    }
    written = {"features": rows, "intercept": round(float(model.intercept_[0]), 5), "threshold": round(threshold, 3)}
    text = json.dumps(written, indent=1) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    print("sha256", hashlib.sha256(text.encode()).hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
