"""The documents and passages of a shard, in SQLite: what is quoted comes from here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Kind, Passage
from assistant.index.codec import unpack_document

_TABLES = """
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE, path TEXT, key TEXT, kind TEXT, data BLOB);
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX documents_by_key ON documents (key);
CREATE TABLE passages (row INTEGER PRIMARY KEY, document INTEGER, start INTEGER, end INTEGER);
"""
_CACHED = 4096
Spans = NDArray[np.int64]
"""Passages in row order: (rows, 2) of start and end, character offsets in their document."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as a shard stores it: packed, with the columns that are looked up and the spans of its passages."""

    id: str
    path: str
    key: str | None
    kind: str
    data: bytes
    passages: Spans


def build_documents(file: Path, documents: Iterable[StoredDocument]) -> None:
    """Write the documents of a shard, in order, into a new file; their passages get ascending rows."""
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA synchronous=OFF")  # the generation is synced as a whole before it goes live
        connection.executescript(_TABLES)
        row = 0
        for number, one in enumerate(documents):
            values = (number, one.id, one.path, one.key, one.kind, one.data)
            connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", values)
            spans = ((row + at, number, start, end) for at, (start, end) in enumerate(one.passages.tolist()))
            connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", spans)
            row += len(one.passages)
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
        self._of_kinds: dict[frozenset[str], NDArray[np.int64]] = {}
        self._first = np.searchsorted(self._passages[:, 0], np.arange(len(listed) + 1))
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
        """Return the passage rows of documents of the kinds, ascending; found once, since the file never changes."""
        wanted = frozenset(map(str, kinds))
        if wanted not in self._of_kinds:
            chosen = np.isin(self._kinds, sorted(wanted))
            none = np.zeros(0, dtype=np.int64)
            self._of_kinds[wanted] = np.flatnonzero(chosen[self._passages[:, 0]]) if len(self._passages) else none
        return self._of_kinds[wanted]

    def rows_since(self, day: str) -> NDArray[np.int64]:
        """Return the passage rows of documents that are dated since an ISO day, ascending."""
        chosen = self._dates >= day
        return np.flatnonzero(chosen[self._passages[:, 0]]) if len(self._passages) else np.zeros(0, dtype=np.int64)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {identity: number for number, identity in enumerate(self._ids)}

    @cached_property
    def _dates(self) -> NDArray[np.str_]:
        # Only a filter asks for them, and they stand in the documents themselves.
        return np.array([(document.date or "")[:10] for document in self.all()] or [""])

    def passage(self, row: int) -> tuple[Passage, Document]:
        """Return a passage and its document."""
        number, start, end = (int(value) for value in self._passages[row])
        return Passage(row, self._ids[number], start, end), self._load(number)

    def document_id(self, row: int) -> str:
        """Return the identity of a passage's document, which need not be read for that."""
        return self._ids[int(self._passages[row, 0])]

    def rows_of(self, document_id: str) -> list[int]:
        """Return the rows of a document's passages, in order."""
        number = self._numbers.get(document_id)
        return [] if number is None else list(range(*self.row_range(number)))

    def row_range(self, number: int) -> tuple[int, int]:
        """Return the first row of a document's passages and the row after its last; `number` is its place in order."""
        return int(self._first[number]), int(self._first[number + 1])

    def spans(self, number: int) -> Spans:
        """Return the spans of a document's passages."""
        first, last = self.row_range(number)
        return self._passages[first:last, 1:]

    def stored(self, number: int) -> StoredDocument:
        """Return a document as it is stored, for a generation that takes it over unchanged."""
        wanted = "SELECT id, path, key, kind, data FROM documents WHERE number = ?"
        identity, path, key, kind, data = self._connection.execute(wanted, (number,)).fetchone()
        return StoredDocument(identity, path, key, kind, data, self.spans(number))

    def by_id(self, document_id: str) -> Document | None:
        """Return a document, or None when this shard has none of that identity."""
        number = self._numbers.get(document_id)
        return None if number is None else self._load(number)

    def by_key(self, key: str) -> list[Document]:
        """Return the records with a key (an export may be there twice)."""
        rows = self._connection.execute("SELECT number FROM documents WHERE key = ? ORDER BY number", (key,)).fetchall()
        return [self._load(int(row[0])) for row in rows]

    def all(self, kinds: Iterable[Kind] = ()) -> Iterator[Document]:
        """Yield the documents of some kinds or of all, by path and key; the others are not even read."""
        wanted = frozenset(map(str, kinds))
        for number, kind in zip(range(len(self._ids)), self._kinds.tolist(), strict=False):
            if not wanted or kind in wanted:
                yield self._load(number)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
