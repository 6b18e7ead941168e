"""What a person can do with an answer: have it made again, edit the question, take it along, keep a link, judge it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from assistant.pages.ask.feedback_form import draw_feedback, draw_thumbs
from assistant.pages.ask.kept import PARAMETER
from assistant.pages.ask.talk import Talk
from assistant.pages.ask.turns import Shown
from assistant.pages.ask.visit import Visit
from assistant.pages.frame import let_interrupt
from assistant.pages.paper.markdown import markdown_of, text_of
from assistant.pages.paper.paper import Paper, paper_of
from assistant.pages.safe import html_text, label_text

EDITED = "edited-question"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TICK = 0.1
"""Seconds after which a page that waits lets itself be interrupted."""
_COPY = """<script>
(() => {{
  const box = document.querySelector(".st-key-copy-{number}");
  const button = box?.querySelector("button"), text = box?.querySelector("pre"), said = box?.querySelector("[role]");
  if (!button) return;
  button.onclick = async () => {{
    try {{
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "Copied";
    }} catch {{
      said.textContent = "This browser does not let a page copy: use one of the files";
    }}
  }};
}})(); /* {nonce} */
</script>"""
_FOCUS = """<script>
(function focus(left) {{
  const field = document.querySelector(".st-key-edit-{number} textarea");
  if (!field) return left && setTimeout(focus, 50, left - 1);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}})(40); /* {nonce} */
</script>"""


def draw_actions(visit: Visit, number: int, shown: Shown) -> None:
    """Draw the row below an answer; only the last question can be asked again or edited."""
    talk, last = visit.talk, number == len(visit.talk.turns) - 1
    answered = shown.turn is not None
    claims = bool(shown.turn and shown.turn.answer.claims)
    with st.container(key=f"actions-{number}", horizontal=True, gap="small"):
        if last and talk.asking is None:
            _button("Answer again", f"again-{number}", partial(visit.want, shown.asked, again=True))
            _button("Edit the question", f"edit-button-{number}", partial(_edit, talk))
        elif not last and _is_old(talk, shown):
            asked = shown.turn.question if shown.turn else shown.asked
            _button("Ask again", f"ask-again-{number}", partial(visit.want, asked))
        if claims:
            _draw_export(number, shown)
            if number not in talk.kept:
                _button("Keep a link", f"keep-button-{number}", partial(_keep, talk, number, shown))
        if answered:
            draw_thumbs(talk, number)
    if number in talk.kept:
        link = f"{st.context.url or ''}?{PARAMETER}={talk.kept[number]}"
        st.html(f'<p class="b-understood">Kept. It opens, as it then stands, at {html_text(link)}</p>')
    if answered:
        draw_feedback(visit, number, shown)


def _is_old(talk: Talk, shown: Shown) -> bool:
    """Whether an earlier question may be answered otherwise now: it was not, or from other documents."""
    return shown.turn is None or bool(shown.gone) or shown.turn.answer.generation != talk.generation


def _button(label: str, key: str, on_click: Callable[[], None]) -> None:
    st.button(label, key=key, on_click=on_click, type="tertiary")


def _edit(talk: Talk) -> None:
    talk.editing = talk.asking is None and talk.wanted is None


def _keep(talk: Talk, number: int, shown: Shown) -> None:
    if shown.turn is not None:
        talk.kept[number] = talk.shelf.keep(talk.person.groups, shown.turn.answer)


def draw_editing(visit: Visit, number: int, asked: str, longest: int) -> None:
    """Draw the question as a field to edit, in place of its heading."""
    with st.container(key=f"edit-{number}"), st.form(key=f"edit-form-{number}", border=False):
        st.text_area("Edit the question", asked, key=EDITED, max_chars=longest, height=90)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button("Ask", type="primary", key=f"edit-ask-{number}", on_click=partial(_edited, visit))
            st.form_submit_button("Cancel", key=f"edit-cancel-{number}", on_click=partial(_cancel, visit.talk))
    st.html(_FOCUS.format(number=number, nonce=abs(hash(asked))), unsafe_allow_javascript=True)


def _edited(visit: Visit) -> None:
    question = str(st.session_state.get(EDITED) or "").strip()
    if question:
        visit.want(question, again=True)
    visit.talk.editing = False


def _cancel(talk: Talk) -> None:
    talk.editing = False


def _draw_export(number: int, shown: Shown) -> None:
    """Draw the ways to take an answer along; a file is made when it is asked for."""
    with st.popover("Export", key=f"export-{number}", type="tertiary"):
        paper = _paper(shown)
        with st.container(key=f"copy-{number}"):
            st.html(copy_html(paper, number), unsafe_allow_javascript=True)
        for label, ending, mime, made in _FORMATS:
            st.download_button(
                label,
                partial(made, paper),
                f"{paper.name}.{ending}",
                mime,
                key=f"download-{ending}-{number}",
                on_click="ignore",
                width="stretch",
            )


def _paper(shown: Shown) -> Paper:
    assert shown.turn is not None
    return paper_of(shown.turn.answer, date.today(), shown.changed)


def _markdown(paper: Paper) -> bytes:
    return markdown_of(paper).encode()


# What writes the others is imported when somebody takes such a file along: the first page waits for neither.
def _word(paper: Paper) -> bytes:
    from assistant.pages.paper.docx import docx_of

    return docx_of(paper)


def _pdf(paper: Paper) -> bytes:
    from assistant.pages.paper.pdf import pdf_of

    return pdf_of(paper)


_FORMATS: tuple[tuple[str, str, str, Callable[[Paper], bytes]], ...] = (
    ("Markdown", "md", "text/markdown", _markdown),
    ("Word document", "docx", _WORD, _word),
    ("PDF", "pdf", "application/pdf", _pdf),
)


def copy_html(paper: Paper, number: int) -> str:
    """Return a button that copies a paper as text: by the page itself, since browsers ask for a person's own click."""
    return (
        f'<div class="b-copy"><button type="button">Copy as text</button><span role="status"></span>'
        f"<pre hidden>{html_text(text_of(paper))}</pre></div>" + _COPY.format(number=number, nonce=len(paper.notes))
    )


def draw_next(visit: Visit, number: int) -> None:
    """Draw what could be asked next, as far as the documents answer it."""
    found = visit.talk.suggest(number)
    if found is None:
        return
    with st.container(key=f"next-{number}"):
        while not found.ended:
            let_interrupt()
            found.wait(_TICK)
        if found.questions:
            st.html('<p class="b-eyebrow">You could ask next</p>')
        for at, question in enumerate(found.questions):
            asked = partial(visit.want, question)
            st.button(label_text(question), key=f"next-{number}-{at}", on_click=asked, width="stretch")
