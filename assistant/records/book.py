"""The records that a reader may see, with their relations: what belongs below what, and what it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from assistant.domain import Document, Record
from assistant.index.reader import Index
from assistant.records.sorts import belongs_to_account, identity
from assistant.records.versions import outdated

KEY = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b")
_NEAR = 88
NO_SUCH_KEY = "None of the records that you may read has the key {key}."


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Book:
    """The records that a reader may see, each once; what goes by the documents' ids says so by its type.

    `copies` are the older exports of a record: what the newest leaves out, they may still say. `sheets` are the
    documents whose rows are no records.
    """

    documents: tuple[Document, ...]
    by_key: dict[str, Document]
    above: dict[str, Document] = field(default_factory=dict)
    children: dict[str, list[Document]] = field(default_factory=dict)
    copies: dict[str, list[Document]] = field(default_factory=dict)
    sheets: tuple[Document, ...] = ()

    @classmethod
    def of(cls, index: Index) -> Book:
        """Read the records and the sheets of an index."""
        return cls.holding(index.documents())

    @classmethod
    def holding(cls, documents: Iterable[Document]) -> Book:
        """Relate records; of one that several exports hold, the one that changed last counts, of a sheet the last."""
        same: dict[tuple[str, ...], list[Document]] = defaultdict(list)
        given, sheets = list[Document](), list[Document]()
        for document in documents:
            if document.record is not None:
                given.append(document)
            elif any(block.columns for block in document.blocks):
                sheets.append(document)
        older = outdated(given)
        for document in given:
            if document.id not in older:
                same[identity(document)].append(document)
        ordered = [sorted(group, key=_changed, reverse=True) for group in same.values()]
        found = tuple(newest for newest, *_ in ordered)
        names = _Names.of(found)
        above = {newest.id: parent for newest, *others in ordered if (parent := names.parent(newest, *others))}
        children: dict[str, list[Document]] = defaultdict(list)
        for document in found:
            if document.id in above:
                children[above[document.id].id].append(document)
        by_key = {record_of(document).key: document for document in found}
        copies = {newest.id: others for newest, *others in ordered if others}
        return cls(found, by_key, above, dict(children), copies, tuple(sheets))

    def below(self, document: Document) -> list[Document]:
        """Return every record whose chain of parents leads to a record, nearest first."""
        found: list[Document] = []
        waiting, seen = [document.id], {document.id}
        while waiting:
            for other in self.children.get(waiting.pop(0), []):
                if other.id not in seen:
                    seen.add(other.id)
                    waiting.append(other.id)
                    found.append(other)
        return found

    def over(self, document: Document) -> Iterator[Document]:
        """Yield what stands above a record, nearest first."""
        seen, above = {document.id}, self.above.get(document.id)
        while above is not None and above.id not in seen:
            yield above
            seen.add(above.id)
            above = self.above.get(above.id)

    def named(self, name: str) -> list[Document]:
        """Return the records of a key or a name; among equal names the one with most below it is first."""
        key = KEY.search(name)
        if key:
            return [self.by_key[key.group()]] if key.group() in self.by_key else []
        wanted = _bare(name)
        scored = (
            [(_likeness(wanted, record_of(document).title), document) for document in self.documents] if wanted else []
        )
        best = max((score for score, _ in scored), default=0.0)
        same = [document for score, document in scored if score == best >= _NEAR]
        return sorted(same, key=lambda document: -len(self.below(document)))

    def named_in(self, text: str) -> tuple[Document, list[tuple[int, int]]] | None:
        """Return the record whose name or key stands in a text, the longest name first, with the spans to cut out."""
        folded = text.lower()
        best: tuple[int, int, Document, list[tuple[int, int]]] | None = None
        for document in self.documents:
            record = record_of(document)
            names = _in_lower_case(record.key, record.title)
            spans = [found.span() for name in names if name in folded for found in _whole(name, folded)]
            if spans:
                size = max(end - start for start, end in spans)
                row = (size, len(self.below(document)), document, _apart(spans))
                best = row if best is None or row[:2] > best[:2] else best
        return (best[2], best[3]) if best else None


def unknown_key(question: str, book: Book) -> str | None:
    """Return the only key in a question where it is like those of the records and no record has it."""
    keys = set(KEY.findall(question))
    key = keys.pop() if len(keys) == 1 else None
    if key is None or key in book.by_key:
        return None
    return key if any(known.startswith(f"{key.rpartition('-')[0]}-") for known in book.by_key) else None


@dataclass(frozen=True, slots=True)
class _Names:
    """What a parent may be called: exports name it by key, or by its title where they have no other relation."""

    keys: dict[str, list[Document]]
    titles: dict[str, list[Document]]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> _Names:
        keys: dict[str, list[Document]] = defaultdict(list)
        titles: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            keys[record_of(document).key].append(document)
            titles[_folded(record_of(document).title)].append(document)
        return cls(dict(keys), dict(titles))

    def parent(self, *exports: Document) -> Document | None:
        """Return the record that the first of a record's exports to name a parent names; None when it is not clear."""
        for document in exports:
            for name in dict.fromkeys(link.key for link in record_of(document).links if link.name == "parent"):
                keyed = _fitting(self.keys.get(name, []), exports[0])
                found = keyed or _fitting(self.titles.get(_folded(name), []), exports[0])
                if len(found) == 1:
                    return found[0]
        return None


def _fitting(documents: list[Document], child: Document) -> list[Document]:
    """Return those that can stand above a record: of its own tool, and accounts where it belongs to one, if any is."""
    record = record_of(child)
    found = [document for document in documents if document.id != child.id]
    if belongs_to_account(record):
        found = [document for document in found if record_of(document).type == "account"] or found
    return [document for document in found if record_of(document).tool == record.tool] or found


def _changed(document: Document) -> str:
    return record_of(document).updated or document.date or ""


def record_of(document: Document) -> Record:
    """Return the record of a document that has one."""
    assert document.record is not None
    return document.record


@lru_cache(maxsize=100_000)
def short_names(title: str) -> tuple[str, ...]:
    """Return what a record is called: its whole title, and the part before a bracket, colon or dash."""
    whole = KEY.sub("", title).strip()
    first = re.split(r"\s*[(:]\s*| - ", whole)[0].strip()
    return tuple(name for name in dict.fromkeys((whole, first)) if len(name) > 3)


@lru_cache(maxsize=100_000)
def _in_lower_case(key: str, title: str) -> tuple[str, ...]:
    return (key.lower(), *(name.lower() for name in short_names(title)))


def _whole(name: str, folded: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", folded))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without those that lie inside another."""
    return [one for one in set(spans) if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in set(spans))]


def _likeness(wanted: str, title: str) -> float:
    """Return how near a name is to a title or to its first part, 0 to 100; 0 where it is not near."""
    return max(fuzz.ratio(wanted, called, score_cutoff=_NEAR) for called in _whole_and_first(title))


@lru_cache(maxsize=100_000)
def _whole_and_first(title: str) -> tuple[str, ...]:
    whole = _bare(title)
    return tuple(dict.fromkeys((whole, re.split(r"\s*[(:]\s*| - ", whole)[0])))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


@lru_cache(maxsize=100_000)
def _bare(name: str) -> str:
    """Return a name for comparing: lower case, without its key, quotes and words like "initiative"."""
    name = KEY.sub("", name).lower().strip(" \"“”'‘’?.:,-")
    name = re.sub(r"^(?:the|our|an?)\s+", "", name)
    return re.sub(
        r"\s+(?:initiative|project|epic|account|deal)$|^(?:initiative|project|epic|account|deal)\s+", "", name
    ).strip()
