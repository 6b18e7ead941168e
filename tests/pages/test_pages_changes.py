"""The Monday brief: what moved with both quotes, nothing that is closed, and the evidence that has aged."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Dimension
from assistant.index.reader import Index, open_index
from assistant.nights.changes import before_visit, brief, changes
from assistant.nights.history import Visit, circle_of, circles, last_visit, note_reader, note_visit
from assistant.nights.stale import stale_evidence
from assistant.pages.changes import page
from assistant.pages.changes.brief import brief_html, night_words, quote_at, stale_html
from tests.ingest.quick_nights import run_night
from tests.portfolio_nights import TICKETS, assessment, night, quote, two_lines

TODAY = date(2026, 11, 25)
OLD, NEW = "20261123T020000.000Z", "20261124T020000.000Z"
BOARD = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "board"\n'
LEADS = '[[sources]]\npath = "leads"\nkind = "strategy"\naudience = "leads"\n'


def moved() -> tuple[Any, Any]:
    """Return two nights between which Dock Scan was stopped and a note was reworded."""
    before = two_lines(OLD)
    before.documents["strategy/s.md"] = "1"
    sides = [quote("Dock Scan stops."), quote("In Progress", TICKETS)]
    clash = {"initiative": "Dock Scan", "kind": "stopped", "reason": "It goes on.", "quotes": sides}
    after = two_lines(NEW, contradictions=[clash])
    after.documents["strategy/s.md"] = "2"
    after.portfolio["initiatives"][0]["outcomes"] = []
    after.assessments["Dock Scan"] = assessment(
        "Dock Scan", "not_aligned", link="not_met",
        outcome_not_output=("met", [quote("Crews scan every pallet.", TICKETS)]),
    )  # fmt: skip
    after.assessments["Dock Scan"]["findings"][0]["quotes"] = [quote("Dock Scan stops.")]
    return before, after


def drawn(row: dict[str, Any], after: Any) -> str:
    return brief_html(row, page.links_of(after), TODAY)


def test_a_changed_verdict_shows_its_cause_with_both_quotes() -> None:
    before, after = moved()
    row = changes(before, after)
    shown = drawn(row, after)
    assert "It was aligned." in shown
    assert shown.index("It said") < shown.index("Dock Scan serves calm docks.") < shown.index("Now it says")
    press = 'data-press="verdict/0/0/0"'
    assert press in shown
    assert quote_at(row, page.links_of(after), "verdict/0/0/0")["quote"] == "Dock Scan stops."
    for head in ("New contradictions", "Initiatives that lost their outcome", "Documents", "1 document changed"):
        assert head in shown
    assert quote_at(row, page.links_of(after), "clash/0/1/0")["quote"] == "In Progress"
    assert quote_at(row, page.links_of(after), "lost/0/0")["quote"] == "Dock Scan stops."
    for value in ("verdict/0/0/9", "clash/0", "x/0", 'lost/0/0"]', "verdict/0/-1/0"):
        assert quote_at(row, page.links_of(after), value) is None


def test_nothing_changed_is_an_empty_brief() -> None:
    _, after = moved()
    assert "Nothing changed" in drawn(changes(after, after), after)
    assert "Verdicts that moved" not in drawn(changes(after, after), after)


def test_words_of_a_document_that_is_gone_or_closed_are_not_shown(write: Any, tmp_path: Path) -> None:
    index = tmp_path / "index"
    sources = write({"strategy/a.md": "# A\n\nCalm.\n", "board/c.md": "# C\n\nMerger.\n"})
    run_night(sources, index)
    (sources / "bearing.toml").write_text(BOARD)
    run_night(sources, index)
    with open_index(index) as opened:
        kept = next(iter(opened.documents()))
        row = brief(*_nights(kept.id), index, opened, TODAY)
    assert row["documents"]["removed"] == ["strategy/b.md"], "what was removed is told, what was closed is not"
    assert row["gone_initiatives"] == ["Depot"]
    (link, *_) = row["verdicts"][0]["levels"]
    assert link["passages"] == [{"change": "removed"}]
    (other,) = row["verdicts"][1]["levels"]
    assert [one["quote"]["quote"] for one in other["passages"] if one["change"] == "went"] == ["It was calm."]
    shown = brief_html(row, {}, TODAY)
    assert "no longer among the documents" in shown
    assert not any(word in shown for word in ("Merger", "board/c.md"))


def _nights(kept: str) -> tuple[Any, Any]:
    """Return nights before and after a document of the board was closed and one was removed."""
    closed = {"id": "gone", "title": "C", "path": "board/c.md", "kind": "strategy", "audience": "everyone"}
    there = {"id": kept, "title": "A", "path": "strategy/a.md", "kind": "strategy", "audience": "everyone"}
    old = [
        assessment("Alpha", "aligned"), assessment("Beta", "aligned"), assessment("Depot", "aligned"),
        assessment("Merger", "aligned"),
    ]  # fmt: skip
    old[0]["findings"][0]["quotes"] = [quote("We buy the rival.", closed)]
    old[1]["findings"][0]["quotes"] = [quote("It was calm.", there)]
    old[3]["findings"][0]["quotes"] = [quote("Merger.", closed)]
    new = [assessment("Alpha", "cannot_tell", "no_evidence"), assessment("Beta", "cannot_tell", "no_evidence")]
    papers = {"strategy/a.md": "1", "strategy/b.md": "1", "board/c.md": "1"}
    return night(OLD, [], old, papers), night(NEW, [], new, {"strategy/a.md": "1"})


def test_the_night_to_compare_with_is_the_one_that_was_seen_last() -> None:
    kept = ["n1", "n3", "n5"]
    assert before_visit(kept, "n5", None) == "n3", "a first visit learns what the last night changed"
    assert before_visit(kept, "n5", "n5") == "n5", "a second visit finds nothing"
    assert before_visit(kept, "n5", "n3") == "n3"
    assert before_visit(kept, "n5", "n4") == "n3", "what was seen is not kept for this circle"
    assert before_visit(kept, "n5", "n0") == "n1", "what was seen is forgotten"
    assert before_visit(["n5"], "n5", None) is None
    assert before_visit([], "n5", None) is None


def test_a_visit_is_kept_for_each_person(tmp_path: Path) -> None:
    assert last_visit(tmp_path, "ann") is None
    note_visit(tmp_path, "ann", "n1")
    note_visit(tmp_path, "ben", "n2")
    note_visit(tmp_path, "ann", "n3")
    seen = last_visit(tmp_path, "ann")
    assert seen
    assert seen.generation == "n3"
    assert last_visit(tmp_path, "ben").generation == "n2"
    assert last_visit(tmp_path, "cyd") is None


def test_a_circle_of_several_groups_is_assessed_once_somebody_of_it_has_looked(write: Any, tmp_path: Path) -> None:
    index = tmp_path / "index"
    files = {"strategy/a.md": "# A\n\nCalm.\n", "board/b.md": "# B\n\nSale.\n", "leads/c.md": "# C\n\nPay.\n"}
    run_night(write({**files, "bearing.toml": BOARD + LEADS}), index)
    assert circles(index) == [(), ("board",), ("leads",)]
    assert circle_of(index, ("staff", "leads", "everyone", "nobody")) == ("leads",)
    note_reader(index, ("board", "leads"))
    note_reader(index, ("board", "gone"))
    assert circles(index) == [(), ("board",), ("leads",), ("board", "leads")]


def test_choices_name_the_last_visit_first_and_then_each_kept_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page.frame, "zone", lambda: None)
    found = page.choices([OLD, NEW], NEW, Visit(NEW, "2026-11-24T09:12:00+00:00"))
    assert [one.generation for one in found] == [NEW, OLD]
    assert found[0].words.startswith("Your last visit, 24 November 2026")
    first = page.choices([OLD, NEW], NEW, None)[0]
    assert (first.generation, first.words) == (OLD, "The last night, since this is your first visit")
    forgotten = page.choices([OLD, NEW], NEW, Visit("20250101T020000.000Z", "2025-01-01T09:12:00+00:00"))[0]
    assert "comes nearest" in forgotten.words
    assert night_words("not a moment", None) == "not a moment"


def test_aged_evidence_is_ranked_by_how_many_verdicts_rest_on_it() -> None:
    paper = {**TICKETS, "id": "p1", "title": "Old paper", "path": "strategy/old.md"}
    rare = {**TICKETS, "id": "p2", "title": "Rare paper", "path": "strategy/rare.md"}
    told = [assessment(name, "aligned") for name in ("A", "B", "C")]
    link = list(Dimension).index(Dimension.MEASURE)
    for one in told:
        one["findings"][0]["quotes"] = []
    for one in told[:2]:
        one["findings"][link] |= {"level": "met", "quotes": [quote("From 20 %.", paper, "2026-01-12")]}
    recent = [quote("New.", TICKETS, "2026-11-01"), quote("Undated.", {**TICKETS, "id": "p3"}, None)]
    talk = quote("Said lately.", {**TICKETS, "id": "p4"}, "2020-01-01", time="2026-11-20T09:00:00")
    year = quote("Of this year.", {**TICKETS, "id": "p5"}, "2026")
    told[2]["findings"][link] |= {"level": "met", "quotes": [quote("x", rare, "2024-05"), *recent, talk, year]}
    rows = stale_evidence(night(NEW, [], told), TODAY)
    assert [(row["document"]["id"], row["initiatives"]) for row in rows] == [("p1", ["A", "B"]), ("p2", ["C"])]
    shown = stale_html(rows, TODAY)
    assert shown.index("2 verdicts") < shown.index("1 verdict<")
    assert 'data-press="stale/0/0"' in shown
    assert "No verdict rests" in stale_html([], TODAY)


def test_names_in_the_brief_are_words_and_never_markup() -> None:
    before, after = moved()
    gone = replace(before, assessments={**before.assessments, "<i>Gone</i>": assessment("<i>Gone</i>", "aligned")})
    shown = drawn(changes(gone, after), after)
    assert "&lt;i&gt;Gone&lt;/i&gt;" in shown
    assert "<i>Gone" not in shown


def test_a_brief_without_a_night_before_says_so(tmp_path: Path) -> None:
    class Nobody(Index):
        groups = ("everyone",)

        def __init__(self) -> None:
            """Hold nothing."""

    row = brief(None, two_lines(NEW), tmp_path, Nobody(), TODAY)
    assert row["since"] is None
    assert row["verdicts"] == []
