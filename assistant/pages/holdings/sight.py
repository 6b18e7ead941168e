"""Which sources and files a reader may know of: a name, a count or a reason is content, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.domain import EVERYONE, NOBODY

Row = Mapping[str, Any]
Places = Mapping[str, frozenset[str]]
"""The audiences of the sources, by their paths."""


class FileEntry(Protocol):
    """What the index knows of a file that it was built from."""

    @property
    def sha256(self) -> str:
        """Return the fingerprint of its content."""

    @property
    def source(self) -> str:
        """Return the path of its source."""

    @property
    def kind(self) -> str:
        """Return the kind of its source."""

    @property
    def audience(self) -> str:
        """Return who may read it."""

    @property
    def failure(self) -> str | None:
        """Return why it could not be read, None when it could."""

    @property
    def documents(self) -> int:
        """Return how many documents it gave."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what a person should know about how it was read."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader may know of.

    A receipt is judged twice: by the audiences that the sources had that night, and by those that they have now. So a
    source that was closed to a reader is closed with its past, and one that was opened is opened without it.
    """

    audiences: frozenset[str]
    ledger: Mapping[str, FileEntry]
    now: Places

    @classmethod
    def of(cls, groups: Iterable[str], ledger: Mapping[str, FileEntry], newest: Iterable[Row] = ()) -> Sight:
        """Return the sight of a reader; `newest` are the sources of the newest receipt, which knows of empty ones."""
        live = places((entry.source, entry.audience) for entry in ledger.values())
        told = places((row["path"], row["audience"]) for row in newest if {"path", "audience"} <= row.keys())
        return cls(frozenset({EVERYONE, *groups} - {NOBODY}), ledger, {**told, **live})

    def of_source(self, path: str, audience: str) -> bool:
        """Whether the reader may know of a source that had this audience."""
        return audience in self.audiences and self.now.get(path, self.audiences) <= self.audiences

    def of_file(self, path: str, then: Places) -> bool:
        """Whether the reader may know of a file or folder; `then` are the sources of the night that tells of it."""
        entry = self.ledger.get(path)
        if entry and entry.audience not in self.audiences:
            return False
        before = _audiences(path, then)
        # A file in no source of that night is nobody's, unless the index itself says whose it is.
        known = before <= self.audiences if before else entry is not None
        return known and _audiences(path, self.now) <= self.audiences


def places(sources: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the audiences by path; a source that changed its audience that night has two."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, audience in sources:
        found[path].add(audience)
    return {path: frozenset(audiences) for path, audiences in found.items()}


def innermost(path: str, among: Iterable[str]) -> str | None:
    """Return the innermost source that holds a path, None where no source does."""
    holding = [source for source in among if source in (".", path) or path.startswith(f"{source}/")]
    return max(holding, key=lambda source: (source != ".", len(source)), default=None)


def _audiences(path: str, among: Places) -> frozenset[str]:
    holding = innermost(path, among)
    return among[holding] if holding else frozenset()
