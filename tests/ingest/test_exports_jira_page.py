# ruff: noqa: E501 - exports are as wide as their tools write them
from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Link, Parsed, Record, Role
from ingest.exports import jira_page
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, check

COLUMNS = [("project", "Projekt"), ("issuekey", "Schlüssel"), ("summary", "Zusammenfassung"), ("status", "Status"),
           ("resolution", "Lösung"), ("created", "Erstellt"), ("labels", "Label"), ("statusCategory", "Statuskategorie"),
           ("parent", "Übergeordnet"), ("customfield_10014", "Epic Link"), ("customfield_10019", "Rank")]  # fmt: skip
ROWS = [
    ["Hafen", "<a href='/browse/MOB-2'>MOB-2</a>", "<p> Kasse </p>", "<span class='aui-lozenge'>In Arbeit</span>", "",
     "13/Jan/22 11:26 AM", "", "<span>In Arbeit</span>", "", "MOB-1", "0|i0:"],
    ["Hafen", "<a>MOB-3</a>", "<p><span class='parentIssue'>MOB-2</span> Beleg</p>", "Fertig", "Fertig", "14/Jan/22 1:00 PM",
     "<a>nord</a> <a>kasse</a>", "Fertig", "Kasse", "", ""],
    ["Hafen", "<a>MOB-4</a>", "<p>Scanner</p>", "Offen", "&nbsp;", "15/Jan/22 1:00 PM", "nord", "Zu erledigen", "Kasse", "", ""],
]  # fmt: skip
WORD = """<html><head><title>[ATL-7] Form</title></head><body>
<table class="tableBorder"><tr><td colspan="2"><h3 class="formtitle">
  [<a href="https://x.example/browse/ATL-7">ATL-7</a>]&nbsp;<a href="https://x.example/browse/ATL-7">Form</a>
  <span class="subText">Created: 04/Mar/25 10:00 AM &nbsp;Updated: 05/Mar/25 9:00 AM &nbsp;Due: 31/Dec/25 </span></h3></td></tr>
<tr><td width="20%"><b>Status:</b></td><td width="80%">In Progress</td></tr>
<tr><td><b>Project:</b></td><td><a href="#">Atlas</a></td></tr><tr><td><b>Component/s:</b></td><td><a>Web</a>, <a>App</a></td></tr>
</table>
<table class="grid"><tr><td><b>Type:</b></td><td>Story</td><td><b>Priority:</b></td><td>Major</td></tr>
<tr><td><b>Reporter:</b></td><td><a>Ana Lima</a></td><td><b>Assignee:</b></td><td><a>Ben Roth</a></td></tr>
<tr><td><b>Resolution:</b></td><td>Unresolved</td><td><b>Votes:</b></td><td>0</td></tr></table>
<table class="grid"><tr><td><b>Issue Links:</b></td><td><table><tr><td colspan="4"><b>Blocks</b></td></tr>
<tr><td>is blocked by</td><td><a href="/browse/ATL-3">ATL-3</a></td><td>Login</td><td>Open</td></tr></table></td></tr>
<tr><td><b>Epic Link:</b></td><td><a>ATL-2</a></td></tr><tr><td><b>Target outcome:</b></td><td>Fewer calls</td></tr></table>
<table><tr><td bgcolor="#bbbbbb"><font><b>&nbsp;Description&nbsp;</b></font></td></tr></table>
<table><tr><td id="descriptionArea"><p>Callers wait <b>9 minutes</b>.</p></td></tr></table>
<table><tr id="comment-header-1"><td>Comment by <a class="user-hover">Ana Lima</a> [ <font>06/Mar/25 2:05 PM</font> ]</td></tr>
<tr id="comment-body-1"><td><p>Please soon.</p></td></tr></table>
<h3 class="formtitle">[<a href="https://x.example/browse/ATL-8">ATL-8</a>] <a>Other</a> <span class="subText">Created: 04/Mar/25</span></h3>
<table><tr><td><b>Status:</b></td><td>Done</td></tr></table></body></html>"""


def table(tmp_path: Path) -> Path:
    head = "".join(f'<th class="colHeaderLink headerrow-{i}" data-id="{i}">{name}</th>' for i, name in COLUMNS)
    rows = "".join(
        f'<tr class="issuerow" rel="100{at}">{"".join(f"<td>{cell}</td>" for cell in row)}</tr>'
        for at, row in enumerate(ROWS)
    )
    file = tmp_path / "export.xls"
    file.write_text(f'<html><body><table id="issuetable"><tr>{head}</tr>{rows}</table></body></html>', encoding="utf-8")
    return file


def records(path: Path) -> dict[str, tuple[Parsed, Record]]:
    found = {}
    for document in parse(path).documents:
        check(document)
        assert document.record is not None
        found[document.record.key] = (document, document.record)
    return found


def test_columns_are_known_by_their_ids_in_any_language(tmp_path: Path) -> None:
    found = records(table(tmp_path))
    document, record = found["MOB-3"]
    assert (record.title, record.status, record.done, record.labels) == (
        "MOB-3 Beleg",
        "Fertig",
        True,
        ("nord", "kasse"),
    )
    assert record.created == "2022-01-14T13:00"
    assert "Project name: Hafen" in document.text


def test_parents_are_found_by_key_by_summary_and_by_epic_link(tmp_path: Path) -> None:
    found = records(table(tmp_path))
    assert [found[key][1].parent for key in ("MOB-2", "MOB-3", "MOB-4")] == ["MOB-1", "MOB-2", "MOB-2"]


def test_the_page_called_word_is_read_issue_by_issue(tmp_path: Path) -> None:
    file = tmp_path / "ATL-7.doc"
    file.write_text(WORD, encoding="utf-8")
    found = records(file)
    document, record = found["ATL-7"]
    assert (
        document.text
        == """\
Summary: Form
Issue key: ATL-7
Issue Type: Story
Status: In Progress
Parent key: ATL-2
Priority: Major
Assignee: Ben Roth
Reporter: Ana Lima
Due date: 31/Dec/25
Created: 04/Mar/25 10:00 AM
Updated: 05/Mar/25 9:00 AM
Components: Web
Components: App
Project name: Atlas
Target outcome: Fewer calls
Linked issues: is blocked by ATL-3
Description: Callers wait 9 minutes.
Comment (2025-03-06, Ana Lima): Please soon."""
    )
    assert record.links == (Link("parent", "ATL-2"), Link("is blocked by", "ATL-3"))
    block = block_of(document, "Please soon")
    assert (block.role, block.locator.time) == (Role.COMMENT, "2025-03-06T14:05")
    assert found["ATL-8"][1].done


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><th>Key</th><th>Summary</th></tr><tr><td>A-1</td><td>x</td></tr></table>",
        "<html><body><p>issuekey and issuetable are words</p></body></html>",
        '<h3 class="formtitle">Contact</h3>',
    ],
)
def test_other_pages_stay_pages(page: str) -> None:
    assert jira_page.recognises(page) is None
