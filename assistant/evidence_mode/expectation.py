"""What an answer must contain for the question that was asked: a sentence without it does not answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.findings.people import is_ordinary, people_in
from assistant.index.words import stems

_MONTH = (
    r"(?:Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|Apr(?:il)?|(?-i:May)|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|März|Mai|Juni|Juli|Oktober|Dezember"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?|sprints?"
    r"|Tagen?|Wochen?|Monaten?|días|semanas|meses|años)"
)
_SPELLED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|dozen)"
)
# A year, a quarter or the mark of a footnote counts nothing.
_NUMBER = rf"(?:(?<![A-Za-z#^\d.,/-])(?!(?:19|20)\d\d(?!\d))\d|\b{_SPELLED}\b)"
# Of what is counted there is a whole number, or so many thousands or per cent.
_WHOLE = (
    r"(?<![A-Za-z#^\d.,/-])(?!(?:19|20)\d\d(?!\d))\d+(?:[.,\s]\d{3})*"
    r"(?!\d|[.,]\d(?![\d.,]*\s?(?:%|k\b|m\b|million|thousand|billion|per ?cent)))"
)
_CURRENCY = r"(?:euros?|pounds?|dollars?|crowns?|GBP|EUR|USD|CHF)"

_MONEY = (
    r"\b(?:how much (?!of\b)(?:\w+ ){0,2}?(?:money|cash|funding|budget|revenue|income|pipeline|spend(?:ing)?"
    r"|savings?|investment|debt|grants?)\b"
    r"|how much (?:did|does|do|will|would|has|have|was|were|is|are) [^?]*?\b(?:cost|raise|spen[dt]|paid|pay|earn|invest"
    r"|worth|charge)(?:e?d)?|(?:dollar|euro|pound|total) (?:value|amount)"
    r"|what (?:is|was|are|were|['’]s) (?:the|our|their|its) (?:[\w'’-]+ ){0,3}?"
    r"(?:price|cost|budget|fee|salary|revenue|arr)"
    r"|what (?:do|does|did|will|would) [^?]*?(?:\b(?:cost|charge)|\bpay for \w+))\b",
    r"[$€£¥]\s?\d|\d[\d.,]*\s?(?:k|m|bn|mn)\b|\d[\d.,]*\s?(?:million|thousand|billion)\b|\|\s*\d"
    rf"|\d[\d.,]*\s?{_CURRENCY}\b|\b{_CURRENCY}\s?\d|\b{_SPELLED}\s{_CURRENCY}\b",
)
_SHARE = (
    r"\b(?:what|which) (?:share|percentage|percent|proportion|fraction)\b|\bwelcher (?:anteil|prozentsatz)\b"
    r"|\bqué porcentaje\b",
    r"\d\s?%|\bper ?cent\b|\b\d+/\d+\b|\b(?:half|none|a third|two thirds|three quarters)\b"
    r"|\b(?:\d+|\w+) (?:in|out of|of(?: the)?) (?:\d+|ten|five|four|three)\b",
)
_RATE = (
    r"\bwhat (?:\w+ ){0,3}?(?:rate|uptime|availability)\b",
    rf"\d\s?%|\bper ?cent\b|\d\s?(?:/|:|in|out of)\s?\d|{_NUMBER}[^.;]*? (?:per|an?|every|each) \w",
)
_DURATION = (
    rf"\bhow long\b|\bhow much time\b|\bhow many {_UNIT}\b|\bwie lange\b|\bcuánto tiempo\b"
    r"|\bhow (?:soon|quickly|fast)\b",
    rf"{_NUMBER}[\w\s.,+/-]{{0,12}}?{_UNIT}\b|\b(?:an?|few|several|per|every|within (?:an?|the))\s+{_UNIT}\b"
    r"|\b(?:overnight|forever|until|indefinitely|immediately|instantly)\b",
)
_DATE = (
    r"^\s*(?:and |but |so )?(?:when|since when|until when|by when|wann|cuándo|on (?:what|which) (?:date|day)"
    r"|(?:what|which) (?:date|day|month|year|quarter))\b",
    rf"\b(?:19|20)\d\d\b|\b{_MONTH}\b|\bQ[1-4]\b|(?<!release )(?<!version )\b\d{{1,2}}(?:[/-]\d{{1,2}}|\.\d{{1,2}}\.)"
    r"|\bweek \d"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"|\b(?:next|last|this) (?:{_UNIT}|{_MONTH}|half|season|summer|winter|spring|autumn|fall|fiscal|financial)\b"
    r"|\b(?:today|yesterday|tomorrow|end of|after|before|until|every)\b",
)
_AT_AN_EVENT = "|after|before|until|every"
_DEADLINE = (r"\bby when\b|\bbis wann\b", _DATE[1].replace(_AT_AN_EVENT, ""))
_FREQUENCY = (
    r"\bhow (?:often|frequently|regularly)\b|\bwie (?:oft|häufig)\b|\bcon qué frecuencia\b|\bcada cuánto\b",
    r"\b(?:every|each|once|twice|hourly|daily|nightly|weekly|fortnightly|bi-?weekly|monthly|quarterly|annual(?:ly)?"
    r"|yearly|continuous(?:ly)?|always|never|rarely|seldom|sometimes|occasionally|frequent(?:ly)?|often|regularly"
    rf"|(?:per|an?) {_UNIT}|täglich|wöchentlich|monatlich|jährlich|jede[nrs]?|einmal|diari\w+|semanal\w*|mensual\w*"
    r"|anual\w*|cada|una vez)\b|\btimes\b|\d\s?%|\b(?:\d+|\w+) (?:out of|in|of) (?:\d+|ten|five|four|three)\b",
)
_HOW_MANY = (
    r"\b(?:how many|wie viele|cuánt[oa]s)\b",
    rf"{_WHOLE}|\b{_SPELLED}\b",
)
_COUNT = (
    r"\b(?:how much|what (?:\w+ ){0,4}?(?:number|amount|score|rating|average|median))\b",
    _NUMBER,
)
_ASKS_PERSON = re.compile(
    r"^\W*(?:and |but |so )?who(?:m)? (?:(?:is|are|was|were) (?:the )?(?:accountable|responsible|answerable|owner|lead"
    r"|head|sponsor|in charge)|(?:\w+ly )?(?:owns?|leads?|runs?|heads?|sponsors?|decides?|approves?|manages?|governs?"
    r"|oversees?)|signs? off|won|wins|succeeds?"
    r"|replaces?|becomes?|took over|takes over"
    r"|(?:will|would|shall) (?:be|become|succeed|replace|take over|lead|own|run)"
    r"|(?:is|was|were|gets?|got) (?:appointed|chosen|elected|hired|named|awarded|picked|selected))\b",
    re.IGNORECASE,
)
_ASKS_HOLDER = re.compile(
    r"^\W*(?:and |but |so )?who(?:'s|’s| is| are| was| were| will be| will become| becomes?) "
    r"(?:the |our |your |its |their )(?:new |next |future |current |acting )?(?P<role>(?:[\w-]+ ){0,3}"
    r"(?:owner|lead|leader|manager|director|head|sponsor|chair|chair(?:man|woman|person)|officer|designer|engineer"
    r"|architect|analyst|president|secretary|coordinator|chief|master|ceo|cto|cfo|cio|coo|vendor|contractor|supplier))s?"
    r"(?: (?:of|for|on|in|behind|at) [^?]+)?\W*$",
    re.IGNORECASE,
)
_ASKS_HOLDING = re.compile(
    r"^\W*(?:and |but |so )?who(?:m)? (?:(?:is|are|was|were) (?:the )?(?:accountable|responsible|answerable|in charge)"
    r"|(?:\w+ly )?(?:owns?|owned|leads?|led|runs?|ran|heads?|headed|sponsors?|manages?|managed|oversees?|oversaw))\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:own(?:s|ed|ing|ers?|ership)?|lead(?:s|ers?|ership|ing)?(?! (?:to|times?)\b)|led(?! to\b)|head(?:s|ed|ing)?"
    r"|runs|run by|ran|running|manag(?:e[sd]?|ers?|ing)|responsib\w+|accountab\w+|answers for|in charge|sponsor\w*"
    r"|captains?|chair\w*|direct(?:s|ed|ors?)|oversee\w*|oversaw|drivers?|dri|coordinat\w+|maintained by|maintainers?"
    r"|assign\w+|govern\w*|officers?|contacts?|taken by|held by|chiefs?|ceo|cto|cfo|coo|cpo|verantwort\w+|leit\w+"
    r"|responsable\w*)\b",
    re.IGNORECASE,
)
_NAME = (
    r"(?!(?:The|It|Its|This|That|These|Those|There|They|Their|We|Our|He|His|She|Her|In|On|At|As|If|But|And|For|No|Not)\b)"
    r"[A-ZÀ-Þ][a-zà-ÿ'’-]+"
)
_CAPITALISED = re.compile(r"(?<=\w )[A-ZÀ-Þ][\w'’-]*")
_DAYS = re.compile(rf"\b(?:{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_IS = r"(?::|;|=|\||–|—|-|,|\(|\b(?:is|are|was|were|as|becomes?|became|serves?|acts?)\b)"
_SPEAKER = re.compile(
    r"^\W*(?i:what) (?:did|does|do|has|have|was|is) (?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})"
    r" (?:say|said|think|thought|object|ask|asked|want|wanted|report|reported|propose|promise|suggest|oppose|warn|need"
    r"|argue|answer|tell|told|raise|demand|doubt|worried|against)\b"
)
_ATTENDANCE = re.compile(
    r"\b(?:present|attend\w*|took part|take part|participat\w*|apologi\w+|absent|minutes|who (?:was|were|is|came))\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b[A-ZÀ-Þ][\w'’-]+ (?:[A-Z]\.? )?[A-ZÀ-Þ][\w'’-]+|\b(?:I|[A-Z]{2,})\b|(?<=[a-zà-ÿ,;:(] )[A-ZÀ-Þ][\w'’-]+"
    rf"|^{_NAME}(?: (?:&|and) {_NAME})? "
    r"(?:won|wins|takes|took|becomes|became|succeeds?|replaces?|owns?|leads?|runs?|decides?|approves?)\b"
    r"|\b(?i:board|council|committee|team|squad|department|group|directors?|managers?|officers?|heads?|chiefs?|leads?"
    r"|owners?|sponsors?|chair\w*|ministers?|secretar\w+|presidents?|captains?|executives?|staff|every(?:one|body)"
    r"|nobody|no one)\b"
)
_EXPECTED = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(shown, re.IGNORECASE))
    for asked, shown in (_MONEY, _SHARE, _RATE, _FREQUENCY, _DURATION, _DEADLINE, _DATE, _HOW_MANY, _COUNT)
)


_IN_WHICH = re.compile(
    r"^\W*(?:and |but |so )?(?:in |at )?(?:which|what) (?P<noun>phase|stage|step|sprint|release|iteration|milestone)\b"
    r"(?! of\b)[^?]*\b(?:is|are)\b",
    re.IGNORECASE,
)
_NUMBERS = frozenset({_HOW_MANY[1], _COUNT[1]})
_DAY = re.compile(
    rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d|%)|\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}\b",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(r"\b(?:last|next|(?:19|20)\d\d)\b", re.IGNORECASE)
"""A day that a question names itself is no answer: "When was the last round?" is not answered by "the last month"."""
_COUNTS_NOTHING = re.compile(
    rf"(?:{_NUMBER}[\d.,]*\s*(?:-|–|to|or)\s*)?{_NUMBER}[\d.,]*[\s-](?:working |business |calendar )?{_UNIT}\b"
    rf"|[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?{_CURRENCY}\b|\b\d{{1,4}}([/-])\d{{1,2}}\1\d{{1,4}}\b"
    r"|\b(?:phase|option|step|sprint|version|section|chapter|page|figure|table|appendix|level|tier|stage)\s?#?\d+\b"
    r"|\bone another\b|\b(?:no|any|some|every|each|which|this|that|the)[ -]one\b|\bone or more\b",
    re.IGNORECASE,
)
"""Numbers of time and money, days, what things are numbered with, "one another": where heads are counted, none."""
_WHAT_IS_COUNTED = re.compile(
    r"\bhow many\s+(?P<what>(?:[\w'’-]+\s+){0,4}?[\w'’-]+?)(?=\s+(?:do|does|did|are|is|was|were|have|has|had|will|would"
    r"|can|could|should|must|may|of|in|on|at|per|for|from|to|by|with|we|there)\b|\W*$)",
    re.IGNORECASE,
)
_ONE = re.compile(r"\bone(?=(?P<goes_on>(?:\s+[\w'’-]+){0,3}))", re.IGNORECASE)
_MEASURED = re.compile(
    rf"\bhow many\s+(?:(?!(?:per|an?|each|every)\b)[\w-]+\s+){{0,3}}?(?:{_UNIT}|{_CURRENCY})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a sentence must have to answer a question; `days` tells whether the day of a date counts as a number.

    Where it `counts` things, no number of hours or of money will do, and "one" only before a word of `counted`.
    """

    shown: re.Pattern[str]
    days: bool
    counts: bool = False
    counted: frozenset[str] = frozenset()
    surely: re.Pattern[str] | None = None
    """What leaves no doubt, where `shown` may mean something else: "after" may name an event, and a place in a list."""

    def search(self, words: str) -> bool:
        """Tell whether some words have it."""
        words = words if self.days else _DAY.sub(" ", words)
        if self.counts:
            words = _COUNTS_NOTHING.sub(" ", words)
        if self.counted:
            words = _ONE.sub(self._one, words)
        return bool(self.shown.search(words))

    def _one(self, found: re.Match[str]) -> str:
        return found.group() if self.counted.intersection(stems(found["goes_on"])) else " "

    def is_doubtful(self, words: str) -> bool:
        """Tell whether what some words have may be something else."""
        return self.surely is not None and not self.surely.search(words)


