"""People whom a question calls by one of their names: "Nadia" is the only Nadia who owns something."""

from __future__ import annotations

import re
from collections import defaultdict
from weakref import WeakKeyDictionary

from assistant.records.book import Book, record_of

_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*", re.UNICODE)
_LEAST = 3
_NAMED: WeakKeyDictionary[Book, dict[str, str]] = WeakKeyDictionary()


def with_whole_names(text: str, book: Book) -> str:
    """Return a question with the whole name of each person whom it calls by a part that nobody and nothing else has."""
    if book not in _NAMED:
        _NAMED[book] = _parts(book)
    named = _NAMED[book]
    for part in dict.fromkeys(re.findall(r"(?<![\w-])[A-ZÀ-Ž][^\W\d_]{2,}", text)):
        whole = named.get(part)
        if whole and whole.casefold() not in text.casefold():
            said = re.search(rf"(?<![\w-]){re.escape(part)}(?=['’]s\b|(?![\w-]))", text)
            text = f"{text[: said.start()]}{whole}{text[said.end() :]}" if said else text
    return text


def _parts(book: Book) -> dict[str, str]:
    """Return the parts of names that mean one person, each with the whole name."""
    wholes = {
        owner.strip()
        for one in book.documents
        for said in (record_of(one).owner, record_of(one).title if record_of(one).type == "person" else None)
        for owner in re.split(r"[,;]", said or "")
        if len(owner.split()) > 1
    }
    people: dict[str, set[str]] = defaultdict(set)
    for whole in wholes:
        for part in _WORD.findall(whole):
            if len(part) >= _LEAST:
                people[part].add(whole)
    elsewhere = {
        word
        for one in book.documents
        if record_of(one).type not in ("person", "user", "contact")
        for word in _WORD.findall(record_of(one).title)
    }
    return {part: next(iter(found)) for part, found in people.items() if len(found) == 1 and part not in elsewhere}
