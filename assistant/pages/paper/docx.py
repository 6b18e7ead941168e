"""A paper as a Word document, with real footnotes.

python-docx writes no footnotes: their part is made here after ECMA-376, 17.11 (a separator and its continuation come
first, with the ids -1 and 0).
"""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.pages.paper.paper import Line, Note, Paper

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_QUIET, _ACCENT = RGBColor(0x59, 0x63, 0x6F), RGBColor(0x0B, 0x61, 0x58)
_MARGIN = Mm(20)
_STYLED = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


def docx_of(paper: Paper) -> bytes:
    """Return a paper as the bytes of a Word document."""
    word = Document()
    _lay_out(word)
    word.core_properties.title = paper.title
    word.core_properties.author = "Bearing"
    word.add_heading(paper.title, level=1)
    if paper.lead:
        word.add_paragraph().add_run(paper.lead).bold = True
    shown: set[int] = set()
    for line in (*paper.lines, *paper.remarks):
        _add_line(word, line, shown)
    about = word.add_paragraph().add_run(paper.about)
    about.italic, about.font.size, about.font.color.rgb = True, Pt(9), _QUIET
    if paper.notes:
        _add_notes(word, paper.notes)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _lay_out(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    word.styles["Normal"].font.name = "Calibri"
    word.styles["Normal"].font.size = Pt(10.5)
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    word.styles["Heading 1"].font.color.rgb = _ACCENT
    reference = word.styles.add_style("FootnoteReference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    text = word.styles.add_style("FootnoteText", WD_STYLE_TYPE.PARAGRAPH)
    text.font.size, text.paragraph_format.space_after = Pt(8.5), Pt(2)


def _add_line(word: Word, line: Line, shown: set[int]) -> None:
    paragraph = word.add_paragraph()
    if line.label:
        paragraph.add_run(f"{line.label}: ").bold = True
    paragraph.add_run(line.text)
    for number in line.notes:
        _add_mark(paragraph, number, again=number in shown)
        shown.add(number)


def _add_mark(paragraph: Paragraph, number: int, *, again: bool) -> None:
    """Add the mark of a footnote; Word counts the marks, so that one which comes again is only a number."""
    run = paragraph.add_run()
    run.style = "FootnoteReference"
    if again:
        run.text = f" {number}"
    else:
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>'))


def _add_notes(word: Word, notes: tuple[Note, ...]) -> None:
    separators = "".join(
        f'<w:footnote w:type="{sort}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for sort, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    xml = f"<w:footnotes {nsdecls('w')}>{separators}{''.join(map(_note_xml, notes))}</w:footnotes>"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, (head + xml).encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note_xml(note: Note) -> str:
    words = escape(f" “{note.quote}” {note.source}")
    return (
        f'<w:footnote w:id="{note.number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r>{_STYLED}<w:footnoteRef/></w:r>"
        f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:footnote>'
    )
