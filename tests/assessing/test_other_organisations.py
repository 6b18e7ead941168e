from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.assessing.assessment import Assessor
from assistant.assistant import Assistant
from assistant.domain import Dimension, Verdict
from assistant.findings.owners import is_login
from assistant.findings.sources import counts
from assistant.text.measures import find_date, reports_completion
from assistant.text.sections import Section, section_of

Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Any]
FILES: dict[str, str | bytes] = {
    "strategy/Direction 2026.md": """# Direction 2026

1. **OBJECTIVE: Families get a seat on the boat they want**
   - KR: Share of families turned away falls from 18% to 6% by December 2026

## What we have decided not to do

- Night boats: too few people would ride at the price that the fuel asks for.
- Winter timetable for the lake

## Programmes

| Project | DRI | Description |
|---|---|---|
| Pier railings | Ola Berg | Build and install new railings on the three piers by June |
""",
    "strategy/products/seat-finder.md": """# Product brief: Seat finder

## Outcome summary

Families book a seat without calling us: calls fall from 140 to 60 a week by June 2026.

Today, families call two piers before they know whether a boat has seats, and only by phone.

Product owner: Ola Berg
""",
    "strategy/products/ticket-wallet.md": """# Ticket wallet

## Outcome summary

*Write a sentence about the change that you are after.*

## Problem

*What is the problem, and for whom?*
""",
    "strategy/products/lake-radio.md": "# Lake radio\n\n**Status: discontinued**\n\nPassengers hear the news.\n",
}


@pytest.fixture
def assessor(write: Write, ingest: Ingest, tmp_path: Path) -> Assessor:
    ingest(write(FILES))
    return Assistant.open(tmp_path / "index").assessor


def test_pages_rows_and_exclusions_are_read_as_what_they_are(assessor: Assessor) -> None:
    levels = {
        name: {finding.dimension: str(finding.level) for finding in assessor.assess(name).findings}
        for name in ("Seat finder", "Pier railings", "Ticket wallet")
    }
    # what the page itself wants is no outcome of the strategy that it could be linked to by name
    assert levels["Seat finder"][Dimension.OUTCOME_LINK] in ("partial", "no_evidence")
    assert levels["Seat finder"][Dimension.OUTCOME_NOT_OUTPUT] == "met"
    assert levels["Seat finder"][Dimension.PROBLEM_EVIDENCE] == "partial"  # how things are today
    assert levels["Pier railings"][Dimension.OUTCOME_NOT_OUTPUT] == "not_met"
    assert levels["Pier railings"][Dimension.PLAYER] == "partial"  # the column says who answers for it
    assert assessor.assess("Ticket wallet").verdict is Verdict.CANNOT_TELL
    assert assessor.assess("Night boats").verdict is Verdict.NOT_ALIGNED
    assert assessor.assess("Winter timetable").verdict is Verdict.NOT_ALIGNED
    assert assessor.assess("Lake radio").verdict is Verdict.NOT_ALIGNED
    assert assessor.assess("Fuel price").verdict is not Verdict.NOT_ALIGNED  # a reason is not what is excluded
    assert {"Seat finder", "Pier railings", "Lake radio"} <= set(assessor.catalogue.names())


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("What we're not working on & why", Section.EXCLUDED),
        ("What we have decided not to do", Section.EXCLUDED),
        ("Why?", Section.PROBLEM),
        ("Easy to do business with", None),
        ("Themes and what comes after, and why", None),
    ],
)
def test_a_heading_announces_only_what_it_is_about(heading: str, section: Section | None) -> None:
    assert section_of(heading) is section


def test_numbers_that_name_things_count_nothing() -> None:
    assert not counts("Helps administrators (1) see usage and (2) plan; see Version 3 and form VA40-10007.")
    assert counts("37 of 54 tenants waited.")


def test_a_login_and_its_person_are_one() -> None:
    assert is_login("dwhitfield", "Dana Whitfield")
    assert not is_login("rpatel", "Dana Whitfield")


def test_the_date_by_which_comes_before_other_dates() -> None:
    assert (
        find_date("By September 30, 2026, fewer than 500 systems fail, from 752 in March 2021") == "September 30, 2026"
    )


def test_all_systems_moved_is_work_done() -> None:
    assert reports_completion("100% of applications migrated")
    assert not reports_completion("100% of patients seen within a week")
