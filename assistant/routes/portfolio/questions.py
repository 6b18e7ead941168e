"""What a question about all initiatives at once asks for; None of it where it asks for something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Dimension, Verdict
from assistant.text.spoken_numbers import WHOLE, whole_of


class Asked(StrEnum):
    """The questions that a portfolio answers."""

    EVERY = "every"
    UNDER_WAY = "under_way"
    INITIATIVES = "initiatives"
    OUTCOMES = "outcomes"
    UNSERVED = "unserved"
    UNMEASURED = "unmeasured"
    SERVING = "serving"
    WAY_OF_WORKING = "way_of_working"
    OWNERS = "owners"
    RULED_OUT = "ruled_out"
    TO_STOP = "to_stop"
    ATTENTION = "attention"
    TO_ASK = "to_ask"
    OPEN_WORK = "open_work"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class PortfolioQuestion:
    """What is asked: initiatives of some verdicts or that lack something, or what serves an outcome.

    Of work and money "" means no outcome, None each of them; `measure` is what tables call the money; `surely` says
    that what is named must be an outcome ("what are we doing about hosting" may ask of something else), or that the
    initiatives of the portfolio are meant ("which projects do we have" may ask of something else). `most` is the
    number of outcomes that is asked for.
    """

    asked: Asked
    verdicts: frozenset[Verdict] = frozenset()
    lacks: Dimension | None = None
    outcome: str | None = ""
    counts: bool = False
    measure: str = ""
    surely: bool = True
    most: int | None = None


_INITIATIVES = (
    r"(?:initiatives?|projects?|epics?|bets?|rocks?|programmes?|programs?|workstreams?|schemes?"
    r"|initiativen|projekte|iniciativas|proyectos)"
)
_OUTCOMES = (
    r"(?:outcomes?|objectives?|goals?|aims?|ambitions?|priorities"
    r"|priority(?![ -](?:[\w-]+ )?(?:issues?|bugs?|defects?|stor(?:y|ies)|tasks?|epics?|tickets?|cases?|items?|cards?"
    r"|deals?|work|customers?|accounts?)\b)|okrs?|ziele|objetivos|resultados)"
)
"""What the organisation is after; the priority of an issue is none of it."""
_WHICH = r"(?:which|what|list|show|name|how many|any|all|welche|wie viele|qué|cuáles|cuánt[ao]s)"
_MANY = re.compile(rf"\b{_WHICH}\b[^?]*\b{_INITIATIVES}\b|^\W*(?:our |the )?{_INITIATIVES}\b", re.IGNORECASE)
_AT_PRESENT = r"(?:\s+(?:(?:right )?now|today|currently|at the moment|at present|in all|altogether))*"
_EVERY = re.compile(
    rf"^\W*(?:please )?(?:{_WHICH}|(?:tell|give|show) me)(?:['’]s| are| is)?\s+"
    r"(?:(?:all|of|our|the|my|current|running|active|ongoing|key|main|strategic)\s+)*"
    rf"{_INITIATIVES}(?:\s+(?:(?:that )?we (?:currently )?(?:have|run)|are there|(?:do|are|have) we(?: currently)?"
    r"(?: (?:have(?: got)?|got|run(?:ning)?|work(?:ing)? on|doing|pursu(?:e|ing)))?"
    rf"|(?:are )?(?:in|of) (?:the|our) (?:portfolio|organi[sz]ation|company)))?{_AT_PRESENT}\W*$"
    r"|^\W*(?:please )?(?:what(?:['’]s| is)(?: in)?|show(?: me)?|list|describe|summari[sz]e|(?:give|tell) me)\s+"
    rf"(?:the|our|my) (?:(?:whole|entire|current|initiative|project) )*portfolio{_AT_PRESENT}\W*$",
    re.IGNORECASE,
)
"""All that the portfolio has, and nothing of it in particular."""
_UNDER_WAY = re.compile(
    rf"^\W*what (?:are|do) we (?:currently |actually |all )*work(?:ing)? on{_AT_PRESENT}\W*$", re.IGNORECASE
)
_OF_PORTFOLIO = re.compile(r"initiativ|iniciativ|portfolio", re.IGNORECASE)
_ANYTHING_AMISS = re.compile(
    r"^\W*(?:what|which)(?:['’]s| is| are| do we do that is| are we doing that is| of (?:our|the) work is)"
    r" (?:currently |still )?(?:not |off |out of |mis|un)",
    re.IGNORECASE,
)
"""Of all that is done what does not lead to an outcome, whatever it is called."""
_AMOUNT = re.compile(r"\bhow much\b|\b(?:share|percentage|per ?cent|proportion|fraction|part) of\b", re.IGNORECASE)
"""Of money or time, which no list of initiatives tells."""
_HOW_MANY = re.compile(r"^\W*(?:how many|wie viele|cuánt[ao]s)\b", re.IGNORECASE)
_NOT = r"\b(?:not|aren['’]?t|isn['’]?t|nicht|no (?:están?|son))\W{0,2}(?:\w+ ){0,2}?"
_VERDICTS: tuple[tuple[str, frozenset[Verdict]], ...] = (
    (
        r"\bnot (?:yet )?(?:fully|completely|entirely|wholly|really) (?:\w+[ -])?aligned\b",
        frozenset({Verdict.NOT_ALIGNED, Verdict.OUTPUT_DRIVEN, Verdict.PARTLY_ALIGNED}),
    ),
    (rf"{_NOT}output[- ]?(?:driven|oriented)\b", frozenset({Verdict.ALIGNED, Verdict.PARTLY_ALIGNED})),
    (
        rf"{_NOT}(?:(?:\w+[ -])?(?:aligned|alinead[oa]s?|ausgerichtet)|outcome[- ](?:driven|oriented|focuss?ed)"
        r"|on (?:strategy|course))\b|\b(?:mis|un)aligned\b|\boff (?:strategy|course)\b|\bout of line\b",
        frozenset({Verdict.NOT_ALIGNED, Verdict.OUTPUT_DRIVEN}),
    ),
    (r"\b(?:partly|partially|half(?= ?-?\w*aligned)|teilweise|parcialmente)\b", frozenset({Verdict.PARTLY_ALIGNED})),
    (
        r"\boutput[- ]?(?:driven|oriented|only)\b|\bmanaged to (?:scope|dates?)\b"
        r"|\b(?:just|only|merely) (?:outputs?|features?|ship\w*|build\w*|deliver\w*)\b",
        frozenset({Verdict.OUTPUT_DRIVEN}),
    ),
    (r"\bcannot (?:be )?(?:tell|told|judged|assessed)\b|\bunclear\b|\bunknown\b", frozenset({Verdict.CANNOT_TELL})),
    (
        r"\b(?:aligned|outcome[- ](?:driven|oriented|focus(?:s)?ed)|on (?:strategy|course))\b"
        r"|\b(?:alinead[oa]s|ausgerichtet)\b",
        frozenset({Verdict.ALIGNED}),
    ),
)
_WITHOUT = r"\b(?:no|without|lacks?|lacking|missing|ohne|sin|keine?n?)\b(?:\s+(?:an?|any|clear|named))*\s+"
_LACKS: tuple[tuple[str, Dimension], ...] = (
    (rf"{_WITHOUT}(?:measures?|metrics?|targets?|kpis?|numbers?|messgrößen?|métricas?)\b", Dimension.MEASURE),
    (rf"{_WITHOUT}(?:\w+ )?(?:owners?|players?|users?|customers?|verantwortlichen?|responsable)\b", Dimension.PLAYER),
    (rf"{_WITHOUT}(?:problems?|evidence|proof|belege?|evidencia)\b", Dimension.PROBLEM_EVIDENCE),
    (rf"{_WITHOUT}(?:leading indicators?|early signals?|signals?)\b", Dimension.LEADING_INDICATOR),
    (rf"{_WITHOUT}(?:stop rules?|stopping rules?|exit (?:rules?|criteria))\b", Dimension.STOP_RULE),
    (
        rf"{_WITHOUT}(?:\w+ )?(?:(?:links?|ties?|connections?) (?:to|with) (?:\w+ )?)?(?:{_OUTCOMES}|strategy)\b"
        r"|\b(?:serve|support|move|touch)s? (?:no|none of)\b"
        r"|\bnot (?:linked|tied|connected)\b|\borphan(?:s|ed)?\b",
        Dimension.OUTCOME_LINK,
    ),
)
_UNLINKED = re.compile(
    rf"\b{_WHICH}\b[^?]*\b(?:{_INITIATIVES}|work|things|efforts?|activities)\b[^?]*\b(?:not|(?:do|does|is"
    rf"|are)n['’]?t)\b"
    r"\s+(?:\w+\s+)?(?:serv\w+|support\w*|contribut\w+|help\w*|mov\w+|fit\w*|belong\w*)\b"
    rf"[^?]*\b(?:{_OUTCOMES}|strategy)\b",
    re.IGNORECASE,
)
_OF_OUTCOMES = rf"^\W*(?:{_WHICH}\W+(?:\w+\W+){{0,3}}?)?{_OUTCOMES}\b[^?]*"
_UNSERVED = re.compile(
    rf"{_OF_OUTCOMES}"
    r"\b(?:no|without|nobody|no one|none|unserved|orphan\w*|"
    r"not(?! (?:reach|met?\b|meet|hit|achiev|attain|measur|mov|chang|grow|improv|ris|fall|progress)|\W*$))\b",
    re.IGNORECASE,
)
_UNMEASURED = re.compile(
    rf"{_OF_OUTCOMES}(?:\b(?:no|without|lacks?|missing)|(?:\bnot|n['’]t)(?: yet)? (?:have|got))"
    r" (?:(?:an?|any) )?(?:[\w-]+ )?"
    r"(?:numbers?|figures?|targets?|measures?|metrics?|kpis?|baselines?|key results?)\b",
    re.IGNORECASE,
)
_OTHERWISE_LACKING = re.compile(
    r"\b(?:no|without(?: an?| any)?|lacks?|missing) (?:[\w-]+ ){0,2}?"
    r"(?:owners?|dates?|deadlines?|budgets?|leads?|money|funding)\b",
    re.IGNORECASE,
)
"""What an outcome lacks beside a measure, which does not say that nothing serves it."""
_SUBJECT_OF_OUTCOMES = (
    r"(?:(?:(?:do we|does (?:the|our) (?:strategy|company|organi[sz]ation)) (?:have|pursue|aim for|want|name|set|list"
    r"|work (?:on|for|towards?))|are there|have we set)(?: (?:in|for) 20\d\d)?"
    r"|(?:of|for|in)\s+(?:the\s+(?:strategy|company|organi[sz]ation)|our strategy|this year"
    r"|20\d\d(?:\s*(?:-|–|to|and)\s*(?:20)?\d\d)?))"
)
_LISTS_OUTCOMES = re.compile(
    r"^\W*(?:what|which|list|show|name|welche|was|cuáles|qué)\b(?:\s+(?:are|is|sind|son|me|us))?\s+"
    r"(?:(?:all|our|the|current|strategic|main|key|die|unsere|nuestros|los|named|company|top|first|biggest"
    rf"|most important|(?P<most>{WHOLE}))\s+)*"
    rf"{_OUTCOMES}(?:\s+{_SUBJECT_OF_OUTCOMES})?\W*$",
    re.IGNORECASE,
)
_SERVING = re.compile(
    rf"\b(?:which|what|list|how many)\b(?:\s+\w+){{0,4}}?\s+{_INITIATIVES}\b\s+(?:(?:that|which|do|does)\s+)?"
    r"(?:serve|support|work (?:on|for|towards?)|contribute to|move|drive|help|pursue|are (?:there )?for)s?\s+"
    r"(?:the\s+)?(?:(?:outcome|objective|goal)\s+)?(?P<outcome>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_OPERATING = re.compile(
    r"\b(?:are|is|do|does|run)\b[^?]*\b(?:we|us|ours?|company|organi[sz]ation|firm)\b[^?]*\bfeature factor(?:y|ies)\b"
    r"|\boperating[- ]model\b|\bproject or product\b|\bproduct or project\b"
    r"|\b(?:do|are) we (?:still )?(?:manag\w+|work\w*|run\w*|organi[sz]\w+)\b[^?]*"
    r"\b(?:projects?|products?|scope|dates?|outcomes?|outputs?)\b",
    re.IGNORECASE,
)
_WORKED_ON = r"(?:work(?:s|ed|ing)|busy|building|spending time|making|doing)"
_GIVEN_UP = (
    r"(?:stopped|ruled out|given up|gave up|cancell?ed|dropped|not (?:to )?do(?:ing)?|will not do|decided against"
    r"|said (?:we|it) would(?: not|n'?t) do|said no to|no longer want\w*)"
)
_END = r"(?:stop|kill|cancel|end|drop|shut down|cut|paus)"
_MAY = r"(?:should|could|can|must|might|need to)"
_ASKED_ONES = r"(?:\s*(?:owners?|teams?|leads?|initiatives?|people))?"
_AT_REVIEW = (
    r"(?: (?:in|at|for|during|before) (?:the|our|my|this|next|a) (?:\w+ ){0,3}(?:review|meeting|council|board|session"
    r"|update|check-?in|call|steering|stand-?up))?"
)
_SEVERAL = r"(?:two|2|several|different|more than one|many|conflicting|competing|unclear)"
_LEADERS = r"(?:i|we|you|me|us|the (?:board|council|executives?|leadership|management)(?: team)?)"
_WORRIES = r"(?:worry|be (?:most |more )?(?:worried|concerned)|watch out|pay attention)"
_NOW = (
    r"(?: (?:about|for|to|most|first|now|today|right now|this (?:week|month|quarter|year|monday)"
    r"|(?:in|across|with|of|from) (?:our|the|my|all) (?:portfolio|work|initiatives|programmes?|organi[sz]ation)))*\W*$"
)
_TOLD: tuple[tuple[Asked, tuple[str, ...]], ...] = (
    (
        Asked.OWNERS,
        (
            rf"\b{_INITIATIVES}\b[^?]*\b{_SEVERAL} owners?\b",
            r"\bwhere (?:do|does) (?:the |our )?documents (?:disagree|differ) (?:about|on|over) (?:the )?owners?\w*\b",
            r"\bownership\b[^?]*\b(?:unclear|disputed|contested|conflict\w*)\b",
        ),
    ),
    (
        Asked.RULED_OUT,
        (
            rf"\b(?:is|are|do|does|who|what|which|where)\b[^?]*\b{_WORKED_ON}\b[^?]*\b{_GIVEN_UP}\b",
            rf"\b{_INITIATIVES}\b[^?]*\b(?:against|despite|contradict\w*) (?:the|our) (?:strategy|decisions?)\b",
        ),
    ),
    (
        Asked.TO_STOP,
        (
            rf"\b(?:which|what|any)\b[^?]*\b(?:{_INITIATIVES}|work|things?)\b[^?]*\b{_MAY} (?:we |i |be )?{_END}\w*\b",
            rf"\bwhat {_MAY} (?:we|i) {_END}\b|\bcandidates? (?:to|for) {_END}\w*\b",
        ),
    ),
    (
        Asked.TO_ASK,
        (
            rf"^\W*what (?:questions? )?(?:{_MAY}|do|would|could|can) {_LEADERS} (?:best |have to |need to )?"
            rf"(?:ask|raise|put)(?: (?:about|of|to))?(?: (?:the|our|my|each|all|every))?{_ASKED_ONES}{_AT_REVIEW}"
            r"(?: (?:next|this|tomorrow|now)(?: \w+)?)?\W*$",
            r"^\W*(?:which|what) (?:are the )?(?:right |best |hard |good |difficult |critical |key )*questions (?:"
            rf"{_MAY} {_LEADERS} (?:ask|raise|put)|to (?:ask|raise|put))\b[^?]*\W*$",
        ),
    ),
    (
        Asked.ATTENTION,
        (
            rf"^\W*what (?:{_MAY}|do) {_LEADERS} (?:have to |need to )?{_WORRIES}{_NOW}",
            rf"^\W*(?:what|is there anything(?: that)?) {_LEADERS} {_MAY} {_WORRIES}{_NOW}",
            rf"^\W*(?:which|what) {_INITIATIVES} {_MAY} {_LEADERS} (?:look at|look into|check|discuss|talk about|review"
            rf"|worry about|focus on|start with){_NOW}",
            r"^\W*(?:what|where|which initiatives?|which things?) (?:most |urgently )?(?:needs?|requires?|deserves?)"
            rf" (?:(?:my|our|your|the board's|management|more|most) )?attention{_NOW}",
            rf"^\W*what (?:should )?keeps? {_LEADERS} (?:awake|up)(?: at night)?{_NOW}",
            r"^\W*(?:what|where) (?:is|are|do)\b(?: things| we| it| something)* (?:going wrong|go wrong|in trouble)"
            rf"{_NOW}",
            rf"^\W*(?:what|where|which|are there(?: any)?)\b(?: are)?(?: the| our| any)* red flags{_NOW}",
        ),
    ),
)
_ITEMS = r"(?:work|tickets?|issues?|items?|backlog|stories)"
_SERVES = (
    r"(?:serves?|supports?|(?:is|are) (?:on|aimed at|for)|goes? (?:in)?to|go towards?|moves?|touch(?:es)?"
    r"|contributes? to|belongs? to|helps?|stands? under)"
)
_OPEN_WORK = re.compile(
    r"^\W*(?:how much|what (?:share|part|percentage|proportion|fraction)|how many)\b"
    rf"[^?]*?\b{_ITEMS}\b[^?]*?\b{_SERVES}\s+(?P<outcome>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_MONEY = r"(?:money|budgets?|funding|funds|spend(?:ing)?|spent|costs?)"
_OF_MONEY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^\W*(?:how much|what (?:share|part|percentage|proportion|fraction))\b[^?]*?\b{_MONEY}\b[^?]*?\b{_SERVES}"
        r"\s+(?P<outcome>[^?]+?)\s*\??$",
        rf"^\W*(?:which|what) (?:of (?:our|the) )?{_OUTCOMES} (?:do|does|gets?|has|have|receives?|takes?)\b"
        rf"[^?]*\b(?:most|least|more|{_MONEY})\b[^?]*\b{_MONEY}\b",
        rf"^\W*(?:which|what) {_OUTCOMES} (?:costs?|do we spend) (?:us )?(?:the )?(?:most|least)\b",
        rf"\b{_MONEY}\b (?:by|per|for each) {_OUTCOMES}\b",
        r"^\W*(?:where|on what|how much|which|what (?!share|part|percentage|proportion|fraction))\b"
        rf"[^?]*\b{_MONEY}\b[^?]*\b(?P<none>without|no|not|none)\b"
        rf"[^?]*\b{_OUTCOMES}\b",
    )
)
_ANY_OUTCOME = re.compile(
    rf"^(?:(?:an?|any|some|one|each|our|the|of|strategic|named|stated|at least)\s+)*(?:{_OUTCOMES}|strategy)$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|none|never|without)\b|n['’]t\b", re.IGNORECASE)
_DOING = re.compile(
    r"^\W*what (?:are|do) we (?:currently |already |actually )?(?:doing|do) (?:about|against|for|to (?:improve|fix"
    r"|reduce|lower|solve|tackle|raise|increase|cut|shorten|reach|meet|hit))\s+(?:the\s+"
    r"|our\s+)?(?P<outcome>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\bwe(?:['’](?:re|ll|ve)| are| will| have| had| plan| decided)\b"
    r"|\b(?:will|plan(?:s|ned)? to|in progress|started|decided)\b"
    r"|\b(?:is|are) (?:being )?(?:\w+ly )?(?:build|work|develop|test|pilot|improv|introduc|fix|chang|add)\w*",
    re.IGNORECASE,
)
"""How it is said that something is done, or will be."""
_NOBODYS = re.compile(
    rf"\b(?:anything|things?|what|work|{_INITIATIVES})\b[^?]*\b(?:nobody|no one|no-one)\b[^?]*"
    r"\b(?:owns?|answers? for|leads?|is (?:responsible|accountable))\b(?: for)?\W*$",
    re.IGNORECASE,
)
_NO_OUTCOME = re.compile(rf"^(?:no|none of|nothing|any)\b(?:[^?]*\b{_OUTCOMES}\b)?", re.IGNORECASE)


def portfolio_question(question: str) -> PortfolioQuestion | None:
    """Return what a question asks of all initiatives, None where it does not."""
    text = " ".join(question.split())
    for pattern in _OF_MONEY:
        if match := pattern.search(text):
            return _of_money(text, match.groupdict())
    if (work := _OPEN_WORK.match(text)) is not None:
        return PortfolioQuestion(Asked.OPEN_WORK, outcome=_of_work(text, work["outcome"]))
    if (doing := _DOING.match(text)) is not None:
        return PortfolioQuestion(Asked.SERVING, outcome=doing["outcome"], surely=False)
    if _UNDER_WAY.match(text):
        return PortfolioQuestion(Asked.UNDER_WAY, surely=False)
    if _EVERY.match(text):
        return PortfolioQuestion(
            Asked.EVERY, counts=bool(_HOW_MANY.match(text)), surely=bool(_OF_PORTFOLIO.search(text))
        )
    if _NOBODYS.search(text):
        return PortfolioQuestion(Asked.INITIATIVES, lacks=Dimension.PLAYER)
    if _UNLINKED.search(text) and not _AMOUNT.search(text):
        return PortfolioQuestion(Asked.INITIATIVES, lacks=Dimension.OUTCOME_LINK, counts=bool(_HOW_MANY.match(text)))
    for asked, shapes in _TOLD:
        if any(re.search(shape, text, re.IGNORECASE) for shape in shapes):
            return PortfolioQuestion(asked)
    if _OPERATING.search(text):
        return PortfolioQuestion(Asked.WAY_OF_WORKING)
    if (listed := _LISTS_OUTCOMES.match(text)) is not None:
        return PortfolioQuestion(Asked.OUTCOMES, most=whole_of(listed["most"]))
    if _UNMEASURED.match(text):
        return PortfolioQuestion(Asked.UNMEASURED)
    if _UNSERVED.match(text) and not _OTHERWISE_LACKING.search(text):
        return PortfolioQuestion(Asked.UNSERVED)
    if not (_MANY.search(text) or _ANYTHING_AMISS.match(text)) or _AMOUNT.search(text):
        return None
    counts = bool(_HOW_MANY.match(text))
    lacks = next((dimension for pattern, dimension in _LACKS if re.search(pattern, text, re.IGNORECASE)), None)
    if lacks is not None:
        return PortfolioQuestion(Asked.INITIATIVES, lacks=lacks, counts=counts)
    verdicts = next((some for pattern, some in _VERDICTS if re.search(pattern, text, re.IGNORECASE)), None)
    if verdicts is not None:
        return PortfolioQuestion(Asked.INITIATIVES, verdicts, counts=counts)
    serving = _SERVING.search(text)
    if serving is None:
        return None
    return PortfolioQuestion(Asked.SERVING, outcome=serving["outcome"], counts=counts, surely=_is_sure(text))


def asks_what_is_done(question: str) -> bool:
    """Tell whether a question asks what is done about something, whatever that is."""
    return bool(_DOING.match(" ".join(question.split())))


def says_what_is_done(words: str) -> bool:
    """Tell whether a sentence says that something is done, is planned or was decided."""
    return bool(_DEED.search(words))


def _of_work(text: str, named: str) -> str | None:
    """Return the outcome that work is said to serve: "" is none of them, None any of them."""
    if _ANY_OUTCOME.match(named) and not _DENIED.search(text):
        return None
    return "" if _NO_OUTCOME.match(named) or _ANY_OUTCOME.match(named) else named


def _of_money(text: str, said: dict[str, str | None]) -> PortfolioQuestion:
    """Return of which outcome money is asked for, and whether what is planned or what was spent."""
    outcome = said.get("outcome")
    if said.get("none") or (outcome and _NO_OUTCOME.match(outcome)):
        outcome = ""
    measure = "spend" if re.search(r"\bsp(?:ent|end)\b|\bcosts?\b", text, re.IGNORECASE) else "budget"
    return PortfolioQuestion(Asked.MONEY, outcome=outcome, measure=measure, surely=_is_sure(text))


def _is_sure(text: str) -> bool:
    return bool(re.search(rf"\b(?:serves?|supports?|{_OUTCOMES})\b", text, re.IGNORECASE))
