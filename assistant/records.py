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

    def named_in(self, text: str) -> tuple[Document, list[tuple[int, int]]] | None:
        """Return the record whose name or key stands in a text, the longest name first, with the spans to cut out."""
        folded = text.lower()
        best: tuple[int, int, Document, list[tuple[int, int]]] | None = None
        for document in self.documents:
            record = record_of(document)
            spans = [
                found.span() for name in (record.key, *short_names(record.title)) for found in _whole(name, folded)
            ]
            if spans:
                size = max(end - start for start, end in spans)
                row = (size, len(self.below(record.key)), document, _apart(spans))
                best = row if best is None or row[:2] > best[:2] else best
        return (best[2], best[3]) if best else None


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


def short_names(title: str) -> list[str]:
    """Return what a record is called: its whole title, and the part before a bracket, colon or dash."""
    whole = _KEY.sub("", title).strip()
    first = re.split(r"\s*[(:]\s*| - ", whole)[0].strip()
    return [name for name in dict.fromkeys((whole, first)) if len(name) > 3]


def _whole(name: str, folded: str) -> list[re.Match[str]]:
    if name.lower() not in folded:
        return []
    return list(re.finditer(rf"(?<!\w){re.escape(name.lower())}(?!\w)", folded))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without those that lie inside another."""
    return [one for one in set(spans) if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in set(spans))]


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
