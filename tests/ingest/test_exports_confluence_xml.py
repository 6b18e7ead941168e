from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Parsed, Role
from assistant.errors import DocumentError
from ingest.exports.confluence_xml import recognises
from tests.ingest.export_checks import archive, read
from tests.ingest.parse_checks import block_of


def thing(kind: str, number: str, *parts: str, key: str = "id") -> str:
    inside = f'<id name="{key}">{number}</id>{"".join(parts)}'
    return f'<object class="{kind}" package="com.atlassian.confluence">{inside}</object>\n'


def has(name: str, value: str) -> str:
    return f'<property name="{name}"><![CDATA[{value}]]></property>'


def refers(name: str, kind: str, number: str, key: str = "id") -> str:
    return f'<property name="{name}" class="{kind}" package="x"><id name="{key}"><![CDATA[{number}]]></id>\n</property>'


def body(number: str, home: str, kind: str, storage: str) -> str:
    return thing("BodyContent", number, has("body", storage), refers("content", kind, home), has("bodyType", "2"))


ENTITIES = "".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>\n<hibernate-generic datetime="2026-01-09 10:00:00">\n',
        body("500", "100", "Page", "<h1>Goals</h1><p>Fewer tickets.\x1f</p>"),
        body("501", "101", "Page", '<p>Written by <ac:link><ri:user ri:userkey="k1" /></ac:link></p>'),
        body("502", "99", "Page", "<p>Old words</p>"),
        body("503", "900", "Comment", "<p>Not measured yet</p>"),
        body("504", "103", "Page", ""),
        thing("Page", "100", has("title", "Handbook"), has("contentStatus", "current"),
              refers("space", "Space", "1"), has("lastModificationDate", "2026-01-05 14:39:16.330"),
              refers("creator", "ConfluenceUserImpl", "k1", "key"), '<property name="originalVersionId"/>'),
        thing("Page", "101", has("title", "Onboarding / first week"), refers("parent", "Page", "100"),
              refers("space", "Space", "1"), has("contentStatus", "current"),
              has("creationDate", "2026-01-02 10:00:00")),
        thing("Page", "99", has("title", "Handbook"), refers("originalVersion", "Page", "100")),
        thing("Page", "102", has("title", "Gone"), has("contentStatus", "deleted")),
        thing("Page", "103", has("title", "Empty"), has("contentStatus", "current")),
        thing("Comment", "900", refers("containerContent", "Page", "100"), has("contentStatus", "current"),
              refers("creator", "ConfluenceUserImpl", "k1", "key"), has("creationDate", "2026-01-06 09:00:00.000")),
        thing("Attachment", "700", has("title", "budget.xlsx"), refers("containerContent", "Page", "100")),
        thing("Label", "1", has("name", "okr"), has("namespace", "global")),
        thing("Labelling", "2", refers("label", "Label", "1"), refers("content", "Page", "100")),
        thing("ContentPermissionSet", "3", has("type", "View"), refers("owningContent", "Page", "101")),
        thing("ConfluenceUserImpl", "k1", has("name", "ana"), key="key"),
        thing("InternalUser", "9", has("name", "ana"), has("displayName", "Ana Lima")),
        thing("Space", "1", has("name", "Platform"), has("key", "PLAT")),
        "</hibernate-generic>",
    )
)  # fmt: skip
FILES = {"entities.xml": ENTITIES, "exportDescriptor.properties": "exportType=space\n"}


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Parsed]:
    return {one.title: one for one in read(archive(tmp_path / "space.zip", FILES)).documents}


def test_current_pages_are_documents_under_their_place_in_the_space(pages: dict[str, Parsed]) -> None:
    assert {title: one.member for title, one in pages.items()} == {
        "Handbook": "PLAT/Handbook",
        "Onboarding / first week": "PLAT/Handbook/Onboarding \u2215 first week",
    }
    assert pages["Onboarding / first week"].metadata["below"] == "Handbook"
    assert pages["Handbook"].date == "2026-01-05"


def test_page_has_people_labels_and_attachments(pages: dict[str, Parsed]) -> None:
    page = pages["Handbook"]
    assert page.metadata == {
        "space": "PLAT", "author": "Ana Lima", "labels": "okr", "attachments": "budget.xlsx",
    }  # fmt: skip
    assert pages["Onboarding / first week"].text == "Written by Ana Lima"
    assert block_of(page, "Fewer tickets.").trail == ("Goals",)


def test_comment_is_a_block_with_its_author_and_time(pages: dict[str, Parsed]) -> None:
    page = pages["Handbook"]
    block = block_of(page, "Not measured yet")
    assert (block.role, block.locator.field, block.locator.time) == (
        Role.COMMENT, "comment by Ana Lima", "2026-01-06T09:00",
    )  # fmt: skip
    assert page.text[block.start : block.end] == "Not measured yet"


def test_what_is_old_empty_or_restricted_is_said(pages: dict[str, Parsed], tmp_path: Path) -> None:
    assert pages["Onboarding / first week"].metadata["privacy"] == "restricted page"
    warnings = read(archive(tmp_path / "space.zip", FILES)).warnings
    assert warnings[0] == "2 older versions, drafts and deleted pages were left out"
    assert warnings[1] == "1 pages have no text and were left out"
    assert warnings[2].startswith("1 pages are restricted")


def test_cut_off_export_is_refused_in_words(tmp_path: Path) -> None:
    path = archive(tmp_path / "s.zip", {**FILES, "entities.xml": ENTITIES[:-300]})
    with pytest.raises(DocumentError, match=r"cut off or broken.*export the space again"):
        read(path)


def test_entity_bomb_is_refused(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE h [<!ENTITY l0 "lol">{lol}]><h><object class="Page"><id name="id">1</id>&l11;</object></h>'
    with pytest.raises(DocumentError):
        read(archive(tmp_path / "s.zip", {**FILES, "entities.xml": bomb}))


def test_backup_of_another_tool_is_left_alone() -> None:
    assert recognises(["entities.xml", "activeobjects.xml"]) is None
    assert recognises(["export/entities.xml", "export/exportDescriptor.properties"]) == "space"
