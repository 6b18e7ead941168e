"""The outcomes that the strategy names, each once, with its measure and the goals that it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.catalogue.goals import Goal
from assistant.catalogue.numbered_plan import is_result
from assistant.catalogue.strategy import Strategy
from assistant.domain import Quote
from assistant.findings.outcome_or_output import is_telling, moves
from assistant.text.measures import Measure, in_one_unit, measure_of_row, names_metric, parse_measure
from assistant.text.names import holds, name_key, stems, units, unnumbered
from assistant.text.plain import plain

_LABEL = re.compile(r"^\W*(?:key results?|krs?|measures?|targets?)(?![a-z])[\s\d.]*[:.)–—-]+\W*", re.IGNORECASE)
_MARKS = " *_-–—"
"""What an unclosed emphasis leaves around a name."""
_AUXILIARY = re.compile(
    r"^\W*(?:we|our \w+) (?:\w+ )?(?:want|aim|plan|intend)s?(?: to)? (?:see )?"
    r"|(?:\s+(?:has|have|had|is|are|was|were|will|be|should|can|must|to))+$",
    re.IGNORECASE,
)
_NO_METRIC = re.compile(
    r"^\W*(?:(?:by|in|to|at|of|for|with|from|the|a|an)\b.*|%(?:\W+(?:do|does|did|will|are|is|have|has|of))?\W*|\W*)$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:to date|so far|ha(?:s|ve) (?:helped|made|been|not been|seen|led)|(?:is|are) working (?:to|on)|last year)\b"
    r"|^\W*(?:and|but|or|so|yet|through|from|launched|since)\b",
    re.IGNORECASE,
)
"""How a sentence outside a list of goals tells what is or was so, rather than what is wanted."""
_BOUND = re.compile(
    r"\b(?:below|under|above|at least|at most|no (?:more|less|fewer) than|(?:less|fewer|more) than|up to"
    r"|within) ?[^\W\d]{0,4}\d"
    r"|[<>≤≥] ?\d",
    re.IGNORECASE,
)
_KEY_RESULT = re.compile(r"^kr(\d+)(?:\.\d+)?$")
MOST = 120
SAME = 0.75
"""Share of the shorter name's words from which two goals are one."""
FEW = 3
"""Declared goals; a strategy with fewer is read by its sentences too."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome under the strategy's name for it; `retired` where only strategies that no longer hold have it."""

    name: str
    measure: Measure
    goals: tuple[Goal, ...]
    retired: bool = False

    def quote(self) -> Quote | None:
        """Return the words of the strategy."""
        return self.goals[0].quote()

    def holds(self, goal: Goal) -> bool:
        """Whether a goal is one of those that this outcome was read from."""
        return any(own.document.id == goal.document.id and own.start == goal.start for own in self.goals)


def read_outcomes(strategy: Strategy) -> tuple[Outcome, ...]:
    """Return the outcomes, those that hold first; a goal in a table, a heading and a sentence is one outcome."""
    goals = [goal for goal in strategy.goals if goal.declared and (goal.id or goal.states)]
    current = [goal for goal in goals if not goal.retired]
    placed = [goal for goal in current if _is_placed(goal)]
    if len(placed) >= FEW or any(goal.measured for goal in placed):  # what such a strategy says beside is a remark
        goals = [goal for goal in goals if _is_placed(goal)]
    elif len(current) < FEW:
        goals += [goal for goal in strategy.goals if goal not in goals and not goal.retired and _is_stated(goal)]
    results = [goal for goal in goals if _objective_of(goal) is not None]
    groups: list[list[Goal]] = []
    for goal in (goal for goal in goals if goal not in results):
        home = next((group for group in groups if any(_same(goal, other) for other in group)), None)
        if home is None:
            groups.append([goal])
        else:
            home.append(goal)
    for goal in results:
        home = next((group for group in groups if any(_is_result_of(goal, other) for other in group)), None)
        if home is not None:
            home.append(goal)
        elif goal.states:
            groups.append([goal])
    found = [_outcome(group) for group in groups]
    return tuple(sorted(found, key=lambda outcome: outcome.retired)[:MOST])


def _is_stated(goal: Goal) -> bool:
    """Whether a sentence states a goal in so many words: what is wanted, and not what is or was so."""
    return goal.states and not _TELLS.search(goal.text)


