"""The heat map of initiatives and outcomes, and the table of verdicts, as HTML whose parts can be pressed."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.pages.portfolio.board import COLUMNS, STEPS, Board, Line, Order
from assistant.pages.safe import html_text
from assistant.pages.wording import DIMENSIONS, VERDICTS

LINKS = {"explicit": "Named in its own words", "inferred": "Inferred from what it is about", "none": "No link found"}
_FEW = 8
"""Outcomes up to which the columns are wide enough for names that lie."""
_NUMBERS = ("open", "done")


def heat_map_html(board: Board, numbers: Sequence[int]) -> str:
    """Return the heat map of the lines with these numbers: a row each, a column for each outcome."""
    head = "".join(
        f'<th scope="col"><button type="button" data-press="aim/{at}"><span>{html_text(aim.name)}</span></button></th>'
        for at, aim in enumerate(board.aims)
    )
    rows = "".join(_heat_row(board, number, first=not at) for at, number in enumerate(numbers))
    return _scrolled(
        "Initiatives by outcome",
        "b-heat b-heat-few" if len(board.aims) <= _FEW else "b-heat",
        f'<table data-cells role="grid" style="--b-aims:{len(board.aims)}">'
        f'<thead><tr><th scope="col" class="b-corner">Initiative</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>",
    )


def _heat_row(board: Board, number: int, *, first: bool) -> str:
    line = board.lines[number]
    heat = board.heat(line)
    cells = []
    for at, aim in enumerate(board.aims):
        # One cell of a grid is reached by Tab, the others from it by the arrow keys.
        reached = ' tabindex="0"' if first and at == 0 else ""
        cell = line.cells.get(aim.name)
        if cell is None:
            cells.append(f"<td{reached}></td>")  # there may be thousands: what it says is in the style
        else:
            work = str(line.open) if board.most_open else ""  # nothing is counted where there is no work to count
            said = f'aria-label="{LINKS[cell.link]}{f", {work} open" if work else ""}"'
            cells.append(f'<td{reached} class="b-{cell.link} b-heat-{heat}" {said}><b>{work}</b></td>')
    name = html_text(line.name)
    head = f'<th scope="row"><button type="button" data-press="verdict/{number}">{name}</button></th>'
    return f'<tr data-line="{number}">{head}{"".join(cells)}</tr>'


def legend_html(board: Board) -> str:
    """Return what the marks of the heat map mean."""
    marks = "".join(
        f'<li><span class="b-key b-{link}" aria-hidden="true"></span>{words}</li>' for link, words in LINKS.items()
    )
    shades = "".join(f'<span class="b-key b-heat-{step}" aria-hidden="true"></span>' for step in range(1, STEPS + 1))
    most = board.most_open
    work = f'<li class="b-shades">{shades}Open work of the initiative, up to {most}</li>' if most else ""
    return f'<ul class="b-legend">{marks}{work}</ul>'


def table_html(board: Board, numbers: Sequence[int], order: Order) -> str:
    """Return the table of verdicts; the head of each column sorts by it."""
    head = "".join(_head(column, order) for column in COLUMNS)
    rows = "".join(_row(board.lines[number], number) for number in numbers)
    return _scrolled("Verdicts", "b-verdicts", f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")


def _head(column: str, order: Order) -> str:
    sort = "none" if column != order.column else "descending" if order.falling else "ascending"
    number = ' class="b-figure"' if column in _NUMBERS else ""
    return (
        f'<th scope="col" aria-sort="{sort}"{number}>'
        f'<button type="button" data-press="sort/{column}">{COLUMNS[column][0]}</button></th>'
    )


def _row(line: Line, number: int) -> str:
    press = f'data-press="verdict/{number}"'
    enabler = '<span class="b-tag">Enabler</span>' if line.enabler else ""
    verdict = f'<span class="b-verdict-{line.verdict} b-pill">{VERDICTS[line.verdict][0]}</span>{enabler}'
    weakest = DIMENSIONS[line.weakest] if line.weakest else "–"
    words = "".join(
        f"<td>{said}</td>" for said in (verdict, html_text(line.owner) or "–", html_text(line.status) or "–")
    )
    figures = "".join(f'<td class="b-figure">{amount:,}</td>' for amount in (line.open, line.done))
    head = f'<th scope="row"><button type="button" {press}>{html_text(line.name)}</button></th>'
    return f"<tr {press}>{head}{words}{figures}<td>{weakest}</td></tr>"


def _scrolled(label: str, sort: str, table: str) -> str:
    # A table that is wider than the page is scrolled, by keyboard too.
    return f'<div class="b-table {sort}" tabindex="0" role="region" aria-label="{label}">{table}</div>'
