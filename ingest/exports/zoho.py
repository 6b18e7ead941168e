"""Zoho CRM's exports: deals, accounts and contacts, which name each other."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.shape import Shape, records_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_ACCOUNT = ("account", ("account name",))
_CONTACT = ("contact", ("contact name",))
_NOISE = frozenset(
    "record id;deal id;account id;contact id;deal owner.id;account owner.id;contact owner.id;account name.id;"
    "contact name.id;created by.id;modified by.id;campaign source.id;parent account.id;tag.id;locked".split(";")
)


def _shape(sort: str, title: tuple[tuple[str, ...], ...], word: str, **columns: object) -> Shape:
    shared = {
        "key": ("record id", f"{word} id"),
        "owner": (f"{word} owner",),
        "created": ("created time",),
        "updated": ("modified time",),
        "labels": ("tag",),
        "last": ("description",),
        "noise": _NOISE,
    }
    return Shape(**{"tool": "zoho", "type": sort, "title": title, **shared, **columns})  # type: ignore[arg-type]


_SHAPES = {
    "opportunity": _shape(
        "opportunity", (("deal name",),), "deal", status=("stage",), amount=("amount",), due=("closing date",),
        ends=True, links=(_ACCOUNT, _CONTACT), parent="account",
    ),
    "account": _shape("account", (("account name",),), "account", status=("account type", "rating")),
    "contact": _shape(
        "contact", (("first name", "last name"), ("contact name",)), "contact", links=(_ACCOUNT,), parent="account"
    ),
}  # fmt: skip


def canonical(name: str) -> str:
    """Return a column's name in lower case."""
    return one_line(name).casefold()


def recognises(header: Sequence[str]) -> str | None:
    """Return what the rows of a header are; Zoho names the owner of each sort of record twice, once by an id."""
    names = {canonical(name) for name in header}
    if {"deal name", "stage", "closing date"} <= names:
        return "opportunity"
    if {"account owner.id", "account name"} <= names:
        return "account"
    return "contact" if {"contact owner.id", "last name"} <= names else None


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each row."""
    return records_of(table, _SHAPES[sort], canonical)
