"""What a busy leader types in three words: it is answered by what says so, and not by what only has its words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.domain import Answer
from assistant.encoder.embedding import Embedder
from assistant.routes.only_by_route import only_by_route
from assistant.routes.organisation.questions import Topic, organisation_question
from assistant.routes.portfolio.answers import measured
from assistant.routes.wording.shapes import assessed
from tests.built_once import built_once

TODAY = date(2026, 11, 2)
FILES = {
    "strategy/strategy.md": """# Strategy of the Slate Quay Theatre

## Slate Quay's Mission

Everybody in the harbour sees a play once a year.

## Goals

- Shorter queues: the median wait at the door falls from 14 to 5 minutes by June 2027
""",
    "strategy/repertoire.md": """# Repertoire

Our current mission is to find a farce for the spring.
""",
    "problems/doors.md": """# Queues at the doors

People cannot find the second door and wait 14 minutes at the first.
""",
    "problems/curtain.md": """# A new curtain

As they say, "all good things must come to an end." The new curtain was sewn in Gent.
""",
    "collaboration/2026-03-04 call.md": """---
date: 2026-03-04
---

# Call of 4 March 2026

## Risk, assumption and issue log

- Odile keeps the log as plain bullets from now on

## Up next

The next meeting of the repertoire board is on 11 March, where the farce is read.
""",
    "collaboration/2026-10-20 call.md": """---
date: 2026-10-20
---

# Call of 20 October 2026

The next meeting of the lighting crew is on 12 November in the foyer.
""",
}


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    opened = Assistant.open(built_once(FILES, tmp_path_factory.mktemp("theatre")), (), embedder)
    yield opened
    opened.index.close()


def _said(made: Answer) -> str:
    return " ".join(claim.text for claim in made.claims)


@pytest.mark.parametrize(
    "question",
    ["How do we estimate work?", "What are we dependent on?", "Who decides on priorities?", "How secure are we?"],
)
def test_few_words_that_stand_together_by_chance_are_no_answer(sample_index: Path, question: str) -> None:
    assert Assistant.open(sample_index).ask(question).abstained


@pytest.mark.parametrize("question", ["Is the parity list closed?", "Does Ottokar do billing?"])
def test_few_words_are_enough_with_a_name_or_where_all_are_said(sample_index: Path, question: str) -> None:
    assert not Assistant.open(sample_index, ["board"]).ask(question).abstained


def test_the_mission_stands_below_its_heading_and_not_where_one_is_passed_over(theatre: Assistant) -> None:
    assert (
        _said(theatre.ask("What is our mission?", today=TODAY)) == "Everybody in the harbour sees a play once a year."
    )


def test_a_log_of_risks_that_lists_chores_tells_of_no_risk(theatre: Assistant) -> None:
    assert "bullets" not in _said(theatre.ask("What are our biggest risks?", today=TODAY))


def test_a_page_among_the_problems_that_tells_of_none_is_no_complaint(theatre: Assistant) -> None:
    told = _said(theatre.ask("What do people complain about?", today=TODAY))
    assert "second door" in told
    assert "good things" not in told


def test_what_was_next_in_spring_is_not_next_in_autumn(theatre: Assistant) -> None:
    assert theatre.ask("When is the next meeting of the repertoire board?", today=TODAY).abstained
    assert "12 November" in _said(theatre.ask("When is the next meeting of the lighting crew?", today=TODAY))
    in_march = theatre.ask("When is the next meeting of the repertoire board?", today=date(2026, 3, 5))
    assert "11 March" in _said(in_march)


@pytest.mark.parametrize(
    "question", ["What is in scope?", "What are our assumptions?", "Which constraints do we have?"]
)
def test_a_part_of_a_paper_is_told_by_that_part_alone(question: str) -> None:
    assert only_by_route(question)
    assert not only_by_route("What are the assumptions of Gate Tuning?")


def test_key_results_are_set_and_no_results_that_came_about() -> None:
    asked = organisation_question("What were our key achievements?")
    assert asked is not None
    assert asked.topic is Topic.RESULTS
    assert organisation_question("What are our key results?") is None


@pytest.mark.parametrize("question", ["Are the teams aligned with the strategy?", "Is our work outcome-aligned?"])
def test_all_teams_are_no_initiative(question: str) -> None:
    assert assessed(question) is None


def test_a_factor_is_told_as_one_and_not_as_a_value() -> None:
    doubled = {
        "name": "Full houses",
        "measure": {"metric": "visits", "target": "double", "baseline": None, "date": None},
    }
    assert measured(doubled) == "Full houses: visits (double)."
    reached = {
        "name": "Full houses",
        "measure": {"metric": "visits", "target": "9,000", "baseline": None, "date": None},
    }
    assert measured(reached) == "Full houses: visits, to 9,000."


@pytest.mark.parametrize("question", ["Open bugs by team", "How many work items are open by team?"])
def test_what_is_asked_by_team_is_told_team_by_team(sample_index: Path, question: str) -> None:
    told = [claim.text for claim in Assistant.open(sample_index).ask(question).claims]
    assert len(told) > 1
    assert told[0].startswith("Floor: ")
