"""The night as a pure difference: what was indexed before against what is there now."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.index.layout import generation_folder
from ingest.sources import SourceFile

SORTS = ("added", "changed", "removed", "unchanged")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a generation says of one file.

    `sha256` is of its content, `mapping` what its source says of its columns, `failure` why it could not be read.
    `identity` is the path under which it was first seen, which a rename keeps; its documents are named after it.
    `columns` is the header of an export, `documents` how many documents the file gave.
    """

    path: str
    sha256: str
    source: str
    kind: str
    audience: str
    failure: str | None = None
    mapping: str | None = None
    identity: str = ""
    documents: int = 0
    columns: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The paths of each sort; a file whose audience, kind or mapping changed counts as changed.

    `renamed` gives the old path of those added files that are a removed one under another name, or the next export of
    a series.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    renamed: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.changed or self.removed)


def entry_of(file: SourceFile, digest: str, failure: str | None = None) -> Entry:
    """Return the entry of a file as it stands now; its identity is settled by `identities`."""
    source = file.source
    mapping = source.records.model_dump_json() if source.records else None
    return Entry(file.path, digest, source.path, str(source.kind), source.audience, failure, mapping)


def plan(before: Mapping[str, Entry], now: Mapping[str, Entry]) -> Plan:
    """Compare two nights; failures aside, since the same content fails the same way."""
    same = {path for path in now if path in before and _content(before[path]) == _content(now[path])}
    added = tuple(sorted(now.keys() - before.keys()))
    removed = tuple(sorted(before.keys() - now.keys()))
    return Plan(
        added=added,
        changed=tuple(sorted((now.keys() & before.keys()) - same)),
        removed=removed,
        unchanged=tuple(sorted(same)),
        renamed=_renamed([before[path] for path in removed], [now[path] for path in added]),
    )


def _content(entry: Entry) -> tuple[str, str, str, str | None]:
    return entry.sha256, entry.kind, entry.audience, entry.mapping


def _renamed(removed: list[Entry], added: list[Entry]) -> dict[str, str]:
    """Pair files of the same content and audience: first those that kept their name, then in the order of paths.

    Not across audiences: what one reader could see must not be found again in what another may see.
    """
    found: dict[str, str] = {}
    free: dict[tuple[str, str], list[str]] = {}
    for entry in removed:
        free.setdefault((entry.sha256, entry.audience), []).append(entry.path)
    for by_name in (True, False):
        for entry in added:
            old = free.get((entry.sha256, entry.audience), [])
            match = next((path for path in old if not by_name or _name(path) == _name(entry.path)), None)
            if entry.sha256 and entry.path not in found and match is not None:
                found[entry.path] = match
                old.remove(match)
    return found | _succeeding(
        [entry for entry in removed if entry.path not in found.values()],
        [entry for entry in added if entry.path not in found],
    )


def _succeeding(removed: list[Entry], added: list[Entry]) -> dict[str, str]:
    """Pair an export with the one that takes its place under a name with other digits ("issues 2026-11-20.csv")."""
    old, new = _by_series(entry for entry in removed if entry.columns), _by_series(added)
    return {
        entry.path: old[series][0].path
        for series, (entry, *others) in new.items()
        if not others and len(old.get(series, ())) == 1
    }


def _by_series(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((re.sub(r"\d+", "#", entry.path), entry.audience), []).append(entry)
    return found


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def identities(before: Mapping[str, Entry], now: Mapping[str, Entry], renamed: Mapping[str, str]) -> dict[str, str]:
    """Return the identity of each file that is there now: kept through a rename, its path when it is new.

    A new file whose path is the identity of another (which was renamed away from it) gets a number behind it.
    """
    kept = {path: before[renamed.get(path, path)].identity for path in now if renamed.get(path, path) in before}
    taken = set(kept.values())
    found = dict(kept)
    for path in sorted(now.keys() - kept.keys()):
        number, identity = 1, path
        while identity in taken:
            number, identity = number + 1, f"{path}#{number + 1}"
        taken.add(identity)
        found[path] = identity
    return found


def read_ledger(index: Path, generation: str | None) -> dict[str, Entry]:
    """Return what a generation was built from, by path; nothing where there is none or it cannot be read."""
    if generation is None:
        return {}
    try:
        rows: list[dict[str, Any]] = json.loads(
            (generation_folder(index, generation) / "ledger.json").read_text("utf-8")
        )
        return {row["path"]: _entry(row) for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "columns": tuple(row["columns"]), "warnings": tuple(row["warnings"])})


def write_ledger(folder: Path, entries: list[Entry]) -> None:
    """Write what a generation is built from."""
    (folder / "ledger.json").write_text(json.dumps([asdict(entry) for entry in entries]), encoding="utf-8")
