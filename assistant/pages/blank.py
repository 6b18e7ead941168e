"""The pages without a conversation: the welcome with its example questions, what to do when nothing can be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import streamlit as st

from assistant.pages.safe import html_text, label_text
from assistant.pages.wording import counted

_WELCOME = "Is the work heading for an outcome?"
_PROMISE = "Ask about an initiative, a goal, a customer. Every claim in the answer cites the words it stands on."


def draw_welcome(documents: int) -> None:
    """Draw the head of the empty page."""
    st.html(
        f'<div class="b-welcome"><h1>{_WELCOME}</h1><p>{_PROMISE}</p>'
        f'<p class="b-eyebrow">{counted(documents, "document", "documents")} read</p></div>'
    )


def draw_examples(examples: Iterable[str], on_ask: Callable[[str], None]) -> None:
    """Draw example questions as buttons that ask them."""
    for number, question in enumerate(examples):
        st.button(label_text(question), key=f"example-{number}", on_click=on_ask, args=(question,), width="stretch")


def draw_no_index(index: Path, reason: str, *, missing: bool) -> None:
    """Draw what to do when there is nothing to read from."""
    title = "Nothing has been read yet" if missing else "The index cannot be opened"
    first = (
        "Bearing answers from your organisation's documents. Point it at the folder that holds them:"
        if missing
        else f"{reason[:1].upper()}{reason[1:]}."
    )
    rebuild = "" if missing else " --rebuild"
    command = f"bearing ingest FOLDER --index {index}{rebuild}"
    names = "strategy/  problems/  players/  jira/  crm/  collaboration/  finance/"
    layout = (
        f"<p>A folder whose sub-folders are named after what they hold is all it needs:</p><pre>{names}</pre>"
        if missing
        else ""
    )
    st.html(
        f'<div class="b-blank-page"><h1>{title}</h1><p>{html_text(first)}</p><pre>{html_text(command)}</pre>{layout}'
        "<p>This page notices by itself when the index is there.</p></div>"
    )


def draw_failure() -> None:
    """Draw that the page itself failed; the log has the reason."""
    st.html(
        '<div class="b-blank-page" role="alert"><h1>This page could not be drawn</h1>'
        "<p>Load it again. If that does not help, the log of <code>bearing chat</code> says why.</p></div>"
    )


def draw_bad_settings() -> None:
    """Draw that the settings cannot be read, which say who may come in; the log has what is wrong."""
    st.html(
        '<div class="b-blank-page" role="alert"><h1>The settings cannot be read</h1>'
        "<p>Nothing is shown until they can. The log of <code>bearing chat</code> says what is wrong.</p></div>"
    )
