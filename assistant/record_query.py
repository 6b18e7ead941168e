"""Read a question as a query over records; a question of which one word is not understood is no query at all.

A filter that was overlooked would make a wrong number, so every word must be used up by what it means, or be a filler.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dateutil import parser as dates

from assistant.domain import Document, Record
from assistant.index.words import stems
from assistant.record_sorts import is_work, nouns
from assistant.records import KEY, Book, record_of

Test = Callable[[Document], bool]

_VERBS = (
    ("count", re.compile(r"^\s*(?:how many|what is the number of|count(?: the)?)\b", re.IGNORECASE)),
    (
        "sum",
        re.compile(r"^\s*(?:how much|how large|what(?:'s| is) the (?:total |sum of )?(?:value of )?)\b", re.IGNORECASE),
    ),
    ("list", re.compile(r"^\s*(?:which|list|show(?: me)?|what|name)(?: are)?\b", re.IGNORECASE)),
)
_WORK, _TICKETS = "any work", "any ticket"
_TYPES: tuple[tuple[str, frozenset[str]], ...] = (
    (r"stor(?:y|ies)(?!\s+points?)", frozenset({"story", "user story"})),
    (r"(?:support |customer )(?:cases?|tickets?)|cases?", frozenset({"case"})),
    (r"tasks?", frozenset({"task", "sub-task", "subtask"})),
    (r"bugs?|defects?", frozenset({"bug", "defect"})),
    (r"epics?", frozenset({"epic"})),
    (r"initiatives?", frozenset({"initiative"})),
    (r"(?:jira )?issues?|work items?|cards?|story points?", frozenset({_WORK})),
    (r"tickets?", frozenset({_TICKETS})),
    (r"opportunit(?:y|ies)|deals?|pipeline", frozenset({"opportunity"})),
    (r"accounts?", frozenset({"account"})),
    (r"customers?", frozenset({"account", "customer", "company"})),
    (r"contacts?", frozenset({"contact"})),
    (r"people|persons?|employees?|colleagues?", frozenset({"person"})),
)
_ALSO: tuple[tuple[str, frozenset[str]], ...] = (
    (r"budget(?:ed)?|budget lines?", frozenset({"budget line"})),
    (r"spend(?:ing)?|spent|expenses?|costs?", frozenset({"spend"})),
)
_WHO = re.compile(
    r"^\s*who(?:\s+(?:is|are|works?|sits?)\s+(?:all\s+)?(?=(?:in|on|at|for|with)\b)|(?=\s+reports?\s+to\b))",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\breports? to\s+(?P<name>[\w'’. -]+?)\s*(?=\?|$)", re.IGNORECASE)
_ABANDONED = re.compile(r"won.?t|cancel|reject|declin|duplicate|obsolete|abandon", re.IGNORECASE)
_MOMENTS = {
    "created": ("created",),
    "updated": ("updated",),
    "due": ("due",),
    "close date": ("due",),
    "closed": ("resolved", "due"),
    "resolved": ("resolved",),
    "lost": ("due",),
    "won": ("due",),
    "spent": ("created",),
    "spend": ("created",),
    "paid": ("created",),
}
_DATE = r"(?P<when>\d{1,2}\.? \w+ \d{4}|\w+ \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2}|\w+ \d{4}|\d{4})"
_WHEN = re.compile(rf"\b(?P<how>after|since|before|until|up to|by|in|on)\s+{_DATE}\b", re.IGNORECASE)
_WHAT = re.compile(rf"\b(?P<what>{'|'.join(_MOMENTS)})\b(?:\s+date)?", re.IGNORECASE)
_LATE = re.compile(r"\b(?:overdue|late|past (?:their|its|the) due date)\b", re.IGNORECASE)
_UNIT = re.compile(r",?\s*\(?\b(?:in|of)\s+(?:pounds?|gbp|euros?|eur|dollars?|usd)\b\)?|\(ids?\)", re.IGNORECASE)
_STATES: tuple[tuple[str, Callable[[Record, date], bool]], ...] = (
    (r"(?:not|un)[ -]?(?:done|finished)|still open|open", lambda r, today: not r.done),
    (_LATE.pattern, lambda r, today: not r.done and bool(r.due) and str(r.due)[:10] < today.isoformat()),
    (r"done|finished|completed", lambda r, today: r.done and not _ABANDONED.search(r.status or "")),
    (r"closed|resolved", lambda r, today: r.done),
    (r"blocked", lambda r, today: "blocked" in (r.status or "").lower()),
    (r"in progress", lambda r, today: "progress" in (r.status or "").lower()),
    (r"won(?!['’]t)", lambda r, today: "won" in (r.status or "").lower()),
    (r"lost", lambda r, today: "lost" in (r.status or "").lower()),
)  # fmt: skip
_SPRINT = re.compile(r"\bin (?:the )?sprint (?P<name>[\w .-]+?)\s*\??$", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:label(?:l?ed)?|tagged|with the label)\s+(?P<name>[\w-]+)", re.IGNORECASE)
_OWNED = re.compile(
    r"\b(?:(?:does|do|did)\s+(?P<one>[\w'’ -]+?)\s+(?:own|lead|run)|(?:owned|led|run) by\s+(?P<other>[\w'’ -]+?)"
    r"|assigned to\s+(?P<third>[\w'’ -]+?))\s*(?=\?|$)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:that |which |who )?(?:ask(?:ed|s|ing)? for|request(?:ed|s|ing)?|want(?:ed|s|ing)?|need(?:ed|s|ing)?"
    r"|mention(?:ed|s|ing)?|names?)\s+(?:an? |the )?(?P<what>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    stem
    for word in (
        "a all am among an and any are as at be because below by did do does done far for from got has have in is it"
        " its now of on or our over so still sit sits stand stands than that the their there they this to total under"
        " up us was we were which who with within worth currently together altogether teams type types records account"
        " accounts customer customers held date them"
    ).split()
    for stem in stems(word)
)
_MANY_VALUES = 60


@dataclass(slots=True)
class Query:
    """What was understood: the verb, the tests that a record must pass, what is summed, and the text that is left."""

    verb: str
    rest: str
    today: date
    tests: list[Test] = field(default_factory=list)
    below: Document | None = None
    state: str = ""
    summed: str = "amount"
    typed: bool = True
    """Whether it names a sort of record; a question that names none is not about records."""

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find a pattern in what is left and use it up."""
        match = pattern.search(self.rest)
        if match:
            self.rest = f"{self.rest[: match.start()]} {self.rest[match.end() :]}"
        return match

    def matches(self, document: Document) -> bool:
        """Tell whether a record passes every test."""
        return all(test(document) for test in self.tests)


