"""Objectives and key results that say so by a label, what is done for them, and what a review discards."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from assistant.findings.link import judge_link
from assistant.findings.player import read_players
from assistant.text.sections import Section, label_of
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/2026-Q4.md": """# Goals of the bakery

## Company objective: Sell beyond the town

### Company key result: $2M in new wholesale contracts

Initiative: Deliver a campaign for hotels

### Company key result: Open 5 stalls

Initiative: Rent the stalls

## Team objective: Waste less bread

### Team key result: Bread thrown away from 9 % to 4 %

Action: Build a chart of what is left at closing time
""",
    "work/oven-app.md": """# Oven app

Parent objective: #9
Progress: 0%

Build an app that shows when the oven is hot.

[Review] Discarded: nobody has the time for it.
""",
    "work/seed-labels.md": """# Seed labels

Print labels with the kind of seed. We tried larger letters in two shops in May.
We decided to keep the existing labels.
""",
    "work/night-shift.md": """# Night shift

Bake at night.

## Background

We sampled 240 rolls from three shelves. If a label is missing from the shelf, the till shows the price.

If the roll is from another shelf, the name of the shelf is shown instead. We conducted a review in April 2026.
""",
    "work/flour-store.md": """# Flour store

Fill the store twice a week.

## Background

We ran out of flour on three of ten days in May.
""",
    "work/stall-bookings.md": """# Stall bookings

Bookings that were cancelled, moved or dropped, are kept for a year, not for a month.

Cancelled: the baker closed the stall on the day.
""",
    "players/who.md": "# Who we bake for\n\n## For hotel cooks:\n\nThey order by noon.\n",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("bakery"), embedder) as opened:
        yield opened


def quoted(assessor: Assessor, name: str, dimension: Dimension) -> str:
    """Return the words that a finding quotes, and its reason."""
    found = finding_of(assessor, name, dimension)
    return " | ".join((found.reason, *(made.text for made in found.quotes)))


def test_a_key_result_stands_below_its_objective(assessor: Assessor) -> None:
    for name, objective in (
        ("$2M in new wholesale contracts", "Sell beyond the town"),
        ("Open 5 stalls", "Sell beyond the town"),
        ("Bread thrown away from 9 % to 4 %", "Waste less bread"),
    ):
        assert finding_of(assessor, name, Dimension.OUTCOME_LINK).level is Level.MET
        assert objective in quoted(assessor, name, Dimension.OUTCOME_LINK)


def test_a_key_result_says_itself_what_is_wanted(assessor: Assessor) -> None:
    assert finding_of(assessor, "$2M in new wholesale contracts", Dimension.OUTCOME_NOT_OUTPUT).level is Level.MET
    assert finding_of(assessor, "Bread thrown away from 9 % to 4 %", Dimension.OUTCOME_NOT_OUTPUT).level is Level.MET
    assert finding_of(assessor, "Open 5 stalls", Dimension.OUTCOME_NOT_OUTPUT).level is Level.NOT_MET


def test_the_amount_of_a_key_result_is_its_target(assessor: Assessor) -> None:
    assert "baseline or a date is missing" in quoted(assessor, "$2M in new wholesale contracts", Dimension.MEASURE)
    assert finding_of(assessor, "Bread thrown away from 9 % to 4 %", Dimension.MEASURE).level is Level.MET


@pytest.mark.parametrize("line", ["Initiative: Rent the stalls", "Action 2: build a chart", "Key activity: bake"])
def test_what_is_done_for_a_result_is_labelled_so(line: str) -> None:
    label = label_of(line)
    assert label is not None
    assert label[1] is Section.DELIVERABLES


def test_what_a_review_discards_is_not_pursued(assessor: Assessor) -> None:
    assert finding_of(assessor, "Oven app", Dimension.OUTCOME_LINK).level is Level.NOT_MET
    assert "Discarded" in quoted(assessor, "Oven app", Dimension.STOP_RULE)


def test_a_word_for_an_end_on_its_own_page_ends_nothing_of_it(assessor: Assessor) -> None:
    assert finding_of(assessor, "Stall bookings", Dimension.OUTCOME_LINK).level is not Level.NOT_MET


def test_a_change_that_was_taken_back_is_a_stop_on_record(assessor: Assessor) -> None:
    assert "keep the existing labels" in quoted(assessor, "Seed labels", Dimension.STOP_RULE)
    assert finding_of(assessor, "Seed labels", Dimension.STOP_RULE).level is Level.MET


def test_how_a_thing_works_and_a_review_of_the_past_are_no_rule_to_stop(assessor: Assessor) -> None:
    assert finding_of(assessor, "Night shift", Dimension.STOP_RULE).level is Level.NO_EVIDENCE


def test_how_something_was_measured_is_no_evidence(assessor: Assessor) -> None:
    assert finding_of(assessor, "Night shift", Dimension.PROBLEM_EVIDENCE).level is Level.NO_EVIDENCE
    assert "ran out of flour" in quoted(assessor, "Flour store", Dimension.PROBLEM_EVIDENCE)


def test_whom_a_page_is_for_is_called_by_their_name(assessor: Assessor) -> None:
    names = [name for name, _ in read_players(list(assessor.index.documents()))]
    assert "hotel cooks" in names
    assert not any(name.lower().startswith("for ") for name in names)


def test_the_value_of_a_label_ends_where_the_next_begins(assessor: Assessor) -> None:
    case = assessor.examine("Oven app").case
    assert case is not None
    assert "Progress" not in judge_link(case).reason
