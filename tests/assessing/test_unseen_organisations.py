# ruff: noqa: E501  (documents as people write them)
"""An orchestra: goals in a numbered list, a portfolio as a table, proposals, minutes; how each is read."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.assessing.assessment import Assessor
from assistant.assistant import Assistant
from assistant.domain import Dimension, Finding, Verdict
from assistant.gathering.gathering import section_of_column
from assistant.text.measures import in_one_unit, parse_measure, reports_completion
from assistant.text.names import main_variants, name_key
from assistant.text.sections import Section, section_of

Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Any]
FILES: dict[str, str | bytes] = {
    "strategy/Where we play.md": """# The orchestra's direction

## What we want to be true by the end of 2027

1. **First visits become second ones.** 30 % of first-time listeners come back within a year; it is 14 % now.
2. **Players stay healthy.** Days lost to strain fall by half.

## Off the table

- Concert broadcasts: the rights cost more than they bring

## We have stopped

- Summer camp: handed to the town in May 2026
""",
    "strategy/Portfolio.csv": """ID,Project,Sponsor,Supports,Description,Expected benefit,Priority
7,Late start,Mara Lind-Voss,Direction 1,Begin three concerts at 21:00,First-time listeners with shifts come: from 5 % to 12 % of seats by May 2027,High
8,Stage lift,Otto Graf,,Replace the lift in the east wing,On time and within budget,High
9,Concert broadcasts app,Otto Graf,,Build an app,App in both stores,Low
10,Press room,Otto Graf,Direction 1,,TBD,Low
11,Strain clinic,Otto Graf,Direction 2,Two mornings a week with a physiotherapist,Better health of players,High
""",
    "strategy/rfcs/12-seat-map.md": """# RFC 12: Self-seating

- Author: Ines Hale
- Status: draft

## Motivation

Of 80 listeners interviewed in January 2027, 52 left a concert because they could not change a seat.

## Proposal

Let us put tablets into the hall. We want listeners to swap seats by themselves instead of leaving in the break.
""",
    "strategy/rfcs/9-paper-scores.md": """# RFC 9: Screens for scores

- Author: Ines Hale
- Status: rejected, 3 May 2026

Screens replace paper scores.
""",
    "strategy/Road map.md": """# Road map

## 2027

### Second-visit voucher

A voucher in the programme. Goal: first-time listeners who come back grow from 14 % to 30 % by June 2027. Champion: Ines
Hale.

### Rehearsal studio

Subscribers cannot hear the quiet parts from the gallery. We get a letter a week.
""",
    "players/Who we play for.md": "# Who we play for\n\n## Subscribers\nSince 1970.\n\n## Shift workers\nNurses, bakers.\n",
    "problems/Hall survey 2026.md": """# Hall survey 2026

- 61 % of shift workers said that concerts begin when they cannot come.
""",
    "collaboration/2027-01-11 minutes.md": """# Minutes, 11 January 2027

## Late start

Posters were discussed.

## Cellar bar

The board decided to shelve the cellar bar until 2029.

## Piano hire

