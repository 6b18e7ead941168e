"""The nights of an index, told only as far as a reader may know of them.

What is made here depends on nothing but the sources of the reader's audiences, save that a night that changed them may
have been held back by another: then it says that it was not published, and not why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.pages.holdings.sight import Row, Sight, places

COUNTS = ("listed", "added", "changed", "removed", "unchanged", "failed")
_CHANGES = ("added", "changed", "removed")
_REFUSED = re.compile(r"nothing was published|was not published")
_LOSS = re.compile(r"(.+) (?:shrank from \d+ to \d+ (?:files|documents)|cannot be listed)", re.DOTALL)


class Outcome(StrEnum):
    """What became of a night."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Note:
    """A file, and what is to be said of it."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceNight:
    """What a night did in one source, in files; `counts` are in the order of `COUNTS`."""

    path: str
    kind: str
    audience: str
    counts: tuple[int, ...]

    def count(self, name: str) -> int:
        """Return one of the counts."""
        return self.counts[COUNTS.index(name)]

    @property
    def changes(self) -> int:
        """Return how many files were added, changed or removed."""
        return sum(self.count(name) for name in _CHANGES)


@dataclass(frozen=True, slots=True)
class Night:
    """A receipt as a reader may know it.

    `causes` says why it was refused, empty where the reader may not know. `seconds` of the stages are there only for
    who may see every source: the time that a night takes tells how much it read. `empty` are failures, too.
    """

    started: datetime | None
    outcome: Outcome
    sources: tuple[SourceNight, ...]
    causes: tuple[str, ...] = ()
    failures: tuple[Note, ...] = ()
    empty: tuple[str, ...] = ()
    warnings: tuple[Note, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()

    def total(self, name: str) -> int:
        """Return a count over all sources."""
        return sum(source.count(name) for source in self.sources)


def nights_of(receipts: Iterable[Row], sight: Sight) -> tuple[Night, ...]:
    """Return the nights as a reader may know them, in the order of the receipts (as `Receipt.as_json` gives them).

    Keys that an older version did not write count as empty.
    """
    return tuple(night_of(row, sight) for row in receipts)


def night_of(row: Row, sight: Sight) -> Night:
    """Return one night as a reader may know it."""
    rows = _rows(row, "sources", ("path", "audience"))
    then = places((one["path"], one["audience"]) for one in rows)
    seen = [one for one in rows if sight.of_source(one["path"], one["audience"])]
    sources = tuple(_source(one) for one in seen)
    refusals = [] if row.get("published") else _refusals(row)
    causes = tuple(line for reason in refusals for place, line in _losses(reason) if sight.of_file(place, then))
    failures = tuple(one for one in _notes(row, "failures") if sight.of_file(one.path, then))
    mine = {one.path for one in failures}
    return Night(
        started=_moment(row.get("started")),
        outcome=_outcome(bool(row.get("published")), bool(refusals), bool(causes), any(s.changes for s in sources)),
        sources=sources,
        causes=causes,
        failures=failures,
        empty=tuple(path for path in _list(row, "empty") if path in mine),
        warnings=tuple(
            one for one in _notes(row, "warnings") if one.reason not in refusals and sight.of_file(one.path, then)
        ),
        renamed=tuple(
            (one["from"], one["to"])
            for one in _rows(row, "renamed", ("from", "to"))
            if sight.of_file(one["from"], then) and sight.of_file(one["to"], then)
        ),
        seconds=_seconds(row) if seen and len(seen) == len(_list(row, "sources")) else (),
    )


def _outcome(published: bool, refused: bool, explained: bool, changed: bool) -> Outcome:
    """Return what a night was to a reader, for whom one that changed only the sources of others changed nothing."""
    if not (changed or explained):
        return Outcome.UNCHANGED
    if published:
        return Outcome.PUBLISHED
    return Outcome.REFUSED if refused else Outcome.UNCHANGED


def _refusals(row: Row) -> list[str]:
    """Return why a night was refused; such a reason is of the whole night, so it may name sources of every audience."""
    return [one.reason for one in _notes(row, "warnings") if one.path == "." and _REFUSED.search(one.reason)]


def _losses(reason: str) -> list[tuple[str, str]]:
    """Return what a refusal says of each place; nothing where any part of it is of another form."""
    body, told, _ = reason.rpartition(": nothing was published")
    found = [_LOSS.fullmatch(part) for part in body.split("; ")] if told else []
    return [(one[1], one[0]) for one in found if one] if all(found) else []


def _source(row: Row) -> SourceNight:
    counts = tuple(_number(row.get(name)) for name in COUNTS)
    return SourceNight(row["path"], str(row.get("kind", "other")), row["audience"], counts)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _seconds(row: Row) -> tuple[tuple[str, float], ...]:
    stages = row.get("seconds")
    if not isinstance(stages, Mapping):
        return ()
    return tuple((str(name), float(value)) for name, value in stages.items() if isinstance(value, int | float))


def _notes(row: Row, name: str) -> list[Note]:
    return [Note(one["path"], str(one.get("reason", ""))) for one in _rows(row, name, ("path",))]


def _rows(row: Row, name: str, keys: tuple[str, ...]) -> list[Row]:
    """Return the objects of a list that have these keys as text."""
    found = [one for one in _list(row, name) if isinstance(one, Mapping)]
    return [one for one in found if all(isinstance(one.get(key), str) for key in keys)]


def _list(row: Row, name: str) -> list[Any]:
    value = row.get(name)
    return value if isinstance(value, list) else []


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None
