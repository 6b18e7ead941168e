"""Where a strategy has an initiative: numbered below one of its aims, or under the heading of a goal or a theme."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from assistant.catalogue.numbered_plan import Heading, is_result, numbered_headings, statement_below
from assistant.catalogue.own_pages import is_about_one
from assistant.catalogue.periods import Period, period_of, without_period
from assistant.domain import Dimension, Document, Finding, Kind, Level, Quote, Role
from assistant.findings.about_people import about_people
from assistant.findings.case import Case, called, finding
from assistant.findings.outcome_or_output import is_telling
from assistant.gathering.lines import Line, Relation
from assistant.quotes import quote
from assistant.text.measures import names_metric
from assistant.text.names import is_generic, units, unnumbered
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of, section_of_block
from assistant.text.sentences import block_sentences
from assistant.text.surface import WHOSE_GOAL
from assistant.text.walk import headings_above

LINK = Dimension.OUTCOME_LINK
_CALLED_GOAL = re.compile(
    rf"^\W*{WHOSE_GOAL}(?:(?:strategic|key|national|our) )*(?:goal|objective|outcome|pillar|priority|theme)"
    r"(?:\s*[:–—-]|\s+(?:\d|[A-Z]\b|one\b|two\b|three\b|four\b|five\b))",
    re.IGNORECASE,
)
"""A heading that calls what follows a goal by number or name; "Outcome summary" only announces a section."""
_SERVES = re.compile(
    r"\b(?:to|that|which|for) (?:help )?(?:accomplish\w*|achiev\w*|reach\w*|get(?:ting)? (?:us )?there|attain\w*|"
    r"serv\w*|support\w*|feed\w*(?: into)?|deliver\w*) (?:(?:on|to) )?(?:this|that|these|the|our)\b[^.]{0,30}"
    r"\b(?:goals?|vision|aims?|ambition|outcomes?)\b",
    re.IGNORECASE,
)
"""A heading above what serves a larger aim."""
_WANTS = re.compile(
    r"^\W*(?:we (?:want|aim|strive|wish)\b|(?:our|the) (?:[\w-]+ ){0,2}(?:goal|aim|vision|ambition) is\b|"
    r"by 20\d\d,? (?:we|our|every)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that states the aim itself."""
_WANTS_CHANGE = re.compile(
    r"^\W*(?:reducing|decreasing|cutting|lowering|shortening|increasing|raising|growing|improving|saving|speeding up|"
    r"making (?:it|\w+ing) (?:easier|simpler|faster|cheaper|safer)|fewer|less|shorter|faster|more)\b(?:\W+\w+){2,}",
    re.IGNORECASE,
)
"""A heading that says itself what is to change: "Reducing the time that patients wait"."""
_PART_OF_PAPER = re.compile(
    r"(?:the |our )?(?:[\w-]+ (?:and|&) )?(?:plan of work|work ?plan|policy|introduction|background|overview|summary|"
    r"context|approach|methods?|methodology|governance|finances?|budget|organi[sz]ation|appendix|annex|next steps|"
    r"conclusions?|references|contents)\W*",
    re.IGNORECASE,
)
"""What a part of any paper is called, numbered or not."""
_TARGET = re.compile(r"\]\(<?(?P<file>[^()\s#<>]+)")
_LONGEST_NAME = 80


def numbered_below(case: Case) -> Finding | None:
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
                reason = f"The current strategy numbers it below “{shortened(goal.name)}” ({called(document)})."
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


def part_of(case: Case) -> Finding | None:
    """Find that a strategy that holds has it below one of its goals or themes; of several, the one most about it."""
    placed = [
        (said, goal)
        for said in _said_of_it(case)
        if said.document.id not in case.strategy.retired
        and (goal := _goal_above(said.document, said.start, case)) is not None
        and goal.start < said.start
    ]
    if not placed:
        return None
    said, goal = max(placed, key=lambda pair: case.share_of_name(pair[0].text) + case.share_of_name(pair[1].text))
    reason = f"The current strategy has it under “{shortened(plain(goal.text))}” ({called(said.document)})."
    return finding(LINK, Level.MET, reason, [said, goal])