Mr Graf reported that the piano hire was stopped. Not missed for lack of time.
""",
}


@pytest.fixture
def assessor(write: Write, ingest: Ingest, tmp_path: Path) -> Assessor:
    ingest(write(FILES))
    return Assistant.open(tmp_path / "index").assessor


def findings(assessor: Assessor, name: str) -> dict[Dimension, Finding]:
    return {finding.dimension: finding for finding in assessor.assess(name).findings}


def level(assessor: Assessor, name: str, dimension: Dimension) -> str:
    return str(findings(assessor, name)[dimension].level)


def test_an_organisation_of_lists_tables_and_proposals_is_read_as_its_people_read_it(assessor: Assessor) -> None:
    late = findings(assessor, "Late start")
    # a row is read cell by cell under its columns, whatever minutes have a heading for it
    assert str(late[Dimension.OUTCOME_NOT_OUTPUT].level) == "met"
    assert [quote.text for quote in late[Dimension.OUTCOME_NOT_OUTPUT].quotes] == [
        "First-time listeners with shifts come: from 5 % to 12 % of seats by May 2027"
    ]
    assert str(late[Dimension.MEASURE].level) == "met"
    # "direction 1" is the first goal of a list whose heading calls its goals so
    assert str(late[Dimension.OUTCOME_LINK].level) == "met"
    assert "First visits become second ones" in late[Dimension.OUTCOME_LINK].reason
    assert "Mara Lind-Voss" in late[Dimension.PLAYER].reason
    assert assessor.assess("Late start").verdict is Verdict.ALIGNED

    # a deliverable of a portfolio is no goal that it could serve, and urgency is none either
    assert level(assessor, "Stage lift", Dimension.OUTCOME_LINK) == "no_evidence"
    assert assessor.assess("Stage lift").verdict is Verdict.OUTPUT_DRIVEN
    assert assessor.assess("Concert broadcasts app").verdict is Verdict.NOT_ALIGNED
    assert assessor.assess("Press room").verdict is Verdict.CANNOT_TELL
    assert level(assessor, "Strain clinic", Dimension.OUTCOME_NOT_OUTPUT) == "partial"

    # proposals: who wrote it, what was counted, what was rejected
    seats = findings(assessor, "Self-seating")
    assert str(seats[Dimension.PROBLEM_EVIDENCE].level) == "met"
    assert assessor.assess("Screens for scores").verdict is Verdict.NOT_ALIGNED
    assert not [goal for goal in assessor.strategy.current() if "/rfcs/" in goal.document.path]

    # what a road map introduces is not its goal where it names one, and a complaint is no deliverable
    voucher = assessor.assess("Second-visit voucher")
    assert level(assessor, "Second-visit voucher", Dimension.OUTCOME_NOT_OUTPUT) == "met"
    assert "Ines" in findings(assessor, "Second-visit voucher")[Dimension.PLAYER].reason
    assert voucher.verdict in (Verdict.ALIGNED, Verdict.PARTLY_ALIGNED)
    assert assessor.assess("Rehearsal studio").verdict is Verdict.CANNOT_TELL
    assert "Subscribers" in findings(assessor, "Rehearsal studio")[Dimension.PLAYER].reason

    assert assessor.assess("Summer camp").verdict is Verdict.NOT_ALIGNED
    assert assessor.assess("Cellar bar").verdict is Verdict.NOT_ALIGNED

    # what ended is asked after as such
    ended = assessor.assess("Piano hire")
    assert ended.verdict is Verdict.NOT_ALIGNED
    assert level(assessor, "Piano hire", Dimension.PROBLEM_EVIDENCE) != "not_met"
    assert "has ended" in str(ended.question_for_owner)
    assert "partly aligned" in str(ended.would_change)


def test_a_rewrite_keeps_what_is_said_and_asks_for_the_rest(assessor: Assessor) -> None:
    rewrite = str(assessor.assess("Strain clinic").rewrite)
    assert rewrite == "“Better health of players”: [which metric] from [baseline?] to [target?] by [date?]"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Paint shop", None),
        ("Pain points", Section.PROBLEM),
        ("1-Year Plan", Section.OUTCOME),
        ("What we say no to this year", Section.EXCLUDED),
        ("Submitted (quality review)", Section.DELIVERABLES),
        ("Where we want to be with our goals by the end of 2030", Section.OUTCOME),
    ],
)
def test_a_heading_is_read_by_whole_words_and_without_its_dates(heading: str, section: Section | None) -> None:
    assert section_of(heading) is section


@pytest.mark.parametrize(
    ("column", "cell", "section"),
    [
        ("Strategic goal", "Goal 3", Section.LINK),
        ("Objective", "Calm wards", Section.LINK),
        ("Goal", "Nurses leave less often because they choose their own shifts", Section.OUTCOME),
        ("Priority", "High", Section.STATUS),
        ("Project", "Calm wards", None),
    ],
)
def test_a_cell_names_the_goal_served_or_says_what_is_wanted(column: str, cell: str, section: Section | None) -> None:
    assert section_of_column(column, cell) is section


def test_a_hyphened_word_is_found_with_and_without_its_number() -> None:
    assert name_key("2.1 Self-rostering") not in {name_key("Self rostering")}
    assert name_key("Self-rostering") in {name_key(name) for name in main_variants("Self-rostering")}


def test_a_share_and_a_time_are_no_two_ends_of_one_measure() -> None:
    mixed = in_one_unit(parse_measure("Letters answered within 48 hours; it was 31 % in March"))
    assert (mixed.baseline, "%" in str(mixed.target)) in ((None, False), (None, True), ("31 %", True))
    assert in_one_unit(parse_measure("from 31 % to 60 % by May 2027")).baseline == "31 %"


def test_staying_within_budget_is_no_result() -> None:
    assert reports_completion("Stay within the approved budget of 2 million")
    assert reports_completion("No severe defects open at go-live")
    assert not reports_completion("Families stay within walking distance of a doctor")
