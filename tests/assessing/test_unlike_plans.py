"""Plans that number their commitments, letters that give something up, and goals of another year."""

import pytest

from assistant.assessing.assessment import Assessor
from assistant.assistant import Assistant
from assistant.domain import Dimension, Level
from tests.built_once import built_once

PLAN = "strategy/Zoo plan 2026-2029.md"
FILES = {
    PLAN: """# Zoo plan 2026-2029

## Priority 1: Visitors come back in winter

1.1 Winter visits grow from 21,000 to 40,000 by 2028. 1.2 Members who renew: 61 % to 75 % by 2028.

## Priority 2: Animals stay well without medicine

2.1 Days on medicine fall from 900 to 400 a year by 2028.

## Choices

To pay for this, the zoo will not start or continue the following:

- A toboggan run behind the bear house
- The miniature railway

The rate of broken fences dropped from 31 to 10 a month with the hay rounds, and we ended the year with 21,000 visits.

By the end of 2027 guests find:

- Warm tea in the reptile house

The director may allow:

- Evening concerts in the aviary
""",
    "strategy/Letter to the keepers 2026.md": """# Letter to the keepers 2026

Dear all, the plan is what counts. We are parking penguin radio: the trial was fun, but no visitor asked for it.

If nobody comes, we stop the lantern walks.
""",
    "strategy/Goals 2026.csv": "Ref,Objective,Key result\nO1,Guests find their way alone,Questions at the gate\n",
    "strategy/archive/Goals 2022.md": "# Goals 2022\n\n## Objective 1: Become the largest reptile house there is\n",
    "strategy/programmes/Lantern walks.md": """# Lantern walks

| Owner | Mona Reyes |
|---|---|
| Plan commitment | 1.2 |

Members bring a friend on a December evening instead of staying at home.
""",
    "strategy/programmes/Hay rounds.md": """# Hay rounds

Keepers move the sheep every second day, so that fewer fall ill. It is how the farm delivers commitment 2.1.
""",
    "strategy/programmes/Penguin radio.md": "# Penguin radio\n\nVisitors hear what the penguins do today.\n",
    "strategy/programmes/Toboggan run.md": "# Toboggan run\n\nFamilies stay two hours longer on snowy days.\n",
    "strategy/programmes/Evening concerts.md": "# Evening concerts\n\nNeighbours visit the aviary after work.\n",
    "strategy/sheets/Warm stables.md": "# Warm stables\n\nVets visit the stables 30 % less often by May 2027.\n",
    "strategy/programmes/Lizard hall.md": """# Lizard hall

Supports Objective 1 of the 2022 goals. Guests see forty lizards in one hall instead of six.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    return Assistant.open(built_once(FILES, tmp_path_factory.mktemp("zoo")), []).assessor


def _link(assessor: Assessor, name: str) -> tuple[Level, list[str]]:
    assessment = assessor.assess(name)
    assert assessment.found
    link = next(one for one in assessment.findings if one.dimension is Dimension.OUTCOME_LINK)
    return link.level, [quote.text for quote in link.quotes]


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("Lantern walks", "Priority 1: Visitors come back in winter"),
        ("Hay rounds", "Priority 2: Animals stay well without medicine"),
    ],
)
def test_number_of_a_commitment_names_the_goal_that_it_stands_below(assessor: Assessor, name: str, goal: str) -> None:
    level, quotes = _link(assessor, name)
    assert level is Level.MET
    assert any(goal in quote for quote in quotes)


@pytest.mark.parametrize(
    ("name", "said"),
    [("Penguin radio", "We are parking penguin radio"), ("Toboggan run", "A toboggan run behind the bear house")],
)
def test_what_is_given_up_in_a_letter_or_below_a_colon_is_excluded(assessor: Assessor, name: str, said: str) -> None:
    level, quotes = _link(assessor, name)
    assert level is Level.NOT_MET
    assert any(said in quote for quote in quotes)


def test_nothing_else_is_excluded(assessor: Assessor) -> None:
    assert {one.text for one in assessor.strategy.exclusions} == {
        "A toboggan run behind the bear house",
        "The miniature railway",
        "We are parking penguin radio: the trial was fun, but no visitor asked for it.",
    }


def test_what_stands_below_a_colon_that_allows_it_is_not_excluded(assessor: Assessor) -> None:
    assert _link(assessor, "Evening concerts")[0] is not Level.NOT_MET


def test_stop_on_a_condition_excludes_nothing(assessor: Assessor) -> None:
    assert not [one for one in assessor.strategy.exclusions if "lantern" in one.text]


def test_goal_of_a_year_is_that_year_s_and_not_the_current_one_of_its_number(assessor: Assessor) -> None:
    level, quotes = _link(assessor, "Lizard hall")
    assert level is Level.NOT_MET
    assert any("largest reptile house" in quote for quote in quotes)


def test_what_other_pages_say_in_prose_is_no_goal_beside_those_of_the_plan(assessor: Assessor) -> None:
    assert not [goal for goal in assessor.strategy.goals if "stables" in goal.text]
