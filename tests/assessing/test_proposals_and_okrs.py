"""Proposals and goals with key results: what they serve, what success is, and what are ways to it."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level, Verdict
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

OKRS = """# Where the orchard is heading

## List of current OKRs

### OKR: Pickers choose the season

- Scope: the whole orchard
- Objective: **Pickers come back for a second season.**
- Timeframe: By 2027-06-30
- Followed in:
  - [List of tickets](https://board.example/orchard)
- Key Results:
  - [KR: Increase usage of the hut by pickers](https://board.example/31)
    - counting is held up by [the gate](https://board.example/30)
  - [KR: Increase usage of the second path](https://board.example/32)

### OKR: Grow the crew

- Scope: the whole orchard
- Objective: **Through an increased care for notices, we will build the crew we need to bring in the harvest.**
- Timeframe: By 2027-01-31
- Key Results:
  - Still to come.
"""
PROPOSAL = """# Proposal: {name}

## Summary

{summary}

## Goals

{goal}

## Success

{success}

## Requirements

{requirements}

## People

- Lead: @rowan
"""
PROPOSALS = {
    "ladder-shed": (
        "Ladder shed",
        "Build a shed for the ladders beside the gate.",
        "Yearly goal: **Calmer mornings**",
        "This can be called a success once any picker can take a ladder without the key.",
        "- Allow visitors to reach the shed through three options: path, gate or field.",
    ),
    "fruit-scale": (
        "Fruit scale",
        "Put a scale at the end of each row.",
        "Yearly goal: none yet",
        "The scale stands at the end of each row.",
        "- We will need to consider one of the following approaches: a hook or a plate.",
    ),
    "crate-lift": (
        "Crate lift",
        "The time of a full count falls by moving the scales nearer to the wall.",
        "Lifting",
        "The lift hangs at the wall.",
        "- The data that we add will show up beside the scale.",
    ),
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    parts = ("name", "summary", "goal", "success", "requirements")
    briefs = {
        f"strategy/proposals/{file}.md": PROPOSAL.format(**dict(zip(parts, said, strict=True)))
        for file, said in PROPOSALS.items()
    }
    with assessor_of({"strategy/okrs.md": OKRS, **briefs}, tmp_path_factory.mktemp("orchard"), embedder) as opened:
        yield opened


def test_only_objectives_are_the_goals_of_a_page_with_key_results(assessor: Assessor) -> None:
    named = {goal.name for goal in assessor.strategy.goals if goal.declared}
    assert {"Pickers choose the season", "Grow the crew", "Pickers come back for a second season."} <= named
    assert not [name for name in named if name.startswith(("Timeframe", "List of", "counting", "Scope"))]


def test_the_heading_of_a_goal_is_itself_an_objective(assessor: Assessor) -> None:
    found = finding_of(assessor, "Grow the crew", Dimension.OUTCOME_LINK)
    assert found.level is Level.MET
    assert "itself" in found.reason


def test_a_key_result_that_is_a_link_measures(assessor: Assessor) -> None:
    found = finding_of(assessor, "Pickers choose the season", Dimension.MEASURE)
    assert found.level is Level.PARTIAL
    assert "usage" in found.quotes[0].text


def test_what_will_only_be_made_is_no_change(assessor: Assessor) -> None:
    assert assessor.assess("Grow the crew").verdict is Verdict.OUTPUT_DRIVEN


def test_a_goal_on_a_label_that_no_strategy_has_is_no_link_by_name_and_no_change(assessor: Assessor) -> None:
    found = finding_of(assessor, "Ladder shed", Dimension.OUTCOME_LINK)
    assert found.level is Level.PARTIAL
    assert "Calmer mornings" in found.reason
    success = finding_of(assessor, "Ladder shed", Dimension.OUTCOME_NOT_OUTPUT)
    assert "Calmer mornings" not in success.quotes[0].text
    assert finding_of(assessor, "Fruit scale", Dimension.OUTCOME_LINK).level is Level.NO_EVIDENCE


def test_what_somebody_can_do_when_it_is_a_success_hints_at_a_change(assessor: Assessor) -> None:
    assert finding_of(assessor, "Ladder shed", Dimension.OUTCOME_NOT_OUTPUT).level is Level.PARTIAL
    assert finding_of(assessor, "Fruit scale", Dimension.OUTCOME_NOT_OUTPUT).level is Level.NOT_MET


def test_a_counted_thing_that_falls_hints_at_a_change(assessor: Assessor) -> None:
    assert finding_of(assessor, "Crate lift", Dimension.OUTCOME_NOT_OUTPUT).level is Level.PARTIAL


def test_ways_that_are_weighed_are_options_and_choices_of_the_product_are_none(assessor: Assessor) -> None:
    assert finding_of(assessor, "Fruit scale", Dimension.MANAGED_TO_OUTCOME).level is Level.MET
    assert finding_of(assessor, "Ladder shed", Dimension.MANAGED_TO_OUTCOME).level is Level.NO_EVIDENCE


def test_what_shows_up_was_not_found_out(assessor: Assessor) -> None:
    assert finding_of(assessor, "Crate lift", Dimension.PROBLEM_EVIDENCE).level is Level.NO_EVIDENCE
