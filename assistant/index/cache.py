"""What a killed run had done already: parsed files by content, vectors by text; at most one batch is lost.

What is published needs none of it, since the next night starts from the live generation, so it is thrown away then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from assistant.domain import ParsedFile
from assistant.encoder.embedding import TextVectors
from assistant.index.codec import pack_parsed, unpack_parsed

_TABLES = """
CREATE TABLE IF NOT EXISTS parsed (key TEXT PRIMARY KEY, data BLOB);
CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, data BLOB) WITHOUT ROWID;
"""


class Cache:
    """The content-addressed cache of one index."""

    def __init__(self, folder: Path) -> None:
        """Open it, making it where there is none; a damaged one is thrown away, since it can be filled again."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "cache.sqlite"
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._remove()
            self._open()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._file)
        self._connection.execute("PRAGMA journal_mode=WAL")
        # A power failure may cost the last batches; a killed process costs none.
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(_TABLES)

    def parsed(self, key: str) -> ParsedFile | None:
        """Return a parsed file of before."""
        row = self._connection.execute("SELECT data FROM parsed WHERE key = ?", (key,)).fetchone()
        return None if row is None else unpack_parsed(row[0])

    def keep_parsed(self, key: str, parsed: ParsedFile) -> None:
        """Keep a parsed file; it is on disk when this returns."""
        self._connection.execute("INSERT OR REPLACE INTO parsed VALUES (?, ?)", (key, pack_parsed(parsed)))
        self._connection.commit()

    def holds(self, key: bytes) -> bool:
        """Whether there are vectors of a key."""
        return self._connection.execute("SELECT 1 FROM vectors WHERE key = ?", (key,)).fetchone() is not None

    def vectors(self, key: bytes) -> TextVectors | None:
        """Return the vectors of a text of before, None where there are none."""
        row = self._connection.execute("SELECT data FROM vectors WHERE key = ?", (key,)).fetchone()
        return _unpack(row[0]) if row else None

    def keep_vectors(self, rows: Iterable[tuple[bytes, TextVectors]]) -> None:
        """Keep a batch of vectors; it is on disk when this returns."""
        packed = ((key, _pack(kept)) for key, kept in rows)
        self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", packed)
        self._connection.commit()

    def close(self) -> None:
        """Close it; what was kept stays."""
        self._connection.close()

    def throw_away(self) -> None:
        """Remove it with all that it holds, so that a removed document leaves nothing behind."""
        self.close()
        self._remove()

    def _remove(self) -> None:
        for part in self._file.parent.glob("cache.sqlite*"):
            part.unlink()


def vector_key(embedder: str, text: str, parts: Sequence[tuple[int, int]]) -> bytes:
    """Return what names the vectors of a text and its parts by an embedder, 16 bytes."""
    return sha256(f"{embedder}\x00{text}\x00{list(parts)}".encode()).digest()[:16]


def _pack(kept: TextVectors) -> bytes:
    shape = np.array([len(kept.whole), len(kept.parts), *kept.tokens.shape], dtype="<u4")
    rows = kept.whole.astype("<f4"), kept.parts.astype("<f2"), kept.tokens
    return b"".join(part.tobytes() for part in (shape, *rows))


def _unpack(data: bytes) -> TextVectors:
    dimension, parts, tokens, width = np.frombuffer(data[:16], dtype="<u4").tolist()
    ends = np.cumsum([16, 4 * dimension, 2 * dimension * parts, tokens * width]).tolist()
    whole = np.frombuffer(data[ends[0] : ends[1]], dtype="<f4").astype(np.float32)
    rows = np.frombuffer(data[ends[1] : ends[2]], dtype="<f2").astype(np.float32)
    codes = np.frombuffer(data[ends[2] : ends[3]], dtype=np.uint8)
    return TextVectors(whole, rows.reshape(parts, dimension), codes.reshape(tokens, width))
