"""What a dimension is judged on, and how its finding is written down: no quote, no level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from assistant.catalogue.goals import Goal
from assistant.catalogue.initiatives import Catalogue
from assistant.catalogue.numbered_plan import is_result
from assistant.catalogue.strategy import Strategy
from assistant.domain import Dimension, Document, Finding, Kind, Level, Quote, Role
from assistant.encoder.embedding import Embedder, Vectors
from assistant.findings.bookkeeping import is_bookkeeping, is_rule_of_work
from assistant.findings.outcome_or_output import has_words, is_telling
from assistant.gathering.lines import Evidence, Line, Relation
from assistant.index.reader import Index
from assistant.text.names import KEY, holds, main_variants, says_all, stems, units
from assistant.text.sections import Section

MOST_QUOTES = 3
RARE = 3.0
"""Weight of a word that one place in twenty has."""
SILENT = (Section.EXCLUDED, Section.ASIDE, Section.STATUS, Section.OWNER, Section.STOP, Section.OPTIONS)
"""What stands in these sections does not say what the work is for."""
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
    def current_goals(self) -> list[Goal]:
        """Return the goals that hold, without those of the initiative's own pages: no initiative serves itself."""
        return [goal for goal in self.strategy.current() if goal.document.id not in self.evidence.pages]

    @cached_property
    def places_of_goals(self) -> frozenset[tuple[str, int]]:
        """Return where the goals that hold stand, as documents and offsets."""
        return frozenset((goal.document.id, goal.start) for goal in self.current_goals)

    @cached_property
    def own_places(self) -> frozenset[tuple[str, int]]:
        """Return where its own lines and its name stand, as documents and offsets."""
        return frozenset((line.document.id, line.start) for line in self.evidence.of(Relation.OWN, Relation.NAME))

    @cached_property
    def is_intended_elsewhere(self) -> bool:
        """Whether a page of its own says what is intended, so that its pages of work need not."""
        own = (self.index.document(page) for page in self.evidence.pages)
        return any(page is not None and page.kind.is_intent for page in own)

    @cached_property
    def name_units(self) -> list[tuple[str, ...]]:
        """Return the words of the name that carry it."""
        return list(dict.fromkeys(units(KEY.sub(" ", main_variants(self.name)[-1]))))

    @cached_property
    def intent(self) -> list[Line]:
        """Return the lines that may say what the initiative is for: its own lines before mentions."""
        told = (line for line in self.evidence.own if line.section not in SILENT and not is_bookkeeping(line))
        own = [line for line in told if not is_rule_of_work(line)]
        close = [line for line in own if line.relation is Relation.OWN and line.document.kind not in _FACTS]
        return close if close or self.evidence.record is not None else own

    @cached_property
    def called_results(self) -> list[Line]:
        """Return the headings with its name that call it a key result, so that the name says what is wanted."""
        headings = (line for line in self.evidence.of(Relation.NAME) if line.role is Role.HEADING)
        return [line for line in headings if is_result(line.text)]

    @cached_property
    def said(self) -> list[Line]:
        """Return the lines of `intent` that have words, and are no cells with a mark or a value."""
        return [line for line in self.intent if has_words(line)]

    @cached_property
    def gist(self) -> Vectors:
        """Return the meaning of the initiative: its name with the lines that state most, shape (dimension,)."""
        telling = sorted(self.said, key=lambda line: -(line.statement.outcome + line.statement.output))[:3]
        vectors: Vectors = self.embedder.encode([self.name, *(f"{self.name}: {line.text}"[:240] for line in telling)])
        mean = vectors.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    @cached_property
    def people(self) -> frozenset[str]:
        """Return the words that call the players what they are: "shopper" of the evening shopper."""
        return frozenset(spelling for _, words in self.players if words for spelling in words[-1])

    @cached_property
    def _long_names(self) -> list[list[tuple[str, ...]]]:
        """Return its names of more than one word, as words."""
        names = [units(name) for name in (*main_variants(self.name), *self.evidence.initiative.aliases)]
        return [words for words in names if len(words) > 1]

    def names_it(self, text: str) -> bool:
        """Whether a text names the initiative: its key, or all words of one of its names."""
        if self.evidence.initiative.key and self.evidence.initiative.key in text:
            return True
        there = stems(text)
        return any(all(holds(there, unit) for unit in words) for words in self._long_names)

    def share_of_name(self, text: str) -> float:
        """Return how much of the name, by weight, a text holds; only words that tell something count."""
        there = stems(text)
        weights = {unit: self.catalogue.weight(unit) for unit in self.name_units if is_telling(unit)}
        total = sum(weights.values())
        return sum(weight for unit, weight in weights.items() if holds(there, unit)) / total if total else 0.0

    def searched(self) -> tuple[str, ...]:
        """Return the documents that were read for the initiative."""
        return tuple(dict.fromkeys(document.path for document in self.evidence.documents))[:12]


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


def called(document: Document) -> str:
    """Return what a reason calls a document: its title, and its file where the title may be taken for another thing."""
    file = document.path.rsplit("/", 1)[-1]
    stem = file.rsplit(".", 1)[0].replace("_", " ")
    alike = says_all(stem, units(document.title)) or says_all(document.title, units(stem))
    return document.title if alike or document.record is not None else f"{document.title}, {file}"


def own_title(document: Document) -> Quote | None:
    """Return the first block of a document as a quote, for naming it."""
    from assistant.quotes import quote

    block = document.blocks[0] if document.blocks else None
    return quote(document, block.start, block.end) if block else None
