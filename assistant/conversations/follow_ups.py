"""What to ask next: questions that an answer leaves open, the most telling first. Who shows them tries them first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from assistant.conversations.context import Turn, subject_of
from assistant.domain import Answer, Assessment, Dimension, Level
from assistant.evidence_mode.answering import CONFLICT
from assistant.routes.wording.shapes import assessed, compared, overview_of
from assistant.text.named import names
from assistant.text.names import in_order, main_variants, units
from assistant.text.plain import plain

_OPEN = {
    Dimension.OUTCOME_LINK: "Which outcome does {name} serve?",
    Dimension.OUTCOME_NOT_OUTPUT: "What will change for people when {name} has worked?",
    Dimension.MEASURE: "How is the success of {name} measured?",
    Dimension.PROBLEM_EVIDENCE: "Which problem does {name} solve?",
    Dimension.PLAYER: "Who owns {name}?",
    Dimension.LEADING_INDICATOR: "What is reviewed each week in {name}?",
    Dimension.MANAGED_TO_OUTCOME: "Which options were considered for {name}?",
    Dimension.STOP_RULE: "When would {name} be stopped?",
    Dimension.REALITY: "How many issues of {name} are done?",
}
"""What the documents may say nonetheless where a finding is weak: in other words than the assessor looks for."""
_VERDICT = "Is {name} outcome-aligned?"
_KNOWN = "What do we know about {name}?"
_AGREE = "Do strategy and work agree about {name}?"
_OWNER = "Who owns {name}?"
_CHANGED = "What changed in the last 3 months about {name}?"
_LONGEST_NAME = 60
_NAMED = 3
_READ = 2_000
"""Characters of an answer in which initiatives are looked for."""


def follow_ups(turn: Turn, asked: Sequence[str], initiatives: Iterable[str]) -> Iterator[str]:
    """Yield questions that lead on from an answered turn, each once, without those that were asked.

    `initiatives` are the names of those that the reader's documents know.
    """
    known = tuple(dict.fromkeys(map(_spoken, initiatives)))
    made = chain(_of_gaps(turn.answer), _of_sides(turn), _of_refusal(turn, known), _of_subject(turn, known))
    seen = {_plainly(question) for question in (*asked, turn.question)}
    for question in made:
        if _plainly(question) not in seen:
            seen.add(_plainly(question))
            yield question


def _of_gaps(answer: Answer) -> Iterator[str]:
    """Yield a question for each finding that is silent, weak or contradicted, the weakest first."""
    assessment = answer.assessment
    if assessment is None or not assessment.found:
        return
    name = _spoken(assessment.initiative)
    yield from (_OPEN[dimension].format(name=name) for dimension in _weak(assessment))


def _weak(assessment: Assessment) -> list[Dimension]:
    order = [Level.NO_EVIDENCE, Level.NOT_MET, Level.PARTIAL]
    found = [finding for finding in assessment.findings if finding.level in order]
    found.sort(key=lambda one: (one.dimension != assessment.weakest, order.index(one.level)))
    return [finding.dimension for finding in found]


def _of_sides(turn: Turn) -> Iterator[str]:
    """Yield what a comparison left open, the side first of which it could say nothing; what sources disagree about."""
    pair = compared(turn.question)
    if pair is not None:
        said = turn.answer.reason or ""
        for side in sorted((pair.one, pair.other), key=lambda one: one not in said):
            yield _KNOWN.format(name=side)
            yield _VERDICT.format(name=side)
    if turn.answer.reason == CONFLICT and (subject := subject_of(turn)):
        yield _AGREE.format(name=subject)


def _of_refusal(turn: Turn, initiatives: Sequence[str]) -> Iterator[str]:
    """Yield what could be asked instead where nothing was answered: of the nearest names, of what was named."""
    if not turn.answer.abstained:
        return
    near = turn.answer.assessment.nearest if turn.answer.assessment else ()
    yield from (_VERDICT.format(name=name) for name in near[:_NAMED])
    for name in names(turn.question)[:_NAMED]:
        yield _KNOWN.format(name=name)
    yield from (_VERDICT.format(name=name) for name in _among(initiatives, turn.question))


def _of_subject(turn: Turn, initiatives: Sequence[str]) -> Iterator[str]:
    """Yield what else is worth knowing of what the answer is about: initiatives that it speaks of, then its subject."""
    cited = (plain(made.document.title) for made in turn.answer.quotes)
    said = " ".join((*(claim.text for claim in turn.answer.claims), *cited))[:_READ]
    named = dict.fromkeys([*_among(initiatives, turn.question), *_among(initiatives, said)])
    for name in list(named)[:_NAMED]:
        if assessed(turn.question) is None:
            yield _VERDICT.format(name=name)
        yield from (form.format(name=name) for form in (_AGREE, _OWNER, _CHANGED))
    subject = subject_of(turn) if turn.answer.claims else None
    if subject and len(subject) <= _LONGEST_NAME:
        if overview_of(turn.question) is None:
            yield _KNOWN.format(name=subject)
        yield _CHANGED.format(name=subject)


def _among(initiatives: Sequence[str], text: str) -> list[str]:
    """Return the initiatives that a text names."""
    said = units(text)
    return [name for name in initiatives if any(in_order(said, words, 0) for words in _called(name))]


@lru_cache(maxsize=10_000)
def _spoken(name: str) -> str:
    """Return an initiative's name as people say it: without its key and what stands in brackets."""
    variants = main_variants(name)
    return variants[min(1, len(variants) - 1)] if variants else name


@lru_cache(maxsize=10_000)
def _called(name: str) -> tuple[list[tuple[str, ...]], ...]:
    return tuple(words for variant in main_variants(name) if (words := units(variant)))


def _plainly(question: str) -> str:
    return " ".join(unit[0] for unit in units(question))
