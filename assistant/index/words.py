"""The words of a shard, in tantivy: the one file that knows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
import tantivy
from numpy.typing import NDArray

from assistant.domain import Kind

StemCodes = NDArray[np.uint32]
"""Stems of a passage: in the upper 8 bits the number of the part (0: title and headings), in the lower 24 the stem's
code."""
CODE_BITS = 24
_BOOSTS = {"text": 1.0, "title": 0.4}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", fast=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=False, tokenizer_name="en_stem", index_option="freq")
    builder.add_text_field("title", stored=False, tokenizer_name="en_stem", index_option="freq")
    return builder.build()


@dataclass(frozen=True, slots=True)
class SpokenPassage:
    """A passage as its words are indexed: title and headings, text, and the kind of its document."""

    title: str
    text: str
    kind: str


def build_words(folder: Path, passages: Iterable[SpokenPassage]) -> None:
    """Build the word index of a shard from its passages, in row order."""
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    for row, one in enumerate(passages):
        writer.add_document(tantivy.Document(row=row, title=one.title, text=one.text, kind=one.kind))
    writer.commit()
    writer.wait_merging_threads()


@cache
def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()


def stems(text: str) -> list[str]:
    """Return the words of a text as the index knows them: lower case, English stems, in order."""
    return list(_stems(text))


@lru_cache(maxsize=2048)
def _stems(text: str) -> tuple[str, ...]:
    # An answer asks several times for those of a sentence: as it is found, judged and held against others.
    return tuple(_analyzer().analyze(text))


@lru_cache(maxsize=100_000)
def stem_code(stem: str) -> int:
    """Return a stem as a number of `CODE_BITS` bits; two stems in millions share one."""
    return crc32(stem.encode()) & ((1 << CODE_BITS) - 1)


def stem_codes(title: str, parts: Sequence[str]) -> StemCodes:
    """Return the stems of a passage: those of its title and headings, then those of each of its parts, each once."""
    texts = enumerate([title, *parts])
    rows = [min(at, 255) << CODE_BITS | code for at, text in texts for code in {stem_code(s): 0 for s in stems(text)}]
    return np.array(rows, dtype=np.uint32)


class Words:
    """A shard's words, open for reading."""

    def __init__(self, folder: Path) -> None:
        """Open the index."""
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    @property
    def count(self) -> int:
        """Return the number of passages in it."""
        return int(self._searcher.num_docs)

    def frequency(self, stem: str) -> int:
        """Return in how many passages a stem occurs, or under how many titles where that is more."""
        return max(int(self._searcher.doc_freq(field, stem)) for field in _BOOSTS)

    def stems_with(self, beginning: str) -> list[tuple[str, int]]:
        """Return the stems that begin with some letters, and how often each occurs."""
        return [pair for field in _BOOSTS for pair in self._searcher.terms_with_prefix(field, beginning)]

    def search(self, terms: Sequence[str], limit: int, kinds: Sequence[Kind] = ()) -> list[tuple[int, float]]:
        """Return (row, BM25 score) of the best passages for any of the terms, best first; of some kinds or of all."""
        wanted = dict.fromkeys(stem for term in terms for stem in stems(term))
        if not wanted or not self.count:
            return []
        # Terms, not the query language: a question may hold any sign.
        clauses = [(tantivy.Occur.Should, self._clause(field, stem)) for stem in wanted for field in _BOOSTS]
        query = tantivy.Query.boolean_query(clauses)
        if kinds:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._of(kinds))])
        hits = self._searcher.search(query, limit=min(limit, self.count), count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        found = [(int(row or 0), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def with_all(self, terms: Iterable[str]) -> list[int]:
        """Return the rows of the passages that have every word of the terms, in text, title or headings; ascending."""
        wanted = dict.fromkeys(stem for term in terms for stem in stems(term))
        if not wanted or not self.count:
            return []
        either = [[(tantivy.Occur.Should, self._clause(field, stem)) for field in _BOOSTS] for stem in wanted]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.boolean_query(one)) for one in either])
        hits = self._searcher.search(query, limit=self.count, count=False).hits
        return sorted(int(row or 0) for row in self._searcher.fast_field_values("row", [at for _, at in hits]))

    def _of(self, kinds: Sequence[Kind]) -> tantivy.Query:
        terms = [tantivy.Query.term_query(self._index.schema, "kind", str(kind)) for kind in kinds]
        any_of = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        return tantivy.Query.const_score_query(any_of, 0.0)

    def _clause(self, field: str, stem: str) -> tantivy.Query:
        return tantivy.Query.boost_query(tantivy.Query.term_query(self._index.schema, field, stem), _BOOSTS[field])
