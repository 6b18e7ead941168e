"""Work that was given up in other words, and documents that report what became of it."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from assistant.text.reached import is_report
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Aims.md": "# Aims\n\n- **G1 Skippers moor at night without help**: 4 of 14 jetties in 2030, 14 by 2032\n",
    "work/autumn update.md": """# Autumn update

## Last words on each

<a href='https://example.org/7'><strong>Measure swell by buoy</strong></a>

- Alternatives to buoys are going to be investigated instead of continuing this goal into next year.

<a href='https://example.org/8'><strong>Renew the tide tables</strong></a>

- The tables were printed in May.

<a href='https://example.org/9'><strong>Lamps for every jetty</strong></a>

- Nine jetties were lit in September, and 210 boats moored there after dark.
""",
    "strategy/briefs/lamps.md": "# Lamps for every jetty\n\nSkippers moor at night without help on all 14 jetties.\n",
    "strategy/briefs/horn.md": """# Fog Horn Duty

Skippers hear where the jetty is. The Fog Horn Duty is on hold indefinitely.
""",
    "strategy/briefs/radio.md": """# Harbour Radio Watch

Skippers are answered in a minute. The old masts that the Harbour Radio Watch replaces were decommissioned.
A part of the Harbour Radio Watch was decommissioned. If nobody calls, the Harbour Radio Watch is scrapped.
""",
    "strategy/Road map.md": """# Road map 2032

## Ferry Desk

Skippers hand over parcels at a desk of their own.

### Non-goals

- Become the only keeper of large new ferry desk halls

## Not doing

### Tide Lottery

A lottery for skippers.
""",
    "strategy/briefs/dock.md": """# Floating Dock Rings

Skippers tie up at any tide. [Floating Dock Rings](rings.md) hold every boat without a pole (we are deprecating and
removing the poles altogether, moving forward).
""",
    "work/issues/wave-chart.md": """# Wave chart for the week

## 2026-08-08

As a skipper I am interested in the waves of the coming week.

## 2026-10-28

Closing this as we're not including weekly charts at this time.
""",
    "work/issues/quay-cam.md": """# Quay camera

## 2026-08-08

As a skipper I see the quay before I leave.

## 2026-10-28

Closing this since it went live on Monday.
""",
    "work/notes/2026-06-04.md": """# Notes of 4 June 2026

- The Seal Counter app is not going to be implemented on the ferries: skippers may send letters.
- We will hold off the "Kelp Map" for the first version, as it makes the chart slow.
- The Slipway Gate will not be built until the mud is dry.
""",
    "strategy/briefs/rope.md": "# Rope Lockers\n\nSkippers find dry rope. We will give 40 lockers to them by May.\n",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("given_up"), embedder) as opened:
        yield opened


@pytest.mark.parametrize("name", ["Measure swell by buoy", "Fog Horn Duty"])
def test_what_is_not_continued_or_on_hold_for_good_is_given_up_and_its_stop_on_record(
    assessor: Assessor, name: str
) -> None:
    assert finding_of(assessor, name, Dimension.OUTCOME_LINK).level is Level.NOT_MET
    assert finding_of(assessor, name, Dimension.STOP_RULE).level is Level.MET


@pytest.mark.parametrize(
    ("name", "is_given_up"), [("Seal Counter app", True), ("Kelp Map", True), ("Slipway Gate", False)]
)
def test_what_will_not_be_implemented_or_is_held_off_is_given_up_and_what_waits_is_not(
    assessor: Assessor, name: str, is_given_up: bool
) -> None:
    assert (finding_of(assessor, name, Dimension.OUTCOME_LINK).level is Level.NOT_MET) is is_given_up


def test_what_a_part_of_the_road_map_does_not_try_excludes_nothing_of_it(assessor: Assessor) -> None:
    assert finding_of(assessor, "Ferry Desk", Dimension.OUTCOME_LINK).level is not Level.NOT_MET
    assert finding_of(assessor, "Tide Lottery", Dimension.OUTCOME_LINK).level is Level.NOT_MET


def test_the_end_of_a_part_of_what_it_replaces_or_on_a_condition_is_not_its_own(assessor: Assessor) -> None:
    assert finding_of(assessor, "Harbour Radio Watch", Dimension.OUTCOME_LINK).level is not Level.NOT_MET


def test_the_end_of_what_another_thing_makes_needless_is_not_its_own(assessor: Assessor) -> None:
    assert finding_of(assessor, "Floating Dock Rings", Dimension.OUTCOME_LINK).level is not Level.NOT_MET


def test_an_issue_closed_because_it_will_not_be_done_is_given_up_and_one_that_is_done_is_not(
    assessor: Assessor,
) -> None:
    assert finding_of(assessor, "Wave chart for the week", Dimension.OUTCOME_LINK).level is Level.NOT_MET
    assert finding_of(assessor, "Quay camera", Dimension.OUTCOME_LINK).level is not Level.NOT_MET


def test_what_a_later_document_reports_below_its_name_is_a_thin_trace(assessor: Assessor) -> None:
    found = finding_of(assessor, "Lamps for every jetty", Dimension.REALITY)
    assert found.level is Level.PARTIAL
    assert "Nine jetties were lit" in found.quotes[0].text


def test_what_a_brief_plans_is_no_report(assessor: Assessor) -> None:
    assert finding_of(assessor, "Rope Lockers", Dimension.REALITY).level is Level.NO_EVIDENCE


@pytest.mark.parametrize(
    ("words", "heads", "told"),
    [
        ("The lamps were lit in May.", [], True),
        ("We will light the lamps that were bought.", [], False),
        ("The lamps were lit.", ["Objective 2: light"], False),
        ("The lamps were lit.", ["Status quo"], False),
    ],
)
def test_a_report_is_in_the_past_and_below_no_plan(words: str, heads: list[str], told: bool) -> None:
    assert is_report(words, heads, in_plan=bool(heads)) is told


def test_below_results_a_plan_reports() -> None:
    assert is_report("The lamps were lit.", ["Results"], in_plan=True)
    assert is_report("The lamp was designed in May.", [])
    assert not is_report("The lamp was designed to shine.", [])
