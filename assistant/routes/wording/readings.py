"""Two or three things that a question may mean: records of one name, or of names that its name is part of.

They are drawn from what the reader may see, so that what is asked back tells nothing else.
"""

from __future__ import annotations

import re

from assistant.domain import Document
from assistant.index.words import stems
from assistant.records.book import Book, record_of
from assistant.records.facts import subject_of

_MOST = 3
_NAMED = frozenset(
    "initiative epic theme project objective goal rock account customer company opportunity deal person contact team"
    " product portfolio".split()
)
"""Types whose records people call by a part of their name."""
_WHOM = re.compile(r"^\s*(?:who|what)(?:'s|’s|\s+is|\s+was)\s+(?P<name>[A-Z][\w'’-]+)\s*\??$")


def readings(question: str, book: Book) -> tuple[str, ...]:
    """Return the names of the things that a question about one may mean, () where it is clear or about none."""
    text = " ".join(question.split())
    whom = _WHOM.match(text)
    name = whom["name"] if whom else subject_of(text)
    if not name:
        return ()
    found = _twins(name, book) or ([] if book.named(name) else _parts(name, book))
    return tuple(found) if 1 < len(found) <= _MOST else ()


def asked_back(names: tuple[str, ...]) -> str:
    """Return the question that is asked back."""
    return f"Which one do you mean: {', '.join(names[:-1])} or {names[-1]}?"


def _twins(name: str, book: Book) -> list[str]:
    """Return the records that are called alike and are of one type: what tells them apart is beside the name."""
    same = book.named(name)
    alike = [one for one in same if record_of(one).type == record_of(same[0]).type] if same else []
    if len(alike) < 2 or len({record_of(one).title.casefold() for one in alike}) > 1:
        return []
    return [f"{record_of(one).title} ({beside})" for one, beside in zip(alike, _apart(alike), strict=True)]


def _parts(name: str, book: Book) -> list[str]:
    """Return the titles that have a name as whole words among others."""
    wanted = set(stems(name))
    chosen = [
        one for one in book.documents if record_of(one).type in _NAMED and wanted <= set(stems(record_of(one).title))
    ]
    return list(dict.fromkeys(record_of(one).title for one in chosen))


def _apart(alike: list[Document]) -> list[str]:
    """Return what tells records of one name apart: their teams, accounts or managers where they differ, else keys."""
    for relation in ("team", "account", "manager"):
        beside = [next((link.key for link in record_of(one).links if link.name == relation), "") for one in alike]
        if all(beside) and len(set(beside)) == len(alike):
            return beside
    return [record_of(one).key for one in alike]
