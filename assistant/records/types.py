"""Which sorts of records a question names: issues, deals, customers, people, money; by any tool's word for them."""

from __future__ import annotations

import re
from functools import partial

from assistant.domain import Document, Record
from assistant.index.words import stems
from assistant.records.book import Book, record_of
from assistant.records.cells import spoken
from assistant.records.query import FILLERS, Query, Test
from assistant.records.sorts import is_work, nouns

_WORK, _TICKETS = "any work", "any ticket"
_TYPES: tuple[tuple[str, frozenset[str]], ...] = (
    (r"(?:user )?stor(?:y|ies)(?!\s+points?)", frozenset({"story", "user story"})),
    (
        r"(?:support |customer )(?:cases?|tickets?|requests?)|support-?tickets?|tickets? de soporte|kundentickets?"
        r"|cases?",
        frozenset({"case"}),
    ),
    (r"tasks?", frozenset({"task", "sub-task", "subtask"})),
    (r"bugs?|defects?", frozenset({"bug", "defect"})),
    (r"epics?", frozenset({"epic"})),
    (r"initiatives?", frozenset({"initiative"})),
    (
        r"issues?|(?:work |backlog )?items?|cards?|aufgaben?|vorgänge?|tareas?|incidencias?"
        r"|tâches?",
        frozenset({_WORK}),
    ),
    (r"tickets?", frozenset({_TICKETS})),
    (
        r"opportunit(?:y|ies)|deals?|pipeline|verkaufschancen?|oportunidad(?:es)?|opportunités?",
        frozenset({"opportunity"}),
    ),
    (r"accounts?|compan(?:y|ies)", frozenset({"account", "company"})),
    (
        r"customers?(?![ -](?:impact|priority|segment|facing|type|value|satisfaction|rating|request)\b)|kunden?"
        r"|clientes?"
        r"|clients?",
        frozenset({"account", "customer", "company"}),
    ),
    (r"contacts?", frozenset({"contact"})),
    (r"people|persons?|employees?|colleagues?", frozenset({"person"})),
)
_YEARLY = re.compile(r"\b(?:arr|mrr|recurring revenue)\b", re.IGNORECASE)
"""What only customers bring."""
_ACCOUNTS = frozenset({"account", "customer", "company"})
_KNOWN_WORK = frozenset({"story", "user story", "task", "bug", "epic"})
_RELATION = re.compile(r"(?:account |company |customer |relationship )?type|lifecycle stage", re.IGNORECASE)
_CUSTOMER = re.compile(r"customer|evangelist|kunde|client", re.IGNORECASE)
_JOB = re.compile(r"(?:job |position )?title|position|role|job|stelle|funktion|puesto|cargo|poste")
_EMPLOYED = re.compile(r"\b(?:works?|working|employed|based|located)\b", re.IGNORECASE)
_OF_TICKETS = frozenset({"jira", "plane"})
"""Trackers whose issues people call tickets too."""
_UNTYPED = frozenset({"issue", "card", "work item"})
OF_WORK = re.compile(
    r"\b(?:blocked|overdue|in progress|under ?way|finished|completed|done|closed|resolved|released|started|created|due"
    r"|unassigned"
    r"|delivered|shipped|late|delayed|past (?:its|the) (?:due )?date|missed (?:its|the|their) (?:date|deadline)s?)\b",
    re.IGNORECASE,
)
"""What is said of work, where a question names no sort of record ("what is blocked?")."""
_PROJECTS = re.compile(r"\b(?:projects|programmes|programs|projekte|proyectos)\b", re.IGNORECASE)
_ALSO: tuple[tuple[str, frozenset[str]], ...] = (
    (r"budget(?:ed)?|budget lines?", frozenset({"budget line"})),
    (r"spend(?:ing)?|spent|expenses?|costs?", frozenset({"spend"})),
)


def types(query: Query, book: Book) -> None:
    """Use up the words for sorts of records."""
    wanted: set[str] = set()
    for pattern, types in _TYPES:
        match = query.take(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
        if match is None:
            continue
        while query.take(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)):
            pass  # "pipeline in deals": said twice, it is one sort
        wanted |= types
        said = match.group().lower()
        if "customer" in types and not query.below:
            query.tests.append(lambda document: _is_customer(document, book))
        if said == "pipeline":
            query.tests.append(lambda document: not record_of(document).done)
    if not wanted and _YEARLY.search(query.rest):
        wanted = {"account", "customer", "company"}
        query.tests.append(lambda document: _is_customer(document, book))
    if len(wanted) > 1:
        query.take(re.compile(r"\bor\b", re.IGNORECASE))
    wanted |= _more_work(query, book) if wanted & _KNOWN_WORK else set()
    wanted = wanted or _other_types(query, book) or _projects(query, book) or _jobs(query, book)
    wanted = wanted or _relations(query, book)
    if wanted == {_TICKETS} and _are_cases(book):
        wanted = {"case"}
    if "person" in wanted:
        if len(wanted) > 1:  # "people at the company" are not those of whom an export happens to know
            query.typed = False
            return
        if set(stems(_EMPLOYED.sub(" ", query.rest))) - FILLERS:
            query.take(_EMPLOYED)
    if "opportunity" in wanted:
        if wanted - {"opportunity"} - _ACCOUNTS - {"contact"}:  # deals and tickets are no one sort
            query.typed = False
            return
        wanted = {"opportunity"}
    elif wanted & _ACCOUNTS and wanted - _ACCOUNTS:
        wanted -= _ACCOUNTS  # "tickets of critical customers" are tickets
    query.sort = _sort(wanted, query)
    if query.sort is None:
        query.typed = False
        return
    query.tests.append(query.sort)
    if wanted & {_WORK, _TICKETS} and query.below:  # an epic stands for the work below it: it is not counted beside it
        query.tests.append(lambda document: document.id not in book.children)


