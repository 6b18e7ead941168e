"""Is the initiative linked to a named, current outcome?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from assistant.catalogue.strategy import ENDING, Exclusion, Goal, goal_id, is_about_one
from assistant.domain import Dimension, Document, Finding, Kind, Level, Quote, Role
from assistant.findings.case import (
    RARE,
    Case,
    called,
    finding,
    is_telling,
    own_title,
    says_more_than,
)
from assistant.lines import Line, Relation
from assistant.names import holds, in_order, is_generic, stems, units, unnumbered
from assistant.plain import plain
from assistant.quotes import quote
from assistant.sections import Section
from assistant.walk import headings_above

LINK = Dimension.OUTCOME_LINK
SAYS_ENDED = "The documents say that it"
"""How a finding begins that rests on a stop on record."""
CLOSE = 0.33
"""Cosine from which an initiative and a goal are of the same theme."""
EXCLUDED_CLOSE = 0.30
EXCLUDED_SHARE, EXCLUDED_PART = 0.5, 1 / 3
"""Share of a name, by weight, that what is excluded holds: of one that is close, or that says much the same."""
SAYS_THE_SAME = 0.45
_LONGEST_GOAL = 6
"""Words of a goal by which a line may name it."""
_SHORT = 3
"""Words of a goal's name that must stand together to be it."""
_STATES = 0.5
"""Chance of an outcome or an output from which a line is a statement."""
ALIKE = 0.42
NEAREST = 3
TELLING_NAME = 3
"""Words from which a name that a goal repeats is that goal."""
_DENIES = re.compile(
    r"\b(?:(?:does|do|did) not|doesn'?t|don'?t|not) (?:\w+ )?(?:align|fit|aligned|contribute)\b[^.;]{0,60}"
    r"\b(?:strateg\w+|goals?|outcomes?|objectives?|okrs?|priorit\w+|pillars?|themes?|vision|mission)\b|"
    r"^\W*(?:outcome link|(?:strategic )?(?:alignment|fit)|strategy)\b[^.\w]{1,6}(?:\w+ )?(?:not aligned|no fit)\b|"
    r"\bout of (?:line with|scope (?:of|for)) (?:the |our |any )?(?:\w+ )?(?:strategy|goals?|outcomes?|objectives?)|"
    r"\b(?:passt|gehört) nicht zur? (?:strategie)", re.IGNORECASE
)  # fmt: skip
_SUPPOSED = re.compile(r"\b(?:if|whether|unless|in case|should|where)\b[^.;]*$", re.IGNORECASE)
"""What comes before something that is only thought of."""
_ENDED = re.compile(
    r"\bde-?prioriti[sz]\w*|\bdeprecat\w+|\bsunset(?:ting)?\b|\binfeasible\b|\bnot feasible\b|\b(?:is|"
    r"are|was|were|has been|have been|been|be) (?:stopped|dropped|retired|cancelled|canceled|"
    r"abandoned|ended|halted|switched off|shut down|turned off|terminated|wound (?:down|up)|called off|given up|"
    r"discontinued|shelved|withdrawn|rejected|superseded|closed (?:as|down))|"
    r"\bends? (?:the|this|all) (?:\w+ )?(?:work|initiative|project|programme|program|effort|trial|pilot)\b|"
    r"\bno longer (?:a priority|part of|"
    r"supported|pursued|needed|planned|our business|the plan|ours|wanted|valid)|"
    r"(?<!\d )(?<!\bat )\bstops?\b(?!\s+\w+ing)|"
    r"\b(?:agreed|decided|voted|resolved) to (?:shelve|stop|drop|park|cancel|end|abandon|retire|discontinue)\b|"
    r"\bclosed (?:out )?(?:as|because|since|due)|\b(?:decided|decision) (?:not to|against)|"
    r"\bwill not (?:be )?(?:go|continue|pursue|build|built|pursued|continued)|not (?:a )?long[- ]term",
    re.IGNORECASE,
)  # fmt: skip
_SOME_THING = re.compile(r"\W*(?:an?|any|each|every|some|no|if|when|whenever|where)\b", re.IGNORECASE)
"""How a clause begins that speaks of any of a kind."""
_NOT_YET = re.compile(
    r"\b(?:until|before|unless|if|whether|nobody|never)\b[^,;]{0,30}$|\b(?:\d+|of|the|more|fewer)\s+$"
    r"|\b(?:determin\w+|decid(?:e|es|ing)|clarif\w+|choos\w+|find out|see|know)\b.*"
    r"\b(?:which|what|who)\b[^,;]{0,30}$",
    re.IGNORECASE,
)
"""What comes before an end that was not made, one that is to be decided, or stops that are counted."""
_TO_STOP = re.compile(r"stops?", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:if|unless|else|otherwise|or|should|whether|when)\b[^.;|]*$", re.IGNORECASE)
_AFTER = re.compile(r"[^.;|]*\b(?:if|unless|when|once|should)\b", re.IGNORECASE)
"""What makes a stop a rule: a condition in the same clause, before it or after it."""
_REFERENCE = re.compile(
    r"\b(?:(?:O|G|SO|KR|OKR|P|T)\s?-?\d{1,2}(?:\.\d+)?|(?-i:[A-GI-PR-UW-Z]-?\d{1,2})(?:\.\d+)?|(?:outcome|objective|goal|theme|pillar|priority|"
    r"rock|direction|aim|commitment|ambition|promise)\s+\d{1,2})\b(?P<doubt>\s?\?)?",
    re.I,
)
_DOUBT = re.compile(
    r"\bi think\b|\bi guess\b|\bprobably\b|\bsomehow\b|\bnear (?:to )?\b|\bcan'?t point\b|"
    r"\bcannot point\b|\bnot (?:directly|explicitly)\b|does not (?:speak|say|name|mention)|"
    r"\binferred\b|\bmaybe\b|\bsurely\b|\bperhaps\b|\bsome part\b|"
    r"\bindirect\w*|\bin the spirit\b|\bfits? (?:to|with)\b|\beverybody\b|\bwill confirm\b", re.IGNORECASE
)  # fmt: skip
_CALLED_GOAL = re.compile(
    r"^\W*(?:(?:strategic|key|national|our) )*(?:goal|objective|outcome|pillar|priority|theme)"
    r"(?:\s*[:–—-]|\s+(?:\d|[A-Z]\b|one\b|two\b|three\b|four\b|five\b))",
    re.IGNORECASE,
)
"""A heading that calls what follows a goal by number or name; "Outcome summary" only announces a section."""
_WINNER = re.compile(
    r"\bin fav(?:o|ou)r of\b.*|\b(?:replaced|superseded|succeeded|displaced) by\b.*|\b(?:to|and) (?:focus|"
    r"concentrate) on\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What something was given up for, which is not given up."""
_STATUS_ENDED = re.compile(
    r"^\W*(?:(?:project|initiative|current) )?(?:status|state|phase)\W+(?:sunset|retired|discontinued|cancell?ed|"
    r"deprecated|archived|"
    r"stopped|dropped|rejected|won'?t do|abandoned|withdrawn|decommissioned|de-?prioriti[sz]ed|killed|shelved)\b",
    re.IGNORECASE,
)
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
    for rule in (_denied, _excluded, _ended, _named, _of_old_plan, _part_of, _listed, _itself, _inferred):
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


def _denied(case: Case) -> Finding | None:
    line = next((line for line in case.evidence.own if line.relation is Relation.OWN and _denies(line.text)), None)
    if line is None:
        return None
    against = [exclusion.quote() for exclusion in _exclusions(case)][:2]
    return finding(LINK, Level.NOT_MET, "Its own page says that it does not align with the strategy.", [line, *against])


def _denies(text: str) -> bool:
    """Whether a text says outright that something does not serve the strategy."""
    match = _DENIES.search(text)
    return match is not None and not _SUPPOSED.search(text[: match.start()])


def _excluded(case: Case) -> Finding | None:
    hits = _exclusions(case)
    if not hits:
        return None
    old = [goal for goal, _ in references(case) if goal.retired][:1]
    reason = f"The strategy lists it among what the organisation will not do ({called(hits[0].document)})."
    return finding(
        LINK,
        Level.NOT_MET,
        reason,
        [*(hit.quote() for hit in hits[:2]), *(goal.quote() for goal in old), *_first_claim(case)],
    )


def _first_claim(case: Case) -> list[Line]:
    """Return the first of its own lines that states something; what only heads others tells nothing."""
    own = [line for line in case.said if line.relation is Relation.OWN]
    return ([line for line in own if line.statement.outcome + line.statement.output > _STATES] or own)[:1]


def _exclusions(case: Case) -> list[Exclusion]:
    """Return the exclusions that mean this initiative: by name first, then by what its name is about."""
    exclusions = case.strategy.exclusions
    if not exclusions:
        return []
    named = [
        exclusion
        for exclusion in exclusions
        if case.names_it(_WINNER.sub("", exclusion.text)) and _says_ended(exclusion.text)
    ]
    close = case.strategy.exclusion_vectors @ case.gist
    telling = []
    for exclusion, cosine in zip(exclusions, close.tolist(), strict=True):
        share = case.share_of_name(exclusion.subject)
        whole = _is_within(exclusion.name, case)
        least = EXCLUDED_PART if cosine >= SAYS_THE_SAME else EXCLUDED_SHARE
        if (share >= least or whole) and cosine >= EXCLUDED_CLOSE and _is_meant(case, exclusion.subject):
            telling.append((-share, -cosine, exclusion))
    telling.sort(key=lambda row: row[:2])
    return list({(hit.document.id, hit.start): hit for hit in [*named, *(row[2] for row in telling)]}.values())


def _is_within(name: str, case: Case) -> bool:
    """Whether the name of what is excluded stands whole in the initiative's ("Robots" in "Robots for the store")."""
    words = [unit for unit in units(name) if is_telling(unit)]
    return len(words) > 1 and all(unit in case.name_units for unit in words)


def _is_meant(case: Case, text: str) -> bool:
    """Whether a text shares more with the name than one word that stands everywhere, such as the organisation's own."""
    there = stems(text)
    shared = [unit for unit in case.name_units if is_telling(unit) and holds(there, unit)]
    return len(shared) > 1 or any(case.catalogue.weight(unit) >= RARE for unit in shared)


def _ended(case: Case) -> Finding | None:
    """Find that the documents say that this very initiative was dropped, and nothing newer says otherwise."""
    for line in case.evidence.own:
        left = _WINNER.sub("", line.text)
        says_so = line.relation is Relation.OWN and _STATUS_ENDED.match(line.text)
        named = _says_ended(left) and case.names_it(left) and line.section is not Section.PROBLEM
        if not (says_so or named):
            continue
        return finding(
            LINK,
            Level.NOT_MET,
            f"{SAYS_ENDED} was deprioritised, stopped or is not meant to last.",
            [line, *_nested_reason(case, line)],
        )
    told = [
        line
        for line in case.evidence.lines
        if line.role is Role.ITEM and line.relation is Relation.OWN and _says_ended(line.text, ENDING)
    ]
    told += [
        line
        for line in case.evidence.of(Relation.NEAR)
        if _says_ended(line.text, ENDING)
        and re.search(r"\bthis (?:work|initiative|epic|project|feature|ticket|effort)\b", line.text)
    ]
    if told and case.evidence.record is None:
        return finding(
            LINK,
            Level.NOT_MET,
            f"{SAYS_ENDED} was put aside or will not be done.",
            [*case.evidence.of(Relation.OWN, Relation.MENTION)[:1], *told[:2]],
        )
    for ending in case.strategy.endings if case.evidence.record is None else ():
        left = _WINNER.sub("", ending.text)
        words = [unit for unit in case.name_units if not is_generic(unit) and holds(stems(left), unit)]
        if not _says_ended(left, ENDING):
            continue
        if len(words) >= 3 or (len(words) >= 2 and case.share_of_name(left) >= 0.6):
            return finding(
                LINK,
                Level.NOT_MET,
                f"{SAYS_ENDED} is to be given up.",
                [*case.evidence.own[:1], ending.quote()],
            )
    return None


def _says_ended(text: str, words: re.Pattern[str] = _ENDED) -> bool:
    """Whether a text says, in some words, that something was ended."""
    return any(_is_end(text[: said.start()], said.group(), text[said.end() :]) for said in words.finditer(text))


def _is_end(before: str, said: str, after: str) -> bool:
    """Whether words tell of an end: to stop on a condition is a rule, and what is rejected may be any thing."""
    clause = re.split(r"[,;:|]|\.(?!\w)", before)[-1]
    on_condition = _TO_STOP.fullmatch(said) and (_BEFORE.search(before) or _AFTER.match(after))
    return not (on_condition or _SOME_THING.match(clause) or _NOT_YET.search(clause))


def _nested_reason(case: Case, line: Line) -> list[Line]:
    return [
        other
        for other in case.evidence.own
        if other.document.id == line.document.id and 0 < other.start - line.end < 20
    ][:1]


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
    for line in _claims(case):
        for match in _REFERENCE.finditer(line.text):
            candidates = by_id.get(goal_id(match.group(0).rstrip(" ?")), [])
            found += [
                (goal, line)
                for goal in candidates[:1]
                if goal.document.id != line.document.id or goal.start != line.start
            ]
        there = stems(line.text)
        found += [
            (goal, line)
            for goal, words in (named[at] for at in sorted({at for word in there for at in beginning.get(word, ())}))
            if goal.start != line.start and all(holds(there, unit) for unit in words) and _says(line.text, words)
        ]
        if line.section is Section.LINK and not any(other is line for _, other in found):
            found += [(goal, line) for goal in _called(case, line)[:1]]
    return [(goal, line) for goal, line in found if not _is_own(case, goal)]


def _says(text: str, words: list[tuple[str, ...]]) -> bool:
    """Whether the words of a short name stand together, so that they are the name: "plants ... stays" says nothing."""
    said = units(text)
    return len(words) > _SHORT or in_order(said, words) or in_order(said, words[::-1])


def _called(case: Case, line: Line) -> list[Goal]:
    """Return the goals that a cell or field for the goal served calls by some of their words ("Revenue")."""
    wanted = units(line.text)
    goals = (goal for goal in case.strategy.goals if not goal.retired and goal.document.id != line.document.id)
    return [goal for goal in goals if wanted and all(holds(stems(goal.text), unit) for unit in wanted)]


def _is_own(case: Case, goal: Goal) -> bool:
    """Whether a goal is the initiative itself, or one of the lines that say what it is for."""
    return (goal.document.id, goal.start) in case.own_places


def _claims(case: Case) -> list[Line]:
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
        (goal, line) for goal, line in current if not is_doubtful(line) and line.relation is Relation.OWN
    ] or current
    goal, line = sure[0]
    if doubts or is_doubtful(line) or line.relation is not Relation.OWN:
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
    for line in _claims(case):
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


def is_doubtful(line: Line) -> bool:
    """Whether a line leaves open whether it serves the goal that it names."""
    reference = _REFERENCE.search(line.text)
    return bool(
        _DOUBT.search(line.text)
        or (reference and reference.group("doubt"))
        or re.search(r"\bclaimed\b|\?\s*(?:\||$)", line.text)
    )


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
        goal = _goal_above(document, line.start)
        if goal is not None and goal.start < line.start:
            reason = f"The current strategy has it under “{_short(plain(goal.text))}” ({called(document)})."
            return finding(LINK, Level.MET, reason, [line, goal])
    return None


def _goal_above(document: Document, offset: int) -> Quote | None:
    """Return the outermost numbered or so called goal among the headings above a place."""
    number = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    for at in headings_above(document, number):
        block = document.blocks[at]
        title = document.text[block.start : block.end].strip("#*_ \n")
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
                [*_first_claim(case), goal.quote()],
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
    others = [(cosine, goal) for cosine, goal in ranked if not _is_own(case, goal)]
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
