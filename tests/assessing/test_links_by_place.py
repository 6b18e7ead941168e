"""What an initiative is linked to by where a strategy has it: under a goal that was read, or in its list of goals."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Finding, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Library plan 2026.md": """# Library plan 2026

Our principles and what we do about each.

### Principle: Increase the number of readers who borrow without coming in

#### Action 04: Branches will tell readers what they can borrow from home

- each branch sends a letter about the parcel round
- the parcel round calls on every reader who asks

#### Night shelf

- staff empty both by seven in the morning

### Principle: Reduce the evenings on which a branch is shut

- the night shelf is filled by volunteers, so that readers fetch their books after work
""",
    "strategy/Goals 2026.md": """# Goals 2026

## Our goals

- Increase the gifts that readers leave us in their wills by asking more of them
- Raise the number of volunteers who stay for a second year

## Priorities of the board

- Volunteer schooling: teach two hundred helpers to run a desk
- Roof: keep the rain out of the map room
""",
    "work/notes/2026-03-02 Board.md": """# Board, 2 March 2026

## Parcel round

The parcel round went out twice and served ninety readers.

## Night shelf

The night shelf is empty by seven.

## Volunteer schooling

We hired a hall for the volunteer schooling.
""",
    "work/notes/2026-05-04 Board.md": """# Board, 4 May 2026

## Money

To be safer, the board wants to diversify its gifts, with more of them left in wills by readers. What is missing
in 2027 is a gap of nine thousand.
""",
    "work/Desk bell.md": """# Desk bell

The desk bell supports our goal of raising the number of volunteers who stay with us.
""",
    "work/Reading bench.md": """# Reading bench

The reading bench is part of the county's plan to shorten the queues of pensioners at noon.
""",
    "strategy/Heat.md": """# Warm walls

Warm walls deliver on the county's commitment to halve what public houses burn.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("library"), embedder) as assessor:
        yield assessor


def _link(assessor: Assessor, name: str) -> Finding:
    return finding_of(assessor, name, Dimension.OUTCOME_LINK)


def _quoted(link: Finding) -> str:
    return " / ".join(quote.text for quote in link.quotes)


def test_what_stands_below_a_goal_that_was_read_is_linked_to_it(assessor: Assessor) -> None:
    link = _link(assessor, "Parcel round")
    assert link.level is Level.MET
    assert "borrow without coming in" in _quoted(link)


def test_of_several_places_the_one_that_says_its_name_is_shown(assessor: Assessor) -> None:
    link = _link(assessor, "Night shelf")
    assert link.level is Level.MET
    assert "filled by volunteers" in _quoted(link)


def test_one_that_is_itself_a_priority_is_no_matter_of_theme(assessor: Assessor) -> None:
    link = _link(assessor, "Volunteer schooling: teach two hundred helpers to run a desk")
    assert link.level is Level.PARTIAL
    assert "among its outcomes, though it is a thing to be made" in link.reason


def test_a_name_alone_is_held_against_the_goals_by_the_lines_near_it(assessor: Assessor) -> None:
    link = _link(assessor, "Diversify our gifts and close the gap of 2027")
    assert link.level is Level.PARTIAL
    assert "gifts that readers leave" in _quoted(link)


def test_a_goal_that_a_line_tells_in_words_of_its_own_is_found_in_the_strategy(assessor: Assessor) -> None:
    link = _link(assessor, "Desk bell")
    assert link.level is Level.MET
    assert [quote.document.path for quote in link.quotes] == ["work/Desk bell.md", "strategy/Goals 2026.md"]


def test_an_aim_that_only_its_own_page_knows_is_shown_as_that(assessor: Assessor) -> None:
    link = _link(assessor, "Reading bench")
    assert (link.level, "no document of the strategy has it" in link.reason) == (Level.PARTIAL, True)
    assert "shorten the queues" in link.reason
    of_strategy = _link(assessor, "Warm walls")
    assert (of_strategy.level, "halve what public houses burn" in of_strategy.reason) == (Level.MET, True)
