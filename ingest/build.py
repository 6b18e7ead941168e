"""Write a generation beside the live one: a shard for each audience, a manifest, a ledger.

What is written is a function of the documents alone: rows go by path and key, whether they are fresh or taken over.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.encoder.embedding import Embedder
from assistant.index.abbreviations import Abbreviations
from assistant.index.cache import Cache
from assistant.index.documents import StoredDocument, build_documents
from assistant.index.layout import SCHEMA, Manifest, generation_folder, shard_folder, write_manifest
from assistant.index.vectors import PassageVectors, build_leaves, write_arrays
from assistant.index.words import SpokenPassage, build_words
from ingest.embed import vectors_of
from ingest.leaves import leaves_of
from ingest.pieces import unpack_pieces, words_of
from ingest.plan import Entry, write_ledger
from ingest.stock import Item, Live, LiveShard, write_pieces


def by_audience(items: Sequence[Item]) -> dict[str, list[Item]]:
    """Sort items by audience; the order depends on nothing but the documents of that audience."""
    found: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda one: (one.path, one.key or "", one.id)):
        found.setdefault(item.audience, []).append(item)
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class ShardBuilder:
    """Writes the shard of one audience."""

    items: Sequence[Item]
    embedder: Embedder
    cache: Cache
    live: Live

    def write(self, folder: Path) -> dict[str, int]:
        """Write the shard into a new folder; return its counts."""
        folder.mkdir(parents=True)
        before = self._before
        rows = sum(item.passages for item in self.items)
        build_documents(folder / "documents.sqlite", self._documents())
        write_pieces(folder, ((item, self._pieces(item)) for item in self.items))
        write_arrays(folder / "vectors", self._vectors(), self.embedder.dimension)
        abbreviations = Abbreviations()
        with ThreadPoolExecutor(1) as pool:  # both let other threads run for most of their time
            words = pool.submit(build_words, folder / "words", self._spoken(abbreviations))
            build_leaves(folder / "vectors", leaves_of(self.items), before.vectors.folder if before else None)
            words.result()
        abbreviations.write(folder)
        return {"documents": len(self.items), "passages": rows}

    @property
    def _before(self) -> LiveShard | None:
        return self.live.shards.get(self.items[0].audience) if self.items else None

    def _shard(self, item: Item) -> LiveShard:
        return self.live.shards[item.audience]

    def _pieces(self, item: Item) -> bytes:
        return item.pieces if item.number is None else self._shard(item).pieces(item.number)

    def _spoken(self, abbreviations: Abbreviations) -> Iterator[SpokenPassage]:
        """Yield the passages as their words are indexed, noting the abbreviations that they define."""
        for item in self.items:
            for one in words_of(self._pieces(item), item.kind):
                abbreviations.read(one.text)
                yield one

    def _documents(self) -> Iterator[StoredDocument]:
        for item in self.items:
            if item.number is not None:
                yield self._shard(item).documents.stored(item.number)
            else:
                spans = [(piece.start, piece.end) for piece in unpack_pieces(item.pieces)]
                table = np.array(spans, dtype=np.int64).reshape(len(spans), 2)
                yield StoredDocument(item.id, item.path, item.key, item.kind, item.data, table)

    def _vectors(self) -> Iterator[PassageVectors]:
        """Yield the vectors in row order; neighbours that were neighbours before come in one part."""
        run: list[Item] = []
        for item in self.items:
            if run and (item.number is None or item.number != (run[-1].number or 0) + 1):
                yield self._taken_over(run)
                run = []
            if item.number is None:
                yield vectors_of(item, unpack_pieces(item.pieces), self.cache, self.live, self.embedder.dimension)
            else:
                run.append(item)
        if run:
            yield self._taken_over(run)

    def _taken_over(self, run: Sequence[Item]) -> PassageVectors:
        shard = self._shard(run[0])
        first, _ = shard.documents.row_range(run[0].number or 0)
        _, last = shard.documents.row_range(run[-1].number or 0)
        return shard.vectors.part(first, last)


def new_generation(index: Path) -> str:
    """Return the name of the next generation: sortable by time, never used before; leftovers of killed runs go."""
    folder = index / "generations"
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.iterdir():
        if not (leftover / "manifest.json").is_file():
            shutil.rmtree(leftover)
    # To the millisecond: the name of a killed run's leftover, which was just removed, must not come again.
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"[:-3] + "Z"
    number, name = 1, stamp
    while (folder / name).exists():
        number, name = number + 1, f"{stamp}-{number}"
    (folder / name).mkdir()
    return name


def finish(
    index: Path,
    name: str,
    sources: Path,
    embedder: str,
    splitter: str,
    shards: dict[str, dict[str, int]],
    entries: list[Entry],
) -> Manifest:
    """Write the ledger, then the manifest that makes the generation complete."""
    folder = generation_folder(index, name)
    manifest = Manifest(
        generation=name,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        sources=str(sources.resolve()),
        embedder=embedder,
        splitter=splitter,
        schema=SCHEMA,
        documents=sum(counts["documents"] for counts in shards.values()),
        passages=sum(counts["passages"] for counts in shards.values()),
        shards=shards,
    )
    write_ledger(folder, entries)
    write_manifest(folder, manifest)
    return manifest


def shard_of(index: Path, name: str, audience: str) -> Path:
    """Return where the shard of an audience is built."""
    return shard_folder(generation_folder(index, name), audience)
