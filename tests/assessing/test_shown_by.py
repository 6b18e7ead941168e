"""What shows a finding: trouble a problem, work that goes on a trace of it, and only people are players."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Block, Dimension, Document, Finding, Kind, Level, Record
from assistant.encoder.embedding import Embedder
from assistant.findings.segments import group_in
from assistant.findings.shown_by import TRACE, TROUBLE, WORK, showing
from assistant.findings.told_on_the_way import tells_inquiry
from assistant.quotes import quote
from tests.assessors import assessor_of, finding_of

FILES = {
    "strategy/goals.md": "# Goals of the ferry\n\n## Shorter waits\n\nPassengers wait less than ten minutes in 2026.\n",
    "strategy/Night crossings.md": """# Night crossings

## Background

After the survey of 40 riders the crew will meet and discuss the next iteration.

## Scope

- Run a boat at eleven
""",
    "strategy/Ticket machine.md": """# Ticket machine

## Background

Riders miss the boat because the queue at the desk takes half an hour.

## Goal

Work in progress falls from forty tickets to ten at each desk.

## Options considered

- A machine at the gate
- A second clerk at noon
""",
    "strategy/Winter timetable.md": """# Winter timetable

## Options considered

| Pier | Wait | Before |
|---|---|---|
| One | 6.2 | 8.4 |
| Two | 4.1 | 9.9 |
""",
    "work/minutes.md": """# Minutes of the ferry

## Night crossings

dana · comment · 2026-03-02

We repaired the pier in spring, and a huge thank you goes to the crew.

## Ticket machine

Thanks to the crew's new tools, we installed the first machine at the gate in March.
""",
    "strategy/Harbour plan.md": """# Harbour plan

## 3. Policy and plan of work

### Rope store

Clear the rope store.

Coming soon, see the list of ropes.

## 4. Safer moorings

### Life rings

Hang a ring at each mooring.
""",
    "strategy/Deck shop.md": """# Deck shop

## Goal

We hope our methods are useful for other lines.

