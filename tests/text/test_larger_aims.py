"""What a sentence says that something serves, in words that no list of goals has."""

import pytest

from assistant.text.larger_aims import larger_aim


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("The hostel is one part of the county's larger strategy of ending rough sleeping.", "ending rough sleeping"),
        (
            "It opens in May as part of the ministry's plan to halve deaths on the lake by 2030.",
            "halve deaths on the lake by 2030",
        ),
        ("This contributes to our goal of cutting the time that families wait.", "cutting the time that families wait"),
        (
            "The van is a step towards our mission to give every reader a shelf nearby.",
            "give every reader a shelf nearby",
        ),
        ("It helps us meet our commitment to lower what tenants pay for heat.", "lower what tenants pay for heat"),
        ("It delivers on the objective to keep small shops with us.", "keep small shops with us"),
    ],
)
def test_a_larger_aim_is_read_in_the_words_of_the_sentence(text: str, aim: str) -> None:
    assert larger_aim(text) == aim


@pytest.mark.parametrize(
    "text",
    [
        "It helps readers reach their goal of finishing a book.",
        "This is part of our plan to launch the new portal in May.",
        "It does not support our goal of reducing waiting times.",
        "The van could support the goal of reducing waste.",
        "Is it part of our plan to reduce what tenants pay?",
        "We deliver a plan to lower what tenants pay.",
        "We support the strategy.",
        "",
    ],
)
def test_what_people_want_what_is_made_and_what_is_open_is_no_larger_aim(text: str) -> None:
    assert larger_aim(text) == ""
