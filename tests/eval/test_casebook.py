"""Labelled cases are named, say why they are there, and are refused by name where they cannot be read."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.errors import UsageError
from eval.casebook import KINDS, Labelled, read_cases
from eval.corrections import add_correction
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str]], Path]
Ingest = Callable[[Path], Receipt]
VERDICTS = {"aligned", "partly_aligned", "output_driven", "not_aligned", "cannot_tell"}


def only(tmp_path: Path, text: str) -> Labelled:
    (tmp_path / "one.yaml").write_text(text)
    return read_cases(tmp_path)[0]


def test_the_sample_has_cases_of_every_kind_verdict_and_reader() -> None:
    cases = read_cases()
    assert len(cases) >= 250
    assert set(KINDS) == {case.kind for case in cases}
    assert all(len(case.reason) > 15 for case in cases)
    assert {case.verdict for case in cases if case.kind == "initiative"} == VERDICTS
    asked = Counter(case.question for case in cases if case.kind == "restricted")
    assert len(asked) >= 20
    assert set(asked.values()) == {2}  # each of them as two readers
    assert all(case.gold or not case.answerable or case.answer is not None for case in cases if case.question)


def test_a_case_has_what_its_file_says(tmp_path: Path) -> None:
    case = only(
        tmp_path,
        "- {id: a, kind: stale, reason: why, question: What, as: [board], says: ['4 %'],\n"
        "   gold: [{file: f.md, quote: now, line_start: 3, line_end: 3}], outdated: [{file: o.md, quote: then}]}\n",
    )
    assert (case.groups, case.says, case.gold[0].line_start) == (("board",), ("4 %",), 3)
    assert (case.outdated[0].file, case.asked, case.answerable) == ("o.md", "What", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {id: a, kind: fact, question: What}", "no id, kind or reason"),
        ("- {id: a, kind: fancy, reason: r, question: What}", "'fancy' is unknown"),
        ("- {id: a, kind: fact, reason: r, question: What, quesion: x}", "'quesion'"),
        ("- {id: a, kind: fact, reason: r, question: What, initiative: X}", "needs one of"),
        ("- {id: a, kind: initiative, reason: r, initiative: X, verdict: fine}", "no verdict 'fine'"),
        ("- {id: a, kind: fact, reason: r, question: What, gold: [{file: f.md}]}", "place without file and quote"),
        ("- {id: a, kind: fact, reason: r, question: What, like: b}", "like 'b'"),
        ("- {id: a, kind: fact, reason: r, question: Q}\n- {id: a, kind: fact, reason: r, question: Q}", "called 'a'"),
        ("{id: a}", "not a list"),
        ("- [", "cannot read"),
    ],
)
def test_a_case_that_cannot_be_used_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.split("(")[0]):
        only(tmp_path, text)


def test_a_readers_correction_becomes_a_case_with_its_place(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    ingest(write({"strategy/goals.md": "# Goals\n\nLoss falls to\n9 % by June 2027.\n"}))
    feedback, out = tmp_path / "feedback.json", tmp_path / "cases" / "mine.yaml"
    given = {
        "question": "To what shall loss fall?",
        "answer": "4 %",
        "says": ["9 %"],
        "right": [{"file": "strategy/goals.md", "quote": "Loss falls to 9 % by June 2027."}],
    }
    feedback.write_text(json.dumps(given))
    names = [add_correction(feedback, tmp_path / "index", out) for _ in range(2)]
    first, second = read_cases(out.parent)
    assert (
        names == [first.id, second.id] == ["corrected-to-what-shall-loss-fall", "corrected-to-what-shall-loss-fall-2"]
    )
    place = first.gold[0]
    assert (place.quote, place.line_start, place.line_end) == ("Loss falls to\n9 % by June 2027.", 3, 4)
    assert "4 %" in first.reason


def test_a_correction_that_cannot_be_held_against_the_documents_is_refused(
    write: Write, ingest: Ingest, tmp_path: Path
) -> None:
    ingest(write({"strategy/goals.md": "# Goals\n\nLoss falls to 9 %.\n"}))
    unusable: tuple[dict[str, object], ...] = (
        {"question": "Q?", "right": [{"file": "strategy/goals.md", "quote": "not there"}]},
        {"question": "Q?"},
        {"question": "Q?", "initiative": "X"},
        {"initiative": "X", "verdict": "fine"},
        {"initiative": "X", "verdict": "aligned", "levels": {"colour": "met"}},
    )
    for given in unusable:
        (tmp_path / "feedback.json").write_text(json.dumps(given))
        with pytest.raises(UsageError):
            add_correction(tmp_path / "feedback.json", tmp_path / "index", tmp_path / "mine.yaml")
    assert not (tmp_path / "mine.yaml").exists()
