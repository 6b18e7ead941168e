"""Answer "is this initiative outcome-aligned?" from the documents: nine findings, each on quotes, and the verdict."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from assistant.assessing.advice import confidence_of, question_for, rewrite_of, what_would_change
from assistant.assessing.verdict import verdict_of, weakest_of
from assistant.catalogue.initiatives import Catalogue
from assistant.catalogue.strategy import Strategy, read_strategy
from assistant.domain import Assessment, Document, Kind
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import Statements
from assistant.findings.case import Case
from assistant.findings.link import judge_link
from assistant.findings.measure import judge_measure
from assistant.findings.outcome import judge_outcome
from assistant.findings.player import judge_player, read_players, tells_for_whom
from assistant.findings.problem import judge_problem
from assistant.findings.reality import judge_reality
from assistant.findings.steering import judge_indicator, judge_options
from assistant.findings.stopping import judge_stop
from assistant.gathering.evidence import gather
from assistant.gathering.lines import Evidence
from assistant.index.ages import newest_day
from assistant.index.reader import Index

_ENABLER_LABEL = re.compile(
    r"^(?:ktlo|keep[- ]the[- ]lights[- ]on|compliance|regulatory|maintenance|upkeep|mandatory|legal|"
    r"enabler|run|bau|security[- ]compliance)$",
    re.IGNORECASE,
)
_ENABLER_WORDS = re.compile(
    r"\b(?:end[- ]of[- ](?:support|life)|required by law|statutory|law from|legal (?:duty|obligation|"
    r"requirement)|regulat(?:ion|ory) requires?|this is (?:maintenance|compliance)|"
    r"keep(?:ing)? the lights on|"
    r"ktlo|mandatory (?:by|from|under)|comply with|compliance (?:work|project)|"
    r"(?:inspector general|auditor general|court of auditors|audit office|ombudsm[ae]n|regulator)(?:'s|’s)? "
    r"(?:recommend\w*|order\w*|requir\w*|finding)|"
    r"(?:recommendation|order|finding) (?:from|of|by) the (?:office of the )?"
    r"(?:inspector general|auditor\w*|court|audit office|ombudsm[ae]n|regulator)|"
    r"(?:audit|OIG|GAO|court)(?: recommendation| order| finding) (?:required|requires|obliged)(?: us)?|"
    r"(?:requirements?|mandate) from outside (?:of )?(?:our|the) (?:agency|organi[sz]ation|company|department)|"
    r"must (?:migrate|upgrade|be replaced|(?:switch|transition|move) (?:off|away from|over))\b[^.;]{0,80}"
    r"\b(?:by|before|until) \w+|"
    r"(?:will be|is being|are being|will get) permanently (?:deleted|switched off|shut (?:down|off)|turned off)|"
    r"(?:will be|is|are|becomes?) (?:unsupported|no longer supported) (?:from|after|by|as of)|"
    r"(?:vendor|supplier|provider|manufacturer|licensor)\b[^.;]{0,60}\b(?:shut(?:s|ting)? (?:it |them )?(?:down|off)|"
    r"be shut (?:down|off)|switch(?:es|ing) (?:it |them )?off|be switched off|discontinu\w+|withdraws?)|"
    r"lease (?:of [\w ]{3,30} )?ends|gesetzlich)\b",
    re.IGNORECASE,
)
_DUTY_NAME = re.compile(
    r"\bATO\b|(?i:\bauthori(?:[sz]ation|ty) to operate\b|\b(?:technical|security|privacy|architecture|change|ethics|"
    r"institutional) review board\b|\b(?:re-?)?accreditation\b|\brecertification\b|"
    r"\b(?:security|privacy|regulatory|legal|tax|safety) (?:compliance|audit|controls? assessment)\b|"
    r"\bcompliance with\b|\bend[- ]of[- ](?:life|support)\b|"
    r"^\W*upgrad(?:e|es|ing)\b[^.;]{0,40}\b(?:to|from) (?:[\w-]+ ){0,3}?v?\d+(?:\.\d+)*\W*$)"
)
"""A name of what has to be shown to whoever lets the organisation go on, or of upkeep: the next version of a thing."""
_JUDGES = (
    judge_link,
    judge_outcome,
    judge_measure,
    judge_problem,
    judge_player,
    judge_indicator,
    judge_options,
    judge_stop,
    judge_reality,
)


@dataclass(frozen=True)
class Examined:
    """An assessment, and the case that it was drawn from."""

    assessment: Assessment
    case: Case | None


@dataclass(frozen=True)
class Assessor:
    """Assesses initiatives for one reader; built once a generation, because it reads every document once."""

    index: Index
    statements: Statements
    embedder: Embedder
    catalogue: Catalogue
    strategy: Strategy
    players: tuple[tuple[str, list[tuple[str, ...]]], ...]
    accounts: tuple[Document, ...]
    loss_reasons: dict[str, list[Document]]
    today: str

    @classmethod
    def open(cls, index: Index, statements: Statements, embedder: Embedder) -> Assessor:
        """Read what every assessment needs: the catalogue of names, the strategy, the players and the customers."""
        accounts, lost = [], defaultdict(list)
        customers = list(index.documents([Kind.CUSTOMERS]))
        for document in customers:
            if document.record and "account" in document.record.type:
                accounts.append(document)
            reason = _loss_reason(document)
            if reason:
                lost[reason].append(document)
        for_whom = filter(tells_for_whom, index.documents([Kind.STRATEGY]))
        players = read_players([*index.documents([Kind.PLAYERS]), *for_whom, *accounts])
        catalogue = Catalogue.read(index)
        return cls(
            index,
            statements,
            embedder,
            catalogue,
            read_strategy(index, statements, embedder, catalogue.places.projects),
            tuple(players),
            tuple(accounts),
            dict(lost),
            newest_day(index),
        )

    def assess(self, name: str) -> Assessment:
        """Return the assessment of the initiative that a leader names; `found` is False when no document names it."""
        return self.examine(name).assessment

    def examine(self, name: str) -> Examined:
        """Return the assessment together with the case that it was drawn from (None when nothing was found)."""
        initiative = self.catalogue.find(name)
        if initiative is None:
            nearest, mentioned = self.catalogue.nearest(name), self.catalogue.mentions(name)
            none = Assessment(name, False, self.index.generation, nearest=nearest, mentioned=mentioned)
            return Examined(none, None)
        case = Case(
            gather(initiative, self.catalogue, self.statements),
            self.strategy,
            self.index,
            self.catalogue,
            self.embedder,
            self.today,
            self.players,
            self.accounts,
            self.loss_reasons,
        )
        findings = tuple(judge(case) for judge in _JUDGES)
        weakest = weakest_of(findings)
        enabler = is_enabler(case.evidence)
        assessment = Assessment(
            initiative=initiative.name,
            found=True,
            generation=self.index.generation,
            verdict=verdict_of(findings),
            enabler=enabler,
            findings=findings,
            weakest=weakest,
            question_for_owner=question_for(weakest, findings, initiative.name, enabler),
            rewrite=rewrite_of(case, findings),
            confidence=confidence_of(findings),
            would_change=what_would_change(findings),
        )
        return Examined(assessment, case)


def is_enabler(evidence: Evidence) -> bool:
    """Whether the work has to be done whatever its outcome: law, support, upkeep; by its label or its own words."""
    record = evidence.record.record if evidence.record else None
    if record and any(_ENABLER_LABEL.match(label) for label in record.labels):
        return True
    if record and record.labels:
        return False
    by_name = _DUTY_NAME.search(evidence.initiative.name)
    return bool(by_name) or sum(bool(_ENABLER_WORDS.search(line.text)) for line in evidence.own) >= 2


def _loss_reason(document: Document) -> str | None:
    record = document.record
    if record is None or "lost" not in (record.status or "").lower():
        return None
    named = (
        value
        for column, values in record.values.items()
        if re.search(r"los[st].*reason|reason.*los[st]", column, re.IGNORECASE)
        for value in values
    )
    return next((value for value in named if value.strip()), None)
