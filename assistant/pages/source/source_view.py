"""The source of a citation beside the conversation: the page of a PDF, or a reading view, with the quote marked."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assistant.domain import Document, Quote
from assistant.errors import DocumentError
from assistant.index.ages import age, date_words
from assistant.nights.tracing import State, Traced
from assistant.pages.holdings.sight import FileEntry
from assistant.pages.safe import html_text, notice_html
from assistant.pages.shelf import Groups, Shelf
from assistant.pages.source.original import original
from assistant.pages.source.page_picture import Picture, marked_boxes, page_picture, parts_on_page, picture_html
from assistant.pages.source.reading import AROUND, WHOLE, reading
from assistant.pages.wording import KINDS, MEDIA, readable_times, short_title
from assistant.text.plain import plain

PANEL = "source-panel"
_SHOW_MARK = """<script>
(() => {{
  const panel = document.querySelector(".st-key-{panel}");
  if (!panel) return;
  panel.scrollTop = 0;
  const mark = panel.querySelector("mark, .b-mark");
  if (mark && mark.getBoundingClientRect().bottom > 0.8 * window.innerHeight) mark.scrollIntoView({{block: "center"}});
}})(); /* {nonce} */
</script>"""


@dataclass(frozen=True, slots=True)
class Opened:
    """Which citation of which turn is open, turned to which page (None: the quote's), and whether all is shown."""

    turn: int
    number: int
    page: int | None = None
    whole: bool = False


TurnTo = Callable[[Opened | None], None]
"""Opens a citation at another place; given None, closes it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, from which shelf; `entry` gives what the index knows of a file."""

    shelf: Shelf
    groups: Groups
    entry: Callable[[str], FileEntry | None]


def draw_source(
    quote: Quote,
    generation: str,
    opened: Opened,
    reader: Reader,
    today: date,
    turn_to: TurnTo,
    *,
    leave: str = "Close",
) -> None:
    """Draw the panel of a citation of an answer from a generation, as its source stands now; `leave` is its way out."""
    traced = reader.shelf.trace(reader.groups, quote, generation)
    now = traced.quote
    document = now.document if now else reader.shelf.document(reader.groups, quote.document.id)
    picture = _picture_of(now, opened, reader) if now and now.document.media == "pdf" else None
    with st.container(key=PANEL):
        with st.container(key="source-head"):
            with st.container(key="source-title", horizontal=True, vertical_alignment="top"):
                st.html(
                    head_html(
                        opened.number, now or quote, today, parent_of(quote.document, reader.shelf, reader.groups)
                    )
                )
                st.button(leave, key="source-close", on_click=turn_to, args=(None,))
            if isinstance(picture, Picture):
                _draw_turning(opened, _page(opened, now), picture.pages, turn_to)
        if document is None:
            st.html(notice_html("This document is no longer in the index, or you may no longer read it."))
        elif now is None:
            st.html(notice_html("The document has changed since this answer, and the quote is no longer in it."))
            _draw_text(document, (0, 0), opened, turn_to)
        else:
            if traced.state is not State.SAME:
                st.html(notice_html(changed_words(traced)))
            if isinstance(picture, Picture):
                _draw_page(now, _page(opened, now), picture)
            else:
                if picture:
                    st.html(notice_html(f"No picture of the page: {picture}. This is its text as it was indexed."))
                _draw_text(document, (now.start, now.end), opened, turn_to)
        st.html(_SHOW_MARK.format(panel=PANEL, nonce=f"{opened}"), unsafe_allow_javascript=True)


def changed_words(traced: Traced) -> str:
    """Return what became of a quote since its answer."""
    if traced.state is State.REWORDED:
        return f"Reworded since this answer, which quoted: {traced.cited.words}"
    return "Moved since this answer. This is where it stands now."


def head_html(number: int, quote: Quote, today: date, parent: Document | None = None) -> str:
    """Return what the source of a citation is, where in it the quote stands, and how old it is."""
    chip = f'<span class="b-number">{number}</span>'
    return document_head_html(quote.document, place_words(quote), today, parent, chip)


def document_head_html(
    document: Document, where: str, today: date, parent: Document | None = None, chip: str = ""
) -> str:
    """Return what a document is, where it stands, and how old it is; `chip` is HTML that goes before."""
    title = document.record.title if document.record else plain(document.title)
    sort = document.record.type if document.record else MEDIA.get(document.media, document.media)
    facts = [KINDS[document.kind], sort.capitalize() if sort.islower() else sort]
    facts.append(f"{date_words(document.date)} ({age(document.date, today)})" if document.date else "Undated")
    line = record_line(document, parent)
    glance = f'<p class="b-record">{html_text(line)}</p>' if line else ""
    return (
        f'<div class="b-source-head"><p class="b-eyebrow">{chip}{html_text(" · ".join(facts))}</p>'
        f'<h3>{html_text(title)}</h3><p class="b-where">{html_text(where)}</p>{glance}</div>'
    )


def place_words(quote: Quote) -> str:
    """Return the place of a quote in words, after the path of its file."""
    where = readable_times(quote.locator.label())
    return quote.document.path if where == "whole document" else f"{quote.document.path} · {where}"


@st.cache_data(max_entries=64, show_spinner=False)
def _picture(_content: bytes, sha256: str, page: int) -> Picture:
    # Shared by all: only who could read the content asks, and the fingerprint is that of the content.
    return page_picture(_content, page)


def _page(opened: Opened, quote: Quote | None) -> int:
    """Return the page to show: the one turned to, else that of the quote."""
    return opened.page or (quote.locator.page if quote else None) or 1


def _picture_of(quote: Quote, opened: Opened, reader: Reader) -> Picture | str:
    """Return a page's picture, or why there is none."""
    entry = reader.entry(quote.document.path)
    fingerprint = entry.sha256 if entry else ""
    try:
        content = original(reader.shelf.sources(reader.groups), quote.document.path, fingerprint)
        return _picture(content, fingerprint, _page(opened, quote))
    except DocumentError as error:
        return str(error)


def _draw_page(quote: Quote, page: int, picture: Picture) -> None:
    """Draw the picture of a page with the quote's words marked."""
    boxes = marked_boxes(picture.words, parts_on_page(quote.document, quote.start, quote.end, page))
    source = f"data:image/webp;base64,{base64.b64encode(picture.image).decode()}"
    st.html(picture_html(picture, boxes, source, page))
    if not boxes and page == quote.locator.page:
        st.html(notice_html(f"The words could not be found on the picture. The quote: {quote.text}"))


def _draw_turning(opened: Opened, page: int, pages: int, turn_to: TurnTo) -> None:
    with st.container(key="page-turning", horizontal=True, vertical_alignment="center"):
        for label, key, target in (("← Previous", "page-before", page - 1), ("Next →", "page-after", page + 1)):
            there = Opened(opened.turn, opened.number, target, opened.whole)
            st.button(label, key=key, disabled=not 1 <= target <= pages, on_click=turn_to, args=(there,))
        st.html(f'<p class="b-page-number" role="status">Page {page} of {pages}</p>')


def _draw_text(document: Document, span: tuple[int, int], opened: Opened, turn_to: TurnTo) -> None:
    """Draw a reading view with a way to the rest of the document."""
    shown = reading(document, span, WHOLE if opened.whole else AROUND)
    st.html(_gap(shown.before, "before") + shown.html + _gap(shown.after, "after"))
    if (shown.before or shown.after) and not opened.whole:
        whole = Opened(opened.turn, opened.number, opened.page, whole=True)
        st.button("Show the whole document", key="source-whole", on_click=turn_to, args=(whole,))


def _gap(blocks: int, where: str) -> str:
    if not blocks:
        return ""
    return f'<p class="b-gap">{blocks} more {"paragraph" if blocks == 1 else "paragraphs"} {where} this</p>'


def parent_of(document: Document, shelf: Shelf, groups: Groups) -> Document | None:
    """Return the record that a record is part of, as far as the reader may see it."""
    key = document.record.parent if document.record else None
    return shelf.record(groups, key) if key else None


def record_line(document: Document, parent: Document | None) -> str:
    """Return what a record is at a glance: its status, who has it, what it is worth, what it is part of."""
    record = document.record
    if record is None:
        return ""
    above = short_title(parent) if parent else record.parent
    facts = [record.status, record.owner, f"{record.amount:,.0f}" if record.amount is not None else None]
    return " · ".join(fact for fact in (*facts, f"part of {above}" if above else None) if fact)
