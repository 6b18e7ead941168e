"""Is there a measure: a metric, a target, and a baseline or a date?"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.catalogue.numbered_plan import is_result
from assistant.catalogue.titled_goals import is_period
from assistant.domain import Dimension, Finding, Kind, Level, Role
from assistant.findings.case import Case, finding
from assistant.findings.outcome_or_output import (
    FOUND,
    GOAL_PHRASE,
    is_bare_target,
    is_change_among_deliverables,
    is_goal_context,
    is_taken_up,
    is_ticket,
    moves,
    tells_present,
)
from assistant.findings.shown_by import MEASURED, showing
from assistant.findings.told_on_the_way import aims_at_less, tells_done
from assistant.gathering.lines import Line, Relation
from assistant.text.measures import (
    Measure,
    find_date,
    in_one_unit,
    is_baseline,
    is_field_of_measure,
    measure_of_row,
    names_metric,
    parse_measure,
    reports_completion,
)
from assistant.text.names import says_all, units
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of
from assistant.text.surface import without_label

MEASURE = Dimension.MEASURE
_ONLY_BETTER = re.compile(
    r"\b(?:improv(?:e|es|ed|ing)|better|best[- ]in[- ]class|world[- ]class|enhanc(?:e|es|ed|ing)|"
    r"optimi[sz]\w*|moderni[sz]\w*|"
    r"more efficient\w*|state[- ]of[- ]the[- ]art)\b"
    r"|\bmak(?:e|es|ing)\b[^.;]{1,60}\b(?:easier|faster|quicker|simpler|smoother|cheaper|safer"
    r"|more [a-z]+(?:able|ible|ent|ant|ive))\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:we|i) want\b(?! to have\b)|\b(?:goal|aim|objective|success)s?(?: is| are| was|:)", re.IGNORECASE
)
_IS_TO = re.compile(r"\bso that\b|(?:^|\bto |\bwill )\W*make\b", re.IGNORECASE)
"""What a thing is to do; below problems and deliverables that is no success."""
_TO_BETTER = re.compile(r"\bto (?:\w+ly )?(?:improve|enhance|optimi[sz]e|moderni[sz]e)\b", re.IGNORECASE)
_TOLD_OF = (Section.PROBLEM, Section.DELIVERABLES)
_CONCEDES = re.compile(r"^\W*(?:while|whilst|although|though|even though|despite|obwohl|aunque)\b", re.IGNORECASE)
"""How a sentence begins that weighs one thing against another, below a goal too, and states none."""
_TO_LEARN = re.compile(
    r"\bbetter (?=understand|see\b|know|learn|compare|grasp|gauge|judge|assess|estimate|predict|plan\b|tell\b|"
    r"prioriti[sz]e|support for\b)",
    re.IGNORECASE,
)
"""How it is said that somebody wants to know more, which makes nothing better yet."""
_THOUGHT_OF = re.compile(
    r"\b(?:could|might|would) (?:\w+ly )?(?:try|do|be|also|consider|improve|help|make)\b", re.IGNORECASE
)
"""What is only an idea."""
_COUNTS = re.compile(
    r"(?:^|[,;:|]|\b(?:will|to|shall|and|should|we)\b)\W*(?:track|measure|monitor|count|record|follow)(?! (?:by|up)\b)"
    r"(?: and \w+)? (?:the |how )?(?:many\b|much\b|often\b|long\b|(?:[\w-]+ )?(?:number|count|rate|share|percentage|"
    r"proportion|volume|frequency)s? of\b)(?P<what>(?: [\w()'’/-]+){1,4})",
    re.IGNORECASE,
)
"""How it is said which number will be followed: "Track the number of calls", "measure how many clerks come back"."""
_TO_READER = re.compile(r"\b(?:you|your|you['’]\w+)\b", re.IGNORECASE)
"""How a page speaks to who uses a thing, of what they can count with it."""
_OF_THE_WORK = re.compile(
    r"\b(?:story points?|points|tickets|tasks|epics|sprints?|commits|pull requests|merge requests|releases|"
    r"deployments?|deliverables|milestones)\b",
    re.IGNORECASE,
)
"""What is counted of the work itself."""
_BEYOND_SHARE = re.compile(r"[<>≥≤]\s?\d+(?:\.\d+)?\s?%")
_LEFT_OPEN = re.compile(
    r"(?:^|[:|–—-])\W*(?:t\.?b\.?[dca]\.?|to be (?:defined|decided|determined|agreed|confirmed|set)|none(?: yet)?|n/?a|"
    r"not (?:yet )?(?:defined|set|agreed|decided)|open|offen|pendiente|\?+)\W*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"^\W*?(?P<value>[$€£]\s?\d[\d.,]*\s?(?:[kKmM]\b|bn\b|thousand|million|billion)?)\+?\s+(?:in |of )?"
    r"(?P<metric>[A-Za-z][^.;]{2,60})"
)
"""How a key result names an amount of money and of what: "$1M in new contracts"."""
_AT_MOST = re.compile(
    r"\b(?:less than|fewer than|within|at most|under|no more than) (?:an?|one|two|three|\d+) (?:working |business )?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?)\b",
    re.IGNORECASE,
)
"""How it is said in which time something is to happen, which is a measure whatever else is told."""
LEANS = 0.3
"""From how far towards an outcome a line's number may be a target of it."""
_ADJACENT = 8
"""Characters between two lines of a list."""
_SKIP = (Section.EXCLUDED, Section.ASIDE, Section.STOP, Section.DELIVERABLES, Section.OWNER, Section.PLAYER)


