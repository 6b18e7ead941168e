"""An initiative that is called by a part of its name: which one it is, or that it is asked back."""

import pytest

from assistant.catalogue.half_names import called, half_named
from assistant.catalogue.initiatives import Catalogue

NAMES = (
    "ABC-1 Guest Linen Portal (Hotel Direct)",
    "Guest Linen Portal",
    "Ward Linen Count",
    "Event Spine",
    "Paved Road",
    "Archive staff will raise the number of letters that veterans get answered within a month",
)


class Told(Catalogue):
    """A catalogue in which one word alone stands for a name, and another for many things."""

    def __init__(self, shares: dict[str, float]) -> None:
        self.shares = shares

    def share_in(self, unit: tuple[str, ...], name: str) -> float:
        return self.shares.get(unit[0], 0.0)


def named(question: str, **shares: float) -> tuple[str, ...]:
    half = half_named(question, called(NAMES), Told(shares))
    return half.names if half else ()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("how much has the guest portal spent", "Guest Linen Portal"),
        ("who leads the linen portal?", "Guest Linen Portal"),
        ("What is the status of hotel direct?", "Guest Linen Portal"),
        ("is our ward count working", "Ward Linen Count"),
    ],
)
def test_the_words_that_only_one_name_has_stand_for_it(question: str, name: str) -> None:
    assert named(question) == (name,)


@pytest.mark.parametrize(
    "question",
    [
        "how many guest portal users are there",
        "who owns the linen",
        "what do guests say of linen",
        "who owns the ward nurse",
        "who owns the night ward count",
        "how did the archive staff do",
    ],
)
def test_what_is_more_or_less_than_a_part_of_a_name_stands_for_none(question: str) -> None:
    assert named(question) == ()


def test_one_word_stands_for_a_name_where_it_mostly_means_that() -> None:
    assert named("who owns the spine", spin=0.8) == ("Event Spine",)
    assert named("who owns the spine", spin=0.2) == ()
    assert named("what moves a spine", spin=0.8) == ()


def test_the_whole_name_takes_the_place_of_its_part() -> None:
    half = half_named("how much has the guest portal spent?", called(NAMES), Told({}))
    assert half is not None
    assert half.named() == "how much has Guest Linen Portal spent?"


def test_words_that_two_names_have_give_both() -> None:
    both = (*NAMES, "Guest Portal Hosting")
    half = half_named("who owns the guest portal", called(both), Told({}))
    assert half is not None
    assert half.names == ("Guest Linen Portal", "Guest Portal Hosting")
