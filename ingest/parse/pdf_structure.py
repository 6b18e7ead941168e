"""What a PDF says about itself: outline, printed page labels, title, author and date (ISO 32000-2, 12.3 and 14.3).

All of it is optional: a file whose structure is broken still has its text.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import FrameType

from pypdf import PasswordType, PdfReader
from pypdf.generic import Destination

from ingest.parse.draft import one_line

_SECONDS = 10.0
_MOST_ENTRIES = 5000
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: its depth from 0, its title, the page from 1 that it points to, and how high on it."""

    depth: int
    title: str
    page: int
    top: float | None


@dataclass(slots=True)
class Structure:
    """What could be read; the rest is empty."""

    labels: tuple[str, ...] = ()
    outline: tuple[Entry, ...] = ()
    title: str | None = None
    author: str | None = None
    modified: datetime | None = None
    created: datetime | None = None
    metadata: dict[str, str] = field(default_factory=dict)


def read_structure(path: Path, password: str | None) -> Structure:
    """Return the structure of a PDF, or as much of it as can be read in a few seconds."""
    found = Structure()
    try:
        with _time_limit(_SECONDS):
            reader = PdfReader(path, strict=False)
            if reader.is_encrypted and reader.decrypt(password or "") == PasswordType.NOT_DECRYPTED:
                return found
            _fill(found, reader)
    except Exception:  # noqa: BLE001 - optional: pypdf raises anything on a broken file, and pdfium has its text
        return found
    return found


def _fill(found: Structure, reader: PdfReader) -> None:
    information = reader.metadata
    if information is not None:
        found.title, found.author = information.title, information.author
        found.created, found.modified = _moment(information, "creation_date"), _moment(information, "modification_date")
    if "/PageLabels" in reader.root_object:
        found.labels = tuple(one_line(label) for label in reader.page_labels)
    entries: list[Entry] = []
    for entry in _entries(reader, reader.outline, 0):
        entries.append(entry)
        if len(entries) >= _MOST_ENTRIES:
            break
    found.outline = tuple(entries)


def _moment(information: object, name: str) -> datetime | None:
    try:
        value = getattr(information, name)
    except (ValueError, TypeError, AttributeError):
        return None
    return value if isinstance(value, datetime) else None


def _entries(reader: PdfReader, outline: Sequence[object], depth: int) -> Iterator[Entry]:
    for item in outline:
        if isinstance(item, list):
            yield from _entries(reader, item, depth + 1)
        elif isinstance(item, Destination):
            title = one_line(str(item.title or ""))
            page = reader.get_destination_page_number(item)
            if title and page is not None and page >= 0:
                yield Entry(depth, title, page + 1, _height(item))


def _height(item: Destination) -> float | None:
    try:
        return float(item.top) if item.top is not None else None
    except (TypeError, ValueError):
        return None


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Stop Python code that takes too long; only where signals can be used, which a child process is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
