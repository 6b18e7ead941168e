"""What the documents say against an initiative: that it does not align, that it is excluded, that it has ended."""

from __future__ import annotations

import itertools
import re

from assistant.catalogue.exclusions import SUPPOSES, Exclusion
from assistant.catalogue.strategy import ENDING
from assistant.domain import Dimension, Finding, Level, Role
from assistant.findings.case import RARE, Case, called, finding
from assistant.findings.outcome_or_output import is_telling
from assistant.findings.references import references
from assistant.gathering.lines import Line, Relation
from assistant.text.names import holds, in_order, is_generic, stems, units
from assistant.text.sections import Section, section_of

LINK = Dimension.OUTCOME_LINK
_STATES = 0.5
"""Chance of an outcome or an output from which a line is a statement."""
SAYS_ENDED = "The documents say that it"
"""How a finding begins that rests on a stop on record."""
EXCLUDED_CLOSE = 0.30
EXCLUDED_SHARE, EXCLUDED_PART = 0.5, 1 / 3
"""Share of a name, by weight, that what is excluded holds: of one that is close, or that says much the same."""
SAYS_THE_SAME = 0.45
_FEWEST_SAID = 3
"""Words of what is excluded by which a line says the same."""
_DENIES = re.compile(
    r"\b(?:(?:does|do|did) not|doesn'?t|don'?t|not) (?:\w+ )?(?:align|fit|aligned|contribute)\b[^.;]{0,60}"
    r"\b(?:strateg\w+|goals?|outcomes?|objectives?|okrs?|priorit\w+|pillars?|themes?|vision|mission)\b|"
    r"^\W*(?:outcome link|(?:strategic )?(?:alignment|fit)|strategy)\b[^.\w]{1,6}(?:\w+ )?(?:not aligned|no fit)\b|"
    r"\bout of (?:line with|scope (?:of|for)) (?:the |our |any )?(?:\w+ )?(?:strategy|goals?|outcomes?|objectives?)|"
    r"\b(?:passt|gehört) nicht zur? (?:strategie)", re.IGNORECASE
)  # fmt: skip
_OPENING = 2
"""Words with which an entry begins."""
_BELOW = 20
"""Characters between a heading and the first sentence below it."""
_SUPPOSED = re.compile(r"\b(?:if|whether|unless|in case|should|where)\b[^.;]*$", re.IGNORECASE)
"""What comes before something that is only thought of."""
_ENDED = re.compile(
    r"\bde-?prioriti[sz]\w*|\bdeprecat\w+|\bsunset(?:ting)?\b|\binfeasible\b|\bnot feasible\b|\b(?:is|"
    r"are|was|were|got|has been|have been|been|be) (?:stopped|dropped|retired|cancelled|canceled|"
    r"abandoned|ended|halted|switched off|shut down|turned off|terminated|wound (?:down|up)|called off|given up|"
    r"discontinued|shelved|withdrawn|rejected|superseded|closed (?:as|down))|"
    r"\bends? (?:the|this|all) (?:\w+ )?(?:work|initiative|project|programme|program|effort|trial|pilot)\b|"
    r"\bno longer (?:a priority|part of|"
    r"supported|pursued|needed|planned|our business|the plan|ours|wanted|valid)|"
    r"(?<!\d )(?<!\bat )\bstops?\b(?!\s+\w+ing)|"
    r"\b(?:agreed|decided|voted|resolved) to (?:shelve|stop|drop|park|cancel|end|abandon|retire|discontinue)\b|"
    r"\bclosed (?:out )?(?:as|because|since|due)|\b(?:decided|decision) (?:not to|against)|"
    r"\b(?:will not|won['’]t|(?:is|are|was|were) not going to) (?:be )?(?:go|continue|pursue|build|built|pursued|"
    r"continued|implement(?:ed)?|develop(?:ed)?|funded)\b|"
    r"\b(?:will|decided to|agreed to|going to|are|we['’]re) hold(?:ing)? off\b|not (?:a )?long[- ]term",
    re.IGNORECASE,
)  # fmt: skip
_WAITS = re.compile(
    r"\W*(?:until|before|yet"
    r"|(?:in )?(?:this|the (?:first|next)) (?:year|quarter|half|month|sprint|phase|version|release)"
    r"|in (?:time|20\d\d|Q\d|H\d))\b",
    re.IGNORECASE,
)
"""What follows where something will be done later: "will not be built until May"."""
_REFUSAL = re.compile(r"\bnot\b|n['’]t\b", re.IGNORECASE)
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
_ENDS_OTHER = re.compile(
    r"\W*(?:deprecat(?:e|ing)|sunset(?:ting)?|retir(?:e|ing)|remov(?:e|ing)|drop(?:ping)?|wind(?:ing)?|phas(?:e|ing)"
    r"|shut(?:ting)?|switch(?:ing)?|turn(?:ing)?)\s+(?:down |out |off |up )?(?:(?:the|an?|all|old|legacy|our|\d+)\b|`)",
    re.IGNORECASE,
)
"""How a task begins that ends another thing: "Deprecating the legacy endpoint" is work of it."""
_ENDS_WHAT = re.compile(
    r"\b(?:deprecat|retir|sunsett|discontinu|dropp|end|stopp|cancell?|remov)ing(?: and \w+ing)?"
    r" (?P<what>(?:the|an?|all|our|old|legacy|any|these|those)\b[^,.;:()|]*)",
    re.IGNORECASE,
)
"""An end that is made of what is named behind it."""
_WINNER = re.compile(
    r"\bin fav(?:o|ou)r of\b.*|\b(?:replaced|superseded|succeeded|displaced) by\b.*|\b(?:to|and) (?:focus|"
    r"concentrate) on\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What something was given up for, which is not given up."""
_GIVEN_UP = re.compile(
    r"\b(?:is|are|was|were|has been|have been|been) (?:(?:now|since|finally|currently) )?(?:decommissioned|mothballed|"
    r"scrapped|archived|put on ice|(?:(?:put|placed) )?on hold (?:indefinitely|until further notice)|"
    r"(?:paused|suspended) (?:indefinitely|until further notice)|"
    r"no longer (?:actively |being )*(?:maintained|developed|worked on|continued))\b"
    r"|\b(?:will|shall) not be continued\b",
    re.IGNORECASE,
)
"""What tells of an end in the passive, so that whatever ended stands before it."""
_TAKEN_OUT = re.compile(
    r"\b(?:we|(?:the|our) (?:team|board|leadership))(?: (?:also|then|have|has|had|therefore|later|already))* "
    r"(?:removed|dropped|struck|cut|scrapped|axed|abandoned|gave up|took out)(?: all)? "
    r"(?P<what>(?:(?!from\b|in\b|of\b|for\b|on\b|to\b|that\b|which\b)[\w'’-]+ ){0,6}?"
    r"(?:goals?|objectives?|priorities|projects?|initiatives?|programmes?|workstreams?))\b"
    r"(?! from (?!our\b|the (?:plan|list|road ?map|year)))",
    re.IGNORECASE,
)
"""How it is told that somebody took goals or projects out of a plan: "We also removed travel goals"."""
_OF_ANOTHER = re.compile(
    r"\b(?:parts?|pieces?|features?|versions?|modules?|components?|pages?|screens?|options?|steps?|phases?|old|legacy|"
    r"former|previous|some|most|replac\w+|supersed\w+|migrat\w+|that|which|who|by|because|since|after|before)\b",
    re.IGNORECASE,
)
"""What makes the subject of an end another thing: a part of it, or what it takes the place of."""
_OF_WHAT_IT_REPLACES = re.compile(
    r"\b(?:parts? of\b|(?:replac|supersed|succeed)(?:es|ed|ing)\b)[^,;:|]*?\b(?:is|are|was|were|been|be)\b",
    re.IGNORECASE,
)
_NARROWED = re.compile(
    r"\b(?:re-?scop\w+|de-?scop\w+|narrow\w*|pared|trimmed|cut|reduced|consolidated|went|moved|focus\w*)\b[^.;]*?"
    r"\bfrom (?P<before>[^.;]*?\b(?:priorit\w+|goals?|objectives?|themes?|bets?|pillars?|initiatives?|projects?|"
    r"products?|focus areas?)\b[^.;]*?)\b(?:down )?to (?:just |only |the )?"
    r"(?P<after>(?:one|a single|two|three|[1-5])\b[^.;]*)",
    re.IGNORECASE,
)
"""How it is told that of several things fewer go on: "narrowed from three bets (A, B and C) to one (C)"."""
_ONLY_IF = re.compile(r"\b(?:if|unless|whether|should|in case)\b", re.IGNORECASE)
_ITSELF = re.compile(
    r"\W*(?:(?:although|while|as|since) )?(?:this (?:\w+ )?(?:work|initiative|epic|project|feature|service|product|"
    r"tool|programme|program|pilot|trial|goal)|the (?:\w+ )?(?:repository|project|initiative|pilot|trial))\s*",
    re.IGNORECASE,
)
"""How a page calls what it is about."""
_ENDED_WORD = (
    r"(?:cancell?ed|abandoned|aborted|dropped|stopped|shelved|scrapped|discontinued|retired|rejected|withdrawn|"
    r"killed|won'?t (?:do|fix)|de-?prioriti[sz]ed)"
)
_MARKED_ENDED = re.compile(
    rf"[(\[]\W*{_ENDED_WORD}\W*[)\]]|\s[–—-]\s+{_ENDED_WORD}\W*$",
    re.IGNORECASE,
)
"""How a heading marks what it names as ended."""
_ENDED_BY_REVIEW = r"(?:discarded|cancell?ed|abandoned|dropped|shelved|scrapped|won['’]t (?:do|fix)|killed)"
_CLOSES = re.compile(
    r"\bde-?prioriti[sz]ing (?:this|it)\b|"
    r"\bclos(?:ing|ed) (?:(?:this|it|out|issue|ticket|epic) ){0,2}(?:as|because|since) "
    r"(?:we(?:['’](?:re|ve)| are| have| will| do)?|it(?:['’]s| is| has)?|this(?: is| has)?) "
    r"(?:not|no longer|won['’]t|decided (?:against|not)|out of scope)\b"
    rf"|(?:^\W*|\]\W{{1,3}}){_ENDED_BY_REVIEW}\s?[,:;–—-]\s(?=.*\b(?:will|would|won['’]t|not|nobody|no|because|since|"
    r"instead|focus|bandwidth|capacity|time|priorit\w*)\b)",
    re.IGNORECASE,
)
"""How a comment on an issue says why it will not be done: "[Review] Discarded: nobody has the time"."""
_STATUS_ENDED = re.compile(
    r"^\W*(?:(?:project|initiative|current) )?(?:status|state|phase)\W+(?:sunset|retired|discontinued|cancell?ed|"
    r"deprecated|archived|"
    r"stopped|dropped|rejected|won'?t do|abandoned|withdrawn|decommissioned|de-?prioriti[sz]ed|killed|shelved)\b",
    re.IGNORECASE,
)


def denied(case: Case) -> Finding | None:
    """Find that its own page says outright that it does not serve the strategy."""
    line = next((line for line in case.evidence.own if line.relation is Relation.OWN and _denies(line.text)), None)
    if line is None:
        return None
    against = [exclusion.quote() for exclusion in _exclusions(case)][:2]
    return finding(LINK, Level.NOT_MET, "Its own page says that it does not align with the strategy.", [line, *against])


def _denies(text: str) -> bool:
    """Whether a text says outright that something does not serve the strategy."""
    match = _DENIES.search(text)
    return match is not None and not _SUPPOSED.search(text[: match.start()])


def excluded(case: Case) -> Finding | None:
    """Find that the strategy lists it among what will not be done."""
    hits = _exclusions(case)
    if not hits:
        return None
    old = [goal for goal, _ in references(case) if goal.retired][:1]
    reason = f"The strategy lists it among what the organisation will not do ({called(hits[0].document)})."
    return finding(
        LINK,
        Level.NOT_MET,
        reason,
        [*(hit.quote() for hit in hits[:2]), *(goal.quote() for goal in old), *first_claim(case)],
    )


def first_claim(case: Case) -> list[Line]:
    """Return the first of its own lines that states something; what only heads others tells nothing."""
    own = [line for line in case.said if line.relation is Relation.OWN]
    return ([line for line in own if line.statement.outcome + line.statement.output > _STATES] or own)[:1]


def _exclusions(case: Case) -> list[Exclusion]:
    """Return the exclusions that mean this initiative: by name first, then by what its name is about."""
    exclusions = case.strategy.exclusions
    if not exclusions:
        return []
    own = case.evidence.pages  # what a page leaves out of its own scope is not the whole
    named = [
        exclusion
        for exclusion in exclusions
        if exclusion.document.id not in own
        and case.names_it(_WINNER.sub("", exclusion.text))
        and _says_ended(exclusion.text)
    ]
    close = case.strategy.exclusion_vectors @ case.gist
    telling = []
    for exclusion, cosine in zip(exclusions, close.tolist(), strict=True):
        if exclusion.document.id in own or _limits_scope(exclusion, case):
            continue
        share = 0.0 if exclusion.scoped else case.share_of_name(exclusion.subject)
        if not exclusion.scoped and _is_stated(exclusion, case):
            telling.append((-1.0, -cosine, exclusion))
            continue
        whole = _is_within(exclusion.name, case)
        least = EXCLUDED_PART if cosine >= SAYS_THE_SAME else EXCLUDED_SHARE
        if (share >= least or whole) and cosine >= EXCLUDED_CLOSE and _is_meant(case, exclusion.subject):
            telling.append((-share, -cosine, exclusion))
    telling.sort(key=lambda row: row[:2])
    return list({(hit.document.id, hit.start): hit for hit in [*named, *(row[2] for row in telling)]}.values())


def _marked_ended(case: Case) -> Line | None:
    """Return the heading with its name that is marked as ended ("Ticket desk (cancelled)")."""
    return next(
        (
            line
            for line in case.evidence.of(Relation.NAME)
            if line.role is Role.HEADING and _MARKED_ENDED.search(line.text) and case.names_it(line.text)
        ),
        None,
    )


def only_excluded(case: Case) -> Finding | None:
    """Find that it is named nowhere but among what will not be done."""
    lines = [line for line in case.evidence.of(Relation.OWN, Relation.MENTION) if not line.is_link]
    own = [line for line in lines if line.relation is Relation.OWN]
    elsewhere = any(line.section is not Section.EXCLUDED for line in lines)
    if not own or elsewhere or case.evidence.record is not None or case.evidence.pages:
        return None
    says_it = [line for line in own if _opens_with(case, line.text)]
    reason = f"The documents name it only among what will not be done ({called(own[0].document)})."
    return finding(LINK, Level.NOT_MET, reason, says_it[:2])


def _opens_with(case: Case, text: str) -> bool:
    """Whether an entry begins with a word of the name: what stands further on may be the reason of what is left out."""
    return any(unit in case.name_units for unit in units(text)[:_OPENING] if is_telling(unit))


def _limits_scope(exclusion: Exclusion, case: Case) -> bool:
    """Whether an exclusion stands in the initiative's own part of a page: it says what that does not try."""
    block = exclusion.document.block_at(exclusion.start)
    trail = block.trail if block else ()
    above = list(itertools.takewhile(lambda head: section_of(head) is not Section.EXCLUDED, trail))
    below_its_name = any(case.names_it(head) for head in above)
    return below_its_name and (len(above) < len(trail) or not case.names_it(exclusion.text))


def _is_within(name: str, case: Case) -> bool:
    """Whether the name of what is excluded stands whole in the initiative's ("Robots" in "Robots for the store")."""
    words = [unit for unit in units(name) if is_telling(unit)]
    return len(words) > 1 and all(unit in case.name_units for unit in words)


def _is_stated(exclusion: Exclusion, case: Case) -> bool:
    """Whether a line of its own sets out to do what is excluded, in the same words."""
    words = [unit for unit in units(exclusion.name or exclusion.subject) if is_telling(unit)]
    if len(words) < _FEWEST_SAID:
        return False
    return any(
        line.statement.outcome + line.statement.output > _STATES
        and line.section not in (Section.EXCLUDED, Section.PROBLEM, Section.ASIDE, Section.OPTIONS)
        and not _REFUSAL.search(line.text)
        and in_order(units(line.text), words)
        for line in case.evidence.of(Relation.OWN)
    )


def _is_meant(case: Case, text: str) -> bool:
    """Whether a text shares more with the name than one word that stands everywhere, such as the organisation's own."""
    there = stems(text)
    shared = [unit for unit in case.name_units if is_telling(unit) and holds(there, unit)]
    return len(shared) > 1 or any(case.catalogue.weight(unit) >= RARE for unit in shared)


def ended(case: Case) -> Finding | None:
    """Find that the documents say that this very initiative was dropped, and nothing newer says otherwise."""
    return given_up(case) or _to_be_given_up(case)


def given_up(case: Case) -> Finding | None:
    """Find that what is said of the initiative tells of its end."""
    if (marked := _marked_ended(case)) is not None:
        return finding(LINK, Level.NOT_MET, f"{SAYS_ENDED} was stopped.", [marked, *_right_below(case, marked)])
    for line in case.evidence.own:
        left = _without_other_ends(case, _WINNER.sub("", line.text))
        says_so = line.relation is Relation.OWN and _STATUS_ENDED.match(line.text)
        named = _says_ended(left) and case.names_it(left) and line.section is not Section.PROBLEM
        if not (
            says_so
            or named
            or _is_given_up(case, line)
            or (line.document.id in case.evidence.pages and _CLOSES.search(line.text))
            or _is_taken_out(case, line.text)
            or _is_left_behind(case, line.text)
        ):
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
        if line.role is Role.ITEM
        and line.relation is Relation.OWN
        and _says_ended(line.text, ENDING)
        and not _ENDS_OTHER.match(line.text)
    ]
    told += [
        line
        for line in case.evidence.of(Relation.NEAR)
        if _says_ended(line.text, ENDING)
        and re.search(r"\bthis (?:work|initiative|epic|project|feature|ticket|effort)\b", line.text)
    ]
    if told and case.evidence.record is None:
        saying = [line for line in case.evidence.of(Relation.OWN, Relation.MENTION) if case.names_it(line.text)]
        return finding(
            LINK,
            Level.NOT_MET,
            f"{SAYS_ENDED} was put aside or will not be done.",
            [*told[:2], *saying[:1]],
        )
    return None


