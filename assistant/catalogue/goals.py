"""The goals that a page of the strategy states: numbered aims, goals under headings, lists, tables, and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from assistant.catalogue.led_in import led_in, tells_aims, tells_others
from assistant.catalogue.named_places import GOAL_COLUMN, work_column
from assistant.catalogue.numbered_plan import Part, Sort, full_title, is_result, read_plan
from assistant.catalogue.problems import states_trouble
from assistant.catalogue.titled_goals import (
    TitledGoal,
    announces_goals,
    is_page_of_goals,
    results_below,
    titled_goals,
    told_below,
)
from assistant.domain import Block, Document, Quote, Role
from assistant.encoder.statements import Statement, Statements
from assistant.quotes import quote
from assistant.text.links import is_only_link
from assistant.text.measures import find_date, parse_measure
from assistant.text.names import fold_case, units
from assistant.text.plain import plain
from assistant.text.sections import LABEL, Section, section_of, section_of_block
from assistant.text.sentences import block_sentences
from assistant.text.surface import PEOPLE, is_change, is_delivery
from assistant.text.walk import indent, is_nested, outer_item

GOAL_NUMBER = (
    r"(?:(?:O|G|SO|OKR|KR|P|T)\s?-?\d{1,2}(?:\.\d+)?|(?-i:[A-GI-PR-UW-Z]-?\d{1,2})(?:\.\d+)?"
    r"|(?:outcome|objective|goal|theme|pillar|priority|rock|direction|aim|commitment|ambition|promise|bet)\s+\d{1,2}"
    r"(?:\.\d+)?)\b"
)
"""What goals are numbered with: "O1", "C 2", "Goal 3", in a pattern that ignores case."""
_GOAL_ID = re.compile(
    rf"^\W*(?:(?:\d+|one|three|five|ten)[\s-]years?\s+)?(?P<id>{GOAL_NUMBER})[\s:.)|–-]+"
    r"(?:(?-i:[A-Z][A-Z&]{1,4}):\s+)?(?P<name>[^|:–(]{3,80})",
    re.I,
)
_OBJECTIVE = re.compile(r"^\W*(?:(?:strategic|company|team|annual|key) )?(?:objective|goal)\s*[:–—]\s*", re.IGNORECASE)
_CUE = re.compile(
    rf"\d\s?%|\bso that\b|\bno longer\b|\b(?:fewer|less|more|better|faster|easier|easily|without)\b|"
    rf"^\W*(?:the |our |all |every )?{PEOPLE}\b|\bwe (?:\w+ )?want {PEOPLE}\b|\bby 20\d\d,? (?:we|our|{PEOPLE})\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\([^()]*\)")
_BESIDE_TIME = re.compile(
    r"\b(?:by|in|until|through|from|for|during|before|the|end|early|mid|late|of|to)\b", re.IGNORECASE
)
_NO_AIM = re.compile(
    r"\bfor (?:example|instance)\b|\be\.g\.|\b(?:might|could) be\b|"
    r"^\W*(?:(?!where\b|who\b|that\b|so\b)[\w'’-]+ ){1,9}?(?:could|may|might) (?!not\b)(?:\w+ly )?\w+|"
    r"^\W*(?:we|it is|is|are) (?:currently )?estimat\w+|"
    r"^\W*(?:in|according to|from|during) [^,.]{0,60}\b(?:tests?|testing|surveys?|research|interviews|stud(?:y|ies))\b|"
    r"^\W*(?:our|the) (?:\w+ ){0,2}(?:tests?|testing|surveys?|research|interviews|stud(?:y|ies)) (?:\w+ ){0,8}?"
    r"(?:shows?|showed|found|suggests?|suggested|says?)\b|"
    r"\b(?:have|has) (?:rarely|never|seldom)\b|"
    r"\b(?:ranks?|scores?) (?:positively|negatively|higher|lower)\b|:\W*$",
    re.IGNORECASE,
)
"""An example, what may be, what was found, how things are ranked, and what only leads in: no aim is stated."""
_AIM_WORD = re.compile(
    r"\b(outcome|objective|goal|theme|pillar|priorit(?:y|ies)|direction|aim|commitment|ambition|promise)s?\b",
    re.IGNORECASE,
)
"""What an organisation calls its goals; the goals of its numbered list are known by it ("direction 2")."""
_GOALS = re.compile(r"\b(?:goals|objectives|outcomes|aims)\b", re.IGNORECASE)
"""What heads goals and no work; below priorities and themes there may be both."""
_STRONG = re.compile(r"^\W*(?:\*\*|__)(?P<name>.{3,90}?)[.:]?(?:\*\*|__)")
_ORDINAL = re.compile(r"(?:^|\n)[ \t>]*(?P<number>\d{1,2})[.)][ \t]+$")
_NO_GOALS = (Section.EXCLUDED, Section.ASIDE, Section.STATUS)
LONGEST_CATCHWORD = 3
LONGEST_AIM = 20
"""Words of a goal in a list; a longer one is an explanation."""
FEWEST_WORDS = 4
NOT_JUDGED = Statement(0.0, 0.0, 1.0)
NUMBERS_ITS_AIMS = 5
"""Aims from which a plan is taken at its numbers: what it says beside them is how, not what for."""
MOST_MEASURES = 12
"""Of one aim."""


@dataclass(frozen=True, slots=True)
class Goal:
    """An outcome, objective or use case that a strategy document names; retired if its page or a newer one says so."""

    document: Document
    start: int
    end: int
    text: str
    name: str
    id: str | None
    retired: bool
    declared: bool
    states: bool = False
    """Whether its own words state a change, whatever table or list it stands in."""
    title: str = ""
    """What to call it where its name is only a catchword ("Streets: fewer people are hurt")."""
    measured: tuple[tuple[int, int], ...] = ()
    """The rows and sentences that measure it, beside its own words."""
    followed: bool = False
    """Whether it is retired only because a page for a later period has followed its own."""

    def quote(self) -> Quote | None:
        """Return the goal as it stands in the strategy."""
        return quote(self.document, self.start, self.end)


def goals_of_page(
    document: Document, retired: bool, statements: Statements, *, only_declared: bool = False
) -> Iterator[Goal]:
    """Yield the goals of a page; `only_declared` those that a number, a list or a table declares to be goals."""
    parts = [part for part in read_plan(document) if part.sort is Sort.AIM]
    aims = [_aim(document, part, retired) for part in parts]
    yield from aims
    taken = {start for aim in aims for start in (aim.start, *(span[0] for span in aim.measured))}
    taken |= {part.statement[0] for part in parts if part.statement}
    if not aims:
        titled = list(titled_goals(document))
        headed = [_headed(document, one, retired) for one in titled]
        listed = [*headed, *(goal for goal in _listed_aims(document, retired))]
        yield from listed
        taken |= {one.statement[0] for one in titled if one.statement}
        taken |= {start for one in titled for start, _ in results_below(document, one.block)}
        taken |= {
            start
            for goal in listed
            for block in document.blocks
            if block.start == goal.start
            for start, _ in block_sentences(document.text, block)
        }
    others = {block.start for block, line in led_in(document) if tells_others(line)}
    spans = [
        (start, end, block)
        for block in document.blocks
        for start, end in _candidates(document, block)
        if start not in taken and block.start not in others
    ]
    texts = [plain(document.text[start:end]) for start, end, _ in spans]
    worth = [
        at
        for at, (text, (_, _, block)) in enumerate(zip(texts, spans, strict=True))
        if len(aims) < NUMBERS_ITS_AIMS
        and (not only_declared or _is_declared(text, _goal_cell(document, block)))
        and _may_be_goal(text, block, document.title)
    ]
    judged = dict(zip(worth, statements.classify([texts[at] for at in worth]), strict=True))
    objectives = dict(_objectives(document, texts, spans))
    unlabelled = {at for below in objectives.values() for at in below if not is_result(texts[at])}
    for at, ((start, end, block), text) in enumerate(zip(spans, texts, strict=True)):
        if at in unlabelled:  # it measures the objective above it
            continue
        told = judged.get(at, NOT_JUDGED)
        numbered = _GOAL_ID.match(text)
        section = section_of_block(block, document.title)
        cell = _goal_cell(document, block)
        if at in objectives and section not in _NO_GOALS:
            name = _OBJECTIVE.sub("", text).strip()
            measured = tuple(spans[later][:2] for later in objectives[at][:MOST_MEASURES])
            yield Goal(document, start, end, text, name, None, retired, True, True, name, measured)
            continue
        declared = _is_declared(text, cell)
        said = told.outcome >= 0.45 and told.lean >= 0.6 and not states_trouble(text)
        if (
            section is Section.EXCLUDED
            or (section in (Section.ASIDE, Section.STATUS) and cell is None)
            or not (declared or said)
        ):
            continue
        name = numbered.group("name").strip() if numbered else cell if cell is not None else text
        yield Goal(
            document,
            start,
            end,
            text,
            name,
            goal_id(numbered.group("id")) if numbered else None,
            retired,
            declared,
            said,
        )


def _is_declared(text: str, cell: str | None) -> bool:
    """Whether a sentence says itself that it is a goal, by its number or by the cell of its column for goals."""
    numbered = _GOAL_ID.match(text)
    return cell is not None or (numbered is not None and len(units(numbered["name"])) >= 2)


def _objectives(
    document: Document, texts: list[str], spans: list[tuple[int, int, Block]]
) -> Iterator[tuple[int, list[int]]]:
    """Yield the items that state an objective, as numbers of spans, each with the key results listed right below it."""
    for at, text in enumerate(texts):
        if is_result(text) or spans[at][2].role is Role.ROW:
            continue
        below = list(takewhile(lambda later: is_result(texts[later]), range(at + 1, len(texts))))
        if not below and _OBJECTIVE.match(text) and spans[at][2].role is Role.ITEM:
            below = list(_nested_below(document, spans, at))
        block, first = spans[at][2], spans[below[0]][2] if below else None
        listed = first is not None and block.role is first.role is Role.ITEM and block.trail == first.trail
        heads = first is not None and listed and _may_head(document, spans[at], first)
        if (_OBJECTIVE.match(text) and len(units(text)) > 2) or heads:
            yield at, below


def _nested_below(document: Document, spans: Sequence[tuple[int, int, Block]], at: int) -> Iterator[int]:
    """Yield the items that stand indented below one, as numbers of spans."""
    depth = indent(document, spans[at][2])
    for later in range(at + 1, len(spans)):
        block = spans[later][2]
        if block.role is not Role.ITEM or indent(document, block) <= depth:
            return
        yield later


def _may_head(document: Document, span: tuple[int, int, Block], first: Block) -> bool:
    """Whether an item can be the objective of the key results that follow: no detail of another, no field, no link."""
    start, end, block = span
    raw = document.text[start:end]
    deeper = indent(document, first) - indent(document, block)
    is_field = LABEL.match(plain(raw)) is not None or is_only_link(raw)
    return deeper > 0 if is_field else deeper >= 0


def _aim(document: Document, part: Part, retired: bool) -> Goal:
    """Return a numbered aim of a plan with its statement and what measures it."""
    block = document.blocks[part.block]
    said = " ".join(document.text[slice(*part.statement)].split()) if part.statement else ""
    letters = goal_id(f"{part.label} 0")[:-1] if part.label else ""
    own = _GOAL_ID.match(part.name)  # "2.1 O1: Riders return": the first number is the section's
    return Goal(
        document,
        block.start,
        block.end,
        f"{part.name}: {said}" if said else part.name,
        own["name"].strip() if own else part.name,
        goal_id(own["id"]) if own else letters + ".".join(map(str, part.number)),
        retired,
        declared=True,
        states=True,
        title="" if own else full_title(document, part),
        measured=tuple((document.blocks[at].start, document.blocks[at].end) for at in part.measures[:MOST_MEASURES])
        or tuple(told_below(document, part.block))[:MOST_MEASURES],
    )


def _headed(document: Document, one: TitledGoal, retired: bool) -> Goal:
    """Return a heading below one that announces goals, as the goal that it names."""
    block = document.blocks[one.block]
    said = " ".join(plain(document.text[slice(*one.statement)]).split()) if one.statement else ""
    text = f"{one.name}: {said}" if said else one.name
    measured = tuple(results_below(document, one.block)) or tuple(told_below(document, one.block))
    return Goal(
        document, block.start, block.end, text, one.name, None, retired, True, True, one.name, measured[:MOST_MEASURES]
    )


def _listed_aims(document: Document, retired: bool) -> Iterator[Goal]:
    """Yield the items of a list of goals that are numbered or open with a name in bold, or whose line says so."""
    lines = {block.start: line for block, line in led_in(document)}
    is_outline = is_page_of_goals(document) and not any(titled_goals(document))
    for number, (block, after) in enumerate(zip_longest(document.blocks, document.blocks[1:])):
        raw = document.text[block.start : block.end]
        text = plain(raw)
        if after is not None and is_result(document.text[after.start : after.end]):  # an objective with its results
            continue
        line = lines.get(block.start, "")
        excluded = section_of_block(block, document.title) is Section.EXCLUDED
        if _is_only_time(text):  # below it stand the aims of that time
            continue
        outer = outer_item(document, number)
        of_time = outer is not None and _is_only_time(plain(document.text[outer.start : outer.end]))
        said = tells_aims(line) and (indent(document, block) == 0 or of_time) and not excluded
        said = said or (of_time and not excluded and _announced(block, document.title))
        said = said or (is_outline and _is_aim_of_outline(document, block, text, line))
        strong = _STRONG.match(raw)
        headed = (
            strong is not None and block.role is Role.TEXT and bool(block.trail) and announces_goals(block.trail[-1])
        )
        listed = block.role is Role.ITEM and not tells_others(line) and (said or _announced(block, document.title))
        if not (headed or listed):
            continue
        if len(text.split()) <= LONGEST_CATCHWORD and is_nested(document, number):  # "Size of company:"
            continue
        if _GOAL_ID.match(text) or is_result(text) or _OBJECTIVE.match(text):  # says itself what it is
            continue
        ordinal = _ORDINAL.search(document.text, max(0, block.start - len("\n      10) ")), block.start)
        name = plain(strong["name"]) if strong else _before_measure(text)
        said = said or _is_listed_goal(document, block, text)
        if (strong or ordinal or said) and len(units(name)) >= 2 and len(name.split()) <= LONGEST_AIM:
            known_as = goal_id(f"{_called_aims(block, document.title)} {ordinal['number']}") if ordinal else None
            yield Goal(document, block.start, block.end, text, name, known_as, retired, True, True, name)


def _before_measure(text: str) -> str:
    """Return what a goal is called before the colon that its measure follows: "Riders return: from 4 % to 9 %"."""
    name, colon, rest = text.partition(": ")
    return name if colon and len(units(name)) > 1 and parse_measure(rest).target else text


def _is_listed_goal(document: Document, block: Block, text: str) -> bool:
    """Whether an item stands right below a heading that is no more than "Goals", and is not what is to be made."""
    first = re.match(r"\W*([A-Za-z-]+)", text)
    heading = plain(block.trail[-1]) if block.trail else ""
    is_goal = bool(_GOALS.search(heading)) and announces_goals(heading) and indent(document, block) == 0
    made = first is not None and is_delivery(first[1].lower())
    is_field = LABEL.match(text) is not None and _before_measure(text) == text
    return is_goal and not (made or is_field or is_only_link(text) or text.rstrip().endswith((":", "?")))


def _is_only_time(text: str) -> bool:
    """Whether an entry says no more than by when: "By the end of September 2026 (beside the above)"."""
    said = _BRACKETED.sub(" ", text)
    day = find_date(said)
    return day is not None and not _BESIDE_TIME.sub(" ", said.replace(day, " ")).strip(" :;,.*_–—-")


def _is_aim_of_outline(document: Document, block: Block, text: str, line: str) -> bool:
    """Whether an item is a goal of a page that lists goals by whose they are: no field, no link, no lead-in."""
    raw = document.text[block.start : block.end]
    whose = [section_of(heading) for heading in block.trail if heading != document.title]
    is_said = indent(document, block) == 0 and not line and len(text.split()) >= FEWEST_WORDS
    return is_said and not any(whose) and not (LABEL.match(text) or is_only_link(raw) or text.endswith((":", "?")))


def _announced(block: Block, title: str) -> bool:
    """Whether a heading announces goals; the title of a page does only for what stands right below it."""
    own = block.trail[1:] if len(block.trail) > 1 and block.trail[0] == title else block.trail
    return section_of_block(replace(block, trail=own), title) is Section.OUTCOME


def _called_aims(block: Block, title: str) -> str:
    """Return the word by which the nearest heading calls its goals."""
    found = (match for heading in (*reversed(block.trail), title) if (match := _AIM_WORD.search(heading)))
    word = next((match[1].lower() for match in found), "goal")
    return re.sub(r"ies$", "y", word)


def _may_be_goal(text: str, block: Block, title: str) -> bool:
    """Whether a sentence is worth judging: it moves something, counts something, or says what people can do."""
    if (
        len(units(text)) < FEWEST_WORDS
        or text.endswith("?")
        or _NO_AIM.search(text)
        or section_of_block(block, title) in _NO_GOALS
    ):
        return False
    return bool(_CUE.search(text)) or any(is_change(word) for word in re.findall(r"[a-z]+", text.lower()))


def _goal_cell(document: Document, block: Block) -> str | None:
    """Return the cell of a row that names a goal: under a column for goals, and more than a number."""
    if block.role is not Role.ROW:
        return None
    cells = plain(document.text[block.start : block.end]).split(" | ")
    found = (
        cell for column, cell in zip(block.columns, cells, strict=False) if GOAL_COLUMN.match(column) and _is_name(cell)
    )
    return next(found, None)


def _is_name(cell: str) -> bool:
    """Whether a cell is more than a number or one word: "On time" is a name, small words and all."""
    said = units(cell) if re.search(r"[^\W\d_]{2}", cell) else []
    return len(said) >= 2 or (bool(said) and len(cell.split()) >= 2 and not _GOAL_ID.match(f"{cell} "))


def _candidates(document: Document, block: Block) -> Iterable[tuple[int, int]]:
    if block.role is Role.HEADER or (block.role is Role.ROW and work_column(block) is not None):
        return ()
    if block.role is Role.HEADING:
        return [(block.start, block.end)] if _GOAL_ID.match(plain(document.text[block.start : block.end])) else ()
    return block_sentences(document.text, block)


def goal_id(text: str) -> str:
    """Return a goal's identifier in one form: "outcome 2" and "O2" are "o2"."""
    words = [
        word for word in fold_case(text).split() if word not in ("strategic", "key", "our", "annual", "performance")
    ]
    number = re.search(r"\d.*$", words[-1])
    letters = (
        "o" if words[0] in ("outcome", "objective") else "g" if words[0] == "goal" else re.sub(r"[^a-z]", "", words[0])
    )
    return letters + (number.group(0) if number else "")
