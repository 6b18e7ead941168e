"""The records that a reader may see, with their relations: what belongs below what, and what it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from assistant.domain import Document, Quote, Record, Role
from assistant.index.reader import Index
from assistant.quotes import quote

_KEY = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b")
_NEAR = 88


@dataclass(frozen=True, slots=True)
class Book:
    """The records that a reader may see, with their relations."""

    documents: tuple[Document, ...]
    by_key: dict[str, Document]
    children: dict[str, list[Document]] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Index) -> Book:
        """Read the records of an index."""
        documents = tuple(document for document in index.documents() if document.record is not None)
        by_key = {record_of(document).key: document for document in documents}
        children: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            parent = record_of(document).parent
            if parent is not None:
                children[parent].append(document)
        return cls(documents, by_key, dict(children))

    def below(self, key: str) -> list[Document]:
        """Return every record whose chain of parents leads to a key, nearest first."""
        found: list[Document] = []
        waiting, seen = [key], {key}
        while waiting:
            for document in self.children.get(waiting.pop(0), []):
                other = record_of(document).key
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
                    found.append(document)
        return found

    def named(self, name: str) -> Document | None:
        """Return the record of a key or a name; among equal names the one with most below it."""
        key = _KEY.search(name)
        if key:
            return self.by_key.get(key.group())
        wanted = _bare(name)
        scored = (
            [(_likeness(wanted, record_of(document).title), document) for document in self.documents] if wanted else []
        )
        best = max((score for score, _ in scored), default=0.0)
        same = [document for score, document in scored if score == best >= _NEAR]
        return max(same, key=lambda document: len(self.below(record_of(document).key)), default=None)


def record_of(document: Document) -> Record:
    """Return the record of a document that has one."""
    assert document.record is not None
    return document.record


def field_quote(document: Document, names: str) -> Quote | None:
    """Return the quote of the first field whose name matches a pattern."""
    wanted = re.compile(names, re.IGNORECASE)
    for block in document.blocks:
        if block.role == Role.FIELD and wanted.search(block.locator.field or ""):
            return quote(document, block.start, block.end)
    return None


def _likeness(wanted: str, title: str) -> float:
    whole = _bare(title)
    return max(fuzz.ratio(wanted, whole), fuzz.ratio(wanted, re.split(r"\s*[(:]\s*| - ", whole)[0]))


def _bare(name: str) -> str:
    """Return a name for comparing: lower case, without its key, quotes and words like "initiative"."""
    name = _KEY.sub("", name).lower().strip(" \"“”'‘’?.:,-")
    name = re.sub(r"^(?:the|our|an?)\s+", "", name)
    return re.sub(
        r"\s+(?:initiative|project|epic|account|deal)$|^(?:initiative|project|epic|account|deal)\s+", "", name
    ).strip()
