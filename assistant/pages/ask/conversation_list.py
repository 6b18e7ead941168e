"""The conversations of a person: the latest in the side bar, all of them to search, rename and delete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import streamlit as st

from assistant.conversations.store import LONGEST_TITLE, Conversations, Listed
from assistant.errors import BearingError
from assistant.pages.safe import html_text, label_text, shortened
from assistant.pages.wording import counted, hours_ago

_LATEST, _LISTED = 5, 50
_TITLE = 60
_FIELD, _RENAMING, _DELETING, _SHOWN = "conversation-words", "conversation-renaming", "conversation-deleting", "listing"
_UNREADABLE = "Your conversations cannot be read just now. What you ask is answered nonetheless."

Open = Callable[[str | None], None]
"""Opens a conversation by its name; given None, starts a new one."""


def draw_latest(conversations: Conversations, here: str | None, on_open: Open) -> None:
    """Draw the latest conversations in the side bar, the open one marked, and the way to all of them."""
    try:
        found = conversations.listed()
    except BearingError:
        st.html(f'<p class="b-quiet" role="status">{_UNREADABLE}</p>')
        return
    if not found:
        return
    with st.container(key="conversations"):
        st.html('<p class="b-eyebrow">Conversations</p>')
        for one in found[:_LATEST]:
            key = f"{'open-' if one.id == here else ''}conversation-{one.id}"
            title = label_text(shortened(one.title, _TITLE))
            st.button(title, key=key, on_click=on_open, args=(one.id,), type="tertiary", width="stretch", wrap=False)
        st.button(f"All conversations ({len(found)})", key="all-conversations", on_click=_show, type="tertiary")


def _show() -> None:
    for name in (_RENAMING, _DELETING, _FIELD):
        st.session_state.pop(name, None)
    st.session_state[_SHOWN] = True


def draw_all(conversations: Conversations, here: str | None, on_open: Open) -> None:
    """Draw all conversations over the page, when that was asked for."""
    if st.session_state.pop(_SHOWN, False):
        _draw_dialog(conversations, here, on_open)


@st.dialog("Your conversations", width="large")
def _draw_dialog(conversations: Conversations, here: str | None, on_open: Open) -> None:
    words = st.text_input("Search in titles and questions", key=_FIELD)
    try:
        found = conversations.listed(words or "")
    except BearingError:
        st.html(f'<p class="b-quiet" role="status">{_UNREADABLE}</p>')
        return
    with st.container(key="conversation-list"):
        for one in found[:_LISTED]:
            _draw_row(conversations, one, here, on_open)
    st.html(f'<p class="b-quiet" role="status">{html_text(_told(len(found), words))}</p>')


def _told(found: int, words: str | None) -> str:
    """Return what a list of so many conversations needs to be said below it."""
    if not found:
        return f"No conversation has “{words}” in its title or its questions." if words else "There is none yet."
    more = f"The latest {_LISTED} of {found}: search for the others. " if found > _LISTED else ""
    return f"{more}Only you see them. The address of the page reopens the one that is open."


def _draw_row(conversations: Conversations, one: Listed, here: str | None, on_open: Open) -> None:
    with st.container(key=f"row-{one.id}"):
        if st.session_state.get(_RENAMING) == one.id:
            _draw_renaming(conversations, one)
        elif st.session_state.get(_DELETING) == one.id:
            _draw_deleting(conversations, one, here, on_open)
        else:
            _draw_plain(one, on_open)


def _draw_plain(one: Listed, on_open: Open) -> None:
    opened = st.button(label_text(one.title), key=f"list-open-{one.id}", type="tertiary", width="stretch")
    if opened:
        on_open(one.id)
        st.rerun()  # of the whole page, which also closes the list
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        asked = counted(one.questions, "question", "questions")
        st.html(f'<p class="b-quiet">{asked} · {html_text(_when(one.changed))}</p>')
        name = label_text(one.title)
        st.button(
            "Rename", key=f"list-rename-{one.id}", type="tertiary", help=name, on_click=_mark, args=(_RENAMING, one.id)
        )
        st.button(
            "Delete", key=f"list-delete-{one.id}", type="tertiary", help=name, on_click=_mark, args=(_DELETING, one.id)
        )


def _when(changed: str) -> str:
    return hours_ago(max(timedelta(), datetime.now(UTC) - datetime.fromisoformat(changed)) / timedelta(hours=1))


def _mark(what: str, name: str | None) -> None:
    for sort in (_RENAMING, _DELETING):
        st.session_state[sort] = name if sort == what else None


def _draw_renaming(conversations: Conversations, one: Listed) -> None:
    with st.form(key=f"rename-form-{one.id}", border=False):
        st.text_input("New title", one.title, key=f"title-{one.id}", max_chars=LONGEST_TITLE)
        with st.container(horizontal=True, gap="small"):
            rename = partial(_rename, conversations, one.id)
            st.form_submit_button("Save", key=f"rename-save-{one.id}", on_click=rename)
            st.form_submit_button("Cancel", key=f"rename-cancel-{one.id}", on_click=partial(_mark, _RENAMING, None))


def _rename(conversations: Conversations, name: str) -> None:
    conversations.rename(name, str(st.session_state.get(f"title-{name}") or ""))
    _mark(_RENAMING, None)


def _draw_deleting(conversations: Conversations, one: Listed, here: str | None, on_open: Open) -> None:
    st.html(f'<p role="alert">Delete “{html_text(one.title)}” for good?</p>')
    with st.container(horizontal=True, gap="small"):
        if st.button("Delete it", key=f"list-delete-yes-{one.id}"):
            conversations.delete(one.id)
            _mark(_DELETING, None)
            if one.id == here:
                on_open(None)
                st.rerun()
            st.rerun(scope="fragment")
        st.button("Keep it", key=f"list-delete-no-{one.id}", on_click=_mark, args=(_DELETING, None))
