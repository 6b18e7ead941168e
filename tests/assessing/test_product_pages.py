"""Verdicts of product pages as teams keep them: outlines, briefs and objectives, not written for an assessment."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level, Verdict
from assistant.encoder.embedding import Embedder
from assistant.text.sections import Section, section_of
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Goals 2026.md": """# Goals of the lottery fund 2026

### Objective 1: Clubs hear from us within a month.

- **Key Result 1.1:** Answers within 30 days rise from 40 % to 80 % by December 2026.

### Objective 2: Small clubs apply as often as large ones.
""",
    "strategy/Product Outline.md": """

## Overview
Clubs ask for a payment break on a repaid grant, pausing collection while they recover from flood damage.

## Problem Statement
Many clubs cannot repay after a flood, and there is no way to ask for a pause but the telephone.

## Desired User Outcomes
- Clubs keep playing because they repay later.

## Undesired User Outcomes
- Clubs feel judged and give up asking.

## Measuring Success
### Objectives and Key Results
Objective 1: Help clubs through a flood year.
- KR1: 40 % of payment breaks are asked for on the web within three months, from 0 in May 2026.

## Solution Approach
We will launch a form for the payment break. Officers check it on the day of the request.
""",
    "work/notes/Stadium lights brief.md": """# Stadium lights brief

## Problem
Switches are old.

## Proposal
### Research and diligence (2 weeks)
- Week 1 - Three electricians will meet with each club to gather 12 lists of lamps.

## Goals
- What is the effect on neighbours who sleep?
""",
    "work/notes/Build a pavilion brief.md": """# Build a pavilion

_This section should explain what the pavilion is for._

_What are we hoping to achieve?_
""",
    "strategy/Club finder.md": """# Club finder

## Overview
### Problem
Parents ring the fund to ask which clubs are near.
### Goals
- Parents find a club near them without ringing us.
- **Finder pages read:** pages that parents read in a week
### Non-goals
- Improve the accuracy of the club finder's distances
- **Ferry timetables:** nobody asked for them in the finder.
- [Description of what is explicitly no goal of this page]

The work that follows will not be done by us:

1. **Travel time:** minutes on foot are not shown by the finder.

## Definition of done
- The page is public.
""",
    "strategy/Tea hut.md": """# Tea hut

Members meet at the tea hut more often.

## Not part of it
- Hot meals at the tea hut
""",
    "strategy/Distances.md": """# Accuracy of distances

Parents walk less because distances are right.
""",
    "strategy/What we leave.md": """# Fund strategy 2026

## What we will not do
- Printed club maps
""",
    "strategy/Registers team.md": """# Registers team, third quarter

## Steady registers

**Motivation:** Members should not receive unexpectedly high invoices after a wet season.

- Deprecating the legacy register

## Paper vouchers

- Dropped the whole of it in March: deprioritised by the board

## Mara Lind

**Help every officer call every club**

**We'll know we're successful when**:
- 300 clubs use the call diary, and 50 small clubs come back each season.

**Sort the archive**

Copy 900 folders to the cellar by 30 June 2026.

## Print run

Purpose: Allow officers to choose to print the form in Welsh
""",
    "work/notes/Desk notes.md": """# Desk notes

## Grants desk move

All 40 boxes are carried down to the new desk by 9 May 2026.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("fund"), embedder) as assessor:
        yield assessor


BREAK = "Payment break on repaid grants after flood damage"


def test_a_page_about_one_thing_is_read_whole_where_its_opening_says_what_it_is(assessor: Assessor) -> None:
    measure = finding_of(assessor, BREAK, Dimension.MEASURE)
    assert measure.level is Level.MET
    assert "40 % of payment breaks" in measure.quotes[0].text
    assert finding_of(assessor, BREAK, Dimension.OUTCOME_NOT_OUTPUT).level in (Level.MET, Level.PARTIAL)
    assert finding_of(assessor, BREAK, Dimension.PROBLEM_EVIDENCE).level is Level.PARTIAL


def test_a_pages_own_objective_1_is_not_the_plans(assessor: Assessor) -> None:
    assert "Clubs hear from us" not in finding_of(assessor, BREAK, Dimension.OUTCOME_LINK).reason


