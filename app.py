"""The entry of the browser app: the page's frame, who reads, and where they may go."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.errors import UsageError
from assistant.pages import blank, shelf, sidebar
from assistant.pages.ask import page as ask
from assistant.pages.changes import page as changes
from assistant.pages.frame import Backstage
from assistant.pages.portfolio import page as portfolio
from assistant.pages.scores import page as scores
from assistant.pages.sign_in import sign_in
from assistant.pages.sign_in.admission import Closed
from assistant.pages.sign_in.person import Person
from assistant.pages.sources import page as sources
from eval.corrections import case_file
from ingest.plan import read_ledger
from ingest.receipt import receipts
from ingest.status import status_of

_STYLE = Path(shelf.__file__).with_name("style.css")
# A named icon would be fetched from a font server.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E"
    "%3Ccircle cx='12' cy='12' r='10' fill='none' stroke='%230B8577' stroke-width='2.4'/%3E"
    "%3Cpath d='M17 7l-3.4 6.6L7 17l3.4-6.6z' fill='%230B8577'/%3E%3C/svg%3E"
)
_SHIPPED = Path(__file__).resolve().parent / "docs" / "eval"


def main() -> None:
    """Draw the page for whoever reads; without sign-in it serves what everyone may read, to this computer only."""
    st.set_page_config(page_title="Bearing", page_icon=_ICON, layout="centered")
    st.html(_STYLE)
    index = index_folder()
    try:
        _draw(
            Backstage(
                index, status_of, read_ledger, receipts, partial(sign_in.reader, index), partial(case_file, index=index)
            )
        )
    except UsageError:
        logging.getLogger(__name__).exception("the settings cannot be read")
        blank.draw_bad_settings()
    except Exception:  # the boundary of the page: the log has the traceback, the person has words
        logging.getLogger(__name__).exception("the page could not be drawn")
        blank.draw_failure()


def index_folder() -> Path:
    """Return the index that the app reads from."""
    return Path(os.environ.get("BEARING_INDEX", ".bearing")).resolve()


def _draw(backstage: Backstage) -> None:
    found = backstage.reader()
    sign_in.forget_others(found)

    def page(draw: Callable[[Backstage, Person], None], title: str, *, first: bool = False) -> StreamlitPage:
        # Who may not come in is told so wherever they go.
        shown = (lambda: draw(backstage, found)) if isinstance(found, Person) else lambda: _draw_door(found)
        return st.Page(shown, title=title, url_path=title.lower(), default=first)

    pages = [
        page(ask.draw, "Ask", first=True),
        page(portfolio.draw, "Portfolio"),
        page(changes.draw, "Changes"),
        page(sources.draw, "Sources"),
        page(partial(scores.draw, shipped=_SHIPPED), "Eval"),
    ]
    here = st.navigation(pages, position="hidden")
    if here is not pages[0]:
        st.set_page_config(page_title=f"{here.title} · Bearing")
    if isinstance(found, Person):
        with st.sidebar:
            sidebar.draw_brand()
            sidebar.draw_navigation(pages, here)
    here.run()


def _draw_door(why: Closed) -> None:
    with st.container(key="door"):
        sidebar.draw_brand()
        sign_in.draw_closed(why)


if __name__ == "__main__":  # Streamlit runs it so, again and again; `serve.py` imports it, once
    main()
