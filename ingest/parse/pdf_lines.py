"""The lines of a page, in reading order, from its words and their boxes.

Coordinates are those of PDF: points, from the bottom left. What the file writes first is read first, because that is
what its author's program chose; geometry corrects it where columns are interleaved, where a table is written cell by
cell, or where a frame comes too late.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parse.pdf_segments import Segment, Word, segments_of

HYPHEN = "\x02"
"""How pdfium writes a hyphen at the end of a line."""
BULLET = re.compile(
    r"^(?:[\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u25a0\u25a1\u27a2\u2713\u2714\uf0b7\uf0a7\uf0d8\u00b7\u2043]"
    r"|[-\u2013*o](?=\s)|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)](?=\s))"
)

_CAPTION = 0.75
"""The print of what explains a figure is smaller than the figure, to this share."""
_NUMBERED = re.compile(r"[^\W\d_]{3,} \d{1,2}")
_FEWEST_ROWS = 4
"""Columns are at least so many lines high."""
_MOST_COLUMNS = 4
_WINDOW = 40
"""How many lines back the other cells of a table row may have been written."""


@dataclass(slots=True)
class Line:
    """Segments on one line, from the left: one in prose, several in a table.

    `cells` are those of a row whose columns are known, `columns` their names; `is_header` marks the row with the names.
    """

    segments: list[Segment]
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    is_header: bool = False

    @property
    def text(self) -> str:
        """Return the words of the line."""
        if len(self.segments) == 1:
            return self.segments[0].text
        return " ".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        """Return the left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Return the right edge."""
        if len(self.segments) == 1:
            return self.segments[0].x1
        return max(segment.x1 for segment in self.segments)

    @property
    def y0(self) -> float:
        """Return the lower edge."""
        if len(self.segments) == 1:
            return self.segments[0].y0
        return min(segment.y0 for segment in self.segments)

    @property
    def y1(self) -> float:
        """Return the upper edge."""
        if len(self.segments) == 1:
            return self.segments[0].y1
        return max(segment.y1 for segment in self.segments)

    @property
    def size(self) -> float:
        """Return the font size of most of the line."""
        return max(self.segments, key=lambda segment: len(segment.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of the line is bold."""
        return all(segment.bold for segment in self.segments)

    @property
    def stands(self) -> bool:
        """Whether the line is written up the page, in its margin."""
        return any(word.stands for word in self.segments[0].words[:1])

    @property
    def is_row(self) -> bool:
        """Whether the line has cells; a label before the text is no cell, nor is a long text before a tick box."""
        if self.cells:
            return True
        if len(self.segments) < 2 or (len(self.segments) == 2 and _is_label(self.segments[0].text)):
            return False
        rest = "".join(segment.text for segment in self.segments[1:])
        return len(self.segments[0].text) < 60 or any(char.isdigit() for char in rest) or len(rest) > 20


def _is_label(text: str) -> bool:
    named = text.lower().startswith(("item", "part", "note"))
    return len(text) <= 8 and (bool(BULLET.match(f"{text} ")) or text.rstrip(".").isdigit() or named)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the lines of a page in reading order."""
    return _in_order(_untangled(_cells_joined(_rows(segments_of(words)))))


def _rows(segments: Iterable[Segment]) -> list[Line]:
    """Put segments that follow each other to the right on one line."""
    lines: list[Line] = []
    for segment in segments:
        last = lines[-1].segments[-1] if lines else None
        if last is not None and last.beside(segment.y0, segment.y1) and segment.x0 > last.x1 - 0.5 * segment.size:
            lines[-1].segments.append(segment)
        else:
            lines.append(Line([segment]))
    return lines


def _cells_joined(lines: Sequence[Line]) -> list[Line]:
    """Join the cells of a row that the file writes column by column: short, on one base line, a number among them."""
    found: list[Line] = []
    joined: list[Line] = []
    for line in lines:
        cells = all(segment.is_cell for segment in line.segments)
        before = range(len(found) - 1, max(-1, len(found) - 1 - _WINDOW), -1) if cells else ()
        home = next(
            (found[at] for at in before if _is_same_row(found[at], line) and not _is_captioned(found, at)), None
        )
        if home is not None:
            home.segments.extend(line.segments)
            joined.append(home)
        else:
            found.append(line)
    return _words_joined(found, joined)


def _is_captioned(lines: Sequence[Line], at: int) -> bool:
    """Whether what the file writes next stands right below in much smaller print: a figure and what it counts."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    return (
        below is not None
        and below.size < _CAPTION * line.size
        and 0 < line.y0 - below.y0 < 2 * line.size
        and below.x0 < line.x1
        and below.x1 > line.x0
    )


def _words_joined(lines: Sequence[Line], joined: Sequence[Line]) -> list[Line]:
    """Join cells without a number as well where rows beside them show that these are columns of one table."""
    found: list[Line] = []
    for line in lines:
        beside = (other for other in reversed(found[-_WINDOW:]) if joined and _is_beside(other, line))
        home = next((other for other in beside if _stands_under(other, line, joined)), None)
        if home is not None:
            home.segments.extend(line.segments)
        else:
            found.append(line)
    return found


def _is_beside(row: Line, line: Line) -> bool:
    """Whether a line stands to the right of a row on its base line, and both are short."""
    return (
        abs(row.y0 - line.y0) <= 1.5
        and line.x0 >= row.x1
        and all(cell.is_cell for cell in (*row.segments, *line.segments))
    )


