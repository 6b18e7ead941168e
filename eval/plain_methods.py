"""The plain methods that Bearing is held against, over the same passages: BM25, vectors, reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.index.reader import Candidate, Place
from assistant.retrieval import Question, Retriever

BM25, DENSE, RRF = "bm25", "dense", "rrf"
METHODS = (BM25, DENSE, RRF)
_DEPTH = 200
_RRF_K = 60
"""Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet", 2009."""


def rankings(retriever: Retriever, question: Question) -> dict[str, list[Place]]:
    """Return what each plain method ranks for a question, best first."""
    found = retriever.index.candidates(question.vectors.whole, list(question.terms), (), _DEPTH)
    spoken = _ordered([one for one in found if one.words > 0], lambda one: one.words)
    near = _ordered(found, lambda one: one.cosine)
    fused: dict[Place, float] = {}
    for ranked in (spoken, near):
        for place, at in enumerate(ranked[:_DEPTH], start=1):
            fused[at] = fused.get(at, 0.0) + 1 / (_RRF_K + place)
    return {BM25: spoken, DENSE: near, RRF: sorted(fused, key=lambda at: (-fused[at], at.shard, at.row))}


def _ordered(found: Sequence[Candidate], score: Callable[[Candidate], float]) -> list[Place]:
    rows = sorted(found, key=lambda one: (-score(one), one.place.shard, one.place.row))
    return [one.place for one in rows]
