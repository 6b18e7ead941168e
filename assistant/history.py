"""What each night found, kept in `<index>/history.sqlite`: a portfolio with its assessments for each circle of readers.

A reader sees rows of their own circle only; a circle is the sorted names of its groups.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.domain import EVERYONE, NOBODY
from assistant.index.kept import kept_rows
from assistant.index.layout import live_generation, read_manifest
from assistant.portfolio import read_portfolio

if TYPE_CHECKING:
    from assistant.assistant import Assistant

FILE = "history.sqlite"
_TABLE = """
create table if not exists nights (
    generation text not null, circle text not null, portfolio text not null, assessments text not null,
    documents text not null, primary key (generation, circle))
"""


_FORGET = """
delete from nights where circle = ? and generation not in (
    select generation from nights where circle = ? order by generation desc limit ?)
"""
KEPT = 30
"""Nights of a circle, as many as there are receipts."""


@dataclass(frozen=True, slots=True)
class Night:
    """What one night found for one circle: the contract's rows, and a fingerprint of each document by its path."""

    generation: str
    portfolio: dict[str, Any]
    assessments: dict[str, dict[str, Any]]
    documents: dict[str, str]


def record_night(index: Path, groups: Iterable[str], assistant: Assistant) -> Night:
    """Assess every initiative of the live generation for a circle and keep the result; again is a look-up.

    Raises:
        IndexUnusableError: there is no usable index, or the history cannot be written.
    """
    circle = tuple(sorted(groups))
    known = night_of(index, assistant.index.generation, circle)
    if known is not None:
        return known
    night = night_now(assistant)
    row = (night.generation, _name(circle), *map(_text, (night.portfolio, night.assessments, night.documents)))
    with kept_rows(index / FILE, _TABLE) as rows:
        rows.execute("insert or replace into nights values (?, ?, ?, ?, ?)", row)
        rows.execute(_FORGET, (row[1], row[1], KEPT))
    return night


def circles(index: Path) -> list[tuple[str, ...]]:
    """Return the circles whose nights are kept: everyone, and the members of each group that has a shard."""
    live = live_generation(index)
    shards = read_manifest(index, live).shards if live else {}
    return [(), *((group,) for group in sorted(shards.keys() - {EVERYONE, NOBODY}))]


def is_kept(index: Path, groups: Iterable[str] = ()) -> bool:
    """Whether the live generation was assessed for a circle."""
    live = live_generation(index)
    return live is not None and night_of(index, live, groups) is not None


def night_of(index: Path, generation: str, groups: Iterable[str] = ()) -> Night | None:
    """Return what a night found for a circle, None when it was not kept."""
    with kept_rows(index / FILE, _TABLE) as rows:
        found = rows.execute(
            "select generation, portfolio, assessments, documents from nights where generation = ? and circle = ?",
            (generation, _name(groups)),
        ).fetchone()
    return Night(found[0], *(json.loads(text) for text in found[1:])) if found else None


def generations(index: Path, groups: Iterable[str] = ()) -> list[str]:
    """Return the generations that are kept for a circle, oldest first."""
    with kept_rows(index / FILE, _TABLE) as rows:
        found = rows.execute("select generation from nights where circle = ? order by generation", (_name(groups),))
        return [row[0] for row in found]


def night_now(assistant: Assistant) -> Night:
    """Assess every initiative that a reader may see, and keep nothing."""
    portfolio = read_portfolio(assistant.assessor)
    assessments = {entry.assessment.initiative: entry.assessment.as_json() for entry in portfolio.entries}
    documents = {
        f"{document.path}{f' {document.key}' if document.key else ''}": hashlib.sha256(
            document.text.encode("utf-8", "surrogatepass")
        ).hexdigest()[:16]
        for document in assistant.index.documents()
    }
    return Night(portfolio.generation, portfolio.as_json(), assessments, documents)


def _name(groups: Iterable[str]) -> str:
    return json.dumps(sorted(set(groups)))


def _text(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)