Here you will see how the shop changes the evenings of riders.
""",
    "strategy/Posters.md": "# Posters\n\nPosters were drawn to support the content strategy of the shop.\n",
    "strategy/Bar.md": "# Bar\n\n## Goal\n\nThe bar supports the strategy of the ferry.\n",
    "strategy/Faults.md": "# Faults\n\nIf not, the luggage lift will not be built.\n",
    "strategy/Luggage lift.md": "# Luggage lift\n\n## Goal\n\nOlder riders board without help.\n",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("ferry"), embedder) as opened:
        yield opened


def quoted(found: Finding) -> list[str]:
    """Return the words that a finding quotes."""
    return [made.text for made in found.quotes]


def is_shown(sentence: str, what: str, record: Record | None = None) -> bool:
    """Tell whether a sentence below the heading "Notes" may show something."""
    page = Document(
        "id", "n.md", "Notes", Kind.WORK, "everyone", sentence, (Block(0, len(sentence)),), "text", record=record
    )
    made = quote(page, 0, len(sentence))
    assert made is not None
    return bool(showing([made], what))


@pytest.mark.parametrize(
    ("what", "shows", "does_not"),
    [
        (
            TROUBLE,
            "Clerks lose two hours a day because the lists do not match.",
            "This guide describes the process of running the survey.",
        ),
        (TRACE, "We moved the last three wards to the new list in March.", "The bird on the logo is called Otto."),
        (WORK, "Build a new booking form by June.", "The bird on the logo is called Otto."),
    ],
)
def test_a_sentence_shows_what_it_tells(what: str, shows: str, does_not: str) -> None:
    assert is_shown(shows, what)
    assert not is_shown(does_not, what)


def test_a_field_of_a_record_stands() -> None:
    assert is_shown(
        "This guide describes the process of running the survey.", TROUBLE, Record("jira", "story", "B-1", "Otto")
    )


def test_what_only_names_a_survey_is_no_evidence_of_a_problem(assessor: Assessor) -> None:
    assert finding_of(assessor, "Night crossings", Dimension.PROBLEM_EVIDENCE).level is Level.NO_EVIDENCE
    told = finding_of(assessor, "Ticket machine", Dimension.PROBLEM_EVIDENCE)
    assert told.level is Level.PARTIAL
    assert "miss the boat" in quoted(told)[0]


def test_what_a_page_hopes_for_its_readers_is_no_outcome(assessor: Assessor) -> None:
    assert finding_of(assessor, "Deck shop", Dimension.OUTCOME_NOT_OUTPUT).level is Level.NO_EVIDENCE


def test_support_of_the_strategy_is_claimed_of_the_strategy_of_all(assessor: Assessor) -> None:
    assert "claims to support" in finding_of(assessor, "Bar", Dimension.OUTCOME_LINK).reason
    assert "claims to support" not in finding_of(assessor, "Posters", Dimension.OUTCOME_LINK).reason


def test_thanks_and_bylines_are_no_trace_of_work(assessor: Assessor) -> None:
    assert finding_of(assessor, "Night crossings", Dimension.REALITY).level is Level.NO_EVIDENCE
    assert any("installed" in said for said in quoted(finding_of(assessor, "Ticket machine", Dimension.REALITY)))


def test_what_is_pending_says_nothing_and_what_only_begins_so_does(assessor: Assessor) -> None:
    assert "Work in progress falls" in " ".join(
        quoted(finding_of(assessor, "Ticket machine", Dimension.OUTCOME_NOT_OUTPUT))
    )
    silent = finding_of(assessor, "Rope store", Dimension.OUTCOME_NOT_OUTPUT)
    assert not any("Coming soon" in said for said in quoted(silent))


def test_a_row_of_measurements_is_no_option(assessor: Assessor) -> None:
    assert finding_of(assessor, "Winter timetable", Dimension.MANAGED_TO_OUTCOME).level is Level.NO_EVIDENCE
    assert finding_of(assessor, "Ticket machine", Dimension.MANAGED_TO_OUTCOME).level is Level.MET


def test_a_part_of_a_paper_is_no_goal_though_it_has_a_number(assessor: Assessor) -> None:
    assert "Policy and plan of work" not in " ".join(quoted(finding_of(assessor, "Rope store", Dimension.OUTCOME_LINK)))
    assert "Safer moorings" in " ".join(quoted(finding_of(assessor, "Life rings", Dimension.OUTCOME_LINK)))


def test_what_holds_in_a_case_excludes_nothing(assessor: Assessor) -> None:
    assert finding_of(assessor, "Luggage lift", Dimension.OUTCOME_LINK).level is not Level.NOT_MET


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("It is written with Python libraries.", None),
        ("It is named after a children’s book author.", None),
        ("It pays for Women, Infants, and Children (WIC).", None),
        ("Carers Allowance goes online.", None),
        ("Small libraries lend tools.", "Small libraries"),
        ("Patients' waiting time falls.", "Patients"),
        ("It helps Rural Patients at night.", "Rural Patients"),
        ("It is modelled on similar cities of the coast.", None),
        ("Rural cities get a desk.", "Rural cities"),
    ],
)
def test_what_is_called_like_people_is_no_group(said: str, group: str | None) -> None:
    assert group_in(said) == group


@pytest.mark.parametrize(
    ("said", "is_inquiry"),
    [
        ("The goal of the final round of testing was to spot faults.", True),
        ("Our first goal was to understand the state of the desk.", True),
        ("Our goal is to help riders understand the timetable.", False),
        ("The goal of the programme is that riders wait less.", False),
    ],
)
def test_what_a_study_was_for_is_no_outcome(said: str, is_inquiry: bool) -> None:
    assert tells_inquiry(said) is is_inquiry
