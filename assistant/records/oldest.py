"""The oldest and the newest of the records that a question names."""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import Document, Record
from assistant.records.asked import read_query
from assistant.records.book import Book, record_of
from assistant.records.cells import created_cell
from assistant.records.facts import Rows
from assistant.records.query import Query
from assistant.records.states import joined, joined_cell

_FIRST = re.compile(
    r"^(?:what|which|who|show(?: me)?)(?:['’]s|\s+is|\s+was)?\s+(?:the |our )?"
    r"(?P<way>oldest|newest|most recent|latest)\s+(?P<of>[^?]+?)\s*\??$"
    r"|^which\s+(?P<of2>[^?]+?)\s+(?:has|have) been open (?:the )?longest\s*\??$",
    re.IGNORECASE,
)
_NO_AGE = frozenset({"contact", "objective", "key result", "goal", "budget line"})


def oldest_or_newest(text: str, book: Book, today: date) -> Rows:
    """Return the oldest or newest of the records that a question names, nothing where it asks for none."""
    match = _FIRST.match(text)
    if match is None:
        return []
    newest = (match["way"] or "oldest").lower() != "oldest"
    return _first(match["of"] or f"open {match['of2']}", newest, book, today)


def _read(of: str, book: Book, today: date) -> tuple[Query, list[Document]] | None:
    query = read_query(of, book, today)
    return (query, [one for one in book.documents if query.matches(one)]) if query else None


def _first(of: str, newest: bool, book: Book, today: date) -> Rows:
    """Return the record that was made first or last, and those of the same day; nothing where one has no such day."""
    read = _read(of, book, today)
    people = read is not None and all(record_of(one).type == "person" for one in read[1])
    if people and not newest:
        return []  # who is the oldest is no question of the day on which they joined
    day_of, cell_of = (joined, joined_cell) if people else (_made_on, created_cell)
    made = [(str(day_of(record_of(one)) or "")[:10], one) for one in read[1]] if read else []
    if not made or any(not day or record_of(one).type in _NO_AGE for day, one in made):
        return []
    wanted = (max if newest else min)(day for day, _ in made)
    chosen = [(one, cell) for day, one in made if day == wanted and (cell := cell_of(one, wanted))]
    which = f"the {'newest' if newest else 'oldest'} of {len(made)}"
    verb = "joined" if people else "created"
    return [(f"{one.title}: {verb} on {wanted}, {which}.", [cell]) for one, cell in chosen]


def _made_on(record: Record) -> str | None:
    return record.created
