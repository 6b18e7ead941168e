"""Where the strategy and the work disagree: both are quoted, nothing is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.assessing.assessment import Examined
from assistant.domain import Dimension, Finding, Level, Quote
from assistant.findings.reality import is_open, status_quote, tickets_of

MOST_QUOTES = 4


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements about one initiative that cannot both hold, with the words of each."""

    initiative: str
    kind: str
    reason: str
    quotes: tuple[Quote, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the contradiction for the command line."""
        return {
            "initiative": self.initiative,
            "kind": self.kind,
            "reason": self.reason,
            "quotes": [quote.as_json() for quote in self.quotes],
        }


def contradictions_of(one: Examined) -> list[Contradiction]:
    """Return what contradicts what about one initiative; each stands on two quotes at least."""
    findings = {finding.dimension: finding for finding in one.assessment.findings}
    made = [_stopped_but_worked_on(one, findings), _owners_differ(one, findings), _facts_differ(one, findings)]
    return [found for found in made if found is not None and len(found.quotes) > 1]


def _stopped_but_worked_on(one: Examined, findings: dict[Dimension, Finding]) -> Contradiction | None:
    """Return that the strategy says stop while tickets are open."""
    link = findings[Dimension.OUTCOME_LINK]
    if link.level is not Level.NOT_MET or one.case is None:
        return None
    still = [ticket for ticket in tickets_of(one.case) if is_open(ticket)]
    still.sort(key=lambda ticket: (ticket.record.created or "") if ticket.record else "", reverse=True)
    shown = [quote for ticket in still[:2] if (quote := status_quote(ticket)) is not None]
    if not shown:
        return None
    newest = (still[0].record.created or "")[:10] if still[0].record else ""
    since = f", the newest of {newest}" if newest else ""
    reason = (
        f"{link.reason.rstrip('.')}, but {len(still)} {'ticket is' if len(still) == 1 else 'tickets are'} open{since}."
    )
    return Contradiction(one.assessment.initiative, "stopped_but_worked_on", reason, (*link.quotes[:2], *shown))


def _owners_differ(one: Examined, findings: dict[Dimension, Finding]) -> Contradiction | None:
    player = findings[Dimension.PLAYER]
    if "different owners" not in player.reason:
        return None
    return Contradiction(one.assessment.initiative, "owners_differ", player.reason, player.quotes[:MOST_QUOTES])


def _facts_differ(one: Examined, findings: dict[Dimension, Finding]) -> Contradiction | None:
    """Return that the records contradict the intent: a passed date, other reasons, work that moved nothing."""
    reality = findings[Dimension.REALITY]
    if reality.level is not Level.NOT_MET:
        return None
    return Contradiction(one.assessment.initiative, "facts_differ", reality.reason, reality.quotes[:MOST_QUOTES])
