"""The page Eval: how right Bearing is on its labelled cases, beside what is demanded, and the cases that fail."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.errors import DocumentError
from assistant.pages import frame
from assistant.pages.frame import Backstage
from assistant.pages.safe import html_text
from assistant.pages.scores.files import Scores, folder_of, read_scores
from assistant.pages.scores.tables import failed_html, figures_html, gates_html, head_html, measures_html
from assistant.pages.sign_in.person import Person

AREA = "scores"
_ASKED = "scores-words"


def draw(backstage: Backstage, person: Person, shipped: Path) -> None:
    """Draw the page for a person; `shipped` is the report that came with the code."""
    if frame.entered(backstage, person) is None:
        return
    folder = folder_of(backstage.index, shipped)
    with st.container(key=AREA):
        try:
            scores = read_scores(folder, person.groups)
        except DocumentError as error:
            st.html(head_html(None) + problem_html(str(error), backstage.index))
            return
        if scores is None:
            st.html(head_html(None) + problem_html("", backstage.index))
            return
        _draw_scores(scores)


def problem_html(reason: str, index: Path) -> str:
    """Return why there are no scores, and the command that makes them."""
    title = "The scores cannot be read" if reason else "No suite was run yet"
    why = f"<p>{html_text(reason[:1].upper() + reason[1:])}.</p>" if reason else ""
    return (
        f'<div class="b-blank-page" role="status"><h2>{title}</h2>{why}<p>This command asks the labelled cases and '
        "writes what this page shows. It takes some minutes.</p>"
        f"<pre>bearing eval --report {html_text(str(index / 'eval'))}</pre></div>"
    )


def _draw_scores(scores: Scores) -> None:
    st.html(head_html(scores) + gates_html(scores))
    st.html(measures_html(scores, must_hold=True) + measures_html(scores, must_hold=False))
    st.html(figures_html(scores.figures))
    st.html('<div class="b-section"><h2>Cases that fail</h2></div>')
    if not scores.failed:
        st.html(failed_html(scores, ""))
        return
    words = st.text_input("Find a case", key=_ASKED, placeholder="Words of the question, a measure or a name")
    st.html(failed_html(scores, words or ""))
