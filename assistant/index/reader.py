"""What a reader may see of an index: the shards of their audiences, and no others are opened."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.domain import EVERYONE, NOBODY, Document, Kind, Passage
from assistant.encoder.embedding import Vectors
from assistant.encoder.token_codes import Codes
from assistant.errors import IndexUnusableError
from assistant.index.abbreviations import other_forms, read_abbreviations
from assistant.index.documents import Documents
from assistant.index.layout import (
    Manifest,
    generation_folder,
    live_generation,
    read_manifest,
    reading,
    shard_folder,
)
from assistant.index.vectors import VectorIndex
from assistant.index.words import StemCodes, Words, stems


@dataclass(frozen=True, slots=True)
class Shard:
    """The open index of one audience."""

    audience: str
    documents: Documents
    vectors: VectorIndex
    words: Words
    abbreviations: dict[str, str]

    @classmethod
    def open(cls, folder: Path, audience: str) -> Shard:
        """Open a shard's three parts."""
        documents = Documents(folder / "documents.sqlite")
        vectors, words = VectorIndex(folder / "vectors"), Words(folder / "words")
        return cls(audience, documents, vectors, words, read_abbreviations(folder))

    def close(self) -> None:
        """Close what keeps files and threads."""
        self.documents.close()
        self.vectors.close()


class Place(NamedTuple):  # of these and of candidates a search makes a thousand: in a third of a dataclass's time
    """A passage among the shards of a reader: which shard, which row of it; in order as its documents are."""

    shard: int
    row: int


class Candidate(NamedTuple):
    """A passage that was found, with its scores: cosine, its best sentence's cosine, BM25 (0: not found by words)."""

    place: Place
    cosine: float
    sentence: float
    words: float