def aim_above(named: Quote) -> Quote | None:
    """Return the larger aim that a page states before it lists what serves that ("Objectives to reach this goal")."""
    document = named.document
    block = document.block_at(named.start)
    if block is None or not block.trail or not _SERVES.search(block.trail[-1]):
        return None
    for above in (one for one in document.blocks if one.end <= named.start and one.role is Role.TEXT):
        if above.trail and above.trail[-1] != block.trail[-1] and section_of(above.trail[-1]) is Section.OUTCOME:
            for start, end in block_sentences(document.text, above):
                if _WANTS.match(plain(document.text[start:end])):
                    return quote(document, start, end)
    return None


def part_of_earlier(case: Case) -> Finding | None:
    """Find that a strategy of a period that is over lists it, and none that holds does."""
    listed = [
        said
        for said in _said_of_it(case)
        if said.document.id in case.strategy.followed
        and (block := said.document.block_at(said.start)) is not None
        and section_of_block(block, said.document.title) is Section.OUTCOME
    ]
    if not listed:
        return None
    last = max(listed, key=lambda said: (period_of(said.document.path) or Period(0, 0)).start)
    reason = f"A strategy of an earlier period has it ({called(last.document)}); the current one does not name it."
    return finding(LINK, Level.PARTIAL, reason, [last])


def _said_of_it(case: Case) -> Iterator[Quote]:
    """Yield where pages of the strategy speak of it: by its name, and with a link to its own page."""
    headings = (line for line in case.evidence.of(Relation.NAME) if is_result(line.text))
    for line in (*case.evidence.of(Relation.OWN, Relation.MENTION), *headings):
        made = line.quote() if _speaks_for_all(line.document, case) else None
        if made is not None:
            yield made
    yield from _linking(case)


def _speaks_for_all(document: Document, case: Case) -> bool:
    return document.kind is Kind.STRATEGY and document.id not in case.evidence.pages and not is_about_one(document)


def _linking(case: Case) -> Iterator[Quote]:
    """Yield the sentences of strategy pages that link to the initiative's own page; a page may have moved since."""
    own = {_file(page.path) for page in case.evidence.documents if page.id in case.evidence.pages}
    own = {file for file in own if sum(not is_generic(unit) for unit in units(file.replace("-", " "))) > 1}
    for document in case.index.documents([Kind.STRATEGY]) if own else ():
        if document.record is not None or not _speaks_for_all(document, case):
            continue
        for link in _TARGET.finditer(document.text):
            block = document.block_at(link.start()) if _file(link["file"]) in own else None
            if block is None or section_of_block(block, document.title) in (Section.EXCLUDED, Section.PROBLEM):
                continue
            spans = (span for span in block_sentences(document.text, block) if span[0] <= link.start() < span[1])
            yield from (made for span in spans if (made := quote(document, *span)) is not None)


def _file(path: str) -> str:
    return PurePosixPath(path).stem.lower()


def _goal_above(document: Document, offset: int, case: Case) -> Quote | None:
    """Return the outermost goal among the headings above a place, the initiative's own aside.

    A goal is one that was read as such, numbered or called so, or it is a theme: a heading right below one that
    announces goals.
    """
    number = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    announced = False
    for at in headings_above(document, number):
        block = document.blocks[at]
        title = document.text[block.start : block.end].strip("#*_ \n")
        own = (document.id, block.start) in case.own_places or case.names_it(title)
        is_read = (document.id, block.start) in case.places_of_goals
        is_numbered = unnumbered(title) != title and not _PART_OF_PAPER.fullmatch(unnumbered(title))
        is_goal = is_read or is_numbered or _CALLED_GOAL.match(title) or _says_change(title)
        if not own and (is_goal or (announced and _is_theme(title))):
            return quote(document, block.start, block.end)
        announced = section_of(title) is Section.OUTCOME and title != document.title
    return None


def _says_change(title: str) -> bool:
    """Whether a heading says what shall change, for people or in what is counted."""
    return bool(_WANTS_CHANGE.match(title)) and (about_people(title) or names_metric(title))


def _is_theme(title: str) -> bool:
    """Whether a heading says what something is about: no part of a form, no period."""
    return section_of(title) is None and any(is_telling(unit) for unit in units(without_period(title)))


def shortened(text: str) -> str:
    """Return a name as a reason tells it, cut at a word where it is long."""
    if len(text) <= _LONGEST_NAME:
        return text
    return text[: _LONGEST_NAME - 3].rsplit(" ", 1)[0] + "..."
