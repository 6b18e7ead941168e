"""Read the numbered headings of a plan: what it aims at, what it will do, and what it measures.

Plans number goals, objectives, strategies and indicators with or without saying which is which. What a heading calls
itself decides first ("Objective 2.1", "Action 3", "KPI 1.1.2"); else what stands beneath it: what has measures or
numbered parts is an aim, and its last parts are what will be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Block, Document, Kind, Role
from assistant.text.measures import measure_of_row
from assistant.text.names import STOP
from assistant.text.plain import plain
from assistant.text.sections import LABEL, Section, section_of
from assistant.text.sentences import block_sentences
from assistant.text.surface import ARTEFACT, WHOSE_GOAL, is_change, is_delivery

FEWEST = 2
"""Numbered headings of a plan."""
FEWEST_WORDS = 3
LONGEST = 16
"""Words of the name of an aim or action."""
DEEPEST_AIM = 2
"""Levels of numbers; what is only numbered and stands deeper is done, not aimed at."""
ANNOUNCING = 4
NEAR = 6
"""Blocks below a heading among which its statement stands."""
_NUMBERED = re.compile(
    r"^[\W_]*(?P<label>(?:[A-Za-z]{2,}\s+){0,3}?)#?(?P<number>\d{1,2}(?:\s?\.\s?\d{1,2}){0,4})(?:\s?[.:)–—-])*\s+[*_]*(?P<name>[^\W\d_].*?)[\W_]*$",
    re.DOTALL,
)
_WHO = re.compile(
    r"[\s(\[–—-]*(?:\b(?:owners?|leads?|dri|contacts?|drivers?|sponsors?)\s*[:–—-]?\s*)?(?:<[A-Za-z]|(?<!\w)@\w).*$",
    re.IGNORECASE,
)
"""Who does it, at the end of a name: "Alerting (Owner: <Person name=...", "New features (@mara"."""
_MEASURE = re.compile(
    r"\b(?:kpis?|ltpg|measures?|indicators?|metrics?|targets?|key results?|kr|performance goals?)$", re.IGNORECASE
)
_ACTION = re.compile(
    r"\b(?:strateg(?:y|ies)|actions?|initiatives?|projects?|activit(?:y|ies)|programmes?|programs?|tactics?|"
    r"workstreams?|"
    r"interventions?|work packages?|measures to take|commitments?|rocks?|bets?)$",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:goals?|apgs?|objectives?|pillars?|priorit(?:y|ies)|themes?|outcomes?|aims?|ambitions?|focus areas?|"
    r"missions?|impacts?|results?|directions?)$",
    re.IGNORECASE,
)
_BET = re.compile(r"\b(?:bets?|commitments?|rocks?)$", re.IGNORECASE)
_NO_PART = re.compile(
    r"\b(?:table|figure|fig|chart|box|exhibit|appendix|annex|attachment|chapter|section|part|page|volume|version|"
    r"release|sprint|"
    r"phase|step|week|day|level|article|note|footnote|slide|question|example|milestone|year|fy|quarter|in|on|by|"
    r"of|the|and|to|"
    r"for|from|at)$",
    re.IGNORECASE,
)
"""Words before a number that number something else than the parts of a plan."""
_CHAPTER = re.compile(
    r"^(?:introduction|background|context|overview|about|appendix|annex|summary|executive summary|foreword|"
    r"preface|message|"
    r"governance|how (?:we|to)|methods?|methodology|approach|scope|glossary|references|acknowledge\w*|conclusion|"
    r"next steps|"
    r"budget|resources|funding|risks?|stakeholders?|our (?:people|organi[sz]ation)$|purpose|definitions?|contents|"
    r"monitoring|reporting|evaluation|timeline|implementation|what|why|who|where|when|ambition$|principles|"
    r"(?:our )?values|vision|"
    r"mission|strategies$|actions$|initiatives$|(?:key )?(?:performance )?(?:indicators|measures|metrics)$|"
    r"programmes?$|programs?$)\b",
    re.IGNORECASE,
)
_BOOKS = re.compile(
    r"(?:the |our )?(?:administration|publication|board of (?:directors|trustees)|supervisory board|trustees|directors|"
    r"management|bookkeeping|annual accounts|accounting|finances?|legal (?:form|structure|matters)|statutes|by-?laws|"
    r"dissolution|liquidation|amendments?|remuneration|assets?(?: and (?:liabilities|fundraising))?|fundraising|staff|"
    r"contact(?: details)?|signatures?|privacy|confidentiality)",
    re.IGNORECASE,
)
"""Chapters by which a body accounts for itself."""
_PLAN = re.compile(
    r"\bplan\b|strateg|\bgoals?\b|\bobjectives?\b|\bpriorit|\bvision\b|\broad ?map\b|\bagenda\b", re.IGNORECASE
)
_WORK = frozenset(
    "programme program project pilot trial scheme initiative expansion upgrade migration conversion rollout roll-out "
    "launch hub fund campaign redesign replacement study survey review partnership rebuild refurbishment modernisation "
    "modernization network centre center grant grants bus app".split()
)
"""Last words of the name of a piece of work."""
_WILL_DO = re.compile(
    r"^\W*(?:(?:our|the|key|priority|planned|main) )*(?:strateg(?:y|ies)|actions?|initiatives?|projects?|"
    r"activities|programmes?|programs?|"
    r"commitments?|(?:what|how) we (?:will|are going to|plan to) \w+(?: \w+){0,3}|we (?:will|plan to)|"
    r"to achieve this(?:,? we will)?)"
    r"(?: (?:include|are|we will take))?\W*$",
    re.IGNORECASE,
)
"""What stands above a list of what will be done."""
_RESULT = re.compile(rf"^\W*{WHOSE_GOAL}(?:key results?|krs?)(?![a-z])[\s\d.]*[:.)–—-]", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:] |\s[–—-]\s")
SHORTEST_CLAUSE = 30
"""Characters of a clause that can stand for its sentence."""
_FORM = re.compile(r"^\W*\[[^\]]*\]\W*$")
_STOP = STOP | frozenset("key strategic main these all two three four five six seven eight nine ten".split())
_GOAL_NAME = re.compile(r"^(?:O|G|SO|KR|OKR)\s?-?\d{1,2}\b")
_LINE_MARK = re.compile(r"^[#>\s]+")


class Sort(StrEnum):
    """What a numbered heading of a plan is."""

    AIM = "aim"
    ACTION = "action"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered heading of a plan: `block` is the heading, `statement` the span of the sentence that says it whole."""

    block: int
    label: str
    number: tuple[int, ...]
    name: str
    sort: Sort
    statement: tuple[int, int] | None
    measures: tuple[int, ...] = ()
    """The rows and sentences that measure it, as numbers of blocks."""
    items: tuple[int, ...] = ()
    """The list of what will be done for it, as numbers of blocks."""


