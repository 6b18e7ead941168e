"""One turn of the conversation: the question, and its answer as claims with chips."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assistant.conversations.context import Turn
from assistant.conversations.restoring import AGAIN
from assistant.domain import ANYWHERE, Answer, Claim, Scope
from assistant.nights.tracing import State, Traced
from assistant.pages.citations import Citations, draw_chips, numbers_html
from assistant.pages.safe import html_text
from assistant.pages.verdict import draw_verdict
from assistant.pages.wording import counted, scope_words, when_words

_STREAM_SECONDS = 0.35
_STEPS = 16
_NOTHING_YET = "This was stopped before there was an answer."
_SO_FAR = "This answer was stopped here: there may be more."
_LISTED = 3
"""More claims than this are drawn as a list."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as the person typed it, where it was looked for, and what came of it.

    Without a `turn` there is an error in words, or it was stopped before there was anything to show. `changed` says
    what became of the quotes of an answer that was kept, `gone` how many of its claims are no longer shown.
    """

    asked: str
    scope: Scope = ANYWHERE
    turn: Turn | None = None
    error: str = ""
    stopped: bool = False
    changed: tuple[Traced, ...] = ()
    gone: int = 0


def draw_turn(
    number: int, shown: Shown, live: str, today: date, on_open: Callable[[int], None], *, fresh: bool
) -> None:
    """Draw an answered turn; a fresh one streams. `live` is the generation that is read now."""
    if shown.turn is None:
        st.html(_stopped_html(_NOTHING_YET) if shown.stopped else failure_html(shown.error))
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
        st.html(refusal_html(answer, shown.scope))
        _draw_nearest(number, answer, today, on_open)
    listed = len(answer.claims) > _LISTED
    for at, claim in enumerate(() if _on_the_card(answer) else answer.claims):
        # Many claims are a list: each with its chip on one row.
        with st.container(key=f"claim-{number}-{at}{'-listed' if listed else ''}", horizontal=listed, gap="small"):
            _draw_claim(claim, fresh=fresh, steps=max(1, _STEPS // len(answer.claims)))
            draw_chips(number, str(at), citations, claim.citations, today, on_open, brief=listed)
    if since := since_html(shown, citations):
        st.html(since)
    if remarks := remarks_html(answer):
        st.html(remarks)
    if shown.stopped:
        st.html(_stopped_html(_SO_FAR))
    if answer.generation != live:
        st.html('<p class="b-understood">Answered before the index was updated. Ask again for the latest.</p>')


def _draw_nearest(number: int, answer: Answer, today: date, on_open: Callable[[int], None]) -> None:
    """Draw the places that come nearest to a question that none of them answers, each with its chip."""
    if answer.nearest:
        st.html('<p class="b-eyebrow">The places that come nearest</p>')
    citations = Citations.of(answer)
    for at, made in enumerate(answer.nearest):
        with st.container(key=f"near-{number}-{at}"):
            st.html(f'<div class="b-quoted">{html_text(" ".join(made.text.split()))}</div>')
            draw_chips(number, f"near-{at}", citations, (at + 1,), today, on_open)


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


def claims_html(answer: Answer) -> str:
    """Return the claims that there are so far of an answer that is still being written."""
    return "".join(claim_html(claim.text, claim.citations) for claim in answer.claims)


def claim_html(text: str, citations: tuple[int, ...] = ()) -> str:
    """Return a claim as a paragraph that ends in the numbers of its citations."""
    return f'<p class="b-claim">{html_text(text)}{numbers_html(citations)}</p>'


def remarks_html(answer: Answer) -> str:
    """Return what stands below the claims: what they leave open, and how old the evidence is."""
    open_ = answer.reason if answer.claims else None
    return "".join(f'<p class="b-beside">{html_text(said)}</p>' for said in (open_, answer.age) if said)


def failure_html(words: str) -> str:
    """Return what went wrong."""
    return f'<div class="b-refusal" role="alert"><p>{html_text(words)}</p></div>'


def _stopped_html(words: str) -> str:
    return f'<p class="b-beside" role="status">{words}</p>'


def since_html(shown: Shown, citations: Citations) -> str:
    """Return what became of an answer since it was given: claims that are gone, quotes that moved or were reworded."""
    lost = counted(shown.gone, "claim is", "claims are")
    source = "its source was" if shown.gone == 1 else "their sources were"
    gone = f"<p>{lost} no longer shown: {source} removed, or you may no longer read what it said.</p>"
    some = shown.gone and shown.turn is not None and shown.turn.answer.claims  # without any, the reason says it
    rows = "".join(_changed_html(one, citations) for one in shown.changed)
    told = (gone if some else "") + (f"<ul>{rows}</ul>" if rows else "")
    return f'<div class="b-notice b-since" role="status">{told}</div>' if told else ""


def _changed_html(one: Traced, citations: Citations) -> str:
    if one.quote is None:
        return ""
    number, when = citations.number(one.quote), html_text(when_words(one.changed))
    if one.state is State.MOVED:
        return f"<li>{number} has moved{when}. It opens where it stands now.</li>"
    now, before = html_text(one.quote.text), html_text(one.cited.words)
    return f"<li>{number} was reworded{when}. It said <q>{before}</q> and now says <q>{now}</q></li>"


def refusal_html(answer: Answer, scope: Scope) -> str:
    """Return the reason of an abstention and what a person can do about it."""
    nearest = answer.assessment.nearest if answer.assessment else ()
    names = "".join(f"<li>{html_text(name)}</li>" for name in nearest)
    near = f"<p>The nearest names in the documents:</p><ul>{names}</ul>" if nearest else ""
    advice = "" if answer.reason in AGAIN else f"<p>{_advice(scope)}</p>"
    return f'<div class="b-refusal"><p><strong>{html_text(answer.text)}</strong></p>{near}{advice}</div>'


def _advice(scope: Scope) -> str:
    if scope != ANYWHERE:
        return f"Only {scope_words(scope)} were searched. Clear the filter to search everything."
    return "Bearing answers only with words that it can quote. Name an initiative, a team or a measure."
