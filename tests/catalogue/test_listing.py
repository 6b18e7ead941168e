"""Which pages, headings and items an organisation without a tracker lists as its initiatives."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Receipt]
Listed = Callable[[dict[str, str]], set[str]]

CARD = "# {title}\n\n| About | |\n| --- | --- |\n| Owner(s) | @mlind |\n| Status | Under way |\n\n{body}\n"
BODY = "Divers wait an hour for a refill. We put a second pump on the quay."
SPECIFICATION = (
    "# Refill pump\n\nA second pump on the quay.\n\n## User stories\n\nAs a diver, I want air.\n\n"
    "## Out of scope\n\n- Nitrox\n\n## Acceptance criteria\n\n- It pumps.\n"
)
PROPOSAL = (
    "---\ntitle: Refill pump\n---\n\n## Preamble\n\nIdea: 41\n\n## {first}\n\nA second pump on the quay.\n\n"
    "## Minimum viable product\n\nOne pump.\n\n## Success metrics\n\n- Waits\n"
)


@pytest.fixture
def listed(write: Write, ingest: Ingest, tmp_path: Path) -> Listed:
    def names(files: dict[str, str]) -> set[str]:
        ingest(write(files))
        return set(Assistant.open(tmp_path / "index").assessor.catalogue.names())

    return names


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("strategy/pump.md", CARD.format(title="Refill pump", body=BODY), "Refill pump"),
        ("problems/tides.md", CARD.format(title="Shorter waits at low tide", body=BODY), "Shorter waits at low tide"),
        (
            "strategy/front.md",
            f"---\ntitle: Refill pump\nphase: beta\ncontact: Mara Lind\n---\n\n# Refill pump\n\n{BODY}\n",
            "Refill pump",
        ),
        ("issues/lines.md", f"# Refill pump\n\n**Lead:** Mara Lind\n\n**Stage:** trial\n\n{BODY}\n", "Refill pump"),
        ("strategy/spec.md", SPECIFICATION, "Refill pump"),
        ("work/41-pump.md", PROPOSAL.format(first="Product overview"), "Refill pump"),
        ("problems/waits.md", PROPOSAL.format(first="Exit criteria"), "Refill pump"),
        ("work/41-pump/README.md", PROPOSAL.format(first="Iteration 1"), "Refill pump"),
        ("issues/revamp.md", f"# Revamp the harbour bookings\n\n{BODY}\n", "Revamp the harbour bookings"),
        ("issues/brief.md", f"# Initiative Brief - Quiet Quay\n\n{BODY}\n", "Quiet Quay"),
        ("strategy/prds/quay.md", f"# PRD: Quiet Quay\n\n{BODY}\n", "Quiet Quay"),
        ("strategy/outline.md", f"# Product Outline Quiet Quay\n\n{BODY}\n", "Quiet Quay"),
        ("strategy/prds/quay.md", f"# 2026-03-14 Project Proposal: Quiet Quay\n\n{BODY}\n", "Quiet Quay"),
        ("strategy/prds/20260314-project_proposal_quiet_quay.md", f"# Project Proposal\n\n{BODY}\n", "quiet quay"),
        ("strategy/outline.md", f"# Quiet Quay Product Outline\n\n{BODY}\n", "Quiet Quay"),
    ],
)
def test_a_page_of_one_initiative_is_listed(listed: Listed, path: str, text: str, name: str) -> None:
    assert name in listed({path: text})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("work/pumps.md", PROPOSAL.format(first="Pumps")),
        ("strategy/team.md", CARD.format(title="Diver Team 2026 Goals", body=BODY)),
        ("strategy/policy.md", CARD.format(title="Refill policy", body=BODY)),
        ("strategy/minutes.md", CARD.format(title="Minutes of the quay board", body=BODY)),
        ("strategy/template.md", CARD.format(title="Name of your initiative", body=BODY)),
        ("players/mara.md", CARD.format(title="Diver on holiday", body=BODY)),
        ("strategy/owner.md", f"# Waits at low tide\n\n**Owner:** Mara Lind\n\n{BODY}\n"),
        ("issues/plan.md", f"# Release plan of the pump\n\n{BODY}\n"),
        ("issues/tide.md", f"# The tide of last winter\n\n{BODY}\n"),
        ("strategy/strategy.md", SPECIFICATION.replace("# Refill pump", "# Strategy of the harbour")),
    ],
)
def test_any_other_page_is_not(listed: Listed, path: str, text: str) -> None:
    assert not listed({path: text})


def test_headings_with_an_owner_are_listed_without_them(listed: Listed) -> None:
    page = (
        "# Objectives of spring\n\n"
        '### Quiet pumps <Person name="Mara Lind" /> <Person name="Ole Berg" />\n\nPumps at half the noise.\n\n'
        "### Night refills (@oberg)\n\nAir after ten.\n\n### Tide tables (owner: Mara)\n\nPrinted weekly.\n\n"
        "### Wind and weather\n\nWe watch it.\n\n### Goal 2: Safer dives (Mara)\n\nFewer accidents.\n\n"
        "### Money (Grants, Fees, Rent)\n\nWhere it comes from.\n"
    )
    assert listed({"strategy/spring.md": page}) == {"Quiet pumps", "Night refills", "Tide tables"}


def test_items_below_a_heading_that_announces_them_are_listed(listed: Listed) -> None:
    page = (
        "# Harbour strategy\n\nFewer waits.\n\n## Our initiatives for 2026\n\n- Refill pump\n  - bought in May\n"
        "- **Quiet Quay**: no engines before eight\n\n## Roadmap\n\n"
        "- **Second slipway** ([#41](https://harbour.example/41)), open all year\n- paint the shed\n\n"
        "## What we are working on\n\n- **Mara** is on the pumps\n\n## What we will not do\n\n- **Fish market**: no\n"
    )
    assert listed({"strategy/strategy.md": page}) == {"Refill pump", "Quiet Quay", "Second slipway"}


ROAD_MAP = "strategy/product-roadmap.md"


def test_of_a_road_map_what_stands_about_it_is_no_initiative(listed: Listed) -> None:
    page = (
        "# Product roadmap\n\n## How to read this\n\nTop down.\n\n## Roadmap levels\n\n"
        "### Roadmap slides\n\nA deck.\n\n### Quiet Quay\n\nWe will keep engines off before eight.\n\n"
        "### The harbour in short\n\nA quay of forty berths, built in 1911.\n\n"
        "### Ways through the plan\n\nThis page sorts all that we plan to build.\n\n"
        "### Wishes of divers\n\nPlease open an issue, we will read each of them.\n\n"
        "### Who has been here before\n\nFishers came in 1840.\n"
    )
    assert listed({ROAD_MAP: page}) == {"Quiet Quay"}


@pytest.mark.parametrize(
    "said",
    [
        "**Status:** trial",
        "The pump needs to be moved.",
        "Work is under way.",
        "Members can fill up at night.",
        "Air after ten: see [#41](https://harbour.example/quay/issues/41).",
    ],
)
def test_a_heading_of_a_road_map_whose_text_tells_of_work_is_listed(listed: Listed, said: str) -> None:
    others = "".join(f"## {name}\n\nThe quay has one.\n\n" for name in ("Harbour light", "Old crane", "Tide gauge"))
    assert listed({ROAD_MAP: f"# Roadmap\n\n{others}## Refill pump\n\n{said}\n"}) == {"Refill pump"}


@pytest.mark.parametrize("sort", ["v0.", "Phase ", "P"])
def test_headings_of_a_road_map_that_are_counted_as_work_are_listed(listed: Listed, sort: str) -> None:
    page = f"# Roadmap\n\n## {sort}1 - Refill pump\n\n- Hose\n\n## {sort}2 - Night air\n\n- Lamp\n"
    assert listed({ROAD_MAP: page}) == {f"{sort}1 - Refill pump", f"{sort}2 - Night air"}


def test_steps_that_are_counted_are_no_initiatives(listed: Listed) -> None:
    page = "# Roadmap\n\n## Step 1 - Fill it in\n\n- Name\n\n## Step 2 - Send it\n\n- Post\n"
    assert not listed({ROAD_MAP: page})


@pytest.mark.parametrize(
    "label", ["🟢 Ready", "🟡 WIP", "By the end of May 2026 (at first)", "On the radar but not planned"]
)
def test_how_far_something_is_names_no_initiative(listed: Listed, label: str) -> None:
    items = f"- **{label}:** Passengers see which ferry is full\n- **Refill pump:** A second one\n"
    text = f"# Road map\n\n## Planned\n\n{items}"
    assert listed({"strategy/roadmap.md": text}) == {"Refill pump"}


@pytest.mark.parametrize("title", ["The purpose of this page", "Product strategy", "Our focus"])
def test_a_page_about_plans_is_no_initiative(listed: Listed, title: str) -> None:
    text = f"# Projects\n\n## Our projects\n\n- {title}\n- Refill pump\n"
    assert listed({"strategy/plans.md": text}) == {"Refill pump"}


def test_a_question_is_no_initiative(listed: Listed) -> None:
    assert not listed({ROAD_MAP: "# Roadmap\n\n## Do we need a second pump?\n\nWe will ask.\n"})


def test_headings_of_a_road_map_go_with_those_beside_them(listed: Listed) -> None:
    page = (
        "# Roadmap\n\n## Refill pump\n\nWe will buy a second one.\n\n## Night air\n\n- Lamps\n- Bell\n\n"
        "## Quiet Quay\n\n- Engines off\n"
    )
    assert listed({ROAD_MAP: page}) == {"Refill pump", "Night air", "Quiet Quay"}


def test_headings_of_a_road_map_that_share_a_label_are_listed_and_not_the_label(listed: Listed) -> None:
    page = (
        "# Product roadmap\n\n## The far view\n\n"
        "### Quiet Quay\n\n- **Why:** noise\n- **Proposed steps**\n  - engines off\n\n"
        "### Night refills\n\n- **Why:** queues\n- **Proposed steps**\n  - a lamp\n"
    )
    assert listed({ROAD_MAP: page}) == {"Quiet Quay", "Night refills"}


def test_a_heading_that_holds_others_is_no_initiative_unless_they_describe_it(listed: Listed) -> None:
    page = (
        "# Roadmap\n\n## Quay\n\nWe will rebuild much of it.\n\n### Refill pump\n\nWe plan a second one.\n\n"
        "## Night air\n\nWe want lamps.\n\n### Goals\n\nFewer falls.\n\n### Risks\n\nRain.\n"
    )
    assert listed({ROAD_MAP: page}) == {"Refill pump", "Night air"}


@pytest.mark.parametrize(
    "when", ["Coming up next", "Ongoing work", "Q3 2026", "Short term (1-4 months)", "Future plans"]
)
def test_below_a_heading_that_says_when_the_items_are_listed(listed: Listed, when: str) -> None:
    page = f"# Roadmap\n\n## {when}\n\n- [ ] Refill pump\n  - a hose\n- Night air at the quay\n"
    assert listed({ROAD_MAP: page}) == {"Refill pump", "Night air at the quay"}


def test_a_heading_that_returns_below_others_is_a_label(listed: Listed) -> None:
    crew = "### Crew\n\nWe will ask Mara.\n\n"
    page = f"# Roadmap\n\n## Refill pump\n\nWe plan a second one.\n\n{crew}## Night air\n\nWe want lamps.\n\n{crew}"
    assert listed({ROAD_MAP: page}) == {"Refill pump", "Night air"}


def test_what_a_road_map_has_done_or_leaves_out_is_not_among_its_plans(listed: Listed) -> None:
    page = (
        "# Roadmap\n\n## Recently shipped\n\n- Tide tables online\n\n## Next\n\n- Refill pump\n\n"
        "## Out of scope\n\n**Fish market**\n\n- A hall\n"
    )
    assert listed({ROAD_MAP: page}) == {"Refill pump"}


def test_a_table_of_contents_lists_nothing(listed: Listed) -> None:
    page = (
        "# Plan\n\n## Projects\n\n- [Fewer falls by better light](#light)\n- [Noise](#noise)\n\n"
        "### Fewer falls through improving light (Mara)\n\nWe will hang lamps.\n\n"
        "### Finish alternative moorings (Ole)\n\nTwo are left.\n"
    )
    assert listed({"strategy/plan.md": page}) == {
        "Fewer falls through improving light",
        "Finish alternative moorings",
    }


def test_a_name_in_other_words_of_the_same_means_is_listed_once(listed: Listed) -> None:
    first = "# Plan\n\n## Projects\n\n- Fewer falls by better light\n- Fewer falls by better light at night\n"
    second = "# Plan\n\n## Projects\n\n- Fewer falls through improving light\n"
    assert listed({"strategy/a.md": first, "strategy/b.md": second}) == {
        "Fewer falls by better light",
        "Fewer falls by better light at night",
    }


def test_a_key_inside_a_name_stays(listed: Listed) -> None:
    page = "# Plan\n\n## Projects\n\n- Leave ABC-1 and ABC-2\n- ABC-3 Quiet Quay\n- Refill pump (ABC-4)\n"
    assert listed({"strategy/plan.md": page}) == {"Leave ABC-1 and ABC-2", "Quiet Quay", "Refill pump"}


def test_old_plans_and_what_is_done_come_last(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    old = "# Plan 2024\n\n## Projects\n\n- Tide tables\n"
    new = "# Plan 2026\n\n## Completed\n\n### Projects\n\n- Harbour light\n\n## Projects\n\n- Refill pump\n"
    ingest(write({"strategy/plan-2024.md": old, "strategy/plan-2026.md": new}))
    assert Assistant.open(tmp_path / "index").assessor.catalogue.names()[0] == "Refill pump"


def test_a_name_that_ends_in_a_word_for_its_sort_is_kept_whole(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    ingest(write({"strategy/pump.md": CARD.format(title="Quiet nights in the Harbour Project", body=BODY)}))
    assert Assistant.open(tmp_path / "index").assess("Quiet nights in the Harbour Project").initiative == (
        "Quiet nights in the Harbour Project"
    )


def test_headings_of_one_last_word_are_no_people(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    page = (
        "# Move the Quay Office\n\n### Positive Consequences\n\n- The Quay Office has room.\n\n"
        "### Negative Consequences\n\n- The Quay Office is far.\n"
    )
    ingest(write({"issues/move.md": page}))
    findings = Assistant.open(tmp_path / "index").assess("Quay Office").findings
    assert not any("Consequences" in one.reason for one in findings)


@pytest.mark.parametrize("name", ["Major 2031 goals to achieve", "Our key priorities", "Long-term objectives"])
def test_what_heads_aims_is_no_initiative(listed: Listed, name: str) -> None:
    page = f"# Roadmap\n\n## {name}\n\nWe will buy a pump.\n\n## Quiet quay\n\nWe will open it in May.\n"
    assert listed({ROAD_MAP: page}) == {"Quiet quay"}


@pytest.mark.parametrize("name", ["(anonymous)", "{project name}", "[Initiative]", "?"])
def test_a_blank_is_no_name(listed: Listed, name: str) -> None:
    row = f"| Initiative | Owner |\n| --- | --- |\n| {name} | Mara |\n| Quiet Quay (ABC-12) | Ole |\n"
    assert listed({"strategy/plan.md": f"# Plan\n\n## This year\n\n{row}"}) == {"Quiet Quay"}
