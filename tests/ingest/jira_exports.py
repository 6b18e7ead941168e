"""The same forty issues as every container of Jira writes them; shared by the tests of its exports."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

PEOPLE = {"5b10a1": "Ana Lima", "5b10b2": "Ben Roth", "5b10c3": "Chiara Neri"}
STATUSES = {"To Do": "new", "In Progress": "indeterminate", "Done": "done"}
BEGIN = datetime(2025, 3, 3, 9, 15, tzinfo=UTC)
NAMES = {
    "customfield_10014": "Epic Link",
    "customfield_10016": "Story Points",
    "customfield_10020": "Sprint",
    "customfield_10031": "Target outcome",
    "customfield_10019": "Rank",
}

# A text is a list of blocks: ("h", words), ("p", words, ...), ("ul" or "ol", item, ...), ("code", words),
# ("table", row, ...). Words are strings, ("b", words), ("a", words, address) and ("@", account id).
Inline = Any
Prose = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Said:
    """A comment."""

    author: str
    time: datetime
    prose: Prose


@dataclass(frozen=True)
class Issue:
    """What an issue says, whatever the container."""

    number: int
    type: str
    summary: str
    status: str
    resolution: str | None
    assignee: str | None
    parent: int | None
    created: datetime
    updated: datetime
    resolved: datetime | None
    due: datetime | None
    labels: tuple[str, ...]
    components: tuple[str, ...]
    sprints: tuple[str, ...]
    points: int | None
    outcome: str | None
    blocks: int | None
    prose: Prose
    comments: tuple[Said, ...]

    @property
    def key(self) -> str:
        """Return the key."""
        return f"HARBOUR-{self.number}"


def _prose(number: int) -> Prose:
    if number % 7 == 0:
        return []
    return [
        ("h", "Why"),
        ("p", "Crews wait ", ("b", f"{number} hours"), " for a berth; see ", ("a", "the log", "https://x.example/log")),
        ("ul", "fewer boats at anchor", "crews that sleep at home"),
        ("h", "Steps"),
        ("ol", "count the boats", f"ask berth {number}"),
        ("table", ("Measure", "Target"), ("waiting", f"{number} h")),
        ("p", "Ask ", ("@", "5b10b2"), " first."),
        ("code", f"select * from berths where id = {number};"),
    ]


def issues() -> list[Issue]:
    """Return an initiative, its epics, and the work below them."""
    return [_issue(number) for number in range(1, 41)]


def _issue(number: int) -> Issue:
    kind = "Initiative" if number == 1 else "Epic" if number < 6 else "Bug" if number % 5 == 0 else "Story"
    status = list(STATUSES)[number % 3]
    created = BEGIN + timedelta(days=number, minutes=7 * number)
    updated = created + timedelta(days=3, hours=2)
    said = Said("5b10c3", created + timedelta(days=1), [("p", f"Agreed; berth {number} first.")])
    return Issue(
        number=number,
        type=kind,
        summary=f"Berth plan {number}: boats know their place",
        status=status,
        resolution="Done" if status == "Done" else None,
        assignee=list(PEOPLE)[number % 3] if number % 4 else None,
        parent=None if number == 1 else 1 if number < 6 else 2 + number % 4,
        created=created,
        updated=updated,
        resolved=updated if status == "Done" else None,
        due=datetime(2025, 9, 1 + number % 28, tzinfo=UTC) if number % 2 else None,
        labels=("pilot", "north") if number % 3 == 0 else (),
        components=("berths", "radio") if number % 4 == 0 else (),
        sprints=(f"Sprint {number // 10}",) if number > 9 else (),
        points=number % 8 if number > 5 and number % 8 else None,
        outcome=f"Waiting falls below {number} hours" if number < 6 else None,
        blocks=number + 1 if number % 6 == 0 else None,
        prose=_prose(number),
        comments=(said,) if number % 2 == 0 else (),
    )


def _blocker(number: int) -> int | None:
    return number - 1 if number > 1 and (number - 1) % 6 == 0 else None


def _texts(prose: Prose, block: Callable[..., str], gap: str) -> str:
    return gap.join(block(*part) for part in prose)


def _joined(words: Iterable[Inline], inline: Callable[..., str]) -> str:
    return "".join(word if isinstance(word, str) else inline(*word) for word in words)


# Wiki markup: CSV, REST v2, backup.


def wiki(prose: Prose) -> str:
    """Return a text in Jira's notation."""
    return _texts(prose, _wiki_block, "\n\n").replace("\n\n", "\r\n\r\n")


