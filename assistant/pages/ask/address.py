"""The address of the page Ask: it names the conversation that is open, so that reloading, or the link, reopens it."""

from __future__ import annotations

import streamlit as st

CONVERSATION = "conversation"
"""Of the page's address: the name of the conversation to open."""
_SEEN = "conversation-seen"


def asked_for(here: str | None) -> str | None:
    """Return the conversation that the address asks for and that is not open yet.

    An address that the browser already showed when the page was drawn before asks for nothing: the person has opened
    another one since, or begun anew, and the browser has not heard of it.
    """
    named = st.query_params.get(CONVERSATION)
    before = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = named
    return named if named and named not in (here, before) else None


def tell(here: str | None) -> None:
    """Let the address name the conversation that is open."""
    named = st.query_params.get(CONVERSATION)
    if here is None:
        if named is not None:
            del st.query_params[CONVERSATION]
    elif named != here:
        st.query_params[CONVERSATION] = here
