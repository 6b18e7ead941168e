"""Read how a report tells of the way: inquiries and worries, ideas that somebody had, wishes and hopes."""

from __future__ import annotations

import re

from assistant.gathering.lines import Line
from assistant.text.aims import names_aim

_INQUIRED = re.compile(
    r"\b(?:we|(?:the|our) team)(?: \w+ly| then| also| first)? (?:set up|conducted|ran|held|did|performed|carried out|"
    r"completed)\b[^.;]{0,50}\b(?:interviews?|surveys?|card sort\w*|observations?|(?:field|site) visits|"
    r"(?:\w+ )?(?:user|usability|formative|discovery|field) (?:research|stud(?:y|ies)|tests?|testing|sessions?))\b",
    re.IGNORECASE,
)
"""What was done to find out, in a report; it is neither made nor called success."""
_WORRIED = re.compile(
    r"\bwe (?:were|are|was|became|felt|had been)(?: \w+(?:ly)?)? (?:concerned|worried|afraid|anxious|nervous|"
    r"frustrated|overwhelmed|short[- ]staffed|understaffed)\b",
    re.IGNORECASE,
)
"""How a team tells of its own trouble on the way."""
_WOULD = re.compile(
    r"^\W*(?:this|that|it|these|those|such)"
    r"(?: (?:change|recommendation|suggestion|idea|tweak|fix|improvement|request)s?)? (?:would|could|might)\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(r"\b(?:recommend|suggest|propos)\w*\b|\bfeedback was\b", re.IGNORECASE)
"""How a sentence tells of an idea that somebody had, and the next what it would do."""
_AIMS = re.compile(r"\bwe (?:aim|want) to\b", re.IGNORECASE)
_LESS_OF = re.compile(
    r"\b(?:reduc(?:e|ing)|cut(?:ting)?(?: down)?|lower(?:ing)?|decreas(?:e|ing)|shorten(?:ing)?|shrink(?:ing)?|"
    r"halv(?:e|ing)|bring(?:ing)? down) (?:the )?(?:\w+ ){0,2}?"
    r"(?:number|amount|volume|frequency|share|rate|time|length|cost)s?\b"
    r"(?!(?:\W+\w+){0,6}\W+(?:story points?|(?:open|stale) (?:issues|tickets|pull requests)|backlog|meetings|"
    r"epics|tasks)\b)",
    re.IGNORECASE,
)
"""How a goal is said that wants less of something, other than of the team's own bookkeeping."""
_AIM_OF_INQUIRY = re.compile(
    r"\b(?:goals?|aims?|purpose|objectives?) (?:of|for) (?:the|this|that|our|each|these|all|initial|final|first)\b"
    r"[^.;,]{0,30}\b(?:test(?:ing|s)?|stud(?:y|ies)|research|sessions?|interviews?|surveys?|workshops?|rounds?)\b"
    r"|\b(?:goals?|aims?|objectives?|purpose) (?:was|were|is|are) to (?:\w+ly )?(?:learn|find out|validate|evaluate|"
    r"explore|assess|understand|gather|collect|test)\b",
    re.IGNORECASE,
)
"""What a study was to find out, which is a goal of the study and not of the work."""
_HOPED = re.compile(
    r"\b(?:that|which)(?: we)? (?:hope(?:fully)?|expect|believe|should|will|would)(?: (?:will|should|to))? "
    r"(?:reduc|cut|lower|shorten|sav|eas|spar|decreas|prevent|avoid)\w* \w+|"
    r"\bto (?:cut down on|reduce|lower|shorten|decrease|avoid|spare)\b (?:\w+ ){0,5}?(?:calls?|contacts?|visits?|"
    r"letters|e-?mails|questions|waits?|waiting|requests?|trips?|errors?|mistakes|complaints?|delays?|queues?|effort|hours|time|costs?)\b",
    re.IGNORECASE,
)
"""What a thing that was made is hoped to spare somebody."""
_TO_SEE = re.compile(
    r"^\W*to (?:help )?(?:measure|track|monitor|gauge|follow|know)\b[^.;]{0,60}"
    r"\b(?:progress|goal|effect|success|whether)\b|"
    r"\b(?:helps?|lets?|allows?) us (?:to )?(?:identify|find|see|understand|learn|measure|track|know|spot|tell)\b",
    re.IGNORECASE,
)
"""What is done to see where things stand; it is not called success."""
_WISHED = re.compile(
    r"\b(?:users?|customers?|people|clients|members|citizens|residents|patients|students|staff|"
    r"[a-z]{3,}(?:ers|ors|ists|ees|ants|ians))\b(?: (?:that|who|said|told us|also|often|repeatedly|they)){0,4} "
    r"(?:wanted|want|wished?|asked|would like) (?:to be able )?to (?!be\b|know\b|see (?:a|the|our)\b)\w+",
    re.IGNORECASE,
)
"""What people said that they would do, could they: a result, however vague, in the words of who would have it."""

_DONE = re.compile(
    r"^\W*(?:(?:this|last) (?:\w+ )?(?:week|month|quarter|year|sprint),? |recently,? |then,? |so,? )?"
    r"(?:we|they|(?:the|our) team)(?:['’]ve| have| has)?(?: (?:also|then|now|first|already|recently|just|even))* "
    r"(?!(?:need|feed|proceed|succeed|exceed)\b)(?:[a-z]{2,}ed|made|built|wrote|began|gave|put|set up) \w+",
    re.IGNORECASE,
)
"""How a sentence tells what was done: "We've also redesigned the form to make it easier to fill in"."""


def tells_done(text: str) -> bool:
    """Whether a text tells what the team did, unless it says that this is or was wanted."""
    told = _DONE.match(text)
    return told is not None and not re.search(r"\bwanted\b|\baimed\b|\bhoped\b", told.group(), re.IGNORECASE)


def tells_inquiry(text: str) -> bool:
    """Whether a text tells that somebody was asked or watched, or why, which is neither made nor called success."""
    return bool(_INQUIRED.search(text) or _AIM_OF_INQUIRY.search(text))


def tells_worry(text: str) -> bool:
    """Whether a team tells of its own trouble on the way."""
    return bool(_WORRIED.search(text))


def aims_at_less(text: str) -> bool:
    """Whether a text says that the goal is less of something: "Our goal is to reduce the number of calls"."""
    return bool((names_aim(text) or _AIMS.search(text)) and _LESS_OF.search(text))


def is_hoped(text: str) -> bool:
    """Whether a text says what a thing that was made is hoped to spare somebody."""
    return bool(_HOPED.search(text))


def is_wished(text: str) -> bool:
    """Whether a text says what people wished to do: a result, however vague."""
    return bool(_WISHED.search(text))


def is_to_see(text: str) -> bool:
    """Whether a text tells what is done to see where things stand; that is not called success."""
    return bool(_TO_SEE.search(text))


def argues_for_idea(line: Line) -> bool:
    """Whether a line says what an idea would do that the sentence before it reports."""
    block = line.document.block_at(line.start) if _WOULD.match(line.text) else None
    before = line.document.text[block.start : line.start] if block else ""
    return bool(_RECOMMENDS.search(re.split(r"[.!?]\s", before.rstrip(" .!?\n"))[-1]))
