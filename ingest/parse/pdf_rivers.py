"""Columns of amounts that stand close together: what parts them is a strip without print down all rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.parse.pdf_lines import Line
from ingest.parse.pdf_segments import Segment, Word
from ingest.parse.table import is_value

_FEWEST_ROWS = 3
_WIDTH = 0.7
"""A strip is at least so many font sizes wide; the spaces of prose are half of that."""
_PITCH = 3.0
"""Rows of a table are at most so many font sizes apart."""
_VALUES = 0.7
"""So many of the cells of every column but the first are amounts."""
_FAR = 1e6

_Strip = tuple[float, float]


def part_columns(lines: Sequence[Line]) -> None:
    """Part the segments of each table's rows at the strips that run down between its columns."""
    at = 0
    while at < len(lines):
        run, strips = _run(lines, at)
        if strips and len(run) >= _FEWEST_ROWS and _holds_amounts(run, strips):
            for line in run:
                line.segments = [part for segment in line.segments for part in _parted(segment, strips)]
            at += len(run)
        else:
            at += 1


def _run(lines: Sequence[Line], first: int) -> tuple[list[Line], list[_Strip]]:
    """Return the lines from one on that have strips in common, and those strips."""
    run: list[Line] = []
    strips: list[_Strip] = []
    for line in lines[first:]:
        if line.cells or not all(segment.words for segment in line.segments):
            break
        if run and not (0 < run[-1].y0 - line.y0 < _PITCH * line.size and abs(run[-1].size - line.size) < 0.5):
            break
        found = _common(strips, _open(line)) if run else _open(line)
        left, right = min(one.x0 for one in (*run, line)), max(one.x1 for one in (*run, line))
        if not any(left < low and high < right for low, high in found):
            break
        run, strips = [*run, line], found
    edges = (min((one.x0 for one in run), default=0.0), max((one.x1 for one in run), default=0.0))
    return run, [(low, high) for low, high in strips if edges[0] < low and high < edges[1]]


def _words(line: Line) -> list[Word]:
    return sorted((word for segment in line.segments for word in segment.words), key=lambda word: word.x0)


def _open(line: Line) -> list[_Strip]:
    """Return where a line has no print: on both sides of it, and in its wider gaps."""
    words = _words(line)
    inner = [(left.x1, right.x0) for left, right in pairwise(words) if right.x0 - left.x1 >= _WIDTH * line.size]
    return [(-_FAR, words[0].x0), *inner, (words[-1].x1, _FAR)]


def _common(strips: Sequence[_Strip], others: Sequence[_Strip]) -> list[_Strip]:
    found = ((max(low, other[0]), min(high, other[1])) for low, high in strips for other in others)
    return [(low, high) for low, high in found if high - low >= 4.0]


def _holds_amounts(run: Sequence[Line], strips: Sequence[_Strip]) -> bool:
    """Whether every column but the first has amounts, whatever the first row says."""
    edges = sorted((low + high) / 2 for low, high in strips)
    for column in range(1, len(edges) + 1):
        low, high = edges[column - 1], edges[column] if column < len(edges) else _FAR
        cells = [" ".join(word.text for word in _words(line) if low <= word.x0 < high) for line in run[1:]]
        filled = [cell for cell in cells if cell]
        if len(filled) < _FEWEST_ROWS - 1 or sum(map(is_value, filled)) < _VALUES * len(filled):
            return False
    return True


def _parted(segment: Segment, strips: Sequence[_Strip]) -> list[Segment]:
    parts: list[Segment] = []
    for word in segment.words:
        last = parts[-1].words[-1] if parts else None
        if last and not any(last.x1 <= low + 0.1 and high - 0.1 <= word.x0 for low, high in strips):
            parts[-1].extend(word)
        else:
            parts.append(
                Segment(word.text, word.x0, word.y0, word.x1, word.y1, segment.size, word.at, word.at, False, [word])
            )
    return parts
