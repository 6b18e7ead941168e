"""Draw the board's slides of October 2026: cover, two roman pages, ten numbered ones."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from eval.organisation_source.board_slides import LOSS_RATE, MONTHS, SHORTS, SLIDES, Slide
from eval.organisation_source.pages import (
    INK,
    RULE,
    Labels,
    fixed_clock,
    grid,
    paragraph_style,
    rich,
)

_PATH = "board/Board pack 2026-10-28 deck.pdf"
_WRITTEN = datetime(2026, 10, 22, 19, 5)
_SIZE = landscape(A4)
_LABELS = Labels(cover=True, roman=2)
_LEFT, _TOP = 2.0 * cm, _SIZE[1] - 3.2 * cm
_WIDTH = _SIZE[0] - 2 * _LEFT
_TINTS = (INK, colors.HexColor("#b5532a"))


@dataclass
class _Cursor:
    """The height at which the next thing is drawn."""

    y: float


def write_board_deck(root: Path) -> Path:
    """Write the deck below `root` and return its path."""
    path = root / _PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    with fixed_clock(_WRITTEN):
        canvas = Canvas(str(path), pagesize=_SIZE)
        canvas.setTitle("Board pack, 28 October 2026")
        canvas.setAuthor("Dafydd Penhale")
        canvas.setSubject("Confidential, board only")
        canvas.setCreator("Heddlestone")
        _LABELS.declare(canvas)
        _draw_cover(canvas)
        for slide in SLIDES:
            _draw_slide(canvas, slide)
        canvas.save()
    return path


def _draw_cover(canvas: Canvas) -> None:
    canvas.setFillColor(INK)
    canvas.rect(0, 0, *_SIZE, fill=1, stroke=0)
    canvas.setFillColor(colors.white)
    canvas.setFont("Helvetica-Bold", 34)
    canvas.drawString(_LEFT, 11 * cm, "Board pack")
    canvas.setFont("Helvetica", 18)
    canvas.drawString(_LEFT, 9.6 * cm, "Heddlestone Ltd, 28 October 2026, Leeds")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(_LEFT, 2.0 * cm, "Confidential. For members of the board only. Sent on 22 October 2026.")
    _bookmark(canvas, "Board pack, 28 October 2026")
    canvas.showPage()


def _draw_slide(canvas: Canvas, slide: Slide) -> None:
    _bookmark(canvas, slide.title)
    canvas.setFillColor(INK)
    canvas.setFont("Helvetica-Bold", 26)
    canvas.drawString(_LEFT, _SIZE[1] - 2.0 * cm, slide.title)
    canvas.setStrokeColor(RULE)
    canvas.line(_LEFT, _SIZE[1] - 2.4 * cm, _SIZE[0] - _LEFT, _SIZE[1] - 2.4 * cm)
    cursor = _Cursor(_TOP)
    for draw in (_draw_lead, _draw_bullets, _draw_table, _draw_chart, _draw_note):
        draw(canvas, slide, cursor)
    _draw_footer(canvas)
    canvas.showPage()


def _draw_footer(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(INK)
    canvas.drawString(_LEFT, 1.0 * cm, "Heddlestone board pack, October 2026, confidential")
    canvas.drawRightString(_SIZE[0] - _LEFT, 1.0 * cm, _LABELS.printed(canvas.getPageNumber()))


def _draw_lead(canvas: Canvas, slide: Slide, cursor: _Cursor) -> None:
    if slide.lead:
        _place(canvas, Paragraph(rich(slide.lead), paragraph_style(18)), cursor)


def _draw_bullets(canvas: Canvas, slide: Slide, cursor: _Cursor) -> None:
    for bullet in slide.bullets:
        style = paragraph_style(16, leftIndent=20)
        _place(canvas, Paragraph(rich(bullet), style, bulletText="\u2022"), cursor)


def _draw_table(canvas: Canvas, slide: Slide, cursor: _Cursor) -> None:
    if slide.table:
        _place(canvas, grid(slide.table, _WIDTH, 13, slide.shares), cursor)


def _draw_chart(canvas: Canvas, slide: Slide, cursor: _Cursor) -> None:
    if not slide.chart:
        return
    drawing = Drawing(_WIDTH, 7.0 * cm)
    chart = HorizontalLineChart()
    chart.x, chart.y, chart.width, chart.height = 30, 20, _WIDTH - 60, 5.6 * cm
    chart.data = [LOSS_RATE, SHORTS]
    chart.categoryAxis.categoryNames = list(MONTHS)
    chart.valueAxis.valueMin, chart.valueAxis.valueMax = 0, 20
    for index, tint in enumerate(_TINTS):
        chart.lines[index].strokeColor = tint
        chart.lines[index].strokeWidth = 2
    drawing.add(chart)
    for index, name in enumerate(("loss rate, %", "drops with a short, %")):
        label = String(40 + 160 * index, 6.5 * cm, name, fontSize=10, fillColor=_TINTS[index])
        drawing.add(label)
    drawing.drawOn(canvas, _LEFT, cursor.y - drawing.height)
    cursor.y -= drawing.height + 10


def _draw_note(canvas: Canvas, slide: Slide, cursor: _Cursor) -> None:
    if slide.note:
        style = paragraph_style(11, textColor=colors.HexColor("#555555"))
        _place(canvas, Paragraph(rich(slide.note), style), cursor)


def _place(canvas: Canvas, flowable: Paragraph, cursor: _Cursor) -> None:
    _, height = flowable.wrapOn(canvas, _WIDTH, cursor.y)
    flowable.drawOn(canvas, _LEFT, cursor.y - height)
    cursor.y -= height + 7


def _bookmark(canvas: Canvas, title: str) -> None:
    key = f"page-{canvas.getPageNumber()}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(title, key, level=0)
