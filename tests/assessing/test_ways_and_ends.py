"""How plans leave the way open in small steps, when they look again, and when they stop."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

GOALS = """# Goals of the reading rooms

The board reviews progress against these goals every quarter.

## Evening readers come back
Readers who work by day come back within a month.

At first we set two tables out, and followed up with four more at the mill.

## Quiet corner for pupils
Pupils finish their homework in the room.

For the initial version, one lamp and one table.

## Loan of musical scores
Singers take scores home.

We are looking into whether singers would bring them back.

## Braille shelf
Blind readers find a book on their own.

We add books depending on the feedback from readers.

## Story hour
Parents read aloud at home.

Every lamp is out of trial mode, and readers start with a question.
"""
OTHER = """# Cellar store

Staff find a box within a minute.

If the trial works out, we plan to move all boxes.

The milestones will be agreed with the porter.
"""
STOPPED = """# Ideas of the porter

## Coat check (CANCELLED)
Visitors leave wet coats at the door.

## Umbrella stand
Visitors leave drop-downs of the blind closed when 3 of them rain.

We look for porters of all ages. A bell will signal that the room closes.
"""
PROGRESS = """# Bell ringers

Ringers learn a peal sooner.

We want more joy, skill and velocity for all who ring.

- KR1: 80 % of the ringers come back in the second year
"""


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    files = {
        "strategy/goals.md": GOALS,
        "work/cellar store.md": OTHER,
        "work/ideas.md": STOPPED,
        "work/bell ringers.md": PROGRESS,
    }
    with assessor_of(files, tmp_path_factory.mktemp("rooms"), embedder) as assessor:
        yield assessor


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Evening readers come back", "followed up with"),
        ("Quiet corner for pupils", "initial version"),
        ("Loan of musical scores", "looking into whether"),
        ("Braille shelf", "depending on the feedback"),
    ],
)
def test_small_steps_open_questions_and_learning_are_partly_open(rooms: Assessor, name: str, said: str) -> None:
    found = finding_of(rooms, name, Dimension.MANAGED_TO_OUTCOME)
    assert found.level is Level.PARTIAL
    assert said in found.quotes[0].text


@pytest.mark.parametrize("name", ["Story hour", "Cellar store"])
def test_a_mode_a_habit_or_a_milestone_to_be_agreed_says_nothing_of_the_way(rooms: Assessor, name: str) -> None:
    assert finding_of(rooms, name, Dimension.MANAGED_TO_OUTCOME).level is Level.NO_EVIDENCE


def test_a_review_said_above_all_goals_holds_for_each(rooms: Assessor) -> None:
    found = finding_of(rooms, "Quiet corner for pupils", Dimension.STOP_RULE)
    assert found.level is Level.PARTIAL
    assert "these goals every quarter" in found.quotes[0].text


def test_going_on_if_the_trial_works_is_a_condition_to_look_again(rooms: Assessor) -> None:
    found = finding_of(rooms, "Cellar store", Dimension.STOP_RULE)
    assert found.level is Level.PARTIAL
    assert "works out" in found.quotes[0].text


def test_a_heading_marked_as_cancelled_is_a_stop_on_record(rooms: Assessor) -> None:
    found = finding_of(rooms, "Coat check", Dimension.STOP_RULE)
    assert found.level is Level.MET
    assert "CANCELLED" in found.quotes[0].text


def test_a_menu_that_drops_down_stops_nothing(rooms: Assessor) -> None:
    assert finding_of(rooms, "Umbrella stand", Dimension.STOP_RULE).level is Level.NO_EVIDENCE


def test_looking_for_people_and_a_bell_that_will_signal_are_no_signals(rooms: Assessor) -> None:
    assert finding_of(rooms, "Umbrella stand", Dimension.LEADING_INDICATOR).level is Level.NO_EVIDENCE


def test_velocity_among_the_aims_is_no_count_of_work_and_a_key_result_is_a_lagging_one(rooms: Assessor) -> None:
    found = finding_of(rooms, "Bell ringers", Dimension.LEADING_INDICATOR)
    assert found.level is Level.PARTIAL
    assert "KR1" in found.quotes[0].text
