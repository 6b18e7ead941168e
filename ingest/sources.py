"""Which files belong to which source: by `bearing.toml`, else by the names of the folders."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.domain import EVERYONE, NOBODY, Kind
from assistant.errors import UsageError
from assistant.settings import FILE_NAME, ColumnMapping, Settings

FOLDER_KINDS: dict[str, Kind] = {
    **dict.fromkeys(
        ("strategy", "strategies", "vision", "goals", "okr", "okrs", "roadmap", "roadmaps", "eos"), Kind.STRATEGY
    ),
    **dict.fromkeys(("problems", "problem", "research", "opportunities", "discovery"), Kind.PROBLEMS),
    **dict.fromkeys(("players", "player", "people", "teams", "personas", "stakeholders", "competitors"), Kind.PLAYERS),
    **dict.fromkeys(("work", "jira", "issues", "tickets", "backlog", "delivery", "azure-devops", "linear"), Kind.WORK),
    **dict.fromkeys(("customers", "customer", "crm", "salesforce", "hubspot", "accounts", "sales"), Kind.CUSTOMERS),
    **dict.fromkeys(
        ("collaboration", "meetings", "slack", "confluence", "notion", "teams-chat", "notes", "wiki"),
        Kind.COLLABORATION,
    ),
    **dict.fromkeys(("finance", "finances", "budget", "budgets", "erp"), Kind.FINANCE),
}
"""Names of folders (lower case) that say what is inside, where the settings do not."""

_SKIPPED = frozenset({"__MACOSX", "node_modules", "Thumbs.db", "desktop.ini", FILE_NAME})


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or file that the organisation points at; `path` is relative to the sources folder, "." for all of it."""

    path: str
    kind: Kind
    audience: str
    records: ColumnMapping | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a source; `path` is relative to the sources folder, with forward slashes."""

    path: str
    file: Path
    source: Source


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that was found: the sources in order, their files by path, and what a person should know.

    `unlisted` are the paths of folders (or sources) that could not be listed: what is below them is not known.
    """

    sources: tuple[Source, ...]
    files: tuple[SourceFile, ...]
    warnings: tuple[tuple[str, str], ...]
    unlisted: tuple[str, ...] = ()

    def is_unlisted(self, path: str) -> bool:
        """Whether a path lies where the listing failed."""
        return any(path == place or place == "." or path.startswith(f"{place}/") for place in self.unlisted)


def discover(folder: Path, settings: Settings, known: Collection[str] = ()) -> Listing:
    """List a sources folder.

    A `[[sources]]` entry settles kind and audience of what is below its path, the longest path first. Anything else
    goes by the name of its top folder and is for everyone. A declared source of `known` (the paths of sources that
    were indexed before) that is no longer there counts as one that cannot be listed.

    Raises:
        UsageError: the folder or a declared source does not exist.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}: name the folder that holds the sources")
    declared, warnings = _declared(folder, settings, known)
    unlisted = [str(path) for path in declared if not (folder / path).exists()]
    warnings += [(path, "cannot be listed: it is not there") for path in unlisted]
    found: dict[Source, None] = dict.fromkeys(declared.values())
    files = []
    for path in _paths(folder, warnings, unlisted):
        source = _source_of(path, declared)
        found.setdefault(source)
        files.append(SourceFile(str(path), folder / path, source))
    return Listing(tuple(found), tuple(files), tuple(warnings), tuple(unlisted))


def source_at(folder: Path, settings: Settings, path: PurePosixPath) -> Source:
    """Return the source that a file at a path, relative to the sources folder, belongs to.

    Raises:
        UsageError: a declared source is outside the folder or there twice.
    """
    known = [str(PurePosixPath(entry.path)) for entry in settings.sources]
    return _source_of(path, _declared(folder, settings, known)[0])


def _declared(
    folder: Path, settings: Settings, known: Collection[str]
) -> tuple[dict[PurePosixPath, Source], list[tuple[str, str]]]:
    declared: dict[PurePosixPath, Source] = {}
    warnings = []
    for entry in settings.sources:
        path = PurePosixPath(entry.path)
        if path.is_absolute() or ".." in path.parts:
            raise UsageError(
                f"source {entry.path!r} in {FILE_NAME} is outside the sources folder: use a path inside it"
            )
        if not (folder / path).exists() and str(path) not in known:
            raise UsageError(f"source {entry.path!r} in {FILE_NAME} does not exist in {folder}: correct its path")
        if path in declared:
            raise UsageError(f"source {entry.path!r} is in {FILE_NAME} twice: keep one entry")
        if entry.audience is None:
            warnings.append(
                (entry.path, 'no audience is set, so nobody may read it: add audience = "everyone" or a group')
            )
        declared[path] = Source(str(path), entry.kind or kind_of_folder(path), entry.audience or NOBODY, entry.records)
    return declared, warnings


def _paths(folder: Path, warnings: list[tuple[str, str]], unlisted: list[str]) -> list[PurePosixPath]:
    """Return the files below a folder in a stable order, hidden ones and links to the outside left out.

    Adds to `warnings` what was left out, and to `unlisted` the folders that could not be listed.
    """
    paths = []
    root = folder.resolve()

    def failed(error: OSError) -> None:
        place = Path(error.filename or folder)
        shown = (place.relative_to(folder) if place.is_relative_to(folder) else place).as_posix()
        warnings.append((shown, f"cannot be listed: {error.strerror or error}"))
        unlisted.append(shown)

    for base, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not is_skipped(name))
        for name in sorted(names):
            file = Path(base) / name
            path = PurePosixPath(file.relative_to(folder).as_posix())
            if is_skipped(name):
                continue
            if not file.resolve().is_relative_to(root):
                warnings.append((str(path), "is a link to a place outside the sources folder: not read"))
            elif file.is_file():
                paths.append(path)
    return sorted(paths, key=str)


def digests(files: Sequence[SourceFile]) -> Iterator[tuple[str, str | None]]:
    """Yield the SHA-256 of each file's content, or "" and the reason why it cannot be read, in order."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # hashing and reading let other threads run
        yield from pool.map(_digest, files, chunksize=64)


def _digest(file: SourceFile) -> tuple[str, str | None]:
    try:
        with file.file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest(), None
    except OSError as error:
        return "", f"cannot be read: {error.strerror or error}"


def is_skipped(name: str) -> bool:
    """Whether a file or folder of this name is not looked at: hidden, of a tool, or the settings."""
    return name.startswith((".", "~$")) or name in _SKIPPED


def _source_of(path: PurePosixPath, declared: dict[PurePosixPath, Source]) -> Source:
    for above in (path, *path.parents):
        if above in declared:
            return declared[above]
    top = PurePosixPath(path.parts[0]) if len(path.parts) > 1 else PurePosixPath(".")
    return Source(str(top), kind_of_folder(top), EVERYONE)


def kind_of_folder(path: PurePosixPath) -> Kind:
    """Return what a folder's name says is inside; `other` where it says nothing."""
    for part in reversed(path.parts):
        kind = FOLDER_KINDS.get(part.lower().replace(" ", "-").replace("_", "-"))
        if kind:
            return kind
    return Kind.OTHER
