"""Tables of a PDF that no lines are drawn around: a row of names, and below it rows that stand under the names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parse.dates import first_date, numeric_date
from ingest.parse.pdf_lines import Line
from ingest.parse.pdf_segments import Segment
from ingest.parse.table import is_value

_FEWEST_ROWS = 2
_BETWEEN = 3
"""So many lines may part the rows of a table: a label that is wrapped, the name of a group."""
_LONGEST_NAME = 60
_FITTING = 0.6
_BEFORE, _AFTER = frozenset("$€£¥("), frozenset("%)")
_AMOUNT = re.compile(r"^(?:[$€£¥(]?\(?[+\-\u2212\u2013]?[$€£¥]?\d[\d.,]*\)?%?\)?|[$€£¥%()]|[-\u2013\u2014]\)?%?)$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def name_columns(lines: Sequence[Line]) -> None:
    """Give the rows of each table their cells and the names of its columns; other lines stay as they are."""
    at = 0
    while at < len(lines):
        # Names of groups stand above those of their columns.
        while at + 1 < len(lines) and _is_finer(lines[at + 1], lines[at]):
            at += 1
        header = lines[at]
        body = _body(lines, at + 1) if names_columns(header) else []
        body = [] if _are_pairs([header, *body]) else body
        edges = _edges(header, body) if body else []
        rows = [(line, cells) for line in body if (cells := _cells(line, edges))]
        if len(rows) >= max(_FEWEST_ROWS, _FITTING * len(body)) and any(_has_value(line) for line, _ in rows):
            columns = tuple([""] * (len(edges) - len(header.segments)) + [part.text for part in header.segments])
            header.is_header = True
            for line, cells in [(header, columns), *rows]:
                line.cells, line.columns = cells, columns
        at += 1


def names_columns(line: Line) -> bool:
    """Whether a line may name columns: several short parts, no amount among them but years."""
    texts = [segment.text for segment in line.segments]
    # Two years side by side look like a number and what it numbers.
    years = all(_YEAR.match(text) for text in texts)
    if line.cells or len(texts) < 2 or not (line.is_row or years):
        return False
    if any(len(text) > _LONGEST_NAME or (is_value(text) and not _YEAR.match(text)) for text in texts):
        return False
    return all(any(char.isalnum() for char in text) for text in texts)


def _is_finer(line: Line, above: Line) -> bool:
    return names_columns(line) and names_columns(above) and len(line.segments) > len(above.segments)


def _body(lines: Sequence[Line], start: int) -> list[Line]:
    """Return the rows below a header, up to the next header, a gap of other lines, or a line that is not below."""
    found: list[Line] = []
    others = 0
    last = lines[start - 1]
    for line in lines[start:]:
        if line.cells or line.y1 > last.y1 + line.size or last.y0 - line.y1 > 4 * line.size:
            break
        if line.is_row:
            if found and names_columns(line) and not _has_value(line):
                break
            found.append(line)
            others = 0
        else:
            others += 1
            if others > _BETWEEN:
                break
        last = line
    return found


def _are_pairs(rows: Sequence[Line]) -> bool:
    """Whether rows are names with what each is ("Owner", "Due"): one column does not hold dates, amounts and words."""
    if any(len(row.segments) != 2 for row in rows):
        return False
    kinds = {_kind(row.segments[1].text) for row in rows[1:]}
    return len(kinds) > 1


def _kind(text: str) -> str:
    date = first_date(text, least="day") or numeric_date(text)
    return "date" if date else "amount" if any(char.isdigit() for char in text) else "words"


def _has_value(line: Line) -> bool:
    return any(is_value(segment.text) for segment in line.segments[1:])


def _edges(header: Line, body: Sequence[Line]) -> list[float]:
    """Return where each column begins: half way between the names; labels before the first name have one more."""
    names = header.segments
    middles = [(left.x1 + right.x0) / 2 for left, right in pairwise(names)]
    first = names[0]
    labels = [line.segments[0] for line in body]
    before = [label for label in labels if label.x0 < first.x0 - first.size and _middle(label) < first.x0]
    if len(before) < 0.5 * len(labels):
        return [float("-inf"), *middles]
    # What stands under the first name may be wider than the name, but not than the way to the labels.
    right = max(label.x0 for label in before)
    under = [
        segment.x0
        for line in body
        for segment in line.segments
        if segment.x0 > right + first.size and _middle(segment) < (middles[0] if middles else float("inf"))
    ]
    edge = min([first.x0, *(x for x in under if x > min(first.x0, right) + first.size)]) - 0.5
    return [float("-inf"), edge, *middles]


def _middle(segment: Segment) -> float:
    return (segment.x0 + segment.x1) / 2


@dataclass(slots=True)
class _Part:
    """A cell or a part of one: an amount with its signs, or words."""

    text: str
    x0: float
    x1: float
    is_value: bool

    @property
    def middle(self) -> float:
        """Return the middle of its width."""
        return (self.x0 + self.x1) / 2


def _parts(line: Line) -> list[_Part]:
    """Return the amounts of a row one by one, as they may be those of several columns; words stay together."""
    parts: list[_Part] = []
    opened = False
    for segment in line.segments:
        words = segment.words
        if not all(_AMOUNT.match(word.text) for word in words):
            # The sign of the first amount may stand close to the label.
            signs = 1 if len(words) > 1 and words[-1].text in _BEFORE else 0
            text = " ".join(word.text for word in words[: len(words) - signs])
            parts.append(_Part(text, segment.x0, words[-1 - signs].x1, is_value(text)))
            words, opened = words[len(words) - signs :], False
        for word in words:
            if parts and (opened or (word.text in _AFTER and parts[-1].is_value)):
                parts[-1] = _Part(f"{parts[-1].text} {word.text}", parts[-1].x0, word.x1, True)
            else:
                parts.append(_Part(word.text, word.x0, word.x1, True))
            opened = word.text in _BEFORE
    return parts


def _cells(line: Line, edges: Sequence[float]) -> tuple[str, ...]:
    """Return the cells of a row; none where it is open in which columns its amounts stand."""
    parts = _parts(line)
    cells = [""] * len(edges)
    values = [part for part in parts if part.is_value]
    # As many amounts as columns: then their order says more than their edges.
    in_order = len(values) == len(edges) - 1 and len(parts) == len(edges) and not parts[0].is_value
    times = [0] * len(edges)
    for number, part in enumerate(parts):
        at = number if in_order else sum(1 for edge in edges if part.middle >= edge) - 1
        cells[at] = f"{cells[at]} {part.text}".strip()
        times[at] += part.is_value
    if max(times) > 1:
        return ()
    return tuple(cells) if sum(1 for cell in cells if cell) > 1 else ()
