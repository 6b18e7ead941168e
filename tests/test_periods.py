from datetime import date

import pytest

from assistant.routes.periods import asks_for_changes

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("question", "since", "subject"),
    [
        ("What changed last night?", date(2026, 11, 24), ""),
        ("What has changed since last week about Atlas?", date(2026, 11, 18), "Atlas"),
        ("what changed about the loss rate since 3 March 2026?", date(2026, 3, 3), "loss rate"),
        ("What's new in Rounds since Monday?", date(2026, 11, 23), "Rounds"),
        ("What happened since yesterday?", date(2026, 11, 24), ""),
        ("What happened to the portal since Monday?", date(2026, 11, 23), "portal"),
        ("What is new with Beacon in the last 3 months?", date(2026, 8, 27), "Beacon"),
        ("Anything new about hotels?", date(2026, 11, 18), "hotels"),
        ("What changed since December?", date(2025, 12, 1), ""),
    ],
)
def test_a_question_for_changes_names_a_period_and_a_subject(question: str, since: date, subject: str) -> None:
    assert asks_for_changes(question, TODAY) == (since, subject)


@pytest.mark.parametrize(
    "question",
    [
        "What is the newest strategy?",
        "Who changed ATL-3?",
        "Why did the plan change?",
        "What happened to the portal?",
        "What happened in the March flood?",
    ],
)
def test_other_questions_are_not(question: str) -> None:
    assert asks_for_changes(question, TODAY) is None
