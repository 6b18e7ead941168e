"""One side of an initiative, from the assessment's finding on it."""

import pytest

from assistant.assistant import Assistant
from assistant.domain import Dimension
from assistant.routes.initiative.sides import Side, side_of
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures
from tests.clinic_fixtures import said


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("What problem does Call First solve?", Dimension.PROBLEM_EVIDENCE),
        ("Why are we doing Call First?", Dimension.PROBLEM_EVIDENCE),
        ("How do we measure Call First?", Dimension.MEASURE),
        ("What are the key targets of Call First?", Dimension.MEASURE),
        ("What are the secondary targets of Call First?", None),
        ("When would we stop Call First?", Dimension.STOP_RULE),
        ("Who is Call First for?", Dimension.PLAYER),
        ("Which outcome does Call First serve?", Dimension.OUTCOME_LINK),
        ("What are the early signals of Call First?", Dimension.LEADING_INDICATOR),
        ("Which options were considered for Call First?", Dimension.MANAGED_TO_OUTCOME),
        ("Is Call First on track?", Dimension.REALITY),
        ("Is Call First working?", Dimension.REALITY),
        ("Has Call First paid off?", Dimension.REALITY),
        ("Does Call First make a difference?", Dimension.REALITY),
        ("What is the weakest point of Call First?", Side.WEAKEST),
        ("What are the weaknesses of Call First?", Side.WEAKEST),
        ("What weaknesses did the auditors of Call First find?", None),
        ("What would change the verdict on Call First?", Side.WOULD_CHANGE),
        ("What should I ask the owner of Call First?", Side.TO_ASK),
        ("Should we stop Call First?", Side.WHOLE),
        ("What is the goal of Call First?", Side.AIM),
        ("What does Call First want to achieve?", Side.AIM),
        ("Was ist das Ziel von Call First?", Side.AIM),
        ("What did Call First cost?", None),
        ("Who owns Call First?", None),
        ("How many issues of Call First are open?", None),
    ],
)
def test_the_side_of_an_initiative_that_is_asked_for(question: str, side: Dimension | Side | None) -> None:
    assert side_of(question) is side


def test_one_side_of_an_initiative_is_answered_with_what_stands_there_and_how_it_reads(assistant: Assistant) -> None:
    stop = said(assistant.ask("When would we stop Call First?"))
    assert stop[0].startswith("If fewer than 50 % are seen within 14 days by 30 June 2026, we stop the calls")
    assert stop[-1].startswith("Stop rule: met.")
    problem = said(assistant.ask("What problem does Call First solve?"))
    assert problem[0].startswith("In a survey of 180 patients")


def test_the_weakest_dimension_is_named_with_what_it_lacks(assistant: Assistant) -> None:
    (weakest,) = said(assistant.ask("What is the weakest point of Call First?"))
    assert weakest.startswith("Weakest in Call First is the ")
