"""Is there an early signal with a rhythm, and are options open?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Dimension, Finding, Level, Role
from assistant.findings.case import Case, finding
from assistant.findings.outcome_or_output import is_ticket, says_something, states_output
from assistant.findings.shown_by import WAYS, showing
from assistant.gathering.lines import Line
from assistant.text.measures import parse_measure, reports_completion
from assistant.text.sections import Section

INDICATOR = Dimension.LEADING_INDICATOR
OPTIONS = Dimension.MANAGED_TO_OUTCOME
_RHYTHM = re.compile(
    r"\b(?:week(?:ly)?|every (?:\w+ )?(?:week|month|day|monday|tuesday|wednesday|thursday|friday|"
    r"sprint|two weeks)|each (?:week|month|monday|tuesday|wednesday|thursday|friday)|daily|monthly|"
    r"fortnight\w*|on (?:mon|tues|wednes|thurs|fri)days?\b(?!,? (?:the )?\d)|wöchentlich|semanal)\b",
    re.I,
)
_IN_NAME = re.compile(r"(?<=[a-z] )\0[A-Z]\w+ (?:[A-Z]\w)")
"""A word with a capital within a sentence and before another such word: the beginning of a name."""
_RHYTHM_OF = re.compile(
    r"\b(?:(?:each|every) (?:\w+ )?(?:week|month|\w+day)|weekly|monthly|fortnightly)[*_]*:", re.IGNORECASE
)
"""How a signal is announced by when it is looked at: "Each month: ...", "Reported every Friday: ..."."""
_SIGNAL = re.compile(
    r"\b(?:early (?:sign|signal|indicator|warning)|leading (?:indicator|measure)|"
    r"(?<!will )(?<!would )(?<!should )(?<!to )(?<!can )"
    r"signals?(?=\W*(?:[:.,;)(]|$|is\b|are\b|was\b|that\b|"
    r"of\b|for\b|we\b|which\b|will\b|comes?\b))|know early|"
    r"first sign|tripwire|we (?:look(?! for\b| to\b| forward\b| into\b)|watch|count(?! on\b)|track))\b",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\b(?:count|track|watch|measur|report|review|follow|check|monitor|look|read|see|log|record|survey|ask|compar)\w*\b",
    re.IGNORECASE,
)
"""Who looks at a number; what merely happens every week is no signal."""
_KEY_RESULT = re.compile(r"^\W*(?:P\d\W+)?(?:KRs?|KPIs?|key results?)(?=\W|\d)[^:]{0,12}:(?=.*\d)", re.IGNORECASE)
_COUNTS = re.compile(r"\bhow (?:many|much|often|long)\b|\b(?:share|number|count|rate|proportion) of\b", re.IGNORECASE)
_VELOCITY = re.compile(
    r"\b(?:(?:sprint|team|average|our|their|by|on|track\w*|measur\w+) velocity|velocity (?:charts?|reports?|is|per|in|"
    r"of|rose|fell|rises|went|grew|up|down|\d)|story points?|burn-?down|% complete|tickets? done|"
    r"(?:team|ticket|story|sprint|issue|delivery) throughput|throughput (?:of|in) (?:tickets|stories|issues|the team)|"
    r"features? (?:shipped|per))\b",
    re.IGNORECASE,
)
"""Work done; "more velocity" among the aims, or a system's throughput, is none."""
_WISHED_SPEED = re.compile(r"\bvelocity\b", re.IGNORECASE)
_OPTION = re.compile(
    r"\b(?:two|three|four|several|2|3|4) (?:ways|options|bets|approaches|variants|alternatives|tests|"
    r"experiments|ideas|prototypes)\b|\b(?:other|alternative) (?:options|approaches|solutions) (?:that )?(?:we )?"
    r"(?:considered|looked at|weighed)\b|\balternatives considered\b|\b(?:option|variant|bet|way) [ab12]\b|"
    r"(?<!for )(?<!about )(?<!on )\b(?:a/?b[- ]test|a/b (?:the|two|both)\b)|"
    r"\b(?:test|tried|try|compar|buil)\w* (?:\w+ ){0,3}prototypes\b|"
    r"(?<!as an )\b(?:experiment(?:s|ed)?|hypothes[ei]s|prototyp(?:ed|ing)|the other idea|the other way|"
    r"we try|we tried|we test(?:ed)?|usability test\w*|concept test\w*)\b|\bzwei wege\b",
    re.IGNORECASE,
)
_WEIGHED = re.compile(
    r"\b(?:consider\w*|evaluat\w*|weigh\w*|explor\w*|compar\w*|choos\w+ (?:between|from|among)|decid\w+ between) "
    r"(?:(?:one|each|any|some) of )?(?:the )?"
    r"(?:(?:following|several|different|various|multiple|possible|alternative) )+"
    r"(?:approaches|options|alternatives|designs|variants|solutions|ways)\b",
    re.IGNORECASE,
)
"""How it is said that ways are weighed, however many: "we will consider the following approaches"."""
_MANNER = re.compile(
    r"\b(?:through|via|in|with|by|from|offers?|provides?|supports?|shows?|allows?|gives?)\W+$", re.IGNORECASE
)
"""What stands before ways in which a thing works, and not ways to the outcome: "in two ways"."""
_ASSUMED = re.compile(r"\b(?:assum\w+|risks?|requirements?|compliance|acceptance|criteria)\b", re.IGNORECASE)
"""A heading above what has to hold or to be checked, and no way to the outcome."""
_SEVERAL = re.compile(r",[^,.;]+(?:,| and | or )|;|\bbetween\b.+\band\b|\b(?:against|versus|vs)\b", re.IGNORECASE)
"""How a sentence tells of more than one way."""
_PHASES = re.compile(
    r"\b(?:phases|(?:first|second|third|next|initial|final|each|every|pilot|one) phase|"
    r"phase (?:\d|one|two|three|i+|[ab])\b|waves?|step by step|one at a time|trial (?:runs?|periods?|phases?|sites?)|"
    r"(?:a|our|this|first|small|short) trial\b(?! (?:mode|account|user|version))|spikes?(?: out)?|"
    r"(?:initial|first|minimum|minimal|basic) (?:\w+ )?(?:delivery|versions?|releases?|implementation|scope|features?|"
    r"slice|cut|deployment)|initially (?:we|deploy\w*|launch\w*|support\w*|only|for|with|in)|"
    r"we (?:will |can |have )?(?:initially|first) (?:deploy|launch|releas|ship|roll|offer|support|us)\w*|"
    r"followed up (?:by|with)|(?:we|to|will|by) start(?:ing)? (?:small|with (?:one|two|a few|some|the first|"
    r"an? (?:small|single|limited))\b)|"
    r"one (?:after|by) (?:the other|one)|depot (?:after|by) depot|"
    r"pilot\w*|roll-?out|mvp|increment\w*(?! the\b)|iterat\w+|staged|"
    r"(?:in|by|two|three|four|several|of) (?:\w+ ){0,2}stages|stages? (?:\d|one|two|three)\b|"
    r"one (?:road|solution|way(?! to (?:see|know|tell|find|check|look)\b))"
    r"|releas\w+ (?:early|often)|early and often|proofs? of concept|multi-?(?:part|phased?|step|stage)\w*)\b"
    r"|\(\W*part [1-9]\b|\bpart [1-9]:",
    re.IGNORECASE,
)
_LOOKED_INTO = re.compile(
    r"\b(?:look(?:ing)? into|explor(?:e|es|ing)|investigat(?:e|es|ing)|find(?:ing)? out|understand(?:ing)?|"
    r"assess(?:ing)?|evaluat(?:e|ing))\b[^.;]{0,90}\b(?:whether|if (?:it|they|we|this|there)|"
    r"how [^.;]{0,60}(?:could|might|should))\b",
    re.IGNORECASE,
)
"""How it is left open whether, or how, something is done at all."""
_LEARNT = (
    r"(?:feedback|learnings?|lessons|results|findings|insights|(?:user|customer|partner|community|client)s?['’]? needs|"
    r"what (?:we|is|was) learn\w*)"
)
_ADAPTED = re.compile(
    r"\b(?:learn(?:ing)? (?:and|as we) (?:refin|adapt|adjust|iterat|improv|go)\w*|"
    r"(?:adapt|adjust|refin|revis|expand|scal|extend|iterat|add|chang|decid|choos|pick)\w*\b[^.;]{0,60}"
    rf"\b(?:based on|depending on|in response to|in light of) [^.;]{{0,40}}\b{_LEARNT}|"
    rf"(?:based on|depending on|in light of) [^.;,]{{0,30}}\b{_LEARNT}\b[^.;]{{0,60}}\b(?:we may|we intend|"
    r"will|next|further|decide))\b",
    re.IGNORECASE,
)
"""How it is said that what is learnt on the way changes the way."""
_BASED_ON = re.compile(r"\b(?:based on|informed by|drawn from|following|after|from)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
"""What stands before a test whose results are used: it is over, and leaves no other way open."""
_FIXED = re.compile(
    r"(?<!moment )(?<!point )(?<!just )\b(?:in|on|within)[- ](?:budget|time|scope)\b|"
    r"\bfixed (?:scope|budget|price|date)\b|"
    r"\bbudget\b[^.]{0,30}\bfixed\b|\b(?:scope|budget|date)s? (?:is|are) (?:fixed|frozen|final)\b|"
    r"\bon schedule\b|(?<!confidence )(?<!certainty )(?<!clarity )(?<!agree )(?<!agreement )(?<!decision )"
    r"(?<!decide )(?<!depending )(?<!input )"
    r"\bon (?:the|its) (?:(?:agreed|planned) date|date|(?:agreed|planned) day|day\b(?! of\b))\b|"
    r"\bwithin (?:(?:[£$€]|EUR |GBP |USD )\s?\d|[\d.,]+ (?:\w+ )?(?:pounds|euros?|dollars|EUR|GBP|USD)\b)|"
    r"\ball (?:deliverables|milestones|features|work packages|functions)\b|(?<!user )\bacceptance\b(?! test)|"
    r"\bmilestones?\b(?![^.]*\b(?:learn\w*|iterat\w+|will be|would be|to be (?:determined|defined|agreed|set)|"
    r"were created|(?:be|are|is) (?:dropped|parked|cancell?ed|moved))\b)",
    re.IGNORECASE,
)
_KEPT = (
    ("scope", re.compile(r"\bscope|deliverables|features|work packages|functions|acceptance", re.IGNORECASE)),
    ("dates", re.compile(r"\btime\b|\bdates?\b|schedule|\bday\b|milestone", re.IGNORECASE)),
    ("budget", re.compile(r"budget|price|^within \W*(?:EUR|GBP|USD|\d)|pounds|euro|dollar|[£$€]", re.IGNORECASE)),
)
"""What a project keeps to, by the words that say so."""
_LOOKS_BACK = re.compile(
    r"^\W*(?:what |things that )?(?:went (?:well|badly|wrong)|did(?:n'?t| not)? (?:go|work)\b|worked(?: well)?\b|"
    r"was good)", re.IGNORECASE
)  # fmt: skip
"""How a remark of a retrospective begins: how the work went is no test of its success."""


def has_rhythm(text: str) -> bool:
    """Whether a text says how often, and not only in the name of something ("for Weekly Start")."""
    return any(not _IN_NAME.search(f"{text[: at.start()]}\0{text[at.start() :]}") for at in _RHYTHM.finditer(text))


def _counts_work(text: str) -> bool:
    """Whether a text only says how much of the work is done; the bare word "velocity" may be a wish."""
    return bool(_VELOCITY.search(text)) or reports_completion(_WISHED_SPEED.sub(" ", text))


def judge_indicator(case: Case) -> Finding:
    """Return the finding on the early signal."""
    own = [line for line in case.evidence.own if line.section is not Section.EXCLUDED and not is_ticket(line)]
    signals = [
        line
        for line in own
        if (line.section is Section.SIGNAL or _SIGNAL.search(line.text) or _RHYTHM_OF.search(line.text))
        and not _VELOCITY.search(line.text)
        and not _counts_work(line.text)
    ]
    rhythm = [line for line in signals if has_rhythm(line.text)] or [
        line
        for line in own
        if has_rhythm(line.text)
        and (line.section is Section.MEASURE or _LOOKS.search(line.text))
        and (parse_measure(line.text).is_partial or _COUNTS.search(line.text))
        and line.statement.output < 0.6
    ]
    if rhythm:
        return finding(
            INDICATOR,
            Level.MET,
            "There is a signal that is looked at in a rhythm.",
            [*rhythm[:1], *(line for line in signals[:1] if line not in rhythm)],
        )
    lagging = [line for line in own if line.section is Section.MEASURE and parse_measure(line.text).is_partial] or [
        line for line in own if parse_measure(line.text).baseline and line.statement.lean > 0.5
    ]
    lagging += [line for line in own if _KEY_RESULT.match(line.text) and parse_measure(line.text).is_partial]
    velocity = [
        line
        for line in own
        if _VELOCITY.search(line.text) or (_counts_work(line.text) and (line.is_intent or not lagging))
    ]
    if velocity and not signals:
        return finding(
            INDICATOR, Level.NOT_MET, "Progress is read from work done: velocity, points or % complete.", velocity[:2]
        )
    if signals or lagging:
        return finding(
            INDICATOR,
            Level.PARTIAL,
            "There is a signal without a rhythm, or only a lagging result.",
            (signals or lagging)[:2],
        )
    return finding(INDICATOR, Level.NO_EVIDENCE, "No signal and no review rhythm is written down.", (), case.searched())


def judge_options(case: Case) -> Finding:
    """Return the finding on open options."""
    own = [line for line in case.evidence.own if line.section is not Section.EXCLUDED and says_something(line)]
    listed = [
        line
        for line in own
        if line.section is Section.OPTIONS
        and line.role in (Role.ITEM, Role.ROW, Role.FIELD)
        and len(line.text.split()) >= 3
        and not _ASSUMED.search(line.heading)
        and not _is_of_values(line)
    ]
    tried = showing(filter(_tells_of_ways, own), WAYS)
    if len(listed) >= 2 or tried:
        return finding(OPTIONS, Level.MET, "More than one way is open or being tested.", [*tried[:2], *listed[:2]])
    fixed = [line for line in own if _is_fixed(case, line)][:2]
    if fixed:
        return finding(OPTIONS, Level.NOT_MET, _kept(fixed), fixed)
    phases = [line for line in own if _PHASES.search(line.text) and not is_ticket(line)]
    if phases:
        return finding(OPTIONS, Level.PARTIAL, "One solution, delivered in phases.", phases[:2])
    adapted = [line for line in own if _ADAPTED.search(line.text) and not is_ticket(line)]
    if adapted:
        return finding(OPTIONS, Level.PARTIAL, "What is learnt on the way is to change it.", adapted[:2])
    open_still = [line for line in own if _LOOKED_INTO.search(line.text) and not is_ticket(line)]
    if open_still:
        return finding(OPTIONS, Level.PARTIAL, "Whether or how to do it is still being looked into.", open_still[:2])
    return finding(
        OPTIONS, Level.NO_EVIDENCE, "Nothing says whether there are other ways or small tests.", (), case.searched()
    )


def _is_of_values(line: Line) -> bool:
    """Whether a line is a row of measurements rather than of ways: most of its cells are numbers."""
    cells = [cell for cell in line.text.split(" | ") if cell.strip()] if line.role is Role.ROW else []
    return 2 * sum(cell.strip()[:1].isdigit() for cell in cells) > len(cells)


def _tells_of_ways(line: Line) -> bool:
    """Whether a line tells of more than one way; what is its goal as a deliverable has been decided on."""
    if line.section is Section.OPTIONS and _SEVERAL.search(line.text) and not _ASSUMED.search(line.heading):
        return True
    if line.section is Section.ASIDE or (line.section is Section.OUTCOME and states_output(line)):
        return False
    if _WEIGHED.search(line.text):
        return True
    before = (line.text[: at.start()] for at in _OPTION.finditer(line.text))
    return any(not (_BASED_ON.search(text) or _MANNER.search(text)) for text in before)


def _is_fixed(case: Case, line: Line) -> bool:
    """Whether a line sets what is to be kept, and no goal of the strategy asks for that."""
    match = _FIXED.search(line.text)
    if match is None or line.statement.outcome >= 0.5 or _LOOKS_BACK.match(line.text):
        return False
    goals = (goal.name.lower() for goal in case.strategy.goals if goal.declared)
    return not any(match.group().lower() in goal and goal in line.text.lower() for goal in goals)


def _kept(lines: Sequence[Line]) -> str:
    """Return the reason that says what some lines keep to, and no more."""
    said = [match.group() for line in lines for match in _FIXED.finditer(line.text)]
    *others, last = [what for what, words in _KEPT if any(words.search(text) for text in said)] or ["plan"]
    kept = f"{', '.join(others)} and {last}" if others else last
    return f"Keeping its {kept} is what counts; no other way is told."
