from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.exports.mattermost import recognises
from tests.ingest.export_checks import read, said, value

LINES = [
    {"type": "version", "version": 1},
    {"type": "post", "post": {"team": "acme", "channel": "sales", "user": "ana", "message": "Lost Harbour",
                              "create_at": 1767600060000,
                              "replies": [{"user": "sam", "message": "Price?", "create_at": 1767600120000}]}},
    {"type": "post", "post": {"team": "acme", "channel": "sales", "user": "ana", "message": "ana joined",
                              "type": "system_join_channel", "create_at": 1767600060000}},
    {"type": "post", "post": {"team": "acme", "channel": "sales", "user": "sam", "message": "Good day",
                              "create_at": 1767600000000, "edit_at": 1767600001000}},
    {"type": "channel", "channel": {"team": "acme", "name": "sales", "display_name": "Sales", "type": "P"}},
    {"type": "user", "user": {"username": "ana", "first_name": "Ana", "last_name": "Lima"}},
    {"type": "direct_post", "direct_post": {"channel_members": ["ana", "sam"], "user": "sam", "message": "Lunch?",
                                            "create_at": 1767600000000}},
]  # fmt: skip


def test_posts_are_threads_and_days_with_names(tmp_path: Path) -> None:
    path = tmp_path / "import.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    found = read(path)
    titles = [one.title for one in found.documents]
    assert titles == ["#Sales, 2026-01-05", "Ana Lima & sam, 2026-01-05", "#Sales: Lost Harbour"]
    assert said(found.documents[2]) == [
        ("2026-01-05T08:01:00+00:00", "message by Ana Lima", "Lost Harbour"),
        ("2026-01-05T08:02:00+00:00", "message by sam", "Price?"),
    ]
    assert "sam (2026-01-05 08:00, edited): Good day" in found.documents[0].text
    assert not any("joined" in one.text for one in found.documents)
    assert found.documents[0].metadata["privacy"] == "private channel"
    assert "1 direct conversation, 1 private channel" in found.warnings[0]


def test_page_of_posts_is_read_with_replies_in_order(tmp_path: Path) -> None:
    page = {
        "order": ["b", "a"],
        "posts": {
            "b": {"user_id": "u2", "channel_id": "c", "root_id": "a", "message": "Yes", "create_at": 1767600060000},
            "a": {"user_id": "u1", "channel_id": "c", "root_id": "", "message": "Done?", "create_at": 1767600000000},
        },
    }
    found = value(tmp_path / "posts.json", page)
    assert [words for _, _, words in said(found.documents[0])] == ["Done?", "Yes"]
    assert "named by their id" in found.warnings[0]


@pytest.mark.parametrize("other", [[], [{"type": "post"}], [{"type": "user", "user": {}}], {"posts": {}}, {"order": 1}])
def test_other_json_is_left_alone(other: object) -> None:
    assert recognises(other) is None
