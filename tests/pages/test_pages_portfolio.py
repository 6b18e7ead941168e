"""The portfolio's page: what a cell says and leads to, what is shown in which order, and what its files hold."""

import io
import re
from datetime import date

import openpyxl
import pypdfium2
import pytest

from assistant.domain import Verdict
from assistant.pages.portfolio.board import Board, Order, Wanted, board_of, chosen, sides
from assistant.pages.portfolio.heat_map import heat_map_html, legend_html, table_html
from assistant.pages.portfolio.page import head_html
from assistant.pages.portfolio.parts import clashes_html, left_html, steering_html
from assistant.pages.portfolio.pdf import pdf_of
from assistant.pages.portfolio.quotes_panel import content_of, pressed_of
from assistant.pages.portfolio.xlsx import xlsx_of
from assistant.pages.pressing import pressed_style
from tests.portfolio_nights import TICKETS, initiative, night, quote, two_lines

TODAY = date(2026, 11, 25)
CLASH = {
    "initiative": "Dock Scan",
    "kind": "stopped_but_worked_on",
    "reason": "The strategy stops it, but 3 tickets are open.",
    "quotes": [quote("Dock Scan stops."), quote("=1+1", TICKETS), quote("In Progress", TICKETS)],
}


@pytest.fixture
def board() -> Board:
    return board_of(two_lines(contradictions=[CLASH]))


def test_a_cell_says_how_it_is_linked_and_how_much_work_is_open_without_its_colour(board: Board) -> None:
    page = heat_map_html(board, (0, 1))
    (linked,) = re.findall(r"<td[^>]*b-explicit[^>]*>.*?</td>", page)
    assert 'aria-label="Named in its own words, 8 open"' in linked
    assert "<b>8</b>" in linked
    assert page.count("<td></td>") == 3, "an empty one is as small as can be: there may be thousands"
    assert page.count('tabindex="0"') == 2, "the region and one cell are reached by Tab"
    assert "Inferred" in legend_html(board)


def test_cells_are_shaded_by_the_open_work_of_their_initiative(board: Board) -> None:
    assert [board.heat(line) for line in board.lines] == [4, 1]
    idle = board_of(
        night(
            "g",
            [initiative("A", "aligned", ("Calm docks", "inferred"))],
            [two_lines().assessments["Dock Scan"] | {"initiative": "A"}],
        )
    )
    assert idle.heat(idle.lines[0]) == 0
    assert "Open work" in legend_html(board)
    assert "Open work" not in legend_html(idle), "where there is no work, none is counted"
    assert "<b></b>" in heat_map_html(idle, (0,))


def test_a_cell_leads_to_the_quotes_of_its_link_and_an_empty_one_to_both_sides(board: Board) -> None:
    linked = pressed_of("cell/0/0", board)
    assert linked
    content = content_of(linked, board)
    assert content.eyebrow == "Named in its own words"
    assert [row["quote"] for row in content.rows] == ["Dock Scan serves Calm docks."]
    empty = pressed_of("cell/0/1", board)
    assert empty
    content = content_of(empty, board)
    assert (content.eyebrow, content.words) == ("No link found", "About Dock Scan.")
    assert [row["quote"] for row in content.rows] == ["Dock Scan serves calm docks.", "Full shelves"]


def test_a_night_of_an_older_version_leads_to_the_quotes_of_the_finding() -> None:
    old = two_lines()
    del old.portfolio["initiatives"][0]["outcomes"][0]["quotes"]
    del old.portfolio["left_over"]
    board = board_of(old)
    pressed = pressed_of("cell/0/0", board)
    assert pressed
    assert [row["quote"] for row in content_of(pressed, board).rows] == ["Dock Scan serves calm docks."]
    assert 'data-press="problem/0"' not in left_html(board)


@pytest.mark.parametrize("value", ["aim/0", "verdict/1", "problem/0", "player/0", "clash/0/1/1", "steering/1/0"])
def test_everything_that_can_be_pressed_is_known(board: Board, value: str) -> None:
    pressed = pressed_of(value, board)
    assert pressed
    assert pressed.value == value
    assert content_of(pressed, board).eyebrow


