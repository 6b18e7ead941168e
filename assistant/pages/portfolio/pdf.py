"""The portfolio as a PDF to print: verdicts, the heat map, what is left over, contradictions, how work is steered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.index.ages import date_words
from assistant.pages.paper.pdf_sheet import Beside, Block, Grid, Heading, Quoted, Text, pdf_bytes
from assistant.pages.portfolio.board import Board, Clash, Order, Rows, Wanted, chosen
from assistant.pages.portfolio.heat_map import LINKS
from assistant.pages.portfolio.parts import READINGS
from assistant.pages.said import place_of
from assistant.pages.wording import DIMENSIONS, VERDICTS, counted

_ACROSS = 18
"""Outcomes side by side on a page; more of them go on in another table."""
_MARKS = {"explicit": "●", "inferred": "○"}


def pdf_of(board: Board, today: date) -> bytes:
    """Return the PDF of a portfolio."""
    amounts = (counted(len(board.lines), "initiative", "initiatives"), counted(len(board.aims), "outcome", "outcomes"))
    subtitle = f"{' · '.join(amounts)} · {date_words(today.isoformat())}"
    order = chosen(board, Wanted(), Order())
    blocks = [
        Heading("Verdicts"),
        _verdicts(board, order),
        *_heat_map(board, order),
        *_left(board),
        *_clashes(board.clashes),
        *_steering(board),
    ]
    return pdf_bytes("Portfolio", blocks, subtitle=subtitle, wide=True)


def _verdicts(board: Board, order: Sequence[int]) -> Grid:
    head = ("Initiative", "Verdict", "Owner", "Status", "Open", "Done", "Weakest")
    rows = tuple(
        (
            line.name,
            VERDICTS[line.verdict][0] + (" (enabler)" if line.enabler else ""),
            line.owner or "–",
            line.status or "–",
            f"{line.open:,}",
            f"{line.done:,}",
            DIMENSIONS[line.weakest] if line.weakest else "–",
        )
        for line in (board.lines[number] for number in order)
    )
    return Grid(head, rows, (30, 15, 18, 13, 6, 6, 20))


def _heat_map(board: Board, order: Sequence[int]) -> Iterator[Block]:
    """Yield the tables of initiatives and outcomes; the outcomes are numbered, since their names are long."""
    if not board.aims or not board.lines:
        return
    yield Heading("Initiatives and outcomes")
    yield Text(
        f"{_MARKS['explicit']} {LINKS['explicit']}   {_MARKS['inferred']} {LINKS['inferred']}   the number is open work"
    )
    yield Grid(
        ("", "Outcome", "Measure"),
        tuple((f"{at}", aim.name, aim.measure or "none") for at, aim in enumerate(board.aims, 1)),
        (4, 60, 44),
    )
    for first in range(0, len(board.aims), _ACROSS):
        aims = board.aims[first : first + _ACROSS]
        head = ("Initiative", *(f"{first + at}" for at in range(1, len(aims) + 1)))
        rows = []
        for line in (board.lines[number] for number in order):
            cells = (line.cells.get(aim.name) for aim in aims)
            rows.append((line.name, *(f"{_MARKS[cell.link]} {line.open}" if cell else "" for cell in cells)))
        yield Grid(head, tuple(rows), (24, *(4.2,) * len(aims)))


def _left(board: Board) -> Iterator[Block]:
    yield Heading("Left over")
    for title, left in (
        ("Outcomes that no initiative serves", board.idle_aims),
        ("Initiatives that serve no outcome", board.idle_lines),
        ("Problems that no initiative takes up", board.problems),
        ("Players of the strategy that no customer record knows", board.players),
    ):
        yield Heading(title, 3)
        yield Text("; ".join(one.name for one in left) or "none")


def _clashes(clashes: Sequence[Clash]) -> Iterator[Block]:
    yield Heading("Contradictions")
    if not clashes:
        yield Text("No document contradicts another about an initiative.")
    for clash in clashes:
        yield Heading(clash.initiative, 3)
        yield Text(clash.reason)
        yield Beside(_quoted(clash.sides[0]), _quoted(clash.sides[1]))


def _steering(board: Board) -> Iterator[Block]:
    steering = board.steering
    name, sentence = READINGS[steering.reading]
    yield Heading("How the work is steered")
    yield Text(f"{name}: {sentence} {steering.product} signs of products, {steering.project} of projects.")
    yield Beside(
        (Text("Products"), *_quoted(steering.product_quotes)), (Text("Projects"), *_quoted(steering.project_quotes))
    )


def _quoted(rows: Rows) -> tuple[Quoted, ...]:
    return tuple(Quoted(row["quote"].strip(), place_of(row)) for row in rows)
