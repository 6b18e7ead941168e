"""Find the passages that a question is about: words and vectors, fused so that neither drags the other down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.domain import Hit, Kind
from assistant.embedding import Embedder, Vectors
from assistant.index.reader import Candidate, Index
from assistant.index.words import query_terms

DEPTH = 200
"""Candidates from each of words and vectors in each shard."""
WEIGHTS = (1.0, 1.0, 0.5)
"""Of the passage's cosine, its best sentence's cosine and BM25, each standardised over the question's candidates."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the parts of its score, for whoever decides whether it answers the question."""

    hit: Hit
    candidate: Candidate


def _standard(values: Sequence[float]) -> Vectors:
    array = np.asarray(values, dtype=np.float32)
    spread = float(array.std())
    return (array - array.mean()) / spread if spread > 1e-9 else np.zeros_like(array)


def fuse(candidates: Sequence[Candidate]) -> Vectors:
    """Return one score a candidate: the weighted sum of its standardised parts, shape (candidates,)."""
    parts = ([c.cosine for c in candidates], [c.sentence for c in candidates], [c.words for c in candidates])
    scores = sum(weight * _standard(part) for weight, part in zip(WEIGHTS, parts, strict=True))
    return np.asarray(scores, dtype=np.float32)


class Retriever:
    """Searches one reader's index."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        """Search `index`, which `embedder` built."""
        self.index = index
        self._embedder = embedder

    def embed(self, question: str) -> Vectors:
        """Return the vector of a question, shape (dimension,)."""
        vector: Vectors = self._embedder.encode([question])[0]
        return vector

    def search(self, question: str, top: int = 10, kinds: Iterable[Kind] = ()) -> list[Hit]:
        """Return the best passages, best first; ties go by document and place."""
        return [found.hit for found in self.find(question, self.embed(question), top, kinds)]

    def find(self, question: str, vector: Vectors, top: int, kinds: Iterable[Kind] = ()) -> list[Found]:
        """Return the best passages with the parts of their scores."""
        candidates = self.index.candidates(vector, query_terms(question), kinds, DEPTH)
        if not candidates:
            return []
        scores = fuse(candidates)
        best = np.argsort(-scores, kind="stable")[: top * 3]
        rows = []
        for at in best.tolist():
            passage, document = self.index.passage(candidates[at].place)
            rows.append(Found(Hit(passage, document, round(float(scores[at]), 6)), candidates[at]))
        rows.sort(key=lambda row: (-row.hit.score, row.hit.document.path, row.hit.document.key or "", row.hit.passage.start))
        return _without_copies(rows)[:top]


def _without_copies(rows: list[Found]) -> list[Found]:
    """Leave out a passage that says word for word what a better one says."""
    kept, seen = [], set()
    for row in rows:
        words = " ".join(row.hit.text.split()).lower()
        if words not in seen:
            seen.add(words)
            kept.append(row)
    return kept
