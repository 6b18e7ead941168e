# ruff: noqa: E501  (documents as people write them)
"""What pages say in passing of small steps, of pauses and reviews, and of making something "easier"."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/Ferry course.md": "# Ferry course 2026\n\nPassengers who board without a queue: from 40 % to 70 % by December 2026.\n",
    "strategy/papers/Gate Lights.md": "# Gate Lights\n\nThe crew works iteratively: one gate after each sailing.\n",
    "strategy/papers/Ticket Post.md": "# Ticket Post\n\nOther options that we considered: a booth on the pier.\n\nOn 4 May 2026 the harbour board will evaluate whether the post is used.\n",
    "strategy/papers/Deck Map.md": "# Deck Map\n\nWe want to make it easier for passengers to find the exit.\n",
    "strategy/papers/Deck Paint.md": "# Deck Paint\n\nUpdated on 4 March 2026.\n\nThe paint was put on hold on 3 March 2026.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("ferry"), embedder) as assessor:
        yield assessor


@pytest.mark.parametrize(
    ("name", "dimension", "level", "word"),
    [
        ("Gate Lights", Dimension.MANAGED_TO_OUTCOME, Level.PARTIAL, "iteratively"),
        ("Ticket Post", Dimension.MANAGED_TO_OUTCOME, Level.MET, "options that we considered"),
        ("Ticket Post", Dimension.STOP_RULE, Level.PARTIAL, "evaluate whether"),
        ("Deck Paint", Dimension.STOP_RULE, Level.MET, "put on hold"),
        ("Deck Map", Dimension.MEASURE, Level.NOT_MET, "easier"),
    ],
)
def test_what_is_told_in_passing_is_found(
    assessor: Assessor, name: str, dimension: Dimension, level: Level, word: str
) -> None:
    found = finding_of(assessor, name, dimension)
    assert found.level is level
    assert word in " ".join(made.text for made in found.quotes)
