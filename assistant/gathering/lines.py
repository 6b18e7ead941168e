"""A line that speaks about an initiative, and all of them together as its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from assistant.catalogue.initiatives import Initiative
from assistant.domain import Document, Kind, Quote, Role
from assistant.encoder.statements import Statement
from assistant.quotes import quote
from assistant.text.links import is_only_link
from assistant.text.names import name_key
from assistant.text.sections import Section, label_of
from assistant.text.unfilled import is_instruction, is_unfilled

UNREAD = Statement(0.0, 0.0, 1.0)
"""Lines around, tickets below and rows in parts are not judged as statements of intent."""

_PROMPT = re.compile(
    r"^\W*(?:<[^>]{3,}>|\[[A-Z][^\]]{8,}\]|\{\{.*\}\}|tbd\b.*|tbc\b.*|n/?a\b|to be (?:agreed|defined|"
    r"decided|filled|written).*|see deck\W*|\.{3,}|_{3,}|-+|\?+)\W*$",
    re.I,
)
_CONTENTS = re.compile(r"^\W*\[[^\]]+\]\(#[^)]*\)\W*$")
_ASKS_TO_FILL = re.compile(
    r"^\s*(?:>\s*)?(?:[-*]\s+)?(?P<mark>[*_])(?![*_])\s*(?:describe|write|list|identify|explain|include|add|fill|provide|insert|enter|"
    r"summari[sz]e|outline|specify|brief(?:ly)?|what|which|who|how|why|where|when|use|limit)\b.*(?P=mark)\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""A line in italics as a whole that tells whoever fills the form what to write."""
_PROMPT_INSIDE = re.compile(
    r"<[A-Za-z][^<>]{6,}[?.…]?>|\[(?:who|what|name|insert|describe|add|fill)\b[^\]]*\]", re.IGNORECASE
)
_TAGS = re.compile(r"^\W*(?:(?:\[[^\]]{2,30}\]|\w+ ?[:/] ?#\d+|#\d+|[A-Z]{2,8}-\d+)[\s:–—-]*)+|\s*\[?#\d+\]?\W*$")


class Relation(IntEnum):
    """How a line belongs to the initiative, closest first."""

    OWN = 0
    NAME = 1
    MENTION = 2
    COMMENT = 3
    CHILD = 4
    NEAR = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, item, row or field that speaks about the initiative."""

    document: Document
    start: int
    end: int
    text: str
    relation: Relation
    section: Section | None
    heading: str
    role: Role
    date: str | None
    statement: Statement
    cells: tuple[tuple[str, str], ...] = ()
    label: str = ""

    @property
    def is_intent(self) -> bool:
        """Whether it stands where the organisation says what it wants: a strategy page, the record's own field."""
        return self.document.kind.is_intent or self.document.kind is Kind.OTHER or self.role is Role.FIELD

    @property
    def is_in_parts(self) -> bool:
        """Whether it is a row whose cells are lines of their own, so that it says nothing beside them."""
        return bool(self.cells) and self.statement == UNREAD

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link: the title of what lies elsewhere."""
        return is_only_link(self.document.text[self.start : self.end])

    @property
    def is_told_by_column(self) -> bool:
        """Whether the name of its own field or column, not a heading within a longer text, says what it is about."""
        block = self.document.block_at(self.start) if self.role is Role.FIELD else None
        return block is not None and (block.locator.field == self.heading or self.heading in block.columns)

    def quote(self) -> Quote | None:
        """Return the line as a checked quote."""
        return quote(self.document, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All lines about an initiative, its record and its children."""

    initiative: Initiative
    lines: tuple[Line, ...]
    record: Document | None = None
    children: tuple[Document, ...] = ()
    templates: tuple[Line, ...] = ()
    pages: frozenset[str] = frozenset()
    """The documents that are about the initiative alone, by id."""

    def of(self, *relations: Relation) -> list[Line]:
        """Return the lines of some relations."""
        return [line for line in self.lines if line.relation in relations]

    @property
    def own(self) -> list[Line]:
        """Return what speaks about the initiative itself."""
        return self.of(Relation.OWN, Relation.MENTION)

    @property
    def documents(self) -> list[Document]:
        """Return the documents that were read, in order."""
        return list({line.document.id: line.document for line in self.lines}.values())


def bare(text: str) -> str:
    """Return a ticket's title without its number and tags ("#123 [Dev] Add a filter": "Add a filter")."""
    return _TAGS.sub("", text).strip() or text


def unnamed(text: str, initiative: Initiative) -> str:
    """Return a line without the initiative's name and a colon before it: what is said, not of whom."""
    head, colon, rest = bare(text).partition(": ")
    known = {name_key(name) for name in (initiative.name, *initiative.aliases)}
    return rest if colon and name_key(head) in known and len(rest.split()) > 2 else bare(text)


def is_prompt(line: Line) -> bool:
    """Whether a line is an unfilled prompt of a template ("<Who will do what?>", "TBD")."""
    raw = line.document.text[line.start : line.end].strip()
    body = raw.split(":", 1)[-1].strip(" *_") if label_of(line.text) or re.match(r"^\W*[\w ]{2,30}:\W*\S", raw) else raw
    return bool(
        _CONTENTS.match(raw)
        or _PROMPT.match(raw)
        or _PROMPT.match(body)
        or _ASKS_TO_FILL.match(raw)
        or _PROMPT_INSIDE.search(raw)
        or is_instruction(raw)
        or is_unfilled(raw)
        or not line.text.strip()
    )
