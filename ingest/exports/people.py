"""Directories of people (HR systems, Entra ID, Google Workspace, plain lists): a document for each person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain import Link, Parsed, ParsedFile
from ingest.exports.records import Row, rows_of
from ingest.exports.shape import Shape, records_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_ALIASES = {
    "name": "name", "full name": "name", "display name": "name", "displayname": "name", "employee name": "name",
    "employee": "name", "worker": "name", "person": "name", "preferred name": "preferred name", "mitarbeiter": "name",
    "mitarbeiterin": "name", "nom complet": "name",
    "first name": "first name", "firstname": "first name", "given name": "first name", "givenname": "first name",
    "vorname": "first name", "prénom": "first name",
    "last name": "last name", "lastname": "last name", "surname": "last name", "family name": "last name",
    "nachname": "last name", "nom": "last name",
    "title": "title", "job title": "title", "jobtitle": "title", "position": "title", "role": "title",
    "employee title": "title", "job profile": "title", "business title": "title", "job": "title", "funktion": "title",
    "position title": "title", "fonction": "title",
    "department": "team", "team": "team", "business unit": "team", "org unit": "team", "organization": "team",
    "organisation": "team", "supervisory organization": "team", "division": "team", "abteilung": "team",
    "squad": "team", "tribe": "team", "group": "team", "org unit path": "team", "service": "team", "équipe": "team",
    "manager": "manager", "manager name": "manager", "reports to": "manager", "reporting to": "manager",
    "supervisor": "manager", "line manager": "manager", "manager email": "manager", "vorgesetzter": "manager",
    "vorgesetzte": "manager", "managed by": "manager", "manager id": "manager", "responsable": "manager",
    "email": "email", "e-mail": "email", "email address": "email", "work email": "email", "mail": "email",
    "userprincipalname": "email", "user principal name": "email",
    "employee id": "number", "employee #": "number", "employee number": "number", "worker id": "number",
    "personalnummer": "number", "staff id": "number", "employeeid": "number",
    "location": "location", "office": "location", "office location": "location", "work location": "location",
    "city": "location", "site": "location", "standort": "location", "officelocation": "location",
    "hire date": "hired", "start date": "hired", "date hired": "hired",
    "status": "status", "employment status": "status", "account enabled": "status",
}  # fmt: skip
# A list of projects or tickets may have a name, a team and a manager too.
_OF_WORK = frozenset(
    "due date;deadline;priority;budget;amount;stage;progress;% complete;issue key;end date;company;company name;"
    "account name;outcome;goal;objective;key result;target".split(";")
)
_SHAPE = Shape(
    tool="directory",
    type="person",
    title=(("name",), ("first name", "last name"), ("preferred name",), ("email",)),
    status=("status",),
    created=("hired",),
    links=(("team", ("team",)),),
    day_first=True,
)


def canonical(name: str) -> str:
    """Return what a column is called in one vocabulary, else its own name in lower case."""
    plain = re.sub(r"\s*\[required\]|[*:]+$", "", one_line(name).casefold()).replace("_", " ").strip()
    return _ALIASES.get(plain, plain)


def recognises(header: Sequence[str]) -> str | None:
    """Return "person" where each row has a name, something that only people have, and a team or a manager."""
    names = {canonical(name) for name in header}
    if names & _OF_WORK:
        return None
    named = "name" in names or {"first name", "last name"} <= names
    personal = {"title", "email", "number"} & names or {"first name", "last name"} <= names
    placed = {"team", "manager"} & names
    return "person" if named and personal and placed and len({"title", "email", *placed} & names) >= 2 else None


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each person, who is known by name; managers are found by name or number."""
    read = records_of(table, _SHAPE, canonical)
    rows = {row.number: row for row in rows_of([canonical(name) for name in table.header], table.rows)}
    numbered = [(rows[place], document) for document in read.documents if (place := _row(document)) in rows]
    known = {name: key for row, one in numbered if (key := one.key) for name in _names(row, key)}
    return replace(read, documents=tuple(_with_manager(document, row, known) for row, document in numbered))


def _row(document: Parsed) -> int:
    return document.blocks[0].locator.row or 0


def _names(row: Row, key: str) -> list[str]:
    """Return what others may call a person: name, "Last, First", e-mail address, number."""
    first, last = row.first("first name"), row.first("last name")
    turned = [f"{last}, {first}", f"{first} {last}"] if first and last else []
    return [name.casefold() for name in (key, *turned, *row.all("email"), *row.all("number"), *row.all("name"))]


def _with_manager(document: Parsed, row: Row, known: Mapping[str, str]) -> Parsed:
    record, manager = document.record, row.first("manager")
    if record is None or not manager:
        return document
    name = one_line(manager)
    turned = " ".join(reversed(name.split(", ", 1))) if ", " in name else name
    key = known.get(name.casefold()) or known.get(turned.casefold()) or name
    return replace(document, record=replace(record, links=(*record.links, Link("manager", key))))
