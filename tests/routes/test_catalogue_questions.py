"""Questions that the catalogue answers: problems, players, targets, who is accountable, what is not done."""

import pytest

from assistant.assistant import Assistant
from assistant.catalogue.players import Sort
from assistant.routes.portfolio.catalogue_answers import UNMEASURED_ALL, answer_from_catalogue
from assistant.routes.portfolio.catalogue_questions import Wanted, catalogue_question
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures
from tests.clinic_fixtures import said


@pytest.mark.parametrize(
    ("question", "wanted", "about"),
    [
        ("What are our three most important problems?", Wanted.PROBLEMS, ""),
        ("Which problems do hospitals have?", Wanted.PROBLEMS, "hospitals"),
        ("What do customers complain about?", Wanted.PROBLEMS, ""),
        ("Which problems are we solving for hospitals?", Wanted.PROBLEMS, "hospitals"),
        ("Which problems are we focused on in the clinics?", Wanted.PROBLEMS, "the clinics"),
        ("What problems are we trying to solve?", Wanted.PROBLEMS, ""),
        ("Which problems does nobody work on?", Wanted.UNSERVED_PROBLEMS, ""),
        ("What are we not doing?", Wanted.NOT_DOING, ""),
        ("Who is accountable for retention?", Wanted.ACCOUNTABLE, "retention"),
        ("What is our retention target?", Wanted.TARGET, "retention"),
        ("What is the target for waiting times?", Wanted.TARGET, "waiting times"),
        ("Which retention do we aim for?", Wanted.TARGET, "retention"),
        ("How is success measured?", Wanted.TARGET, ""),
        ("How will progress be measured?", Wanted.TARGET, ""),
    ],
)
def test_a_question_for_the_catalogue_is_known(question: str, wanted: Wanted, about: str) -> None:
    asked = catalogue_question(question)
    assert asked is not None
    assert (asked.wanted, asked.about) == (wanted, about)


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Who are our competitors?", Sort.COMPETITOR),
        ("Which personas do we have?", Sort.PERSONA),
        ("What segments do we serve?", Sort.SEGMENT),
        ("List our teams", Sort.TEAM),
    ],
)
def test_players_are_asked_for_by_their_sort(question: str, sort: Sort) -> None:
    asked = catalogue_question(question)
    assert asked is not None
    assert (asked.wanted, asked.sort) == (Wanted.PLAYERS, sort)


@pytest.mark.parametrize(
    "question",
    [
        "What problem does Call First solve?",
        "Which customers asked for SSO?",
        "Which teams have no outcome?",
        "What are the steps of the release?",
        "When was the portal problem found?",
        "Who wrote the strategy?",
    ],
)
def test_a_question_for_one_fact_is_no_list_of_the_catalogue(question: str) -> None:
    assert catalogue_question(question) is None


def test_problems_are_listed_with_their_evidence(assistant: Assistant) -> None:
    answer = assistant.ask("What are our two biggest problems?")
    first, second = said(answer)
    assert first.startswith("P1: Patients wait for a first talk: In 2025 the median wait was 24 days")
    assert "31 of 60 patients" in second
    assert answer.reason == "The documents that you may read do not rank them."


def test_a_list_that_the_catalogue_lacks_is_not_made_up(assistant: Assistant) -> None:
    assert not [text for text in said(assistant.ask("What problems do carpenters have?")) if "P1" in text]


def test_a_competitor_is_named_in_the_words_of_its_page(assistant: Assistant) -> None:
    assert said(assistant.ask("Who are our competitors?")) == [
        "Medora sells a booking portal to three hundred clinics in the north."
    ]


def test_a_target_and_who_answers_for_it_come_from_the_row_of_the_outcome(assistant: Assistant) -> None:
    target = said(assistant.ask("What is our target for patients seen?"))
    assert target == ["Seen in time: share of patients seen within 14 days, from 41 % to 75 %, by 31 December 2026."]
    assert said(assistant.ask("Who is accountable for No second visit?")) == [
        "No second visit: Accountable: Tom Reyes."
    ]
    assert said(assistant.ask("What does Tom Reyes answer for?")) == ["No second visit: Tom Reyes."]


def test_the_target_of_an_initiative_is_not_that_of_an_outcome_of_like_words(assistant: Assistant) -> None:
    answer = assistant.ask("What is the target of Second Desk for patients seen within 14 days?")
    assert not any(text.startswith("Seen in time: share of patients") for text in said(answer))


def test_what_is_not_done_is_listed_and_nothing_else(assistant: Assistant) -> None:
    assert said(assistant.ask("What are we not doing?")) == [
        "We will not open clinics at night.",
        "No own laboratory before 2029.",
    ]


def test_the_strategy_is_its_outcomes_and_what_it_leaves_out(assistant: Assistant) -> None:
    strategy = said(assistant.ask("What is our strategy in one sentence?"))
    assert strategy[0].startswith("Seen in time: ")
    assert strategy[-1] == "No own laboratory before 2029."


def test_where_no_outcome_has_a_measure_that_is_the_answer(assistant: Assistant) -> None:
    asked = catalogue_question("How is success measured?")
    assert asked is not None
    bare = {**assistant.entries, "outcomes": [{**one, "measure": None} for one in assistant.entries["outcomes"]]}
    strategy, index = assistant.assessor.strategy, assistant.index
    answer = answer_from_catalogue(asked, "How is success measured?", bare, strategy, index)
    assert answer is not None
    assert (answer.claims, answer.reason) == ((), UNMEASURED_ALL), "a goal by itself is no measure"
    assert answer.nearest
    assert assistant.ask("How is success measured?").reason is None
