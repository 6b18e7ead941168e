"""What a column of numbers measures, by the words of its header in several languages, and its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.records.cells import spoken

_WORDS: dict[str, str] = {
    "left": r"left|remaining|remainder|available|unspent|balance|restbudget|verfügbar\w*|übrig|restante?s?"
    r"|disponibles?|queda|reste",
    "forecast": r"forecast\w*|outlook|projected|projection|prognose|hochrechnung|erwartet|previsión|pronóstico"
    r"|prévisions?|eac",
    "spend": r"spen[dt]\w*|actuals?|costs?|expen[sd]\w*|paid|booked|ist(?:kosten|werte?)?|ausgaben|ausgegeben"
    r"|kosten|verbraucht?"
    r"|gast[oa]s?|gastad[oa]s?|hemos gastado|coste?s?|dépens\w+|réalisée?|coûts?|ytd|consumed",
    "budget": r"budget\w*|plan|planned|plankosten|allocat\w+|approved|appropriat\w+|funding|soll|geplante?|mittel"
    r"|presupuest\w+|previst[oa]s?|asignad[oa]s?|prévue?s?|allouée?s?|orçamento|begroting",
    "people": r"people|persons?|head ?counts?|heads|ftes?|staff|employees?|team size|personen|personal"
    r"|mitarbeit\w*|mitarbeitende\w*"
    r"|köpfe|vzä|beschäftigte\w*|leute|personas|empleados|plantilla|personnes|effectifs?|salariés|etp|personnel",
    "revenue": r"revenues?|turnover|umsatz|umsätze|ingresos|facturación|chiffre d['’]affaires",
}
MEASURES = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _WORDS.items()}
"""The words of a measure, in headers and in questions."""
_CERTAIN = re.compile(r"\b(?:spent|actuals?|ausgegeben|gastad[oa]|dépensé\w*|ist)\b", re.IGNORECASE)
_NO_NUMBER = re.compile(
    r"%|\b(?:percent|share|anteil|(?<!to )date|owner"
    r"|holder|manager|code|id|id|key|name|per|pro|rate|variance|abweichung|delta|status)\b",
    re.IGNORECASE,
)
_CODES = "EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|JPY|CAD|AUD|CZK|HUF|INR|SGD|NZD|ZAR|BRL|MXN"
_THOUSAND = re.compile(
    rf"\bthousands?\b|\b0{{3}}s?\b|['’]000\b|\bt(?:{_CODES}|€)\b|\bk(?:(?:{_CODES})\b|€|\$|£)|[€$£]\s?k\b"
    rf"|\b(?:{_CODES})\s?k\b|\btsd\b|\bmiles\b|\bmilliers\b|\bk\b",
    re.IGNORECASE,
)
_MILLION = re.compile(
    rf"\bmillions?\b|\bmillionen\b|\bmio\b|\bm\s?(?:(?:{_CODES})\b|€|\$|£)|[€$£]\s?mn?\b|\bmillones\b", re.IGNORECASE
)
_CURRENCY = re.compile(rf"\b[tkm]?({_CODES})(?:k|m)?\b|([€£$])", re.IGNORECASE)
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}


@dataclass(frozen=True, slots=True)
class Unit:
    """What the numbers of a column count: `scale` of a currency ("" for none that is said), or things."""

    scale: float = 1.0
    currency: str = ""
    money: bool = True


def measure_of(header: str) -> str:
    """Return what a column measures, "" for what is no measure that is known.

    Planned costs are a budget, a budget that was spent is spend.
    """
    said = spoken(header)
    if _NO_NUMBER.search(said):
        return ""
    found = [name for name, words in MEASURES.items() if words.search(said)]
    if {"spend", "budget"} <= set(found) and "left" not in found:
        return "spend" if _CERTAIN.search(said) else "budget"
    return found[0] if found else ""


def unit_of(header: str, heading: str, measure: str) -> Unit:
    """Return the unit of a column: what its own name says, else what stands above the table; people have none."""
    if measure == "people":
        return Unit(money=False)
    said = spoken(header)
    scale = _scale(said) or _scale(heading) or 1.0
    return Unit(scale, _currency(said) or _currency(heading))


def _scale(text: str) -> float:
    return 1e3 if _THOUSAND.search(text) else 1e6 if _MILLION.search(text) else 0.0


def _currency(text: str) -> str:
    found = {(match[1] or _SIGNS[match[2]]).upper() for match in _CURRENCY.finditer(text)}
    return found.pop() if len(found) == 1 else ""
