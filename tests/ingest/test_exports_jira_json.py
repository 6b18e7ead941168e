from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Link, Parsed, ParsedFile, Record, Role, Transition
from assistant.errors import DocumentError
from ingest.exports import jira_json
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, check

ANA = {"accountId": "5b1", "displayName": "Ana Lima"}


def issue(key: str = "ATL-1", **fields: Any) -> dict[str, Any]:
    return {"id": "100" + key[-1], "key": key, "fields": {"summary": "Form", "status": {"name": "Open"}, **fields}}


def read(tmp_path: Path, value: object) -> ParsedFile:
    file = tmp_path / "data.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    found = parse(file)
    for document in found.documents:
        check(document)
    return found


def one(tmp_path: Path, value: object) -> tuple[Parsed, Record]:
    (document,) = read(tmp_path, value).documents
    assert document.record is not None
    return document, document.record


def test_an_issue_alone_and_an_array_of_issues_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, issue()).documents[0].title == "ATL-1 Form"
    assert len(read(tmp_path, [issue("ATL-1"), issue("ATL-2")]).documents) == 2


def test_history_is_kept_and_changes_of_status_can_be_cited(tmp_path: Path) -> None:
    change = {"field": "status", "fromString": "To Do", "toString": "In Progress"}
    other = {"field": "Rank", "fromString": "", "toString": "higher"}
    log = {"histories": [{"created": "2025-03-04T10:00:00.000+0100", "author": ANA, "items": [change, other]}]}
    document, record = one(tmp_path, issue() | {"changelog": log})
    assert record.history == (
        Transition("2025-03-04T10:00+01:00", "status", "To Do", "In Progress", "Ana Lima"),
        Transition("2025-03-04T10:00+01:00", "Rank", "", "higher", "Ana Lima"),
    )
    block = block_of(document, "In Progress")
    assert (block.locator.field, block.locator.time) == ("Status history", "2025-03-04T10:00+01:00")
    assert "higher" not in document.text


