"""Clinics: a small organisation with a strategy, personas, research, notes of meetings and closed minutes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.domain import Answer
from assistant.encoder.embedding import Embedder
from tests.built_once import built_once

TODAY = date(2026, 11, 20)
FILES = {
    "strategy/Strategy 2026.md": """# Strategy 2026

Issued 10 January 2026.

## Outcomes

| Outcome | Metric | From | To | By | Accountable |
|---|---|---|---|---|---|
| O1 Seen in time | share of patients seen within 14 days | 41 % | 75 % | 31 December 2026 | Maja Dahl |
| O2 No second visit | patients who come back for the same complaint | 18 % | 9 % | 31 December 2026 | Tom Reyes |

## What we are not doing

- We will not open clinics at night.
- No own laboratory before 2029.
""",
    "strategy/initiatives/call-first.md": """# Call First

Owner: Nils Aker. Serves O1 Seen in time.

We want patients to be seen within 14 days: from 41 % to 75 % by 31 December 2026.

## Problem
In a survey of 180 patients in March 2026, 58 % had waited more than three weeks for a first talk.

## When we stop
If fewer than 50 % are seen within 14 days by 30 June 2026, we stop the calls and open more hours.
""",
    "strategy/Vision.md": """# Vision

*Maja Dahl, January 2026.*

A clinic is judged by the hour in which somebody picks up the phone. We exist so that **nobody waits alone**.

## What we believe

- A letter is read once, if at all.
- The desk knows first.
""",
    "strategy/archive/Principles 2022.md": """# Principles

**Say yes first.** Every wish is an order.

**Speed over care.** Nobody counts mistakes.
""",
    "strategy/Principles.md": """# Principles: how we decide

Tom Reyes, 2 February 2026.

**Ask before building.** Two talks with patients come before any form.

**A number has a start.** No target without where we are.
""",
    "strategy/initiatives/second-desk.md": """# Second Desk

Owner: Nils Aker.

## Risks

- The hall is too narrow
- Nobody is trained by May
""",
    "strategy/Scorecard 2026.csv": "Objective,Key result,Baseline,Target,31 October 2026,Owner\n"
    "Seen in time,share of patients seen within 14 days,41 %,75 %,63 %,Maja Dahl\n",
    "problems/P1 waiting.md": """# P1 Patients wait for a first talk

In 2025 the median wait was 24 days in nine of twelve clinics.
""",
    "problems/interviews May 2026.md": """# Interviews, May 2026

A patient from Odense said: "I read the letter twice and then I called my daughter."

We want to learn which words are hard.

Understand what patients thought of the letter before the new one is printed.
""",
    "problems/P2 letters.md": """# P2 Letters nobody understands

31 of 60 patients told us that they had called because of a letter.
""",
    "players/Rosa Lindt - receptionist.md": """# Rosa Lindt, receptionist

*Persona, built from eleven interviews. Rosa does not exist.*

Rosa has run the desk of a clinic with four doctors for nine years.

## What she wants
- to know at eight who will not come
- one screen for the day

## What she fears
A waiting room that shouts before nine.
""",
    "players/competitor - Medora.md": """# Competitor: Medora

Medora sells a booking portal to three hundred clinics in the north. Their founders write the board minutes by hand.
""",
    "collaboration/2026-11-03 steering group.md": """# Steering group 3 November 2026

**1. Waiting times.** October stands at 63 %. Maja is glad of it and asks for the clinics one by one.
Seen in time is the subject of outcome 1.

**2. Night clinics.** The request of the board was rejected again. Tom answers the letter.

**3. Letters.** Agreed: the new letter goes to all clinics in January.
""",
    "collaboration/2026-09-02 steering group.md": """# Steering group 2 September 2026

**1. Budget.** The second desk in Aarhus was approved.
""",
    "board/2026-10-20 board minutes.md": """# Board minutes 20 October 2026

The sale of the Aarhus clinic was approved.
""",
}  # fmt: skip
FILES["bearing.toml"] = "\n".join(
    f'[[sources]]\npath = "{path}"\nkind = "{kind}"\naudience = "{audience}"\n'
    for path, kind, audience in (
        ("strategy", "strategy", "everyone"),
        ("problems", "problems", "everyone"),
        ("players", "players", "everyone"),
        ("collaboration", "collaboration", "everyone"),
        ("board", "collaboration", "board"),
    )
)


@pytest.fixture
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the organisation's index, built by the first test that asks."""
    return built_once(FILES, tmp_path_factory.mktemp("clinics"))


@pytest.fixture
def assistant(index: Path, embedder: Embedder) -> Iterator[Assistant]:
    """Return the assistant of who is in no group."""
    opened = Assistant.open(index, (), embedder)
    yield opened
    opened.index.close()


def said(answer: Answer) -> list[str]:
    """Return the claims, after looking that each stands on a quote."""
    assert all(claim.citations for claim in answer.claims)
    return [claim.text for claim in answer.claims]
