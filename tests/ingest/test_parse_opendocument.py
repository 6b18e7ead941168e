# ruff: noqa: E501 - XML reads better in one line
from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.golden_inputs import opendocument
from tests.ingest.parse_checks import block_of, only, texts


def put(tmp_path: Path, kind: str, body: str, styles: str = "") -> Path:
    path = tmp_path / "a.bin"
    path.write_bytes(opendocument(kind, body, styles))
    return path


def test_white_space_boxes_and_nested_lists_are_read(tmp_path: Path) -> None:
    body = (
        "<office:text><text:p>A<text:s/>b<text:tab/>c<text:line-break/>d<draw:frame><draw:text-box><text:p>In a box</text:p>"
        "</draw:text-box></draw:frame></text:p><text:list><text:list-item><text:p>One</text:p><text:list><text:list-item>"
        "<text:p>Two</text:p></text:list-item></text:list></text:list-item></text:list></office:text>"
    )
    document = only(put(tmp_path, "text", body))
    assert texts(document) == ["A b c\nd", "In a box", "One", "Two"]
    assert block_of(document, "Two").role is Role.ITEM


def test_table_of_contents_and_hidden_text_are_no_content(tmp_path: Path) -> None:
    body = (
        "<office:text><text:table-of-content><text:p>Goals 3</text:p></text:table-of-content>"
        "<text:p>Shown<text:hidden-text>secret</text:hidden-text></text:p></office:text>"
    )
    assert texts(only(put(tmp_path, "text", body))) == ["Shown"]


def test_repeated_cells_and_rows_count_and_merges_cover_their_rows(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'

    body = (
        '<office:spreadsheet><table:table table:name="S">'
        f"<table:table-row>{cell('Team')}{cell('Goal')}</table:table-row>"
        f"<table:table-row>{cell('North', chr(32) + 'table:number-rows-spanned=' + chr(34) + '2' + chr(34))}{cell('Falls')}"
        f"</table:table-row><table:table-row><table:covered-table-cell/>{cell('Waits')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000"/></table:table-row>'
        f"<table:table-row>{cell('End', 'table:number-columns-repeated=' + chr(34) + '2' + chr(34))}</table:table-row>"
        "</table:table></office:spreadsheet>"
    )
    document = only(put(tmp_path, "spreadsheet", body))
    assert texts(document) == ["Team | Goal", "North | Falls", "North | Waits", "End | End"]
    assert block_of(document, "End").locator.row == 1_000_004


def test_hidden_slides_are_said(tmp_path: Path) -> None:
    hidden = (
        '<style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    page = '<draw:page draw:style-name="dp{}"><draw:frame><draw:text-box><text:p>Words</text:p></draw:text-box></draw:frame></draw:page>'
    path = put(
        tmp_path, "presentation", f"<office:presentation>{page.format(1)}{page.format(2)}</office:presentation>", hidden
    )
    assert parse(path).warnings == ("hidden slides are read too: 2",)


def test_encrypted_and_broken_files_say_what_to_do(tmp_path: Path) -> None:
    path = put(tmp_path, "text", "<office:text/>")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(DocumentError, match="remove its password"):
        parse(path)
    broken = put(tmp_path, "text", "<office:text><text:p></office:text>")
    with pytest.raises(DocumentError, match="damaged OpenDocument file"):
        parse(broken)


def test_tables_of_a_text_have_groups_of_columns_and_cells_over_rows(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    under, wide = "<table:covered-table-cell/>", 'table:number-columns-spanned="2"'
    high = 'table:number-rows-spanned="2"'
    body = (
        "<office:text><table:table><table:table-header-rows>"
        f"{row(cell('Boat', high), cell('Delays', wide), under)}{row(under, cell('May'), cell('June'))}"
        f"</table:table-header-rows>{row(cell('Tern', high), cell('5', high), cell('3'))}{row(under, under, cell('2'))}"
        "</table:table><text:p>Crew <text:placeholder>&lt;name&gt;</text:placeholder></text:p></office:text>"
    )
    document = only(put(tmp_path, "text", body))
    assert texts(document) == ["Boat | Delays", " | May | June", "Tern | 5 | 3", "Tern |  | 2", "Crew"]
    assert document.blocks[2].columns == document.blocks[3].columns == ("Boat", "Delays May", "Delays June")
