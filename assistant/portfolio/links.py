"""Which outcomes an initiative serves: named by its own documents, or inferred from what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain import Dimension, Finding, Level, Quote
from assistant.findings.case import Case
from assistant.findings.link import close_goals, is_doubtful
from assistant.findings.references import references
from assistant.gathering.lines import Relation
from assistant.portfolio.outcomes import Outcome, named_in

MOST_INFERRED = 1
EXPLICIT, INFERRED = "explicit", "inferred"


@dataclass(frozen=True, slots=True)
class Served:
    """An outcome by its name, how surely an initiative serves it, and the words of both that say so."""

    name: str
    link: str
    quotes: tuple[Quote, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as the contract has it, with its quotes."""
        return {"name": self.name, "link": self.link, "quotes": [quote.as_json() for quote in self.quotes]}


def served(case: Case, findings: Sequence[Finding], outcomes: Sequence[Outcome]) -> tuple[Served, ...]:
    """Return the outcomes that an initiative serves, those that it names first.

    Nothing is served by what the strategy has retired or excluded.
    """
    link = next(finding for finding in findings if finding.dimension is Dimension.OUTCOME_LINK)
    if link.level in (Level.NOT_MET, Level.NO_EVIDENCE):
        return ()
    current = [outcome for outcome in outcomes if not outcome.retired]
    found = _named(case, link, current)
    if not found and link.level is Level.MET:
        placed = [one for one in current if _quoted(one, link)]
        meant = placed or [one for one in current if any(named_in(one, quote.text) for quote in link.quotes)]
        found = [Served(one.name, EXPLICIT, link.quotes) for one in meant]
    if not found:
        near = [(goal, one) for goal in close_goals(case) for one in current if one.holds(goal)]
        found = [Served(one.name, INFERRED, _once((*link.quotes, goal.quote()))) for goal, one in near[:MOST_INFERRED]]
    return tuple(sorted(found, key=lambda one: one.link))


def _named(case: Case, link: Finding, current: Sequence[Outcome]) -> list[Served]:
    """Return the outcomes that its lines name; the first line that is sure of it counts, else the first of all."""
    named: dict[str, Served] = {}
    for goal, line in references(case):
        sure = line.relation is Relation.OWN and not is_doubtful(line.text) and link.level is Level.MET
        made = _once((line.quote(), goal.quote()))
        for outcome in current:
            known = named.get(outcome.name)
            if outcome.holds(goal) and (known is None or (sure and known.link == INFERRED)):
                named[outcome.name] = Served(outcome.name, EXPLICIT if sure else INFERRED, made)
    return list(named.values())


def _once(quotes: Iterable[Quote | None]) -> tuple[Quote, ...]:
    places = {(one.document.id, one.start, one.end): one for one in quotes if one is not None}
    return tuple(places.values())


def _quoted(outcome: Outcome, link: Finding) -> bool:
    """Whether a finding quotes one of an outcome's goals."""
    return any(
        goal.document.id == quote.document.id and goal.start == quote.start
        for quote in link.quotes
        for goal in outcome.goals
    )
