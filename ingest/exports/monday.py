"""Monday.com's export of a board: groups with a title and a header each, sub-items below with a header of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.domain import Locator, Parsed, ParsedFile
from ingest.exports.records import Row, rows_of
from ingest.exports.tracker_csv import Tracker, folded
from ingest.parse.draft import Draft, one_line
from ingest.parse.table import Table

_NAME = frozenset(("name", "nombre", "nom", "nome", "item", "element", "elemento", "élément"))
_SUB_ITEMS = re.compile(r"subitems|subitens|subelement[eo]s?|unterelemente|sous-éléments")
_NUMBERS = ("item id (auto generated)", "item id", "element id")
_STATUS = ("status", "state", "stage", "estado", "statut")
_LOG = re.compile(r"^(?:last updated|creation log)$")
# "Ana Lima Nov 2, 2026 10:22 AM": who, and when.
_LOGGED = re.compile(r"(?:[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8},? \d{4}|\d{4}-\d\d-\d\d)\b.*$")
_BUSINESS = re.compile(r"\b(?:deals?|accounts?|contacts?|leads?|compan(?:y|ies)|customers?|vendors?|candidates?)\b")
"""What a column is called on a board that holds no tasks."""

_MONDAY = Tracker(
    tool="monday",
    marks=frozenset(),
    key=("#key",),
    title=("#title", *sorted(_NAME)),
    status=_STATUS,
    done=frozenset({"done", "completed", "complete", "closed", "finished", "cancelled", "canceled", "fertig", "hecho"}),
    sort=("#sort",),
    owner=("owner", "person", "people", "assignee", "assigned to", "responsible", "lead", "project manager"),
    created=("#creation log", "creation date", "created"),
    updated=("#last updated",),
    due=("due date", "due", "deadline", "date", "timeline - end", "end date"),
    resolved=("completion date", "completed on", "done date"),
    labels=("tags", "labels"),
    parent=("#above",),
    noise=("#key", "#title", "#sort", "#above", "#creation log", "#last updated", *_NUMBERS),
    usual="task",
)


def recognises(table: Table) -> str | None:
    """Return "board" for a header that begins with the items' names and has, or repeats, what only boards have."""
    names = [folded(name) for name in table.header]
    if not names or names[0] not in _NAME:
        return None
    told = any(_SUB_ITEMS.fullmatch(name) or name in _NUMBERS for name in names[1:])
    below = any(_is_sub_header(cells) for _, cells in table.rows)
    titles = {number + 1 for number, cells in table.rows if _is_alone(cells)}
    grouped = set(table.repeated) & titles and not set(_STATUS).isdisjoint(names)
    return "board" if told or below or grouped else None


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document for each item and sub-item, and one for what the board says of itself."""
    board = _Board.of(table)
    rows = list(board.rows())
    read = _MONDAY.of_rows(table, board.labels, [row.told for row in rows], [row.raw for row in rows])
    about = board.about()
    return replace(read, documents=(*([about] if about else []), *read.documents))


def _is_sub_header(cells: Sequence[str]) -> bool:
    """Whether a row heads sub-items: what they are called stands in the first cell, names of columns beside it."""
    return bool(cells and _SUB_ITEMS.fullmatch(folded(cells[0]))) and sum(1 for cell in cells if cell.strip()) > 1


def _is_alone(cells: Sequence[str]) -> bool:
    return bool(cells and cells[0].strip()) and not any(cell.strip() for cell in cells[1:])


@dataclass(frozen=True, slots=True)
class _Item:
    """A row as it was exported, and with what its place on the board says."""

    raw: Row
    told: Row


@dataclass
class _Board:
    """Reads the rows of a board in order: what stands above them says to which group and item they belong."""

    table: Table
    names: tuple[str, ...]
    labels: dict[str, str]
    usual: str
    seen: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table) -> _Board:
        """Take the names of the columns."""
        names = tuple(folded(name) for name in table.header)
        usual = "item" if any(_BUSINESS.search(name) for name in names[1:]) else "task"
        board = cls(table, names, {"group": "Group", "board": "Board"}, usual)
        board._learn(table.header)
        return board

    def _learn(self, header: Sequence[str]) -> tuple[str, ...]:
        names = tuple(folded(name) for name in header)
        for name, raw in zip(names, header, strict=True):
            self.labels.setdefault(name, one_line(raw))
        return names

    @property
    def _above(self) -> list[str]:
        return [one_line(" ".join(cells)) for _, cells in self.table.above]

    def about(self) -> Parsed | None:
        """Return what the board says of itself below its name, before the title of the first group."""
        title, *said = self._above[:-1] or [""]
        if not said:
            return None
        draft = Draft()
        draft.aside(title)
        for (number, _), words in zip(self.table.above[1:], said, strict=False):
            draft.add(words, trail=(title,), locator=Locator(sheet=self.table.sheet, row=number))
        if not draft.blocks:
            return None
        text, blocks = draft.finish()
        return Parsed(title, text, blocks, "csv", key=title)

    def rows(self) -> Iterator[_Item]:
        """Yield the items with their group, and the sub-items with the item above them."""
        above = self._above
        board, group = (above[0] if len(above) > 1 else ""), (above[-1] if above else "")
        below: tuple[str, ...] = ()
        titles = {number - 1 for number in self.table.repeated}
        item = ""
        for number, cells in self.table.rows:
            if number in titles and _is_alone(cells):
                group, below, item = one_line(cells[0]), (), ""
            elif _is_sub_header(cells):
                below = self._learn(("", *cells[1:]))
            elif cells[0].strip():
                below = ()
                told = {"group": group, "board": board, "#sort": self.usual}
                found = self._item(number, self.names, cells, told)
                item = found.told.first("#key") or ""
                yield found
            elif below and len(cells) > 1 and cells[1].strip():
                told = {"group": group, "board": board, "#sort": f"sub-{self.usual}", "#above": item}
                yield self._item(number, below, cells, told)

    def _item(self, number: int, names: Sequence[str], cells: Sequence[str], told: Mapping[str, str]) -> _Item:
        (read,) = rows_of(names, [(number, cells)])
        first = next(name for name in names if name)
        title = one_line(read.first(first) or "")
        own_number = read.first(*_NUMBERS)
        self.seen[title] = self.seen.get(title, 0) + 1
        key = own_number or (title if self.seen[title] == 1 else f"{title} ({self.seen[title]})")
        raw = {**read.values, **({"group": (told["group"],)} if told["group"] else {})}
        logged = {
            f"#{name}": (match.group(),)
            for name, values in read.values.items()
            if _LOG.match(name) and (match := _LOGGED.search(values[0]))
        }
        own = {**told, "#key": key, "#title": title}
        return _Item(Row(number, raw), Row(number, {**raw, **{k: (v,) for k, v in own.items() if v}, **logged}))
