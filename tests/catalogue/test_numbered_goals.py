"""Goals that a table or a page of bets numbers, beside an older plan that numbers others in the same way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assessing.assessment import Assessor
from assistant.catalogue.numbered_plan import Part, Sort, read_plan
from assistant.domain import Dimension, Document, Kind, Level, Verdict
from assistant.encoder.embedding import Embedder
from assistant.text.sections import Section, section_of
from ingest.parse.markdown import parse
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Bakery VTO 2026.md": """# Bakery Vision/Traction Organizer 2026

| Section | Entry |
|---|---|
| Core focus | Bread that people on the hill trust |
| 1-year goal 1 | Cafes get their rolls before they open: late rounds from 31 % to 10 % |
| 1-year goal 2 | Apprentices stay: leavers from 9 to 3 a year |

| Measurable | Who | Goal | W1 |
|---|---|---|---|
| Rounds that left by four (%) | Ida Brandt | >= 90 | 71 |
""",
    "strategy/old/Bakery VTO 2023.md": """# Bakery Vision/Traction Organizer 2023

Superseded by the 2026 one.

| Section | Entry |
|---|---|
| Goal 1 | Open a cake shop at the station with forty seats |
| Goal 3 | Sell franchises in nine towns |
""",
    "strategy/charters/Dawn Round.md": """# Dawn Round

1-year goal 1: cafes get their rolls before they open.

Drivers leave the yard by four, so that cafes wait less: late rounds from 31 % to 12 % by October 2026.
""",
    "strategy/charters/Station Seats.md": """# Station Seats

We build forty seats at the station, for goal 1 of 2023.
""",
    "strategy/charters/Quiet Yard.md": """# Quiet Yard

Goal 3: neighbours sleep through the night, with two complaints a year instead of thirty.
""",
    "strategy/charters/Nine Towns.md": """# Nine Towns

Goal 3: franchises in three towns by June 2026.
""",
    "strategy/charters/Oven Swap.md": """# Oven Swap

## Measures of success

- Go-live on 7 November 2026.
- Budget of 64,000 not exceeded.
- 29 bakers trained.
""",
    "strategy/charters/Van Swap.md": "# Van Swap\n\n## Measures of success\n\n- Vans on time at the cafes.\n",
    "strategy/charters/Rye Kiosk.md": """# Rye Kiosk

A kiosk that sells rye bread to hikers, so that fewer loaves are left over.
""",
    "strategy/Decision log.md": """# Decision log

| Date | Decision | Why |
|---|---|---|
| 2026-02-03 | Wind down the rye kiosk; last day is in May | three hikers a day |
""",
}
BETS = """# Company bets 2026

## Bet 1: New guests order again in the first week

34 % do; we want 55 % by December 2026.

## Bet 2: Couriers stay

Turnover falls from 40 % to 25 % by December 2026.
"""


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("bakery"), embedder) as assessor:
        yield assessor


def test_a_goal_for_a_year_has_its_number_and_the_goal_of_a_scorecard_row_is_a_number(assessor: Assessor) -> None:
    current = [(goal.id, goal.name) for goal in assessor.strategy.current() if goal.declared]
    assert current == [("g1", "Cafes get their rolls before they open"), ("g2", "Apprentices stay")]


def test_the_number_of_a_goal_that_holds_is_not_an_older_goal_of_that_number(assessor: Assessor) -> None:
    found = finding_of(assessor, "Dawn Round", Dimension.OUTCOME_LINK)
    assert found.level is Level.MET
    assert "Cafes get their rolls" in found.quotes[-1].text


def test_what_only_an_older_plan_numbers_so_is_another_goal_where_its_words_say_so(assessor: Assessor) -> None:
    assert finding_of(assessor, "Quiet Yard", Dimension.OUTCOME_LINK).level is not Level.NOT_MET
    assert finding_of(assessor, "Nine Towns", Dimension.OUTCOME_LINK).level is Level.NOT_MET


def test_what_a_decision_winds_down_is_not_aligned(assessor: Assessor) -> None:
    assert assessor.assess("Rye Kiosk").verdict is Verdict.NOT_ALIGNED


def test_date_budget_and_training_are_no_change(assessor: Assessor) -> None:
    found = finding_of(assessor, "Oven Swap", Dimension.OUTCOME_NOT_OUTPUT)
    assert found.level is Level.NOT_MET
    assert found.quotes


def test_what_comes_on_time_is_not_a_project_that_does(assessor: Assessor) -> None:
    assert finding_of(assessor, "Van Swap", Dimension.OUTCOME_NOT_OUTPUT).level is not Level.NOT_MET


def plan_of(tmp_path: Path, text: str) -> tuple[Part, ...]:
    file = tmp_path / "plan.md"
    file.write_text(text, encoding="utf-8")
    read = parse(file).documents[0]
    return read_plan(
        Document("d", "strategy/a.md", read.title, Kind.STRATEGY, "everyone", read.text, read.blocks, read.media)
    )


def test_bets_that_nothing_stands_above_are_aims(tmp_path: Path) -> None:
    below_goal = BETS.replace("# Company bets 2026", "# Company plan 2026\n\n## Goal 1: Guests come back")
    sorts = [[part.sort for part in plan_of(tmp_path, text) if part.label == "Bet"] for text in (BETS, below_goal)]
    assert sorts == [[Sort.AIM, Sort.AIM], [Sort.ACTION, Sort.ACTION]]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("What has to be done", Section.DELIVERABLES),
        ("Work to be done", Section.DELIVERABLES),
        ("What do we want?", Section.OUTCOME),
    ],
)
def test_what_is_to_be_done_heads_deliverables_and_what_is_wanted_the_outcome(heading: str, section: Section) -> None:
    assert section_of(heading) is section


def test_chapters_by_which_a_body_accounts_for_itself_are_no_aims(tmp_path: Path) -> None:
    chapters = (
        "# Policy plan 2026\n\n## 1. Introduction\n\nWho we are.\n\n## 2. The harbour\n\n### 2.1 Quays\n\nStone.\n\n"
        "## 3. Board of directors\n\nFive people.\n\n## 4. {last}\n\nEach spring.\n"
    )
    assert not plan_of(tmp_path, chapters.format(last="Publication"))
    assert plan_of(tmp_path, chapters.replace("Board of directors", "The fleet").format(last="The lighthouse"))
