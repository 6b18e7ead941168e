"""Tell which headings of a road map name work, and which say when it is done, how it is sorted, or what the page is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.catalogue.own_pages import labels_of, says_task, tells_card
from assistant.catalogue.periods import period_of, without_period
from assistant.domain import Document, Role
from assistant.text.names import GENERIC, STOP, name_key, stem
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of
from assistant.text.surface import CHANGE, DELIVERY, PEOPLE

SHARE_OF_KIND = 1 / 3
"""Share of the headings beside each other that must be evidently work, for the others to be taken for work too."""
_DONE = frozenset(
    map(stem, "accomplished achieved archived completed delivered done finished past previous recently shipped".split())
)
_WHEN = frozenset(
    map(
        stem,
        "ahead backlog beyond blocked coming committed considered current currently doing end exploring future hold "
        "immediate later long medium mid near next not now ongoing planned progress proposed queued radar ready short "
        "soon started targeted term today todo under underway unplanned up upcoming way wip "
        "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october "
        "nov november dec december".split(),
    )
)
_SORT = frozenset(
    map(
        stem,
        [
            *GENERIC,
            *"focus general half item milestone misc month other phase process quarter research thing".split(),
            *"various year".split(),
        ],
    )
)
_SILENT = frozenset(map(stem, [*STOP, "but", "over", "within"]))
_BRACKET = re.compile(r"\([^()]*\)")
_SERIES = re.compile(r"\W*(?P<sort>[A-Za-z]+)[ -]?\d")
_COUNTED = frozenset(map(stem, [*GENERIC, *"horizon milestone p phase r v version wave".split()]))
"""What pieces of work are called that are counted: "Release 2: the pump", "v0.3 - a lamp"."""
_VERSION = re.compile(r"[vrhq]?\d+")
_OF_THE_PAGE = re.compile(
    r"\b(?:this|the|our) (?:[\w-]+ )?(?:road ?-?map|page|document|section|list|table|diagram|chart|file|slides?)\b",
    re.IGNORECASE,
)
_TO_THE_READER = re.compile(
    r"\bplease\b|\bif you(?:['’]d| have| want| would| are|['’]re| think)\b"
    r"|\b(?:your|any) (?:feedback|suggestions|ideas)\b"
    r"|\b(?:open|opening|file|submit|submitting|raise|create) (?:an? |the |your )?(?:new )?"
    r"(?:issue|pull request|discussion|ticket|pr)\b",
    re.IGNORECASE,
)
_VERBS = "|".join(sorted(DELIVERY | CHANGE | {"allow", "begin", "enable", "give", "help", "let", "support"}))
_PLANS = re.compile(
    r"\bwe(?:['’]re| are) (?:\w+ly |also |now |still )*\w+ing\b"
    r"|\bwe(?: still| also| therefore| now)* (?:aim|plan|intend|want|need|hope|must|will|would like|have to)\b"
    r"|\bwe['’](?:ll|d like)\b"
    rf"|\bwill (?:\w+ly |also |then |not )?(?:{_VERBS}|be (?:able|available|\w+ing))\b"
    r"|\b(?:goal|aim|idea|plan|objective|purpose) (?:of [^.]{1,40} )?is to\b|\baims? to\b"
    r"|\b(?:needs?|has|have|ought) to be\b|\bshould be \w+ed\b"
    r"|\b(?:in progress|under ?way|ongoing|commenced|in development)\b"
    rf"|\b(?:allow|enable|let)(?:s|ing)? (?:\w+ )?{PEOPLE}\b|\b{PEOPLE} (?:can|could) (?:now |then )?\w+\b",
    re.IGNORECASE,
)
"""How a text tells what is going to be done, or is being done, or what people can do then."""
_TICKET = re.compile(r"/(?:issues|pull|epics|milestones?|merge_requests|browse)/[\w-]*\d|\B#\d{2,6}\b")
"""A link to an item of a tracker, or its number."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading, by the number of its block, with the blocks right below it and the headings further in."""

    number: int
    name: str
    trail: tuple[str, ...]
    own: range
    inner: tuple[str, ...]


def says_when(heading: str) -> bool:
    """Whether a heading says of the work below it no more than when it is done, or its sort: "Coming up next"."""
    return _words(heading) <= _WHEN | _DONE | _SORT


def says_state(name: str) -> bool:
    """Whether a name says no more than how far something is, or by when: "Ready", "By the end of May (at first)"."""
    return says_when(name) and bool(_words(name) & (_WHEN | _DONE))


