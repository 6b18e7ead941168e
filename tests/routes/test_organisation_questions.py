"""What is asked of the organisation as a whole: mission, priorities, risks, what was heard, shipped, stopped."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.organisation.questions import OrganisationQuestion, Topic, organisation_question
from assistant.routes.organisation.stated_priorities import OLDER
from assistant.routes.organisation.what_blocks import DEPENDENCIES_ONLY
from assistant.routes.organisation.what_came_about import EARLIER
from assistant.routes.portfolio.catalogue_answers import UNMEASURED
from tests.built_once import built_once

TODAY = date(2026, 11, 20)
FILES = {
    "strategy/letter.md": """# A letter from the head of the harbour office

The mission of the Harbour Office (HO) is to bring every boat home. The office has two floors.

Since its launch in 2024 the tide service has sent 41,000 warnings. The pilots, who work at night, serve at sea.

We had to decommission the fax line that skippers used. The old pier is no longer a place for boats.

The missing chart licence has been blocking the night crossing since May.
""",
    "strategy/wants.md": """# What we want, our priorities

## Priorities 2025

1. Paint the quay walls again
2. Count the boats by hand

## Priorities 2026

### Objective 1: Skippers know the tide before they leave

### Objective 2: No boat waits longer than an hour

### Lamps along the mole, descoped in May
""",
    "strategy/tide board.md": """# Tide board

## User stories

- As a skipper I see the tide

## Definition of done

- [ ] The board hangs

## Not in scope

- The siren is parked
""",
    "strategy/okrs.md": """# Outcomes

| Outcome | Metric | From | To | By |
|---|---|---|---|---|
| O1 Boats come home | boats lost a year | 12 | 4 | 31 December 2026 |
| O2 Skippers trust the office | | | | |
""",
    "strategy/initiatives/night crossing.md": """# Night Crossing

## Problem

The crossing is closed at night. Fishing crews lose four hours because nobody reads the chart for them.

## Assumptions and dependencies

- The chart licence needs to be bought before June
- Crews like the night

## Risks

- **Value risks** (will crews use it):
  - Crews may keep to the old route
- [Description of another risk that matters]

## Not in scope

- Ferries with cars
""",
    "strategy/initiatives/sunsetting.md": "# Sunsetting Paper Permits\n\nSkippers get it in the app instead.\n",
    "work/updates.md": """# Updates

#### Tide board

- Status: Released on 5 March 2026
- Purpose: skippers see the tide

#### Crane bell

- Status: In development
""",
    "problems/skipper interviews.md": """# Skippers: readout

We interviewed 14 participants in March.

## Who we spoke with

- Skippers of small boats

## What we heard

- The tide table is read on paper although it is wrong
- Nobody calls the office after five

## Most skippers ask another skipper before they ask the office

> "I ring my brother first, because he is out there and the office is not."
""",
    "problems/volunteers.md": """# Helping widows with their forms

Last year, volunteers helped more than 900 people file their forms.
""",
    "players/how we sort.md": """# Sorting framework

This document outlines how we sort the requests of skippers.
""",
    "players/stakeholders.md": """# Stakeholders

## Coast guard

They watch the bay.

## Mayor

