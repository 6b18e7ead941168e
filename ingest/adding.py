"""Add a file that somebody hands in to a source: under a safe name, read once before, never half written."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from uuid import uuid4

from assistant.domain import EVERYONE, NOBODY, ParsedFile
from assistant.errors import DocumentError
from assistant.settings import Settings
from ingest.parse.children import parse_many
from ingest.sources import Source, is_skipped, source_at

LARGEST_MB = 50
"""No file above this is taken."""
_TAKEN = "its name cannot be used here; give it another one"
_LONGEST_NAME = 200
"""Bytes; most file systems end at 255."""
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class Standing(StrEnum):
    """What stands already where a file would go."""

    FREE = "free"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file would go, relative to the sources folder, and what stands there."""

    source: Source
    path: PurePosixPath
    standing: Standing


def writable(folder: Path, settings: Settings, groups: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources that a reader may add files to: those that name one of their groups, and that they may read.

    "everyone" among the writers is whoever may open the app.
    """
    mine = {EVERYONE, *groups} - {NOBODY}
    paths = [PurePosixPath(one.path) for one in settings.sources if mine.intersection(one.writers)]
    folders = [path for path in paths if (folder / path).is_dir() and _is_inside(folder, folder / path)]
    found = (source_at(folder, settings, path) for path in folders)
    return tuple(source for source in found if source.audience in mine)


def place_for(folder: Path, settings: Settings, source: Source, name: str, content: bytes) -> Place:
    """Return where a file goes.

    Raises:
        DocumentError: the name cannot be used, or belongs to another source.
    """
    path = PurePosixPath(source.path) / safe_name(name)
    if source_at(folder, settings, path) != source:
        raise DocumentError(_TAKEN)  # by another source, of which the reader may not know
    return Place(source, path, _standing(folder / path, content))


def safe_name(name: str) -> str:
    """Return the name that a file is kept under: its last part, without what a file system or a reader trips over.

    Raises:
        DocumentError: nothing usable is left, or files of this name are not read.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in ("Cf", "Cs", "Co", "Cn"))
    kept = " ".join(_FORBIDDEN.sub(" ", seen).split()).rstrip(". ")
    if not any(letter.isalnum() for letter in kept):
        raise DocumentError("it has no usable name; rename it")
    if is_skipped(kept) or _RESERVED.fullmatch(kept):
        raise DocumentError("files of this name are not read; rename it")
    if len(kept.encode()) > _LONGEST_NAME:
        raise DocumentError(f"its name is longer than {_LONGEST_NAME} bytes; shorten it")
    return kept


def tried(files: Mapping[str, bytes], source: Source, settings: Settings) -> dict[str, ParsedFile | DocumentError]:
    """Read files (by their safe names) as a night would, in processes of their own, before they are in any source.

    What cannot be read, or is too large, comes back as the reason.
    """
    found: dict[str, ParsedFile | DocumentError] = {
        name: DocumentError(f"it is larger than {LARGEST_MB} MB")
        for name, content in files.items()
        if len(content) > LARGEST_MB << 20
    }
    with tempfile.TemporaryDirectory(prefix="bearing-") as folder:
        waiting = [Path(folder) / name for name in files if name not in found]
        for file in waiting:
            file.write_bytes(files[file.name])
        results = parse_many(
            waiting,
            seconds=settings.parse_seconds,
            memory=settings.parse_memory_mb << 20,
            passwords=settings.passwords,
            mappings=dict.fromkeys(waiting, source.records) if source.records else {},
        )
        return found | {file.name: result for file, result in results}


def land(folder: Path, place: Place, content: bytes, *, replace: bool) -> None:
    """Put a file in its place at once; without `replace`, only where nothing stands.

    Raises:
        DocumentError: something stands there by now, or the folder cannot be written.
    """
    target = folder / place.path
    waiting = target.with_name(f".{uuid4().hex}.adding")  # hidden, so that no night reads it half written
    try:
        if not _is_inside(folder, target.parent):
            raise DocumentError("its folder leads out of the sources")
        with waiting.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            os.replace(waiting, target)
        else:
            os.link(waiting, target)
    except FileExistsError as error:
        raise DocumentError("another file of this name is there by now") from error
    except OSError as error:
        raise DocumentError(f"it could not be saved: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)


def _standing(target: Path, content: bytes) -> Standing:
    if not target.is_symlink() and not target.exists():
        return Standing.FREE
    if not target.is_file() or target.is_symlink():
        raise DocumentError(_TAKEN)
    try:
        same = target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        same = False
    return Standing.SAME if same else Standing.OTHER


def _is_inside(folder: Path, place: Path) -> bool:
    return place.resolve().is_relative_to(folder.resolve())