def test_links_say_their_direction(tmp_path: Path) -> None:
    kind = {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"}
    links = [{"type": kind, "outwardIssue": {"key": "ATL-2"}}, {"type": kind, "inwardIssue": {"key": "ATL-3"}}]
    document, record = one(tmp_path, issue(issuelinks=links))
    assert record.links == (Link("blocks", "ATL-2"), Link("is blocked by", "ATL-3"))
    assert "Linked issues: is blocked by ATL-3" in document.text


@pytest.mark.parametrize(
    "fields",
    [
        {"parent": {"key": "ATL-9", "fields": {"summary": "Onboarding"}}},
        {"epic": {"id": 9, "key": "ATL-9", "summary": "Onboarding"}},
    ],
)
def test_the_parent_is_named(tmp_path: Path, fields: dict[str, Any]) -> None:
    document, record = one(tmp_path, issue(**fields))
    assert record.parent == "ATL-9"
    assert "Parent summary: Onboarding" in document.text


def test_an_epic_link_is_found_by_its_name_or_by_being_the_only_key(tmp_path: Path) -> None:
    named = {"issues": [issue(customfield_1="ATL-9", customfield_2="ATL-8")], "names": {"customfield_2": "Epic Link"}}
    assert one(tmp_path, named)[1].parent == "ATL-8"
    assert one(tmp_path, issue(customfield_1="ATL-9"))[1].parent == "ATL-9"
    assert one(tmp_path, issue(customfield_1="ATL-9", customfield_2="ATL-8"))[1].parent is None


def test_sprints_are_read_as_objects_and_as_the_text_of_jira_server(tmp_path: Path) -> None:
    told = "com.atlassian.greenhopper.service.sprint.Sprint@1f[id=1,state=CLOSED,name=Dock, north 7,startDate=x]"
    assert one(tmp_path, issue(customfield_5=[told]))[1].sprints == ("Dock, north 7",)
    assert one(tmp_path, issue(customfield_5=[{"id": 3, "name": "Dock 8", "boardId": 1}]))[1].sprints == ("Dock 8",)
    assert one(tmp_path, issue(sprint={"id": 3, "name": "Dock 9"}))[1].sprints == ("Dock 9",)


def test_custom_fields_have_the_names_of_the_answer(tmp_path: Path) -> None:
    fields = {
        "customfield_1": {"value": "North", "child": {"value": "Pier 4"}},
        "customfield_2": [{"value": "A"}, {"value": "B"}],
        "customfield_3": 8.0,
        "customfield_4": {"displayName": "Ben Roth"},
        "customfield_5": {
            "type": "doc",
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Fewer boats"}]}],
        },
    }
    names = dict(zip(fields, ("Place", "Groups", "Story Points", "Sponsor", "Target outcome"), strict=True))
    found = read(tmp_path, {"issues": [issue(**fields)], "names": names})
    text = found.documents[0].text
    for line in (
        "Place: North - Pier 4",
        "Groups: A",
        "Groups: B",
        "Story Points: 8",
        "Sponsor: Ben Roth",
        "Target outcome: Fewer boats",
    ):
        assert line in text.split("\n")
    assert set(names.values()) <= set(found.columns)
    record = found.documents[0].record
    assert record is not None
    assert record.values["Groups"] == ("A", "B")


def test_fields_without_a_name_are_written_only_when_they_are_words(tmp_path: Path) -> None:
    document, record = one(tmp_path, issue(customfield_1="0|i001:", customfield_2=13.0, customfield_3="Ferry line"))
    assert "Ferry line" in document.text
    assert "13" not in document.text
    assert record.values["customfield_2"] == ("13.0",)


def test_work_logs_that_say_something_are_comments(tmp_path: Path) -> None:
    logs = {
        "worklogs": [
            {"author": ANA, "comment": "Measured the pier", "started": "2025-03-04T10:00:00.000+0000"},
            {"author": ANA},
        ]
    }
    document, _ = one(tmp_path, issue(worklog=logs))
    block = block_of(document, "Measured the pier")
    assert (block.role, block.locator.field) == (Role.COMMENT, "work log by Ana Lima")


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    page = {"startAt": 0, "total": 9, "issues": [issue(comment={"comments": [], "total": 4})]}
    assert read(tmp_path, page).warnings == (
        "it holds 1 of the 9 issues of its search: the other pages must be in files beside it",
        "1 issues have more comments than the export holds",
    )
    assert "more issues follow" in read(tmp_path, {"issues": [issue()], "isLast": False}).warnings[0]
    assert not read(tmp_path, {"issues": [issue()], "isLast": True}).warnings


def test_of_pages_that_overlap_the_newer_issue_is_kept(tmp_path: Path) -> None:
    older, newer = (issue(updated=f"2025-03-0{day}T10:00:00.000+0000", labels=[str(day)]) for day in (1, 2))
    found = read(tmp_path, [{"issues": [newer]}, {"issues": [older]}])
    record = found.documents[0].record
    assert record is not None
    assert (len(found.documents), record.labels) == (1, ("2",))
    assert found.warnings == ("1 records are in it twice: the one that changed last was kept",)


@pytest.mark.parametrize(
    "value",
    [
        {"issues": []},
        {"issues": [{"key": "ATL-1"}]},
        [{"key": "theme", "fields": {"status": 1}}],
        {"issues": [{"key": "a-1", "fields": {"summary": "x"}}]},
        {"issues": "many"},
        None,
    ],
)
def test_other_json_is_not_taken_for_jira(value: object) -> None:
    assert jira_json.recognises(value) is None


def test_values_of_the_wrong_type_break_nothing(tmp_path: Path) -> None:
    odd = issue(
        status="Open", assignee=[1], labels="x", issuelinks={"a": 1}, comment=[1], created=5, parent="ATL-9", duedate={}
    )
    assert one(tmp_path, odd | {"changelog": [], "id": 7})[1].status == "Open"


def test_broken_json_is_refused_with_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"issues": [{"key": "ATL-1"')
    with pytest.raises(DocumentError, match="cut off or broken"):
        parse(file)


def test_an_array_of_unknown_rows_is_a_plain_table_and_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, [{"name": "Ana", "town": {"name": "Porto"}}, {"name": "Ben", "boats": [1, 2]}])
    assert found.documents[0].text == "name | town.name | boats\nAna | Porto\nBen |  | 1, 2"
    assert found.warnings == ("JSON of a tool that is not known: read as a plain table",)
    assert found.columns == ("name", "town.name", "boats")


@pytest.mark.parametrize("value", [{"a": 1}, [1, 2], "text", {"theme": {"dark": True}}])
def test_json_that_is_no_rows_is_refused_with_a_reason(tmp_path: Path, value: object) -> None:
    with pytest.raises(DocumentError, match="export it as CSV"):
        read(tmp_path, value)


def test_a_rich_text_alone_is_a_document(tmp_path: Path) -> None:
    heading = {"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": "Berths"}]}
    words = {"type": "paragraph", "content": [{"type": "text", "text": "Boats wait."}]}
    (document,) = read(tmp_path, {"type": "doc", "version": 1, "content": [heading, words]}).documents
    assert (document.title, document.text, document.record) == ("Berths", "Berths\n\nBoats wait.", None)
    assert block_of(document, "Boats").trail == ("Berths",)


def test_sprints_without_a_board_are_known_by_their_state(tmp_path: Path) -> None:
    sprint = [{"id": 9, "name": "Sprint 9", "state": "active"}]
    other = [{"id": 4, "name": "Large", "state": "open"}]
    _, record = one(tmp_path, {"issues": [issue(customfield_10020=sprint, customfield_10031=other)]})
    assert record.sprints == ("Sprint 9",)


@pytest.mark.parametrize(
    "period", [{"start": "2026-02-01", "end": "2026-04-30"}, '{"start":"2026-02-01","end":"2026-04-30"}']
)
def test_a_period_in_a_field_of_their_own_is_its_two_dates(tmp_path: Path, period: object) -> None:
    page = {"issues": [issue(customfield_10031=period)], "names": {"customfield_10031": "Rollout"}}
    document, _ = one(tmp_path, page)
    block = block_of(document, "2026-02-01")
    assert (block.locator.field, document.text[block.start : block.end]) == ("Rollout", "2026-02-01 \u2013 2026-04-30")
