"""What a persona needs, fears and does, from the part of its page that says so."""

import pytest

from assistant.assistant import Assistant
from assistant.routes.people.player_questions import About, player_question
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures
from tests.clinic_fixtures import said


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What does Rosa Lindt need?", About.NEEDS),
        ("What are the fears of Rosa?", About.TROUBLES),
        ("Who is Rosa Lindt?", About.WHO),
        ("What does Rosa do?", About.DAY),
    ],
)
def test_what_is_asked_of_a_player_is_told_apart(question: str, about: About) -> None:
    asked = player_question(question)
    assert asked is not None
    assert asked.about is about


def test_a_persona_answers_from_the_part_of_its_page_that_is_asked_for(assistant: Assistant) -> None:
    assert said(assistant.ask("What does Rosa need?")) == [
        "Rosa Lindt: to know at eight who will not come",
        "Rosa Lindt: one screen for the day",
    ]
    assert said(assistant.ask("What does Rosa Lindt fear?")) == ["Rosa Lindt: A waiting room that shouts before nine."]


def test_a_persona_is_introduced_by_what_is_said_of_it_and_not_of_its_page(assistant: Assistant) -> None:
    assert said(assistant.ask("Who is Rosa Lindt?")) == [
        "Rosa has run the desk of a clinic with four doctors for nine years."
    ]
