"""An organisation that keeps a few pages and two lists: its plain questions are answered with what the pages say."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.domain import Dimension, Level, Verdict
from assistant.encoder.embedding import Embedder
from tests.built_once import built_once
from tests.clinic_fixtures import said

TODAY = date(2026, 10, 25)
FILES = {
    "strategy/strategy.md": """# Strategy 2026

## Goals

- Members book by themselves: from 48 % to 70 % by June 2027
- Fewer missed turns
""",
    "strategy/initiatives/desk.md": """# Night desk

**Owner:** Mara Lind
**Status:** In progress
**Goal:** Members book by themselves
**Due:** 30 June 2027

The desk answers between eight and eleven.
""",
    "players/team.md": """# Team

| Name | Role | Team |
|---|---|---|
| Mara Lind | Product manager | Booking |
| Ida Holm | Head of boats | Harbour |
| Per Vik | Chair | |
""",
    "collaboration/how we work.md": """# How we work

## Definition of done

- Seen by a second warden
- Counted for two weeks

## Hiring process

Two talks and a trial day.
""",
    "work/issues.csv": (
        "Summary,Issue key,Issue Type,Status,Priority,Assignee,Created,Updated,Resolution\n"
        "Booking page,QD-1,Epic,In Progress,High,Mara Lind,2026-06-01,2026-10-20,\n"
        "Pick a berth,QD-2,Story,Done,High,Jon Berg,2026-06-05,2026-09-01,Done\n"
        "Berth shown twice,QD-4,Bug,To Do,High,,2026-10-02,2026-10-02,\n"
    ),
}


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    opened = Assistant.open(built_once(FILES, tmp_path_factory.mktemp("small")), (), embedder)
    yield opened
    opened.index.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What are our goals?", "Members book by themselves: from 48 % to 70 %, by June 2027."),
        ("Who owns Night desk?", "Night desk: Owner: Mara Lind"),
        ("When is Night desk due?", "Night desk: Due: 30 June 2027"),
        ("Who works on Pick a berth?", "QD-2 Pick a berth is owned by Jon Berg."),
        ("Is the booking page done?", "QD-1 Booking page has the status In Progress."),
        ("How many open bugs do we have?", "We have 1 open bug."),
        ("How many bugs are open?", "1 bug is open."),
        ("What is our definition of done?", "Seen by a second warden"),
        ("What is our hiring process?", "Two talks and a trial day."),
        ("Who is our chair?", "Name: Per Vik; Role: Chair"),
    ],
)
def test_a_plain_question_gets_its_answer(club: Assistant, question: str, answer: str) -> None:
    assert said(club.ask(question, today=TODAY))[0] == answer


def test_one_row_of_a_table_of_people_tells_of_nobody_else(club: Assistant) -> None:
    told = said(club.ask("What is Ida Holm's role?", today=TODAY))
    assert told == ["Name: Ida Holm; Role: Head of boats; Team: Harbour"]


def test_a_card_says_whose_goal_an_initiative_serves(club: Assistant) -> None:
    made = club.assess("Night desk")
    levels = {one.dimension: one.level for one in made.findings}
    assert levels[Dimension.OUTCOME_LINK] is Level.MET
    assert levels[Dimension.OUTCOME_NOT_OUTPUT] is Level.MET
    assert made.verdict is Verdict.PARTLY_ALIGNED
