"""Gather what the documents say about one initiative: its lines, each with how it belongs to the initiative and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from assistant.domain import Block, Document, Kind, Quote, Role
from assistant.initiatives import Anchor, Catalogue, Initiative, Place
from assistant.names import KEY, holds, is_generic, main_variants, stems, units
from assistant.plain import plain
from assistant.quotes import quote
from assistant.sections import Section, label_of, section_of
from assistant.sentences import block_sentences
from assistant.statements import Statement, Statements

MOST_BLOCKS = 400
"""Blocks of one document that are read; a longer page about one initiative is a report on much else."""
MOST_ANCHORS = 120
_WIKI_HEADING = re.compile(r"^h[1-6]\.\s+(.+)$|^\s*\*([^*\n]{3,60})\*:?\s*$", re.MULTILINE)
_PROMPT = re.compile(r"^\W*(?:<[^>]{3,}>|\[[A-Z][^\]]{8,}\]|\{\{.*\}\}|tbd\b.*|tbc\b.*|n/?a\b|to be (?:agreed|defined|decided|filled|written).*|see deck\W*|\.{3,}|_{3,}|-+|\?+)\W*$", re.I)
_PROMPT_INSIDE = re.compile(r"<[A-Za-z][^<>]{6,}[?.…]?>|\[(?:who|what|name|insert|describe|add|fill)\b[^\]]*\]", re.IGNORECASE)
_SUBJECT_FIELDS = frozenset({"description", "summary", "target outcome", "outcome", "goal", "objective", "acceptance criteria", "epic name", "business value"})
_UNREAD = Statement(0.0, 0.0, 1.0)
"""Lines around and tickets below are not judged as statements of intent."""


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
        """Whether it stands where the organisation says what it wants: a strategy page or the record's own description."""
        return self.document.kind.is_intent or self.document.kind is Kind.OTHER or self.role is Role.FIELD

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


@dataclass(slots=True)
class _Span:
    document: Document
    start: int
    end: int
    relation: Relation
    section: Section | None
    heading: str
    block: Block
    date: str | None


