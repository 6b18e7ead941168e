"""What a record is: a piece of work, a customer's record, a person, money, a goal; and the nouns that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain import Document, Kind, Record

_TRACKERS = frozenset(("jira", "azure devops", "linear", "plane", "gitlab", "github", "trello"))
_OPEN_TOOLS = frozenset(("table", "notion"))
"""Tools whose rows can be anything: where they lie says what they are."""
_WORK_TYPES = frozenset(
    "issue;task;sub-task;subtask;story;user story;epic;bug;defect;feature;initiative;ticket;work item;card;incident;"
    "improvement;product backlog item;requirement;spike;action item;to-do".split(";")
)
_NEVER_WORK = frozenset(
    "account;customer;company;contact;lead;opportunity;deal;case;activity;stage change;deal stage;product;line item;"
    "campaign;user;person;team;budget line;budget income;budget total;income line;income total;result total;spend;"
    "spend total;objective;key result;goal;rock;measurable;pull request".split(";")
)
_SELLING = frozenset(("opportunity", "contact", "case", "lead"))
_IRREGULAR = {"person": "(?:people|persons?)"}
_GLOBAL_KEY = re.compile(r"[A-Z][A-Z0-9_]+-\d+|(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?|[0-9a-f-]{24,36}")


def is_work(document: Document) -> bool:
    """Tell a piece of work (an issue, a card, a task) from every other record, by its tool, type and source."""
    record = document.record
    if record is None or record.type in _NEVER_WORK:
        return False
    by_place = document.kind is Kind.WORK and record.tool in _OPEN_TOOLS
    return record.tool in _TRACKERS or record.type in _WORK_TYPES or by_place


def belongs_to_account(record: Record) -> bool:
    """Whether what stands above a record is an account, which exports may name by its title."""
    return record.type in _SELLING or any(link.name == "account" for link in record.links)


def identity(document: Document) -> tuple[str, ...]:
    """Return what is equal for two exports of one record; a name or a number alone is no proof that they are."""
    record = document.record
    assert record is not None
    if _GLOBAL_KEY.fullmatch(record.key):
        return (record.tool, record.key)
    if record.tool not in _OPEN_TOOLS and record.key != record.title:
        return (record.tool, record.type, record.key, record.title)
    return (document.id,)


def nouns(types: Iterable[str]) -> list[tuple[str, str]]:
    """Return the types of records with the pattern of what people call them, the longest name first."""
    named = {sort for sort in types if re.search(r"[^\W\d_]", sort)}
    return [(sort, _plural(sort)) for sort in sorted(named, key=lambda sort: (-len(sort), sort))]


def _plural(sort: str) -> str:
    *first, last = re.split(r"[\s_]+", sort)
    if last in _IRREGULAR:
        ending = _IRREGULAR[last]
    elif re.search(r"[^aeiou]y$", last):
        ending = f"{re.escape(last[:-1])}(?:y|ies)"
    else:
        ending = f"{re.escape(last)}(?:e?s)?"
    return r"[\s-]".join((*(re.escape(word) for word in first), ending))
