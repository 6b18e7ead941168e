"""What a person should know before they trust a page: the index missed a night, or the last one was not published."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.pages.holdings.nights import Night, Outcome
from assistant.pages.holdings.state import State
from assistant.pages.safe import html_text

_CAUSE = (
    "A loss like this is not published on its own. If it is right, <code>bearing ingest --accept-shrink</code> "
    "publishes it; until then the index of before stays."
)
_NO_CAUSE = (
    "A check before publishing failed, so the index of before stays. Ask whoever runs <code>bearing ingest</code>."
)


def alarm_html(state: State, nights: Sequence[Night]) -> str:
    """Return what a person should know before they trust the page: a missed night, or one that was not published."""
    parts = []
    if state.stale:
        parts.append(
            f"<p><strong>The index has missed a night.</strong> It was last checked {html_text(state.checked)}. "
            "Ask whoever runs <code>bearing ingest</code>.</p>"
        )
    if nights and nights[0].outcome is Outcome.REFUSED:
        parts.append(
            "<p><strong>The last night was not published.</strong> "
            f"Answers come from what was built on {html_text(state.built)}.</p>{refusal_html(nights[0])}"
        )
    return f'<div class="b-notice b-alarm" role="status">{"".join(parts)}</div>' if parts else ""


def refusal_html(night: Night) -> str:
    """Return why a night was refused, as far as the reader may know."""
    if night.outcome is not Outcome.REFUSED:
        return ""
    causes = "".join(f"<p><strong>{html_text(line)}.</strong></p>" for line in night.causes)
    return f'<div class="b-refusal">{causes}<p>{_CAUSE if causes else _NO_CAUSE}</p></div>'
