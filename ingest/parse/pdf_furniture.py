"""What repeats over the pages of a PDF: running headers, footers and page numbers, which are no content."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.parse.pdf_lines import Line

_MARGIN = 0.12
"""Running lines stand in the outermost part of the page, of this share of its height."""
_FEWEST = 3
"""What returns on so many pages is running."""
_PAIR = 2
_LARGER = 1.3
"""Headings are in print that is so many times as large as the usual."""
_SAMPLE = 20
"""The usual size of print is that of the first pages."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?(?P<number>\d{1,4})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*$", re.IGNORECASE)
_ROMAN = re.compile(r"\b[ivxl]{1,7}\b")


@dataclass(slots=True)
class Furniture:
    """The `id`s of running lines, and the page numbers that they print, by page from 0."""

    lines: set[int] = field(default_factory=set)
    numbers: dict[int, str] = field(default_factory=dict)


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> Furniture:
    """Return the lines that return at one height with other numbers in them, and the numbers that count the pages."""
    found = Furniture()
    if len(pages) < _FEWEST:
        if len(pages) == _PAIR:
            _find_in_pair(found, pages, heights)
        return found
    _find_repeated(found, pages, heights)
    _find_numbers(found, pages)
    return found


def _find_in_pair(found: Furniture, pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> None:
    """Find what stands at the same place of both pages of two, in no larger print than the rest of them."""
    sizes = sorted(line.size for page in pages for line in page)
    first, second = (_outermost(lines, height) for lines, height in zip(pages, heights, strict=True))
    for one in first:
        same = [
            other
            for other in second
            if abs(other.y0 - one.y0) < 1.0
            and max(one.size, other.size) <= 1.05 * sizes[len(sizes) // 2]
            and _NUMBER.sub("#", one.text.lower()) == _NUMBER.sub("#", other.text.lower())
        ]
        for other in same[:1]:
            before, after = (dict.fromkeys(_NUMBER.findall(line.text)) for line in (one, other))
            counted = [number for number in before if str(int(number) + 1) in after]
            if one.text == other.text or counted:
                found.lines.update((id(one), id(other)))
            for number in counted[:1]:
                found.numbers.update({0: number, 1: str(int(number) + 1)})


def _find_repeated(found: Furniture, pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> None:
    seen: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in _outermost(lines, height):
            shape = _ROMAN.sub("#", _NUMBER.sub("#", line.text.lower()))
            seen[shape, round(line.y0 / 6)].append((number, line))
    for (shape, level), places in seen.items():
        near = {number for step in (-1, 0, 1) for number, _ in seen.get((shape, level + step), ())}
        if len(near) >= _FEWEST and len(shape) < 200 and not _are_titles([line for _, line in places], pages):
            found.lines.update(id(line) for _, line in places)
            found.numbers.update(_counting({number: line.text for number, line in places}))


def _are_titles(lines: Sequence[Line], pages: Sequence[Sequence[Line]]) -> bool:
    """Whether lines count ("Goal 1", "Goal 2") in larger print than the rest: those are headings of their pages."""
    texts = {line.text for line in lines}
    if len(texts) < len(lines) or any(_PAGE_NUMBER.match(text) or not re.search(r"[^\W\d_]", text) for text in texts):
        return False
    sizes = sorted(line.size for page in pages[:_SAMPLE] for line in page)
    return min(line.size for line in lines) > _LARGER * sizes[len(sizes) // 2]


def _outermost(lines: Sequence[Line], height: float) -> list[Line]:
    by_height = sorted(lines, key=lambda line: line.y0)
    low = [line for line in by_height[:4] if line.y0 < _MARGIN * height]
    high = [line for line in by_height[-4:] if line.y1 > (1 - _MARGIN) * height]
    return low + [line for line in high if line not in low]


def _counting(texts: Mapping[int, str]) -> dict[int, str]:
    """Return the printed number of each page whose running line has one that goes up with the pages."""
    steps = Counter(int(number) - page for page, text in texts.items() for number in set(_NUMBER.findall(text)))
    if not steps:
        return {}
    step, times = steps.most_common(1)[0]
    if times < _FEWEST:
        return {}
    return {page: str(page + step) for page, text in texts.items() if str(page + step) in _NUMBER.findall(text)}


def _find_numbers(found: Furniture, pages: Sequence[Sequence[Line]]) -> None:
    """Find bare page numbers that stand where the text of their page happens to end."""
    bare: dict[int, list[tuple[Line, str]]] = {}
    for page, lines in enumerate(pages):
        outer = (min(lines, key=lambda line: line.y0), max(lines, key=lambda line: line.y1)) if lines else ()
        bare[page] = [(line, match["number"]) for line in outer if (match := _PAGE_NUMBER.match(line.text))]
    steps = Counter(int(text) - page for page, found_on in bare.items() for text in {text for _, text in found_on})
    if not steps or steps.most_common(1)[0][1] < _FEWEST:
        return
    step = steps.most_common(1)[0][0]
    for page, found_on in bare.items():
        for line, text in found_on:
            if int(text) - page == step:
                found.lines.add(id(line))
                found.numbers[page] = text
