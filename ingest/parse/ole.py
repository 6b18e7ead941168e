"""Compound files (MS-CFB), in which Office programs kept documents and messages before 2007."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import olefile

from assistant.errors import DocumentError
from ingest.parse.core_properties import CoreProperties
from ingest.parse.draft import one_line

Ole: TypeAlias = Any  # olefile has no types
_LARGEST_STREAM = 256 << 20


@contextmanager
def opened(path: Path) -> Iterator[Ole]:
    """Open a compound file.

    Raises:
        DocumentError: it is cut off or broken.
    """
    try:
        file: Ole = olefile.OleFileIO(str(path))
    except (OSError, ValueError, TypeError, IndexError) as error:
        raise DocumentError("damaged Office file: open it with its program and save it again") from error
    try:
        yield file
    finally:
        file.close()


def root_names(path: Path) -> frozenset[str]:
    """Return the names at the root of a compound file.

    Raises:
        DocumentError: it is cut off or broken.
    """
    with opened(path) as file:
        return frozenset(entry[0] for entry in file.listdir(streams=True, storages=True))


def stream(file: Ole, *names: str) -> bytes:
    """Return the content of a stream, nothing when it is not there or broken."""
    try:
        if not file.exists(list(names)) or file.get_size(list(names)) > _LARGEST_STREAM:
            return b""
        with file.openstream(list(names)) as content:
            return bytes(content.read())
    except (OSError, ValueError, TypeError, IndexError):
        return b""


def summary(path: Path) -> CoreProperties:
    """Return title, author and the moment of saving that the file states about itself."""
    with contextlib.suppress(DocumentError), opened(path) as file:
        try:
            found = file.get_metadata()
        except (OSError, ValueError, TypeError, IndexError, KeyError):
            return CoreProperties()
        encoding = f"cp{found.codepage}" if found.codepage and found.codepage > 0 else "cp1252"
        encoding = "utf-8" if found.codepage in (65001, -535) else encoding
        title, author = (_text(value, encoding) for value in (found.title, found.author))
        return CoreProperties(title, author, found.last_saved_time or found.create_time)
    return CoreProperties()


def _text(value: bytes | str | None, encoding: str) -> str | None:
    if not isinstance(value, bytes):
        return one_line(value or "") or None
    try:
        return one_line(value.decode(encoding, "replace")) or None
    except LookupError:
        return one_line(value.decode("cp1252", "replace")) or None
