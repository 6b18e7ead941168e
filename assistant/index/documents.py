"""The documents and passages of a shard, in SQLite: what is quoted comes from here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Kind, Passage
from assistant.index.codec import pack_document, unpack_document

_TABLES = """
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE, path TEXT, key TEXT, kind TEXT, data BLOB);
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_key ON documents (key);
CREATE TABLE passages (row INTEGER PRIMARY KEY, document INTEGER, start INTEGER, end INTEGER);
CREATE INDEX passages_by_document ON passages (document);
"""
_CACHED = 4096


def build_documents(file: Path, documents: Iterable[Document], passages: Iterable[Passage]) -> None:
    """Write the documents and passages of a shard into a new file; passages come in row order."""
    connection = sqlite3.connect(file)
    try:
        connection.executescript(_TABLES)
        numbers: dict[str, int] = {}
        for number, document in enumerate(documents):
            numbers[document.id] = number
            row = (number, document.id, document.path, document.key, str(document.kind), pack_document(document))
            connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", row)
        rows = ((p.id, numbers[p.document_id], p.start, p.end) for p in passages)
        connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)
        connection.commit()
    finally:
        connection.close()


class Documents:
    """A shard's documents, open for reading (from any thread: the file never changes)."""

    def __init__(self, file: Path) -> None:
        """Open the file; the kind of each passage is read into an array, for filters."""
        self._connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        rows = self._connection.execute("SELECT document, start, end FROM passages ORDER BY row").fetchall()
        self._passages: NDArray[np.int64] = np.array(rows, dtype=np.int64).reshape(len(rows), 3)
        listed = self._connection.execute("SELECT id, kind FROM documents ORDER BY number").fetchall()
        self._ids: list[str] = [row[0] for row in listed]
        self._kinds = np.array([row[1] for row in listed] or [""])
        self._load = lru_cache(maxsize=_CACHED)(self._read)

    @property
    def passages(self) -> int:
        """Return the number of passages."""
        return len(self._passages)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._ids)

    def _read(self, number: int) -> Document:
        row = self._connection.execute("SELECT data FROM documents WHERE number = ?", (number,)).fetchone()
        return unpack_document(row[0])

    def rows_of_kinds(self, kinds: Iterable[Kind]) -> NDArray[np.int64]:
        """Return the passage rows of documents of the kinds, ascending."""
        wanted = np.isin(self._kinds, [str(kind) for kind in kinds])
        return np.flatnonzero(wanted[self._passages[:, 0]]) if len(self._passages) else np.zeros(0, dtype=np.int64)

    def passage(self, row: int) -> tuple[Passage, Document]:
        """Return a passage and its document."""
        number, start, end = (int(value) for value in self._passages[row])
        return Passage(row, self._ids[number], start, end), self._load(number)

    def rows_of(self, document_id: str) -> list[int]:
        """Return the rows of a document's passages, in order."""
        found = self._connection.execute("SELECT number FROM documents WHERE id = ?", (document_id,)).fetchone()
        return [] if found is None else [int(row) for row in np.flatnonzero(self._passages[:, 0] == found[0])]

    def by_id(self, document_id: str) -> Document | None:
        """Return a document, or None when this shard has none of that identity."""
        row = self._connection.execute("SELECT number FROM documents WHERE id = ?", (document_id,)).fetchone()
        return self._load(int(row[0])) if row else None

    def by_key(self, key: str) -> list[Document]:
        """Return the records with a key (an export may be there twice)."""
        rows = self._connection.execute("SELECT number FROM documents WHERE key = ? ORDER BY number", (key,)).fetchall()
        return [self._load(int(row[0])) for row in rows]

    def all(self) -> Iterator[Document]:
        """Yield every document, by path and key."""
        for number in range(len(self._ids)):
            yield self._load(number)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