def _sort(wanted: set[str], query: Query) -> Test | None:
    """Return the test of the sorts that are named, or that what is said of them means; None for none."""
    if wanted & {_WORK, _TICKETS}:
        return _any_work(wanted)
    if wanted:
        return lambda document: _is_a(document, wanted)
    if re.search(r"\b(?:lost|won|signed)\b", query.rest, re.IGNORECASE):
        return lambda document: record_of(document).type == "opportunity"
    return is_work if query.bare else None


def _any_work(wanted: set[str]) -> Test:
    """Return the test of work; "ticket" means a case of a help desk too; a type that is named narrows "issues"."""
    types = wanted - {_WORK, _TICKETS}
    if types:
        return lambda document: _is_a(document, types)
    cases = _TICKETS in wanted
    return lambda document: is_work(document) or (cases and record_of(document).type == "case")


def _is_a(document: Document, types: set[str]) -> bool:
    """Tell whether a record is of some types; trackers without types of their own say it by a label."""
    record = record_of(document)
    if record.type in types:
        return True
    return record.type in _UNTYPED and is_work(document) and any(label.casefold() in types for label in record.labels)


def _other_types(query: Query, book: Book) -> set[str]:
    """Use up the noun of a type that this organisation's records have ("key results", "budget lines", "risks")."""
    present = {record_of(document).type for document in book.documents}
    known = [(types, pattern) for pattern, types in _ALSO if types & present]
    for types, pattern in [*((frozenset({sort}), pattern) for sort, pattern in nouns(present)), *known]:
        if query.take(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)):
            return set(types)
    return set()


def _more_work(query: Query, book: Book) -> set[str]:
    """Use up further types of work beside those that every tracker has ("bugs and spikes")."""
    more: set[str] = set()
    for sort, pattern in nouns({record_of(one).type for one in book.documents if is_work(one)}):
        if query.take(re.compile(rf"(?:,|\band|\bor)\s+(?:{pattern})\b", re.IGNORECASE)):
            more.add(sort)
    return more


def _projects(query: Query, book: Book) -> set[str]:
    """Use up the word for projects where no record is called so: what this organisation has at the top of its work."""
    present = {record_of(document).type for document in book.documents}
    top = next((sort for sort in ("initiative", "epic") if sort in present), None)
    return {top} if top is not None and query.take(_PROJECTS) else set()


def _jobs(query: Query, book: Book) -> set[str]:
    """Use up what people are by their job ("engineers"): the whole title of somebody in a directory."""
    people = [record_of(one) for one in book.documents if record_of(one).type == "person"]
    for title, pattern in nouns({job.casefold() for record in people for job in _titles(record)}):
        if query.take(re.compile(rf"\b{pattern}\b", re.IGNORECASE)):
            query.tests.append(partial(_works_as, title))
            return {"person"}
    return set()


def _relations(query: Query, book: Book) -> set[str]:
    """Use up what accounts are to us by their own type ("prospects", "partners")."""
    accounts = [one for one in book.documents if record_of(one).type in _ACCOUNTS]
    for said, pattern in nouns({said.casefold() for one in accounts for said in _relation_of(one)}):
        if query.take(re.compile(rf"\b{pattern}\b", re.IGNORECASE)):
            query.tests.append(partial(_is_to_us, said))
            return set(_ACCOUNTS)
    return set()


def _is_to_us(said: str, document: Document) -> bool:
    return said in [one.casefold() for one in _relation_of(document)]


def _relation_of(document: Document) -> list[str]:
    return [
        cell
        for name, cells in record_of(document).values.items()
        if _RELATION.fullmatch(spoken(name))
        for cell in cells
    ]


def _are_cases(book: Book) -> bool:
    """Tell whether tickets are those of a help desk: there is one, and no tracker whose issues go by that name."""
    tools = {(record_of(one).tool, record_of(one).type) for one in book.documents}
    return any(sort == "case" for _, sort in tools) and not any(tool in _OF_TICKETS for tool, _ in tools)


def _works_as(title: str, document: Document) -> bool:
    return title in [job.casefold() for job in _titles(record_of(document))]


def _titles(record: Record) -> list[str]:
    return [cell for name, cells in record.values.items() if _JOB.fullmatch(spoken(name)) for cell in cells]


def _is_customer(document: Document, book: Book) -> bool:
    """Tell a customer, and what is of one, from a prospect, a partner or a former one, where the export says it."""
    one = document if record_of(document).type in _ACCOUNTS else book.above.get(document.id)
    if one is None or record_of(one).type not in _ACCOUNTS:
        return True
    return all(_CUSTOMER.match(said) for said in _relation_of(one))
