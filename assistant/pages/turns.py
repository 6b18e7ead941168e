"""One turn of the conversation: the question, and its answer as claims with chips."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.conversation import Turn
from assistant.domain import Answer, Claim, Kind
from assistant.pages.citations import Citations, draw_chips
from assistant.pages.safe import html_text
from assistant.pages.verdict import draw_verdict
from assistant.pages.wording import KINDS

_STREAM_SECONDS = 0.35
_STEPS = 16
_LISTED = 3
"""More claims than this are drawn as a list."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as the person typed it, where it was looked for, and what came of it (None: an error in words)."""

    asked: str
    kinds: tuple[Kind, ...]
    turn: Turn | None
    error: str = ""


@dataclass(slots=True)
class Growing:
    """The claims of an answer that a language model is still writing, drawn as they come."""

    slot: DeltaGenerator
    drawn: bool = False

    def draw(self, answer: Answer) -> None:
        """Draw the answer so far."""
        self.slot.html("".join(claim_html(claim.text, claim.citations) for claim in answer.claims))
        self.drawn = True

    def clear(self) -> None:
        """Make room for the whole answer."""
        self.slot.empty()


def draw_turn(
    number: int, shown: Shown, live: str, today: date, on_open: Callable[[int], None], *, fresh: bool
) -> None:
    """Draw an answered turn; a fresh one streams. `live` is the generation that is read now."""
    if shown.turn is None:
        st.html(f'<div class="b-refusal" role="alert"><p>{html_text(shown.error)}</p></div>')
        return
    answer = shown.turn.answer
    citations = Citations.of(answer)
    if shown.turn.question != shown.asked:
        st.html(f'<p class="b-understood">Understood as: {html_text(shown.turn.question)}</p>')
    if answer.note:
        st.html(f'<p class="b-understood" role="status">{html_text(answer.note)}</p>')
    if answer.assessment is not None:
        draw_verdict(number, answer.assessment, citations, today, on_open)
    if answer.abstained:
        st.html(refusal_html(answer, shown.kinds))
    listed = len(answer.claims) > _LISTED
    for at, claim in enumerate(() if _on_the_card(answer) else answer.claims):
        # Many claims are a list: each with its chip on one row.
        with st.container(key=f"claim-{number}-{at}{'-listed' if listed else ''}", horizontal=listed, gap="small"):
            _draw_claim(claim, fresh=fresh, steps=max(1, _STEPS // len(answer.claims)))
            draw_chips(number, str(at), citations, claim.citations, today, on_open, brief=listed)
    if remarks := remarks_html(answer):
        st.html(remarks)
    if answer.generation != live:
        st.html('<p class="b-understood">Answered before the index was updated. Ask again for the latest.</p>')


def question_html(question: str) -> str:
    """Return the question as the head of its turn."""
    return f'<h2 class="b-question">{html_text(question)}</h2>'


def _on_the_card(answer: Answer) -> bool:
    """Whether the card says what the claims say."""
    return answer.assessment is not None and answer.assessment.found


def _draw_claim(claim: Claim, *, fresh: bool, steps: int) -> None:
    """Draw a claim; a fresh one word by word, and never slower than reading begins."""
    slot = st.empty()
    words = claim.text.split(" ")
    if fresh:
        size = max(1, -(-len(words) // steps))
        for at in range(size, len(words), size):
            slot.html(claim_html(" ".join(words[:at])))
            time.sleep(_STREAM_SECONDS / _STEPS)
    slot.html(claim_html(claim.text, claim.citations))


def claim_html(text: str, citations: tuple[int, ...] = ()) -> str:
    """Return a claim as a paragraph that ends in the numbers of its citations."""
    numbers = "".join(f"<sup>{number}</sup>" for number in citations)
    return f'<p class="b-claim">{html_text(text)}{numbers}</p>'


def remarks_html(answer: Answer) -> str:
    """Return what stands below the claims: what they leave open, and how old the evidence is."""
    open_ = answer.reason if answer.claims else None
    return "".join(f'<p class="b-beside">{html_text(said)}</p>' for said in (open_, answer.age) if said)


def refusal_html(answer: Answer, kinds: tuple[Kind, ...]) -> str:
    """Return the reason of an abstention and what a person can do about it."""
    nearest = answer.assessment.nearest if answer.assessment else ()
    names = "".join(f"<li>{html_text(name)}</li>" for name in nearest)
    near = f"<p>The nearest names in the documents:</p><ul>{names}</ul>" if nearest else ""
    filtered = " and ".join(KINDS[kind].lower() for kind in kinds)
    advice = (
        f"Only {filtered} documents were searched. Clear the filter to search everything."
        if kinds
        else "Bearing answers only with words that it can quote. Name an initiative, a team or a measure."
    )
    return f'<div class="b-refusal"><p><strong>{html_text(answer.text)}</strong></p>{near}<p>{advice}</p></div>'
