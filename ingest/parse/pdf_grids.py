"""The ruled tables of a page of a PDF: cells from the lines that are drawn, whatever is written across them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ingest.parse.pdf_lines import HYPHEN, Line
from ingest.parse.pdf_segments import Segment, Word
from ingest.parse.table import is_header

_Page: TypeAlias = Any  # a pointer of pdfium
_MOST_OBJECTS = 6000
_MOST_RULES = 600
_NEAR = 2.5
"""Ends and edges that are so close, in points, meet."""
_SHORTEST = 6.0
_THIN = 2.5
_MOST_STEPS = 2000
_MARGIN_SHARE = 0.9
"""A box that fills so much of the page is its background."""
_LONG_CELL = 350
"""Cells with more characters hold paragraphs: such a table lays out the page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: at `at` across, from `low` to `high` along."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its edges from the left and from the top, and which neighbours no line parts."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    open_right: frozenset[tuple[int, int]]
    open_below: frozenset[tuple[int, int]]

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word is inside."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        return self.xs[0] < x < self.xs[-1] and self.ys[-1] < y < self.ys[0]

    def cell_of(self, word: Word) -> tuple[int, int]:
        """Return row and column of the cell in which a word stands: the first of those that are merged."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        column = max(0, sum(1 for edge in self.xs[1:-1] if edge <= x))
        row = max(0, sum(1 for edge in self.ys[1:-1] if edge >= y))
        while (row, column - 1) in self.open_right:
            column -= 1
        while (row - 1, column) in self.open_below:
            row -= 1
        return row, column


def grids_of(page: _Page, width: float, height: float) -> list[Grid]:
    """Return the grids that are drawn on a page, from the top; those with fewer than two rows or columns are frames."""
    count = pdfium.FPDFPage_CountObjects(page)
    if not 4 <= count <= _MOST_OBJECTS:
        return []
    across: list[Rule] = []
    down: list[Rule] = []
    for edge in _edges(page, count, width, height):
        (x0, y0), (x1, y1) = edge
        if abs(y0 - y1) < 0.8 and abs(x0 - x1) >= _SHORTEST:
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 0.8 and abs(y0 - y1) >= _SHORTEST:
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    across, down = _joined(across), _joined(down)
    if len(across) < 3 or len(down) < 3 or len(across) + len(down) > _MOST_RULES:
        return []
    found = [grid for group in _connected(across, down) if (grid := _grid(*group))]
    return sorted(found, key=lambda grid: (-grid.ys[0], grid.xs[0]))


Edge: TypeAlias = tuple[tuple[float, float], tuple[float, float]]


def _edges(page: _Page, count: int, width: float, height: float) -> Iterator[Edge]:
    """Yield the straight edges of the paths of a page; what is as thin as a line counts as one."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    bounds = tuple(ctypes.byref(one) for one in (left, bottom, right, top))
    for number in range(count):
        thing = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(thing, *bounds)
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        wide, high = x1 - x0, y1 - y0
        if wide > _MARGIN_SHARE * width and high > _MARGIN_SHARE * height:
            continue
        if high <= _THIN:
            yield (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
        elif wide <= _THIN:
            yield ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)
        elif (steps := pdfium.FPDFPath_CountSegments(thing)) in (4, 5):
            yield from (((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)), ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1)))
        elif steps <= _MOST_STEPS:
            yield from _drawn(thing, steps)


def _drawn(thing: _Page, steps: int) -> Iterator[Edge]:
    """Yield the edges of a path that draws many lines at once."""
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    if not pdfium.FPDFPageObj_GetMatrix(thing, matrix):
        return
    first = last = (0.0, 0.0)
    for step in range(steps):
        segment = pdfium.FPDFPath_GetPathSegment(thing, step)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield point, first
        last = point


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join the rules that lie on one line and touch: the border of each cell is often drawn for itself."""
    found: list[Rule] = []
    level: list[Rule] = []
    for rule in [*sorted(rules, key=lambda one: one.at), None]:
        if level and (rule is None or rule.at - level[-1].at > _NEAR):
            at = sum(one.at for one in level) / len(level)
            low, high = None, 0.0
            for one in sorted(level, key=lambda each: each.low):
                if low is not None and one.low <= high + _NEAR:
                    high = max(high, one.high)
                    continue
                if low is not None:
                    found.append(Rule(at, low, high))
                low, high = one.low, one.high
            if low is not None:
                found.append(Rule(at, low, high))
            level = []
        if rule is not None:
            level.append(rule)
    return found


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the rules that cross each other, group by group."""
    rows = np.array([(one.at, one.low - _NEAR, one.high + _NEAR) for one in across])[:, :, None]
    columns = np.array([(one.at, one.low - _NEAR, one.high + _NEAR) for one in down])
    meet = (rows[:, 1] <= columns[:, 0]) & (columns[:, 0] <= rows[:, 2])
    meet &= (columns[:, 1] <= rows[:, 0]) & (rows[:, 0] <= columns[:, 2])
    waiting = np.asarray(meet.any(axis=1))
    while waiting.any():
        chosen = np.zeros(len(across), dtype=bool)
        chosen[int(waiting.argmax())] = True
        # Whatever crosses a chosen rule is chosen too, until nothing new comes.
        while True:
            crossing = np.asarray(meet[chosen].any(axis=0))
            grown = np.asarray(meet[:, crossing].any(axis=1))
            if (grown == chosen).all():
                break
            chosen = grown
        waiting &= ~chosen
        yield [across[at] for at in _numbers(chosen)], [down[at] for at in _numbers(crossing)]


