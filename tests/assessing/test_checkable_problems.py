"""What makes a problem one that can be checked, and what makes ways open: neither a plan nor a footnote does."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/goals.md": "# Goals of the reed works\n\n## Fewer reeds crack\n\nCracked reeds fall by half in 2026.\n",
    "strategy/Drying shed brief.md": """# Drying shed

## Motivation

Reeds crack because the old shed is damp[^1], and players wait for new ones around 24/7.

### The next six months

- Have a two-day inspection on May 16 and May 17, 2026.

## Assumptions

- The roof holds until winter: we assume no snow before November.
- The wood is dry, sound, and straight.

[^1]: As the players say.
""",
    "strategy/Cane survey brief.md": """# Cane survey

## Motivation

In a survey of March 2026, 31 of 50 players said that their reeds crack in the first week.

## Alternatives

- Buy cane from the south, which is dearer
- Dry our own cane for a second year
""",
    "strategy/roadmap.md": """# Roadmap of the reed works

### Quiet varnish

* **Goal:** Players practise at night because the varnish does not smell.
* **Proposed strategies**
  * Mix a varnish of shellac
* **Measures of success**
  * Raise the share of nights on which players practise
""",
    "problems/Reed OKRs.md": """# Objectives and key results of the reed team

## Polishing bench

- Reeds from the polishing bench are rough, and 40 players wait for smooth reeds from the polishing bench.
""",
    "strategy/Polishing bench brief.md": """# Polishing bench

## Motivation

Players cannot get smooth reeds from the polishing bench.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("reeds"), embedder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "level"),
    [("Drying shed", Level.PARTIAL), ("Polishing bench", Level.PARTIAL), ("Cane survey", Level.MET)],
)
def test_a_problem_is_checkable_by_what_was_counted(assessor: Assessor, name: str, level: Level) -> None:
    found = finding_of(assessor, name, Dimension.PROBLEM_EVIDENCE)
    assert found.level is level, [made.text for made in found.quotes]


def test_assumptions_are_no_ways(assessor: Assessor) -> None:
    assert finding_of(assessor, "Drying shed", Dimension.MANAGED_TO_OUTCOME).level is not Level.MET
    assert finding_of(assessor, "Cane survey", Dimension.MANAGED_TO_OUTCOME).level is Level.MET


def test_an_item_that_only_names_others_says_what_they_are(assessor: Assessor) -> None:
    found = finding_of(assessor, "Quiet varnish", Dimension.LEADING_INDICATOR)
    assert (found.level, [made.text for made in found.quotes]) == (
        Level.PARTIAL,
        ["Raise the share of nights on which players practise"],
    )
