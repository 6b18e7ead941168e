"""The page Eval: scores beside their floors, their course, and the cases that fail, from the files of a run."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import DocumentError
from assistant.pages.scores.files import Scores, folder_of, read_scores
from assistant.pages.scores.page import problem_html
from assistant.pages.scores.tables import failed_html, figures_html, gates_html, head_html, measures_html

Row = dict[str, Any]


def part(measure: str, kind: str, value: float, floor: float | None, **more: Any) -> Row:
    return {
        "measure": measure,
        "kind": kind,
        "cases": 9,
        "value": value,
        "floor": floor,
        "plain": {"bm25": 0.2},
        **more,
    }


def case(name: str, **more: Any) -> Row:
    said = {"question": f"Who owns {name} <b>?", "expected": "Ana", "got": "Rui", "measures": "exact"}
    return {"id": name, **said, "rerun": f"bearing eval suite --only {name}", **more}


RESULTS: Row = {
    "suite": "suite", "commit": "c3", "full": False, "cases": 18, "passed": False, "seconds": 61.0,
    "slices": [
        part("exact", "all", 0.5, 0.6), part("exact", "fact", 0.4, 0.45), part("exact", "list", 0.6, None),
        part("private", "all", 1.0, 1.0, must_hold=True),
    ],
    "figures": {"macro_f1": 0.8, "seconds_p95": 0.4}, "bounds": {"macro_f1": {"least": 0.9, "most": 1.0}},
    "means": {"exact": "numbers that are said"},
    "changes": [{"measure": "exact", "kind": "all", "before": 0.55, "now": 0.5}],
    "breaches": [{"measure": "exact", "kind": "all", "why": "0.500 is below its floor of 0.600"}],
    "fallen": [case("fact-badge")],
    "missed": [case("fact-badge"), case("list-docks"), case("secret-sale", **{"as": ["board"]})],
}  # fmt: skip
PAST = [
    {"commit": "c1", "figures": {"exact": 0.4}},
    {"commit": "c2", "figures": {}},
    {"commit": "c3", "figures": {"exact": 0.5}},
]


def written(folder: Path, results: Row = RESULTS, past: list[Row] = PAST) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(results), encoding="utf-8")
    (folder / "history.jsonl").write_text("".join(json.dumps(row) + "\n" for row in past), encoding="utf-8")
    return folder


def scores(folder: Path, groups: tuple[str, ...] = (), **more: Any) -> Scores:
    found = read_scores(written(folder, RESULTS | more), groups)
    assert found
    return found


def test_a_measure_stands_beside_its_floor_the_accepted_run_and_its_course(tmp_path: Path) -> None:
    page = measures_html(scores(tmp_path), must_hold=False)
    assert "numbers that are said" in page
    assert '0.60 <span class="b-flag">below</span>' in page
    assert "-0.050" in page
    assert 'aria-label="0.400 at c1, 0.500 at c3"' in page, "a commit that did not measure it is left out"
    assert "class=b-short>fact <b>0.40</b> of 0.45" in page
    assert "bm25 0.20" in page
    held = measures_html(scores(tmp_path), must_hold=True)
    assert "What must always hold" in held
    assert "one run so far" in held
    assert "exact" not in held


def test_gates_that_do_not_hold_are_said_first(tmp_path: Path) -> None:
    assert "1 gate does not hold" in gates_html(scores(tmp_path))
    assert "All gates hold." in gates_html(scores(tmp_path, breaches=[]))
    assert "18 cases · pull-request tier · 61 s · commit c3" in head_html(scores(tmp_path))


def test_a_failing_case_tells_what_came_and_how_to_ask_just_it_again(tmp_path: Path) -> None:
    whole = figures_html(scores(tmp_path).figures)
    assert 'at least 0.90 and at most 1.00 <span class="b-flag">not kept</span>' in whole
    assert "<td>nothing</td>" in whole
    page = failed_html(scores(tmp_path), "")
    assert page.index("In a gate") < page.index("list-docks")
    assert page.count("bearing eval suite --only fact-badge") == 1
    assert "Who owns fact-badge &lt;b&gt;?" in page
    assert "<b>?" not in page
    assert "list-docks" not in failed_html(scores(tmp_path), "BADGE ana")
    assert "No failing case has these words." in failed_html(scores(tmp_path), "moon")


def test_cases_that_were_asked_as_other_readers_are_not_shown(tmp_path: Path) -> None:
    page = failed_html(scores(tmp_path), "")
    assert "secret-sale" not in page
    assert "1 case that was asked as a reader of other groups" in page
    assert "secret-sale" in failed_html(scores(tmp_path, ("board",)), "")


def test_files_of_an_older_version_are_read(tmp_path: Path) -> None:
    old = {name: value for name, value in RESULTS.items() if name not in ("means", "missed", "bounds")}
    old["slices"] = [{"measure": "exact", "kind": "all", "cases": 9, "value": 0.5, "plain": {}}]
    found = read_scores(written(tmp_path, old, []))
    assert found
    assert "<td>none</td>" in measures_html(found, must_hold=False)
    assert len(found.failed) == 1


@pytest.mark.parametrize("text", ["{", "[]", '{"commit": "c"}', '{"slices": 3}'])
def test_files_that_are_not_a_report_say_which_command_writes_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "results.json").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match="bearing eval --report"):
        read_scores(tmp_path)


def test_without_a_run_the_page_says_the_command(tmp_path: Path) -> None:
    assert read_scores(tmp_path) is None
    page = problem_html("", tmp_path / "<index>")
    assert f"bearing eval --report {tmp_path}/&lt;index&gt;/eval" in page
    assert "No suite was run yet" in page
    assert "cannot be read" in problem_html("the files are broken", tmp_path)


def test_scores_of_the_index_directory_come_before_those_that_came_with_the_code(tmp_path: Path) -> None:
    shipped = tmp_path / "docs" / "eval"
    assert folder_of(tmp_path, shipped) == shipped
    written(tmp_path / "eval")
    assert folder_of(tmp_path, shipped) == tmp_path / "eval"


def test_the_report_that_comes_with_the_code_is_read() -> None:
    found = read_scores(Path(__file__).resolve().parents[2] / "docs" / "eval")
    assert found
    assert all(measure.whole.floor is not None for measure in found.measures)
    assert all(measure.holds for measure in found.measures) or found.breaches
