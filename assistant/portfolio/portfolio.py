"""Every initiative against every outcome: who serves what, what nobody serves, and where strategy and work disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.assessing.assessment import Assessor, Examined
from assistant.catalogue.named_places import Place
from assistant.catalogue.players import Player, read_players
from assistant.catalogue.problems import Problem, read_problems
from assistant.domain import Assessment, Document, Kind
from assistant.findings.owners import owner_of
from assistant.findings.reality import is_open, tickets_of
from assistant.gathering.lines import Relation
from assistant.portfolio.contradictions import Contradiction, contradictions_of
from assistant.portfolio.links import Served, served
from assistant.portfolio.operating_model import OperatingModel, read_operating_model
from assistant.portfolio.orphans import Orphan, orphan_players, orphan_problems, taken_up
from assistant.portfolio.outcomes import Outcome, read_outcomes
from assistant.text.measures import Measure
from assistant.text.names import KEY, name_key

MOST = 1_000
"""Initiatives of a portfolio: more than anybody runs, so that a page of a thousand headings does not take the night."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An initiative of the portfolio: its assessment, the outcomes that it serves, and its open and done tickets."""

    assessment: Assessment
    owner: str | None
    status: str | None
    outcomes: tuple[Served, ...]
    open: int
    done: int
    keys: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """Return the initiative as the contract has it."""
        return {
            "name": self.assessment.initiative,
            "verdict": str(self.assessment.verdict),
            "enabler": self.assessment.enabler,
            "confidence": self.assessment.confidence,
            "owner": self.owner,
            "status": self.status,
            "outcomes": [one.as_json() for one in self.outcomes],
            "work": {"open": self.open, "done": self.done},
        }


