"""Of a question asked since a day, nothing older and nothing without a date is searched or cited."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.domain import Kind
from assistant.encoder.embedding import Embedder
from assistant.index.dated import DatedIndex

Write = Callable[[Mapping[str, str]], Path]
SINCE = date(2026, 6, 1)
ISSUES = (
    "Issue key,Issue Type,Summary,Status,Assignee,Project key,Created,Updated\n"
    "KIT-1,Epic,Gate reader,Done,Ana,KIT,2026-01-02,2026-02-01\n"
    "KIT-2,Story,Gate lamp,Done,Rui,KIT,2026-06-02,2026-07-01\n"
)
OLD = "The night crew scans pallets at the dock with a lamp on the helmet."
KIOSK = "The Madrid kiosk closes because shoppers walk past it."
NEW = "The night crew scans pallets at the dock with a reader on the belt."


@pytest.fixture
def assistant(write: Write, ingest: Callable[[Path], object], tmp_path: Path, embedder: Embedder) -> Assistant:
    notes = {
        f"notes/filler-{at}.md": f"# Filler {at}\n\nThe team {at} moved its meeting to room {at}.\n" for at in range(30)
    }
    dated = {
        "strategy/old.md": f"---\ndate: 2025-03-01\n---\n# Dock\n\n{OLD}\n",
        "strategy/kiosk.md": f"---\ndate: 2025-04-01\n---\n# Kiosk\n\n{KIOSK}\n",
        "strategy/new.md": f"---\ndate: 2026-07-01\n---\n# Dock\n\n{NEW}\n",
        "strategy/undated.md": "# Dock\n\nThe night crew scans pallets at the dock with a paper list.\n",
    }
    ingest(write({**notes, **dated, "jira/issues.csv": ISSUES}))
    return Assistant.open(tmp_path / "index", embedder=embedder)


ABOUT_OLD = "Why does the Madrid kiosk close?"
QUESTION = "What does the night crew scan pallets with at the dock?"


def test_what_is_older_or_has_no_date_is_not_cited(assistant: Assistant) -> None:
    assert "walk past it" in assistant.ask(ABOUT_OLD).text
    assert assistant.ask(ABOUT_OLD, since=SINCE).abstained
    answer = assistant.ask(QUESTION, since=SINCE)
    assert {made.document.path for made in answer.quotes} == {"strategy/new.md"}
    assert "belt" in answer.text


def test_the_filters_by_kind_and_by_date_hold_together(assistant: Assistant) -> None:
    assert assistant.ask(QUESTION, [Kind.WORK], since=SINCE).abstained
    assert assistant.ask(QUESTION, since=date(2027, 1, 1)).abstained


def test_words_find_a_dated_passage_however_many_older_ones_match_better(assistant: Assistant) -> None:
    dated = DatedIndex(assistant.index, SINCE)
    found = dated.candidates(assistant.retriever.question(QUESTION).vectors.whole, ["pallets", "dock"], depth=1)
    assert {dated.passage(one.place)[1].path for one in found} == {"strategy/new.md"}
    assert {one.path for one in dated.documents()} == {"strategy/new.md", "jira/issues.csv"}
    assert [dated.passage(place)[1].key for key in ("KIT-1", "KIT-2") for place in dated.places_of(key)] == ["KIT-2"]


def test_overviews_and_changes_keep_to_the_days_too(assistant: Assistant) -> None:
    paths = {made.document.path for made in assistant.ask("What do we know about the night crew?", since=SINCE).quotes}
    assert paths <= {"strategy/new.md"}
    since_long = assistant.ask("What changed since January 2025?", since=SINCE)
    assert since_long.quotes
    assert all((made.document.date or "") >= SINCE.isoformat() for made in since_long.quotes)


def test_documents_that_say_something_are_dated_since(assistant: Assistant) -> None:
    with assistant.index as index:
        saying = DatedIndex(index, SINCE).documents_with(["night crew"])
        assert {document.path for document in saying} == {"strategy/new.md"}
