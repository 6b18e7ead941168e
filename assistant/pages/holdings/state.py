"""The state of the index in words, told only as far as its reader may know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.pages.holdings.holdings import failures_of
from assistant.pages.holdings.nights import Note, Outcome, night_of
from assistant.pages.holdings.sight import FileEntry, Sight
from assistant.pages.wording import hours_ago, now_iso

STALE_HOURS = 36.0
"""A nightly index that is older has missed a night."""


@dataclass(frozen=True, slots=True)
class State:
    """What a side bar says of an index; `refused` says that the last night was not published."""

    generation: str
    built: str
    checked: str
    documents: int
    failures: tuple[Note, ...]
    stale: bool
    refused: bool = False


def state_of(
    status: Mapping[str, Any], ledger: Mapping[str, FileEntry], groups: Iterable[str], documents: int, now: datetime
) -> State:
    """Return the state as a reader of these groups may know it.

    `status` is what `bearing status` prints; `documents` counts those that the reader may see. The index is as fresh
    as the last night that checked the sources, even one that found nothing to do. Times are in the zone of `now`.
    """
    last = status.get("last_run") or {}
    built = datetime.fromisoformat(status["built_at"])
    sight = Sight.of(groups, ledger, last.get("sources", ()))
    night = night_of(last, sight)
    mine = {path: entry for path, entry in ledger.items() if sight.of_source(entry.source, entry.audience)}
    hours = max(0.0, (now - max(night.started or built, built)).total_seconds() / 3600)
    return State(
        generation=status["generation"],
        built=now_iso(built.astimezone(now.tzinfo)),
        checked=hours_ago(hours),
        documents=documents,
        failures=tuple(Note(path, reason) for path, reason in sorted(failures_of(mine, [night]).items())),
        stale=hours > STALE_HOURS,
        refused=night.outcome is Outcome.REFUSED,
    )
