"""A name that announces a guide names no goals, risks or priorities themselves."""

import pytest

from assistant.text.guides import tells_how


@pytest.mark.parametrize(
    "name",
    [
        "How to write a goal",
        "Prioritisation matrix",
        "Guidance for owners",
        "Criteria for a good measure",
        "What is a good objective?",
        "Method of weighing risks",
        "Playbook of the quay team",
    ],
)
def test_what_tells_how_is_a_guide(name: str) -> None:
    assert tells_how(name)


@pytest.mark.parametrize(
    "name", ["Our priorities", "Risks of the quay", "What is next", "Guided tours", "Methodist hall"]
)
def test_what_names_the_things_themselves_is_none(name: str) -> None:
    assert not tells_how(name)
