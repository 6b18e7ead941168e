"""German and Spanish questions of known shapes take the English routes."""

import pytest

from assistant.assistant import Assistant
from assistant.routes.wording.translated import in_english
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures
from tests.clinic_fixtures import said


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Ist Call First ergebnisorientiert?", "Is Call First outcome-aligned?"),
        ("Sind wir auf Kurs?", "Are we on track?"),
        ("Sind wir auf Kurs mit O1?", "Are we on track with O1?"),
        ("¿Qué problema resuelve Call First?", "What problem does Call First solve?"),
        ("¿Quiénes son nuestros competidores?", "Who are our competitors?"),
        ("Wer hat den Vertrag geschrieben?", "Wer hat den Vertrag geschrieben?"),
        ("Was hat Rosa am Montag gesagt?", "Was hat Rosa am Montag gesagt?"),
    ],
)
def test_a_question_of_a_known_shape_is_turned_into_english_and_no_other(question: str, english: str) -> None:
    assert in_english(question) == english


def test_a_question_in_german_or_spanish_takes_the_route_of_the_english_one(assistant: Assistant) -> None:
    for question in ("Wer sind unsere Wettbewerber?", "¿Quiénes son nuestros competidores?"):
        answer = assistant.ask(question)
        assert answer.question == question
        assert said(answer) == said(assistant.ask("Who are our competitors?"))
