"""What a night need not do again: parsed files by content, vectors by text. A killed run loses at most one batch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from assistant.domain import ParsedFile
from assistant.embedding import Vectors
from assistant.index.codec import pack_parsed, unpack_parsed

_TABLES = """
CREATE TABLE IF NOT EXISTS parsed (key TEXT PRIMARY KEY, data BLOB, run INTEGER);
CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, data BLOB, run INTEGER) WITHOUT ROWID;
"""


class Cache:
    """The content-addressed cache of one index; entries that a run does not touch are dropped after it."""

    def __init__(self, folder: Path) -> None:
        """Open it, making it where there is none; a damaged one is thrown away, since it can be filled again."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "cache.sqlite"
        try:
            self._open(file)
        except sqlite3.DatabaseError:
            for part in folder.glob("cache.sqlite*"):
                part.unlink()
            self._open(file)

    def _open(self, file: Path) -> None:
        self._connection = sqlite3.connect(file)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.executescript(_TABLES)
        newest = self._connection.execute(
            "SELECT MAX(run) FROM (SELECT MAX(run) AS run FROM parsed UNION ALL SELECT MAX(run) FROM vectors)"
        ).fetchone()[0]
        self._run = (newest or 0) + 1

    def parsed(self, key: str) -> ParsedFile | None:
        """Return a parsed file of before."""
        row = self._connection.execute("SELECT data FROM parsed WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._connection.execute("UPDATE parsed SET run = ? WHERE key = ?", (self._run, key))
        return unpack_parsed(row[0])

    def keep_parsed(self, key: str, parsed: ParsedFile) -> None:
        """Keep a parsed file; it is on disk when this returns."""
        self._connection.execute(
            "INSERT OR REPLACE INTO parsed VALUES (?, ?, ?)", (key, pack_parsed(parsed), self._run)
        )
        self._connection.commit()

    def vectors(self, keys: Sequence[bytes]) -> list[tuple[Vectors, Vectors] | None]:
        """Return the vectors of before, for each key (passage vector, sentence vectors), None where there are none."""
        found: list[tuple[Vectors, Vectors] | None] = []
        for key in keys:
            row = self._connection.execute("SELECT data FROM vectors WHERE key = ?", (key,)).fetchone()
            found.append(_unpack(row[0]) if row else None)
        touched = ((self._run, key) for key, pair in zip(keys, found, strict=True) if pair is not None)
        self._connection.executemany("UPDATE vectors SET run = ? WHERE key = ?", touched)
        return found

    def keep_vectors(self, rows: Iterable[tuple[bytes, Vectors, Vectors]]) -> None:
        """Keep a batch of vectors; it is on disk when this returns."""
        packed = ((key, _pack(whole, parts), self._run) for key, whole, parts in rows)
        self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", packed)
        self._connection.commit()

    def forget_untouched(self) -> None:
        """Drop what this run did not use, so that a removed document leaves nothing behind."""
        dropped = 0
        for statement in ("DELETE FROM parsed WHERE run < ?", "DELETE FROM vectors WHERE run < ?"):
            dropped += self._connection.execute(statement, (self._run,)).rowcount
        self._connection.commit()
        if dropped:
            self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Save what was touched and close."""
        self._connection.commit()
        self._connection.close()


def vector_key(embedder: str, text: str, parts: Sequence[tuple[int, int]]) -> bytes:
    """Return what names the vectors of a text and its parts by an embedder."""
    return sha256(f"{embedder}\x00{text}\x00{list(parts)}".encode()).digest()


def _pack(whole: Vectors, parts: Vectors) -> bytes:
    head = len(whole).to_bytes(4, "little")
    return head + whole.astype("<f4").tobytes() + parts.astype("<f2").tobytes()


def _unpack(data: bytes) -> tuple[Vectors, Vectors]:
    dimension = int.from_bytes(data[:4], "little")
    end = 4 + 4 * dimension
    whole = np.frombuffer(data[4:end], dtype="<f4").astype(np.float32)
    parts = np.frombuffer(data[end:], dtype="<f2").astype(np.float32)
    return whole, parts.reshape(-1, dimension)
