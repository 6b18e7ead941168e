"""Is the initiative linked to a named, current outcome?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.catalogue.goals import Goal
from assistant.domain import Document, Finding, Kind, Level, Quote, Role
from assistant.findings.against import LINK, denied, ended, excluded, first_claim, only_excluded
from assistant.findings.case import Case, called, finding, own_title
from assistant.findings.outcome_or_output import is_telling, says_more_than, states_outcome, states_output
from assistant.findings.placed import aim_above, numbered_below, part_of, part_of_earlier, shortened
from assistant.findings.references import REFERENCE, claims, is_own, references
from assistant.gathering.lines import Line, Relation
from assistant.text.larger_aims import larger_aim
from assistant.text.measures import parse_measure
from assistant.text.names import holds, in_order, stems, units
from assistant.text.plain import plain
from assistant.text.sections import LABEL, Section

CLOSE = 0.33
"""Cosine from which an initiative and a goal are of the same theme."""
ALIKE = 0.42
NEAREST = 3
_NAMED = 0.95
"""Share of its name, by weight, that the heading of a goal has which is the initiative itself."""
TELLING_NAME = 3
"""Words from which a name that a goal repeats is that goal."""
_WORDS_OF_AIM, _MOST_OF_AIM = 2, 0.6
"""Telling words of an aim, and their share, that a goal has which is the one that a line says it serves."""
_NO_CLAIM = (Section.EXCLUDED, Section.ASIDE, Section.PROBLEM)
_WORDS_OF_NAME = 2
"""Words of its name that a line near it has which speaks of it."""
_DOUBT = re.compile(
    r"\bi think\b|\bi guess\b|\bprobably\b|\bsomehow\b|\bnear (?:to )?\b|\bcan'?t point\b|"
    r"\bcannot point\b|\bnot (?:directly|explicitly)\b|does not (?:speak|say|name|mention)|"
    r"\binferred\b|\bmaybe\b|\bsurely\b|\bperhaps\b|\bsome part\b|"
    r"\bindirect\w*|\bin the spirit\b|\bfits? (?:to|with)\b|\beverybody\b|\bwill confirm\b", re.IGNORECASE
)  # fmt: skip
_ASKING = re.compile(r"^\W*(?:which|what|who|whom|how|why|where|when)\b[^|?]*\?\W*(?=\w)", re.IGNORECASE)
"""The label of a cell or field that asks for what stands in it: "Which goal? | S2"."""
_NO_GOAL = re.compile(
    r"(?:none|n/?a|no|tb[dca]|unknown|unclear|open|to be \w+|not (?:yet )?\w+|-+|\?+)\W*$|.*\b(?:not|no|none)\b",
    re.IGNORECASE,
)
"""What stands where a goal should be named, and names none."""
_INSTEAD = re.compile(
    r"\b(?:replac\w+|supersed\w+|instead of|unlike|no longer|not|other than|moved? on)\b", re.IGNORECASE
)
"""What says that an old plan is named only to be left behind."""
_BET = re.compile(
    r"^\W*(?:our |the )?(?:(?:first|second|third|next|big|biggest|main|top|key|strategic|current|new) )*"
    r"(?:bet|priority|goal|objective|pillar|theme|outcome|focus(?: area)?)(?: (?:\d+|[A-Z]))?\s*[:–—]\s*\w",
    re.IGNORECASE,
)
"""How a heading calls what it names a bet of the strategy."""
_OKR_LABEL = re.compile(r"^\W*(?:(?:related|company|team|core) )?OKRs?\W*:\s*\S.*[a-z]{3}", re.IGNORECASE | re.DOTALL)
_PERIOD_OR_WHOSE = r"(?:Q[1-4]|H[12]|FY ?\d\d|20\d\d|core|company|team|annual|yearly|quarterly|top[- ]level)"
_OKR_SERVED = re.compile(
    rf"\((?:(?:our|the|a) )?(?:{_PERIOD_OR_WHOSE} )+(?:OKRs?|objectives?|key results?|KRs?)\)"
    r"|\b(?:serv|support|contribut|help|advanc|driv|mov)\w* (?:\w+ ){0,3}"
    rf"(?:{_PERIOD_OR_WHOSE} )+(?:OKR|objective|key result|KR)s?\b"
    rf"|\b(?:{_PERIOD_OR_WHOSE} )+OKR['’]?s? (?:\([^)]*\) )?(?:depends?|relies|rely|hinges?) (?:\w+ )?on\b",
    re.IGNORECASE,
)
"""How a sentence says that a goal of a period, or of the whole, gains by it."""
_NEXT_LABEL = re.compile(r"\s+(?=[A-Z][\w ]{1,24}:\s)")
"""Where the value of a label ends because the next one begins."""
_EMPTY_CLAIM = re.compile(
    r"\b(?:supports?|serves?|aligned with|contributes? to|in line with|"
    r"enables?)\b[^.]{0,40}\b(?<!content )(?<!test )(?<!testing )(?<!data )(?<!pricing )(?<!search )(?<!marketing )"
    r"(?<!sales )(?<!release )(?<!rollout )(?<!migration )(?<!exit )(?<!research )(?<!caching )(?<!user )(?<!customer )"
    r"(?:strategy|vision|transformation|journey|ambition)\b",
    re.IGNORECASE,
)
"""How support of the strategy is claimed; a content strategy, or a customer's journey, is another."""