def _is_same_row(row: Line, line: Line) -> bool:
    if not _is_beside(row, line):
        return False
    cells = [*row.segments, *line.segments]
    # "Step 1", "Step 2" are the names of columns of prose, not the cells of a table.
    return any(char.isdigit() for cell in cells for char in cell.text) and not all(
        _NUMBERED.fullmatch(cell.text) for cell in cells
    )


def _stands_under(row: Line, line: Line, rows: Sequence[Line]) -> bool:
    """Whether a row was joined whose cells begin where those of this row and this line do."""
    places = [*(segment.x0 for segment in row.segments), line.x0]
    return any(
        len(other.segments) >= len(places)
        and all(abs(segment.x0 - x0) < 2.0 for segment, x0 in zip(other.segments, places, strict=False))
        for other in rows
    )


def _untangled(lines: Sequence[Line]) -> list[Line]:
    """Read columns one after the other where the file writes them line by line across the page."""
    found: list[Line] = []
    run: list[Line] = []
    gutters: list[_Gap] = []
    for line in lines:
        fits = _gutters(line, gutters) if gutters else []
        if not fits:
            found.extend(_columns(run, gutters))
            run, fits = [], _opening(line)
        gutters = fits
        (run if fits else found).append(line)
    found.extend(_columns(run, gutters))
    return found


_Gap = tuple[float, float]


def _opening(line: Line) -> list[_Gap]:
    """Return the gaps of a line with several parts: a run of columns may begin with it."""
    if not 2 <= len(line.segments) <= _MOST_COLUMNS or not line.is_row:
        return []
    return [(left.x1, right.x0) for left, right in pairwise(line.segments)]


def _gutters(line: Line, known: Sequence[_Gap]) -> list[_Gap]:
    """Return the spaces that a line too leaves between the columns, within those known so far; none if it has not."""
    if len(line.segments) > len(known) + 1:
        return []
    found = []
    for low, high in known:
        if any(s.x0 < low and s.x1 > high for s in line.segments):
            return []
        left = max([low, *(s.x1 for s in line.segments if s.x1 <= high)])
        right = min([high, *(s.x0 for s in line.segments if s.x0 >= low)])
        if right - left <= 0.8 * line.size:
            return []
        found.append((left, right))
    return found


def _columns(run: Sequence[Line], gutters: Sequence[_Gap]) -> list[Line]:
    """Split a run of lines at its gutters when every side is prose; a table is left as it is."""
    if not gutters or len(run) < _FEWEST_ROWS:
        return list(run)
    edges = [float("-inf"), *(sum(gap) / 2 for gap in gutters), float("inf")]
    segments = [segment for line in run for segment in line.segments]
    columns = [[s for s in segments if left <= (s.x0 + s.x1) / 2 < right] for left, right in pairwise(edges)]
    if not all(_is_prose(column) for column in columns):
        return list(run)
    return [Line([segment]) for column in columns for segment in column]


def _is_prose(segments: Sequence[Segment]) -> bool:
    """Whether segments fill their column with words, as the cells of most tables do not."""
    if len(segments) < _FEWEST_ROWS:
        return False
    width = max(s.x1 for s in segments) - min(s.x0 for s in segments)
    full = sum(1 for s in segments if s.x1 - s.x0 > 0.7 * width and s.text.count(" ") > 1)
    return full >= 0.6 * len(segments)


def _in_order(lines: Sequence[Line]) -> list[Line]:
    """Move a stretch of lines that the file writes late to where it stands on the page."""
    stretches: list[_Stretch] = []
    for line in lines:
        if stretches and stretches[-1].takes(line):
            stretches[-1].add(line)
        else:
            stretches.append(_Stretch(line))
    if len(stretches) > 1 and _is_one_column(lines):
        return sorted(lines, key=lambda line: -line.y1)
    ordered: list[_Stretch] = []
    for stretch in stretches:
        at = len(ordered)
        while at and stretch.is_above(ordered[at - 1]):
            at -= 1
        ordered.insert(at, stretch)
    return [line for stretch in ordered for line in stretch.lines]


def _is_one_column(lines: Sequence[Line]) -> bool:
    """Whether no line stands beside another and all share a column: they read downwards, whatever the file says."""
    widest = max(lines, key=lambda line: line.x1 - line.x0)
    downwards = sorted(lines, key=lambda line: -line.y1)
    return all(line.x0 < widest.x1 and line.x1 > widest.x0 for line in lines) and all(
        upper.y0 >= lower.y1 - 0.3 * lower.size for upper, lower in pairwise(downwards)
    )


class _Stretch:
    """Lines that the file writes downwards, one below the other."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.x0, self.x1, self.y0, self.y1 = line.x0, line.x1, line.y0, line.y1

    def takes(self, line: Line) -> bool:
        """Whether a line goes on downwards in the same column."""
        last = self.lines[-1]
        return line.y1 <= last.y1 + 0.5 * line.size and line.x0 < self.x1 and last.x0 < line.x1 + 4 * line.size

    def add(self, line: Line) -> None:
        """Take in the next line."""
        self.lines.append(line)
        self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)
        self.y0, self.y1 = min(self.y0, line.y0), max(self.y1, line.y1)

    def is_above(self, other: _Stretch) -> bool:
        """Whether it ends above the beginning of another with which it shares a column."""
        return self.y0 >= other.y1 - 1.0 and min(self.x1, other.x1) > max(self.x0, other.x0)
