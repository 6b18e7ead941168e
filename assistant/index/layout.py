"""Where things stand in an index directory, which generation is live, and who may write.

<index>/CURRENT                       the name of the live generation
<index>/generations/<name>/           manifest.json, ledger.json, shards/<audience>/; read/ (`assessing.first_reading`)
<index>/cache/                        parsed documents and vectors
<index>/lock                          held by the one run that writes
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from assistant.errors import IndexUnusableError, LockedError

SCHEMA = 3
"""Raised when the files of a generation change shape; an older index then asks to be rebuilt."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from and by; counts are of the whole generation."""

    generation: str
    built_at: str
    sources: str
    embedder: str
    splitter: str
    schema: int
    documents: int
    passages: int
    shards: dict[str, dict[str, int]]


def generation_folder(index: Path, name: str) -> Path:
    """Return where a generation lives."""
    return index / "generations" / name


def shard_folder(generation: Path, audience: str) -> Path:
    """Return where the shard of an audience lives: its name made safe, and a hash that keeps two names apart."""
    safe = re.sub(r"[^a-z0-9]+", "-", audience.lower()).strip("-")[:32]
    return generation / "shards" / f"{safe}-{sha256(audience.encode()).hexdigest()[:8]}"


def live_generation(index: Path) -> str | None:
    """Return the name of the live generation, None when nothing was ever published."""
    try:
        return (index / "CURRENT").read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise IndexUnusableError(f"{index} is a file: name the folder of an index with --index") from error
    except (OSError, UnicodeDecodeError) as error:
        mend = f"run `bearing ingest SOURCES --index {index} --rebuild`"
        raise IndexUnusableError(f"cannot read {index / 'CURRENT'}: {mend}") from error


def read_manifest(index: Path, name: str) -> Manifest:
    """Return the manifest of a generation.

    Raises:
        IndexUnusableError: it is missing, damaged or of another schema.
    """
    file = generation_folder(index, name) / "manifest.json"
    mend = f"run `bearing ingest SOURCES --index {index} --rebuild`"
    try:
        manifest = Manifest(**json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise IndexUnusableError(f"the live generation {name} of {index} is missing: {mend}") from error
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusableError(f"the live generation {name} of {index} is damaged: {mend}") from error
    if manifest.schema != SCHEMA:
        raise IndexUnusableError(f"{index} was built by another version of Bearing (schema {manifest.schema}): {mend}")
    return manifest


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write the manifest of a generation that is being built."""
    (generation / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def publish(index: Path, name: str) -> None:
    """Make a generation the live one: everything on disk first, then one atomic rename."""
    _sync_tree(generation_folder(index, name))
    pointer = index / "CURRENT.next"
    with pointer.open("w", encoding="ascii") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(pointer, index / "CURRENT")
    _sync_folder(index)


def _sync_tree(folder: Path) -> None:
    for root, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                os.fsync(file.fileno())
        _sync_folder(Path(root))
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Hold the lock of an index for as long as a run writes; the system releases it when the process dies.

    Raises:
        LockedError: another run holds it.
    """
    index.mkdir(parents=True, exist_ok=True)
    with (index / "lock").open("a", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LockedError(f"another run is writing to {index}: wait until it ends, then try again") from error
        yield


@contextmanager
def reading(index: Path, name: str) -> Iterator[None]:
    """Keep a generation from being removed for as long as it is read."""
    with _in_use(index, name).open("a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def _in_use(index: Path, name: str) -> Path:
    return generation_folder(index, name) / "in-use"


def remove_old_generations(index: Path, keep: str) -> None:
    """Remove every generation but the live one; one that a reader still holds goes on the next run."""
    for folder in sorted((index / "generations").iterdir()):
        if folder.name == keep:
            continue
        try:
            with (folder / "in-use").open("a", encoding="ascii") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
        except BlockingIOError:
            continue
