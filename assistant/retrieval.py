"""Find the passages that a question is about: words and vectors, fused so that neither drags the other down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant import relevance
from assistant.close_reading import load_close_reader
from assistant.domain import Hit, Kind
from assistant.embedding import Embedder, Vectors
from assistant.index.reader import Candidate, Index
from assistant.index.words import query_terms, stems
from assistant.plain import plain

DEPTH = 200
"""Candidates from each of words and vectors in each shard."""
READ = 50
"""Candidates that are read, so that the order among them can use their text."""
CLOSELY = 12
"""The best of them, which are then read token by token: about 8 ms each."""
WEIGHTS = (1.0, 1.0, 0.5)
"""Of the passage's cosine, its best sentence's cosine and BM25, each standardised over the question's candidates."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is searched: its vector and the rarity of its stems for this reader."""

    text: str
    vector: Vectors
    terms: tuple[str, ...]
    rarity: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, where it stands in the index, and the parts of its score; `hit.score` is the log-odds that it answers."""

    hit: Hit
    candidate: Candidate


def fuse(candidates: Sequence[Candidate]) -> Vectors:
    """Return one score a candidate: the weighted sum of its standardised parts, shape (candidates,)."""
    parts = ([c.cosine for c in candidates], [c.sentence for c in candidates], [c.words for c in candidates])
    scores = sum(weight * relevance.standard(part) for weight, part in zip(WEIGHTS, parts, strict=True))
    return np.asarray(scores, dtype=np.float32)


class Retriever:
    """Searches one reader's index."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        """Search `index`, which `embedder` built."""
        self.index = index
        self.embedder = embedder

    def question(self, text: str) -> Question:
        """Prepare a question for searching."""
        terms = query_terms(text)
        return Question(text, self.embedder.encode([text])[0], tuple(terms), self.index.rarity(terms))

    def search(self, text: str, top: int = 10, kinds: Iterable[Kind] = ()) -> list[Hit]:
        """Return the best passages, best first; ties go by document and place."""
        return [found.hit for found in self.find(self.question(text), top, kinds)]

    def find(self, question: Question, top: int, kinds: Iterable[Kind] = ()) -> list[Found]:
        """Return the best passages with the parts of their scores."""
        read, features = self.read(question, kinds, max(READ, top * 2))
        if not read:
            return []
        first = relevance.first_weights().scores(features)
        best = np.argsort(-first, kind="stable")[:CLOSELY]
        close = relevance.weights().scores(self.close_features(question, [read[at] for at in best], features[best]))
        # What was not read closely keeps its order, below what was.
        unread = np.delete(first, best)
        scores = first - max(0.0, float(unread.max() - close.min())) if len(unread) else first.copy()
        scores[best] = close
        rows = []
        for candidate, score in zip(read, scores, strict=True):
            passage, document = self.index.passage(candidate.place)
            rows.append(Found(Hit(passage, document, round(float(score), 6)), candidate))
        rows.sort(
            key=lambda row: (-row.hit.score, row.hit.document.path, row.hit.document.key or "", row.hit.passage.start)
        )
        return _without_copies(rows)[:top]

    def read(self, question: Question, kinds: Iterable[Kind], limit: int) -> tuple[list[Candidate], Vectors]:
        """Return the most promising candidates and their features for `relevance`, shape (candidates, features)."""
        candidates = self.index.candidates(question.vector, list(question.terms), kinds, DEPTH)
        order = np.argsort(-fuse(candidates), kind="stable")[:limit].tolist() if candidates else []
        # The standardised features are relative to all candidates, so they are computed before the cut.
        read = [candidates[at] for at in order]
        readings = [self._reading(question, candidate) for candidate in read]
        return read, relevance.features(question.text, question.rarity, candidates, order, readings)

    def close_features(self, question: Question, candidates: Sequence[Candidate], features: Vectors) -> Vectors:
        """Read candidates closely; return the features of `relevance.weights`, shape (candidates, close features)."""
        texts = [self.close_text(candidate) for candidate in candidates]
        return relevance.with_measures(features, load_close_reader().read(question.text, texts))

    def close_text(self, candidate: Candidate) -> str:
        """Return what is read closely of a candidate: its title and headings, then its text, in plain words."""
        passage, document = self.index.passage(candidate.place)
        return f"{plain(self.index.title(candidate.place))}\n{plain(document.text[passage.start : passage.end])}"

    def _reading(self, question: Question, candidate: Candidate) -> relevance.Reading:
        passage, document = self.index.passage(candidate.place)
        words = plain(document.text[passage.start : passage.end])
        scored = self.index.sentence_scores(question.vector, candidate.place)
        best = max(scored, key=lambda row: row[2], default=(passage.start, passage.end, 0.0))
        return relevance.Reading(
            title=frozenset(stems(plain(self.index.title(candidate.place)))),
            body=frozenset(stems(words)),
            sentence=frozenset(stems(plain(document.text[best[0] : best[1]]))),
            text=words,
        )


def _without_copies(rows: list[Found]) -> list[Found]:
    """Leave out a passage that says word for word what a better one says."""
    kept, seen = [], set()
    for row in rows:
        words = " ".join(row.hit.text.split()).lower()
        if words not in seen:
            seen.add(words)
            kept.append(row)
    return kept
