"""Gather the places of the documents that speak of one initiative, each with how it belongs to it and below what."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.catalogue.initiatives import Anchor, Catalogue, Initiative
from assistant.catalogue.led_in import led_in, tells_averted
from assistant.catalogue.named_places import LIST_COLUMN, Place
from assistant.catalogue.nearly_called import page_nearly_called, pages_announcing
from assistant.catalogue.own_pages import is_about_one, opens_page
from assistant.catalogue.project_folders import is_part
from assistant.domain import Block, Document, Kind, Role
from assistant.gathering.lines import Relation
from assistant.gathering.naming import FEWEST_WORDS, Naming
from assistant.text.aims import names_aim
from assistant.text.names import KEY, holds, is_generic, stems, units
from assistant.text.plain import plain
from assistant.text.sections import Section, announced, label_of, section_of, section_of_title
from assistant.text.surface import is_work
from assistant.text.walk import (
    MOST_BLOCKS,
    below,
    below_label,
    beside,
    bold_label,
    cell_spans,
    headings_above,
    label_above,
    nested,
    pieces,
)

MOST_ANCHORS = 120
EVERYWHERE = 30
"""Documents from which on a name stands everywhere, its tickets aside; then only so many lines count."""
MOST_LINES = 250
_SUBJECT_FIELDS = frozenset(
    {
        "description",
        "summary",
        "target outcome",
        "outcome",
        "goal",
        "objective",
        "acceptance criteria",
        "epic name",
        "business value",
    }
)
_TOLD_IN_FIELDS = (Section.OUTCOME, Section.MEASURE, Section.PROBLEM)
_GOES_DOWN = (Section.EXCLUDED, Section.OUTCOME, Section.DELIVERABLES)
"""What a heading above the initiative's own says of all in it."""
_COMPLAINS = re.compile(
    r"\b(?:cannot|can'?t|could not|couldn'?t|unable to|does not|do not|doesn'?t|don'?t|fail(?:s|ed)? to|struggl\w+|"
    r"complain\w*|suffer\w*|los(?:e|es|t) )",
    re.IGNORECASE,
)
_INTENDS = re.compile(r"\b(?:so that|will|want|wants|shall|should|goal|aims?|no longer)\b", re.IGNORECASE)
_TOLD_PAST = re.compile(
    r"^\W*(?:we|they|it|he|she|(?:the|our) \w+)(?: (?:also|then|first|once|just))* "
    r"(?:had|was|were|did|got|went|built|made|began|heard|ran|held|wrote|took|came|found|sent|saw|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
"""How a sentence begins that tells what happened, and no goal."""
_STAMPED_COLUMNS = (Section.STATUS, Section.OWNER, Section.ASIDE)
"""Columns whose cells say nothing that could be judged as a sentence."""
_GOAL_COLUMN = re.compile(
    r"^\W*(?:[\w-]+[ -]+)*(?:goals?|objectives?|pillars?|priorit(?:y|ies)|themes?|okrs?|directions?|outcomes?)\W*$",
    re.IGNORECASE,
)
GOAL_NUMBER = re.compile(r"^\W*(?:[A-Za-z]+\s?){0,2}[-#]?\d{1,2}(?:\.\d+)?\b")
LONGEST_GOAL_NAME = 5
"""Words of a cell below "Goal" that names the goal it serves rather than saying what it wants."""
_CLAUSE = re.compile(r"[,;]\s+(?:and\s+|as well as\s+)?|\s+and\s+(?=[a-z]+\s)")
_STORY = re.compile(r"\bas an? [\w /-]{2,40},? i\b", re.IGNORECASE)
LONG_SENTENCE = 12
LABEL_AND_WORDS = 2
"""Cells of such a row."""
FEWEST_SHARED = 2
"""Words of its name that a measure shares which is one of it."""
SENTENCE = 5
"""Words from which a name is a sentence out of a goal rather than what the goal is called."""
FIRST_HEADINGS = 1
"""Blocks of a page, after the first, among which its own heading stands."""
MOST_OF_NAME = 0.6
"""Share of the telling words of a name in the opening of a page of a project that is of it."""
WHOLE = 0.95
"""Share of a name, by weight, from which a sentence says the whole of it."""


@dataclass(slots=True)
class Span:
    """A place that speaks of the initiative: where it is, how it belongs to it, and what it stands below."""

    document: Document
    start: int
    end: int
    relation: Relation
    section: Section | None
    heading: str
    block: Block
    date: str | None
    is_cell: bool = False
    is_split: bool = False
    """Whether the cells of the row are read one by one, so that it is not judged as a whole."""


@dataclass
class Gatherer:
    """Collects the spans of one initiative, each once, in the closest relation."""

    initiative: Initiative
    catalogue: Catalogue
    naming: Naming = field(init=False)
    spans: dict[tuple[str, int], Span] = field(default_factory=dict)
    openings: set[tuple[str, int]] = field(default_factory=set)
    """Where a section of the strategy that is the initiative's own begins: what it says first is its goal."""
    pages: set[str] = field(default_factory=set)
    """The documents that are about the initiative alone."""
    averted: dict[str, frozenset[int]] = field(default_factory=dict)
    """Where the items stand, by document, that a line says are prevented."""
    has_home: bool | None = None
    """Whether a page, a section or a record is the initiative's own, so that lists elsewhere only mention it."""

    def __post_init__(self) -> None:
        """Know it by its names."""
        self.naming = Naming(self.initiative, self.catalogue)

    def read(self) -> Iterator[Span]:
        """Yield the spans, closest first, then in the order of the documents."""
        homes = (Place.RECORD, Place.DOCUMENT, Place.HEADING)
        anchors = [self._lifted(anchor) for anchor in self.initiative.anchors[:MOST_ANCHORS]]
        for anchor in (a for a in anchors if a.place in homes):
            self._read_anchor(anchor)
        if not any(span.relation is Relation.OWN for span in self.spans.values()) and not self.initiative.key:
            self._read_pages_nearly_called()
        self._read_rest_of_projects()
        self._read_folders_of_its_name()
        self.has_home = any(span.relation is Relation.OWN for span in self.spans.values())
        for anchor in (a for a in anchors if a.place not in homes):
            self._read_anchor(anchor)
        if not (self.has_home or self.initiative.key):
            self._read_measures_near(anchors)
        if self.initiative.key:
            for child in self.catalogue.children(self.initiative.key):
                self._read_record(child, Relation.CHILD)
        closest = sorted(self.spans.values(), key=lambda span: span.relation)
        if self.stands_everywhere:
            closest = closest[:MOST_LINES]
        yield from sorted(closest, key=lambda s: (s.relation, s.document.path, s.document.key or "", s.start))

    def _read_measures_near(self, anchors: Iterable[Anchor]) -> None:
        """Read what stands below a heading for measures of a strategy that lists it, where that shares its words."""
        spelled = self.naming.spelled[:1]
        wanted = [unit for unit in dict.fromkeys(unit for words in spelled for unit in words) if not is_generic(unit)]
        listed = {a.document.id: a.document for a in anchors if a.place is Place.LIST and a.score >= WHOLE}
        for document in (one for one in listed.values() if one.kind is Kind.STRATEGY and one.record is None):
            for block in document.blocks:
                if block.role is not Role.ITEM or not block.trail or section_of(block.trail[-1]) is not Section.MEASURE:
                    continue
                said = stems(plain(document.text[block.start : block.end]))
                if sum(holds(said, unit) for unit in wanted) >= FEWEST_SHARED:
                    self._add_sentences(document, block, Relation.OWN)

    def _read_pages_nearly_called(self) -> None:
        """Read the page whose file says most of its name as its own, or those that say that they are about it."""
        named = page_nearly_called(self.catalogue, self.initiative.name)
        for document in [named] if named else pages_announcing(self.catalogue, self.initiative.name):
            self.pages.add(document.id)
            self._read_blocks(document, range(min(len(document.blocks), MOST_BLOCKS)), Relation.OWN)

    def _read_rest_of_projects(self) -> None:
        """Read the other pages of a project of which one page is the initiative's own.

        Where the folder has its name, all of them are; else those that are called after parts of what one such page is
        about: a page with a name of its own may tell of something else there.
        """
        projects, index = self.catalogue.places.projects, self.catalogue.index
        own = [page for page in map(index.document, self.pages) if page is not None and page.id in projects]
        named = {projects[page.id] for page in own if self.naming.means_project(projects[page.id])}
        told = {projects[page.id] for page in own if is_part(page.path)}
        for page in [page for page, folder in projects.items() if folder in named | told and page not in self.pages]:
            document = index.document(page)
            if document is not None and (projects[page] in named or is_part(document.path)):
                self.pages.add(page)
                self._read_blocks(document, range(min(len(document.blocks), MOST_BLOCKS)), Relation.OWN)

    def _read_folders_of_its_name(self) -> None:
        """Read all pages below the folders that are called so: "Guest portal/2026/05/minutes.md"."""
        folders = self.catalogue.places.folders
        for page in [page for folder, pages in folders.items() if self.naming.covers(folder) for page in pages]:
            document = self.catalogue.index.document(page) if page not in self.pages else None
            if document is not None:
                self.pages.add(page)
                self._read_blocks(document, range(min(len(document.blocks), MOST_BLOCKS)), Relation.OWN)

    def _lifted(self, anchor: Anchor) -> Anchor:
        """Return the whole page instead of the sentence in which a brief says what it is about; a heading likewise.

        Who names a goal by its words means all that stands below its heading.
        """
        document, number = anchor.document, anchor.block
        may_open = anchor.place is Place.TEXT or (anchor.place is Place.HEADING and self._project_of(document))
        if may_open and number is not None and self._opens_own_page(document, number):
            self.pages.add(document.id)
            return Anchor(document, None, Place.DOCUMENT, anchor.score)
        by_sentence = len(units(self.initiative.name)) >= SENTENCE and anchor.score >= WHOLE
        if anchor.place is not Place.TEXT or not number or document.kind is not Kind.STRATEGY or not by_sentence:
            return anchor
        if bold_label(document, document.blocks[number]):
            return anchor  # it heads what follows itself
        above = headings_above(document, number)
        said = [document.text[start:end] for start, end, _ in pieces(document, document.blocks[number])]
        first = bool(said) and self.naming.named_in(said[0])  # and not one of what it lists
        says_it = first or any(names_aim(text) and self.naming.named_in(text) for text in said)
        opens = bool(above) and above[-1] == number - 1 and says_it
        return Anchor(document, above[-1], Place.HEADING, anchor.score) if opens else anchor

    def _opens_own_page(self, document: Document, number: int) -> bool:
        """Whether a text with the words of the name is the one in which a page about one initiative says what it is."""
        of_project = bool(self._project_of(document))
        if document.record is not None or not (of_project or is_about_one(document)):
            return False
        if number > FIRST_HEADINGS and not opens_page(document, number):
            return False
        block = document.blocks[number]
        there = stems(plain(document.text[block.start : block.end]))
        telling = {unit for words in self.naming.spelled for unit in words if not is_generic(unit)}
        enough = max(len(telling) * MOST_OF_NAME, 1) if of_project else FEWEST_WORDS
        return sum(holds(there, unit) for unit in telling) >= enough

    def _read_anchor(self, anchor: Anchor) -> None:
        document = anchor.document
        if anchor.place is Place.RECORD:
            own = document.key == self.initiative.key or self.initiative.key is None
            self._read_record(document, Relation.OWN if own else Relation.MENTION)
        elif anchor.place is Place.DOCUMENT:
            if document.id in self.pages or self.naming.is_about(document):
                self.pages.add(document.id)
                self._read_blocks(document, range(min(len(document.blocks), MOST_BLOCKS)), Relation.OWN)
        elif anchor.block is not None:
            self._read_block_anchor(document, anchor.block, anchor.place)

    def _project_of(self, document: Document) -> str:
        """Return the folder of the project that a page is of; nothing where it is of none."""
        return self.catalogue.places.projects.get(document.id, "")

    @property
    def stands_everywhere(self) -> bool:
        """Whether what was read names it in so many documents that the closest lines must do."""
        return len({one.document.id for one in self.spans.values() if one.relation <= Relation.MENTION}) > EVERYWHERE

    def _read_block_anchor(self, document: Document, number: int, place: Place) -> None:
        block = document.blocks[number]
        if place is Place.HEADING:
            title = plain(document.text[block.start : block.end])
            under = below(document, number)
            opening = self._opening(document, number)
            by_sentence = len(units(self.initiative.name)) >= SENTENCE and self.naming.named_in(opening)
            raw = document.text[block.start : block.end]
            is_home = by_sentence or self.naming.covers(title) or self.naming.is_linked_in(raw)
            is_home = is_home or self.naming.is_told_by_trail(document, block)
            relation = Relation.OWN if is_home else Relation.NEAR
            if is_home and opening and not self._says_goal(document, under):
                self.openings.add((document.id, document.blocks[number + 1].start))
            self._add(document, block, block.start, block.end, Relation.NAME, None)
            self._read_blocks(document, under, relation, len(block.trail) + 1 if is_home else 0)
        elif place is Place.LIST and self.naming.is_own_row(document, block):
            self._add_row(document, block)
        elif place is Place.LIST:
            closest = Relation.MENTION if self.has_home else Relation.OWN
            text = document.text[block.start : block.end]
            says = len(_words(document, block)) > 4 and not self.naming.only_lists(text)
            relation = closest if says else Relation.NAME
            self._add_sentences(document, block, relation, aside=Relation.NEAR)
            self._read_blocks(document, nested(document, number), Relation.NEAR if self.has_home else Relation.OWN)
        elif (label := bold_label(document, block)) and self.naming.covers(label):
            self._add(document, block, block.start, block.end, Relation.NAME, None)
            reported = self.has_home and not document.kind.is_intent
            self._read_blocks(document, below_label(document, number), Relation.COMMENT if reported else Relation.OWN)
        else:
            text = document.text[block.start : block.end]
            leads = not self.has_home and self.naming.leads(text)
            named = Relation.NAME if self.naming.only_lists(text) else Relation.MENTION
            self._add_sentences(document, block, Relation.OWN if leads else named)
        if place is not Place.HEADING and document.kind.is_intent and not self.has_home:
            self._read_blocks(document, beside(document, number), Relation.NEAR)

    def _add_row(self, document: Document, block: Block) -> None:
        """Add a row and its cells, each under what its column announces; a row of few words is judged as a whole."""
        date = (block.locator.time or "")[:10] or document.date
        cells = [cell for cell in _cells(document, block) if cell.section not in _STAMPED_COLUMNS]
        announced = any(section_of(column) in _TOLD_IN_FIELDS for column in block.columns[1:])
        is_split = announced or any(cell.section is not Section.LINK for cell in cells)
        row = Span(document, block.start, block.end, Relation.OWN, None, "", block, date, is_split=is_split)
        self.spans[document.id, block.start] = row
        for cell in cells if is_split else ():
            self.spans.setdefault((document.id, cell.start), cell)

    def _opening(self, document: Document, number: int) -> str:
        """Return the text right below a heading of the strategy, in which it may say its goal."""
        after = document.blocks[number + 1 : number + 2]
        wanted = document.kind is Kind.STRATEGY and after and after[0].role is Role.TEXT
        text = document.text[after[0].start : after[0].end] if wanted else ""
        first = plain(text).split(". ", 1)[0]
        complains = _COMPLAINS.search(first) and not _INTENDS.search(first)
        happened = _TOLD_PAST.match(first) and not _INTENDS.search(first)
        return "" if complains or happened or len(first.split()) < FEWEST_WORDS else text

    def _says_goal(self, document: Document, numbers: Iterable[int]) -> bool:
        """Whether a section labels its goal itself ("Goal: ..."), so that its opening only introduces it."""
        spans = (span for at in numbers for span in pieces(document, document.blocks[at]))
        labels = (label_of(plain(document.text[start:end])) for start, end, _ in spans)
        return any(label is not None and label[1] is Section.OUTCOME for label in labels)

    def _read_record(self, document: Document, relation: Relation) -> None:
        for block in document.blocks:
            name = (block.locator.field or "").lower()
            if block.role is Role.COMMENT:
                self._add_sentences(document, block, Relation.COMMENT if relation is Relation.OWN else Relation.CHILD)
            elif block.role is not Role.FIELD or name in _SUBJECT_FIELDS or self._tells(document, block, name):
                self._add_sentences(
                    document, block, Relation.NAME if name == "summary" and relation is Relation.OWN else relation
                )

    def _tells(self, document: Document, block: Block, name: str) -> bool:
        """Whether a field that an organisation named itself says what the work is for ("Done means", "1-Year Goal")."""
        text = plain(document.text[block.start : block.end])
        section = section_of_column(name, text)
        return section is Section.LINK or (section in _TOLD_IN_FIELDS and len(text.split()) >= FEWEST_WORDS)

    def _read_blocks(self, document: Document, numbers: Iterable[int], relation: Relation, home: int = 0) -> None:
        for number in numbers:
            block = document.blocks[number]
            label = bold_label(document, block)
            is_heading = label is not None and section_of(label) is not None
            if block.role not in (Role.HEADING, Role.HEADER) and not is_heading:
                self._add_sentences(document, block, relation, home)

    def _add_sentences(
        self, document: Document, block: Block, relation: Relation, home: int = 0, aside: Relation | None = None
    ) -> None:
        """Keep the sentences of a block; `aside` is how those of an item belong that are about something else."""
        parts = list(pieces(document, block))
        named = [self.naming.named_in(document.text[start:end]) for start, end, _ in parts]
        about = _about_it(document, [document.text[start:end] for start, end, _ in parts], named)
        for at, (start, end, heading) in enumerate(parts):
            here = relation if aside is None or about[at] else aside
            if (
                block.role in (Role.ITEM, Role.TEXT)
                and relation <= Relation.MENTION
                and self.has_home is False
                and document.record is None
                and not self.naming.leads(document.text[block.start : block.end])
            ):
                start, end = self._clause(document, start, end)
            opened = block.role in (Role.ITEM, Role.TEXT) and self.naming.leads(document.text[block.start : block.end])
            if here is Relation.MENTION and not opened and not named[at]:
                here = Relation.NEAR
            self._add(document, block, start, end, here, heading, home)

    def _clause(self, document: Document, start: int, end: int) -> tuple[int, int]:
        """Return the part of a long enumeration that speaks of the initiative, or the whole sentence."""
        text = document.text[start:end]
        cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
        if len(text.split()) < LONG_SENTENCE or len(cuts) < 3 or _STORY.search(text):
            return start, end
        wanted = [unit for words in self.naming.spelled[:1] for unit in words]
        best = max(
            itertools.pairwise(cuts),
            key=lambda cut: (sum(holds(stems(text[cut[0] : cut[1]]), unit) for unit in wanted), -cut[0]),
        )
        held = sum(holds(stems(text[best[0] : best[1]]), unit) for unit in wanted)
        part = text[best[0] : best[1]].rstrip(" ,;&\n")
        part = re.sub(r"[,;]?\s+and$", "", part)
        return (
            (start + best[0], start + best[0] + len(part)) if held >= 2 and held >= 0.6 * len(wanted) else (start, end)
        )

    def _add(
        self,
        document: Document,
        block: Block,
        start: int,
        end: int,
        relation: Relation,
        heading: str | None,
        home: int = 0,
    ) -> None:
        """Keep a span; `home` headings of its trail are those of the initiative itself and above, not inside it."""
        known = self.spans.get((document.id, start))
        if known is None or relation < known.relation:
            trail = list(reversed(block.trail[home:]))
            titled = document.id in self.pages or document.kind is Kind.STRATEGY
            label = heading or (label_above(document, block) if titled else None)
            section, title = announced([label] if label else [], trail, block.locator.field)
            if block.role is Role.FIELD and section is Section.OUTCOME and title == block.locator.field:
                section = section_of_column(title, plain(document.text[start:end]))
            if section is None and home:
                above = (
                    section_of_title(text) if text == document.title else section_of(text)
                    for text in reversed(block.trail[: home - 1])
                )
                section = next((found for found in above if found in _GOES_DOWN), None)
            if trail and title == trail[-1] == document.title and heading is None:
                section = section_of_title(title)
            if block.role is Role.ITEM and self._is_averted(document, block):
                section = Section.ASIDE
            if section is None and block.role is Role.ROW:
                section = _section_of_label(document.text[block.start : block.end])
            if section is None and (document.id, block.start) in self.openings:
                section = Section.OUTCOME
            date = (block.locator.time or "")[:10] or document.date
            self.spans[document.id, start] = Span(document, start, end, relation, section, title, block, date)

    def _is_averted(self, document: Document, block: Block) -> bool:
        """Whether an item stands in a list of what is prevented or kept out."""
        if document.id not in self.averted:
            told = (one.start for one, line in led_in(document) if tells_averted(line))
            self.averted[document.id] = frozenset(told)
        return block.start in self.averted[document.id]


def _about_it(document: Document, said: Sequence[str], named: Sequence[bool]) -> list[bool]:
    """Return which sentences of an item are about what some of them name.

    Those before the first that names it are not. In what reports on work, a further sentence that begins with a verb of
    work is another task, and so is what follows that.
    """
    if True not in named:
        return [True] * len(said)
    about, still = [], False
    for text, names in zip(said, named, strict=True):
        first = re.search(r"[^\W\d_]+", plain(text))
        another = not document.kind.is_intent and first is not None and is_work(first.group(0).lower())
        still = names or (still and not another)
        about.append(still)
    return about


def _section_of_label(row: str) -> Section | None:
    """Return what the label of a row announces, in a table of labels and what stands beside them."""
    cells = row.strip().strip("|").split("|")
    return section_of(plain(cells[0])) if len(cells) == LABEL_AND_WORDS else None


def _cells(document: Document, block: Block) -> Iterator[Span]:
    """Yield the cells of a row that say something beside its name, each with what its column announces."""
    spans = cell_spans(document.text, block)
    date = (block.locator.time or "")[:10] or document.date
    for at, (column, (start, end)) in enumerate(zip(block.columns, spans, strict=False)):
        text = plain(document.text[start:end])
        section = section_of_column(column, text)
        fewest = 2 if section in _TOLD_IN_FIELDS else FEWEST_WORDS
        is_name = LIST_COLUMN.match(column.strip())
        if at and text and not is_name and (section is Section.LINK or len(text.split()) >= fewest):
            yield Span(document, start, end, Relation.OWN, section, column, block, date, is_cell=True)


def section_of_column(column: str, cell: str) -> Section | None:
    """Return what a column announces of a cell; below "Goal", a number or a few words name the goal that is served."""
    section = None if LIST_COLUMN.match(column.strip()) else section_of(column)
    if column.strip().lower() == "priority":  # how urgent, not what for
        return Section.STATUS
    if section is Section.OUTCOME and _GOAL_COLUMN.match(column):
        names_it = bool(GOAL_NUMBER.match(cell)) or len(cell.split()) <= LONGEST_GOAL_NAME
        return Section.LINK if names_it else section
    return section


def _words(document: Document, block: Block) -> list[tuple[str, ...]]:
    return units(KEY.sub(" ", plain(document.text[block.start : block.end])))