def _without_other_ends(case: Case, text: str) -> str:
    """Return a text without what it says of the end of another thing: "we are retiring the old desk"."""
    return _ENDS_WHAT.sub(lambda said: said[0] if case.names_it(said["what"]) else " ", text)


def _to_be_given_up(case: Case) -> Finding | None:
    """Find that a sentence anywhere has most of its name and says that it is to end."""
    for ending in case.strategy.endings if case.evidence.record is None else ():
        left = _without_other_ends(case, _WINNER.sub("", ending.text))
        if not _says_ended(left, ENDING) or _OF_WHAT_IT_REPLACES.search(left):
            continue
        words = [unit for unit in case.name_units if not is_generic(unit) and holds(stems(left), unit)]
        if len(words) >= 3 or (len(words) >= 2 and case.share_of_name(left) >= 0.6):
            return finding(
                LINK,
                Level.NOT_MET,
                f"{SAYS_ENDED} is to be given up.",
                [*case.evidence.own[:1], ending.quote()],
            )
    return None


def _is_left_behind(case: Case, text: str) -> bool:
    """Whether a text says that several things were narrowed down to fewer, and it is not among those that are left."""
    narrowed = _NARROWED.search(text)
    return narrowed is not None and case.names_it(narrowed["before"]) and not case.names_it(narrowed["after"])


