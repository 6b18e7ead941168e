"""The page Sources: what is indexed and how fresh it is, as its reader may know it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.index.layout import live_generation
from assistant.pages.holdings.alarm import alarm_html
from assistant.pages.holdings.holdings import Holding, holdings_of
from assistant.pages.holdings.nights import Note, nights_of
from assistant.pages.holdings.sight import Sight
from assistant.pages.holdings.state import state_of
from assistant.pages.shelf import Shelf
from assistant.pages.sources.holding_cards import holdings_html
from assistant.pages.sources.page import head_html
from ingest.plan import Entry, read_ledger
from ingest.receipt import receipts
from ingest.status import status_of
from tests.ingest.quick_nights import run_night
from tests.pages.test_pages_nights import entry, problem, receipt, source

Write = Callable[[Mapping[str, str | bytes]], Path]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LEDGER = dict(
    [
        entry("work/a.csv", "work", "everyone", documents=40, warnings=("times have no zone",)),
        entry("work/b.pdf", "work", "everyone", failure="a damaged PDF"),
        entry("work/void.md", "work", "everyone", failure="empty file"),
        entry("plans/merger.md", "plans", "board", documents=1),
    ]
)
DATES = {"work/a.csv": "2026-11-19", "plans/merger.md": "2026-11-21"}
VOID = {"failures": [problem("work/void.md", "empty file")], "empty": ["work/void.md"]}


def holdings(
    *rows: dict[str, Any], groups: tuple[str, ...] = (), ledger: Mapping[str, Entry] = LEDGER
) -> tuple[Holding, ...]:
    sight = Sight.of(groups, ledger, rows[0]["sources"] if rows else ())
    return holdings_of(sight, nights_of(rows, sight), DATES)


def drawn(found: tuple[Holding, ...], nights: int = 1) -> str:
    return holdings_html(found, nights, NOW.date(), UTC)


def test_a_source_tells_its_files_documents_dates_and_troubles() -> None:
    (work,) = holdings(receipt(source("work", added=1), source("plans", "board"), **VOID))
    assert (work.files, work.documents, work.newest) == (3, 40, "2026-11-19")
    assert work.changed == datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    assert work.failures == (Note("work/b.pdf", "a damaged PDF"),)
    assert work.empty == ("work/void.md",)
    assert work.warnings == (Note("work/a.csv", "times have no zone"),)
    page = drawn((work,))
    assert all(
        words in page for words in ("for everyone", "19 November 2026", "3 days old", "1 file could not be read")
    )


def test_what_is_drawn_does_not_depend_on_sources_of_other_audiences() -> None:
    alone = {path: one for path, one in LEDGER.items() if one.audience == "everyone"}
    both = holdings(receipt(source("work", added=1), source("plans", "board", added=1), **VOID))
    mine = holdings(receipt(source("work", added=1), **VOID), ledger=alone)
    assert drawn(both) == drawn(mine)
    told = drawn(holdings(receipt(source("work"), source("plans", "board")), groups=("board",)))
    assert "plans" in told
    assert "only for board" in told


def test_the_last_change_is_of_the_source_and_of_a_night_that_was_published() -> None:
    refused = receipt(
        source("work", removed=3), started="2026-11-24T02:00:00+00:00", published=False,
        warnings=[problem(".", "work shrank from 6 to 3 files: nothing was published")],
    )  # fmt: skip
    quiet = receipt(source("work"), source("plans", "board", added=1), started="2026-11-23T02:00:00+00:00")
    first = receipt(source("work", added=3))
    assert holdings(refused, quiet, first)[0].changed == datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    assert "Not in the last 2 nights" in drawn(holdings(refused, quiet), 2)


def test_files_without_text_stay_so_after_a_night_that_did_not_read_them() -> None:
    refused = receipt(
        source("work", removed=3), published=False,
        warnings=[problem(".", "work shrank from 6 to 3 files: nothing was published")],
    )  # fmt: skip
    assert holdings(refused, receipt(source("work"), **VOID))[0].empty == ("work/void.md",)


def test_a_file_that_can_no_longer_be_read_is_told_though_nothing_was_published() -> None:
    row = receipt(source("work"), published=False, failures=[problem("work/a.csv", "cannot be read: no permission")])
    assert Note("work/a.csv", "cannot be read: no permission") in holdings(row)[0].failures


def test_a_source_without_files_is_shown_as_such_with_what_is_wrong_with_it() -> None:
    row = receipt(
        source("notes", listed=0, unchanged=0), warnings=[problem("notes", "cannot be listed: it is not there")]
    )
    (notes,) = holdings(row, ledger={})
    page = drawn((notes,))
    assert "No file is indexed from here" in page
    assert "cannot be listed: it is not there" in page
    gone = receipt(source("notes", listed=0, unchanged=0, removed=2))
    assert holdings(gone, ledger={}) == ()


def test_without_anything_to_read_the_page_says_what_to_do() -> None:
    assert "bearing ingest" in drawn(holdings(groups=(), ledger={}))
    assert "Not known" in drawn(holdings(), 0)


def test_names_are_words_in_the_page() -> None:
    evil = dict([entry("<u>/<i>", "<u>", "<s>", failure="<b>x")])
    page = drawn(holdings(groups=("<s>",), ledger=evil))
    assert not any(markup in page for markup in ("<u>", "<i>", "<s>", "<b>x"))


def test_a_missed_night_and_a_refused_one_are_said_first() -> None:
    status = {"generation": "g", "built_at": "2026-11-18T02:00:00+00:00", "last_run": None}
    stale = alarm_html(state_of(status, {}, (), 1, NOW), ())
    assert "missed a night" in stale
    refused = receipt(
        source("work", removed=3), published=False,
        warnings=[problem(".", "work shrank from 6 to 3 files: nothing was published, <b>")],
    )  # fmt: skip
    state = state_of({**status, "last_run": refused}, LEDGER, (), 1, NOW)
    assert state.refused
    assert [one.path for one in state.failures] == ["work/b.pdf", "work/void.md"]
    notice = alarm_html(state, nights_of([refused], Sight.of((), LEDGER)))
    assert "work shrank from 6 to 3 files" in notice
    assert "built on 18 November 2026" in notice
    quiet = state_of({**status, "last_run": receipt(source("work"))}, {}, (), 1, NOW)
    assert alarm_html(quiet, nights_of([receipt(source("work"))], Sight.of((), {}))) == ""


def test_the_page_agrees_with_the_index_that_its_reader_opens(write: Write, tmp_path: Path) -> None:
    index = tmp_path / "index"
    board = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "board"\n'
    sources = write(
        {
            "work/a.md": "---\ndate: 2026-01-15\n---\n# A\n\nWords.\n",
            "work/b.md": "---\ndate: 2098-01-01\n---\n# B\n\nAhead.\n",
            "board/c.md": "---\ndate: 2026-02-01\n---\n# C\n\nSecret.\n",
            "bearing.toml": board,
        }
    )
    run_night(sources, index)
    shelf, ledger = Shelf(index), read_ledger(index, live_generation(index))
    for groups, paths in (((), ["work"]), (("board",), ["board", "work"])):
        sight = Sight.of(groups, ledger, receipts(index)[0]["sources"])
        found = holdings_of(sight, nights_of(receipts(index), sight), shelf.newest(groups))
        assert [one.path for one in found] == paths
        assert sum(one.documents for one in found) == shelf.documents(groups)
        assert found[-1].newest == "2026-01-15"
        state = state_of(status_of(index), ledger, groups, shelf.documents(groups), datetime.now(UTC))
        assert f"{len(paths) + 1} documents" in head_html(found, state)
    assert shelf.newest(("board",))["board/c.md"] == "2026-02-01"
    assert "board/c.md" not in shelf.newest(())
