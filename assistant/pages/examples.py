"""Questions that a first visitor could ask, made of what the index holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from assistant.domain import Document, Kind, Role
from assistant.text.plain import plain

_NAMED = re.compile(r"initiative|charter|project|brief|business case", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:\(.*\)|\b(?:v\d[\d.]*|final|draft|copy|brief|project charter|charter|business case)\b.*)$", re.IGNORECASE
)
_RECORD = "initiative"
_LONGEST = 60
_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Questions about initiatives, which are always answered, and others, which may not be."""

    initiatives: tuple[str, ...]
    others: tuple[str, ...]


def candidates(documents: Iterable[Document]) -> Candidates:
    """Return questions that titles suggest; the others are of strategy, problems and players in turn."""
    initiatives: list[str] = []
    sections: dict[Kind, list[str]] = {Kind.STRATEGY: [], Kind.PROBLEMS: [], Kind.PLAYERS: []}
    for document in documents:
        if name := initiative_name(document):
            initiatives.append(f"Is {name} outcome-aligned?")
        elif document.kind in sections:
            sections[document.kind] += _about(document)
    sorts = [dict.fromkeys(sort) for sort in sections.values()]
    others = (question for row in zip_longest(*sorts) for question in row if question)
    return Candidates(tuple(dict.fromkeys(initiatives)), tuple(others))


def initiative_name(document: Document) -> str | None:
    """Return what an initiative is called, None for a document that is not about one."""
    record = document.record
    if record is not None:
        return record.title.removeprefix(record.key).strip() if record.type == _RECORD else None
    if document.kind is not Kind.STRATEGY or not _NAMED.search(document.path):
        return None
    name = _TAIL.sub("", re.split(r"[,:–—]| - ", plain(document.title))[0]).strip()
    return name if name and len(name) <= _LONGEST else None


def _about(document: Document) -> Iterator[str]:
    """Yield a question for the first sections of a document: their headings where they are questions already."""
    headings = [b for b in document.blocks if b.role is Role.HEADING][: 1 + _SECTIONS]
    for block in headings:
        words = plain(document.text[block.start : block.end])
        if words.endswith("?") and len(words) <= _LONGEST:
            yield words
    title = plain(document.title)
    if len(title) <= _LONGEST and not re.search(r"\d{4}-\d|readme", title, re.IGNORECASE):
        yield f"What do we know about {title}?"
