"""Pipedrive's exports: columns with the name of their table ("Deal - Title") or without it.

Relations go by name; the numbers of deals and people overlap, so that a key says what it numbers ("deal 12").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from assistant.domain import ParsedFile
from ingest.exports.shape import Shape, records_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_PREFIXES = {
    "deal": "opportunity", "lead": "lead", "activity": "activity", "person": "contact", "organization": "account",
}  # fmt: skip
_TITLES = {"deal": "title", "lead": "title", "activity": "subject", "person": "name", "organization": "name"}
_ACCOUNT = ("account", ("organization", "organization - name"))
_PERSON = ("contact", ("contact person", "person - name", "person"))
_SHARED = {
    "tool": "pipedrive",
    "owner": ("owner", "assigned to user"),
    "created": ("deal created", "creation date", "add time", "lead created", "person created", "organization created"),
    "updated": ("update time",),
    "labels": ("label", "labels"),
    "last": ("note", "notes"),
    "noise": frozenset(("id", "pipedrive system id", "visible to")),
    "key": ("id", "pipedrive system id"),
}


def _shape(sort: str, title: str, **columns: object) -> Shape:
    return Shape(**{"type": sort, "title": ((title,),), **_SHARED, **columns})  # type: ignore[arg-type]


_SHAPES = {
    "opportunity": _shape(
        "opportunity", "title", status=("stage", "stage (pipeline)"), outcome=("status",), ends=True,
        amount=("value",), due=("closed on", "won time", "lost time", "expected close date"),
        resolved=("won time", "lost time", "closed on", "deal closed on"), links=(_ACCOUNT, _PERSON),
        parent="account", numbers="deal ",
    ),
    "lead": _shape("lead", "title", numbers="lead ", status=("status",), amount=("value",),
                   due=("expected close date",), ends=True, links=(_ACCOUNT, _PERSON), parent="account"),
    "activity": _shape("activity", "subject", numbers="activity ", status=("done", "status"), ends=True,
                       due=("due date",),
                       resolved=("marked as done time",), parent="about",
                       links=(("about", ("deal", "deal - title", "lead", "organization")), _PERSON)),
    "contact": _shape("contact", "name", key=(), links=(_ACCOUNT,), parent="account"),
    "account": _shape("account", "name", key=()),
}  # fmt: skip


def _canonical(prefix: str, name: str) -> str:
    """Return a column's name in lower case, without the name of the table whose rows these are."""
    return one_line(name).casefold().rstrip("*").strip().removeprefix(f"{prefix} - ")


def _prefix_of(header: Sequence[str]) -> str | None:
    """Return the table whose rows these are: an export of deals has columns of their people beside its own."""
    names = {_canonical("", name) for name in header}
    for prefix, title in _TITLES.items():
        own = [name for name in names if name.startswith(f"{prefix} - ")]
        if f"{prefix} - {title}" in names and len(own) >= 2:
            return prefix
    plain = names & {"organization", "contact person"}
    theirs = names & {"expected close date", "won time", "lost time", "lost reason", "deal created", "pipeline"}
    return "deal" if "title" in names and plain and len(theirs) >= 2 and names & {"value", "status", "stage"} else None


def recognises(header: Sequence[str]) -> str | None:
    """Return what the rows of a header are, None when it is not Pipedrive's."""
    prefix = _prefix_of(header)
    return _PREFIXES[prefix] if prefix else None


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each row."""
    prefix = _prefix_of(table.header) or ""
    return records_of(table, _SHAPES[sort], partial(_canonical, prefix))