@pytest.mark.parametrize("heading", ["Undesired User Outcomes", "Unintended consequences", "Negative side effects"])
def test_what_shall_not_come_about_is_no_outcome(heading: str) -> None:
    assert section_of(heading) is Section.ASIDE


def test_the_day_of_something_is_no_fixed_day(assessor: Assessor) -> None:
    assert finding_of(assessor, BREAK, Dimension.MANAGED_TO_OUTCOME).level is not Level.NOT_MET


def test_a_step_of_a_plan_is_no_evidence_and_a_question_no_change(assessor: Assessor) -> None:
    name = "Stadium lights"
    assert finding_of(assessor, name, Dimension.PROBLEM_EVIDENCE).level is not Level.MET
    assert finding_of(assessor, name, Dimension.OUTCOME_NOT_OUTPUT).level is Level.NO_EVIDENCE


def test_a_brief_that_lies_with_the_work_is_no_trace_of_work(assessor: Assessor) -> None:
    assert finding_of(assessor, "Stadium lights", Dimension.REALITY).level is Level.NO_EVIDENCE


def test_a_task_that_ends_another_thing_does_not_end_the_work(assessor: Assessor) -> None:
    assert finding_of(assessor, "Steady registers", Dimension.OUTCOME_LINK).level is not Level.NOT_MET


def test_a_line_that_it_was_dropped_ends_the_work(assessor: Assessor) -> None:
    assert finding_of(assessor, "Paper vouchers", Dimension.OUTCOME_LINK).level is Level.NOT_MET


def test_a_motivation_that_says_what_shall_be_otherwise_hints_at_a_change(assessor: Assessor) -> None:
    found = finding_of(assessor, "Steady registers", Dimension.OUTCOME_NOT_OUTPUT)
    assert found.level is Level.PARTIAL
    assert "should not receive unexpectedly" in found.quotes[0].text


def test_what_stands_under_a_bold_name_is_its_own_to_the_next(assessor: Assessor) -> None:
    found = finding_of(assessor, "Help every officer call every club", Dimension.OUTCOME_NOT_OUTPUT)
    assert found.level is Level.MET
    assert "300 clubs use the call diary" in found.quotes[0].text
    assert all("folders" not in quote.text for quote in found.quotes)


@pytest.mark.parametrize(
    ("name", "says"),
    [("Print run", "Allow officers to choose"), ("Grants desk move", "carried down to the new desk")],
)
def test_work_of_which_no_change_is_said_is_output(assessor: Assessor, name: str, says: str) -> None:
    assert assessor.assess(name).verdict is Verdict.OUTPUT_DRIVEN
    assert says in finding_of(assessor, name, Dimension.OUTCOME_NOT_OUTPUT).quotes[0].text


def test_the_title_of_a_page_that_is_only_a_template_does_not_say_what_it_is_for(assessor: Assessor) -> None:
    assert assessor.assess("Build a pavilion").verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("name", ["Club finder", "Accuracy of distances", "Tea hut"])
def test_what_a_specification_leaves_out_is_left_out_of_its_own_thing_alone(assessor: Assessor, name: str) -> None:
    assert finding_of(assessor, name, Dimension.OUTCOME_LINK).level is not Level.NOT_MET


@pytest.mark.parametrize("name", ["Ferry timetables in the club finder", "Printed club maps"])
def test_what_is_left_out_by_its_name_is_excluded(assessor: Assessor, name: str) -> None:
    assert assessor.assess(name).verdict is Verdict.NOT_ALIGNED


def test_neither_a_blank_of_a_template_nor_a_line_before_a_list_is_left_out(assessor: Assessor) -> None:
    said = [one.text for one in assessor.strategy.exclusions if one.document.title == "Club finder"]
    assert "Improve the accuracy of the club finder's distances" in said
    assert not any("Description of" in text or text.endswith(":") for text in said)


def test_what_a_specification_lists_is_no_goal_of_the_organisation(assessor: Assessor) -> None:
    goals = {goal.document.title for goal in assessor.strategy.goals}
    assert "Goals of the lottery fund 2026" in goals
    assert "Club finder" not in goals
