"""Customers who left or may leave, and why: by what the columns of an export say of a churn, a health or a loss.

Nothing is concluded from anything else: where no column says it, there is no answer.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from assistant.domain import Document, Quote
from assistant.index.words import stems
from assistant.records.book import Book, record_of
from assistant.records.cells import day_of, named_cell, number_in, spoken, written
from assistant.records.facts import Rows
from assistant.records.rows import CITED, LISTED, amount_of
from assistant.text.spans import Span, span_in

_CUSTOMERS = r"customers?|clients?|accounts?|kunden|clientes"
_WHO = rf"(?:(?:of )?(?:our|the|these|any|existing) )*(?P<who>{_CUSTOMERS}|[a-z]+s)"
_US = r"(?: (?:us|uns))?"
_GO = r"(?:leave|churn|cancel|quit|go)"
_GONE = r"(?:left|churned|cancelled|canceled|quit|gone|lost)"
_GOING = r"(?:leaving|churning|cancelling|canceling|quitting|going)"
_MAIN = r"(?:what (?:are|is|were) )?(?:the |our )?(?:main |biggest |top |most common )?"
_BEFORE = r"(?:(?:still|really|actually|already|currently) )?"
_WE_LOSE = rf"(?:do|did|are|have) we {_BEFORE}(?:lose|losing|lost)"


def _patterns(*shapes: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"^{shape}$", re.IGNORECASE) for shape in shapes)


_AT_RISK = _patterns(
    rf"(?:which|what|list|show(?: me)?|are(?: there)?) {_WHO} (?:that |who )?(?:are |is )?{_BEFORE}"
    r"(?:at risk|in danger|in trouble|unhappy|unhealthy)(?: of (?:churn(?:ing)?|leaving))?",
    rf"(?:which|what|do|will) {_WHO} (?:that |who )?(?:might|may|could|will|(?:are|is) (?:likely|about|going) to)"
    rf" {_GO}{_US}",
    rf"(?:which|what) {_WHO} (?:are we|might we|could we|may we|will we) "
    r"(?:(?:at risk of|about to|likely to|in danger of) )?(?:los(?:e|ing))",
    rf"who (?:might|may|could|will|is (?:likely|about|going) to) {_GO} us",
)
_LEFT = _patterns(
    rf"how many {_WHO} (?:have |has |are |were )?{_BEFORE}{_GONE}{_US}",
    rf"how many {_WHO} (?:did|have) we (?:lose|lost)",
    rf"(?:which|what|list|show(?: me)?) {_WHO} (?:that |who |have |has )*{_GONE}{_US}",
    rf"(?:which|what) {_WHO} (?:did|have) we (?:lose|lost)",
    rf"(?:are we losing|did we lose|have we lost)(?: any)? {_WHO}",
    rf"(?:are|did|have)(?: any)? {_WHO} {_BEFORE}(?:{_GOING}|{_GO}|{_GONE}){_US}",
)
_WHY_LEFT = _patterns(
    rf"(?:why|what makes|what made) (?:do |did |have |are )?{_WHO} {_BEFORE}(?:{_GO}|{_GONE}|{_GOING}){_US}",
    rf"why {_WE_LOSE} {_WHO}",
    rf"{_MAIN}(?:reasons? for (?:the |our )?churn|churn reasons?)",
    r"(?:what (?:drives|causes|explains|is behind)|why is there) (?:the |our )?churn",
)
_DEALS = r"(?:deals?|opportunit(?:y|ies)|bids?|tenders?|sales|business|pitches)"
_WHY_LOST = _patterns(
    rf"why {_WE_LOSE} (?:our |the |so many |these )?{_DEALS}",
    rf"why (?:are|were|was|do|did) (?:our |the |so many )?{_DEALS} (?:being )?(?:lost|fail|get lost)",
    rf"{_MAIN}(?:loss reasons?|reasons? for (?:losing|lost) {_DEALS})",
    r"(?:why do|what reasons do) (?:prospects|buyers) (?:give for saying no|say no|give|turn us down)",
)
_LOST_TO = _patterns(
    rf"(?:whom?|which competitors?) {_WE_LOSE}(?: (?:our |the |most |these )*{_DEALS})? (?:to|against)",
    rf"to (?:whom|which competitors?) {_WE_LOSE}(?: (?:our |the |most )*{_DEALS})?",
)
_PEOPLE = frozenset(stems("employees staff people persons users contacts headcount heads ftes colleagues"))
_LEFT_DAY = (
    r"\b(?:churn\w*|cancel\w*|terminat\w*|left|lost)\b.*\b(?:date|day|on|at)\b|^(?:churned|cancell?ed|left|lost)$"
)
_LEFT_WHY = (
    r"\b(?:churn\w*|cancel\w*|leaving|left)\b.*\breasons?\b|\breasons?\b.*\b(?:churn\w*|cancel\w*|leaving|left)\b"
)
_LOST_WHY = r"\b(?:loss|lost)\b.*\breasons?\b|\breasons?\b.*\b(?:loss|lost)\b"
_WINNER = r"\b(?:competitors?|lost to|winner)\b"
_STANDS = r"^(?:type|status|lifecycle stage|relationship(?: type)?|account (?:type|status))$"
_FORMER = re.compile(r"\b(?:former|churned|ex|lost|cancell?ed|inactive)\b", re.IGNORECASE)
_HEALTH = r"\b(?:health|risk|rag|sentiment)\b"
_FAR_FROM_IT = re.compile(r"\b(?:credit|fraud|compliance|security|legal|tax)\b")
_RED = re.compile(r"^(?:red|poor|bad|critical|severe|unhealthy|at[- ]risk|danger|rot|rojo)$", re.IGNORECASE)
_AMBER = re.compile(r"^(?:amber|yellow|orange|medium|moderate|warning|watch|neutral|gelb)$", re.IGNORECASE)
_ACCOUNTS = frozenset({"account", "customer", "company"})


def leaving(text: str, book: Book, today: date) -> Rows:
    """Return which customers left or may leave, how many or why; nothing where that is not asked or not recorded."""
    asked = text.rstrip(" ?.!").replace("’", "'")
    span = span_in(asked, today, False)
    bare = f"{asked[: span.start]} {asked[span.end :]}" if span else asked
    bare = " ".join(re.sub(r"\b(?:in|during|over|within|so far|to date)\s*$", "", " ".join(bare.split())).split())
    for patterns, rule in _RULES:
        match = next((found for pattern in patterns if (found := pattern.match(bare))), None)
        if match is not None and _means_customers(match.groupdict().get("who"), book):
            return rule(book, span)
    return []


def _means_customers(who: str | None, book: Book) -> bool:
    """Tell whether a noun means those who buy: said so, or what a column of the accounts counts ("plants", "sites")."""
    if who is None or re.fullmatch(_CUSTOMERS, who, re.IGNORECASE):
        return True
    wanted = set(stems(who))
    if wanted & _PEOPLE:
        return False
    cells = [
        cell
        for one in _accounts(book)
        for name, values in record_of(one).values.items()
        if set(stems(spoken(name))) == wanted
        for cell in values
        if cell.strip()
    ]
    return bool(cells) and all(number_in(cell) is not None for cell in cells)


def _accounts(book: Book) -> list[Document]:
    return [one for one in book.documents if record_of(one).type in _ACCOUNTS]


def _at_risk(book: Book, span: Span | None) -> Rows:
    """Return the customers whose health is the worst, then the second worst; none where no column says how they are."""
    if span is not None:
        return []
    rows: dict[bool, Rows] = {True: [], False: []}
    for one in _accounts(book):
        health = named_cell(one, _HEALTH)
        stands = named_cell(one, _STANDS)
        if health is None or _FAR_FROM_IT.search(_column(health)) or (stands and _gone_by(stands)):
            continue
        said, risk = health.text.strip(), "risk" in _column(health)
        red = bool(_RED.match(said)) or said.casefold() == ("high" if risk else "low")
        if red or _AMBER.match(said):
            rows[red].append((f"{one.title}: {said} ({_column(health)}).", [health]))
    worst, second = rows[True], rows[False]
    if not worst and not second:
        return []
    words = [Counter(cells[0].text.strip() for _, cells in some) for some in (worst, second)]
    counts = ", ".join(f"{count} {word}" for some in words for word, count in some.items())
    cells = [made for _, some in (*worst, *second) for made in some][:CITED]
    column = _column(cells[0])
    return [(f"Customers by their {column}: {counts}.", cells), *(worst + second)[:LISTED]]


def _gone_by(stands: Quote) -> bool:
    """Tell whether an account is said to be no customer, or to be one no longer."""
    said = stands.text.strip().casefold()
    return bool(_FORMER.search(said)) or any(word in said for word in ("prospect", "partner", "lead"))


def _gone(book: Book, span: Span | None) -> list[tuple[Document, Quote]]:
    """Return the accounts that left in some days with the cell that says so: its day, else how they stand."""
    dated = [(one, cell) for one in _accounts(book) if (cell := named_cell(one, _LEFT_DAY)) and day_of(one, cell)]
    if dated or span is not None:
        return [(one, cell) for one, cell in dated if span is None or span.holds(day_of(one, cell))]
    stands = ((one, named_cell(one, _STANDS)) for one in _accounts(book))
    return [(one, cell) for one, cell in stands if cell and _FORMER.search(cell.text)]


def _left(book: Book, span: Span | None) -> Rows:
    """Return how many left, by year, then each with its day, its reason and how it stands now; the last first."""
    gone = _gone(book, span)
    if not gone:
        return []
    gone.sort(key=lambda pair: day_of(*pair) or "", reverse=True)
    years = Counter((day_of(one, cell) or "")[:4] for one, cell in gone)
    by_year = ", ".join(f"{count} in {year}" for year, count in sorted(years.items()) if year)
    by_year = f" ({by_year})" if len(years) > 1 or (span is None and by_year) else ""
    days = f", {span.words()}" if span else ""
    verb = "customer has" if len(gone) == 1 else "customers have"
    head = f"{len(gone)} {verb} a {_column(gone[0][1])}{days}{by_year}."
    if not day_of(*gone[0]):
        head = f"{len(gone)} stand{'s' * (len(gone) == 1)} as {gone[0][1].text.strip().lower()}."
    return [(head, [cell for _, cell in gone][:CITED]), *(_each(one, cell) for one, cell in gone[:LISTED])]


def _each(one: Document, cell: Quote) -> tuple[str, list[Quote]]:
    """Return when an account left, why, and how it stands where that is not as one that left."""
    why, stands = named_cell(one, _LEFT_WHY), named_cell(one, _STANDS)
    cells = [cell, *([why] if why and why.text.strip() else [])]
    said = ", ".join(made.text.strip() for made in cells)
    if stands and stands.start != cell.start and not _FORMER.search(stands.text):
        return f"{one.title}: {said}; it stands as {stands.text.strip().lower()} now.", [*cells, stands]
    return f"{one.title}: {said}.", cells


def _why_left(book: Book, span: Span | None) -> Rows:
    """Return the reasons that accounts give for leaving, the commonest first."""
    gone = _gone(book, span)
    return _reasons([one for one, _ in gone], _LEFT_WHY, "customers that left") if gone else []


def _why_lost(book: Book, span: Span | None) -> Rows:
    """Return the reasons for which deals were lost, the commonest first, with what they were worth."""
    return _reasons(_lost(book, span), _LOST_WHY, "lost deals", _worth)


def _lost_to(book: Book, span: Span | None) -> Rows:
    """Return to whom deals were lost, with what they were worth."""
    return _reasons(_lost(book, span), _WINNER, "lost deals", _worth)


def _lost(book: Book, span: Span | None) -> list[Document]:
    return [
        one
        for one in book.documents
        if record_of(one).type == "opportunity" and "lost" in (record_of(one).status or "").lower()
        if span is None or span.holds(record_of(one).due)
    ]


def _reasons(chosen: Sequence[Document], column: str, what: str, worth: Callable[..., str] = lambda some: "") -> Rows:
    """Return each reason that a column gives, of how many records, with its cells; nothing where it gives none."""
    given: dict[str, list[tuple[Document, Quote]]] = defaultdict(list)
    for one in chosen:
        cell = named_cell(one, column)
        if cell is not None and cell.text.strip():
            given[" ".join(cell.text.split()).rstrip(".")].append((one, cell))
    told = sum(map(len, given.values()))
    of = f"{told} {what}" if told == len(chosen) else f"{told} {what} that say so ({len(chosen)} in all)"
    ordered = sorted(given.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        (
            f"{reason}: {len(some)} of {of}{worth([one for one, _ in some])}.",
            [cell for _, cell in some][:CITED],
        )
        for reason, some in ordered[:LISTED]
    ]


def _worth(some: Sequence[Document]) -> str:
    """Return what records are worth together, where one currency says it of each."""
    numbers = [number for one in some if (number := amount_of(one))]
    units = {unit for _, unit, _ in numbers}
    if len(numbers) < len(some) or len(units) != 1:
        return ""
    return f", worth {written(sum(value for value, _, _ in numbers))} {units.pop()}".rstrip()


def _column(made: Quote) -> str:
    return spoken(made.locator.field or "")


_RULES: tuple[tuple[tuple[re.Pattern[str], ...], Callable[[Book, Span | None], Rows]], ...] = (
    (_AT_RISK, _at_risk), (_LEFT, _left), (_WHY_LEFT, _why_left), (_WHY_LOST, _why_lost), (_LOST_TO, _lost_to),
)  # fmt: skip
