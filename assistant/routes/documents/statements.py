"""The sentences of the passages that speak of a text, whatever documents they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.domain import Block, Document, Kind, Role
from assistant.search.retrieval import Retriever

_DEPTH = 60
"""Candidates a kind from each of words and vectors."""
_KINDS = (Kind.COLLABORATION, Kind.STRATEGY, Kind.WORK, Kind.FINANCE, Kind.OTHER)
Said = tuple[Document, Block, tuple[int, int]]


def statements_about(text: str, retriever: Retriever) -> Iterable[Said]:
    """Yield the sentences of the passages that speak of a text, each once."""
    asked = retriever.question(text)
    seen: set[tuple[str, int]] = set()
    for one in retriever.index.candidates(asked.vectors.whole, list(asked.terms), _KINDS, _DEPTH):
        document = retriever.index.passage(one.place)[1]
        for start, end, _ in retriever.index.sentence_scores(asked.vectors.whole, one.place):
            block = document.block_at(start)
            if block is None or block.role in (Role.HEADING, Role.HEADER):
                continue
            if (document.id, start) not in seen:
                seen.add((document.id, start))
                yield document, block, (start, end)
