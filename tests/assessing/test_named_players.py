"""Whom an initiative is for and who answers for it, in the words of organisations that label and head their pages."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Finding, Level
from assistant.encoder.embedding import Embedder
from assistant.findings.segments import group_in
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Plan 2026.md": """# Plan 2026

## Goals

### Shorten the ferry guides (Odile)

**Rationale:** The guides bring most of our bookings.

**Owner:** Odile
**Contributors:** Odile, Bram

Links to the dashboards: see the wiki.

### Carry more bicycles on deck (Bram)

**Rationale:** Night ferries leave with an empty deck, so that island growers lose parcels.

**Contributors:** Bram

### Quieter engines at the quay (Deck Tracking)

**Rationale:** The engines run all night.

Examples:

- Enabling Residents to sleep at the quay
- Screenshots to share with the yard

### Read the logbooks <Person name="Ines Varga" photo />

**Rationale:** Nobody knows why a crossing is late.

### Ask twenty passengers about queues (shared goal across the team)

**Rationale:** It tells us what to build next.
""",
    "strategy/Who we build for.md": """# Who we build for

We build for growers on small islands. Growers ship at night. The growers that we know best have two shops.
""",
    "strategy/briefs/Harbour Lights.md": """# Harbour Lights

Residents see the mole from two miles off.

## Team

- Harbour PO: Tessa Moll
- Lead for Harbour Lights
""",
    "strategy/briefs/Mole Bench.md": """# Mole Bench

Residents rest on the mole.

## Team

**Nora Quist**, Project Manager • Design and Quay Wardens

The Wardens are responsible for the paint.
""",
    "players/People.md": """# Who we are here for

## Skippers under thirty
Half of the fleet.

## PierLink
The system that shows free berths.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("ferries"), embedder) as assessor:
        yield assessor


def _player(assessor: Assessor, name: str) -> Finding:
    return finding_of(assessor, name, Dimension.PLAYER)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Shorten the ferry guides", "Odile"),  # not "Odile Contributors"
        ("Carry more bicycles on deck", "Bram"),
        ("Read the logbooks", "Ines Varga"),
        ("Harbour Lights", "Tessa Moll"),
        ("Mole Bench", "Nora Quist"),  # neither where she works nor a crew
    ],
)
def test_a_bracket_a_tag_and_a_label_name_who_answers(assessor: Assessor, name: str, owner: str) -> None:
    reason = _player(assessor, name).reason
    assert reason.split(" answers for it")[0].rsplit(" and ", 1)[-1] == owner


def test_two_capitalised_words_in_a_bracket_are_no_person(assessor: Assessor) -> None:
    assert "answers for it." in _player(assessor, "Quieter engines at the quay").reason
    assert "Deck Tracking" not in _player(assessor, "Quieter engines at the quay").reason


def test_neither_a_verb_nor_a_label_names_a_team(assessor: Assessor) -> None:
    reason = _player(assessor, "Quieter engines at the quay").reason
    assert "does it" not in reason
    assert "“Residents”" in reason or "“residents”" in reason


def test_a_group_of_a_page_for_whom_we_build_is_a_player(assessor: Assessor) -> None:
    finding = _player(assessor, "Carry more bicycles on deck")
    assert finding.level is Level.MET
    assert "It is for island growers" in finding.reason


def test_what_all_share_has_no_owner(assessor: Assessor) -> None:
    assert _player(assessor, "Ask twenty passengers about queues").level is Level.NOT_MET


def test_a_page_of_whom_we_are_for_names_groups_and_neither_products_nor_itself(assessor: Assessor) -> None:
    names = {name for name, _ in assessor.players}
    assert "Skippers under thirty" in names
    assert not names & {"PierLink", "Who we are here for", "Who we build for"}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The change has caused clinical staff to lose patients.", "clinical staff"),
        ("They lose patients.", "patients"),
        ("Enabling Veterans to ask for a pause", "Veterans"),
        ("Do residents ring twice?", "residents"),
        ("Number of unique users: 12", None),
        ("AI startups are our readers", "AI startups"),
    ],
)
def test_a_group_is_named_without_the_verb_before_it(text: str, group: str | None) -> None:
    assert group_in(text) == group
