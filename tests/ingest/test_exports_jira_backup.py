# ruff: noqa: E501 - exports are as wide as their tools write them
from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.domain import Link, Parsed, Record, Transition
from assistant.errors import DocumentError
from ingest.exports import jira_backup_zip
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, check

BACKUP = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Jira -->
<entity-engine-xml date="1741000000">
    <Issue id="1" number="7" project="5" type="10" status="3" summary="Form" reporter="k1" assignee="k2" created="2025-03-04 10:00:00.0" resolution="4">
        <description><![CDATA[h2. Why
Ask [~k1].]]></description>
    </Issue>
    <Issue id="2" key="ATL-8" number="8" project="5" type="11" status="1" summary="Field" created="2025-03-04 11:00:00.0"/>
    <Project id="5" key="ATL" name="Atlas"/>
    <IssueType id="10" name="Story"/><IssueType id="11" name="Sub-task"/>
    <Status id="1" name="Offen" statuscategory="2"/><Status id="3" name="Live" statuscategory="3"/>
    <Resolution id="4" name="Fixed"/>
    <ApplicationUser id="1" userKey="k1" lowerUserName="ana"/><ApplicationUser id="2" userKey="k2" lowerUserName="ben"/>
    <User id="1" userName="ana" displayName="Ana Lima"/><User id="2" userName="ben" displayName="Ben Roth"/>
    <IssueLinkType id="20" linkname="jira_subtask_link" outward="jira_subtask_outward" style="jira_subtask"/>
    <IssueLinkType id="21" linkname="Duplicate" outward="duplicates" inward="is duplicated by"/>
    <IssueLink id="1" linktype="20" source="1" destination="2"/><IssueLink id="2" linktype="21" source="2" destination="1"/>
    <Action id="1" issue="1" author="k2" type="comment" created="2025-03-06 08:00:00.0" body="Later."/>
    <Action id="2" issue="1" author="k1" type="comment" created="2025-03-05 08:00:00.0"><body><![CDATA[First.]]></body></Action>
    <ChangeGroup id="9" issue="1" author="k2" created="2025-03-05 09:00:00.0"/>
    <ChangeItem id="1" group="9" fieldtype="jira" field="status" oldvalue="1" oldstring="Offen" newvalue="3" newstring="Live"/>
    <CustomField id="30" name="Region"/><CustomFieldOption id="31" customfield="30" value="North"/>
    <CustomFieldValue id="1" issue="1" customfield="30" stringvalue="31"/>
</entity-engine-xml>"""


def records(path: Path) -> dict[str, tuple[Parsed, Record]]:
    found = {}
    for document in parse(path).documents:
        check(document)
        assert document.record is not None
        found[document.record.key] = (document, document.record)
    return found


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    file = tmp_path / "entities.xml"
    file.write_text(BACKUP, encoding="utf-8")
    return file


def test_ids_become_names(backup: Path) -> None:
    document, record = records(backup)["ATL-7"]
    assert (record.type, record.status, record.done, record.owner) == ("story", "Live", True, "Ben Roth")
    assert "Description: Why\n\nAsk @Ana Lima." in document.text
    assert "Region: North" in document.text


def test_subtasks_and_links_are_told_apart(backup: Path) -> None:
    found = records(backup)
    assert found["ATL-8"][1].links == (Link("parent", "ATL-7"), Link("duplicates", "ATL-7"))
    assert found["ATL-7"][1].links == (Link("is duplicated by", "ATL-8"),)


def test_history_and_comments_stand_in_their_order(backup: Path) -> None:
    document, record = records(backup)["ATL-7"]
    assert record.history == (Transition("2025-03-05T09:00", "status", "Offen", "Live", "Ben Roth"),)
    assert document.text.index("First.") < document.text.index("Later.")
    assert block_of(document, "Later.").locator.field == "comment by Ben Roth"


def test_the_zip_of_a_backup_is_read_as_it_is(tmp_path: Path, backup: Path) -> None:
    file = tmp_path / "backup.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("entities.xml", BACKUP)
        archive.writestr("activeobjects.xml", "<backup/>")
    assert set(records(file)) == set(records(backup))
    assert {document.member for document in parse(file).documents} == {"entities.xml"}


def test_a_space_of_confluence_is_not_taken_for_a_backup() -> None:
    assert jira_backup_zip.recognises(["entities.xml", "exportDescriptor.properties"]) is None


def test_other_tables_are_refused_with_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("entities.xml", "<hibernate-generic/>")
    with pytest.raises(DocumentError, match="no Jira backup"):
        parse(file)