def _wiki_inline(kind: str, words: str, address: str = "") -> str:
    return {"b": f"*{words}*", "a": f"[{words}|{address}|smart-link]", "@": f"[~accountid:{words}]"}[kind]


def _wiki_block(kind: str, *parts: Any) -> str:
    if kind == "h":
        return f"h2. {parts[0]}"
    if kind == "code":
        return f"{{code:sql}}\n{parts[0]}\n{{code}}"
    if kind == "table":
        head, *rows = parts
        lines = ["||" + "||".join(head) + "||", *("|" + "|".join(row) + "|" for row in rows)]
        return "\n".join(lines)
    if kind in ("ul", "ol"):
        return "\n".join(f"{'*' if kind == 'ul' else '#'} {part}" for part in parts)
    return _joined(parts, _wiki_inline)


# HTML: RSS and pages.


def markup(prose: Prose) -> str:
    """Return a text as Jira renders it."""
    return _texts(prose, _html_block, "\n\n")


def _html_inline(kind: str, words: str, address: str = "") -> str:
    if kind == "@":
        return f'<a href="https://x.example/u" class="user-hover" rel="{words}">{PEOPLE[words]}</a>'
    return f"<b>{words}</b>" if kind == "b" else f'<a href="{address}" class="external-link">{words}</a>'


def _html_block(kind: str, *parts: Any) -> str:
    if kind == "h":
        return f'<h2><a name="{parts[0]}"></a>{parts[0]}</h2>'
    if kind == "code":
        return f'<div class="code panel"><div class="codeContent"><pre class="code-sql">{parts[0]}\n</pre></div></div>'
    if kind == "table":
        cells = ["".join(f"<td class='confluenceTd'>{cell}</td>" for cell in row) for row in parts]
        return f"<table class='confluenceTable'><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"
    if kind in ("ul", "ol"):
        return f"<{kind}>" + "".join(f"\n\t<li>{part}</li>" for part in parts) + f"\n</{kind}>"
    return f"<p>{_joined(parts, _html_inline)}</p>"


# ADF: REST v3.


def adf(prose: Prose) -> dict[str, Any]:
    """Return a text as Jira Cloud keeps it."""
    return {"version": 1, "type": "doc", "content": [_adf_block(*part) for part in prose]}


def _adf_text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def _adf_inline(word: Inline) -> dict[str, Any]:
    if isinstance(word, str):
        return _adf_text(word)
    kind, words, *rest = word
    if kind == "@":
        return {"type": "mention", "attrs": {"id": words, "text": f"@{PEOPLE[words]}"}}
    marks = [{"type": "strong"}] if kind == "b" else [{"type": "link", "attrs": {"href": rest[0]}}]
    return _adf_text(words) | {"marks": marks}


def _adf_paragraph(*parts: Inline) -> dict[str, Any]:
    return {"type": "paragraph", "content": [_adf_inline(part) for part in parts]}


def _adf_block(kind: str, *parts: Any) -> dict[str, Any]:
    if kind == "h":
        return {"type": "heading", "attrs": {"level": 2}, "content": [_adf_text(parts[0])]}
    if kind == "code":
        return {"type": "codeBlock", "attrs": {"language": "sql"}, "content": [_adf_text(parts[0])]}
    if kind == "table":
        rows = [[{"type": "tableCell", "content": [_adf_paragraph(cell)]} for cell in row] for row in parts]
        return {"type": "table", "content": [{"type": "tableRow", "content": row} for row in rows]}
    if kind in ("ul", "ol"):
        items = [{"type": "listItem", "content": [_adf_paragraph(part)]} for part in parts]
        return {"type": "bulletList" if kind == "ul" else "orderedList", "content": items}
    return _adf_paragraph(*parts)


# The containers.

HEADER = [
    "Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Project name", "Priority", "Resolution",
    "Assignee", "Assignee Id", "Reporter", "Reporter Id", "Created", "Updated", "Resolved", "Due date", "Labels",
    "Labels", "Component/s", "Component/s", "Description", "Inward issue link (Blocks)", "Outward issue link (Blocks)",
    "Custom field (Rank)", "Sprint", "Custom field (Story Points)", "Custom field (Target outcome)", "Comment",
    "Parent id", "Parent key", "Status Category",
]  # fmt: skip


def _pad(values: tuple[str, ...]) -> list[str]:
    return [*values, "", ""][:2]


def _csv_time(moment: datetime | None) -> str:
    return moment.strftime("%d/%b/%y %I:%M %p").lstrip("0") if moment else ""


