# ruff: noqa: E501  (documents as people write them)
"""A finding rests on what is said of the initiative, and not on what only stands beside its name."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Finding, Level
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import Statements
from assistant.gathering.evidence import gather
from assistant.index.reader import open_index
from assistant.text.names import says_all, units
from assistant.text.sections import Section, announced
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str]], Path]
Ingest = Callable[[Path], Receipt]

FILES = {
    "strategy/Strategy.md": "# Strategy\n\n## Outcomes\n\n- Nurses find a free bed within five minutes instead of an hour.\n",
    "issues/sprint 4.md": (
        "# Sprint 4\n\n## Sprint goal\n\n"
        "- Refactor the screens of the pharmacy for all clerks in a small pilot. Finish the bed board filters. "
        "Continue the porter app for nurses with experiments.\n"
    ),
    "issues/sprint 5.md": (
        "# Sprint 5\n\n## Notes\n\n"
        "- Link the letter from the bed board (or make it a ticket of its own if the letter doesn't align to the goals of this page)\n"
        "- The bed board counted 41 stops of the ward lift on 3 January 2026, and work goes on until somebody stops it.\n"
        "- A request that fails the bed board checks twice is rejected.\n"
    ),
    "problems/Study.md": (
        "# Study of May\n\n## Beds are searched by phone\n\n"
        "- In 5 of 9 wards the nurses phone around for a free bed.\n"
        "- What comes of it for the bed board can be found [here](https://example.org/77).\n"
    ),
    "problems/Enhancements.md": (
        "# Enhancements\n\n## Asked for\n\n| Enhancement | Recommended priority |\n|---|---|\n| Bed board filters by ward | 4.0 / P3 |\n"
    ),
    "problems/Round 7.md": "# Round 7\n\n## Next\n\n- Team 3 will write a research plan on the lift alarm.\n",
    "issues/sprint 6.md": "# Sprint 6\n\n## Goal\n\n- Test the lift alarm in building 9.\n",
}


@pytest.fixture
def assessor(write: Write, ingest: Ingest, tmp_path: Path, embedder: Embedder) -> Iterator[Assessor]:
    ingest(write(FILES))
    with open_index(tmp_path / "index") as index:
        yield Assessor.open(index, Statements(), embedder)


def _finding(assessor: Assessor, name: str, dimension: Dimension) -> Finding:
    return next(one for one in assessor.assess(name).findings if one.dimension is dimension)


def test_other_tasks_in_one_item_are_not_the_initiatives(assessor: Assessor) -> None:
    initiative = assessor.catalogue.find("Bed board")
    assert initiative is not None
    own = [line.text for line in gather(initiative, assessor.catalogue, assessor.statements).own]
    assert "Finish the bed board filters." in own
    assert not [text for text in own if "pharmacy" in text or "porter app" in text]


def test_what_is_only_supposed_or_said_of_any_thing_is_no_verdict(assessor: Assessor) -> None:
    link = _finding(assessor, "Bed board", Dimension.OUTCOME_LINK)
    assert link.level is not Level.NOT_MET, link.reason


def test_a_sentence_that_points_elsewhere_leaves_the_evidence_to_those_before_it(assessor: Assessor) -> None:
    problem = _finding(assessor, "Bed board", Dimension.PROBLEM_EVIDENCE)
    assert problem.level is Level.MET
    assert [quote.text for quote in problem.quotes] == ["In 5 of 9 wards the nurses phone around for a free bed."]


def test_a_plan_to_look_is_no_evidence_of_a_problem(assessor: Assessor) -> None:
    assert _finding(assessor, "Lift alarm", Dimension.PROBLEM_EVIDENCE).level is not Level.MET


def test_a_cell_without_a_word_states_nothing(assessor: Assessor) -> None:
    outcome = _finding(assessor, "Bed board", Dimension.OUTCOME_NOT_OUTPUT)
    assert not any("4.0 / P3" in quote.text for quote in outcome.quotes)
    assert announced([], [], "Recommended priority") == (Section.STATUS, "Recommended priority")


def test_stops_that_are_counted_or_awaited_are_no_stop(assessor: Assessor) -> None:
    assert _finding(assessor, "Bed board", Dimension.STOP_RULE).level is not Level.MET


def test_a_version_is_of_its_first_number_alone() -> None:
    assert says_all("Release 3.1.0 is out", units("Release 3"))
    assert not says_all("Release v3.1.0 is out", units("Release 1"))
    assert not says_all("Pilot 2.2 went well", units("Pilot 2.0"))
