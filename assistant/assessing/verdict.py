"""The verdict on nine findings: the first rule of the rubric that fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain import Dimension, Finding, Level, Verdict

_WORST = {Level.NOT_MET: 0, Level.NO_EVIDENCE: 1, Level.PARTIAL: 2, Level.MET: 3}
_GROUND = (Dimension.PROBLEM_EVIDENCE, Dimension.PLAYER, Dimension.REALITY)
_LOOKED_AT = (Dimension.OUTCOME_LINK, Dimension.OUTCOME_NOT_OUTPUT, Dimension.MEASURE, *_GROUND)


def decide(levels: Mapping[Dimension, Level]) -> Verdict:
    """Return the verdict; a dimension that is missing counts as `no_evidence`."""
    link = levels.get(Dimension.OUTCOME_LINK, Level.NO_EVIDENCE)
    outcome = levels.get(Dimension.OUTCOME_NOT_OUTPUT, Level.NO_EVIDENCE)
    measure = levels.get(Dimension.MEASURE, Level.NO_EVIDENCE)
    if link is Level.NOT_MET:
        return Verdict.NOT_ALIGNED
    if outcome is Level.NOT_MET:
        return Verdict.OUTPUT_DRIVEN
    if outcome is Level.NO_EVIDENCE:
        return Verdict.CANNOT_TELL
    grounded = all(levels.get(dimension) is not Level.NOT_MET for dimension in _GROUND)
    if link is Level.MET and outcome is Level.MET and measure in (Level.MET, Level.PARTIAL) and grounded:
        return Verdict.ALIGNED
    return Verdict.PARTLY_ALIGNED


def verdict_of(findings: Sequence[Finding]) -> Verdict:
    """Return the verdict on findings."""
    return decide({finding.dimension: finding.level for finding in findings})


def decisive(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that the rule which fitted looked at last: those that decide the verdict."""
    levels = {finding.dimension: finding.level for finding in findings}
    verdict = decide(levels)
    if verdict is Verdict.NOT_ALIGNED:
        wanted: tuple[Dimension, ...] = (Dimension.OUTCOME_LINK,)
    elif verdict in (Verdict.OUTPUT_DRIVEN, Verdict.CANNOT_TELL):
        wanted = (Dimension.OUTCOME_NOT_OUTPUT,)
    elif verdict is Verdict.ALIGNED:
        wanted = (Dimension.OUTCOME_LINK, Dimension.OUTCOME_NOT_OUTPUT, Dimension.MEASURE)
    else:
        short = {Dimension.OUTCOME_LINK, Dimension.OUTCOME_NOT_OUTPUT, Dimension.MEASURE}
        wanted = tuple(d for d in short if levels.get(d) is not Level.MET) or _GROUND
        wanted = (Dimension.OUTCOME_NOT_OUTPUT, *wanted)
    return [finding for finding in findings if finding.dimension in wanted]


def weakest_of(findings: Sequence[Finding]) -> Dimension | None:
    """Return the dimension to talk about first, None if all are met.

    It has the lowest level; of those that have it, what the verdict looks at comes first, then the rubric's order.
    """
    order = list(Dimension)

    def rank(one: Finding) -> tuple[int, bool, int]:
        return _WORST[one.level], one.dimension not in _LOOKED_AT, order.index(one.dimension)

    open_ones = [finding for finding in findings if finding.level is not Level.MET]
    return min(open_ones, key=rank).dimension if open_ones else None
