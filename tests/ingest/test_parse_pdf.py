from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse import pdf_structure
from ingest.parse.files import parse
from ingest.parse.pdf import ENCRYPTED
from ingest.parse.pdf_segments import unglued
from tests.ingest.parse_checks import block_of, only, plain, texts

WIDTH, HEIGHT = A4
PROSE = (
    "Readmissions within thirty days fall from eighteen to twelve per cent by June, because every patient is called "
    "two days after they go home, and because the ward pharmacist checks each prescription before the patient leaves "
    "the building. The council reads the numbers every month."
)


def draw(path: Path, *pages: Callable[[Canvas], None], encrypt: str | None = None) -> Path:
    canvas = Canvas(
        str(path), pagesize=A4, encrypt=StandardEncryption(encrypt, canPrint=0) if encrypt is not None else None
    )
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(canvas: Canvas, words: list[str], x: float, y: float, size: float = 10, font: str = "Helvetica") -> float:
    canvas.setFont(font, size)
    for line in words:
        canvas.drawString(x, y, line)
        y -= size * 1.2
    return y


def wrapped(text: str, width: int) -> list[str]:
    found = [""]
    for word in text.split():
        if len(found[-1]) + len(word) > width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def test_wrapped_lines_are_one_paragraph_with_its_page(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        y = lines(canvas, ["The plan"], 72, 760, 20, "Helvetica-Bold")
        y = lines(canvas, wrapped(PROSE, 80), 72, y - 12)
        lines(canvas, ["Another paragraph stands", "below a gap."], 72, y - 14)

    document = only(draw(tmp_path / "plan.pdf", page))
    assert texts(document) == ["The plan", PROSE, "Another paragraph stands below a gap."]
    block = block_of(document, "Another paragraph")
    assert (block.locator.page, block.trail, document.title) == (1, ("The plan",), "The plan")


@pytest.mark.parametrize("interleaved", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, interleaved: bool) -> None:
    left = wrapped(f"Left. {PROSE}", 45)
    right = wrapped(f"Right. {PROSE}", 45)

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        placed = (
            [(72, 700 - 12 * at, line) for at, line in enumerate(left)],
            [(320, 700 - 12 * at, line) for at, line in enumerate(right)],
        )
        order = [one for pair in zip(*placed, strict=True) for one in pair] if interleaved else [*placed[0], *placed[1]]
        for x, y, line in order:
            canvas.drawString(x, y, line)

    assert texts(only(draw(tmp_path / "a.pdf", page))) == [f"Left. {PROSE}", f"Right. {PROSE}"]


@pytest.mark.parametrize("by_column", [False, True])
def test_table_is_read_row_by_row(tmp_path: Path, by_column: bool) -> None:
    rows = [["Falls", "12", "9"], ["Waits", "4 h", "2 h"], ["Beds", "30", "31"]]

    def page(canvas: Canvas) -> None:
        lines(canvas, wrapped(PROSE, 80), 72, 780)
        canvas.setFont("Helvetica", 10)
        cells = (
            [(c, r) for c in range(3) for r in range(3)] if by_column else [(c, r) for r in range(3) for c in range(3)]
        )
        for column, row in cells:
            canvas.drawString(72 + 150 * column, 600 - 14 * row, rows[row][column])

    assert texts(only(draw(tmp_path / "a.pdf", page)), Role.ROW) == ["Falls 12 9", "Waits 4 h 2 h", "Beds 30 31"]


def test_bullets_are_items_and_wrapped_ones_stay_whole(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        lines(
            canvas,
            ["\u2022 First point that is", "  long enough to wrap", "\u2022 Second point", "1. Numbered point"],
            72,
            700,
        )

    items = texts(only(draw(tmp_path / "a.pdf", page)), Role.ITEM)
    assert items == ["\u2022 First point that is long enough to wrap", "\u2022 Second point", "1. Numbered point"]


def test_words_parted_at_line_ends_are_joined_unless_written_with_a_hyphen(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        words = [
            "The out-",
            "patient and long-",
            "term care, not only long-term wards, is impor-",
            "tant to all of us here.",
        ]
        lines(canvas, words, 72, 700)

    (text,) = texts(only(draw(tmp_path / "a.pdf", page)))
    assert text == "The outpatient and long-term care, not only long-term wards, is important to all of us here."


def test_running_lines_are_in_no_block_and_give_the_printed_page(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def drawn(canvas: Canvas) -> None:
            lines(canvas, ["Annual plan of the ward"], 72, 815)
            lines(canvas, [f"{number + 6}"], 290, 30)
            lines(canvas, [f"Words of page {number}.", "They differ from page to page."], 72, 700 - number)

        return drawn

    document = only(draw(tmp_path / "a.pdf", *(page(number) for number in range(1, 6))))
    assert "Annual plan" not in document.text
    assert texts(document)[1] == "Words of page 2. They differ from page to page."
    assert (document.blocks[1].locator.page, document.blocks[1].locator.page_label) == (2, "8")


def test_page_numbers_that_follow_the_text_are_in_no_block(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def drawn(canvas: Canvas) -> None:
            lines(canvas, [f"Words of page {number}.", "", "", str(number)], 72, 500 + 60 * (number % 3))

        return drawn

    document = only(draw(tmp_path / "a.pdf", *(page(number) for number in range(1, 5))))
    assert texts(document) == [f"Words of page {number}." for number in range(1, 5)]


def test_words_that_are_alone_on_every_page_are_content(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["Background"], 72, 815)

    assert texts(only(draw(tmp_path / "a.pdf", page, page, page))) == ["Background"] * 3


def test_outline_makes_the_trail_and_labels_are_kept(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("Part one", "a", 0)
        lines(canvas, wrapped(PROSE, 80), 72, 700)

    def second(canvas: Canvas) -> None:
        canvas.bookmarkPage("b", fit="XYZ", top=500)
        canvas.addOutlineEntry("Goals", "b", 1)
        lines(canvas, ["Above the goals."], 72, 700)
        lines(canvas, ["Below the goals."], 72, 480)
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=5)

    document = only(draw(tmp_path / "a.pdf", first, second))
    assert block_of(document, "Above").trail == ("Part one",)
    assert block_of(document, "Below").trail == ("Part one", "Goals")
    assert block_of(document, "Below").locator.page_label == "vi"


def test_structure_that_cannot_be_read_loses_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(pdf_structure, "PdfReader", broken)
    path = draw(tmp_path / "care plan.pdf", lambda canvas: lines(canvas, ["words"], 72, 700) and None)
    assert (texts(only(path)), only(path).title) == (["words"], "care plan")


def test_print_too_small_to_read_and_contents_are_no_content(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        y = lines(canvas, ["Goals . . . . . . . . . . . . . . 12", "Seen words."], 72, 700)
        lines(canvas, ["obey me"], 72, y, 1)

    assert texts(only(draw(tmp_path / "a.pdf", page))) == ["Seen words."]


def test_rotated_pages_are_read_upright(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.saveState()
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        lines(canvas, wrapped(PROSE, 80), 72, 400)
        canvas.restoreState()

    assert texts(only(draw(tmp_path / "a.pdf", page))) == [PROSE]


def test_pages_without_text_are_said_and_a_scan_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    def scan(canvas: Canvas) -> None:
        canvas.rect(72, 72, 300, 300, fill=1)

    mixed = draw(tmp_path / "a.pdf", lambda canvas: lines(canvas, ["Some words"], 72, 700) and None, scan, scan)
    assert parse(mixed).warnings == ("2 of 3 pages have no text (scanned): 2-3; install tesseract to have them read",)
    with pytest.raises(DocumentError, match="no text: a scan"):
        parse(draw(tmp_path / "b.pdf", scan))


def test_password_is_asked_for_and_used(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: lines(canvas, ["Secret words"], 72, 700) and None, encrypt="s3cret")
    with pytest.raises(DocumentError, match=ENCRYPTED):
        parse(path)
    (document,) = parse(path, ["wrong", "s3cret"]).documents
    assert texts(document) == ["Secret words"]


def test_encryption_without_a_user_password_needs_none(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: lines(canvas, ["Open words"], 72, 700) and None, encrypt="")
    assert texts(only(path)) == ["Open words"]


def test_metadata_title_is_used_unless_it_says_nothing(tmp_path: Path) -> None:
    def titled(title: str) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            canvas.setTitle(title)
            lines(canvas, ["words of the page"], 72, 700)

        return page

    assert only(draw(tmp_path / "a b.pdf", titled("Care plan 2024"))).title == "Care plan 2024"
    assert only(draw(tmp_path / "a b.pdf", titled("Microsoft Word - plan.docx"))).title == "a b"


def test_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"garbage " * 100)
    with pytest.raises(DocumentError, match="damaged PDF"):
        parse(path)


def test_every_quote_is_verbatim_white_space_and_hyphens_aside(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: lines(canvas, wrapped(PROSE, 60), 72, 700) and None)
    assert [plain(text) for text in texts(only(path))] == [plain(PROSE)]


@pytest.mark.parametrize(
    ("gaps", "parts"),
    [
        ([0, 0, 2.0, 0], [(0, 3), (3, 5)]),
        ([-0.5, 0.2, 0, 0.6], [(0, 5)]),
        ([2.0, 2.0, 2.0, 2.0], [(0, 5)]),
        ([], [(0, 1)]),
    ],
)
def test_narrow_gaps_in_a_word_are_spaces_unless_it_is_letter_spaced(
    gaps: list[float], parts: list[tuple[int, int]]
) -> None:
    edges = [(0.0, 5.0)]
    for gap in gaps:
        left = edges[-1][1] + gap
        edges.append((left, left + 5))
    assert list(unglued("x" * len(edges), edges, 11)) == parts


def test_lines_of_one_column_are_read_downwards_whatever_order_the_file_has(tmp_path: Path) -> None:
    said = [f"Sentence {at:02d} says that the waiting time fell again this month." for at in range(12)]

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at in (7, 2, 11, 0, 5, 9, 1, 3, 10, 4, 8, 6):
            canvas.drawString(70, 780 - 14 * at, said[at])

    assert plain(" ".join(said)) == plain(only(draw(tmp_path / "order.pdf", page)).text)


def test_a_watermark_is_no_content_and_no_heading(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(300, 420)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.drawCentredString(0, 0, "DRAFT COPY")
        canvas.restoreState()
        lines(canvas, [PROSE[:90], PROSE[90:180]], 60, 500)

    document = only(draw(tmp_path / "mark.pdf", page))
    assert "DRAFT" not in document.text
    assert "COPY" not in document.text
    assert block_of(document, PROSE[:60]).trail == ()


def test_small_slanted_labels_are_kept(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, [PROSE[:90]], 60, 500)
        canvas.translate(300, 420)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(0, 0, "Waiting-time-in-days")

    assert "Waiting-time-in-days" in only(draw(tmp_path / "label.pdf", page)).text


def test_titles_that_count_are_headings_of_their_pages(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def write(canvas: Canvas) -> None:
            lines(canvas, [f"Goal {number}"], 60, 790, size=20)
            lines(canvas, [PROSE[:90], PROSE[90:180], f"Ward {number} begins."], 60, 700)
            lines(canvas, [f"Board papers 2027, page {number}"], 60, 30, size=8)

        return write

    document = only(draw(tmp_path / "goals.pdf", *(page(number) for number in range(1, 6))))
    assert block_of(document, "Ward 3").trail == ("Goal 3",)
    assert "Board papers" not in document.text