She pays for the pier.
""",
    "players/team.md": "# Team\n\n| Name | Since |\n|---|---|\n| Ada Lund | 2019 |\n| Bo Ek | 2021 |\n",
}
QUIET = {path: FILES[path] for path in ("strategy/okrs.md", "strategy/initiatives/night crossing.md")}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(FILES, tmp_path_factory.mktemp("harbour")), embedder=embedder)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    """Return the assistant of an office that has said less."""
    return Assistant.open(built_once(QUIET, tmp_path_factory.mktemp("quiet")), embedder=embedder)


def ask(assistant: Assistant, question: str) -> list[str]:
    return [claim.text for claim in assistant.ask(question, today=TODAY).claims]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is our mission?", OrganisationQuestion(Topic.MISSION)),
        ("Why do we exist?", OrganisationQuestion(Topic.MISSION)),
        ("What are our top three priorities this quarter?", OrganisationQuestion(Topic.PRIORITIES, now=True)),
        ("What did our users tell us?", OrganisationQuestion(Topic.HEARD, spoken=True)),
        ("What are we learning from research?", OrganisationQuestion(Topic.HEARD)),
        ("What is blocking us right now?", OrganisationQuestion(Topic.BLOCKERS, now=True)),
        ("What have we stopped doing?", OrganisationQuestion(Topic.STOPPED)),
        ("Which features did we deprioritise?", OrganisationQuestion(Topic.STOPPED)),
        ("What have we put on hold?", OrganisationQuestion(Topic.STOPPED)),
        ("What results have we achieved?", OrganisationQuestion(Topic.RESULTS)),
        ("What are the risks of Night Crossing?", None),
        ("What is blocking the tide board?", None),
        ("What did the council tell the mayor?", None),
        ("What is our mission statement?", None),
    ],
)
def test_what_is_asked_of_the_organisation_is_known(question: str, asked: OrganisationQuestion | None) -> None:
    assert organisation_question(question) == asked


def test_a_mission_is_told_by_the_sentence_that_states_it(assistant: Assistant) -> None:
    stated = ["The mission of the Harbour Office (HO) is to bring every boat home."]
    assert ask(assistant, "What is our mission?") == stated
    assert ask(assistant, "What is the purpose of our organisation?") == stated


def test_a_vision_that_nobody_states_is_refused(assistant: Assistant) -> None:
    assert ask(assistant, "What is our vision?") == []


def test_priorities_are_those_of_the_newest_period(assistant: Assistant) -> None:
    told = assistant.ask("What are our top priorities this quarter?", today=TODAY)
    assert [claim.text for claim in told.claims] == [
        "What we want, our priorities, Priorities 2026: Objective 1: Skippers know the tide before they leave",
        "What we want, our priorities, Priorities 2026: Objective 2: No boat waits longer than an hour",
    ]
    assert told.reason is None
    assert assistant.ask("What are our priorities this year?", today=date(2028, 3, 1)).reason == OLDER


def test_success_is_measured_by_what_has_a_measure(assistant: Assistant) -> None:
    told = assistant.ask("How do we measure success?", today=TODAY)
    assert [claim.text.split(":")[0] for claim in told.claims] == ["Boats come home"]
    assert told.reason == UNMEASURED.format(3)


def test_a_risk_of_one_initiative_is_told_with_its_name_and_a_blank_is_not_told(assistant: Assistant) -> None:
    assert ask(assistant, "What are the biggest risks?") == ["Night Crossing: Crews may keep to the old route"]


def test_what_blocks_is_told_and_else_what_the_work_depends_on(assistant: Assistant) -> None:
    blocked = assistant.ask("What is blocking us?", today=TODAY)
    assert [claim.text for claim in blocked.claims] == [
        "A letter from the head of the harbour office: The missing chart licence has been blocking the night crossing"
        " since May."
    ]
    assert blocked.reason is None


def test_a_dependency_is_told_as_one_where_nothing_blocks(quiet: Assistant) -> None:
    told = quiet.ask("What is blocking us?", today=TODAY)
    assert [claim.text for claim in told.claims] == ["Night Crossing: The chart licence needs to be bought before June"]
    assert told.reason == DEPENDENCIES_ONLY


def test_findings_and_voices_of_studies_are_what_was_heard(assistant: Assistant) -> None:
    heard = [text.removeprefix("Skippers: readout: ") for text in ask(assistant, "What did users tell us?")]
    assert heard == [
        "The tide table is read on paper although it is wrong",
        "Nobody calls the office after five",
        "Most skippers ask another skipper before they ask the office",
        '"I ring my brother first, because he is out there and the office is not."',
    ]


def test_what_was_stopped_is_not_what_a_brief_leaves_out(assistant: Assistant) -> None:
    told = ask(assistant, "What have we stopped doing?")
    assert any("decommission the fax line" in text for text in told)
    assert "Sunsetting Paper Permits" in told
    assert not any("siren" in text for text in told)


def test_what_is_out_is_told_and_what_is_in_development_is_not(assistant: Assistant) -> None:
    told = assistant.ask("What did we ship this year?", today=TODAY)
    assert [claim.text for claim in told.claims] == ["Tide board: Status: Released on 5 March 2026"]
    later = assistant.ask("What did we ship this year?", today=date(2027, 3, 1))
    assert later.abstained
    assert later.reason == EARLIER
    ever = assistant.ask("What results have we achieved?", today=date(2027, 3, 1))
    assert any("41,000 warnings" in claim.text for claim in ever.claims)


def test_problems_come_from_the_part_that_is_called_so_where_no_page_is_one(assistant: Assistant) -> None:
    told = ask(assistant, "Which problems are we solving?")
    assert told == ["Night Crossing: Fishing crews lose four hours because nobody reads the chart for them."]


def test_users_are_neither_a_framework_nor_those_with_a_stake(assistant: Assistant) -> None:
    told = ask(assistant, "Who are our users?")
    assert not any("sort" in text or "bay" in text or "pier" in text for text in told)


def test_members_of_a_team_are_no_teams(assistant: Assistant) -> None:
    assert ask(assistant, "How many teams do we have?") == []
    assert not any("Ada Lund" in text for text in ask(assistant, "Which teams do we have?"))


def test_whatever_is_not_aligned_is_asked_of_the_initiatives(assistant: Assistant) -> None:
    made = assistant.ask("What is not outcome-aligned?", today=TODAY)
    again = assistant.ask("Which initiatives are not outcome-aligned?", today=TODAY)
    assert (made.claims, made.reason) == (again.claims, again.reason)
