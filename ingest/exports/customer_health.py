"""Lists of customers with their health, as customer success tools export them: Gainsight, ChurnZero and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.shape import Shape, records_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_NAMES = ("account name", "company name", "customer name", "account", "company", "customer")
_HEALTH = re.compile(
    r"(?:overall |current |customer )?(?:health(?: score)?|churn ?score)(?: label| color)?|current score(?: label)?"
)
_BESIDE = frozenset(
    "gsid;arr;mrr;acv;renewal date;next renewal date;contract end date;csm;success manager;customer success manager;"
    "lifecycle stage;journey stage;customer since;total contract amount;license count;licenses;segment;tier;"
    "last activity;last touchpoint;nps;churn risk;account external id".split(";")
)
_ENOUGH = 2
_SHAPE = Shape(
    tool="customer success",
    type="account",
    title=tuple((name,) for name in _NAMES),
    status=("status", "lifecycle stage", "journey stage", "stage"),
    owner=("csm", "success manager", "customer success manager", "csm name", "owner"),
    created=("customer since", "created date", "created at"),
    updated=("last updated", "modified date", "updated at"),
    amount=("arr", "acv", "total contract amount", "mrr"),
    noise=frozenset(("gsid",)),
    last=("notes", "summary", "comments", "csm notes"),
)


def canonical(name: str) -> str:
    """Return a column's name in lower case with spaces."""
    return re.sub(r"[\s_]+", " ", one_line(name).casefold()).strip()


def recognises(header: Sequence[str]) -> str | None:
    """Return "account" for names of customers with a health score beside what else such a tool knows of them."""
    names = [canonical(name) for name in header]
    named = not set(_NAMES).isdisjoint(names) and any(_HEALTH.fullmatch(name) for name in names)
    return "account" if named and len(_BESIDE.intersection(names)) >= _ENOUGH else None


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each customer."""
    return records_of(table, _SHAPE, canonical)