@dataclass(slots=True)
class Gatherer:
    """Collects the spans of one initiative, each once, in the closest relation."""

    initiative: Initiative
    catalogue: Catalogue
    spans: dict[tuple[str, int], _Span] = field(default_factory=dict)
    has_home: bool = False
    """Whether a page, a section or a record is the initiative's own, so that lists elsewhere only mention it."""

    def read(self) -> Iterator[_Span]:
        """Yield the spans, closest first, then in the order of the documents."""
        order = {Place.RECORD: 0, Place.DOCUMENT: 1, Place.HEADING: 2}
        for anchor in sorted(self.initiative.anchors[:MOST_ANCHORS], key=lambda a: order.get(a.place, 3)):
            if anchor.place not in order and not self.has_home:
                self.has_home = any(span.relation is Relation.OWN for span in self.spans.values())
            self._read_anchor(anchor)
        if self.initiative.key:
            for child in self.catalogue.children(self.initiative.key):
                self._read_record(child, Relation.CHILD)
        yield from sorted(self.spans.values(), key=lambda s: (s.relation, s.document.path, s.document.key or "", s.start))

    def _read_anchor(self, anchor: Anchor) -> None:
        document = anchor.document
        if anchor.place is Place.RECORD:
            own = document.key == self.initiative.key or self.initiative.key is None
            self._read_record(document, Relation.OWN if own else Relation.MENTION)
        elif anchor.place is Place.DOCUMENT:
            if self._is_about(document.title, document):
                self._read_blocks(document, range(min(len(document.blocks), MOST_BLOCKS)), Relation.OWN)
        elif anchor.block is not None:
            self._read_block_anchor(document, anchor.block, anchor.place)

    def _is_about(self, title: str, document: Document) -> bool:
        """Whether a page's title is the initiative's name with little else, so that the page is about it."""
        file = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return any(_covers(name, text) for name in self._names() for text in (title, file))

    def _names(self) -> list[str]:
        return [*dict.fromkeys([*main_variants(self.initiative.name), *self.initiative.aliases])]

    def _read_block_anchor(self, document: Document, number: int, place: Place) -> None:
        block = document.blocks[number]
        if place is Place.HEADING:
            title = plain(document.text[block.start : block.end])
            below = _below(document, number)
            relation = Relation.OWN if any(_covers(name, title) for name in self._names()) else Relation.NEAR
            self._add(document, block, block.start, block.end, Relation.NAME, None)
            self._read_blocks(document, below, relation)
        elif place is Place.LIST:
            closest = Relation.MENTION if self.has_home else Relation.OWN
            self._add_sentences(document, block, closest if len(_words(document, block)) > 4 else Relation.NAME)
            self._read_blocks(document, _nested(document, number), closest)
        else:
            self._add_sentences(document, block, Relation.MENTION)

    def _read_record(self, document: Document, relation: Relation) -> None:
        for block in document.blocks:
            name = (block.locator.field or "").lower()
            if block.role is Role.COMMENT:
                self._add_sentences(document, block, Relation.COMMENT if relation is Relation.OWN else Relation.CHILD)
            elif name in _SUBJECT_FIELDS or block.role is not Role.FIELD:
                self._add_sentences(document, block, Relation.NAME if name == "summary" and relation is Relation.OWN else relation)

    def _read_blocks(self, document: Document, numbers: Iterable[int], relation: Relation) -> None:
        for number in numbers:
            block = document.blocks[number]
            if block.role not in (Role.HEADING, Role.HEADER):
                self._add_sentences(document, block, relation)

    def _add_sentences(self, document: Document, block: Block, relation: Relation) -> None:
        for start, end, heading in _pieces(document, block):
            here = relation
            if relation is Relation.MENTION and not self._named(document.text[start:end]):
                here = Relation.NEAR
            self._add(document, block, start, end, here, heading)

    def _named(self, text: str) -> bool:
        there = stems(plain(text))
        if self.initiative.key and self.initiative.key in text:
            return True
        return any(all(holds(there, unit) for unit in units(name)) for name in self._names())

    def _add(self, document: Document, block: Block, start: int, end: int, relation: Relation, heading: str | None) -> None:
        known = self.spans.get((document.id, start))
        if known is None or relation < known.relation:
            trail = [h for h in reversed(block.trail)]
            section, title = _announced([heading] if heading else [], trail, block.locator.field)
            date = (block.locator.time or "")[:10] or document.date
            self.spans[document.id, start] = _Span(document, start, end, relation, section, title, block, date)


def gather(initiative: Initiative, catalogue: Catalogue, statements: Statements) -> Evidence:
    """Return the evidence of an initiative, every line classified."""
    spans = list(Gatherer(initiative, catalogue).read())
    texts = [plain(span.document.text[span.start : span.end]) for span in spans]
    closest = [span.relation <= Relation.COMMENT for span in spans]
    known = iter(statements.classify([text or "-" for text, near in zip(texts, closest, strict=True) if near]))
    told = [next(known) if near else _UNREAD for near in closest]
    lines, templates = [], []
    for span, text, statement in zip(spans, texts, told, strict=True):
        line = _line(span, text, statement)
        (templates if is_prompt(line) else lines).append(line)
    record = next((a.document for a in initiative.anchors if a.document.record and a.document.key == initiative.key), None)
    children = tuple(catalogue.children(initiative.key)) if initiative.key else ()
    return Evidence(initiative, tuple(lines), record, children, tuple(templates))


def is_prompt(line: Line) -> bool:
    """Whether a line is an unfilled prompt of a template ("<Who will do what?>", "TBD")."""
    raw = line.document.text[line.start : line.end].strip()
    body = raw.split(":", 1)[-1].strip(" *_") if label_of(line.text) or re.match(r"^\W*[\w ]{2,30}:\W*\S", raw) else raw
    return bool(_PROMPT.match(raw) or _PROMPT.match(body) or _PROMPT_INSIDE.search(raw) or not line.text.strip())


