"""A question about one side of one initiative: its problem, its measure, for whom it is, when it would be stopped.

What is asked is a dimension of the rubric, so the assessor's finding answers it, on the finding's quotes.
"""

from __future__ import annotations

from assistant.assessing.assessment import Examined
from assistant.domain import Answer, Assessment, Dimension, Finding, Level, Quote
from assistant.evidence_mode.answering import claim_text
from assistant.gathering.lines import Relation
from assistant.records.facts import Rows
from assistant.routes.documents.named_sections import first_of
from assistant.routes.initiative.sides import Side
from assistant.text.sections import Section

_READ_FIRST = (Dimension.REALITY, Dimension.OUTCOME_LINK)
"""Of which a part alone says little: a ticket, a goal that is merely near."""
_MOST, _FEWEST_WORDS = 3, 4
"""Of quotes that are read out; and the words from which one says something by itself."""


def answer_side(question: str, side: Dimension | Side, made: Assessment) -> Answer | None:
    """Answer with what the assessment found on one side; None where nothing of it can be quoted."""
    rows = _told(_finding(made, side)) if isinstance(side, Dimension) else _of_weakest(side, made)
    return Answer.of(question, made.generation, rows) if rows else None


def answer_aims(question: str, examined: Examined) -> Answer | None:
    """Answer with what the initiative's own pages, else its record, say it is for; None where they do not say it."""
    case = examined.case
    own = case.evidence.of(Relation.OWN) if case is not None else []
    said = [line for line in own if line.section is Section.OUTCOME and len(line.text.split()) >= _FEWEST_WORDS]
    paged = [line for line in said if line.document.record is None] or said
    told = {line.text: made for line in paged if (made := line.quote()) is not None and not line.is_in_parts}
    rows = [row for made in told.values() if (row := _said(made))]
    title = examined.assessment.initiative
    return Answer.of(question, examined.assessment.generation, first_of(rows, title)) if rows else None


def _of_weakest(side: Side, made: Assessment) -> Rows:
    """Return what the weakest dimension comes to; where it is silent, on what is quoted of the initiative elsewhere."""
    weakest = _finding(made, made.weakest)
    standing = next((one.quotes for one in (weakest, *made.findings) if one is not None and one.quotes), ())
    if not standing or made.verdict is None:
        return []
    verdict = str(made.verdict).replace("_", " ")
    if side is Side.SURE:
        return [(f"{made.initiative}: {verdict}, with {made.confidence} confidence.", list(standing))]
    if weakest is None:
        strong = f"No dimension of {made.initiative} is weak: it is {verdict}."
        return [] if side is Side.TO_ASK else [(strong, list(standing))]
    name, level = (str(word).replace("_", " ") for word in (weakest.dimension, weakest.level))
    said = {
        Side.WEAKEST: f"Weakest in {made.initiative} is the {name}: {level}. {weakest.reason}",
        Side.WOULD_CHANGE: made.would_change and f"{made.initiative}: {made.would_change}",
        Side.TO_ASK: made.question_for_owner,
    }.get(side)
    return [(said, list(standing))] if said else []


def _finding(made: Assessment, dimension: Dimension | None) -> Finding | None:
    return next((one for one in made.findings if one.dimension == dimension), None)


def _told(finding: Finding | None) -> Rows:
    """Return what the documents say on a dimension, and how it is read; the reading first where it is a lack."""
    if finding is None or not finding.quotes:
        return []
    name, level = (str(word).replace("_", " ") for word in (finding.dimension, finding.level))
    reading = (f"{name.capitalize()}: {level}. {finding.reason}", list(finding.quotes))
    telling = [made for made in finding.quotes if len(made.text.split()) >= _FEWEST_WORDS]
    said = [row for made in (telling or finding.quotes)[:_MOST] if (row := _said(made))]
    first = finding.level is Level.NOT_MET or (finding.level is Level.PARTIAL and finding.dimension in _READ_FIRST)
    return [reading, *said] if first else [*said, reading]


def _said(made: Quote) -> tuple[str, list[Quote]] | None:
    block = made.document.block_at(made.start)
    return (claim_text(made, block), [made]) if block is not None else None
