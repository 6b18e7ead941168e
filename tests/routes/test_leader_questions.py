"""What leaders ask of a whole organisation is answered by its newest state, and by what tells exactly that."""

from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.organisation.questions import Topic, organisation_question
from assistant.routes.organisation.reached_goals import SILENT, asks_reached
from assistant.routes.organisation.what_blocks import LISTS_NONE, LONG_AGO
from assistant.routes.organisation.what_came_about import EARLIER, ONLY_OUT
from assistant.routes.organisation.who_decides import OF_DECISIONS
from tests.built_once import built_once

TODAY = date(2026, 11, 20)


def sprint(number: int, day: str, blocked: str, merged: str) -> str:
    return f"""---
date: {day}
---

# Sprint {number} summary

### Completed/Merged

* {merged}

### Closed (Not Merged)

* #88 Paint the sluice door in red

#### Blocked

* {blocked}

**Owner Review**

* #77 Grease the upper stone twice a week
"""


SPRINTS = {
    "work/sprints/sprint-8.md": sprint(8, "2026-10-12", "#51 Order the bearing from the foundry", "#41 Oil the gate"),
    "work/sprints/sprint-9.md": sprint(9, "2026-10-26", "#52 Get the permit for the weir", "#2042 Weigh sacks twice"),
}
MILL = SPRINTS | {
    "work/impact.md": """---
date: 2026-06-01
---

# Impact report of the mill

We built a second ramp for carts.

Last spring 340 farmers were served by the night shift, and we delivered flour to 12 villages.

We reduced the wait at the ramp from 50 minutes to 20 minutes.

We will cut the wait from 20 minutes to 5 minutes next year.
""",
    "strategy/aims.md": """# Aims

## Objective 1: Carts do not wait

- **Key Result 1:** We have reduced the wait by 50 %.
""",
}
STILL = SPRINTS | {
    "work/sprints/sprint-10.md": sprint(10, "2026-11-09", "", "#43 Sharpen the lower stone for rye"),
}

MISSING = {"work/note.md": "# Note\n\nThe permit has not come and is blocking the ramp.\n"}
LONG_SINCE = {
    "work/letter.md": "---\ndate: 2024-02-03\n---\n\n# Letter\n\nThe missing licence is blocking the weir.\n",
    "work/note.md": "---\ndate: 2026-02-04\n---\n\n# Note\n\n"
    "Nothing is blocking the ramp. Mud is blocking customers.\n",
    "work/minutes.md": "---\ndate: 2026-02-03\n---\n\n# Minutes\n\nThe weir was opened by the mayor.\n",
}

CHANGED = {
    "strategy/goals 2025.md": """# Goals 2025

- O1: Farms are paid within a month of delivery
- O2: Butter is sold abroad
""",
    "strategy/goals 2026.md": """# Goals 2026

- O1: Farms are paid within a week of delivery
- O2: Nobody drinks warm milk
""",
    "strategy/direction.md": """---
date: 2026-02-05
---

# Direction

## Decision log

| Date | Decision |
|---|---|
| 2026-02-02 | Cheese is no longer exported |
""",
    "notes/letter.md": """---
date: 2026-03-04
---

# Yearly letter

We have moved from price to freshness as our first priority.

We have moved from paper tags to stamped tags in the cellar.
""",
}
TOOLS = {
    "notes/cellar.md": "# Cellar\n\nWe have switched from paper tags to stamped tags. We changed the lock.\n",
    "strategy/goals 2026.md": CHANGED["strategy/goals 2026.md"],
}

RULED = {
    "strategy/how we work.md": """# How we work

The harbour director can select the most urgent work to be done in a week.

The lists help every team prioritise the initiatives.

| Matter | Mayor | Harbour master | Pilots |
|---|---|---|---|
| Yearly strategy | A | R | C |
| Rope store | I | A | R |

| What | Approved by | Since |
|---|---|---|
| Budget of the year | The town council | 2019 |
| Night landings | The watch officer | 2021 |

```{list-table} Who signs what
:header-rows: 1

* - Paper
  - Approver
* - Salvage claims
  - The insurer
```
""",
}
SINGLE = {"strategy/buoy lamps.md": "# Buoy lamps\n\n- **Deciders:** Ada Lund, Bo Ek\n\nLamps burn oil.\n"}

SCORED = {
    "strategy/goals 2024.md": """# Goals 2024

- ✅ Every bell rings at noon
- ❌ The tower is dry
""",
    "strategy/okrs.md": """# OKRs of 2026

| Key result | Score |
|---|---|
| Two hundred new singers | 0.8 |
| Half the costs | 0.2 |

## Non-goals

- A second tower: done

## Goals of the spring

- Open the gate earlier (partly done)
- Rent the hall out: not achieved
- Mend the stairs
""",
}

MARKED = {
    "strategy/harbour road map 2025.md": """# Harbour road map 2025

## 1. Boats land by night

- Lamps stand on both piers ✅
- The tide table is on the door 🔁
- A pilot waits until midnight ❌

## 2. Fishers sell on the quay

- Scales are checked each week ~✅
""",
    "strategy/crane comparison.md": """# Crane comparison

- Lifts ten tonnes ✅
- Runs in frost ❌
- Needs two people ✅
""",
}

