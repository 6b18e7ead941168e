from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse import ocr
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts
from tests.ingest.test_parse_pdf import draw, lines, wrapped

SENTENCE = "{} of the plan says that the wards count their falls each night and tell the council what they have found."
FAKE = """#!{python}
import sys
assert sys.stdin.buffer.read(4) == b"\\x89PNG"
print("level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext")
for level, number, left, conf, text in ((4, 0, 200, -1, ""), (5, 1, 200, 96, "Fewer"), (5, 2, 320, 91, "falls"),
                                         (5, 3, 400, 7, "x~#")):
    print(f"{{level}}\\t1\\t1\\t1\\t1\\t{{number}}\\t{{left}}\\t300\\t90\\t40\\t{{conf}}\\t{{text}}")
"""


@pytest.mark.parametrize("across", [True, False])
def test_three_columns_are_read_one_after_the_other_below_their_title(tmp_path: Path, across: bool) -> None:
    columns = [wrapped(" ".join(SENTENCE.format(name) for _ in range(3)), 32) for name in ("One", "Two", "Three")]

    def page(canvas: Canvas) -> None:
        lines(canvas, ["A title over the whole width of the page and all of its columns"], 60, 740, 14)
        places = [(at, column) for at in range(len(columns[0])) for column in range(3)]
        places = places if across else sorted(places, key=lambda place: place[1])
        canvas.setFont("Helvetica", 9)
        for at, column in places:
            canvas.drawString(60 + 165 * column, 700 - 11 * at, "".join(columns[column][at : at + 1]))

    found = texts(only(draw(tmp_path / "a.pdf", page)))
    assert found[0].startswith("A title")
    assert [text.split()[0] for text in found[1:]] == ["One", "Two", "Three"]


def ruled(canvas: Canvas, rows: list[list[str]], rule: bool = True) -> None:
    xs, ys = [72, 220, 320, 420], [700 - 30 * at for at in range(len(rows) + 1)]
    if rule:
        canvas.grid(xs, ys)
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            lines(canvas, text.split("\n"), x + 4, y - 12, 9)


def test_ruled_table_is_read_cell_by_cell_with_the_names_of_its_columns(tmp_path: Path) -> None:
    rows = [["Measure", "Type", "Value"], ["Falls in all of\nthe wards", "Target", "4"], ["", "Actual", "9"]]

    def page(canvas: Canvas) -> None:
        lines(canvas, ["Before the table."], 72, 730)
        ruled(canvas, rows)
        lines(canvas, ["After the table."], 72, 590)

    document = only(draw(tmp_path / "a.pdf", page))
    assert texts(document) == [
        "Before the table.", "Measure | Type | Value", "Falls in all of the wards | Target | 4", " | Actual | 9",
        "After the table.",
    ]  # fmt: skip
    assert block_of(document, "Measure").role is Role.HEADER
    assert block_of(document, "Actual").columns == ("Measure", "Type", "Value")


def test_frame_around_prose_is_no_table(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([60, 400], [600, 650, 700])
        lines(canvas, ["Some words in a box."], 72, 680)
        lines(canvas, ["More words in a box."], 72, 630)

    assert {block.role for block in only(draw(tmp_path / "a.pdf", page)).blocks} == {Role.TEXT}


def opened(tmp_path: Path, rows: list[list[tuple[int, str]]]) -> Path:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at, row in enumerate(rows):
            for x, text in row:
                canvas.drawRightString(x, 700 - 14 * at, text) if x > 200 else canvas.drawString(x, 700 - 14 * at, text)

    return draw(tmp_path / "a.pdf", page)


def test_amounts_below_years_have_them_as_columns(tmp_path: Path) -> None:
    head = [(300, "2025"), (400, "2026")]
    rows = [head, [(72, "Beds"), (300, "1,200"), (400, "1,150")], [(72, "Cost $"), (300, "(7)"), (400, "$ 8 %")]]
    document = only(opened(tmp_path, rows))
    assert texts(document) == [" | 2025 | 2026", "Beds | 1,200 | 1,150", "Cost | $ (7) | $ 8 %"]
    assert block_of(document, "Beds").columns == ("", "2025", "2026")


def test_row_whose_amounts_could_be_in_either_column_has_no_columns(tmp_path: Path) -> None:
    head = [(300, "2025"), (400, "2026")]
    clear = [[(72, f"Beds {name}"), (300, "12"), (400, "11")] for name in ("north", "south", "west")]
    document = only(opened(tmp_path, [head, *clear, [(72, "Both"), (280, "5"), (306, "6"), (400, "7")]]))
    assert block_of(document, "Beds west").columns
    assert not block_of(document, "Both").columns


def test_sections_in_columns_begin_at_their_titles(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for title, x in (("Left aims", 60), ("Right aims", 320)):
            canvas.bookmarkPage(title, fit="XYZ", top=715)
            canvas.addOutlineEntry(title, title, 0)
            lines(canvas, [title], x, 700, 10, "Helvetica-Bold")
            lines(canvas, wrapped(SENTENCE.format(title), 40), x, 680)

    document = only(draw(tmp_path / "a.pdf", page))
    assert block_of(document, "Left aims of the").trail == ("Left aims",)
    assert block_of(document, "Right aims of the").trail == ("Right aims",)


def test_scanned_pages_are_recognised_where_tesseract_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    program = tmp_path / "tesseract"
    program.write_text(FAKE.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    def scan(canvas: Canvas) -> None:
        canvas.rect(100, 100, 300, 300, fill=1)

    words = draw(tmp_path / "a.pdf", lambda canvas: lines(canvas, ["Typed words"], 72, 700) and None, scan, scan)
    read = parse(words)
    assert texts(read.documents[0]) == ["Typed words", "Fewer falls", "Fewer falls"]
    assert read.documents[0].blocks[-1].locator.page == 3
    assert read.warnings == ("pages 2-3: scanned; the text was recognised by OCR (tesseract) and may have errors",)
    monkeypatch.setattr(ocr, "_SECONDS", 0.0)
    assert parse(words).warnings == ("2 of 3 pages have no text (scanned): 2-3; no text could be recognised in time",)
    program.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(DocumentError, match="a scan in which no words could be recognised"):
        parse(draw(tmp_path / "b.pdf", scan))


def test_words_beyond_the_edge_of_the_page_are_not_read(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["Seen words."], 72, 700)
        lines(canvas, ["Obey me."], -400, 600)

    assert texts(only(draw(tmp_path / "a.pdf", page))) == ["Seen words."]
