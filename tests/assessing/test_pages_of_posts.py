"""Initiatives that are told in posts: their pages are found by the folder, or by what a post says that it is about."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from assistant.text.places import file_name
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Goals.md": """# Goals of the county library

1. **Goal 1: Readers who work by day borrow as often as others.**
2. **Goal 2: Nobody waits longer than a week for a book.**
""",
    "work/longer-evenings/index.md": """---
title: "Two winters of learning"
---

Now that the rework of our evening opening hours is done, we wanted to write down our way there. In this blog post, we
share each step.

## What came of it

To help readers who work by day, the three largest branches stay open until nine.
""",
    "work/spring/index.md": """---
title: "Highlights of spring"
---

In this post, we share news of the rework of the evening opening hours, the van and the reading room.

## The van

To help schools far from a branch, the van stops at eleven of them.
""",
    "work/loan-desk-lockers/index.md": """---
title: "How it went"
---

So that readers fetch their books at any hour, lockers stand by the door of each branch.
""",
    "work/new-catalogue/index.md": """---
title: "A catalogue for everyone"
excerpt: "We recently rebuilt the catalogue search of the branches. This article walks through our choices."
---

Readers told us that they gave up after the first page. The new one lets readers find a book by its cover.
""",
    "work/van-route.md": """# Van route

In this plan we meet on Mondays. The branches and their catalogue search were never part of the route, nor was a
rebuilt one.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("posts"), embedder) as opened:
        yield opened


def pages_of(assessor: Assessor, name: str) -> set[str]:
    case = assessor.examine(name).case
    assert case is not None
    return {document.path for document in case.evidence.documents if document.id in case.evidence.pages}


def test_a_post_that_opens_with_what_it_is_about_is_the_page_of_that(assessor: Assessor) -> None:
    name = "Rework of evening opening hours"
    assert pages_of(assessor, name) == {"work/longer-evenings/index.md"}
    assert finding_of(assessor, name, Dimension.OUTCOME_NOT_OUTPUT).level is Level.MET


def test_the_summary_in_the_front_matter_may_say_what_a_post_is_about(assessor: Assessor) -> None:
    assert pages_of(assessor, "Rebuilt catalogue search of the branches") == {"work/new-catalogue/index.md"}


def test_the_page_of_a_folder_is_called_as_the_folder_is(assessor: Assessor) -> None:
    assert pages_of(assessor, "Loan desk lockers") == {"work/loan-desk-lockers/index.md"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("work/night-ferry/index.md", "night-ferry"),
        ("work/night-ferry/README.md", "night-ferry"),
        ("work/night-ferry/timetable.md", "timetable"),
        ("work/index.md", "index"),
        ("readme.md", "readme"),
    ],
)
def test_only_a_folders_own_page_bears_its_name(path: str, name: str) -> None:
    assert file_name(path) == name
