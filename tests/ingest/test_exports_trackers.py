# ruff: noqa: E501 - exports are as wide as their tools write them
"""Azure DevOps, Linear, Plane and GitLab as CSV; Trello, GitHub and GitLab as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Link, Locator, ParsedFile, Record, Role, Transition
from ingest.exports import choose
from ingest.parse.files import parse
from ingest.parse.table import Table
from tests.ingest.parse_checks import block_of, check, texts

AZURE = """\ufeffID,Work Item Type,Title,Assigned To,State,Tags,Iteration Path,Area Path,Parent,Created Date,Closed Date,Description
101,Epic,Ferries on time,Ana Lima <ana@x.example>,Active,,Harbour,Harbour,,1/15/2025 3:45:12 PM,,
102,User Story,Book a berth,Ben Roth <ben@x.example>,Closed,pilot; north,Harbour\\R1\\Sprint 3,Harbour\\Web,101,1/16/2025 9:00:00 AM,2/1/2025 9:00:00 AM,<div>As a skipper</div><ul><li>I see <b>free</b> berths</li></ul>
"""
TREE = """ID,Work Item Type,Title 1,Title 2,Title 3,Assigned To,State
101,Epic,Ferries on time,,,,New
102,Feature,,Booking,,,New
103,User Story,,,Book a berth,,New
104,User Story,,,Cancel a berth,,Removed
105,Feature,,Radio,,,New
106,Epic,Quiet nights,,,,New
"""
LINEAR = """"ID","Team","Title","Description","Status","Estimate","Priority","Project ID","Project","Creator","Assignee","Labels","Cycle Number","Cycle Name","Cycle Start","Cycle End","Created","Updated","Started","Completed","Canceled","Due Date","Parent issue","Initiatives","UUID","Related to","Blocked by","Duplicate of"
"DOC-1","Dock","Show free berths","## Why
- [x] asked crews","In Progress",3,"High","p1","Berths","ana@x.example","ben@x.example","Feature, Pilot",4,"Cycle 4","Mon Feb 06 2023 05:00:00 GMT+0000 (GMT)","","Tue Aug 23 2022 13:54:01 GMT+0000 (GMT)","Sat Feb 11 2023 01:51:47 GMT+0000 (GMT)","","","","Fri Mar 10 2023 00:00:00 GMT+0000 (GMT)","DOC-9","Quiet harbour","u1","DOC-3, DOC-4","DOC-5",""
"DOC-2","Dock","Old idea","","Canceled",,"Low","","","ana@x.example","","","","","","","Tue Aug 23 2022 13:54:01 GMT+0000 (GMT)","Sat Feb 11 2023 01:51:47 GMT+0000 (GMT)","","","Sat Feb 11 2023 01:51:47 GMT+0000 (GMT)","","","","","","",""
"""
PLANE = """ID,Project,Name,Description,State,Start Date,Target Date,Priority,Created By,Assignee,Labels,Cycle Name,Cycle Start Date,Cycle End Date,Module Name,Module Start Date,Module Target Date,Created At,Updated At,Completed At,Archived At
DOCK-4,Dock,Radio check,Call twice,Done,"Mon, 21 Apr 2025 10:17:06 UTC+0000","Thu, 24 Apr 2025 10:17:06 UTC+0000",high,Ana Lima,Ben Roth,Fast,Cycle 2,,,Radio,,,"Sun, 20 Apr 2025 10:17:06 UTC+0000","Tue, 22 Apr 2025 01:02:18 UTC+0000","Tue, 22 Apr 2025 01:02:18 UTC+0000",
"""
GITLAB = """Title,Description,Issue ID,URL,State,Author,Author Username,Assignee,Assignee Username,Confidential,Locked,Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC),Milestone,Weight,Labels,Time Estimate,Time Spent,Epic ID,Epic Title
Berth map,**Slow** on phones,7,https://gitlab.example/port/web/-/issues/7,Closed,Ana Lima,ana,Ben Roth,ben,No,No,2025-04-01,2025-03-01 10:00:00,2025-03-02 11:00:00,2025-03-02 11:00:00,M1,2,"bug,phone",0,0,3,Booking
"""


def read(tmp_path: Path, content: str, name: str = "items.csv") -> ParsedFile:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    found = parse(file)
    for document in found.documents:
        check(document)
    return found


def records(found: ParsedFile) -> dict[str, Record]:
    return {document.key or "": document.record for document in found.documents if document.record}


def test_azure_items_have_people_without_addresses_and_their_sprint(tmp_path: Path) -> None:
    found = read(tmp_path, AZURE)
    record = records(found)["102"]
    assert (record.tool, record.type, record.status, record.done, record.owner) == (
        "azure devops", "user story", "Closed", True, "Ben Roth",
    )  # fmt: skip
    assert (record.parent, record.sprints, record.labels) == ("101", ("Sprint 3",), ("pilot", "north"))
    assert (record.created, record.resolved) == ("2025-01-16T09:00", "2025-02-01T09:00")
    assert record.values["Assigned To"] == ("Ben Roth <ben@x.example>",)
    assert texts(found.documents[1])[-2:] == ["As a skipper", "I see free berths"]
    assert "have no zone" in found.warnings[-1]


def test_an_azure_tree_gives_each_item_the_one_above_it(tmp_path: Path) -> None:
    found = records(read(tmp_path, TREE))
    assert [record.parent for record in found.values()] == [None, "101", "102", "102", "101", None]
    assert (found["103"].title, found["104"].done) == ("Book a berth", True)


def test_linear_issues_keep_their_relations(tmp_path: Path) -> None:
    found = read(tmp_path, LINEAR)
    record = records(found)["DOC-1"]
    assert record.links == (
        Link("parent", "DOC-9"), Link("project", "Berths"), Link("initiative", "Quiet harbour"),
        Link("relates to", "DOC-3"), Link("relates to", "DOC-4"), Link("is blocked by", "DOC-5"),
    )  # fmt: skip
    assert (record.title, record.due, record.sprints) == ("DOC-1 Show free berths", "2023-03-10", ("Cycle 4",))
    assert record.created == "2022-08-23T13:54:01+00:00"
    assert records(found)["DOC-2"].done
    assert block_of(found.documents[0], "asked crews").trail == ("Why",)
    assert not found.warnings


def test_a_status_that_is_open_outweighs_an_old_date(tmp_path: Path) -> None:
    row = LINEAR.replace('"","","","Fri Mar 10', '"","Sat Feb 11 2023 01:51:47 GMT+0000 (GMT)","","Fri Mar 10')
    record = records(read(tmp_path, row))["DOC-1"]
    assert (record.done, record.resolved) == (False, None)


def test_plane_items_are_read(tmp_path: Path) -> None:
    record = records(read(tmp_path, PLANE))["DOCK-4"]
    assert (record.tool, record.status, record.done, record.owner) == ("plane", "Done", True, "Ben Roth")
    assert (record.sprints, record.due, record.resolved) == (("Cycle 2",), "2025-04-24", "2025-04-22T01:02:18+00:00")
    assert record.links == (Link("module", "Radio"), Link("project", "Dock"))


def test_gitlab_issues_have_its_references_as_keys_and_its_zone(tmp_path: Path) -> None:
    found = read(tmp_path, GITLAB)
    record = records(found)["port/web#7"]
    assert (record.done, record.labels, record.parent) == (True, ("bug", "phone"), "Booking")
    assert (record.created, record.sprints) == ("2025-03-01T10:00+00:00", ("M1",))
    assert "Slow on phones" in found.documents[0].text
    assert not found.warnings


def test_a_sheet_of_a_workbook_is_named_in_every_place() -> None:
    rows = ((5, ("9", "Epic", "Ferries", "New")),)
    found = choose.of_table(Table(("ID", "Work Item Type", "Title", "State"), rows, sheet="Backlog"))
    assert found is not None
    assert {block.locator.sheet for block in found.documents[0].blocks} == {"Backlog"}
    assert found.documents[0].blocks[0].locator == Locator(key="9", field="Title", row=5, sheet="Backlog")
    assert found.columns == ("ID", "Work Item Type", "Title", "State")


CARD = {
    "id": "63a1f2b0aaaaaaaaaaaaaaaa", "idShort": 12, "shortLink": "Ab3", "name": "Paint the pier", "desc": "**Blue**, please",
    "idList": "l1", "idMembers": ["m1"], "labels": [{"name": "north", "color": "green"}], "closed": False,
    "due": "2025-04-01T10:00:00.000Z", "dueComplete": False, "dateLastActivity": "2025-03-03T10:00:00.000Z",
    "customFieldItems": [{"idCustomField": "f1", "idValue": "o1"}, {"idCustomField": "f2", "value": {"number": "4"}}],
}  # fmt: skip


def board(**more: Any) -> dict[str, Any]:
    done = CARD | {
        "id": "63a1f2b0bbbbbbbbbbbbbbbb",
        "shortLink": "Cd4",
        "name": "Rope",
        "idList": "l2",
        "customFieldItems": [],
    }
    return {
        "id": "b1", "name": "Harbour", "cards": [CARD, done], "members": [{"id": "m1", "fullName": "Ana Lima"}],
        "lists": [{"id": "l1", "name": "Doing"}, {"id": "l2", "name": "Done"}],
        "customFields": [
            {"id": "f1", "name": "Size", "options": [{"id": "o1", "value": {"text": "Large"}}]}, {"id": "f2", "name": "Boats"},
        ],
        "checklists": [
            {"idCard": CARD["id"], "name": "Before", "checkItems": [
                {"name": "order paint", "state": "complete", "pos": 2}, {"name": "close pier", "state": "incomplete", "pos": 1}]},
        ],
        "actions": [
            {"type": "commentCard", "date": "2025-03-02T10:00:00.000Z", "memberCreator": {"fullName": "Ben Roth"},
             "data": {"text": "Which blue?", "card": {"id": CARD["id"]}}},
            {"type": "updateCard", "date": "2025-03-01T10:00:00.000Z", "memberCreator": {"fullName": "Ana Lima"},
             "data": {"card": {"id": CARD["id"]}, "listBefore": {"name": "To do"}, "listAfter": {"name": "Doing"}}},
        ],
        **more,
    }  # fmt: skip


def test_a_trello_card_is_read_with_what_points_to_it(tmp_path: Path) -> None:
    found = read(tmp_path, json.dumps(board()), "board.json")
    document = found.documents[0]
    assert (
        document.text
        == """\
