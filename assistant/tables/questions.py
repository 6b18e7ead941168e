"""What a question asks of tables: a measure, of all or of something named, the largest, or what is over budget."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import reduce

from assistant.tables.columns import MEASURES
from assistant.text.spans import Span, span_in

BET = "initiative"
"""The noun for what money is put into, whatever a table calls it."""


class Asked(StrEnum):
    """The questions that tables answer."""

    NUMBER = "number"
    MOST = "most"
    OVER = "over"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """What is asked: of which measure, in which days, with the words that must name what is meant."""

    asked: Asked
    measure: str
    rest: str
    noun: str = ""
    least: bool = False
    span: Span | None = None
    said: str = ""
    """The words for the days."""
    by: float = 0.0
    """By how much more than its budget something has to be over it, as a share of the budget."""


_NUMBER = re.compile(
    r"^(?:how (?:much|many|large|big|high)|what(?:['’]s|\s+is|\s+was|\s+are|\s+were)|what (?:did|have|do|does"
    r"|has) (?=.*\b(?:spen[dt]|cost|pay|paid)\b)"
    r"|wie ?viele?|wie (?:hoch|groß) (?:ist|sind|war)|was (?:ist|hat|haben|kostete?)|cuánt[oa]s?|cuál es"
    r"|qué (?=.*(?:gast|presup))|combien(?: de| d['’])?"
    r"|quel(?:le)? est)\b",
    re.IGNORECASE,
)
_WAYS = (
    r"(?P<way>most|largest|biggest|highest|greatest|smallest|lowest|least|fewest|meisten?|größte[nrs]?|höchste[nrs]?|kleinste[nrs]?"
    r"|niedrigste[nrs]?|mayor|más|menor|menos|plus (?:grand|gros|élevé)e?|plus)"
)
_MOST = re.compile(
    r"^(?:which|what|welche[rs]?|qué|cuál|quel(?:le)?)\s+(?P<noun>[^\W\d_][\w -]*?)\s+(?:has|have|had|got|gets"
    r"|takes|uses|hat|haben|tiene|a)\s+"
    rf"(?:the |our |das |die |den |el |la |le |les )?{_WAYS}\s+(?P<rest>.+?)\s*\??$",
    re.IGNORECASE,
)
_COSTS = re.compile(
    rf"^(?:which|what|welche[rs]?|qué)\s+(?P<noun>[^\W\d_][\w -]*?)\s+(?:has |have |had )?(?P<rest>(?:cost"
    rf"|spent|spend|kostete?|gast\w+)s?(?:\s+us)?)\s+(?:the )?{_WAYS}(?P<more>.*?)\s*\??$",
    re.IGNORECASE,
)
_BIG = r"(?:(?:single )?(?:biggest|largest|(?P<dear>most expensive|costliest|priciest)))"
_BETS = r"(?:bets?|initiatives?|projects?|programm?e?s?|investments?)"
_BIGGEST = re.compile(
    rf"^(?:what|which)(?:['’]s| is| are| was| were) (?:the |our )?{_BIG} (?P<rest>{_BETS}\b.*?)\s*\??$"
    rf"|^which (?P<rest2>(?:of (?:the |our )?)?{_BETS}\b.*?) (?:is|are|was|were) (?:the |our )?"
    rf"{_BIG.replace('dear', 'dear2')}\s*\??$"
    r"|^(?P<spent>what|where) (?:do|did|have) we (?:spend|spent|put) (?:the )?(?:most|biggest part|bulk)"
    r"(?: of)?(?: (?:the|our))?(?: (?:money|budget))?(?: (?:on|in|into))?(?P<rest3>.*?)\s*\??$",
    re.IGNORECASE,
)
"""What is the biggest where no measure is named: money is meant."""
_BET = re.compile(rf"\b(?:of |our |the )*{_BETS}\b", re.IGNORECASE)
_LEAST = re.compile(r"smallest|lowest|least|fewest|kleinst|niedrigst|menor|menos", re.IGNORECASE)
_OVER = re.compile(
    r"^(?:which|what|are (?:any|there any)|do any|list|show(?: me)?|welche|qué|quel(?:le)?s?)\s+(?:of (?:our"
    r"|the) )?(?P<noun>[^\W\d_][\w -]*?)\s+"
    r"(?:(?:that|which)\s+)?(?:are|is|have|has|went|go|run|ran|exceed(?:ed|s)?|liegen|sind|están?|ont|sont|dépassent|superan)?\s*"
    r"(?:(?:gone|going|running|spent|already|been)\s+)*"
    r"(?:over(?:spent|run)?|above|beyond|more than|exceed(?:ed|ing|s)?|überschreiten|über|por encima de(?:l)?"
    r"|au[- ]dessus du)?\s*"
    r"(?:their|its|the|dem|ihr(?:em)?|su|el|le|leur)?\s*(?:budgets?|presupuestos?|plan)?(?P<rest>.*?)\s*\??$",
    re.IGNORECASE,
)
_EACH = re.compile(r"^how much (?P<rest>[^?]+?) by (?P<noun>[^\W\d_][\w -]*?)\s*\??$", re.IGNORECASE)
_OWNED = re.compile(
    r"^(?:what(?:['’]s| is| was| are) )?(?:the )?(?P<of>[^?]+?)(?:['’]s|(?<=s)['’]) "
    r"(?P<measure>(?:remaining |total )?(?:budget|spend|spending|costs?|forecast|head ?count))\s*\??$",
    re.IGNORECASE,
)
_IS_OVER = re.compile(
    r"\bover(?:spent|spending|run| (?:the |their |its )?(?:budget|plan))|\b(?:above|beyond|exceed\w*"
    r"|more than) (?:their |its |the )?(?:budget|plan)"
    r"|\büber (?:dem |ihrem )?(?:budget|plan)|\bbudget\w* überschritten|\büberschreiten\b|\b(?:por encima"
    r"|superan|exced\w+)\b.*presupuesto"
    r"|\bdépass\w+\b.*\bbudget",
    re.IGNORECASE,
)
_BY_MORE = re.compile(
    r"\b(?:by )?(?:more than|over|at least) (?P<percent>\d+(?:[.,]\d+)?) ?(?:%|percent\b|per cent\b)(?: or more)?",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:no|not|without|except|besides|why|per|each|average|mean|median|percent\w*|share|chang\w+|increas\w+"
    r"|decreas\w+|less than"
    r"|more than \d|ohne|keine?|nicht|warum|pro|sin|por qué|promedio|sans|pourquoi|moyenne?)\b|%",
    re.IGNORECASE,
)
"""What tables are not asked here: what is missing, why, shares and means."""
_GRAMMAR = frozenset(
    "a all an any are as at be been by did do does far for from got had has have in is it its left much of on our so"
    " sum that the their there this to total up us was we were which who will with within work works working worked"
    " currently together altogether overall now year so amount money number size value worth employed sit"
    " planned allocated set aside still already der die das den dem im in am für von wir haben hat ist sind wird werden"
    " insgesamt noch es gibt unser unsere unserer arbeiten arbeitet bei zu bisher jahr eingeplant"
    " el la los las de del en para por hemos ha han se hay nos queda quedan trabajan trabaja total hasta ahora está"
    " le les des du pour nous avons reste il y au aux dans travaillent combien est avons-nous a-t-on".split()
)


def asks_otherwise(text: str) -> bool:
    """Tell whether a question has a word for what tables are not asked."""
    return bool(_OTHERWISE.search(text))


def table_question(text: str, today: date, names: Iterable[str] = ()) -> TableQuestion | None:
    """Return what a question asks of tables, None where it names no measure or asks in no such way.

    The words of `names` ask for nothing.
    """
    by = _BY_MORE.search(text)
    text = f"{text[: by.start()]} {text[by.end() :]}" if by else text
    if asks_otherwise(reduce(lambda bare, name: re.sub(re.escape(name), " ", bare, flags=re.IGNORECASE), names, text)):
        return None
    if by:
        over = _OVER.match(text) if _IS_OVER.search(text) else None
        made = _made(Asked.OVER, "budget", _IS_OVER.sub(" ", over["rest"]), today, over["noun"]) if over else None
        return replace(made, by=float(by["percent"].replace(",", ".")) / 100) if made else None
    if _IS_OVER.search(text) and (over := _OVER.match(text)):
        return _made(Asked.OVER, "budget", _IS_OVER.sub(" ", over["rest"]), today, over["noun"])
    if big := _BIGGEST.match(text):
        spent = big["dear"] or big["dear2"] or big["spent"]
        rest = _BET.sub(" ", big["rest"] or big["rest2"] or big["rest3"] or "")
        return _made(Asked.MOST, "spend" if spent else "budget", rest, today, BET)
    if each := _EACH.match(text):
        measure = _measure(each["rest"])
        return _made(Asked.EACH, measure, each["rest"], today, each["noun"]) if measure else None
    most = _MOST.match(text) or _COSTS.match(text)
    if most:
        measure = _measure(most["rest"])
        rest = f"{most['rest']} {most.groupdict().get('more') or ''}"
        return (
            _made(Asked.MOST, measure, rest, today, most["noun"], bool(_LEAST.search(most["way"]))) if measure else None
        )
    text = _OWNED.sub(r"what is the \g<measure> of \g<of>", text)
    number = _NUMBER.match(text)
    measure = _measure(text[number.start() :]) if number else ""
    return _made(Asked.NUMBER, measure, text[number.end() :], today) if number and measure else None


def _measure(text: str) -> str:
    """Return the measure that a text names: what is left, before the budget of which it is left; spend before costs."""
    found = [name for name, words in MEASURES.items() if words.search(text)]
    if "budget" in found and "spend" in found:
        return (
            "left"
            if "left" in found
            else "spend"
            if re.search(r"\bspent|\bspend\b|ausgegeben|gastad", text, re.I)
            else "budget"
        )
    return found[0] if found else ""


def _made(asked: Asked, measure: str, rest: str, today: date, noun: str = "", least: bool = False) -> TableQuestion:
    span = span_in(rest, today)
    said = rest[span.start : span.end] if span else ""
    rest = f"{rest[: span.start]} {rest[span.end :]}" if span else rest
    for name in (measure, *(("budget",) if measure in ("left", "forecast", "spend") else ())):
        rest = MEASURES[name].sub(" ", rest)
    words = re.findall(r"[\w&'’.+-]+", rest)
    return TableQuestion(asked, measure, " ".join(words).strip(" .?"), noun.strip(), least, span, said)


def meaningless(word: str) -> bool:
    """Tell a word that narrows nothing."""
    return word.casefold() in _GRAMMAR
