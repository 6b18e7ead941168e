"""Is the initiative linked to a named, current outcome?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from assistant.catalogue.numbered_plan import Heading, numbered_headings, statement_below
from assistant.catalogue.own_pages import is_about_one
from assistant.catalogue.strategy import Goal
from assistant.domain import Document, Finding, Kind, Level, Quote, Role
from assistant.findings.against import LINK, denied, ended, excluded, first_claim
from assistant.findings.case import Case, called, finding, is_telling, own_title, says_more_than
from assistant.findings.references import REFERENCE, claims, is_own, references
from assistant.lines import Line, Relation
from assistant.names import holds, in_order, stems, units, unnumbered
from assistant.plain import plain
from assistant.quotes import quote
from assistant.sections import Section
from assistant.walk import headings_above

CLOSE = 0.33
"""Cosine from which an initiative and a goal are of the same theme."""
ALIKE = 0.42
NEAREST = 3
TELLING_NAME = 3
"""Words from which a name that a goal repeats is that goal."""
_DOUBT = re.compile(
    r"\bi think\b|\bi guess\b|\bprobably\b|\bsomehow\b|\bnear (?:to )?\b|\bcan'?t point\b|"
    r"\bcannot point\b|\bnot (?:directly|explicitly)\b|does not (?:speak|say|name|mention)|"
    r"\binferred\b|\bmaybe\b|\bsurely\b|\bperhaps\b|\bsome part\b|"
    r"\bindirect\w*|\bin the spirit\b|\bfits? (?:to|with)\b|\beverybody\b|\bwill confirm\b", re.IGNORECASE
)  # fmt: skip
_ASKING = re.compile(r"^\W*(?:which|what|who|whom|how|why|where|when)\b[^|?]*\?\W*(?=\w)", re.IGNORECASE)
"""The label of a cell or field that asks for what stands in it: "Which goal? | S2"."""
_CALLED_GOAL = re.compile(
    r"^\W*(?:(?:strategic|key|national|our) )*(?:goal|objective|outcome|pillar|priority|theme)"
    r"(?:\s*[:–—-]|\s+(?:\d|[A-Z]\b|one\b|two\b|three\b|four\b|five\b))",
    re.IGNORECASE,
)
"""A heading that calls what follows a goal by number or name; "Outcome summary" only announces a section."""
_INSTEAD = re.compile(
    r"\b(?:replac\w+|supersed\w+|instead of|unlike|no longer|not|other than|moved? on)\b", re.IGNORECASE
)
"""What says that an old plan is named only to be left behind."""
_EMPTY_CLAIM = re.compile(
    r"\b(?:supports?|serves?|aligned with|contributes? to|in line with|"
    r"enables?)\b[^.]{0,40}\b(?:strategy|vision|transformation|journey|ambition)\b",
    re.IGNORECASE,
)


def judge_link(case: Case) -> Finding:
    """Return the finding: denied, excluded or retired first, then named, then inferred, then none."""
    for rule in (denied, excluded, ended, _numbered_below, _named, _of_old_plan, _part_of, _listed, _itself, _inferred):
        found = rule(case)
        if found is not None:
            return found
    return finding(
        LINK,
        Level.NO_EVIDENCE,
        "No document links it to an outcome of the strategy, and none is about the same theme.",
        (),
        case.strategy.searched,
    )


def _named(case: Case) -> Finding | None:
    pairs = references(case)
    if not pairs:
        return None
    current = [(goal, line) for goal, line in pairs if not goal.retired]
    if not current:
        goal, line = pairs[0]
        newest = next((g for g in case.strategy.goals if not g.retired and g.declared), None)
        return finding(
            LINK,
            Level.NOT_MET,
            f"It serves “{goal.name}”, a goal of a strategy that no longer holds ({called(goal.document)}).",
            [line, goal.quote(), newest.quote() if newest else None],
        )
    doubts = [
        line
        for line in case.evidence.of(Relation.OWN)
        if _DOUBT.search(line.text) and re.search(r"strateg|outcome|\bO\d|goal", line.text, re.I)
    ]
    sure = [
        (goal, line) for goal, line in current if not is_doubtful(line.text) and line.relation is Relation.OWN
    ] or current
    goal, line = sure[0]
    if doubts or is_doubtful(line.text) or line.relation is not Relation.OWN:
        return finding(
            LINK,
            Level.PARTIAL,
            f"Its own words leave the link to “{goal.name}” open: it is inferred.",
            [*doubts[:1], line, goal.quote()],
        )
    return finding(LINK, Level.MET, f"It names “{goal.name}”, and the current strategy has it.", [line, goal.quote()])


def _of_old_plan(case: Case) -> Finding | None:
    """Find that its lines rest on a strategy that no longer holds, which they call by its title."""
    old = [
        (document, words)
        for document in case.index.documents([Kind.STRATEGY])
        if document.id in case.strategy.retired and len(words := units(document.title)) > 1
    ]
    newest = next((goal for goal in case.strategy.current() if goal.declared), None)
    for line in claims(case):
        there = stems(line.text)
        for document, words in old:
            serves = not _INSTEAD.search(line.text)
            if serves and document.id != line.document.id and all(holds(there, unit) for unit in words):
                return finding(
                    LINK,
                    Level.NOT_MET,
                    f"It serves “{document.title}”, which no longer holds.",
                    [line, own_title(document), newest.quote() if newest else None],
                )
    return None


def is_doubtful(text: str) -> bool:
    """Whether a line leaves open whether it serves the goal that it names."""
    said = _ASKING.sub("", text, count=1)
    reference = REFERENCE.search(said)
    return bool(
        _DOUBT.search(said) or (reference and reference.group("doubt")) or re.search(r"\bclaimed\b|\?\s*(?:\||$)", said)
    )


def _numbered_below(case: Case) -> Finding | None:
    """Find that a plan that holds numbers it below one of its aims: 2.2.1 stands below 2.2."""
    aims = {(goal.document.id, goal.start): goal for goal in case.current_goals}
    lines = case.evidence.of(Relation.NAME, Relation.OWN)
    for document in {line.document.id: line.document for line in lines}.values():
        headings = [] if is_about_one(document) else list(numbered_headings(document))
        starts = [document.blocks[one.block].start for one in headings]
        for line in lines if headings else ():
            at = bisect_right(starts, line.start) - 1
            if line.document.id != document.id or at < 0 or not _says(document, headings[at], line):
                continue
            above = [aims.get((document.id, starts[number])) for number in _above(headings, at)]
            goal = next((goal for goal in above if goal is not None), None)
            if goal is not None:
                reason = f"The current strategy numbers it below “{_short(goal.name)}” ({called(document)})."
                return finding(LINK, Level.MET, reason, [line, goal.quote()])
    return None


def _says(document: Document, heading: Heading, line: Line) -> bool:
    """Whether a line is a numbered heading, or the sentence that says it whole."""
    statement = statement_below(document, heading.block)
    return line.start == document.blocks[heading.block].start or bool(statement and line.start == statement[0])


def _above(headings: Sequence[Heading], at: int) -> list[int]:
    """Return which headings have the number that one continues: first of its label, then those nearest before it."""
    own = headings[at]
    above = [number for number, one in enumerate(headings) if one.number == own.number[:-1]]
    return sorted(above, key=lambda number: (headings[number].label != own.label, number > at, -number))


def _part_of(case: Case) -> Finding | None:
    """Find that a strategy that holds has it below one of its goals."""
    for line in case.evidence.of(Relation.OWN, Relation.MENTION):
        document = line.document
        if (
            document.id in case.evidence.pages
            or document.kind is not Kind.STRATEGY
            or document.id in case.strategy.retired
            or is_about_one(document)
        ):
            continue
        goal = _goal_above(document, line.start, case)
        if goal is not None and goal.start < line.start:
            reason = f"The current strategy has it under “{_short(plain(goal.text))}” ({called(document)})."
            return finding(LINK, Level.MET, reason, [line, goal])
    return None


def _goal_above(document: Document, offset: int, case: Case) -> Quote | None:
    """Return the outermost numbered or so called goal among the headings above a place, the initiative's own aside."""
    number = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    for at in headings_above(document, number):
        block = document.blocks[at]
        title = document.text[block.start : block.end].strip("#*_ \n")
        if (document.id, block.start) in case.own_places:
            continue
        if unnumbered(title) != title or _CALLED_GOAL.match(title):
            return quote(document, block.start, block.end)
    return None


