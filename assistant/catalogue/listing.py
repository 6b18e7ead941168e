"""Tell where an organisation lists its initiatives: pages of their own, headings and items of plans, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from assistant.catalogue.named_places import Entry, Place, work_column
from assistant.catalogue.numbered_plan import aims_or_measures
from assistant.catalogue.own_pages import called, in_folder, is_brief, is_initiative, is_template, says_task
from assistant.catalogue.road_map import named_work, says_done, says_state, says_when
from assistant.domain import Document, Kind, Role
from assistant.text.names import KEY
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of
from assistant.text.surface import DELIVERY, MORE_WORK
from assistant.text.walk import headings_above, indent

ANNOUNCING = 4
LONGEST_TITLE = 12
FEWEST_OF_ITEM = 2
_SORT_OF_PAGE = re.compile(
    r"^\W*(?:(?:initiative|project|product|programme|program) )?(?:brief|charter|outline|proposal|one[- ]pager|"
    r"business case|prd)(?: template)?\s*[:–—-]+\s*"
    r"|^\W*(?:initiative|project|product|programme|program) (?:brief|charter|outline|proposal)\s+(?=\S+\s+\S)"
    r"|(?<=\S)\W*\b(?:(?:initiative|project|product|programme|program) )(?:brief|charter|outline|proposal)\s*$"
    r"|\s*\((?:one[- ]pager|brief|charter|draft)\b[^()]*\)\s*$",
    re.IGNORECASE,
)
"""The sort of a page, before or behind the name of what it is about."""
_ROADMAP = re.compile(r"road\s?-?_?map|initiative|rocks?\b|portfolio", re.IGNORECASE)
_BEFORE_LISTED = r"^[\W\d]*(?:(?:our|the|key|strategic|current|planned|major|priority|flagship|active|main|top) )*"
_WHEN = r"(?: (?:under|for|in|of|to|by|this|and)\b.*|\W*(?:(?:FY ?)?20\d\d.*|[QH][1-4].*)?)$"
_LISTING = re.compile(
    rf"{_BEFORE_LISTED}(?:initiatives|programmes|programs|projects|workstreams|rocks|bets|commitments){_WHEN}",
    re.IGNORECASE,
)
"""A heading above the names of initiatives."""
_PLANNED = re.compile(
    rf"{_BEFORE_LISTED}(?:(?:product )?road ?map"
    rf"|what (?:we're|we are|we will be) (?:working on|building)(?: next| now)?"
    rf"|what(?:'s| is) (?:coming )?(?:up )?next|(?:coming )?up next|next up"
    rf"|(?:currently )?(?:under way|underway|in progress|in flight)){_WHEN}",
    re.IGNORECASE,
)
"""A heading above what is being worked on, in words that may run on."""
_PRIORITIES = re.compile(
    rf"{_BEFORE_LISTED}(?:20\d\d )?(?:priorities|(?:strategic )?focus(?: areas)?){_WHEN}", re.IGNORECASE
)
"""A heading above aims as well as work: of its items those are work that are called by what is to be done."""
_OWNED_PAGE = re.compile(r"\b(?:objectives|goals|okrs|priorities|plan|road ?map)\b", re.IGNORECASE)
_OWNER_BEHIND = re.compile(
    r"\s+(?:\((?:[^()]*\bowners?\b[^()]*|@[\w.-]+[^()]*|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\)\s*"
    r"|(?:<[A-Z]\w*\s[^<>]*\bname\s*=[^<>]*>\s*)+)$"
)
"""Who does it, behind the name of a piece of work: "Alternatives guides (Andy)"."""
_BESIDE = re.compile(rf"^\W*\[[ xX]\]\s*|^\W*{KEY.pattern}|(?<=[(,]){KEY.pattern}|\s*[-–—:|,]\s*{KEY.pattern}(?=\W*$)")
"""A box to be ticked before a name, and its key before it, behind it or in a bracket; a key inside is part of it."""
_DAY_BEFORE = re.compile(r"^\W*20\d\d[-./ ]?\d\d[-./ ]?\d\d\b[\s:_–—-]*(?=\S+\s+\S)")
"""The day of a page before its name: "2026-03-14 Project proposal: Night buses"."""
_EMPTY_BRACKET = re.compile(r"\s*\(\s*(?:,[^()]*)?\)")
"""What is left of a bracket when the key in it is gone."""
_NO_NAME = re.compile(
    r"^[\W\d_]*$|^\W*[(<\[{][^()<>\[\]{}]*[)>\]}]\W*$|"
    r"^\W*(?:.*\broad ?maps?\b.*|(?:(?:our|the|product|company|team|annual|quarterly) )*(?:backlogs?|"
    r"overview|introduction|initiatives?|projects?|rocks?|portfolio|focus(?: areas?)?|"
    r"legend|summary|contents|table of contents|template|brief|readme)|now|next|later|done|doing|"
    r"(?:H[12]|Q[1-4])\b.*|(?:FY ?)?20\d\d.*|total|"
    r"(?:how (?:to|can|do|does|we|you|i)|what|why|who|when|where|which)\b.*|"
    r"get(?:ting)? (?:involved|started|in touch|help)|join us|contribut(?:e|ing|ions?|ors?)(?: to .*)?|contacts?|"
    r"(?:read|learn|find out) more|see also|(?:further|related) reading|(?:related )?(?:links?|references?|resources?)|"
    r"(?:(?:our|the|major|main|key|top|big|overall|general|(?:short|long)[- ]term|high[- ]level|20\d\d|[qh][1-4])\W+)*"
    r"(?:goals?|objectives?|priorities|deliverables?|themes?|okrs?|key results?|ambitions?|aspirations?)"
    r"(?: (?:to|for|of|in|by|this)\b.*)?|"
    r".*\b(?:20\d\d|[QH][1-4])\W+(?:goals?|objectives?|priorities|okrs?)|"
    r"(?:(?:the|our) )?(?:purpose|scope|aim|structure|audience) of (?:this|the) .*|"
    r"(?:(?:our|the) )?(?:product|company|corporate|business|engineering|technology|data|design|marketing|sales"
    r"|people) "
    r"(?:strategy|plan|vision|mission|metrics|principles)|"
    r"about(?: us)?|preamble|abstract|background|context|foreword|acknowledge?ments?|faqs?|(?:open )?questions?|"
    r"feedback|notes?|(?:the |our )?(?:teams?|people|members?)|roles?(?: (?:and|&) responsibilities)?|"
    r"responsibilities|definitions?|glossary|timeline|schedule|calendar|milestones?|dependencies|assumptions?|status|updates?|changelog|archive)\W*$",
    re.IGNORECASE,
)
_AIM_LABEL = re.compile(r"^\W*(?:objectives?|goals?|outcomes?|okrs?|key results?)\s*[:–—-]", re.IGNORECASE)
_TO_PAGE_PART = re.compile(r"^\W*\[[^\[\]]*\]\(#")
"""An item of a table of contents: it links to a heading of its own page."""
_BOLD = re.compile(r"^\W*(?:\*\*|__)")


class Listed(NamedTuple):
    """What an initiative is called where a page lists it, and whether it stands there among what is done."""

    name: str
    is_done: bool = False


def listed_on(document: Document, entries: Iterable[Entry]) -> list[Listed]:
    """Return the initiatives that a page lists: itself, or by its headings, items and rows."""
    page = _Page(document)
    found = ((entry, name) for entry in entries if (name := page.listed(entry)) is not None)
    return [Listed(name, page.is_done(entry)) for entry, name in found]


def tells_plans(document: Document) -> bool:
    """Whether a document may be the plan of an organisation, and no page of one initiative."""
    return document.kind is Kind.STRATEGY and not (in_folder(document) or is_template(document))


@dataclass(slots=True)
class _Page:
    """A page, with what is to be known of it as a whole; each is found when it is asked for."""

    document: Document
    _work: frozenset[int] | None = None

    def listed(self, entry: Entry) -> str | None:
        """Return what an initiative is called where the page lists one; None anywhere else."""
        document = self.document
        name = _called(document, entry)
        if not name or _NO_NAME.match(name) or len(name.split()) > LONGEST_TITLE or name.rstrip().endswith("?"):
            return None
        if says_state(name):
            return None
        if entry.place is Place.DOCUMENT:
            return name if is_initiative(document) else None
        may_list = document.kind is Kind.STRATEGY or (document.kind is Kind.WORK and entry.place is Place.LIST)
        section = section_of(name)
        says_sort = section is Section.EXCLUDED or (section is not None and len(name.split()) <= ANNOUNCING)
        if not may_list or (says_sort and not self._is_owned_task(entry, name)):
            return None
        return name if self._lists(entry, name) else None

    def _is_owned_task(self, entry: Entry, name: str) -> bool:
        """Whether a heading says what is to be done, and by whom, so that it announces no section."""
        return entry.place is Place.HEADING and says_task(name) and self._is_owned(entry.block or 0)

    def _is_owned(self, number: int) -> bool:
        block = self.document.blocks[number]
        return bool(_OWNER_BEHIND.search(self.document.text[block.start : block.end]))

    def is_done(self, entry: Entry) -> bool:
        """Whether a place stands below a heading that says that what follows is done."""
        return entry.block is not None and any(map(says_done, self.document.blocks[entry.block].trail))

    def _lists(self, entry: Entry, name: str) -> bool:
        number = entry.block or 0
        block = self.document.blocks[number]
        if any(section_of(heading) is Section.EXCLUDED for heading in block.trail if heading != self.document.title):
            return False
        if entry.place is Place.HEADING:
            return not (aims_or_measures(name) or _AIM_LABEL.match(name)) and self._is_listed_heading(number)
        if block.role is Role.ROW:
            return work_column(block) is not None
        return self._is_listed_item(number, name)

    def _is_listed_heading(self, number: int) -> bool:
        block = self.document.blocks[number]
        if not block.trail:
            return False
        if _LISTING.match(block.trail[-1]):
            return not in_folder(self.document)
        if is_brief(self.document) or in_folder(self.document):
            return False
        about = called(self.document)
        if self._is_owned(number):
            return bool(_ROADMAP.search(about) or _OWNED_PAGE.search(f"{about} {' '.join(block.trail)}"))
        return self._is_road_map() and number in self._named_work()

    def _is_road_map(self) -> bool:
        return self.document.kind is Kind.STRATEGY and bool(_ROADMAP.search(called(self.document)))

    def _named_work(self) -> frozenset[int]:
        if self._work is None:
            self._work = named_work(self.document)
        return self._work

    def _is_listed_item(self, number: int, name: str) -> bool:
        """Whether an item, or a paragraph that begins in bold, names work below a heading that announces it."""
        document, block = self.document, self.document.blocks[number]
        if not block.trail or block.role not in (Role.ITEM, Role.TEXT) or "|" in name:
            return False
        said = document.text[block.start : block.end]
        if block.role is Role.ITEM and (indent(document, block) > 0 or _TO_PAGE_PART.match(said)):
            return False
        is_long = len(name.split()) >= FEWEST_OF_ITEM
        if _LISTING.match(block.trail[-1]):
            return block.role is Role.ITEM or is_long
        if not is_long or self._is_below_work(number):
            return False
        if block.role is Role.ITEM and self._is_road_map() and says_when(block.trail[-1]):
            return not says_done(block.trail[-1])
        if not (len(plain(said)) > len(name) + 1 or _BOLD.match(said)):
            return False
        if any(map(_PLANNED.match, block.trail)):
            return True
        return any(map(_PRIORITIES.match, block.trail)) and name.split()[0].lower() in DELIVERY | MORE_WORK

    def _is_below_work(self, number: int) -> bool:
        """Whether the nearest heading names a piece of work, so that what stands below it describes that."""
        if not self._is_road_map():
            return False
        above = headings_above(self.document, number)
        return bool(above) and above[-1] in self._named_work()


def _called(document: Document, entry: Entry) -> str:
    """Return a name without its key, the sort of its page, and who does it."""
    name = entry.name or ""
    if entry.place is Place.HEADING and entry.block is not None:
        block = document.blocks[entry.block]
        name = plain(_OWNER_BEHIND.sub("", document.text[block.start : block.end]))
    bare = _EMPTY_BRACKET.sub("", _BESIDE.sub(" ", _DAY_BEFORE.sub("", name)))
    bare = _OWNER_BEHIND.sub("", _SORT_OF_PAGE.sub("", bare))
    return bare.strip(" :|§-") or name
