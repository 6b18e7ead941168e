"""Write a DOCX from blocks, with real headings, numbered lists and tables."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from eval.organisation_source.blocks import Block, read_blocks, read_runs
from eval.organisation_source.package import freeze_package

_INK = RGBColor(0x1F, 0x3A, 0x4D)
_LISTS = {
    ("bullet", 1): "List Bullet",
    ("bullet", 2): "List Bullet 2",
    ("number", 1): "List Number",
}


@dataclass(frozen=True)
class WordText:
    """A DOCX: where it goes, who wrote it when, and its marked-up text."""

    path: str
    title: str
    author: str
    written: datetime
    markup: str
    header: str = ""
    subtitle: str = ""
    font: str = "Calibri"


def write_word(root: Path, text: WordText) -> Path:
    """Write the document below `root` and return its path."""
    document = Document()
    _set_style(document, text)
    document.add_paragraph(text.title, style="Title")
    if text.subtitle:
        document.add_paragraph(text.subtitle, style="Subtitle")
    number_id = None
    for block in read_blocks(text.markup):
        paragraph = _add_block(document, block)
        if block.kind != "number":
            number_id = None
        elif paragraph is not None:
            number_id = number_id or _new_numbering(document)
            _set_numbering(paragraph, number_id)
    path = root / text.path
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    freeze_package(path, text.written)
    return path


def _set_style(document: WordDocument, text: WordText) -> None:
    properties = document.core_properties
    properties.title, properties.author = text.title, text.author
    properties.last_modified_by, properties.comments = text.author, ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = text.font, Pt(10.5)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = text.font, _INK
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        del style.element.rPr.rFonts.attrib[qn("w:asciiTheme")]
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.0)
    if text.header:
        section.header.paragraphs[0].text = text.header


def _add_block(document: WordDocument, block: Block) -> Paragraph | None:
    """Add a block; return its paragraph where it is one."""
    if block.kind == "heading":
        heading: Paragraph = document.add_heading(block.text, level=block.level)
        return heading
    if block.kind == "table":
        _add_table(document, block.rows)
        return None
    if block.kind == "break":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        return None
    style = _LISTS.get((block.kind, block.level), "Quote" if block.kind == "quote" else "Normal")
    paragraph = document.add_paragraph(style=style)
    _add_runs(paragraph, block.text, size=Pt(8.5) if block.kind == "small" else None)
    return paragraph


def _add_runs(paragraph: Paragraph, text: str, size: Pt | None = None) -> None:
    for run in read_runs(text):
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None
        if size is not None:
            written.font.size = size


def _add_table(document: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=max(len(row) for row in rows))
    table.style, table.alignment = "Light Grid Accent 1", WD_TABLE_ALIGNMENT.CENTER
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            _add_runs(cell.paragraphs[0], text, size=Pt(9.5))
    document.add_paragraph()


def _new_numbering(document: WordDocument) -> int:
    """Return a numbering that begins at 1; Word goes on counting where only the style is shared."""
    numbering = document.part.numbering_part.numbering_definitions._numbering
    style_number = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(n for n in numbering.num_lst if n.numId == style_number).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _set_numbering(paragraph: Paragraph, number_id: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number_id
