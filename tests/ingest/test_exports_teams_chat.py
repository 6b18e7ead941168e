from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.exports.teams_chat import recognises
from tests.ingest.export_checks import said, value


def message(number: str, time: str, content: str, name: str = "Ana Lima", **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "replyToId": None,
        "messageType": "message",
        "createdDateTime": time,
        "from": {"user": {"displayName": name, "id": "u"}},
        "body": {"contentType": "html", "content": content},
        **more,
    }


THREAD = message(
    "1", "2026-01-05T08:00:00.123Z", '<div><p>Why did <at id="0">Sam</at> lose it?</p><p>&nbsp;</p></div>',
    subject="Harbour", channelIdentity={"teamId": "t", "channelId": "19:x"},
    replies=[
        message("4", "2026-01-05T08:40:00Z", "<p>Last</p>"),
        message("3", "2026-01-05T09:30:00+01:00", "<ul><li>Price</li><li>Export</li></ul>", "Sam",
                lastEditedDateTime="2026-01-05T10:00:00Z"),
        message("2", "2026-01-05T08:10:00Z", "<p>Withdrawn</p>", deletedDateTime="2026-01-05T08:11:00Z"),
    ],
)  # fmt: skip
CHAT = [
    message("5", "2026-01-06T08:00:00Z", "plain & simple", chatId="19:c", topic="Board",
            body={"contentType": "text", "content": "plain & simple"}),
    message("6", "2026-01-06T08:01:00Z", "<p>joined</p>", chatId="19:c", topic="Board",
            messageType="systemEventMessage", **{"from": None}),
]  # fmt: skip


def test_thread_has_the_words_of_the_html_and_the_time_of_each_reply(tmp_path: Path) -> None:
    found = value(tmp_path / "t.json", {"@odata.context": "x", "value": [THREAD]})
    (thread,) = found.documents
    assert said(thread) == [
        ("2026-01-05T08:00+00:00", "message by Ana Lima", "Harbour"),
        ("2026-01-05T08:00+00:00", "message by Ana Lima", "Why did Sam lose it?"),
        ("2026-01-05T09:30+01:00", "message by Sam", "Price\nExport"),
        ("2026-01-05T08:40+00:00", "message by Ana Lima", "Last"),
    ]
    assert "edited" in thread.text
    assert "1 deleted messages were left out" in found.warnings


def test_chat_is_a_document_for_each_day_and_private(tmp_path: Path) -> None:
    found = value(tmp_path / "c.json", CHAT)
    assert [(one.title, one.metadata["privacy"]) for one in found.documents] == [("Board, 2026-01-06", "private chat")]
    assert "joined" not in found.documents[0].text
    assert "plain & simple" in found.documents[0].text


def test_replies_of_a_flat_list_join_their_thread(tmp_path: Path) -> None:
    flat = [
        message("1", "2026-01-05T08:00:00Z", "<p>Question</p>"),
        message("2", "2026-01-05T08:05:00Z", "<p>Answer</p>", replyToId="1"),
    ]
    (thread,) = value(tmp_path / "f.json", {"messages": flat}).documents
    assert [words for _, _, words in said(thread)] == ["Question", "Answer"]


@pytest.mark.parametrize("other", [[], {}, {"value": []}, [{"body": "x", "from": 1}], {"value": [{"id": 1}]}])
def test_other_json_is_left_alone(other: object) -> None:
    assert recognises(other) is None


def test_a_card_of_an_app_is_read_as_what_it_says(tmp_path: Path) -> None:
    facts = {"type": "FactSet", "facts": [{"title": "Boat", "value": "Tern"}]}
    body = [{"type": "TextBlock", "text": "Boat is late"}, facts]
    card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": json.dumps({"body": body})}
    one = message("9", "2026-01-05T08:00:00Z", '<attachment id="c"></attachment>', attachments=[card])
    broken = message("8", "2026-01-05T09:00:00Z", "<p>Seen</p>", attachments=[{**card, "content": "{"}])
    (day,) = value(tmp_path / "t.json", {"value": [one, broken]}).documents
    assert [words for _, _, words in said(day)] == ["Boat is late\nBoat: Tern", "Seen"]