def _line(span: _Span, text: str, statement: Statement) -> Line:
    label = label_of(text)
    section = label[1] if label else span.section
    block = span.block
    raw = span.document.text[span.start : span.end]
    cells = tuple(zip(block.columns, raw.split(" | "), strict=False)) if block.columns and block.role is Role.ROW else ()
    return Line(
        span.document, span.start, span.end, text, span.relation, section, span.heading, block.role, span.date, statement, cells,
        label[0] if label else "",
    )  # fmt: skip


def _announced(inner: list[str], trail: list[str], name: str | None) -> tuple[Section | None, str]:
    if name and not inner and name.lower() not in ("description", "summary", "comment"):
        return section_of(name), name
    for heading in (*inner, *trail):
        section = section_of(heading)
        if section is not None:
            return section, heading
    return None, (inner or trail or [""])[0]


def _pieces(document: Document, block: Block) -> Iterator[tuple[int, int, str | None]]:
    """Yield the sentences of a block, those below a wiki heading inside it with that heading; a prompt stays whole."""
    heading: str | None = None
    at = block.start
    piece = document.text[block.start : block.end]
    cuts = [(m.start() + block.start, m.end() + block.start, m.group(1) or m.group(2)) for m in _WIKI_HEADING.finditer(piece)]
    for first, last, following in [*cuts, (block.end, block.end, None)]:
        body = document.text[at:first].strip()
        if body.startswith("<") and body.endswith(">"):
            start = document.text.index("<", at)
            yield start, start + len(body), heading
        elif body:
            part = Block(at, first, block.role, block.trail, block.locator, block.columns)
            for start, end in block_sentences(document.text, part):
                for begin, final in _items(document.text, start, end):
                    yield begin, final, heading
        at, heading = last, following.strip() if following else heading


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or its list items where a sentence of a wiki text is a list."""
    piece = text[start:end]
    cuts = [0, *(m.start() for m in re.finditer(r"\n(?=[ \t]*(?:[#*•-]+|\d+[.)])[ \t])", piece)), len(piece)]
    for first, last in zip(cuts, cuts[1:], strict=False):
        part = piece[first:last]
        lead, tail = len(part) - len(part.lstrip()), len(part) - len(part.rstrip())
        if any(letter.isalnum() for letter in part):
            yield start + first + lead, start + last - tail


def _words(document: Document, block: Block) -> list[tuple[str, ...]]:
    return units(KEY.sub(" ", plain(document.text[block.start : block.end])))


def _covers(name: str, title: str) -> bool:
    """Whether a title is a name with little else (and a name worth it)."""
    wanted, there = units(name), units(KEY.sub(" ", title))
    if not wanted or not all(holds(stems(title), unit) for unit in wanted):
        return False
    known = frozenset(spelling for unit in wanted for spelling in unit)
    rest = [unit for unit in there if not (is_generic(unit) or holds(known, unit) or unit[0].isdigit())]
    return len(rest) <= max(2, len(wanted))


def _below(document: Document, number: int) -> list[int]:
    """Return the blocks under a heading: those whose trail goes on from it."""
    block = document.blocks[number]
    title = plain(document.text[block.start : block.end])
    depth, below = len(block.trail), []
    for at in range(number + 1, min(len(document.blocks), number + 1 + MOST_BLOCKS)):
        trail = document.blocks[at].trail
        if len(trail) <= depth or plain(trail[depth]) != title:
            break
        below.append(at)
    return below


def _indent(document: Document, block: Block) -> int:
    line = document.text.rfind("\n", 0, block.start) + 1
    before = document.text[line : block.start]
    return len(before) - len(before.lstrip()) if before.strip(" \t-*+#0123456789.)>") == "" else 0


def _nested(document: Document, number: int) -> list[int]:
    """Return the items that stand deeper below a list item."""
    block = document.blocks[number]
    if block.role is not Role.ITEM:
        return []
    depth, nested = _indent(document, block), []
    for at in range(number + 1, min(len(document.blocks), number + 40)):
        other = document.blocks[at]
        if other.role is not Role.ITEM or _indent(document, other) <= depth:
            break
        nested.append(at)
    return nested