@dataclass(slots=True)
class Heading:
    """A heading with a number: `block` is where it stands, `above` the heading over it."""

    block: int
    label: str
    number: tuple[int, ...]
    name: str
    above: str


def read_plan(document: Document) -> tuple[Part, ...]:
    """Return the parts of a plan in their order; none where a document is no plan or numbers its chapters only."""
    if document.kind is not Kind.STRATEGY or document.record is not None:
        return ()
    headings = list(numbered_headings(document))
    if len(headings) < FEWEST or not _is_plan(document, headings):
        return ()
    sorts = _sorts(document, headings)
    return tuple(
        Part(
            one.block,
            one.label,
            one.number,
            one.name,
            sort,
            statement_below(document, one.block),
            tuple(_measured(document, headings, sorts, at)) if sort is not Sort.MEASURE else (),
            tuple(_items(document, one.block, _until(document, headings, at))) if sort is Sort.AIM else (),
        )
        for at, (one, sort) in enumerate(zip(headings, sorts, strict=True))
        if sort is not None
    )


def numbered_headings(document: Document) -> Iterator[Heading]:
    """Yield the headings of a document that have a number of their own, as a plan's parts have."""
    for number, block in enumerate(document.blocks):
        if block.role is not Role.HEADING:
            continue
        match = _NUMBERED.match(_LINE_MARK.sub("", document.text[block.start : block.end]))
        if match is None or _NO_PART.search(match["label"].strip()) or len(match["name"].split()) > LONGEST:
            continue
        parts = tuple(int(part) for part in re.findall(r"\d+", match["number"]))
        above = block.trail[-1] if block.trail else ""
        name = " ".join(match["name"].split())
        yield Heading(number, match["label"].strip(), parts, _WHO.sub("", name) or name, above)


def _is_plan(document: Document, headings: Sequence[Heading]) -> bool:
    """Whether the numbers are those of goals and actions: some say so, or a plan by its title numbers on two levels."""
    if sum(_labelled(one) is not None for one in headings) >= FEWEST:
        return True
    first = next((document.text[b.start : b.end] for b in document.blocks if b.role is Role.HEADING), "")
    about = f"{document.title} {document.path.rsplit('/', 1)[-1]} {first}"
    nested = any(len(one.number) > 1 for one in headings)
    return bool(_PLAN.search(about)) and nested and not _numbers_chapters(headings)


