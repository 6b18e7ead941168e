"""What the columns of a budget or spend table are: dimensions, periods and measures, in English, German and French."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.parse.draft import one_line

_LEDGER = re.compile(
    r"""^(?: cost\ cent(?:er|re)s?(?:\ .*)? | profit\ cent(?:er|re)(?:\ .*)? | kostenstelle.* | kostenart.*
           | sachkonto.*
           | cost\ elements?(?:\ .*)? | (?:g/?l|general\ ledger|main|ledger|natural|nominal)\ (?:account|code).*
           | account\ (?:code|number|no|description) | commitment\ item.* | financial\ row | funds?\ cent(?:er|re).*
           | budget\ (?:line|code|item|holder|cent(?:er|re)).* | expense\ (?:type|area|category|account)
           | centre\ de\ co[uû]ts?.* | compte\ g[ée]n[ée]ral.* | internal\ order.* | wbs(?:\ element)?.*
        )$""",
    re.VERBOSE,
)
_OTHER = re.compile(
    r"""^(?: account(?:\ name)? | department(?:\ name)? | division | team | project(?:\ .*)? | programme? | initiative
           | category | line\ item | item | description | name | konto | bezeichnung | abteilung | projekt | libell[ée]
           | entity | company(?:\ code)? | version | scenario | ledger | fund | function | cost\ type | subcategory
           | period | fiscal\ (?:year|period) | year | month | jahr | periode | business\ unit | unit | region
        )$""",
    re.VERBOSE,
)
OWNER = re.compile(
    r"(?:budget |cost cent(?:er|re) )?(?:owner|holder|manager|responsible)|verantwortlich\w*", re.IGNORECASE
)
"""The name of a column that says who answers for a line."""
_MEASURES = (
    ("variance", re.compile(
        r"\bvar(?:iance|\.|\b)|abweichung|\babw\b|[ée]cart|\bdelta\b|difference|(?:over|under) budget")),
    ("remaining", re.compile(r"\bavailable|remaining|verf[üu]gbar|disponible|\bbalance\b")),
    ("commitment", re.compile(r"commitment|encumbrance|obligo|engag[ée]")),
    ("forecast", re.compile(r"forecast|prognose|estimate|outlook|hochrechnung|pr[ée]vision|\beac\b|\bfct?\b")),
    ("actual", re.compile(
        r"\bactuals?\b|\bact\b|\bist(?:kosten|werte?|betrag)?\b|\bspent\b|"
        r"expenditures?\b|\bspend\b|r[ée]alis[ée]|consumed|net change|\bytd\b")),
    ("budget", re.compile(
        r"\bbudget(?:ed|s)?\b|\bplan(?:ned|kosten|werte?)?\b|\bsoll(?:kosten|werte?)?\b"
        r"|\ballocat|\bapproved\b|appropriation")),
)  # fmt: skip
_NOT_MONEY = re.compile(
    r"\b(?:start|end|finish|begin|hours?|days?|effort|points?|completion|users?|headcount|fte|quantity|qty|termin)\b"
    r"|\b(?:planned|actual|budget|forecast) date\b"
)
_MONTHS = (
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|m[äa]r|mai|okt|dez"
    "|janv|f[ée]vr?|mars|avr|juin|juil|ao[uû]t|d[ée]c)"
)
_MONTH = re.compile(
    rf"^(?:{_MONTHS}[a-zé]*\.?[ ./'-]*(?:(?:20)?\d\d)?|(?:19|20)\d\d[-/. ]?(?:0[1-9]|1[0-2])"
    rf"|(?:0?0?[1-9]|0?1[0-2])[./](?:20)\d\d|p(?:eriod)? ?(?:0?[1-9]|1[0-2])(?:[ ./-]*(?:fy)?(?:20)?\d\d)?)$"
)
_QUARTER = re.compile(r"^(?:(?:fy)?(?:20)?\d\d[ /-]*)?q[1-4](?:[ ./-]*(?:fy)?[ ]?(?:20)?\d\d)?$")
_YEAR = re.compile(r"^(?:fy ?)?(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?$|^fy ?\d\d(?:[/-]\d\d)?$")
_TOTAL = re.compile(
    r"^(?:grand |annual |year |full year )?total(?:s| amount| year)?$|^full year$|^gesamt\w*$|^summe$|^year$"
)
_SPAN = re.compile(rf"^{_MONTHS}[a-zé]*\.?[ ,\d]*(?:-|–|to|bis)[ ]?{_MONTHS}[a-zé]*\.?[ ,']*(?:\d\d|20\d\d)$")
"""Several months in one column: what is told of all of them."""
_CODES = "EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|JPY|CAD|AUD|CZK|HUF|INR|SGD|NZD|ZAR|BRL|MXN"
_CODE = f"(?:{_CODES.casefold()})"
_UNIT = re.compile(
    rf"""(?P<thousand>\bin\ thousands?\b|['’]?\b000s?\b|['’]000\b|\bt{_CODE}\b|\bk(?:{_CODE}\b|€|\$|£)
        |[€$£]\ ?k\b|\b{_CODE}\ k\b|\btsd\b|\bthousands?\b|\bt€)
      | (?P<million>\bin\ millions?\b|\bm(?:{_CODE}\b|€|\$|£)|[€$£]\ ?mn?\b|\bmio\b|\bmillions?\b)""",
    re.VERBOSE,
)
_CURRENCY = re.compile(rf"\b[TKMtkm]?({_CODES})\b|([€£$])")
_SYMBOLS = {"€": "EUR", "£": "GBP", "$": "USD"}
_SUPPLIER = re.compile(r"^(?:supplier|vendor|payee|kreditor|lieferant|fournisseur|beneficiary)(?: name)?$")
_PAID = re.compile(
    r"^(?:amount|net amount|gross amount|total amount|invoice amount|amount paid|betrag|montant|spend|value|total|"
    r"amount in (?:local|document|company code|lc|dc).*)(?: \(.*\)| [a-z]{3}| [€£$])?$"
)
_PAID_ON = re.compile(
    r"^(?:date|(?:posting|payment|invoice|document|transaction|paid|accounting|gl|g/l) date|buchungsdatum|belegdatum"
    r"|date paid|period)$"
)
_VOUCHER = re.compile(
    r"^(?:(?:transaction|invoice|document|voucher|payment|reference|journal|po|purchase order)"
    r"(?: (?:number|no\.?|id|ref|reference))?|belegnummer|beleg)$"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, what it measures, and what its numbers are multiplied by.

    `role` is "ledger" (a dimension that only accounts have), "dimension", "measure", "supplier", "voucher", "date" or
    "other". `period` is "month", "quarter", "year", "total" or "" for a measure.
    """

    label: str
    role: str
    measure: str = ""
    period: str = ""
    scale: float = 1.0


