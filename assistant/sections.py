"""What the heading or label above a line says that the line is about."""

from __future__ import annotations

import re
from enum import StrEnum


class Section(StrEnum):
    """The parts of a brief, whatever an organisation calls them."""

    OUTCOME = "outcome"
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
    (Section.EXCLUDED, r"not (?:part|doing|do\b|in scope|now)|won'?t\b|will not|out of scope|non-?goals?|excluded|exclusions?|stop(?:ped)? doing|"
                       r"deprioriti[sz]ed|parked|rejected|anti-?goals?|what we (?:don'?t|do not)|nicht (?:teil|im umfang)|fuera de alcance"),
    (Section.STOP, r"(?:when|how) (?:do |would |will )?we(?:'d| would| will)? stop|stop (?:rule|criteria|if)|kill|exit (?:criteria|rule)|tripwire|"
                   r"abbruch|go ?/ ?no[ -]go|pivot|decision rule|when would we stop|what would make us"),
    (Section.SIGNAL, r"early|leading|signal|how (?:do |will )?we (?:will )?know|tripwires?|rhythm|cadence|review|check-?ins?|frühzeichen"),
    (Section.MEASURE, r"measur|metric|\bkpis?\b|success criteria|indicators?|scorecard|how we know|evaluation|\btargets?\b|mess(?:gr|ung)|key results?|\bkrs?\b"),
    (Section.OPTIONS, r"options|alternatives|experiments?|tests?\b|bets\b|hypothes[ei]s|ways\b|assumptions|varianten|prototypes?"),
    (Section.DELIVERABLES, r"deliverables?|scope\b|features?\b|milestones?|what we (?:will )?(?:have|build|deliver|ship|do\b)|timeline|phases?|activit(?:y|ies)|tasks\b|"
                           r"implementation|roll-?out|work packages?|schedule|plan\b|next steps|tickets|backlog|solution|approach|\bhow\b|umfang|lieferumfang|entregables|"
                           r"closed|merged|completed|submitted|in progress|moved|agenda|demo|to ?do|shape|steps|current sprint|work items?"),
    (Section.OUTCOME, r"outcomes?|goals?\b|objectives?|success|what changes|who does what|who will do what|differently|aims?\b|benefits?|impacts?|vision|mission|"
                      r"what we want|in one sentence|purpose|reasoning|rationale|value\b|priorit(?:y|ies)|rocks?\b|hypothesis|result|ziele?\b|wirkung|nutzen|objetivos?|resultados?|"
                      r"what will be different|desired|why (?:we|this|are)|serves?|link\b|strategic"),
    (Section.PROBLEM, r"problem|evidence|why\b|background|context|pain|opportunit|what we (?:know|hear|learn|heard)|research|findings|need\b|current state|challenge|anlass|"
                      r"ausgangslage|situation|customers? said|insights?|motivation"),
    (Section.OWNER, r"owner|lead\b|sponsor|accountable|responsible|assignee|answers|verantwortlich|responsable|driver\b|\bdri\b|written by|author"),
    (Section.PLAYER, r"who\b|whom|audience|users?\b|customers?|segments?|personas?|stakeholders?|beneficiar|players?|kunden|clientes|participants"),
    (Section.STATUS, r"status|progress|update|standing|where (?:we|it)|priority$|team$|jira|project name|reporter|created|updated|category|key$|type$|labels?$|sprint$|component"),
    (Section.ASIDE, r"risks?|open (?:questions|points)|\bopen$|dependenc|notes?\b|budget|money|costs?\b|links?$|references|appendix|glossary|changes since|changelog|questions"),
)  # fmt: skip
_COMPILED = tuple((section, re.compile(rf"(?:^|\b)(?:{pattern})", re.IGNORECASE)) for section, pattern in _NAMES)
_NUMBERED = re.compile(r"^[\W\d.]*")
LABEL = re.compile(
    r"^[\W_]*(?P<label>[A-Za-zÀ-ÿ][\w '’/()-]{1,40}?)[*_]*\s*(?::[*_]*|[*_]+\s*[:–-])\s+(?=\S)"
)
"""A label at the start of a line: "Owner: ...", "**Outcome link:** ..."."""
LONGEST_LABEL = 6
LONGEST_HEADING = 9


def section_of(heading: str) -> Section | None:
    """Return what a heading announces, or None; a long heading is a sentence and announces nothing."""
    text = _NUMBERED.sub("", heading)
    if not text or len(text.split()) > LONGEST_HEADING:
        return None
    return next((section for section, pattern in _COMPILED if pattern.search(text)), None)


def label_of(line: str) -> tuple[str, Section] | None:
    """Return the label at the start of a line with what it announces, or None."""
    match = LABEL.match(line)
    if match is None or len(match.group("label").split()) > LONGEST_LABEL:
        return None
    section = section_of(match.group("label"))
    return (match.group("label"), section) if section else None
