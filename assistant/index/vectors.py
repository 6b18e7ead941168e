"""The vectors of a shard: Chroma finds the nearest passages, plain arrays beside it score them exactly.

Chroma is the one thing here that can be thrown away and rebuilt; only this file knows it. Its collections are never
changed, since what it deletes stays on its disk and what it upserts may be lost: the passages of a shard are parted
into leaves, a collection each, and a generation builds the leaves whose passages changed and copies the others.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.embedding import Vectors
from assistant.encoder.token_codes import Codes, load_codebook
from assistant.index.words import StemCodes

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

Rows = NDArray[np.int64]
_COLLECTION = "passages"
_BATCH = 5000  # Chroma's limit is 5,461
_ASKED = 250
_WIDENED = 80
"""Sentences that are widened to 32 bits at once: of more torch would let its threads share the work, and of 384 columns
each has so little that they wait for each other longer."""
_FEW = 0.1
EXACT = 200_000
"""Passages of a shard up to which the nearest are found by a matrix product: 100,000 of them took a third of the time
that asking the collections took, on two cores."""
SAME = 0.999
"""Two vectors that are this near stand for the same words."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a shard's passages: its name says which passages it holds and what they say."""

    name: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """The vectors of consecutive passages.

    `passages` is (rows, dimension), `sentences` (sentences, dimension), `spans` (sentences, 2) their character offsets
    in the document, `tokens` those of `TextVectors`, `stems` those of `stem_codes`; `counts` (rows, 3) is how many
    sentences, tokens and stems each passage has; `keys` (rows, 16) names the text that was embedded.
    """

    passages: Vectors
    sentences: NDArray[np.float16]
    tokens: Codes
    stems: StemCodes
    counts: NDArray[np.int64]
    spans: NDArray[np.int32]
    keys: NDArray[np.uint8]


def load_chroma() -> None:
    """Load the library, which takes most of a second, before there is something to open with it."""
    import chromadb  # noqa: F401


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    return cast("Client", chromadb.PersistentClient(str(folder), settings=settings))


def write_arrays(folder: Path, parts: Iterable[PassageVectors], dimension: int) -> None:
    """Write the arrays of a shard, part after part, without holding more than one part."""
    folder.mkdir(parents=True)
    shapes: dict[str, tuple[type[np.generic], tuple[int, ...]]] = {
        "passages": (np.float32, (dimension,)),
        "sentences": (np.float16, (dimension,)),
        "tokens": (np.uint8, (load_codebook().width,)),
        "stems": (np.uint32, ()),
        "spans": (np.int32, (2,)),
        "keys": (np.uint8, (16,)),
    }
    files = {name: _NewArray(folder / f"{name}.npy", *shape) for name, shape in shapes.items()}
    counts = [np.zeros((1, 3), dtype=np.int64)]
    for part in parts:
        counts.append(part.counts)
        for name, file in files.items():
            file.append(getattr(part, name))
    for file in files.values():
        file.close()
    np.save(folder / "bounds.npy", np.cumsum(np.concatenate(counts), axis=0))


