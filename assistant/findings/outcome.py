"""Is success a change, or a deliverable?"""

from __future__ import annotations

import re

from assistant.catalogue.initiatives import Initiative
from assistant.domain import Dimension, Finding, Kind, Level, Role
from assistant.findings.bookkeeping import is_bookkeeping
from assistant.findings.case import Case, finding
from assistant.findings.outcome_or_output import (
    hints_outcome,
    is_benefit,
    is_concrete,
    is_goal_context,
    moves,
    states_outcome,
    states_output,
)
from assistant.findings.shown_by import WORK, showing
from assistant.findings.what_people_do import counts_usage
from assistant.gathering.lines import Line, Relation, unnamed
from assistant.text.measures import find_date
from assistant.text.sections import Section
from assistant.text.surface import is_work
from assistant.text.walk import indent

OUTCOME = Dimension.OUTCOME_NOT_OUTPUT
_STORY = re.compile(r"\bas an? [\w /-]{2,40}?,? i(?:'d| would)? (?:want|need|can|like)", re.IGNORECASE)
_PLEASE = re.compile(r"^\W*(?:let us|let'?s|please|we (?:should|need to|must|will)|to) ")
_PROJECT = re.compile(
    r"\bgo[- ]?live\b|\b(?:on|within) budget\b|\bwithin scope\b"
    r"|\bbudget\b[^.;]*\b(?:not (?:be )?exceeded|kept|held|met)\b|\bno (?:budget )?overruns?\b"
    r"|\b\d[\d,.]* (?:\w+ ){1,2}(?:are |is |were )?trained\b",
    re.IGNORECASE,
)
"""How the success of a project is said, whatever it changes; what comes on time may be what customers feel."""
PLAINLY = 0.6
"""Chance of an output from which a line of its own page is one without a heading that says so."""
RATHER = 0.5
"""Chance of an output from which a ticket's description tells of work."""
POSSIBLY = 0.3
"""Chance of an output from which a line with a day tells of work, where nothing at all is said of a change."""
FEWEST_WORDS = 5
_UNSURE = re.compile(r"^\W*see\b|\b(?:would|could|might|if)\b|\?", re.IGNORECASE)
"""What points elsewhere, or is only thought of."""
_INTENT_FIRST = {True: 0, False: 1}


def judge_outcome(case: Case) -> Finding:
    """Return the finding: what the initiative's own words call success."""
    lines = sorted(
        (*case.called_results, *case.intent), key=lambda line: (_INTENT_FIRST[line.is_intent], line.relation)
    )
    stated = [line for line in lines if states_outcome(line) or _is_goal_that_grows(case, line)]
    hinted = [line for line in lines if hints_outcome(line) and line not in stated]
    outputs = [line for line in lines if states_output(line) and not _is_goal_that_grows(case, line)]
    called_success = [
        line
        for line in outputs
        if line.section is Section.OUTCOME or (is_goal_context(line) and line.section is not Section.DELIVERABLES)
    ]
    goal_only_outputs = [line for line in called_success if line.section is Section.OUTCOME]
    goal_changes = [
        line for line in (*stated, *hinted) if line.section in (Section.OUTCOME, Section.MEASURE) or is_benefit(line)
    ]
    if (
        goal_only_outputs
        and not goal_changes
        and not any(is_goal_context(line) and is_concrete(line) and moves(line.text) for line in stated)
    ):
        return finding(
            OUTCOME,
            Level.NOT_MET,
            "What stands as its goal is a deliverable or an activity, not a change.",
            _unlike(goal_only_outputs),
        )
    if stated:
        return _with_outcome(stated, called_success)
    if hinted:
        return finding(
            OUTCOME,
            Level.PARTIAL,
            "A result is hinted at, vaguely or mixed with deliverables.",
            [*_best(hinted, 2), *called_success[:1]],
        )
    around = (
        [line for line in case.evidence.of(Relation.NEAR) if is_benefit(line) and not _is_another_entry(case, line)]
        if case.evidence.record is None
        else []
    )
    if around:
        return finding(
            OUTCOME, Level.PARTIAL, "What it is good for is only said around it, loosely.", [*outputs[:1], *around[:1]]
        )
    homeless = case.evidence.record is None
    wanted = [
        line
        for line in outputs
        if (homeless and line.document.kind is not Kind.PROBLEMS)
        or line.section is Section.DELIVERABLES
        or (line.document.record is not None and _asks_for_work(line, case.evidence.initiative))
    ]
    listed = [line for line in outputs if _is_plainly_work(case, line)]
    work = _unlike([line for line in (*called_success, *wanted, *listed) if not line.is_link])
    if (called_success or wanted or len(listed) > 1) and (work := showing(work, WORK)):
        return finding(
            OUTCOME,
            Level.NOT_MET,
            "What it calls success is a deliverable, an activity or how much is done; no change is stated.",
            work,
        )
    project = [
        line for line in lines if line.section in (Section.OUTCOME, Section.MEASURE) and _PROJECT.search(line.text)
    ]
    if project:
        return finding(
            OUTCOME,
            Level.NOT_MET,
            "What it calls success is its date, its budget or who was trained; no change is stated.",
            _unlike(project),
        )
    return _from_name(case)


