"""Do the sources agree? What two of them say that cannot both hold, each in its own words; nothing is decided."""

from __future__ import annotations

from assistant.assessing.assessment import Assessor, Examined
from assistant.domain import Answer, Dimension, Quote
from assistant.portfolio.contradictions import Contradiction, contradictions_of
from assistant.records.facts import Rows

_ENDS = (Dimension.OUTCOME_LINK, Dimension.REALITY)
"""What the strategy says of an initiative, and what work and customers say of it."""


def agreement(question: str, subject: str, assessor: Assessor) -> Answer | None:
    """Return the contradictions about an initiative; None where no initiative is called so."""
    generation = assessor.index.generation
    examined = assessor.examine(subject)
    if examined.case is None:
        return None
    found = contradictions_of(examined)
    if found:
        return Answer.of(question, generation, [_row(one) for one in found])
    name = examined.assessment.initiative
    reason = f"No contradiction about {name} was found in what you may read."
    return Answer.of(question, generation, _both_ends(examined), reason)


def _row(one: Contradiction) -> tuple[str, list[Quote]]:
    return f"{one.initiative}: {one.reason}", list(one.quotes)


def _both_ends(examined: Examined) -> Rows:
    """Return what stands at both ends where they do not contradict each other."""
    findings = [finding for finding in examined.assessment.findings if finding.dimension in _ENDS and finding.quotes]
    return [(finding.reason, list(finding.quotes)) for finding in findings]
