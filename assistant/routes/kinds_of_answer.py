"""Whether what a route found is what was asked for: a guide to choosing is no priority, a target nothing achieved.

Sentences that a document has below one heading are judged together, since a list is right or wrong as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain import Answer, Claim, Document
from assistant.encoder.kinds_of_statement import (
    Expected,
    Placed,
    StatementKind,
    expected,
    heading_of,
    likely_any,
    placed_at,
)
from assistant.evidence_mode.answering import BESIDE

_NEAREST = 3


_K = StatementKind
_TROUBLE = (_K.PROBLEM, _K.FINDING, _K.BLOCKER, _K.RISK, _K.FIGURE)
EXPECTED: Mapping[str, Expected] = {
    "mission": expected(0.003, _K.MISSION),
    "priorities": expected(0.013, _K.GOAL, _K.MISSION, _K.NEXT, _K.MEASURE),
    "problems": expected(0.057, *_TROUBLE),
    "complaints": expected(0.057, *_TROUBLE),
    "users": expected(0.024, _K.USER, _K.PEOPLE),
    "heard": expected(0.043, _K.FINDING, _K.PROBLEM, _K.USER),
    "lessons": expected(0.121, _K.LESSON, _K.FINDING, _K.DECISION, _K.WAY, _K.PROBLEM),
    "risks": expected(0.021, _K.RISK, _K.PROBLEM, _K.QUESTION, _K.BLOCKER),
    "open": expected(0.049, _K.QUESTION),
    "blockers": expected(0.021, _K.BLOCKER, _K.PROBLEM, _K.RISK, _K.QUESTION),
    "results": expected(0.067, _K.RESULT, _K.DONE, _K.FIGURE),
    "shipped": expected(0.019, _K.DONE, _K.RESULT),
    "decides": expected(0.014, _K.AUTHORITY, _K.PEOPLE),
    "next": expected(0.005, _K.NEXT, _K.GOAL),
    "ways": expected(0.088, _K.WAY, _K.AUTHORITY, _K.PEOPLE),
}
"""By the topics of `known_questions`; `python -m eval.training.train_kinds_of_statement` prints the likelihoods.

Goals are told by where they stand, and not by this.
"""


def fitting(made: Answer, topic: str) -> Answer:
    """Return an answer without what is not of the kind that its topic asks for; a refusal where nothing is left.

    What is computed from records stands as it is.
    """
    wanted = EXPECTED.get(topic)
    if wanted is None or made.abstained or made.assessment is not None:
        return made
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in made.claims:
        if (quote := made.standing(claim)[0]).document.record is None:
            groups.setdefault((quote.document.id, heading_of(quote.document, quote.start)), []).append(claim)
    stretches = [[made.standing(claim)[0] for claim in claims] for claims in groups.values()]
    fits = _fit([[placed_at(one.document, one.start, one.end) for one in quotes] for quotes in stretches], wanted)
    beside = {id(claim) for claims, fit in zip(groups.values(), fits, strict=True) if not fit for claim in claims}
    if not beside:
        return made
    kept = [(claim.text, made.standing(claim)) for claim in made.claims if id(claim) not in beside]
    if not kept:
        return Answer(made.question, made.generation, reason=BESIDE, nearest=made.quotes[:_NEAREST])
    return Answer.of(made.question, made.generation, kept, made.reason)


def tells_result(document: Document, span: tuple[int, int]) -> bool:
    """Tell whether a sentence says how things are or what came of work, and is no target and no rule."""
    return EXPECTED["results"].fits([placed_at(document, *span)])[0]


def _fit(groups: Sequence[Sequence[Placed]], wanted: Expected) -> list[bool]:
    every = [one for group in groups for one in group]
    likely = likely_any(every, wanted.kinds).tolist()
    means = []
    for group in groups:
        means.append(sum(likely[: len(group)]) / len(group))
        del likely[: len(group)]
    return [mean >= wanted.least for mean in means]
