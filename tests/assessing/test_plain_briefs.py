"""The plain briefs of an organisation whose strategy lists its goals and what it will not do, and their verdicts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.domain import Dimension, Level, Verdict
from assistant.encoder.embedding import Embedder
from tests.built_once import built_once

FILES = {
    "strategy/strategy.md": """# Strategy 2026

## Goals

- Divers book by themselves: from 48 % to 70 % by June 2027
- Fewer missed turns: from 12 % to 6 %
- Wardens go home on time

## What we will not do

- Build our own payment system
- Rent out boats
""",
    "strategy/initiatives/night-desk.md": """# Night desk

**Owner:** Mara Lind

## Outcome

Divers book by themselves: the share of bookings made online rises from 48 % to 70 % by June 2027.
""",
    "strategy/initiatives/calls.md": """# Reminder calls

## Objective

Reduce missed turns from 12 % to 6 % by March 2027.

## Approach

We call divers the day before.
""",
    "strategy/initiatives/till.md": """# Quay till

## Goal

Build our own payment system so that the club earns more.
""",
    "strategy/initiatives/portal.md": """# Club portal 2.0

## Goal

Launch the new portal by Q3 2026 with all 14 features.
""",
    "strategy/initiatives/brand.md": """# New colours

## Goal

TBD
""",
}


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    opened = Assistant.open(built_once(FILES, tmp_path_factory.mktemp("club")), (), embedder)
    yield opened
    opened.index.close()


@pytest.mark.parametrize(
    ("name", "verdict", "says"),
    [
        ("Night desk", Verdict.ALIGNED, "It names “Divers book by themselves”"),
        ("Reminder calls", Verdict.ALIGNED, "It moves the measure of “Fewer missed turns”"),
        ("Quay till", Verdict.NOT_ALIGNED, "The strategy lists it among what the organisation will not do"),
        ("Club portal 2.0", Verdict.OUTPUT_DRIVEN, "No document links it"),
        ("New colours", Verdict.CANNOT_TELL, "No document links it"),
    ],
)
def test_a_plain_brief_gets_its_verdict(club: Assistant, name: str, verdict: Verdict, says: str) -> None:
    made = club.assess(name)
    link = next(one for one in made.findings if one.dimension is Dimension.OUTCOME_LINK)
    assert made.verdict is verdict
    assert link.reason.startswith(says)


def test_other_values_of_a_measure_and_other_words_link_nothing(club: Assistant, tmp_path: Path) -> None:
    other = dict(FILES) | {
        "strategy/initiatives/calls.md": "# Reminder calls\n\n## Objective\n\nReduce paper slips from 12 % to 6 %.\n",
        "strategy/initiatives/till.md": (
            "# Quay till\n\n## Goal\n\nDivers pay at the quay; we do not build our own payment system.\n"
        ),
    }
    opened = Assistant.open(built_once(other, tmp_path))
    for name in ("Reminder calls", "Quay till"):
        link = next(one for one in opened.assess(name).findings if one.dimension is Dimension.OUTCOME_LINK)
        assert link.level in (Level.NO_EVIDENCE, Level.PARTIAL)
    opened.index.close()