def judge_link(case: Case) -> Finding:
    """Return the finding: denied, excluded or retired first, then named, then inferred, then none."""
    for rule in (
        denied,
        excluded,
        ended,
        only_excluded,
        numbered_below,
        _named,
        _measured_alike,
        _of_old_plan,
        part_of,
        _listed,
        _itself,
        part_of_earlier,
        _said_to_serve,
        _inferred,
        _nowhere_else,
    ):
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
        goal, line = next((pair for pair in pairs if not pair[0].followed), pairs[0])
        if goal.followed:
            return _of_earlier(goal.name, goal.document, [line, goal.quote()])
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


def _measured_alike(case: Case) -> Finding | None:
    """Find that it moves what a goal is measured by, from the same value to the same value."""
    own = [(line, measure) for line in claims(case) if (measure := _values(line.text)) is not None]
    for goal in case.current_goals if own else ():
        if is_own(case, goal):
            continue
        told = [goal.text, *(plain(goal.document.text[slice(*span)]) for span in goal.measured)]
        there = stems(" ".join(told))
        values = [value for text in told if (value := _values(text)) is not None]
        for line, measure in own:
            if measure in values and any(holds(there, unit) for unit in units(line.text) if is_telling(unit)):
                reason = f"It moves the measure of “{shortened(goal.name)}”, which the current strategy has."
                return finding(LINK, Level.MET, reason, [line, goal.quote()])
    return None


def _values(text: str) -> tuple[str, str] | None:
    """Return from which value to which a text moves something, None where it does not say both."""
    measure = parse_measure(text)
    said = (measure.baseline, measure.target)
    return (said[0], said[1]) if said[0] and said[1] and all(re.search(r"\d", one or "") for one in said) else None


def _of_earlier(name: str, document: Document, quoted: list[Line | Quote | None]) -> Finding:
    reason = (
        f"It serves “{shortened(name)}” of an earlier period ({called(document)}); none of the current one names it."
    )
    return finding(LINK, Level.PARTIAL, reason, quoted)


