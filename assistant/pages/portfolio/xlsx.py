"""The portfolio as a workbook: initiatives, the heat map, what is left over, contradictions, and every quote.

Everything that a document says is a text cell: nothing in it is a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.domain import Dimension, Level
from assistant.pages.portfolio.board import STEPS, Board, Rows
from assistant.pages.portfolio.heat_map import LINKS
from assistant.pages.portfolio.parts import READINGS
from assistant.pages.safe import visible
from assistant.pages.said import place_of
from assistant.pages.wording import DIMENSIONS, LEVELS, VERDICTS

Value = str | int | None
_LONGEST = 32_000
"""Characters; a cell holds 32,767."""
_HEAD, _TINT = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B6158")
_SHADES = ("FFFFFF", "DCEDEA", "B9DBD6", "8CC4BC", "5FADA2")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_EDGES = {
    "explicit": Border(*(Side("medium", color="0B6158"),) * 4),
    "inferred": Border(*(Side("dashed", color="0B6158"),) * 4),
}


def xlsx_of(board: Board, today: date) -> bytes:
    """Return the workbook of a portfolio."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Initiatives"
    _fill(first, _INITIATIVES, _initiatives(board))
    _fill_heat(book.create_sheet("Heat map"), board)
    _fill(book.create_sheet("Left over"), (("Sort", 44), ("Name", 70)), _left(board))
    _fill(book.create_sheet("Contradictions"), _CLASHES, _clashes(board))
    _fill(book.create_sheet("Steering"), (("Reading or sign", 30), *_QUOTE), _steering(board))
    _fill(book.create_sheet("Quotes"), _QUOTES, _quotes(board))
    book.properties.creator, book.properties.title = "Bearing", f"Portfolio, {today:%Y-%m-%d}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


_QUOTE = (("Quote", 80), ("Where it stands", 50))
_INITIATIVES = (
    ("Initiative", 36), ("Verdict", 16), ("Enabler", 9), ("Confidence", 12), ("Owner", 22), ("Status", 16), ("Open", 8),
    ("Done", 8), ("Weakest", 28), ("Serves by name", 50), ("Serves by inference", 50), ("Question for the owner", 60),
)  # fmt: skip
_CLASHES = (("Initiative", 36), ("What", 60), ("Side", 8), *_QUOTE)
_QUOTES = (("Initiative", 36), ("Dimension", 28), ("Level", 14), ("Reason", 60), *_QUOTE)


def _initiatives(board: Board) -> Iterator[Sequence[Value]]:
    for line in board.lines:
        served = {link: [n for n, cell in line.cells.items() if cell.link == link] for link in ("explicit", "inferred")}
        yield (
            line.name,
            VERDICTS[line.verdict][0],
            "yes" if line.enabler else "",
            line.confidence,
            line.owner,
            line.status,
            line.open,
            line.done,
            DIMENSIONS[line.weakest] if line.weakest else "",
            "\n".join(served["explicit"]),
            "\n".join(served["inferred"]),
            board.assessments[line.name]["question_for_owner"],
        )


def _left(board: Board) -> Iterator[Sequence[Value]]:
    for sort, left in (
        ("Outcome that no initiative serves", board.idle_aims),
        ("Initiative that serves no outcome", board.idle_lines),
        ("Problem that no initiative takes up", board.problems),
        ("Player that no customer record knows", board.players),
    ):
        yield from ((sort, one.name) for one in left)


def _clashes(board: Board) -> Iterator[Sequence[Value]]:
    for clash in board.clashes:
        for side, quotes in enumerate(clash.sides, start=1):
            yield from ((clash.initiative, clash.reason, side, *said) for said in _said(quotes))


def _steering(board: Board) -> Iterator[Sequence[Value]]:
    steering = board.steering
    yield (READINGS[steering.reading][0], f"{steering.product} signs of products, {steering.project} of projects", "")
    for sign, quotes in (("product", steering.product_quotes), ("project", steering.project_quotes)):
        yield from ((sign, *said) for said in _said(quotes))


def _quotes(board: Board) -> Iterator[Sequence[Value]]:
    for line in board.lines:
        for finding in board.assessments[line.name]["findings"]:
            about = (DIMENSIONS[Dimension(finding["dimension"])], LEVELS[Level(finding["level"])], finding["reason"])
            for said in _said(tuple(finding["quotes"])) or [("", "")]:
                yield (line.name, *about, *said)
        for name, cell in line.cells.items():
            about = ("Serves", LINKS[cell.link], name)
            yield from ((line.name, *about, *said) for said in _said(cell.quotes))


def _said(quotes: Rows) -> list[tuple[str, str]]:
    return [(row["quote"], place_of(row)) for row in quotes]


def _fill_heat(sheet: Worksheet, board: Board) -> None:
    """Write a row for each initiative; a cell says how it serves the outcome, its shade how much work is open."""
    columns = (("Initiative", 36), *((aim.name, 14) for aim in board.aims))
    rows = (
        (line.name, *(f"{cell.link} {line.open}" if (cell := line.cells.get(aim.name)) else None for aim in board.aims))
        for line in board.lines
    )
    _fill(sheet, columns, rows)
    for row, line in enumerate(board.lines, start=2):
        shade = PatternFill("solid", fgColor=_SHADES[min(STEPS, board.heat(line))])
        for column, aim in enumerate(board.aims, start=2):
            if cell := line.cells.get(aim.name):
                sheet.cell(row, column).fill = shade
                sheet.cell(row, column).border = _EDGES[cell.link]


def _fill(sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> None:
    """Write a head and rows; the head stays in view and filters."""
    for at, row in enumerate(([name for name, _ in columns], *rows), start=1):
        for number, value in enumerate(row, start=1):
            _write(sheet, at, number, value)
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font, sheet.cell(1, number).fill = _HEAD, _TINT
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    cell = sheet.cell(row, column)
    cell.alignment = _WRAPPED
    if isinstance(value, int):
        cell.value = value
    elif value:
        cell.value = visible(value)[:_LONGEST]
        cell.data_type = "s"  # "=1+1" stays words
