"""What the outcomes of a strategy are called: neither by a label, nor by what only stands below a goal."""

from pathlib import Path

from assistant.encoder.embedding import Embedder
from assistant.portfolio.outcomes import read_outcomes
from tests.assessors import assessor_of

NUMBERED = (
    "# Objectives of the harbour\n\n"
    "## Objective 1: Calm quays\n\n**Motivation:** Skippers wait an hour at low tide.\n\n"
    "## Objective 2: Clean water\n\n**Motivation:** Swimmers fall ill.\n"
)
LISTED = (
    "# Strategy\n\n## Our goals\n\n1. Become the quay that skippers choose\n   * **Size of boat**\n"
    "     * up to nine metres\n   * **Kind of skipper**\n     * on holiday\n2. Ferries that leave on time\n"
)
OTHER_TEAM = (
    "# Objectives of the boatyard\n\n"
    "## Objective 1: New slipway\n\nBoats of the club go in at any tide.\n\n"
    "## Objective 2: Paint without poison\n\nPainters breathe freely.\n"
)


def names(files: dict[str, str], folder: Path, embedder: Embedder) -> set[str]:
    with assessor_of(files, folder, embedder) as assessor:
        return {outcome.name for outcome in read_outcomes(assessor.strategy)}


def test_a_label_is_no_part_of_a_name(tmp_path: Path, embedder: Embedder) -> None:
    found = names({"strategy/objectives.md": NUMBERED}, tmp_path, embedder)
    assert found == {"Calm quays: Skippers wait an hour at low tide", "Clean water: Swimmers fall ill"}


def test_an_item_below_a_goal_is_no_goal_of_its_own(tmp_path: Path, embedder: Embedder) -> None:
    found = names({"strategy/strategy.md": LISTED}, tmp_path, embedder)
    assert found == {"Become the quay that skippers choose", "Ferries that leave on time"}


def test_teams_that_number_their_own_objectives_do_not_share_them(tmp_path: Path, embedder: Embedder) -> None:
    found = names({"strategy/harbour.md": NUMBERED, "strategy/yard.md": OTHER_TEAM}, tmp_path, embedder)
    assert len(found) == 4, found


def test_without_a_list_of_goals_sentences_that_say_what_is_wanted_stand_in(tmp_path: Path, embedder: Embedder) -> None:
    page = (
        "# Direction of the harbour\n\nSkippers get a berth at the first call, from 71 % to 90 % by 30 May 2026.\n\n"
        "Our crews have helped skippers to find a berth faster.\n\nAnd late ferries make travellers leave sooner.\n"
    )
    (name,) = names({"strategy/direction.md": page}, tmp_path, embedder)
    assert name.startswith("Skippers get a berth")
