"""The page Ask: a conversation, with the source of a citation beside it."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial
from time import monotonic, sleep

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.conversations.store import Conversations
from assistant.domain import Scope
from assistant.errors import BearingError
from assistant.pages import blank, frame, sidebar
from assistant.pages.ask import address, conversation_list
from assistant.pages.ask.asking import Asking
from assistant.pages.ask.kept import PARAMETER, draw_kept
from assistant.pages.ask.talk import Talk
from assistant.pages.ask.turn_actions import draw_actions, draw_editing, draw_next
from assistant.pages.ask.turns import Shown, claims_html, draw_turn, question_html
from assistant.pages.ask.visit import Visit
from assistant.pages.citations import Citations, draw_pressed
from assistant.pages.frame import Backstage
from assistant.pages.safe import notice_html
from assistant.pages.shelf import Shelf
from assistant.pages.sign_in.person import Person
from assistant.pages.source.source_view import Opened, Reader, draw_source

LONGEST_QUESTION = 2_000
_QUICK, _TICK = 0.4, 0.1
"""Seconds within which an answer needs no sign of waiting; and after which a page that waits can be interrupted."""
_PATIENCE = 2.0
"""Seconds that the buttons below an answer wait for the answers of others."""
_TALK = "talk"
_NO_SUCH = "There is no such conversation. It may have been deleted, or it is somebody else's."
_UNREADABLE = "This conversation cannot be read just now. Load the page again later."
_UNKEPT = "This conversation could not be written down: it will be gone when the page is closed."
_SHOW_TURN = """<script>
document.querySelector(".st-key-turn-{number} .b-question")?.scrollIntoView({{block: "start", behavior: "smooth"}});
/* {when} */</script>"""
_AFTER_STOP = """<script>
// The button that had the focus is gone: it goes on to the one that asks again.
setTimeout(() => {{
  if (document.activeElement === document.body) document.querySelector(".st-key-again-{number} button")?.focus();
}}, 150);
</script>"""
_log = logging.getLogger(__name__)


def draw(backstage: Backstage, person: Person) -> None:
    """Draw the page for a person."""
    shelf = frame.opened(backstage, person.groups)
    if shelf is None:
        return
    talk = _talk(shelf, person)
    visit = Visit(backstage, talk)
    scope, listing = _draw_sidebar(visit)
    submitted = st.chat_input("Ask about your organisation", key="question", max_chars=LONGEST_QUESTION)
    _begin(talk, submitted, scope)
    address.tell(talk.id)
    _draw_conversations(talk, listing)
    _draw_conversation(visit)
    _draw_opened(visit)


def _talk(shelf: Shelf, person: Person) -> Talk:
    """Return the conversation that is open, or the one that the address asks for."""
    talk: Talk | None = st.session_state.get(_TALK)
    if talk is None or talk.shelf is not shelf or talk.person.key != person.key:
        talk = Talk(shelf, person)
    elif talk.person.groups != person.groups:  # what was shown to other groups is made again for these
        talk.stop()
        talk = _reopened(shelf, person, talk.id)
    if name := address.asked_for(talk.id):
        talk.stop()
        talk = _reopened(shelf, person, name)
    st.session_state[_TALK] = talk
    try:
        talk.follow(shelf.generation(person.groups))
    except BearingError:
        _log.exception("the conversation could not be read as it stands now")
    return talk


def _reopened(shelf: Shelf, person: Person, name: str | None) -> Talk:
    """Return a kept conversation, or an empty one that says why there is none."""
    if name is None:
        return Talk(shelf, person)
    try:
        with st.spinner("Opening the conversation"):
            found = Talk.reopened(shelf, person, name)
    except BearingError:
        _log.exception("a conversation could not be read")
        return Talk(shelf, person, notice=_UNREADABLE)
    return found or Talk(shelf, person, notice=_NO_SUCH)


def _draw_sidebar(visit: Visit) -> tuple[Scope, DeltaGenerator]:
    """Draw the side bar; return where is searched, and where the conversations go once it is known which is open."""
    talk, groups = visit.talk, visit.talk.person.groups
    empty = talk.is_empty and not st.session_state.get("question")
    with st.sidebar:
        sidebar.draw_new_conversation(partial(_go_to, talk, None), disabled=empty)
        kinds = sidebar.draw_filters(talk.shelf.kinds(groups))
        since = sidebar.draw_since(date.today())
        listing = st.container()
        frame.draw_state(visit.backstage, talk.shelf, groups)
        sidebar.draw_reader(talk.person)
    return Scope(kinds, since), listing


def _draw_conversations(talk: Talk, listing: DeltaGenerator) -> None:
    conversations = Conversations(talk.shelf.index, talk.person.key)
    with listing:
        conversation_list.draw_latest(conversations, talk.id, partial(_go_to, talk))
    conversation_list.draw_all(conversations, talk.id, partial(_go_to, talk))


def _go_to(talk: Talk, name: str | None) -> None:
    """Open another conversation, or start a new one; what is on its way is stopped and can be asked again."""
    talk.stop()
    there = _reopened(talk.shelf, talk.person, name)
    st.session_state[_TALK] = there
    address.tell(there.id)
    sidebar.uncover(name)


def _begin(talk: Talk, submitted: str | None, scope: Scope) -> None:
    """Let be answered what was typed, or asked by a button."""
    talk.settle()
    asked = (submitted, False) if submitted else talk.wanted
    talk.wanted = None
    if asked is not None:
        talk.ask(asked[0], scope, again=asked[1])


def _draw_conversation(visit: Visit) -> None:
    """Draw the turns so far and the question on its way; with neither, the answer of the address or the welcome."""
    talk, kept = visit.talk, st.query_params.get(PARAMETER)
    if talk.notice:
        st.html(notice_html(talk.notice))
    if kept:
        draw_kept(talk.shelf, talk.person.groups, kept, _close_kept)
    if talk.is_empty:
        if not kept:
            _draw_welcome(visit)
        return
    asking = talk.asking
    before = talk.turns[: asking.number] if asking else talk.turns
    rooms = [st.container(key=f"turn-{number}") for number in range(len(before))]
    answered = False
    if asking:  # what stands above stays as it is until there is an answer
        newest = st.container(key=f"turn-{asking.number}")
        with newest:
            answered = _draw_asking(visit, asking)
    for number, (room, shown) in enumerate(zip(rooms, before, strict=True)):
        with room:
            _draw_one(visit, number, shown)
    if asking and answered:
        with newest:
            draw_next(visit, asking.number)
    if talk.unkept:
        st.html(notice_html(_UNKEPT))


def _close_kept() -> None:
    st.query_params.pop(PARAMETER, None)


def _draw_welcome(visit: Visit) -> None:
    shelf, groups = visit.talk.shelf, visit.talk.person.groups
    with st.container(key="welcome"):
        blank.draw_welcome(shelf.documents(groups))
        try:
            with st.container(key="examples"), st.spinner("Looking for questions that your documents answer"):
                blank.draw_examples(shelf.examples(groups), visit.want)
            shelf.warm(groups)
        except Exception:  # noqa: BLE001 - examples are a courtesy: without them the page is still the page
            _log.exception("an example question could not be tried")


def _draw_one(visit: Visit, number: int, shown: Shown) -> None:
    last = number == len(visit.talk.turns) - 1
    if last and visit.talk.editing:
        draw_editing(visit, number, shown.asked, LONGEST_QUESTION)
    else:
        st.html(question_html(shown.asked))
    if last and shown.stopped:
        st.html(_AFTER_STOP.format(number=number), unsafe_allow_javascript=True)
    else:
        st.empty()  # where the script was, so that nothing is drawn anew
    st.empty()  # where the answer grew
    _draw_answer(visit, number, shown, fresh=False)
    draw_actions(visit, number, shown)
    st.empty()  # where the second script was
    if last:
        draw_next(visit, number)


def _draw_answer(visit: Visit, number: int, shown: Shown, *, fresh: bool) -> None:
    live = visit.talk.shelf.generation(visit.talk.person.groups)
    draw_turn(number, shown, live, date.today(), partial(_open, visit.talk, number), fresh=fresh)


def _give_way(shelf: Shelf) -> None:
    """Wait while others wait for an answer, at most a while: who reads one can do without what is drawn below it."""
    ends = monotonic() + _PATIENCE
    while shelf.is_busy and monotonic() < ends:
        frame.let_interrupt()
        sleep(_TICK)


def _draw_asking(visit: Visit, asking: Asking) -> bool:
    """Draw a question on its way: what there is of its answer, and then the answer; tell whether there is one.

    Who goes to another page meanwhile finds it answered on the way back.
    """
    talk, number = visit.talk, asking.number
    st.html(question_html(asking.question))
    st.html(_SHOW_TURN.format(number=number, when="asked"), unsafe_allow_javascript=True)
    growing = st.empty()
    asking.wait(_QUICK, None)
    if not asking.ended:
        _draw_waiting(talk, asking, growing)
    growing.empty()
    shown = talk.settle()
    if shown is None:
        return False
    _draw_answer(visit, number, shown, fresh=asking.sofar is None and not talk.shelf.is_busy)
    _give_way(talk.shelf)
    draw_actions(visit, number, shown)
    # Again, since only now there is enough below the question for it to reach the top.
    st.html(_SHOW_TURN.format(number=number, when="answered"), unsafe_allow_javascript=True)
    return True


def _draw_waiting(talk: Talk, asking: Asking, growing: DeltaGenerator) -> None:
    """Draw what there is so far and the button that stops it, until the question has come to its end."""
    drawn = None
    with growing.container():
        grown = st.empty()
        with st.container(key="waiting", horizontal=True, vertical_alignment="center"):
            st.button("Stop", key="stop", on_click=talk.stop)
            with st.spinner("Reading the documents"):
                while not asking.ended:
                    if asking.sofar is not None and asking.sofar is not drawn:
                        drawn = asking.sofar
                        grown.html(claims_html(drawn))
                    frame.let_interrupt()
                    asking.wait(_TICK, drawn)


def _draw_opened(visit: Visit) -> None:
    """Draw the source of the citation that is open."""
    talk = visit.talk
    opened = talk.opened
    turn = talk.turns[opened.turn].turn if opened and opened.turn < len(talk.turns) else None
    if opened is None or turn is None:
        return
    quotes = Citations.of(turn.answer).quotes
    if opened.number <= len(quotes):
        entries = frame.entries(visit.backstage, talk.shelf.generation(talk.person.groups))
        reader = Reader(talk.shelf, talk.person.groups, entries.get)
        draw_pressed(opened.turn, opened.number)
        quote, generation = quotes[opened.number - 1], turn.answer.generation
        draw_source(quote, generation, opened, reader, date.today(), partial(_turn_to, talk))


def _open(talk: Talk, turn: int, number: int) -> None:
    """Open a citation, or close it when it is open."""
    now = talk.opened
    talk.opened = None if now and (now.turn, now.number) == (turn, number) else Opened(turn, number)


def _turn_to(talk: Talk, opened: Opened | None) -> None:
    talk.opened = opened
