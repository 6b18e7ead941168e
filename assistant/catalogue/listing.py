"""Tell where an organisation lists its initiatives: pages of their own, headings and items of plans, rows of tables."""

from __future__ import annotations

import re

from assistant.catalogue.named_places import Entry, Place, work_column
from assistant.catalogue.numbered_plan import aims_or_measures
from assistant.catalogue.own_pages import has_card, is_specification
from assistant.domain import Block, Document, Kind, Role
from assistant.names import KEY
from assistant.plain import plain
from assistant.sections import Section, section_of
from assistant.surface import CHANGE, DELIVERY, MORE_WORK
from assistant.walk import indent

ANNOUNCING = 4
LONGEST_TITLE = 12
FEWEST_OF_TASK = 3
"""Words of the title of a page that is called by what is to be done."""
FEWEST_OF_ITEM = 2
_TEMPLATE = re.compile(r"template", re.IGNORECASE)
_FOLDER = re.compile(
    r"(?:^|/)(?:(?:[\w-]+[ _-])?(?:initiatives?|projects?)|rocks?|briefs?|bets?|programmes?|programs?|products?|"
    r"features?|workstreams?|"
    r"epics?|proposals?|charters?|business[ _-]cases?)/",
    re.IGNORECASE,
)
_BRIEF = re.compile(
    r"\b(?:brief|charter|one[-_ ]pager|business[-_ ]case|proposal|product[-_ ]outline)\b", re.IGNORECASE
)
"""A page about one initiative, by its file or its title; its headings are not a list of initiatives."""
_INDEX_PAGE = re.compile(r"(?:^|/)(?:index|readme|overview|_index|home)\.\w+$", re.IGNORECASE)
_SORT_OF_PAGE = re.compile(
    r"^\W*(?:(?:initiative|project|product|programme|program) )?(?:brief|charter|outline|proposal|one[- ]pager|"
    r"business case)(?: template)?\s*[:–—-]+\s*"
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
_EMPTY_BRACKET = re.compile(r"\s*\(\s*(?:,[^()]*)?\)")
"""What is left of a bracket when the key in it is gone."""
_NO_NAME = re.compile(
    r"^[\W\d_]*$|^\W*[(<\[{][^()<>\[\]{}]*[)>\]}]\W*$|"
    r"^\W*(?:.*\broad ?maps?\b.*|(?:(?:our|the|product|company|team|annual|quarterly) )*(?:backlogs?|"
    r"overview|introduction|initiatives?|projects?|rocks?|portfolio|"
    r"legend|summary|contents|table of contents|template|brief|readme)|now|next|later|done|doing|"
    r"(?:H[12]|Q[1-4])\b.*|(?:FY ?)?20\d\d.*|total|"
    r"(?:how (?:to|can|do|does|we|you|i)|what|why|who|when|where|which)\b.*|"
    r"get(?:ting)? (?:involved|started|in touch|help)|join us|contribut(?:e|ing|ions?|ors?)(?: to .*)?|contacts?|"
    r"(?:read|learn|find out) more|see also|(?:further|related) reading|(?:related )?(?:links?|references?|resources?)|"
    r"about(?: us)?|background|context|foreword|acknowledge?ments?|faqs?|(?:open )?questions?|feedback|notes?|"
    r"(?:the |our )?(?:teams?|people|members?)|roles?(?: (?:and|&) responsibilities)?|responsibilities|definitions?|"
    r"glossary|timeline|schedule|calendar|milestones?|dependencies|assumptions?|status|updates?|changelog|archive)\W*$",
    re.IGNORECASE,
)
_OF_ANOTHER_SORT = re.compile(
    r"\b(?:polic(?:y|ies)|guides?|guidelines?|handbook|how[- ]to|playbook|runbook|process(?:es)?|standards?|principles|"
    r"minutes|meetings?|agenda|updates?|reports?|summary|retro(?:spective)?s?|reviews?|surveys?|interviews?|notes|"
    r"(?:release|test|launch|communications?|research|rollout) plan|personas?|glossary|faqs?|post-?mortems?|"
    r"incidents?|changelog|onboarding|terminology|decisions?)\b",
    re.IGNORECASE,
)
"""What a page is called that is about no initiative, though it has an owner and a status."""
_TASK = (
    DELIVERY | MORE_WORK | CHANGE | frozenset("bring drive help resolve revamp solve enable support stabilise".split())
)
_AIM_LABEL = re.compile(r"^\W*(?:objectives?|goals?|outcomes?|okrs?|key results?)\s*[:–—-]", re.IGNORECASE)
_BOLD = re.compile(r"^\W*(?:\*\*|__)")
_MAY_LIST = (Kind.STRATEGY, Kind.WORK)
_MAY_HAVE_CARD = (Kind.STRATEGY, Kind.WORK, Kind.PROBLEMS)


def listed_name(document: Document, entry: Entry) -> str | None:
    """Return what an initiative is called where a page, heading, item or row lists one; None anywhere else."""
    name = _called(document, entry)
    if not name or _NO_NAME.match(name) or len(name.split()) > LONGEST_TITLE:
        return None
    if entry.place is Place.DOCUMENT:
        return name if _is_own_page(document) else None
    may_list = document.kind is Kind.STRATEGY or (document.kind is Kind.WORK and entry.place is Place.LIST)
    section = section_of(name)
    says_sort = section is Section.EXCLUDED or (section is not None and len(name.split()) <= ANNOUNCING)
    return name if may_list and not says_sort and _lists(document, entry, name) else None


def _lists(document: Document, entry: Entry, name: str) -> bool:
    block = document.blocks[entry.block or 0]
    if entry.place is Place.HEADING:
        return not (aims_or_measures(name) or _AIM_LABEL.match(name)) and _is_listed_heading(document, block)
    if block.role is Role.ROW:
        return work_column(block) is not None
    return _is_listed_item(document, block, name)


def _called(document: Document, entry: Entry) -> str:
    """Return a name without its key, the sort of its page, and who does it."""
    name = entry.name or ""
    if entry.place is Place.HEADING and entry.block is not None:
        block = document.blocks[entry.block]
        name = plain(_OWNER_BEHIND.sub("", document.text[block.start : block.end]))
    bare = _EMPTY_BRACKET.sub("", KEY.sub(" ", name))
    bare = _OWNER_BEHIND.sub("", _SORT_OF_PAGE.sub("", bare))
    return bare.strip(" :|§-") or name


def tells_plans(document: Document) -> bool:
    """Whether a document may be the plan of an organisation, and no page of one initiative."""
    return document.kind is Kind.STRATEGY and not (_FOLDER.search(document.path) or _TEMPLATE.search(document.path))


def _about(document: Document) -> str:
    return f"{document.path.rsplit('/', 1)[-1]} {document.title}".replace("_", " ")


def _is_own_page(document: Document) -> bool:
    """Whether a page is about one initiative: a brief, a specification, one with an owner and a status, a task."""
    if _TEMPLATE.search(document.path):
        return False
    if document.kind in _MAY_LIST and _BRIEF.search(_about(document)):
        return True
    if document.kind is Kind.STRATEGY and _FOLDER.search(document.path):
        return not _INDEX_PAGE.search(document.path)
    if _INDEX_PAGE.search(document.path):
        return False
    if _is_task(document):
        return True
    if _OF_ANOTHER_SORT.search(_about(document)):
        return False
    if document.kind in _MAY_HAVE_CARD and has_card(document):
        return True
    return document.kind in _MAY_LIST and is_specification(document)


def _is_task(document: Document) -> bool:
    """Whether a page of work is called by what is to be done: "Revamp pricing and packaging"."""
    title = plain(document.title).strip()
    words = re.findall(r"[a-z]+", title.lower())
    named = len(words) >= FEWEST_OF_TASK and words[0] in _TASK and not _OF_ANOTHER_SORT.match(title)
    return document.kind is Kind.WORK and named


def _is_listed_heading(document: Document, block: Block) -> bool:
    if not block.trail:
        return False
    if _LISTING.match(block.trail[-1]):
        return not _FOLDER.search(document.path)
    about = _about(document)
    if _BRIEF.search(about) or _FOLDER.search(document.path):
        return False
    owned = bool(_OWNER_BEHIND.search(document.text[block.start : block.end]))
    return bool(_ROADMAP.search(about)) or (owned and bool(_OWNED_PAGE.search(f"{about} {' '.join(block.trail)}")))


def _is_listed_item(document: Document, block: Block, name: str) -> bool:
    """Whether an item, or a paragraph that begins in bold, names an initiative below a heading that announces them."""
    if not block.trail or block.role not in (Role.ITEM, Role.TEXT) or "|" in name or name.rstrip().endswith("?"):
        return False
    if block.role is Role.ITEM and indent(document, block) > 0:
        return False
    is_long = len(name.split()) >= FEWEST_OF_ITEM
    if _LISTING.match(block.trail[-1]):
        return block.role is Role.ITEM or is_long
    leads = len(plain(document.text[block.start : block.end])) > len(name) + 1 or _in_bold(document, block)
    if not is_long or not leads:
        return False
    if any(map(_PLANNED.match, block.trail)):
        return True
    return any(map(_PRIORITIES.match, block.trail)) and name.split()[0].lower() in DELIVERY | MORE_WORK


def _in_bold(document: Document, block: Block) -> bool:
    return bool(_BOLD.match(document.text[block.start : block.end]))