HEARD = {
    "problems/2025 interviews.md": """---
date: 2025-05-05
---

# Interviews on the ferry

We interviewed 11 participants.

## Who we spoke with

- Nurses of the island said yes to an invitation

## What we heard

- The last ferry leaves before the late shift ends
- Anglers want a rack for rods

## Nights

Nurses told us that they sleep in the ward twice a week.

We wanted to learn how nurses said goodbye.
""",
    "work/after the storm.md": """---
date: 2025-09-01
---

# After the storm

We learned that the second mooring holds without the first.

## Big rocks of the yard

- Weld the hull before winter
- Train two more welders
""",
}

YEARS = {
    "strategy/goals 2024.md": "# Goals 2024\n\n- O1: Every pupil reads by summer\n- O2: Nobody walks to school alone\n",
    "strategy/aims of the school 2026.md": """# Aims of the school 2026

- O1: Every pupil swims before the holidays
- O2: Every parent knows the teacher of their child
""",
}


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(MILL, tmp_path_factory.mktemp("mill")), embedder=embedder)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    """Return the assistant of a mill whose newest page lists nothing as blocked."""
    return Assistant.open(built_once(STILL, tmp_path_factory.mktemp("still")), embedder=embedder)


def ask(assistant: Assistant, question: str, today: date = TODAY) -> list[str]:
    return [claim.text for claim in assistant.ask(question, today=today).claims]


def test_what_blocks_is_what_the_newest_page_of_a_series_lists_as_blocked(mill: Assistant) -> None:
    assert ask(mill, "What is blocking us?") == ["Sprint 9 summary: #52 Get the permit for the weir"]


def test_a_newest_page_that_lists_nothing_blocked_is_told_instead_of_an_older_one(still: Assistant) -> None:
    told = still.ask("What is blocking us?", today=TODAY)
    assert told.abstained
    assert told.reason == LISTS_NONE.format(page="Sprint 10 summary of 9 November 2026")


def test_what_once_blocked_is_not_told_as_if_it_did_now(tmp_path: Path, embedder: Embedder) -> None:
    old = Assistant.open(built_once(LONG_SINCE, tmp_path), embedder=embedder)
    told = old.ask("What is blocking us?", today=TODAY)
    assert (told.abstained, told.reason) == (True, LONG_AGO.format(day="3 February 2024"))


def test_results_begin_with_what_moved_by_a_number_and_a_plan_is_none(mill: Assistant) -> None:
    assert ask(mill, "What results have we achieved?") == [
        "Impact report of the mill: We reduced the wait at the ramp from 50 minutes to 20 minutes.",
        "Impact report of the mill: Last spring 340 farmers were served by the night shift, and we delivered flour to"
        " 12 villages.",
        "Sprint 9 summary: #2042 Weigh sacks twice",
        "Sprint 8 summary: #41 Oil the gate",
        "Impact report of the mill: We built a second ramp for carts.",
    ]


def test_what_was_only_finished_is_told_as_that(still: Assistant) -> None:
    told = still.ask("What results have we achieved?", today=TODAY)
    assert told.claims[0].text == "Sprint 10 summary: #43 Sharpen the lower stone for rye"
    assert told.reason == ONLY_OUT
    assert still.ask("What did we ship this year?", today=date(2028, 2, 1)).reason == EARLIER


def test_what_changed_in_the_strategy_is_told_by_the_pages_that_tell_of_a_change(
    tmp_path: Path, embedder: Embedder
) -> None:
    dairy = Assistant.open(built_once(CHANGED, tmp_path), embedder=embedder)
    assert ask(dairy, "What changed in our strategy?") == [
        "Yearly letter (4 March 2026): We have moved from price to freshness as our first priority.",
        "Direction (5 February 2026): 2026-02-02 | Cheese is no longer exported",
        "Goals 2026 says “Farms are paid within a week of delivery” where Goals 2025 said “Farms are paid within a"
        " month of delivery”.",
        "Goals 2026 lists a goal that Goals 2025 did not list: Nobody drinks warm milk",
        "Goals 2025 listed a goal that Goals 2026 does not list: Butter is sold abroad",
    ]
    assert ask(dairy, "How has our strategy changed?") == ask(dairy, "What has changed in our strategy?")


def test_a_change_of_tools_is_no_change_of_the_strategy(tmp_path: Path, embedder: Embedder) -> None:
    tools = Assistant.open(built_once(TOOLS, tmp_path), embedder=embedder)
    assert ask(tools, "What changed in our strategy?") == []


