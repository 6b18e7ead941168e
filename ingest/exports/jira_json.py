"""Jira's REST answers as files: search pages of v2 (wiki markup) and v3 (ADF), boards, sprints, single issues.

The shapes: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain import Link, ParsedFile, Transition
from ingest.exports.adf import adf_pieces, is_adf
from ingest.exports.jira_issue import DATES, KEY, LABELS, MOMENTS, Issue, Issues, Reading, plain_value, sprint_name
from ingest.exports.jira_words import CATEGORIES, FIELD_IDS, PARENTS, canonical, is_noise
from ingest.exports.json_value import items, mapping, objects, text, word, words
from ingest.exports.moments import Moments
from ingest.exports.prose import Piece, spoken
from ingest.exports.wiki_markup import has_wiki, wiki_pieces
from ingest.exports.work_item import Comment

_MOMENTS = Moments(day_first=True, guessed=False)
# Fields that a person would not read, or that are read elsewhere.
_NOISE = frozenset(
    "summary parent epic comment worklog issuelinks subtasks watches votes workratio lastViewed progress thumbnail "
    "aggregateprogress aggregatetimespent aggregatetimeestimate aggregatetimeoriginalestimate attachment creator "
    "statuscategorychangedate timetracking security issuerestriction statusCategory closedSprints flagged".split()
)
_RANK = re.compile(r"^\d\|\w+:\w*$")


def _is_issue(value: object) -> bool:
    fields = mapping(value).get("fields")
    key = text(mapping(value).get("key"))
    return (
        bool(KEY.fullmatch(key))
        and isinstance(fields, dict)
        and bool({"summary", "status", "issuetype"} & fields.keys())
    )


def _pages(value: object) -> list[Mapping[str, Any]]:
    """Return the pages of a value: a page, an array of pages, or issues without one."""
    found = objects(value) if isinstance(value, list) else [mapping(value)]
    loose = [item for item in found if _is_issue(item)]
    pages = [item for item in found if any(_is_issue(issue) for issue in items(item.get("issues")))]
    return [*pages, *([{"issues": loose}] if loose else [])]


def recognises(value: object) -> str | None:
    """Return "issue" for issues of Jira: a key of its form, and the fields that only Jira nests like this."""
    return "issue" if _pages(value) else None


def documents(value: object, sort: str = "issue") -> ParsedFile:
    """Return a document for each issue of the pages."""
    pages = _pages(value)
    names: dict[str, str] = {}
    for page in pages:
        names |= {key: text(name) for key, name in mapping(page.get("names")).items() if text(name)}
    found = [issue for page in pages for issue in objects(page.get("issues")) if _is_issue(issue)]
    for issue in found:
        names |= {key: text(name) for key, name in mapping(issue.get("names")).items() if text(name)}
    export = _Export(names, _people(found))
    issues = [export.issue(issue) for issue in found]
    columns = dict.fromkeys(names.get(name, name) for issue in found for name in issue["fields"])
    return Issues(issues, "json").file([*_missing(pages, len(found)), *_cut(found)], list(columns))


def _missing(pages: Sequence[Mapping[str, Any]], found: int) -> Iterator[str]:
    """Say when the pages of a file do not hold all issues of their search."""
    total = max((page["total"] for page in pages if isinstance(page.get("total"), int)), default=0)
    if total > found:
        yield f"it holds {found} of the {total} issues of its search: the other pages must be in files beside it"
    elif pages and pages[-1].get("isLast") is False:
        yield "its last page says that more issues follow: the other pages must be in files beside it"


def _cut(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say when comments or history were cut off by the page size of the answer."""
    for name, what, lists in (("comment", "comments", "comments"), ("worklog", "work logs", "worklogs")):
        parts = [mapping(issue["fields"].get(name)) for issue in found]
        cut = sum(
            1 for part in parts if isinstance(part.get("total"), int) and part["total"] > len(items(part.get(lists)))
        )
        if cut:
            yield f"{cut} issues have more {what} than the export holds"
    logs = [mapping(issue.get("changelog")) for issue in found]
    if cut := sum(
        1 for log in logs if isinstance(log.get("total"), int) and log["total"] > len(items(log.get("histories")))
    ):
        yield f"{cut} issues have a longer history than the export holds"


