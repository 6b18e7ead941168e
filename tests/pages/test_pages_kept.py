"""A kept answer on the page: how it stands, in words; nothing of a source that is gone; nothing is markup."""

from datetime import date

from assistant.conversations.context import Turn
from assistant.conversations.saved import SavedAnswer, SavedClaim
from assistant.domain import Answer, Block, Claim, Document, Kind
from assistant.nights.tracing import Cited, State, Traced
from assistant.pages.ask.kept import kept_html
from assistant.pages.ask.turns import Shown, since_html
from assistant.pages.citations import Citations
from assistant.quotes import quote_words

TODAY = date(2026, 11, 25)
WORDS = "Churn falls to <b>9 %</b> by June."
DOCUMENT = Document(
    id="d1", path="strategy/goals.md", title="Goals", kind=Kind.STRATEGY, audience="everyone", text=WORDS,
    blocks=(Block(0, len(WORDS)),), media="markdown", date="2026-11-01",
)  # fmt: skip


def page(state: State, changed: tuple[str, ...] = (), words: str = WORDS) -> str:
    now = None if state is State.REMOVED else quote_words(DOCUMENT, WORDS)
    traced = Traced(Cited("d1", DOCUMENT.path, {}, words, "g"), state, now, changed)
    claim = SavedClaim("Churn falls to 9 %.", (traced,))
    return kept_html(SavedAnswer("What is the goal?", "2026-10-02T08:00:00+00:00", "g", None, (claim,)), TODAY)


def test_what_still_stands_is_said_once_and_shown_with_its_quote() -> None:
    made = page(State.SAME)
    assert "Every quote still stands in its document." in made
    assert "Kept on 2 October 2026" in made
    assert "Churn falls to &lt;b&gt;9 %&lt;/b&gt; by June." in made
    assert "<b>9" not in made


def test_reworded_words_are_shown_beside_those_that_were_cited() -> None:
    made = page(State.REWORDED, ("20261103T020000.000Z",), words="Churn falls to 8 % by May.")
    assert "Reworded on 3 November 2026. Now it says" in made
    assert "Churn falls to 8 % by May." in made
    assert "1 of 1 claims rests on words that have changed since." in made


def test_a_claim_whose_source_is_gone_shows_no_word_of_it() -> None:
    made = page(State.REMOVED, ("20261103T020000.000Z", "20261105T020000.000Z"))
    assert "no longer shown" in made
    assert "between 3 November 2026 and 5 November 2026" in made
    assert "Churn" not in made


def test_a_kept_refusal_says_its_reason() -> None:
    made = kept_html(SavedAnswer("Why?", "2026-10-02T08:00:00+00:00", "g", "Nothing <i>comes near</i>.", ()), TODAY)
    assert "Nothing &lt;i&gt;comes near&lt;/i&gt;." in made


def test_a_conversation_says_what_became_of_its_quotes_and_counts_what_is_gone() -> None:
    now = quote_words(DOCUMENT, WORDS)
    assert now is not None
    cited = Cited("d1", DOCUMENT.path, {}, "It <i>was</i> 8 %.", "g")
    changed = (Traced(cited, State.REWORDED, now, ("20261103T020000.000Z",)),)
    answer = Answer("What is the goal?", "g", (Claim("8 %.", (1,)),), (now,))
    made = since_html(Shown("?", turn=Turn("?", answer), changed=changed, gone=2), Citations.of(answer))
    assert "2 claims are no longer shown: their sources were removed" in made
    assert "1 was reworded on 3 November 2026. It said <q>It &lt;i&gt;was&lt;/i&gt; 8 %.</q> and now says" in made
    assert "<b>9" not in made
    moved = (Traced(cited, State.MOVED, now),)
    assert "1 has moved." in since_html(Shown("?", turn=Turn("?", answer), changed=moved), Citations.of(answer))
    assert since_html(Shown("?", turn=Turn("?", answer)), Citations.of(answer)) == ""
