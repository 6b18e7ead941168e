"""The side bar: the name, a new conversation, filters by kind, the state of the index, who reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.domain import Kind
from assistant.pages.holdings.state import State
from assistant.pages.safe import html_text, shortened
from assistant.pages.sign_in.person import LOCAL, Person
from assistant.pages.sign_in.sign_in import sign_out
from assistant.pages.wording import KINDS, counted

KINDS_KEY = "kinds"
SINCE_KEY = "since"
_KINDS_KEPT, _SINCE_KEPT, _UNCOVERING = "kinds-kept", "since-kept", "uncovering"
_SPANS = {"30 days": 30, "3 months": 91, "12 months": 365}
_NAME_LENGTH = 60
_NO_SIGN_IN = "No sign-in: shows what everyone may read, on this computer only."
_UNCOVER = """<script>
if (window.innerWidth < 768) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
/* {page} */</script>"""


def draw_brand() -> None:
    """Draw the name."""
    st.html('<div class="b-brand"><span class="b-needle" aria-hidden="true"></span>Bearing</div>')


def draw_navigation(pages: Iterable[StreamlitPage], here: StreamlitPage) -> None:
    """Draw a link to each page; on a phone, where the side bar covers the page, going to one uncovers it."""
    if KINDS_KEY in st.session_state:  # a choice that was made just before leaving comes with the way to the other page
        st.session_state[_KINDS_KEPT] = st.session_state[KINDS_KEY]
    if SINCE_KEY in st.session_state:
        st.session_state[_SINCE_KEPT] = st.session_state[SINCE_KEY]
    with st.container(key="navigation"):
        for page in pages:
            st.page_link(page, width="stretch")
        before = st.session_state.get("page", here.url_path)
        st.session_state["page"] = here.url_path
        to = here.url_path if before != here.url_path else st.session_state.pop(_UNCOVERING, None)
        if to is not None:
            st.html(_UNCOVER.format(page=html_text(to)), unsafe_allow_javascript=True)
        else:
            st.empty()


def draw_new_conversation(on_new: Callable[[], None], *, disabled: bool) -> None:
    """Draw the button that starts anew."""
    st.button("New conversation", key="new-conversation", on_click=on_new, disabled=disabled, width="stretch")


def draw_filters(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Draw the filter and return the kinds that are chosen; none means all."""
    if len(kinds) < 2:
        return ()
    st.html('<p class="b-eyebrow">Search only in</p>')
    if KINDS_KEY not in st.session_state:  # Streamlit forgets it on another page
        st.session_state[KINDS_KEY] = [kind for kind in st.session_state.get(_KINDS_KEPT, ()) if kind in kinds]
    chosen = st.pills(
        "Search only in",
        kinds,
        selection_mode="multi",
        format_func=lambda kind: KINDS[kind],
        key=KINDS_KEY,
        label_visibility="collapsed",
    )
    st.session_state[_KINDS_KEPT] = chosen
    return tuple(kind for kind in kinds if kind in chosen)


def draw_since(today: date) -> date | None:
    """Draw the filter by date and return the day since which documents are searched, None for whenever."""
    st.html('<p class="b-eyebrow">Dated in the last</p>')
    if SINCE_KEY not in st.session_state:
        st.session_state[SINCE_KEY] = st.session_state.get(_SINCE_KEPT)
    chosen = st.pills("Dated in the last", list(_SPANS), key=SINCE_KEY, label_visibility="collapsed")
    st.session_state[_SINCE_KEPT] = chosen
    return today - timedelta(days=_SPANS[chosen]) if chosen else None


def uncover(where: str | None) -> None:
    """Let the next drawing uncover the page on a phone, where the side bar covers it; `where` it leads to."""
    st.session_state[_UNCOVERING] = where or "new"


def draw_state(state: State) -> None:
    """Draw how old the index is and what failed last night."""
    st.html(state_html(state))


def state_html(state: State) -> str:
    """Return the state of the index: fresh or stale, how much it holds, which files could not be read and why."""
    sort = "stale" if state.stale or state.refused else "fresh"
    warning = ""
    if state.stale:
        warning = "<p>It has missed a night. Ask whoever runs <code>bearing ingest</code>.</p>"
    elif state.refused:
        warning = "<p>The last night was not published. The page Sources says more.</p>"
    dot = '<span class="b-dot" aria-hidden="true"></span>'
    return (
        f'<div class="b-state b-{sort}"><p class="b-eyebrow">Index</p>'
        f'<p class="b-state-line">{dot}Checked {html_text(state.checked)}</p>{warning}'
        f'<p class="b-quiet">{counted(state.documents, "document", "documents")}, built {html_text(state.built)}</p>'
        f"{_failures(state)}</div>"
    )


def _failures(state: State) -> str:
    if not state.failures:
        return '<p class="b-quiet">Every file could be read.</p>'
    rows = "".join(f"<li><b>{html_text(one.path)}</b>{html_text(one.reason)}</li>" for one in state.failures)
    count = counted(len(state.failures), "file", "files")
    return f"<details><summary>{count} could not be read</summary><ul>{rows}</ul></details>"


def draw_reader(person: Person) -> None:
    """Say for whom the page reads; who signed in may sign out."""
    if person == LOCAL:
        st.html(f'<p class="b-quiet b-reader">{_NO_SIGN_IN}</p>')
        return
    who = f"<strong>{html_text(shortened(person.name, _NAME_LENGTH))}</strong>"
    st.html(f'<p class="b-quiet b-reader">Signed in as {who}</p>')
    st.button("Sign out", key="sign-out", on_click=sign_out)
