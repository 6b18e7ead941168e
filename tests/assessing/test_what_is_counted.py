"""What makes a measure where there is no target, and what says no more than that something gets better."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

MEASURE = Dimension.MEASURE
OUTCOME = Dimension.OUTCOME_NOT_OUTPUT
PAGES = {
    "Tram bells": "The goal is to improve the sound of trams in the old town.",
    "Timetable boards": "We wanted to have two months with both boards to better understand which one people read.",
    "Ticket drawer": "We have also redesigned the ticket drawer to make it easier to open.",
    "Seat covers": "To make your seat as soft and optimised as possible, also see:",
    "Depot gate": "## Goals\n\nThis is something that any depot could try to improve safety.",
    "Night line": "Every month we will track the number of riders who board after midnight.",
    "Depot paint": "Every month we will track the number of tickets that the painters closed.",
    "Rider portal": "Track how many rides you have taken and see your own map.",
}
FILES = {
    **{f"work/{name}.md": f"# {name}\n\nThis is about trams.\n\n{said}\n" for name, said in PAGES.items()},
    "strategy/OKRs.md": """# OKRs 2026

## OKR: Be the town's first choice

- Objective: We will be the way to travel in town.
- Key results:
  - KR: Increase usage of the evening lines
  - KR: Increase usage of the airport line

## OKR: Be modern

- Objective: We will be a modern company.
- Key results:
  - KR: Increase use cases of the new software
  - KR: Write a handbook for the depot
""",
    "strategy/measurable-goals.md": """# Measurable goals: September 2025 - March 2026

## 1. The town rides

### Success indicators for goal 1

#### 1. Old tickets are used by new riders

- Baseline: 2 mentions of old tickets in the paper
- Target: 30 % more mentions
- Means of verification: number of officials who build and release lists of the mentions

#### 2. The harbour map is widely used

- Baseline: draw up a baseline
- Target: track where it goes
- Means of verification: copies taken, maps that were released and delivered
""",
    "work/Harbour desk.md": """# Harbour desk

## Outcomes

- Depot clerks can upload lists of lost things and can export them to the files of their choice
- Write a manual for the desk
- Build a shelf for the desk
""",
    "work/Yard desk.md": """# Yard desk

## Outcomes

- A desk that is wired in each yard
- Write a manual for the desk
- Build a shelf for the desk
""",
    "work/Fare tool.md": """# Fare tool

## Goals

- User A might have the option to send a fare to user B without a reply.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("counted"), embedder) as opened:
        yield opened


def test_a_goal_that_only_gets_better_has_no_measure(assessor: Assessor) -> None:
    assert finding_of(assessor, "Tram bells", MEASURE).level is Level.NOT_MET


@pytest.mark.parametrize("name", ["Timetable boards", "Ticket drawer", "Seat covers", "Depot gate"])
def test_what_is_learned_told_announced_or_thought_of_calls_nothing_success(assessor: Assessor, name: str) -> None:
    assert finding_of(assessor, name, MEASURE).level is Level.NO_EVIDENCE


def test_a_number_that_will_be_followed_is_a_metric_without_a_target(assessor: Assessor) -> None:
    found = finding_of(assessor, "Night line", MEASURE)
    assert found.level is Level.PARTIAL
    assert "no target" in found.reason


@pytest.mark.parametrize("name", ["Depot paint", "Rider portal"])
def test_counting_the_work_or_what_the_reader_can_count_is_no_measure(assessor: Assessor, name: str) -> None:
    assert finding_of(assessor, name, MEASURE).level is not Level.PARTIAL


def test_a_key_result_that_counts_usage_is_a_change(assessor: Assessor) -> None:
    assert finding_of(assessor, "Be the town's first choice", OUTCOME).level is Level.MET
    assert finding_of(assessor, "Be modern", OUTCOME).level is not Level.MET


def test_what_people_can_do_among_outcomes_is_a_result_mixed_with_deliverables(assessor: Assessor) -> None:
    assert finding_of(assessor, "Harbour desk", OUTCOME).level is Level.PARTIAL
    assert finding_of(assessor, "Yard desk", OUTCOME).level is Level.NOT_MET


def test_what_might_be_is_no_stated_change(assessor: Assessor) -> None:
    assert finding_of(assessor, "Fare tool", OUTCOME).level is not Level.MET


def test_how_a_measure_is_taken_is_no_deliverable_and_its_name_may_be_the_change(assessor: Assessor) -> None:
    assert finding_of(assessor, "Old tickets are used by new riders", OUTCOME).level is Level.MET
    found = finding_of(assessor, "The harbour map is widely used", OUTCOME)
    assert (found.level, [made.text.strip("# ") for made in found.quotes]) == (
        Level.MET,
        ["2. The harbour map is widely used"],
    )


def test_a_target_has_the_baseline_of_its_own_card(assessor: Assessor) -> None:
    found = finding_of(assessor, "Old tickets are used by new riders", MEASURE)
    assert found.level is Level.MET
    assert [made.text.split(":")[0].strip("- ") for made in found.quotes] == ["Baseline", "Target"]
    assert finding_of(assessor, "The harbour map is widely used", MEASURE).level is not Level.MET
