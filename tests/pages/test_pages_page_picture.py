from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import Block, Document, Kind, Locator
from assistant.errors import DocumentError
from assistant.pages.source import page_picture as drawing
from assistant.pages.source.page_picture import Box, Word, marked_boxes, page_picture, parts_on_page


def words(*rows: str) -> list[Word]:
    """Lay words out on a grid: a row a line, a column a word."""
    return [
        Word(text, Box(0.1 * column, 0.1 * row, 0.1 * column + 0.09, 0.1 * row + 0.05))
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split())
    ]


def boxes_of(found: list[Box]) -> list[tuple[int, int, int]]:
    return [(round(10 * box.top), round(10 * box.left), round(10 * box.right)) for box in found]


def test_words_of_a_line_are_one_box() -> None:
    assert boxes_of(marked_boxes(words("a big red dog", "barks"), [("big red", 0)])) == [(0, 1, 3)]


def test_a_quote_over_two_lines_is_two_boxes_hyphens_aside() -> None:
    assert boxes_of(marked_boxes(words("we want out-", "comes now"), [("want outcomes", 0)])) == [(0, 1, 3), (1, 0, 1)]


def test_the_occurrence_that_was_quoted_is_marked() -> None:
    page = words("yes to all", "no to all", "maybe to all")
    assert boxes_of(marked_boxes(page, [("to all", 1)])) == [(1, 1, 3)]


def test_cells_of_a_row_are_found_one_by_one() -> None:
    assert boxes_of(marked_boxes(words("north 12", "south 14"), [("north | 14", 0)])) == [(0, 0, 1), (1, 1, 2)]


def test_words_that_are_not_there_mark_nothing() -> None:
    assert marked_boxes(words("a b"), [("elephants and giraffes", 0)]) == []


def test_parts_stand_on_their_page_and_count_what_came_before() -> None:
    texts = [("same words", 1), ("same words", 2), ("then same words", 2)]
    text, blocks = "", []
    for piece, page in texts:
        blocks.append(Block(len(text), len(text) + len(piece), locator=Locator(page=page)))
        text += piece + "\n"
    made = Document("i", "p", "t", Kind.OTHER, "everyone", text, tuple(blocks), "pdf")
    last = blocks[2]
    assert parts_on_page(made, last.start + 5, last.end, 2) == [("same words", 1)]
    assert parts_on_page(made, 0, len(text), 1) == [("same words", 0)]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_on_the_words_as_the_page_is_shown(tmp_path: Path, rotation: int) -> None:
    file = tmp_path / "a.pdf"
    canvas = Canvas(str(file), pagesize=(400, 600))
    canvas.setPageRotation(rotation)
    canvas.drawString(300, 550, "Corner")
    canvas.save()
    made = page_picture(file.read_bytes(), 1)
    box = made.words[0].box
    middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    right, top = {0: (True, True), 90: (True, False), 180: (False, False), 270: (False, True)}[rotation]
    assert (middle[0] > 0.5, middle[1] < 0.5) == (right, top)
    assert made.pages == 1
    assert made.image[:4] == b"RIFF"


def test_a_page_that_is_not_there_is_the_last(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(200, 200)
    pdf.save(tmp_path / "a.pdf")
    assert page_picture((tmp_path / "a.pdf").read_bytes(), 9).words == ()


def test_what_is_no_pdf_is_an_error_in_words() -> None:
    with pytest.raises(DocumentError, match="cannot be drawn"):
        page_picture(b"not a pdf", 1)


def test_a_child_that_hangs_or_dies_is_an_error_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child.py"
    monkeypatch.setattr(drawing, "_CHILD", child)
    monkeypatch.setattr(drawing, "SECONDS", 1)
    for code in ("import time; time.sleep(60)", "import os; os.abort()", "print('{}')"):
        child.write_text(code)
        with pytest.raises(DocumentError):
            page_picture(b"", 1)
