"""What a report tells of the way is neither its goal nor a change: inquiries, worries, ideas that somebody had."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

OUTCOME = Dimension.OUTCOME_NOT_OUTPUT
FILES = {
    "work/Harbour signs.md": """# Harbour signs

Our main goal was to replace the 40 enamel signs along the quay with new ones.

The signs were printed in March. We were
worried because our team was without an engineer to help us with the servers.
""",
    "work/Ferry kiosk.md": """# Ferry kiosk

We built a kiosk for the terminal and wrote its manual.

One traveller suggested a larger screen. This change would help travellers see the next ferry from the stairs.
""",
    "work/Quay lamps.md": """# Quay lamps

We installed new lamps along the quay.

This would help dockers see the edge of the quay at night.
""",
    "work/Tide tables.md": """# Tide tables

## Vision

With the vision as a base for our plans, we set up interviews with active skippers to test our assumptions.

## The new tables

The page better explains the times to those who are new to the harbour, and to the skippers of ferries.
""",
    "work/Buoy register.md": """# Buoy register

## Vision

We set up a register of buoys with a web form.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("afterwards"), embedder) as opened:
        yield opened


def test_that_the_team_was_worried_is_no_result(assessor: Assessor) -> None:
    found = finding_of(assessor, "Harbour signs", OUTCOME)
    assert found.level is Level.NOT_MET
    assert found.quotes[0].text.startswith("Our main goal was to replace")


def test_what_an_idea_of_somebody_would_do_is_no_result_but_what_the_work_would_do_is(assessor: Assessor) -> None:
    assert finding_of(assessor, "Ferry kiosk", OUTCOME).level is Level.NOT_MET
    assert finding_of(assessor, "Quay lamps", OUTCOME).level is not Level.NOT_MET


def test_interviews_below_a_vision_are_not_what_counts_but_a_register_is(assessor: Assessor) -> None:
    assert finding_of(assessor, "Tide tables", OUTCOME).level is Level.PARTIAL
    assert finding_of(assessor, "Buoy register", OUTCOME).level is Level.NOT_MET
