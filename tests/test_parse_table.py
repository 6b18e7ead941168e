from __future__ import annotations

from pathlib import Path

import pytest
from parse_checks import block_of, only, texts

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse

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
