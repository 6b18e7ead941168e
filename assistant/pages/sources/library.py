"""Any document to read, found by its name: in parts, with the statements in it that name outputs marked on demand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import streamlit as st

from assistant.domain import Document
from assistant.index.ages import age
from assistant.pages.safe import label_text, notice_html
from assistant.pages.shelf import Groups, Listed, Shelf
from assistant.pages.source.reading import part_html, parts
from assistant.pages.source.source_view import PANEL, document_head_html, parent_of
from assistant.pages.wording import counted

PARAMETER = "document"
"""Of the page's address: the document that is open."""
_PART = "library-part"
_SHOWN = 8
_TOP = """<script>
const panel = document.querySelector(".st-key-{panel}");
if (panel) panel.scrollTop = 0; /* {nonce} */
</script>"""


def draw_library(shelf: Shelf, groups: Groups, today: date) -> None:
    """Draw the way to each document; the one of the page's address is open beside it."""
    with st.container(key="library"):
        st.html('<div class="b-section"><h2>Read a document</h2></div>')
        query = st.text_input(
            "Find a document", key="library-query", placeholder="Title, path or key", label_visibility="collapsed"
        )
        found = matching(shelf.listed(groups), query)
        st.html(f'<p class="b-eyebrow" role="status">{heading(len(found), query)}</p>')
        with st.container(key="library-list"):
            for one in found[:_SHOWN]:
                st.button(_label(one, today), key=f"read-{one.id}", on_click=_open, args=(one.id,), width="stretch")
    if (opened := st.query_params.get(PARAMETER)) is not None:
        _draw_opened(shelf, groups, opened, today)


def matching(listed: Iterable[Listed], query: str) -> list[Listed]:
    """Return the documents that have every word of a query in their name or path; without words all."""
    words = query.casefold().split()
    return [one for one in listed if all(word in f"{one.name} {one.path}".casefold() for word in words)]


def heading(found: int, query: str) -> str:
    """Return what the list below is."""
    if not query.strip():
        return "The newest"
    more = f", the newest {_SHOWN} of them here" if found > _SHOWN else ""
    return f"{counted(found, 'document', 'documents')}{more}" if found else "No document has these words in its name"


def _label(one: Listed, today: date) -> str:
    return f"**{label_text(one.name)}** · {label_text(one.path)} · {age(one.date, today)}"


def _draw_opened(shelf: Shelf, groups: Groups, opened: str, today: date) -> None:
    """Draw the open document in the panel: what it is, and the part that is turned to."""
    document = shelf.document(groups, opened)
    with st.container(key=PANEL):
        with st.container(key="source-head"):
            with st.container(key="source-title", horizontal=True, vertical_alignment="top"):
                if document:
                    st.html(document_head_html(document, document.path, today, parent_of(document, shelf, groups)))
                st.button("Close", key="source-close", on_click=_open, args=(None,))
            lens = document is not None and st.toggle("Mark statements that name outputs", key="lens")
        if document is None:
            st.html(notice_html("This document is no longer in the index, or you may not read it."))
        else:
            _draw_part(shelf, document, lens=lens)


def _draw_part(shelf: Shelf, document: Document, *, lens: bool) -> None:
    stretches = parts(document) or ((0, 0),)
    number = min(max(0, st.session_state.get(_PART, 0)), len(stretches) - 1)
    part = stretches[number]
    _draw_turning(number, len(stretches))
    with st.spinner("Looking for statements that name outputs") if lens else st.empty():
        outputs = shelf.outputs(document, *part) if lens else ()
    if lens:
        st.html(notice_html(lens_words(len(outputs), whole=len(stretches) == 1)))
    st.html(part_html(document, part, outputs))
    st.html(_TOP.format(panel=PANEL, nonce=f"{document.id} {number}"), unsafe_allow_javascript=True)


def lens_words(outputs: int, *, whole: bool) -> str:
    """Return what the lens found."""
    where = "this document" if whole else "this part"
    if not outputs:
        return f"No statement in {where} names an output."
    names = "names an output" if outputs == 1 else "name outputs"
    return (
        f"{counted(outputs, 'statement', 'statements')} in {where} {names}: what is made or done, not what changes. "
        "Below each stands what it would say as an outcome; the blanks are the author's to fill."
    )


def _draw_turning(number: int, total: int) -> None:
    if total == 1:
        return
    with st.container(key="page-turning", horizontal=True, vertical_alignment="center"):
        for label, key, target in (("← Previous", "part-before", number - 1), ("Next →", "part-after", number + 1)):
            st.button(label, key=key, disabled=not 0 <= target < total, on_click=_turn, args=(target,))
        st.html(f'<p class="b-page-number" role="status">Part {number + 1} of {total}</p>')


def _open(document: str | None) -> None:
    st.session_state[_PART] = 0
    if document is None:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = document


def _turn(number: int) -> None:
    st.session_state[_PART] = number
