"""Sentences that speak of one thing by its name: in themselves, or below a heading or title that names it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from assistant.domain import Kind, Role
from assistant.evidence_mode.sentence_evidence import Evidence, differs, share, states
from assistant.index.reader import Candidate
from assistant.index.words import stems
from assistant.search.retrieval import Question, Retriever, fuse
from assistant.text.plain import plain
from assistant.text.small_words import query_terms

_DEPTH, _READ = 60, 24
"""Candidates a kind from each of words and vectors; and how many of them are read for sentences."""
_SAYS_IT = 40
"""Characters from which the field of a record is a sentence; a shorter one is one of its facts."""
_BY_ITSELF = 0.15
"""What a sentence gains that names the thing itself."""
NEAR, COVERED = 0.35, 0.3
"""A sentence is about what was asked of a thing from this cosine on, or from this share of the words taken up."""


def mentions(subject: str, text: str, retriever: Retriever, kinds: Iterable[Kind] = ()) -> list[Evidence]:
    """Return the sentences that name a subject, best first; `text` is what is asked of it (the subject: anything)."""
    asked = retriever.question(text)
    name = set(stems(subject))
    terms = list(dict.fromkeys([*asked.terms, *query_terms(subject)]))
    candidates = retriever.index.candidates(asked.vectors.whole, terms, kinds, _DEPTH)
    rows = [piece for one in _best(candidates) for piece in _of_passage(asked, name, one, retriever)]
    kept: list[Evidence] = []
    for piece in sorted(rows, key=lambda row: (-row.score, row.document.path, row.start)):
        if all(differs(piece, other) for other in kept):
            kept.append(piece)
    return kept


def _best(candidates: Sequence[Candidate]) -> list[Candidate]:
    if not candidates:
        return []
    return [candidates[int(at)] for at in np.argsort(-fuse(candidates), kind="stable")[:_READ]]


def _of_passage(asked: Question, name: set[str], candidate: Candidate, retriever: Retriever) -> list[Evidence]:
    document = retriever.index.passage(candidate.place)[1]
    found = []
    for start, end, cosine in retriever.index.sentence_scores(asked.vectors.whole, candidate.place):
        block = document.block_at(start)
        if block is None or not states(asked, document, block, start, end):
            continue
        if block.role is Role.FIELD and end - start < _SAYS_IT:
            continue
        piece = Evidence(document, block, start, end, cosine)
        said, heads = set(stems(piece.words)), set(stems(plain(piece.heads)))
        if not name <= said | heads:
            continue
        gained = _BY_ITSELF * (name <= said)
        found.append(Evidence(document, block, start, end, cosine + gained, cosine, share(said | heads, asked)))
    return found


def speaks_to(piece: Evidence) -> bool:
    """Tell whether a mention is about what was asked of the thing, not only about the thing."""
    return piece.alone >= NEAR or piece.titled >= COVERED
