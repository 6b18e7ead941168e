"""Goals of a theme for a time are found by their theme; what was taken out of a plan is no goal any more."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.catalogue.goals_of_period import goals_of_period
from assistant.domain import Dimension, Level, Verdict
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Choosing less.md": """# Choosing less for FY27

Two of four are on leave, so we looked through all we wanted this year. We also dropped festival related goals.
We removed dust from the choir shelf, and two steps of the ticket project.
""",
    "strategy/What we count.md": """# What we count

### Festival

Visitors come back in the autumn because they liked the summer festival.

### Choir

More singers stay for a second year.

### Ticket project

Visitors buy in two minutes rather than in ten.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("period"), embedder) as opened:
        yield opened


def test_goals_that_were_taken_out_of_the_plan_are_not_aligned(assessor: Assessor) -> None:
    assessed = assessor.assess("Festival goals for FY27")
    assert assessed.found
    assert assessed.verdict is Verdict.NOT_ALIGNED


@pytest.mark.parametrize("name", ["Choir", "Ticket project"])
def test_what_something_was_removed_from_still_holds(assessor: Assessor, name: str) -> None:
    assert finding_of(assessor, name, Dimension.OUTCOME_LINK).level is not Level.NOT_MET


@pytest.mark.parametrize("name", ["Festival goals for 2031", "Harvest goals for FY27", "Festival lights for FY27"])
def test_goals_of_another_time_or_theme_are_not_found(assessor: Assessor, name: str) -> None:
    assert not assessor.assess(name).found


@pytest.mark.parametrize(
    ("name", "goals"),
    [
        ("Outreach goals for FY24", "Outreach goals"),
        ("Housing priorities in 2025", "Housing priorities"),
        ("Goals for 2025", None),
        ("Outreach goals for farmers", None),
        ("Lamps for 2025", None),
    ],
)
def test_only_goals_with_a_time_are_goals_of_a_time(name: str, goals: str | None) -> None:
    found = goals_of_period(name)
    assert (found[0] if found else None) == goals
