"""Words side by side as segments: a wide gap parts cells and columns, unless the line was stretched to its column.

A justified line has the same space between all its words, and both its edges are those of the prose around it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_CELL_GAP = 1.6
"""A gap of so many font sizes parts cells or columns."""
_SPACE = 0.14
"""A gap of so many font sizes between two letters is a space."""
_EVEN = 1.35
"""So many times as wide as the narrowest may a space of a stretched line be, and after a mark more."""
_AFTER_A_MARK = 3.5
_WIDEST = 6.0
"""No space of a stretched line is wider than so many font sizes."""
_EDGE = 1.5
"""How far from the edge of its column a line may begin or end, in points."""
_NEAR = 8.0
"""So many font sizes above or below stands the prose that shows the edges."""
_LONGEST = 12


class Word(NamedTuple):
    """A word with its box, its font size, and where it stands among the characters of the page.

    `stands` is 1 when it is written up the page, -1 when it is written down, 0 for one that lies as most do.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    at: int = 0
    stands: int = 0


@dataclass(slots=True)
class Segment:
    """Words side by side without a gap; `first` and `last` are the characters at which its outer words begin."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    first: int
    last: int
    bold: bool = False
    words: list[Word] = field(default_factory=list)

    def extend(self, word: Word) -> None:
        """Take in the next word."""
        self.text = f"{self.text} {word.text}"
        self.x1 = max(self.x1, word.x1)
        self.y0, self.y1 = min(self.y0, word.y0), max(self.y1, word.y1)
        self.last = word.at
        self.words.append(word)

    def beside(self, y0: float, y1: float) -> bool:
        """Whether another box stands on the same line."""
        return min(self.y1, y1) - max(self.y0, y0) > 0.5 * min(self.y1 - self.y0, y1 - y0)

    @property
    def is_cell(self) -> bool:
        """Whether it is as short as a cell of a table."""
        return len(self.text) <= 25 and self.text.count(" ") < 3


def unglued(text: str, edges: Sequence[tuple[float, float]], size: float) -> Iterator[tuple[int, int]]:
    """Yield the parts of a word between gaps that pdfium takes for kerning, but a reader for a space."""
    gaps = [right[0] - left[1] for left, right in pairwise(edges)]
    first = 0
    if gaps and max(gaps) > _SPACE * size:
        # In letter-spaced print every gap is wide, and none is a space.
        usual = max(0.0, sorted(gaps)[len(gaps) // 2])
        for at, gap in enumerate(gaps, start=1):
            if _SPACE * size + 2 * usual < gap < 2 * size and not _is_in_number(text, at):
                yield first, at
                first = at
    yield first, len(edges)


def _is_in_number(text: str, at: int) -> bool:
    """Whether a gap stands before the point of a number: "1 .2" is "1.2"."""
    return text[at] in ".," and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()


def segments_of(words: Iterable[Word]) -> list[Segment]:
    """Return the words of a page as segments: where a wide gap begins a cell or a column, a new one."""
    found: list[Segment] = []
    last: Segment | None = None
    for word in words:
        if (
            last is not None
            and -0.5 * word.size < word.x0 - last.x1 < _CELL_GAP * max(word.size, last.size)
            and last.beside(word.y0, word.y1)
        ):
            last.extend(word)
        else:
            last = Segment(word.text, word.x0, word.y0, word.x1, word.y1, word.size, word.at, word.at, False, [word])
            found.append(last)
    return list(_without_stretches(found))


def _without_stretches(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Yield the segments of a page, the parts of a stretched line as the one that they are."""
    prose: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        if segment.text.count(" ") > 2:
            prose[round(segment.x0 / _EDGE)].append(segment)
    at = 0
    while at < len(segments):
        end = _end_of_line(segments, at, prose)
        for part in segments[at + 1 : end]:
            for word in part.words:
                segments[at].extend(word)
        yield segments[at]
        at = end


def _end_of_line(segments: Sequence[Segment], at: int, prose: Mapping[int, Sequence[Segment]]) -> int:
    """Return where the line that begins with a segment ends, as far as it is one that was stretched."""
    first = segments[at]
    near = [
        one
        for step in (-1, 0, 1)
        for one in prose.get(round(first.x0 / _EDGE) + step, ())
        if one is not first and _is_near(one, first)
    ]
    for end in range(min(at + _LONGEST, len(segments)), at + 1, -1) if near else ():
        parts = segments[at:end]
        if any(abs(one.x1 - parts[-1].x1) < _EDGE for one in near) and _is_stretched(parts):
            return end
    return at + 1


def _is_near(one: Segment, other: Segment) -> bool:
    return (
        abs(one.x0 - other.x0) < _EDGE
        and abs(one.size - other.size) < 0.05 * other.size
        and abs(one.y0 - other.y0) < _NEAR * other.size
    )


def _is_stretched(parts: Sequence[Segment]) -> bool:
    """Whether all words of a line are equally far apart; what ends a sentence may have more space after it."""
    if not all(left.beside(right.y0, right.y1) and right.x0 > left.x1 for left, right in pairwise(parts)):
        return False
    words = [word for part in parts for word in part.words]
    spaces = [(right.x0 - left.x1, left.text[-1:] in ".,;:?!") for left, right in pairwise(words)]
    narrowest, widest = min(space for space, _ in spaces), max(space for space, _ in spaces)
    if widest > _WIDEST * parts[0].size or (len(words) == 2 and any(c.isdigit() for w in words for c in w.text)):
        return False
    return all(space <= (_AFTER_A_MARK if mark else _EVEN) * max(narrowest, 0.5) for space, mark in spaces)
