"""What pages say of themselves: labels name people and bots, and none of it is what an initiative is to achieve."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from assistant.findings.bookkeeping import is_about_page
from assistant.findings.people import first_person
from assistant.findings.segments import group_in
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/briefs/Quay Ledger.md": """# Quay Ledger

| Metadata         |                  |
| ---------------- | ---------------- |
| Short title      | Ledger           |
| Point of contact | @ovarga          |
| Status           | Accepted         |
| Tracking issue   | [harbour/plan#7] |
| Chat channel     | #quay-ledger     |
| Size             | Build, two teams |

## Summary

As a side effect, we will tidy the berth list.

For background: [Ledgers in the pilot driver, by Nora Quist](https://talks.example.org/ledgers)

## Principles

- Harbour masters can decide faster and without calls.

## Ownership

| Task               | Owner(s) or team(s) | Notes |
| ------------------ | ------------------- | ----- |
| Pier-level Berth map |                   |       |
| Write the importer | @crane-bot          |       |
""",
    "strategy/briefs/Ice Watch.md": """# Ice Watch

    Idea: 170
    Title: Release and build the ice watch
    Status: In progress
    Created: 2026-04-13

## Goals

In a test 93 % of users rated the old flags as clear.

## People

The work is led by [Mara Lind](people.md).
""",
    "strategy/briefs/Reed Watch.md": """# Reed Watch

The work is not led by Mara Lind. Users rated the flags.
""",
    "strategy/briefs/Fog Signal.md": """# Fog Signal

**Owner(s):** @harbour/lights, @mlind
**Contributors:** @someone-else

Fog Signal is for ships, but users of it wait ashore.
""",
    "strategy/Goals by person.md": """# Goals of the quarter

## Ines Varga

**Answer every berth request within a day**

We know it works when skippers no longer ring twice.

## Otto Brandt

**Repair the crane**

The crane lifts again.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("harbour"), embedder) as assessor:
        yield assessor


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Quay Ledger", "@ovarga"),
        ("Fog Signal", "@mlind"),
        ("Answer every berth request within a day", "Ines Varga"),
    ],
)
def test_a_label_or_a_heading_of_a_person_names_who_answers(assessor: Assessor, name: str, owner: str) -> None:
    reason = finding_of(assessor, name, Dimension.PLAYER).reason
    assert reason.split(" answers for it")[0].rsplit(" and ", 1)[-1] == owner


def test_what_we_do_as_a_side_effect_is_no_role(assessor: Assessor) -> None:
    assert "side effect" not in finding_of(assessor, "Quay Ledger", Dimension.PLAYER).reason


def test_metadata_and_principles_are_not_what_it_is_to_achieve(assessor: Assessor) -> None:
    finding = finding_of(assessor, "Quay Ledger", Dimension.OUTCOME_NOT_OUTPUT)
    quoted = " ".join(quote.text for quote in finding.quotes)
    assert not any(word in quoted for word in ("ovarga", "harbour/plan", "#quay-ledger", "Build, two", "decide faster"))
    assert finding.level is not Level.MET


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("@mlind, @ovarga", "@mlind"),
        ("see lind@example.org", None),
        ("@harbour/pilots", None),
        ("@checks[bot] and @release-bot", None),
        ("@pilot-team or Mara Lind", "Mara Lind"),
        ("Parallel Rowing WG", None),
        ("Chief Harbour Officer", None),
        ("Odile", "Odile"),
        ("@name", None),
    ],
)
def test_a_handle_is_a_person_unless_many_or_a_machine_have_it(text: str, person: str | None) -> None:
    assert first_person(text) == person


@pytest.mark.parametrize("label", ["Owner(s)", "Point of contact", "Tracking issue", "Tags", "[pilots] champion"])
def test_a_label_of_the_page_is_told_from_one_of_the_brief(label: str) -> None:
    assert is_about_page(label)
    assert not any(is_about_page(other) for other in ("Goal", "Success", "Why", "Deliverables", "Target"))


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("It works, but users wait.", None),
        ("It asks for a pass, requiring growers to sign.", "growers"),
        ("Two clients sign.", None),
        ("Only participating retailers sign.", "participating retailers"),
    ],
)
def test_a_group_is_named_without_a_conjunction_or_what_is_asked_of_it(text: str, group: str | None) -> None:
    assert group_in(text) == group


def test_a_card_above_a_page_is_no_deliverable_and_what_users_rated_is_no_target(assessor: Assessor) -> None:
    for dimension in (Dimension.OUTCOME_NOT_OUTPUT, Dimension.MEASURE):
        found = finding_of(assessor, "Ice Watch", dimension)
        assert (found.level, found.quotes) == (Level.NO_EVIDENCE, ())


def test_who_leads_may_stand_behind_the_word_that_says_so(assessor: Assessor) -> None:
    assert [made.text for made in finding_of(assessor, "Ice Watch", Dimension.PLAYER).quotes] == [
        "The work is led by [Mara Lind](people.md)."
    ]
    assert "Mara Lind" not in finding_of(assessor, "Reed Watch", Dimension.PLAYER).reason
