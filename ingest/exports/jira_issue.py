"""One shape of a Jira issue that every container fills (CSV, JSON, RSS, pages, backups), and its writing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.domain import Link, ParsedFile, Record, Transition
from ingest.exports.jira_words import type_of
from ingest.exports.json_value import mapping, period
from ingest.exports.moments import Moments
from ingest.exports.prose import Piece
from ingest.exports.work_item import Comment, Field, WorkItem, in_file, shown_moment
from ingest.parse.draft import one_line

KEY = re.compile(r"\b([A-Z][A-Z0-9_]*-\d+)\b")
# The fields that a person reads first, under the names of Jira's CSV export; what is not listed comes after them.
LABELS = {
    "summary": "Summary",
    "issue key": "Issue key",
    "issue type": "Issue Type",
    "status": "Status",
    "parent key": "Parent key",
    "parent summary": "Parent summary",
    "resolution": "Resolution",
    "priority": "Priority",
    "assignee": "Assignee",
    "reporter": "Reporter",
    "due date": "Due date",
    "created": "Created",
    "updated": "Updated",
    "resolved": "Resolved",
    "labels": "Labels",
    "sprint": "Sprint",
    "components": "Components",
    "fix versions": "Fix versions",
    "affects versions": "Affects versions",
    "project name": "Project name",
    "original estimate": "Original estimate",
    "remaining estimate": "Remaining Estimate",
    "time spent": "Time Spent",
}
LAST = {"linked issues": "Linked issues", "environment": "Environment", "description": "Description"}
MOMENTS = ("created", "updated", "resolved")
DATES = (*MOMENTS, "due date")
_SECONDS = ("original estimate", "remaining estimate", "time spent")
_NOBODY = re.compile(r"^(?:unassigned|nicht zugewiesen|non assigné|sin asignar)$", re.IGNORECASE)
_UNRESOLVED = re.compile(r"^(?:unresolved|none|nicht erledigt|non résolu|sin resolver)$", re.IGNORECASE)
_DONE_WORDS = frozenset(
    "done, closed, resolved, complete, completed, released, shipped, cancelled, canceled, rejected, won't do, wont do, "
    "fertig, erledigt, geschlossen, gelöst, abgeschlossen, terminé, terminée, fermé, fermée, résolu, résolue, "
    "hecho, hecha, cerrado, cerrada, finalizado, finalizada, resuelto, resuelta, concluído, concluída".split(", ")
)
_DONE_CATEGORY = re.compile(
    r"""\b(?: done | complete[ds]? | fertig | erledigt | termin[ée]e?s? | listo | hech[oa]s? | finalizad[oa]s?
            | conclu[íi]d[oa]s? | gereed | voltooid | completat[oaie] | klart? | ferdig | færdig | valmis | hotovo
            | uko[ńn]czone | gotowe )\b | 完了 | 完成 | 완료 | готово | выполнено""",
    re.IGNORECASE | re.VERBOSE,
)
_OPEN_CATEGORY = re.compile(
    r"""^(?: to[ -]?do | new | open | in\ progress | indeterminate | zu\ erledigen | in\ (?:arbeit|bearbeitung)
           | [àa]\ faire | en\ cours | (?:tareas\ )?por\ hacer | en\ curso | (?:itens|tarefas)\ pendentes
           | em\ (?:andamento|progresso) | te\ doen | in\ uitvoering | da\ completare | in\ corso | 作業前 | 進行中
           | undefined | no\ category )$""",
    re.IGNORECASE | re.VERBOSE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SPRINT = re.compile(r"\bname=(.*?),(?:startDate|endDate|completeDate|activatedDate|sequence|goal|state|id)=")
_TIMED_DATE = re.compile(
    r"^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*|\d{1,2}/[A-Za-z]{3}/\d\d(?:\d\d)?(?: .*)?"
    r"|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}.*)$"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue, whichever container it came in.

    `fields` are readable values by the name of the CSV export in lower case, moments as ISO 8601; `prose` are the
    long ones. `parents` are what may name the parent, most telling first: keys, or numeric ids of the same export.
    `labels` are the export's own names where they are others than Jira's English ones; `values` is everything, as it
    was exported, and `written` the export's spelling of its dates.
    """

    key: str
    fields: Mapping[str, tuple[str, ...]]
    prose: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    number: str | None = None
    parents: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    links: tuple[Link, ...] = ()
    history: tuple[Transition, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    row: int | None = None

    def first(self, name: str) -> str | None:
        """Return the first value of a field."""
        return next(iter(self.fields.get(name, ())), None)


@dataclass(slots=True)
class Reading:
    """The fields of one issue while they are read."""

    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    prose: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parents: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Issues:
    """The issues of one export, which name each other by key and by id."""

    issues: Sequence[Issue]
    media: str
    sheet: str | None = None

    def file(self, warnings: Sequence[str], columns: Sequence[str]) -> ParsedFile:
        """Return a document for each issue; raises DocumentError where there is none."""
        keys: dict[str | None, str] = {issue.number: issue.key for issue in self.issues if issue.number}
        titles = {issue.key: issue.first("summary") or "" for issue in self.issues}
        known = _only(titles) | keys
        parents = {id(issue): _parent(issue, known) for issue in self.issues}
        items = [self._item(issue, parents[id(issue)], titles) for issue in self.issues]
        orphans = sum(1 for issue in self.issues if issue.parents and not parents[id(issue)])
        said = [*warnings, *_unread(self.issues)]
        said += [f"{orphans} issues name a parent that is not in the export"] if orphans else []
        return in_file(items, said, columns)

    def _item(self, issue: Issue, parent: str | None, titles: Mapping[str, str]) -> WorkItem:
        shown = {name: values for name, values in issue.fields.items() if not _is_empty(name, values)}
        if parent:
            shown["parent key"] = (parent,)
            summary = issue.first("parent summary") or titles.get(parent)
            shown |= {"parent summary": (summary,)} if summary else {}
        links = ((Link("parent", parent),) if parent else ()) + issue.links
        shown |= {"linked issues": tuple(f"{link.name} {link.key}" for link in issue.links)} if issue.links else {}
        fields = tuple(_fields(issue, shown))
        return WorkItem(_record(issue, shown, links), fields, issue.comments, self.media, issue.row, self.sheet)


def _unread(issues: Sequence[Issue]) -> Iterator[str]:
    """Say which dates are in no form that is known: they are words for a reader, and no dates."""
    for name in DATES:
        words = [value for issue in issues if (value := issue.first(name)) and not _ISO.match(value)]
        if words:
            label = next(filter(None, (issue.labels.get(name) for issue in issues)), LABELS[name])
            yield f'{len(words)} dates in "{label}" could not be read, like "{words[0]}": they are kept as words'


def _only(titles: Mapping[str, str]) -> dict[str | None, str]:
    """Return the keys of issues by their summaries, of those that only one issue has."""
    found = Counter(titles.values())
    return {title: key for key, title in titles.items() if title and found[title] == 1}


def _parent(issue: Issue, keys: Mapping[str | None, str]) -> str | None:
    for told in issue.parents:
        match = KEY.search(told)
        key = keys.get(told) or (match[1] if match else None)
        if key and key != issue.key:
            return key
    return None


def _is_empty(name: str, values: Sequence[str]) -> bool:
    pattern = {"assignee": _NOBODY, "resolution": _UNRESOLVED}.get(name)
    return not values or (pattern is not None and bool(pattern.match(values[0].strip())))


def _fields(issue: Issue, shown: Mapping[str, tuple[str, ...]]) -> Iterator[Field]:
    """Yield the fields in reading order: what names the issue, what any other tracker has, its own fields by name."""
    others = sorted(
        (
            name
            for name in {*shown, *issue.prose}
            if name not in LABELS and name not in LAST and name != "status category"
        ),
        key=lambda name: (_label(issue, name).casefold(), name),
    )
    for name in (*LABELS, *others, *LAST):
        for value in shown.get(name, ()):
            yield _field(issue, name, value)
        if pieces := issue.prose.get(name):
            yield Field(_label(issue, name), pieces)


def _label(issue: Issue, name: str) -> str:
    return issue.labels.get(name) or LABELS.get(name) or LAST.get(name) or name


def _field(issue: Issue, name: str, value: str) -> Field:
    """Return a field as it is written; what was worked out or stands elsewhere in the export is not quoted."""
    label = _label(issue, name)
    if name in DATES:
        return Field(label, shown_moment(issue.written.get(name, value)))
    if name == "linked issues":
        words, _, key = value.rpartition(" ")
        return Field(label, key, before=f"{words} ")
    if name in _SECONDS:
        return Field(label, _hours(value), quoted=not value.isdigit())
    told = name not in ("parent key", "parent summary") or value in (*issue.parents, *issue.fields.get(name, ()))
    return Field(label, value, quoted=told)


def _hours(value: str) -> str:
    """Return a number of seconds as hours and minutes; anything else as it is."""
    if not re.fullmatch(r"\d+(?:\.0)?", value):
        return value
    minutes = round(float(value) / 60)
    return (
        " ".join(
            part for part in (f"{minutes // 60}h" * (minutes >= 60), f"{minutes % 60}m" * (minutes % 60 > 0)) if part
        )
        or "0m"
    )


def _record(issue: Issue, shown: Mapping[str, tuple[str, ...]], links: tuple[Link, ...]) -> Record:
    def first(name: str) -> str | None:
        return next(iter(shown.get(name, ())), None)

    def date(name: str) -> str | None:
        return next((value for value in shown.get(name, ()) if _ISO.match(value)), None)

    return Record(
        tool="jira",
        type=type_of(first("issue type") or "issue"),
        key=issue.key,
        title=f"{issue.key} {one_line(issue.first('summary') or '')}".strip(),
        status=first("status"),
        done=_is_done(first("status category"), first("resolution"), first("status")),
        owner=first("assignee"),
        created=date("created"),
        updated=date("updated"),
        due=date("due date"),
        resolved=date("resolved"),
        labels=shown.get("labels", ()),
        sprints=shown.get("sprint", ()),
        links=tuple(dict.fromkeys(links)),
        history=issue.history,
        values=dict(issue.values),
    )


def _is_done(category: str | None, resolution: str | None, status: str | None) -> bool:
    """Whether an issue is closed: by its status category, else by its resolution, else by the word of its status."""
    if category and (_DONE_CATEGORY.search(category) or _OPEN_CATEGORY.match(category.strip())):
        return bool(_DONE_CATEGORY.search(category))
    return bool(resolution) or (status or "").casefold() in _DONE_WORDS


def sprint_name(value: str) -> str:
    """Return the name in the text that Jira Server makes of a sprint, else the text itself."""
    match = _SPRINT.search(value) if "[" in value else None
    return match[1] if match else value


def _period(value: str) -> str:
    """Return the dates of a period that Jira keeps as a JSON text; any other text as it is."""
    try:
        return period(mapping(json.loads(value))) or value
    except ValueError:
        return value


def plain_value(value: str, moments: Moments, *, dated: bool) -> str:
    """Return a value as it is written: a moment without a midnight that nobody chose, a whole number without its ".0".

    `dated` says that the field's name speaks of a date.
    """
    value = value.strip()
    if re.fullmatch(r"-?\d+\.0+", value):
        return value.split(".")[0]
    if value.startswith('{"start"'):
        return _period(value)
    if not (dated or _TIMED_DATE.match(value)) or re.fullmatch(r"[\d.]+", value):
        return value
    return shown_moment(value) if moments.read(value) else value
