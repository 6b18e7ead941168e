"""Receipts as a reader may know them: of other audiences not even a number."""

from collections.abc import Callable, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import PublishRefusedError
from assistant.index.layout import live_generation
from assistant.pages.holdings.nights import Note, Outcome, night_of, nights_of
from assistant.pages.holdings.sight import Sight
from assistant.pages.sources.night_list import nights_html
from ingest.plan import Entry, read_ledger
from ingest.receipt import receipts
from tests.ingest.quick_nights import run_night

Write = Callable[[Mapping[str, str | bytes]], Path]
ADVICE = "nothing was published, the old index stays; look at the sources, then run again with --accept-shrink"


def source(path: str, audience: str = "everyone", **counts: int) -> dict[str, Any]:
    return {"path": path, "kind": "work", "audience": audience, "listed": 4, "unchanged": 4, **counts}


def receipt(*sources: dict[str, Any], **keys: Any) -> dict[str, Any]:
    named = {"failures": [], "warnings": [], "empty": [], "renamed": [], "seconds": {"parse": 2.0}}
    return {"started": "2026-11-22T02:00:00+00:00", "published": True, "sources": list(sources), **named, **keys}


def problem(path: str, reason: str = "why") -> dict[str, str]:
    return {"path": path, "reason": reason}


def entry(path: str, source: str, audience: str, **keys: Any) -> tuple[str, Entry]:
    return path, Entry(path, "", source, "work", audience, **keys)


EVERYONE, BOARD = Sight.of((), {}), Sight.of(("board",), {})
BOTH = receipt(
    source("work", added=1),
    source("work/board", "board", changed=2, failed=2, removed=3),
    failures=[problem("work/a.pdf"), problem("work/board/merger.pdf"), problem("work/board/empty.md", "empty file")],
    empty=["work/board/empty.md"],
    warnings=[problem("work/board/list.csv", "column 'salary' is new"), problem("work/list.csv")],
    renamed=[
        {"from": "work/b.md", "to": "work/c.md"},
        {"from": "work/board/x.md", "to": "work/board/y.md"},
        {"from": "work/board/x.md", "to": "work/z.md"},
    ],
)
MINE = receipt(
    source("work", added=1),
    failures=[problem("work/a.pdf")],
    warnings=[problem("work/list.csv")],
    renamed=[{"from": "work/b.md", "to": "work/c.md"}],
    seconds={},
)


def test_what_is_drawn_of_a_night_is_what_a_night_without_the_other_audiences_draws() -> None:
    assert nights_html([night_of(BOTH, EVERYONE)], UTC) == nights_html([night_of(MINE, EVERYONE)], UTC)


def test_who_may_read_a_source_is_told_all_of_it() -> None:
    night = night_of(BOTH, BOARD)
    assert [one.path for one in night.sources] == ["work", "work/board"]
    assert (night.total("added"), night.total("changed"), night.total("removed")) == (1, 2, 3)
    assert night.empty == ("work/board/empty.md",)
    assert (len(night.failures), len(night.warnings), len(night.renamed)) == (3, 2, 3)
    assert night.seconds == (("parse", 2.0),)


def test_how_long_a_night_took_is_told_only_to_who_may_read_every_source() -> None:
    assert night_of(BOTH, EVERYONE).seconds == ()
    assert night_of(receipt(source("work")), EVERYONE).seconds == (("parse", 2.0),)


def test_a_night_that_changed_only_what_others_read_changed_nothing() -> None:
    row = receipt(source("work"), source("board", "board", added=1))
    assert night_of(row, EVERYONE).outcome is Outcome.UNCHANGED
    assert night_of(row, BOARD).outcome is Outcome.PUBLISHED


def test_a_refusal_names_the_sources_of_its_reader_only() -> None:
    losses = f"board shrank from 9 to 2 files; work/list.csv shrank from 70 to 10 documents: {ADVICE}"
    row = receipt(source("work"), source("board", "board"), published=False, warnings=[problem(".", losses)])
    night = night_of(row, EVERYONE)
    assert night.outcome is Outcome.REFUSED
    assert night.causes == ("work/list.csv shrank from 70 to 10 documents",)
    assert night.warnings == ()
    assert len(night_of(row, BOARD).causes) == 2


def test_a_refusal_that_only_others_caused_says_no_more_than_that_nothing_was_published() -> None:
    refusal = [problem(".", f"board shrank from 9 to 2 files: {ADVICE}")]
    changed = receipt(source("work", added=1), source("board", "board"), published=False, warnings=refusal)
    drawn = nights_html([night_of(changed, EVERYONE)], UTC)
    assert "Not published" in drawn
    assert "A check before publishing failed" in drawn
    assert "board" not in drawn
    assert "shrank" not in drawn
    unchanged = receipt(source("work"), source("board", "board"), published=False, warnings=refusal)
    assert night_of(unchanged, EVERYONE).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize("reason", ["board; work shrank from 3 to 1 files", "work cannot be listed; the board is out"])
