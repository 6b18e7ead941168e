"""Two questions in one."""

import pytest

from assistant.assistant import Assistant
from assistant.routes.compound import parts_of
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures
from tests.clinic_fixtures import said


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who owns Call First and when would we stop it?", ("Who owns Call First?", "when would we stop it?")),
        ("What is Medora and why?", ("What is Medora?", "why is Medora?")),
        (
            "How many bugs are open, and which team has most?",
            ("How many bugs are open?", "which team has the most open bugs?"),
        ),
        ("Which clinics do we run in Aarhus and Odense?", None),
        ("What do patients and doctors want?", None),
    ],
)
def test_two_questions_in_one_are_taken_apart(question: str, parts: tuple[str, str] | None) -> None:
    assert parts_of(question) == parts


def test_each_of_two_questions_is_answered_or_said_to_be_open(assistant: Assistant) -> None:
    both = assistant.ask("Who are our competitors and when would we stop Call First?")
    assert "Medora" in said(both)[0]
    assert any("If fewer than 50 %" in text for text in said(both))
    half = assistant.ask("Who are our competitors and who painted the roof of the Odense garage?")
    assert "Medora" in said(half)[0]
    assert half.reason == ("The documents that you may read do not answer: who painted the roof of the Odense garage?")
