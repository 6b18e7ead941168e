# ruff: noqa: E501 - exports are as wide as their tools write them
"""Asana, ClickUp, Shortcut, YouTrack and Aha! as CSV, and plans of Planner."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Parsed
from ingest.exports import choose
from ingest.parse.table import Table
from tests.ingest.export_checks import read, record
from tests.ingest.parse_checks import block_of, texts

ASANA = """Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies),Blocking (Dependencies)
11,2026-10-01,,2026-11-02,Renew the slip,Doing,Ana Lima,ana@x.example,,2026-12-01,"quay,rails","Boats come up sooner.
Not the crane.","Harbour,Board view",,,Lay rails
12,2026-10-01,2026-11-01,2026-11-01,Order rails,Doing,Bo Ek,,,,,,,Renew the slip,,
13,2026-10-02,,2026-10-02,Lay rails,,,,,,,,,Renew the slip,Renew the slip,
14,2026-10-02,,2026-10-02,Sweep,To do,,,,,,,Harbour,,,
15,2026-10-02,,2026-10-02,Sweep,To do,,,,,,,Yard,,,
16,2026-10-02,,2026-10-02,Buy brooms,,,,,,,,,Sweep,,
"""
CLICKUP = """Task Type,Task ID,Task Custom ID,Task Name,Task Content,Status,Date Created,Date Created Text,Due Date,Due Date Text,Parent ID,Assignees,Tags,Priority,List Name,Folder Name/Path,Space Name,Checklists,Comments,Time Spent
Task,8a1,HW-1,Renew the slip,Boats come up sooner.,in progress,1790841600000,"10/1/2026, 8:00:00 AM GMT+1",1796083200000,"12/1/2026, 4:00:00 AM GMT+1",null,"[Ana Lima, Bo Ek]",[quay],2,Works,Harbour,Operations,{},"[{""text"":""Rails are late"",""by"":""bo@x.example""}]",0
Task,8a2,,Order rails,,Closed,1790841600000,,,,8a1,[],[],,Works,Harbour,Operations,{},[broken,0
"""
SHORTCUT = """id,name,type,requester,owners,description,is_completed,created_at,updated_at,completed_at,due_date,labels,state,epic_id,epic,iteration_id,iteration,team_id,team,milestone
41,Show the load,feature,ana@x.example,bo@x.example,Show **load**,FALSE,2026/10/01 08:00:00,2026/11/02 10:00:00,,2026/12/01 00:00:00,quay;rails,In Development,9,Safe slip,2,Sprint 4,t,Gulls,Fewer accidents
42,Mend the alarm,bug,ana@x.example,,,TRUE,2026/10/01 08:00:00,2026/10/12 10:00:00,2026/10/12 10:00:00,,,Released,9,Safe slip,2,Sprint 4,t,Gulls,
"""
YOUTRACK = """ID,Project,Tags,Summary,Reporter,Created,Updated,Resolved,Priority,Type,State,Assignee,Sprints,Description,Due Date
HW-1,Harbour,quay,Show the load,ana,01 Oct 2026 08:00,02 Nov 2026 10:00,,Major,Feature,In Progress,bo,Sprint 4,On the slip,01 Dec 2026
HW-2,Harbour,,Mend the alarm,ana,01 Oct 2026 08:00,12 Oct 2026 10:00,12 Oct 2026 10:00,Major,Bug,Fixed,cy,Sprint 3,,
"""
AHA = """Feature reference #,Feature name,Feature description,Feature status,Feature due date,Feature tags,Feature assigned to,Epic reference #,Epic name,Release name,Initiative name,Goal name,Feature created date
HW-12,Show the load,<p>Show <b>load</b> on the slip</p>,In development,12/15/2026,quay,Ana Lima,HW-E-1,Safe slip,Winter,Fewer accidents,Halve them by 2027,09/01/2026
HW-13,Mend the alarm,,Shipped,10/15/2026,,Bo Ek,HW-E-1,Safe slip,Winter,,,09/01/2026
"""
PLANNER = """Plan name,Harbour works
Plan ID,abc
Date of export,11/28/2026

Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Created By,Created Date,Start date,Due date,Is Recurring,Late,Completed Date,Completed By,Checklist Items,Labels,Description
a1,Renew the slip,Doing,In progress,Important,Ana Lima;Bo Ek,Ana Lima,10/01/2026,,12/15/2026,false,false,,,order;lay,quay;rails,Boats come up sooner.
a2,Sweep,Later,Completed,Medium,Cy,Ana Lima,10/01/2026,,10/10/2026,false,true,10/12/2026,Cy,,,
"""
Link = tuple[str, str]


def documents(tmp_path: Path, text: str) -> list[Parsed]:
    (tmp_path / "export.csv").write_text(text, encoding="utf-8")
    return list(read(tmp_path / "export.csv").documents)


def links(document: Parsed) -> list[Link]:
    return [(link.name, link.key) for link in record(document).links]


def test_a_task_is_in_each_of_its_projects_and_done_when_somebody_completed_it(tmp_path: Path) -> None:
    slip, rails, *_ = documents(tmp_path, ASANA)
    assert links(slip) == [("project", "Harbour"), ("project", "Board view"), ("blocks", "Lay rails")]
    assert (record(slip).type, record(slip).status, record(slip).done) == ("task", "Doing", False)
    assert (record(rails).type, record(rails).status, record(rails).resolved) == (
        "sub-task", "Completed", "2026-11-01",
    )  # fmt: skip
    assert "Completed" not in texts(rails)
    assert block_of(slip, "Boats come up sooner.").locator.field == "Notes"


def test_the_task_above_is_known_by_its_number_where_its_name_is_its_own(tmp_path: Path) -> None:
    found = documents(tmp_path, ASANA)
    assert [record(one).parent for one in found] == [None, "11", "11", None, None, "Sweep"]


def test_what_says_that_there_is_nothing_is_not_told(tmp_path: Path) -> None:
    slip, rails = documents(tmp_path, CLICKUP)
    assert (record(slip).key, record(slip).owner, record(slip).due) == ("HW-1", "Ana Lima, Bo Ek", "2026-12-01")
    assert "Rails are late" in texts(slip)
    assert (record(rails).type, record(rails).parent, record(rails).owner, record(rails).done) == (
        "sub-task", "HW-1", None, True,
    )  # fmt: skip
    assert not {"null", "[]", "{}", "0"} & {*texts(slip), *texts(rails)}


def test_stories_belong_to_their_epic_objective_and_team(tmp_path: Path) -> None:
    load, alarm = documents(tmp_path, SHORTCUT)
    assert links(load) == [("parent", "Safe slip"), ("objective", "Fewer accidents"), ("team", "Gulls")]
    assert (record(load).due, record(load).sprints, record(load).labels) == (
        "2026-12-01",
        ("Sprint 4",),
        ("quay", "rails"),
    )
    assert (record(alarm).type, record(alarm).done, record(alarm).resolved) == ("bug", True, "2026-10-12T10:00")


def test_an_issue_is_over_when_it_was_resolved(tmp_path: Path) -> None:
    load, alarm = documents(tmp_path, YOUTRACK)
    assert (load.title, record(load).created, record(load).due, record(load).done) == (
        "HW-1 Show the load", "2026-10-01T08:00", "2026-12-01", False,
    )  # fmt: skip
    assert (record(alarm).status, record(alarm).done, record(alarm).resolved) == ("Fixed", True, "2026-10-12T10:00")


def test_features_belong_to_their_epic_initiative_and_goal(tmp_path: Path) -> None:
    load, alarm = documents(tmp_path, AHA)
    assert links(load) == [
        ("parent", "HW-E-1"), ("initiative", "Fewer accidents"), ("goal", "Halve them by 2027"),
    ]  # fmt: skip
    assert (record(load).due, record(load).sprints) == ("2026-12-15", ("Winter",))
    assert texts(load)[-1] == "Show load on the slip"
    assert record(alarm).done


def test_a_task_of_a_plan_is_in_its_bucket(tmp_path: Path) -> None:
    slip, sweep = documents(tmp_path, PLANNER)
    assert links(slip) == [("project", "Harbour works"), ("bucket", "Doing")]
    assert (record(slip).due, record(slip).status, record(slip).labels) == (
        "2026-12-15",
        "In progress",
        ("quay", "rails"),
    )
    assert (record(sweep).done, record(sweep).resolved) == (True, "2026-10-12")
    assert "Harbour works" not in texts(slip)


@pytest.mark.parametrize(
    "header",
    [
        ["Task ID", "Name", "Assignee", "Due Date", "Notes"],
        ["Task ID", "Task Name", "Status", "Assignees"],
        ["id", "name", "type", "owners", "state"],
        ["ID", "Summary", "Reporter", "State", "Assignee"],
        ["Feature", "Status", "Release name", "Goal name"],
    ],
)
def test_a_header_that_is_only_alike_is_a_plain_table(header: list[str]) -> None:
    assert choose.of_table(Table(tuple(header), ((2, tuple("x" * len(header))),))) is None
