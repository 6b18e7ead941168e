"""Which goals were reached and which were missed: by the marks, words and scores that stand beside the goals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from assistant.catalogue.periods import period_of
from assistant.domain import Answer, Block, Document, Kind, Role
from assistant.index.reader import Index
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import Told, is_of_one, pages, sentences_with
from assistant.routes.organisation.readings import is_conditional, pattern
from assistant.routes.organisation.stated_priorities import NO_AIM
from assistant.routes.organisation.what_came_about import EARLIER
from assistant.text.plain import plain
from assistant.text.walk import label_above


class State(IntEnum):
    """How a goal ended."""

    MISSED = 0
    PARTLY = 1
    REACHED = 2


_GOALS = r"(?:goals?|targets?|objectives?|okrs?|key results?|priorities|commitments|outcomes?)"
_OURS = rf"(?:all )?(?:of )?(?:our|the|its|these) (?:\w+ )?{_GOALS}"
_REACH = r"(?:reach|meet|met|achieve|hit|deliver|fulfil|accomplish|complete|miss|fail|fall short of)(?:l?ed)?"
_WHEN = (
    r"(?: (?:(?:in|of|for|during) )?(?:(?:this|the|last|the last|the past) (?:year|quarter|half|month)"
    r"|(?:(?:Q|H)[1-4] ?)?(?:FY ?)?20\d\d|(?:Q|H)[1-4]|so far|to date|yet|at all|fully|in full|in the end))*"
)
_ASKED = tuple(
    re.compile(asked, re.IGNORECASE)
    for asked in (
        rf"^(?:did|have|has) (?:we|the \w+) (?:actually |really |already )?(?P<state>{_REACH}d?)(?: on)? {_OURS}"
        rf"{_WHEN}$",
        rf"^(?:which|what|how many)(?: of)?(?: our| the| these)* {_GOALS}{_WHEN} (?:did|have|has) (?:we|the \w+)"
        rf"(?: actually| already)?(?P<state>(?: not)?(?: fail to)? {_REACH}d?){_WHEN}$",
        rf"^(?:which|what|how many)(?: of)?(?: our| the| these)* {_GOALS}{_WHEN} (?:were|was|have been|got)"
        rf"(?P<state>(?: not)? {_REACH}){_WHEN}$",
        rf"^(?:were|have) {_OURS}{_WHEN} (?:been )?(?P<state>{_REACH}){_WHEN}$",
        rf"^how did we do (?:against|on|with) {_OURS}{_WHEN}$",
    )
)
_MISSES = re.compile(r"\bnot\b|miss|fail|short", re.IGNORECASE)
_DID_WE = re.compile(r"^(?:did|have|has|were|how did)\b", re.IGNORECASE)
_HEAD = pattern(rf"(?<!non-)(?<!non )\b{_GOALS}\b")
_MARKS = (
    re.compile("[❌✗✘🔴⛔]"),
    re.compile("[🟡🟠⚠🚧🔁]|[~≈] ?[✅✔☑]"),
    re.compile("(?<![~≈])(?<![~≈] )[✅✔☑🟢🎉]"),
)
"""Of each state, in its order."""
_MISSED = (
    r"(?:(?:was |were )?not (?:yet )?(?:done|achieved|reached|met|completed?|delivered|hit)|missed|failed|unmet"
    r"|didn['’]t (?:do|happen|hit|reach|make it)|did not (?:happen|reach|make it)|abandoned|dropped|cancell?ed)"
)
_PARTLY = (
    r"(?:(?:partially|partly|mostly|half|almost)[ -]?(?:done|achieved|reached|met|completed?|delivered)?|in progress)"
)
_REACHED = r"(?:done|achieved|reached|met|hit|completed?|delivered|exceeded|accomplished|shipped)"
_CELLS = tuple(re.compile(rf"^\W*{words}\b\W*(?:\(.*\)\W*)?$", re.IGNORECASE) for words in (_MISSED, _PARTLY, _REACHED))
_ENDS = tuple(
    re.compile(rf"^\W*{words}\W*[:—–-]\s|[:—–(\[-]\s*(?:status\W+)?{words}\W*$", re.IGNORECASE)
    for words in (_MISSED, _PARTLY, _REACHED)
)
_STATE_COLUMN = pattern(
    r"^\W*(?:final |end )?(?:status|state|result|outcome|achieved|reached|met|done|grade|score|rag)\??\W*$"
)
_SCORE_COLUMN = pattern(r"\b(?:grade|score)\b")
_SCORE = re.compile(r"^\W*(?P<part>0?\.\d+|[01](?:\.\d+)?|(?P<percent>\d{1,3})\s?%)\W*$")
_GOOD_SCORE, _POOR_SCORE = 0.7, 0.4
"""From where a score says that a goal was reached, and below which that it was missed."""
_TICK = re.compile(r"^\W*\[[xX]\]\s")
_SAID = pattern(
    r"\b(?:we|the (?:team|organi[sz]ation|company|agency)|our (?:\w+ )?team)\b[^.;]{0,30}?"
    r"\b(?P<miss>missed|(?:did|have|has)(?: not|n['’]t) (?:reach|reached|meet|met|achieve|achieved|hit)|fell short of"
    r"|failed to (?:reach|meet|achieve|hit))?"
    r"(?(miss)| (?:largely |mostly |also |only )?(?:reached|met|achieved|hit|completed|exceeded))\b[^.;]{0,25}?"
    rf"\b(?:our|the|its|all|every|this) (?:\w+ ){{0,2}}{_GOALS}\b"
)
SILENT = "The documents that you may read do not say of any goal whether it was reached."
NONE_MISSED = "The documents that you may read mark no goal as missed; those that they mark were reached."
NONE_REACHED = "The documents that you may read mark no goal as reached; those that they mark were missed, or in part."
_THIS_YEAR = re.compile(r"\bthis (?:year|quarter|half)\b", re.IGNORECASE)
_PLAN = pattern(r"\broad[ _-]?maps?\b|\bplans?\b|\bmilestones?\b|\bepics\b")
"""What a page is called that lists what is to be reached."""
_HEADS, _MOST, _FEWEST_MARKS = 3, 12, 3


@dataclass(frozen=True, slots=True)
class Ended:
    """A goal with how it ended and when its list was for, as a number that sorts."""

    state: State
    when: tuple[int, str]
    told: Told


def asks_reached(question: str) -> frozenset[State] | None:
    """Return which states are asked for, None where a question does not ask how goals ended."""
    text = " ".join(question.split()).rstrip(" ?.!").replace("’", "'")
    match = next((found for asked in _ASKED if (found := asked.match(text))), None)
    if match is None:
        return None
    if _DID_WE.match(text):
        return frozenset(State)
    return frozenset({State.MISSED, State.PARTLY} if _MISSES.search(match["state"]) else {State.REACHED})


def reached_goals(states: frozenset[State], question: str, index: Index, today: date) -> Answer:
    """Return the goals that ended so, those of the newest list first; where no goal says how it ended, that.

    What no longer holds is read too: how it ended is known by then.
    """
    ended = [
        one
        for document in pages(index, (Kind.STRATEGY, Kind.OTHER, Kind.COLLABORATION, Kind.WORK), ())
        if not is_of_one(document)
        for one in _of_page(document)
    ]
    ended.sort(key=lambda one: one.state if State.MISSED in states and State.REACHED not in states else 0)
    ended.sort(key=lambda one: one.when, reverse=True)
    rows: Rows = []
    for one in ended:
        made = one.told.quote() if one.state in states else None
        if made is not None:
            rows.append((f"{_place(one)}: {one.told.words}", [made]))
    none_such = NONE_REACHED if State.REACHED in states else NONE_MISSED
    reason = None if rows else none_such if ended else SILENT
    if rows and _THIS_YEAR.search(question) and ended[0].when[0] < 12 * today.year:
        reason = EARLIER
    return Answer.of(question, index.generation, rows[:_MOST], reason)


def _of_page(document: Document) -> Iterator[Ended]:
    """Yield the marked goals of a page, and the sentences that tell how goals ended."""
    marked = _is_marked_plan(document)
    for block in document.blocks:
        heads = [*reversed(block.trail), document.title][:_HEADS]
        label = label_above(document, block) or ""
        above = [plain(head) for head in (label, *heads)]
        entry = marked and block.role is Role.ITEM and _marked(document.text[block.start : block.end]) is not None
        if not (entry or any(map(_HEAD.search, above))) or any(map(NO_AIM.search, above)):
            continue
        state = _state_of(document, block)
        if state is not None:
            told = Told(document, block, (block.start, block.end), plain(heads[0]))
            yield Ended(state, _when(told), told)
    for told in sentences_with(document, _SAID):
        if not is_conditional(told.words) and (found := _SAID.search(told.words)):
            yield Ended(State.MISSED if found["miss"] else State.REACHED, _when(told), told)


def _is_marked_plan(document: Document) -> bool:
    """Tell whether a page is a plan whose entries carry marks of how they ended, and not all the same one."""
    if document.kind is not Kind.STRATEGY or not _PLAN.search(f"{plain(document.title)} {document.path}"):
        return False
    items = (document.text[block.start : block.end] for block in document.blocks if block.role is Role.ITEM)
    found = [state for item in items if (state := _marked(item)) is not None]
    return len(found) >= _FEWEST_MARKS and len(set(found)) > 1


def _state_of(document: Document, block: Block) -> State | None:
    """Return how the goal of a line ended by what stands beside it; None where nothing says it."""
    raw = document.text[block.start : block.end]
    if block.role is Role.ROW:
        return _state_of_row(block, [plain(cell).strip() for cell in raw.strip().strip("|").split("|")])
    if block.role not in (Role.ITEM, Role.HEADING, Role.TEXT):
        return None
    line = plain(raw)
    by_words = next((State(at) for at, ends in enumerate(_ENDS) if ends.search(line)), None)
    ticked = State.REACHED if _TICK.match(raw) else None
    return _marked(raw) if _marked(raw) is not None else by_words if by_words is not None else ticked


def _state_of_row(block: Block, cells: list[str]) -> State | None:
    for column, cell in zip(block.columns, cells, strict=False):
        if not _STATE_COLUMN.search(plain(column)):
            continue
        if (score := _SCORE.match(cell)) and _SCORE_COLUMN.search(column):
            share = float(score["percent"]) / 100 if score["percent"] else float(score["part"])
            return State.REACHED if share >= _GOOD_SCORE else State.PARTLY if share >= _POOR_SCORE else State.MISSED
        by_words = next((State(at) for at, words in enumerate(_CELLS) if words.match(cell)), None)
        if by_words is not None or (by_words := _marked(cell)) is not None:
            return by_words
    return None


def _marked(text: str) -> State | None:
    """Return the state of the one sort of mark that a line carries."""
    found = [State(at) for at, mark in enumerate(_MARKS) if mark.search(text)]
    return found[0] if len(found) == 1 else None


def _when(told: Told) -> tuple[int, str]:
    """Return for when a list of goals was made, by its headings, its title and path, else by its date."""
    said = (*told.heads, f"{told.document.path.rpartition('/')[2]}")
    period = next((found for head in said if (found := period_of(head)) is not None), None)
    year = str(told.document.date or "")[:4]
    return (period.end if period else 12 * int(year) if year.isdigit() else 0, str(told.document.date or ""))


def _place(one: Ended) -> str:
    """Return the page of a goal, the heading above it where it adds to it, and the year where neither says it."""
    told = one.told
    title = plain(told.document.title)
    place = title if not told.heading or told.heading.lower() == title.lower() else f"{title}, {told.heading}"
    year = one.when[0] // 12
    return place if not year or str(year) in place else f"{place} ({year})"