def as_csv() -> str:
    """Return the issues as Jira Cloud's CSV export."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for one in issues():
        said = [f"{_csv_time(c.time)};{c.author};{wiki(c.prose)}" for c in one.comments]
        links = [f"HARBOUR-{n}" if n else "" for n in (_blocker(one.number), one.blocks)]
        parent = [str(10000 + one.parent), f"HARBOUR-{one.parent}"] if one.parent else ["", ""]
        category = {"new": "To Do", "indeterminate": "In Progress", "done": "Done"}[STATUSES[one.status]]
        writer.writerow(
            [one.summary, one.key, 10000 + one.number, one.type, one.status, "HARBOUR", "Harbour", "Medium",
             one.resolution or "", PEOPLE.get(one.assignee or "", ""), one.assignee or "", "Ana Lima", "5b10a1",
             _csv_time(one.created), _csv_time(one.updated), _csv_time(one.resolved), _csv_time(one.due),
             *_pad(one.labels), *_pad(one.components), wiki(one.prose), *links, "0|i000:", *(one.sprints or [""]),
             f"{one.points}.0" if one.points else "", one.outcome or "", *(said or [""]), *parent, category]
        )  # fmt: skip
    return out.getvalue()


def _user(number: str | None) -> dict[str, str] | None:
    return {"accountId": number, "displayName": PEOPLE[number]} if number else None


def _rest_time(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000+0000") if moment else None


def _rest_issue(one: Issue, rich: Callable[[Prose], Any]) -> dict[str, Any]:
    link = {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"}
    links = [{"type": link, "inwardIssue": {"key": f"HARBOUR-{n}"}} for n in (_blocker(one.number),) if n]
    links += [{"type": link, "outwardIssue": {"key": f"HARBOUR-{n}"}} for n in (one.blocks,) if n]
    comments = [{"author": _user(c.author), "body": rich(c.prose), "created": _rest_time(c.time)} for c in one.comments]
    category = {"key": STATUSES[one.status], "name": one.status}
    return {
        "id": str(10000 + one.number),
        "key": one.key,
        "fields": {
            "summary": one.summary,
            "issuetype": {"name": one.type},
            "status": {"name": one.status, "statusCategory": category},
            "project": {"key": "HARBOUR", "name": "Harbour"},
            "priority": {"name": "Medium"},
            "resolution": {"name": one.resolution} if one.resolution else None,
            "assignee": _user(one.assignee),
            "reporter": _user("5b10a1"),
            "created": _rest_time(one.created),
            "updated": _rest_time(one.updated),
            "resolutiondate": _rest_time(one.resolved),
            "duedate": one.due.date().isoformat() if one.due else None,
            "labels": list(one.labels),
            "components": [{"name": name} for name in one.components],
            "description": rich(one.prose) if one.prose else None,
            "issuelinks": links,
            "parent": {"id": str(10000 + one.parent), "key": f"HARBOUR-{one.parent}"} if one.parent else None,
            "comment": {"comments": comments, "total": len(comments)},
            "customfield_10016": float(one.points) if one.points else None,
            "customfield_10019": "0|i000:",
            "customfield_10020": [{"id": 7, "name": name, "boardId": 3, "state": "active"} for name in one.sprints],
            "customfield_10031": one.outcome,
        },
    }


def as_v3() -> str:
    """Return the issues as two pages of the search of Jira Cloud."""
    found = [_rest_issue(one, adf) for one in issues()]
    first = {"issues": found[:25], "names": NAMES, "nextPageToken": "abc", "isLast": False}
    return json.dumps([first, {"issues": found[25:], "names": NAMES, "isLast": True}])


def as_v2() -> str:
    """Return the issues as a page of the search of Jira Server."""
    found = [_rest_issue(one, wiki) for one in issues()]
    return json.dumps({"startAt": 0, "maxResults": 50, "total": 40, "issues": found, "names": NAMES})


def _rss_time(moment: datetime | None) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S +0000") if moment else ""


def _custom(number: int, name: str, *values: str) -> str:
    inner = "".join(f"<customfieldvalue>{html.escape(value)}</customfieldvalue>" for value in values)
    return (
        f'<customfield id="customfield_{number}" key="k"><customfieldname>{name}</customfieldname>'
        f"<customfieldvalues>{inner}</customfieldvalues></customfield>"
    )


def _rss_item(one: Issue) -> str:
    assignee = f'<assignee accountid="{one.assignee or -1}">{PEOPLE.get(one.assignee or "", "Unassigned")}</assignee>'
    links = ""
    for side, words, other in (("outward", "blocks", one.blocks), ("inward", "is blocked by", _blocker(one.number))):
        if other:
            key = f'<issuelink><issuekey id="{10000 + other}">HARBOUR-{other}</issuekey></issuelink>'
            inner = f'<{side}links description="{words}">{key}</{side}links>'
            links += f'<issuelinktype id="1"><name>Blocks</name>{inner}</issuelinktype>'
    comments = "".join(
        f'<comment id="1" author="{c.author}" created="{_rss_time(c.time)}">{html.escape(markup(c.prose))}</comment>'
        for c in one.comments
    )
    parent = f'<parent id="{10000 + one.parent}">HARBOUR-{one.parent}</parent>' if one.parent else ""
    custom = _custom(10019, "Rank", "0|i000:") + (
        _custom(10016, "Story Points", f"{one.points}.0") if one.points else ""
    )
    custom += _custom(10020, "Sprint", *one.sprints) if one.sprints else ""
    custom += _custom(10031, "Target outcome", one.outcome) if one.outcome else ""
    return (
        f"<item><title>[{one.key}] {one.summary}</title><link>https://x.example/browse/{one.key}</link>"
        f'<project id="1" key="HARBOUR">Harbour</project><description>{html.escape(markup(one.prose))}</description>'
        f'<environment></environment><key id="{10000 + one.number}">{one.key}</key><summary>{one.summary}</summary>'
        f'<type id="1">{one.type}</type>{parent}<priority id="3">Medium</priority><status id="1">{one.status}</status>'
        f'<statusCategory id="2" key="{STATUSES[one.status]}" colorName="x"/>'
        f'<resolution id="-1">{one.resolution or "Unresolved"}</resolution>{assignee}'
        f'<reporter accountid="5b10a1">Ana Lima</reporter>'
        f"<labels>{''.join(f'<label>{label}</label>' for label in one.labels)}</labels>"
        f"<created>{_rss_time(one.created)}</created><updated>{_rss_time(one.updated)}</updated>"
        + (f"<resolved>{_rss_time(one.resolved)}</resolved>" if one.resolved else "")
        + f"<due>{_rss_time(one.due)}</due>{''.join(f'<component>{name}</component>' for name in one.components)}"
        f"<votes>0</votes><watches>1</watches><comments>{comments}</comments><issuelinks>{links}</issuelinks>"
        f"<attachments></attachments><subtasks></subtasks><customfields>{custom}</customfields></item>"
    )


def as_rss() -> str:
    """Return the issues as Jira's XML, with the comment that it writes before the root."""
    items = "".join(_rss_item(one) for one in issues())
    head = '<!-- \nRSS generated by JIRA (9.4.0#940000) at Mon Mar 03 09:00:00 UTC 2025\n-->\n<rss version="0.92" >'
    return f'{head}<channel><title>Jira</title><issue start="0" end="40" total="40"/>{items}</channel></rss>'