class Index:
    """The live generation as one reader sees it."""

    def __init__(self, manifest: Manifest, shards: tuple[Shard, ...], groups: tuple[str, ...], held: ExitStack) -> None:
        """Hold open shards; use `open_index`."""
        self.manifest = manifest
        self.shards = shards
        self.groups = groups
        self._held = held

    @property
    def generation(self) -> str:
        """Return the name of the generation that is read."""
        return self.manifest.generation

    def __len__(self) -> int:
        """Return the number of documents that this reader may see."""
        return sum(len(shard.documents) for shard in self.shards)

    def __enter__(self) -> Index:
        """Return self; the index closes at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the shards and let go of the generation."""
        self.close()

    def close(self) -> None:
        """Close the shards and let go of the generation."""
        for shard in self.shards:
            shard.close()
        self._held.close()

    def candidates(
        self,
        vector: Vectors,
        terms: list[str],
        kinds: Iterable[Kind] = (),
        depth: int = 200,
        spoken_depth: int = 0,
        besides: Iterable[Place] = (),
    ) -> list[Candidate]:
        """Return the passages that vectors or words find, and some `besides`, each scored by both; in no order.

        `depth` is how many each of the two finds in a shard; words find `spoken_depth` where it is more.
        """
        wanted, places = tuple(kinds), tuple(besides)
        found: list[Candidate] = []
        for number, shard in enumerate(self.shards):
            among = self._among(shard, wanted)
            if among is not None and not len(among):
                continue
            spoken = self._spoken(shard, terms, max(depth, spoken_depth), wanted, among)
            named = np.array([place.row for place in places if place.shard == number], dtype=np.int64)
            named = named if among is None or not len(named) else named[np.isin(named, among)]
            rows = np.unique(np.concatenate([shard.vectors.nearest(vector, depth, among), list(spoken), named]))
            rows = rows.astype(np.int64)
            scores = zip(rows.tolist(), *(part.tolist() for part in shard.vectors.score(vector, rows)), strict=True)
            found += [
                Candidate(Place(number, row), cosine, sentence, spoken.get(row, 0.0))
                for row, cosine, sentence in scores
            ]
        return found

    def _among(self, shard: Shard, kinds: Sequence[Kind]) -> NDArray[np.int64] | None:
        """Return the rows of a shard that are searched, ascending; None means all."""
        return shard.documents.rows_of_kinds(kinds) if kinds else None

    def _spoken(
        self, shard: Shard, terms: Sequence[str], limit: int, kinds: Sequence[Kind], among: NDArray[np.int64] | None
    ) -> dict[int, float]:
        """Return the rows that words find, best first, with their scores; `among` are those of the kinds."""
        return dict(shard.words.search(terms, limit, kinds))

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """Return the inverse document frequency of each stem of the terms, over what this reader may see."""
        total = sum(shard.words.count for shard in self.shards)
        found = {}
        for stem in dict.fromkeys(stem for term in terms for stem in stems(term)):
            frequency = self.frequency(stem)
            found[stem] = math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
        return found

    def frequency(self, stem: str) -> int:
        """Return in how many passages a stem occurs, title and headings counted."""
        return sum(shard.words.frequency(stem) for shard in self.shards)

    def stems_with(self, beginning: str) -> list[tuple[str, int]]:
        """Return the stems that begin with some letters, and in how many passages each occurs."""
        return [pair for shard in self.shards for pair in shard.words.stems_with(beginning)]

    def spelled(self, stem: str) -> str | None:
        """Return a word with a stem, as a document spells it."""
        for number, shard in enumerate(self.shards):
            for row, _ in shard.words.search([stem], 1):
                text = f"{self.title(Place(number, row))} {self.text(Place(number, row))}"
                return next((word for word in re.findall(r"\w+", text) if stems(word) == [stem]), None)
        return None

    def other_forms(self, question: str) -> list[str]:
        """Return what the documents also call what a question abbreviates or writes out."""
        return other_forms(question, [shard.abbreviations for shard in self.shards])

    def places_of(self, key: str) -> list[Place]:
        """Return the passages of the records of a key ("ATL-12")."""
        return [
            Place(number, row)
            for number, shard in enumerate(self.shards)
            for document in shard.documents.by_key(key)
            for row in shard.documents.rows_of(document.id)
        ]

    def text(self, place: Place) -> str:
        """Return the text of a passage, verbatim."""
        passage, document = self.passage(place)
        return document.text[passage.start : passage.end]

    def title(self, place: Place) -> str:
        """Return what a passage was indexed under: its document's title and the headings above it."""
        passage, document = self.passage(place)
        block = document.block_at(passage.start)
        return " > ".join(dict.fromkeys((document.title, *(block.trail if block else ()))))

    def passage(self, place: Place) -> tuple[Passage, Document]:
        """Return a passage and its document."""
        return self.shards[place.shard].documents.passage(place.row)

    def document_of(self, place: Place) -> str:
        """Return the identity of a passage's document."""
        return self.shards[place.shard].documents.document_id(place.row)

    def sentence_scores(self, vector: Vectors, place: Place) -> list[tuple[int, int, float]]:
        """Return (start, end, cosine) of each sentence of a passage, offsets in its document."""
        return self.shards[place.shard].vectors.sentence_scores(vector, place.row)

    def tokens(self, place: Place) -> Codes:
        """Return the tokens of a passage as they are read closely."""
        return self.shards[place.shard].vectors.tokens_of(place.row)

    def stems(self, place: Place) -> StemCodes:
        """Return the stems of a passage, part by part."""
        return self.shards[place.shard].vectors.stems_of(place.row)

    def vector(self, place: Place) -> Vectors:
        """Return the vector of a passage."""
        return np.asarray(self.shards[place.shard].vectors.passages[place.row])

    def sentence_spans(self, place: Place) -> list[tuple[int, int]]:
        """Return (start, end) of each sentence of a passage, offsets in its document."""
        return self.shards[place.shard].vectors.sentence_spans(place.row)

    def document(self, document_id: str) -> Document | None:
        """Return a document that this reader may see."""
        found = (shard.documents.by_id(document_id) for shard in self.shards)
        return next((document for document in found if document is not None), None)

    def record(self, key: str) -> Document | None:
        """Return the record of a key ("ATL-12")."""
        return next((document for shard in self.shards for document in shard.documents.by_key(key)), None)

    def documents(self, kinds: Iterable[Kind] = ()) -> Iterator[Document]:
        """Yield the documents that this reader may see, of some kinds or of all."""
        wanted = tuple(kinds)
        for shard in self.shards:
            yield from shard.documents.all(wanted)

    def documents_with(self, terms: Iterable[str], kinds: Iterable[Kind] = ()) -> Iterator[Document]:
        """Yield the documents of which one passage, with the headings above it, has every word of some terms."""
        wanted, said = frozenset(kinds), tuple(terms)
        for shard in self.shards:
            for identity in dict.fromkeys(map(shard.documents.document_id, shard.words.with_all(said))):
                document = shard.documents.by_id(identity)
                if document is not None and (not wanted or document.kind in wanted):
                    yield document


def open_index(index: Path, groups: Iterable[str] = (), embedder: str | None = None) -> Index:
    """Open the live generation for a reader who belongs to `everyone` and to the groups.

    Raises:
        IndexUnusableError: there is none, it is damaged, or it was built by another embedder than the one named.
    """
    name = live_generation(index)
    if name is None:
        raise IndexUnusableError(f"there is no index in {index}: run `bearing ingest SOURCES --index {index}` first")
    manifest = read_manifest(index, name)
    mend = f"run `bearing ingest {manifest.sources} --index {index} --rebuild`"
    if embedder is not None and embedder != manifest.embedder:
        raise IndexUnusableError(f"{index} was built with the embedder {manifest.embedder}, not {embedder}: {mend}")
    audiences = tuple(dict.fromkeys([EVERYONE, *(group for group in groups if group != NOBODY)]))
    held = ExitStack()
    try:
        held.enter_context(reading(index, name))
        folder = generation_folder(index, name)
        shards = tuple(Shard.open(shard_folder(folder, a), a) for a in audiences if a in manifest.shards)
    except Exception as error:  # sqlite3 and tantivy raise their own types for a damaged file
        held.close()
        raise IndexUnusableError(f"the index in {index} is damaged ({type(error).__name__}): {mend}") from error
    return Index(manifest, shards, audiences, held)
