"""Where documents tell of the organisation as a whole: parts below headings, and sentences that say it themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from assistant.catalogue.own_pages import has_card, is_about_one, is_specification
from assistant.domain import Block, Document, Kind, Quote, Role
from assistant.evidence_mode.answering import words_of
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.text.names import stems
from assistant.text.needed import may_match
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import Span, block_sentences
from assistant.text.stated import in_contents, is_imprint, is_roll_call, leads_nowhere
from assistant.text.unfilled import is_bracketed, is_instruction, is_unfilled
from assistant.text.walk import indent

FEWEST_WORDS = 4
"""Of a sentence or an entry that tells."""
_LONGEST_NAME = 12
"""Words of a heading that names a part."""
_ENDS_QUESTION = "? \n*_"
_FEWEST_OF_ENTRY, _BESIDE_TITLE = 2, 1
_SEVERITY = re.compile(r"severity|impact|likelihood|probability|rating|level|priority|score", re.IGNORECASE)
_GRADES = tuple(
    re.compile(grade, re.IGNORECASE)
    for grade in (r"critical|severe|very high|extreme|\bred\b", r"high|major", r"medium|moderate|amber|yellow", r".")
)
_OF_ONE: dict[int, bool] = {}
"""What `is_of_one` found, by the hash of a page: it reads its head and its headings, and each question asks anew."""
_MOST_PAGES = 50_000


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of a document that tells something, with its block and the heading that it was found below."""

    document: Document
    block: Block
    span: Span
    heading: str = ""

    @property
    def words(self) -> str:
        """Return it as plain words."""
        return plain(self.document.text[slice(*self.span)])

    @property
    def heads(self) -> tuple[str, ...]:
        """Return what stands above it, the nearest first, and the title of its document."""
        return (*map(plain, reversed(self.block.trail)), plain(self.document.title))

    def quote(self) -> Quote | None:
        """Return its quote."""
        return quote(self.document, *self.span)


def pages(index: Index, kinds: Iterable[Kind], retired: Collection[str]) -> list[Document]:
    """Return the documents of some kinds that are no records and still hold, those for all before those about one."""
    held = [
        document
        for document in index.documents(kinds)
        if document.record is None and document.id not in retired and not is_retired_place(document.path)
    ]
    held.sort(key=lambda document: document.path)
    held.sort(key=lambda document: str(document.date or ""), reverse=True)
    return sorted(held, key=is_of_one)


def is_of_one(document: Document) -> bool:
    """Tell whether a document is about one initiative or specifies one thing."""
    page = hash((document.path, document.title, document.text, str(document.metadata), document.record is None))
    if page not in _OF_ONE:
        if len(_OF_ONE) >= _MOST_PAGES:
            _OF_ONE.clear()
        _OF_ONE[page] = is_about_one(document) or is_specification(document) or has_card(document)
    return _OF_ONE[page]


def parts(document: Document, heading: re.Pattern[str]) -> Iterator[tuple[str, list[Block]]]:
    """Yield what stands below each heading that is called so; the nearest heading of several.

    A heading that is a long sentence has the word and is not called so.
    """
    below: dict[str, list[Block]] = {}
    called: dict[tuple[str, ...], str | None] = {}  # blocks by the hundred stand below the same headings
    for block in document.blocks:
        if block.role in (Role.HEADING, Role.HEADER):
            continue
        if block.trail not in called:
            heads = (head for head in reversed(block.trail) if len(head.split()) <= _LONGEST_NAME)
            found = next((head for head in heads if heading.search(plain(head))), None)
            called[block.trail] = None if in_contents(block.trail) else found
        if (head := called[block.trail]) is not None:
            below.setdefault(head, []).append(block)
    yield from below.items()


