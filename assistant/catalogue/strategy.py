"""Read the strategy: which goals hold, which are retired, and what the organisation says it will not do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np

from assistant.catalogue.exclusions import Exclusion, exclusions_of
from assistant.catalogue.goals import Goal, goals_of_page
from assistant.catalogue.no_goals import names_no_goal
from assistant.catalogue.own_pages import is_about_one, is_specification
from assistant.catalogue.periods import followed
from assistant.domain import Document, Kind, Role
from assistant.encoder.embedding import Embedder, Vectors
from assistant.encoder.kinds_of_statement import StatementKind, likely_any, placed_at
from assistant.encoder.statements import Statements
from assistant.index.ages import newest_day
from assistant.index.reader import Index
from assistant.text.guides import tells_how
from assistant.text.names import stems, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of
from assistant.text.sentences import block_sentences

_OLD_WORDS = re.compile(
    r"\b(?:this (?:document|strategy|page|plan|version|paper) (?:is|was|has been) (?:superseded|"
    r"retired|replaced|withdrawn|obsolete)|superseded by|replaced by|"
    r"no longer (?:valid|in force|applies)|status:\W*(?:superseded|retired|archived|replaced|obsolete|rejected|"
    r"withdrawn|declined|abandoned|cancell?ed))",
    re.I,
)
_REPLACES = re.compile(r"\b(?:replaces|supersedes|retires|takes the place of)\b(?P<what>[^.\n]{4,120})", re.IGNORECASE)
_YEARS = re.compile(r"\b(20\d\d)(?:\s*(?:-|–|to|/|until)\s*(20\d\d|\d\d))?\b")
ENDING = re.compile(
    r"\b(?:de-?prioriti[sz]\w*|(?:be|being|is|are|was|were|been) (?:deprecated|retired|sunset|"
    r"abandoned|discontinued|shelved|cancelled|canceled|decommissioned|wound down|phased out)|"
    r"deprecat(?:e|ing)|wind(?:ing)? down|infeasib\w+|"
    r"not feasible|"
    r"no longer (?:a priority|pursued|planned|needed|supported)|instead of continuing|(?:decided|decision) (?:not to|"
    r"against)|will not be (?:built|pursued|continued|done))\b",
    re.IGNORECASE,
)
_NOT_GOALS = re.compile(
    r"(?:template|initiatives?/|briefs?/|proposals?/|projects?/|epics?/|glossary|decisions?/|background|consideration)",
    re.IGNORECASE,
)
_GOAL_PAGE = re.compile(
    r"strateg|vision|okr|objective|goal|road\s?map|plan\b|theory of change|v-?to\b|north star|mission|"
    r"priorit|outcome|manifesto|direction",
    re.I,
)
_AIMS = (StatementKind.GOAL, StatementKind.MEASURE, StatementKind.MISSION, StatementKind.RESULT, StatementKind.NEXT)
_LEAST_AIM = 0.06
"""How likely a sentence that no list declares has to be an aim: below it, it tells facts, rules or others' troubles."""
_WORDY = re.compile(r"[^\W\d_]{3,}\W+[^\W\d_]{2,}")
_FEWEST_COLUMNS = 3
MOST = 600


@dataclass(frozen=True, slots=True)
class Strategy:
    """The goals and exclusions of a generation as one reader sees them, with vectors to compare meanings."""

    goals: tuple[Goal, ...]
    exclusions: tuple[Exclusion, ...]
    goal_vectors: Vectors
    exclusion_vectors: Vectors
    searched: tuple[str, ...]
    endings: tuple[Exclusion, ...] = ()
    retired: frozenset[str] = frozenset()
    """The documents that no longer hold, by id."""
    followed: frozenset[str] = frozenset()
    """Those of them that nobody gave up: a page for a later period has followed."""

    def current(self) -> list[Goal]:
        """Return the goals that hold."""
        return [goal for goal in self.goals if not goal.retired]


def read_strategy(
    index: Index, statements: Statements, embedder: Embedder, of_projects: Collection[str] = ()
) -> Strategy:
    """Return what the strategy documents say; read once a generation.

    `of_projects` are the pages, by identity, that are of one project each: what they aim at, or leave out, is its own.
    """
    pages = [document for document in index.documents([Kind.STRATEGY]) if document.record is None]
    given_up = _retired(pages)
    later = frozenset(followed(pages, _day_of_records(index)) - given_up)
    retired = given_up | later
    others = [page for page in pages if page.id not in of_projects]
    exclusions = [said for document in others for said in exclusions_of(document)][:MOST]
    of_all = [page for page in others if not (is_about_one(page) or is_specification(page))]
    naming = [page for page in of_all if _names_goals(page) or page.id in retired]
    goals: list[Goal] = []
    for page in sorted(naming, key=lambda page: (page.id in retired, not _is_called_so(page), page.path)):
        told = any(goal.declared and not goal.retired for goal in goals) and not _is_called_so(page)
        enough = told or sum(not goal.declared for goal in goals) >= MOST
        of_page = goals_of_page(page, page.id in retired, statements, only_declared=enough)
        goals += [replace(goal, followed=page.id in later) for goal in of_page]
    goals = _with_retired_namesakes(_stated([goal for goal in goals if not names_no_goal(goal.title or goal.name)]))
    goals = sorted(goals, key=lambda g: (g.retired, not g.declared, g.document.path, g.start))[:MOST]
    return Strategy(
        tuple(goals),
        tuple(exclusions),
        _vectors(embedder, [_meant_by(g) for g in goals]),
        _vectors(embedder, [e.text for e in exclusions]),
        tuple(dict.fromkeys(document.path for document in pages)),
        tuple(_endings(index)),
        frozenset(retired),
        later,
    )