@lru_cache(maxsize=256)
def expected(question: str) -> Expected | None:
    """Return what a sentence must have to answer a question, None where anything may."""
    asked = next((kind for kind in _EXPECTED if kind[0].search(question)), None)
    if asked is None:
        return None
    surely = re.compile(_DEADLINE[1], re.IGNORECASE) if asked[1].pattern == _DATE[1] else None
    said = "|".join(_NAMED_DAY.findall(question)) if asked[1].pattern in (_DATE[1], _DEADLINE[1]) else ""
    if said:
        return Expected(re.compile(rf"(?!(?:{said})\b)(?:{asked[1].pattern})", re.IGNORECASE), True, surely=surely)
    counts = asked[1].pattern == _HOW_MANY[1] and not _MEASURED.search(question)
    what = _WHAT_IS_COUNTED.search(question) if counts else None
    counted = frozenset(stems(what["what"])) if what else frozenset()
    return Expected(asked[1], asked[1].pattern not in _NUMBERS, counts, counted, surely)


def says_where_it_is(question: str, words: str) -> bool:
    """Tell whether a question asks in which phase something is, and a sentence says that it is in one."""
    asked = _IN_WHICH.match(question)
    if asked is None:
        return False
    noun = asked["noun"].lower()
    return bool(
        re.search(
            rf"\b(?:am|are|is|['’]re|['’]s)\b[^.;:]{{0,25}}?\b(?:in|at|on) (?:the |our )?(?:{noun} [\dIVX]"
            rf"|{noun} {_SPELLED}\b|[\w-]+ {noun}\b)",
            words,
            re.IGNORECASE,
        )
    )


