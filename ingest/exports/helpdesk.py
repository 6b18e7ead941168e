"""Tickets of help desks as cases: Zendesk, Freshdesk and ServiceNow, each with its own column names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.shape import Shape, records_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_SHARED = {"type": "case", "ends": True, "parent": "account", "last": ("description", "comments", "close notes")}


def _shape(tool: str, title: str, **columns: object) -> Shape:
    return Shape(**{"tool": tool, "title": ((title,),), **_SHARED, **columns})  # type: ignore[arg-type]


_SHAPES = {
    "zendesk": _shape(
        "zendesk", "subject", key=("id", "ticket id", "ticket"), status=("status", "ticket status"),
        owner=("assignee", "assignee.name"), created=("created at", "requested", "created"),
        updated=("updated at", "updated"),
        due=("due at", "due date"), resolved=("solved at", "solved"), labels=("tags",),
        links=(("account", ("organization", "ticket organization name", "organization.name")),
               ("contact", ("requester", "requester.name"))),
        noise=frozenset(("summation column", "requester id", "requester external id", "assignee id", "group id", "url",
                         "raw subject", "submitter id", "brand id", "organization id", "ticket form id", "requester.id",
                         "assignee.id", "organization.id")),
    ),
    "freshdesk": _shape(
        "freshdesk", "subject", key=("ticket id",), status=("status",), owner=("agent",), created=("created time",),
        updated=("last update time",), due=("due by time",), resolved=("resolved time", "closed time"),
        labels=("tags",),
        links=(("account", ("company name",)), ("contact", ("full name", "requester name", "contact name"))),
    ),
    "servicenow": _shape(
        "servicenow", "short description", key=("number",), status=("state", "incident state"),
        owner=("assigned to",), created=("opened", "opened at", "created", "sys created on"),
        updated=("updated", "sys updated on"), resolved=("resolved", "resolved at", "closed at", "closed"),
        links=(("account", ("company", "account")), ("contact", ("caller", "caller id"))),
    ),
}  # fmt: skip
# What each has beside its own title, and how many of them must be there.
_MARKS = {
    "zendesk": ({"subject", "requester"}, {"assignee", "group", "via", "solved at", "ticket type", "requested",
                                           "satisfaction score", "requester email"}, 1),
    "zendesk api": ({"subject", "status", "created at"},
                    {"requester id", "organization id", "assignee id", "via.channel", "requester.name",
                     "organization.name", "submitter id"}, 2),
    "freshdesk": ({"ticket id", "subject", "status"}, {"agent", "created time", "resolved time", "due by time"}, 2),
    "servicenow": ({"number", "short description"}, {"caller", "caller id", "assignment group", "state", "opened",
                                                     "opened at", "incident state"}, 2),
}  # fmt: skip


def canonical(name: str) -> str:
    """Return a column's name in lower case with spaces."""
    return re.sub(r"[\s_]+", " ", one_line(name).casefold()).strip()


def recognises(header: Sequence[str]) -> str | None:
    """Return the tool whose tickets these are."""
    names = {canonical(name) for name in header}
    for how, (needed, marks, enough) in _MARKS.items():
        tool = how.removesuffix(" api")
        keyed = names & set(_SHAPES[tool].key)
        if needed <= names and keyed and names & set(_SHAPES[tool].status) and len(names & marks) >= enough:
            return tool
    return None


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each ticket."""
    return records_of(table, _SHAPES[sort], canonical)
