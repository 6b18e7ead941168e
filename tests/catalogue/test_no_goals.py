"""What stands in a list of goals and names none is no outcome."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.catalogue.no_goals import names_no_goal
from assistant.portfolio.outcomes import read_outcomes
from assistant.text.measures import parse_measure
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Receipt]
PAGE = """# Goals of the harbour 2026

## Goals

- Shorter waits at low tide
- Launch a second ferry
- Build
- Between harbours
- *Safer landings for small boats-
- I will greet every guest by name
"""


@pytest.mark.parametrize(
    "name",
    [
        "Build",
        "Focus areas",
        "Between harbours",
        "With small boats",
        "We rely on it to serve our guests,",
        "The success of this objective is seen in the log",
        "I will greet every guest by name",
        "System context diagram",
    ],
)
def test_part_of_a_sentence_or_what_heads_goals_names_none(name: str) -> None:
    assert names_no_goal(name)


@pytest.mark.parametrize(
    "name",
    ["Growth", "Retention", "To halve the waits at low tide", "With every guest a friend for life", "Safer landings"],
)
def test_what_an_organisation_aims_at_is_kept(name: str) -> None:
    assert not names_no_goal(name)


def test_plain_items_below_goals_are_outcomes(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    ingest(write({"strategy/strategy.md": PAGE}))
    outcomes = read_outcomes(Assistant.open(tmp_path / "index").assessor.strategy)
    assert [one.name for one in outcomes] == ["Shorter waits at low tide", "Safer landings for small boats"]


@pytest.mark.parametrize("text", ["Pages are 508 compliant", "An ISO 27001 certified harbour, 27001-certified by all"])
def test_the_number_of_a_standard_measures_nothing(text: str) -> None:
    assert parse_measure(text).target is None