def _with_outcome(stated: list[Line], called_success: list[Line]) -> Finding:
    concrete = [line for line in stated if is_concrete(line) or counts_usage(line.text)]
    best = _best(concrete or stated, 2)
    if not concrete:
        return finding(
            OUTCOME, Level.PARTIAL, "A result is named, but not who will do what differently, nor how much.", best
        )
    in_goal = [line for line in concrete if is_goal_context(line)]
    listed = [line for line in called_success if line.section is Section.OUTCOME and line not in stated]
    mixed = len(called_success) > 2 * len(concrete) or 2 * len(listed) >= len(concrete)
    if called_success and (mixed or not in_goal):
        return finding(
            OUTCOME,
            Level.PARTIAL,
            "A result is named, but deliverables stand beside it as what counts.",
            [*best[:1], *called_success[:2]],
        )
    return finding(OUTCOME, Level.MET, "It says what changes for whom, not only what is delivered.", best)


def _is_goal_that_grows(case: Case, line: Line) -> bool:
    """Whether a line is one of the strategy's declared goals and says that people use or join a thing more."""
    at = line.document.id, line.start
    return counts_usage(line.text) and any(
        one.declared and (one.document.id, one.start) == at for one in case.strategy.goals
    )


def _from_name(case: Case) -> Finding:
    """Judge by a name among goals that states a change itself, else by the tickets; a bare name says nothing."""
    named = [
        line
        for line in case.evidence.of(Relation.NAME)
        if (line.role is Role.HEADING and line.section in (Section.OUTCOME, Section.MEASURE) and states_outcome(line))
        or _is_goal_that_grows(case, line)
    ]
    if named:
        return _with_outcome(named, [])
    tickets = [
        line
        for line in case.evidence.of(Relation.NAME, Relation.OWN, Relation.MENTION)
        if _asks_for_work(line, case.evidence.initiative)
        and line.section is not Section.PROBLEM
        and not (line.role is Role.TEXT and is_bookkeeping(line))
        and not (line.role is Role.HEADING and line.document.id in case.evidence.pages)
        and line.document.kind in (Kind.WORK, Kind.STRATEGY, Kind.COLLABORATION)
    ]
    if tickets and case.evidence.record is None:
        return finding(OUTCOME, Level.NOT_MET, "The documents only name the thing to be made.", _unlike(tickets))
    work = [line for line in case.said if line.relation is Relation.OWN and _tells_of_work(line)]
    if work := showing(work, WORK):
        return finding(
            OUTCOME,
            Level.NOT_MET,
            "Only the work itself is described; what it should change is not said.",
            _unlike(work),
        )
    return finding(OUTCOME, Level.NO_EVIDENCE, "The documents do not say what it should achieve.", (), case.searched())


def _is_another_entry(case: Case, line: Line) -> bool:
    """Whether a line is another entry of the list that has the initiative as one, so that it speaks of other work.

    What stands below one entry together is about the same thing.
    """
    own = [one for one in case.evidence.of(Relation.OWN, Relation.NAME) if one.document.id == line.document.id]
    above = _list_of(line)
    return above is not None and any(_list_of(one) == above for one in own)


def _list_of(line: Line) -> tuple[str, ...] | None:
    """Return the headings above the list that a line is an entry of, nothing where it is below another entry."""
    block = line.document.block_at(line.start) if line.role is Role.ITEM else None
    return tuple(block.trail) if block is not None and indent(line.document, block) == 0 else None


def _is_plainly_work(case: Case, line: Line) -> bool:
    """Whether a line of the initiative's own page is nothing but work: it opens with its verb, or has its day."""
    if line.document.id not in case.evidence.pages or line.section is Section.PROBLEM:
        return False
    told = line.statement.output >= PLAINLY and not line.text.startswith("(")
    return told and (_asks_for_work(line, case.evidence.initiative) or find_date(line.text) is not None)


def _tells_of_work(line: Line) -> bool:
    """Whether a line of its own describes the work: as its purpose, by the day when it is done, or in its ticket."""
    told = line.statement
    if line.role is Role.ROW or line.section is Section.PROBLEM or 2 * told.outcome > told.output:
        return False
    day = find_date(line.text)
    due = day is not None and re.search(
        rf"\b(?:by|until|before|from|on|due)\W+(?:\w+ ){{0,3}}{re.escape(day)}", line.text
    )
    if line.section is Section.DELIVERABLES and due:
        return True
    asked = line.role is Role.FIELD and line.document.kind is Kind.WORK and told.output >= RATHER
    words = len(line.text.split()) >= FEWEST_WORDS and not _UNSURE.search(line.text)
    return words and (asked or (told.output >= POSSIBLY and (bool(due) or line.section is Section.OUTCOME)))


def _asks_for_work(line: Line, initiative: Initiative) -> bool:
    """Whether a ticket's title asks for something to be made: a story, or a verb of work at its start."""
    said = re.sub(r"#\d+|\[[^\]]*\]", " ", unnamed(line.text, initiative)).lower()
    words = re.findall(r"[a-z][a-z-]*", _PLEASE.sub("", said))  # a "kick-off" is no verb
    return bool(_STORY.search(line.text)) or (bool(words) and is_work(words[0]))


def _best(lines: list[Line], number: int) -> list[Line]:
    def rank(line: Line) -> tuple[bool, bool, bool, float, str, int]:
        names_goal = line.section is Section.LINK  # what it serves is not what changes
        return (
            not line.is_intent,
            names_goal,
            not is_goal_context(line),
            -line.statement.outcome,
            line.document.path,
            line.start,
        )

    return _unlike(sorted(lines, key=rank))[:number]


def _unlike(lines: list[Line]) -> list[Line]:
    """Return lines that do not repeat each other's words, each where it stands first."""
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.text.lower(), line)
    return list(first.values())
