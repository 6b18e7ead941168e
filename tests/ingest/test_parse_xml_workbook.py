"""Excel 2003's XML workbooks are read like any other, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts

CELL = '<Cell><Data ss:Type="String">{}</Data></Cell>'
BOOK = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
 <Style ss:ID="m"><NumberFormat ss:Format="#,##0.00\\ &quot;EUR&quot;"/></Style></Styles>
 <Worksheet ss:Name="Ward goals"><Table>
  <Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="String">Goal</Data></Cell>
   <Cell><Data ss:Type="String">By</Data></Cell>
   <Cell><Data ss:Type="String">Share</Data></Cell><Cell><Data ss:Type="String">Cost</Data></Cell></Row>
  <Row><Cell ss:Index="2" ss:MergeDown="1"><Data ss:Type="String">Fewer <B>falls</B></Data>
    <Comment ss:Author="Ida"><Data>Too low?</Data></Comment></Cell>
   <Cell><Data ss:Type="DateTime">2026-05-03T00:00:00.000</Data></Cell>
   <Cell ss:StyleID="p"><Data ss:Type="Number">0.125</Data></Cell>
   <Cell ss:StyleID="m"><Data ss:Type="Number">1234.5</Data></Cell></Row>
  <Row><Cell ss:Index="3"><Data ss:Type="DateTime">2026-06-03T00:00:00.000</Data></Cell></Row>
 </Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("name", ["goals.xls", "goals.xml", "goals.xlsx"])
def test_its_cells_are_read_as_the_sheet_shows_them(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(BOOK)
    document = only(path)
    assert texts(document)[:3] == [
        "Goal | By | Share | Cost",
        "Fewer falls | 2026-05-03 | 12.50% | 1,234.50 EUR",
        "Fewer falls | 2026-06-03",
    ]
    block = block_of(document, "12.50%")
    assert (block.locator.sheet, block.locator.row, block.columns[1]) == ("Ward goals", 4, "By")
    assert texts(document, Role.COMMENT) == ["Too low?"]
    assert parse(path).warnings == ("hidden sheets are read too: Ward goals",)


def test_a_sheet_that_a_tool_wrote_is_its_export(tmp_path: Path) -> None:
    rows = (["Summary", "Issue key", "Issue Type", "Status"], ["Fewer falls", "CARE-1", "Epic", "Open"])
    cells = "".join("<Row>" + "".join(map(CELL.format, row)) + "</Row>" for row in rows)
    path = tmp_path / "a.xls"
    path.write_text(f"{BOOK.split('<Table>')[0]}<Table>{cells}</Table></Worksheet></Workbook>")
    record = only(path).record
    assert record is not None
    assert (record.tool, record.key) == ("jira", "CARE-1")


def test_a_damaged_one_and_one_with_impossible_places_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    for text in (BOOK[:900], BOOK.replace('ss:Index="3"', 'ss:Index="99999999"', 1)):
        path.write_text(text)
        with pytest.raises(DocumentError, match=r"save it again as \.xlsx"):
            parse(path)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        (
            "a.xml",
            '<?xml version="1.0"?><w:d xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            ".docx",
        ),
        ("a.fods", '<?xml version="1.0"?><o:document o:x="" office:mimetype="application/x"/>', ".ods"),
        ("a.xls", "ID;PWXL;N;E\nC;Y1;X1;K1\nE\n", "SYLK"),
        ("a.dif", 'TABLE\n0,1\n"EXCEL"\n', "DIF"),
        ("a.pdf", "<html><body>Sign in</body></html>", "a web page that is called .pdf"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(tmp_path: Path, name: str, text: str, reason: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(
        DocumentError, match=rf"{reason.replace('.', '[.]')}.*(?:save|export)|(?:save|export).*{reason}"
    ):
        parse(path)


@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.xls", "a.xlsx", "a.csv", "a.txt"])
@pytest.mark.parametrize(
    "text",
    [r"{\rtf1\ansi Fewer falls by May.}", "<html><body><p>Fewer falls by May.</p></body></html>"],
    ids=["Rich Text", "page"],
)
def test_rich_text_and_pages_are_known_by_what_they_hold(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert texts(only(path)) == ["Fewer falls by May."]


def test_json_that_is_called_csv_is_read_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('[{"goal": "Fewer falls", "owner": "Ida"}, {"goal": "Calm", "owner": "Bo"}]')
    assert texts(only(path))[1] == "Fewer falls | Ida"
