"""What is indexed now, source by source, told only as far as a reader may know of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.domain import Kind
from assistant.pages.holdings.nights import Night, Note, Outcome
from assistant.pages.holdings.sight import FileEntry, Sight, innermost

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """One source as it is indexed.

    `newest` is the date of its newest document (ISO 8601), `changed` the start of the newest kept night that changed
    it, None where none did. A file without text is in `empty` and not in `failures`.
    """

    path: str
    kind: str
    audience: str
    files: int
    documents: int
    newest: str | None
    changed: datetime | None
    failures: tuple[Note, ...] = ()
    empty: tuple[str, ...] = ()
    warnings: tuple[Note, ...] = ()


def holdings_of(sight: Sight, nights: Sequence[Night], newest: Mapping[str, str]) -> tuple[Holding, ...]:
    """Return the sources that a reader may know of, by kind and path.

    `nights` are those of `nights_of`, newest first; `newest` gives the newest document date of each file.
    """
    files: dict[_Key, dict[str, FileEntry]] = defaultdict(dict)
    for path, entry in sight.ledger.items():
        if sight.of_source(entry.source, entry.audience):
            files[entry.source, entry.kind, entry.audience][path] = entry
    for source in nights[0].sources if nights else ():
        # A source whose files are all gone is listed once more in the night that removed them.
        if not source.count("removed") or source.count("listed"):
            files.setdefault((source.path, source.kind, source.audience), {})
    found = [_holding(key, mine, nights, newest) for key, mine in files.items()]
    order = [str(kind) for kind in Kind]
    return tuple(sorted(found, key=lambda one: (order.index(one.kind) if one.kind in order else 99, one.path)))


def _holding(key: _Key, files: Mapping[str, FileEntry], nights: Sequence[Night], newest: Mapping[str, str]) -> Holding:
    failures = {path: reason for path, reason in failures_of(files, nights[:1]).items() if path in files}
    empty = {path for path in failures if _is_empty(path, nights)}
    dates = [newest[path] for path in files if path in newest]
    return Holding(
        *key,
        files=len(files),
        documents=sum(entry.documents for entry in files.values()),
        newest=max(dates, default=None),
        changed=next((night.started for night in nights if _has_changed(night, key)), None),
        failures=tuple(Note(path, reason) for path, reason in sorted(failures.items()) if path not in empty),
        empty=tuple(sorted(empty)),
        warnings=tuple(sorted({*_kept(files), *_told(key, files, nights)}, key=lambda one: (one.path, one.reason))),
    )


def failures_of(files: Mapping[str, FileEntry], last: Iterable[Night]) -> dict[str, str]:
    """Return why files cannot be read, by path: those of the index, and what the last night found.

    A refused night tells only of some; one that published nothing may yet have found a file that it cannot read.
    """
    found = {path: entry.failure for path, entry in files.items() if entry.failure}
    return found | {note.path: note.reason for night in last for note in night.failures}


def _is_empty(path: str, nights: Iterable[Night]) -> bool:
    """Whether the newest night that tells of a file's failure says that there is no text in it."""
    return next((path in night.empty for night in nights if any(path == one.path for one in night.failures)), False)


def _has_changed(night: Night, key: _Key) -> bool:
    published = night.outcome is Outcome.PUBLISHED
    return published and any((one.path, one.kind, one.audience) == key and one.changes for one in night.sources)


def _kept(files: Mapping[str, FileEntry]) -> Iterator[Note]:
    """Yield what the index warns of."""
    for path, entry in files.items():
        yield from (Note(path, line) for line in entry.warnings)


def _told(key: _Key, files: Mapping[str, FileEntry], nights: Sequence[Night]) -> Iterator[Note]:
    """Yield what the last night warns of: columns that changed, and places that are no files of the index."""
    for night in nights[:1]:
        paths = [source.path for source in night.sources]
        for note in night.warnings:
            if note.path in files or innermost(note.path, paths) == key[0]:
                yield note
