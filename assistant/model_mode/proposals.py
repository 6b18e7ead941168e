"""A second opinion on an assessment: a language model proposes levels with quotes, the checker and the rules decide.

The model reads what evidence mode read. A proposal whose reason its sentences do not carry is dropped; what is left is
put through the same rules. Where it differs from evidence mode, both are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.assessing.assessment import Examined
from assistant.assessing.verdict import verdict_of
from assistant.catalogue.strategy import Strategy
from assistant.checking.checker import stands
from assistant.domain import Assessment, Dimension, Finding, Level, Quote, SecondOpinion
from assistant.errors import ModelError
from assistant.model_mode.answering import numbered_elements, within
from assistant.model_mode.language_model import LanguageModel
from assistant.model_mode.prompts import ASSESS, assess_request
from assistant.model_mode.written_claims import written_claims

INSTEAD = "The assessment stands on the documents' own words alone."
_ROOM, _GOALS_ROOM = 12_000, 4_000
"""Characters of what is said of the initiative, and of the strategy's goals and exclusions."""
_LINE = re.compile(
    r"^\W*(?P<dimension>[A-Za-z_ ]+?)\W*[|:]\W*(?P<level>met|partial|not[_ ]met|no[_ ]evidence)\b"
    r"\W*[|:–—-]?\s*(?P<reason>.*)$",
    re.IGNORECASE,
)


def with_second_opinion(examined: Examined, model: LanguageModel, deadline: float) -> Assessment:
    """Return the assessment with what a model makes of the same evidence; a note says why where it makes nothing.

    `deadline` is a time of `time.monotonic`.
    """
    case, assessment = examined.case, examined.assessment
    if case is None:
        return assessment
    quotes = evidence_of(examined)
    try:
        said = model.stream(ASSESS, assess_request(assessment.initiative, numbered_elements(quotes)), deadline)
        proposed = proposals(said, quotes)
    except ModelError as error:
        return replace(assessment, second_opinion=SecondOpinion(model.settings.name, note=f"{error} {INSTEAD}"))
    return replace(assessment, second_opinion=_opinion(model.settings.name, proposed, assessment))


def evidence_of(examined: Examined) -> tuple[Quote, ...]:
    """Return what the model may stand on: the lines about the initiative, closest first, and the strategy's goals."""
    case = examined.case
    assert case is not None
    lines = sorted(case.evidence.lines, key=lambda line: line.relation)
    told = within(_ROOM, (made for line in lines if (made := line.quote())))
    found = {quote for finding in examined.assessment.findings for quote in finding.quotes}
    shown = dict.fromkeys([*told, *found, *within(_GOALS_ROOM, _strategy(case.strategy))])
    return tuple(sorted(shown, key=lambda made: (made.document.path, made.document.id, made.start)))


def _strategy(strategy: Strategy) -> Iterator[Quote]:
    named = [goal.quote() for goal in strategy.current()] + [excluded.quote() for excluded in strategy.exclusions]
    yield from (made for made in named if made is not None)


def proposals(said: Iterable[str], quotes: Sequence[Quote]) -> tuple[Finding, ...]:
    """Return the proposed findings that stand: one a dimension, each reason carried by the sentences that it names."""
    found: dict[Dimension, Finding] = {}
    for claim in written_claims(said):
        match = _LINE.match(claim.text)
        dimension = _dimension(match.group("dimension")) if match else None
        if match is None or dimension is None or dimension in found:
            continue
        level = Level(match.group("level").lower().replace(" ", "_"))
        reason = match.group("reason").strip()
        named = tuple(quotes[number - 1] for number in claim.numbers if 0 < number <= len(quotes))
        if level is not Level.NO_EVIDENCE and stands(reason, named):
            found[dimension] = Finding(dimension, level, reason, named)
    return tuple(found[dimension] for dimension in Dimension if dimension in found)


def _dimension(name: str) -> Dimension | None:
    wanted = "_".join(name.lower().split())
    return next((dimension for dimension in Dimension if str(dimension) == wanted), None)


def _opinion(name: str, proposed: tuple[Finding, ...], assessment: Assessment) -> SecondOpinion:
    """Return the verdict that the rules give with the proposals in place, and where they differ from evidence mode."""
    if not proposed:
        note = f"The language model {name} proposed no level that stands on its quotes. {INSTEAD}"
        return SecondOpinion(name, note=note)
    by_dimension = {finding.dimension: finding for finding in proposed}
    together = [by_dimension.get(finding.dimension, finding) for finding in assessment.findings]
    levels = {finding.dimension: finding.level for finding in assessment.findings}
    differing = tuple(finding for finding in proposed if levels.get(finding.dimension) != finding.level)
    return SecondOpinion(name, verdict_of(together), proposed, differing)