def _people(value: object, depth: int = 0) -> dict[str, str]:
    """Return the names of all people in a value by account id and by user name."""
    found: dict[str, str] = {}
    if depth > 12:
        return found
    if isinstance(value, dict):
        if name := text(value.get("displayName")):
            found |= {key: name for part in ("accountId", "name", "key") if (key := text(value.get(part)))}
        for inner in value.values():
            found |= _people(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            found |= _people(inner, depth + 1)
    return found


@dataclass(frozen=True)
class _Export:
    """What the issues of one export share: the names of custom fields, and of people."""

    names: Mapping[str, str]
    people: Mapping[str, str]

    def issue(self, issue: Mapping[str, Any]) -> Issue:
        """Return one issue of a page."""
        fields = mapping(issue.get("fields"))
        read = Reading(fields={"summary": (text(fields.get("summary")),), "issue key": (text(issue.get("key")),)})
        status = mapping(mapping(fields.get("status")).get("statusCategory") or fields.get("statusCategory"))
        if category := CATEGORIES.get(text(status.get("key"))) or text(status.get("name")):
            read.fields["status category"] = (category,)
        parent, epic = mapping(fields.get("parent")), mapping(fields.get("epic"))
        read.parents += [text(parent.get("key")), text(epic.get("key"))]
        if summary := text(mapping(parent.get("fields")).get("summary")) or text(epic.get("summary")):
            read.fields["parent summary"] = (summary,)
        for name, value in fields.items():
            if name not in _NOISE and value not in (None, "", [], {}):
                self._field(read, name, value)
        read.parents += _lone_keys(fields, self.names)
        return Issue(
            key=text(issue.get("key")),
            fields=read.fields,
            prose=read.prose,
            number=text(issue.get("id")) or None,
            parents=tuple(parent for parent in read.parents if parent),
            comments=(*self._said(fields, "comment"), *self._said(fields, "worklog")),
            links=tuple(_links(fields)),
            history=tuple(sorted(_history(issue), key=lambda change: change.time)),
            values={self.names.get(name, name): kept for name, value in fields.items() if (kept := self._raw(value))},
            labels=read.labels,
            written={
                name: raw
                for name in DATES
                for field in (name, *(own for own, standard in FIELD_IDS.items() if standard == name))
                if (raw := text(fields.get(field)))
            },
        )

    def _field(self, read: Reading, name: str, value: object) -> None:
        label = self.names.get(name, name)
        custom = name.startswith("customfield_")
        standard = f"custom field ({label.casefold()})" if custom else canonical(FIELD_IDS.get(name, name))
        standard = "sprint" if custom and (label.casefold() == "sprint" or _is_sprint(value)) else standard
        if custom and label.casefold() in PARENTS:
            read.parents.append(word(mapping(value).get("data")) or word(value))
        if custom and is_noise(label):
            return
        pieces = self._pieces(standard, value)
        if pieces is not None:
            read.prose[standard] = pieces
        elif kept := self._values(standard, value):
            # A field that the export does not name is kept where a person can read it: words, no ranks, no numbers.
            if custom and label == name and all(re.fullmatch(r"[\d.,|:\w-]*\d[\w|:.,-]*", part) for part in kept):
                return
            read.fields[standard] = (*read.fields.get(standard, ()), *kept)
        if standard not in LABELS:
            read.labels.setdefault(standard, label if custom else "")

    def _pieces(self, standard: str, value: object) -> tuple[Piece, ...] | None:
        """Return a value that is a long text; None when it is none."""
        if is_adf(value):
            return adf_pieces(value, self.people)
        if isinstance(value, str) and (standard in ("description", "environment") or _is_long(standard, value)):
            return wiki_pieces(value, self.people)
        return None

    def _values(self, standard: str, value: object) -> tuple[str, ...]:
        if standard in MOMENTS:
            return tuple(moment for part in words(value) if (moment := _MOMENTS.read(part)))
        if standard == "sprint":
            return tuple(sprint_name(name) for name in words(value))
        kept = (plain_value(part, _MOMENTS, dated="date" in standard) for part in words(value))
        return tuple(part for part in kept if part and not _RANK.match(part))

    def _raw(self, value: object) -> tuple[str, ...]:
        return (spoken(adf_pieces(value, self.people)),) if is_adf(value) else words(value)

    def _said(self, fields: Mapping[str, Any], name: str) -> Iterator[Comment]:
        """Yield the comments, or the work logs that say something."""
        list_name, body, time, sort = (
            ("comments", "body", "created", "comment")
            if name == "comment"
            else ("worklogs", "comment", "started", "work log")
        )
        for said in objects(mapping(fields.get(name)).get(list_name)):
            content = said.get(body)
            pieces = adf_pieces(content, self.people) if is_adf(content) else wiki_pieces(text(content), self.people)
            if pieces:
                author = word(said.get("author"))
                yield Comment(pieces, author, _MOMENTS.read(text(said.get(time))), sort)


def _is_sprint(value: object) -> bool:
    """Whether a value is sprints: objects with a board or a sprint's state, or the text that Jira Server makes."""
    return any(
        ("greenhopper" in part and "name=" in part)
        if isinstance(part, str)
        else isinstance(part, dict)
        and "name" in part
        and ("boardId" in part or part.get("state") in ("active", "closed", "future"))
        for part in items(value)
    )


def _is_long(standard: str, value: str) -> bool:
    return standard.startswith("custom field") and has_wiki(value)


def _lone_keys(fields: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Return the key that a field without a name holds alone: on Jira Server that is the epic link."""
    found = [
        value
        for name, value in fields.items()
        if name.startswith("customfield_") and name not in names and isinstance(value, str) and KEY.fullmatch(value)
    ]
    return found if len(found) == 1 else []


def _links(fields: Mapping[str, Any]) -> Iterator[Link]:
    for link in objects(fields.get("issuelinks")):
        kind = mapping(link.get("type"))
        for side, direction in (("outwardIssue", "outward"), ("inwardIssue", "inward")):
            if key := text(mapping(link.get(side)).get("key")):
                yield Link(text(kind.get(direction)) or text(kind.get("name")).casefold() or "linked to", key)


def _history(issue: Mapping[str, Any]) -> Iterator[Transition]:
    for entry in objects(mapping(issue.get("changelog")).get("histories")):
        time = _MOMENTS.read(text(entry.get("created")))
        by = word(entry.get("author")) or None
        for change in objects(entry.get("items")):
            name = text(change.get("field"))
            if time and name:
                before = text(change.get("fromString")) or text(change.get("from"))
                yield Transition(time, name, before, text(change.get("toString")) or text(change.get("to")), by)