def judge_measure(case: Case) -> Finding:
    """Return the finding from the best measure that the initiative's own lines state."""
    measured = _measured(case)
    if measured:
        return _judge(case, measured)
    if counted := [line for line in case.intent if _says_what_is_counted(line)]:
        return finding(MEASURE, Level.PARTIAL, "It says what will be counted, but no target is set.", counted[:1])
    better = [line for line in case.intent if _calls_better_success(line)]
    done = [line for line in case.evidence.own if reports_completion(line.text)]
    left_open = [line for line in (*case.evidence.own, *case.evidence.templates) if _leaves_open(line)]
    if left_open:
        return finding(
            MEASURE, Level.NO_EVIDENCE, "It says itself that its measure is still open.", left_open[:1], case.searched()
        )
    if done:
        return finding(MEASURE, Level.NOT_MET, "The only number is how much of the work is done.", done[:2])
    if better:
        return finding(MEASURE, Level.NOT_MET, "It only says “better” or “improve”, without a number.", better[:1])
    return finding(MEASURE, Level.NO_EVIDENCE, "No metric and no target is stated.", (), case.searched())


def _calls_better_success(line: Line) -> bool:
    """Whether what a line calls success is no more than that something gets better."""
    if not _ONLY_BETTER.search(_TO_LEARN.sub("", line.text)) or line.text.rstrip("*_ ").endswith((":", "?")):
        return False
    if _CONCEDES.match(line.text) or tells_done(line.text) or _THOUGHT_OF.search(line.text):
        return False
    if line.section is Section.OUTCOME:
        told = line.statement
        wanted = _WANTS.search(line.text) or _TO_BETTER.search(line.text)
        return told.outcome >= told.output or bool(wanted)
    return bool(_WANTS.search(line.text) or (line.section not in _TOLD_OF and _IS_TO.search(line.text)))


def _says_what_is_counted(line: Line) -> bool:
    """Whether a line says which number will be followed, and not how much of the work is done."""
    if line.section in _SKIP or line.section is Section.PROBLEM or is_ticket(line) or reports_completion(line.text):
        return False
    if _TO_READER.search(line.text):
        return False
    return any(not _OF_THE_WORK.search(said["what"]) for said in _COUNTS.finditer(line.text))


