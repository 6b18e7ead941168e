"""When and how often something takes place."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.documents.rhythm import Rhythm, asks_rhythm
from ingest.receipt import Receipt

FILES = {
    "strategy/how we work.md": "# How we work\n\nBring doubts to the harbour board; it meets every second Tuesday.\n\n"
    "The harbour board met on 3 March about the crane.\n\nWe check the buoys twice a year.\n",
    "collaboration/notes.md": "# Notes\n\nThe tide report is published on 4 June 2027.\n\n"
    "The harbour board wants every buoy red. The crane is checked on Fridays.\n",
}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("When does the harbour board meet?", Rhythm("harbour board", "meet", often=False)),
        ("How often are the buoys checked?", Rhythm("buoys", "checked", often=True)),
        ("how often do we check our buoys", Rhythm("buoys", "check", often=True)),
        ("When did the harbour board meet?", None),
        ("When does the new pier open?", None),
    ],
)
def test_a_question_for_a_rhythm_is_known(question: str, asked: Rhythm | None) -> None:
    assert asks_rhythm(question) == asked


def test_it_is_answered_by_what_says_how_often(
    write: Callable[[Mapping[str, str | bytes]], Path],
    ingest: Callable[[Path], Receipt],
    tmp_path: Path,
    embedder: Embedder,
) -> None:
    ingest(write(FILES))
    assistant = Assistant.open(tmp_path / "index", (), embedder)
    said = {
        question: [claim.text for claim in assistant.ask(question).claims]
        for question in ("When does the harbour board meet?", "How often do we check the buoys?")
    }
    assert list(said.values()) == [
        ["Bring doubts to the harbour board; it meets every second Tuesday."],
        ["We check the buoys twice a year."],
    ]
    (day,) = assistant.ask("When is the tide report published?").claims
    assert "4 June 2027" in day.text


def test_what_says_no_rhythm_is_no_answer(
    write: Callable[[Mapping[str, str | bytes]], Path],
    ingest: Callable[[Path], Receipt],
    tmp_path: Path,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ingest(write(FILES))
    assistant = Assistant.open(tmp_path / "index", (), embedder)
    beside = assistant.ask("What did the harbour board meet about on 3 March?")
    assert not beside.abstained
    monkeypatch.setattr("assistant.routes.documents.rhythm.answer", lambda *_: beside)
    made = assistant.ask("How often is the crane counted?")
    assert made.abstained
    assert made.nearest == beside.quotes
