"""What a new generation is made of: documents that the live one has as they are, and fresh ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import numpy as np

from assistant.domain import Document
from assistant.encoder.embedding import TextVectors
from assistant.errors import IndexUnusableError
from assistant.index.codec import pack_document
from assistant.index.documents import Documents
from assistant.index.layout import Manifest, generation_folder, shard_folder
from assistant.index.vectors import VectorIndex
from ingest.pieces import pack_pieces
from ingest.split import Piece


@dataclass(frozen=True, slots=True)
class Item:
    """A document of the generation to come, by reference.

    `file` is the source file's path, `fingerprint` (16 bytes) what the document says, `vectors` (16 bytes) what of it
    was embedded. `number` is its place in the live generation's shard of the same audience, None for a fresh one, which
    has `data` (the packed document), `pieces` (packed) and the key of each passage's vectors.
    """

    audience: str
    file: str
    id: str
    path: str
    key: str | None
    kind: str
    fingerprint: bytes
    vectors: bytes
    passages: int
    sentences: int
    number: int | None = None
    data: bytes = b""
    pieces: bytes = b""
    keys: tuple[bytes, ...] = ()


def fresh_item(document: Document, file: str, data: bytes, pieces: list[Piece], keys: tuple[bytes, ...]) -> Item:
    """Return a document that was split, ready to be embedded."""
    return Item(
        audience=document.audience,
        file=file,
        id=document.id,
        path=document.path,
        key=document.key,
        kind=str(document.kind),
        fingerprint=fingerprint(data),
        vectors=blake2b(b"".join(keys), digest_size=16).digest(),
        passages=len(pieces),
        sentences=sum(len(piece.sentences) for piece in pieces),
        data=data,
        pieces=pack_pieces(pieces),
        keys=keys,
    )


def packed(document: Document) -> bytes:
    """Return a document as it is stored."""
    return pack_document(document)


def fingerprint(data: bytes) -> bytes:
    """Return what a packed document says, as 16 bytes."""
    return blake2b(data, digest_size=16).digest()


PIECES = "pieces.sqlite"
"""Beside the documents of a shard: what the next night starts from; no reader opens it."""
_TABLE = """
CREATE TABLE pieces (number INTEGER PRIMARY KEY, file TEXT, id TEXT, path TEXT, key TEXT, kind TEXT,
                     fingerprint BLOB, vectors BLOB, passages INTEGER, sentences INTEGER, data BLOB);
"""
_COLUMNS = "file, id, path, key, kind, fingerprint, vectors, passages, sentences, number"


def write_pieces(folder: Path, rows: Iterator[tuple[Item, bytes]]) -> None:
    """Write the items of a shard with their packed pieces, in order."""
    with closing(sqlite3.connect(folder / PIECES)) as connection:
        connection.execute("PRAGMA synchronous=OFF")  # the generation is synced as a whole before it goes live
        connection.execute(_TABLE)
        connection.executemany(
            "INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (n, i.file, i.id, i.path, i.key, i.kind, i.fingerprint, i.vectors, i.passages, i.sentences, data)
                for n, (i, data) in enumerate(rows)
            ),
        )
        connection.commit()


def fingerprints(folder: Path) -> list[bytes]:
    """Return the fingerprint of each document of a shard, in order; none where there is no such shard."""
    if not (folder / PIECES).is_file():
        return []
    with closing(sqlite3.connect(f"file:{folder / PIECES}?mode=ro&immutable=1", uri=True)) as connection:
        return [bytes(row[0]) for row in connection.execute("SELECT fingerprint FROM pieces ORDER BY number")]


class LiveShard:
    """A shard of the live generation, open to be taken over from."""

    def __init__(self, folder: Path, audience: str) -> None:
        """Open it and read which documents it holds."""
        self.documents = Documents(folder / "documents.sqlite")
        self.vectors = VectorIndex(folder / "vectors")
        place = f"file:{folder / PIECES}?mode=ro&immutable=1"
        # Read from one thread at a time; the words of a shard are built in another.
        self._connection = sqlite3.connect(place, uri=True, check_same_thread=False)
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM pieces ORDER BY number")
        self.items = [Item(audience, *row) for row in rows]

    def pieces(self, number: int) -> bytes:
        """Return the packed pieces of a document."""
        row = self._connection.execute("SELECT data FROM pieces WHERE number = ?", (number,)).fetchone()
        return bytes(row[0])

    def close(self) -> None:
        """Close its files."""
        self.documents.close()
        self.vectors.close()
        self._connection.close()


class Live:
    """The live generation as the next one's beginning.

    `keeps` says whether its documents may be taken over as they are. Where they may not (another parser or splitter
    made them), its vectors still serve where the same text is embedded.
    """

    def __init__(self, index: Path, manifest: Manifest | None, *, keeps: bool) -> None:
        """Open its shards; without a manifest there is nothing.

        Raises:
            IndexUnusableError: it is damaged.
        """
        self.shards: dict[str, LiveShard] = {}
        self._held = ExitStack()
        try:
            for audience in manifest.shards if manifest else ():
                folder = shard_folder(generation_folder(index, manifest.generation), audience)  # type: ignore[union-attr]
                self.shards[audience] = LiveShard(folder, audience)
                self._held.callback(self.shards[audience].close)
        except (OSError, ValueError, KeyError, sqlite3.DatabaseError) as error:
            self._held.close()
            raise IndexUnusableError(f"the live generation is damaged ({type(error).__name__})") from error
        self._keeps = keeps

    @property
    def keeps(self) -> bool:
        """Whether its documents may be taken over as they are."""
        return self._keeps

    def close(self) -> None:
        """Close the shards."""
        self._held.close()

    @cached_property
    def _by_file(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for shard in self.shards.values():
            for item in shard.items:
                found.setdefault(item.file, []).append(item)
        return found

    def of_file(self, path: str) -> list[Item]:
        """Return the documents of a source file."""
        return self._by_file.get(path, []) if self._keeps else []

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Item]:
        return {(item.audience, item.id): item for shard in self.shards.values() for item in shard.items}

    def same(self, document: Document, stored: bytes) -> Item | None:
        """Return the item of a document that says what it said before, to the letter."""
        item = self._by_id.get((document.audience, document.id)) if self._keeps else None
        return item if item and item.fingerprint == fingerprint(stored) else None

    @cached_property
    def _rows(self) -> dict[bytes, tuple[str, int]]:
        return {
            key.tobytes(): (audience, row)
            for audience, shard in self.shards.items()
            for row, key in enumerate(shard.vectors.keys)
        }

    def holds(self, key: bytes) -> bool:
        """Whether the vectors of a text are there."""
        return key in self._rows

    def vectors_of(self, key: bytes) -> TextVectors | None:
        """Return the vectors of a text that was embedded before."""
        if key not in self._rows:
            return None
        audience, row = self._rows[key]
        part = self.shards[audience].vectors.part(row, row + 1)
        return TextVectors(part.passages[0], part.sentences.astype(np.float32), part.tokens)
