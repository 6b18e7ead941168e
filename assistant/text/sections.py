"""What the heading or label above a line says that the line is about."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from assistant.domain import Block


class Section(StrEnum):
    """The parts of a brief, whatever an organisation calls them."""

    OUTCOME = "outcome"
    LINK = "link"
    PROBLEM = "problem"
    DELIVERABLES = "deliverables"
    PLAYER = "player"
    OWNER = "owner"
    MEASURE = "measure"
    SIGNAL = "signal"
    OPTIONS = "options"
    STOP = "stop"
    EXCLUDED = "excluded"
    ASIDE = "aside"
    STATUS = "status"


_NAMES: tuple[tuple[Section, str], ...] = (
    (Section.ASIDE, (
        r"(?:un(?:desired|desirable|wanted|intended)|adverse|harmful|negative) (?:\w+ ){0,2}"
        r"(?:outcomes?|results?|effects?|consequences?|impacts?)"
    )),
    (Section.OUTCOME, (
        r"(?:\d+|one|three|five|ten)[ -]year (?:plan|goals?|pictures?|targets?)|done (?:means|when)|"
        r"definition of (?:done|success)"
    )),
    (Section.DELIVERABLES, (
        r"^(?:closed|merged|completed|submitted|in progress|(?:in|under|ready for) review|moved)\b"
    )),
    (Section.LINK, (
        r"(?:outcome|strateg\w*|goal|okr) (?:link|fit|alignment|we serve)|link(?:ed)? to\b|serves?\b|"
        r"aligns? (?:to|with)|strategic (?:fit|alignment)|target outcome|contributes? to|"
        r"^(?:(?:strategic|strategy|product|company|portfolio) )?(?:theme|pillar)$"
    )),
    (Section.EXCLUDED, (
        r"(?:not|nothing) (?:in|of) (?:this|the|our) (?:plan|strategy|direction|programme|program|roadmap)|"
        r"decided (?:against|not to)|"
        r"\b(?:left|leave) (?:out|aside|undone|(?:it )?(?:to|for) others)\b|"
        r"no-gos?\b|^no longer\b|outside (?:our|the|this) (?:strategy|plan|scope|remit)|"
        r"not (?:an? |our )(?:current |strategic )?(?:focus|priority)\b|"
        r"not (?:going )?(?:to )?(?:be )?(?:part|doing|do\b|in scope|now|working|pursu\w+|planning|on the table|"
        r"building|prioriti\w+)|won'?t\b|will not|"
        r"out of scope|"
        r"non-?goals?|excluded|"
        r"exclusions?|stop(?:ped)? doing|"
        r"deprioriti[sz]ed|parked|rejected|anti-?goals?|what we (?:don'?t|do not)|"
        r"(?:say|said|saying) no\b|ruled out|off the table|"
        r"we(?:'ve| have) (?:stopped|dropped|given up)\b|"
        r"nicht (?:teil|im umfang)|fuera de alcance"
    )),
    (Section.STOP, (
        r"(?:when|how) (?:do |would |will )?we(?:'d| would| will)? stop|stop (?:rule|criteria|if)|kill|"
        r"exit (?:criteria|rule)|tripwire|"
        r"abbruch|go ?/ ?no[ -]go|pivot|decision rule|when would we stop|what would make us"
    )),
    (Section.PLAYER, (r"target (?:groups?|audiences?|users?|customers?)\b|whom\b")),
    (Section.SIGNAL, (
        r"early|leading|signals?\b|how (?:do |will )?we (?:will )?know|tripwires?|rhythm|cadence|"
        r"review(?:s|ed)?\b(?!\W*&|\W+(?:and|your|my|of)\b)|"
        r"check-?ins?|frühzeichen"
    )),
    (Section.MEASURE, (
        r"measur|metric|\byardsticks?\b|\bgauges?\b|\bkey figures?\b|"
        r"\bkpis?\b|success criteria|indicators?|scorecard|how we know|evaluation|"
        r"\btargets?\b|mess(?:gr|ung)|key results?|\bkrs?\b"
    )),
    (Section.OPTIONS, (
        r"options|alternatives|experiments?|tests?\b|bets\b|hypothes[ei]s|ways\b|assumptions|varianten|"
        r"prototypes?|^(?:variants|paths|routes)\b"
    )),
    (Section.DELIVERABLES, (
        r"deliverables?|scope\b|features?\b|milestones?|what we (?:will )?(?:have|build|deliver|ship|"
        r"do\b)|timeline|phases?|activit(?:y|ies)|tasks\b|"
        r"implementation|roll-?out|work packages?|schedule|plan\b|next steps|"
        r"tickets|backlog|solution|approach|\bhow\b|umfang|lieferumfang|"
        r"entregables|"
        r"closed|merged|completed|submitted|in progress|moved|agenda|demo|^to[ -]?do\b|"
        r"what (?:has to|needs to|must|is to|will) be done|work to (?:be done|do)\b|"
        r"current sprint|work items?"
    )),
    (Section.OUTCOME, (
        r"outcomes?|goals?\b|promises?\b|ambitions?\b|commitments?\b|effects?\b|"
        r"objectives?|success|what changes|who does what|who will do what|differently|"
        r"aims?\b|benefits?|impacts?|vision|mission|"
        r"what (?:do )?we want|in one sentence|purpose|value\b|priorit(?:y|ies)|rocks?\b|"
        r"hypothesis|result|ziele?\b|wirkung|nutzen|objetivos?|resultados?|"
        r"what will be different|desired|why (?:we|this|are)|working towards?\b|(?:future|target) state\b|"
        r"where we want to be\b"
    )),
    (Section.PROBLEM, (
        r"problem|evidence|reasoning|rationale|^(?:the )?why\b|background|context|pain(?:s| points?)?\b|opportunit|"
        r"what we (?:know|hear|learn|heard)|research|findings|need\b|current state|challenge|anlass|"
        r"ausgangslage|triggers?\b|what we (?:see|saw)\b|situation|customers? said|insights?|motivation"
    )),
    (Section.OWNER, (
        r"owner|lead\b|sponsor|accountable|responsible|assignee|answers|verantwortlich|responsable|"
        r"driver\b|\bdri\b|written by|author"
    )),
    (Section.PLAYER, (
        r"who\b|whom|audience|users?\b|customers?|segments?|personas?|stakeholders?|beneficiar|players?|"
        r"kunden|clientes|participants"
    )),
    (Section.STATUS, (
        r"status|progress|update|standing|where (?:we|it)|priority$|team$|jira|project name|reporter|"
        r"created|updated|category|key$|type$|labels?$|sprint$|component"
    )),
    (Section.ASIDE, (
        r"risks?\b(?!\W+(?:reduc|mitigat))|open (?:questions|points)|\bopen$|dependenc|notes?\b|budget|money|"
        r"costs?\b(?!\W+(?:efficien|effective|sav|reduc|cut|avoid))|links?$|"
        r"references|appendix|glossary|changes since|changelog|questions"
    )),
)  # fmt: skip
_COMPILED = tuple((section, re.compile(rf"(?:^|\b)(?:{pattern})", re.IGNORECASE)) for section, pattern in _NAMES)
_SPRINT = re.compile(r"\b(?:sprints?|iterations?)\b", re.IGNORECASE)
"""The goal of a sprint is not the goal of the initiatives in it."""
_NUMBERED = re.compile(r"^(?!\d+[ -]year\b)[\W\d.]*", re.IGNORECASE)
_PERIOD = re.compile(
    r"[\s,(]+(?:(?:by|for|in|until|through|from|during)\s+)?(?:the\s+)?(?:end of\s+)?"
    r"(?:FY ?)?(?:20\d\d|[QH][1-4]\b).*$",
    re.IGNORECASE,
)
"""What a heading says of its time: "Our goals for 2026 to 2028"."""
_RANKED = re.compile(r"\bpriority$", re.IGNORECASE)
"""A column that says how urgent something is; "Priority" above a text may be a goal."""
LABEL = re.compile(r"^[\W_]*(?P<label>[A-Za-zÀ-ÿ][\w '’/()-]{1,40}?)[*_]*\s*(?::[*_]*|[*_]+\s*[:–-])\s+(?=\S)")
"""A label at the start of a line: "Owner: ...", "**Outcome link:** ..."."""
_LABEL_OF_WORK = re.compile(
    r"(?:key |planned )?(?:initiatives?|actions?|activit(?:y|ies)|tasks?)(?: \d+)?", re.IGNORECASE
)
"""Labels of what will be done for a key result: "Initiative: build a dashboard"."""
LONGEST_LABEL = 5
LONGEST_HEADING = 9


@lru_cache(maxsize=50_000)
def section_of(heading: str) -> Section | None:
    """Return what a heading announces, or None; a long heading is a sentence and announces nothing."""
    text = _PERIOD.sub("", _NUMBERED.sub("", heading))
    if not text or len(text.split()) > LONGEST_HEADING or _SPRINT.search(text):
        return None
    return next((section for section, pattern in _COMPILED if pattern.search(text)), None)


def section_of_title(title: str) -> Section | None:
    """Return what a document's own title announces of all in it: a "Strategic plan" is no list of deliverables."""
    section = section_of(title)
    return section if section in (Section.OUTCOME, Section.EXCLUDED, Section.PROBLEM) else None


