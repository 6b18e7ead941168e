"""Tell what came about from what was planned: a target does not say that it was reached."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.plain import plain


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_COME = (
    r"(?:reach|achieve|attain|hit|meet|exceed|surpass|miss|find(?: out)?|learn|discover|reveal|show|deliver|accomplish"
    r"|take part|participate|attend|measure|observe|respond|turn up|happen|result|come (?:out|of)"
    r"|turn out|bring about|end up)"
)
_CAME = (
    r"(?:reached|achieved|attained|hit|met|exceeded|surpassed|missed|found(?: out)?|learn(?:ed|t)|discovered|revealed"
    r"|delivered|accomplished|measured|observed|took part|taken part|participated|attended|responded"
    r"|turned (?:up|out)|happened|resulted|came (?:out|of)|come (?:out|of)|ended up)"
)
_MEANT = (
    r"(?:want|wish|plan(?:n)?|hope|intend|aim|expect|mean|meant|set|propose|promise|commit(?:t)?|agree|decide|need|have"
    r"|has|try|would|should|will|suppose|say|said|ask|think|tell|told|request)(?:e?d)?"
)
_TO_VERB = rf"(?:(?!{_MEANT}\b)[^\s?,;]+ ){{0,10}}?(?<!to )(?<!to be )"
"""What stands before the verb that is asked for: no other verb of what somebody meant or said."""
_ASKS = tuple(
    _pattern(asked)
    for asked in (
        rf"\bdid(?:n['’]t)? {_TO_VERB}{_COME}\b",
        rf"\b(?:has|have|had|was|were) {_TO_VERB}{_CAME}\b",
        rf"^\W*(?:what|who|(?:which|how many) {_TO_VERB}[^\s?,;]+) (?:actually )?{_CAME}\b",
        rf"\bactually (?:{_CAME}|came|took|got|did|made|used|joined|went|was|were)\b",
        r"\bwhat (?:was|were) the (?:actual )?(?:results?|findings) (?:of|from)\b",
    )
)
_AHEAD = (
    r"(?:targets?|targeted|goals?|objectives?|aims?|key results?|okrs?|krs?|desired|planned|intended|proposed|planning"
    r"|plans?|ambitions?|success (?:criteria|criterion|metrics?|measures?)|priorit(?:y|ies)|next steps|road ?map"
    r"|hypothes[ei]s|assumptions?|research questions?|want(?:ed)? to)"
)
_TOLD = (
    r"(?:(?<!key )results?|findings?|reviews?|retro(?:spective)?s?|progress|status(?! quo)|achieve(?:d|ments?)|reached"
    r"|delivered|learn(?:ed|t|ings)|lessons|scor(?:es?|ed)|grad(?:es?|ed)|read-?outs?|to date|so far|post-?mortems?"
    r"|takeaways)"
)
_NAMES_AHEAD, _NAMES_TOLD = _pattern(rf"\b{_AHEAD}\b"), _pattern(rf"\b{_TOLD}\b")
_HAS_TOLD = _pattern(rf"\b(?:{_TOLD}|actuals?|current|now|today|values?|q[1-4]|20\d\d)\b")
"""Columns that stand beside a target and say how far it has come."""
_LABELLED = _pattern(rf"^\W*(?:[\w’'-]+ ){{0,3}}?(?:{_AHEAD}|KR\s?\d+)\b[^:.]{{0,60}}:(?P<said>.*)$")
"""A line that calls itself a target: "Desired number of users: 12", "Key Result 1: ..."."""
_WE = r"(?:we|i|they|(?:the|our|this) (?:[\w-]+ ){0,2}(?:team|squad|group|organi[sz]ation|company|department))"
_FIND_OUT = (
    r"(?:figure out|find out|learn|understand|determine|decide|explore|validate|investigate|assess|evaluate"
    r"|see (?:if|whether))"
)
_INTENDS = (
    rf"(?:\b{_WE}(?:['’]re|['’]m| are| is| am)? (?:(?:also|still|now) )?"
    r"(?:want(?:s|ed|ing)?|plan(?:s|ned|ning)?|hop(?:e|es|ed|ing)|intend(?:s|ed|ing)?|aim(?:s|ed|ing)?"
    r"|expect(?:s|ed|ing)?|wish(?:es|ed)?|would like|need(?:s|ed)?|going|looking|set out|tr(?:y|ies|ied|ying)) to\b"
    rf"|\b(?:will|shall)\b|['’]ll\b|\bto {_FIND_OUT}\b)"
)
_GOAL = r"\b(?:goal|target|objective|aim|plan|ambition|intention)"
_ON = r"[,;:.!?)]\s|\b(?:and|but|which|though|although)\b|$"
_INTENTION = _pattern(
    rf"(?:{_INTENDS}|{_GOAL} (?:is|was) (?:to|that)\b).*?(?={_ON})"
    rf"|{_GOAL} (?:of|to)\b.*?(?={_ON}|\b(?:was|were|has|have)\b)"
)
"""What somebody intends, up to where the sentence goes on to something else."""
_PAST = _pattern(
    r"(?<!to )(?<!be )(?<!is )(?<!are )(?<!get )(?<!being )\b(?:did(?:n['’]t)?|had"
    r"|(?:was|were)(?! (?:to|set|planned|meant|expected|supposed|proposed|intended|designed to)\b)"
    r"|(?:has|have) (?:(?:not|also|now|already|since) )?(?:been|hit|\w{3,}(?:ed|en))"
    r"|reached|achieved|attained|exceeded|surpassed|missed|fell|rose|grew|dropped|declined|doubled|halved|tripled"
    r"|found|learn(?:ed|t)|discovered|revealed|showed|told|said|reported|saw|took|came|went|got|made|gave|won|lost|met"
    r"|responded|participated|attended|joined|delivered|completed|finished|shipped|launched|released|closed|signed"
    r"|ended|turned|managed|failed|held|ran|interviewed|(?<=\w )(?:improved|increased|decreased|reduced))\b"
    r"|\bhit\b[^.;]*\b(?:last|yesterday|ago)\b|\b(?:last|yesterday|ago)\b[^.;]*\bhit\b"
    r"|(?<!key )\b(?:results?|actual)\b\W*(?::|\d)"
)


_BOUND = _pattern(
    r"^\W*(?:(?:at least|at most|no (?:more|less|fewer) than|(?:more|less|fewer) than|up to) )(?:\d|half\b)"
)
"""How a target begins: "at least 50 % of the team have shared something" is one whatever its tense."""


def asks_what_came(question: str) -> bool:
    """Tell whether a question wants to know what was reached, found or delivered, or who took part.

    What somebody wanted to reach is another question.
    """
    return any(asked.search(question) for asked in _ASKS)


def is_only_planned(words: str, heads: Sequence[str], labels: Sequence[str] = ()) -> bool:
    """Tell whether a line says only what is planned, wanted or aimed at, and not what came of it.

    `heads` are the headings above it and its document's title, the nearest first; `labels` are its field or columns.
    """
    if any(map(_HAS_TOLD.search, labels)):
        return False
    if labelled := _LABELLED.match(words):
        return not _tells(labelled["said"])
    announced = any(map(_NAMES_AHEAD.search, labels)) or _stands_below_plans(heads)
    if announced is None:
        announced = bool(_INTENTION.search(words))
    return announced and (not _tells(words) or bool(_BOUND.match(words)))


def is_report(words: str, heads: Sequence[str], *, in_plan: bool = False) -> bool:
    """Tell whether a line reports what came about; in a plan only below a heading that announces what did."""
    below_plans = _stands_below_plans(heads)
    if below_plans or (in_plan and below_plans is None) or _LABELLED.match(words) or _INTENTION.search(words):
        return False
    return _tells(words)


def _stands_below_plans(heads: Sequence[str]) -> bool | None:
    """Tell whether plans (True) or results (False) are announced by the nearest heading that announces either."""
    for head in map(plain, heads):
        if _NAMES_TOLD.search(head):
            return False
        if _NAMES_AHEAD.search(head):
            return True
    return None


def _tells(words: str) -> bool:
    """Tell whether a line says in the past tense what came about, besides what was intended."""
    return bool(_PAST.search(_INTENTION.sub(" ", words)))
