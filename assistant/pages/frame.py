"""What every page stands in: the index that it reads from, the state of it in the side bar, and what to do without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from assistant.errors import BearingError
from assistant.index.layout import live_generation
from assistant.pages import blank, sidebar
from assistant.pages.holdings.sight import FileEntry
from assistant.pages.holdings.state import state_of
from assistant.pages.shelf import Groups, Shelf, usable
from assistant.pages.sign_in.admission import Closed
from assistant.pages.sign_in.person import Person

_LOOK_AGAIN = 5
"""Seconds after which an open page looks whether a night has ended."""


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the pages are given by the entry: where the index is, how to learn of its nights, and who reads now."""

    index: Path
    status: Callable[[Path], dict[str, Any]]
    ledger: Callable[[Path, str | None], Mapping[str, FileEntry]]
    receipts: Callable[[Path], list[dict[str, Any]]]
    reader: Callable[[], Person | Closed]
    correct: Callable[[Path], Path] | None = None
    """Makes a case that Bearing is tested on of a feedback file that says what is right; returns its file."""


@st.cache_resource(show_spinner=False)
def shelf_of(index: Path) -> Shelf:
    """Return what the people of this server share of an index."""
    # One for all people: embedder and open shards are heavy, and each set of groups has its own desk on it.
    return Shelf(index)


def opened(backstage: Backstage, groups: Groups) -> Shelf | None:
    """Return the open index; None where it cannot be used, which the page then says."""
    shelf = shelf_of(backstage.index)
    with st.spinner("Opening the index"):
        reason = usable(shelf, groups)
    if reason is None:
        return shelf
    _draw_unusable(backstage.index, reason)
    return None


def entered(backstage: Backstage, person: Person, *, each_night: bool = False) -> Shelf | None:
    """Return the open index with its state drawn in the side bar; None where it cannot be used, which is then said."""
    shelf = opened(backstage, person.groups)
    if shelf is not None:
        with st.sidebar:
            draw_state(backstage, shelf, person.groups, each_night=each_night)
            sidebar.draw_reader(person)
    return shelf


@st.fragment(run_every=_LOOK_AGAIN)
def _draw_unusable(index: Path, reason: str) -> None:
    """Draw what to do about the index, and look again from time to time."""
    seen = st.session_state.setdefault("unusable", reason)
    try:
        missing = live_generation(index) is None
    except BearingError:
        missing = False
    if usable(shelf_of(index), ()) is None or seen != reason:
        st.session_state.pop("unusable", None)
        st.rerun()
    blank.draw_no_index(index, reason, missing=missing)


@st.fragment(run_every=_LOOK_AGAIN)
def draw_state(backstage: Backstage, shelf: Shelf, groups: Groups, *, each_night: bool = False) -> None:
    """Draw the state of the index; redraw the page when a night has published (or, if asked to, ended) meanwhile.

    And when who reads may not read for these groups any more: an open page closes by itself.
    """
    person = backstage.reader()
    if not isinstance(person, Person) or person.groups != groups:
        st.rerun()
    try:
        generation = shelf.generation(groups)
        status = backstage.status(backstage.index)
        documents = shelf.documents(groups)
    except BearingError:
        st.rerun()
    now = generation, (status["last_run"] or {}).get("started")
    seen = st.session_state.get("seen", now)
    st.session_state["seen"] = now
    if seen[0] != now[0] or (each_night and seen != now):
        st.rerun()
    told = state_of(status, entries(backstage, generation), groups, documents, datetime.now(zone()))
    sidebar.draw_state(told)


def entries(backstage: Backstage, generation: str) -> Mapping[str, FileEntry]:
    """Return what the index knows of its files; read once for each generation and session."""
    kept: tuple[str, Mapping[str, FileEntry]] | None = st.session_state.get("ledger")
    if kept is None or kept[0] != generation:
        kept = generation, backstage.ledger(backstage.index, generation)
        st.session_state["ledger"] = kept
    return kept[1]


def let_interrupt() -> None:
    """Let what a person did meanwhile interrupt a page that waits; Streamlit looks whenever the state is read."""
    st.session_state.get("interrupted")


def zone() -> tzinfo:
    """Return the time zone of the browser, UTC where it names none that is known here."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
