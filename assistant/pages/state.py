"""The state of the index in words, told only as far as its reader may know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from assistant.domain import EVERYONE
from assistant.pages.wording import hours_ago, now_iso

STALE_HOURS = 36.0
"""A nightly index that is older has missed a night."""


class FileEntry(Protocol):
    """What the index knows of a file that it was built from."""

    @property
    def sha256(self) -> str:
        """Return the fingerprint of its content."""

    @property
    def audience(self) -> str:
        """Return who may read it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that the last night could not read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class State:
    """What a side bar says of an index."""

    generation: str
    built: str
    checked: str
    documents: int
    failures: tuple[Failure, ...]
    stale: bool


def state_of(
    status: Mapping[str, Any], ledger: Mapping[str, FileEntry], groups: Iterable[str], documents: int, now: datetime
) -> State:
    """Return the state as a reader of these groups may know it.

    `status` is what `bearing status` prints; `documents` counts those that the reader may see. The index is as fresh
    as the last night that checked the sources, even one that found nothing to do.
    """
    last = status.get("last_run") or {}
    looked = datetime.fromisoformat(last.get("started") or status["built_at"])
    looked = max(looked, datetime.fromisoformat(status["built_at"]))
    hours = max(0.0, (now - looked).total_seconds() / 3600)
    return State(
        generation=status["generation"],
        built=now_iso(datetime.fromisoformat(status["built_at"])),
        checked=hours_ago(hours),
        documents=documents,
        failures=tuple(_readable(last, ledger, {EVERYONE, *groups})),
        stale=hours > STALE_HOURS,
    )


def _readable(last: Mapping[str, Any], ledger: Mapping[str, FileEntry], audiences: set[str]) -> Iterable[Failure]:
    """Yield the failures of files that the reader may know of; the name of a file is content, too."""
    sources = {row["path"]: row["audience"] for row in last.get("sources", ())}
    for row in last.get("failures", ()):
        entry = ledger.get(row["path"])
        audience = entry.audience if entry else _audience_of(row["path"], sources)
        if audience in audiences:
            yield Failure(row["path"], row["reason"])


def _audience_of(path: str, sources: Mapping[str, str]) -> str | None:
    """Return the audience of the innermost source that holds a path, None where none does."""
    holding = [source for source in sources if source in (".", path) or path.startswith(f"{source}/")]
    return sources[max(holding, key=len)] if holding else None
