"""What a template left to be filled in is no content; emphasis that says something is."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.text.unfilled import is_instruction, is_unfilled
from tests.ingest.parse_checks import only, texts

PROMPTS = [
    r"\[2-3 sentences describing the problem that this ferry attempts to solve]",
    "- [Metric 1]",
    "Use this section to say when it was done.",
    "_This section should include the teammates, so that roles are clear. It will make sure that others find them._",
    "This section should briefly explain the solution.",
    "_This is a suggested template that will change over time. Use any format.",
    "_At a high level, what are we hoping to achieve?_",
    "💡 *Services are measured by ease of use and trust.*<sup>1</sup>\\\n> 💡 *Identify metrics that balance them.*",
    "*Include initiatives that improve this ferry. See the [brief template](https://a.example/brief_(new).md)*",
    "*Describe any major milestones of this initiative.*",
    '*Brief statement of the opportunity e.g. "More riders". Include a measure that you want to move.*',
    "_To be completed once the first data is there._",
    "_The stages below are given as example values and can be changed to your team's needs._",
    "*How will riders know that it exists? Which teams are needed for it?*",
    "*With this problem solved, what should riders be able to do?*",
    r"Which numbers decide on the next stage?: \[use your KPIs to help guide this. It could be the rate of errors.\]",
    r"Links to dashboards: _\[link here\]_",
]
CONTENT = [
    "[Metrics of the quay](metrics.md)",
    "This section of the quay should be closed in May.",
    "This section must carry 40 lorries a day.",
    "*We launched in May.*",
    "*“How do I know that it was sent?”*",
    "*How do I know that it was sent?*",
    "*What did you do next?*",
    "_NOTE: Stage B will depend on the number of errors in your logs_",
    "*Build a tool that shows who is due for a call.*",
    "*Add single sign-on for crews.*",
    "_Close out (4) items in review_",
    "💡 Riders leave when a ferry is late.",
    "*Closed vs. open*",
    "[12/01/2021 - 12/04/2021]",
    "[The plan. A summary of it.](plan.md)",
    "*Describe* what you see. *Then leave.*",
]


@pytest.mark.parametrize("text", PROMPTS)
def test_what_tells_the_author_what_to_write_is_an_instruction(text: str) -> None:
    assert is_instruction(text)


@pytest.mark.parametrize("text", CONTENT)
def test_emphasis_that_says_something_is_none(text: str) -> None:
    assert not is_instruction(text)


def test_a_question_in_italics_is_kept_where_people_were_asked() -> None:
    question = "*Where will riders look for the timetable?*"
    assert is_instruction(question, ["Launch"])
    assert not is_instruction(question, ["Launch", "Research questions"])


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [
        ("KPI 1: xx lorem ipsum", True),
        ("Number of riders: x", True),
        ("Errors found / fixed: x/x", True),
        ("Was it easy to read?: yes/no, lorem ipsum", True),
        ("Lorem ipsum dolor sit amet.", True),
        ("**Actual launch date:** tbd", True),
        ("Release - TBD", True),
        ("KPI: tbd", False),
        ("Owner: TBD", False),
        ("Approved: x", False),
        ("Crew ready? yes/no", False),
        ("Number of riders: 12", False),
        ("Named as `sprint-xx.md`", False),
    ],
)
def test_a_label_with_only_a_filler_says_nothing_but_an_open_measure_does(text: str, says_nothing: bool) -> None:
    assert is_unfilled(text) is says_nothing


PAGE = """# Ferry brief

## Launch dates
- *Target launch date*
  - January 2025
- *Actual launch date*
  - tbd
- *When will you look at what it changed?*
  - March 2025
- *Which crews have to be trained for it?*

## Training

TBD

## Measure

TBD

## Stops
- *Quay names*
- tbd
- Harbour
- tbd

## Crew

| Role | Name | Post |
|---|---|---|
| Lead | Mate X | Head of XXX |
| Cook | Ida Brandt | XXL galley |

## Demo
- TBA
  - It is held with the next one.
"""


def test_of_a_form_the_labels_with_values_and_what_is_open_of_a_measure_stay(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_text(PAGE)
    assert texts(only(path)) == [
        "Ferry brief",
        "Launch dates",
        "*Target launch date*",
        "January 2025",
        "*When will you look at what it changed?*",
        "March 2025",
        "Training",
        "Measure",
        "TBD",
        "Stops",
        "Harbour",
        "tbd",
        "Crew",
        "Role | Name | Post",
        "Cook | Ida Brandt | XXL galley",
        "Demo",
        "TBA",
        "It is held with the next one.",
    ]
    assert only(path).text == PAGE


TEMPLATE = """# Quay project

_This page is expected to live._

_This section should include the date._

_This section should be a short summary of the project._

_Some things to include:_

- _Why is it done?_
- _At a high level, what are we hoping to achieve?_

Lead: Ida Brandt
"""


def test_of_a_page_that_is_hardly_more_than_its_template_all_italics_are_the_templates(tmp_path: Path) -> None:
    path = tmp_path / "project.md"
    path.write_text(TEMPLATE)
    assert texts(only(path)) == ["Quay project", "Lead: Ida Brandt"]
    path.write_text(
        TEMPLATE.replace("_This section should include the date._", "It began in May.").replace(
            "_Why is it done?_", "Fog"
        )
    )
    assert "_Some things to include:_" in texts(only(path))
