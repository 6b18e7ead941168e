"""Pages whose file says most of an initiative's name, and what such a page says that is no evidence."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from assistant.text.measures import parse_measure
from assistant.text.sections import Section, section_of
from tests.assessors import assessor_of, finding_of

PLAN = """# Plan of the harbour museum

### Theme 1: Schools

    This is what we will fill in later. It should include:

    - A tour that leaves out no lock
    - Being able to show the old cranes to visitors who cannot climb

| Work | For |
|---|---|
| For our first project, we built the K-Dock tour desk app and a map for it. | schools |

## Work

#### Being able to show the old cranes to visitors who cannot climb
"""
DESIGN = """# Notes of the design talks

The desk of K-Dock opens first.

## What we try

We are trying to make it easier for teachers to book a tour of K-Dock.

Teachers should be able to send their data even if the office indicates that the day is 2 weeks away.

### Review & submit

The page shows the price of the day to the teacher.
"""
OTHER = """# Notes of the desk maker

The desk of the tour maker and of K-Dock is heavy. K-Dock has a heavy desk.

We make it easier for movers to lift a desk.
"""


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    files = {
        "strategy/plan.md": PLAN,
        "work/tour-desk-app-design-notes.md": DESIGN,
        "work/desk-maker-tour-notes.md": OTHER,
    }
    with assessor_of(files, tmp_path_factory.mktemp("harbour"), embedder) as opened:
        yield opened


def test_a_page_is_its_own_whose_file_says_most_of_its_name(assessor: Assessor) -> None:
    found = finding_of(assessor, "K-Dock Tour Desk App", Dimension.OUTCOME_NOT_OUTPUT)
    assert found.level is Level.PARTIAL
    assert found.quotes[0].document.path == "work/tour-desk-app-design-notes.md"


def test_a_page_of_another_thing_is_not_its_own(assessor: Assessor) -> None:
    case = assessor.examine("K-Dock Tour Desk App").case
    assert case is not None
    pages = {document.path for document in case.evidence.documents if document.id in case.evidence.pages}
    assert pages == {"work/tour-desk-app-design-notes.md"}


def test_what_data_may_indicate_is_no_source_of_a_problem(assessor: Assessor) -> None:
    assert finding_of(assessor, "K-Dock Tour Desk App", Dimension.PROBLEM_EVIDENCE).level is Level.NO_EVIDENCE


def test_a_step_of_a_form_is_no_review(assessor: Assessor) -> None:
    assert finding_of(assessor, "K-Dock Tour Desk App", Dimension.LEADING_INDICATOR).level is Level.NO_EVIDENCE
    assert section_of("Reviewers") is not Section.SIGNAL
    assert section_of("Review rhythm") is Section.SIGNAL


def test_an_item_among_others_does_not_stand_for_all_that_its_heading_has(assessor: Assessor) -> None:
    case = assessor.examine("Being able to show the old cranes to visitors who cannot climb").case
    assert case is not None
    assert not [line for line in case.intent if "leaves out no lock" in line.text]


def test_one_thing_is_no_target() -> None:
    assert parse_measure("Let teachers ask for one tour while they see the others").target is None
    assert parse_measure("Three docks open by May 2027").target == "Three"
