"""What to do next: one question for the owner, and a rewrite that leaves blank what the documents do not say."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Dimension, Finding, Level
from assistant.findings.case import Case, states_outcome
from assistant.findings.measure import best_measure
from assistant.measures import Measure

_QUESTIONS = {
    Dimension.OUTCOME_LINK: "Which outcome of the current strategy would be missed if {name} were stopped?",
    Dimension.OUTCOME_NOT_OUTPUT: "Who will do what differently when {name} has worked?",
    Dimension.MEASURE: "Which number will tell that {name} worked: from what, to what, by when?",
    Dimension.PROBLEM_EVIDENCE: "What do we know about the problem behind {name}, from whom, and since when?",
    Dimension.PLAYER: "For whom exactly is {name}, and who answers for its result?",
    Dimension.LEADING_INDICATOR: "What will move first if {name} works, and who looks at it each week?",
    Dimension.MANAGED_TO_OUTCOME: "What is the second way to the same outcome as {name}, and its cheapest test?",
    Dimension.STOP_RULE: "At which number, on which day, would you stop {name}?",
    Dimension.REALITY: "What do the tickets and the customers show of the outcome of {name} since the last review?",
}
_RETIRED = "The strategy no longer holds what {name} serves: who decides to stop it, and when?"


def question_for(weakest: Dimension | None, findings: Sequence[Finding], name: str) -> str:
    """Return the question on the weakest dimension; where all are met, one on what was learned."""
    if weakest is None:
        return f"What did the last review of {name} change in what you do next?"
    link = next((f for f in findings if f.dimension is Dimension.OUTCOME_LINK), None)
    if weakest is Dimension.OUTCOME_LINK and link is not None and link.level is Level.NOT_MET:
        return _RETIRED.format(name=name)
    return _QUESTIONS[weakest].format(name=name)


def rewrite_of(case: Case, findings: Sequence[Finding]) -> str | None:
    """Return the outcome sentence with what the documents say and blanks for the rest; None if all is said."""
    levels = {finding.dimension: finding.level for finding in findings}
    if levels[Dimension.OUTCOME_NOT_OUTPUT] is Level.MET and levels[Dimension.MEASURE] is Level.MET:
        return None
    measure = best_measure(case) or Measure()
    player = next(
        (
            f.reason.removeprefix("It is for ").split(",")[0].split(";")[0]
            for f in findings
            if f.dimension is Dimension.PLAYER and f.reason.startswith("It is for ")
        ),
        None,
    )
    stated = any(states_outcome(line) for line in case.intent)
    what = (
        "do what the quotes above describe, measured by" if stated and measure.metric else "[do what]: [which metric]"
    )
    metric = (
        f"{what} {measure.metric}"
        if stated and measure.metric
        else what
        if not measure.metric
        else f"[do what]: {measure.metric}"
    )
    return (
        f"{player or '[who]'} will {metric} from {measure.baseline or '[baseline?]'} to "
        f"{measure.target or '[target?]'} by {measure.date or '[date?]'}"
    )
