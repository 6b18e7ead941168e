"""What a page of a PDF looks like to a reader: stretched lines, drawn marks, words in the margin, running lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import Role
from tests.ingest.parse_checks import only, texts

SIZE = 10
PARTS = (
    "The ferries of the northern line leave on time more often since",
    "maintenance moved to night, and",
    "the crews say that the new rota is what made the difference for",
    "all of them. Passengers notice it.",
)


def draw(path: Path, *pages: Callable[[Canvas], None]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def put(canvas: Canvas, texts: Sequence[tuple[float, float, str]], size: float = SIZE, font: str = "Helvetica") -> None:
    canvas.setFont(font, size)
    for x, y, text in texts:
        canvas.drawString(x, y, text)


def stretched(canvas: Canvas, x: float, y: float, width: float, words: str) -> None:
    """Write a line word by word with equal spaces, so that it fills its column."""
    parts = words.split()
    space = (width - sum(stringWidth(part, "Helvetica", SIZE) for part in parts)) / (len(parts) - 1)
    for part in parts:
        put(canvas, [(x, y, part)])
        x += stringWidth(part, "Helvetica", SIZE) + space


def test_a_line_that_was_stretched_to_its_column_stays_in_its_paragraph(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for at, words in enumerate(PARTS[:3]):
            stretched(canvas, 72, 700 - 12 * at, 300, words)
        put(canvas, [(72, 664, PARTS[3])])

    assert texts(only(draw(tmp_path / "a.pdf", page))) == [" ".join(PARTS)]


def test_cells_as_wide_as_the_prose_above_them_are_a_row(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        stretched(canvas, 72, 700, 300, PARTS[0])
        put(canvas, [(72, 660, "Crews"), (202, 660, "12"), (372 - stringWidth("14", "Helvetica", SIZE), 660, "14")])
        put(canvas, [(72, 646, "Boats"), (202, 646, "7"), (372 - stringWidth("9", "Helvetica", SIZE), 646, "9")])

    assert texts(only(draw(tmp_path / "a.pdf", page)), Role.ROW) == ["Crews 12 14", "Boats 7 9"]


def test_small_discs_before_lines_are_the_marks_of_items(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, [(72, 700, "What we change this year:")])
        for at, words in enumerate(("shorter turns in harbour", "one crew per boat")):
            canvas.circle(80, 683.5 - 14 * at, 1.6, stroke=0, fill=1)
            put(canvas, [(88, 680 - 14 * at, words)])

    found = texts(only(draw(tmp_path / "a.pdf", page)), Role.ITEM)
    assert found == ["\u2022 shorter turns in harbour", "\u2022 one crew per boat"]


def test_a_disc_between_words_or_far_from_them_marks_no_item(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, [(72, 700, "North"), (110, 700, "South")])
        canvas.circle(105, 703.5, 1.6, stroke=0, fill=1)
        put(canvas, [(200, 640, "East")])
        canvas.circle(120, 643.5, 1.6, stroke=0, fill=1)

    assert not texts(only(draw(tmp_path / "a.pdf", page)), Role.ITEM)


def test_words_up_the_margin_are_one_line_and_no_heading(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(30, 200)
        canvas.rotate(90)
        put(canvas, [(0, 0, "Second draft - not for the press")], 14)
        canvas.restoreState()
        put(canvas, [(72, 700 - 12 * at, words) for at, words in enumerate(PARTS)])

    document = only(draw(tmp_path / "a.pdf", page))
    assert sorted(texts(document)) == ["Second draft - not for the press", " ".join(PARTS)]
    assert not texts(document, Role.HEADING)


def test_a_page_that_is_written_sideways_is_read_row_by_row(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        for at, row in enumerate((("Line", "2024", "2025"), ("North", "81", "93"), ("South", "77", "79"))):
            put(canvas, [(80 + 150 * column, 400 - 16 * at, cell) for column, cell in enumerate(row)])

    document = only(draw(tmp_path / "a.pdf", page))
    assert texts(document) == ["Line | 2024 | 2025", "North | 81 | 93", "South | 77 | 79"]


def test_names_and_what_they_are_stay_together_when_written_column_by_column(tmp_path: Path) -> None:
    names, told = ("Owner", "Budget", "Due date"), ("Vera Quist", "EUR 12,000", "2026-03-01")

    def page(canvas: Canvas) -> None:
        put(canvas, [(72, 700 - 14 * at, name) for at, name in enumerate(names)])
        put(canvas, [(200, 700 - 14 * at, value) for at, value in enumerate(told)])

    document = only(draw(tmp_path / "a.pdf", page))
    assert texts(document, Role.ROW) == ["Owner Vera Quist", "Budget EUR 12,000", "Due date 2026-03-01"]
    assert not texts(document, Role.HEADER)


def test_numbered_titles_side_by_side_stand_above_their_own_columns(tmp_path: Path) -> None:
    told = (("Phase 1", "Ask every crew what delays them"), ("Phase 2", "Try the night shift on one boat"))

    def page(canvas: Canvas) -> None:
        for at, (title, words) in enumerate(told):
            put(canvas, [(72 + 250 * at, 700, title)], font="Helvetica-Bold")
            put(canvas, [(72 + 250 * at, 680, words)])

    assert texts(only(draw(tmp_path / "a.pdf", page))) == [part for pair in told for part in pair]


def test_a_word_that_always_has_its_hyphen_keeps_it_at_the_end_of_a_line(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, [(72, 700, "It is a long-"), (72, 688, "term plan of an inter-"), (72, 676, "national crew.")])

    assert texts(only(draw(tmp_path / "a.pdf", page))) == ["It is a long-term plan of an international crew."]


def test_running_lines_of_two_pages_are_no_content(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def drawn(canvas: Canvas) -> None:
            put(canvas, [(72, 815, "Ferry notes"), (290, 30, f"{number} / 2")], 8)
            put(canvas, [(72, 815 - 60 * number - 12 * at, words) for at, words in enumerate(PARTS)])

        return drawn

    document = only(draw(tmp_path / "a.pdf", page(1), page(2)))
    assert texts(document) == [" ".join(PARTS)] * 2
    assert [block.locator.page_label for block in document.blocks] == ["1", "2"]


def test_a_large_title_on_both_of_two_pages_is_content(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, [(72, 800, "The night crew")], 22)
        put(canvas, [(72, 700 - 12 * at, words) for at, words in enumerate(PARTS)])

    assert texts(only(draw(tmp_path / "a.pdf", page, page))).count("The night crew") == 2


def test_figures_side_by_side_stay_above_what_they_count_and_head_nothing(tmp_path: Path) -> None:
    told = (("93 %", "boats that left on time"), ("9 min", "mean time on the quay"), ("412", "letters from passengers"))

    def page(canvas: Canvas) -> None:
        put(canvas, [(72, 800 - 12 * at, words) for at, words in enumerate(PARTS)])
        for at, (figure, words) in enumerate(told):
            put(canvas, [(72 + 170 * at, 700, figure)], 26, "Helvetica-Bold")
            put(canvas, [(72 + 170 * at, 684, words)])

    document = only(draw(tmp_path / "a.pdf", page))
    assert texts(document)[1:] == [part for pair in told for part in pair]
    assert not texts(document, Role.HEADING)


def test_amounts_close_together_are_cells_of_their_columns(tmp_path: Path) -> None:
    rows = (("Line", "Plan", "Spent", "Left"), ("Ramp", "4,000", "2,100", "1,900"),
            ("Night crew", "120,000", "61,000", "59,000"), ("All", "124,000", "63,100", "60,900"))  # fmt: skip

    def page(canvas: Canvas) -> None:
        for at, row in enumerate(rows):
            put(canvas, [(x, 700 - 18 * at, cell) for x, cell in zip((72, 136, 184, 226), row, strict=True)])

    document = only(draw(tmp_path / "a.pdf", page))
    assert texts(document) == [" | ".join(row) for row in rows]
    assert document.blocks[2].columns == rows[0]


def test_prose_with_numbers_below_each_other_is_no_table(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, [(72, 700 - 12 * at, f"Boat {at} left  {at + 3} times late") for at in range(5)])

    assert not texts(only(draw(tmp_path / "a.pdf", page)), Role.ROW)


def test_what_a_program_calls_nobody_is_neither_title_nor_author(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("(anonymous)")
        canvas.setAuthor("(anonymous)")
        put(canvas, [(72, 780, "Boats of the quay")], 20)
        put(canvas, [(72, 700 - 12 * at, words) for at, words in enumerate(PARTS)])

    document = only(draw(tmp_path / "a.pdf", page))
    assert (document.title, document.metadata) == ("Boats of the quay", {})


NAMES = ("Outcome", "What we count", "Now", "Goal")
WRAPPED = (
    (("Nobody falls on", "the ramp in winter"), ("Falls a month, as the", "office of the quay", "writes"), "7", "3"),
    (("Boats leave on time",), ("Share of all boats that", "leave as planned"), "71 %", "90 %"),
)  # fmt: skip


def wrapped(canvas: Canvas, between: float) -> None:
    """Draw a table without rules whose cells run over several lines, its rows so far apart beyond their lines."""
    places, y = (72, 190, 350, 420), 700.0
    put(canvas, [(x, y, name) for x, name in zip(places, NAMES, strict=True)], font="Helvetica-Bold")
    y -= 18
    for row in WRAPPED:
        cells = [cell if isinstance(cell, tuple) else (cell,) for cell in row]
        for x, cell in zip(places, cells, strict=True):
            put(canvas, [(x, y - 12 * at, words) for at, words in enumerate(cell)])
        y -= 12 * max(map(len, cells)) + between


def test_cells_that_run_over_lines_are_read_row_by_row_without_rules(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        wrapped(canvas, 9)
        put(canvas, [(72, 580 - 12 * at, words) for at, words in enumerate(PARTS)])

    document = only(draw(tmp_path / "a.pdf", page))
    assert texts(document, Role.HEADER) == [" | ".join(NAMES)]
    assert texts(document, Role.ROW) == [
        "Nobody falls on the ramp in winter | Falls a month, as the office of the quay writes | 7 | 3",
        "Boats leave on time | Share of all boats that leave as planned | 71 % | 90 %",
    ]
    assert document.blocks[1].columns == NAMES
    assert texts(document)[-1] == " ".join(PARTS)


def test_lists_side_by_side_are_no_table(tmp_path: Path) -> None:
    names = ("Safety", "Timing", "Money")
    items = ("\u2022 a first point that", "runs on a little", "\u2022 a second point that", "runs on as well")

    def page(canvas: Canvas) -> None:
        for column, name in enumerate(names):
            put(canvas, [(72 + 160 * column, 700, name)], font="Helvetica-Bold")
            heights = (680, 668, 648, 636)
            put(canvas, [(72 + 160 * column, y, words) for y, words in zip(heights, items, strict=True)])

    assert not texts(only(draw(tmp_path / "a.pdf", page)), Role.HEADER)
