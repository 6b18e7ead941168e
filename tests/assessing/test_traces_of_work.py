"""What tells that work was done: deeds rather than plans, on its own pages and on others."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Finding, Level
from assistant.encoder.embedding import Embedder
from assistant.findings.deeds import stands_below_deeds, tells_deed, tells_deed_by_now
from tests.assessors import assessor_of, finding_of

PLAN = """# Plan of the orchard office

## Frost alarms for hill growers
Growers on the hill cover their trees before a frost night instead of after it.

## Shared cider press bookings
Growers book the press from home without a call.

## Bee counts at every gate
Growers see which gate lacks bees before the blossom.

## Mobile ladder rental
Pickers borrow a ladder where they pick.

We believe that new ladders were needed long ago, and we plan to buy twelve.
"""
MINUTES = """# Minutes of the growers' evening

The office installed frost alarms at three hill farms, and growers there covered their trees twice.
"""
LATEST = """# What goes on

## Recently finished

- cider press bookings from home
- new gravel at the yard

## Coming up

- counts of bees at every gate
"""
CHARTER = """# Well keepers

Status: Draft

## Purpose
Keepers of dry wells find water sooner.

## Work
The keepers of six wells have so far lowered two probes and written down what they found.
"""
QUIET_CHARTER = """# Ditch wardens

## Purpose
Wardens of the long ditch clear it before the rain.

## Work
We will lower two probes and write down what they find. Each warden reports what was found.
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    files = {
        "strategy/plan.md": PLAN,
        "collaboration/minutes 2026-02-11.md": MINUTES,
        "strategy/latest.md": LATEST,
        "work/well keepers.md": CHARTER,
        "work/ditch wardens.md": QUIET_CHARTER,
    }
    with assessor_of(files, tmp_path_factory.mktemp("orchard"), embedder) as assessor:
        yield assessor


def _reality(office: Assessor, name: str) -> Finding:
    return finding_of(office, name, Dimension.REALITY)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Frost alarms for hill growers", "installed frost alarms"),
        ("Shared cider press bookings", "press bookings from home"),
        ("Well keepers", "have so far lowered two probes"),
    ],
)
def test_a_deed_of_its_own_words_is_a_thin_trace(office: Assessor, name: str, said: str) -> None:
    found = _reality(office, name)
    assert found.level is Level.PARTIAL
    assert said in found.quotes[0].text


@pytest.mark.parametrize("name", ["Bee counts at every gate", "Mobile ladder rental", "Ditch wardens"])
def test_what_is_wanted_or_planned_is_no_trace(office: Assessor, name: str) -> None:
    assert _reality(office, name).level is Level.NO_EVIDENCE


@pytest.mark.parametrize(
    "text",
    [
        "We ended the lease of both sheds in March.",
        "The Water, Roads, and Lighting (WRL) team repaved the quay.",
        "Our harbour team is adding a column to the log.",
        "The new desk has been installed at three depots.",
        "Two wards were migrated over the summer.",
        "Testing of the valve has begun.",
    ],
)
def test_a_deed_is_known(text: str) -> None:
    assert tells_deed(text)


@pytest.mark.parametrize(
    "text",
    [
        "We wanted to repave the quay.",
        "We need to repave the quay.",
        "We are planning to repave the quay.",
        "If we repaved the quay, carts would come.",
        "Once we have repaved the quay, carts will come.",
        "We have not yet repaved the quay.",
        "As a carter, I moved my cart and I want to see where it is.",
        "We grouped our goals into roads and water.",
        "We're hiring two masons.",
        "Carters are people who have been denied a place at the quay.",
    ],
)
def test_a_wish_a_condition_or_a_story_is_no_deed(text: str) -> None:
    assert not tells_deed(text)


def test_a_plan_tells_of_a_deed_only_where_it_says_when() -> None:
    assert tells_deed_by_now("In March 2026, we started a trial with four mills.")
    assert tells_deed_by_now("They have so far interviewed nine millers.")
    assert not tells_deed_by_now("We started from the idea that millers walk.")


@pytest.mark.parametrize("head", ["Recently shipped", "Working on now", "What we accomplished", "In progress"])
def test_a_heading_above_deeds_is_known(head: str) -> None:
    assert stands_below_deeds([head])


@pytest.mark.parametrize("head", ["Coming up next", "Future plans", "Definition of done", "Nowhere to park"])
def test_a_heading_above_plans_is_none(head: str) -> None:
    assert not stands_below_deeds([head])
