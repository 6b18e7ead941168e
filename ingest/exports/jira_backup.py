"""Jira's backup (entities.xml, alone or in its zip): a document for each issue, with comments, history and links.

The rows of Jira's tables stand as elements; a long value is a child element instead of an attribute. The tables:
https://developer.atlassian.com/server/jira/platform/database-schema/
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.domain import Link, ParsedFile, Transition
from assistant.errors import DocumentError
from ingest.exports.jira_issue import Issue, Issues, Reading, plain_value
from ingest.exports.jira_words import PARENTS, is_noise
from ingest.exports.moments import Moments
from ingest.exports.wiki_markup import has_wiki, wiki_pieces
from ingest.exports.work_item import Comment
from ingest.exports.xml_tree import elements, opening
from ingest.parse.draft import NO_TEXT

Row = Mapping[str, str]
_MOMENTS = Moments(day_first=True, guessed=False)
# What is kept of the tables, by the column that other tables name.
_NAMED = ("Project", "IssueType", "Status", "Priority", "Resolution", "Component", "Version", "CustomField",
          "CustomFieldOption", "IssueLinkType")  # fmt: skip
_OF_ISSUES = ("Action", "Worklog", "ChangeGroup", "Label", "CustomFieldValue")
_TABLES = (*_NAMED, *_OF_ISSUES, "Issue", "ChangeItem", "IssueLink", "NodeAssociation", "User", "ApplicationUser")
_ASSOCIATIONS = {
    "IssueComponent": "components",
    "IssueFixVersion": "fix versions",
    "IssueVersion": "affects versions",
}
_WRITTEN = {"created": "created", "updated": "updated", "resolved": "resolutiondate", "due date": "duedate"}
_CATEGORIES = {"2": "To Do", "4": "In Progress", "3": "Done"}
"""Jira's status categories by their number in the table of statuses."""


def recognises(markup: str) -> str | None:
    """Return "backup" for the root element of a Jira backup that has issues."""
    return "backup" if opening(markup).startswith("<entity-engine-xml") and "<Issue " in markup else None


def documents(markup: str, sort: str = "backup") -> ParsedFile:
    """Return a document for each issue of a backup."""
    backup = _Backup()
    for element in elements(markup, *_TABLES):
        row = dict(element.attrib) | {child.tag: child.text or "" for child in element}
        backup.take(element.tag, row)
    issues = [backup.issue(row) for row in backup.issues.values()]
    if not issues:
        raise DocumentError(NO_TEXT)
    columns = dict.fromkeys(name for row in backup.issues.values() for name in row)
    return Issues(issues, "xml").file((), list(columns))


def _read(value: str | None) -> str | None:
    return _MOMENTS.read(value)