def read_query(question: str, book: Book, today: date) -> Query | None:
    """Return the query that a question is, None where it is none or some of it is not understood."""
    text = " ".join(question.split())
    text = _WHO.sub("list people ", text)
    verb = next(((name, match) for name, pattern in _VERBS if (match := pattern.match(text))), None)
    if verb is None:
        return None
    query = Query(verb[0], _UNIT.sub("", text[verb[1].end() :]).rstrip(), today)
    for step in (_sprints, _labels, _owned, _reports, _moments, _says, _below, _types, _states):
        step(query, book)
    if query.typed and _left(query):
        _values(query, book)
    return query if query.typed and query.tests and not _left(query) else None


def _left(query: Query) -> set[str]:
    """Return the stems that nothing has understood yet."""
    return set(stems(re.sub(r"[^\w\s-]", " ", query.rest))) - _FILLERS


def _sprints(query: Query, book: Book) -> None:
    match = query.take(_SPRINT)
    if match:
        name = match.group("name").strip().lower()
        query.tests.append(lambda document: name in (sprint.lower() for sprint in record_of(document).sprints))


def _moments(query: Query, book: Book) -> None:
    when, what = _WHEN.search(query.rest), _WHAT.search(query.rest)
    if when is None:
        return
    first, last = _span(when.group("when"), when.group("how").lower())
    if _LATE.search(query.rest):
        query.today = date.fromisoformat(first) if len(first) == 10 else query.today
    elif what is not None:
        names = _MOMENTS[what.group("what").lower()]
        query.tests.append(lambda document: _between(record_of(document), names, first, last))
        if what.group("what").lower() in ("created", "updated", "due", "close date"):
            query.take(_WHAT)
    else:
        return
    query.take(_WHEN)


