import pytest

from assistant.routes.wording.shapes import (
    Comparison,
    asks_agreement,
    assessed,
    compared,
    may_ask_for_a_verdict,
    overview_of,
)


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
        ("Do you think that Atlas is really aligned with our strategy?", "Atlas"),
        ("I wonder whether Second Count moves any of our goals", "Second Count"),
        ("Atlas: outcome or output?", "Atlas"),
        ("Are we building Atlas for an outcome, or only because it was promised?", "Atlas"),
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
        "Which initiatives serve our goals?",
        "Does anybody support our strategy?",
        "Are all initiatives aligned?",
        "Is this initiative aligned?",
    ],
)
def test_other_questions_are_not(question: str) -> None:
    assert assessed(question) is None


@pytest.mark.parametrize(
    ("question", "one", "other", "aspect"),
    [
        ("How do Atlas and Beacon differ?", "Atlas", "Beacon", ""),
        ("What is the difference between Second Count and Beacon in scope?", "Second Count", "Beacon", "scope"),
        ("Compare Atlas with Beacon.", "Atlas", "Beacon", ""),
        ("Atlas vs. Beacon", "Atlas", "Beacon", ""),
        ("Atlas or Beacon: which is due first?", "Atlas", "Beacon", "is due first"),
        ("Which has more open issues, Second Count or Beacon?", "Second Count", "Beacon", "has more open issues"),
        ("Does HED-101 have more bugs than HED-109?", "HED-101", "HED-109", "have more bugs"),
    ],
)  # fmt: skip
def test_a_comparison_names_two_things_and_in_what(question: str, one: str, other: str, aspect: str) -> None:
    assert compared(question) == Comparison(one, other, aspect)


@pytest.mark.parametrize(
    "question",
    [
        "Which way of counting read more, handheld or cart scan?",
        "What was the baseline of the shorts: 6.8 or 7.1 %?",
        "Who owns Atlas or runs it?",
        "Are developers more scared than testers?",
    ],
)
def test_what_has_no_two_names_is_no_comparison(question: str) -> None:
    assert compared(question) is None


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Do strategy and Jira agree about Guest Linen Portal?", "Guest Linen Portal"),
        ("Do the strategy and the tickets contradict each other?", ""),
        ("Where do sources disagree on the Clean Invoice?", "Clean Invoice"),
        ("What contradictions are there?", ""),
        ("Who agrees with the plan?", None),
        ("Is there a conflict of interest?", None),
    ],
)
def test_a_question_whether_sources_agree_names_the_matter(question: str, subject: str | None) -> None:
    assert asks_agreement(question) == subject


@pytest.mark.parametrize(
    "question", ["Do the two Tromsø manuals contradict each other?", "Does Ana disagree with Ben?"]
)
def test_what_two_named_things_say_is_no_question_for_all_contradictions(question: str) -> None:
    assert asks_agreement(question) is None
    assert asks_agreement("Does Jira contradict the strategy?") == ""


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What do we know about Corviston Group?", "Corviston Group"),
        ("Tell me about the Paved Road.", "Paved Road"),
        ("Give me an overview of churn", "churn"),
        ("What happened to the Guest Linen Portal?", "Guest Linen Portal"),
        ("Was wissen wir über Kessling Nova?", "Kessling Nova"),
        ("What do we want?", None),
    ],
)
def test_a_question_for_all_that_is_known_names_its_subject(question: str, subject: str | None) -> None:
    assert overview_of(question) == subject


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("Beacon feels like a feature factory to me, no?", True),
        ("What about alignment in the Beacon work?", True),
        ("Who leads Beacon?", False),
        ("When does Beacon ship?", False),
    ],
)
def test_words_of_alignment_may_ask_for_a_verdict(question: str, may: bool) -> None:
    assert may_ask_for_a_verdict(question) is may
