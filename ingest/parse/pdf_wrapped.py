"""Tables without rules whose cells run over several lines: the names of the columns say where each cell begins.

Rows are told from lines by their distance: what parts two rows is more than what parts two lines of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parse.pdf_grids import segment_of, written
from ingest.parse.pdf_lines import BULLET, Line
from ingest.parse.pdf_segments import Segment
from ingest.parse.pdf_tables import names_columns

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_ALIGNED = 3.0
"""How far from its column's name a cell may begin or end, in points."""
_FARTHEST = 4.0
"""A line more than so many font sizes below all others is not of the table."""
_TOGETHER, _APART = 1.15, 1.25
"""Lines of a cell are so close, and rows so far apart, in distances of the closest lines."""
_FILLED = 0.6
_LONG_CELL = 250
"""Cells with more characters are paragraphs."""
_CODE = re.compile(r"\d{3,}-|\d{5}|[^\W\d_]{3,} \d{1,2}, \d{4}")
"""What stands in a row, but not in the names above it: numbers of files, dates."""


@dataclass(slots=True)
class _Cell:
    """Lines of one column that belong together."""

    column: int
    segments: list[Segment]

    @property
    def top(self) -> float:
        return self.segments[0].y1

    @property
    def bottom(self) -> float:
        return self.segments[-1].y0


def with_wrapped(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page, those of each table whose cells are wrapped as its rows."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        header = lines[at]
        names_it = names_columns(header) and not any(_CODE.search(segment.text) for segment in header.segments)
        if len(header.segments) >= _FEWEST_COLUMNS and names_it:
            body = _body(lines, at)
            rows, used = _rows(header, body)
            if rows:
                names = tuple(segment.text for segment in header.segments)
                header.cells, header.columns, header.is_header = names, names, True
                found += [header, *(_line(row, names) for row in rows)]
                at += 1 + used
                continue
        found.append(header)
        at += 1
    return found


def _body(lines: Sequence[Line], at: int) -> list[list[tuple[int, Segment]]]:
    """Return the segments of the lines below a header with their columns, up to a line that is in none."""
    header = lines[at]
    found: list[list[tuple[int, Segment]]] = []
    lowest = header.y0
    size = lines[at + 1].size if at + 1 < len(lines) else 0.0
    for line in lines[at + 1 :]:
        placed = [(_column(header.segments, segment), segment) for segment in line.segments]
        apart = line.y1 > header.y0 + 0.5 * size or lowest - line.y1 > _FARTHEST * size
        words = all(segment.words for segment in line.segments)
        if line.cells or apart or not words or abs(line.size - size) > 0.1 * size or any(c < 0 for c, _ in placed):
            break
        found.append(placed)
        lowest = min(lowest, line.y0)
    return found


def _column(names: Sequence[Segment], segment: Segment) -> int:
    """Return the column under whose name a segment stands, aligned with it on a side or in the middle; -1 for none."""
    for at, name in enumerate(names):
        begins = names[at - 1].x1 if at else float("-inf")
        ends = names[at + 1].x0 if at + 1 < len(names) else float("inf")
        middle = (segment.x0 + segment.x1 - name.x0 - name.x1) / 2
        aligned = min(abs(segment.x0 - name.x0), abs(segment.x1 - name.x1), abs(middle)) <= _ALIGNED
        if aligned and begins < segment.x0 and segment.x1 < ends:
            return at
    return -1


def _rows(header: Line, body: Sequence[Sequence[tuple[int, Segment]]]) -> tuple[list[list[_Cell]], int]:
    """Return the rows of a table and how many lines they take; none where its lines do not show them."""
    columns: dict[int, list[Segment]] = {}
    for column, segment in (one for line in body for one in line):
        columns.setdefault(column, []).append(segment)
    steps: list[float] = []
    for segments in columns.values():
        segments.sort(key=lambda segment: -segment.y0)
        steps += [above.y0 - below.y0 for above, below in pairwise(segments)]
    if len(columns) < _FEWEST_COLUMNS or not steps or min(steps) <= 1.0 or max(steps) < _APART * min(steps):
        return [], 0
    cells = [cell for column, segments in columns.items() for cell in _cells(column, segments, min(steps))]
    rows: list[list[_Cell]] = []
    for cell in sorted(cells, key=lambda cell: -cell.top):
        if rows and cell.top > min(one.bottom for one in rows[-1]) + 1.0:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    while rows and len({cell.column for cell in rows[-1]}) < 2:
        rows.pop()
    kept = {id(segment) for row in rows for cell in row for segment in cell.segments}
    used = next((at for at, line in enumerate(body) if not all(id(one) in kept for _, one in line)), len(body))
    full = sum(1 for row in rows if len({cell.column for cell in row}) >= _FILLED * len(header.segments))
    wrapped = any(len(cell.segments) > 1 for row in rows for cell in row) and not _are_lists(rows)
    complete = sum(len(line) for line in body[:used]) == len(kept)
    fits = len(rows) >= _FEWEST_ROWS and full >= 0.8 * len(rows) and wrapped and complete
    return (rows, used) if fits else ([], 0)


def _are_lists(rows: Sequence[Sequence[_Cell]]) -> bool:
    """Whether the columns are lists or prose side by side, each to be read for itself."""
    cells = [" ".join(segment.text for segment in cell.segments) for row in rows for cell in row]
    marked = sum(1 for text in cells if BULLET.match(text))
    return 2 * marked >= len(cells) or 3 * sum(1 for text in cells if len(text) > _LONG_CELL) > len(cells)


def _cells(column: int, segments: Sequence[Segment], pitch: float) -> list[_Cell]:
    found: list[_Cell] = []
    for segment in segments:
        if found and found[-1].segments[-1].y0 - segment.y0 <= _TOGETHER * pitch:
            found[-1].segments.append(segment)
        else:
            found.append(_Cell(column, [segment]))
    return found


def _line(row: Sequence[_Cell], names: tuple[str, ...]) -> Line:
    words = [[word for cell in row if cell.column == at for segment in cell.segments for word in segment.words]
             for at in range(len(names))]  # fmt: skip
    line = Line([segment_of([word for column in words for word in column])])
    line.cells, line.columns = tuple(written(column) for column in words), names
    return line
