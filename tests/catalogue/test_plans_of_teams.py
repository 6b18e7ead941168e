"""Plans as teams keep them: goals as headings, themes on labels, key results of a quarter, milestones that say more."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.catalogue.led_in import tells_averted
from assistant.catalogue.titled_goals import announces_goals
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from assistant.findings.measure import best_measure
from assistant.text.measures import parse_measure
from tests.assessors import assessor_of, finding_of

STRATEGY = """# Library network strategy 2026

## Our goals for 2026

### Readers borrow again

Lapsed readers take out a book within a year.

### Branches decide alone

Branches choose their own hours without the head office.

### Privacy

Nobody can see what a reader has borrowed.

### How we chose them

We asked the branches.

## Work

### Night shelf

Theme: Readers borrow again

We build a shelf beside the door.

### Double desk rota

Pillar: Privacy

Why: the double desk rota ensures that readers cannot see each other's screens.

The dates need more thought to have confidence on the date.

Finished:

- The desk stands in the hall

### Hour board

The board hangs in the hall of each branch.

The hours are written into a book kept by the desk as well as by managers who want other hours without waiting for us.

### Card scanner

Theme: Sunlight and gardens

We buy card scanners for the desks.

### 1. The network of all branches and villages meets for the first [Shelf Day](https://days.example/shelf)

- Host the first day for librarians of all branches.

### Gate

The present rules hold, which prevent the following:

- Readers without a card from taking books home sooner
- Visitors from leaving with fewer checks

We fit a gate at each door.

### Lending van

The lending van brings books to villages.

### Reading club

The reading club meets in each branch.
"""
TEAM = """# Lending Desk Team OKRs

## 2026 Q2

### Loans are quick and sure

* A loan takes less than 2 minutes from desk to door
* Lost books fall to 4%

### The hall is warm

* Readers stay until the evening

## Milestones

- The desk handbook is printed
  - A new librarian spends less than a week until the first loan
  - List the shelves
- Open the new stack room (Part 1: shelves)
- Order 4+ cupboards
"""
NOTES = """# How priorities were cut

In March we narrowed our work from three priorities (Lending Van, Night Shelf and Reading Club) to one (Night Shelf).
"""


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    files = {"strategy/strategy.md": STRATEGY, "strategy/desk.md": TEAM, "strategy/cuts.md": NOTES}
    with assessor_of(files, tmp_path_factory.mktemp("library"), embedder) as opened:
        yield opened


def test_headings_below_one_that_announces_goals_are_the_goals(assessor: Assessor) -> None:
    named = [goal.name for goal in assessor.strategy.goals if goal.declared]
    assert {"Readers borrow again", "Branches decide alone", "Privacy"} <= {*named}
    assert not {"How we chose them", "Night shelf"} & {*named}


def test_headings_below_the_quarter_of_a_teams_page_are_its_goals(assessor: Assessor) -> None:
    assert "Loans are quick and sure" in [goal.name for goal in assessor.strategy.goals if goal.declared]


@pytest.mark.parametrize(
    ("heading", "announces"),
    [
        ("Our strategic goals for 2026 to 2028", True),
        ("2027+ Goals", True),
        ("Objectives and key results", True),
        ("🎯 Company priorities (FY27)", True),
        ("Goals of this meeting", False),
        ("Non-goals", False),
        ("Sprint goal", False),
        ("How we set goals", False),
    ],
)
def test_a_heading_announces_goals_that_says_nothing_else(heading: str, announces: bool) -> None:
    assert announces_goals(heading) is announces


def test_a_theme_on_a_label_is_what_the_work_serves(assessor: Assessor) -> None:
    served = finding_of(assessor, "Night shelf", Dimension.OUTCOME_LINK)
    assert served.level is Level.MET
    assert "Readers borrow again" in served.reason
    assert finding_of(assessor, "Double desk rota", Dimension.OUTCOME_LINK).level is Level.MET  # a goal of one word


def test_a_theme_that_no_goal_has_is_no_link_by_name(assessor: Assessor) -> None:
    assert finding_of(assessor, "Card scanner", Dimension.OUTCOME_LINK).level is not Level.MET


def test_what_somebody_is_spared_or_ensured_is_a_hint_of_a_change(assessor: Assessor) -> None:
    for name in ("Double desk rota", "Hour board"):
        assert finding_of(assessor, name, Dimension.OUTCOME_NOT_OUTPUT).level is Level.PARTIAL
    assert finding_of(assessor, "Night shelf", Dimension.OUTCOME_NOT_OUTPUT).level is Level.NOT_MET


def test_a_word_of_its_name_is_no_target(assessor: Assessor) -> None:
    assert finding_of(assessor, "Double desk rota", Dimension.MEASURE).level is Level.NO_EVIDENCE


def test_confidence_on_a_date_does_not_fix_it(assessor: Assessor) -> None:
    assert finding_of(assessor, "Double desk rota", Dimension.MANAGED_TO_OUTCOME).level is Level.NO_EVIDENCE


def test_what_is_prevented_is_no_change_that_is_wanted(assessor: Assessor) -> None:
    assert finding_of(assessor, "Gate", Dimension.OUTCOME_NOT_OUTPUT).level is Level.NO_EVIDENCE


def test_a_line_that_keeps_things_out_is_told_from_one_that_brings_them() -> None:
    assert tells_averted("The new gate prevents the following:")
    assert tells_averted("Clerks should not:")
    assert not tells_averted("The new gate does not prevent the following:")
    assert not tells_averted("This is how we help readers:")


def test_the_quarter_above_a_key_result_is_its_date(assessor: Assessor) -> None:
    found = finding_of(assessor, "Loans are quick and sure", Dimension.MEASURE)
    assert found.level is Level.MET
    assert "2026 Q2" in found.reason


def test_a_milestone_that_says_what_people_do_hints_at_a_change_and_measures_it(assessor: Assessor) -> None:
    assert finding_of(assessor, "The desk handbook is printed", Dimension.OUTCOME_NOT_OUTPUT).level is Level.PARTIAL
    case = assessor.examine("The desk handbook is printed").case
    measure = best_measure(case) if case else None
    assert measure is not None
    assert measure.target == "a week"


def test_less_than_a_week_is_a_target_and_more_than_a_story_is_not() -> None:
    assert parse_measure("Answers take less than an hour").target == "an hour"
    assert parse_measure("It is more than a story").target is None


def test_parts_of_one_thing_are_its_phases(assessor: Assessor) -> None:
    phases = finding_of(assessor, "Open the new stack room", Dimension.MANAGED_TO_OUTCOME)
    assert phases.level is Level.PARTIAL


def test_the_team_whose_plan_has_it_is_named(assessor: Assessor) -> None:
    player = finding_of(assessor, "Loans are quick and sure", Dimension.PLAYER)
    assert player.level is Level.PARTIAL
    assert "Lending Desk Team" in player.reason


def test_a_heading_that_links_to_it_is_its_own(assessor: Assessor) -> None:
    found = finding_of(assessor, "Shelf Day", Dimension.OUTCOME_NOT_OUTPUT)
    assert found.level is Level.NOT_MET
    assert "Host the first day" in found.quotes[0].text


def test_what_is_not_left_when_priorities_are_narrowed_was_given_up(assessor: Assessor) -> None:
    for name in ("Lending van", "Reading club"):
        assert finding_of(assessor, name, Dimension.OUTCOME_LINK).level is Level.NOT_MET
    assert finding_of(assessor, "Night shelf", Dimension.OUTCOME_LINK).level is Level.MET
