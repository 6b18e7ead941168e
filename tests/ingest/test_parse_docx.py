from __future__ import annotations

import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from assistant.domain import Locator, Role
from assistant.errors import DocumentError
from ingest.parse.chart_part import write_chart
from ingest.parse.docx_numbering import Numbering
from ingest.parse.draft import Draft
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts

BOX = (
    f"<w:r {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent>"
    "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def revision(tag: str, words: str) -> Any:
    # Word writes what is deleted as w:delText; other programs leave it w:t.
    return parse_xml(f"<{tag} {nsdecls('w')}><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></{tag}>")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - Document1"
    document.core_properties.author = "Ana Lima"
    document.core_properties.modified = datetime(2024, 5, 3, tzinfo=UTC)
    document.sections[0].header.paragraphs[0].text = "Confidential header"
    document.add_heading("Care report", 0)
    document.add_heading("Goals", 1)
    first = document.add_paragraph("Fewer falls ")
    first._p.append(revision("w:ins", "and waits"))
    first._p.append(revision("w:del", "and costs"))
    first._p.append(revision("w:moveFrom", "and beds"))
    first._p.append(parse_xml(BOX))
    document.add_paragraph("First item", style="List Bullet")
    document.add_paragraph("Second item", style="List Number")
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(
        table.rows, (("Goal", "Now", "Next"), ("Falls", "9", "4"), ("Waits", "", "2 h")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_heading("Details", 2)
    hidden = document.add_paragraph("Shown ").add_run("vanished words")
    hidden.font.hidden = True
    noted = document.add_paragraph("After the table\nnext line")
    document.add_comment(noted.runs, text="Is this so?", author="Bo", initials="B")
    path = tmp_path / "report.docx"
    document.save(str(path))
    return path


def test_paragraphs_tables_and_boxes_keep_their_order(report: Path) -> None:
    assert texts(only(report)) == [
        "Care report", "Goals", "Fewer falls and waits", "In a box", "First item", "Second item",
        "Goal | Now | Next",
        "Falls Waits | 9 | 4", "Falls Waits |  | 2 h", "Details", "Shown", "After the table\nnext line", "Is this so?",
    ]  # fmt: skip


def test_deletions_hidden_words_and_headers_are_not_in_the_text(report: Path) -> None:
    document = only(report)
    for words in ("costs", "beds", "vanished", "Confidential"):
        assert words not in document.text


def test_headings_make_the_trail_and_the_title_names_the_document(report: Path) -> None:
    document = only(report)
    assert document.title == "Care report"
    assert block_of(document, "First item").trail == ("Care report", "Goals")
    assert block_of(document, "After the").trail == ("Care report", "Goals", "Details")
    assert block_of(document, "First item").role is block_of(document, "Second item").role is Role.ITEM


def test_words_of_a_merged_cell_hold_for_every_row_and_rows_keep_their_columns(report: Path) -> None:
    document = only(report)
    assert document.text.count("Falls Waits") == 2
    assert block_of(document, "2 h").columns == ("Goal", "Now", "Next")
    assert block_of(document, "Goal | Now").role is Role.HEADER


def test_comment_is_a_block_whose_place_names_its_author(report: Path) -> None:
    block = block_of(only(report), "Is this so?")
    assert (block.role, block.locator.field) == (Role.COMMENT, "comment by Bo")
    assert block.locator.time


def test_properties_give_author_and_date(report: Path) -> None:
    document = only(report)
    assert (document.date, document.metadata) == ("2024-05-03", {"author": "Ana Lima"})


def test_localized_styles_and_outline_levels_are_headings(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles["Heading 1"]
    style.element.set(qn("w:styleId"), "berschrift1")
    document.add_paragraph("Ziele", style=style)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    own = document.add_paragraph("Messung")
    own._p.get_or_add_pPr().append(level)
    document.add_paragraph("Text hier")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert block_of(only(path), "Text hier").trail == ("Ziele", "Messung")


def test_footnotes_are_notes(tmp_path: Path) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    document.add_paragraph("Body")
    xml = f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>-</w:t></w:r></w:p>"
    xml += "</w:footnote>"
    xml += "<w:footnote w:id='1'><w:p><w:r><w:t>Counted in June.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), content, xml.encode(), document.part.package)
    document.part.relate_to(part, kind)
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert texts(only(path), Role.NOTE) == ["Counted in June."]


def test_file_without_properties_has_no_date(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Hello")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert only(path).date is None


def test_nested_tables_and_layout_tables_lose_nothing(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=1)
    outer.cell(0, 0).text = "Framed words"
    wide = document.add_table(rows=2, cols=2)
    wide.cell(0, 0).text, wide.cell(0, 1).text = "Goal", "Owner"
    wide.cell(1, 0).text = "Falls"
    inner = copy.deepcopy(outer._tbl)
    wide.cell(1, 1)._tc.append(inner)
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert texts(only(path)) == ["Framed words", "Goal | Owner", "Falls | Framed words"]


def test_cut_off_file_is_refused(report: Path) -> None:
    report.write_bytes(report.read_bytes()[:4000])
    with pytest.raises(DocumentError, match="damaged"):
        parse(report)


NUMBERING = """<w:numbering {ns}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1-%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def test_numbers_are_those_that_word_shows(tmp_path: Path) -> None:
    root = parse_xml(NUMBERING.format(ns=nsdecls("w")))
    numbering = Numbering.of(root)
    labels = [numbering.label("4", level) for level in (0, 1, 1, 0, 1)]
    assert labels == ["III.", "III-a)", "III-b)", "IV.", "IV-a)"]
    assert numbering.label("99", 0) == ""


def test_headings_carry_their_numbers(tmp_path: Path) -> None:
    document = docx.Document()
    heading = document.add_heading("Scope", 1)
    heading._p.get_or_add_pPr().append(
        parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='4'/></w:numPr>")
    )
    document.add_paragraph("All wards.")
    part = document.part.numbering_part
    part._element = parse_xml(NUMBERING.format(ns=nsdecls("w")))
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert block_of(only(path), "All wards.").trail == ("III. Scope",)


def test_chart_is_read_as_a_table_below_its_title() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/"
    points = "<c:pt idx='0'><c:v>{}</c:v></c:pt><c:pt idx='2'><c:v>{}</c:v></c:pt>"
    root = etree.fromstring(
        f"<c:chartSpace xmlns:c='{space}chart' xmlns:a='{space}main'><c:chart><c:title><c:tx><c:rich>"
        "<a:p><a:r><a:t>Falls</a:t></a:r></a:p></c:rich></c:tx></c:title><c:ser><c:tx><c:v>North</c:v></c:tx>"
        f"<c:cat>{points.format('Q1', 'Q3')}</c:cat><c:val>{points.format('4.000000001', '5')}</c:val>"
        "</c:ser></c:chart></c:chartSpace>"
    )
    draft = Draft()
    write_chart(draft, root, ("Report",), Locator(slide=3))
    assert draft.text.split("\n") == ["Falls", " | Q1 |  | Q3", "North | 4.000000001 |  | 5"]
    assert draft.blocks[-1].columns == ("", "Q1", "", "Q3")


def test_what_a_content_control_asks_for_is_not_said(tmp_path: Path) -> None:
    document = docx.Document()
    for mark, words in (("<w:showingPlcHdr/>", "Click here to enter text."), ("", "We cut waits.")):
        run = f"<w:r><w:t>{words}</w:t></w:r>"
        for inner in (f"<w:p>{run}</w:p>", run):
            control = f"<w:sdt {nsdecls('w')}><w:sdtPr>{mark}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
            (document.element.body if inner != run else document.add_paragraph("Aim: ")._p).append(parse_xml(control))
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Field", "Value", "Team", ""), strict=True):
        cell.text = words
    table.cell(1, 1)._tc.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r>"
            "<w:t>Choose a team.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )
    path = tmp_path / "charter.docx"
    document.save(str(path))
    assert texts(only(path)) == ["Aim:", "Aim: We cut waits.", "Field | Value", "Team", "We cut waits."]


def test_formulas_are_part_of_their_sentence(tmp_path: Path) -> None:
    document = docx.Document()
    formula = "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>a/b</m:t></m:r></m:oMath>"
    paragraph = document.add_paragraph("The rate is ")
    paragraph._p.append(parse_xml(formula))
    paragraph.add_run(" of all cases.")
    path = tmp_path / "rate.docx"
    document.save(str(path))
    assert texts(only(path)) == ["The rate is a/b of all cases."]


def test_headings_are_known_by_style_names_of_other_languages(tmp_path: Path) -> None:
    document = docx.Document()
    for words, style in (("Ziele", "Überschrift 1"), ("Metas", "Título 2"), ("Délais", "Titre 3"), ("Text.", "Titre")):
        document.styles.add_style(style, 1)
        document.add_paragraph(words, style)
    path = tmp_path / "ziele.docx"
    document.save(str(path))
    assert block_of(only(path), "Text.").trail == ("Ziele", "Metas", "Délais")


def test_two_header_rows_that_word_repeats_name_each_column_with_its_group(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for cell, words in zip(table._cells, ("Team", "Cost", "", "", "Plan", "Real", "Red", "1", "2"), strict=True):
        cell.text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    path = tmp_path / "costs.docx"
    document.save(str(path))
    assert block_of(only(path), "Red").columns == ("Team", "Cost Plan", "Cost Real")


def test_an_amount_in_a_merged_cell_is_there_once(tmp_path: Path) -> None:
    document: Any = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(table.rows, (("Boat", "Crew", "Cost"), ("Tern", "4", "900"), ("Gull", "5", "")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    document.save(str(tmp_path / "a.docx"))
    assert texts(only(tmp_path / "a.docx"))[1:] == ["Tern | 4 | 900", "Gull | 5"]


def test_a_style_that_names_a_level_but_no_list_makes_no_item(tmp_path: Path) -> None:
    document: Any = docx.Document()
    document.add_paragraph("Boats of the quay", style="Title")
    document.add_paragraph("A note for the crews", style="Subtitle")
    document.save(str(tmp_path / "a.docx"))
    assert block_of(only(tmp_path / "a.docx"), "A note").role is Role.TEXT


def bold_lines(tmp_path: Path, *lines: str) -> Path:
    """Save paragraphs; those in stars are bold."""
    document: Any = docx.Document()
    for line in lines:
        document.add_paragraph().add_run(line.strip("*")).bold = line.startswith("*") or None
    document.save(str(tmp_path / "a.docx"))
    return tmp_path / "a.docx"


def test_a_short_bold_line_above_other_text_is_its_heading(tmp_path: Path) -> None:
    lines = ("*What we change*", "Boats leave on time.", "", "*Phase 2: the ramp*", "", "It is new.")
    document = only(bold_lines(tmp_path, *lines))
    assert texts(document, Role.HEADING) == ["What we change", "Phase 2: the ramp"]
    assert block_of(document, "It is new.").trail == ("Phase 2: the ramp",)


@pytest.mark.parametrize(
    "lines",
    [
        ("*Boats leave on time.*", "All of them do."),
        ("*Owner:*", "Vera"),
        ("*Last counted: 3 May*", "All boats."),
        ("*One*", "*Two*"),
        ("All of it", "*is the end*"),
        (f"*{'many words ' * 8}*", "All of them."),
    ],
)
def test_other_bold_lines_head_nothing(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert not texts(only(bold_lines(tmp_path, *lines)), Role.HEADING)


@pytest.mark.parametrize("merged", [True, False])
def test_a_row_of_merged_cells_above_the_names_of_columns_is_no_header(tmp_path: Path, merged: bool) -> None:
    document: Any = docx.Document()
    table = document.add_table(rows=3, cols=3)
    rows = (("Outcome", "Boats leave on time", ""), ("Count", "Now", "Goal"), ("Late", "9", "3"))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    if merged:
        table.cell(0, 1).merge(table.cell(0, 2))
    document.save(str(tmp_path / "a.docx"))
    (header,) = texts(only(tmp_path / "a.docx"), Role.HEADER)
    assert header == ("Count | Now | Goal" if merged else "Outcome | Boats leave on time")
