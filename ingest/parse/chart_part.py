"""The charts of Office files (ECMA-376, DrawingML charts): title, and the series under their categories' names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from assistant.domain import Locator, Role
from ingest.parse.draft import Draft, one_line

_Element: TypeAlias = Any  # lxml has no types
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MOST_POINTS = 200


def write_chart(draft: Draft, root: _Element, trail: tuple[str, ...], place: Locator) -> None:
    """Write a chart from its part: the values that the file keeps for when the data is not at hand."""
    title = root.find(f"{_C}chart/{_C}title")
    if title is not None:
        words = one_line("".join(node.text or "" for node in title.iter(f"{_A}t", f"{_C}v")))
        draft.add(words, trail=trail, locator=place, gap="\n\n")
    named: list[str] = []
    for series in root.iter(f"{_C}ser"):
        names = _points(series, "cat") or _points(series, "xVal")
        values = _points(series, "val") or _points(series, "yVal")
        if names and names != named:
            named = names
            draft.row(["", *names], ["", *names], Role.HEADER, trail=trail, locator=place)
        label = one_line("".join(node.text or "" for node in _under(series, "tx")))
        if values:
            draft.row([label, *values], ["", *named], trail=trail, locator=place)


def _under(series: _Element, name: str) -> Iterator[_Element]:
    for child in series.findall(f"{_C}{name}"):
        yield from child.iter(f"{_C}v")


def _points(series: _Element, name: str) -> list[str]:
    """Return the cached points of a series by their place; an empty one has none."""
    found: dict[int, str] = {}
    for child in series.findall(f"{_C}{name}"):
        for point in child.iter(f"{_C}pt"):
            at = point.get("idx", "")
            value = one_line(point.findtext(f"{_C}v") or "")
            if at.isdigit() and int(at) < _MOST_POINTS:
                found.setdefault(int(at), _plain(value))
    return [found.get(at, "") for at in range(max(found) + 1)] if found else []


def _plain(value: str) -> str:
    """Return a number without the noise of binary fractions."""
    try:
        return f"{float(value):.10g}" if "." in value or "E" in value else value
    except ValueError:
        return value
