from pathlib import Path

import pytest

from assistant.index.abbreviations import Abbreviations, other_forms, read_abbreviations, written_out
from assistant.search.retrieval import written_out_once


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("We replaced the Data Reporting System (DRS) in May.", [("DRS", "Data Reporting System")]),
        ("The DRS (Data Reporting System) is old.", [("DRS", "Data Reporting System")]),
        ("Annual recurring revenue (ARR) rose.", [("ARR", "Annual recurring revenue")]),
        ("All states, tribes and territories (STTs) report.", [("STTs", "states, tribes and territories")]),
        ("The pilot (UK) ended. Demo of the upload page (Raft).", []),
        ("Revenue rose (YOY) again.", []),
    ],
)
def test_a_short_form_stands_for_the_words_whose_letters_it_has(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(short, long) for short, long in written_out(text)] == pairs


def test_a_question_is_asked_in_both_forms() -> None:
    tables = [{"DRS": "Data Reporting System"}]
    assert other_forms("Who runs the DRS?", tables) == ["Data Reporting System"]
    assert other_forms("Who runs the data reporting system?", tables) == ["DRS"]
    assert other_forms("Who runs the DRS, the data reporting system?", tables) == []
    assert other_forms("Who runs payroll?", tables) == []


def test_the_form_that_is_defined_most_often_is_kept(tmp_path: Path) -> None:
    collected = Abbreviations()
    for text in ("Order management (OM)", "Office move (OM)", "Order management (OM)"):
        collected.read(text)
    collected.write(tmp_path)
    assert read_abbreviations(tmp_path) == {"OM": "Order management"}


def test_what_an_abbreviation_stands_for_weighs_no_more_than_the_abbreviation() -> None:
    rarity = {"run": 1.0, "drs": 3.0, "data": 2.0, "report": 2.0, "system": 2.0}
    weighed = written_out_once(rarity, "Who runs the DRS?")
    assert weighed["run"] == 1.0
    assert weighed["drs"] == pytest.approx(weighed["data"] + weighed["report"] + weighed["system"])
    assert written_out_once(rarity, "Who runs the data reporting system?") == rarity
