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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import LeaveOneGroupOut

from assistant.answerability import FEATURES, rated
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


@dataclass(frozen=True, slots=True)
class Example:
    """A question as it was asked once: the features of the best piece of each passage, and which of them answer."""

    features: Vectors
    right: Labels
    there: bool
    source: str


def ask(retriever: Retriever, question: str, gold: str, source: str, *, there: bool) -> Example | None:
    """Ask a question; None where nothing is found to choose from, which is a refusal whatever the model says."""
    asked = retriever.question(question)
    found = retriever.find(asked, PASSAGES)
    rows = rated(asked, found, sentence_evidence(asked, found, retriever))
    right = [there and piece.document.path == gold for piece, _ in rows]
    return Example(np.array([row for _, row in rows]), np.array(right), there, source) if rows else None


def gather(data: Path, index: Path) -> list[Example]:
    """Ask every question with its passage and without it."""
    source = {row["id"]: row["source"] for row in read_rows(data / "passages.jsonl")}
    examples: list[Example] = []
    embedder, reader = load_embedder(), RememberingReader()
    with open_index(index) as opened:
        for row in read_rows(data / "questions.jsonl"):
            gold = path_of(row["passage"])
            for there, shelf in ((True, opened), (False, Without(opened, gold))):
                retriever = QuickRetriever(shelf, embedder, reader)
                example = ask(retriever, row["question"], gold, source[row["passage"]], there=there)
                examples += [example] if example else []
    return examples


def _fit(examples: Sequence[Example]) -> tuple[Vectors, Vectors, LogisticRegression]:
    x, y = np.concatenate([one.features for one in examples]), np.concatenate([one.right for one in examples])
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 1e-6)
    return mean, scale, LogisticRegression(C=_STRENGTH, max_iter=1000).fit((x - mean) / scale, y)


def held_out_scores(examples: Sequence[Example]) -> list[Vectors]:
    """Return the log-odds that the pieces of each example get from a model that saw nothing of its source."""
    scores: list[Vectors] = [np.zeros(0, dtype=np.float32)] * len(examples)
    sources = [one.source for one in examples]
    for train, test in LeaveOneGroupOut().split(sources, groups=sources):
        mean, scale, model = _fit([examples[at] for at in train])
        for at in test:
            scores[at] = model.decision_function((examples[at].features - mean) / scale)
    return scores


def figures(examples: Sequence[Example], scores: Sequence[Vectors]) -> tuple[float, str]:
    """Return the threshold that refuses `REFUSED` of what has no answer, and in words what is reached with it."""
    best = np.array([row.max() for row in scores])
    right = np.array([one.right[row.argmax()] for one, row in zip(examples, scores, strict=True)])
    there = np.array([one.there for one in examples])
    threshold = float(np.quantile(best[~there], REFUSED))
    said = best >= threshold
    return threshold, (
        f"first piece right {right[there].mean():.3f}, ROC-AUC {roc_auc_score(right, best):.3f}; "
        f"refused without their passage {1 - said[~there].mean():.3f}, answered with it {said[there].mean():.3f}, "
        f"of these right {right[there & said].mean():.3f}"
    )


def main(data: Path) -> None:
    """Train, print what is reached on sources that were held out, and write the weights."""
    with tempfile.TemporaryDirectory() as folder:
        examples = gather(data, index_passages(data, Path(folder)))
    print("the agreement alone:", figures(examples, [one.features[:, FEATURES.index("score")] for one in examples])[1])
    threshold, words = figures(examples, held_out_scores(examples))
    print("the model, held out:", words)
    text = json.dumps(_written(examples, threshold), indent=1) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    print("sha256", hashlib.sha256(text.encode()).hexdigest())


def _written(examples: Sequence[Example], threshold: float) -> dict[str, Any]:
    mean, scale, model = _fit(examples)
    table = zip(FEATURES, mean, scale, model.coef_[0], strict=True)
    rows = {
        name: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 5)}
        for name, m, s, w in table
    }
    return {"features": rows, "intercept": round(float(model.intercept_[0]), 5), "threshold": round(threshold, 3)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
