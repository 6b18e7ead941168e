"""A list is found by the heading above it, by the line that announces it, or by the item that only names it."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.evidence_mode.listed import LISTS_READ, list_of, wants_list
from assistant.routes.portfolio.answers import NO_INITIATIVE
from tests.built_once import built_once

FILES = {
    "strategy/orchard-review.md": """# How we review the orchards

We looked at too many figures, which was a problem. Now we work with 3 broad categories of review:

- Soil: does it hold its water?
- Trees: do they bear in their fifth year?
- Pickers: do they come back?

Every orchard reports on each of these categories in autumn.

## Early harvest

- **Goal:** Make it easier to pick before the frost.
- **Proposed strategies**
  - Train pickers in June
  - Rent two lifts
- **Signs of success**
  - Raise the share of crates that are picked before October
  - Cut the hours that a crate waits at the gate

## Late harvest

- **Signs of success**
  - Halve the crates that freeze
  - Sell a third of the pears in December

The table shows the lifts that we rented:

| Lift | Metres |
|---|---|
| Old | 4 |
| New | 7 |
""",
    "problems/frost.md": """# Frost

Frost took 41 crates last year. Growers at the river lost most of theirs. We looked and put our focus on these lamps:

- Lamp of the north
- Lamp of the south
""",
    "problems/pickers.md": """# Pickers

We ran two evenings with the pickers and the press crew, and most of the other crews came by with these:

- A clear picture of the slow hours
- A first guess of the work that is left

## Where to read on about ladders

- [Ladders of the north side](ladders-north.md)
- [Ladders we bought](bought.md)
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant.open(built_once(FILES, Path(tmp_path_factory.mktemp("orchards"))), ())


def _said(assistant: Assistant, question: str) -> list[str]:
    return [quote.text for quote in assistant.ask(question).quotes]


def test_a_line_with_a_colon_names_the_list_below_it(assistant: Assistant) -> None:
    said = _said(assistant, "What are the 3 broad categories of the orchard review?")
    assert [text.split(":")[0] for text in said] == ["Soil", "Trees", "Pickers"]


def test_an_item_without_words_of_its_own_names_what_is_indented_below_it(assistant: Assistant) -> None:
    assert _said(assistant, "What are the signs of success for early harvest?") == [
        "Raise the share of crates that are picked before October",
        "Cut the hours that a crate waits at the gate",
    ]
    assert _said(assistant, "What are the signs of success for late harvest?") == [
        "Halve the crates that freeze",
        "Sell a third of the pears in December",
    ]


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("Into which four themes are the goals broken out?", True),
        ("Which north-side milestones must be done before March?", True),
        ("Which team owns the gate?", False),
        ("What does the press say?", False),
    ],
)
def test_several_things_are_asked_for_in_the_plural(question: str, wants: bool) -> None:
    assert wants_list(question) is wants


def test_the_folder_says_nothing_of_a_list_that_a_line_announces(assistant: Assistant) -> None:
    retriever = assistant.retriever
    for question, listed in (("Which problems have our focus?", False), ("Which lamps have our focus?", True)):
        asked = retriever.question(question)
        found = list_of(asked, retriever.find(asked, LISTS_READ))
        assert any("Lamp" in piece.words for piece in found) is listed, question


def test_where_no_initiative_is_known_that_is_said_and_none_is_counted(assistant: Assistant) -> None:
    answer = assistant.ask("Which initiatives are not outcome-aligned?")
    assert answer.reason == NO_INITIATIVE


def test_a_long_line_does_not_name_a_list_by_one_word_nor_do_links_list_what_they_lead_to(assistant: Assistant) -> None:
    for question in ("Which crews do we have?", "Which ladders did we rent to read on?"):
        assert not any("slow hours" in text or "Ladders" in text for text in _said(assistant, question)), question