def _numbers_chapters(headings: Sequence[Heading]) -> bool:
    """Whether the numbers are those of chapters: most that hold no others open, close or keep the books of a paper."""
    held = {one.number[0] for one in headings if len(one.number) > 1}
    outer = [one for one in headings if len(one.number) == 1 and one.number[0] not in held]
    kept = [one for one in outer if _CHAPTER.match(one.name) or _BOOKS.fullmatch(one.name)]
    return len(kept) > 1 and 2 * len(kept) > len(outer) and any(_BOOKS.fullmatch(one.name) for one in kept)


def _labelled(one: Heading) -> Sort | None:
    """Return what a heading calls itself."""
    for sort, pattern in ((Sort.MEASURE, _MEASURE), (Sort.ACTION, _ACTION), (Sort.AIM, _AIM)):
        if one.label and pattern.search(one.label):
            return sort
    return None


def aims_or_measures(heading: str) -> bool:
    """Whether a heading calls itself a numbered goal or measure ("Performance goal 1.4.1 ...")."""
    match = _NUMBERED.match(heading)
    label = match["label"].strip() if match else ""
    return bool(label) and bool(_MEASURE.search(label) or _AIM.search(label))


def _sorts(document: Document, headings: Sequence[Heading]) -> list[Sort | None]:
    parents = {one.number[:-1] for one in headings if len(one.number) > 1 and not _CHAPTER.match(one.name)}
    chapters = {
        one.number[:1] for one in headings if len(one.number) == 1 and not one.label and _CHAPTER.match(one.name)
    }
    found: list[Sort | None] = []
    aiming = {one.number for one in headings if section_of(one.name) is Section.OUTCOME and is_only_section(one.name)}
    for at, one in enumerate(headings):
        sort = _labelled(one) or (Sort.AIM if one.number[:-1] in aiming or _GOAL_NAME.match(one.name) else None)
        if sort is None and one.number[:1] not in chapters:
            sort = _unlabelled(document, one, one.number in parents, _until(document, headings, at))
        found.append(sort)
    if Sort.AIM not in found:  # a page of bets has nothing above them: they are what is aimed at
        found = [Sort.AIM if _BET.search(one.label) else sort for one, sort in zip(headings, found, strict=True)]
    for at, one in enumerate(headings):
        if found[at] is None and one.number in parents and not _CHAPTER.match(one.name):
            found[at] = _like_the_rest(headings, found, at)
    return found


def _like_the_rest(headings: Sequence[Heading], sorts: Sequence[Sort | None], at: int) -> Sort | None:
    """Return that a parent is an aim, where most of those numbered beside it are: "3. Value" beside "1. Access"."""
    above = headings[at].number[:-1]
    beside = [sort for one, sort in zip(headings, sorts, strict=True) if one.number[:-1] == above]
    return Sort.AIM if 2 * beside.count(Sort.AIM) > len(beside) else None


def _until(document: Document, headings: Sequence[Heading], at: int) -> int:
    """Return the block at which the next numbered heading stands."""
    return headings[at + 1].block if at + 1 < len(headings) else len(document.blocks)


def _unlabelled(document: Document, one: Heading, is_parent: bool, until: int) -> Sort | None:
    """Return what a heading that is only numbered is, from its name and what stands beneath it."""
    if _CHAPTER.match(one.name) or is_only_section(one.name):
        return None
    if _last_word(one.name) in _WORK:
        return Sort.ACTION
    if any(_is_measure_row(document, document.blocks[at]) for at in range(one.block + 1, until)):
        return Sort.AIM
    if is_parent:
        return Sort.AIM if len(one.number) <= DEEPEST_AIM else Sort.ACTION
    if (section_of(one.above) is Section.OUTCOME and is_only_section(one.above)) or any(
        _items(document, one.block, until)
    ):
        return Sort.AIM
    return Sort.ACTION if len(one.number) > 1 else None


