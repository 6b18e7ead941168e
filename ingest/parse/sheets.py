"""What the sheets of any workbook hold, whichever program wrote it: tables with their headers, titles and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.core_properties import CoreProperties
from ingest.parse.document_date import document_date
from ingest.parse.draft import NO_TEXT, Draft
from ingest.parse.side_by_side import sides_of
from ingest.parse.table import Table, column_names, is_header, is_value, named_below, unnamed_first, without_repeated
from ingest.parse.title import title_of, useful

_HEADER_WITHIN = 8
"""How many rows of a table may stand above its header (a title, a date, a note)."""
_LONGEST_TITLE = 100
_TITLE_ROWS = 3
_WIDEST_MERGE = 200
_NARROWEST = 3
"""How many columns a table has at least whose header is known by the row below it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on a cell."""

    text: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number from 1, its cells as they are shown, whether all are words, the comments on them.

    `spans` has, for the first cell of a merge across columns, how many columns it covers.
    """

    number: int
    cells: tuple[str, ...]
    named: bool = False
    notes: tuple[Note, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def filled(self) -> list[str]:
        """Return the cells that are not empty."""
        return [cell for cell in self.cells if cell]

    @property
    def begins(self) -> int:
        """Return the first column that is not empty."""
        return next(at for at, cell in enumerate(self.cells) if cell)

    @property
    def is_header(self) -> bool:
        """Whether the row could name columns."""
        return self.named and len(self.filled) > 1 and is_header(self.filled)

    @property
    def is_group(self) -> bool:
        """Whether the row names groups of columns: merged cells above a row of names."""
        return self.named and any(width > 1 and self.cells[at] for at, width in self.spans)

    def between(self, begins: int, ends: int) -> Row:
        """Return what of the row stands in some columns; its comments are not of them alone."""
        spans = tuple((at - begins, width) for at, width in self.spans if begins <= at < ends)
        return replace(self, cells=self.cells[begins:ends], notes=(), spans=spans)

    @property
    def spread(self) -> tuple[str, ...]:
        """Return the cells with each merged one repeated over the columns that it covers."""
        cells = list(self.cells)
        for at, width in self.spans:
            cells += [""] * (at + width - len(cells))
            cells[at : at + width] = [cells[at]] * width
        return tuple(cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with the rows that have content; `hidden` names what a viewer does not show of it.

    Of one of several tables beside each other `above` are the rows that say what all of them are of.
    """

    name: str
    rows: tuple[Row, ...]
    hidden: tuple[str, ...] = ()
    above: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, counted from 0, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


def with_merges(rows: Sequence[Row], merges: Sequence[Merge]) -> tuple[Row, ...]:
    """Let the words of a merged cell stand in every row that it covers, and say how many columns it covers.

    An amount stays in its first row: it is there once.
    """
    if not merges:
        return tuple(rows)
    by_number = {row.number: row for row in rows}
    for merge in merges:
        first = by_number.get(merge.top + 1)
        if first is None or merge.left >= len(first.cells) or not first.cells[merge.left]:
            continue
        words = first.cells[merge.left]
        width = min(merge.right - merge.left + 1, _WIDEST_MERGE)
        last = merge.bottom + 1 if not is_value(words) else merge.top + 1
        for number in range(merge.top + 1, last + 1):
            if number in by_number:
                by_number[number] = _covered(by_number[number], merge.left, words, width)
            elif number - merge.top > len(rows):
                break
    return tuple(by_number[number] for number in sorted(by_number))


def _covered(row: Row, at: int, words: str, width: int) -> Row:
    cells = [*row.cells, *[""] * (at + 1 - len(row.cells))]
    cells[at] = words
    return replace(row, cells=tuple(cells), spans=(*row.spans, (at, width)) if width > 1 else row.spans)


def documents(
    path: Path,
    media: str,
    sheets: Sequence[Sheet],
    properties: CoreProperties,
    of_table: Callable[[Table], ParsedFile | None],
) -> ParsedFile:
    """Return a workbook's documents: records of the sheets that a tool wrote, one document of all the others."""
    draft = Draft()
    records: list[Parsed] = []
    columns: list[str] = []
    warnings = [f"hidden {what} are read too: {sheet.name}" for sheet in sheets for what in sheet.hidden]
    for sheet in (part for whole in sheets for part in _parts(whole)):
        table = _whole_table(sheet)
        found = of_table(table) if table else None
        if found:
            records += found.documents
            warnings += found.warnings
            columns += found.columns
        if not found or found.also_document:
            _Writer(draft, sheet.name).read(sheet)
    if not draft.blocks:
        if not records:
            raise DocumentError(NO_TEXT)
        return ParsedFile(tuple(records), tuple(warnings), tuple(columns))
    text, blocks = draft.finish()
    title = title_of(path, useful(properties.title))
    date = document_date(path, "", moment=properties.saved)
    plain = Parsed(title, text, blocks, media, date=date, metadata=properties.metadata)
    return ParsedFile((plain, *records), tuple(warnings), tuple(columns))


def _parts(sheet: Sheet) -> list[Sheet]:
    """Return the tables of a sheet that stand beside each other as sheets of their own, else the sheet."""
    rows = [row for row in sheet.rows if row.filled]
    sides = _beside(sheet, rows)
    if len(sides) < 2:
        sides = list(_in_groups(sheet, rows))
    if len(sides) < 2:
        return [sheet]
    bare = [replace(side, rows=tuple(replace(row, notes=()) for row in side.rows)) for side in sides]
    # Comments are written once, after the last of the parts.
    notes = tuple(replace(row, cells=()) for row in sheet.rows if row.notes)
    return [*bare[:-1], replace(bare[-1], rows=(*bare[-1].rows, *notes))]


def _in_groups(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Sheet]:
    """Yield the parts of a sheet in which only some rows hold tables beside each other; the others stay together."""
    plain: list[Row] = []
    for group in _tables(rows):
        sides = _beside(sheet, group)
        if len(sides) < 2:
            plain += group
            continue
        if plain:
            yield replace(sheet, rows=tuple(plain))
        yield from sides
        plain = []
    if plain:
        yield replace(sheet, rows=tuple(plain))


def _beside(sheet: Sheet, rows: Sequence[Row]) -> list[Sheet]:
    """Return each table of some rows with its own columns."""
    columns = sides_of([row.cells for row in rows])
    if len(columns) < 2:
        return [sheet]
    titles = tuple(takewhile(lambda row: len(row.filled) == 1, rows))
    found = []
    for at, (begins, ends) in enumerate(columns):
        own = tuple(cut for row in rows if (cut := row.between(begins, ends)).filled)
        found.append(replace(sheet, rows=own, above=titles if at else ()))
    return found


def _whole_table(sheet: Sheet) -> Table | None:
    """Return a sheet as one table below its first header; blank rows do not part the rows of an export."""
    rows = [row for row in sheet.rows if row.filled]
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        if len(row.filled) > 1 and at + 1 < len(rows):
            # An export may repeat the name of a column: whoever knows the tool decides, not the looks of the row.
            if not row.named:
                named = unnamed_first([one.cells for one in rows], at)
                if named is None:
                    return None
                at, row = named, rows[named]
            elif len(row.filled) < 0.5 * max(len(one.filled) for one in rows[at : at + 20]):
                continue
            at = named_below([one.cells for one in rows], at)
            row = rows[at]
            cells, repeated = without_repeated(row.cells, [(one.number, one.cells) for one in rows[at + 1 :]])
            names = _names(rows, at)
            titles = (*sheet.above, *rows[: at - (names != row.cells)])
            above = tuple((one.number, one.cells) for one in titles)
            return Table(names, cells, sheet=sheet.name, above=above, number=row.number, repeated=repeated)
    return None


def _names(rows: Sequence[Row], at: int) -> tuple[str, ...]:
    """Return the names of columns; where some are there twice, each after that of the group above it."""
    row = rows[at]
    group = rows[at - 1] if at else None
    if group is None or not group.is_group or len(set(row.filled)) == len(row.filled):
        return row.cells
    return tuple(column_names(group.spread, row.spread))


def _tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the groups of rows that no blank row parts; a header alone goes with the rows below it."""
    group: list[Row] = []
    for row in rows:
        apart = row.number - group[-1].number - 1 if group else 0
        if apart and not (apart == 1 and _is_lone_header(group, row)):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _is_lone_header(group: Sequence[Row], below: Row) -> bool:
    last = group[-1]
    return len(group) == 1 and last.is_header and not below.is_header and 1 < len(below.filled) <= len(last.filled)


@dataclass
class _Writer:
    """Writes one sheet; what its tables share is the header of the one before."""

    draft: Draft
    name: str
    _trail: tuple[str, ...] = ()
    _columns: tuple[str, ...] = ()
    _outer: tuple[str, ...] = ()

    def read(self, sheet: Sheet) -> None:
        """Write the sheet's tables in order, then the comments on its cells."""
        groups = list(_tables([row for row in sheet.rows if row.filled]))
        self._outer = self._trail = tuple(" ".join(row.filled) for row in sheet.above)[:1]
        for at, group in enumerate(groups):
            if not at and len(groups) > 1 and _is_title(group, groups[1]):
                self._headings(group)
            else:
                self._table(group)
        for row in sheet.rows:
            for note in row.notes:
                place = Locator(
                    sheet=self.name, row=row.number, field=f"comment by {note.author or 'an unnamed reader'}"
                )
                self.draft.add(note.text, Role.COMMENT, trail=self._trail, locator=place)

    def _table(self, group: Sequence[Row]) -> None:
        span = _header_of(group)
        if span is None:
            titles = [row for row in group if len(group) == 1 and len(row.filled) == 1]
            rest = [row for row in group if row not in titles]
        else:
            titles, rest = list(group[: span[0]]), list(group[span[0] :])
        self._headings(titles)
        headers = rest[: span[1] - span[0]] if span else []
        if headers:
            self._columns = tuple(column_names(*(row.spread for row in headers)))
        elif max((len(_stripped(row.cells)) for row in rest), default=0) > len(_stripped(self._columns)):
            # These rows reach beyond the header of the table before: it is not theirs.
            self._columns = ()
        # Tables often begin in column B.
        named = next((at for at, name in enumerate(self._columns) if name), None)
        offset = min([row.begins for row in rest] + ([named] if named is not None else []), default=0)
        for number, row in enumerate(rest):
            role = Role.HEADER if number < len(headers) else Role.ROW
            place, gap = Locator(sheet=self.name, row=row.number), "\n" if number else "\n\n"
            self.draft.row(row.cells[offset:], self._columns[offset:], role, trail=self._trail, locator=place, gap=gap)

    def _headings(self, rows: Sequence[Row]) -> None:
        """Write the rows above a table: they are its title."""
        trail = list(self._outer)
        for row in rows:
            words = " ".join(row.filled)
            self.draft.add(words, trail=tuple(trail), locator=Locator(sheet=self.name, row=row.number), gap="\n\n")
            if (
                len(trail) == len(self._outer)
                and len(words) <= _LONGEST_TITLE
                and any(char.isalpha() for char in words)
            ):
                trail.append(words)
        if rows:
            self._trail, self._columns = tuple(trail), ()


def _is_title(group: Sequence[Row], below: Sequence[Row]) -> bool:
    """Whether the first rows of a sheet are what stands above its tables: a few cells of words, one in each row."""
    return (
        len(group) <= _TITLE_ROWS
        and all(len(row.filled) == 1 for row in group)
        and (max(len(row.filled) for row in below[:2]) > 1)
    )


def _stripped(cells: Sequence[str]) -> Sequence[str]:
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _header_of(group: Sequence[Row]) -> tuple[int, int] | None:
    """Return which rows of a table name its columns (from, to before), if any do."""
    if len(group) < 2:
        return None
    width = max(len(row.filled) for row in group)
    for at, row in enumerate(group[:_HEADER_WITHIN]):
        last = at
        while group[last].is_group and last + 2 < len(group) and group[last + 1].named:
            last += 1
        if last > at and len(group[last].filled) > 1:
            return at, last + 1
        if len(row.filled) < 2:
            continue
        if row.is_header and len(row.filled) >= 0.5 * width and at + 1 < len(group):
            at = named_below([one.cells for one in group], at)
            return at, at + 1
        if len(row.filled) >= 0.8 * width:
            return (at, at + 1) if _asks(group, at, width) else None
    return None


def _asks(group: Sequence[Row], at: int, width: int) -> bool:
    """Whether a row names columns though its names are long or there twice, as the questions of a survey are.

    It is all words, over every column, and the row below it is not.
    """
    row = group[at]
    wide = len(row.filled) >= max(_NARROWEST, width)
    words = row.named and not any(is_value(cell) for cell in row.filled)
    return wide and words and at + 1 < len(group) and not group[at + 1].named
