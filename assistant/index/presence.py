"""Since when and until when each document was there, in `<index>/presence.sqlite`: what an old citation is traced by.

It keeps no text: an identity, a path, a key and a fingerprint of what the document said, for each audience. It is
brought up to date after a generation was published, from what is in it; so a run that was killed in between loses
nothing, and a generation is noted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.index.kept import kept_rows

FILE = "presence.sqlite"
_TABLES = """
create table if not exists stays (
    audience text not null, id text not null, path text not null, key text, fingerprint blob not null,
    since text not null, until text);
create index if not exists stays_by_id on stays (id);
create table if not exists noted (generation text primary key);
"""
_LIVE = "select audience, id, path, key, fingerprint from stays where until is null"


@dataclass(frozen=True, slots=True)
class Present:
    """A document as a generation has it; `fingerprint` is of all that it says."""

    audience: str
    id: str
    path: str
    key: str | None
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Stay:
    """A document that said one thing at one path: from generation `since` on, and no more from `until` on."""

    path: str
    since: str
    until: str | None


def is_noted(index: Path, generation: str) -> bool:
    """Whether what a generation holds is noted already."""
    with kept_rows(index / FILE, _TABLES) as rows:
        return rows.execute("select 1 from noted where generation = ?", (generation,)).fetchone() is not None


def note(index: Path, generation: str, documents: Iterable[Present]) -> None:
    """Note what a generation holds: what is not in it any more has gone with it, what is new has come.

    Raises:
        IndexUnusableError: the file cannot be written.
    """
    now = {_row(one) for one in documents}
    with kept_rows(index / FILE, _TABLES) as rows:
        before = {(a, i, p, k, bytes(f)) for a, i, p, k, f in rows.execute(_LIVE)}
        gone = "update stays set until = ? where until is null and audience = ? and id = ? and path = ?"
        rows.executemany(gone, [(generation, audience, one, path) for audience, one, path, _, _ in before - now])
        come = [(*row, generation) for row in sorted(now - before, key=str)]
        rows.executemany("insert into stays values (?, ?, ?, ?, ?, ?, null)", come)
        rows.execute("insert or ignore into noted values (?)", (generation,))


def stays_of(index: Path, document_id: str, audiences: Sequence[str]) -> list[Stay]:
    """Return the stays of a document where these audiences could read it, oldest first; none where nothing is noted.

    Raises:
        IndexUnusableError: the file cannot be read.
    """
    if not (index / FILE).is_file():
        return []
    marks = ", ".join("?" * len(audiences))
    wanted = f"select path, since, until from stays where id = ? and audience in ({marks}) order by since"
    with kept_rows(index / FILE, _TABLES) as rows:
        return [Stay(*row) for row in rows.execute(wanted, (document_id, *audiences))]


def closed_to(index: Path, audiences: Sequence[str]) -> frozenset[str]:
    """Return the paths of documents that are there, of which these audiences may know nothing.

    Raises:
        IndexUnusableError: the file cannot be read.
    """
    if not (index / FILE).is_file():
        return frozenset()
    with kept_rows(index / FILE, _TABLES) as rows:
        live = rows.execute("select distinct path, audience from stays where until is null").fetchall()
    mine = {path for path, audience in live if audience in audiences}
    return frozenset(path for path, _ in live) - mine


def _row(one: Present) -> tuple[str, str, str, str | None, bytes]:
    return one.audience, one.id, one.path, one.key, one.fingerprint