def says_done(heading: str) -> bool:
    """Whether a heading says no more than that the work below it is behind us: "Recently shipped"."""
    return says_when(heading) and bool(_words(heading) & _DONE)


def _words(heading: str) -> frozenset[str]:
    told = without_period(_BRACKET.sub(" ", heading))
    return frozenset(map(stem, re.findall(r"[a-z0-9]+", told))) - _SILENT


def _sorts_by_time(heading: str) -> bool:
    """Whether a heading sorts what stands below it by time or by versions: "Q3 2026", "v2.3 and beyond"."""
    words = _words(heading)
    named = {word for word in words if _VERSION.fullmatch(word)}
    tells = period_of(heading) is not None or bool(named | words & (_WHEN | _DONE))
    return tells and words - named <= _WHEN | _DONE | _SORT


def named_work(document: Document) -> frozenset[int]:
    """Return the headings of a road map that name a piece of work, as numbers of blocks.

    Such a heading holds no other names, and is evidently work: it says what is to be done, has a card, shares a label
    with those beside it, its text tells of plans; or enough of those beside it are.
    """
    parts = _parts(document)
    spelled = Counter(name_key(part.name) for part in parts)
    may_be = [part for part in parts if _may_be_work(document, part, spelled)]
    found: set[int] = set()
    for trail in {part.trail for part in may_be}:
        beside = [part for part in may_be if part.trail == trail]
        shared = Counter(label for part in beside for label in _labels(document, part))
        evident = {part.number for part in beside if _is_evident(document, part, shared)}
        found |= {part.number for part in beside} if len(evident) >= SHARE_OF_KIND * len(beside) else evident
    return frozenset(found)


def _parts(document: Document) -> list[_Part]:
    blocks = document.blocks
    headings = [at for at, block in enumerate(blocks) if block.role is Role.HEADING]
    names = {at: plain(document.text[blocks[at].start : blocks[at].end]) for at in headings}
    parts: list[_Part] = []
    for at, (number, end) in enumerate(zip(headings, [*headings[1:], len(blocks)], strict=True)):
        depth = len(blocks[number].trail)
        last = next((n for n in headings[at + 1 :] if len(blocks[n].trail) <= depth), len(blocks))
        inner = tuple(names[n] for n in headings[at + 1 :] if n < last)
        parts.append(_Part(number, names[number], blocks[number].trail, range(number + 1, end), inner))
    return parts


def _may_be_work(document: Document, part: _Part, spelled: Counter[tuple[str, ...]]) -> bool:
    """Whether a heading may name work: it is no label, holds only labels, and its text is not about the page."""
    if says_when(part.name) or spelled[name_key(part.name)] > 1 or any(map(_is_aside, part.trail)):
        return False
    if any(spelled[name_key(name)] == 1 and section_of(name) is None for name in part.inner):
        return False
    said = _said(document, part)
    about_page = bool(said) and bool(_OF_THE_PAGE.search(said[0]))
    return tells_card(_labels(document, part)) or not (about_page or any(map(_TO_THE_READER.search, said)))


def _is_aside(heading: str) -> bool:
    return section_of(heading) in (Section.EXCLUDED, Section.PROBLEM, Section.ASIDE)


def _is_evident(document: Document, part: _Part, shared: Counter[str]) -> bool:
    """Whether a heading is work by itself; of what is below it only text that is written out tells of plans."""
    labels = _labels(document, part)
    if says_task(part.name) or tells_card(labels) or any(shared[label] > 1 for label in labels):
        return True
    texts = [document.blocks[at] for at in part.own if document.blocks[at].role is Role.TEXT]
    said = [document.text[block.start : block.end] for block in texts]
    if not any(_is_written_out(text) for text in said):
        return False
    is_timed = any(map(_sorts_by_time, part.trail[-1:]))
    return is_timed or any(_PLANS.search(plain(text)) or _TICKET.search(text) for text in said)


def _is_written_out(text: str) -> bool:
    return not text.rstrip().endswith(":")


def _labels(document: Document, part: _Part) -> set[str]:
    """Return what a part may share with those beside it: labels, columns, the word before its number."""
    columns = {column.lower() for at in part.own for column in document.blocks[at].columns if column.strip()}
    match = _SERIES.match(part.name)
    series = {f"{match['sort'].lower()} #"} if match and stem(match["sort"].lower()) in _COUNTED else set()
    return labels_of(document, part.own) | columns | series


def _said(document: Document, part: _Part) -> Sequence[str]:
    return [plain(document.text[document.blocks[at].start : document.blocks[at].end]) for at in part.own]
