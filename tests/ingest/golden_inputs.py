"""The inputs of the golden tests, one of each format, made by code; `write_input` makes a file that is missing."""

# ruff: noqa: E501

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.old_office import OldSheet, attached_message, attachment, compound, excel_97, outlook_message

_SENT = 133_500_000_000_000_000
"""17 January 2024, as Outlook counts: tenths of microseconds since 1601."""
_MAIL = "From: Ana Lima <ana@example.org>\nTo: Bo <bo@example.org>\nDate: Wed, 17 Jan 2024 09:30:00 +0100\n"


def write_input(folder: Path, name: str) -> Path:
    """Return the input of a golden folder, made now if it is not there."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(INPUTS[folder.name][1]())
    return path


def _pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    canvas.setTitle("Care plan 2026")
    canvas.setAuthor("Ana Lima")
    for number in range(1, 5):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 810, "Care plan | draft for the board")
        canvas.drawString(290, 30, f"Page {number + 2}")
        canvas.bookmarkPage(f"p{number}")
        _PAGES[number - 1](canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _lines(canvas: Canvas, x: float, y: float, texts: list[str], size: float = 10) -> None:
    canvas.setFont("Helvetica", size)
    for at, text in enumerate(texts):
        canvas.drawString(x, y - 1.3 * size * at, text)


def _goals(canvas: Canvas) -> None:
    canvas.addOutlineEntry("Goals", "p1", level=0)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 760, "Goals")
    _lines(
        canvas,
        72,
        730,
        [
            "Patients leave hospital sooner, fewer of them come back. This is the inter-",
            "national standard, and it is what the board will look at in every quarter of the",
            "year.",
        ],
    )


def _columns(canvas: Canvas) -> None:
    canvas.addOutlineEntry("Reasons", "p2", level=1)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(72, 770, "Reasons")
    columns = [
        [f"{name} column line {at} says something about care" for at in range(1, 7)]
        for name in ("First", "Second", "Third")
    ]
    canvas.setFont("Helvetica", 6)
    for at in range(6):
        for column, texts in enumerate(columns):
            canvas.drawString(72 + 160 * column, 740 - 8 * at, texts[at])


def _ruled(canvas: Canvas) -> None:
    rows = [["Measure", "Baseline", "Target"], ["Days in hospital", "6.2", "4.5"], ["People who come", "14 %", "9 %"]]
    canvas.grid([72, 200, 300, 400], [620, 650, 670, 690])
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.setFont("Helvetica", 10)
            canvas.drawString((76, 204, 304)[column], 675 - 20 * at, text)
    canvas.drawString(76, 624, "back in a month")


def _open(canvas: Canvas) -> None:
    rows = [["", "2024", "2025", "2026"], ["Beds", "120", "118", "110"], ["Cost", "$ 1,200", "$ 1,150", "$ 1,010"]]
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.setFont("Helvetica", 10)
            canvas.drawString((72, 250, 330, 410)[column], 700 - 16 * at, text)


_PAGES = (_goals, _columns, _ruled, _open)


def _docx() -> bytes:
    document: Any = docx.Document()
    document.core_properties.author = "Ana Lima"
    document.core_properties.modified = datetime(2026, 2, 3, tzinfo=UTC)
    document.add_heading("Care report", 0)
    document.add_heading("Goals", 1)
    paragraph = document.add_paragraph("Fewer falls ")
    deleted = "<w:del {}><w:r><w:delText>and more beds</w:delText></w:r></w:del>"
    paragraph._p.append(parse_xml(deleted.format(nsdecls("w"))))
    for text in ("Ask the wards", "Count the falls"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, (("Goal", "Now", "Next"), ("Falls", "9", "4"), ("", "8", "3")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    noted = document.add_paragraph("Nights are the worst.")
    document.add_comment(noted.runs, text="Is this so?", author="Bo", initials="B")
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    return _saved(document)


def _pptx() -> bytes:
    deck: Any = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "What we learned"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(4), Cm(5), Cm(1)).text_frame.text = "Falls happen at night"
    table = slide.shapes.add_table(2, 2, Cm(1), Cm(6), Cm(8), Cm(2)).table
    for at, text in enumerate(("Ward", "Falls", "North", "4")):
        table.cell(at // 2, at % 2).text = text
    data = CategoryChartData()
    data.categories = ["Q1", "Q2"]
    data.add_series("Falls", (9, 4.5))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(9), Cm(8), Cm(5), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Falls a quarter"
    slide.notes_slide.notes_text_frame.text = "Thank the night shift."
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "Backup"
    hidden.element.set("show", "0")
    return _saved(deck)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Budget"
    for row in (
        ["Budget 2026"],
        [],
        ["Team", "Plan", None, "Due"],
        [None, "Q1", "Q2", None],
        ["North", 1200, 0.5, date(2026, 6, 30)],
        [None, 800, 0.25, None],
    ):
        sheet.append(row)
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("A5:A6")
    for cell in ("B5", "B6"):
        sheet[cell].number_format = '"$"#,##0'
    for cell in ("C5", "C6"):
        sheet[cell].number_format = "0%"
    sheet["A5"].comment = Comment("Without the annexe", "Bo")
    sheet.row_dimensions[6].hidden = True
    book.create_sheet("Old").append(["Year", "Cost"])
    book["Old"].append([2025, 900])
    book["Old"].sheet_state = "hidden"
    return _saved(book)


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _xls() -> bytes:
    goals = OldSheet(
        "Goals",
        [
            ["Goals of the wards"],
            ["Goal", "Due", "Share"],
            ["Falls", (44012.0, "d/m/yyyy"), (0.255, "0.0%")],
            [None, (44012.75, "d/m/yyyy h:mm"), 3.0],
        ],
        merges=[(2, 3, 0, 0)],
    )
    return excel_97([goals, OldSheet("Old", [["Year", "Cost"], [2025.0, 900.0]], hidden=True)], since_1904=True)


def _msg() -> bytes:
    inner = outlook_message({"0037": "Figures", "1000": "Nine falls in May.", "0C1A": "Bo"}, _SENT, nested=True)
    texts = {
        "0037": "Falls at night", "0C1A": "Ana Lima", "5D01": "ana@example.org", "0E04": "Bo",
        "1000": "We need a light in the corridor.\r\n\r\n-----Original Message-----\r\nFrom: Bo\r\n\r\nWhat do we need?",
    }  # fmt: skip
    wards = attachment("wards.csv", b"Ward,Falls,Beds\nNorth,4,20\nSouth,5,22\n")
    return compound(outlook_message(texts, _SENT, [wards, attached_message("Figures", inner)]))


def _eml() -> bytes:
    body = (
        "Subject: =?utf-8?q?N=C3=A4chte?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain; charset=utf-8\n\nThe light is in.\n\nOn Tue, Bo wrote:\n> Is it in?\n\n"
        '--x\nContent-Type: text/markdown\nContent-Disposition: attachment; filename="plan.md"\n\n# Plan\n\nMore light.\n'
        '\n--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="broken.pdf"\n\n%PDF-1.4 no\n--x--\n'
    )
    return (_MAIL + body).encode()


def _mbox() -> bytes:
    opens = "From ana@example.org Wed Jan 17 09:30:00 2024\n"
    reply = (
        "Message-ID: <2@ward>\nIn-Reply-To: <1@ward>\nSubject: Re: Lamps\nMIME-Version: 1.0\n\nTen.\n>From May on.\n\n"
    )
    first = "Message-ID: <1@ward>\nSubject: Lamps\nMIME-Version: 1.0\n\nHow many lamps?\n\n"
    return f"{opens}{_MAIL}{first}{opens}{_MAIL}{reply}".encode()


def _ics() -> bytes:
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Ward", "BEGIN:VEVENT", "UID:1@ward",
        "DTSTART;TZID=Europe/Stockholm:20240117T090000", "DTEND;TZID=Europe/Stockholm:20240117T100000",
        "SUMMARY:Falls\\, monthly", "ORGANIZER;CN=Ana Lima:mailto:ana@example.org",
        "ATTENDEE;CN=Bo;PARTSTAT=ACCEPTED:mailto:bo@example.org", "LOCATION:Room 4",
        "DESCRIPTION:Fewer falls at night.\\n\\nWe decide on the li", " ght.", "END:VEVENT", "BEGIN:VEVENT", "UID:2@ward",
        "DTSTART;VALUE=DATE:20240201", "SUMMARY:Dentist", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()


def _mhtml() -> bytes:
    return (
        b"From: <Saved by a browser>\nSubject: Wards\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary=x\n\n'
        b"--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"<html><title>Ward rules</title><body><h1>Ward rules</h1><p>Lights stay on =C3=A4t night.</p></body></html>\n"
        b"--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n"
    )


def _confluence() -> bytes:
    return _mhtml().replace(
        b"From: <Saved by a browser>\nSubject: Wards",
        b"Date: Wed, 17 Jan 2024 08:00:00 +0000\nMessage-ID: <1@wiki>\nSubject: Exported From Confluence",
    )


def _html() -> bytes:
    return (
        b"<!DOCTYPE html><title>Wards | Intranet</title><nav>Home</nav><h1>Wards</h1><p style='display:none'>secret</p>"
        b"<ul><li>North</li><li>South</li></ul><table><tr><th>Ward</th><th>Falls</th></tr>"
        b"<tr><td rowspan=2>North</td><td>4</td></tr><tr><td>5</td></tr></table><script>x()</script>"
    )


def _markdown() -> bytes:
    return (
        b"---\ntitle: Ward plan\nlast_updated: 2026-02-03\n---\n\n# Ward plan\n\n<!-- fill this in -->\n{{toc}}\n\n"
        b"{% include note.html %}\n\n::: warning\nMind the *step*.\n:::\n\n[[toc]]\n\n"
        b"<details>\n<summary>Why &amp; how</summary>\n\nNights are dark.\n\n</details>\n\n"
        b"| Goal | Now |\n|---|---|\n| Falls | 9 |\n\n1. Ask\n2. Count \\*all\\*\n"
    )


def _rtf() -> bytes:
    return (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}}"
        rb"{\info{\title Ward memo}{\author Ana Lima}{\revtim\yr2026\mo2\dy3}}{\header Confidential}"
        rb"{\pard\s1 Nights\par}{\pard Caf\'e9 \u8364? opens {\v hidden}{\deleted gone}at ten.\par}"
        rb"{\pard\ls1{\listtext 1.\tab}Ask the wards\par}"
        rb"\trowd\pard\intbl Ward\cell Falls\cell\row\trowd\pard\intbl North\cell 4\cell\row"
        rb"\pard After it{\footnote\pard See the count.}.\par}"
    )


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:'
    'text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument'
    ':xmlns:drawing:1.0" xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)


def opendocument(kind: str, body: str, styles: str = "") -> bytes:
    """Return an OpenDocument file with this body."""
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    meta = (
        f"<office:document-meta {_ODF}><office:meta><dc:date>2026-02-03T10:00:00</dc:date>"
        "<meta:initial-creator>Ana Lima</meta:initial-creator></office:meta></office:document-meta>"
    )
    members = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, "meta.xml": meta}
    return _zipped({name: text.encode() for name, text in members.items()})


def _zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 2, 3, 0, 0, 0)), content)
    return file.getvalue()


def _odt() -> bytes:
    note = '<text:note text:note-class="footnote"><text:note-body><text:p>See the count.</text:p></text:note-body></text:note>'
    return opendocument(
        "text",
        "<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">Nights</text:h>'
        f"<text:p>The light<text:s/>is in.{note}<office:annotation><dc:creator>Bo</dc:creator>"
        "<text:p>Is it?</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>Ask the wards</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Ward</text:p></table:table-cell><table:table-cell>"
        "<text:p>Falls</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>North"
        "</text:p></table:table-cell><table:table-cell><text:p>4</text:p></table:table-cell></table:table-row>"
        "</table:table></office:text>",
    )


def _ods() -> bytes:
    def row(*cells: str) -> str:
        inside = "".join(
            f'<table:table-cell office:value-type="{"float" if cell[:1].isdigit() else "string"}"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in cells
        )
        return f"<table:table-row>{inside}</table:table-row>"

    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    first = row("Ward", "Falls", "Share") + row("North", "4", "20 %") + row("South", "5", "25 %")
    return opendocument(
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="Falls">{first}</table:table><table:table table:name="Old" '
        f'table:style-name="ta2">{row("Year", "Cost")}{row("2025", "900")}</table:table></office:spreadsheet>',
        hidden,
    )


def _odp() -> bytes:
    return opendocument(
        "presentation",
        '<office:presentation><draw:page draw:name="1"><draw:frame presentation:class="title"><draw:text-box>'
        "<text:p>What we learned</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:list>"
        "<text:list-item><text:p>Falls happen at night</text:p></text:list-item></text:list></draw:text-box></draw:frame>"
        "<presentation:notes><draw:frame><draw:text-box><text:p>Thank the night shift.</text:p></draw:text-box>"
        "</draw:frame></presentation:notes></draw:page></office:presentation>",
    )


def _zip() -> bytes:
    inner = _zipped({"deep/wards.tsv": b"Ward\tFalls\nNorth\t4\nSouth\t5\n"})
    return _zipped({
        "plan.md": _markdown(), "more/inner.zip": inner, "bad.docx": b"PK\x03\x04 cut off", "__MACOSX/._plan.md": b"x",
    })  # fmt: skip


def _csv() -> bytes:
    return (
        '\ufeffFalls by ward;;\nAs of 3 May 2026;;\n\nWard;Note;Falls\nNorth;"two\nlines";1,5\nSouth;;2;extra\nWest\n'
    ).encode()


def _text() -> bytes:
    return "Nights\n======\n\nThe light\nis in.\n\n- North\n- South\n".encode("cp1252")


INPUTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "pdf": ("care plan.pdf", _pdf),
    "docx": ("report.docx", _docx),
    "pptx": ("lessons.pptx", _pptx),
    "xlsx": ("budget.xlsx", _xlsx),
    "xls": ("goals.xls", _xls),
    "csv": ("falls.csv", _csv),
    "tsv": ("wards.tsv", lambda: b"Ward\tFalls\nNorth\t4\nSouth\t5\n"),
    "markdown": ("plan.md", _markdown),
    "html": ("wards.html", _html),
    "mhtml": ("rules.mhtml", _mhtml),
    "confluence-doc": ("rules.doc", _confluence),
    "eml": ("night.eml", _eml),
    "mbox": ("night.mbox", _mbox),
    "ics": ("ward.ics", _ics),
    "msg": ("falls.msg", _msg),
    "rtf": ("memo.rtf", _rtf),
    "odt": ("nights.odt", _odt),
    "ods": ("falls.ods", _ods),
    "odp": ("lessons.odp", _odp),
    "zip": ("all.zip", _zip),
    "text": ("nights.txt", _text),
}
"""For each golden folder the name of its input and what makes it."""
