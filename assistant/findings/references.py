"""Which goals an initiative's lines name, by number or by name."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher

from assistant.catalogue.goals import GOAL_NUMBER, Goal, goal_id
from assistant.domain import Kind, Role
from assistant.findings.case import Case
from assistant.gathering.lines import Line, Relation
from assistant.text.names import fold_case, holds, in_order, stems, units
from assistant.text.sections import LABEL, Section

_LONGEST_GOAL = 6
"""Words of a goal by which a line may name it."""
_SHORT = 3
"""Words of a goal's name that must stand together to be it."""
_PAIR = 2
_SLIP = 0.94
"""Share of their letters from which two names are one, with a slip of the pen."""
_MARKS = '"“„«‘'
_WRITTEN = re.compile(rf"[{_MARKS}]?\w[\w'’-]*")
_SERVED = re.compile(
    r"\b(?:serv|support|contribut|align|link|belong)\w*\s+(?:\w+\s+)?(?:to|towards?|with|our|the)\b"
    r"|\b(?:goal|objective|outcome|priorit|pillar|theme)\w*\b",
    re.IGNORECASE,
)
"""What makes a thing that a sentence names one that it serves."""
REFERENCE = re.compile(rf"\b{GOAL_NUMBER}(?P<doubt>\s?\?)?", re.I)
_NUMBER_ALONE = re.compile(r"(?<![\w.,])\d{1,2}\.\d{1,2}(?![\w%]|[.,]\d)")
"""What a cell or field for the goal served may name it by."""
_GOAL_ROW = re.compile(
    r"[^|]*\b(?:outcome|objective|goal|theme|pillar|priority|direction|aim|commitment|ambition|promise)s?\W*\|"
    r"\W*\d{1,2}\.\d{1,2}\W*$",
    re.IGNORECASE,
)
"""A row that says under what number the plan has the goal served: "Plan commitment | 2.1"."""
_TOLD = re.compile(r"\s*[:,–—(-]\s*(?P<words>[^.;|]+)")
"""What a line calls a goal behind its number."""
_SAME = 1 / 3
"""Share of the words of a page's own "Objective 1: ..." that the plan's objective 1 must say, to be the same."""
_YEAR = re.compile(r"\b(?:FY ?)?(20\d\d)\b", re.IGNORECASE)


def references(case: Case) -> list[tuple[Goal, Line]]:
    """Return the goals that the initiative's lines name, by number or by name, in the order of the lines."""
    by_id: dict[str, list[Goal]] = {}
    for goal in case.strategy.goals:
        if goal.id:
            by_id.setdefault(goal.id, []).append(goal)
    named = [
        (goal, words)
        for goal in case.strategy.goals
        if goal.declared and 2 <= len(words := units(goal.name)) <= _LONGEST_GOAL
    ]
    beginning = defaultdict[str, list[int]](list)  # which of them a line may name, by the first of its words
    for at, (_, words) in enumerate(named):
        for spelling in dict.fromkeys(words[0][:2]):
            beginning[spelling].append(at)
    found: list[tuple[Goal, Line]] = []
    for line in claims(case):
        numbers = [
            (goal_id(one.group(0).rstrip(" ?")), line.text[one.end() :], not re.search(r"\w", line.text[: one.start()]))
            for one in REFERENCE.finditer(line.text)
        ]
        if not numbers and (line.section is Section.LINK or _GOAL_ROW.match(line.text)):
            numbers = [(number, "", False) for number in _NUMBER_ALONE.findall(line.text)]
        for number, after, opens in numbers:
            candidates = by_id.get(number) or _numbered(case, number) or by_id.get(number.partition(".")[0], [])
            found += [
                (goal, line)
                for goal in _meant(candidates, line.text)[:1]
                if (goal.document.id != line.document.id or goal.start != line.start)
                and not (goal.retired and _says_another(goal, after, 0.0))
                and not (opens and _says_another(goal, after, _SAME))
            ]
        there = stems(line.text)
        found += [
            (goal, line)
            for goal, words in (named[at] for at in sorted({at for word in there for at in beginning.get(word, ())}))
            if goal.start != line.start and all(holds(there, unit) for unit in words) and _says(line, words)
        ]
        if line.section is Section.LINK and not any(other is line for _, other in found):
            found += [(goal, line) for goal in _called(case, line)[:1]]
    return [(goal, line) for goal, line in found if not is_own(case, goal)]


def _says_another(goal: Goal, after: str, same: float) -> bool:
    """Whether what a line says behind a number is another goal: "goal 1: patients go home" is no new wing.

    `same` is the share of its words up to which a goal of that number is another.
    """
    told = _TOLD.match(after)
    said = units(told["words"]) if told else []
    return len(said) >= _SHORT and sum(holds(stems(goal.text), unit) for unit in said) <= same * len(said)


