"""The tables of a Confluence XML export (`entities.xml`): each object with its properties, read piece by piece.

Format: xwiki.org, "Confluence XML Format". Names differ between Server and Cloud and between versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

from assistant.errors import DocumentError

_CONTROLS = bytes(set(range(32)) - {9, 10, 13})


@dataclass(frozen=True, slots=True)
class Entity:
    """An object: its class, its id, its properties as text, and the ids that its properties refer to."""

    kind: str
    id: str
    values: Mapping[str, str]
    refers: Mapping[str, str]

    def first(self, *names: str) -> str:
        """Return the first of these properties that is not empty."""
        return next((self.values[name] for name in names if self.values.get(name)), "")

    def to(self, *names: str) -> str:
        """Return the id that the first of these properties refers to."""
        return next((self.refers[name] for name in names if self.refers.get(name)), "")

    @property
    def is_current(self) -> bool:
        """Whether this is what readers see today: no older version, no draft, not in the bin."""
        old = self.to("originalVersion") or self.first("originalVersionId", "originalVersion")
        return not old and self.first("contentStatus") in ("", "current")


class _Clean:
    """Leaves out the control characters that Confluence writes and XML forbids."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source

    def read(self, size: int = -1) -> bytes:
        while data := self._source.read(size):
            # An empty answer means the end: a piece of nothing but such characters is not it.
            if clean := data.translate(None, _CONTROLS):
                return clean
        return b""


def entities_of(source: IO[bytes], kinds: frozenset[str]) -> Iterator[Entity]:
    """Yield the objects of some classes.

    Raises:
        DocumentError: the file is cut off or is no XML.
    """
    try:
        above: list[ElementTree.Element] = []
        for event, element in ElementTree.iterparse(_Clean(source), events=("start", "end")):
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if element.tag == "object" and len(above) == 1:
                if element.get("class", "") in kinds:
                    yield _entity(element)
                above[0].clear()
    except ElementTree.ParseError as error:
        raise DocumentError(f"its entities.xml is cut off or broken ({error}): export the space again") from error


def _entity(element: ElementTree.Element) -> Entity:
    values: dict[str, str] = {}
    refers: dict[str, str] = {}
    for child in element.findall("property"):
        name, inner = child.get("name", ""), child.find("id")
        if inner is not None:
            refers[name] = (inner.text or "").strip()
        else:
            values[name] = "".join(child.itertext()).strip()
    number = element.find("id")
    identity = (number.text or "").strip() if number is not None else ""
    return Entity(element.get("class", ""), identity, values, refers)


@dataclass
class Space:
    """What an export holds but the texts: pages, comments, attachments, people, labels, restrictions."""

    pages: dict[str, Entity] = field(default_factory=dict)
    comments: dict[str, Entity] = field(default_factory=dict)
    attachments: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    spaces: dict[str, tuple[str, str]] = field(default_factory=dict)
    labels: dict[str, list[str]] = field(default_factory=dict)
    restricted: set[str] = field(default_factory=set)
    old: int = 0
    _names: dict[str, str] = field(default_factory=dict)
    _labellings: list[tuple[str, str]] = field(default_factory=list)

    KINDS = frozenset(
        "Space Page BlogPost Comment Attachment ConfluenceUserImpl InternalUser User Label Labelling "
        "ContentPermissionSet".split()
    )

    def add(self, entity: Entity) -> None:
        """Add an object; an older version of a page, comment or attachment only counts."""
        kind = entity.kind
        if kind in ("Page", "BlogPost"):
            if entity.is_current:
                self.pages[entity.id] = entity
            else:
                self.old += 1
        elif kind == "Comment" and entity.is_current:
            self.comments[entity.id] = entity
        elif kind == "Attachment" and entity.is_current:
            name, home = entity.first("fileName", "title"), entity.to("containerContent", "content")
            if name and name not in self.attachments.setdefault(home, []):
                self.attachments[home].append(name)
        elif kind == "ContentPermissionSet" and entity.first("type").casefold() == "view":
            self.restricted.add(entity.to("owningContent"))
        else:
            self._add_name(entity)

    def _add_name(self, entity: Entity) -> None:
        if entity.kind == "Space":
            self.spaces[entity.id] = (entity.first("key"), entity.first("name"))
        elif entity.kind == "ConfluenceUserImpl":
            self.people[entity.id] = entity.first("displayName", "fullName", "name", "lowerName", "username")
        elif entity.kind in ("InternalUser", "User"):
            self._names[entity.first("name", "lowerName")] = entity.first("displayName", "fullName")
        elif entity.kind == "Label" and entity.first("namespace") in ("", "global"):
            self.labels.setdefault(entity.id, []).append(entity.first("name"))
        elif entity.kind == "Labelling":
            self._labellings.append((entity.to("content"), entity.to("label")))

    def settle(self) -> None:
        """Resolve what may stand anywhere in the file: full names of users, and the labels of pages."""
        self.people = {key: self._names.get(name) or name or key for key, name in self.people.items()}
        self.people.update({name: full for name, full in self._names.items() if full})
        names = {label: words[0] for label, words in self.labels.items() if words}
        self.labels = {}
        for page, label in self._labellings:
            if label in names:
                self.labels.setdefault(page, []).append(names[label])

    def person(self, entity: Entity, *parts: str) -> str:
        """Return who created or last changed something."""
        for part in parts:
            if key := entity.to(part):
                return self.people.get(key) or "somebody"
            if name := entity.first(f"{part}Name"):
                return self.people.get(name) or name
        return ""

    def above(self, page: Entity) -> list[Entity]:
        """Return the pages above a page, the outermost first."""
        found: list[Entity] = []
        while (above := self.pages.get(page.to("parent"))) and above not in found and len(found) < 50:
            found.append(above)
            page = above
        return found[::-1]
