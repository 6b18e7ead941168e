import pytest

from assistant.routes import assessed


@pytest.mark.parametrize(
    ("question", "initiative"),
    [
        ("Is Atlas outcome-aligned?", "Atlas"),
        ("is the initiative “Second Count” outcome aligned", "Second Count"),
        ("Is ATL-12 aligned with our strategy?", "ATL-12"),
        ("How outcome-aligned is Release 2: Pilot Release?", "Release 2: Pilot Release"),
        ("Assess the project Paved Road.", "Paved Road"),
        ("What is your verdict on Fortnight Start?", "Fortnight Start"),
        ("Does Project Atlas serve any outcome?", "Project Atlas"),
        ("Is the re-parsing epic really aligned to an outcome?", "the re-parsing epic"),
        ("Is Short Before the Van heading for an outcome?", "Short Before the Van"),
        ("Is Atlas output-driven?", "Atlas"),
    ],
)
def test_a_question_for_a_verdict_names_its_initiative(question: str, initiative: str) -> None:
    assert assessed(question) in (initiative, initiative.removeprefix("the "))


@pytest.mark.parametrize(
    "question",
    [
        "Who owns Atlas?",
        "Is the roadmap a promise?",
        "Which initiatives are aligned with O1?",
        "What is the goal for churn?",
        "Are we live?",
    ],
)
def test_other_questions_are_not(question: str) -> None:
    assert assessed(question) is None