def _is_placed(goal: Goal) -> bool:
    """Whether a strategy numbers a goal, or sets it where its goals stand."""
    return goal.id is not None or bool(goal.title)


def _objective_of(goal: Goal) -> str | None:
    """Return the identifier of the objective that a key result is one of: "kr2.3" is of "o2"."""
    match = _KEY_RESULT.match(goal.id or "")
    return f"o{match.group(1)}" if match else None


def _is_result_of(result: Goal, goal: Goal) -> bool:
    return goal.id == _objective_of(result) and goal.retired == result.retired


def _same(goal: Goal, other: Goal) -> bool:
    if goal.retired != other.retired:
        return False
    elsewhere = goal.document.id != other.document.id
    if goal.id and other.id and not elsewhere:
        return goal.id == other.id
    if goal.id and other.id and not goal.id[0].isdigit():  # another document may number other goals so
        return goal.id == other.id and _share_words(goal.text, other.text)
    if name_key(goal.name) == name_key(other.name):
        return True
    words, others = _words(goal.name), _words(other.name)
    few, many = sorted((words, others), key=len)
    there = frozenset(spelling for unit in many for spelling in unit)
    return len(few) >= 3 and sum(holds(there, unit) for unit in few) >= SAME * len(few)


def _share_words(text: str, other: str) -> bool:
    """Whether two texts say something in common: one telling word of a few, a third of more."""
    words, others = frozenset(_words(text)), frozenset(_words(other))
    return len(words & others) >= max(1, round(min(len(words), len(others)) / 3))


def _words(name: str) -> list[tuple[str, ...]]:
    return [unit for unit in units(name) if is_telling(unit)]


def _outcome(group: list[Goal]) -> Outcome:
    best = min(group, key=lambda goal: (not goal.declared, goal.id is None, len(goal.name)))
    measure = Measure()
    for goal in group:
        measure = measure.merged(_measure(goal))
    name = (best.title or unnumbered(best.name)).strip(_MARKS)
    return Outcome(name, measure, tuple(group), all(goal.retired for goal in group))


def _measure(goal: Goal) -> Measure:
    """Return the measure of a goal: its row's cells, else its sentence, else what stands beneath it as its measures."""
    own = _read(goal, goal.start, goal.end, goal.text)
    if own.target or own.baseline or not goal.measured:
        return own
    found = []
    for start, end in goal.measured:
        words = _longest_cell(goal.document.text[start:end])
        measure = _read(goal, start, end, words)
        is_aimed_at = measure.is_complete or measure.relative or moves(words) or is_result(words) or _bounds(words)
        if _tells(measure) and is_aimed_at:
            found.append(measure)
    return max(found, key=lambda measure: (measure.is_complete, measure.baseline is not None), default=own)


def _bounds(words: str) -> bool:
    """Whether words say what a value is to stay on one side of: "below 10 %"."""
    return bool(_BOUND.search(words))


def _tells(measure: Measure) -> bool:
    """Whether a measure says what is counted and to what: a value, of something that is measured in numbers."""
    value = measure.target or measure.baseline or ""
    if not any(char.isdigit() for char in value) or measure.metric is None:
        return False
    return measure.baseline is not None or "%" in value or "percent" in value or names_metric(measure.metric)


def _read(goal: Goal, start: int, end: int, words: str) -> Measure:
    """Return the measure of a place; nothing where there is no value."""
    block = goal.document.block_at(start)
    cells: dict[str, str] = {}
    if block is not None and block.columns:
        cells = dict(zip(block.columns, goal.document.text[block.start : block.end].split(" | "), strict=False))
    row = measure_of_row(cells)
    read = row if row.is_partial else _told(words)
    return read if read.target or read.baseline else Measure(metric=row.metric)


def _told(words: str) -> Measure:
    """Return the measure of a sentence, without a metric that is no more than a word between two others."""
    read = in_one_unit(parse_measure(_LABEL.sub("", words)))
    metric = _AUXILIARY.sub("", read.metric or "")
    return replace(read, metric=None if _NO_METRIC.match(metric) else metric)


def _longest_cell(text: str) -> str:
    return plain(max(text.split(" | "), key=len))


def named_in(outcome: Outcome, text: str) -> bool:
    """Whether a text has all the telling words of an outcome's name."""
    words, there = _words(outcome.name), stems(text)
    return len(words) > 1 and all(holds(there, unit) for unit in words)
