"""The problems that the documents know, each with its evidence: what was counted, and what somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from assistant.domain import Block, Document, Kind, Quote, Role
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.text.names import name_key, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of
from assistant.text.sentences import block_sentences

MOST_QUOTES = 5
FEWEST_WORDS = 3
"""Of a heading that is a problem and no label."""
LONGEST_NAME = 16
_NO_PROBLEM = re.compile(r"\b(?:readme|index|template|glossary|changelog)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*(?P<id>(?:P|problem|pain ?point)\s?-?\d{1,3})\b[\s:.)–—-]*(?=\S)", re.IGNORECASE)
_COLUMN = re.compile(
    r"^(?:problems?|pains?|pain points?|issues?|themes?|topics?|challenges?|needs?|complaints?)$", re.IGNORECASE
)
_ID_COLUMN = re.compile(r"^(?:id|#|no\.?|nr\.?|key|number|ref(?:erence)?)$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\d\s?(?:%|percent|of\b|hours?|days?|weeks?|minutes?|times|tickets?|customers?|users?|people|interviews?|plants?|sites?|respondents?)"
    r"|\b(?:median|average|mean|share|rate)\b[^.]{0,40}\d|\b\d+ (?:of|out of) (?:the )?\d+",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"[\"“„«][^\"”“»]{10,}[\"”»]|\b(?:said|told us|tells us|reported|complain\w*|mentioned|described)\b", re.IGNORECASE
)
_TROUBLE = re.compile(
    r"\b(?:problems?|pains?|struggl\w*|difficult\w*|cannot|can'?t|unable|friction|bugs?|challeng\w*|obscur\w*|issues?|errors?|hard|"
    r"confus\w*|unclear|lack\w*|delay\w*|late|wait\w*|slow\w*|manual\w*|burden\w*|risks?|fail\w*|los[est]\w*|miss\w*|wrong|"
    r"complain\w*|never|no one|nobody|too (?:much|many|long|few)|without|stall\w*|block\w*|disput\w*|disappear\w*|"
    r"impact the|"
    r"probleme?|schwierig\w*|fehl\w*|warten|problemas?|errores)\b",
    re.IGNORECASE,
)
_SUCCESS = re.compile(
    r"\b(?:helped|enabled|saved|served|succeeded|successfully|improved|launched|delivered|benefit(?:s|ed)?)\b",
    re.IGNORECASE,
)
"""What went well is no evidence of a problem, whatever it counts."""
_STATE = re.compile(
    r"\bstruggl(?:e|es|ed|ing)\b|\b(?:leads?|led) to (?:duplicat|wast|delay|confus|error|frustrat|rework)\w*"
    r"|\bsuffer(?:s|ed|ing)?\b|\bfail(?:s|ed)? to\b"
    r"|\b(?:is|are|was|were|remains?) (?:too |very |often )?(?:unable|forced|hard|difficult|outdated|overloaded)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\bcould\b[^.;]*\bif\b|^\W*we hypothesi[sz]e\b|^\W*our hypothes[ie]s\b", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:want\w*|aims?|goals?|objectives?|will|shall|should|must|so that|in order to|reduc\w*|fewer|less|no longer"
    r"|no one|nobody|never|help(?:s|ing)?|improv\w*|ensur\w*|enabl\w*|increas\w*|cut|halve|eliminat\w*|end(?:s|ing)?)\b"
    r"|^\W*(?:to|by|no|every|all) \w+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:about|what (?:we|was)|how we|we documented|(?:current|overall|other|general|miscellaneous)\b|elements of|"
    r"additional\b|comparing|results?\b|findings\b|insights?\b|key |next )|\bresults\W*$",
    re.IGNORECASE,
)
"""Headings over several things, of which trouble may be one."""
_STUDY = re.compile(
    r"\b(?:research|synthes\w+|interviews?|surveys?|guide|reviews?|sprint|pilot|transcript|reports?|understanding|"
    r"testing|notes|minutes|workshop|trade days?|spring|summer|autumn|fall|winter|20\d\d)\b",
    re.IGNORECASE,
)
"""Titles of what was done to learn of problems, which is not the problem."""
_NOT_EVIDENCE = (Section.EXCLUDED, Section.OPTIONS, Section.DELIVERABLES, Section.STOP, Section.OWNER)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem under the documents' name for it; `number` is how they refer to it ("P1")."""

    name: str
    number: str | None
    document: Document
    evidence: tuple[Quote, ...]
    retired: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the problem for the command line."""
        return {
            "name": self.name,
            "number": self.number,
            "path": self.document.path,
            "evidence": [made.as_json() for made in self.evidence],
        }


def is_study(title: str) -> bool:
    """Whether a title is that of what was done to learn of problems."""
    return bool(_STUDY.search(title))


def states_trouble(words: str) -> bool:
    """Whether words say how bad things are, or might be, and nothing of what is wanted."""
    return bool(_SUPPOSED.search(words)) or (bool(_STATE.search(words)) and not _WANTED.search(words))


def names_trouble(column: str) -> bool:
    """Return whether a column of a table names problems, themes or complaints."""
    return bool(_COLUMN.match(column.strip()))


def tells_of_trouble(words: str) -> bool:
    """Whether words tell of something that goes wrong or is hard."""
    return bool(_TROUBLE.search(words))


def number_of(name: str) -> str | None:
    """Return how the documents refer to a problem that is called so ("P1"), None where it has no number."""
    numbered = _NUMBERED.match(name)
    return numbered["id"] if numbered else None


def problem_studies(index: Index) -> set[str]:
    """Return the pages that tell how problems were learned of, and the lists of what was counted or heard."""
    return {
        page.id
        for page in problem_pages(index)
        if number_of(plain(page.title)) is None
        and (
            is_study(f"{page.path.rsplit('.', 1)[0]} {plain(page.title)}")
            or all(block.role in (Role.ROW, Role.HEADER, Role.HEADING) for block in page.blocks)
        )
    }


def problem_pages(index: Index) -> list[Document]:
    """Return the pages that are about problems, those of the past and of no content aside."""
    return [
        document
        for document in index.documents([Kind.PROBLEMS])
        if document.record is None
        and not _NO_PROBLEM.search(f"{document.title} {document.path.rsplit('/', 1)[-1]}")
        and not is_retired_place(document.path)
    ]


def read_problems(index: Index) -> tuple[Problem, ...]:
    """Return the problems of a generation: a page each, and those that a page lists under headings or in a table."""
    found: dict[tuple[str, ...], Problem] = {}
    for document in problem_pages(index):
        listed = [*_under_headings(document), *_in_tables(document)]
        for problem in [*_of_page(document, listed=bool(listed)), *listed]:
            found.setdefault(name_key(problem.name), problem)
    for document in index.documents([Kind.PROBLEMS]):
        for problem in _of_record(document):
            found.setdefault(name_key(problem.name), problem)
    return tuple(found.values())


def _of_page(document: Document, *, listed: bool) -> Iterator[Problem]:
    """Yield the problem that a page is about; a page that lists several is about none, unless it has a number."""
    title = plain(document.title)
    numbered = _NUMBERED.match(title)
    studied = is_study(f"{document.path.rsplit('.', 1)[0]} {title}")
    named = numbered or (not listed and (_TROUBLE.search(title) or not studied) and not _LABEL.search(title))
    evidence = _evidence(document, document.blocks) if named else ()
    if evidence and units(title):
        yield Problem(_unnumbered(title), numbered.group("id") if numbered else None, document, evidence)


def _under_headings(document: Document) -> Iterator[Problem]:
    """Yield the headings that tell of trouble below one that announces problems, or that are numbered as such."""
    for at, block in enumerate(document.blocks):
        text = plain(document.text[block.start : block.end]) if block.role is Role.HEADING else ""
        if not FEWEST_WORDS <= len(text.split()) <= LONGEST_NAME:
            continue
        numbered = _NUMBERED.match(text)
        announced = (
            bool(block.trail)
            and section_of(block.trail[-1]) is Section.PROBLEM
            and bool(_TROUBLE.search(text))
            and not _LABEL.search(text)
        )
        below = _below(document, at)
        evidence = _evidence(document, below) if numbered or announced else ()
        if evidence:
            yield Problem(_unnumbered(text), numbered.group("id") if numbered else None, document, evidence)


def _below(document: Document, at: int) -> Iterable[Block]:
    """Return the blocks that stand below a heading, up to the next of its rank."""
    depth = len(document.blocks[at].trail)
    return takewhile(lambda one: len(one.trail) > depth, document.blocks[at + 1 :])


def _in_tables(document: Document) -> Iterator[Problem]:
    """Yield the rows of a table of problems; its row is the evidence."""
    for block in document.blocks:
        at = _named_at(block.columns) if block.role is Role.ROW else None
        cells = [plain(cell) for cell in document.text[block.start : block.end].strip().strip("|").split("|")]
        if at is None or at >= len(cells):
            continue
        name, made = cells[at], quote(document, block.start, block.end)
        if made and units(name) and len(name.split()) <= LONGEST_NAME:
            yield Problem(name, cells[0] if at else None, document, (made,))


def _named_at(columns: Sequence[str]) -> int | None:
    """Return the column in which a table of problems names them: the first, or the one after their numbers."""
    said = [column.strip() for column in columns[:2]]
    if said and _COLUMN.match(said[0]):
        return 0
    return 1 if len(said) > 1 and _ID_COLUMN.match(said[0]) and _COLUMN.match(said[1]) else None


def _of_record(document: Document) -> Iterator[Problem]:
    """Yield the problem that a row of an export of problems is."""
    record = document.record
    if record is None or not units(record.title):
        return
    fields = [block for block in document.blocks if block.role is Role.FIELD]
    shown = [made for block in fields[:MOST_QUOTES] if (made := quote(document, block.start, block.end))]
    if shown:
        yield Problem(record.title, None, document, tuple(shown))


def _evidence(document: Document, blocks: Iterable[Block]) -> tuple[Quote, ...]:
    """Return what was counted, then what was said, in the order of the page."""
    counted: list[Quote] = []
    said: list[Quote] = []
    for block in blocks:
        if block.role in (Role.HEADING, Role.HEADER) or (block.trail and section_of(block.trail[-1]) in _NOT_EVIDENCE):
            continue
        for start, end in block_sentences(document.text, block):
            text = plain(document.text[start:end])
            if _SUCCESS.search(text) and not _TROUBLE.search(text):
                continue
            kept = counted if _COUNTED.search(text) else said if _SAID.search(text) else None
            if kept is not None and (made := quote(document, start, end)):
                kept.append(made)
    return tuple([*counted[: MOST_QUOTES - 1], *said][:MOST_QUOTES])


def _unnumbered(text: str) -> str:
    return _NUMBERED.sub("", text) or text
