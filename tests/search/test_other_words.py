# ruff: noqa: E501  (documents as people write them)
"""Verdicts of an organisation that heads, numbers and lists its work in words of its own."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.catalogue.strategy import Strategy
from assistant.domain import Dimension, Finding, Level, Verdict
from assistant.encoder.embedding import Embedder
from assistant.text.measures import parse_measure, reports_completion
from assistant.text.sections import Section, section_of
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Course 2026.md": """# Course 2026

Signed on 3 February 2026. Replaces "Orchard plan 2021".

| Promise | Measure | Now | Target | By |
|---|---|---|---|---|
| C1 Apples reach the shop crisp | share of crates refused on arrival | 11 % | 5 % | December 2027 |
| C2 Pickers come back next year | pickers of last year who return | 40 % | 60 % | October 2027 |

## What we leave to others

- Juice pressed in a plant of our own. A partner presses cheaper.
- Tourist rides
""",
    "strategy/archive/Orchard plan 2021.md": "# Orchard plan 2021\n\nA bottle in every kiosk by 2025.\n",
    "strategy/papers/Cold Hour.md": """# Cold Hour

Answerable: Hanne Voss. We follow C1.

Pickers bring each crate into the cold within an hour, so that fewer crates are refused: 11 % in 2025, 6 % by September 2027.

In 2025 the shops sent back 2,140 crates (weigh bridge book, December 2025).

Checked every Friday: how many crates stood longer than an hour.

## Paths

A cart with ice; a shed at the gate.

## End

With fewer than half of the crates in the cold by 31 July 2026, the sheds are sold again.
""",
    "strategy/papers/Press.md": """# Juice Press of Barn Lane East

Families drink juice of our own: 20,000 bottles by May 2027.
""",
    "strategy/papers/Kiosk Bottles.md": """# Kiosk Bottles

A bottle in each of 300 kiosks, as the Orchard plan 2021 has it.
""",
    "strategy/papers/Row Maps.md": """# Row Maps

**Expected effects**

- Maps of 48 rows in the new tool
- Old paper maps thrown out by June 2026
""",
    "strategy/papers/Ladder Walk.md": """# Ladder Walk

Pickers know on Sunday where they stand on Monday.
""",
    "strategy/Calendar.md": """# Calendar

| Quarter | Work |
|---|---|
| Q2 | Cold Hour, Row Maps |
| Q4 | Project Quince, Ladder Walk |
""",
    "notes/2026-03-11 growers.md": "# Growers, 11 March 2026\n\n- Ladder Walk: the council ends the work in the upper orchard, because nobody reads the list at the gate.\n",
    "players/Who we work for.md": "# Who we work for\n\n## Shift lead\nFirst in the yard.\n",
    "players/Workers and partners.md": "# Workers and partners\n\n## Night packers\nBelt two.\n\n## Yard\nBehind the hall.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("orchard"), embedder) as assessor:
        yield assessor


def _quoted(finding: Finding) -> str:
    return " ".join(made.text for made in finding.quotes)


def test_a_goal_is_known_by_whatever_letter_the_strategy_numbers_it_with(assessor: Assessor) -> None:
    found = finding_of(assessor, "Cold Hour", Dimension.OUTCOME_LINK)
    assert found.level is Level.MET
    assert "C1" in _quoted(found)


def test_what_follows_in_an_excluded_item_says_why_and_excludes_nothing(assessor: Assessor) -> None:
    strategy: Strategy = assessor.strategy
    assert [one.text for one in strategy.exclusions] == ["Juice pressed in a plant of our own.", "Tourist rides"]


def test_work_that_others_are_to_do_is_not_aligned_though_it_is_called_otherwise(assessor: Assessor) -> None:
    assert assessor.assess("Juice Press of Barn Lane East").verdict is Verdict.NOT_ALIGNED


def test_an_old_plan_that_is_named_by_its_title_is_a_retired_goal(assessor: Assessor) -> None:
    found = finding_of(assessor, "Kiosk Bottles", Dimension.OUTCOME_LINK)
    assert found.level is Level.NOT_MET
    assert "Orchard plan 2021" in found.reason


def test_an_end_in_minutes_is_a_stop_on_record(assessor: Assessor) -> None:
    assert finding_of(assessor, "Ladder Walk", Dimension.OUTCOME_LINK).level is Level.NOT_MET
    assert finding_of(assessor, "Ladder Walk", Dimension.STOP_RULE).level is Level.MET


def test_a_bold_line_heads_the_list_below_it(assessor: Assessor) -> None:
    found = finding_of(assessor, "Row Maps", Dimension.OUTCOME_NOT_OUTPUT)
    assert found.level is Level.NOT_MET
    assert found.reason.startswith("What stands as its goal")  # as it would below a heading "Expected effects"
    assert "Expected effects" not in _quoted(found)


def test_a_row_of_names_says_nothing_of_any(assessor: Assessor) -> None:
    assert assessor.assess("Project Quince").verdict is Verdict.CANNOT_TELL


def test_two_values_with_their_years_are_where_it_starts_and_ends(assessor: Assessor) -> None:
    assert finding_of(assessor, "Cold Hour", Dimension.MEASURE).level is Level.MET
    told = parse_measure("Crates refused: 6 % by September 2027 (11 % in 2025)")
    assert (told.baseline, told.target) == ("11 %", "6 %")
    assert parse_measure("Crates refused: 300 in 2025, 6 % by 2027").baseline != "300"


def test_a_source_in_brackets_with_its_day_is_evidence(assessor: Assessor) -> None:
    found = finding_of(assessor, "Cold Hour", Dimension.PROBLEM_EVIDENCE)
    assert found.level is Level.MET
    assert "weigh bridge" in _quoted(found)


def test_what_is_counted_on_a_day_of_the_week_is_a_signal(assessor: Assessor) -> None:
    found = finding_of(assessor, "Cold Hour", Dimension.LEADING_INDICATOR)
    assert found.level is Level.MET
    assert "every Friday" in found.quotes[0].text


def test_ways_in_one_cell_are_more_than_one(assessor: Assessor) -> None:
    found = finding_of(assessor, "Cold Hour", Dimension.MANAGED_TO_OUTCOME)
    assert found.level is Level.MET


def test_a_condition_with_a_threshold_and_a_day_is_a_stop_rule(assessor: Assessor) -> None:
    found = finding_of(assessor, "Cold Hour", Dimension.STOP_RULE)
    assert found.level is Level.MET
    assert "fewer than half" in _quoted(found)


def test_a_role_whose_name_ends_like_a_label_is_a_player(assessor: Assessor) -> None:
    names = {name for name, _ in assessor.players}
    assert {"Shift lead", "Night packers"} <= names
    assert "Yard" not in names


def test_how_much_is_ready_is_no_result() -> None:
    assert reports_completion("18 of 25 sheds live")
    assert reports_completion("Success: handover on the agreed date")
    assert not reports_completion("18 of 25 growers return")


def test_headings_say_the_same_in_other_words() -> None:
    said = {
        "Expected effects": Section.OUTCOME,
        "Target group": Section.PLAYER,
        "Yardsticks": Section.MEASURE,
        "Left out": Section.EXCLUDED,
        "No longer in the barn": Section.EXCLUDED,
    }
    assert {heading: section_of(heading) for heading in said} == said
