from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts

ROWS = [["Goal", "Owner", "Note"], ["Fewer falls", "Ana", ""], ["", "Bö", "später"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "goals.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in ROWS).encode(encoding))
    document = only(path)
    assert texts(document) == ["Goal | Owner | Note", "Fewer falls | Ana", " | Bö | später"]


def test_rows_have_their_record_number_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text('Goal,Note\n"Fewer\r\nfalls",x\n\nShorter waits,y | z\n')
    document = only(path)
    assert document.blocks[0].role is Role.HEADER
    assert [block.locator.row for block in document.blocks] == [1, 2, 4]
    assert texts(document)[1:] == ["Fewer falls | x", "Shorter waits | y|z"]
    assert block_of(document, "Shorter waits").columns == ("Goal", "Note")


def test_declared_delimiter_of_excel_is_not_content(tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("sep=;\nGoal;Note\nA, b;c\n")
    assert texts(only(path)) == ["Goal | Note", "A, b | c"]


def test_numbers_without_a_header_are_all_rows(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    path.write_text("1,2\n3,4\n5,6\n")
    assert texts(only(path), Role.ROW) == ["1 | 2", "3 | 4", "5 | 6"]


def test_name_that_claims_another_tool_gets_a_warning(tmp_path: Path) -> None:
    claimed, honest = tmp_path / "jira export.csv", tmp_path / "issues.csv"
    for path in (claimed, honest):
        path.write_text("id,issue_name\n1,Task\n")
    assert "header is not that of one" in parse(claimed).warnings[0]
    assert parse(honest).warnings == ("not an export of a tool that is known: read as a plain table",)


def test_table_without_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",,\n;;\n")
    with pytest.raises(DocumentError):
        parse(path)


def test_header_below_a_title_is_found_and_the_title_names_the_table(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("Deals of the quarter;;\nAs of 3 May 2026;;\n\nName;Stage;Amount\nAcme;Won;3\nBeta;Lost;4\n")
    document = only(path)
    block = block_of(document, "Acme")
    assert (block.locator.row, block.columns, block.trail) == (
        5, ("Name", "Stage", "Amount"), ("Deals of the quarter",)
    )  # fmt: skip
    assert (document.title, document.date) == ("Deals of the quarter", "2026-05-03")


def test_quote_that_never_ends_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Goal,Note,Due\nFalls,"never ends,3\nWaits,x,4\n')
    read = parse(path)
    assert texts(read.documents[0])[2] == "Waits | x | 4"
    assert "a quoted cell never ends" in read.warnings[0]


def test_row_with_too_many_cells_loses_none_and_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Goal,Due\nFalls,3\nWaits,4,and more\n")
    read = parse(path)
    assert texts(read.documents[0])[2] == "Waits | 4 | and more"
    assert read.warnings[0] == "1 row has more cells than the header has names: 3"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("1,5;2,5\n3,5;4,5\n5,5;6,5\n7,5;8,5\n", "1,5 | 2,5"),
        ("1,5\t2,5\n3,5\t4,5\n", "1,5 | 2,5"),
        ("a,1;2\nb,4;5\nc,7;8\n", "a | 1;2"),
        ("1,2,3\n4,5,6\n", "1 | 2 | 3"),
    ],
)
def test_a_decimal_comma_parts_no_cells_where_another_mark_does(tmp_path: Path, text: str, cells: str) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text(text)
    assert texts(only(path))[0] == cells


def test_a_header_that_returns_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("Goal,Owner\nFewer falls,Ana\nGoal,Owner\nShorter waits,Bo\n")
    document = only(path)
    assert texts(document) == ["Goal | Owner", "Fewer falls | Ana", "Shorter waits | Bo"]
    assert block_of(document, "Shorter waits").locator.row == 4


@pytest.mark.parametrize("delimiter", ["\t", "|"])
def test_a_table_that_is_called_a_text_is_read_row_by_row(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "goals.txt"
    path.write_text("\n".join(delimiter.join(row) for row in ROWS))
    assert texts(only(path)) == ["Goal | Owner | Note", "Fewer falls | Ana", " | Bö | später"]


def test_a_text_with_a_few_tabs_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Aims\tof the year\nWe cut waits.\nWe cut\tfalls as well.\n")
    assert only(path).media == "text"


@pytest.mark.parametrize(
    "above",
    [
        ["Depot;30711;Harbourside;East", "Manager;Quist"],
        ["Depot;East;Harbourside;Quay", "Manager;Quist"],
        ["Rounds of the week", "Depot;East;Harbourside;2026"],
    ],
)
def test_what_a_report_says_of_itself_in_pairs_is_not_its_header(tmp_path: Path, above: list[str]) -> None:
    path = tmp_path / "rounds.csv"
    header, row = "Round;Stops;Bins;Late;Cost;Weight", "Monday;41;118;3;210,50;12,00-"
    path.write_text("\n".join([*above, "", header, row, row.replace("Monday", "Friday")]))
    document = only(path)
    (named,) = (block for block in document.blocks if block.role is Role.HEADER)
    assert (named.locator.row, named.columns) == (len(above) + 2, tuple(header.split(";")))
    assert texts(document, Role.TEXT)[-1] == above[-1].replace(";", " ")


def test_rows_of_words_that_are_wider_than_their_header_are_no_header(tmp_path: Path) -> None:
    path = tmp_path / "rounds.csv"
    path.write_text("Round,Crew,Boss\nMonday,Ann,Bo,Cy,Di\nFriday,Ed,Flo,Gus,Hal\n")
    document = only(path)
    assert texts(document, Role.HEADER) == ["Round | Crew | Boss"]


def test_names_under_their_groups_are_one_header(tmp_path: Path) -> None:
    path = tmp_path / "rounds.csv"
    path.write_text("Round,Bins,,Cost,\n,2025,2026,2025,2026\nMonday,41,38,210,190\nFriday,50,49,300,310\n")
    document = only(path)
    assert texts(document, Role.HEADER) == ["Round | Bins 2025 | Bins 2026 | Cost 2025 | Cost 2026"]
    assert texts(document, Role.ROW) == ["Monday | 41 | 38 | 210 | 190", "Friday | 50 | 49 | 300 | 310"]
    assert [block.locator.row for block in document.blocks] == [2, 3, 4]


@pytest.mark.parametrize(
    "rows", ["Round,Crew,,Year\nMonday,Ann,late,2024\nFriday,Bo,early,2025\n", "Round,,Bins\n,Ann,2024\nFriday,Bo,3\n"]
)
def test_a_row_below_a_gap_in_the_header_is_a_row(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "rounds.csv"
    path.write_text(rows)
    assert len(texts(only(path), Role.ROW)) == 2


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Příliš žluťoučký kůň", "cp1250"), ("zażółć gęślą jaźń", "cp1250"), ("árvíztűrő fúrógép", "cp1250"),
        ("perché più città è già", "cp1252"), ("blåbær og smør", "cp1252"), ("à côté de l\u2019œuvre", "cp1252"),
    ],
)  # fmt: skip
def test_text_of_old_windows_has_the_letters_of_its_language(tmp_path: Path, words: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"Name;Note\nA;{words}\n".encode(encoding))
    assert texts(only(path))[1] == f"A | {words}"


def test_what_a_list_says_of_its_columns_in_a_first_line_is_no_content(tmp_path: Path) -> None:
    schema = '"ListSchema={""schemaXmlList"":[""<Field Name=\'Title\' Type=\'Text\' />"",""<Field Name=\'Due\' />""]}"'
    (tmp_path / "list.csv").write_text(f"{schema}\nTitle,Due\nOil the winch,Monday\nCoil, ropes\n", encoding="utf-8")
    document = only(tmp_path / "list.csv")
    assert texts(document) == ["Title | Due", "Oil the winch | Monday", "Coil | ropes"]
    assert document.blocks[1].locator.row == 3


def test_rich_text_in_a_cell_is_read_without_its_markup(tmp_path: Path) -> None:
    rich = "<p>Oil <b>both</b> winches</p><ul><li>north</li><li>south</li></ul>"
    (tmp_path / "w.csv").write_text(f"No,What\n1,{rich}\n2,load < 5 and > 2\n", encoding="utf-8")
    assert texts(only(tmp_path / "w.csv"))[1:] == ["1 | Oil both winches north south", "2 | load < 5 and > 2"]