@dataclass
class _Backup:
    """The tables that are needed, each by what it is looked up by."""

    issues: dict[str, dict[str, str]] = field(default_factory=dict)
    named: dict[tuple[str, str], Row] = field(default_factory=dict)
    of_issue: defaultdict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    changes: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    associated: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    links: defaultdict[str, list[tuple[bool, str, str]]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, str] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)

    def take(self, table: str, row: dict[str, str]) -> None:
        """Keep a row of a table."""
        if table == "Issue" and row.get("id"):
            self.issues[row["id"]] = row
        elif table in _NAMED:
            self.named[table, row.get("id", "")] = row
        elif table in _OF_ISSUES:
            self.of_issue[table, row.get("issue", "")].append(row)
        elif table == "ChangeItem":
            self.changes[row.get("group", "")].append(row)
        elif table == "NodeAssociation" and row.get("associationType") in _ASSOCIATIONS:
            self.associated[row.get("sourceNodeId", ""), row["associationType"]].append(row.get("sinkNodeId", ""))
        elif table == "IssueLink":
            self.links[row.get("source", "")].append((True, row.get("destination", ""), row.get("linktype", "")))
            self.links[row.get("destination", "")].append((False, row.get("source", ""), row.get("linktype", "")))
        elif table == "User":
            self.people[row.get("userName", "")] = row.get("displayName", "") or row.get("userName", "")
        elif table == "ApplicationUser":
            self.logins[row.get("userKey", "")] = row.get("userName", "") or row.get("lowerUserName", "")

    def _person(self, key: str | None) -> str:
        """Return a name for a user key; a key stands for a login, a login for a person."""
        login = self.logins.get(key or "", key or "")
        return self.people.get(login, login)

    def _names(self) -> dict[str, str]:
        return {key: self._person(key) for key in (*self.people, *self.logins)}

    def _name(self, table: str, number: str | None, column: str = "name") -> str:
        return self.named.get((table, number or ""), {}).get(column, "")

    def key(self, row: Row) -> str:
        """Return the key of an issue: written out in old backups, made of project and number in newer ones."""
        if re.fullmatch(r"[A-Z][A-Z0-9_]*-\d+", row.get("key", "")):
            return row["key"]
        project = row.get("projectKey") or self._name("Project", row.get("project"), "key")
        return f"{project or 'ISSUE'}-{row.get('number') or row['id']}"

    def issue(self, row: Row) -> Issue:
        """Return an issue with what other tables say of it."""
        number, people = row["id"], self._names()
        read = Reading(fields={name: (value,) for name, value in self._own(row) if value})
        for name in ("description", "environment"):
            if pieces := wiki_pieces(row.get(name, ""), people):
                read.prose[name] = pieces
        for association, name in _ASSOCIATIONS.items():
            table = "Component" if name == "components" else "Version"
            found = (self._name(table, sink) for sink in self.associated.get((number, association), ()))
            if kept := tuple(value for value in found if value):
                read.fields[name] = kept
        labels = [label.get("label", "") for label in self.of_issue.get(("Label", number), ())]
        read.fields |= {"labels": tuple(label for label in labels if label)} if any(labels) else {}
        self._custom(read, number, people)
        links = list(self._links(number))
        above = [self.key(self.issues[other]) for word, other in links if word == "" and other in self.issues]
        return Issue(
            key=self.key(row),
            fields=read.fields,
            prose=read.prose,
            number=number,
            parents=(*above, *read.parents),
            comments=(*self._comments(number, people), *self._work(number, people)),
            links=tuple(Link(word, self.key(self.issues[key])) for word, key in links if word and key in self.issues),
            history=tuple(sorted(self._history(number), key=lambda change: change.time)),
            values={name: (value,) for name, value in row.items() if value} | read.values,
            labels=read.labels,
            written={name: row[column] for name, column in _WRITTEN.items() if row.get(column)},
        )

    def _own(self, row: Row) -> Iterator[tuple[str, str | None]]:
        """Yield the fields of an issue's own row."""
        yield "summary", row.get("summary")
        yield "issue key", self.key(row)
        yield "issue type", self._name("IssueType", row.get("type"))
        yield "status", self._name("Status", row.get("status"))
        yield "status category", _CATEGORIES.get(self._name("Status", row.get("status"), "statuscategory"))
        yield "resolution", self._name("Resolution", row.get("resolution"))
        yield "priority", self._name("Priority", row.get("priority"))
        yield "assignee", self._person(row.get("assignee"))
        yield "reporter", self._person(row.get("reporter"))
        yield "due date", (_read(row.get("duedate")) or "")[:10]
        yield "created", _read(row.get("created"))
        yield "updated", _read(row.get("updated"))
        yield "resolved", _read(row.get("resolutiondate"))
        yield "project name", self._name("Project", row.get("project"))
        yield "original estimate", row.get("timeoriginalestimate")
        yield "remaining estimate", row.get("timeestimate")
        yield "time spent", row.get("timespent")

    def _custom(self, read: Reading, number: str, people: Mapping[str, str]) -> None:
        for row in self.of_issue.get(("CustomFieldValue", number), ()):
            label = self._name("CustomField", row.get("customfield", "").removeprefix("customfield_"))
            value = next((row[n] for n in ("stringvalue", "textvalue", "datevalue", "numbervalue") if row.get(n)), "")
            value = self._name("CustomFieldOption", value, "value") or value
            if not label or not value:
                continue
            read.values[label] = (*read.values.get(label, ()), value)
            name = f"custom field ({label.casefold()})"
            if label.casefold() in PARENTS:
                read.parents.append(value)
            elif is_noise(label) or (label.casefold() == "sprint" and value.isdigit()):
                # The names of sprints are in another file of the backup.
                continue
            elif has_wiki(value):
                read.prose[name] = (*read.prose.get(name, ()), *wiki_pieces(value, people))
            else:
                kept = plain_value(value, _MOMENTS, dated="date" in name)
                read.fields[name] = (*read.fields.get(name, ()), kept)
            read.labels[name] = label

    def _comments(self, number: str, people: Mapping[str, str]) -> Iterator[Comment]:
        rows = [row for row in self.of_issue.get(("Action", number), ()) if row.get("type", "comment") == "comment"]
        for row in sorted(rows, key=lambda row: row.get("created", "")):
            if pieces := wiki_pieces(row.get("body", ""), people):
                yield Comment(pieces, self._person(row.get("author")), _read(row.get("created")))

    def _work(self, number: str, people: Mapping[str, str]) -> Iterator[Comment]:
        for row in self.of_issue.get(("Worklog", number), ()):
            if pieces := wiki_pieces(row.get("body", ""), people):
                yield Comment(pieces, self._person(row.get("author")), _read(row.get("startdate")), "work log")

    def _links(self, number: str) -> Iterator[tuple[str, str]]:
        """Yield words and ids; the words are empty where the other is the parent, and what is below is left out."""
        for outward, other, kind in self.links.get(number, ()):
            row = self.named.get(("IssueLinkType", kind), {})
            # Jira keeps sub-tasks and epics as links of types that users never see.
            hidden = row.get("style", "").startswith("jira_") or row.get("linkname", "") == "Epic-Story Link"
            if hidden and not outward:
                yield "", other
            elif not hidden:
                words = row.get("outward" if outward else "inward") or row.get("linkname", "").casefold()
                yield words or "linked to", other

    def _history(self, number: str) -> Iterator[Transition]:
        groups: Sequence[Row] = self.of_issue.get(("ChangeGroup", number), [])
        for group in groups:
            time = _read(group.get("created"))
            by = self._person(group.get("author")) or None
            for change in self.changes.get(group.get("id", ""), ()):
                if time and change.get("field"):
                    before = change.get("oldstring") or change.get("oldvalue") or ""
                    after = change.get("newstring") or change.get("newvalue") or ""
                    yield Transition(time, change["field"], before, after, by)
