"""Plots as SVG for a page that loads nothing: lines, a matrix, bars. Each has a title that a screen reader reads."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 560, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 150, 14, 36
_COLOURS = ("#0b5394", "#b45309", "#2e7d32", "#8e24aa", "#607d8b", "#c2185b")
_CELL = 74


@dataclass(frozen=True, slots=True)
class Line:
    """A named row of values from 0 to 1, one for each step of the plot; None where a step has none."""

    name: str
    values: tuple[float | None, ...]


def lines(title: str, steps: Sequence[str], rows: Sequence[Line]) -> str:
    """Draw lines over steps, the first thicker, each named at its end."""
    across = (_WIDTH - _LEFT - _RIGHT) / max(1, len(steps) - 1)
    parts = [_grid(), *_ticks([_LEFT + across * at for at in range(len(steps))], steps)]
    ends: list[float] = []
    for number, row in enumerate(rows):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [(_LEFT + across * at, _y(value)) for at, value in enumerate(row.values) if value is not None]
        if not points:
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        width = 3 if number == 0 else 1.5
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in points]
        at = _free(points[-1][1], ends)
        ends.append(at)
        last = next(value for value in reversed(row.values) if value is not None)
        parts.append(_text(points[-1][0] + 8, at + 4, f"{row.name} {last:.2f}", colour=colour))
    return _svg(title, _WIDTH, _HEIGHT, parts)


def bars(title: str, rows: Sequence[tuple[str, float, float]]) -> str:
    """Draw two bars for each name: what was promised, and what came."""
    room = (_WIDTH - _LEFT - _RIGHT) / max(1, len(rows))
    parts = [_grid()]
    for number, (name, said, right) in enumerate(rows):
        at = _LEFT + room * number
        for step, (value, colour) in enumerate(((said, "#b0bec5"), (right, _COLOURS[0]))):
            x, y, width = at + room * (0.15 + 0.35 * step), _y(value), room * 0.33
            height = _y(0) - y
            parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>')
            parts.append(_text(x + width / 2, y - 4, f"{value:.2f}", "middle"))
        parts.append(_text(at + room / 2, _HEIGHT - _BOTTOM + 18, name, "middle"))
    parts += [
        _text(_WIDTH - _RIGHT + 10, 40, "grey: promised", colour="#607d8b"),
        _text(_WIDTH - _RIGHT + 10, 58, "blue: right", colour=_COLOURS[0]),
    ]
    return _svg(title, _WIDTH, _HEIGHT, parts)


def matrix(title: str, counts: Mapping[str, Mapping[str, int]]) -> str:
    """Draw how often each right label (row) was given each label (column); the diagonal is right."""
    columns = list(dict.fromkeys(label for row in counts.values() for label in row))
    most = max((count for row in counts.values() for count in row.values()), default=1) or 1
    left, top = 120, 60
    parts = []
    for at, label in enumerate(columns):
        parts.append(_text(left + _CELL * at + _CELL / 2, top - 10, label.replace("_", " "), "middle", size=10))
    for down, (right, row) in enumerate(counts.items()):
        y = top + 44 * down
        parts.append(_text(left - 8, y + 26, right.replace("_", " "), "end"))
        for at, label in enumerate(columns):
            count, x = row.get(label, 0), left + _CELL * at
            fill = "#2e7d32" if label == right else "#c62828"
            shade = 0.08 + 0.8 * count / most if count else 0.03
            place = f'x="{x}" y="{y}" width="{_CELL - 3}" height="41"'
            parts.append(f'<rect {place} fill="{fill}" fill-opacity="{shade:.2f}"/>')
            if count:
                parts.append(_text(x + _CELL / 2, y + 26, str(count), "middle"))
    parts.append(_text(left, 16, "columns: what Bearing said; rows: what the labels say", size=11))
    return _svg(title, left + _CELL * len(columns) + 10, top + 44 * len(counts) + 10, parts)


def _free(y: float, taken: Sequence[float]) -> float:
    """Return the nearest place below where a name does not stand on another."""
    while any(abs(y - other) < 13 for other in taken):
        y += 13
    return y


def _y(value: float) -> float:
    return _TOP + (1 - min(1.0, max(0.0, value))) * (_HEIGHT - _TOP - _BOTTOM)


def _grid() -> str:
    rows = []
    for step in range(6):
        y, end = _y(step / 5), _WIDTH - _RIGHT
        rows.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{end}" y2="{y:.1f}" stroke="currentColor" opacity=".15"/>')
        rows.append(_text(_LEFT - 8, y + 4, f"{step / 5:.1f}", "end"))
    return "".join(rows)


def _ticks(places: Sequence[float], names: Sequence[str]) -> list[str]:
    every = max(1, len(names) // 8)
    kept = [(x, name) for at, (x, name) in enumerate(zip(places, names, strict=True)) if at % every == 0]
    return [_text(x, _HEIGHT - _BOTTOM + 18, name, "middle") for x, name in kept]


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = "currentColor", size: int = 12) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size}"'
    return f"<text {place}>{html.escape(words)}</text>"


def _svg(title: str, width: float, height: float, parts: Sequence[str]) -> str:
    name = html.escape(title, quote=True)
    head = f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" aria-label="{name}">'
    return f"{head}<title>{html.escape(title)}</title>{''.join(parts)}</svg>"
