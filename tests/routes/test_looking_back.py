"""What went well, what went wrong and what was agreed is told by the page that looks back on it."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.documents.looking_back import LookingBack, Side, looks_back, side_of_heading
from tests.built_once import built_once

TODAY = date(2026, 11, 20)
FILES = {
    "collaboration/retros/sprint-03.md": """---
date: 2026-03-06
---
# Retrospective of sprint 3

## What went well

- The bakers answered within a day.

## What didn't go well

- Flour orders
- The scales broke twice and nobody rang the maker.

## Actions

- Lena buys a second scale by Friday.
""",
    "collaboration/retros/sprint-04.md": """---
date: 2026-04-03
---
# Retrospective of sprint 4

## Glad

- Orders from cafes came in by noon.

## Could be improved

- Two drivers were ill and no one could step in.

## To try

- Let each driver learn a second round.
""",
    "work/Morning van pilot.md": """---
date: 2026-02-01
---
# Morning van pilot: a look back

## Difficulties

- The van was too wide for the old town.

## Lessons

- Ask shopkeepers before a route is drawn.
""",
    "collaboration/retros/sprint-05.md": """---
date: 2026-05-01
---
# Retrospective of sprint 5

## What went well

*Name three things that went well.*

## What went wrong

*Name three things that went wrong.*
""",
    "strategy/Good bread.md": "# Good bread\n\n## Good to know\n\n- Rye keeps for a week.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(FILES, tmp_path_factory.mktemp("bakery")), (), embedder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What went wrong in sprint 3?", ["Flour orders", "The scales broke twice and nobody rang the maker."]),
        (
            "What went wrong in the third sprint with our bakers?",
            ["Flour orders", "The scales broke twice and nobody rang the maker."],
        ),
        ("What didn't go well?", ["Two drivers were ill and no one could step in."]),
        ("What went well in sprint 4?", ["Orders from cafes came in by noon."]),
        ("What should we do differently next time?", ["Let each driver learn a second round."]),
        ("What actions did we agree on after sprint 3?", ["Lena buys a second scale by Friday."]),
        ("What problems did we have with the morning van pilot?", ["The van was too wide for the old town."]),
        ("What did we learn from the morning van?", ["Ask shopkeepers before a route is drawn."]),
    ],
)
def test_a_side_of_a_look_back_is_read_out_below_its_heading(
    assistant: Assistant, question: str, told: list[str]
) -> None:
    answer = assistant.ask(question, today=TODAY)
    assert [claim.text.rsplit(": ", 1)[1] for claim in answer.claims] == told


def test_a_sprint_that_nobody_looked_back_on_is_not_told_by_another(assistant: Assistant) -> None:
    for question in ("What went wrong in sprint 5?", "What went wrong in sprint 9?"):
        answer = assistant.ask(question, today=TODAY)
        assert not any("scales" in claim.text or "drivers" in claim.text for claim in answer.claims), question


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What went wrong?", LookingBack(Side.WRONG, "")),
        ("What went wrong with the project?", LookingBack(Side.WRONG, "")),
        ("What are the main lessons from running the project this way?", LookingBack(Side.LEARNT, "")),
        ("What worked in the Lisbon pilot?", LookingBack(Side.WELL, "the Lisbon pilot")),
        ("What have we learned?", None),
        ("What challenges do we face?", None),
        ("What problems are we solving?", None),
        ("Which issues are open?", None),
    ],
)
def test_only_what_looks_back_is_asked_so(question: str, asked: LookingBack | None) -> None:
    assert looks_back(question) == asked


@pytest.mark.parametrize(
    ("heading", "side"),
    [
        ("What went well", Side.WELL),
        ("What did not go so well", Side.WRONG),
        ("What didn’t work", Side.WRONG),
        ("What could have gone better", Side.WRONG),
        ("Lessons learned", Side.LEARNT),
        ("What to do differently", Side.BETTER),
        ("Next steps", Side.AGREED),
        ("Good to know", None),
        ("How we work", None),
        ("What is out of scope", None),
    ],
)
def test_headings_are_read_by_what_they_say_and_deny(heading: str, side: Side | None) -> None:
    assert side_of_heading(heading) is side
