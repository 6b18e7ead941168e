"""Find the passages that a question is about: words and vectors, fused so that neither drags the other down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant import relevance
from assistant.close_reading import CloseReading, Page, load_close_reader
from assistant.domain import Hit, Kind
from assistant.embedding import Embedder, Vectors
from assistant.index.reader import Candidate, Index
from assistant.index.words import query_terms, small_words, stems
from assistant.plain import plain
from assistant.question_words import defined, defines, number_match, numbered, with_numbers

DEPTH = 200
"""Candidates from each of words and vectors in each shard."""
DEPTH_FOR_NAMES = 1000
"""Of words, where a name is to be explained: many passages mention a name, few say what it is."""
READ = 50
"""Candidates that are read, so that the order among them can use their text."""
CLOSELY = 6
"""The best of them, which are then read token by token: 8 to 75 ms each, as the processor is. Twelve found no more."""
DEFINES, NUMBERED = 12.0, 1.5
"""Log-odds that a passage gains by saying what the name is that was asked for, and by standing under the number that
was asked for ("Sprint 44"); under another number it loses as much."""
OF_DOCUMENT = 0.5
_BEST_OF_DOCUMENT = 3
WEIGHTS = (1.0, 1.0, 0.5)
"""Of the passage's cosine, its best sentence's cosine and BM25, each standardised over the question's candidates."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is searched: its vector and the rarity of its stems for this reader.

    `name` is the one thing that it wants explained, `numbered` the things that it names by number.
    """

    text: str
    vector: Vectors
    terms: tuple[str, ...]
    rarity: Mapping[str, float]
    name: str | None = None
    numbered: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, where it stands in the index, and what close reading says of it, None for what was not read closely.

    `hit.score` is the log-odds that it answers. The sentences of `reading` are those of `Index.sentence_scores`.
    """

    hit: Hit
    candidate: Candidate
    reading: CloseReading | None = None


def fuse(candidates: Sequence[Candidate]) -> Vectors:
    """Return one score a candidate: the weighted sum of its standardised parts, shape (candidates,)."""
    parts = ([c.cosine for c in candidates], [c.sentence for c in candidates], [c.words for c in candidates])
    scores = sum(weight * relevance.standard(part) for weight, part in zip(WEIGHTS, parts, strict=True))
    return np.asarray(scores, dtype=np.float32)


def document_support(scores: Vectors, documents: Sequence[str]) -> Vectors:
    """Return what each candidate's document says beyond it, shape (candidates,).

    It is the mean of the document's three best scores above the median of all candidates: a document that is about the
    question has several passages that come near to it (a report names its company on every page).
    """
    above = np.maximum(scores - np.median(scores), 0.0)
    owners = np.asarray(documents)
    support: Vectors = np.zeros(len(above), dtype=np.float32)
    for owner in set(documents):
        mine = owners == owner
        support[mine] = np.sort(above[mine])[::-1][:_BEST_OF_DOCUMENT].sum() / _BEST_OF_DOCUMENT
    return support


class Retriever:
    """Searches one reader's index."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        """Search `index`, which `embedder` built."""
        self.index = index
        self.embedder = embedder

    def question(self, text: str) -> Question:
        """Prepare a question for searching."""
        said = with_numbers(text)
        terms = query_terms(said)
        vector, rarity = self.embedder.encode([said])[0], self.index.rarity(terms)
        if small_words(said):  # what such a question calls otherwise than English documents do tells nothing of them
            rarity = {stem: value for stem, value in rarity.items() if self.index.occurs(stem)} or rarity
        return Question(text, vector, tuple(terms), rarity, defined(text), numbered(text))

    def search(self, text: str, top: int = 10, kinds: Iterable[Kind] = ()) -> list[Hit]:
        """Return the best passages, best first; ties go by document and place."""
        return [found.hit for found in self.find(self.question(text), top, kinds)]

    def find(self, question: Question, top: int, kinds: Iterable[Kind] = ()) -> list[Found]:
        """Return the best passages with the parts of their scores."""
        read, features = self.read(question, kinds, max(READ, top * 2))
        if not read:
            return []
        gained = np.array([self._gained(question, candidate) for candidate in read], dtype=np.float32)
        first = relevance.first_weights().scores(features) + gained
        backed = OF_DOCUMENT * document_support(first, [self.index.document_of(one.place) for one in read])
        first += backed
        best = np.argsort(-first, kind="stable")[:CLOSELY]
        readings = self.read_closely(question, [read[at] for at in best])
        measures = np.array([reading.measures for reading in readings], dtype=np.float32)
        close = relevance.weights().scores(relevance.with_measures(features[best], measures))
        close += gained[best] + backed[best]
        # What was not read closely keeps its order, below what was.
        unread = np.delete(first, best)
        scores = first - max(0.0, float(unread.max() - close.min())) if len(unread) else first.copy()
        scores[best] = close
        closely = dict(zip(best.tolist(), readings, strict=True))
        rows = []
        for at, (candidate, score) in enumerate(zip(read, scores, strict=True)):
            passage, document = self.index.passage(candidate.place)
            rows.append(Found(Hit(passage, document, round(float(score), 6)), candidate, closely.get(at)))
        rows.sort(
            key=lambda row: (-row.hit.score, row.hit.document.path, row.hit.document.key or "", row.hit.passage.start)
        )
        return _without_copies(rows)[:top]

    def read(self, question: Question, kinds: Iterable[Kind], limit: int) -> tuple[list[Candidate], Vectors]:
        """Return the most promising candidates and their features for `relevance`, shape (candidates, features)."""
        spoken = DEPTH_FOR_NAMES if question.name else DEPTH
        candidates = self.index.candidates(question.vector, list(question.terms), kinds, DEPTH, spoken)
        gained = [self._gained(question, candidate) for candidate in candidates]
        order = np.argsort(-fuse(candidates) - gained, kind="stable")[:limit].tolist() if candidates else []
        # The standardised features are relative to all candidates, so they are computed before the cut.
        read = [candidates[at] for at in order]
        readings = [self._reading(question, candidate) for candidate in read]
        return read, relevance.features(question.text, question.rarity, candidates, order, readings)

    def read_closely(self, question: Question, candidates: Sequence[Candidate]) -> list[CloseReading]:
        """Read candidates token by token."""
        return load_close_reader().read(question.text, [self.page(candidate) for candidate in candidates])

    def page(self, candidate: Candidate) -> Page:
        """Return what is read closely of a candidate: its title and headings, then its sentences, in plain words."""
        _, document = self.index.passage(candidate.place)
        spans = self.index.sentence_spans(candidate.place)
        sentences = tuple(plain(document.text[start:end]) for start, end in spans)
        return Page(plain(self.index.title(candidate.place)), sentences)

    def _gained(self, question: Question, candidate: Candidate) -> float:
        """Return what a passage gains by what the question names: a thing to be explained, a thing with a number."""
        gained = 0.0
        if question.numbered:
            gained += NUMBERED * number_match(question.numbered, plain(self.index.title(candidate.place)))
        if question.name:
            passage, document = self.index.passage(candidate.place)
            gained += DEFINES * defines(question.name, document.text[passage.start : passage.end])
        return gained

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
