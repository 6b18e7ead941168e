"""The whole journey on the sample organisation: index it, ask it, assess it, remove a file from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import SAMPLE

from assistant.assistant import Assistant
from assistant.conversations.context import Turn
from assistant.domain import Answer, Assessment, Dimension, Document, Level, Verdict
from assistant.encoder.embedding import Embedder
from assistant.quotes import fold
from assistant.settings import load_settings
from eval.casebook import read_cases
from ingest.night import Night
from ingest.receipt import receipts

pytestmark = pytest.mark.processes

CASES = read_cases()
QUESTIONS = [case for case in CASES if case.question is not None]
INITIATIVES = [case for case in CASES if case.kind == "initiative"]
PLACED = ("line_start", "line_end", "page", "slide", "sheet", "row")
SOME = 4
"""Every which question is asked here; `bearing eval` asks all of them."""


@pytest.fixture(scope="module")
def everyone(sample_index: Path, embedder: Embedder) -> Assistant:
    return Assistant.open(sample_index, embedder=embedder)


@pytest.fixture(scope="module")
def board(sample_index: Path, embedder: Embedder) -> Assistant:
    return Assistant.open(sample_index, ["board"], embedder)


def quoted_right(answer: Answer | Assessment) -> None:
    quotes = answer.quotes if isinstance(answer, Answer) else [q for f in answer.findings for q in f.quotes]
    for made in quotes:
        assert fold(made.document.text[made.start : made.end]) == fold(made.text) != ""
        assert any(block.start < made.end and block.end > made.start for block in made.document.blocks)


def test_the_sample_is_what_it_says(sample_index: Path) -> None:
    receipt = receipts(sample_index)[0]
    listed = {source["path"]: source["listed"] for source in receipt["sources"]}
    assert sum(listed.values()) >= 60
    assert set(listed) == {"strategy", "board", "problems", "players", "jira", "crm", "collaboration", "finance"}
    assert (receipt["failures"], receipt["published"]) == ([], True)
    with_records = Assistant.open(sample_index).book.documents
    types = [document.record.type for document in with_records if document.record]
    assert types.count("initiative") >= 25
    assert types.count("account") == 120
    assert types.count("opportunity") == 250
    assert len([one for one in types if one not in ("account", "opportunity", "contact")]) >= 300


def test_every_labelled_quote_stands_at_its_place(board: Assistant) -> None:
    documents: dict[str, list[Document]] = {}
    for document in board.index.documents():
        documents.setdefault(document.path, []).append(document)
    places = [(case.id, place) for case in CASES for place in (*case.gold, *case.outdated)]
    assert len(places) > 250
    for name, place in places:
        found = [
            document.locate(at, at + len(place.quote))
            for document in documents.get(place.file, [])
            if (at := document.text.find(place.quote)) >= 0
        ]
        assert found, (name, place)
        wanted = {key: value for key in PLACED if (value := getattr(place, key)) is not None}
        assert any(wanted == {key: getattr(one, key) for key in wanted} for one in found), (name, place, found)
        assert wanted or found[0].heading or place.file.endswith((".docx", ".html")), (name, place)


def test_labelled_records_are_in_the_exports(everyone: Assistant) -> None:
    keys = {document.key for document in everyone.index.documents()}
    named = {key for case in CASES if isinstance(case.answer, tuple) for key in case.answer}
    assert named
    assert named <= keys


def test_every_question_is_answered_with_quotes_that_stand_or_refused(everyone: Assistant, board: Assistant) -> None:
    answered = 0
    for case in QUESTIONS[::SOME]:
        reader = board if case.groups else everyone
        answer = reader.ask(case.question or "")
        quoted_right(answer)
        assert answer.abstained == (not answer.quotes)
        assert reader is board or not any(made.document.audience == "board" for made in answer.quotes)
        answered += not answer.abstained
    assert answered >= 30


def test_a_fact_is_found(everyone: Assistant) -> None:
    answer = everyone.ask("When was the last monthly release train?")
    assert "2026" in answer.text
    assert not answer.abstained


def test_what_is_for_the_board_is_answered_to_the_board_only(everyone: Assistant, board: Assistant) -> None:
    question = "What does the CEO's bonus depend on?"
    assert "bonus of the CEO" in board.ask(question).text
    for hit in everyone.search(question, 50):
        assert hit.document.audience == "everyone"
    assert "bonus of the CEO" not in everyone.ask(question).text


def test_a_record_is_answered_by_key_and_field(everyone: Assistant) -> None:
    answer = everyone.ask("Who owns Fortnight Start?")
    assert "Callum Wray" in answer.text
    place = answer.quotes[0].locator
    assert (place.key, place.field) == ("HED-126", "Assignee")


def test_an_initiative_is_assessed_and_a_follow_up_knows_it(everyone: Assistant) -> None:
    first = everyone.ask("Is Second Count outcome-aligned?")
    assert first.assessment is not None
    assert first.assessment.verdict == Verdict.ALIGNED
    quoted_right(first)
    second = everyone.ask("And who owns it?", turns=[Turn(first.question, first)])
    assert "Priya Raman" in second.text


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("HED-101", Verdict.ALIGNED),
        ("Second Count", Verdict.ALIGNED),
        ("the second count initiative", Verdict.ALIGNED),
        ("Parity 60", Verdict.NOT_ALIGNED),
        ("gate tuning", Verdict.PARTLY_ALIGNED),
    ],
)
def test_an_initiative_is_found_by_key_name_and_alias(everyone: Assistant, name: str, verdict: Verdict) -> None:
    assessment = everyone.assess(name)
    assert assessment.found
    assert assessment.verdict == verdict


def test_an_invented_initiative_is_not_found_and_the_nearest_are_offered(everyone: Assistant) -> None:
    for name in ("Project Zeppelin", "Blockchain Laundry Ledger", "Customer 360 Data Lake"):
        assessment = everyone.assess(name)
        assert (assessment.found, assessment.verdict, assessment.findings) == (False, None, ())
        assert assessment.nearest


@pytest.fixture(scope="module")
def assessments(everyone: Assistant) -> dict[str, Assessment]:
    return {case.asked: everyone.assess(case.asked) for case in INITIATIVES}


def test_every_level_stands_on_quotes_or_on_what_was_searched(assessments: dict[str, Assessment]) -> None:
    for name, assessment in assessments.items():
        assert assessment.found, name
        assert [finding.dimension for finding in assessment.findings] == list(Dimension)
        quoted_right(assessment)
        for finding in assessment.findings:
            assert bool(finding.quotes) == (finding.level != Level.NO_EVIDENCE), (name, finding)
            assert finding.quotes or finding.searched
        assert assessment.question_for_owner, name


def test_verdicts_of_the_sample_are_those_of_its_labels(assessments: dict[str, Assessment]) -> None:
    right = sum(assessments[case.asked].verdict == case.verdict for case in INITIATIVES)
    assert right >= 0.75 * len(INITIATIVES)


def test_a_removed_file_is_gone_from_every_answer(tmp_path: Path, sample_index: Path, embedder: Embedder) -> None:
    sources, index = tmp_path / "organisation", tmp_path / "index"
    shutil.copytree(SAMPLE, sources)
    shutil.copytree(sample_index, index)
    question = "What read rate did the wet linen have in the April measurement?"
    with_it = Assistant.open(index, embedder=embedder)
    cited = {made.document.path for made in with_it.ask(question).quotes}
    assert cited
    with_it.index.close()
    for path in cited:
        (sources / path).unlink()
    Night(sources, index, load_settings(sources)).run(accept_shrink=True)
    without = Assistant.open(index, embedder=embedder)
    assert not cited & {made.document.path for made in without.ask(question).quotes}
    assert not cited & {hit.document.path for hit in without.search(question, 200)}
    assert not cited & {document.path for document in without.index.documents()}
