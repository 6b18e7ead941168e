"""Answer a question for a list with the list that stands under the heading, or behind the line, that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.catalogue.own_pages import is_about_one
from assistant.domain import Block, Document, Role
from assistant.evidence_mode.sentence_evidence import Evidence, share
from assistant.index.words import stems
from assistant.search.retrieval import Found, Question, Retriever
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.stated import is_link
from assistant.text.walk import nested

LISTS_READ = 24
"""Passages whose documents are looked through for a list."""
_LISTED = 12
_RANKING = frozenset(stems("current main key major top biggest largest most important today latest new"))
_HEADING_NAMES, _LIST_NAMED = 0.35, 0.7
"""How much of a list question its heading must name, and its heading and document title together."""
_NAMED_WHOLLY = 0.95
"""How much of a question must head a list that is taken before what an assessment would say."""
_LABEL_WORDS = 6
"""Words of an item, at most, that only names the items below it."""
_HEADING_WORDS = 9
"""Words of a heading, at most, that names a list; a longer one is a sentence that has its words in passing."""
_LINE_WORDS = 8
"""Words of a line, at most, that names what it lists by one word."""
_SEVERAL = re.compile(
    r"^\W*(?:which|what|list|name)\s+(?:(?:of\s+)?(?:our|the|are)\s+)*(?P<noun>[a-z]+[^\Ws]s)\b", re.IGNORECASE
)
_ANNOUNCES = re.compile(r":\W*$|\b(?:following|below)\b", re.IGNORECASE)
_LIST = re.compile(
    r"^\s*(?:list|name|enumerate)\b|\b(?:what|which)\s+(?:are|were)\b|\b(?:what|which)\s+(?:\w+\s+){0,3}?"
    r"(?:problems|outcomes|goals|objectives|initiatives|risks|teams|customers|competitors|personas|measures|priorities|steps"
    r"|reasons|features|segments|insights|recommendations|decisions)\b"
    r"|\b(?:what|which)\s+(?:[\w-]+\s+){0,5}?[\w-]{2,}[^\Ws]s\s+(?:are|were|do|did|have|should|will|would|can|must)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _List:
    """Items or rows that stand together, and the words right above them: a heading, a line with a colon, a label."""

    blocks: Sequence[Block]
    called: str
    heading: str = ""
    """The heading above those words, where they are none themselves."""
    is_announced: bool = False
    """Whether a line or a label announces it."""


def wants_list(question: str) -> bool:
    """Tell whether a question asks for several things."""
    return bool(_LIST.search(question))


def list_of(asked: Question, found: Sequence[Found]) -> list[Evidence]:
    """Return the list that stands under the words and title that were asked for; of equal ones the newest."""
    best: tuple[float, float, str, _List, Document] | None = None
    asked = replace(asked, rarity={stem: value for stem, value in asked.rarity.items() if stem not in _RANKING})
    for document in {row.hit.document.id: row.hit.document for row in found}.values():
        title = set(stems(plain(document.title)))
        place = title.union(stems(f"{document.path} {document.kind}"))
        if is_retired_place(document.path) or _is_of_another(document, asked):
            continue
        for one in _lists(document):
            called = share(set(stems(plain(one.called))), asked)
            # Where a line and not a heading names the list, the folder tells nothing of what it lists.
            around = {*stems(plain(one.heading)), *title} if one.is_announced else place
            named = share({*stems(plain(one.called)), *around}, asked)
            if called < _HEADING_NAMES or named < _LIST_NAMED or not _lists_those(asked, one):
                continue
            if called < _NAMED_WHOLLY and all(is_link(document.text[b.start : b.end]) for b in one.blocks):
                continue
            if best is None or (named, called, document.date or "") > best[:3]:
                best = (named, called, document.date or "", one, document)
    return [Evidence(best[4], block, block.start, block.end, best[0]) for block in best[3].blocks] if best else []


def list_by_name(question: str, retriever: Retriever) -> list[Evidence]:
    """Return the list whose headings say all that a question asks for; none where it asks for no list."""
    asked = retriever.question(question)
    found = list_of(asked, retriever.find(asked, LISTS_READ)) if wants_list(question) else []
    return found if found and found[0].score >= _NAMED_WHOLLY else []


def _is_of_another(document: Document, asked: Question) -> bool:
    """Tell whether a page is the brief of an initiative that a question does not name."""
    called = stems(f"{plain(document.title)} {document.path.rsplit('/', 1)[-1]}")
    return is_about_one(document) and not set(called) & asked.rarity.keys()


def _lists_those(asked: Question, one: _List) -> bool:
    """Tell whether a line that announces a list names what is asked for: "the team wants:" lists no teams."""
    several = _SEVERAL.match(asked.text)
    if several is None or not one.is_announced:
        return True
    if len(asked.rarity) == 1 and len(one.called.split()) > _LINE_WORDS:
        return False
    noun = several["noun"].lower()
    return noun in one.called.lower() or not set(stems(noun)) & set(stems(one.called))


def _lists(document: Document) -> Iterator[_List]:
    """Yield the lists and tables of a document that are short enough to be read out."""
    for at, run in _runs(document):
        heading = run[0].trail[-1] if run[0].trail else ""
        if heading and len(plain(heading).split()) <= _HEADING_WORDS and _is_short(run):
            yield _List(run, heading)
        before = document.blocks[at - 1] if at else run[0]
        line = plain(document.text[before.start : before.end])
        if before.role is Role.TEXT and _ANNOUNCES.search(line) and _is_short(run):
            yield _List(run, line, heading, is_announced=True)
        if run[0].role is Role.ITEM:
            labelled = ((label, items) for label, items in _labelled(document, at, run) if _is_short(items))
            yield from (_List(items, label, heading, is_announced=True) for label, items in labelled)


def _is_short(run: Sequence[Block]) -> bool:
    return 1 < len(run) <= _LISTED


def _runs(document: Document) -> Iterator[tuple[int, list[Block]]]:
    """Yield the runs of items or rows that belong together, each with the number of its first block."""
    run: list[Block] = []
    for at, block in enumerate(document.blocks):
        if run and not (block.role is run[-1].role and _same_list(run[-1], block)):
            yield at - len(run), run
            run = []
        if block.role in (Role.ITEM, Role.ROW):
            run.append(block)
    if run:
        yield len(document.blocks) - len(run), run


def _labelled(document: Document, first: int, run: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield the items that stand indented below an item that only names them, with its words."""
    for at, block in enumerate(run, start=first):
        words = plain(document.text[block.start : block.end])
        if len(words.split()) <= _LABEL_WORDS and (below := nested(document, at)):
            yield words, [document.blocks[number] for number in below]


def _same_list(block: Block, other: Block) -> bool:
    return block.trail == other.trail and block.columns == other.columns
