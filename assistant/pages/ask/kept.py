"""An answer that somebody kept, as it stands today: each claim with its quotes, and what became of them since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from assistant.conversations.saved import SavedAnswer, SavedClaim
from assistant.index.ages import age
from assistant.nights.tracing import State, Traced
from assistant.pages.safe import html_text
from assistant.pages.shelf import Groups, Shelf
from assistant.pages.wording import day_words, readable_times, short_title, when_words

PARAMETER = "answer"
"""Of the page's address: the name of the answer to show."""
_GONE = "A claim is no longer shown: its source was removed, or you may no longer read it"
_NONE = "There is no such answer. It may be on another index, or kept for a group that you do not belong to."


def draw_kept(shelf: Shelf, groups: Groups, name: str, on_close: Callable[[], None]) -> None:
    """Draw the kept answer of a name, or say that there is none."""
    kept = shelf.kept(groups, name)
    with st.container(key="kept"):
        st.html(kept_html(kept, date.today()) if kept else f'<p class="b-notice" role="status">{_NONE}</p>')
        st.button("Close this answer", key="kept-close", on_click=on_close)


def kept_html(kept: SavedAnswer, today: date) -> str:
    """Return a kept answer: the question, when it was answered, and how its claims stand."""
    when = f'<p class="b-understood">Kept on {html_text(day_words(kept.saved))}. {html_text(_standing(kept))}</p>'
    reason = f'<p class="b-claim">{html_text(kept.reason)}</p>' if kept.reason and not kept.claims else ""
    claims = "".join(_claim_html(claim, today) for claim in kept.claims)
    return f'<h2 class="b-question">{html_text(kept.question)}</h2>{when}{reason}{claims}'


def _standing(kept: SavedAnswer) -> str:
    """Return in a sentence how the claims stand."""
    changed = sum(not claim.stands for claim in kept.claims)
    if not kept.claims:
        return "Nothing was claimed."
    if not changed:
        return "Every quote still stands in its document."
    rest = "rests" if changed == 1 else "rest"
    return f"{changed} of {len(kept.claims)} claims {rest} on words that have changed since."


def _claim_html(claim: SavedClaim, today: date) -> str:
    if claim.is_gone:
        changed = next(one.changed for one in claim.citations if one.state is State.REMOVED)
        return f'<p class="b-notice">{_GONE}{html_text(when_words(changed))}.</p>'
    quotes = "".join(_citation_html(one, today) for one in claim.citations)
    return f'<p class="b-claim">{html_text(claim.text)}</p><ul class="b-kept-quotes">{quotes}</ul>'


def _citation_html(one: Traced, today: date) -> str:
    """Return the quote as it stands now; where it was reworded, with the words that were cited."""
    quote = one.quote
    if quote is None:
        return ""
    document = quote.document
    place = readable_times(quote.locator.label())
    source = f"{short_title(document)} · {document.path} · {place} · {age(document.date, today)}"
    said = f"<p>It said: <q>{html_text(one.cited.words)}</q></p>" if one.state is State.REWORDED else ""
    return (
        f'<li class="b-kept-{one.state}"><p class="b-eyebrow">{html_text(state_words(one))}</p>{said}'
        f'<q>{html_text(quote.text)}</q><p class="b-quiet">{html_text(source)}</p></li>'
    )


def state_words(one: Traced) -> str:
    """Return what became of a citation, in words."""
    match one.state:
        case State.SAME:
            return "Still there"
        case State.MOVED:
            return f"Moved{when_words(one.changed)}. Now in the place below"
        case State.REWORDED:
            return f"Reworded{when_words(one.changed)}. Now it says"
        case State.REMOVED:
            return f"Removed{when_words(one.changed)}"
