"""How sentences tell of trouble, whom they name, and what a study says of an initiative that it is called after."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from assistant.findings.people import people_in
from assistant.findings.segments import group_in
from assistant.findings.sources import counts
from assistant.findings.trouble import tells_trouble, troubled_now
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/goals.md": "# Goals of the allotments\n\n## Plots stay in use\n\nFewer plots lie idle in 2026.\n",
    "strategy/Water butt pilot.md": """# Water butt pilot

## Background

The allotments lie north of the railway. The council owns the land.

## Scope

- Install ten butts
""",
    "strategy/Tool library.md": """# Tool library

## Goal

We want all tools, ladders and barrows of the allotments to be easy to borrow.
""",
    "strategy/Seed exchange.md": """# Seed exchange

Gardeners swap seeds at the gate by shortening the walk, which is currently too long for most of them.
""",
    "strategy/Compost heaps.md": """# Compost heaps and leaf mould

Build three heaps by the gate.
""",
    "problems/Compost survey.md": """# Insights from the compost heaps survey

Twelve questions were sent out in spring.

- Smell keeps us away (62.5 % of respondents)
""",
    "strategy/Gate keys.md": """# Gate keys

The old lock is changed in May. Members bring users on.
""",
    "strategy/Night lights.md": """# Night lights

Lamps by the path help users.
""",
    "players/Who gardens here.md": """# Our audiences

## User types

The Office of Green Spaces (OGS) runs the land. OGS staff visit. OGS staff mow. OGS staff plant.
""",
    "strategy/Hedge cutting.md": """# Hedge cutting

The hedge by the OGS yard is cut twice.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("allotments"), embedder) as opened:
        yield opened


@pytest.mark.parametrize(
    "said",
    [
        "The ledger is no longer maintained by its maker.",
        "Wardens have too few hours for the winter.",
        "There is no single place where helpers see their turns.",
        "The sheet does not scale beyond ten sites.",
        "It takes new helpers months to learn the rules.",
        "Clerks are forced to type each reading again.",
        "Between the two wards figures differ.",
    ],
)
def test_a_sentence_tells_of_trouble_by_its_form(said: str) -> None:
    assert tells_trouble(said)


@pytest.mark.parametrize(
    "said",
    [
        "We add error handling to the importer.",
        "The manual is published in May.",
        "We listen to the needs and pain points of gardeners.",
        "There are no fees for members.",
        "By June nobody waits at the gate.",
        "The setup takes only days.",
        "We sort the list to avoid confusion.",
    ],
)
def test_a_word_of_trouble_alone_tells_of_none(said: str) -> None:
    assert not tells_trouble(said)


def test_feedback_on_something_and_trouble_of_today_are_problems() -> None:
    assert troubled_now("We will address feedback about the long forms")
    assert troubled_now("Shorten the refresh, which is currently slow")
    assert not troubled_now("We will collect feedback")
    assert not troubled_now("Shorten the slow refresh")


@pytest.mark.parametrize("said", ["in line with point 9 of the standard 2.0.0", "the suffix will be alpha.0"])
def test_points_and_versions_count_nothing(said: str) -> None:
    assert not counts(said)
    assert counts(f"{said}, said 14 clerks")


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("It is for people with low vision.", "people with low vision"),
        ("Small businesses file on a phone.", "Small businesses"),
        ("Refugees find a course.", "Refugees"),
        ("Experienced users skip it.", "Experienced users"),
        ("We do not see why users would pay.", None),
        ("Unauthorised users stay out.", None),
        ("The site assumed users knew it.", None),
        ("Core users like it.", None),
    ],
)
def test_a_group_says_which_people(said: str, group: str | None) -> None:
    assert group_in(said) == group


def test_a_pointer_to_another_page_is_no_person() -> None:
    assert not list(people_in("See Lamp Sponsorship"))
    assert [one.group() for one in people_in("Ada Lamp")] == ["Ada Lamp"]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Water butt pilot", Level.NO_EVIDENCE),
        ("Tool library", Level.NO_EVIDENCE),
        ("Seed exchange", Level.PARTIAL),
        ("Compost heaps and leaf mould", Level.MET),
    ],
)
def test_what_is_wished_or_around_is_no_problem_and_a_study_is_evidence(
    assessor: Assessor, name: str, level: Level
) -> None:
    found = finding_of(assessor, name, Dimension.PROBLEM_EVIDENCE)
    assert found.level is level, [made.text for made in found.quotes]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Gate keys", Level.NO_EVIDENCE),
        ("Night lights", Level.NOT_MET),
        ("Hedge cutting", Level.NO_EVIDENCE),
    ],
)
def test_only_whom_it_helps_is_a_player(assessor: Assessor, name: str, level: Level) -> None:
    found = finding_of(assessor, name, Dimension.PLAYER)
    assert found.level is level, [made.text for made in found.quotes]
