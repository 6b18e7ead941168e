"""Jira's XML export of issues, which it calls RSS: a document for each item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from assistant.domain import Link, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.jira_issue import KEY, Issue, Issues, Reading, plain_value, sprint_name
from ingest.exports.jira_words import CATEGORIES, PARENTS, is_noise
from ingest.exports.moments import Moments
from ingest.exports.prose import spoken
from ingest.exports.rendered_html import has_markup, html_pieces
from ingest.exports.work_item import Comment
from ingest.exports.xml_tree import elements, opening, words_of
from ingest.parse.draft import NO_TEXT

_MOMENTS = Moments(day_first=True, guessed=False)
_FIELDS = {
    "key": "issue key",
    "summary": "summary",
    "type": "issue type",
    "status": "status",
    "resolution": "resolution",
    "priority": "priority",
    "assignee": "assignee",
    "reporter": "reporter",
    "project": "project name",
    "component": "components",
    "fixVersion": "fix versions",
    "version": "affects versions",
}
_DATES = {"created": "created", "updated": "updated", "resolved": "resolved", "due": "due date"}
_SECONDS = {
    "timeoriginalestimate": "original estimate",
    "timeestimate": "remaining estimate",
    "timespent": "time spent",
}


def recognises(markup: str) -> str | None:
    """Return "issue" for a feed of which an item has Jira's key and summary."""
    head = opening(markup)[:4000]
    if not re.match(r"<rss\b", head):
        return None
    return "issue" if re.search(r"<key id=\"\d+\">|<issue start=|<key>[A-Z][A-Z0-9_]*-\d+</key>", markup) else None


def documents(markup: str, sort: str = "issue") -> ParsedFile:
    """Return a document for each issue of the feed."""
    columns: dict[str, None] = {}
    people: dict[str, str] = {}
    issues = []
    for item in elements(markup, "item"):
        if KEY.fullmatch(words_of(item.find("key"))):
            issues.append(_issue(item))
            columns |= dict.fromkeys(issues[-1].values)
            people |= _people(item)
    if not issues:
        raise DocumentError(NO_TEXT)
    issues = [replace(issue, comments=tuple(_named(issue.comments, people))) for issue in issues]
    return Issues(issues, "xml").file(list(_missing(markup, len(issues))), list(columns))


def _missing(markup: str, found: int) -> Iterator[str]:
    if (total := re.search(r"<issue start=\"\d+\" end=\"\d+\" total=\"(\d+)\"", markup)) and int(total[1]) > found:
        yield f"it holds {found} of the {total[1]} issues of its search: the others must be in files beside it"


def _issue(item: Element) -> Issue:
    read = Reading()
    for child in item:
        _field(read, child)
    for custom in item.iterfind("customfields/customfield"):
        _custom(read, custom)
    key = item.find("key")
    return Issue(
        key=words_of(key),
        fields=read.fields,
        prose={name: pieces for name, pieces in read.prose.items() if pieces},
        number=key.get("id") if key is not None else None,
        parents=tuple(read.parents),
        comments=tuple(_comments(item)),
        links=tuple(_links(item)),
        values=read.values,
        labels=read.labels,
        written={name: words for tag, name in _DATES.items() if (words := words_of(item.find(tag)))},
    )


def _field(read: Reading, child: Element) -> None:
    name, value = child.tag, words_of(child)
    if name == "statusCategory":
        read.fields["status category"] = (CATEGORIES.get(child.get("key") or "", child.get("key") or ""),)
    elif name == "parent":
        read.parents.insert(0, value)
    elif name == "labels":
        read.fields["labels"] = tuple(label for part in child if (label := words_of(part)))
    elif name in ("description", "environment"):
        read.prose[name] = html_pieces(value)
    elif value and name in _DATES:
        moment = _MOMENTS.read(value) or value
        read.fields[_DATES[name]] = (moment[:10] if name == "due" else moment,)
    elif name in _SECONDS and child.get("seconds"):
        read.fields[_SECONDS[name]] = (child.get("seconds") or "",)
    elif value and name in _FIELDS:
        read.fields[_FIELDS[name]] = (*read.fields.get(_FIELDS[name], ()), value)
    if value and name not in ("comments", "customfields", "issuelinks", "attachments", "title"):
        shown = spoken(html_pieces(value)) if name in ("description", "environment") else value
        read.values[name] = (*read.values.get(name, ()), shown)


def _custom(read: Reading, custom: Element) -> None:
    label = words_of(custom.find("customfieldname"))
    raw = [words_of(value) for value in custom.iterfind("customfieldvalues/*")]
    raw = [value for value in raw if value]
    if not label or not raw:
        return
    read.values[label] = tuple(raw)
    if label.casefold() in PARENTS:
        read.parents.append(raw[0])
    if is_noise(label):
        return
    if label.casefold() == "sprint":
        read.fields["sprint"] = tuple(sprint_name(value) for value in raw)
        return
    name = f"custom field ({label.casefold()})"
    read.labels[name] = label
    if any(has_markup(value) for value in raw):
        read.prose[name] = tuple(piece for value in raw for piece in html_pieces(value))
    else:
        read.fields[name] = tuple(plain_value(value, _MOMENTS, dated="date" in name) for value in raw)


def _comments(item: Element) -> Iterator[Comment]:
    for comment in item.iterfind("comments/comment"):
        if pieces := html_pieces(words_of(comment)):
            yield Comment(pieces, comment.get("author") or "", _MOMENTS.read(comment.get("created")))


def _named(comments: Sequence[Comment], people: Mapping[str, str]) -> Iterator[Comment]:
    yield from (replace(comment, author=people.get(comment.author, comment.author)) for comment in comments)


def _people(item: Element) -> dict[str, str]:
    """Return the names of those whom the item names with their user name or account id."""
    found: dict[str, str] = {}
    for name in ("assignee", "reporter"):
        element = item.find(name)
        if element is not None:
            found |= {key: words_of(element) for part in ("username", "accountid") if (key := element.get(part))}
    for mention in re.finditer(r'<a [^>]*?(?:rel|accountid)="([^"]+)"[^>]*>([^<]+)</a>', words_of(item)):
        found.setdefault(mention[1], mention[2].lstrip("@"))
    return found


def _links(item: Element) -> Iterator[Link]:
    for kind in item.iterfind("issuelinks/issuelinktype"):
        for side in (*kind.iterfind("outwardlinks"), *kind.iterfind("inwardlinks")):
            words = side.get("description") or words_of(kind.find("name")).casefold() or "linked to"
            for key in side.iterfind("issuelink/issuekey"):
                yield Link(words, words_of(key))