def column_of(label: str) -> Column:
    """Return what a column of a budget is by its name."""
    name = one_line(label).casefold()
    scale = _scale(label)
    bare = re.sub(r"\([^)]*\)|\bin (?:eur|usd|gbp|chf|local currency)\b", " ", name)
    bare = one_line(_UNIT.sub(" ", bare)).strip(" :-%,")
    if OWNER.fullmatch(bare) or _NOT_MONEY.search(bare):
        return Column(label, "other")
    if _LEDGER.match(bare) and not _measure(bare.replace("budget", "")):
        return Column(label, "ledger")
    if "%" in name or "percent" in name:
        return Column(label, "other")
    if period := _period(bare):
        return Column(label, "measure", "", period, scale)
    if measure := _measure(bare):
        words = one_line(dict(_MEASURES)[measure].sub(" ", bare)).strip(" .:-")
        plain = re.sub(
            r"\b(?:original|revised|current|costs?|expenditures?|amount|abs|value|total|betrag)\b", "", words
        )
        return Column(label, "measure", measure, _period(words) or _period(one_line(plain)), scale)
    if _SUPPLIER.match(name):
        return Column(label, "supplier")
    if _VOUCHER.match(bare):
        return Column(label, "voucher")
    if _PAID.match(name) or _PAID.match(bare):
        return Column(label, "measure", "amount", "", scale)
    if _OTHER.match(bare):
        return Column(label, "dimension")
    return Column(label, "date" if _PAID_ON.match(bare) else "other")


def _measure(name: str) -> str:
    return next((measure for measure, pattern in _MEASURES if pattern.search(name)), "")


def _period(name: str) -> str:
    kinds = (("month", _MONTH), ("quarter", _QUARTER), ("total", _TOTAL), ("year", _YEAR), ("total", _SPAN))
    return next((kind for kind, pattern in kinds if pattern.match(name)), "")


def _scale(label: str) -> float:
    match = _UNIT.search(label.casefold())
    return 1.0 if not match else 1e3 if match["thousand"] else 1e6


def scaled(column: Column, above: str) -> Column:
    """Return a measure with the unit that stands above the whole table, where its own name gives none."""
    return replace(column, scale=_scale(above)) if column.role == "measure" and column.scale == 1 else column


def currency_of(labels: Sequence[str]) -> str | None:
    """Return the one currency that the header names."""
    found = {match[1] or _SYMBOLS[match[2]] for label in labels for match in _CURRENCY.finditer(label)}
    return found.pop() if len(found) == 1 else None


def sort_of(header: Sequence[str]) -> str | None:
    """Return "budget line" or "spend" for a header that is surely one, None where it may be any table."""
    columns = [column_of(name) for name in header if name.strip()]
    roles = [column.role for column in columns]
    measures = {column.measure for column in columns if column.role == "measure" and column.measure}
    if "supplier" in roles and "amount" in measures and "date" in roles and {"ledger", "voucher"} & set(roles):
        return "spend"
    periods = sum(1 for column in columns if column.period in ("month", "quarter", "year"))
    planned = measures & {"budget", "actual", "forecast", "variance", "commitment"}
    if "ledger" in roles and (planned or periods >= 3):
        return "budget line"
    told = sum(1 for role in roles if role in ("dimension", "measure"))
    compared = len(measures & {"budget", "actual", "forecast", "variance", "remaining"}) >= 2 and planned
    return "budget line" if "dimension" in roles and compared and told > len(columns) / 2 else None
