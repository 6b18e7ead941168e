"""The conversations of each person, in `<index>/conversations.sqlite`: kept from the moment that a question is asked.

A conversation belongs to one person. For everybody else there is none of its name: not to read, to rename, to delete.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from assistant.domain import ANYWHERE, Kind, Scope
from assistant.index.kept import kept_rows

FILE = "conversations.sqlite"
_TABLES = """
create table if not exists conversations (
    id text primary key, person text not null, title text not null, changed text not null);
create index if not exists conversations_of on conversations (person, changed);
create table if not exists turns (
    conversation text not null, number integer not null, asked text not null, kinds text not null, since text,
    circle text not null, understood text not null, answer text, error text not null, stopped integer not null,
    primary key (conversation, number));
"""
_LIST = """
select id, title, changed, (select count(*) from turns where conversation = id)
from conversations where person = ? order by changed desc, rowid desc
"""
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question as it was asked and where it was looked for, for which groups, and what came of it.

    `answer` is the JSON that the commands print, None where there is none: `error` or `stopped` then says why, and with
    neither the program ended before the answer was there. `understood` is the question in full.
    """

    asked: str
    scope: Scope = ANYWHERE
    groups: tuple[str, ...] = ()
    understood: str = ""
    answer: str | None = field(default=None, repr=False)
    error: str = ""
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list: its name, what it is called, when it last changed (ISO 8601, UTC), its questions."""

    id: str
    title: str
    changed: str
    questions: int


@dataclass(frozen=True, slots=True)
class Conversations:
    """The conversations of one person in an index directory.

    Raises (every method):
        IndexUnusableError: they cannot be read or written.
    """

    index: Path
    person: str

    def start(self, turn: KeptTurn) -> str:
        """Keep the first question of a new conversation, which is called after it; return its name."""
        name = secrets.token_urlsafe(9)
        with self._rows() as rows:
            row = (name, self.person, title_of(turn.asked), _now(rows, self.person))
            rows.execute("insert into conversations values (?, ?, ?, ?)", row)
            _put(rows, name, 0, turn)
        return name

    def put(self, name: str, number: int, turn: KeptTurn) -> None:
        """Keep a turn in place of what was there and after it; nothing where the conversation was deleted meanwhile."""
        with self._rows() as rows:
            if self._owns(rows, name):
                if number == 0:
                    _retitle(rows, name, turn.asked)
                rows.execute("delete from turns where conversation = ? and number >= ?", (name, number))
                _put(rows, name, number, turn)
                rows.execute("update conversations set changed = ? where id = ?", (_now(rows, self.person), name))

    def turns(self, name: str) -> tuple[KeptTurn, ...] | None:
        """Return the turns of a conversation in their order, None where this person has none of that name."""
        with self._rows() as rows:
            if not self._owns(rows, name):
                return None
            found = rows.execute(
                "select asked, kinds, since, circle, understood, answer, error, stopped from turns"
                " where conversation = ? order by number",
                (name,),
            ).fetchall()
        return tuple(map(_turn, found))

    def listed(self, words: str = "") -> list[Listed]:
        """Return this person's conversations, the latest first; of those, that have every word in title or questions.

        What was answered is not searched: it may hold what its reader may not see any more.
        """
        with self._rows() as rows:
            found = [Listed(*row) for row in rows.execute(_LIST, (self.person,))]
            wanted = words.casefold().split()
            return [one for one in found if not wanted or _says(rows, one, wanted)]

    def rename(self, name: str, title: str) -> None:
        """Call a conversation something else; nothing where the words are blank."""
        if title.strip():
            with self._rows() as rows:
                found = (title_of(title), name, self.person)
                rows.execute("update conversations set title = ? where id = ? and person = ?", found)

    def delete(self, name: str) -> None:
        """Remove a conversation with all its turns."""
        with self._rows() as rows:
            if self._owns(rows, name):
                rows.execute("delete from turns where conversation = ?", (name,))
                rows.execute("delete from conversations where id = ?", (name,))

    @contextmanager
    def _rows(self) -> Iterator[Connection]:
        with kept_rows(self.index / FILE, _TABLES) as rows:
            rows.execute("pragma secure_delete = on")  # what a person deletes is not to be found in the file
            yield rows

    def _owns(self, rows: Connection, name: str) -> bool:
        found = rows.execute("select 1 from conversations where id = ? and person = ?", (name, self.person))
        return found.fetchone() is not None


def title_of(words: str) -> str:
    """Return what a conversation is called that begins with these words: one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _put(rows: Connection, name: str, number: int, turn: KeptTurn) -> None:
    since = turn.scope.since.isoformat() if turn.scope.since else None
    lists = (json.dumps(list(map(str, turn.scope.kinds))), since, json.dumps(sorted(set(turn.groups))))
    rest = (turn.understood, turn.answer, turn.error, int(turn.stopped))
    rows.execute("insert into turns values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (name, number, turn.asked, *lists, *rest))


def _retitle(rows: Connection, name: str, asked: str) -> None:
    """Call a conversation after its first question, when that is edited and nobody has called it something else."""
    (before,) = rows.execute("select asked from turns where conversation = ? and number = 0", (name,)).fetchone()
    found = (title_of(asked), name, title_of(before))
    rows.execute("update conversations set title = ? where id = ? and title = ?", found)


def _turn(row: tuple[Any, ...]) -> KeptTurn:
    asked, kinds, since, circle, understood, answer, error, stopped = row
    scope = Scope(tuple(Kind(kind) for kind in json.loads(kinds)), date.fromisoformat(since) if since else None)
    return KeptTurn(asked, scope, tuple(json.loads(circle)), understood, answer, error, bool(stopped))


def _says(rows: Connection, one: Listed, wanted: list[str]) -> bool:
    asked = [row[0] for row in rows.execute("select asked from turns where conversation = ?", (one.id,))]
    text = " ".join((one.title, *asked)).casefold()
    return all(word in text for word in wanted)


def _now(rows: Connection, person: str) -> str:
    """Return the moment as ISO 8601, after every kept one of a person: a clock is coarse, and is set back at times."""
    now = datetime.now(UTC)
    (kept,) = rows.execute("select max(changed) from conversations where person = ?", (person,)).fetchone()
    if kept:
        now = max(now, datetime.fromisoformat(kept) + timedelta(milliseconds=1))
    return now.isoformat(timespec="milliseconds")