def as_page() -> str:
    """Return the issues as the page that Jira calls Excel: it has no comments, and links without their words."""
    columns = [("issuetype", "Issue Type"), ("issuekey", "Key"), ("summary", "Summary"), ("status", "Status"),
               ("project", "Project"), ("priority", "Priority"), ("resolution", "Resolution"), ("assignee", "Assignee"),
               ("reporter", "Reporter"), ("created", "Created"), ("updated", "Updated"), ("resolutiondate", "Resolved"),
               ("duedate", "Due"), ("labels", "Labels"), ("components", "Component/s"), ("parent", "Parent"),
               ("issuelinks", "Linked Issues"), ("description", "Description"), ("customfield_10020", "Sprint"),
               ("customfield_10016", "Story Points"), ("customfield_10031", "Target outcome"),
               ("votes", "Votes")]  # fmt: skip
    head = "".join(f'<th class="colHeaderLink headerrow-{i}" data-id="{i}">\n {name}\n</th>' for i, name in columns)
    rows = "".join(f"<tr class='issuerow'>{_page_row(one, [i for i, _ in columns])}</tr>" for one in issues())
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Jira</title><style>td{}</style></head>'
        '<body><table border="0"><tr><td colspan="9"><a href="https://x.example">Jira</a></td></tr><tr><td colspan="9">'
        "Displaying <strong>40</strong> issues at <strong>03/Mar/25 9:00 AM</strong>.</td></tr></table>"
        f'<table id="issuetable" border="1"><thead><tr class="rowHeader">{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        "</body></html>"
    )


