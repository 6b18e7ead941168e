"""What a reader thinks of an answer is kept in a file; a corrected verdict becomes a case that the suite accepts."""

import json
from pathlib import Path

import pytest

from assistant.conversations.feedback import Feedback, case_of, save_feedback
from assistant.domain import Dimension, Level, Verdict
from assistant.errors import IndexUnusableError, UsageError
from eval.casebook import read_cases
from eval.command import correct
from eval.corrections import case_file

THUMB = Feedback(False, "Who owns Atlas?", "Ana owns it. [1]", "It is out of date", ("board",))
VERDICT = Feedback(
    False, "Is Atlas outcome-aligned?", "Atlas: aligned. [1]", "Nobody: changed \"it\"\n- at all", ("board",), "Atlas",
    Verdict.OUTPUT_DRIVEN, ((Dimension.OUTCOME_NOT_OUTPUT, Level.NOT_MET),),
)  # fmt: skip


def test_a_thumb_with_a_reason_is_a_file_that_says_what_was_asked_and_answered(tmp_path: Path) -> None:
    file = save_feedback(tmp_path, "talk-0", THUMB)
    assert json.loads(file.read_text("utf-8")) == {
        "question": "Who owns Atlas?", "answer": "Ana owns it. [1]", "reason": "It is out of date", "as": ["board"],
        "helpful": False,
    }  # fmt: skip
    with pytest.raises(UsageError, match="right"):
        case_file(file, tmp_path)


def test_a_corrected_verdict_becomes_a_case_that_the_suite_reads(tmp_path: Path) -> None:
    file = save_feedback(tmp_path, "talk-0", VERDICT)
    case = case_file(file, tmp_path)
    assert case == case_of(file)
    (found,) = read_cases(case.parent)
    assert (found.kind, found.initiative, found.verdict, found.groups) == (
        "initiative",
        "Atlas",
        "output_driven",
        ("board",),
    )
    assert found.levels == (("outcome_not_output", "not_met"),)
    assert found.reason == VERDICT.reason
    assert len(read_cases(case_file(file, tmp_path).parent)) == 1, "made again, it is still one case"


def test_the_command_makes_the_same_case_of_it(tmp_path: Path) -> None:
    file = save_feedback(tmp_path, "talk-0", VERDICT)
    row = correct(file, tmp_path, tmp_path / "cases" / "corrections.yaml")
    assert row["id"] == "corrected-atlas"
    case_file(file, tmp_path)
    assert read_cases(tmp_path / "cases") == read_cases(file.parent)


def test_who_thinks_better_of_it_replaces_what_was_said_and_the_case_made_of_it(tmp_path: Path) -> None:
    case = case_file(save_feedback(tmp_path, "talk-0", VERDICT), tmp_path)
    assert case.is_file()
    file = save_feedback(tmp_path, "talk-0", Feedback(True, "Is Atlas outcome-aligned?", "Atlas: aligned. [1]"))
    assert json.loads(file.read_text("utf-8"))["helpful"] is True
    assert [one.name for one in file.parent.iterdir()] == ["talk-0.json"]


def test_what_cannot_be_written_says_so_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "feedback").write_text("a file where the folder should be")
    with pytest.raises(IndexUnusableError, match="cannot be written"):
        save_feedback(tmp_path, "talk-0", THUMB)
    with pytest.raises(ValueError, match="no name"):
        save_feedback(tmp_path, "../talk", THUMB)
