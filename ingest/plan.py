"""The night as a pure difference: what was indexed before against what is there now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.index.layout import generation_folder
from ingest.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Entry:
    """What a generation says of one file: its content's SHA-256, whose it is, why it failed, how its columns map."""

    path: str
    sha256: str
    source: str
    kind: str
    audience: str
    failure: str | None = None
    mapping: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The paths of each sort; a file whose audience or kind changed counts as changed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]


def entry_of(file: SourceFile, digest: str, failure: str | None = None) -> Entry:
    """Return the entry of a file as it stands now."""
    source = file.source
    mapping = source.records.model_dump_json() if source.records else None
    return Entry(file.path, digest, source.path, str(source.kind), source.audience, failure, mapping)


def plan(before: dict[str, Entry], now: dict[str, Entry]) -> Plan:
    """Compare two nights; failures aside, since the same content fails the same way."""
    same = {path for path in now if path in before and _identity(before[path]) == _identity(now[path])}
    return Plan(
        added=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted((now.keys() & before.keys()) - same)),
        removed=tuple(sorted(before.keys() - now.keys())),
        unchanged=tuple(sorted(same)),
    )


def _identity(entry: Entry) -> tuple[str, str, str, str | None]:
    return entry.sha256, entry.kind, entry.audience, entry.mapping


def read_ledger(index: Path, generation: str | None) -> dict[str, Entry]:
    """Return what a generation was built from, by path; nothing where there is none or it cannot be read."""
    if generation is None:
        return {}
    try:
        rows: list[dict[str, Any]] = json.loads(
            (generation_folder(index, generation) / "ledger.json").read_text("utf-8")
        )
        return {row["path"]: Entry(**row) for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def write_ledger(folder: Path, entries: list[Entry]) -> None:
    """Write what a generation is built from."""
    rows = [{name: getattr(entry, name) for name in Entry.__slots__} for entry in entries]
    (folder / "ledger.json").write_text(json.dumps(rows, indent=0), encoding="utf-8")
