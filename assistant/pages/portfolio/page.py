"""The page Portfolio: every initiative against every outcome, with the quotes behind each cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from assistant.domain import Verdict
from assistant.pages import frame
from assistant.pages.frame import Backstage
from assistant.pages.kept_night import night_to_show
from assistant.pages.portfolio.board import COLUMNS, Board, Order, Wanted, board_of, chosen
from assistant.pages.portfolio.heat_map import heat_map_html, legend_html, table_html
from assistant.pages.portfolio.parts import clashes_html, left_html, steering_html
from assistant.pages.portfolio.quotes_panel import Pressed, draw_panel, pressed_of, read_panel
from assistant.pages.pressing import listen, show_pressed
from assistant.pages.sign_in.person import Person
from assistant.pages.source.source_view import Opened, Reader, draw_source
from assistant.pages.wording import VERDICTS, counted

AREA = "portfolio"
_PRESSED, _SOURCE, _ORDER = "portfolio-pressed", "portfolio-source", "portfolio-order"
_PROMISE = (
    "Every initiative against every outcome of the strategy. Press a cell, a name or a quote to see what it stands on."
)
_EVERYBODY = "Every owner"


def draw(backstage: Backstage, person: Person) -> None:
    """Draw the page for a person."""
    groups = person.groups
    shelf = frame.entered(backstage, person)
    if shelf is None:
        return
    with st.container(key=AREA):
        head = f'<div class="b-page-head"><h1>Portfolio</h1><p>{_PROMISE}</p></div>'
        night = night_to_show(backstage, shelf, groups, head)
        if night is None:
            return
        board = board_of(night)
        _draw_board(board)
    pressed: Pressed | None = st.session_state.get(_PRESSED)
    if pressed is not None and pressed.generation == board.generation:
        reader = Reader(shelf, groups, frame.entries(backstage, shelf.generation(groups)).get)
        _draw_beside(board, pressed, reader)


def _draw_board(board: Board) -> None:
    today = date.today()
    listen(AREA, partial(_press, board))
    with st.container(key="portfolio-top", horizontal=True, vertical_alignment="bottom"):
        st.html(head_html(board))
        _draw_downloads(board)
    if not board.lines:
        st.html(f'<p class="b-notice">{_EMPTY}</p>')
    else:
        _draw_tables(board)
    st.html('<div class="b-section"><h2>Left over</h2></div>' + left_html(board))
    st.html(f'<div class="b-section"><h2>Contradictions</h2></div>{clashes_html(board.clashes, today)}')
    st.html(f'<div class="b-section"><h2>How the work is steered</h2></div>{steering_html(board.steering, today)}')


_EMPTY = (
    "No document lists initiatives. Add a work export, a roadmap, or pages in a folder <code>initiatives</code>, "
    "and run <code>bearing ingest</code>."
)


def head_html(board: Board) -> str:
    """Return the head of the page."""
    amounts = [
        counted(len(board.lines), "initiative", "initiatives"),
        counted(len(board.aims), "outcome", "outcomes"),
        counted(board.open_work, "open item of work", "open items of work"),
    ]
    if board.open_work:
        amounts.append(f"{board.unlinked:,} of them ({board.unlinked / board.open_work:.0%}) below no outcome")
    return (
        f'<div class="b-page-head"><h1>Portfolio</h1><p>{_PROMISE}</p>'
        f'<p class="b-eyebrow">{" · ".join(amounts)}</p></div>'
    )


def _draw_downloads(board: Board) -> None:
    """Draw the two exports; a file is made when it is asked for."""
    today = date.today()
    kinds = (("Excel", "xlsx", _workbook, "with every quote"), ("PDF", "pdf", _sheet, "to print"))
    with st.container(key="portfolio-files", horizontal=True):
        for label, ending, made, words in kinds:
            name, told = f"portfolio {today:%Y-%m-%d}.{ending}", f"The whole portfolio, {words}"
            key = f"portfolio-{ending}"
            st.download_button(label, partial(made, board, today), name, key=key, on_click="ignore", help=told)


def _workbook(board: Board, today: date) -> bytes:
    from assistant.pages.portfolio.xlsx import xlsx_of  # its library would delay the first page of all

    return xlsx_of(board, today)


def _sheet(board: Board, today: date) -> bytes:
    from assistant.pages.portfolio.pdf import pdf_of  # as above

    return pdf_of(board, today)


def _draw_tables(board: Board) -> None:
    wanted = _draw_filters(board)
    order: Order = st.session_state.get(_ORDER, Order())
    numbers = chosen(board, wanted, order)
    if not numbers:
        st.html('<p class="b-notice" role="status">No initiative is like that. Take a filter away.</p>')
        return
    st.html(_section("Initiatives and outcomes", len(numbers), len(board.lines)))
    if board.aims:
        st.html(legend_html(board) + heat_map_html(board, numbers))
    else:
        st.html('<p class="b-notice">No strategy document names an outcome, so that there is nothing to serve.</p>')
    st.html(_section("Verdicts", len(numbers), len(board.lines)))
    st.html(table_html(board, numbers, order))


def _section(title: str, shown: int, of: int) -> str:
    amount = f"{shown} of {of} shown" if shown < of else counted(of, "initiative", "initiatives")
    return f'<div class="b-section"><h2>{title}</h2><p class="b-quiet">{amount}</p></div>'


def _draw_filters(board: Board) -> Wanted:
    """Draw the filters, and return what they let through."""
    amounts = {one: sum(line.verdict is one for line in board.lines) for one in VERDICTS}
    owners = sorted({line.owner for line in board.lines if line.owner}, key=str.casefold)
    with st.container(key="portfolio-filters", horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Find", key="portfolio-words", placeholder="Initiative, owner, status or outcome")
        owner = st.selectbox("Owner", [_EVERYBODY, *owners], key="portfolio-owner")
        verdicts: Sequence[Verdict] = st.pills(
            "Verdict",
            [one for one, amount in amounts.items() if amount],
            selection_mode="multi",
            format_func=lambda one: f"{VERDICTS[one][0]} {amounts[one]}",
            key="portfolio-verdicts",
        )
    return Wanted(words or "", tuple(verdicts), "" if owner == _EVERYBODY else owner)


def _press(board: Board, value: str) -> None:
    """Open what was pressed, close it when it is open, or sort."""
    sort, _, column = value.partition("/")
    if sort == "sort" and column in COLUMNS:
        st.session_state[_ORDER] = st.session_state.get(_ORDER, Order()).pressed(column)
        return
    pressed = pressed_of(value, board)
    again = pressed == st.session_state.get(_PRESSED)
    st.session_state[_PRESSED] = None if again else pressed
    st.session_state[_SOURCE] = Opened(0, 1) if pressed is not None and pressed.is_quote else None


def _draw_beside(board: Board, pressed: Pressed, reader: Reader) -> None:
    """Draw the panel of what is pressed, or the source of one of its quotes."""
    content, quotes, assessment = read_panel(reader.shelf, reader.groups, pressed, board)
    opened: Opened | None = st.session_state.get(_SOURCE)
    show_pressed(AREA, pressed.value)
    if opened is None or opened.number > len(quotes):
        draw_panel(content, quotes, assessment, date.today(), _open, _close)
        return
    leave = "Close" if pressed.is_quote else "Back"
    draw_source(quotes[opened.number - 1], board.generation, opened, reader, date.today(), _turn_to, leave=leave)


def _open(number: int) -> None:
    st.session_state[_SOURCE] = Opened(0, number)


def _turn_to(opened: Opened | None) -> None:
    st.session_state[_SOURCE] = opened
    pressed: Pressed | None = st.session_state.get(_PRESSED)
    if opened is None and pressed is not None and pressed.is_quote:
        _close()


def _close() -> None:
    st.session_state[_PRESSED] = None
    st.session_state[_SOURCE] = None
