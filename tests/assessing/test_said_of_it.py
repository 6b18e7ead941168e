"""What counts as evidence: what is said of the initiative as its problem, its plan or its goal, and nothing beside."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.assessing.verdict import weakest_of
from assistant.domain import Dimension, Finding, Level, Verdict
from assistant.encoder.embedding import Embedder
from assistant.evidence_mode.answering import answer_from_assessment
from tests.assessors import assessor_of, finding_of

ROADMAP = """# Roadmap of the tide gauges

## Release 1: Harbour gauges
Skippers read the level at the quay without a call to the harbour office.
While this type of station isn't our long term station, including it at this point brings readings to the quay sooner
and gives the crew valuable feedback to validate and improve the mounting of the masts.

| Outcome |
| -------- |
| Skippers know the level before they cast off. |

## Release 2
In Release 2, we will build features beyond the first gauges, including (but not limited to) a chart of the week,
colours based on usability testing, and a page for the press.

## Release 3: Delta gauges
Skippers in the delta see the level of the next lock.

## ATO
| Outcome |
| -------- |
| Operators can sign in with a card |
| Operators can upload readings by station |

## Buoy refit
Skippers find the channel at night because each buoy is lit.

What went well: in budget, crew stable, yard helpful.

One road, in two phases, the outer buoys first.

## Quay lamps
Skippers moor after dark without a torch.

- The fitting of the lamps is on schedule for the winter

Crew talk: three electricians free when Quay lamps closes; asked for by Fortnight Dredge and by the yard.
"""
RESEARCH = """# Talks with skippers, spring 2025

**Workshop 4: Release 1 scope**

