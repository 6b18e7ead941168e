"""Find the passages that a question is about: words and vectors, fused so that neither drags the other down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np

from assistant.domain import Document, Hit, Kind, Passage
from assistant.encoder.close_reading import CloseReading, Comparison, compare
from assistant.encoder.embedding import Embedder, QuestionVectors, Vectors
from assistant.index.reader import Candidate, Index, Place
from assistant.index.words import CODE_BITS, stem_code, stems
from assistant.search import relevance
from assistant.search.neighbours import joined
from assistant.search.own_name import in_first_person
from assistant.search.question_words import defined, defines, is_called, number_match, numbered, with_numbers
from assistant.search.reranking import Reranker
from assistant.search.spelling import mended
from assistant.search.variety import varied
from assistant.text.names import KEY
from assistant.text.plain import plain
from assistant.text.small_words import query_terms, small_words

DEPTH = 200
"""Candidates from each of words and vectors in each shard."""
DEPTH_FOR_NAMES = 1000
"""Of words, where a name is to be explained: many passages mention a name, few say what it is."""
READ = 50
"""Candidates that are read token by token."""
CLOSELY = 8
"""The best of them, whose sentences are held against the question one by one."""
RERANKED = 20
"""The best of them, which a reranker reads where one is set."""
NAMES_READ = 100
"""Candidates that are searched for the number that a question names, or of those with the words of its name."""
DEFINES, NUMBERED, KEYED = 12.0, 1.5, 6.0
"""Log-odds that a passage gains by saying what the name is that was asked for, by standing under the number that was
asked for ("Sprint 44"; under another number it loses as much), and as the record whose key was named."""
OF_DOCUMENT = 1.5
"""How much the nearest passage of its document counts for a passage, for each further one that a document has on
average among those that were read: many are read of few documents where a question is about whole documents."""
_PREPARED = 16
"""Questions that are kept as they are searched: an overview searches one in each kind."""
_ABBREVIATED = re.compile(r"\b[A-Z][A-Za-z-]*[A-Z]\w*\b")
_SPARE = 5
"""Passages beyond those that are asked for, since some will be joined or stand for each other."""
WEIGHTS = (1.0, 1.0, 0.5)
"""Of the passage's cosine, its best sentence's cosine and BM25, each standardised over the question's candidates."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is searched: its vectors and the rarity of its stems for this reader.

    `name` is the one thing that it wants explained, `numbered` the things that it names by number, `records` where the
    records stand whose keys it names.
    """

    text: str
    vectors: QuestionVectors
    terms: tuple[str, ...]
    rarity: Mapping[str, float]
    name: str | None = None
    numbered: tuple[tuple[str, str], ...] = ()
    records: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, where it stands in the index, and what close reading says of its sentences, None for all but the best.

    `hit.score` is comparable within one search; `odds` is what of it the passage itself has, without its document, and
    `among` how many passages it was compared with. The sentences of `reading` are those of `Index.sentence_spans`.
    """

    hit: Hit
    candidate: Candidate
    reading: CloseReading | None = None
    odds: float = 0.0
    among: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """Candidates that were read: the features of `relevance`, what the question's names add, and the comparison.

    `measures` are those of `comparison`, a row a candidate.
    """

    candidates: list[Candidate]
    features: Vectors
    gained: Vectors
    comparison: Comparison
    measures: Vectors


def fuse(candidates: Sequence[Candidate]) -> Vectors:
    """Return one score a candidate: the weighted sum of its standardised parts, shape (candidates,)."""
    parts = ([c.cosine for c in candidates], [c.sentence for c in candidates], [c.words for c in candidates])
    scores = sum(weight * relevance.standard(part) for weight, part in zip(WEIGHTS, parts, strict=True))
    return np.asarray(scores, dtype=np.float32)


def _explains(name: str, document: Document, passage: Passage) -> bool:
    """Tell whether a passage says what a name is, or stands under it."""
    block = document.block_at(passage.start)
    called = block is not None and is_called(name, block.trail)
    return called or defines(name, document.text[passage.start : passage.end])


