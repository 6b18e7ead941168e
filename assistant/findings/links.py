"""Which outcomes an initiative serves: named by its own documents, or inferred from what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Dimension, Finding, Level
from assistant.findings.case import Case
from assistant.findings.link import close_goals, is_doubtful, references
from assistant.lines import Relation
from assistant.outcomes import Outcome, named_in

MOST_INFERRED = 1


def served(case: Case, findings: Sequence[Finding], outcomes: Sequence[Outcome]) -> dict[str, str]:
    """Return the names of the outcomes that an initiative serves: "explicit" or "inferred" for each, named ones first.

    Nothing is served by what the strategy has retired or excluded.
    """
    link = next(finding for finding in findings if finding.dimension is Dimension.OUTCOME_LINK)
    if link.level in (Level.NOT_MET, Level.NO_EVIDENCE):
        return {}
    current = [outcome for outcome in outcomes if not outcome.retired]
    named: dict[str, str] = {}
    for goal, line in references(case):
        sure = line.relation is Relation.OWN and not is_doubtful(line) and link.level is Level.MET
        for outcome in current:
            if outcome.holds(goal) and named.get(outcome.name) != "explicit":
                named[outcome.name] = "explicit" if sure else "inferred"
    if not named and link.level is Level.MET:
        named = {outcome.name: "explicit" for outcome in current if _quoted(outcome, link)}
    if not named:
        near = [outcome for goal in close_goals(case) for outcome in current if outcome.holds(goal)]
        named = {outcome.name: "inferred" for outcome in near[:MOST_INFERRED]}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def _quoted(outcome: Outcome, link: Finding) -> bool:
    """Whether a finding quotes one of an outcome's goals, or a text with the outcome's whole name."""
    for quote in link.quotes:
        if any(goal.document.id == quote.document.id and goal.start == quote.start for goal in outcome.goals):
            return True
    return any(named_in(outcome, quote.text) for quote in link.quotes)
