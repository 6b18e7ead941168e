from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Parsed
from assistant.errors import DocumentError
from ingest.exports.slack import recognises
from ingest.exports.slack_text import readable
from tests.ingest.export_checks import archive, read, record, said, value

USERS = [
    {"id": "U00000001", "name": "ana", "profile": {"real_name": "Ana Lima", "title": "Head", "email": "a@x.test"}},
    {"id": "U00000002", "name": "sam", "profile": {"display_name": "Sam"}},
]
CHANNELS = [{"id": "C00000001", "name": "sales", "created": 1, "members": [], "purpose": {"value": "Deals"}}]
GROUPS = [{"id": "G00000001", "name": "board", "created": 1, "members": []}]
DMS = [{"id": "D00000001", "created": 1, "members": ["U00000001", "U00000002"]}]


def message(ts: str, text: str, user: str = "U00000001", **more: Any) -> dict[str, Any]:
    return {"type": "message", "ts": ts, "text": text, "user": user, **more}


MONDAY = [
    message("1767600000.000100", "<@U00000002> has joined", subtype="channel_join"),
    message("1767600060.000100", "We lost <https://x.test/h|Harbour> &amp; two more, <!here>\n\nSee <#C00000001>"),
    message("1767600120.000100", "Why <@U00000002>?", thread_ts="1767600120.000100", reply_count=2),
    message("1767600180.000100", "", subtype="tombstone"),
    message("1767600240.000100", "New lead", user="", subtype="bot_message", bot_id="B1", username="CRM",
            attachments=[{"title": "Acme", "fields": [{"title": "Stage", "value": "Open"}]}]),
]  # fmt: skip
TUESDAY = [
    message("1767690000.000100", "No export", "U00000002", thread_ts="1767600120.000100", edited={"user": "U00000002"}),
    message("1767690060.000100", "Agreed", "U00000009", thread_ts="1767600120.000100", subtype="thread_broadcast"),
    message("1767690120.000100", "Notes", files=[{"name": "a.pdf", "title": "Loss review"}]),
]
EXPORT = {
    "users.json": USERS,
    "channels.json": CHANNELS,
    "groups.json": GROUPS,
    "dms.json": DMS,
    "sales/2026-01-05.json": MONDAY,
    "sales/2026-01-06.json": TUESDAY,
    "board/2026-01-05.json": [message("1767600000.000200", "Cut the budget")],
    "D00000001/2026-01-05.json": [message("1767600000.000300", "Lunch?")],
}


@pytest.fixture
def documents(tmp_path: Path) -> dict[str, Parsed]:
    return {one.key or "": one for one in read(archive(tmp_path / "slack.zip", EXPORT)).documents}


def test_each_day_and_each_thread_is_a_document(documents: dict[str, Parsed]) -> None:
    assert {key: one.title for key, one in documents.items()} == {
        "#sales 2026-01-05": "#sales, 2026-01-05",
        "#sales 2026-01-06": "#sales, 2026-01-06",
        "#sales 1767600120.000100": "#sales: Why @Sam?",
        "#board 2026-01-05": "#board, 2026-01-05",
        "Ana Lima & Sam 2026-01-05": "Ana Lima & Sam, 2026-01-05",
    }


def test_thread_gathers_its_replies_from_other_days(documents: dict[str, Parsed]) -> None:
    thread = documents["#sales 1767600120.000100"]
    assert said(thread) == [
        ("2026-01-05T08:02:00+00:00", "message by Ana Lima", "Why @Sam?"),
        ("2026-01-06T09:00:00+00:00", "message by Sam", "No export"),
        ("2026-01-06T09:01:00+00:00", "message by U00000009", "Agreed"),
    ]
    assert "Sam (2026-01-06 09:00, edited): No export" in thread.text
    assert (thread.date, thread.member) == ("2026-01-06", "sales/2026-01-05.json")
    assert "Agreed" not in documents["#sales 2026-01-06"].text


def test_mentions_links_and_apps_read_as_people_see_them(documents: dict[str, Parsed]) -> None:
    monday = documents["#sales 2026-01-05"]
    assert [words for _, _, words in said(monday)] == [
        "We lost Harbour & two more, @here", "See #sales", "New lead", "Acme\nStage: Open",
    ]  # fmt: skip
    assert "CRM (2026-01-05 08:04, bot): New lead" in monday.text
    assert "File: Loss review" in documents["#sales 2026-01-06"].text


def test_joins_and_deleted_messages_are_left_out(documents: dict[str, Parsed], tmp_path: Path) -> None:
    assert not any("joined" in one.text for one in documents.values())
    assert "1 deleted messages were left out" in read(archive(tmp_path / "slack.zip", EXPORT)).warnings


def test_private_talk_is_marked_and_said(documents: dict[str, Parsed], tmp_path: Path) -> None:
    assert documents["#board 2026-01-05"].metadata["privacy"] == "private channel"
    assert documents["#sales 2026-01-05"].metadata["privacy"] == "public channel"
    (note,) = [one for one in read(archive(tmp_path / "s.zip", EXPORT)).warnings if "private" in one]
    assert note.startswith("holds 1 direct conversation, 1 private channel:")


def test_export_in_a_folder_of_the_archive_is_found(tmp_path: Path) -> None:
    moved = {f"acme export/{name}": content for name, content in EXPORT.items()}
    assert len(read(archive(tmp_path / "s.zip", moved)).documents) == 5
    assert recognises(["users.json", "channels.json", "readme.md"]) is None
    assert recognises(["sales/2026-01-05.json"]) is None


def test_broken_day_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"sales/2026-01-05\.json is damaged JSON"):
        read(archive(tmp_path / "s.zip", {**EXPORT, "sales/2026-01-05.json": '[{"ts"'}))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<@U1|ana> <@U9>", "@Ana @U9"),
        ("<!subteam^S1|@design> <!everyone>", "@design @everyone"),
        ("<!date^1392734382^{date_short}|18 Feb>", "18 Feb"),
        ("<https://x.test> <mailto:a@x.test|a@x.test>", "https://x.test a@x.test"),
        ("a &lt;b&gt; &amp;lt;", "a <b> &lt;"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_control_sequences_are_resolved(raw: str, shown: str) -> None:
    assert readable(raw, {"U1": "Ana"}, {}) == shown


def test_unpacked_day_finds_the_names_one_folder_up(tmp_path: Path) -> None:
    folder = tmp_path / "sales"
    folder.mkdir()
    alone = value(folder / "2026-01-06.json", TUESDAY)
    assert "no users.json" in alone.warnings[0]
    assert said(alone.documents[0])[0][1] == "message by U00000001"
    for name in ("users.json", "channels.json"):
        value(tmp_path / name, EXPORT[name])
    found = read(folder / "2026-01-06.json")
    assert {one.key for one in found.documents} == {"#sales 2026-01-06", "#sales 1767600120.000100"}
    assert found.documents[0].metadata["privacy"] == "public channel"
    assert "message by Ana Lima" in [field for _, field, _ in said(found.documents[0])]


def test_lists_of_an_unpacked_export_are_people_and_channels(tmp_path: Path) -> None:
    people = value(tmp_path / "users.json", USERS).documents
    assert [(one.title, record(one).type) for one in people] == [("Ana Lima", "person"), ("Sam", "person")]
    (channel,) = value(tmp_path / "channels.json", CHANNELS).documents
    assert (channel.title, "purpose: Deals" in channel.text) == ("#sales", True)
