"""The plain methods that Bearing is held against, over the same passages.

For a search BM25, vectors and reciprocal rank fusion; for an answer the sentence that has most of the question's words;
for a verdict cue words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.assistant import Assistant
from assistant.domain import Quote, Verdict
from assistant.index.reader import Candidate, Index, Place
from assistant.search.retrieval import Question, Retriever
from assistant.text.names import stems

BM25, DENSE, RRF = "bm25", "dense", "rrf"
METHODS = (BM25, DENSE, RRF)
_DEPTH = 200
_READ = 3
_WORD = re.compile(r"\w+")
_STOPPED = re.compile(r"\b(?:deprioriti[sz]|deprecat|retired|stopped|not doing|will not|cancell?ed)", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:increas|reduc|improv|so that|from \d.* to \d|fewer|less|more)\w*", re.IGNORECASE)
_WORK = re.compile(r"\b(?:build|launch|deliver|implement|migrat|create|develop|releas|add|ship)\w*", re.IGNORECASE)
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


def overlapping(index: Index, places: Iterable[Place], question: str) -> Quote | None:
    """Return the sentence of some passages that has most of a question's words, the first of several."""
    asked = set(_WORD.findall(question.lower()))
    best: tuple[int, Quote] | None = None
    for place in places:
        _, document = index.passage(place)
        for start, end in index.sentence_spans(place):
            shared = len(asked & set(_WORD.findall(document.text[start:end].lower())))
            if best is None or shared > best[0]:
                best = (shared, Quote(document, start, end))
    return best[1] if best else None


def by_keyword(assistant: Assistant, name: str) -> str:
    """Judge by cue words in the passages that a search for the name finds; without a word in common, cannot tell."""
    texts = [hit.text for hit in assistant.search(name, _READ) if stems(name) & stems(hit.text)]
    text = " ".join(texts)
    if not text:
        return str(Verdict.CANNOT_TELL)
    if _STOPPED.search(text):
        return str(Verdict.NOT_ALIGNED)
    changes, works = len(_CHANGE.findall(text)), len(_WORK.findall(text))
    if changes > works:
        return str(Verdict.ALIGNED if any(letter.isdigit() for letter in text) else Verdict.PARTLY_ALIGNED)
    return str(Verdict.OUTPUT_DRIVEN)
