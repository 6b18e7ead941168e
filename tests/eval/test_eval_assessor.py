import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.suites import initiatives, statements
from eval.training.train_statements import OWN, calibration_error
from tests.initiative_fixtures import built_index

HELD_OUT = OWN.with_name("statements_held_out.jsonl")


def write_rows(file: Path, *rows: Mapping[str, Any]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_statements_are_labelled_and_scored_beside_the_plain_rules(tmp_path: Path) -> None:
    data = write_rows(
        tmp_path / "s.jsonl",
        {"id": "a", "text": "Fewer riders miss the last tram", "label": "outcome"},
        {"id": "b", "text": "Print 40 posters for the depot", "label": "output"},
        {"id": "c", "text": "60 %", "parent": "Share of riders who renew", "label": "outcome"},
        {"id": "d", "text": "Help the team.", "label": "vague"},
    )
    report = statements.run(data)
    assert [case.row["label"] for case in report.cases[:3]] == ["outcome", "output", "outcome"]
    assert set(report.cases[0].row) == {"id", "label", "score"}
    assert report.cases[0].row["score"] > 0.5 > report.cases[1].row["score"]
    assert report.cases[3].fault is None  # predicted, and not scored
    summary = report.as_json()
    assert (summary["figures"]["macro_f1"], summary["figures"]["accuracy"]) == (1.0, 1.0)
    assert set(summary["baselines"]) == {"digit", "verb"}


def test_the_held_out_statements_stay_above_what_was_reached() -> None:
    figures = statements.run(HELD_OUT).as_json()["figures"]
    assert figures["macro_f1"] >= 0.92


def test_nothing_held_out_is_trained_on() -> None:
    texts = [{json.loads(line)["text"] for line in file.read_text().splitlines()} for file in (OWN, HELD_OUT)]
    assert not texts[0] & texts[1]


def test_initiatives_are_held_against_verdicts_levels_and_names_that_do_not_exist(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = write_rows(
        tmp_path / "i.jsonl",
        {"id": 1, "initiative": "Parts Refresh", "verdict": "output_driven",
         "levels": {"outcome_not_output": "not_met", "measure": "met"}},
        {"id": 2, "initiative": "Cargo Rental", "verdict": "aligned", "D1": {"level": "not_met"}},
        {"id": 3, "initiative": "Project Neptune", "verdict": None},
    )  # fmt: skip
    report = initiatives.run(data, built_index(tmp_path_factory.mktemp("velo")))
    rows = [case.row for case in report.cases]
    assert [row["found"] for row in rows] == [True, True, False]
    assert [row["verdict"] for row in rows] == ["output_driven", "not_aligned", None]
    assert len(rows[0]["findings"]) == 9
    assert "said not_aligned, it is aligned" in str(report.cases[1].fault)
    summary = report.as_json()
    assert summary["figures"]["accuracy"] == 0.5
    assert summary["figures"]["not_invented"] == summary["figures"]["found"] == summary["figures"]["quoted"] == 1.0
    assert summary["figures"]["level of outcome_not_output"] == summary["figures"]["level of outcome_link"] == 1.0
    assert summary["baselines"]["always"]["accuracy"] == 0.5
    assert summary["tables"]["verdicts"]["aligned"]["not_aligned"] == 1


def test_calibration_error_is_nought_only_where_confidence_is_accuracy() -> None:

    right = np.array([True, True, True, False])
    assert calibration_error(right, np.full(4, 0.75)) == pytest.approx(0)
    assert calibration_error(right, np.full(4, 0.95)) == pytest.approx(0.2)
