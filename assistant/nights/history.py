"""What each night found, kept in `<index>/history.sqlite`: a portfolio with its assessments for each circle of readers.

A reader sees rows of their own circle only; a circle is the sorted names of its groups. It is everyone, the members of
one group, and the members of several whom somebody who looked at a portfolio belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.assessing.first_reading import made_by
from assistant.domain import EVERYONE, NOBODY
from assistant.index.kept import kept_rows
from assistant.index.layout import live_generation, read_manifest
from assistant.nights.night import Night

FILE = "history.sqlite"
_TABLES = """
create table if not exists nights (
    generation text not null, circle text not null, portfolio text not null, assessments text not null,
    documents text not null, primary key (generation, circle));
create table if not exists makers (
    generation text not null, circle text not null, made_by text not null, primary key (generation, circle));
create table if not exists visits (person text primary key, generation text not null, seen text not null);
create table if not exists readers (circle text primary key, seen text not null);
"""
_FORGET = """
delete from nights where circle = ? and generation not in (
    select generation from nights where circle = ? order by generation desc limit ?)
"""
KEPT = 30
"""Nights of a circle, as many as there are receipts."""
_STAYS_DAYS, _MOST_READ = 30, 20
"""Days for which a circle of several groups is assessed each night after somebody of it looked, and how many are."""


@dataclass(frozen=True, slots=True)
class Visit:
    """When a person last looked (ISO 8601, UTC), and at which generation."""

    generation: str
    seen: str


def keep_night(index: Path, groups: Iterable[str], night: Night, maker: str = "") -> None:
    """Keep what a night found for a circle, and which software it was, and forget what is too old.

    Raises:
        IndexUnusableError: the history cannot be written.
    """
    row = (night.generation, _name(groups), *map(_text, (night.portfolio, night.assessments, night.documents)))
    with kept_rows(index / FILE, _TABLES) as rows:
        rows.execute("insert or replace into nights values (?, ?, ?, ?, ?)", row)
        rows.execute("insert or replace into makers values (?, ?, ?)", (*row[:2], maker))
        rows.execute(_FORGET, (row[1], row[1], KEPT))


def circles(index: Path) -> list[tuple[str, ...]]:
    """Return the circles to assess: everyone, the members of each group with a shard, and of several if they read."""
    known = _audiences(index)
    with kept_rows(index / FILE, _TABLES) as rows:
        found = rows.execute("select circle from readers where seen >= ? order by seen desc", (_now(-_STAYS_DAYS),))
        read = [tuple(json.loads(row[0])) for row in found]
    several = [circle for circle in read if len(circle) > 1 and known.issuperset(circle)]
    return [(), *((group,) for group in sorted(known)), *several[:_MOST_READ]]


def circle_of(index: Path, groups: Iterable[str]) -> tuple[str, ...]:
    """Return the circle of a reader: groups that nothing is kept for make no difference."""
    return tuple(sorted(_audiences(index).intersection(groups)))


def _audiences(index: Path) -> set[str]:
    """Return the groups that have documents of their own."""
    live = live_generation(index)
    return set(read_manifest(index, live).shards) - {EVERYONE, NOBODY} if live else set()


def last_visit(index: Path, person: str) -> Visit | None:
    """Return when a person last looked, None where they never did."""
    if not (index / FILE).is_file():
        return None
    with kept_rows(index / FILE, _TABLES) as rows:
        found = rows.execute("select generation, seen from visits where person = ?", (person,)).fetchone()
    return Visit(*found) if found else None


def note_visit(index: Path, person: str, generation: str) -> None:
    """Note that a person looks at a generation now.

    Raises:
        IndexUnusableError: the history cannot be written.
    """
    with kept_rows(index / FILE, _TABLES) as rows:
        rows.execute("insert or replace into visits values (?, ?, ?)", (person, generation, _now()))


def note_reader(index: Path, circle: Iterable[str]) -> None:
    """Note that somebody of a circle reads portfolios: the coming nights assess it, too.

    Raises:
        IndexUnusableError: the history cannot be written.
    """
    with kept_rows(index / FILE, _TABLES) as rows:
        rows.execute("insert or replace into readers values (?, ?)", (_name(circle), _now()))


def is_kept(index: Path, groups: Iterable[str] = ()) -> bool:
    """Whether this software has assessed the live generation for a circle."""
    live = live_generation(index)
    if live is None or night_of(index, live, groups) is None:
        return False
    return maker_of(index, live, groups) == made_by(read_manifest(index, live).embedder)


def maker_of(index: Path, generation: str, groups: Iterable[str]) -> str:
    """Return the fingerprint of the software that found what is kept of a night; empty where that is not known."""
    with kept_rows(index / FILE, _TABLES) as rows:
        found = rows.execute(
            "select made_by from makers where generation = ? and circle = ?", (generation, _name(groups))
        ).fetchone()
    return str(found[0]) if found else ""


def night_of(index: Path, generation: str, groups: Iterable[str] = ()) -> Night | None:
    """Return what a night found for a circle, None when it was not kept."""
    with kept_rows(index / FILE, _TABLES) as rows:
        found = rows.execute(
            "select generation, portfolio, assessments, documents from nights where generation = ? and circle = ?",
            (generation, _name(groups)),
        ).fetchone()
    return Night(found[0], *(json.loads(text) for text in found[1:])) if found else None


def generations(index: Path, groups: Iterable[str] = ()) -> list[str]:
    """Return the generations that are kept for a circle, oldest first."""
    with kept_rows(index / FILE, _TABLES) as rows:
        found = rows.execute("select generation from nights where circle = ? order by generation", (_name(groups),))
        return [row[0] for row in found]


def _now(days: int = 0) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


def _name(groups: Iterable[str]) -> str:
    return json.dumps(sorted(set(groups)))


def _text(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)