def _leaves_open(line: Line) -> bool:
    """Whether a line, or the cell of a row under a measure's column, says that there is no measure yet."""
    cells = (cell for column, cell in line.cells if section_of(column) is Section.MEASURE)
    said = line.section is Section.MEASURE and _LEFT_OPEN.search(line.text)
    return bool(said) or any(_LEFT_OPEN.search(cell.strip()) for cell in cells)


def best_measure(case: Case) -> Measure | None:
    """Return the best measure that the initiative's own lines state, or None."""
    measured = _measured(case)
    return measured[0][0] if measured else None


def _measured(case: Case) -> list[tuple[Measure, Line]]:
    read = [(_with_period(_read(line), line), line) for line in _lines(case) if _may_be_goal(line)]
    rated = [(measure, line) for measure, line in read if not _of_its_name(measure, case)]
    counting = {line.document.id for line in case.evidence.own if reports_completion(line.text)}
    measured = [
        (measure, line)
        for measure, line in rated
        if measure.is_partial
        and _is_goal(measure, line)
        and not (is_bare_target(line) and line.document.id in counting)  # a value of what counts work done
    ]
    in_doubt = [line for measure, line in measured if not _is_plainly_measure(measure, line)]
    shown = [id(line) for line in showing(in_doubt, MEASURED)]
    left_out = {id(line) for line in in_doubt}.difference(shown)
    kept = [row for row in measured if id(row[1]) not in left_out]
    return sorted(kept, key=lambda row: _rank(*row))


def _is_plainly_measure(measure: Measure, line: Line) -> bool:
    """Whether a line is a measure whatever else it tells: by its heading or column, or with all that one has."""
    is_called_so = line.section is Section.MEASURE or bool(line.cells)
    is_whole = measure.is_complete and bool(measure.baseline and measure.date)
    return is_called_so or is_whole or aims_at_less(line.text) or bool(_AT_MOST.search(line.text))


def _lines(case: Case) -> list[Line]:
    own = [
        line
        for line in case.evidence.of(Relation.OWN)
        if (line.section not in _SKIP or is_change_among_deliverables(line)) and not FOUND.search(line.text)
    ]
    rows = [line for line in case.evidence.of(Relation.MENTION) if line.cells and line.document.kind.is_intent]
    told = own or [line for line in case.intent if line.section not in _SKIP]
    return [*case.called_results, *told, *rows]


def _read(line: Line) -> Measure:
    measure = measure_of_row(dict(line.cells)) if line.cells else Measure()
    label, _, words = line.text.partition(" | ")  # of a row of a label and what stands beside it, the latter
    alone = line.role is Role.ROW and words and " | " not in words and section_of(label) is not None
    if measure.is_partial:
        return measure
    text = words if alone else without_label(line.text)
    if is_result(line.text) and (amount := _AMOUNT.match(text)):
        return Measure(metric=amount["metric"].strip(), target=amount["value"], date=find_date(text))
    said = in_one_unit(parse_measure(text))
    if (
        not said.is_partial
        and line.section is Section.MEASURE
        and names_metric(said_of := words if alone else line.text)
    ):
        return Measure(metric=said_of.rstrip(" ."), date=said.date)
    return said


def _with_period(measure: Measure, line: Line) -> Measure:
    """Return a measure with the period below whose heading it stands in the strategy ("2026 Q2"), as its date."""
    block = line.document.block_at(line.start)
    is_plan = (
        line.document.kind is Kind.STRATEGY and line.relation is Relation.OWN and line.section is not Section.STATUS
    )
    if not is_plan or block is None or not measure.target or measure.date or measure.relative:
        return measure
    period = next((heading for heading in reversed(block.trail) if is_period(heading)), None)
    return replace(measure, date=plain(period).strip()) if period else measure


def _of_its_name(measure: Measure, case: Case) -> bool:
    """Whether what reads as a target is a word of the initiative's name: "Double Booking Alert" doubles nothing."""
    said = units(measure.target) if measure.relative and measure.target else []
    return bool(said) and not any(c.isdigit() for c in measure.target or "") and says_all(case.name, said)


