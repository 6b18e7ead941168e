"""Read the hand-written issues of the sample organisation.

Each file of `exports_data/issues` holds blocks such as:

    ## HED-301 S done H 5 wiebke priya HED-201 260127 260202 260213
    Count a bag with one trigger pull
    ~ o1-loss handheld blocks:HED-310 due:260331
    Description, in Jira's wiki markup, over any number of lines.
    >> 260210 tamsin A comment, which may go on over more lines.

First line: key, type, status, priority, story points, assignee, reporter, parent, and the days (yymmdd) on
which the issue was created, started and resolved. A dash, or nothing at the end, means none. The line with
the tilde is optional: labels, components, and options such as the team or a due day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from eval.organisation_source.people import PEOPLE, Person

COMPONENTS = frozenset(
    {
        *("soil-count", "gate", "handheld", "loading", "driver-app", "invoicing", "contracts"),
        *("import", "plant-board", "ward-orders", "reports", "pipeline", "hosting"),
    }
)
LABELS = frozenset(
    {
        *("o1-loss", "o2-shorts", "o3-start", "o4-stay", "o5-flow", "ktlo", "compliance"),
        *("parity", "hotel", "custom-build", "discovery", "customer-ask"),
    }
)
TYPES = {"I": "Initiative", "E": "Epic", "S": "Story", "T": "Task", "B": "Bug"}
PRIORITIES = {"H": "High", "M": "Medium", "L": "Low", "Highest": "Highest"}
STATUSES = {
    "todo": "To Do",
    "prog": "In Progress",
    "rev": "In Review",
    "blk": "Blocked",
    "done": "Done",
    "wont": "Won't Do",
    "idea": "Idea",
    "disc": "Discovery",
    "paused": "Paused",
}
_STARTED = {"In Progress", "In Review", "Blocked"}
_HEADER = re.compile(r"(?m)^## ")


@dataclass(frozen=True)
class Comment:
    """What somebody wrote below an issue."""

    day: date
    author: Person
    text: str


@dataclass(frozen=True)
class Issue:
    """One issue as its author wrote it; `options` are the key:value words of the tilde line."""

    key: str
    type: str
    status: str
    priority: str
    points: int | None
    assignee: Person | None
    reporter: Person
    parent: str | None
    created: date
    started: date | None
    resolved: date | None
    summary: str
    words: tuple[str, ...]
    options: dict[str, str]
    description: str
    comments: tuple[Comment, ...] = field(default=())

    @property
    def project(self) -> str:
        """The project's key: the part before the number."""
        return self.key.split("-")[0]

    @property
    def number(self) -> int:
        """The number in the key."""
        return int(self.key.split("-")[1])

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order in which they were put on."""
        return tuple(word for word in self.words if word in LABELS)

    @property
    def components(self) -> tuple[str, ...]:
        """The components, in the order in which they were put on."""
        return tuple(word for word in self.words if word in COMPONENTS)

    @property
    def is_started(self) -> bool:
        """Whether somebody works, or waits, on it."""
        return self.status in _STARTED

    def day(self, option: str) -> date | None:
        """Return the day that an option of the tilde line names."""
        return read_day(self.options.get(option, "-"))

    def keys(self, option: str) -> tuple[str, ...]:
        """Return the issue keys that an option of the tilde line names."""
        return tuple(self.options[option].split(",")) if option in self.options else ()


def read_issues(folder: Path) -> list[Issue]:
    """Read all files of the folder; sorted by project and number. Raises ValueError on a key used twice."""
    issues = [issue for path in sorted(folder.glob("*.txt")) for issue in _read_file(path)]
    by_key = {issue.key: issue for issue in issues}
    if len(by_key) != len(issues):
        raise ValueError("an issue key is used twice")
    for issue in issues:
        if issue.parent and issue.parent not in by_key:
            raise ValueError(f"{issue.key}: no such parent {issue.parent}")
    return sorted(issues, key=lambda issue: (issue.project, issue.number))


def read_day(text: str) -> date | None:
    """Return the day of yymmdd, None for a dash."""
    return None if text == "-" else datetime.strptime(text, "%y%m%d").date()


def _read_file(path: Path) -> Iterator[Issue]:
    for block in _HEADER.split(path.read_text(encoding="utf-8"))[1:]:
        yield _read_block(block.strip("\n").split("\n"))


def _read_block(lines: list[str]) -> Issue:
    head = lines[0].split()
    head += ["-"] * (11 - len(head))
    key, kind, status, priority, points, assignee, reporter, parent, created, started, resolved = head
    words: list[str] = lines[2][1:].split() if len(lines) > 2 and lines[2].startswith("~ ") else []
    body, comments = _split_comments(lines[3 if words else 2 :])
    options = dict(word.split(":", 1) for word in words if ":" in word)
    if unknown := [word for word in words if ":" not in word and word not in LABELS | COMPONENTS]:
        raise ValueError(f"{key}: neither label nor component: {unknown}")
    first = read_day(created)
    if first is None:
        raise ValueError(f"{key}: not created on any day")
    return Issue(
        key=key,
        type=TYPES[kind],
        status=STATUSES[status],
        priority=PRIORITIES[priority],
        points=None if points == "-" else int(points),
        assignee=None if assignee == "-" else PEOPLE[assignee],
        reporter=PEOPLE[reporter],
        parent=None if parent == "-" else parent,
        created=first,
        started=read_day(started),
        resolved=read_day(resolved),
        summary=lines[1],
        words=tuple(words),
        options=options,
        description=body,
        comments=comments,
    )


def _split_comments(lines: list[str]) -> tuple[str, tuple[Comment, ...]]:
    body: list[str] = []
    comments: list[list[str]] = []
    for line in lines:
        if line.startswith(">> "):
            comments.append([line[3:]])
        else:
            (comments[-1] if comments else body).append(line)
    return "\n".join(body).strip(), tuple(_read_comment("\n".join(lines).strip()) for lines in comments)


def _read_comment(text: str) -> Comment:
    day, author, said = text.split(maxsplit=2)
    written = read_day(day)
    if written is None:
        raise ValueError(f"a comment without a day: {text}")
    return Comment(written, PEOPLE[author], said)