def _numbered(case: Case, number: str) -> list[Goal]:
    """Return the goals that have a number of two levels, or beneath which a sentence of a plan opens with it."""
    dotted = re.search(r"\d+\.\d+$", number)
    if dotted is None:
        return []
    opens = re.compile(rf"\W*{re.escape(dotted.group())}\.?\s")
    return [
        goal
        for goal in case.strategy.goals
        if goal.declared
        and (goal.id == dotted.group() or any(opens.match(goal.document.text, *span) for span in goal.measured))
    ]


def _meant(candidates: list[Goal], text: str) -> list[Goal]:
    """Return the goals of one number, first those of the year that a text names, then those whose words it says."""
    years = set(_YEAR.findall(text))
    there = stems(text)

    def unlike(goal: Goal) -> tuple[bool, bool]:
        of_year = years & set(_YEAR.findall(f"{goal.document.path} {goal.document.title}"))
        words = units(goal.name)
        return not of_year, not (len(words) > _SHORT and all(holds(there, unit) for unit in words))

    return sorted(candidates, key=unlike)


def _says(line: Line, words: list[tuple[str, ...]]) -> bool:
    """Whether the words of a short name stand together, so that they are the name: "plants ... stays" says nothing.

    Two words that everybody uses ("economic growth") are the name only where the line writes or uses them as one.
    """
    said = units(line.text)
    if len(words) > _SHORT:
        return True
    if len(words) > _PAIR:
        return in_order(said, words) or in_order(said, words[::-1])
    together = in_order(said, words, gap=0) or in_order(said, words[::-1], gap=0)
    return together and (
        line.section is Section.LINK or line.role not in (Role.TEXT, Role.ITEM) or _as_name(line.text, words)
    )


def _as_name(text: str, words: list[tuple[str, ...]]) -> bool:
    """Whether a text writes words with capitals or in quotation marks, or says of what it names that it is served."""
    if _SERVED.search(text):
        return True
    written = [word for word in _WRITTEN.findall(text) if any(holds(stems(word), unit) for unit in words)]
    return any(word[0] in _MARKS for word in written) or sum(word[0].isupper() for word in written) >= len(words)


def _called(case: Case, line: Line) -> list[Goal]:
    """Return the goals that a cell or field for the goal served calls by some of their words ("Revenue")."""
    wanted = units(LABEL.sub("", line.text, count=1))
    goals = [goal for goal in case.strategy.goals if wanted and not goal.retired and goal.start != line.start]
    by_name = [goal for goal in goals if goal.declared and _is_called(goal, wanted)]
    others = (goal for goal in goals if goal.document.id != line.document.id)
    by_name = by_name or [
        goal for goal in goals if goal.declared and _is_nearly(goal, LABEL.sub("", line.text, count=1))
    ]
    return by_name or [goal for goal in others if all(holds(stems(goal.text), unit) for unit in wanted)]


def _is_called(goal: Goal, wanted: list[tuple[str, ...]]) -> bool:
    """Whether a goal's name has all of some words, and hardly more."""
    name = units(goal.name)
    return len(name) <= len(wanted) + 2 and all(holds(stems(goal.name), unit) for unit in wanted)


def _is_nearly(goal: Goal, said: str) -> bool:
    """Whether a goal's name is written with a slip of the pen."""
    name, said = fold_case(goal.name).strip(" .*_"), fold_case(said).strip(" .*_")
    same_words = len(name.split()) == len(said.split()) >= _PAIR
    return same_words and SequenceMatcher(None, name, said).ratio() >= _SLIP


def is_own(case: Case, goal: Goal) -> bool:
    """Whether a goal is the initiative itself, or one of the lines that say what it is for."""
    return (goal.document.id, goal.start) in case.own_places


def claims(case: Case) -> list[Line]:
    """Return the lines that may link it: its own, then rows and items of the strategy that name it."""
    skip = (Section.EXCLUDED, Section.PROBLEM, Section.DELIVERABLES)
    own = [
        line
        for line in case.evidence.of(Relation.OWN)
        if line.section not in skip and line.document.kind not in (Kind.FINANCE, Kind.COLLABORATION, Kind.PLAYERS)
    ]
    rows = [
        line
        for line in case.evidence.of(Relation.MENTION, Relation.OWN)
        if line.role in (Role.ROW, Role.ITEM) and line.document.kind is Kind.STRATEGY
    ]
    return own + [line for line in rows if line not in own]
