"""The states of the pages Portfolio, Changes and Eval: not assessed, nothing there, one night, another reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.index.layout import live_generation
from assistant.nights.history import circles, keep_night, last_visit, note_visit
from tests.ingest.quick_nights import run_night
from tests.pages.test_pages_scores import RESULTS, written
from tests.portfolio_nights import assessment, initiative, night, two_lines

Write = Callable[[Mapping[str, str | bytes]], Path]
BOARD = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "board"\n'
LEADS = '[[sources]]\npath = "leads"\nkind = "strategy"\naudience = "leads"\n'
EARLIER = "20200101T020000.000Z"


@pytest.fixture
def index(write: Write, tmp_path: Path) -> Path:
    """An index of what everyone, the board and the leads may read, of which no night was kept."""
    files = {"strategy/a.md": "# A\n\nCalm.\n", "board/b.md": "# B\n\nSale.\n", "leads/c.md": "# C\n\nPay.\n"}
    run_night(write({**files, "bearing.toml": BOARD + LEADS}), tmp_path / "index")
    return tmp_path / "index"


def live(index: Path) -> str:
    return str(live_generation(index))


def _draw(page: str, index: str, groups: tuple[str, ...], shipped: str) -> None:
    from pathlib import Path

    from assistant.pages.changes import page as changes
    from assistant.pages.frame import Backstage
    from assistant.pages.portfolio import page as portfolio
    from assistant.pages.scores import page as scores
    from assistant.pages.sign_in.person import Person
    from ingest.plan import read_ledger
    from ingest.receipt import receipts
    from ingest.status import status_of

    person = Person("ann", groups=groups)
    backstage = Backstage(Path(index), status_of, read_ledger, receipts, lambda: person)
    if page == "scores":
        scores.draw(backstage, person, Path(shipped))
    else:
        {"portfolio": portfolio, "changes": changes}[page].draw(backstage, person)


def opened(page: str, index: Path, groups: tuple[str, ...] = ()) -> AppTest:
    kwargs = {"page": page, "index": str(index), "groups": groups, "shipped": str(index / "shipped")}
    test = AppTest.from_function(_draw, default_timeout=60, kwargs=kwargs).run()
    assert not test.exception
    return test


def said(test: AppTest) -> str:
    return " ".join(one.proto.body for one in test.main.get("html"))


def test_what_no_night_has_assessed_is_said_with_a_way_to_do_it_now(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.pages.shelf import Shelf

    def assess(shelf: Shelf, groups: tuple[str, ...]) -> None:
        keep_night(index, groups, two_lines(live(index)))

    monkeypatch.setattr(Shelf, "assess", assess)
    for page in ("portfolio", "changes"):
        assert "Nothing has been assessed yet" in said(opened(page, index))
    test = opened("portfolio", index)
    test.button("assess-now").click().run()
    assert "Dock Scan" in said(test)


def test_a_portfolio_shows_what_its_own_circle_assessed_and_nothing_of_another(index: Path) -> None:
    keep_night(index, (), two_lines(live(index)))
    secret = night(live(index), [initiative("Merger", "aligned")], [assessment("Merger", "aligned")])
    keep_night(index, ("board",), secret)
    assert "Merger" not in said(opened("portfolio", index))
    assert "Merger" in said(opened("portfolio", index, ("board", "staff")))
    for page in ("portfolio", "changes"):
        both = said(opened(page, index, ("board", "leads")))
        assert "Nothing has been assessed yet" in both
        assert "Merger" not in both
        assert "Dock Scan" not in both
    assert ("board", "leads") in circles(index), "the next night assesses for both"


def test_a_portfolio_without_initiatives_says_what_to_add(index: Path) -> None:
    keep_night(index, (), night(live(index), [], []))
    page = said(opened("portfolio", index))
    assert "No document lists initiatives" in page
    assert "<table" not in page


def test_filters_that_leave_nothing_say_so(index: Path) -> None:
    keep_night(index, (), two_lines(live(index)))
    test = opened("portfolio", index)
    test.text_input("portfolio-words").set_value("moon").run()
    assert "No initiative is like that" in said(test)
    test.text_input("portfolio-words").set_value("").run()
    test.selectbox("portfolio-owner").set_value("Ana Sousa").run()
    assert "1 of 2 shown" in said(test)
    assert "Lamp" not in said(test).split("Left over")[0]


def test_the_first_visit_tells_the_last_night_and_the_second_that_nothing_changed(index: Path) -> None:
    keep_night(index, (), two_lines(live(index)))
    assert "Only one night is kept so far" in said(opened("changes", index))
    before = two_lines(EARLIER)
    keep_night(index, (), replace(before, documents={"strategy/gone.md": "1"}))
    forget(index)
    first = opened("changes", index)
    assert "1 document removed" in said(first)
    assert first.selectbox("changes-since").value == "The last night, since this is your first visit"
    assert last_visit(index, "ann").generation == live(index)
    assert "1 document removed" in said(first.run()), "the brief stays while its page is open"
    second = opened("changes", index)
    assert "Nothing changed" in said(second)
    second.selectbox("changes-since").select_index(1).run()
    assert "1 document removed" in said(second), "an earlier night can be chosen"


def forget(index: Path) -> None:
    import sqlite3

    with sqlite3.connect(index / "history.sqlite") as rows:
        rows.execute("delete from visits")
    rows.close()


def test_another_visit_does_not_end_that_of_this_person(index: Path) -> None:
    keep_night(index, (), replace(two_lines(EARLIER), documents={"strategy/gone.md": "1"}))
    keep_night(index, (), two_lines(live(index)))
    note_visit(index, "ben", live(index))
    assert "1 document removed" in said(opened("changes", index))


def test_scores_are_shown_and_said_to_be_missing_or_broken(index: Path) -> None:
    assert "No suite was run yet" in said(opened("scores", index))
    (index / "eval").mkdir()
    (index / "eval" / "results.json").write_text("{")
    assert "The scores cannot be read" in said(opened("scores", index))
    written(index / "eval", RESULTS)
    test = opened("scores", index)
    assert "1 gate does not hold" in said(test)
    test.text_input("scores-words").set_value("docks").run()
    assert "list-docks" in said(test)
    assert "fact-badge" not in said(test)


def test_without_an_index_each_page_says_what_to_run(tmp_path: Path) -> None:
    for page in ("portfolio", "changes", "scores"):
        assert "Nothing has been read yet" in said(opened(page, tmp_path / page))


def test_an_index_that_has_missed_a_night_is_said_on_the_page(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_night(index, (), two_lines(live(index)))
    assert "missed a night" not in said(opened("portfolio", index))
    monkeypatch.setattr("assistant.pages.holdings.state.STALE_HOURS", -1.0)
    for page in ("portfolio", "changes"):
        assert "The index has missed a night" in said(opened(page, index))


def test_pages_ask_only_for_what_is_kept(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("the page computed an assessment")

    monkeypatch.setattr("assistant.pages.shelf.record_night", never)
    monkeypatch.setattr("assistant.pages.shelf.load_embedder", never)
    keep_night(index, (), two_lines(live(index)))
    assert "Dock Scan" in said(opened("portfolio", index))
    assert "Evidence that has aged" in said(opened("changes", index))
