"""The small databases that an index keeps beside its generations: opened for one piece of work, then closed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.errors import IndexUnusableError


@contextmanager
def kept_rows(file: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """Open a database, with its tables made where they are missing; what was written is committed at the end.

    Raises:
        IndexUnusableError: it cannot be read or written; the message says to move it away.
    """
    try:
        with closing(sqlite3.connect(file, timeout=30)) as rows:
            rows.executescript(tables)
            with rows:
                yield rows
    except sqlite3.Error as error:
        raise IndexUnusableError(f"{file} cannot be read or written ({error}): move it away") from error
