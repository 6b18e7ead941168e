"""What a page that shows a kept night stands on: the night of its reader, and what to say where there is none."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from assistant.errors import BearingError
from assistant.nights.history import circle_of, note_reader
from assistant.nights.night import Night
from assistant.pages import frame
from assistant.pages.frame import Backstage
from assistant.pages.holdings.alarm import alarm_html
from assistant.pages.holdings.state import state_of
from assistant.pages.safe import html_text
from assistant.pages.shelf import Groups, Shelf


def night_to_show(backstage: Backstage, shelf: Shelf, groups: Groups, head: str) -> Night | None:
    """Return the night that a page shows, having said where it is old; None where there is none, which is said too."""
    night = _noted_night(backstage, shelf, groups)
    if night is None:
        _draw_not_assessed(shelf, groups, head)
    else:
        _draw_stale(backstage, shelf, groups)
    return night


def _noted_night(backstage: Backstage, shelf: Shelf, groups: Groups) -> Night | None:
    """Return what the live night found for a reader, None where it did not assess their circle; the next one will."""
    circle = circle_of(backstage.index, groups)
    if len(circle) > 1 and st.session_state.get("noted-circle") != circle:
        st.session_state["noted-circle"] = circle
        note_reader(backstage.index, circle)
    return shelf.night(groups)


def _draw_not_assessed(shelf: Shelf, groups: Groups, head: str) -> None:
    """Draw that no night has assessed what the reader may read, and the way to do it now."""
    st.html(
        f'{head}<div class="b-notice b-alarm" role="status"><p><strong>Nothing has been assessed yet for what you may '
        "read.</strong> Each night does it with <code>bearing ingest</code>. It can also be done now; a large "
        "portfolio takes about a minute.</p></div>"
    )
    if st.button("Assess it now", key="assess-now"):
        try:
            with st.spinner("Assessing every initiative"):
                shelf.assess(groups)
        except BearingError as error:
            st.html(f'<p class="b-notice" role="alert">It could not be done: {html_text(str(error))}</p>')
            return
        st.rerun()


def _draw_stale(backstage: Backstage, shelf: Shelf, groups: Groups) -> None:
    """Draw that the index has missed a night, if it has."""
    status, ledger = backstage.status(backstage.index), frame.entries(backstage, shelf.generation(groups))
    state = state_of(status, ledger, groups, shelf.documents(groups), datetime.now(frame.zone()))
    if notice := alarm_html(state, ()):
        st.html(notice)