def section_of_block(block: Block, title: str = "") -> Section | None:
    """Return what the closest heading that announces something says of a block; `title` is the document's own."""
    for at in range(len(block.trail) - 1, -1, -1):
        heading = block.trail[at]
        section = section_of_title(heading) if at == 0 and heading == title else section_of(heading)
        if section is not None:
            return section
    return None


def label_of(line: str) -> tuple[str, Section] | None:
    """Return the label at the start of a line with what it announces, or None."""
    match = LABEL.match(line)
    if match is None or len(match.group("label").split()) > LONGEST_LABEL:
        return None
    is_work = _LABEL_OF_WORK.fullmatch(match.group("label"))
    section = Section.DELIVERABLES if is_work else section_of(match.group("label"))
    return (match.group("label"), section) if section else None


def announced(inner: list[str], trail: list[str], name: str | None) -> tuple[Section | None, str]:
    """Return what a line is about with what says so: its field's name, else the nearest heading that says something.

    `inner` are headings inside the block, `trail` those above it, the nearest first.
    """
    if name and not inner and name.lower() not in ("description", "summary", "comment"):
        return Section.STATUS if _RANKED.search(name) else section_of(name), name
    for heading in (*inner, *trail):
        section = section_of(heading)
        if section is not None:
            return section, heading
    return None, (inner or trail or [""])[0]