def test_who_decides_is_told_by_sentences_and_by_tables_of_roles(tmp_path: Path, embedder: Embedder) -> None:
    ruled = Assistant.open(built_once(RULED, tmp_path), embedder=embedder)
    assert ask(ruled, "Who decides what we build?") == [
        "The harbour director can select the most urgent work to be done in a week.",
        "Yearly strategy: accountable is Mayor",
        "Budget of the year: Approved by: The town council",
    ]
    assert ask(ruled, "Who decides on the strategy?") == ["Yearly strategy: accountable is Mayor"]
    assert ask(ruled, "Who approves night landings?") == ["Night landings: Approved by: The watch officer"]
    assert ask(ruled, "Who signs off salvage claims?") == ["Salvage claims: Approver: The insurer"]
    assert ask(ruled, "Who decides the roadmap?") == []


def test_deciders_of_single_decisions_are_told_as_that(tmp_path: Path, embedder: Embedder) -> None:
    single = Assistant.open(built_once(SINGLE, tmp_path), embedder=embedder)
    told = single.ask("Who decides what we build?", today=TODAY)
    assert [claim.text for claim in told.claims] == ["Buoy lamps: Deciders: Ada Lund, Bo Ek"]
    assert told.reason == OF_DECISIONS
    assert ask(single, "Who decides on the strategy?") == []


def test_goals_are_reached_or_missed_by_what_stands_beside_them(tmp_path: Path, embedder: Embedder) -> None:
    choir = Assistant.open(built_once(SCORED, tmp_path), embedder=embedder)
    assert ask(choir, "Which goals did we miss?") == [
        "OKRs of 2026: Half the costs | 0.2",
        "OKRs of 2026, Goals of the spring: Rent the hall out: not achieved",
        "OKRs of 2026, Goals of the spring: Open the gate earlier (partly done)",
        "Goals 2024: ❌ The tower is dry",
    ]
    reached = ["OKRs of 2026: Two hundred new singers | 0.8", "Goals 2024: ✅ Every bell rings at noon"]
    assert ask(choir, "Which goals were reached?") == reached
    assert len(ask(choir, "Did we reach our goals?")) == 6
    assert asks_reached("Did we reach our goals for retention?") is None


def test_the_marked_entries_of_a_road_map_tell_what_was_reached(tmp_path: Path, embedder: Embedder) -> None:
    harbour = Assistant.open(built_once(MARKED, tmp_path), embedder=embedder)
    missed = [
        "Harbour road map 2025, Boats land by night: A pilot waits until midnight ❌",
        "Harbour road map 2025, Boats land by night: The tide table is on the door 🔁",
        "Harbour road map 2025, Fishers sell on the quay: Scales are checked each week ~✅",
    ]
    assert ask(harbour, "Which goals did we miss?") == missed
    assert ask(harbour, "Which of the goals for 2025 were not reached at all?") == missed
    reached = ["Harbour road map 2025, Boats land by night: Lamps stand on both piers ✅"]
    assert ask(harbour, "Which goals for 2025 were reached?") == reached


def test_whether_goals_were_reached_is_refused_where_no_goal_says_it(mill: Assistant) -> None:
    told = mill.ask("Did we reach our goals?", today=TODAY)
    assert (told.abstained, told.reason) == (True, SILENT)


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(HEARD, tmp_path_factory.mktemp("ferry")), embedder=embedder)


def test_what_one_group_said_in_research_is_what_names_it(ferry: Assistant) -> None:
    told = "Interviews on the ferry: Nurses told us that they sleep in the ward twice a week."
    assert ask(ferry, "What did nurses tell us in research?") == [told]
    assert ask(ferry, "What did anglers say in interviews?") == [
        "Interviews on the ferry: Anglers want a rack for rods"
    ]
    assert ask(ferry, "What did bakers tell us in research?") == []
    assert len(ask(ferry, "What did users tell us in research?")) == 2


def test_lessons_are_what_is_said_to_have_been_learned_in_the_period_that_is_meant(ferry: Assistant) -> None:
    lesson = "We learned that the second mooring holds without the first."
    assert ask(ferry, "What have we learned?") == [lesson]
    assert ask(ferry, "What are the key lessons learned?") == [lesson]
    assert ferry.ask("What have we learned this year?", today=TODAY).reason == EARLIER


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What obstacles do we face?", Topic.BLOCKERS),
        ("Which impediments do we have?", Topic.BLOCKERS),
        ("What are our biggest bets?", Topic.PRIORITIES),
        ("What lessons have we learned so far?", Topic.LESSONS),
    ],
)
def test_other_words_for_the_same_thing_are_known(question: str, topic: Topic) -> None:
    asked = organisation_question(question)
    assert asked is not None
    assert asked.topic is topic


def test_goals_of_a_period_that_is_over_come_last_and_say_so(tmp_path: Path, embedder: Embedder) -> None:
    school = Assistant.open(built_once(YEARS, tmp_path), embedder=embedder)
    told = ask(school, "What are our goals?")
    assert [text.endswith(" (Goals 2024).") for text in told] == [False, False, *(True for _ in told[2:])]
    assert len(told) > 2


def test_what_is_missing_may_block(tmp_path: Path, embedder: Embedder) -> None:
    told = Assistant.open(built_once(MISSING, tmp_path), embedder=embedder)
    assert ask(told, "What is blocking us?") == ["Note: The permit has not come and is blocking the ramp."]
