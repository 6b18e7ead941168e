"""What to do next: one question for the owner, and a rewrite that leaves blank what the documents do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from assistant.assessing.verdict import decide, decisive, verdict_of
from assistant.domain import Dimension, Finding, Level, Verdict
from assistant.findings.against import SAYS_ENDED
from assistant.findings.case import Case
from assistant.findings.measure import best_measure
from assistant.findings.outcome_or_output import is_goal_context, states_outcome
from assistant.text.measures import Measure, names_metric, parse_measure
from assistant.text.plain import plain
from assistant.text.surface import is_work, without_label

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
_EXCLUDED = "The strategy lists {name} among what will not be done: who decides on the work that goes on, and when?"
_ENDED = "The documents say that {name} has ended: is all work on it closed, and who has told those who waited for it?"
_DUTY = "By which day must {name} be done, and what is the least that satisfies the duty?"


_EVIDENCE = {
    (Dimension.OUTCOME_LINK, Level.MET): "a line of its own that names an outcome of the current strategy",
    (Dimension.OUTCOME_LINK, Level.PARTIAL): "a current strategy that no longer excludes it",
    (
        Dimension.OUTCOME_NOT_OUTPUT,
        Level.MET,
    ): "one sentence that says who will do what differently, or which result users will feel",
    (Dimension.OUTCOME_NOT_OUTPUT, Level.PARTIAL): "one sentence on what it should change, however loosely",
    (Dimension.MEASURE, Level.PARTIAL): "a metric or a target for that change",
    (Dimension.PROBLEM_EVIDENCE, Level.PARTIAL): "the problem itself instead of the missing solution",
    (Dimension.PLAYER, Level.PARTIAL): "a named segment or an accountable person",
    (Dimension.REALITY, Level.PARTIAL): "recent work or a recent value of its measure that shows the outcome moving",
}
_BETTER = {
    Verdict.NOT_ALIGNED: 0,
    Verdict.OUTPUT_DRIVEN: 1,
    Verdict.CANNOT_TELL: 1,
    Verdict.PARTLY_ALIGNED: 2,
    Verdict.ALIGNED: 3,
}
_ENOUGH_QUOTES = 2
SHORTEST_TASK = 4
"""Words from which a name that opens with a verb of work is read as one."""
LONGEST_BARE_NAME = 5
"""Words of a name that a sentence takes in without quotation marks."""
LONGEST_OWN_WORDS = 24
"""Words of an outcome as the documents state it that a rewrite still takes over."""


def what_would_change(findings: Sequence[Finding]) -> str | None:
    """Return the smallest evidence that would lift the verdict, None where it cannot be lifted."""
    levels = {finding.dimension: finding.level for finding in findings}
    now = _BETTER[decide(levels)]
    for number in range(1, len(_EVIDENCE) + 1):
        for lifts in combinations(_lifts(levels), number):
            then = decide(levels | dict(lifts))
            lifted = _BETTER[then] > max(now, _BETTER[Verdict.CANNOT_TELL])
            if lifted and len({dimension for dimension, _ in lifts}) == number:
                *others, last = [_EVIDENCE[lift] for lift in lifts]
                needed = f"{'; '.join(others)}; and {last}" if others else last
                return f"It would be {str(then).replace('_', ' ')} if the documents had {needed}."
    return None


def _lifts(levels: Mapping[Dimension, Level]) -> Iterator[tuple[Dimension, Level]]:
    """Yield the levels above the present ones, the next one before the one after."""
    order = (Level.NOT_MET, Level.NO_EVIDENCE, Level.PARTIAL, Level.MET)
    for dimension, level in sorted(_EVIDENCE, key=lambda lift: order.index(lift[1])):
        if order.index(level) > order.index(levels[dimension]):
            yield dimension, level


def confidence_of(findings: Sequence[Finding]) -> str:
    """Return how sure the verdict is: by what stands behind the levels that decide it.

    "high" where every one of them stands on two quotes or on two documents, "low" where one of them is silence or is
    inferred, "medium" between.
    """
    deciding = decisive(findings)
    if verdict_of(findings) is Verdict.CANNOT_TELL:
        read = max((len(finding.searched) for finding in deciding), default=0)
        return "medium" if read >= _ENOUGH_QUOTES else "low"
    if any(f.level is Level.NO_EVIDENCE or "inferred" in f.reason for f in deciding):
        return "low"
    return "high" if all(len(finding.quotes) >= _ENOUGH_QUOTES for finding in deciding) else "medium"


def question_for(weakest: Dimension | None, findings: Sequence[Finding], name: str, is_duty: bool = False) -> str:
    """Return the question on the weakest dimension; where all are met, one on what was learned."""
    name = _called(name)
    if weakest is None:
        return f"What did the last review of {name} change in what you do next?"
    link = next((f for f in findings if f.dimension is Dimension.OUTCOME_LINK), None)
    if weakest is Dimension.OUTCOME_LINK and link is not None and link.level is Level.NOT_MET:
        told = _ENDED if link.reason.startswith(SAYS_ENDED) else _EXCLUDED if "will not do" in link.reason else _RETIRED
        return told.format(name=name)
    if is_duty and weakest in (Dimension.OUTCOME_LINK, Dimension.OUTCOME_NOT_OUTPUT):
        return _DUTY.format(name=name)
    return _QUESTIONS[weakest].format(name=name)


def _called(name: str) -> str:
    """Return a name as a question has it: in quotation marks where it is a sentence or opens with a verb of work."""
    words = name.split()
    is_task = len(words) >= SHORTEST_TASK and is_work(re.sub(r"\W", "", words[0]).lower())
    return f"“{name}”" if is_task or len(words) > LONGEST_BARE_NAME else name


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
    stated = [line for line in case.intent if states_outcome(line)]
    if stated:
        best = max(stated, key=lambda line: (is_goal_context(line), line.statement.outcome))
        own = without_label(plain(best.text)).rstrip(". ")
        if len(own.split()) <= LONGEST_OWN_WORDS:
            return _completed(own, measure)
    return _sentence(player, f"[do what]: {measure.metric or '[which metric]'}", measure)


def rewrite_of_output(text: str) -> str:
    """Return the outcome sentence for a statement of an output: blanks but for what it says of a result and its date.

    What the output itself counts ("train 200 users") is no measure of a result.
    """
    measure = parse_measure(text)
    if measure.metric is None or not names_metric(measure.metric):
        measure = Measure(date=measure.date)
    return _sentence(None, f"[do what]: {measure.metric or '[which metric]'}", measure)


def _sentence(player: str | None, what: str, measure: Measure) -> str:
    return f"{player or '[who]'} will {what} {_values(measure)}"


def _completed(own: str, measure: Measure) -> str:
    """Return an outcome in the documents' own words with what they do not say: which metric, from, to, by when."""
    parts = (
        ("", measure.metric, "[which metric]"),
        ("from ", measure.baseline, "[baseline?]"),
        ("by " if measure.relative else "to ", measure.target, "[target?]"),
        ("until " if measure.relative else "by ", measure.date, "[date?]"),
    )
    said = own.lower()
    lacking = (lead + (value or blank) for lead, value, blank in parts if value is None or value.lower() not in said)
    return f"“{own}”: {' '.join(lacking)}"


def _values(measure: Measure) -> str:
    """Return from where to where and by when; a relative target says by how much, not to what."""
    start, day = measure.baseline or "[baseline?]", measure.date or "[date?]"
    if measure.relative and measure.target:
        return f"by {measure.target} from {start} until {day}"
    return f"from {start} to {measure.target or '[target?]'} by {day}"
