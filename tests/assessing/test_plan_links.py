"""What an initiative of a numbered plan is linked to: the aim whose number it continues, not a theme in passing."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Finding, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Harbour plan 2026.md": """# Harbour plan 2026 to 2029

## 1. Access

Ferries and cargo ships reach a berth without waiting at sea.

### 1.1 Tide windows

Give each ship a slot by tide, so that ships wait less off the coast.

## 2. Value

Each euro of harbour dues returns as service that shippers notice.

### 2.1 Berth invoices

Send invoices within a day, which captains ask for at every meeting of the recovery board.

## 3. Cargo growth

Shippers send a tenth more cargo through the harbour by 2029.

### Crew 3.1 Night work

Ships leave in the night in which they came.

#### Crew 3.1.1 Lamp hire

Hire forty lamps for the quay.

### Quay 3.1 Deep water

Larger ships come in at low tide.

#### Quay 3.1.1 Dredging barge

Hire a barge for two summers.

#### Crew 3.1.2 Shift swap board

Hang up a board.
""",
    "strategy/papers/Warm Hut.md": """# Warm Hut

A hut where drivers wait warm while cargo growth at the neighbours goes on.
""",
    "strategy/papers/Rail Spur.md": """# Rail Spur

Trains take containers inland, so that shippers wait less; all of it for the goal of cargo growth.
""",
    "strategy/papers/Hall Roof.md": """# Hall Roof

Dockers stay dry; the goal is cargo hall growth.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("harbour"), embedder) as assessor:
        yield assessor


def _link(assessor: Assessor, name: str) -> Finding:
    return finding_of(assessor, name, Dimension.OUTCOME_LINK)


@pytest.mark.parametrize(
    ("name", "aim"),
    [
        ("Tide windows", "1. Access"),
        ("Berth invoices", "2. Value"),
        ("Lamp hire", "Crew 3.1 Night work"),
        ("Dredging barge", "Quay 3.1 Deep water"),
        ("Shift swap board", "Crew 3.1 Night work"),
    ],
)
def test_a_plan_links_what_it_numbers_to_the_aim_that_the_number_continues(
    assessor: Assessor, name: str, aim: str
) -> None:
    found = _link(assessor, name)
    assert found.level is Level.MET
    assert found.quotes[-1].text == aim


@pytest.mark.parametrize("name", ["Warm Hut", "Hall Roof"])
def test_two_words_that_everybody_uses_name_no_goal_in_passing(assessor: Assessor, name: str) -> None:
    found = _link(assessor, name)
    assert found.level is not Level.MET
    assert "It names" not in found.reason


def test_what_says_that_it_serves_a_goal_of_two_words_names_it(assessor: Assessor) -> None:
    found = _link(assessor, "Rail Spur")
    assert found.level is Level.MET
    assert found.reason.startswith("It names “Cargo growth”")