def document_support(near: Vectors, documents: Sequence[str]) -> Vectors:
    """Return what each candidate's document says beyond it, shape (candidates,).

    It is the best of the document's standardised cosines, above the median of all candidates, times the passages that
    a document has beyond the first: where a question is about a whole document (a report of one company), its passages
    are read together; where each document has one passage among them, there is nothing to back it with.
    """
    above = np.maximum(near - np.median(near), 0.0)
    _, owners = np.unique(np.asarray(documents), return_inverse=True)
    best = np.zeros(int(owners.max()) + 1, dtype=np.float32)
    np.maximum.at(best, owners, above)
    first = owners[:READ]  # however many are read, it says the same
    return np.asarray(best[owners] * (len(first) / len(np.unique(first)) - 1.0), dtype=np.float32)


def written_out_once(rarity: Mapping[str, float], question: str) -> Mapping[str, float]:
    """Weigh the words that an abbreviation stands for no more than the abbreviation: a sentence says one of the two."""
    own = frozenset(stems(question))
    short = own.intersection(stems(" ".join(_ABBREVIATED.findall(question))))
    other = sum(value for stem, value in rarity.items() if stem not in own)
    most = sum(value for stem, value in rarity.items() if stem in short)
    scale = min(1.0, most / other) if short and other else 1.0
    return {stem: value if stem in own else value * scale for stem, value in rarity.items()}