def _listed(case: Case) -> Finding | None:
    """Find that a strategy page lists the initiative with goals of its own beneath it, or a goal that says its name."""
    spans = {
        (line.document.id, line.start): line
        for line in case.evidence.of(Relation.OWN)
        if line.document.id not in case.evidence.pages
    }
    beneath = [goal for goal in case.strategy.current() if (goal.document.id, goal.start) in spans]
    inside = [goal for goal in beneath if len(beneath) > 1]
    if inside:
        heading = next(
            (line for line in case.evidence.of(Relation.NAME) if line.document.id == inside[0].document.id), None
        )
        return finding(
            LINK,
            Level.MET,
            "The strategy lists it with outcomes of its own.",
            [heading, *(goal.quote() for goal in inside[:2])],
        )
    telling = [unit for unit in case.name_units if is_telling(unit)]
    for goal in case.current_goals:
        words = stems(goal.text)
        shared = [unit for unit in telling if holds(words, unit)]
        close = len(shared) >= 3 or (len(shared) == 2 and in_order(units(goal.text), shared))
        if close and case.share_of_name(goal.text) >= 0.5 and goal not in beneath:
            return finding(
                LINK,
                Level.MET,
                "An outcome of the strategy is about the same thing, by name.",
                [*first_claim(case), goal.quote()],
            )
    return None