def _span(when: str, how: str) -> tuple[str, str]:
    """Return the first and last ISO date that count, "" where there is no bound."""
    begin = dates.parse(when, default=dates.parse("2000-01-01")).date().isoformat()
    length = 4 if re.fullmatch(r"\d{4}", when) else 7 if re.fullmatch(r"[A-Za-z]+ \d{4}", when) else 10
    begin = begin[:length]
    if how in ("after",):
        return begin + "~", ""
    if how == "since":
        return begin, ""
    if how == "before":
        return "", begin[:-1] + chr(ord(begin[-1]) - 1) + "~"
    return ("", begin + "~") if how in ("until", "up to", "by") else (begin, begin + "~")


def _between(record: Record, names: tuple[str, ...], first: str, last: str) -> bool:
    value: str | None = next((getattr(record, name) for name in names if getattr(record, name)), None)
    return value is not None and (not first or value >= first) and (not last or value <= last)


def _below(query: Query, book: Book) -> None:
    """Use up the name of a record that has others below it: the longest one that is there."""
    found = book.named_in(query.rest)
    if found is None:
        return
    document, spans = found
    inside = {other.id for other in book.below(document)}
    if inside:
        for start, end in sorted(spans, reverse=True):
            query.rest = f"{query.rest[:start]} {query.rest[end:]}"
        query.below = document
        query.tests.append(lambda other: other.id in inside)


def _says(query: Query, book: Book) -> None:
    match = query.take(_SAYS)
    if match:
        said = match.group("what").strip(" .")
        key = KEY.search(said)
        what = re.compile(rf"\b{re.escape(key.group() if key else said)}\b", re.IGNORECASE)

        def says(document: Document) -> bool:
            return any(what.search(one.text) for one in _with_account(document, book))

        query.tests.append(says)


def _owned(query: Query, book: Book) -> None:
    match = query.take(_OWNED)
    if match:
        name = next(part for part in match.groups() if part).strip().lower()
        query.tests.append(lambda document: name in _names(record_of(document).owner or ""))


def _names(owners: str) -> list[str]:
    return [owners.lower(), *(part.strip().lower() for part in re.split(r"[,;]", owners))]


def _reports(query: Query, book: Book) -> None:
    match = query.take(_REPORTS)
    if match:
        name = match.group("name").strip().lower()
        query.tests.append(
            lambda document: any(
                link.name == "manager" and link.key.lower() == name for link in record_of(document).links
            )
        )


def _labels(query: Query, book: Book) -> None:
    match = query.take(_LABEL)
    if match:
        label = match.group("name").lower()
        query.tests.append(lambda document: label in (one.lower() for one in record_of(document).labels))