def _of_old_plan(case: Case) -> Finding | None:
    """Find that its lines rest on a strategy that no longer holds, which they call by its title."""
    old = [
        (document, words)
        for document in case.index.documents([Kind.STRATEGY])
        if document.id in case.strategy.retired - case.strategy.followed and len(words := units(document.title)) > 1
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
    rarest = max(telling, key=case.catalogue.weight, default=None)
    for goal in case.current_goals:
        words = stems(goal.text)
        shared = [unit for unit in telling if holds(words, unit)]
        pair = len(shared) == 2 and rarest in shared and in_order(units(goal.text), shared)
        close = len(shared) >= 3 or pair
        if close and case.share_of_name(goal.text) >= 0.5 and goal not in beneath and not is_own(case, goal):
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
    headings = {(line.document.id, line.start) for line in case.evidence.of(Relation.NAME) if line.role is Role.HEADING}
    titled = (goal for goal in case.current_goals if goal.title and (goal.document.id, goal.start) in headings)
    if (own := next((goal for goal in titled if case.share_of_name(goal.name) >= _NAMED), None)) is not None:
        return finding(LINK, Level.MET, "It is itself one of the strategy's objectives.", [own.quote()])
    alike = (
        goal for goal in case.current_goals if words <= set(said := units(goal.text)) and len(said) <= len(words) + 2
    )
    goal = next(alike, None) if len(words) >= TELLING_NAME else None
    if goal is not None and goal.title and goal.states:
        return finding(LINK, Level.MET, "It is itself one of the strategy's objectives.", [goal.quote()])
    among = goal.quote() if goal is not None else _among_goals(case)
    named, is_bet = among or _called_bet(case), among is None
    if named is None:
        return None
    if (larger := aim_above(named)) is not None:
        reason = f"The strategy lists it as what serves “{shortened(plain(larger.text))}”."
        return finding(LINK, Level.MET, reason, [named, larger])
    if is_bet:
        reason = "The strategy calls it a bet or a priority; which outcome it serves stays open."
        return finding(LINK, Level.PARTIAL, reason, [named])
    lines = (line for line in case.evidence.lines if (line.document.id, line.start) == (named.document.id, named.start))
    if any(states_output(line) and not states_outcome(line) for line in lines):
        reason = "The current strategy names it among its outcomes, though it is a thing to be made."
        return finding(LINK, Level.PARTIAL, reason, [named])
    return finding(LINK, Level.MET, "The current strategy names it among its own outcomes.", [named])


def _among_goals(case: Case) -> Quote | None:
    """Return the line of a strategy that holds in which it stands in a list of goals."""
    lines = (
        line
        for line in case.evidence.of(Relation.OWN, Relation.MENTION, Relation.NAME)
        if line.role is Role.ITEM
        and line.section is Section.OUTCOME
        and line.document.kind is Kind.STRATEGY
        and line.document.id not in case.strategy.retired
        and line.document.id not in case.evidence.pages
        and case.names_it(line.text)
    )
    return next((made for line in lines if (made := line.quote()) is not None), None)


def _called_bet(case: Case) -> Quote | None:
    """Return the heading of a strategy that holds which calls it a bet, a goal or a priority ("Our first bet: ...")."""
    headings = (
        line
        for line in case.evidence.of(Relation.NAME)
        if line.role is Role.HEADING
        and line.document.kind is Kind.STRATEGY
        and line.document.id not in case.strategy.retired | case.evidence.pages
        and _BET.match(line.text)
    )
    return next((made for line in headings if (made := line.quote()) is not None), None)


def _nowhere_else(case: Case) -> Finding | None:
    """Find that it names a goal as what it serves, which no strategy document has."""
    for line in case.evidence.of(Relation.OWN):
        said = _NEXT_LABEL.split(LABEL.sub("", line.text, count=1))[0].strip(" .*_")
        named = (line.section is Section.LINK and line.label) or _names_okr(line)
        if not named or _NO_GOAL.match(said) or not units(said):
            continue
        called_so = f"“{shortened(said)}”" if line.label else "an OKR"
        reason = f"It names {called_so} as what it serves; no document of the strategy has it."
        return finding(LINK, Level.PARTIAL, reason, [line])
    return None


def _names_okr(line: Line) -> bool:
    """Whether a line says which OKR it serves, by a label or in passing ("... which helps retention (Q2 OKR)")."""
    if line.section in (Section.EXCLUDED, Section.ASIDE, Section.DELIVERABLES) or is_doubtful(line.text):
        return False
    return bool(_OKR_LABEL.match(line.text) or (_OKR_SERVED.search(line.text) and not _INSTEAD.search(line.text)))


def _said_to_serve(case: Case) -> Finding | None:
    """Find that its lines say what larger aim it serves, without a name that the strategy has for it."""
    lines = case.evidence.of(Relation.OWN, Relation.MENTION)
    said = [(line, aim) for line in lines if line.section not in _NO_CLAIM and (aim := larger_aim(line.text))]
    for line, aim in said:
        wanted = [unit for unit in units(aim) if is_telling(unit)]
        for goal in case.current_goals:
            there = stems(goal.text)
            shared = sum(holds(there, unit) for unit in wanted)
            if shared >= _WORDS_OF_AIM and shared >= _MOST_OF_AIM * len(wanted) and not is_own(case, goal):
                reason = f"It says that it serves “{shortened(goal.name)}”, and the current strategy has it."
                return finding(LINK, Level.MET, reason, [line, goal.quote()])
    for line, aim in sorted(said, key=lambda one: not _is_strategy(case, one[0].document)):
        if _is_strategy(case, line.document):
            return finding(LINK, Level.MET, f"The strategy says that it serves an aim: “{shortened(aim)}”.", [line])
        reason = f"It says that it serves an aim, “{shortened(aim)}”; no document of the strategy has it."
        return finding(LINK, Level.PARTIAL, reason, [line])
    return None


def _is_strategy(case: Case, document: Document) -> bool:
    """Whether a document is of a strategy that holds."""
    return document.kind is Kind.STRATEGY and document.id not in case.strategy.retired


def _inferred(case: Case) -> Finding | None:
    empty = next((line for line in case.evidence.own if _EMPTY_CLAIM.search(line.text)), None)
    near = close_goals(case)
    if near:
        theme = shortened(near[0].name)
        reason = f"Nothing links it by name; it is about the same theme as “{theme}”. The link is inferred."
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
    said = [line for line in _told(case) if says_more_than(line, case.name_units)]
    there = stems(goal)
    shared = bool(case.said) and any(_shares(case, there, line) for line in said)
    return bool(said) and (shared or cosine >= ALIKE)


def _nearest(case: Case, goal: Goal) -> list[Line]:
    """Return the line that says most of what it is for, of those with words of the goal where there are some."""
    there, told = stems(goal.text), _told(case)
    return _best([line for line in told if _shares(case, there, line)] or told)


def _told(case: Case) -> list[Line]:
    """Return the lines that say what it is for; where there are none, those that have words of its name."""
    if case.said:
        return case.said
    name = [unit for unit in case.name_units if is_telling(unit)]
    near = case.evidence.of(Relation.NEAR, Relation.OWN)
    return [line for line in near if sum(holds(stems(line.text), unit) for unit in name) >= _WORDS_OF_NAME]


def _shares(case: Case, there: frozenset[str], line: Line) -> bool:
    """Whether a line has a telling word of a goal's; that both speak of the same people makes no theme."""
    said = (unit for unit in units(line.text) if is_telling(unit) and not holds(case.people, unit))
    return any(holds(there, unit) for unit in said)


def _best(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.statement.outcome, line.document.path, line.start))[:1]
