"""Sheets of objectives and key results: in pairs with blank or merged cells, or a goal a row with its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.domain import Link, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.date_columns import DateColumns
from ingest.exports.goal_sheet import DUE, OWNER, STATUS, Columns, Goal, in_sheet, moments_of, status_of
from ingest.exports.records import Row, rows_of
from ingest.exports.work_item import Field
from ingest.parse.draft import NO_TEXT, one_line
from ingest.parse.table import Table

_OBJECTIVE = r"(?:company |team )?objectives?(?: (?:title|name|statement))?|okr objective|goals?|ziel|objectif"
_RESULT = (
    r"key[ -]?results?(?: ?#?\d+)?(?: (?:title|name|description|statement))?|krs?(?: ?#?\d+)?|schlüsselergebnis(?:se)?"
    r"|résultats?[ -]clés?"
)
_OBJECTIVE_ID = r"o|o ?#|objective (?:id|#|no\.?|number|key)|obj\.? ?(?:id|#)"
_RESULT_ID = r"kr ?(?:id|#|no\.?)|key result (?:id|#|no\.?|number|key)|(?:goal |okr )?id|#|no\.?|ref"
_TYPE = r"type|okr type|goal type|object type|objective type|level|item type"
_TITLE = r"title|name|okrs?|okr (?:title|name)|goal(?: name| title)?|objectives?(?: ?/ ?| or )key results?"
_ABOVE = (
    r"parent(?: (?:objective|goal|okr))?(?: (?:id|title|name))?|aligned? (?:to|with)|alignment|supports|contributes to"
    r"|company (?:goal|okr)|linked objective|ladders (?:up )?to"
)
_THEME = r"theme|pillar|strategic (?:theme|priority|pillar)|outcome"
_MEASURE = r"target.*|current.*|baseline.*|start(?:ing)? value|progress.*|actual.*|metric"
_MEASURES = 3
_UPDATED = r"(?:last )?(?:updated|check-?in)(?: date)?|as of"
# What is said once for all results of an objective, and left blank in the rows below.
_CARRIED = rf"{_THEME}|{_ABOVE}|team|department|quarter|period|cycle|year|objective .*"
_OWN_ID = re.compile(r"^(?P<id>(?:O|KR|G|OKR)[ -]?\d+(?:\.\d+)*)\s*[:.)–—-]\s*(?=\S)", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:total|average|overall|sum)\b", re.IGNORECASE)
_TYPES = {"o": "objective", "objectives": "objective", "kr": "key result", "key results": "key result"}
_LEVELS = frozenset(
    ("company", "organization", "organisation", "corporate", "department", "division", "team", "group", "individual")
)
"""Whose goal it is, which some tools call the type of a goal."""
_WORDS = 3
_GOES_ON = re.compile(
    r"(?:[,\-–—/&(:]|\b(?:and|or|in|of|to|the|for|with|by|from|an?|at|on|than|und|der|die|das|von|zu|et|de|du|des|la|le|y))$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)]|KR ?\d+[:.)])\s*", re.IGNORECASE)


def recognises(header: Sequence[str]) -> str | None:
    """Return "pairs" for columns of objectives and of key results, "typed" for goals that say their type."""
    columns = Columns.of(header)
    if columns.like(_OBJECTIVE) and columns.like(_RESULT):
        return "pairs"
    words = any(re.search(r"\bokrs?\b|objective|key result|goal type|parent goal|confidence", n) for n in columns.names)
    measures = len(columns.like(_MEASURE))
    if not (columns.like(_TYPE) and columns.like(_TITLE) and measures):
        return None
    # Without a word of OKRs it takes a parent and a start, a target and a current value to be sure.
    sure = words and (columns.like(_ABOVE) or columns.like(OWNER))
    return "typed" if sure or (columns.like(_ABOVE) and measures >= _MEASURES) else None


def documents(table: Table, sort: str) -> ParsedFile:
    """Return the sheet, a document for each objective and one for each key result."""
    columns = Columns.of(table.header)
    labels: dict[str, str] = {}
    for name, raw in zip(columns.names, table.header, strict=True):
        labels.setdefault(name, one_line(raw))
    rows = rows_of(columns.names, table.rows)
    dates = [*columns.like(DUE), *columns.like(_UPDATED)]
    moments = moments_of(rows, dates, labels)
    sheet = _Sheet(columns, labels, moments)
    goals = list(sheet.pairs(rows) if sort == "pairs" else sheet.typed(rows))
    if not goals:
        raise DocumentError(NO_TEXT)
    return in_sheet(table, "okr sheet", goals, moments.warnings)


def _are_sentences(lines: Sequence[str]) -> bool:
    """Whether each line of a cell begins anew, none going on in the next: those are several results."""
    return all(line.strip()[:1].isupper() and len(line.split()) >= _WORDS for line in lines) and not any(
        _GOES_ON.search(line.strip()) for line in lines[:-1]
    )


@dataclass
class _Sheet:
    """Reads the rows of a sheet in order: what is left blank is what stood above."""

    columns: Columns
    labels: Mapping[str, str]
    moments: DateColumns
    spanning: tuple[str, ...] = ()
    carried: dict[str, tuple[str, ...]] = field(default_factory=dict)
    objectives: dict[str, str] = field(default_factory=dict)
    current: str = ""

    def pairs(self, rows: Sequence[Row]) -> Iterator[Goal]:
        """Yield an objective where it is named first, then the key results of its rows."""
        self.spanning = self._spanning(rows)
        objective_columns = self.columns.like(_OBJECTIVE)
        result_columns = self.columns.like(_RESULT)
        for row in rows:
            title = one_line(row.first(*objective_columns) or "")
            if _TOTAL.match(title):
                continue
            if title and title not in self.objectives:
                self.carried = {}
                yield self._objective(row, title, alone=not row.all(*result_columns))
            elif title:
                self.current = self.objectives[title]
            self.carried |= {name: row.values[name] for name in self._carried() if name in row.values}
            for column in result_columns:
                for value in row.all(column):
                    yield from self._results(row, column, value)

    def _carried(self) -> list[str]:
        return [*self.columns.like(_CARRIED), *self.columns.like(_OBJECTIVE), *self.spanning]

    def _spanning(self, rows: Sequence[Row]) -> tuple[str, ...]:
        """Return the columns that are filled only where an objective begins: they speak of all of its results."""
        begins = [row for row in rows if row.all(*self.columns.like(_OBJECTIVE))]
        others = [row for row in rows if not row.all(*self.columns.like(_OBJECTIVE))]
        names = [*self.columns.like(OWNER), *self.columns.like(DUE), *self.columns.like(STATUS)]
        return tuple(
            name
            for name in names
            if others and any(name in row.values for row in begins) and not any(name in row.values for row in others)
        )

    def _objective(self, row: Row, title: str, *, alone: bool) -> Goal:
        """Return the objective of a row: with all of the row when it has no key result of its own."""
        key, title = self._key(title, row.first(*self.columns.like(_OBJECTIVE_ID)))
        self.objectives[one_line(row.first(*self.columns.like(_OBJECTIVE)) or "")] = self.current = key
        named = {*self._carried(), *self.columns.like(_OBJECTIVE_ID)}
        kept = [name for name in row.values if alone or name in named]
        owners = self.columns.like(r"objective owner|o owner|(?:executive )?sponsor")
        return self._goal(row, "objective", key, title, kept, self._above(row), owners or (None if not alone else []))

    def _results(self, row: Row, column: str, value: str) -> Iterator[Goal]:
        """Yield the key results of a cell: one for each line of a list."""
        lines = [line for line in value.split("\n") if line.strip()]
        listed = len(lines) > 1 and (all(_BULLET.match(line) for line in lines) or _are_sentences(lines))
        for part in lines if listed else [value]:
            words = one_line(_BULLET.sub("", part) if listed and not _OWN_ID.match(part.strip()) else part)
            number = None if listed else row.first(*self.columns.like(_RESULT_ID))
            key, title = self._key(words, number)
            # "KR1" is a key only together with its objective.
            if re.fullmatch(r"KR ?\d+", key, re.IGNORECASE) and self.current:
                key = f"{self.current} {key}"
            other = {*self.columns.like(_RESULT), *self.columns.like(_OBJECTIVE_ID), *self._objectives_own()} - {column}
            values = self.carried | dict(row.values) | {column: (words,)}
            kept = [column, *(name for name in values if name not in other and name != column)]
            goal = self._goal(Row(row.number, values), "key result", key, title, kept, self.current or None, None)
            yield replace(goal, fields=tuple(self._placed(goal.fields, row)))

    def _placed(self, fields: Sequence[Field], row: Row) -> Iterator[Field]:
        """Yield fields, those that stand in a row above not to be quoted from this one."""
        own = {self.labels[name] for name in row.values}
        yield from (one if one.label in own else replace(one, quoted=False) for one in fields)

    def _objectives_own(self) -> list[str]:
        return [name for name in self.columns.like(r"objective .*") if name not in self.columns.like(_OBJECTIVE)]

    def typed(self, rows: Sequence[Row]) -> Iterator[Goal]:
        """Yield a goal for each row; a key result without a parent belongs to the objective above it."""
        numbers = [*self.columns.like(_RESULT_ID), *self._telling(_OBJECTIVE_ID, rows)]
        for row in rows:
            title = one_line(row.first(*self.columns.like(_TITLE)) or "")
            kind = one_line(row.first(*self.columns.like(_TYPE)) or "").casefold()
            kind = "goal" if kind in _LEVELS else _TYPES.get(kind, kind) or "goal"
            if not title or _TOTAL.match(title):
                continue
            key, bare = self._key(title, row.first(*numbers))
            above = self._above(row) or (self.current if kind != "objective" else None)
            self.objectives[title] = self.objectives[bare] = key
            self.current = key if "objective" in kind else self.current
            yield self._goal(row, kind, key, bare, list(row.values), above or None, None)

    def _telling(self, pattern: str, rows: Sequence[Row]) -> list[str]:
        """Return the columns that tell all rows apart: a row's own number, not that of its objective."""
        found = ((name, [row.first(name) for row in rows]) for name in self.columns.like(pattern))
        return [name for name, values in found if all(values) and len(set(values)) == len(values)]

    def _above(self, row: Row) -> str | None:
        value = one_line(row.first(*self.columns.like(_ABOVE)) or "")
        return self.objectives.get(value, value) or None

    def _key(self, title: str, number: str | None) -> tuple[str, str]:
        """Return a goal's key and its title: its number, the one that its words begin with, else its words."""
        match = _OWN_ID.match(title)
        bare = title[match.end() :] if match else title
        return (one_line(number or "") or (match["id"] if match else title)), bare

    def _goal(
        self,
        row: Row,
        kind: str,
        key: str,
        title: str,
        kept: Sequence[str],
        above: str | None,
        owners: list[str] | None,
    ) -> Goal:
        """Return a goal with the columns that are its own; `owners` name its owner, the usual ones do when None."""
        usual = self.columns.like(rf"{OWNER}|(?:kr|key result) owner")
        status = [*self.columns.like(r"status|state"), *self.columns.like(STATUS)]
        shown = {name: row.values[name] for name in kept if name in row.values}
        theme = [Link("theme", one_line(value)) for name in self.columns.like(_THEME) for value in shown.get(name, ())]
        own = Row(row.number, shown)
        due = self.moments.first(own, *self.columns.like(DUE))
        return Goal(
            type=kind,
            key=key,
            title=title,
            row=row.number,
            fields=tuple(Field(self.labels[name], value) for name, values in shown.items() for value in values),
            above=above,
            owner=own.first(*(owners or usual)),
            status=status_of(own.first(*status)),
            due=due[:10] if due else None,
            updated=self.moments.first(own, *self.columns.like(_UPDATED)),
            links=tuple(theme),
            values={self.labels[name]: values for name, values in shown.items()},
        )
