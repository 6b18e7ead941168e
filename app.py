"""The entry of the browser app: the page's frame, who reads, and where they may go."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import streamlit as st

from assistant.pages import ask, blank, sidebar, sources
from assistant.pages.frame import Backstage
from assistant.pages.person import LOCAL
from ingest.plan import read_ledger
from ingest.receipt import receipts
from ingest.status import status_of

_STYLE = Path(ask.__file__).with_name("style.css")
# A named icon would be fetched from a font server.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E"
    "%3Ccircle cx='12' cy='12' r='10' fill='none' stroke='%230B8577' stroke-width='2.4'/%3E"
    "%3Cpath d='M17 7l-3.4 6.6L7 17l3.4-6.6z' fill='%230B8577'/%3E%3C/svg%3E"
)
_LOCAL = ("localhost", "127.0.0.1", "::1")


def main() -> None:
    """Draw the page; without sign-in it serves what everyone may read, to this computer only."""
    st.set_page_config(page_title="Bearing", page_icon=_ICON, layout="centered")
    st.html(_STYLE)
    address = st.get_option("server.address") or ""
    if address not in _LOCAL:
        blank.draw_refused_address(address)
        return
    index = Path(os.environ.get("BEARING_INDEX", ".bearing")).resolve()
    backstage = Backstage(index, status_of, read_ledger, receipts)
    pages = [
        st.Page(lambda: ask.draw(backstage, LOCAL), title="Ask", url_path="ask", default=True),
        st.Page(lambda: sources.draw(backstage, LOCAL), title="Sources", url_path="sources"),
    ]
    try:
        page = st.navigation(pages, position="hidden")
        if page is not pages[0]:
            st.set_page_config(page_title=f"{page.title} · Bearing")
        with st.sidebar:
            sidebar.draw_brand()
            sidebar.draw_navigation(pages, page)
        page.run()
    except Exception:  # the boundary of the page: the log has the traceback, the person has words
        logging.getLogger(__name__).exception("the page could not be drawn")
        blank.draw_failure()


main()