def _stated(goals: list[Goal]) -> list[Goal]:
    """Return the goals that are declared, and of the other sentences those that are read as aims."""
    others = [goal for goal in goals if not goal.declared and not _below_aims(goal)]
    placed = [placed_at(goal.document, goal.start, goal.end) for goal in others]
    likely = likely_any(placed, _AIMS)
    unlike = {id(goal) for goal, aim in zip(others, likely, strict=True) if aim < _LEAST_AIM}
    return [goal for goal in goals if id(goal) not in unlike]


def _below_aims(goal: Goal) -> bool:
    """Whether a sentence stands right below a heading that announces aims."""
    block = goal.document.block_at(goal.start)
    return block is not None and bool(block.trail) and section_of(block.trail[-1]) is Section.OUTCOME


def _day_of_records(index: Index) -> str:
    """Return the day of the newest record, or nothing: pages alone do not show that the period after them has begun."""
    return newest_day(index) if any(document.record for document in index.documents([Kind.WORK])) else ""


def _meant_by(goal: Goal) -> str:
    """Return the words of a goal that say what it is: of a row not who answers for it, nor its numbers and states."""
    block = goal.document.block_at(goal.start)
    if block is None or block.role is not Role.ROW or len(block.columns) < _FEWEST_COLUMNS:
        return goal.text
    cells = zip(block.columns, goal.text.split(" | "), strict=False)
    aside = (Section.OWNER, Section.PLAYER, Section.STATUS)
    told = [cell for column, cell in cells if section_of(column) not in aside and _WORDY.search(cell)]
    return " | ".join(told) or goal.text


def _names_goals(page: Document) -> bool:
    """Whether a page is one that states goals, by its title or its place."""
    called = f"{page.path.rsplit('/', 1)[-1].replace('-', ' ').replace('_', ' ')} {page.title}"
    others = _NOT_GOALS.search(page.path) or tells_how(called)
    return bool(_GOAL_PAGE.search(f"{page.path} {page.title}")) and not others


def _is_called_so(page: Document) -> bool:
    """Whether a page's own title or file name says that it states goals, and not only the folder that it lies in."""
    return bool(_GOAL_PAGE.search(f"{page.path.rsplit('/', 1)[-1]} {page.title}"))


def _with_retired_namesakes(goals: list[Goal]) -> list[Goal]:
    """Return the goals, those marked retired that repeat a retired goal's number and words elsewhere."""
    old = [(goal.id, stems(goal.text)) for goal in goals if goal.retired and not goal.followed and goal.id]
    again = [
        goal.id is not None
        and any(goal.id == known and 2 * len(stems(goal.name) & words) >= len(stems(goal.name)) for known, words in old)
        for goal in goals
    ]
    return [replace(goal, retired=goal.retired or same) for goal, same in zip(goals, again, strict=True)]


def _endings(index: Index) -> Iterator[Exclusion]:
    """Yield the sentences anywhere that say that something is dropped: deprecated, deprioritised, infeasible."""
    for document in index.documents([Kind.STRATEGY, Kind.WORK, Kind.COLLABORATION, Kind.OTHER, Kind.PROBLEMS]):
        if document.record is not None or not ENDING.search(document.text):
            continue
        for block in document.blocks:
            if ENDING.search(document.text, block.start, block.end):
                yield from (
                    Exclusion(document, a, b, plain(document.text[a:b]))
                    for a, b in block_sentences(document.text, block)
                    if ENDING.search(document.text, a, b)
                )


def _vectors(embedder: Embedder, texts: list[str]) -> Vectors:
    return embedder.encode(texts) if texts else np.zeros((0, embedder.dimension), dtype=np.float32)


def _retired(pages: list[Document]) -> set[str]:
    """Return the pages that no longer hold: by file name, their own words, a newer page, or their years."""
    replaced = [stems(match.group("what")) for page in pages for match in _REPLACES.finditer(plain(page.text[:20_000]))]
    newest = max((last for page in pages if (last := _last_year(page)) is not None), default=None)
    found = set()
    for page in pages:
        title = frozenset(unit[0] for unit in units(page.title) if not unit[0].isdigit())
        by_name = is_retired_place(page.path) or bool(_OLD_WORDS.search(page.text[:1500]))
        by_newer = (
            len(title) >= 2
            and any(title <= words for words in replaced)
            and not _REPLACES.search(plain(page.text[:2000]))
        )
        last = _last_year(page)
        if by_name or by_newer or (last is not None and newest is not None and last < newest - 1):
            found.add(page.id)
    return found


def _last_year(page: Document) -> int | None:
    """Return the last year of the period in a strategy's title or file name ("Strategy 2024-25": 2025)."""
    text = f"{page.path.rsplit('/', 1)[-1]} {page.title}"
    if not re.search(r"strateg|okr|goals|objectives|plan\b", text, re.IGNORECASE):
        return None
    years = [int(b) if b and len(b) == 4 else int(a[:2] + b) if b else int(a) for a, b in _YEARS.findall(text)]
    return max(years) if years else None
