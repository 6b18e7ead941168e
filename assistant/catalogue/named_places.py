"""Where a generation names something: records, pages, headings, items, rows and sentences, by words and by names."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from assistant.catalogue.announced_pages import announcement
from assistant.catalogue.project_folders import ProjectFolders
from assistant.domain import Block, Document, Kind, Role
from assistant.text.names import name_key, stems, variants
from assistant.text.places import file_name
from assistant.text.plain import plain

LONGEST_NAME = 14
"""Words; an item or row that is longer is a statement, not a name."""
_BESIDE = (Kind.CUSTOMERS, Kind.FINANCE)
_STRONG = re.compile(r"^\W*(?:\*\*|__)(.{3,80}?)(?:\*\*|__)")
_LABEL = re.compile(r"^(?P<name>[A-Z][^:.?!\n]{2,70}?):\s+\S")
LONGEST_LABEL = 8
"""Words before the colon of an item that are its name."""
LIST_COLUMN = re.compile(
    r"^(?:(?:strategic|key|company) )?(?:initiative|project|rock|epic|programme|program|workstream|bet)s?"
    r"(?: (?:name|title))?$",
    re.IGNORECASE,
)
GOAL_COLUMN = re.compile(r"^(?:outcome|objective|goal|use case|key result)s?\b", re.IGNORECASE)


class Place(StrEnum):
    """What kind of place names an initiative."""

    RECORD = "record"
    DOCUMENT = "document"
    HEADING = "heading"
    LIST = "list"
    TEXT = "text"


class Entry(NamedTuple):  # a generation has a hundred thousand of them
    """A place: a document by its identity, the block in it (None: the document as a whole), the name that it gives."""

    document: str
    block: int | None
    place: Place
    name: str | None = None


@dataclass(slots=True)
class Places:
    """The places of a generation in the order of its documents, found by stem, by name, and records by their parent.

    Places are numbers in `entries`; `children` has the identities of records by the key of what stands above them.
    """

    entries: list[Entry] = field(default_factory=list)
    by_stem: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("I")))
    by_name: dict[tuple[str, ...], array[int]] = field(default_factory=lambda: defaultdict(lambda: array("I")))
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    announced: dict[str, frozenset[str]] = field(default_factory=dict)
    """What pages say that they are about, as stems, by the identity of the page."""
    projects: dict[str, str] = field(default_factory=dict)
    """The folder of each page that is of a project, as `project_folders` tells, by the identity of the page."""
    folders: dict[str, list[str]] = field(default_factory=dict)
    """The identities of the pages anywhere below the folders of a name, by that name."""

    @classmethod
    def read(cls, documents: Iterable[Document]) -> Places:
        """Return the places of documents."""
        places, folders = cls(), ProjectFolders()
        for document in documents:
            if document.record is None:
                folders.add(document)
            places._add_document(document)
        places.projects, places.folders = folders.found(), dict(folders.below)
        for number, entry in enumerate(places.entries):
            if entry.place is Place.DOCUMENT and entry.document in places.projects:
                places._add_words(places.projects[entry.document], number)
        return places

    def _add_document(self, document: Document) -> None:
        if document.record is not None:
            for name in {link.key for link in document.record.links if link.name == "parent"}:
                self.children[name].append(document.id)
            if document.kind not in _BESIDE:
                self._add(document, None, Place.RECORD, document.record.title, document.record.title)
        else:
            stem = file_name(document.path)
            self._add(document, None, Place.DOCUMENT, document.title, f"{document.title} {stem}")
            self._name(stem, len(self.entries) - 1)
            if said := announcement(document):
                self.announced[document.id] = stems(f"{said} {stem}")
        for number, block in enumerate(document.blocks):
            self._add_block(document, number, block)

    def _add_block(self, document: Document, number: int, block: Block) -> None:
        if block.role in (Role.HEADER, Role.FIELD, Role.COMMENT) and document.record is not None:
            return
        text = plain(document.text[block.start : block.end])
        place = (
            Place.HEADING
            if block.role is Role.HEADING
            else Place.LIST
            if block.role in (Role.ITEM, Role.ROW)
            else Place.TEXT
        )
        self._add(document, number, place, _lead(text, block, document), text)

    def _add(self, document: Document, block: int | None, place: Place, name: str | None, text: str) -> None:
        number = len(self.entries)
        self.entries.append(Entry(document.id, block, place, name))
        for word in stems(text):
            self.by_stem[word].append(number)
        if name:
            self._name(name, number)

    def _add_words(self, folder: str, number: int) -> None:
        """Let a page of a project be found by the name of its folder too."""
        for word in stems(folder):
            self.by_stem[word].append(number)
        self._name(folder, number)

    def _name(self, name: str, number: int) -> None:
        for variant in variants(name):
            self.by_name[name_key(variant)].append(number)


def work_column(block: Block) -> int | None:
    """Return the column in which a row names a piece of work; None where it names a goal first, or no work."""
    for at, column in enumerate(block.columns):
        if LIST_COLUMN.match(column.strip()):
            return at
        if GOAL_COLUMN.match(column.strip()):
            return None
    return None


def _lead(text: str, block: Block, document: Document) -> str | None:
    """Return the name that a block may be: a heading, an item's label, a short item, a first cell, bold words."""
    if block.role is Role.ROW:
        cells = text.split(" | ")
        text = cells[min(work_column(block) or 0, len(cells) - 1)]
    elif block.role is not Role.HEADING and (strong := _STRONG.match(document.text[block.start : block.end])):
        text = strong.group(1)
    elif block.role is Role.TEXT:
        return None
    elif block.role is Role.ITEM and (label := _LABEL.match(text)) and len(label["name"].split()) <= LONGEST_LABEL:
        text = label["name"]
    return text if 0 < len(text.split()) <= LONGEST_NAME else None
