"""Write issues the way Jira Cloud exports them as CSV: repeated columns, composite cells, its own dates."""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from eval.organisation_source.issues import Issue
from eval.organisation_source.people import PEOPLE, Person

TODAY = date(2026, 11, 20)
LAST_TRAIN = date(2026, 6, 30)
"""The last day on which a done issue of the product carries a monthly version."""

_PROJECTS = {"HED": ("Heddle", "Ed Lumley", 10000), "PLT": ("Platform", "Nikhil Batra", 40000)}
_CATEGORY = {"To Do": "To Do", "Idea": "To Do", "Done": "Done", "Won't Do": "Done", "Cancelled": "Done"}
_RESOLUTION = {"Done": "Done", "Won't Do": "Won't Do"}
_MENTION = re.compile(r"\[~(\w+)\]")
_COLUMNS = (
    *("Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Project name", "Project type"),
    *(
        "Project lead",
        "Project lead id",
        "Priority",
        "Resolution",
        "Assignee",
        "Assignee Id",
        "Reporter",
        "Reporter Id",
    ),
    *("Creator", "Creator Id", "Created", "Updated", "Resolved", "Fix versions", "Component/s", "Due date", "Votes"),
    *("Labels", "Description", "Environment", "Inward issue link (Blocks)", "Outward issue link (Blocks)"),
    *("Outward issue link (Relates)", "Custom field (Rank)", "Sprint", "Custom field (Story Points)"),
    *("Custom field (Target outcome)", "Custom field (Team)", "Comment", "Parent id", "Parent key", "Parent summary"),
    *("Status Category", "Status Category Changed"),
)
_NEVER_EMPTY = frozenset({"Environment", "Votes"})


@dataclass(frozen=True)
class Links:
    """The keys at the other end of an issue's links."""

    blocked_by: tuple[str, ...]
    blocks: tuple[str, ...]
    relates: tuple[str, ...]


def write_jira(path: Path, issues: list[Issue]) -> None:
    """Write one CSV with a row an issue, newest key first, each column as often as its fullest cell needs."""
    rows = list(_rows(issues))
    width = {column: max(1, max(len(row.get(column, ())) for row in rows)) for column in _COLUMNS}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column for column in _COLUMNS for _ in range(width[column])])
        for row in rows:
            cells = ((*row.get(column, ()), *[""] * width[column])[: width[column]] for column in _COLUMNS)
            writer.writerow([cell for group in cells for cell in group])


def jira_time(moment: datetime) -> str:
    """Return the moment as Jira writes it: 14/Sep/26 9:54 AM."""
    return f"{moment:%d/%b/%y} {moment.hour % 12 or 12}:{moment:%M %p}"


def issue_id(key: str) -> str:
    """Return Jira's internal number of an issue."""
    project, number = key.split("-")
    return str(_PROJECTS[project][2] + int(number) * 3 + digest(key) % 3)


def digest(*salt: str) -> int:
    """Return a large number that depends on the salt alone: what stands in for chance here."""
    return int.from_bytes(hashlib.blake2b("/".join(salt).encode(), digest_size=6).digest(), "big")


def team_of(issue: Issue, by_key: dict[str, Issue]) -> str:
    """Return the team of the issue or of the nearest issue above it."""
    while "team" not in issue.options:
        issue = by_key[issue.parent or ""]
    return issue.options["team"]


def sprints_of(issue: Issue, team: str) -> tuple[str, ...]:
    """Return the two-week sprints in which the issue was open and started, oldest first."""
    if issue.type in ("Initiative", "Epic") or issue.started is None or issue.options.get("sprints") == "none":
        return ()
    if "sprints" in issue.options:
        return tuple(f"{team} {name}" for name in issue.options["sprints"].split(","))
    last = issue.resolved or issue.day("upd") or _last_seen(issue)
    names = (_sprint(issue.started + timedelta(days=offset)) for offset in range((last - issue.started).days + 1))
    return tuple(f"{team} {name}" for name in dict.fromkeys(names))


def _last_seen(issue: Issue) -> date:
    if issue.status == "Blocked" and issue.comments:
        return issue.comments[-1].day
    return TODAY


def _sprint(day: date) -> str:
    year = 2026 if day >= date(2026, 1, 5) else 2025
    first = date(2026, 1, 5) if year == 2026 else date(2025, 1, 6)
    return f"{year % 100}-S{(day - first).days // 14 + 1:02d}"


def _rows(issues: list[Issue]) -> Iterator[dict[str, tuple[str, ...]]]:
    by_key = {issue.key: issue for issue in issues}
    links = _links(issues)
    for issue in sorted(issues, key=lambda issue: (issue.project, -issue.number)):
        row = _row(issue, team_of(issue, by_key), links[issue.key], by_key.get(issue.parent or ""))
        yield {column: tuple(cells) for column, cells in row.items() if any(cells) or column in _NEVER_EMPTY}


