"""The page Ask: a conversation, with the source of a citation beside it."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial

import streamlit as st

from assistant.conversation import Turn, standalone
from assistant.domain import Kind
from assistant.errors import BearingError
from assistant.model_mode import whole
from assistant.pages import blank, frame, sidebar
from assistant.pages.citations import Citations, draw_pressed
from assistant.pages.frame import Backstage
from assistant.pages.kept import PARAMETER, draw_kept
from assistant.pages.person import Person
from assistant.pages.safe import html_text
from assistant.pages.shelf import Groups, Shelf
from assistant.pages.source_view import Opened, Reader, draw_source
from assistant.pages.turns import Growing, Shown, draw_turn, question_html

_LONGEST_QUESTION = 2_000
_FAILED = "Something went wrong while answering. Ask again, or start a new conversation."
_SHOW_TURN = """<script>
document.querySelector(".st-key-turn-{number} .b-question")?.scrollIntoView({{block: "start", behavior: "smooth"}});
/* {when} */</script>"""
_log = logging.getLogger(__name__)


def draw(backstage: Backstage, person: Person) -> None:
    """Draw the page for a person."""
    groups = person.groups
    shelf = frame.opened(backstage, groups)
    if shelf is None:
        return
    turns: list[Shown] = st.session_state.setdefault("turns", [])
    waiting: str | None = st.session_state.pop("waiting", None)
    kinds = _draw_sidebar(backstage, shelf, person, empty=not (turns or waiting or st.session_state.get("question")))
    asked = st.chat_input("Ask about your organisation", key="question", max_chars=_LONGEST_QUESTION) or waiting
    _draw_conversation(shelf, groups, turns, asked, kinds)
    _draw_opened(turns, Reader(shelf, groups, frame.entries(backstage, shelf.generation(groups)).get))


def _draw_sidebar(backstage: Backstage, shelf: Shelf, person: Person, *, empty: bool) -> tuple[Kind, ...]:
    groups = person.groups
    with st.sidebar:
        sidebar.draw_new_conversation(_start_anew, disabled=empty)
        kinds = sidebar.draw_filters(shelf.kinds(groups))
        frame.draw_state(backstage, shelf, groups)
        sidebar.draw_reader(person)
    return kinds


def _draw_conversation(
    shelf: Shelf, groups: Groups, turns: list[Shown], asked: str | None, kinds: tuple[Kind, ...]
) -> None:
    """Draw the turns so far and the one that was just asked; with neither, the answer of the address or the welcome."""
    kept = st.query_params.get(PARAMETER)
    if kept:
        draw_kept(shelf, groups, kept, _close_kept)
    if not turns and not asked and kept:
        return
    if not turns and not asked:
        _draw_welcome(shelf, groups)
        return
    for number, shown in enumerate(turns):
        _draw_one(shelf, groups, number, shown)
    if asked:
        with st.container(key=f"turn-{len(turns)}"):
            st.html(question_html(asked))
            st.html(_SHOW_TURN.format(number=len(turns), when="asked"), unsafe_allow_javascript=True)
            # Until it is answered it waits: who goes to another page meanwhile finds it answered on the way back.
            st.session_state["waiting"] = asked
            growing = Growing(st.empty())
            with growing.slot, st.spinner("Reading the documents"):
                shown = _answered(shelf, groups, asked, kinds, turns, growing)
            growing.clear()
            turns.append(shown)
            st.session_state.pop("waiting", None)
            _draw_answer(len(turns) - 1, shown, shelf.generation(groups), fresh=not growing.drawn)
            _draw_keep(shelf, groups, len(turns) - 1, shown)
            # Again, since only now there is enough below the question for it to reach the top.
            st.html(_SHOW_TURN.format(number=len(turns) - 1, when="answered"), unsafe_allow_javascript=True)


def _draw_welcome(shelf: Shelf, groups: Groups) -> None:
    with st.container(key="welcome"):
        blank.draw_welcome(shelf.documents(groups))
        try:
            with st.container(key="examples"), st.spinner("Looking for questions that your documents answer"):
                blank.draw_examples(shelf.examples(groups), _ask)
            shelf.warm(groups)
        except Exception:  # noqa: BLE001 - examples are a courtesy: without them the page is still the page
            _log.exception("an example question could not be tried")


def _draw_one(shelf: Shelf, groups: Groups, number: int, shown: Shown) -> None:
    with st.container(key=f"turn-{number}"):
        st.html(question_html(shown.asked))
        st.empty()  # where the script was, so that nothing is drawn anew
        st.empty()  # where the answer grew
        _draw_answer(number, shown, shelf.generation(groups), fresh=False)
        _draw_keep(shelf, groups, number, shown)


def _draw_answer(number: int, shown: Shown, live: str, *, fresh: bool) -> None:
    draw_turn(number, shown, live, date.today(), partial(_open, number), fresh=fresh)


def _draw_keep(shelf: Shelf, groups: Groups, number: int, shown: Shown) -> None:
    """Draw the button that keeps an answer; once it is kept, the link under which it is found again."""
    if shown.turn is None or not shown.turn.answer.claims:
        return
    kept: dict[int, str] = st.session_state.setdefault("kept", {})
    with st.container(key=f"keep-{number}"):
        if number in kept:
            link = f"{st.context.url or ''}?{PARAMETER}={kept[number]}"
            st.html(f'<p class="b-understood">Kept. It opens, as it then stands, at {html_text(link)}</p>')
        else:
            st.button("Keep a link", key=f"keep-button-{number}", on_click=_keep, args=(shelf, groups, number, shown))


def _keep(shelf: Shelf, groups: Groups, number: int, shown: Shown) -> None:
    if shown.turn is not None:
        st.session_state["kept"][number] = shelf.keep(groups, shown.turn.answer)


def _close_kept() -> None:
    st.query_params.clear()


def _answered(
    shelf: Shelf, groups: Groups, asked: str, kinds: tuple[Kind, ...], turns: list[Shown], growing: Growing
) -> Shown:
    """Return the answer to a question, or words about what went wrong."""
    before = [shown.turn for shown in turns if shown.turn is not None]
    try:
        answer = whole(shelf.write(groups, asked, kinds, before), growing.draw)
        return Shown(asked, kinds, Turn(standalone(asked, before), answer))
    except BearingError as error:
        return Shown(asked, kinds, None, f"{error}")
    except Exception:  # noqa: BLE001 - the boundary of the page: the log has the traceback, the person has words
        _log.exception("the question could not be answered")
        return Shown(asked, kinds, None, _FAILED)


def _draw_opened(turns: list[Shown], reader: Reader) -> None:
    """Draw the source of the citation that is open."""
    opened: Opened | None = st.session_state.get("opened")
    turn = turns[opened.turn].turn if opened and opened.turn < len(turns) else None
    if opened is None or turn is None:
        return
    quotes = Citations.of(turn.answer).quotes
    if opened.number <= len(quotes):
        draw_pressed(opened.turn, opened.number)
        draw_source(quotes[opened.number - 1], turn.answer.generation, opened, reader, date.today(), _turn_to)


def _open(turn: int, number: int) -> None:
    """Open a citation, or close it when it is open."""
    there = Opened(turn, number)
    now: Opened | None = st.session_state.get("opened")
    st.session_state["opened"] = None if now and (now.turn, now.number) == (turn, number) else there


def _turn_to(opened: Opened | None) -> None:
    st.session_state["opened"] = opened


def _ask(question: str) -> None:
    st.session_state["waiting"] = question


def _start_anew() -> None:
    st.session_state["turns"] = []
    st.session_state["opened"] = None
    st.session_state["kept"] = {}
    st.session_state.pop("waiting", None)