[Workshop 4 and the scope of Release 1](https://boards.example/1/4) :lock:

The office will deliver a research plan that builds on the errors found in the workshops to support releases 1 and 2.
"""
SPRINTS = """# Sprint 31 summary

- Ship the level table of v3.0 to the test harbour
- Deliver papers for the ATO to the auditor
- Prepare Release 2 for the technical review board meeting on 10 December 2025
- ~~Paper almanac~~ dropped for Sprint 31
- River.example sends the wrong year
- River.example mail ends up in the junk folder of skippers.
"""
SPRINT_TALKS = """# Winter talks (Release 3) with lock keepers

## What we wanted to learn
- Find out what 12 lock keepers think of the new table

## What we learned
- Keepers like the colour of the boats.
- Six of nine keepers cannot see the level of the next lock before they open their own.

## Next
- Ask 20 more keepers who cannot see the level
"""
TRACKER = """Summary,Issue key,Issue Type,Status,Parent key,Assignee,Due date,Created,Updated,Labels,Description
Calm Harbour,GAU-1,Initiative,In Progress,,Ida Roos,2025-10-30,2025-02-01,2025-11-02,,"From 40 to 10 calls a day"
Weld the frame,GAU-2,Task,Done,GAU-1,Ida Roos,,2025-03-01,2025-05-01,,
Paint the frame,GAU-3,Task,Done,GAU-1,Ida Roos,,2025-03-01,2025-05-01,,
Mount the frame,GAU-4,Task,Done,GAU-1,Ida Roos,,2025-03-01,2025-05-01,,
Wire the frame,GAU-5,Task,Done,GAU-1,Ida Roos,,2025-03-01,2025-05-01,,
Test the frame,GAU-6,Task,Done,GAU-1,Ida Roos,,2025-03-01,2025-05-01,,
Light the frame,GAU-7,Task,Done,GAU-1,Ida Roos,,2025-03-01,2025-05-01,,
Write the manual,GAU-8,Task,To Do,GAU-1,Ida Roos,,2025-03-01,2025-05-01,,
"""
NOTES = """# Council notes 19 November 2025

- Calm Harbour: the calls were not measured again in autumn
"""
FILES = {
    "strategy/Roadmap.md": ROADMAP,
    "problems/Talks.md": RESEARCH,
    "problems/Winter talks with keepers of the upper locks (Release 3).md": SPRINT_TALKS,
    "work/sprints/sprint-31-summary.md": SPRINTS,
    "jira/gauges.csv": TRACKER,
    "collaboration/2025-11-19 council notes.md": NOTES,
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("gauges"), embedder) as made:
        yield made


@pytest.mark.parametrize("name", ["Release 1", "Release 2"])
def test_a_link_a_title_and_what_will_be_asked_are_no_evidence_of_a_problem(assessor: Assessor, name: str) -> None:
    assert finding_of(assessor, name, Dimension.PROBLEM_EVIDENCE).level is Level.NO_EVIDENCE


def test_what_a_page_of_research_on_it_learned_is_evidence(assessor: Assessor) -> None:
    found = finding_of(assessor, "Release 3", Dimension.PROBLEM_EVIDENCE)
    assert found.level is Level.MET
    assert "Six of nine keepers cannot" in found.quotes[0].text
    assert not any("20 more" in made.text or "12 lock" in made.text for made in found.quotes)


def test_a_remark_below_a_goal_is_no_goal_that_only_says_better(assessor: Assessor) -> None:
    assert finding_of(assessor, "Release 1", Dimension.MEASURE).level is Level.NO_EVIDENCE


def test_a_list_of_features_from_tests_that_are_over_leaves_no_way_open(assessor: Assessor) -> None:
    assert finding_of(assessor, "Release 2", Dimension.MANAGED_TO_OUTCOME).level is Level.NO_EVIDENCE


def test_a_meeting_of_a_board_is_no_day_to_look_again(assessor: Assessor) -> None:
    assert finding_of(assessor, "Release 2", Dimension.STOP_RULE).level is Level.NO_EVIDENCE


def test_how_the_work_went_is_no_test_of_its_success(assessor: Assessor) -> None:
    found = finding_of(assessor, "Buoy refit", Dimension.MANAGED_TO_OUTCOME)
    assert found.level is Level.PARTIAL
    assert "two phases" in found.quotes[0].text


def test_a_reason_names_only_what_its_quote_keeps(assessor: Assessor) -> None:
    found = finding_of(assessor, "Quay lamps", Dimension.MANAGED_TO_OUTCOME)
    assert found.level is Level.NOT_MET
    assert "dates" in found.reason
    assert "budget" not in found.reason


def test_a_word_for_a_rhythm_in_the_name_of_another_thing_is_no_rhythm(assessor: Assessor) -> None:
    assert finding_of(assessor, "Quay lamps", Dimension.LEADING_INDICATOR).level is not Level.MET


def test_a_release_is_found_in_the_work_by_its_version(assessor: Assessor) -> None:
    found = finding_of(assessor, "Release 3", Dimension.REALITY)
    assert found.level is Level.PARTIAL
    assert "v3.0" in found.quotes[0].text


def test_an_acronym_is_found_in_the_work(assessor: Assessor) -> None:
    found = finding_of(assessor, "ATO", Dimension.REALITY)
    assert found.level is Level.PARTIAL
    assert "auditor" in found.quotes[0].text


def test_what_an_approval_asks_for_is_no_feature_to_be_blamed(assessor: Assessor) -> None:
    made = assessor.assess("ATO")
    assert made.enabler
    assert "the duty" in str(made.question_for_owner)
    assert not assessor.assess("Release 2").enabler


def test_nearly_all_is_done_and_nobody_measured(assessor: Assessor) -> None:
    found = finding_of(assessor, "Calm Harbour", Dimension.REALITY)
    assert found.level is Level.NOT_MET
    assert "1 of 7 tickets open; nearly all is done" in found.reason
    assert any("not measured again" in made.text for made in found.quotes)


@pytest.mark.parametrize("name", ["work in the sprints", "the work in sprint 31", "our backlog"])
def test_a_while_of_work_is_no_initiative(assessor: Assessor, name: str) -> None:
    made = assessor.assess(name)
    assert not made.found
    assert made.nearest
    assert not any("summary" in near.lower() for near in made.nearest)


def test_words_that_stand_in_documents_are_not_said_to_be_missing(assessor: Assessor) -> None:
    made = assessor.assess("River.example")
    assert not made.found
    assert "have the words" in str(answer_from_assessment("?", made).reason)
    assert "have the words" not in str(answer_from_assessment("?", assessor.assess("Frobnicator")).reason)


def test_near_names_are_names_and_each_is_said_once(assessor: Assessor) -> None:
    near = assessor.catalogue.nearest("River.example harbours")
    assert not any(name.endswith(".") for name in near)
    assert sum("Calm Harbour" in name for name in near) == 1


def test_a_task_as_a_name_is_set_in_quotation_marks(assessor: Assessor) -> None:
    made = assessor.assess("Ship the level table of v3.0 to the test harbour")
    assert "“" in str(made.question_for_owner)


def test_what_the_verdict_looks_at_is_talked_about_first() -> None:
    low = (Dimension.LEADING_INDICATOR, Dimension.REALITY)
    found = [Finding(one, Level.NOT_MET if one in low else Level.MET, "") for one in Dimension]
    assert weakest_of(found) is Dimension.REALITY


def test_the_advice_reads_as_a_sentence(assessor: Assessor) -> None:
    made = assessor.assess("Release 2")
    assert made.verdict is Verdict.OUTPUT_DRIVEN
    assert "if the documents had one sentence" in str(made.would_change)
