"""The page Sources: what is indexed, how fresh it is, and what the last nights did; documents to read, files to add."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

import streamlit as st

from assistant.pages import frame
from assistant.pages.frame import Backstage
from assistant.pages.holdings.alarm import alarm_html
from assistant.pages.holdings.holdings import Holding, holdings_of
from assistant.pages.holdings.nights import nights_of
from assistant.pages.holdings.sight import Sight
from assistant.pages.holdings.state import State, state_of
from assistant.pages.safe import html_text
from assistant.pages.shelf import Shelf
from assistant.pages.sign_in.person import Person
from assistant.pages.sources.adding import draw_adding
from assistant.pages.sources.holding_cards import holdings_html
from assistant.pages.sources.library import draw_library
from assistant.pages.sources.night_list import nights_html
from assistant.pages.wording import counted

_PROMISE = "What Bearing reads for you, how fresh it is, and what each night did with it."


def draw(backstage: Backstage, person: Person) -> None:
    """Draw the page for a person."""
    shelf = frame.entered(backstage, person, each_night=True)
    if shelf is None:
        return
    with st.container(key="sources"):
        _draw_page(backstage, shelf, person, datetime.now(frame.zone()))


def _draw_page(backstage: Backstage, shelf: Shelf, person: Person, now: datetime) -> None:
    groups = person.groups
    ledger = frame.entries(backstage, shelf.generation(groups))
    receipts = backstage.receipts(backstage.index)
    state = state_of(backstage.status(backstage.index), ledger, groups, shelf.documents(groups), now)
    sight = Sight.of(groups, ledger, receipts[0].get("sources", ()) if receipts else ())
    nights = nights_of(receipts, sight)
    holdings = holdings_of(sight, nights, shelf.newest(groups))
    zone = now.tzinfo or frame.zone()
    st.html(head_html(holdings, state))
    if notice := alarm_html(state, nights):
        st.html(notice)
    st.html(holdings_html(holdings, len(nights), now.date(), zone))
    draw_adding(backstage, shelf, person)
    draw_library(shelf, groups, now.date())
    st.html(section_html(len(nights), zone))
    st.html(nights_html(nights, zone))


def head_html(holdings: Sequence[Holding], state: State) -> str:
    """Return the head of the page."""
    amounts = (
        counted(len(holdings), "source", "sources"),
        counted(sum(one.files for one in holdings), "file", "files"),
        counted(state.documents, "document", "documents"),
    )
    return (
        f'<div class="b-page-head"><h1>Sources</h1><p>{_PROMISE}</p>'
        f'<p class="b-eyebrow">{" · ".join(amounts)}, checked {html_text(state.checked)}</p></div>'
    )


def section_html(nights: int, zone: tzinfo) -> str:
    """Return the head of the list of nights."""
    title = f"The last {nights} nights" if nights > 1 else "The last night"
    where = f'<p class="b-quiet">Times in {html_text(str(zone))}</p>'
    return f'<div class="b-section"><h2>{title}</h2>{where if nights else ""}</div>'