Name: Paint the pier
Card: 12
Board: Harbour
List: Doing
Member: Ana Lima
Due: 2025-04-01
Label: north
Created: 2022-12-20
Last activity: 2025-03-03T10:00
Size: Large
Boats: 4
Description: Blue, please
Before: [ ] close pier
[x] order paint
Comment (2025-03-02, Ben Roth): Which blue?
List changed on 2025-03-01 (Ana Lima): To do → Doing"""
    )
    record = records(found)["Ab3"]
    assert (record.status, record.done, record.owner, record.due) == ("Doing", False, "Ana Lima", "2025-04-01")
    assert record.history == (Transition("2025-03-01T10:00+00:00", "list", "To do", "Doing", "Ana Lima"),)
    assert records(found)["Cd4"].done
    assert block_of(document, "Which blue?").role is Role.COMMENT


def test_a_card_in_an_archived_list_is_over_and_the_board_says_what_it_is_for(tmp_path: Path) -> None:
    lists = [{**one, "closed": True} for one in board()["lists"]]
    step = {"name": "close pier", "state": "incomplete", "idMember": "m1", "due": "2025-03-09T10:00:00Z"}
    checklists = [{**one, "checkItems": [step]} for one in board()["checklists"]]
    content = board(lists=lists, checklists=checklists, desc="Keep the **pier** dry.")
    found = read(tmp_path, json.dumps(content), "b.json")
    about, card = found.documents[0], found.documents[1]
    assert (about.title, texts(about)[-1], about.record) == ("Harbour", "Keep the pier dry.", None)
    assert records(found)["Ab3"].done
    assert "Archived: yes" in card.text
    assert "Before: [ ] (Ana Lima, due 2025-03-09) close pier" in card.text


def test_a_board_that_leaves_actions_out_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, json.dumps(board(actions=[{"type": "x"}] * 1000)), "board.json")
    assert "last 1,000 actions" in found.warnings[0]


API = {
    "url": "https://api.github.com/repos/port/web/issues/7", "html_url": "https://github.com/port/web/issues/7", "number": 7,
    "title": "Berth map is slow", "state": "closed", "state_reason": "not_planned", "user": {"login": "ana"},
    "labels": [{"name": "bug"}], "assignees": [{"login": "ben"}], "milestone": {"title": "M1", "due_on": "2025-04-01T07:00:00Z"},
    "created_at": "2025-03-01T10:00:00Z", "updated_at": "2025-03-02T10:00:00Z", "closed_at": "2025-03-02T10:00:00Z",
    "body": "<!-- template -->\n### Steps\n1. open\n2. wait", "comments": 3,
    "parent_issue_url": "https://api.github.com/repos/port/web/issues/2",
}  # fmt: skip
GH = {
    "number": 8, "title": "Radio", "state": "OPEN", "author": {"login": "ana", "name": "Ana Lima"}, "labels": [],
    "assignees": [{"login": "ben", "name": "Ben Roth"}], "createdAt": "2025-03-01T10:00:00Z", "body": "Call twice",
    "url": "https://github.com/port/web/issues/8", "projectItems": [{"title": "Roadmap", "status": {"name": "In progress"}}],
    "comments": [{"author": {"login": "ben"}, "body": "ok", "createdAt": "2025-03-02T10:00:00Z"}],
}  # fmt: skip


def test_github_issues_of_the_api_are_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        json.dumps([API, API | {"number": 9, "html_url": "https://github.com/port/web/pull/9", "pull_request": {}}]),
        "a.json",
    )
    record = records(found)["port/web#7"]
    assert (record.tool, record.type, record.status, record.done, record.owner) == (
        "github",
        "issue",
        "closed",
        True,
        "ben",
    )
    assert (record.parent, record.sprints, record.due) == ("port/web#2", ("M1",), "2025-04-01")
    assert "Reason: not planned" in found.documents[0].text
    assert block_of(found.documents[0], "wait").trail == ("Steps",)
    assert records(found)["port/web#9"].type == "pull request"
    assert found.warnings == ("the texts of 6 comments on 2 issues are not in it",)


def test_what_gh_prints_is_read_with_its_comments_and_its_board(tmp_path: Path) -> None:
    found = read(tmp_path, json.dumps([GH]), "issues.json")
    record = records(found)["port/web#8"]
    assert (record.status, record.done, record.owner) == ("In progress", False, "Ben Roth")
    assert texts(found.documents[0], Role.COMMENT) == ["ok"]
    assert not found.warnings


@pytest.mark.parametrize(
    "value",
    [
        {
            "data": {
                "repository": {
                    "issues": {"nodes": [GH | {"labels": {"nodes": [{"name": "bug"}]}, "comments": {"nodes": []}}]}
                }
            }
        },
        {"total_count": 1, "items": [API]},
        [
            {
                "iid": 3,
                "title": "Map",
                "state": "opened",
                "web_url": "https://gitlab.example/port/web/-/issues/3",
                "labels": ["bug"],
            }
        ],
    ],
)
def test_other_answers_of_forges_are_read(tmp_path: Path, value: object) -> None:
    (record,) = records(read(tmp_path, json.dumps(value), "a.json")).values()
    assert record.key.startswith("port/web#")
    assert record.labels == ("bug",)


def test_pages_one_after_another_are_read(tmp_path: Path) -> None:
    content = (
        json.dumps([API]) + "\n" + json.dumps([API | {"html_url": "https://github.com/port/web/issues/8", "number": 8}])
    )
    assert set(records(read(tmp_path, content, "pages.json"))) == {"port/web#7", "port/web#8"}
    lines = json.dumps(API) + "\n" + json.dumps(GH) + "\n"
    assert set(records(read(tmp_path, lines, "issues.jsonl"))) == {"port/web#7", "port/web#8"}


def test_a_list_of_the_size_of_a_page_says_so(tmp_path: Path) -> None:
    many = [GH | {"number": number, "url": f"https://github.com/port/web/issues/{number}"} for number in range(30)]
    assert "size of one page" in read(tmp_path, json.dumps(many), "a.json").warnings[0]


@pytest.mark.parametrize(
    "header",
    [
        ["ID", "Title", "State"],
        ["Title", "Status", "Assignee", "Labels", "Created"],
        ["Name", "State", "City"],
        ["Work Item Type", "Count"],
        ["Title", "URL", "State"],
    ],
)
def test_headers_that_any_tool_may_have_are_nobodys(header: list[str]) -> None:
    assert choose.of_table(Table(tuple(header), ((2, tuple("x" for _ in header)),))) is None


def test_a_table_of_no_known_tool_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, "Boat,Berth\nAnna,4\nBerta,5\n")
    assert found.documents[0].record is None
    assert found.warnings == ("not an export of a tool that is known: read as a plain table",)
    assert found.columns == ("Boat", "Berth")