def _may_be_goal(line: Line) -> bool:
    """Whether `_is_goal` could hold whatever number the line has, so that its numbers are worth reading."""
    leans = line.statement.lean >= LEANS or aims_at_less(line.text)
    beyond = line.section is Section.MEASURE or _BEYOND_SHARE.search(line.text)
    return bool(leans or line.cells or beyond or is_taken_up(line))


def _is_goal(measure: Measure, line: Line) -> bool:
    """Whether a number measures a change: a target of an outcome, not a fact, a count of deliverables or a setting."""
    if line.cells and measure_of_row(dict(line.cells)).target:
        return True
    told = line.statement
    if is_ticket(line):
        return False
    if line.section is Section.LINK and not measure.target:  # names what it serves
        return False
    if line.section is Section.MEASURE:
        return told.output < 0.75
    if line.section is Section.DELIVERABLES and not (measure.unit and measure.target):
        return False
    if measure.target and (_BEYOND_SHARE.search(line.text) or is_taken_up(line)):
        return True
    if measure.baseline and measure.is_complete and measure.date and told.lean >= LEANS:
        return True
    if GOAL_PHRASE.search(line.text) and measure.target and measure.date and told.lean >= LEANS:
        return True
    if measure.metric and aims_at_less(line.text):
        return True
    if told.lean < 0.5:
        return False
    if measure.target is None and measure.baseline is None:
        return bool(measure.metric and names_metric(measure.metric)) and told.outcome >= 0.3 and moves(line.text)
    return told.outcome >= 0.25 and (is_goal_context(line) or moves(line.text))


def _stands_now(case: Case, line: Line) -> Line | None:
    """Return the line right before a target that says where the number stands today ("Today 70 calls a day wait")."""
    own = (one for one in case.evidence.of(Relation.OWN) if one.document.id == line.document.id)
    near = (one for one in own if 0 <= line.start - one.end < _ADJACENT and tells_present(one))
    return next((one for one in near if parse_measure(one.text).baseline), None)


def _baseline_beside(case: Case, line: Line) -> Line | None:
    """Return the line of the same card that fills in where the measure stands now ("Baseline: 12 a week")."""
    if not is_field_of_measure(line.text):
        return None
    own = (one for one in case.evidence.of(Relation.OWN) if one.document.id == line.document.id)
    near = (one for one in own if 0 <= line.start - one.end < _ADJACENT or 0 <= one.start - line.end < _ADJACENT)
    return next((one for one in near if is_baseline(one.text)), None)


def _rank(measure: Measure, line: Line) -> tuple[bool, int, bool, float, str, int]:
    parts = sum(part is not None for part in (measure.metric, measure.target, measure.baseline, measure.date))
    return (
        line.relation is not Relation.OWN,
        -int(measure.is_complete) * 10 - int(line.section is Section.MEASURE) * 5 - parts,
        not line.is_intent,
        -line.statement.outcome,
        line.document.path,
        line.start,
    )


def _judge(case: Case, measured: list[tuple[Measure, Line]]) -> Finding:
    measure, line = measured[0]
    before = _baseline_beside(case, line) or (None if measure.metric else _stands_now(case, line))
    measure = measure.merged(parse_measure(before.text)) if before else measure
    date = measure.date or next(
        (
            date
            for other, at in measured
            if at.document.id == line.document.id and other.baseline is None and (date := find_date(at.text))
        ),
        None,
    )
    whole = measure.merged(Measure(date=date))
    if whole.is_complete:
        told = [
            f"{name} {value}"
            for name, value in (("from", whole.baseline), ("to", whole.target), ("by", whole.date))
            if value
        ]
        return finding(MEASURE, Level.MET, f"Metric and target are there: {' '.join(told)}.", [before, line])
    if whole.relative and whole.baseline is None:
        return finding(MEASURE, Level.PARTIAL, f"The target “{whole.target}” has no baseline: of what?", [line])
    lacks = "a target" if whole.target is None else "a metric" if whole.metric is None else "a baseline or a date"
    return finding(MEASURE, Level.PARTIAL, f"There is a measure, but {lacks} is missing.", [line])
