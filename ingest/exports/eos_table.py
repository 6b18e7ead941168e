"""Sheets of the Entrepreneurial Operating System: rocks, scorecards with a column a week, and the V/TO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.exports.date_columns import DateColumns
from ingest.exports.goal_sheet import DUE, OWNER, STATUS, Columns, Goal, in_sheet, moments_of, status_of
from ingest.exports.records import Row, rows_of
from ingest.exports.work_item import Field
from ingest.parse.draft import NO_TEXT, one_line
from ingest.parse.table import Table

_ROCK = r"(?:company |quarterly |individual |team |departmental? )?rocks?(?: (?:name|title|description))?"
_QUARTER = r"quarter|period|qtr|completion|% complete|percent complete|milestones?"
_GOAL_ABOVE = r"(?:1|one)[ -]year (?:goal|plan)|annual goal|aligned? (?:to|with)|supports|goal"
_MEASURABLE = r"measurables?(?: name| title)?|scorecard measurable"
_METRIC = r"metrics?|kpis?|measures?|number"
_GOAL = r"(?:weekly |monthly )?(?:goal|target)s?(?: ?/ ?(?:goal|target))?|goal / target"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEK = (
    r"(?:week|wk|w|kw)[ -]?(?:\d{1,2}|of|ending).*|w/[ec] .*|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d.*"
    rf"|{_MONTH} ?\d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}[ -]{_MONTH}(?:[ -]\d{{2,4}})?|\d{{4}}-?w\d{{1,2}}"
)
_WEEKS = 3
# The sections of a V/TO, and what a line of each is.
_SECTIONS = (
    (r"core values?", "core value"),
    (r"core focus(?:™)?|purpose(?:/cause/passion)?|niche", "core focus"),
    (r"(?:10|ten)[ -]year (?:target|goal)s?(?:™)?|bhag", "goal"),
    (r"marketing strategy|target market|(?:3|three) uniques(?:™)?|proven process|guarantee", "marketing strategy"),
    (r"(?:3|three)[ -]year picture(?:™)?", "goal"),
    (r"(?:1|one)[ -]year (?:plan|goals?)", "goal"),
    (r"(?:quarterly |company )?rocks", "rock"),
    (r"(?:long[ -]term )?issues(?: list)?", "issue"),
)
_ORGANISER = r"v/?to(?:™)?(?: (?:section|component|part|element))?|vision/traction organi[sz]er(?:™)?(?: section)?"


def recognises(header: Sequence[str]) -> str | None:
    """Return "rocks", "scorecard" or "v/to" for a header in the words of the system."""
    columns = Columns.of(header)
    sections = {pattern for pattern, _ in _SECTIONS if columns.like(pattern)}
    if len(sections) >= 3 or (columns.like(_ORGANISER) and len(columns.names) > 1):
        return "v/to"
    if columns.like(_ROCK) and (columns.like(OWNER) or columns.like(rf"{STATUS}|{DUE}|{_QUARTER}")):
        return "rocks"
    weeks = len(columns.like(_WEEK))
    if columns.like(_GOAL) and columns.like(_MEASURABLE) and (weeks or columns.like(OWNER)):
        return "scorecard"
    return (
        "scorecard"
        if columns.like(_GOAL) and columns.like(_METRIC) and columns.like(OWNER) and weeks >= _WEEKS
        else None
    )


def documents(table: Table, sort: str) -> ParsedFile:
    """Return the sheet, and a document for each rock, measurable or line of the V/TO."""
    columns = Columns.of(table.header)
    labels: dict[str, str] = {}
    for name, raw in zip(columns.names, table.header, strict=True):
        labels.setdefault(name, one_line(raw))
    rows = rows_of(columns.names, table.rows)
    moments = moments_of(rows, columns.like(DUE), labels)
    sheet = _Sheet(columns, labels, moments)
    read = {"rocks": sheet.rocks, "scorecard": sheet.measurables, "v/to": sheet.organiser}[sort]
    goals = list(read(rows))
    if not goals:
        raise DocumentError(NO_TEXT)
    return in_sheet(table, "eos", goals, moments.warnings)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns of a sheet and their names as they stand in it."""

    columns: Columns
    labels: Mapping[str, str]
    moments: DateColumns

    def _goal(self, row: Row, kind: str, title: str, first: Sequence[str], above: str | None = None) -> Goal:
        """Return a row as a goal, the columns of its name first."""
        names = [*first, *(name for name in row.values if name not in first)]
        shown = {name: row.values[name] for name in names if name in row.values}
        due = self.moments.first(row, *self.columns.like(DUE))
        return Goal(
            type=kind,
            key=title,
            title=title,
            row=row.number,
            fields=tuple(Field(self.labels[name], value) for name, values in shown.items() for value in values),
            above=above,
            owner=row.first(*self.columns.like(OWNER)),
            status=status_of(row.first(*self.columns.like(r"status|state"), *self.columns.like(STATUS))),
            due=due[:10] if due else None,
            values={self.labels[name]: values for name, values in shown.items()},
        )

    def rocks(self, rows: Sequence[Row]) -> Iterator[Goal]:
        """Yield the rocks; a rock names the goal of the year that it serves where the sheet has such a column."""
        names = self.columns.like(_ROCK)
        for row in rows:
            if title := one_line(row.first(*names) or ""):
                above = one_line(row.first(*self.columns.like(_GOAL_ABOVE)) or "") or None
                yield self._goal(row, "rock", title, names, above)

    def measurables(self, rows: Sequence[Row]) -> Iterator[Goal]:
        """Yield the measurables, each with its weeks."""
        names = self.columns.like(_MEASURABLE) or self.columns.like(_METRIC)
        for row in rows:
            title = one_line(row.first(*names) or "")
            # A row with a name only parts the sheet: "Sales", "Operations".
            if title and len(row.values) > 1:
                yield self._goal(row, "measurable", title, [*names, *self.columns.like(_GOAL)])

    def organiser(self, rows: Sequence[Row]) -> Iterator[Goal]:
        """Yield the lines of a V/TO: a section a column, or a section a row with its lines beside it."""
        beside = self.columns.like(_ORGANISER)
        section = ""
        for row in rows:
            if beside:
                section = one_line(row.first(*beside) or "") or section
                yield from self._lines(row, section, [name for name in row.values if name not in beside][:1], section)
                continue
            for name in row.values:
                yield from self._lines(row, name, [name], self.labels[name])

    def _lines(self, row: Row, section: str, names: Sequence[str], label: str) -> Iterator[Goal]:
        kind = next((kind for pattern, kind in _SECTIONS if re.fullmatch(pattern, section, re.IGNORECASE)), "goal")
        for name in names:
            for value in row.all(name):
                for line in (one_line(line).lstrip("-*• ") for line in value.split("\n")):
                    if line:
                        yield Goal(kind, line, line, row.number, (Field(label, line),), values={label: (line,)})
