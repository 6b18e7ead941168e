"""What `bearing chat` starts: the app, and beside it a thread that gets ready what its first visitor would wait for."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import streamlit as st
from threadpoolctl import threadpool_limits

_TURN = 0.0005
"""Seconds after which threads take turns, a tenth of Python's own: sending a page takes many short turns."""
_FIRST = 4.0
"""Seconds that who opens the page at once has the processor for themselves."""


@asynccontextmanager
async def _getting_ready(_: st.App) -> AsyncIterator[None]:
    sys.setswitchinterval(_TURN)
    # Where several ask, threads that share a product of matrices wait for each other, and spin: a third of all time.
    threadpool_limits(limits=1, user_api="blas")
    Thread(target=_get_ready, name="getting-ready", daemon=True).start()
    yield


def _get_ready() -> None:
    """Import the pages, open the index for everyone and answer an example; what fails, the page itself will tell."""
    try:
        from app import index_folder
        from assistant.pages.frame import shelf_of

        shelf = shelf_of(index_folder())
        shelf.generation(())
        sleep(_FIRST)
        shelf.get_ready()
    except Exception:  # a courtesy: without it the first visitor waits, and is told what is wrong
        logging.getLogger(__name__).info("nothing was got ready", exc_info=True)


app = st.App(Path(__file__).with_name("app.py"), lifespan=_getting_ready)
