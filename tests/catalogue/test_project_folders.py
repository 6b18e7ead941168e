"""A folder whose pages are called after parts of a project is one project: all of its pages speak of it."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.catalogue.named_places import Places
from assistant.catalogue.project_folders import names_project
from assistant.catalogue.strategy import read_strategy
from assistant.domain import Assessment, Level
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import load_statements

Write = Callable[[Mapping[str, str]], Path]
Ingest = Callable[[Path], object]

OVERVIEW = """---
title: What we are doing
---
## Introduction

Here you find how we redesign the lights of the quay together with the harbour office.

## Goal

Night ferries moor without waiting for a pilot boat, and fewer crews report a near miss.
"""
FINDINGS = """# What we heard

We interviewed 14 skippers in May: 9 of them could not see the edge of the mooring at night.
"""
MADE = """# Lamps on trial

In June we installed forty lamps at two moorings and counted again.
"""
BELLS = "# Fog bells\n\nThe bells ring by themselves: crews hear the mole in fog, and 3 of 4 ships slow down earlier.\n"
PAGES = {
    "strategy/okr.md": "# Objectives\n\nFerries leave on time: departures within 5 minutes rise from 71 % to 85 %.\n",
    "strategy/quay-lights/overview.md": OVERVIEW,
    "problems/quay-lights/research-findings.md": FINDINGS,
    "work/quay-lights/what-were-making.md": MADE,
    "work/quay-lights/fog-bells.md": BELLS,
    "strategy/retail/Kiosk.md": "# Kiosk\n\nThe kiosk sells day tickets so that families queue less.\n",
    "work/retail/Barrow plan.md": "# Barrow plan\n\nA barrow on deck sells soup; 40 cups were sold in May.\n",
    "work/bread-counter/overview.md": "# Overview\n\nThe bakers asked for a second counter.\n",
    "work/letters/harbour-letter.md": "# A letter\n\nThe harbour office wrote to us about noise.\n",
    "strategy/letters/council-letter.md": "# Another letter\n\nThe council answered.\n",
    "strategy/sales/plan.md": "# Plan\n\nWe sell more day tickets.\n",
    "work/sales/notes.md": "# Notes\n\nTickets were sold at the fair.\n",
}


@pytest.fixture
def assistant(write: Write, ingest: Ingest, tmp_path: Path, embedder: Embedder) -> Assistant:
    ingest(write(PAGES))
    return Assistant.open(tmp_path / "index", embedder=embedder)


def _quoted(assessment: Assessment) -> dict[str, set[str]]:
    return {
        str(finding.dimension): {made.document.path for made in finding.quotes}
        for finding in assessment.findings
        if finding.level is not Level.NO_EVIDENCE
    }


def test_pages_called_after_parts_in_folders_of_one_name_are_one_project(assistant: Assistant) -> None:
    projects = Places.read(assistant.index.documents()).projects
    paths = {document.id: document.path for document in assistant.index.documents()}
    assert {paths[page]: folder for page, folder in projects.items()} == {
        "strategy/quay-lights/overview.md": "quay lights",
        "problems/quay-lights/research-findings.md": "quay lights",
        "work/quay-lights/what-were-making.md": "quay lights",
        "work/quay-lights/fog-bells.md": "quay lights",
    }


@pytest.mark.parametrize(
    "name",
    ["Quay lights", "Redesign of the quay lights", "New lights of the quay with the harbour office"],
)
def test_every_page_of_its_folder_speaks_of_an_initiative(assistant: Assistant, name: str) -> None:
    quoted = _quoted(assistant.assess(name))
    assert "problems/quay-lights/research-findings.md" in quoted["problem_evidence"]
    assert "work/quay-lights/what-were-making.md" in quoted["reality"]
    assert quoted["outcome_not_output"] == {"strategy/quay-lights/overview.md"}


def test_a_page_with_a_name_of_its_own_belongs_to_the_whole_only(assistant: Assistant) -> None:
    assert assistant.assess("Quay lights").found
    of_bells = _quoted(assistant.assess("Fog bells"))
    assert of_bells
    assert set().union(*of_bells.values()) == {"work/quay-lights/fog-bells.md"}
    assert not any("Barrow" in path for paths in _quoted(assistant.assess("Kiosk")).values() for path in paths)


def test_pages_anywhere_below_a_folder_of_its_name_speak_of_an_initiative(
    write: Write, ingest: Ingest, tmp_path: Path, embedder: Embedder
) -> None:
    minutes = "# Minutes of 4 May\n\nWe moored it in March, and 61 children learnt to float on it by May.\n"
    files = {
        "strategy/Swimming barge.md": "# Swimming barge\n\nFewer children drown in the canal.\n",
        "work/swimming-barge/2026/05/minutes.md": minutes,
        "work/meetings/2026/05/minutes.md": minutes.replace("61", "71"),
    }
    ingest(write(files))
    quoted = _quoted(Assistant.open(tmp_path / "index", embedder=embedder).assess("Swimming barge"))
    assert quoted["reality"] == {"work/swimming-barge/2026/05/minutes.md"}
    assert not any("meetings" in path for paths in quoted.values() for path in paths)


def test_the_portfolio_lists_a_project_by_its_folder(assistant: Assistant) -> None:
    assert "Quay lights" in assistant.initiatives
    assert not [name for name in assistant.initiatives if "what we" in name.lower() or "letter" in name.lower()]


def test_what_a_project_aims_at_is_no_goal_of_the_organisation(assistant: Assistant) -> None:
    projects = Places.read(assistant.index.documents()).projects

    def goals(of_projects: Collection[str]) -> list[str]:
        read = read_strategy(assistant.index, load_statements(), assistant.embedder, of_projects)
        return [goal.text for goal in read.goals if "pilot boat" in goal.text]

    assert goals(()) != []
    assert goals(projects) == []


@pytest.mark.parametrize(
    ("name", "folder", "same"),
    [
        ("Redesign of the Quay-Lights", "quay lights", True),
        ("Rebuilding quay-lights.org", "quay lights", True),
        ("Quay lights pilot project", "quay lights", True),
        ("Lights of the old quay and its toilets", "quay lights", False),
        ("Quay tickets", "quay lights", False),
        ("Quay lights", "", False),
    ],
)
def test_a_name_that_says_only_a_folder_and_work_means_the_project(name: str, folder: str, same: bool) -> None:
    assert names_project(name, folder) is same
