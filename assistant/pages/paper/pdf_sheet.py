"""A PDF to print and to hand out: headings, paragraphs, quotes, footnotes and tables; it loads nothing.

What a block says is text, never markup. Sizes are in points; a page is A4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from assistant.pages.paper.pdf_fonts import SANS, faces, lacks, markup, printable

_INK, _QUIET, _LINE, _TINT, _ACCENT = map(HexColor, ("#1b232d", "#59636f", "#dedad1", "#f6f4f0", "#0b6158"))
_MARGIN, _FOOT = 48, 34
_LONGEST_CELL = 1_500
"""Characters of a cell that are printed."""
_LACKING = "{} stands for a letter that the fonts of this file do not have; the app shows it."


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 begins a section, 3 a part of it."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, with the numbers of its footnotes behind it."""

    text: str
    notes: tuple[int, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Verbatim words, with where they stand below."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Notes:
    """Footnotes: a number and what it says, each on a line of its own."""

    rows: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head is repeated on each page; `widths` are shares of the page's width (none: equal)."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Two runs of blocks next to each other; what is higher than a page goes one below the other."""

    left: tuple[Text | Quoted, ...]
    right: tuple[Text | Quoted, ...]


Block = Heading | Text | Quoted | Notes | Grid | Beside


def pdf_bytes(title: str, blocks: Sequence[Block], *, subtitle: str = "", wide: bool = False) -> bytes:
    """Return a PDF of blocks below a title; `wide` turns the pages on their side."""
    missing = faces().missing
    size = landscape(A4) if wide else A4
    width = size[0] - 2 * _MARGIN
    story: list[Flowable] = [_line(title, _TITLE)]
    if subtitle:
        story.append(_line(subtitle, _SMALL))
    for block in blocks:
        story += _drawn(block, width)
    if any(lacks(text) for text in (title, subtitle, *_texts(blocks))):
        story += [Spacer(0, 10), _line(_LACKING.format(missing), _SMALL)]
    out = BytesIO()
    frame = {"leftMargin": _MARGIN, "rightMargin": _MARGIN, "topMargin": _MARGIN, "bottomMargin": _MARGIN + 8}
    document = SimpleDocTemplate(out, pagesize=size, title=printable(title), author="Bearing", **frame)

    def foot(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.setFont(SANS, 8)
        canvas.setFillColor(_QUIET)
        canvas.drawRightString(size[0] - _MARGIN, _FOOT, f"Page {page.page}")

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _style(size: float, color: Color = _INK, **changes: float | tuple[int, ...]) -> ParagraphStyle:
    return ParagraphStyle("sheet", fontName=SANS, fontSize=size, leading=size * 1.4, textColor=color, **changes)


_TITLE = _style(18, spaceAfter=4)
_HEADINGS = {2: _style(13, _ACCENT, spaceBefore=16, spaceAfter=5, keepWithNext=1)}
_MINOR = _style(10.5, spaceBefore=9, spaceAfter=3, keepWithNext=1)
_BODY = _style(9.5, spaceAfter=5)
_SMALL = _style(8, _QUIET, spaceAfter=4)
_QUOTE = _style(9.5, leftIndent=10, borderPadding=(0, 0, 0, 6), spaceBefore=2)
_SOURCE = _style(8, _QUIET, leftIndent=10, spaceAfter=7)
_CELL, _HEAD = _style(8.5), _style(8, _QUIET)


def _line(text: str, style: ParagraphStyle, behind: str = "") -> Paragraph:
    return Paragraph(markup(text) + behind, style)


def _drawn(block: Block, width: float) -> list[Flowable]:
    """Return a block as reportlab lays it out."""
    match block:
        case Heading(text, level):
            return [_line(text, _HEADINGS.get(level, _MINOR))]
        case Text(text, notes, quiet):
            marks = "".join(f' <super size="6.5"><font color="#0b6158">{number}</font></super>' for number in notes)
            return [_line(text, _SMALL if quiet else _BODY, marks)]
        case Quoted(text, source):
            return [_line(f"“{text}”", _QUOTE), _line(source, _SOURCE)]
        case Notes(rows):
            return [Spacer(0, 6), *(_line(f"{number}  {text}", _SMALL) for number, text in rows)]
        case Grid(head, rows, widths):
            shares = widths or (1.0,) * len(head)
            return [_table(head, rows, [width * share / sum(shares) for share in shares])]
        case Beside(left, right):
            sides = [[part for one in side for part in _drawn(one, width / 2)] for side in (left, right)]
            table = Table([sides], [width / 2] * 2, splitInRow=1)
            table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
            return [table]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: list[float]) -> Flowable:
    cells = [[_line(_cut(text), _CELL) for text in row] for row in rows]
    # A row that is higher than a page is split, where it would else end the whole document.
    table = Table([[_line(text, _HEAD) for text in head], *cells], widths, repeatRows=1, splitInRow=1, spaceAfter=8)
    rule = ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE)
    ground = ("BACKGROUND", (0, 0), (-1, 0), _TINT)
    table.setStyle(TableStyle([rule, ground, ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield all that blocks say."""
    for block in blocks:
        match block:
            case Heading(text) | Text(text):
                yield text
            case Quoted(text, source):
                yield from (text, source)
            case Notes(rows):
                yield from (text for _, text in rows)
            case Grid(head, rows):
                yield from head
                yield from (text for row in rows for text in row)
            case Beside(left, right):
                yield from _texts((*left, *right))
