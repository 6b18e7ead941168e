"""Who reads: whom Streamlit's sign-in knows (OpenID Connect), held against the allow-lists of the settings, each time.

Streamlit keeps the identity token's claims in a signed cookie for 30 days. So what somebody may read is decided anew at
every rerun, by the settings as they are then; a sign-in ends after the hours of the settings, and at once for every
page of a browser where somebody signs out on one of them.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from time import time

import streamlit as st

from assistant.errors import IndexUnusableError
from assistant.index.layout import live_generation, read_manifest
from assistant.pages.safe import html_text
from assistant.pages.sign_in.admission import Claims, Closed, admit, name_of
from assistant.pages.sign_in.person import LOCAL, Person
from assistant.pages.sign_in.secrets_file import HERE
from assistant.settings import load_settings

_LONGEST = 31 * 24 * 3600
"""Seconds; no cookie of Streamlit's is older."""


def reader(index: Path) -> Person | Closed:
    """Return who reads now, or why nothing is shown.

    Raises:
        UsageError: the settings cannot be read.
    """
    sources = _sources(index)
    rules = load_settings(sources).sign_in
    if not (st.secrets.load_if_toml_exists() and "auth" in st.secrets):
        if rules is not None:  # what was closed must not open because a file of secrets is gone
            return Closed.PROVIDER
        return LOCAL if st.get_option("server.address") in HERE else Closed.ADDRESS
    claims = _claims()
    if not claims or _ticket(claims) in _signed_out():
        return Closed.OUT
    if rules is None:
        return Closed.UNKNOWN if sources else Closed.EMPTY
    return admit(claims, rules, time())


def _sources(index: Path) -> Path | None:
    """Return the folder beside whose sources the settings are, None where no index says which."""
    try:
        live = live_generation(index)
        return Path(read_manifest(index, live).sources) if live else None
    except IndexUnusableError:  # of which the page says more
        return None


def forget_others(person: Person | Closed) -> None:
    """Empty the session where another read before, or the same person for other groups."""
    now = (person.key, person.groups) if isinstance(person, Person) else None
    if st.session_state.get("reader", now) != now:
        st.session_state.clear()
    st.session_state["reader"] = now


def sign_out() -> None:
    """End this sign-in for every open page that has it, and at the provider where that offers it."""
    now, gone = time(), _signed_out()
    for ticket in [ticket for ticket, when in gone.items() if now - when > _LONGEST]:
        del gone[ticket]
    gone[_ticket(_claims())] = now
    st.session_state.clear()
    st.logout()


def draw_closed(why: Closed) -> None:
    """Draw why nothing is shown, and what to do."""
    match why:
        case Closed.OUT:
            _draw("Sign in to Bearing", "Bearing shows each person what they may read.")
            st.button("Sign in", type="primary", key="sign-in", on_click=st.login)
        case Closed.ENDED:
            _draw("Your sign-in has ended", "It was a while ago. Sign in again to go on.")
            st.button("Sign in again", type="primary", key="sign-in", on_click=st.login)
        case Closed.UNKNOWN:
            who = f"You are signed in as <strong>{html_text(name_of(_claims()))}</strong>, who has not been let in yet."
            _draw("You are not on the list", f"{who} Ask whoever runs Bearing, or sign in as somebody else.")
            st.button("Sign out", key="sign-out", on_click=sign_out)
        case Closed.EMPTY:
            _draw(
                "There is nothing to read yet", "The index is not there, or cannot be read. Ask whoever runs Bearing."
            )
            st.button("Sign out", key="sign-out", on_click=sign_out)
        case Closed.PROVIDER:
            _draw(
                "Sign-in is not set up to its end",
                "The settings say who may come in, but not where people sign in. Start it with the secrets of your "
                "provider:</p><pre>bearing chat --secrets FILE</pre><p>Until then nothing is shown.",
            )
        case Closed.ADDRESS:
            address = html_text(st.get_option("server.address") or "every address")
            _draw(
                "This address is open to others",
                f"Bearing listens on <code>{address}</code> and nobody has to sign in. "
                "Without sign-in it serves this computer only. Start it with:</p><pre>bearing chat</pre><p>"
                "or set up sign-in, as the README describes.",
            )


def _draw(title: str, words: str) -> None:
    """Draw a page that says one thing; `words` is HTML."""
    st.html(f'<div class="b-blank-page"><h1>{title}</h1><p>{words}</p></div>')


def _claims() -> Claims:
    """Return what the identity token says of who signed in, nothing where nobody did."""
    told = st.user.to_dict()
    return {name: value for name, value in told.items() if name != "tokens"} if told.get("is_logged_in") else {}


def _ticket(claims: Claims) -> str:
    """Return what names one sign-in: its token has a moment and a nonce of its own."""
    return hashlib.sha256(json.dumps(claims, sort_keys=True, default=str).encode()).hexdigest()


@st.cache_resource(show_spinner=False)
def _signed_out() -> dict[str, float]:
    # Of all people: when each sign-in that somebody ended was ended, in seconds since 1970.
    return {}