class _NewArray:
    """An array file that is written from front to back (the header of .npy, version 1.0, has room for any length)."""

    def __init__(self, file: Path, dtype: type[np.generic], shape: tuple[int, ...]) -> None:
        self._dtype, self._shape, self._rows = np.dtype(dtype), shape, 0
        self._file = file.open("wb")
        self._head()

    def _head(self) -> None:
        self._file.seek(0)
        shape = (self._rows, *self._shape)
        header = {"descr": np.lib.format.dtype_to_descr(self._dtype), "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(self._file, header)

    def append(self, rows: NDArray[Any]) -> None:
        self._rows += len(rows)
        self._file.write(np.ascontiguousarray(rows, dtype=self._dtype).data)

    def close(self) -> None:
        self._head()
        self._file.close()


def build_leaves(folder: Path, leaves: Sequence[Leaf], before: Path | None) -> list[str]:
    """Write a collection for each leaf; one that `before` (the folder of the last generation) has is copied.

    Returns the names of those that were built.
    """
    passages: Vectors = np.load(folder / "passages.npy", mmap_mode="r")
    built = []
    for leaf in leaves:
        old = before / "leaves" / leaf.name if before else None
        if old is not None and old.is_dir():
            shutil.copytree(old, folder / "leaves" / leaf.name)
        else:
            _build_leaf(folder / "leaves" / leaf.name, passages, leaf.rows)
            built.append(leaf.name)
    np.savez(folder / "leaves.npz", **{leaf.name: leaf.rows for leaf in leaves})  # type: ignore[arg-type]
    return built


def _build_leaf(folder: Path, passages: Vectors, rows: Rows) -> None:
    """Write a collection of some passages; their identities in it count from 0.

    A graph search may miss a passage that its graph holds. Those that their own vector does not find are the strays of
    the leaf, and every search scores them as well.
    """
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

    folder.mkdir(parents=True)
    graph = CreateHNSWConfiguration(space="ip", max_neighbors=32, ef_construction=100, ef_search=100)
    with _client(folder / "chroma") as client:
        collection = client.create_collection(_COLLECTION, configuration={"hnsw": graph}, embedding_function=None)
        for start in range(0, len(rows), _BATCH):
            batch = np.asarray(passages[rows[start : start + _BATCH]])
            collection.add(ids=[str(at) for at in range(start, start + len(batch))], embeddings=batch)
        found = _found_by_themselves(collection, passages, rows)
        cosines = np.einsum("ij,ij->i", passages[rows], passages[rows[np.maximum(found, 0)]])
        np.save(folder / "strays.npy", np.flatnonzero((found < 0) | (cosines < SAME)))


def _found_by_themselves(collection: Collection, passages: Vectors, rows: Rows) -> Rows:
    """Return the identity that each row's own vector finds in a collection, -1 for none."""

    def ask(some: Rows) -> list[int]:
        answer = collection.query(query_embeddings=np.asarray(passages[some]), n_results=1, include=["distances"])
        return [int(names[0]) if names else -1 for names in answer["ids"]]

    with ThreadPoolExecutor(os.cpu_count()) as pool:  # Chroma lets other threads run while it searches
        parts = pool.map(ask, [rows[start : start + _ASKED] for start in range(0, len(rows), _ASKED)])
        return np.array([one for part in parts for one in part], dtype=np.int64)


def _mapped(file: Path) -> NDArray[Any]:
    """Return an array that stays in its file; as a plain array, of which a slice costs a tenth of a memmap's."""
    return np.asarray(np.load(file, mmap_mode="r"))


@dataclass(frozen=True, slots=True)
class _OpenLeaf:
    """A leaf open for reading: its rows, its collection, and the rows that the collection does not find."""

    rows: Rows
    collection: Collection
    strays: Rows

    def nearest(self, vector: Vectors, limit: int) -> tuple[Rows, Rows]:
        """Return the nearest rows and the strays."""
        found = self.collection.query(
            query_embeddings=vector[None, :], n_results=min(limit, len(self.rows)), include=["distances"]
        )
        return self.rows[np.array(found["ids"][0], dtype=np.int64)], self.strays


class VectorIndex:
    """A shard's vectors, open for reading."""

    def __init__(self, folder: Path) -> None:
        """Map the arrays; Chroma is opened at the first search."""
        self._folder = folder
        self.passages: Vectors = _mapped(folder / "passages.npy")
        self.sentences: NDArray[np.float16] = _mapped(folder / "sentences.npy")
        self.tokens: Codes = _mapped(folder / "tokens.npy")
        self.stems: StemCodes = _mapped(folder / "stems.npy")
        bounds: Rows = np.load(folder / "bounds.npy")
        self.bounds, self.token_bounds, self.stem_bounds = np.ascontiguousarray(bounds.T)
        self.spans: NDArray[np.int32] = _mapped(folder / "spans.npy")
        self.keys: NDArray[np.uint8] = _mapped(folder / "keys.npy")
        with np.load(folder / "leaves.npz") as leaves:
            self.leaves = tuple(Leaf(name, leaves[name]) for name in leaves.files)
        self._clients = ExitStack()

    def close(self) -> None:
        """Close Chroma, which holds threads and files for each collection until it is told."""
        self._clients.close()
        self.__dict__.pop("_open", None)

    @property
    def folder(self) -> Path:
        """Return where the vectors lie."""
        return self._folder

    def part(self, first: int, last: int) -> PassageVectors:
        """Return the vectors of a run of rows, `last` exclusive."""
        edges = [slice(int(at[first]), int(at[last])) for at in (self.bounds, self.token_bounds, self.stem_bounds)]
        counts = np.column_stack(
            [np.diff(at[first : last + 1]) for at in (self.bounds, self.token_bounds, self.stem_bounds)]
        )
        return PassageVectors(
            passages=self.passages[first:last],
            sentences=self.sentences[edges[0]],
            tokens=self.tokens[edges[1]],
            stems=self.stems[edges[2]],
            counts=counts,
            spans=self.spans[edges[0]],
            keys=self.keys[first:last],
        )

    @cached_property
    def _open(self) -> list[_OpenLeaf]:
        """Return the leaves with their collections, opened once."""
        found = []
        for leaf in self.leaves:
            folder = self._folder / "leaves" / leaf.name
            client = self._clients.enter_context(_client(folder / "chroma"))
            collection = client.get_collection(_COLLECTION, embedding_function=None)
            found.append(_OpenLeaf(leaf.rows, collection, leaf.rows[np.load(folder / "strays.npy")]))
        return found

    def nearest(self, vector: Vectors, limit: int, among: Rows | None = None) -> Rows:
        """Return the rows of the nearest passages, nearest first; ties go by row.

        `among` restricts the search to rows. Chroma is asked where a shard is large: below that, and for any choice of
        rows, a matrix product is exact and quicker (its own filter is a hundred times slower than its graph).
        """
        if among is None and len(self.passages) > EXACT:
            found = [leaf.nearest(vector, limit) for leaf in self._open]
            among = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(rows for pair in found for rows in pair)]))
        cosines = self._cosines(vector, among)
        least = np.partition(cosines, len(cosines) - limit)[len(cosines) - limit] if limit < len(cosines) else -np.inf
        near = np.flatnonzero(cosines >= least)
        order = near[np.argsort(-cosines[near], kind="stable")][:limit]
        return np.asarray(order if among is None else among[order], dtype=np.int64)

    def _cosines(self, vector: Vectors, among: Rows | None) -> Vectors:
        """Return the cosine of some passages, or of all; many rows are copied more slowly than all are computed."""
        if among is None or len(among) > _FEW * len(self.passages):
            whole = self.passages @ vector
            return np.asarray(whole if among is None else whole[among], dtype=np.float32)
        return np.asarray(self.passages[among] @ vector, dtype=np.float32)

    def nearest_to_each(self, rows: Rows) -> list[int]:
        """Return for each row the row that its own vector finds in its leaf: itself, or one with the same vector."""
        found = dict.fromkeys(rows.tolist(), -1)
        for leaf in self._open:
            mine = np.intersect1d(rows, leaf.rows)
            near = _found_by_themselves(leaf.collection, self.passages, mine)
            found |= {row: int(leaf.rows[at]) for row, at in zip(mine.tolist(), near.tolist(), strict=True) if at >= 0}
            found |= {row: row for row in np.intersect1d(mine, leaf.strays).tolist()}
        return [found[row] for row in rows.tolist()]

    def count(self) -> int:
        """Return how many vectors Chroma holds."""
        return sum(int(leaf.collection.count()) for leaf in self._open)

    def score(self, vector: Vectors, rows: Rows) -> tuple[Vectors, Vectors]:
        """Return the exact cosine of each passage and of its best sentence (its own where it has none)."""
        whole = np.asarray(self.passages[rows] @ vector, dtype=np.float32)
        counts = self.bounds[rows + 1] - self.bounds[rows]
        best, some = whole.copy(), np.flatnonzero(counts)
        if len(some):
            starts = np.cumsum(counts[some]) - counts[some]
            inside = np.arange(int(counts.sum())) - np.repeat(starts, counts[some])
            at = np.repeat(self.bounds[rows[some]], counts[some]) + inside
            best[some] = np.maximum.reduceat(self._sentence_cosines(vector, at), starts)
        return whole, best

    def _sentence_cosines(self, vector: Vectors, at: Rows) -> Vectors:
        """Return the cosine of some sentences; a few at a time, since large new arrays cost more than their sums."""
        import torch  # which widens with the processor's own instructions, in a fifth of the time

        cosines = np.empty(len(at), dtype=np.float32)
        narrow = np.empty((_WIDENED, len(vector)), dtype=np.float16)
        wide = torch.empty((_WIDENED, len(vector)))
        for start in range(0, len(at), _WIDENED):
            part = at[start : start + _WIDENED]
            size = len(part)
            # "clip" since with "raise" a copy of the result is made; all rows are there.
            np.take(self.sentences, part, axis=0, out=narrow[:size], mode="clip")
            wide[:size].copy_(torch.from_numpy(narrow[:size]))
            cosines[start : start + size] = wide[:size].numpy() @ vector
        return cosines

    def sentence_scores(self, vector: Vectors, row: int) -> list[tuple[int, int, float]]:
        """Return (start, end, cosine) of each sentence of a passage, in order."""
        first, last = int(self.bounds[row]), int(self.bounds[row + 1])
        cosines = self.sentences[first:last].astype(np.float32) @ vector
        return [(int(a), int(b), float(c)) for (a, b), c in zip(self.spans[first:last], cosines, strict=True)]

    def tokens_of(self, row: int) -> Codes:
        """Return the tokens of a passage, as `TextVectors` has them."""
        return self.tokens[int(self.token_bounds[row]) : int(self.token_bounds[row + 1])]

    def stems_of(self, row: int) -> StemCodes:
        """Return the stems of a passage, as `stem_codes` has them."""
        return self.stems[int(self.stem_bounds[row]) : int(self.stem_bounds[row + 1])]

    def sentence_spans(self, row: int) -> list[tuple[int, int]]:
        """Return (start, end) of each sentence of a passage, in order."""
        return [(int(start), int(end)) for start, end in self.spans[int(self.bounds[row]) : int(self.bounds[row + 1])]]
