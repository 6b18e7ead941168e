"""Dynamics 365 Sales and Service: worksheets and CSV with display names, and the logical names of Dataverse.

A worksheet that can be imported again has hidden columns "(Do Not Modify) <Table>", "... Row Checksum" and
"... Modified On". Relations go by name, so an account is known by its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.shape import Shape, records_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_HIDDEN = "(do not modify) "
_TABLES = {
    "opportunity": "opportunity", "account": "account", "contact": "contact", "lead": "lead", "case": "case",
    "incident": "case", "activity": "activity", "task": "activity", "appointment": "activity",
    "phone call": "activity", "user": "user",
}  # fmt: skip
_ALIASES = {
    "est close date": "close date", "estimated close date": "close date", "estimatedclosedate": "close date",
    "est revenue": "revenue", "estimated revenue": "revenue", "estimatedvalue": "revenue",
    "potential customer": "customer", "parentaccountid": "customer", "customerid": "customer",
    "status reason": "reason", "statuscode": "reason", "statecode": "status", "activity status": "status",
    "createdon": "created on", "modifiedon": "modified on", "ownerid": "owner",
    "pipeline phase": "stage", "sales stage": "stage", "process stage": "stage", "stepname": "stage",
    "actualclosedate": "actual close date", "actualvalue": "actual revenue", "fullname": "full name",
    "ticketnumber": "case number",
}  # fmt: skip
_CUSTOMER = ("account", ("account", "customer", "company name"))
_NOISE = frozenset(("id", "row checksum", "hidden modified on"))
_SHARED = {
    "tool": "dynamics",
    "owner": ("owner",),
    "created": ("created on",),
    "updated": ("modified on", "hidden modified on"),
    "last": ("description", "customer need", "current situation", "proposed solution"),
    "noise": _NOISE,
}


def _shape(sort: str, title: tuple[tuple[str, ...], ...], **columns: object) -> Shape:
    return Shape(**{"type": sort, "title": title, **_SHARED, **columns})  # type: ignore[arg-type]


_SHAPES = {
    "opportunity": _shape(
        "opportunity", (("topic",), ("name",)), key=("id", "opportunityid"), status=("stage", "reason"), ends=True,
        outcome=("status",), due=("actual close date", "close date"), amount=("revenue", "actual revenue"),
        links=(_CUSTOMER, ("contact", ("contact",))), parent="account",
    ),
    "account": _shape("account", (("account name",), ("name",)), status=("status",), parent="parent account",
                      links=(("parent account", ("parent account",)), ("contact", ("primary contact",)))),
    "contact": _shape("contact", (("full name",), ("first name", "last name")), status=("status",), parent="account",
                      links=(_CUSTOMER, ("reports to", ("manager",)))),
    "lead": _shape("lead", (("full name",), ("name",), ("first name", "last name"), ("topic",), ("subject",)),
                   key=("id",), status=("status", "reason"), ends=True),
    "case": _shape("case", (("case number", "case title"), ("case number", "title")), key=("case number", "id"),
                   status=("status", "reason"), ends=True, due=("resolve by",), resolved=("resolved on",),
                   links=(_CUSTOMER, ("contact", ("contact",))), parent="account"),
    "activity": _shape("activity", (("subject",),), key=("id",), status=("status", "reason"), ends=True,
                       due=("due date", "start date", "scheduled start"), resolved=("actual end",),
                       links=(("about", ("regarding",)),), parent="about"),
    "user": _shape("user", (("full name",),), links=(("manager", ("manager",)), ("team", ("business unit",)))),
}  # fmt: skip


def canonical(name: str) -> str:
    """Return a column's name in lower case without points; the hidden columns are the id and what goes with it."""
    plain = one_line(name).casefold()
    if plain.startswith(_HIDDEN):
        plain = plain.removeprefix(_HIDDEN)
        return {"row checksum": plain, "modified on": "hidden modified on"}.get(plain, "id")
    plain = re.sub(r"\s*\.\s*", " ", plain).strip()
    return _ALIASES.get(plain, plain)


def recognises(header: Sequence[str]) -> str | None:
    """Return what the rows are: by the hidden column, else by two columns that only Dynamics calls so."""
    raw = [one_line(name).casefold() for name in header]
    hidden = {name.removeprefix(_HIDDEN) for name in raw if name.startswith(_HIDDEN)}
    names = {canonical(name) for name in header}
    for table in hidden - {"row checksum", "modified on"}:
        sort = _TABLES.get(table)
        return sort if sort and any(set(group) & names for group in _SHAPES[sort].title) else None
    if "topic" in names and len({"potential customer", "est. revenue", "est. close date"} & set(raw)) >= 2:
        return "opportunity"
    if "name" in names and {"estimatedvalue", "estimatedclosedate"} & set(raw) and "opportunityid" in raw:
        return "opportunity"
    if {"case title", "case number", "status reason"} <= set(raw):
        return "case"
    return "account" if {"account name", "main phone", "primary contact"} <= set(raw) else None


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each row."""
    return records_of(table, _SHAPES[sort], canonical)