@dataclass(frozen=True, slots=True)
class Taken:
    """A problem, with the names of the initiatives that take it up."""

    problem: Problem
    initiatives: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the problem with its initiatives."""
        return {**self.problem.as_json(), "initiatives": list(self.initiatives)}


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The initiatives and outcomes of a generation as one reader sees them."""

    entries: tuple[Entry, ...]
    outcomes: tuple[Outcome, ...]
    orphan_problems: tuple[Orphan, ...]
    orphan_players: tuple[Orphan, ...]
    problems: tuple[Taken, ...]
    players: tuple[Player, ...]
    open_work: int
    unlinked_work: int
    contradictions: tuple[Contradiction, ...]
    operating_model: OperatingModel
    generation: str

    def serving(self, outcome: Outcome) -> list[str]:
        """Return the names of the initiatives that serve an outcome."""
        return [
            entry.assessment.initiative
            for entry in self.entries
            if any(one.name == outcome.name for one in entry.outcomes)
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the portfolio as the contract has it."""
        current = [outcome for outcome in self.outcomes if not outcome.retired]
        return {
            "initiatives": [entry.as_json() for entry in self.entries],
            "outcomes": [_outcome_json(outcome, self.serving(outcome)) for outcome in current],
            "orphans": {
                "outcomes": [outcome.name for outcome in current if not self.serving(outcome)],
                "initiatives": [entry.assessment.initiative for entry in self.entries if not entry.outcomes],
                "problems": [one.name for one in self.orphan_problems],
                "players": [one.name for one in self.orphan_players],
            },
            "left_over": {
                "problems": [one.as_json() for one in self.orphan_problems],
                "players": [one.as_json() for one in self.orphan_players],
            },
            "problems": [problem.as_json() for problem in self.problems],
            "players": [player.as_json() for player in self.players],
            "superseded": [_outcome_json(outcome, []) for outcome in self.outcomes if outcome.retired],
            "open_work": {
                "items": self.open_work,
                "without_outcome": self.unlinked_work,
                "share": round(self.unlinked_work / self.open_work, 3) if self.open_work else None,
            },
            "contradictions": [found.as_json() for found in self.contradictions],
            "operating_model": self.operating_model.as_json(),
            "generation": self.generation,
        }


def entries_of(assessor: Assessor) -> dict[str, Any]:
    """Return the outcomes that hold, the problems and the players, as a portfolio has them; nothing is assessed."""
    return {
        "outcomes": [_outcome_json(one, []) for one in read_outcomes(assessor.strategy) if not one.retired],
        "problems": [problem.as_json() for problem in read_problems(assessor.index)],
        "players": [player.as_json() for player in read_players(assessor.index)],
    }


def _outcome_json(outcome: Outcome, serving: list[str]) -> dict[str, Any]:
    quote = outcome.quote()
    return {
        "name": outcome.name,
        "measure": _measure_json(outcome.measure),
        "initiatives": serving,
        "quotes": [quote.as_json()] if quote else [],
    }


def _measure_json(measure: Measure) -> dict[str, Any] | None:
    if not measure.is_partial and measure.baseline is None:
        return None
    return {
        "metric": measure.metric,
        "baseline": measure.baseline,
        "target": measure.target,
        "date": measure.date,
    }


def measure_words(row: Mapping[str, str | None] | None) -> str:
    """Return an outcome's measure, as the portfolio has it, in words; nothing where it has none."""
    names = (("metric", ""), ("baseline", "from "), ("target", "to "), ("date", "by "))
    return " ".join(f"{lead}{row[name]}" for name, lead in names if row[name]) if row else ""


def read_portfolio(assessor: Assessor) -> Portfolio:
    """Return the portfolio; every initiative that the documents list is assessed once."""
    outcomes = read_outcomes(assessor.strategy)
    examined = list(_examined(assessor))
    entries = tuple(_entry(one, outcomes) for one in examined)
    linked = frozenset(key for entry in entries if entry.outcomes for key in entry.keys)
    work = [document for document in assessor.index.documents([Kind.WORK]) if document.record and is_open(document)]
    leaves = [document for document in work if not assessor.catalogue.children(document.key or "")]
    return Portfolio(
        entries,
        outcomes,
        tuple(orphan_problems(assessor, examined)),
        tuple(orphan_players(assessor)),
        tuple(_taken(read_problems(assessor.index), examined)),
        read_players(assessor.index),
        len(leaves),
        sum(document.key not in linked for document in leaves),
        tuple(found for one in examined for found in contradictions_of(one)),
        read_operating_model([one.assessment for one in examined]),
        assessor.index.generation,
    )


def _taken(problems: Sequence[Problem], examined: Sequence[Examined]) -> Iterator[Taken]:
    uses = [(one.assessment.initiative, taken_up(one)) for one in examined]
    for problem in problems:
        yield Taken(problem, tuple(name for name, used in uses if problem.document.id in used))


def _examined(assessor: Assessor) -> Iterator[Examined]:
    """Yield the assessments of the listed initiatives; names for the same thing give one, and are examined once."""
    seen: set[tuple[str, ...]] = set()
    claimed: set[str] = set()
    for name in assessor.catalogue.names()[:MOST]:
        initiative = assessor.catalogue.find(name)
        if initiative is None:
            continue
        known = {(initiative.key,) if initiative.key else name_key(initiative.name)}
        pages = {anchor.document.id for anchor in initiative.anchors if anchor.place is Place.DOCUMENT}
        if known & seen or (initiative.key is None and pages & claimed):
            continue
        one = assessor.examine(name)
        assert one.case is not None
        claimed |= {line.document.id for line in one.case.evidence.of(Relation.OWN) if line.document.record is None}
        seen |= known | {name_key(KEY.sub(" ", alias)) for alias in (initiative.name, *initiative.aliases[:1])}
        yield one


def _entry(one: Examined, outcomes: Sequence[Outcome]) -> Entry:
    case, assessment = one.case, one.assessment
    assert case is not None
    record = case.evidence.record.record if case.evidence.record else None
    tickets = tickets_of(case)
    open_ones = sum(map(is_open, tickets))
    return Entry(
        assessment,
        owner_of(case),
        record.status if record else None,
        served(case, assessment.findings, outcomes),
        open_ones,
        len(tickets) - open_ones,
        _keys([case.evidence.record, *case.evidence.children]),
    )


def _keys(documents: Sequence[Document | None]) -> frozenset[str]:
    return frozenset(document.key for document in documents if document is not None and document.key)
