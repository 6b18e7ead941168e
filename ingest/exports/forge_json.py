"""Issues of GitHub and GitLab as JSON: pages of their APIs, and what `gh issue list --json` prints.

The shapes: https://docs.github.com/rest/issues/issues, https://docs.gitlab.com/api/issues/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.domain import Link, ParsedFile, Record
from ingest.exports.json_value import mapping, objects, text, word, words
from ingest.exports.markdown_text import markdown_pieces
from ingest.exports.moments import Moments
from ingest.exports.work_item import Comment, Field, WorkItem, field_of, in_file, shown_moment

_MOMENTS = Moments(day_first=True, guessed=False)
_REFERENCE = re.compile(
    r"//[^/]+/(?:repos/)?(?P<project>.+?)(?:/-)?/(?:issues|pull|pulls|work_items|merge_requests)/\d+"
)
_STATES = ("open", "opened", "closed", "merged")
_CREATED, _UPDATED, _CLOSED = ("created_at", "createdAt"), ("updated_at", "updatedAt"), ("closed_at", "closedAt")
_DEEPEST = 6
# A list of exactly this many may be the first page of more: the sizes that the tools take by default.
_PAGES = (20, 30, 100)


def _is_issue(value: object) -> bool:
    issue = mapping(value)
    number = issue.get("number", issue.get("iid"))
    return isinstance(number, int) and bool(text(issue.get("title"))) and text(issue.get("state")).casefold() in _STATES


def _issues(value: object, depth: int = 0) -> list[Mapping[str, Any]]:
    """Return the issues of a value: an array, a search page, the nodes of a GraphQL answer."""
    if _is_issue(value):
        return [mapping(value)]
    if depth > _DEEPEST:
        return []
    inner = value if isinstance(value, list) else list(mapping(value).values())
    return [issue for part in inner if isinstance(part, (list, dict)) for issue in _issues(part, depth + 1)]


def recognises(value: object) -> str | None:
    """Return "issue" for numbered issues that are open or closed."""
    return "issue" if _issues(value) else None


def documents(value: object, sort: str = "issue") -> ParsedFile:
    """Return a document for each issue."""
    found = _issues(value)
    warnings = list(_missing(value, found))
    return in_file(
        [_item(issue) for issue in found], warnings, list(dict.fromkeys(n for issue in found for n in issue))
    )


def _missing(value: object, found: list[Mapping[str, Any]]) -> Iterator[str]:
    total = mapping(value).get("total_count")
    if isinstance(total, int) and total > len(found):
        yield f"it holds {len(found)} of {total} issues: the other pages must be in files beside it"
    elif len(found) in _PAGES:
        yield f"it holds {len(found)} issues, the size of one page: make sure that there are no more"
    counts = [count for issue in found if isinstance(count := issue.get("comments"), int) and count > 0]
    if counts:
        yield f"the texts of {sum(counts)} comments on {len(counts)} issues are not in it"


def _get(issue: Mapping[str, Any], *names: str) -> object:
    return next((issue[name] for name in names if issue.get(name) is not None), None)


def _moment(issue: Mapping[str, Any], *names: str) -> str | None:
    return _MOMENTS.read(text(_get(issue, *names)))


def _person(value: object) -> str:
    one = mapping(value)
    return text(one.get("name")) or text(one.get("login")) or text(one.get("username"))


def _nodes(value: object) -> list[Mapping[str, Any]]:
    return objects(value) or objects(mapping(value).get("nodes"))


def _key(issue: Mapping[str, Any]) -> str:
    address = text(_get(issue, "html_url", "web_url", "url"))
    match = _REFERENCE.search(address)
    return f"{match['project'] if match else ''}#{_get(issue, 'number', 'iid')}"


def _item(issue: Mapping[str, Any]) -> WorkItem:
    record = _record(issue)
    fields = tuple(_fields(issue, record))
    return WorkItem(record, fields, tuple(_comments(issue)), "json")


def _record(issue: Mapping[str, Any]) -> Record:
    state = text(issue.get("state")).casefold()
    people = [_person(one) for one in _nodes(issue.get("assignees"))] or [_person(issue.get("assignee"))]
    milestone = mapping(issue.get("milestone"))
    kind = text(mapping(_get(issue, "type", "issueType")).get("name")) or text(_get(issue, "issue_type"))
    pull = "pull_request" in issue or "/pull/" in text(_get(issue, "html_url", "url"))
    labels = words(issue.get("labels")) if isinstance(issue.get("labels"), list) else words(_nodes(issue.get("labels")))
    due = _moment(issue, "due_date", "dueDate") or _moment(milestone, "due_on", "dueOn", "due_date")
    return Record(
        tool="gitlab" if "iid" in issue else "github",
        type="pull request" if pull else (kind or "issue").casefold(),
        key=_key(issue),
        title=text(issue.get("title")),
        status=_board_status(issue) or state,
        done=state in ("closed", "merged"),
        owner=", ".join(name for name in people if name) or None,
        created=_moment(issue, *_CREATED),
        updated=_moment(issue, *_UPDATED),
        due=due[:10] if due else None,
        resolved=_moment(issue, *_CLOSED),
        labels=labels,
        sprints=tuple(name for name in (text(milestone.get("title")),) if name),
        links=tuple(_links(issue)),
        values={name: kept for name, value in issue.items() if (kept := words(value))},
    )


def _board_status(issue: Mapping[str, Any]) -> str | None:
    """Return the status that a project board gives, where the export has one."""
    found = (word(item.get("status")) for item in _nodes(issue.get("projectItems")))
    return next((status for status in found if status), None)


def _links(issue: Mapping[str, Any]) -> Iterator[Link]:
    project = _key(issue).rpartition("#")[0]
    if project:
        yield Link("repository", project.rpartition("/")[2])
    parent = mapping(issue.get("parent"))
    address = text(issue.get("parent_issue_url"))
    if parent.get("number") is not None:
        yield Link("parent", _key(parent))
    elif address and (match := re.search(r"/issues/(\d+)$", address)):
        yield Link("parent", _key({"number": match[1], "url": address}))
    elif epic := mapping(issue.get("epic")):
        yield Link("parent", text(epic.get("title")) or f"&{epic.get('iid')}")


def _fields(issue: Mapping[str, Any], record: Record) -> Iterator[Field]:
    yield Field("Title", record.title)
    yield from field_of("Number", text(_get(issue, "number", "iid")))
    yield from field_of("Type", record.type, quoted=False)
    yield from field_of("State", text(issue.get("state")))
    yield from field_of("Reason", text(_get(issue, "state_reason", "stateReason")).lower().replace("_", " "))
    yield from field_of("Status", record.status if record.status != text(issue.get("state")).casefold() else "")
    yield from field_of("Parent", record.parent, quoted=False)
    yield from (Field("Assignee", name) for name in (record.owner or "").split(", ") if name)
    yield from field_of("Author", _person(_get(issue, "user", "author")))
    yield from (Field("Label", label) for label in record.labels)
    yield from field_of("Milestone", next(iter(record.sprints), None))
    yield from field_of("Due date", record.due)
    for label, names in (("Created", _CREATED), ("Updated", _UPDATED), ("Closed", _CLOSED)):
        yield from field_of(label, shown_moment(text(_get(issue, *names))))
    if pieces := markdown_pieces(text(_get(issue, "body", "description"))):
        yield Field("Description", pieces)


def _comments(issue: Mapping[str, Any]) -> Iterator[Comment]:
    for comment in _nodes(_get(issue, "comments", "notes")):
        if pieces := markdown_pieces(text(comment.get("body"))):
            author = _person(_get(comment, "author", "user"))
            yield Comment(pieces, author, _moment(comment, "createdAt", "created_at"))