def _page_row(one: Issue, columns: list[str]) -> str:
    linked = [n for n in (one.blocks, _blocker(one.number)) if n]
    cells = {
        "issuetype": one.type, "issuekey": f'<a href="/browse/{one.key}">{one.key}</a>', "status": one.status,
        "summary": one.summary, "project": "Harbour", "priority": "Medium", "reporter": "Ana Lima",
        "resolution": one.resolution or "<em>Unresolved</em>", "created": _csv_time(one.created),
        "assignee": PEOPLE.get(one.assignee or "", "<em>Unassigned</em>"), "updated": _csv_time(one.updated),
        "resolutiondate": _csv_time(one.resolved), "duedate": _csv_time(one.due).split(" ")[0],
        "labels": ", ".join(one.labels), "components": ", ".join(one.components),
        "parent": f"HARBOUR-{one.parent}" if one.parent else "",
        "issuelinks": ", ".join(f'<a href="/browse/HARBOUR-{n}">HARBOUR-{n}</a>' for n in linked),
        "description": markup(one.prose), "customfield_10020": ", ".join(one.sprints), "votes": "0",
        "customfield_10016": str(one.points or ""), "customfield_10031": one.outcome or "",
    }  # fmt: skip
    return "".join(f'<td class="{name}">{cells[name]}</td>' for name in columns)


def as_backup() -> str:
    """Return the issues as the tables of a backup."""
    rows = [
        '<Project id="1" name="Harbour" key="HARBOUR" originalkey="HARBOUR"/>',
        '<Priority id="3" name="Medium"/><Resolution id="1" name="Done"/>',
        '<IssueLinkType id="5" linkname="Blocks" inward="is blocked by" outward="blocks"/>',
        '<IssueLinkType id="6" linkname="Epic-Story Link" outward="is epic of" style="jira_gh_epic_story"/>',
        '<Component id="1" project="1" name="berths"/><Component id="2" project="1" name="radio"/>',
        '<CustomField id="10016" name="Story Points"/><CustomField id="10031" name="Target outcome"/>',
    ]
    categories = {"new": 2, "done": 3, "indeterminate": 4}
    rows += [
        f'<Status id="{at}" name="{n}" statuscategory="{categories[k]}"/>' for at, (n, k) in enumerate(STATUSES.items())
    ]
    rows += [f'<IssueType id="{name}" name="{name}"/>' for name in ("Initiative", "Epic", "Story", "Bug")]
    rows += [f'<ApplicationUser id="{k}" userKey="{k}" lowerUserName="{k}"/>' for k in PEOPLE]
    rows += [f'<User id="{k}" userName="{k}" displayName="{name}"/>' for k, name in PEOPLE.items()]
    for one in issues():
        rows += _backup_rows(one)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- backup of Jira -->\n<entity-engine-xml date="1741000000">'
    return head + "\n".join(rows) + "</entity-engine-xml>"


def _db_time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.0")


def _backup_rows(one: Issue) -> list[str]:
    own = 10000 + one.number
    status = list(STATUSES).index(one.status)
    found = "".join(
        f' {name}="{html.escape(value, quote=True)}"'
        for name, value in (
            ("resolution", "1" if one.resolution else ""), ("assignee", one.assignee or ""),
            ("resolutiondate", _db_time(one.resolved) if one.resolved else ""),
            ("duedate", _db_time(one.due) if one.due else ""),
        )
        if value
    )  # fmt: skip
    body = f"<description><![CDATA[{wiki(one.prose)}]]></description>" if one.prose else ""
    rows = [
        f'<Issue id="{own}" key="{one.key}" number="{one.number}" project="1" type="{one.type}" '
        f'summary="{one.summary}" priority="3" status="{status}" reporter="5b10a1" created="{_db_time(one.created)}" '
        f'updated="{_db_time(one.updated)}"{found}>{body}</Issue>'
    ]
    if one.parent:
        rows.append(f'<IssueLink id="1" linktype="6" source="{10000 + one.parent}" destination="{own}"/>')
    if one.blocks:
        rows.append(f'<IssueLink id="2" linktype="5" source="{own}" destination="{10000 + one.blocks}"/>')
    rows += [f'<Label id="1" issue="{own}" label="{label}"/>' for label in one.labels]
    rows += [
        f'<NodeAssociation sourceNodeId="{own}" sourceNodeEntity="Issue" sinkNodeId="{1 + (name == "radio")}" '
        f'sinkNodeEntity="Component" associationType="IssueComponent"/>'
        for name in one.components
    ]
    rows += [
        f'<CustomFieldValue id="1" issue="{own}" customfield="{field}" {kind}="{value}"/>'
        for field, kind, value in (
            (10016, "numbervalue", f"{one.points}.0" if one.points else ""),
            (10031, "stringvalue", one.outcome or ""),
        )
        if value
    ]
    rows += [
        f'<Action id="1" issue="{own}" author="{c.author}" type="comment" created="{_db_time(c.time)}">'
        f"<body><![CDATA[{wiki(c.prose)}]]></body></Action>"
        for c in one.comments
    ]
    return rows