@pytest.mark.parametrize(
    "value", ["", "cell", "cell/0", "cell/9/0", "cell/0/-1", "clash/0/7/0", "aim/0/0", "x/1", 'aim/"]']
)
def test_what_is_on_no_board_is_not_pressed(board: Board, value: str) -> None:
    assert pressed_of(value, board) is None


def test_what_is_pressed_is_marked_where_it_stands() -> None:
    assert 'tr[data-line="3"] td:nth-child(4)' in pressed_style("portfolio", "cell/3/2")
    assert '.st-key-brief [data-press="stale/0/1"]:not(tr)' in pressed_style("brief", "stale/0/1")


def test_filters_and_order_choose_what_is_shown(board: Board) -> None:
    assert chosen(board, Wanted(), Order()) == (0, 1)
    assert chosen(board, Wanted(), Order().pressed("open")) == (1, 0)
    assert chosen(board, Wanted(), Order("name", False).pressed("name")) == (1, 0)
    assert chosen(board, Wanted("calm DOCK"), Order()) == (0,)
    assert chosen(board, Wanted(verdicts=(Verdict.OUTPUT_DRIVEN,)), Order()) == (1,)
    assert chosen(board, Wanted(owner="Ana Sousa"), Order()) == (0,)
    assert chosen(board, Wanted("moon"), Order()) == ()
    assert chosen(board, Wanted(), Order("owner", False)) == (0, 1), "who has no owner comes last"


def test_the_head_of_the_sorted_column_says_so(board: Board) -> None:
    page = table_html(board, (0, 1), Order("done", True))
    assert page.count('aria-sort="descending"') == 1
    assert page.index('aria-sort="descending"') < page.index('data-press="sort/done"') < page.index("sort/weakest")


def test_names_are_words_and_never_markup(board: Board) -> None:
    for page in (heat_map_html(board, (0, 1)), table_html(board, (0, 1), Order()), left_html(board)):
        assert "Night &lt;b&gt;Lamp&lt;/b&gt;" in page
        assert "<b>Lamp" not in page


def test_what_is_left_over_is_listed_and_leads_to_what_it_is_known_from(board: Board) -> None:
    page = left_html(board)
    for press in ("aim/1", "verdict/1", "problem/0"):
        assert f'data-press="{press}"' in page
    assert "player/0" not in page, "nothing is known of them to show"
    assert "Night crews" in page
    assert "4 of them (40%) below no outcome" in head_html(board)


def test_a_contradiction_has_what_is_wanted_on_one_side_and_what_is_recorded_on_the_other(board: Board) -> None:
    page = clashes_html(board.clashes, TODAY)
    first, second = page.split('data-press="clash/0/1/0"')
    assert "Dock Scan stops." in first
    assert "In Progress" in second
    assert sides(CLASH["quotes"][1:]) == ((CLASH["quotes"][1],), (CLASH["quotes"][2],))
    assert "No document contradicts" in clashes_html((), TODAY)


def test_the_reading_of_the_steering_shows_its_quotes(board: Board) -> None:
    page = steering_html(board.steering, TODAY)
    assert "Both" in page
    assert "Vans leave on time." in page
    assert "Ship it." in page


def test_the_workbook_holds_every_quote_as_text(board: Board) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(board, TODAY)))
    rows = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    assert rows["Initiatives"][1][:2] == ["Dock Scan", "Aligned"]
    assert rows["Initiatives"][1][9] == "Calm docks"
    assert rows["Heat map"][1] == ["Dock Scan", "explicit 8", None]
    assert ["Problem that no initiative takes up", "Torn straps"] in rows["Left over"]
    assert any("Crews scan every pallet." in row for row in rows["Quotes"])
    assert rows["Contradictions"][1][3:] == ["Dock Scan stops.", "strategy/s.md · Strategy · 12 January 2026"]
    formula = next(cell for row in book["Contradictions"].iter_rows() for cell in row if cell.value == "=1+1")
    assert formula.data_type == "s"


def test_the_pdf_holds_the_verdicts_the_heat_map_and_the_contradictions(board: Board) -> None:
    with pypdfium2.PdfDocument(pdf_of(board, TODAY)) as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    for words in ("Dock Scan Aligned Ana Sousa", "Night <b>Lamp</b> Output-driven", "1 Calm docks share of late vans"):
        assert words in text
    assert "“Dock Scan stops.”" in text
    assert "Both: Some of the work" in text