def _types(query: Query, book: Book) -> None:
    wanted: set[str] = set()
    for pattern, types in _TYPES:
        match = query.take(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
        if match is None:
            continue
        wanted |= types
        said = match.group().lower()
        if "point" in said:
            query.verb, query.summed = "sum", "story points"
        if said.startswith("customer") and not query.below and types != {"case"}:
            query.tests.append(lambda document: _is_customer(record_of(document)))
        if said == "pipeline":
            query.tests.append(lambda document: not record_of(document).done)
    wanted = wanted or _other_types(query, book)
    if "opportunity" in wanted:
        wanted = {"opportunity"}
    if wanted & {_WORK, _TICKETS}:
        query.tests.append(_any_work(wanted))
        if query.below:  # an epic stands for the work below it: it is not counted beside it
            query.tests.append(lambda document: document.id not in book.children)
    elif wanted:
        query.tests.append(lambda document: record_of(document).type in wanted)
    elif re.search(r"\b(?:lost|won)\b", query.rest, re.IGNORECASE):
        query.tests.append(lambda document: record_of(document).type == "opportunity")
    else:
        query.typed = False


def _any_work(wanted: set[str]) -> Test:
    """Return the test of work; "ticket" means a case of a help desk too; a type that is named narrows "issues"."""
    types = wanted - {_WORK, _TICKETS}
    if types:
        return lambda document: record_of(document).type in types
    cases = _TICKETS in wanted
    return lambda document: is_work(document) or (cases and record_of(document).type == "case")


def _other_types(query: Query, book: Book) -> set[str]:
    """Use up the noun of a type that this organisation's records have ("key results", "budget lines", "risks")."""
    present = {record_of(document).type for document in book.documents}
    known = [(types, pattern) for pattern, types in _ALSO if types & present]
    for types, pattern in [*((frozenset({sort}), pattern) for sort, pattern in nouns(present)), *known]:
        if query.take(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)):
            return set(types)
    return set()


def _is_customer(record: Record) -> bool:
    """Tell a customer from a prospect, a partner or a former customer, where the export says which it is."""
    return " ".join(record.values.get("Type", ("customer",))).lower().startswith("customer")


def _states(query: Query, book: Book) -> None:
    for pattern, test in _STATES:
        match = query.take(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
        if match:
            query.state = query.state or match.group().lower()
            query.tests.append(lambda document, test=test: test(record_of(document), query.today))  # type: ignore[misc]


def _values(query: Query, book: Book) -> None:
    """Use up words that are the value of a field of the records that are left ("hospital laundries", "DACH")."""
    for words, cells in sorted(_known_values(query, book).items(), key=lambda pair: (-len(pair[0]), pair[0])):
        spoken = list(re.finditer(r"\w+", query.rest))
        said = [(stems(word.group()) or [""])[0] for word in spoken]
        for at in range(len(said) - len(words) + 1):
            if said[at : at + len(words)] == list(words):
                query.rest = f"{query.rest[: spoken[at].start()]} {query.rest[spoken[at + len(words) - 1].end() :]}"
                query.tests.append(_has_value(book, cells))
                break


_Cells = set[tuple[str, str]]
"""Fields with a value: exports call one thing by several names ("Supplier", "Lieferant")."""


def _known_values(query: Query, book: Book) -> dict[tuple[str, ...], _Cells]:
    """Return, by their words, the values of fields with few values, of the records so far and of their accounts.

    An issue's own name is none: "issues of Badge login" asks for what is below it, not for the one called so.
    """
    values: dict[str, set[str]] = {}
    for document in book.documents:
        if query.matches(document):
            for one in _with_account(document, book):
                title = record_of(one).title if one is document and is_work(document) else ""
                for name, cells in record_of(one).values.items():
                    parts = {part.strip() for cell in cells for part in cell.split(";")}
                    values.setdefault(name, set()).update(
                        part for part in parts if not part or not title.endswith(part)
                    )
    found: dict[tuple[str, ...], _Cells] = {}
    for name, known in values.items():
        for value in known if len(known) <= _MANY_VALUES else ():
            words = tuple(stems(value))
            if 1 < len(value) < 60 and not value.replace(".", "").isdigit() and not set(words) <= _FILLERS:
                found.setdefault(words, set()).add((name, value))
    return found


def _with_account(document: Document, book: Book) -> list[Document]:
    """Return a record, and for what belongs to an account that account."""
    above = book.above.get(document.id)
    return [document, above] if above and record_of(above).type == "account" != record_of(document).type else [document]


def _has_value(book: Book, cells: _Cells) -> Test:
    def has(document: Document) -> bool:
        values = [record_of(one).values for one in _with_account(document, book)]
        return any(
            value == part.strip()
            for name, value in cells
            for one in values
            for cell in one.get(name, ())
            for part in cell.split(";")
        )

    return has
