"""The vectors of a shard: Chroma finds the nearest passages, plain arrays beside it score them exactly.

Chroma is the one thing here that can be thrown away and rebuilt; only this file knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

Rows = NDArray[np.int64]
_COLLECTION = "passages"
_BATCH = 5000  # Chroma's limit is 5,461


@dataclass(frozen=True, slots=True)
class ShardVectors:
    """What a shard stores.

    `passages` is (rows, dimension); the sentences of row r are `sentences[bounds[r]:bounds[r + 1]]`, and `spans`
    (sentences, 2) holds their character offsets in the document.
    """

    passages: Vectors
    sentences: NDArray[np.float16]
    bounds: Rows
    spans: NDArray[np.int32]


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    return cast("Client", chromadb.PersistentClient(str(folder), settings=settings))


def build_vectors(folder: Path, vectors: ShardVectors) -> None:
    """Write the arrays and the Chroma collection of a shard into a new folder."""
    folder.mkdir(parents=True)
    for name in ShardVectors.__slots__:
        np.save(folder / f"{name}.npy", getattr(vectors, name))
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

    client = _client(folder / "chroma")
    graph = CreateHNSWConfiguration(space="ip", ef_construction=200, ef_search=200)
    collection = client.create_collection(_COLLECTION, configuration={"hnsw": graph}, embedding_function=None)
    for start in range(0, len(vectors.passages), _BATCH):
        rows = vectors.passages[start : start + _BATCH]
        collection.add(ids=[str(row) for row in range(start, start + len(rows))], embeddings=rows)
    client.close()


class VectorIndex:
    """A shard's vectors, open for reading."""

    def __init__(self, folder: Path) -> None:
        """Map the arrays; Chroma is opened at the first search."""
        self._folder = folder
        self._collection: Collection | None = None
        self.passages: Vectors = np.load(folder / "passages.npy", mmap_mode="r")
        self.sentences: NDArray[np.float16] = np.load(folder / "sentences.npy", mmap_mode="r")
        self.bounds: Rows = np.load(folder / "bounds.npy")
        self.spans: NDArray[np.int32] = np.load(folder / "spans.npy", mmap_mode="r")

    @property
    def collection(self) -> Collection:
        """Return the Chroma collection, opened once."""
        if self._collection is None:
            self._collection = _client(self._folder / "chroma").get_collection(_COLLECTION, embedding_function=None)
        return self._collection

    def nearest(self, vector: Vectors, limit: int, among: Rows | None = None) -> Rows:
        """Return the rows of the nearest passages, nearest first.

        `among` restricts the search to rows; it is then exact, because Chroma's own filter is a hundred times slower
        than its graph and slower than a matrix product.
        """
        if among is not None:
            order = np.argsort(-(self.passages[among] @ vector), kind="stable")[:limit]
            return np.asarray(among[order], dtype=np.int64)
        if not len(self.passages):
            return np.zeros(0, dtype=np.int64)
        found = self.collection.query(
            query_embeddings=vector[None, :], n_results=min(limit, len(self.passages)), include=["distances"]
        )
        return np.array([int(name) for name in found["ids"][0]], dtype=np.int64)

    def nearest_to_each(self, rows: Rows) -> list[int]:
        """Return for each row the row that its own vector finds: itself, or one with the same vector."""
        found: list[int] = []
        for start in range(0, len(rows), 500):
            vectors = np.asarray(self.passages[rows[start : start + 500]])
            answer = self.collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
            found += [int(names[0]) if names else -1 for names in answer["ids"]]
        return found

    def count(self) -> int:
        """Return how many vectors Chroma holds."""
        return int(self.collection.count())

    def score(self, vector: Vectors, rows: Rows) -> tuple[Vectors, Vectors]:
        """Return the exact cosine of each passage and of its best sentence (its own where it has none)."""
        whole = np.asarray(self.passages[rows] @ vector, dtype=np.float32)
        best = whole.copy()
        for at, row in enumerate(rows):
            first, last = self.bounds[row], self.bounds[row + 1]
            if last > first:
                best[at] = float((self.sentences[first:last].astype(np.float32) @ vector).max())
        return whole, best

    def sentence_scores(self, vector: Vectors, row: int) -> list[tuple[int, int, float]]:
        """Return (start, end, cosine) of each sentence of a passage, in order."""
        first, last = int(self.bounds[row]), int(self.bounds[row + 1])
        cosines = self.sentences[first:last].astype(np.float32) @ vector
        return [(int(a), int(b), float(c)) for (a, b), c in zip(self.spans[first:last], cosines, strict=True)]
