"""Goals that a page announces by its title, goals that serve a larger one, and measures that stand apart from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

LINK, MEASURE = Dimension.OUTCOME_LINK, Dimension.MEASURE
FILES = {
    "strategy/autumn/index.md": """---
title: Our programme and service goals for Q4 2026
---

We share what we want to reach before winter.

## Warm reading rooms in every branch

Readers stay in the room all evening, because it is warm.

## Quiet mornings for school classes

Teachers book a morning without writing to us.

## Stay tuned

We write again in January.
""",
    "strategy/rooms/index.md": """---
title: How we plan rooms for 2026
---

## Lockers near the entrance

Each branch gets 40 lockers.
""",
    "strategy/Volunteers.md": """# Volunteers of the archive

## The long-term goal

We want the archive to be run by many hands, of all ages.

## Our objectives to reach this goal

1. **Objective 1**: Increase the number of young volunteers who return to the archive
2. **Objective 2**: Increase the number of people who can open the strong room

## What we try

### Evenings for beginners

#### KPIs

1. Number of *returning* *volunteers* who came to an evening first.
2. Number of cakes that were eaten.
""",
    "strategy/Evenings plan.md": """# Evenings

## Who we are

Six people in the basement.

## Improve the booking process

### What we want

We want a seat to be booked in a minute.

### Key results

- 30 % more seats booked by phone
- 10 % of guests come back within a month

## Quiet and light

### Key results

- TBD lamps that readers call too bright

## How we work

### Meetings

- Each Monday at nine
""",
    "strategy/ladders.md": """# Measurable goals: September 2025 - March 2026

## 1. Readers reach the upper shelves alone

### Success indicators for goal 1

#### 1. Ladders borrowed

- Baseline: 12 a week
- Target: 40 a week

### Risks

- Wet floors

## 2. Nobody waits at the lift

### Success indicators for goal 2

- Waits of more than a minute: from 30 to 5 a day
""",
    "strategy/2026-goals.md": """# Attic crew 2026 goals

What we want to reach under the roof this year.

## Council

- Bring more money in from more towns
- Grow the community of night readers
- Publish the community guide
- Lead: Mara Lind
- Keep a crew of four
    - two of them at night

## Process

- See [the list](list.md)

## Crew

- Mend the roof before the autumn storms
""",
    "strategy/2025-notes.md": """# How we set goals for 2025

## Council

- Bring a chair to each meeting of the crew
""",
    "strategy/Lift.md": """# Lift plan

- In a survey of readers, 93 % of readers found the lift faster than the stairs.
- Readers could wait less with a second lift.
- Readers have never waited less than on Mondays.
- To let readers wait less, we will:
- Readers wait less than a minute for the lift.
- A house where readers could wait less than a minute for a book.
""",
    "strategy/Reading app plan.md": """# Reading app

## Dark pages

### Success metrics

- Taps on the moon

## Page turner

### Success metrics

- Turns a minute
""",
    "strategy/Harbour themes.md": """# Actions and themes

### Principle: Increase the number of boats that land at night

"More boats, more often"

### Principle: Build one jetty for all

Work goes on.

### Principle: Improve how crews hear of storms

The radio is old.
""",
    "strategy/Rules of style.md": """# Rules

### Principle: Write short sentences

So it is read.

### Principle: Use blue ink

It lasts.
""",
    "strategy/Cellar.md": """# Objectives of the cellar

## The long-term goal

We want no book to get wet.

## Objectives for the cellar

1. **Objective 1**: Increase the number of dry shelves that stay dry in spring
2. **Objective 2**: Fewer pumps that fail in winter
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("goals"), embedder) as opened:
        yield opened


def test_headings_with_key_results_of_their_own_are_goals_that_these_measure(assessor: Assessor) -> None:
    of_page = [goal for goal in assessor.strategy.goals if goal.document.path == "strategy/Evenings plan.md"]
    declared = {goal.name: goal.measured for goal in of_page if goal.declared}
    assert [(name, len(measured)) for name, measured in declared.items()] == [
        ("Improve the booking process", 2),
        ("Quiet and light", 1),
    ]
    text = of_page[0].document.text
    assert [text[start:end] for start, end in declared["Quiet and light"]] == ["TBD lamps that readers call too bright"]
    assert not [goal.text for goal in of_page if "come back" in goal.text]
    features = ("Dark pages", "Page turner")
    assert not [goal for goal in assessor.strategy.goals if goal.name in features]


def test_goals_of_a_stretch_of_months_have_the_indicators_below_their_own_headings(assessor: Assessor) -> None:
    of_page = [goal for goal in assessor.strategy.goals if goal.document.path == "strategy/ladders.md"]
    text = of_page[0].document.text
    assert {goal.name: [text[start:end].strip("# ") for start, end in goal.measured] for goal in of_page} == {
        "Readers reach the upper shelves alone": ["1. Ladders borrowed", "Baseline: 12 a week", "Target: 40 a week"],
        "Nobody waits at the lift": ["Waits of more than a minute: from 30 to 5 a day"],
    }