def asks_who(question: str) -> bool:
    """Tell whether a question wants to know who answers for something."""
    return bool(_ASKS_HOLDER.match(question) or _ASKS_PERSON.match(question))


def says_no_holder(question: str, words: str, heads: str) -> bool:
    """Tell whether a question asks who owns, leads or runs something, and a sentence tells of nothing of the kind.

    What stands above it may say it: a heading "Captains", a column "Owner". A person's name alone will do too.
    """
    asked = _ASKS_HOLDING.match(question)
    if asked is None:
        return False
    # The managers of "Who leads the package managers?" lead nothing.
    of = set(re.findall(r"[\w'’-]+", question[asked.end() :].lower()))
    if any(found.group().lower() not in of for found in _HOLDS.finditer(f"{heads} > {words}")):
        return False
    named = (person.group() for person in people_in(words))
    return all(is_ordinary(name) or not of.isdisjoint(name.lower().split()) for name in named)


def names_nobody(question: str, words: str) -> bool:
    """Tell whether a question wants to know who answers for something, and a sentence names nobody at all.

    Where it asks who holds a role, a name must be said to hold it: "Mara Lind, product owner", "Product owner: Lind".
    Neither a day nor a name that the question says itself names anybody.
    """
    holder = _ASKS_HOLDER.match(question)
    if not (holder or _ASKS_PERSON.match(question)):
        return False
    told = set(_CAPITALISED.findall(question)) - set(holder["role"].split() if holder else ())
    others = _DAYS.sub("", words)
    for name in told:
        others = re.sub(rf"\b{re.escape(name)}(?!\w)", "", others)
    return not (_held_by(holder["role"].lower()) if holder else _SOMEBODY).search(others)


@lru_cache(maxsize=64)
def _held_by(role: str) -> re.Pattern[str]:
    said = rf"(?i:\b{re.escape(role)}s?\b)"
    before = rf"(?:{_NAME}\s*(?!:){_IS}|{_NAME} {_NAME}\s*:)"  # "Risk: sole supplier" names no Risk
    return re.compile(rf"{said}[^.]{{0,30}}?{_IS}\s*(?:[a-z]+ ){{0,2}}{_NAME}|{before}[^.A-ZÀ-Þ]{{0,40}}?{said}")


def speaker(question: str) -> str | None:
    """Return who is to have spoken ("What did Mara Lind say of it?"), None where nobody is named so."""
    match = _SPEAKER.match(question)
    return match["name"] if match else None


def asks_attendance(question: str) -> bool:
    """Tell whether a question may be answered by who was there."""
    return bool(_ATTENDANCE.search(question))