def is_only_section(name: str) -> bool:
    """Whether a name says nothing but what kind of section it is ("Goals", "Our priorities")."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _STOP]
    return 0 < len(words) <= ANNOUNCING and all(section_of(word) is not None for word in words)


def _last_word(name: str) -> str:
    return re.sub(r"[^a-z-]", "", name.lower().split()[-1])


def _items(document: Document, start: int, until: int) -> Iterator[int]:
    """Yield the items of a list of what will be done, of those blocks that stand below a heading."""
    listing = False
    for number in range(start + 1, until):
        block = document.blocks[number]
        if block.role is Role.ITEM:
            if listing:
                yield number
            continue
        text = document.text[block.start : block.end].rstrip()
        listing = bool(_WILL_DO.match(text)) and (block.role is Role.HEADING or text.endswith(":"))


def statement_below(document: Document, number: int) -> tuple[int, int] | None:
    """Return the first sentence below a heading."""
    for block in document.blocks[number + 1 : number + 1 + NEAR]:
        if block.role is Role.TEXT:
            spans = block_sentences(document.text, block)
            return spans[0] if spans and not _FORM.match(document.text[slice(*spans[0])]) else None
        if block.role is Role.HEADING:
            return None
    return None


def _measured(document: Document, headings: Sequence[Heading], sorts: Sequence[Sort | None], at: int) -> Iterator[int]:
    """Yield the rows that measure a part: those of its own tables, then those of the measures that it numbers."""
    depth = headings[at].number
    for later in range(at, len(headings)):
        one = headings[later]
        if later > at and one.number[: len(depth)] != depth:
            break
        if later > at and sorts[later] is not Sort.MEASURE:
            continue
        until = headings[later + 1].block if later + 1 < len(headings) else len(document.blocks)
        for number in range(one.block + 1, min(until, one.block + 1 + 4 * NEAR)):
            block = document.blocks[number]
            if (
                _is_measure_row(document, block)
                or (block.role is Role.ITEM and is_result(document.text[block.start : block.end]))
                or (later > at and block.role in (Role.ROW, Role.TEXT, Role.ITEM))
            ):
                yield number


def _is_measure_row(document: Document, block: Block) -> bool:
    """Whether a block is a row whose columns are called after the parts of a measure, with a target or a baseline."""
    if block.role is not Role.ROW or not block.columns:
        return False
    cells = dict(zip(block.columns, document.text[block.start : block.end].split(" | "), strict=False))
    measure = measure_of_row(cells)
    return bool(measure.metric and (measure.target or measure.baseline))


def is_result(text: str) -> bool:
    """Whether a text is a key result that says so ("KR 2: ...")."""
    return bool(_RESULT.match(text))


def actions_of(parts: Sequence[Part]) -> list[Part]:
    """Return what a plan will do: its actions that are no step of another."""
    numbers = {part.number for part in parts if part.sort is Sort.ACTION}
    return [
        part
        for part in parts
        if part.sort is Sort.ACTION and not any(part.number[:depth] in numbers for depth in range(1, len(part.number)))
    ]


def last_aims(document: Document) -> list[str]:
    """Return the names of the lowest aims of a plan, where nothing else says what is being done."""
    parts = read_plan(document)
    aims = [part for part in parts if part.sort is Sort.AIM and len(part.number) > 1]
    parents = {aim.number[:-1] for aim in aims}
    return [title_of(document, aim) for aim in aims if aim.number not in parents]


def planned(document: Document) -> list[str]:
    """Return the names of what a plan will do: the lists below its aims, and its numbered actions."""
    parts = read_plan(document)
    listed = {part.number: part for part in parts if part.items}
    names = []
    for part in actions_of(parts):
        if part.number not in listed:
            names.append(title_of(document, part))
    for part in listed.values():
        for at in part.items:
            text = " ".join(plain(document.text[document.blocks[at].start : document.blocks[at].end]).split()).rstrip(
                ". "
            )
            if FEWEST_WORDS <= len(text.split()) <= 2 * LONGEST:
                names.append(text)
    return names


def title_of(document: Document, part: Part) -> str:
    """Return what a part is called: its heading, or what it says where the heading is only a catchword ("Data")."""
    if _says_it(part.name):
        return part.name
    words = re.findall(r"[^\W\d_]+", part.name)
    said = said_by(document, part)
    if not said or (len(words) > 1 and not part.label and len(part.number) <= DEEPEST_AIM):
        return part.name if "&" not in part.name else said or part.name
    return said if len(words) < 2 or "&" in part.name else f"{part.name}: {said}"


def full_title(document: Document, part: Part) -> str:
    """Return the heading of an aim with what it says, where the heading alone does not say it."""
    said = "" if _says_it(part.name) else said_by(document, part)
    return f"{part.name}: {said}" if said else part.name


def said_by(document: Document, part: Part) -> str:
    """Return the sentence below the heading of a part, or its first clause; empty where that is too long a title."""
    text = " ".join(plain(document.text[slice(*part.statement)]).split()).rstrip(". ") if part.statement else ""
    text = LABEL.sub("", text)  # "Motivation: waits are long"
    if len(text.split()) > 2 * LONGEST:  # its first clause
        text = next((text[: cut.start()] for cut in _CLAUSE_END.finditer(text) if cut.start() >= SHORTEST_CLAUSE), "")
    return text if FEWEST_WORDS <= len(text.split()) <= 2 * LONGEST else ""


def _says_it(name: str) -> bool:
    """Whether a heading says what it is about: a verb, the name of a piece of work, or words enough."""
    words = re.findall(r"[a-z]+", name.lower())
    verb = len(words) > 2 and (is_change(words[0]) or is_delivery(words[0]))
    return verb or (len(words) > 1 and words[-1] in (_WORK | ARTEFACT)) or len(words) > 4
