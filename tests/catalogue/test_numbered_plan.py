from pathlib import Path

import pytest

from assistant.catalogue.goals import goals_of_page
from assistant.catalogue.numbered_plan import Sort, full_title, planned, read_plan
from assistant.catalogue.strategy import Strategy
from assistant.domain import Document, Kind
from assistant.encoder.statements import Statements
from assistant.portfolio.outcomes import read_outcomes
from ingest.parse.markdown import parse

PLAN = """# Harbour plan 2026 to 2029

## 1. Safe streets

Fewer people are hurt on our streets.

| Performance measure | Baseline | Target | By |
|---|---|---|---|
| People seriously hurt in a year | 84 | 50 | 2029 |

### 1.1 Junction programme

Rebuild the twelve worst junctions.

### 1.2 Cameras & signs

Replace forty cameras by March 2027.

## 2. Open library

### 2.1 Reach

By 2027, nine of ten shift workers use the library.

Strategies:

- Open two branches until nine on three evenings.
- Bring a van with books to the port every week.

## 3. How we run the plan

### 3.1 Reviews

The council meets every quarter.
"""
LABELLED = """# Agency plan

## Strategic Goal 1: Clean water

### Objective 1.1: Towns drink safe water

#### Strategy 1.1.1 Pipes

Repair the pipes of the ten oldest towns first.

##### Action 1.1.1.1 Survey of pipes

Survey the pipes.

#### KPI 1.1.1 Leaks

Reduce the number of leaks from 41 to 12 a year by 30 September 2027.
"""
OBJECTIVES = """# Team goals

1. **OBJECTIVE: New people get going fast**
   - KR: Median days to a first change fall from 14 to 5
   - KR: Publish a welcome page
2. **Customers upgrade alone**
   - KR: Calls for help with an upgrade reduced by 25%
3. **OBJECTIVE: The hiring process is quick**
   - KR: Average time to fill a post is at most 45 days
"""
MANUAL = """# Handbook

## 1. Introduction

### 1.1 What this is

A handbook.

## 2. Chairs

### 2.1 How to order a chair

Fill in the form.
"""


def document(tmp_path: Path, text: str) -> Document:
    file = tmp_path / "plan.md"
    file.write_text(text, encoding="utf-8")
    read = parse(file).documents[0]
    return Document("d", "strategy/plan.md", read.title, Kind.STRATEGY, "everyone", read.text, read.blocks, read.media)


def strategy_of(one: Document, statements: Statements) -> Strategy:
    import numpy as np

    goals = tuple(goals_of_page(one, False, statements))
    nothing = np.zeros((0, 384), dtype=np.float32)
    return Strategy(goals, (), nothing, nothing, ())


@pytest.fixture(scope="module")
def statements() -> Statements:
    return Statements()


def test_numbered_parts_with_measures_or_parts_below_are_aims_and_their_last_parts_are_done(tmp_path: Path) -> None:
    plan = document(tmp_path, PLAN)
    sorts = {part.name: part.sort for part in read_plan(plan)}
    assert sorts["Safe streets"] is sorts["Open library"] is Sort.AIM
    assert sorts["Junction programme"] is Sort.ACTION
    assert sorts["Reach"] is Sort.AIM  # what will be done for it is a list below it
    assert "How we run the plan" not in sorts


def test_what_will_be_done_is_called_by_what_it_says_where_its_heading_is_a_catchword(tmp_path: Path) -> None:
    assert planned(document(tmp_path, PLAN)) == [
        "Junction programme",
        "Replace forty cameras by March 2027",
        "Open two branches until nine on three evenings",
        "Bring a van with books to the port every week",
    ]


def test_a_catchword_beside_aims_is_one_though_it_would_head_a_list_of_them(tmp_path: Path) -> None:
    heads = (
        "# Quay plan",
        "## 1. Access",
        "### 1.1 Tides",
        "## 2. Value",
        "### 2.1 Invoices",
        "## 3. People",
        "### 3.1 Shifts",
    )
    text = "\n\n".join(heads)
    sorts = {part.name: part.sort for part in read_plan(document(tmp_path, text))}
    assert sorts["Value"] is sorts["Access"] is Sort.AIM


def test_what_a_heading_calls_itself_decides_first_and_steps_of_an_action_are_not_listed(tmp_path: Path) -> None:
    plan = document(tmp_path, LABELLED)
    parts = {part.name: part for part in read_plan(plan)}
    assert [parts[name].sort for name in ("Clean water", "Towns drink safe water", "Pipes", "Leaks")] == [
        Sort.AIM,
        Sort.AIM,
        Sort.ACTION,
        Sort.MEASURE,
    ]
    assert planned(plan) == ["Repair the pipes of the ten oldest towns first"]
    assert full_title(plan, parts["Towns drink safe water"]) == "Towns drink safe water"


def test_a_manual_with_numbered_chapters_is_no_plan(tmp_path: Path) -> None:
    assert read_plan(document(tmp_path, MANUAL)) == ()


@pytest.mark.parametrize(
    ("text", "name", "measure"),
    [
        (
            PLAN,
            "Safe streets: Fewer people are hurt on our streets",
            ("People seriously hurt in a year", "84", "50", "2029"),
        ),
        (LABELLED, "Towns drink safe water", ("number of leaks", "41", "12 a year", "30 September 2027")),
        (OBJECTIVES, "New people get going fast", ("Median days to a first change", "14", "5", None)),
    ],
)
def test_an_aim_is_an_outcome_with_the_measure_that_stands_below_it(
    tmp_path: Path, statements: Statements, text: str, name: str, measure: tuple[str | None, ...]
) -> None:
    found = {outcome.name: outcome for outcome in read_outcomes(strategy_of(document(tmp_path, text), statements))}
    told = found[name].measure
    assert (told.metric, told.baseline, told.target, told.date) == measure
    made = found[name].quote()
    assert made is not None
    assert made.text.strip("# *") in text


def test_an_item_above_key_results_is_an_objective_and_its_results_are_no_outcomes(
    tmp_path: Path, statements: Statements
) -> None:
    names = [outcome.name for outcome in read_outcomes(strategy_of(document(tmp_path, OBJECTIVES), statements))]
    assert names == ["New people get going fast", "Customers upgrade alone", "The hiring process is quick"]


def test_a_heading_that_numbers_itself_is_the_goal_of_that_number(tmp_path: Path, statements: Statements) -> None:
    text = """# Strategy 2026

## 1 Two outcomes

| Outcome | Metric | From | To | By |
|---|---|---|---|---|
| O1 Riders come back | share of riders who book again | 31 % | 45 % | 31 December 2026 |
| O2 Repaired in days | days from drop-off to collection | 6 | 2 | 31 December 2026 |

### 1.1 O1: Riders come back

Riders book the second service before the chain breaks.

### 1.2 O2: Repaired in days

Riders have their bike back before the weekend.
"""
    found = read_outcomes(strategy_of(document(tmp_path, text), statements))
    assert [(one.name, one.measure.target) for one in found] == [
        ("Riders come back", "45 %"),
        ("Repaired in days", "2"),
    ]