def test_a_refusal_of_another_form_is_not_taken_apart(reason: str) -> None:
    row = receipt(source("work", added=1), source("board; work", "board"), published=False)
    row["warnings"] = [problem(".", f"{reason}: {ADVICE}")]
    night = night_of(row, EVERYONE)
    assert (night.outcome, night.causes, night.warnings) == (Outcome.REFUSED, (), ())


def test_a_files_own_warning_cannot_refuse_a_night() -> None:
    row = receipt(
        source("work", added=1), published=False, warnings=[problem("work/a.csv", "column 'was not published' is new")]
    )
    assert night_of(row, EVERYONE).outcome is Outcome.UNCHANGED


def test_a_source_that_was_closed_is_closed_with_its_past() -> None:
    past = receipt(source("plans"), failures=[problem("plans/merger.pdf"), problem("plans/gone.pdf")])
    closed = Sight.of((), dict([entry("plans/merger.pdf", "plans", "board")]))
    assert night_of(past, EVERYONE).total("listed") == 4
    assert night_of(past, closed).sources == night_of(past, closed).failures == ()


def test_a_source_that_was_opened_is_opened_without_its_past() -> None:
    past = receipt(source("plans", "board"), failures=[problem("plans/merger.pdf")])
    opened = Sight.of((), dict([entry("plans/merger.pdf", "plans", "everyone")]))
    assert night_of(past, opened).sources == night_of(past, opened).failures == ()


def test_a_source_without_an_audience_is_for_nobody_whatever_a_group_is_called() -> None:
    assert night_of(receipt(source("lost", "nobody")), Sight.of(("nobody",), {})).sources == ()


def test_receipts_of_older_versions_and_damaged_ones_are_read_as_far_as_they_go() -> None:
    old = {"published": True, "sources": [{"path": "work", "audience": "everyone", "added": 1}]}
    odd = {"started": "yesterday", "sources": [None, {"path": 3}], "failures": [{"path": "a"}, "b"], "seconds": 7}
    first, second = nights_of([old, odd], EVERYONE)
    assert (first.outcome, first.total("added"), first.started) == (Outcome.PUBLISHED, 1, None)
    assert (second.outcome, second.sources, second.failures) == (Outcome.UNCHANGED, (), ())
    assert "At an unknown time" in nights_html([first, second], UTC)


def test_names_and_reasons_are_words_in_the_page() -> None:
    evil = "work/<img src=x>.md"
    row = receipt(
        source("work/<b>", added=1), source("work"), failures=[problem(evil, "<i>")], warnings=[problem(evil, "<u>")],
        renamed=[{"from": evil, "to": evil}],
    )  # fmt: skip
    drawn = nights_html([night_of(row, EVERYONE)], UTC)
    assert not any(markup in drawn for markup in ("<img", "<i>", "<u>", "work/<b>"))
    assert "work/&lt;img src=x&gt;.md" in drawn


def test_a_list_that_nobody_would_read_is_cut() -> None:
    row = receipt(source("work"), failures=[problem(f"work/{n}.pdf") for n in range(1_060)])
    drawn = nights_html([night_of(row, EVERYONE)], UTC)
    assert drawn.count("<li><b>") == 50
    assert "and 1,010 more" in drawn


def test_real_nights_are_told_as_they_were(write: Write, tmp_path: Path) -> None:
    index = tmp_path / "index"
    board = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "board"\n'
    notes = {f"work/{n}.md": f"# Note {n}\n\nWords {n}.\n" for n in range(6)}
    sources = write({**notes, "board/a.md": "# A\n\nSecret.\n", "work/void.md": b"", "bearing.toml": board})
    run_night(sources, index)
    (sources / "work/0.md").rename(sources / "work/zero.md")
    (sources / "board/b.pdf").write_bytes(b"%PDF-x")
    run_night(sources, index)
    run_night(sources, index)
    for number in (1, 2, 3):
        (sources / f"work/{number}.md").unlink()
    with pytest.raises(PublishRefusedError):
        run_night(sources, index)
    sight = Sight.of((), read_ledger(index, live_generation(index)), receipts(index)[0]["sources"])
    nights = nights_of(receipts(index), sight)
    assert [night.outcome.value for night in nights] == ["refused", "unchanged", "published", "published"]
    assert nights[0].causes == ("work shrank from 6 to 3 documents",)
    assert nights[2].renamed == (("work/0.md", "work/zero.md"),)
    assert nights[2].failures == (Note("work/void.md", "empty file"),)
    assert nights[2].empty == ("work/void.md",)
    assert "board" not in nights_html(nights, UTC)
