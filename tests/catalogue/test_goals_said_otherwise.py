"""Goals that headings state, bets, OKRs named in passing, ends marked in a heading, and what is only excluded."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

LINK = Dimension.OUTCOME_LINK
OUTCOME = Dimension.OUTCOME_NOT_OUTPUT
MEASURE = Dimension.MEASURE
FILES = {
    "strategy/Community objectives.md": """# Community objectives

This page has our objectives for the allotments.

## Welcome and belonging

### What we want to do

We want gardeners of every age to feel at home on the plots.

## Tools and sheds

### What we want to do

We want gardeners to share their tools.
""",
    "strategy/How we measure.md": """# How we measure

## Saving time for wardens

### Reducing the number of calls that wardens get

Fewer calls leave more time. We printed a frost leaflet for the notice board.

## History of the office

The office moved twice. We painted a rain mural on the wall of the yard.
""",
    "strategy/Road map.md": """# Road map

## Theme 1: Rainwater harvesting

Plots should need less water from the mains.

## Barrel scheme

Theme: Ranwater harvesting

Put a barrel on each plot.

## Compost scheme

Theme: Rainbow harmonies

Put a heap on each plot.

## OUR FIRST BET: Seed library

Gardeners bring seeds and take others home.
""",
    "strategy/What we plan.md": """# What we plan

We plan to:

- mow the verges of the ring road
- print signs that help visitors to find the plots
""",
    "work/Orchard.md": """# Orchard

Apples for the town.

## Out of scope

- Cherry orchard: cherries are not part of this for lack of hands.

## Grafting week (CANCELLED)

This week got cancelled since we have no trainer.

## Pruning week (postponed to March)

Members prune the apple trees.
""",
    "strategy/Phases.md": """# Plot-Portal project phases

## Phase 1: Paper lists on the door

**Success criteria:**

- A list hangs on each door

## Phase 2: Waiting list on the screen - shortening waits in every northern quarter

**Success criteria:**

- The wait for a plot falls from 18 months to 12 months
""",
    "work/Reminder post.md": """# Reminder post

A postcard in spring lets members keep their plot, which will help renewals (Q2 OKR).
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("goals_said"), embedder) as opened:
        yield opened


def test_headings_below_the_objectives_of_a_community_are_objectives(assessor: Assessor) -> None:
    found = finding_of(assessor, "Welcome and belonging", LINK)
    assert found.level is Level.MET
    assert "itself one of" in found.reason


def test_a_heading_that_says_what_shall_change_is_the_goal_of_what_stands_below_it(assessor: Assessor) -> None:
    found = finding_of(assessor, "Frost leaflet", LINK)
    assert found.level is Level.MET
    assert any(quote.text.startswith(("Saving time", "Reducing the number")) for quote in found.quotes)


def test_a_heading_that_tells_of_the_past_is_no_goal(assessor: Assessor) -> None:
    assert finding_of(assessor, "Rain mural", LINK).level is not Level.MET


def test_a_theme_written_with_a_slip_of_the_pen_is_the_theme(assessor: Assessor) -> None:
    found = finding_of(assessor, "Barrel scheme", LINK)
    assert found.level is Level.MET
    assert "Rainwater harvesting" in found.reason


def test_a_theme_with_other_words_is_another(assessor: Assessor) -> None:
    assert finding_of(assessor, "Compost scheme", LINK).level is not Level.MET


def test_a_heading_that_calls_it_a_bet_names_it_among_what_the_strategy_wants(assessor: Assessor) -> None:
    found = finding_of(assessor, "Seed library", LINK)
    assert found.level is Level.PARTIAL
    assert any("FIRST BET" in quote.text for quote in found.quotes)


def test_an_okr_named_in_passing_that_no_strategy_has_is_a_link_left_open(assessor: Assessor) -> None:
    found = finding_of(assessor, "Reminder post", LINK)
    assert found.level is Level.PARTIAL
    assert "OKR" in found.quotes[0].text


def test_what_is_named_only_among_what_is_left_out_will_not_be_done(assessor: Assessor) -> None:
    assert finding_of(assessor, "Cherry orchard", LINK).level is Level.NOT_MET
    assert finding_of(assessor, "Orchard", LINK).level is not Level.NOT_MET


def test_a_heading_marked_as_cancelled_ends_what_it_names(assessor: Assessor) -> None:
    assert finding_of(assessor, "Grafting week", LINK).level is Level.NOT_MET
    assert finding_of(assessor, "Pruning week", LINK).level is not Level.NOT_MET


def test_a_heading_whose_missing_words_stand_above_it_is_the_initiatives(assessor: Assessor) -> None:
    found = finding_of(assessor, "Plot-Portal Phase 2: Waiting list on the screen", MEASURE)
    assert found.level is Level.MET
    assert "18 months" in found.quotes[0].text


def test_the_benefit_of_another_entry_of_the_list_is_not_its_own(assessor: Assessor) -> None:
    assert finding_of(assessor, "Mow the verges of the ring road", OUTCOME).level is not Level.PARTIAL
