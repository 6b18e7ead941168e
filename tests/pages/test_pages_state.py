import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.errors import DocumentError
from assistant.index.ages import age, date_words
from assistant.pages.holdings.state import state_of
from assistant.pages.sidebar import state_html
from assistant.pages.source.original import original
from assistant.pages.wording import hours_ago, readable_times
from ingest.plan import Entry

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def status(started: str = "2026-11-22T02:00:00+00:00", **last: object) -> dict[str, object]:
    sources = [{"path": "strategy", "audience": "everyone"}, {"path": "strategy/board", "audience": "board"}]
    return {
        "generation": "g1",
        "built_at": "2026-11-20T02:00:00+00:00",
        "last_run": {"started": started, "sources": sources, "failures": [], **last},
    }


def test_a_night_that_found_nothing_to_do_keeps_the_index_fresh() -> None:
    state = state_of(status(), {}, (), 7, NOW)
    assert (state.checked, state.stale, state.documents) == ("10 hours ago", False, 7)


def test_a_missed_night_is_stale_after_36_hours() -> None:
    assert not state_of(status("2026-11-21T00:01:00+00:00"), {}, (), 1, NOW).stale
    late = state_of(status("2026-11-20T23:59:00+00:00"), {}, (), 1, NOW)
    assert late.stale
    assert "missed a night" in state_html(late)


def test_without_a_receipt_the_age_is_that_of_the_build() -> None:
    assert state_of({**status(), "last_run": None}, {}, (), 1, NOW).checked == "2 days ago"


def test_failures_are_told_only_to_who_may_read_the_file() -> None:
    failures = [
        {"path": "strategy/a.pdf", "reason": "a scan"},
        {"path": "strategy/board/secret.pdf", "reason": "encrypted"},
        {"path": "strategy/board/new.pdf", "reason": "not in the ledger"},
        {"path": "elsewhere/x.pdf", "reason": "of no source"},
    ]
    ledger = {
        "strategy/a.pdf": Entry("strategy/a.pdf", "", "strategy", "strategy", "everyone"),
        "strategy/board/secret.pdf": Entry("strategy/board/secret.pdf", "", "strategy/board", "strategy", "board"),
    }
    told = status(failures=failures)
    assert [one.path for one in state_of(told, ledger, (), 1, NOW).failures] == ["strategy/a.pdf"]
    assert len(state_of(told, ledger, ("board",), 1, NOW).failures) == 3


def test_names_and_reasons_of_files_are_escaped() -> None:
    failures = [{"path": "strategy/<b>.pdf", "reason": "<i>"}]
    made = state_html(state_of(status(failures=failures), {}, (), 1, NOW))
    assert "<b>&lt;b&gt;" not in made.replace("<b>strategy/&lt;b&gt;.pdf</b>&lt;i&gt;", "")
    assert "<i>" not in made


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (None, "undated"),
        ("sometime", "undated"),
        ("2026-11-22", "today"),
        ("2026-11-21T08:00", "yesterday"),
        ("2026-11-12", "10 days old"),
        ("2026-10-20", "4 weeks old"),
        ("2026-03", "9 months old"),
        ("2024", "2 years old"),
        ("2027-01-01", "2027-01-01"),
    ],
)
def test_age_in_words(written: str | None, words: str) -> None:
    assert age(written, date(2026, 11, 22)) == words


def test_times_in_words() -> None:
    assert [hours_ago(hours) for hours in (0.01, 0.5, 1, 47.4, 60)] == [
        "just now",
        "30 minutes ago",
        "1 hour ago",
        "47 hours ago",
        "2 days ago",
    ]
    assert [date_words(one) for one in ("2026-04-03", "2026-04", "2026", None)] == [
        "3 April 2026",
        "April 2026",
        "2026",
        "undated",
    ]
    assert readable_times("by ana, 2025-06-24T16:37:01Z") == "by ana, 24 June 2025, 16:37"


def test_the_original_is_shown_only_if_it_is_what_was_indexed(tmp_path: Path) -> None:
    (tmp_path / "org").mkdir()
    (tmp_path / "org" / "a.pdf").write_bytes(b"one")
    (tmp_path / "outside.pdf").write_bytes(b"one")
    digest = hashlib.sha256(b"one").hexdigest()
    assert original(tmp_path / "org", "a.pdf", digest) == b"one"
    for path, known, reason in (
        ("a.pdf", "0" * 64, "has changed"),
        ("gone.pdf", digest, "no longer there"),
        ("../outside.pdf", digest, "outside"),
    ):
        with pytest.raises(DocumentError, match=reason):
            original(tmp_path / "org", path, known)