def _links(issues: list[Issue]) -> dict[str, Links]:
    blocked_by: defaultdict[str, set[str]] = defaultdict(set)
    relates: defaultdict[str, set[str]] = defaultdict(set)
    for issue in issues:
        for other in issue.keys("blockedby"):
            blocked_by[issue.key].add(other)
        for other in issue.keys("blocks"):
            blocked_by[other].add(issue.key)
        for other in issue.keys("relates"):
            relates[issue.key].add(other)
    return {
        issue.key: Links(
            tuple(sorted(blocked_by[issue.key])),
            tuple(sorted(key for key, before in blocked_by.items() if issue.key in before)),
            tuple(sorted(relates[issue.key])),
        )
        for issue in issues
    }


def _row(issue: Issue, team: str, links: Links, parent: Issue | None) -> dict[str, Iterable[str]]:
    name, lead, _ = _PROJECTS[issue.project]
    category = _CATEGORY.get(issue.status, "In Progress")
    created, comments, resolved, updated = _moments(issue, team)
    changed = resolved or (_at(issue.started, issue.key, "start") if issue.started and category != "To Do" else None)
    return {
        "Summary": [issue.summary],
        "Issue key": [issue.key],
        "Issue id": [issue_id(issue.key)],
        "Issue Type": [issue.type],
        "Status": [issue.status],
        "Project key": [issue.project],
        "Project name": [name],
        "Project type": ["software"],
        "Project lead": [lead],
        "Project lead id": [PEOPLE[lead.split()[0].lower()].account_id],
        "Priority": [issue.priority],
        "Resolution": [_RESOLUTION.get(issue.status, "")],
        **_person("Assignee", issue.assignee),
        **_person("Reporter", issue.reporter),
        **_person("Creator", issue.reporter),
        "Created": [jira_time(created)],
        "Updated": [jira_time(updated)],
        "Resolved": [jira_time(resolved) if resolved else ""],
        "Fix versions": [_version(issue)],
        "Component/s": issue.components,
        "Due date": [jira_time(datetime.combine(due, time())) if (due := issue.day("due")) else ""],
        "Votes": ["0"],
        "Labels": issue.labels,
        "Description": [_mentions(issue.description)],
        "Inward issue link (Blocks)": links.blocked_by,
        "Outward issue link (Blocks)": links.blocks,
        "Outward issue link (Relates)": links.relates,
        "Custom field (Rank)": [f"0|i{digest(issue.key, 'rank') % 16**6:06x}:"],
        "Sprint": sprints_of(issue, team),
        "Custom field (Story Points)": [f"{issue.points}.0" if issue.points else ""],
        "Custom field (Target outcome)": [issue.options.get("outcome", "").replace("_", " ")],
        "Custom field (Team)": [team],
        "Comment": comments,
        "Parent id": [issue_id(parent.key) if parent else ""],
        "Parent key": [parent.key if parent else ""],
        "Parent summary": [parent.summary if parent else ""],
        "Status Category": [category],
        "Status Category Changed": [jira_time(changed or created)],
    }


def _person(column: str, person: Person | None) -> dict[str, Iterable[str]]:
    return {
        column: [person.name if person else ""],
        f"{column} Id": [person.account_id if person else ""],
    }


def _moments(issue: Issue, team: str) -> tuple[datetime, list[str], datetime | None, datetime]:
    """Return when it was created, the comment cells, when it was resolved and when it was last touched."""
    created = _at(issue.created, issue.key, "created")
    before = created
    comments = []
    for position, comment in enumerate(issue.comments):
        before = max(_at(comment.day, issue.key, f"comment{position}"), before + timedelta(minutes=7))
        comments.append(f"{jira_time(before)};{comment.author.account_name};{_mentions(comment.text)}")
    resolved = None
    if issue.resolved:
        resolved = _at(issue.resolved, issue.key, "resolved")
        if before.date() == issue.resolved:
            resolved = max(resolved, before + timedelta(minutes=3))
    touched = [created, before, *([resolved] if resolved else [])]
    if forced := issue.day("upd"):
        touched.append(_at(forced, issue.key, "updated"))
    elif issue.is_started and issue.started:
        touched.append(_at(issue.started, issue.key, "start"))
        if f"{team} {_sprint(TODAY)}" in sprints_of(issue, team):
            touched.append(_at(date(2026, 11, 9), issue.key, "sprint"))
    return created, comments, resolved, max(touched)


def _at(day: date, *salt: str) -> datetime:
    """Return a moment of the working day which depends on the salt alone."""
    minutes = digest(*salt) % (9 * 60)
    return datetime.combine(day, time(8, 20)) + timedelta(minutes=minutes)


def _version(issue: Issue) -> str:
    if issue.status != "Done" or issue.resolved is None or issue.type in ("Initiative", "Epic"):
        return ""
    if issue.resolved > LAST_TRAIN:
        return "continuous" if issue.project == "HED" else f"tools-{issue.resolved:%y.%m}"
    return f"{issue.resolved:%Y.%m}"


def _mentions(text: str) -> str:
    return _MENTION.sub(lambda match: f"[~accountid:{PEOPLE[match[1]].account_id}]", text)
