"""Tell which pages are about one initiative, so that what they aim at is its own and no goal of the organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain import Block, Document, Kind, Role
from assistant.text.guides import tells_how
from assistant.text.plain import plain
from assistant.text.surface import CHANGE, DELIVERY, MORE_WORK

_FOLDER = re.compile(
    r"(?:^|/)(?:(?:[^/]*[ _-])?(?:initiatives?|projects?|briefs?|epics?|prds?|charters?|proposals?|program(?:me)?s?)"
    r"|rocks?|bets?|products?|features?|workstreams?|business[ _-]cases?)/",
    re.IGNORECASE,
)
"""A folder of pages that are about one initiative each."""
_BRIEF = re.compile(
    r"\b(?:brief|charter|one[- ]pager|business[- ]case|proposal|(?:product|project|feature)[- ]outline)\b",
    re.IGNORECASE,
)
"""What a page about one initiative is called, by its file or its title."""
_DECISION = re.compile(
    r"(?:^|/)(?:rfcs?|[jkp]eps?|adrs?)/|\b(?:design note|(?:rfc|adr|[jkp]ep) ?-?#?\d+)\b", re.IGNORECASE
)
"""A page about one decision: what it aims at is its own, though it is no initiative."""
_TEMPLATE = re.compile(r"template", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"(?:^|/)(?:index|readme|overview|_index|home)\.\w+$", re.IGNORECASE)
_OF_ANOTHER_SORT = re.compile(
    r"\b(?:polic(?:y|ies)|process(?:es)?|standards?|principles|"
    r"minutes|meetings?|agenda|updates?|reports?|summary|retro(?:spective)?s?|reviews?|surveys?|interviews?|notes|"
    r"(?:release|test|launch|communications?|research|rollout) plan|personas?|glossary|faqs?|post-?mortems?|"
    r"incidents?|changelog|onboarding|terminology|decisions?)\b",
    re.IGNORECASE,
)
"""What a page is called that is about no initiative, though it has an owner and a status."""
_TASK = (
    DELIVERY | MORE_WORK | CHANGE | frozenset("bring drive help resolve revamp solve enable support stabilise".split())
)
_FEWEST_OF_TASK = 3
"""Words of a name that says what is to be done."""
_MAY_BE_OWN = (Kind.STRATEGY, Kind.WORK)
_MAY_HAVE_CARD = (*_MAY_BE_OWN, Kind.PROBLEMS)
_OF_A_SPECIFICATION = re.compile(
    r"\b(?:user stor(?:y|ies)|definition of done|acceptance criteria|non-?goals?|anti-?goals?"
    r"|(?:technical|functional) (?:description|design|requirements)|(?:not in|out of|in) scope"
    r"|must have|nice to have|open questions|proposed metrics)\b",
    re.IGNORECASE,
)
_FEWEST_HEADINGS = 2
_OF_A_PROPOSAL = re.compile(
    r"^(?:(?:success|exit|acceptance) (?:metrics?|measures?|criteria)|(?:success and exit) criteria|"
    r"(?:product|project|solution|problem) (?:overview|description|summary|statement|definition|background)|"
    r"(?:minimum|minimal) viable products?(?:s|\(s\))?|mvps?(?:\(s\))?|proposed (?:solution|approach|design|change)s?|"
    r"requirements (?:and|&) dependenc\w+|(?:risks|assumptions) (?:and|&) (?:assumptions|dependenc\w+)|"
    r"(?:project|swarm|core) (?:team|participants|members)|iterations?(?: \d+)?|deliverables|user stor(?:y|ies)|"
    r"(?:implementation|rollout|launch|delivery|release) plan|(?:in|out of) scope|scope of work|"
    r"estimated (?:cost|effort|budget)s?|goals? (?:and|&) non-?goals?|non-?goals?|"
    r"(?:(?:background|problem|project) (?:and|&) )?description|current challenges|goals, objectives|"
    r"staffing|project (?:board|leads?|governance|plan)|time ?line|milestones)\b",
    re.IGNORECASE,
)
"""A heading of a page that proposes one piece of work; one or two of them stand elsewhere, too."""
_FEWEST_OF_PROPOSAL = 3
_OF_ALL = re.compile(
    r"\b(?:strateg\w+|plans?|vision|mission|priorit(?:y|ies)|objectives?|goals?|okrs?|road ?maps?|directions?"
    r"|outcomes?)\b",
    re.IGNORECASE,
)
"""What a page is called that speaks for the organisation."""
_OPENING = 3
"""Blocks of text in which such a page says what it is about."""
_CARD = 16
"""Blocks at the head of a page among which its card stands."""
_WHO = re.compile(
    r"(?:\w+ )?(?:owner|lead|champion|sponsor|dri|driver|(?:main |primary |point of )?contact|team|squad|partner)"
    r"(?:s|\(s\))?",
    re.IGNORECASE,
)
_WHERE_IT_STANDS = re.compile(
    r"(?:(?:project|initiative|current|delivery) )?(?:status|state|phase|stage|progress|health)|"
    r"(?:target|due|start|end|launch|release|delivery) (?:date|quarter|release)|time ?(?:line|frame)|tracking issue",
    re.IGNORECASE,
)
_CARD_LINE = re.compile(r"^\W*(?P<label>[A-Za-z][\w()]*(?: [\w()]+){0,2})\W*?\s*[:|]\s*\S")


def is_about_one(document: Document) -> bool:
    """Whether a page is about one initiative or decision: a brief, a charter, a business case, a template of one."""
    told = f"{document.path} {document.title}".replace("_", " ")
    return is_brief(document) or in_folder(document) or any(p.search(told) for p in (_DECISION, _TEMPLATE))


def may_be_own(document: Document) -> bool:
    """Whether a page is of a kind that tells what an initiative wants or does."""
    return document.kind in _MAY_BE_OWN


def is_brief(document: Document) -> bool:
    """Whether a page calls itself a brief, by its file or its title; its headings are no list of initiatives."""
    return bool(_BRIEF.search(called(document)))


def in_folder(document: Document) -> bool:
    """Whether a page lies in a folder of pages that are about one initiative each."""
    return bool(_FOLDER.search(document.path))


def is_template(document: Document) -> bool:
    """Whether a page is there to be copied and filled in."""
    return bool(_TEMPLATE.search(document.path))


def called(document: Document) -> str:
    """Return what a page is called: its file name and its title."""
    return f"{document.path.rsplit('/', 1)[-1]} {document.title}".replace("_", " ")


def is_initiative(document: Document) -> bool:
    """Whether a page is one initiative: a brief, a specification, one with an owner and a status, a task."""
    if is_template(document):
        return False
    if document.kind in _MAY_BE_OWN and is_brief(document):
        return True
    is_index = bool(_INDEX_PAGE.search(document.path)) and not proposes(document)
    if document.kind is Kind.STRATEGY and in_folder(document):
        return not is_index
    title = plain(document.title).strip()
    if document.kind is Kind.WORK and not is_index and says_task(title) and not _OF_ANOTHER_SORT.match(title):
        return True
    if is_index or tells_how(called(document)) or _OF_ANOTHER_SORT.search(called(document)):
        return False
    tells_of_one = has_card(document) or proposes(document)
    return (document.kind in _MAY_HAVE_CARD and tells_of_one) or (
        document.kind in _MAY_BE_OWN and is_specification(document)
    )


def says_task(name: str) -> bool:
    """Whether a name says what is to be done: "Revamp pricing and packaging"."""
    words = re.findall(r"[a-z]+", name.lower())
    return len(words) >= _FEWEST_OF_TASK and words[0] in _TASK


def opens_page(document: Document, number: int) -> bool:
    """Whether a block is among the first of a page that say something, its headings aside."""
    said = (at for at, block in enumerate(document.blocks) if block.role is not Role.HEADING)
    return any(at == number for at, _ in zip(said, range(_OPENING), strict=False))


def is_specification(document: Document) -> bool:
    """Whether a page specifies one thing, so that what it leaves out is left out of that thing alone."""
    return _has_headings(document, _OF_A_SPECIFICATION, _FEWEST_HEADINGS) or proposes(document)


def proposes(document: Document) -> bool:
    """Whether a page proposes one piece of work, by the headings that such pages have."""
    return _has_headings(document, _OF_A_PROPOSAL, _FEWEST_OF_PROPOSAL)


def _has_headings(document: Document, wanted: re.Pattern[str], fewest: int) -> bool:
    if document.record is not None or _OF_ALL.search(called(document).replace("-", " ")):
        return False
    headings = (plain(document.text[b.start : b.end]) for b in document.blocks if b.role is Role.HEADING)
    found = {match.group().lower() for heading in headings if (match := wanted.search(heading.strip("#*_: []\n")))}
    return len(found) >= fewest


def has_card(document: Document) -> bool:
    """Whether a page says at its head, or in its front matter, who does it and where it stands."""
    named = labels_of(document, range(min(_CARD, len(document.blocks)))) | set(map(_as_label, document.metadata))
    return any(map(_WHO.fullmatch, named)) and any(map(_WHERE_IT_STANDS.fullmatch, named))


def tells_card(labels: Iterable[str]) -> bool:
    """Whether labels say who does something or where it stands: one of them is enough for a part of a page."""
    return any(_WHO.fullmatch(label) or _WHERE_IT_STANDS.fullmatch(label) for label in labels)


def labels_of(document: Document, numbers: Iterable[int]) -> set[str]:
    """Return the labels at the start of some blocks, by their numbers, in small letters."""
    said = (plain(document.text[b.start : b.end]) for b in map(document.blocks.__getitem__, numbers) if _may_label(b))
    return {_as_label(match["label"]) for text in said if (match := _CARD_LINE.match(text))}


def _may_label(block: Block) -> bool:
    return block.role is not Role.HEADING


def _as_label(text: str) -> str:
    return text.replace("_", " ").strip().lower()
