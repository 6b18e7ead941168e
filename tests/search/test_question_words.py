import pytest

from assistant.search.question_words import (
    counted_thing,
    defined,
    defines,
    in_other_words,
    is_called,
    number_match,
    numbered,
    with_numbers,
)


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Which tasks were done in sprint 44?", (("sprint", "44"),)),
        ("What did we learn in the Atlas 3.0 pilot?", (("atlas", "3.0"),)),
        ("Did it rise by 3.0 % in May 2026?", ()),
        ("When was the first sprint?", (("sprint", "1"),)),
        ("What did the 12th release bring?", (("release", "12"),)),
        ("What does decision 0016 say?", (("decision", "16"),)),
        ("What was planned in sprints 82 and 83?", (("sprint", "82"), ("sprint", "83"))),
        ("What does the strategy say?", ()),
    ],
)
def test_numbered_things_are_named_by_number_or_ordinal(question: str, things: tuple[tuple[str, str], ...]) -> None:
    assert numbered(question) == things


def test_ordinals_are_said_as_documents_number_things() -> None:
    assert with_numbers("When was the first sprint?") == "When was the first sprint? (sprint 1)"
    assert with_numbers("When was the sprint?") == "When was the sprint?"


def test_a_title_with_another_number_speaks_against_it() -> None:
    asked = (("sprint", "4"),)
    titles = ("Sprint 4 summary", "Sprint-44 summary", "Sprint 04", "Roadmap")
    assert [number_match(asked, title) for title in titles] == [1, -1, 1, 0]


def test_another_version_of_a_name_is_another_thing() -> None:
    titles = ["2023 - Atlas 3.0 Pilot", "2022 - Atlas 2.0 Pilot", "Atlas", "Release 2.1 notes"]
    assert [number_match([("atlas", "3.0")], title) for title in titles] == [1, -1, 0, 0]
    assert number_match([("release", "2")], "Release 2.1 notes") == 1


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Raft?", "Raft"),
        ("What is an STT?", "STT"),
        ("What does OFA stand for?", "OFA"),
        ("Why does the Count team exist?", "Count team"),
        ("What is the ward shelf for?", "ward shelf"),
        ("What is the plan for wards?", None),
        ("What was the survey wrong about?", None),
        ("What are we not building?", None),
        ("Why did the pilot of Atlas end?", None),
        ("What is the mission of TDP?", None),
        ("Who leads the Count team?", None),
    ],
)
def test_a_question_for_one_name_wants_it_explained(question: str, name: str | None) -> None:
    assert defined(question) == name


@pytest.mark.parametrize(
    ("name", "sentence", "explains"),
    [
        ("Raft", "The office has contracted with Raft LLC to build it.", True),
        ("OFA", "Office of Family Assistance (OFA) - an office that pays grants.", True),
        ("STT", "An STT is a state, tribe or territory.", True),
        ("STTs", "The grants go to states, tribes and territories (STT).", True),
        ("STTs", "STTs are the states, tribes and territories.", True),
        ("STTs", "STTs wait for ten days.", False),
        ("Raft", "Moved to Raft Review.", False),
        ("Raft", "Demo of the upload page (Raft)", False),
        ("Raft", "Rafting is a sport.", False),
    ],
)
def test_a_sentence_explains_a_name_by_saying_what_it_is(name: str, sentence: str, explains: bool) -> None:
    assert defines(name, sentence) is explains


def test_how_many_counts_the_thing_that_follows() -> None:
    assert counted_thing("How many of the grantees took part?") == "grantees"
    assert counted_thing("What share took part?") is None


def test_a_heading_that_is_the_name_and_nothing_else_calls_a_part_so() -> None:
    assert is_called("EN 14065", ("Glossary", "EN 14065"))
    assert not is_called("EN 14065", ("EN 14065", "What auditors ask"))
    assert not is_called("EN 14065", ("Audits of EN 14065",))
    assert not is_called("EN 14065", ())


def test_why_something_is_slow_or_dear_is_why_it_takes_long_or_costs_much() -> None:
    assert in_other_words("Why is onboarding so slow?") == ("why does onboarding take so long?", "onboarding")
    assert in_other_words("why was the move expensive") == ("why does the move cost so much?", "the move")
    assert in_other_words("Why is the office cold?") is None
