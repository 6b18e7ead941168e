"""The part of a document that is called as the question says."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.documents.named_sections import SectionQuestion, section_question
from assistant.routes.organisation.answers import OF_ONE
from tests.built_once import built_once
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures
from tests.clinic_fixtures import said


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is our vision?", SectionQuestion("vision", "")),
        ("What are the main risks of Second Desk?", SectionQuestion("risks", "Second Desk")),
        ("biggest risks of Second Desk", SectionQuestion("risks", "Second Desk")),
        ("Which assumptions do we make?", SectionQuestion("assumptions", "")),
        ("What are the priorities for 2026?", SectionQuestion("priorities", "")),
        ("What's in scope?", SectionQuestion("scope", "")),
        ("What is in scope for Second Desk?", SectionQuestion("scope", "Second Desk")),
        ("What is the risk appetite of the board?", None),
        ("Which values does the sheet hold in row 3?", None),
    ],
)
def test_a_question_for_a_named_part_is_known(question: str, asked: SectionQuestion | None) -> None:
    assert section_question(question) == asked


def test_a_vision_is_told_by_what_speaks_of_us_and_not_by_its_imprint(assistant: Assistant) -> None:
    vision = said(assistant.ask("What is our vision?"))
    assert vision[0] == "We exist so that nobody waits alone."
    assert not any("Maja Dahl" in text for text in vision)


def test_labelled_paragraphs_are_read_out_and_those_of_a_retired_page_are_not(assistant: Assistant) -> None:
    answer = assistant.ask("What are our principles?")
    assert said(answer) == [
        "Ask before building. Two talks with patients come before any form.",
        "A number has a start.",
    ]


def test_the_risks_of_one_initiative_are_not_those_of_the_organisation(assistant: Assistant) -> None:
    assert said(assistant.ask("What are the risks of Second Desk?")) == [
        "The hall is too narrow",
        "Nobody is trained by May",
    ]
    asked_of_all = assistant.ask("What are the main risks?")
    assert not any(text.startswith("The hall is too narrow") for text in said(asked_of_all))
    assert asked_of_all.reason == OF_ONE


BOLD = {
    "strategy/2026 bakery.md": """# Bakery 2026

## 2026 priority

We will put all our work into one thing this year: rye bread that keeps for a week.

**How we chose it**

Bakers ranked nine wishes by what they cost.

**Spring update**

We dropped the two other wishes in March.
""",
}


def test_bold_lines_that_only_head_what_follows_are_no_labelled_paragraphs(tmp_path: Path, embedder: Embedder) -> None:
    bakery = Assistant.open(built_once(BOLD, tmp_path), embedder=embedder)
    told = said(bakery.ask("What is the top priority for 2026?"))
    assert told[0] == "We will put all our work into one thing this year: rye bread that keeps for a week."


CALLED = {
    "strategy/Annex 2.md": """# Annex 2: guidance on how districts find their priorities

- quick wins before long works
- what many riders feel at once
""",
    "strategy/Choosing.md": """# Prioritisation criteria

- a higher price ranks lower
- what needs fewer partners ranks higher
""",
    "strategy/Results.md": """# What partners get

## Lower cost, more control and less risk are described by partners in case studies with numbers and names

- Start: no case study
- Target: two case studies
""",
}


def test_a_part_is_called_so_by_its_name_and_not_by_a_word_of_a_sentence_or_a_guide(
    tmp_path: Path, embedder: Embedder
) -> None:
    rules = {"strategy/Principles - how we act.md": "# Principles - how we act\n\n- Ask twice.\n- Count before.\n"}
    partners = Assistant.open(built_once({**CALLED, **rules}, tmp_path), embedder=embedder)
    assert said(partners.ask("What are our principles?")) == ["Ask twice.", "Count before."]
    for question in ("What are our priorities?", "What are our biggest risks?"):
        answer = partners.ask(question)
        assert answer.abstained, f"{question} {said(answer)}"


DAYS = {
    "collaboration/2026-04-12 agenda.md": """# Agenda

## Focus: signs

- two more votes on the signs were held this month
- one sign was put up at the gate

## Focus: paths

- a new look at the list of paths that need gravel
""",
    "work/report.md": """# Report of the year

The mission of the Path Finders project is to map each path of the park with its width.
""",
    "strategy/bets.md": "# Bets\n\n## What is a priority?\n\n- what we must reach first\n- what moves many\n",
}


@pytest.mark.parametrize("question", ["What are our priorities?", "What is our mission?"])
def test_points_of_a_day_definitions_and_a_projects_mission_are_not_the_wholes(
    tmp_path: Path, embedder: Embedder, question: str
) -> None:
    park = Assistant.open(built_once(DAYS, tmp_path), embedder=embedder)
    answer = park.ask(question)
    assert answer.abstained, said(answer)
