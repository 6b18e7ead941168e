from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.domain import Parsed, Role
from ingest.exports.notion import recognises
from tests.ingest.export_checks import archive, links, read, record
from tests.ingest.parse_checks import block_of

A, B, C, D, E = (letter * 32 for letter in "abcde")
ROOT = "Export-11111111-2222-3333-4444-555555555555"
TASKS = f"{ROOT}/Home {A}/Tasks {B}"
ROWS = (
    "\ufeffName,Status,Assignee,Due date,Tags,Goal\n"
    f'Cut waiting time,In progress,Ana Lima,"April 30, 2026","ops, q2",Faster care (../Goals/Faster%20care%20{E}.md)\n'
    "No page,Done,Sam Cole,,,\n"
)
FILES = {
    f"{ROOT}/Home {A}.md": f"# Home\n\nOur plan.\n\n[Tasks](Home%20{A}/Tasks%20{B}.csv)",
    f"{TASKS}.csv": "\ufeffName,Status\nNo page,Done\n",
    f"{TASKS}_all.csv": ROWS,
    f"{TASKS}/Cut waiting time {C}.md": (
        "# Cut waiting time\n\nStatus: In progress\nAssignee: Ana Lima\nDue date: April 30, 2026\nTags: ops, q2\n\n"
        "Patients wait *nine* days."
    ),
    f"{ROOT}/Untitled {D}.md": "# Untitled\n\nFirst",
    f"{ROOT}/Untitled {E}.md": "# Untitled\n\nSecond",
    f"{ROOT}/Home {A}/photo.png": b"\x89PNG",
}


def nested(path: Path, *parts: Mapping[str, object]) -> Path:
    packed = {}
    for number, files in enumerate(parts, start=1):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as target:
            for name, content in files.items():
                target.writestr(name, content if isinstance(content, bytes) else str(content))
        packed[f"{ROOT}-Part-{number}.zip"] = inner.getvalue()
    return archive(path, packed)


@pytest.fixture
def documents(tmp_path: Path) -> dict[str | None, Parsed]:
    return {one.member: one for one in read(nested(tmp_path / "n.zip", FILES)).documents}


def test_titles_and_paths_are_without_ids(documents: dict[str | None, Parsed]) -> None:
    assert list(documents) == [
        "Home/Tasks/Cut waiting time.md",
        "Home/Tasks.csv#No page",
        "Home.md",
        "Untitled.md",
        f"Untitled {E}.md",
    ]
    assert documents["Home.md"].title == "Home"
    assert documents["Home/Tasks/Cut waiting time.md"].metadata["below"] == "Home > Tasks"


def test_row_and_its_page_are_one_document(documents: dict[str | None, Parsed]) -> None:
    page = documents["Home/Tasks/Cut waiting time.md"]
    found = record(page)
    assert (found.tool, found.type, found.status, found.owner, found.due, found.done) == (
        "notion", "task", "In progress", "Ana Lima", "2026-04-30", False,
    )  # fmt: skip
    assert (found.labels, links(page)) == (("ops", "q2"), {"goal": "Untitled"})
    assert "Patients wait *nine* days." in page.text


def test_property_line_is_a_field_of_the_row(documents: dict[str | None, Parsed]) -> None:
    page = documents["Home/Tasks/Cut waiting time.md"]
    block = block_of(page, "Ana Lima")
    assert (block.role, block.locator.field, block.locator.key) == (Role.FIELD, "Assignee", "Cut waiting time")
    assert page.text[block.start : block.end] == "Ana Lima"
    assert block_of(page, "Patients").role is Role.TEXT


def test_row_without_a_page_is_read_from_the_table_with_all_rows(documents: dict[str | None, Parsed]) -> None:
    row = documents["Home/Tasks.csv#No page"]
    assert (row.key, record(row).done, record(row).owner) == ("No page", True, "Sam Cole")
    assert block_of(row, "Sam Cole").locator.field == "Assignee"


def test_parts_are_read_together(tmp_path: Path) -> None:
    first = {name: content for name, content in FILES.items() if "/Tasks " not in name or name.endswith(".csv")}
    second = {name: content for name, content in FILES.items() if name not in first}
    found = {one.member for one in read(nested(tmp_path / "n.zip", first, second)).documents}
    assert found == {one.member for one in read(nested(tmp_path / "one.zip", FILES)).documents}


def test_html_page_of_a_row_has_its_properties_as_fields(tmp_path: Path) -> None:
    page = (
        '<html><body><article><header><h1 class="page-title">Cut waiting time</h1><table class="properties"><tbody>'
        "<tr><th>Status</th><td>In progress</td></tr><tr><th>Assignee</th><td>Ana Lima</td></tr></tbody></table>"
        '</header><div class="page-body"><p>Patients wait.</p></div></article></body></html>'
    )
    files = {f"Tasks {B}_all.csv": ROWS, f"Tasks {B}/Cut waiting time {C}.html": page, "index.html": "<html></html>"}
    row = next(one for one in read(archive(tmp_path / "h.zip", files)).documents if one.media == "html")
    assert block_of(row, "Ana Lima").locator.field == "Assignee"
    assert record(row).owner == "Ana Lima"


def test_broken_page_costs_a_warning(tmp_path: Path) -> None:
    found = read(archive(tmp_path / "n.zip", {**FILES, f"{ROOT}/Bad {B}.md": b"%PDF-1.4 not one"}))
    assert len(found.documents) == 5
    assert found.warnings[0].startswith("Bad.md: ")


@pytest.mark.parametrize(
    ("names", "sort"),
    [
        (["Export-1-Part-1.zip", "Export-1-Part-2.zip"], "parts"),
        ([f"Home {A}.md", "index.html", "img.png"], "pages"),
        (["readme.md", "notes.md", "a.csv"], None),
        (["archive.zip"], None),
        (["word/document.xml"], None),
    ],
)
def test_names_decide_whether_an_archive_is_notions(names: list[str], sort: str | None) -> None:
    assert recognises(names) == sort