def _is_taken_out(case: Case, text: str) -> bool:
    """Whether a text says that the initiative, or the goals that it is, was taken out of a plan."""
    return any(
        case.names_it(said["what"]) and not _OF_ANOTHER.search(said["what"])
        for said in _TAKEN_OUT.finditer(text)
        if not _ONLY_IF.search(text[: said.start()])
    )


def _is_given_up(case: Case, line: Line) -> bool:
    """Whether a line says of the initiative itself, by name or on its own page, that it was given up."""
    for said in _GIVEN_UP.finditer(line.text) if line.section is not Section.PROBLEM else ():
        before = re.split(r"[,;:|(]|\.(?!\w)", line.text[: said.start()])[-1]
        if _ONLY_IF.search(line.text[: said.start()]) or _AFTER.match(line.text[said.end() :]):
            continue
        own = line.document.id in case.evidence.pages and _ITSELF.fullmatch(before)
        named = case.names_it(before) and not _OF_ANOTHER.search(before)
        if (own or named) and _is_end(line.text[: said.start()], said.group(), line.text[said.end() :]):
            return True
    return False


def _says_ended(text: str, words: re.Pattern[str] = _ENDED) -> bool:
    """Whether a text says, in some words, that something was ended."""
    return any(_is_end(text[: said.start()], said.group(), text[said.end() :]) for said in words.finditer(text))


def _is_end(before: str, said: str, after: str) -> bool:
    """Whether words tell of an end: to stop on a condition is a rule, and what is rejected may be any thing."""
    clause = re.split(r"[,;:|]|\.(?!\w)", before)[-1]
    on_condition = _TO_STOP.fullmatch(said) and (_BEFORE.search(before) or _AFTER.match(after))
    supposed = SUPPOSES.match(re.split(r"[.;|]\s", before)[-1])
    waits = _REFUSAL.search(said) and _WAITS.match(after)
    return not (on_condition or supposed or waits or _SOME_THING.match(clause) or _NOT_YET.search(clause))


def _right_below(case: Case, line: Line) -> list[Line]:
    return [
        own for own in case.evidence.own if own.document.id == line.document.id and 0 < own.start - line.end < _BELOW
    ][:1]


def _nested_reason(case: Case, line: Line) -> list[Line]:
    return [
        other
        for other in case.evidence.own
        if other.document.id == line.document.id and 0 < other.start - line.end < _BELOW
    ][:1]
