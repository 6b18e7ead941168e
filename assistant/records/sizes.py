"""How large the amount of a record has to be: "deals above 100k", "between 10,000 and 50,000 euros"."""

from __future__ import annotations

import re

from assistant.domain import Document
from assistant.records.book import Book, record_of
from assistant.records.query import Query
from assistant.records.rows import amount_of

_CURRENCY = r"(?:[£$€]|(?:GBP|EUR|USD|CHF)\b)"
_AMOUNT = (
    rf"{_CURRENCY}?\s?(?P<{{0}}>\d[\d.,'’ ]*)(?<! )\s?(?P<{{0}}_scale>k|thousand|m|mn|million|tsd|mio)?\b\s?"
    rf"(?:{_CURRENCY}|pounds?\b|euros?\b|dollars?\b)?"
)
_MONEY = re.compile(
    rf"{_CURRENCY}|\b(?:pounds?|euros?|dollars?)\b|\b(?:worth|valued|amounts?|values?|budgets?)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\W*(?:$|(?:are|is|were|was|in|that|which|who|close[sd]?|closing|do|does|did|have|has|this|last|next|by|and|or|at|with"
    r"|for|per|on)\b)",
    re.IGNORECASE,
)
"""How a question goes on behind an amount; behind a number of things stands what they are."""
_STATE = re.compile(r"\W*(?:open|won|lost|closed|signed)\b\W*$", re.IGNORECASE)
_FEWEST = 1000
"""From which a bare number may be an amount of money."""
_WORTH = r"(?:(?:that are |which are |are )?(?:worth|valued at|with (?:an? )?(?:amount|value|budget)s? (?:of )?)\s*)?"
_MORE = r"(?P<more>above|over|more than|at least|exceeding|greater than|larger than|bigger than|from|>=?|≥|über|más de)"
_LESS = r"(?P<less>below|under|less than|at most|up to|smaller than|<=?|≤|unter|menos de)"
_BOUND = re.compile(rf"\b{_WORTH}(?:{_MORE}|{_LESS})\s*{_AMOUNT.format('amount')}", re.IGNORECASE)
_SIGN = re.compile(rf"(?<!\w){_WORTH}(?:(?P<more>>=?|≥)|(?P<less><=?|≤))\s*{_AMOUNT.format('amount')}", re.I)
_BETWEEN = re.compile(
    rf"\b{_WORTH}(?:between|zwischen|entre)\s*{_AMOUNT.format('low')}\s+(?:and|und|y)\s+{_AMOUNT.format('high')}",
    re.IGNORECASE,
)
_WITH_EQUAL = re.compile(r"at least|at most|up to|from|=|[≥≤]", re.IGNORECASE)
_CURRENCIES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (r"£|\bGBP\b|\bpounds?\b", r"€|\bEUR\b|\beuros?\b", r"\$|\bUSD\b|\bdollars?\b", r"\bCHF\b")
)
_SCALES = {"k": 1e3, "thousand": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "mio": 1e6}
_YEARS = range(1900, 2100)


def sizes(query: Query, book: Book) -> None:
    """Use up words that bound an amount of money; what else may be counted ("more than 2 deals") is left."""
    match = _BETWEEN.search(query.rest)
    if match and _is_money(match, "high", query.rest):
        low, high = _number(match, "low"), _number(match, "high")
        if match["low_scale"] is None and match["high_scale"]:  # "between 10 and 50k"
            low *= _SCALES[match["high_scale"].lower()]
        _keep(query, match, low, high, closed=True)
        return
    match = _BOUND.search(query.rest) or _SIGN.search(query.rest)
    if match is None or not _is_money(match, "amount", query.rest):
        return
    closed = bool(_WITH_EQUAL.search(match["more"] or match["less"]))
    number = _number(match, "amount")
    _keep(query, match, number if match["more"] else None, None if match["more"] else number, closed=closed)


def _is_money(match: re.Match[str], name: str, text: str) -> bool:
    """Tell whether a number bounds an amount of money: by its currency, its size, and what stands behind it."""
    after, number = text[match.end() :], _number(match, name)
    if _MONEY.search(match.group()):
        return True
    large = bool(match[f"{name}_scale"]) or (number >= _FEWEST and number not in _YEARS)
    return large and bool(_GOES_ON.match(after) or _STATE.match(after))


def _number(match: re.Match[str], name: str) -> float:
    """Return an amount as a number; a point or comma before three digits parts thousands."""
    digits = re.sub(r"['’ ]|[.,](?=\d{3}(?!\d))", "", match[name].rstrip(".,'’ "))
    return float(digits.replace(",", ".")) * _SCALES.get((match[f"{name}_scale"] or "").lower(), 1.0)


def _keep(query: Query, match: re.Match[str], low: float | None, high: float | None, *, closed: bool) -> None:
    query.rest = f"{query.rest[: match.start()]} {query.rest[match.end() :]}"
    query.narrow = query.sized = True
    currency = next((words for words in _CURRENCIES if words.search(match.group())), None)
    query.tests.append(
        lambda document: _is_between(record_of(document).amount, low, high, closed) and _is_in(currency, document)
    )


def _is_in(currency: re.Pattern[str] | None, document: Document) -> bool:
    """Tell whether an amount may be in a currency: it is, or it says none."""
    made = amount_of(document) if currency else None
    return currency is None or made is None or not made[1] or bool(currency.search(made[1]))


def _is_between(amount: float | None, low: float | None, high: float | None, closed: bool) -> bool:
    if amount is None or (not closed and amount in (low, high)):
        return False
    return (low is None or amount >= low) and (high is None or amount <= high)