def _itself(case: Case) -> Finding | None:
    """Find that what is asked about is an outcome of the strategy itself, which names no larger one for it."""
    words = set(case.name_units)
    alike = (
        goal for goal in case.current_goals if words <= set(said := units(goal.text)) and len(said) <= len(words) + 2
    )
    goal = next(alike, None) if len(words) >= TELLING_NAME else None
    if goal is not None and goal.title and goal.states:
        return finding(LINK, Level.MET, "It is itself one of the strategy's objectives.", [goal.quote()])
    named = goal.quote() if goal is not None else _among_goals(case)
    if named is None:
        return None
    return finding(
        LINK,
        Level.PARTIAL,
        "The strategy names it among its outcomes; which larger one it serves stays open.",
        [named],
    )


def _among_goals(case: Case) -> Quote | None:
    """Return the line of a strategy that holds in which it stands in a list of goals."""
    lines = (
        line
        for line in case.evidence.of(Relation.OWN, Relation.MENTION)
        if line.role is Role.ITEM
        and line.section is Section.OUTCOME
        and line.document.kind is Kind.STRATEGY
        and line.document.id not in case.strategy.retired
        and line.document.id not in case.evidence.pages
        and case.names_it(line.text)
    )
    return next((made for line in lines if (made := line.quote()) is not None), None)


def _inferred(case: Case) -> Finding | None:
    empty = next((line for line in case.evidence.own if _EMPTY_CLAIM.search(line.text)), None)
    near = close_goals(case)
    if near:
        reason = (
            f"Nothing links it by name; it is about the same theme as “{_short(near[0].name)}”. The link is inferred."
        )
        return finding(LINK, Level.PARTIAL, reason, [*_nearest(case, near[0]), near[0].quote()])
    if empty is not None:
        return finding(
            LINK, Level.PARTIAL, "It only claims to support the strategy, without naming an outcome of it.", [empty]
        )
    return None


def close_goals(case: Case) -> list[Goal]:
    """Return the goals that hold and are about the same thing as what is said of it, closest first."""
    goals = case.current_goals
    if not goals:
        return []
    own = case.evidence.pages
    held = [at for at, goal in enumerate(case.strategy.goals) if not goal.retired and goal.document.id not in own]
    close = (case.strategy.goal_vectors[held] @ case.gist).tolist()
    ranked = sorted(zip(close, goals, strict=True), key=lambda row: -row[0])
    others = [(cosine, goal) for cosine, goal in ranked if not is_own(case, goal)]
    return [goal for cosine, goal in others[:NEAREST] if cosine >= CLOSE and _says_alike(case, goal.text, cosine)]


def _says_alike(case: Case, goal: str, cosine: float) -> bool:
    """Whether what is said of it, not its name alone, is about the same thing as a goal."""
    said = [line for line in case.said if says_more_than(line, case.name_units)]
    there = stems(goal)
    shared = any(_shares(case, there, line) for line in said)
    return bool(said) and (shared or cosine >= ALIKE)


def _nearest(case: Case, goal: Goal) -> list[Line]:
    """Return the line that says most of what it is for, of those with words of the goal where there are some."""
    there = stems(goal.text)
    return _best([line for line in case.said if _shares(case, there, line)] or case.said)


def _shares(case: Case, there: frozenset[str], line: Line) -> bool:
    """Whether a line has a telling word of a goal's; that both speak of the same people makes no theme."""
    said = (unit for unit in units(line.text) if is_telling(unit) and not holds(case.people, unit))
    return any(holds(there, unit) for unit in said)


def _best(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.statement.outcome, line.document.path, line.start))[:1]


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + "..."
