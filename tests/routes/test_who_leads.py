"""Who leads a team is told by the post beside a name below its heading; how something goes, by what says that."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.initiative.going import asks_on_track, says_how_it_goes
from assistant.routes.people.who_leads import asks_who_leads
from tests.built_once import built_once
from tests.clinic_fixtures import said

FILES = {
    "players/crews.md": """# Crews of the museum

## Roles

- `Museum Project Lead` - Ines Okafor

## Crews

### Night Tours

- Room: the old boiler house
- **Marit Solberg: Captain**
- Pedro Luz: guide

Crews that lead visitors to the lamps when the doors are shut.

### Ticket Managers

- Help the people who build and maintain the ticket managers of other museums

## How large they are

| Crew | Size | Lead | Floor |
|---|---|---|---|
| Archive | 4 | Tomas Brandt | 2 |
| Garden | 3 | open | 0 |
""",
    "strategy/tours.md": """# Lamp Tours

The Lamp Tours will be a service with which visitors book a walk by night at little cost.

## Decisions

- **Decided**
  - Visitors pay at the gate and not online
""",
}


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(FILES, Path(tmp_path_factory.mktemp("museum"))), embedder=embedder)


def test_who_leads_a_team_is_told_by_its_heading_or_its_row(museum: Assistant) -> None:
    for question in ("Who leads the night tours crew?", "Who is the captain of Night Tours?"):
        assert said(museum.ask(question)) == ["Night Tours: Marit Solberg: Captain"]
    assert said(museum.ask("Who is in charge of the archive team?")) == [
        "Crew: Archive; Size: 4; Lead: Tomas Brandt; Floor: 2"
    ]
    assert said(museum.ask("Who leads the museum project?")) == ["Museum Project Lead - Ines Okafor"]


def test_a_team_without_a_named_lead_has_none(museum: Assistant) -> None:
    for question in ("Who leads the garden crew?", "Who leads the ticket managers crew?"):
        assert not any("Garden" in text or "Ticket" in text for text in said(museum.ask(question))), question


def test_only_a_question_for_a_lead_is_one() -> None:
    assert asks_who_leads("Who runs the whole museum project?") == "museum project"
    assert asks_who_leads("Who leads visitors to the lamps when doors are shut and the rest of it is dark?") is None
    assert asks_who_leads("Who visits the museum?") is None


def test_a_description_does_not_say_whether_something_is_on_track(museum: Assistant) -> None:
    assert museum.ask("Is the service of Lamp Tours on track?").abstained
    assert asks_on_track("Is the move running late?")
    assert not asks_on_track("Is the move worth it?")
    assert says_how_it_goes("The lamps are three weeks late.")
    assert not says_how_it_goes("Visitors can track their booking.")


def test_below_a_label_stands_what_was_decided(museum: Assistant) -> None:
    told = said(museum.ask("What did we decide about visitors?"))
    assert any("Visitors pay at the gate" in text for text in told)
    assert not any(text.endswith("Decided") for text in told)