def entries(
    document: Document, heading: str, blocks: list[Block], sentences: int = 2, *, asks: bool = False
) -> list[Told]:
    """Return what a part lists, the gravest rows of a table first; else its first sentences.

    `asks` says that what it tells may be a question.
    """
    rows = [block for block in blocks if block.role is Role.ROW]
    rows.sort(key=lambda block: _gravity(document, block))
    listed = [*rows, *_outer_items(document, [block for block in blocks if block.role is Role.ITEM], asks=asks)]
    told = [Told(document, block, span, heading) for block in listed if (span := _opening(document, block, asks=asks))]
    told = [one for one in told if not _is_title(one)]
    if told:
        return told
    spans = [
        Told(document, block, span, heading)
        for block in blocks
        if block.role is Role.TEXT
        for span in block_sentences(document.text, block)
        if tells(document.text[slice(*span)], asks=asks)
    ]
    return spans[:sentences]


def _is_title(told: Told) -> bool:
    """Tell whether a line says no more than the title of its document, as the foot of a page does."""
    return len(stems(told.words) - stems(plain(told.document.title))) <= _BESIDE_TITLE and len(told.words.split()) > 1


def blocks_with(document: Document, pattern: re.Pattern[str]) -> Iterator[Block]:
    """Yield the blocks of a document in which a pattern may match: of thousands of pages, few have its words."""
    if may_match(pattern, document.text):
        yield from (one for one in document.blocks if may_match(pattern, document.text[one.start : one.end]))


def sentences_with(document: Document, pattern: re.Pattern[str]) -> Iterator[Told]:
    """Yield the sentences of a document that match a pattern in plain words."""
    for block in blocks_with(document, pattern):
        if block.role in (Role.HEADING, Role.HEADER, Role.ROW) or in_contents(block.trail):
            continue
        for span in block_sentences(document.text, block):
            raw = document.text[slice(*span)]
            if may_match(pattern, raw) and pattern.search(plain(raw)) and tells(raw):
                yield Told(document, block, span)


def tells(raw: str, fewest: int = FEWEST_WORDS, *, asks: bool = False) -> bool:
    """Tell whether a line states something: no blank of a template, no label, no link to elsewhere, no imprint.

    `asks` says that a question counts.
    """
    words = plain(raw)
    return (
        len(words.split()) >= fewest
        and not (leads_nowhere(raw.rstrip(_ENDS_QUESTION) if asks else raw) or is_imprint(raw) or is_roll_call(raw))
        and not (is_instruction(raw) or is_unfilled(raw) or is_bracketed(raw))
    )


def said(told: Told, *, of_whole: bool = True) -> tuple[str, list[Quote]] | None:
    """Return what is told with its quote; what stands in a page about one thing is told with the page's title."""
    made = told.quote()
    if made is None:
        return None
    words = words_of(made)
    title = plain(told.document.title)
    named = (is_of_one(told.document) or not of_whole) and title and not words.startswith(title)
    return (f"{title}: {words}" if named else words), [made]


def _outer_items(document: Document, items: list[Block], *, asks: bool) -> Iterator[Block]:
    """Yield the items of a list without what stands indented below one; below a mere label, that instead."""
    depth: int | None = None
    for block in items:
        own = indent(document, block)
        if depth is not None and own > depth:
            continue
        depth = own if tells(document.text[block.start : block.end], _FEWEST_OF_ENTRY, asks=asks) else None
        if depth is not None:
            yield block


def _opening(document: Document, block: Block, *, asks: bool) -> Span | None:
    """Return an entry to the end of its first sentence of enough words; None where it says nothing."""
    if block.role is Role.ROW:
        return (block.start, block.end) if len(plain(document.text[block.start : block.end]).split()) > 1 else None
    spans = block_sentences(document.text, block)
    end = next((end for start, end in spans if len(document.text[block.start : end].split()) >= FEWEST_WORDS), None)
    if end is None and tells(document.text[block.start : block.end], _FEWEST_OF_ENTRY, asks=asks):
        end = block.end
    told = end is not None and tells(document.text[block.start : end], _FEWEST_OF_ENTRY, asks=asks)
    return (block.start, end) if end is not None and told else None


def _gravity(document: Document, block: Block) -> int:
    """Return how grave a row of a table calls itself, 0 the gravest."""
    cells = zip(block.columns, document.text[block.start : block.end].strip().strip("|").split("|"), strict=False)
    graded = " ".join(cell for column, cell in cells if _SEVERITY.search(column))
    return next((at for at, grade in enumerate(_GRADES) if grade.search(graded)), len(_GRADES))
