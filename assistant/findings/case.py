"""What a dimension is judged on, and how its finding is written down: no quote, no level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from assistant.domain import Dimension, Document, Finding, Kind, Level, Quote, Role
from assistant.embedding import Embedder, Vectors
from assistant.evidence import Evidence, Line, Relation
from assistant.index.reader import Index
from assistant.initiatives import Catalogue
from assistant.measures import reports_completion
from assistant.names import KEY, holds, main_variants, stems, units
from assistant.sections import Section
from assistant.strategy import Strategy

MOST_QUOTES = 3
GOAL_PHRASE = re.compile(
    r"\b(?:we want|what we want|so that|success(?: is| means| looks| would)|(?:the |our )?(?:goal|aim|outcome|objective|purpose)s? (?:is|are|was|of)\b|aims? to|in order to|intended to|"
    r"(?:which |that |this |it )?(?:will|would|should|can) (?:help|enable|allow|reduce|improve|increase|let|make|mean)|we (?:get|let|hope|expect|believe)\b|"
    r"to (?:help|aid|aide|reduce|improve|increase|lower|raise|cut|make|ensure)\b|differently|no longer|stops? \w+ing|instead of|wir wollen|damit)\b",
    re.IGNORECASE,
)
_ABOUT_PEOPLE = re.compile(
    r"\b(?:users?|customers?|clients?|people|staff|teams?|engineers?|developers?|managers?|drivers?|grantees?|participants?|citizens|patients?|students?|members?|buyers?|"
    r"operators?|clerks?|analysts?|employees|applicants?|residents?|partners?|agents?|nurses|teachers|admins?|administrators?|who\b|everyone|nobody)\b",
    re.IGNORECASE,
)
_SILENT = (Section.EXCLUDED, Section.ASIDE, Section.STATUS, Section.OWNER, Section.STOP, Section.OPTIONS)
_FACTS = (Kind.COLLABORATION, Kind.FINANCE, Kind.CUSTOMERS)


@dataclass(frozen=True)
class Case:
    """Everything that the findings of one initiative are drawn from."""

    evidence: Evidence
    strategy: Strategy
    index: Index
    catalogue: Catalogue
    embedder: Embedder
    today: str
    players: tuple[tuple[str, list[tuple[str, ...]]], ...] = ()
    accounts: tuple[Document, ...] = ()
    loss_reasons: dict[str, list[Document]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the initiative's name."""
        return self.evidence.initiative.name

    @cached_property
    def name_units(self) -> list[tuple[str, ...]]:
        """Return the words of the name that carry it."""
        return list(dict.fromkeys(units(KEY.sub(" ", main_variants(self.name)[-1]))))

    @cached_property
    def intent(self) -> list[Line]:
        """Return the lines that may say what the initiative is for: its own, from pages of intent and its record first."""
        own = [line for line in self.evidence.own if line.section not in _SILENT and not _is_bookkeeping(line)]
        close = [line for line in own if line.relation is Relation.OWN and line.document.kind not in _FACTS]
        return close or own

    @cached_property
    def gist(self) -> Vectors:
        """Return the meaning of the initiative: its name with the lines that state most, shape (dimension,)."""
        telling = sorted(self.intent, key=lambda line: -(line.statement.outcome + line.statement.output))[:4]
        vectors: Vectors = self.embedder.encode([self.name, *(f"{self.name}: {line.text}" for line in telling)])
        mean = vectors.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    def names_it(self, text: str) -> bool:
        """Whether a text names the initiative: its key, or all words of one of its names."""
        if self.evidence.initiative.key and self.evidence.initiative.key in text:
            return True
        there = stems(text)
        names = [*main_variants(self.name), *self.evidence.initiative.aliases]
        return any(len(units(name)) > 1 and all(holds(there, unit) for unit in units(name)) for name in names)

    def searched(self) -> tuple[str, ...]:
        """Return the documents that were read for the initiative."""
        return tuple(dict.fromkeys(document.path for document in self.evidence.documents))[:12]


def _is_bookkeeping(line: Line) -> bool:
    """Whether a line is a row of a budget, a metadata cell or a stray mark rather than a statement."""
    return line.role is Role.ROW and line.document.kind in _FACTS or len(line.text) < 4


def is_goal_context(line: Line) -> bool:
    """Whether a line stands or speaks as what the initiative is for."""
    return line.section in (Section.OUTCOME, Section.MEASURE) or bool(GOAL_PHRASE.search(line.text))


def states_outcome(line: Line) -> bool:
    """Whether a line states a change, plainly enough to be quoted as one."""
    told = line.statement
    if reports_completion(line.text) or line.section is Section.DELIVERABLES:
        return False
    needed = 0.3 if is_goal_context(line) else 0.5
    return told.lean >= 0.6 and told.outcome >= needed


def hints_outcome(line: Line) -> bool:
    """Whether a line leans towards a change without stating it plainly."""
    told = line.statement
    if reports_completion(line.text) or line.section is Section.DELIVERABLES:
        return False
    return told.lean >= 0.45 and told.outcome >= 0.12 and is_goal_context(line) and bool(_ABOUT_PEOPLE.search(line.text))


def states_output(line: Line) -> bool:
    """Whether a line names a deliverable, an activity or how much of it is done."""
    return reports_completion(line.text) or (line.statement.output >= 0.5 and line.statement.lean < 0.4)


def is_concrete(line: Line) -> bool:
    """Whether a change names people or a number, and is not only "better"."""
    return bool(_ABOUT_PEOPLE.search(line.text)) or any(letter.isdigit() for letter in line.text)


def finding(
    dimension: Dimension, level: Level, reason: str, quoted: Iterable[Line | Quote | None], searched: Sequence[str] = ()
) -> Finding:
    """Return a finding with its quotes; without any, it is `no_evidence`, whatever the level was."""
    quotes = []
    for item in quoted:
        made = item.quote() if isinstance(item, Line) else item
        if made is not None and made not in quotes:
            quotes.append(made)
    if level is Level.NO_EVIDENCE or not quotes:
        return Finding(dimension, Level.NO_EVIDENCE, reason, (), tuple(searched))
    return Finding(dimension, level, reason, tuple(quotes[:MOST_QUOTES]))


def own_title(document: Document) -> Quote | None:
    """Return the first block of a document as a quote, for naming it."""
    from assistant.quotes import quote

    block = document.blocks[0] if document.blocks else None
    return quote(document, block.start, block.end) if block else None