class Retriever:
    """Searches one reader's index."""

    def __init__(self, index: Index, embedder: Embedder, reranker: Reranker | None = None) -> None:
        """Search `index`, which `embedder` built; where there is a reranker, it orders the best."""
        self.index = index
        self.embedder = embedder
        self.reranker = reranker
        self._prepared = lru_cache(maxsize=_PREPARED)(self._prepare)

    def question(self, text: str) -> Question:
        """Prepare a question for searching; once for all the searches that its answer takes."""
        return self._prepared(text)

    def _prepare(self, text: str) -> Question:
        meant = mended(text, self.index)
        other = self.index.other_forms(meant)
        said = with_numbers(meant) + (f" ({', '.join(other)})" if other else "")
        terms = query_terms(said)
        vectors = self.embedder.encode_question(in_first_person(said, self.index))
        rarity = written_out_once(self.index.rarity(terms), meant)
        if small_words(said):  # what such a question calls otherwise than English documents do tells nothing of them
            rarity = {stem: value for stem, value in rarity.items() if self.index.frequency(stem)} or rarity
        records = tuple(
            place for key in dict.fromkeys(KEY.findall(text.upper())) for place in self.index.places_of(key)
        )
        return Question(text, vectors, tuple(terms), rarity, defined(text), numbered(text), records)

    def search(self, text: str, top: int = 10, kinds: Iterable[Kind] = ()) -> list[Hit]:
        """Return the best passages, best first; ties go by document and place."""
        found = self.find(self.question(text), top + _SPARE, kinds)
        return joined([row.hit for row in found], top)

    def find(self, question: Question, top: int, kinds: Iterable[Kind] = ()) -> list[Found]:
        """Return the best passages with the parts of their scores."""
        read = self.read(question, kinds, max(READ, top))
        if not read.candidates:
            return []
        own = relevance.weights().scores(read.features) + read.gained
        owners = [self.index.document_of(one.place) for one in read.candidates]
        support = document_support(read.features[:, relevance.FEATURES.index("cosine_z")], owners)
        scores = np.asarray(np.round(own + OF_DOCUMENT * support, 6), dtype=np.float32)
        if self.reranker:
            scores = self._reranked(question, read.candidates, scores, self.reranker)
        best = sorted(range(len(scores)), key=lambda at: (-scores[at], read.candidates[at].place))
        rows = []
        for rank, at in enumerate(best[: top + _SPARE]):
            place = read.candidates[at].place
            passage, document = self.index.passage(place)
            closely = self._reading(read, at) if rank < CLOSELY else None
            hit, candidate = Hit(passage, document, float(scores[at])), read.candidates[at]
            rows.append(Found(hit, candidate, closely, float(own[at]), len(read.candidates)))
        vectors = np.array([self.index.vector(row.candidate.place) for row in rows])
        return [rows[at] for at in varied([row.hit for row in rows], vectors)][:top]

    def read(self, question: Question, kinds: Iterable[Kind], limit: int) -> Read:
        """Return the most promising candidates with what was read of them."""
        spoken = DEPTH_FOR_NAMES if question.name else DEPTH
        vector, terms = question.vectors.whole, list(question.terms)
        candidates = self.index.candidates(vector, terms, kinds, DEPTH, spoken, question.records)
        fused = fuse(candidates)
        gained = self._gained(question, candidates, fused)
        order = np.argsort(-fused - gained, kind="stable")[:limit].tolist() if candidates else []
        read = [candidates[at] for at in order]
        comparison = compare(question.vectors, [self.index.tokens(one.place) for one in read])
        # The standardised features are relative to all candidates, so they are computed with all of them at hand.
        said = [self.index.stems(one.place) for one in read]
        measures = comparison.measures()
        rows = relevance.features(question.rarity, candidates, order, said, measures)
        return Read(read, rows, gained[order], comparison, measures)

    def _reading(self, read: Read, at: int) -> CloseReading:
        """Return what a candidate that was read has of the question, sentence by sentence."""
        sentences = len(self.index.sentence_spans(read.candidates[at].place))
        return read.comparison.reading(at, sentences, read.measures[at])

    def _reranked(
        self, question: Question, candidates: Sequence[Candidate], scores: Vectors, reranker: Reranker
    ) -> Vectors:
        """Return the reranker's scores for the best; what it did not read keeps its order, below them."""
        best = np.argsort(-scores, kind="stable")[:RERANKED]
        places = [candidates[at].place for at in best]
        texts = [f"{plain(self.index.title(place))}\n{plain(self.index.text(place))}" for place in places]
        second = reranker.scores(question.text, texts)
        found = scores - scores.max() + second.min() - 1.0
        found[best] = second
        return np.asarray(found, dtype=np.float32)

    def _gained(self, question: Question, candidates: Sequence[Candidate], fused: Vectors) -> Vectors:
        """Return what passages gain by what the question names: a record, a thing to explain, a thing with a number."""
        keyed = frozenset(question.records)
        gained = np.array([KEYED if one.place in keyed else 0.0 for one in candidates], dtype=np.float32)
        if not question.numbered and not question.name:
            return gained
        order = np.argsort(-fused, kind="stable").tolist()[: None if question.name else NAMES_READ]
        for at in self._naming(question, candidates, order)[:NAMES_READ]:
            passage, document = self.index.passage(candidates[at].place)
            if question.numbered:
                gained[at] += NUMBERED * number_match(question.numbered, plain(self.index.title(candidates[at].place)))
            if question.name:
                gained[at] += DEFINES * _explains(question.name, document, passage)
        return gained

    def _naming(self, question: Question, candidates: Sequence[Candidate], order: Sequence[int]) -> list[int]:
        """Return, in an order, the candidates that may have what the question names, by the stems that they have.

        A name has all its words in one sentence, and a thing with a number stands in a title or heading.
        """
        said = [self.index.stems(candidates[at].place) for at in order]
        owners = np.repeat(np.arange(len(said)), [len(one) for one in said])
        coded = np.concatenate(said) if said else np.zeros(0, dtype=np.uint32)
        codes, parts = coded & np.uint32((1 << CODE_BITS) - 1), coded >> CODE_BITS
        found = np.zeros(0, dtype=np.int64)
        if question.numbered:
            words = [word for noun, number in question.numbered for word in (noun, f"{noun}s", f"{noun}{number}")]
            found = owners[(parts == 0) & np.isin(codes, [stem_code(stem) for word in words for stem in stems(word)])]
        if question.name:
            sentences = owners.astype(np.int64) << (32 - CODE_BITS) | parts
            there = [sentences[codes == stem_code(stem)] for stem in stems(question.name)]
            together = reduce(np.intersect1d, there) if there else sentences
            found = np.concatenate([found, together >> (32 - CODE_BITS)])
        return [order[at] for at in np.unique(found).tolist()]
