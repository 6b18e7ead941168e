"""Write a PDF from blocks: outline, metadata, and page labels that differ from the page count."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from eval.organisation_source.blocks import Block, read_blocks, read_runs

INK = colors.HexColor("#1f3a4d")
RULE = colors.HexColor("#9fb3c1")
SHADE = colors.HexColor("#e8eef2")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi")


@dataclass(frozen=True)
class Labels:
    """How pages are numbered in print: an unnumbered cover, roman pages, then 1, 2, 3."""

    cover: bool = False
    roman: int = 0
    prefix: str = ""

    def printed(self, page: int) -> str:
        """Return the label printed on the physical page (1-based); empty on a cover."""
        page -= int(self.cover)
        if page <= 0:
            return ""
        return _ROMAN[page] if page <= self.roman else f"{self.prefix}{page - self.roman}"

    def declare(self, canvas: Canvas) -> None:
        """Write the labels into the file's catalogue."""
        first = int(self.cover)
        if self.cover:
            canvas.addPageLabel(0, prefix="Cover")
        if self.roman:
            canvas.addPageLabel(first, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(first + self.roman, "ARABIC", 1, self.prefix or None)


@dataclass(frozen=True)
class PdfText:
    """A PDF: where it goes, who wrote it when, and its marked-up text."""

    path: str
    title: str
    author: str
    written: datetime
    markup: str
    subject: str = ""
    footer: str = ""
    labels: Labels = field(default_factory=Labels)
    size: tuple[float, float] = A4
    body_size: float = 10.0
    serif: bool = False


def write_pdf(root: Path, text: PdfText) -> Path:
    """Write the document below `root` and return its path."""
    path = root / text.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with fixed_clock(text.written):
        template = _Template(path, text)
        template.build([_flow(block, text) for block in read_blocks(text.markup)])
    return path


@contextmanager
def fixed_clock(written: datetime) -> Iterator[None]:
    """Have reportlab stamp the document's own date; it takes it from SOURCE_DATE_EPOCH only."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(written.replace(tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Template(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """One frame a page, a footer with the printed label, an outline from the headings."""

    def __init__(self, path: Path, text: PdfText) -> None:
        width, height = text.size
        super().__init__(
            str(path),
            pagesize=text.size,
            title=text.title,
            author=text.author,
            subject=text.subject,
            creator="Heddlestone",
            invariant=None,
        )
        self._text = text
        self._headings = 0
        frame = Frame(2.2 * cm, 2.2 * cm, width - 4.4 * cm, height - 4.2 * cm, id="body")
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._draw_footer))

    def beforeDocument(self) -> None:
        self._text.labels.declare(self.canv)

    def afterFlowable(self, flowable: Flowable) -> None:
        level = getattr(flowable, "outline_level", None)
        if level is None:
            return
        self._headings += 1
        key = f"heading-{self._headings}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, level=level, closed=False)

    def _draw_footer(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        label = self._text.labels.printed(canvas.getPageNumber())
        if not label:
            return
        width, _height = self._text.size
        canvas.setStrokeColor(RULE)
        canvas.line(2.2 * cm, 1.7 * cm, width - 2.2 * cm, 1.7 * cm)
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(INK)
        canvas.drawString(2.2 * cm, 1.2 * cm, self._text.footer)
        canvas.drawRightString(width - 2.2 * cm, 1.2 * cm, label)


def paragraph_style(size: float, **changes: object) -> ParagraphStyle:
    """Return a left-aligned Helvetica style; `changes` are reportlab's own names."""
    settings: dict[str, object] = {
        "fontName": "Helvetica",
        "fontSize": size,
        "leading": size * 1.38,
        "spaceAfter": size * 0.6,
        "alignment": TA_LEFT,
    }
    return ParagraphStyle("text", **(settings | changes))


def rich(text: str) -> str:
    """Turn **bold** and *italic* into reportlab's inline tags, the rest escaped."""
    parts = []
    for run in read_runs(text):
        piece = escape(run.text)
        if run.bold:
            piece = f"<b>{piece}</b>"
        parts.append(f"<i>{piece}</i>" if run.italic else piece)
    return "".join(parts)


def grid(rows: tuple[tuple[str, ...], ...], width: float, size: float, shares: tuple[float, ...] = ()) -> Table:
    """Return a ruled table with a shaded header row; `shares` divide the width."""
    style = paragraph_style(size, spaceAfter=0)
    columns = max(len(row) for row in rows)
    shares = shares or (1.0,) * columns
    table = Table(
        [[Paragraph(rich(cell), style) for cell in row] for row in rows],
        colWidths=[width * share / sum(shares) for share in shares],
        repeatRows=1,
    )
    ruled = [("GRID", (0, 0), (-1, -1), 0.4, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    table.setStyle(TableStyle([*ruled, ("BACKGROUND", (0, 0), (-1, 0), SHADE)]))
    table.spaceAfter = size
    return table


def _flow(block: Block, text: PdfText) -> Flowable:
    size = text.body_size
    fonts = ("Times-Roman", "Times-Bold") if text.serif else ("Helvetica", "Helvetica-Bold")
    body = paragraph_style(size, fontName=fonts[0])
    if block.kind == "break":
        return PageBreak()
    if block.kind == "table":
        return grid(block.rows, text.size[0] - 4.4 * cm - 12, size * 0.9)
    if block.kind == "heading":
        scale = {1: 1.9, 2: 1.35, 3: 1.1}[block.level]
        style = paragraph_style(size * scale, fontName=fonts[1], textColor=INK, spaceBefore=size, keepWithNext=1)
        heading = Paragraph(rich(block.text), style)
        heading.outline_level = block.level - 1
        return heading
    if block.kind in ("bullet", "number"):
        style = paragraph_style(size, fontName=fonts[0], leftIndent=14 * block.level)
        mark = "\u2022" if block.kind == "bullet" else f"{block.ordinal}."
        return Paragraph(rich(block.text), style, bulletText=mark)
    if block.kind == "quote":
        style = paragraph_style(size, fontName=fonts[0], leftIndent=20, textColor=INK)
        return Paragraph(rich(block.text), style)
    if block.kind == "small":
        return Paragraph(rich(block.text), paragraph_style(size * 0.8, textColor=colors.grey))
    if block.text == "~":
        return Spacer(1, 5 * cm)
    return Paragraph(rich(block.text), body)
