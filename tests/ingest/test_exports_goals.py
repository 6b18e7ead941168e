# ruff: noqa: E501 - sheets are as wide as people make them
"""OKR sheets, and the rocks, scorecards and V/TO of EOS."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Link, Parsed, ParsedFile, Record
from ingest.exports import choose, eos_table, okr_table
from ingest.parse.files import parse
from ingest.parse.table import Table
from tests.ingest.export_checks import record, table
from tests.ingest.parse_checks import block_of, check

PAIRS = """Theme,Objective,Owner,Key Result,Baseline,Target,Current,Confidence,Due
Calm,O1: Boats do not wait,Ana Lima,KR1: Waiting falls to 2 h,9 h,2 h,5 h,70 %,31/12/2026
,,,KR2: Nobody anchors at night,40,0,12,0.5,31/12/2026
Calm,O2: Crews trust the plan,Ben Roth,KR1: 90 % follow it,60 %,90 %,90 %,Done,2026-11-30
"""
SIDE = """Objective,Objective owner,Key Result 1,Key Result 2,Quarter
Boats do not wait,Ana Lima,Waiting falls to 2 h,Nobody anchors at night,Q4
"""
TYPED = """ID,Type,Title,Parent objective,Owner,Start value,Target,Current,Status,Due date
7,Objective,Boats do not wait,,Ana Lima,,,,On track,12/31/2026
8,Key Result,Waiting falls to 2 h,Boats do not wait,Ben Roth,9,2,5,At risk,12/31/2026
9,KR,Nobody anchors at night,,Ben Roth,40,0,12,Achieved,12/31/2026
"""
ROCKS = "Rock,Who,Due Date,Status,1-Year Goal\nNew berth map,Ana Lima,2026-12-31,On Track,Boats do not wait\nRadio,Ben Roth,2026-12-31,Complete,\n"
SCORECARD = "Who,Measurable,Goal,5-Jan,12-Jan\nAna Lima,Waiting hours,<= 2,3,2.5\nBen Roth,Berths sold,40,38,\n"
ORGANISER = """Core Values,10-Year Target,3-Year Picture,1-Year Plan,Rocks,Issues
Kind,1000 boats a day,12 piers,9 piers,New berth map,Short of pilots
On time,,,,Radio,
"""


def read(tmp_path: Path, content: str, name: str = "goals.csv") -> ParsedFile:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    found = parse(file)
    for document in found.documents:
        check(document)
    return found


def goals(found: ParsedFile) -> dict[str, tuple[Parsed, Record]]:
    return {document.key or "": (document, document.record) for document in found.documents if document.record}


def test_results_belong_to_the_objective_that_stands_above_them(tmp_path: Path) -> None:
    found = goals(read(tmp_path, PAIRS))
    assert list(found) == ["O1", "O1 KR1", "O1 KR2", "O2", "O2 KR1"]
    assert [record.type for _, record in found.values()] == [
        "objective",
        "key result",
        "key result",
        "objective",
        "key result",
    ]
    assert found["O1 KR2"][1].parent == "O1"
    assert found["O2 KR1"][1].parent == "O2"
    assert found["O1 KR2"][1].links[1] == Link("theme", "Calm")


def test_a_result_carries_its_measure_and_what_is_said_once_above_it(tmp_path: Path) -> None:
    document, record = goals(read(tmp_path, PAIRS))["O1 KR2"]
    assert (record.title, record.owner, record.due, record.status) == (
        "Nobody anchors at night",
        "Ana Lima",
        "2026-12-31",
        None,
    )
    assert {name: record.values[name] for name in ("Baseline", "Target", "Current", "Confidence")} == {
        "Baseline": ("40",), "Target": ("0",), "Current": ("12",), "Confidence": ("0.5",),
    }  # fmt: skip
    block = block_of(document, "Nobody anchors")
    assert (block.locator.key, block.locator.field, block.locator.row) == ("O1 KR2", "Key Result", 3)
    assert "Objective: O1: Boats do not wait" in document.text
    assert goals(read(tmp_path, PAIRS))["O2 KR1"][1].done


def test_the_sheet_stays_a_document_beside_its_records(tmp_path: Path) -> None:
    whole = read(tmp_path, PAIRS).documents[0]
    assert (whole.key, whole.record) == (None, None)
    assert whole.text.startswith("Theme | Objective | Owner | Key Result")


def test_results_side_by_side_are_results_of_one_objective(tmp_path: Path) -> None:
    found = goals(read(tmp_path, SIDE))
    assert list(found) == ["Boats do not wait", "Waiting falls to 2 h", "Nobody anchors at night"]
    assert found["Boats do not wait"][1].owner == "Ana Lima"
    assert {found[key][1].parent for key in list(found)[1:]} == {"Boats do not wait"}
    assert "Quarter: Q4" in found["Nobody anchors at night"][0].text


def test_results_in_one_cell_are_told_apart(tmp_path: Path) -> None:
    found = goals(
        read(tmp_path, 'Objective,Key results\nBoats do not wait,"- Waiting falls to 2 h\n- Nobody anchors at night"\n')
    )
    assert list(found) == ["Boats do not wait", "Waiting falls to 2 h", "Nobody anchors at night"]


def test_goals_that_say_their_type_are_read(tmp_path: Path) -> None:
    found = goals(read(tmp_path, TYPED))
    assert {key: record.type for key, (_, record) in found.items()} == {
        "7": "objective",
        "8": "key result",
        "9": "key result",
    }
    assert [record.parent for _, record in found.values()] == [None, "7", "7"]
    assert (found["8"][1].due, found["8"][1].status, found["9"][1].done) == ("2026-12-31", "At risk", True)


def test_equal_names_get_keys_of_their_own(tmp_path: Path) -> None:
    found = goals(read(tmp_path, "Objective,Key Result\nA b c,Grow\nD e f,Grow\n"))
    assert list(found) == ["A b c", "Grow", "D e f", "Grow (2)"]


def test_rocks_name_the_goal_that_they_serve(tmp_path: Path) -> None:
    found = goals(read(tmp_path, ROCKS))
    record = found["New berth map"][1]
    assert (record.tool, record.type, record.owner, record.due, record.status) == (
        "eos",
        "rock",
        "Ana Lima",
        "2026-12-31",
        "On Track",
    )
    assert record.parent == "Boats do not wait"
    assert found["Radio"][1].done


def test_a_measurable_keeps_its_weeks(tmp_path: Path) -> None:
    document, record = goals(read(tmp_path, SCORECARD))["Waiting hours"]
    assert document.text == "Measurable: Waiting hours\nGoal: <= 2\nWho: Ana Lima\n5-Jan: 3\n12-Jan: 2.5"
    assert (record.type, record.owner, record.values["12-Jan"]) == ("measurable", "Ana Lima", ("2.5",))
    assert block_of(document, "2.5").locator.field == "12-Jan"


@pytest.mark.parametrize(
    "rows",
    [
        ORGANISER,
        "V/TO section,What,Note\nCore Values,Kind,\n,On time,\n10-Year Target,1000 boats a day,\n3-Year Picture,12 piers,\n1-Year Plan,9 piers,\nRocks,New berth map,\n,Radio,\nIssues,Short of pilots,\n",
    ],
)
def test_the_lines_of_an_organiser_are_what_their_section_says(tmp_path: Path, rows: str) -> None:
    found = {key: record.type for key, (_, record) in goals(read(tmp_path, rows)).items()}
    assert found == {
        "Kind": "core value", "On time": "core value", "1000 boats a day": "goal", "12 piers": "goal", "9 piers": "goal",
        "New berth map": "rock", "Radio": "rock", "Short of pilots": "issue",
    }  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        ["Goal", "Owner", "Budget"],
        ["Objective", "Description"],
        ["Type", "Name", "Owner", "Target"],
        ["Metric", "Goal", "Owner"],
        ["Rock", "Weight", "Hardness"],
        ["Issues", "Owner", "Status"],
        ["Month", "Loss %", "Days"],
    ],
)
def test_tables_that_are_not_surely_goals_stay_tables(header: list[str]) -> None:
    assert okr_table.recognises(header) is None
    assert eos_table.recognises(header) is None
    assert choose.of_table(Table(tuple(header), ((2, tuple("x" for _ in header)),))) is None


def test_what_one_objective_says_is_not_carried_to_the_next(tmp_path: Path) -> None:
    rows = "Theme,Objective,Owner,Key Result\nCalm,A b c,Ana Lima,Grow\n,,,Shrink\n,D e f,,Sell\n,,,Buy\n"
    found = goals(read(tmp_path, rows))
    assert [found[key][1].owner for key in ("Shrink", "Sell", "Buy")] == ["Ana Lima", None, None]
    assert found["Buy"][1].links == (Link("parent", "D e f"),)


def test_lines_of_a_cell_that_each_begin_anew_are_results_of_their_own(tmp_path: Path) -> None:
    found = goals(
        read(
            tmp_path,
            'Objective,Key Results,Owner\nCrews trust the plan,"Delays fall to 2 h\nNobody anchors at night",Ana\n',
        )
    )
    assert list(found) == ["Crews trust the plan", "Delays fall to 2 h", "Nobody anchors at night"]
    assert found["Nobody anchors at night"][1].parent == "Crews trust the plan"


@pytest.mark.parametrize(
    "cell", ["Delays fall in May and\nJune to two hours", "Delays fall\nto two hours", "Delays fall to 2 h\nBerth 4"]
)
def test_a_result_that_runs_over_two_lines_is_one(tmp_path: Path, cell: str) -> None:
    found = goals(read(tmp_path, f'Objective,Key Results,Owner\nCrews trust the plan,"{cell}",Ana\n'))
    assert len(found) == 2


def test_whose_goal_it_is_is_no_sort_of_record(tmp_path: Path) -> None:
    header = ["Goal ID", "Goal Name", "Goal Type", "Owner", "Progress", "Target Value", "Parent Goal Name", "Status"]
    rows = [["g1", "Calm quays", "Company", "Ana", "40%", "", "", "On track"],
            ["g2", "Accidents down to 4", "Individual", "Bo", "20%", "4", "Calm quays", "Off track"]]  # fmt: skip
    goals = [one for one in table(tmp_path / "g.csv", header, *rows).documents if one.record]
    assert [(one.key, record(one).type, record(one).parent) for one in goals] == [
        ("g1", "goal", None), ("g2", "goal", "g1"),
    ]  # fmt: skip


def test_the_number_of_each_row_is_its_key_and_that_of_its_objective_is_not(tmp_path: Path) -> None:
    header = ["Objective ID", "Title", "Type", "Owner", "Target", "Current", "Parent objective ID", "Status"]
    own = [
        ["1", "Calm quays", "Objective", "Ana", "", "", "", ""],
        ["2", "4 accidents", "Key Result", "Bo", "4", "7", "1", ""],
    ]
    goals = [one for one in table(tmp_path / "a.csv", header, *own).documents if one.record]
    assert [(one.key, record(one).parent) for one in goals] == [("1", None), ("2", "1")]
    above = [["1", *own[0][1:]], ["1", *own[1][1:6], "", ""]]
    goals = [one for one in table(tmp_path / "b.csv", header, *above).documents if one.record]
    assert [(one.key, record(one).parent) for one in goals] == [
        ("Calm quays", None), ("4 accidents", "Calm quays"),
    ]  # fmt: skip