def _numbers(chosen: NDArray[np.bool_]) -> list[int]:
    numbers: list[int] = np.flatnonzero(chosen).tolist()
    return numbers


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    xs = sorted({rule.at for rule in down})
    ys = sorted({rule.at for rule in across}, reverse=True)
    # Rules that nearly coincide are the two sides of a thick one.
    xs = [x for at, x in enumerate(xs) if not at or x - xs[at - 1] > _NEAR]
    ys = [y for at, y in enumerate(ys) if not at or ys[at - 1] - y > _NEAR]
    if len(xs) < 3 or len(ys) < 3:
        return None
    right, below = set(), set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column < len(xs) - 2 and not _parted(down, xs[column + 1], y):
                right.add((row, column))
            if row < len(ys) - 2 and not _parted(across, ys[row + 1], x):
                below.add((row, column))
    return Grid(tuple(xs), tuple(ys), frozenset(right), frozenset(below))


def _parted(rules: Sequence[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.low <= place <= rule.high for rule in rules)


def table_of(grid: Grid, words: Sequence[Word]) -> list[Line] | None:
    """Return the rows of a ruled table as lines with cells, None when the rules only frame or lay out the page."""
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        cells.setdefault(grid.cell_of(word), []).append(word)
    texts = {place: written(inside) for place, inside in cells.items()}
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    several = [row for row in rows if sum(1 for place in cells if place[0] == row) > 1]
    long = sum(1 for text in texts.values() if len(text) > _LONG_CELL)
    if len(columns) < 2 or len(several) < 2 or 2 * long > len(texts):
        return None
    lines = []
    for row in rows:
        inside = [word for column in columns for word in cells.get((row, column), ())]
        line = Line([segment_of(inside)])
        line.cells = tuple(texts.get((row, column), "") for column in columns)
        lines.append(line)
    _name_columns(lines)
    return lines


def _name_columns(lines: Sequence[Line]) -> None:
    """Find the row that names the columns, past a title that spans them, and give its names to the rows below it."""
    for at, line in enumerate(lines[:3]):
        filled = [cell for cell in line.cells if cell]
        if len(filled) > 1:
            if at + 1 < len(lines) and is_header(filled) and len(filled) >= 0.5 * len(line.cells):
                line.is_header = True
                for below in lines[at:]:
                    below.columns = line.cells
            return


def segment_of(words: Sequence[Word]) -> Segment:
    """Return the words of a row as one segment."""
    size = sorted(word.size for word in words)[len(words) // 2]
    box = (
        min(word.x0 for word in words), min(word.y0 for word in words),
        max(word.x1 for word in words), max(word.y1 for word in words),
    )  # fmt: skip
    return Segment(" ".join(word.text for word in words), *box, size, words[0].at, words[-1].at)


def written(words: Sequence[Word]) -> str:
    """Return the text of a cell; a hyphen at the end of a line in it goes."""
    text = ""
    for word in words:
        if text.endswith((HYPHEN, "\u00ad")):
            text = text[:-1] + ("" if word.text[:1].islower() else "-") + word.text
        else:
            text = f"{text} {word.text}" if text else word.text
    return text.replace(HYPHEN, "-")


def place_tables(lines: list[Line], tables: Sequence[Sequence[Line]]) -> list[Line]:
    """Put the rows of each table after the last line that stands above it in its columns."""
    for table in tables:
        left, right = min(line.x0 for line in table), max(line.x1 for line in table)
        top = max(line.y1 for line in table)
        beside = [at for at, line in enumerate(lines) if line.x0 < right and line.x1 > left]
        above = [at for at in beside if lines[at].y0 >= top - _NEAR]
        below = [at for at in beside if lines[at].y0 < top - _NEAR]
        # Columns beside the table may go on above it: the nearest line decides.
        nearest = min(above, key=lambda at: lines[at].y0, default=None)
        at = nearest + 1 if nearest is not None else (below[0] if below else len(lines))
        lines = [*lines[:at], *table, *lines[at:]]
    return lines