def test_what_a_page_of_goals_lists_by_whose_they_are_are_goals(assessor: Assessor) -> None:
    by_page = {goal.document.path: [] for goal in assessor.strategy.goals}
    for goal in assessor.strategy.goals:
        by_page[goal.document.path] += [goal.name] if goal.declared else []
    assert by_page["strategy/2026-goals.md"] == [
        "Bring more money in from more towns",
        "Grow the community of night readers",
        "Publish the community guide",
        "Keep a crew of four",
        "Mend the roof before the autumn storms",
    ]
    assert not by_page.get("strategy/2025-notes.md")


def test_a_goal_that_a_community_grows_is_a_change_and_a_guide_for_it_is_none(assessor: Assessor) -> None:
    outcome = Dimension.OUTCOME_NOT_OUTPUT
    assert finding_of(assessor, "Grow the community of night readers", outcome).level is Level.MET
    assert finding_of(assessor, "Publish the community guide", outcome).level is Level.NOT_MET


def test_headings_that_are_called_principles_are_goals_where_they_say_what_shall_change(assessor: Assessor) -> None:
    names = {(goal.document.path, goal.name) for goal in assessor.strategy.goals if goal.declared}
    assert {name for path, name in names if path == "strategy/Harbour themes.md"} == {
        "Increase the number of boats that land at night",
        "Build one jetty for all",
        "Improve how crews hear of storms",
    }
    assert not {name for path, name in names if path == "strategy/Rules of style.md"}


def test_what_was_found_or_may_be_and_what_only_leads_in_is_no_goal(assessor: Assessor) -> None:
    of_page = [goal.text for goal in assessor.strategy.goals if goal.document.path == "strategy/Lift.md"]
    assert of_page == [
        "Readers wait less than a minute for the lift.",
        "A house where readers could wait less than a minute for a book.",
    ]


def test_headings_of_a_page_that_its_title_calls_goals_of_a_time_are_goals(assessor: Assessor) -> None:
    goals = {goal.name for goal in assessor.strategy.current() if goal.declared}
    assert "Warm reading rooms in every branch" in goals
    assert not goals & {"Stay tuned", "Lockers near the entrance"}
    assert finding_of(assessor, "Warm reading rooms in every branch", LINK).level is Level.MET


def test_an_objective_is_linked_where_its_list_says_which_larger_goal_it_serves(assessor: Assessor) -> None:
    found = finding_of(assessor, "Increase the number of young volunteers who return to the archive", LINK)
    assert found.level is Level.MET
    assert found.quotes[-1].text.startswith("We want the archive")
    alone = finding_of(assessor, "Increase the number of dry shelves that stay dry in spring", LINK)
    assert alone.quotes[-1].text.endswith("Increase the number of dry shelves that stay dry in spring")


def test_a_measure_that_shares_the_words_of_an_objective_is_of_it(assessor: Assessor) -> None:
    found = finding_of(assessor, "Increase the number of young volunteers who return to the archive", MEASURE)
    assert found.level is Level.PARTIAL
    assert "returning" in found.quotes[0].text
    other = finding_of(assessor, "Increase the number of people who can open the strong room", MEASURE)
    assert "eaten" not in "".join(quote.text for quote in other.quotes)


@pytest.mark.parametrize(
    ("said", "excluded"),
    [
        ("This strategy is not about ferries for tourists.", True),
        ("We are not working on ferries for tourists.", True),
        ("This strategy is about ferries for tourists.", False),
        ("We are not sure of ferries for tourists.", False),
    ],
)
def test_a_strategy_says_what_it_is_not_about(tmp_path: Path, embedder: Embedder, said: str, excluded: bool) -> None:
    pages = {"strategy/plan.md": f"# Harbour strategy 2026\n\n## Scope\n\n{said}\n\n## Goals\n\n- Crews wait less\n"}
    with assessor_of(pages, tmp_path, embedder) as opened:
        assert [one.text for one in opened.strategy.exclusions] == ([said] if excluded else [])


BY_TIME = {
    "strategy/Two years.md": """# What we want in two years

## Epics

| When | Epics |
| :--- | :--- |
| Now | <ol><li>Lending from home</li><li>Night shelf</li><li>Warm rooms</li></ol> |
| Later | <ol><li>Map room</li><li>Print shop</li><li>Film club</li></ol> |

## Outcomes

- **By the end of Sept 2027**:
  - Readers borrow without coming in
  - Readers at any level of skill find a book in the list
- **By the end of Sept 2028 (beside the above)**:
  - Families stay for a whole evening
""",
    "strategy/Guide to goals.md": """# Guide to goals

- readers should borrow twice as many books within a year
""",
    "strategy/Plan of the desks.md": """# Plan of the desks

## Why the desks are full

Libraries elsewhere recover what a desk costs from fees, so readers there pay less for faster desks.
""",
}


def test_below_an_entry_that_says_only_when_stand_the_goals_of_that_time(tmp_path: Path, embedder: Embedder) -> None:
    with assessor_of(BY_TIME, tmp_path, embedder) as assessor:
        assert [goal.name for goal in assessor.strategy.current()] == [
            "Readers borrow without coming in",
            "Readers at any level of skill find a book in the list",
            "Families stay for a whole evening",
        ]


def test_a_row_that_lists_many_things_says_nothing_of_the_one(tmp_path: Path, embedder: Embedder) -> None:
    with assessor_of(BY_TIME, tmp_path, embedder) as assessor:
        assert finding_of(assessor, "Night shelf", Dimension.OUTCOME_NOT_OUTPUT).level is Level.NO_EVIDENCE
