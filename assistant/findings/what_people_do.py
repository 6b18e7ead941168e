"""Read what people do or can do with a thing: that they use it more, what they can do, what will help them."""

from __future__ import annotations

import re

from assistant.text.surface import PEOPLE, without_label

_IS_GOING_TO_HELP = re.compile(
    r"(?<!\bthat )(?<!\bwhich )\b(?:will|(?:is|are) going to) (?:then |also )?(?:enable|help|allow|let)\b",
    re.IGNORECASE,
)
"""How it is said outright what a thing will do for somebody."""
_CAN_DO = re.compile(rf"^\W*(?:all |any |every |each |the |our |[\w-]+ )?{PEOPLE} can (?!be\b|not\b)\w+", re.IGNORECASE)
"""What people can do, below a heading for goals: a result, though it may be a function of a thing."""
_USAGE = (
    r"(?:usage|use|adoption|uptake|retention|churn|attrition|sign-?ups?|subscriptions?|conversions?|renewals?|turnout|"
    r"attendance|enrol?lments?|referrals?|repeat (?:visits|purchases))"
)
_GROWN = (
    r"(?:communit(?:y|ies)|membership|(?:user|customer|member|contributor|donor|supporter) base|participation|"
    r"market share|revenue|income|funding(?: (?:base|sources?|diversity))?)"
)
_USED_MORE = re.compile(
    r"^\W*(?:increase|grow|raise|boost|lift|double|triple|reduce|lower|cut|decrease|halve) (?:the |our )?"
    rf"(?:[\w-]+ ){{0,3}}?{_USAGE}\b(?! (?:cases?|guides?|reports?|dashboards?|pages?|forms?|stor(?:y|ies))\b)|"
    r"^\W*(?:increase|grow|double|triple|expand|broaden|widen|diversify) (?:the |our )?(?:[\w-]+ ){0,3}?"
    rf"{_GROWN}\b(?! (?:calls?|meetings?|pages?|guides?|guidelines|managers?|teams?|events?|site|websites?)\b)",
    re.IGNORECASE,
)
"""A key result that counts what people do with a thing: "Increase usage of the planner"."""
_IS_USED = re.compile(
    r"\b(?:is|are) (?:then |also )?(?:(?:widely|regularly|routinely|more often|more widely) "
    r"(?:used|adopted|re-?used|trusted|taken up|consulted|relied on)\b"
    r"|(?:used|adopted|re-?used|trusted|taken up|consulted) (?:more often |regularly )?by "
    rf"(?:[\w-]+ ){{0,3}}?{PEOPLE}\b)",
    re.IGNORECASE,
)
"""What is so once people have taken to a thing: "The planner is widely used"."""
_ONLY_POSSIBLE = re.compile(r"^\W*(?:[\w'’-]+ ){1,4}(?:might|could)\b", re.IGNORECASE)
"""How a sentence begins that tells of what may be, as a description of a design does."""


def counts_usage(text: str) -> bool:
    """Whether a text says that people use a thing more, stay, or leave less: "KR: Increase usage of the planner"."""
    return bool(_USED_MORE.match(without_label(text)) or _IS_USED.search(text))


def says_what_people_can(text: str) -> bool:
    """Whether a text says what people can do: "Clerks can see the queue and close it"."""
    return bool(_CAN_DO.match(text))


def says_it_will_help(text: str) -> bool:
    """Whether a text says outright what will help somebody: "One desk is going to allow guests to ..."."""
    return bool(_IS_GOING_TO_HELP.search(text))


def is_only_possible(text: str) -> bool:
    """Whether a text tells of what might be."""
    return bool(_ONLY_POSSIBLE.match(text))
