"""Equal content in different containers of Jira gives equal documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jira_exports
import pytest

from assistant.domain import Parsed, ParsedFile, Record, Role
from ingest.parse.files import parse
from tests.ingest.parse_checks import check

CONTAINERS: dict[str, tuple[str, Callable[[], str]]] = {
    "CSV": ("issues.csv", jira_exports.as_csv),
    "REST v2": ("page.json", jira_exports.as_v2),
    "REST v3": ("pages.json", jira_exports.as_v3),
    "RSS": ("SearchRequest.xml", jira_exports.as_rss),
    "backup": ("entities.xml", jira_exports.as_backup),
    "page": ("jira.xls", jira_exports.as_page),
}
_CLOCK = ("created", "updated", "resolved")
# The document has the words of its export, and so each container's own spelling of a date; the record has ISO 8601.
_DATES = ("Created", "Updated", "Resolved", "Due date")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ParsedFile]:
    folder = tmp_path_factory.mktemp("jira")
    found = {}
    for container, (name, write) in CONTAINERS.items():
        (folder / name).write_text(write(), encoding="utf-8")
        found[container] = parse(folder / name)
    return found


def record_of(document: Parsed) -> Record:
    assert document.record is not None
    return document.record


def fields(document: Parsed) -> dict[str, Any]:
    """Return what a record says; times to the minute, since only some containers say their zone."""
    record = record_of(document)
    found = {name: getattr(record, name) for name in Record.__slots__ if name not in ("values", "history")}
    return found | {name: found[name] and found[name][:16] for name in _CLOCK}


def text(document: Parsed) -> str:
    """Return the text without the spelling of its dates."""
    return re.sub(rf"^({'|'.join(_DATES)}): .*$", r"\1", document.text, flags=re.MULTILINE)


def blocks(document: Parsed, *, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return the blocks with their words and places, but for the row and the zone."""
    found = []
    for block in document.blocks:
        place = {name: value for name, value in asdict(block.locator).items() if value is not None and name != "row"}
        place |= {"time": place["time"][:16]} if "time" in place else {}
        if place["field"] not in (*_DATES, *without) and (block.role is not Role.COMMENT or not without):
            words = document.text[block.start : block.end]
            found.append({"words": words, "role": block.role, "trail": block.trail, **place})
    return found


@pytest.mark.parametrize("container", ["REST v2", "REST v3", "RSS"])
def test_the_container_makes_no_difference(read: dict[str, ParsedFile], container: str) -> None:
    expected, found = read["CSV"].documents, read[container].documents
    assert len(expected) == len(found) == 40
    for one, other in zip(expected, found, strict=True):
        check(other)
        assert text(other) == text(one)
        assert (other.key, other.title, other.date, other.metadata) == (one.key, one.title, one.date, one.metadata)
        assert fields(other) == fields(one)
        assert blocks(other) == blocks(one)


def test_a_backup_differs_only_in_the_names_of_sprints(read: dict[str, ParsedFile]) -> None:
    for one, other in zip(read["CSV"].documents, read["backup"].documents, strict=True):
        check(other)
        assert fields(other) == fields(one) | {"sprints": ()}
        assert blocks(other) == [block for block in blocks(one) if block["field"] != "Sprint"]


def test_a_page_differs_only_in_what_it_leaves_out(read: dict[str, ParsedFile]) -> None:
    for one, other in zip(read["CSV"].documents, read["page"].documents, strict=True):
        check(other)
        same, told = fields(other), fields(one)
        assert {link.key for link in same.pop("links")} == {link.key for link in told.pop("links")}
        assert same == told
        assert blocks(other, without=("Linked issues",)) == blocks(one, without=("Linked issues",))


def test_the_document_reads_as_a_person_would_write_it(read: dict[str, ParsedFile]) -> None:
    document = read["REST v3"].documents[5]
    assert (
        document.text
        == """\
Summary: Berth plan 6: boats know their place
Issue key: HARBOUR-6
Issue Type: Story
Status: To Do
Parent key: HARBOUR-4
Parent summary: Berth plan 4: boats know their place
Priority: Medium
Assignee: Ana Lima
Reporter: Ana Lima
Created: 2025-03-09T09:57
Updated: 2025-03-12T11:57
Labels: pilot
Labels: north
Project name: Harbour
Story Points: 6
Linked issues: blocks HARBOUR-7
Description: Why

Crews wait 6 hours for a berth; see the log

- fewer boats at anchor
- crews that sleep at home

Steps

1. count the boats
2. ask berth 6

Measure | Target
waiting | 6 h

Ask @Ben Roth first.

select * from berths where id = 6;
Comment (2025-03-10, Chiara Neri): Agreed; berth 6 first."""
    )


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_header_of_the_export_is_kept(read: dict[str, ParsedFile], container: str) -> None:
    columns = read[container].columns
    assert len(columns) == len(set(columns)) > 10
    assert any("ummary" in name for name in columns)


@pytest.mark.parametrize("container", ["CSV", "page", "backup"])
def test_times_without_a_zone_are_said_once(read: dict[str, ParsedFile], container: str) -> None:
    assert sum("have no zone" in warning for warning in read[container].warnings) == 1


@pytest.mark.parametrize("container", ["REST v2", "REST v3", "RSS"])
def test_a_zone_that_is_there_is_kept(read: dict[str, ParsedFile], container: str) -> None:
    assert not read[container].warnings
    assert record_of(read[container].documents[0]).created == "2025-03-04T09:22+00:00"


def test_what_stands_under_a_heading_says_so(read: dict[str, ParsedFile]) -> None:
    for container in CONTAINERS:
        document = read[container].documents[5]
        block = next(b for b in document.blocks if document.text[b.start : b.end] == "count the boats")
        assert (block.trail, block.locator.field, block.locator.key) == (("Steps",), "Description", "HARBOUR-6")


def test_the_chain_from_issue_to_initiative_is_whole(read: dict[str, ParsedFile]) -> None:
    for container, file in read.items():
        parents = {document.key: record_of(document).parent for document in file.documents}
        assert parents["HARBOUR-1"] is None, container
        assert {parents[str(parents[f"HARBOUR-{number}"])] for number in range(6, 41)} == {"HARBOUR-1"}, container


def test_pages_in_files_of_their_own_are_read_alike(tmp_path: Path, read: dict[str, ParsedFile]) -> None:
    file = tmp_path / "page.json"
    file.write_text(jira_exports.as_v3().replace('}, {"issues"', '}\n{"issues"').strip("[]"), encoding="utf-8")
    assert [document.text for document in parse(file).documents] == [d.text for d in read["REST v3"].documents]
