"""What was pressed on the portfolio, beside it: the quotes of a cell or an outcome, or a whole verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assistant.domain import Answer, Assessment, Dimension, Quote
from assistant.nights.reading_back import read_assessment, read_quotes
from assistant.pages.citations import Citations, draw_chips
from assistant.pages.portfolio.board import Aim, Board, Left, Rows
from assistant.pages.portfolio.heat_map import LINKS
from assistant.pages.safe import html_text
from assistant.pages.shelf import Groups, Shelf
from assistant.pages.source.source_view import PANEL
from assistant.pages.verdict import draw_verdict

_CARD = 0
"""The panel draws one card at a time, where a conversation has turns."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed on the board of a generation: a sort of thing, and the numbers that say which."""

    generation: str
    sort: str
    at: tuple[int, ...]

    @property
    def value(self) -> str:
        """Return the value that the page has for it."""
        return "/".join((self.sort, *map(str, self.at)))

    @property
    def is_quote(self) -> bool:
        """Whether it is a quote, whose source opens at once."""
        return self.sort in ("clash", "steering")


@dataclass(frozen=True, slots=True)
class Content:
    """What the panel says before and between the quotes: runs of quotes, each with what they are."""

    eyebrow: str
    title: str
    words: str
    runs: tuple[tuple[str, Rows], ...]

    @property
    def rows(self) -> Rows:
        """Return all quotes in their order."""
        return tuple(row for _, rows in self.runs for row in rows)


def pressed_of(value: str, board: Board) -> Pressed | None:
    """Return what a value of the page means, None where the board has no such thing."""
    sort, *numbers = value.split("/")
    if not all(number.isdecimal() for number in numbers):
        return None
    found = Pressed(board.generation, sort, tuple(map(int, numbers)))
    try:
        content_of(found, board)
    except (LookupError, ValueError):
        return None
    return found


def content_of(pressed: Pressed, board: Board) -> Content:
    """Return what the panel says of what was pressed.

    Raises:
        LookupError, ValueError: the board has no such thing.
    """
    match pressed.sort, pressed.at:
        case "cell", (line, number):
            return _cell(board, line, board.aims[number])
        case "verdict", (number,):
            return Content("Verdict", board.lines[number].name, "", ())
        case "aim", (number,):
            return _aim(board.aims[number])
        case "problem", (number,):
            return _left("Problem", board.problems[number], "No initiative takes it up.")
        case "player", (number,):
            return _left("Player", board.players[number], "The strategy names them, and no customer record does.")
        case "clash", (number, side, quote):
            clash = board.clashes[number]
            return Content("Contradiction", clash.initiative, "", (("", (clash.sides[side][quote],)),))
        case "steering", (side, quote):
            quotes = (board.steering.product_quotes, board.steering.project_quotes)[side]
            return Content("How the work is steered", "", "", (("", (quotes[quote],)),))
    raise ValueError(pressed.sort)


def _aim(aim: Aim) -> Content:
    served = f"Served by {', '.join(aim.initiatives)}." if aim.initiatives else "No initiative serves it."
    measure = f"Measured by {aim.measure}." if aim.measure else "It has no measure."
    return Content("Outcome", aim.name, f"{measure} {served}", (("", aim.quotes),))


def _left(sort: str, left: Left, words: str) -> Content:
    return Content(sort, left.name, words, (("", left.quotes),))


def _cell(board: Board, number: int, aim: Aim) -> Content:
    """Return what links an initiative and an outcome; where nothing does, what each side says by itself."""
    line = board.lines[number]
    cell, link = line.cells.get(aim.name), board.finding(line.name, Dimension.OUTCOME_LINK)
    title = f"{line.name} → {aim.name}"
    if cell is not None:
        return Content(LINKS[cell.link], title, "", (("", cell.quotes or tuple(link["quotes"])),))
    runs = (("What links the initiative to the strategy", tuple(link["quotes"])), ("The outcome", aim.quotes))
    return Content(LINKS["none"], title, link["reason"], tuple(run for run in runs if run[1]))


def draw_panel(
    content: Content,
    quotes: tuple[Quote, ...],
    assessment: Assessment | None,
    today: date,
    on_open: Callable[[int], None],
    on_close: Callable[[], None],
) -> None:
    """Draw the panel; `quotes` are those of the content that stand in what the reader may read."""
    with st.container(key=PANEL):
        with (
            st.container(key="source-head"),
            st.container(key="source-title", horizontal=True, vertical_alignment="top"),
        ):
            st.html(head_html(content))
            st.button("Close", key="source-close", on_click=on_close)
        if assessment is not None:
            draw_verdict(_CARD, assessment, card_citations(assessment), today, on_open)
            return
        number = 0
        for at, (heading, rows) in enumerate(content.runs):
            if heading:
                st.html(f'<h4 class="b-run">{html_text(heading)}</h4>')
            for row in rows:
                quote = next(
                    (one for one in quotes if one.text == row["quote"] and one.document.id == row["document"]["id"]),
                    None,
                )
                if quote is None:
                    continue
                number = quotes.index(quote) + 1
                st.html(f'<blockquote class="b-quoted">{html_text(quote.text.strip())}</blockquote>')
                draw_chips(_CARD, f"{at}-{number}", Citations(quotes), (number,), today, on_open)
        if not number:
            st.html('<p class="b-notice">There is no quote to show here.</p>')


def head_html(content: Content) -> str:
    """Return the head of the panel."""
    words = f"<p>{html_text(content.words)}</p>" if content.words else ""
    return (
        f'<div class="b-source-head"><p class="b-eyebrow">{html_text(content.eyebrow)}</p>'
        f"<h3>{html_text(content.title)}</h3>{words}</div>"
    )


def card_citations(assessment: Assessment) -> Citations:
    """Return the citations of a verdict card."""
    return Citations.of(Answer("", assessment.generation, assessment=assessment))


def read_panel(
    shelf: Shelf, groups: Groups, pressed: Pressed, board: Board
) -> tuple[Content, tuple[Quote, ...], Assessment | None]:
    """Return what the panel shows, its quotes checked against what the reader may read."""
    content = content_of(pressed, board)
    with shelf.reading(groups) as index:
        if pressed.sort != "verdict":
            return content, read_quotes(content.rows, index), None
        assessment = read_assessment(board.assessments[content.title], index)
    return content, card_citations(assessment).quotes, assessment
