"""Write a generation beside the live one: a shard for each audience, a manifest, a ledger."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain import Document, Passage
from assistant.embedding import Embedder
from assistant.index.cache import Cache
from assistant.index.documents import build_documents
from assistant.index.layout import SCHEMA, Manifest, generation_folder, shard_folder, write_manifest
from assistant.index.vectors import build_vectors
from assistant.index.words import build_words
from ingest.embed import embed, shard_vectors
from ingest.plan import Entry, write_ledger
from ingest.split import Piece


@dataclass(frozen=True, slots=True)
class Stock:
    """The documents of one audience with their pieces, both by path and key."""

    documents: list[Document]
    pieces: list[list[Piece]]


def stocks(documents: list[Document], split: Callable[[Document], list[Piece]]) -> dict[str, Stock]:
    """Split documents and sort them by audience; the order depends on nothing but the documents of that audience."""
    sorted_by: dict[str, Stock] = {}
    for document in sorted(documents, key=lambda one: (one.path, one.key or "")):
        stock = sorted_by.setdefault(document.audience, Stock([], []))
        stock.documents.append(document)
        stock.pieces.append(split(document))
    return dict(sorted(sorted_by.items()))


def build_shard(
    folder: Path, stock: Stock, embedder: Embedder, cache: Cache, progress: Callable[[int], None]
) -> Callable[[], dict[str, int]]:
    """Embed a shard; what is returned writes it into `folder` and gives its counts."""
    pieces = [piece for group in stock.pieces for piece in group]
    owners = [document for document, group in zip(stock.documents, stock.pieces, strict=True) for _ in group]
    vectors = shard_vectors(pieces, embed(pieces, embedder, cache, progress), embedder.dimension)

    def write() -> dict[str, int]:
        folder.mkdir(parents=True)
        rows = (
            Passage(row, owner.id, piece.start, piece.end)
            for row, (owner, piece) in enumerate(zip(owners, pieces, strict=True))
        )
        build_documents(folder / "documents.sqlite", stock.documents, rows)
        build_words(folder / "words", ((piece.title, piece.embedded[len(piece.title) :]) for piece in pieces))
        build_vectors(folder / "vectors", vectors)
        return {"documents": len(stock.documents), "passages": len(pieces)}

    return write


def new_generation(index: Path) -> str:
    """Return the name of the next generation: sortable by time, never used before; leftovers of killed runs go."""
    folder = index / "generations"
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.iterdir():
        if not (leftover / "manifest.json").is_file():
            shutil.rmtree(leftover)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
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
