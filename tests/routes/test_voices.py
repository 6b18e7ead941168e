"""What people, or a kind of document, say of something."""

import pytest

from assistant.assistant import Assistant
from assistant.domain import Kind
from assistant.routes.documents.voices import asks_voices
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures
from tests.clinic_fixtures import said


def test_what_people_said_is_told_in_their_words(assistant: Assistant) -> None:
    heard = said(assistant.ask("What do patients say about the letter?"))
    assert any("called my daughter" in text for text in heard)
    assert not any("want to learn" in text for text in heard)
    assert not any("before the new one is printed" in text for text in heard)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What do customers say about invoices?", ("", "invoices", Kind.PLAYERS)),
        ("What did Rosa tell us about the morning?", ("Rosa", "morning", Kind.PLAYERS)),
        ("What does the strategy say about letters?", ("", "letters", Kind.STRATEGY)),
        ("Which customers asked for SSO?", ("", "SSO", Kind.CUSTOMERS)),
        ("What does the contract say?", None),
    ],
)
def test_who_is_to_have_spoken_is_known(question: str, asked: tuple[str, str, Kind] | None) -> None:
    found = asks_voices(question)
    assert (found and (found.who, found.about)) == (asked and asked[:2])
    assert found is None or (asked and asked[2] in found.kinds)


def test_what_the_strategy_says_is_not_what_others_say_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("What does the strategy say about clinics at night?")
    assert said(answer)[0].endswith("We will not open clinics at night.")
    assert {quote.document.kind for quote in answer.quotes} == {Kind.STRATEGY}


def test_a_paper_is_asked_by_its_name(assistant: Assistant) -> None:
    answer = assistant.ask("What does the scorecard say about patients?")
    assert {quote.document.path for quote in answer.quotes} == {"strategy/Scorecard 2026.csv"}
    principles = assistant.ask("What do the principles say about targets?")
    assert any("No target without where we are." in text for text in said(principles))
