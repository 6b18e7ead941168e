import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import bearing
from assistant.assessing.assessment import Assessor
from assistant.assistant import Assistant
from assistant.domain import Dimension
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import Statements
from assistant.index.reader import open_index
from assistant.nights import history, recording
from assistant.nights.changes import changes, is_quiet
from assistant.nights.history import circles, generations, is_kept, night_of
from assistant.nights.night import Night
from assistant.nights.reading_back import read_assessment
from assistant.nights.recording import record_night
from assistant.portfolio.outcomes import read_outcomes
from assistant.portfolio.portfolio import Portfolio, read_portfolio
from assistant.quotes import find_verbatim
from tests.initiative_fixtures import built_index

Row = dict[str, Any]
Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Any]


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with open_index(built_index(tmp_path_factory.mktemp("velo"))) as index:
        yield Assessor.open(index, Statements(), embedder)


@pytest.fixture(scope="module")
def portfolio(assessor: Assessor) -> Portfolio:
    return read_portfolio(assessor)


@pytest.fixture(scope="module")
def row(portfolio: Portfolio) -> Row:
    return portfolio.as_json()


def entry_of(row: Row, name: str) -> Row:
    return next(entry for entry in row["initiatives"] if entry["name"] == name)


def test_the_portfolio_has_the_keys_of_the_contract(row: Row) -> None:
    assert {"initiatives", "outcomes", "orphans"} <= row.keys()
    assert {"name", "verdict", "owner", "status", "outcomes", "work"} <= row["initiatives"][0].keys()
    assert {"name", "measure", "initiatives"} <= row["outcomes"][0].keys()
    assert row["orphans"].keys() == {"outcomes", "initiatives", "problems", "players"}


def test_a_record_and_its_brief_are_one_initiative(row: Row) -> None:
    names = [entry["name"] for entry in row["initiatives"]]
    assert names.count("Pedal Finder") == 1
    assert len(names) == len(set(names))


def test_an_initiative_that_names_an_outcome_serves_it_and_both_sides_say_so(row: Row) -> None:
    served = entry_of(row, "Second Service")["outcomes"]
    assert served
    assert served[0]["link"] == "explicit"
    outcome = next(outcome for outcome in row["outcomes"] if outcome["name"] == served[0]["name"])
    assert "Second Service" in outcome["initiatives"]


def test_every_link_carries_the_words_of_both_sides_verbatim(portfolio: Portfolio) -> None:
    links = [one for entry in portfolio.entries for one in entry.outcomes]
    assert {one.link for one in links} >= {"explicit"}
    for one in links:
        assert one.quotes, one.name
        assert all(quote.document.text[quote.start : quote.end] == quote.text for quote in one.quotes)
    served = next(entry for entry in portfolio.entries if entry.assessment.initiative == "Second Service").outcomes[0]
    assert any("Riders return" in quote.text for quote in served.quotes)
    assert {quote.document.path.split("/")[-1] for quote in served.quotes} >= {"second-service.md"}


def test_what_is_left_over_carries_words_that_it_is_known_from(row: Row, portfolio: Portfolio) -> None:
    assert [one.name for one in portfolio.orphan_problems] == row["orphans"]["problems"]
    assert [one["name"] for one in row["left_over"]["players"]] == row["orphans"]["players"]
    for one in (*portfolio.orphan_problems, *portfolio.orphan_players):
        assert all(find_verbatim(quote.text, quote.document.text) for quote in one.quotes)


def test_an_assessment_is_read_back_as_it_was_kept_without_quotes_that_no_longer_stand(assessor: Assessor) -> None:
    kept = assessor.assess("Second Service")
    assert read_assessment(kept.as_json(), assessor.index) == kept
    row = kept.as_json()
    for quote in row["findings"][0]["quotes"]:
        quote["quote"] = "Other words."
    read = read_assessment(row, assessor.index)
    assert read.findings == kept.findings[1:], "a level that no quote carries is left out"


def test_what_serves_nothing_is_an_orphan(row: Row) -> None:
    left = set(row["orphans"]["initiatives"])
    assert {entry["name"] for entry in row["initiatives"] if not entry["outcomes"]} == left
    assert "Cargo Rental" in left  # the strategy excludes it
    for name in row["orphans"]["outcomes"]:
        assert not next(outcome for outcome in row["outcomes"] if outcome["name"] == name)["initiatives"]


def test_superseded_goals_are_known_as_such_and_served_by_nobody(row: Row) -> None:
    assert row["superseded"]
    assert not {o["name"] for o in row["superseded"]} & {o["name"] for o in row["outcomes"]}
    assert entry_of(row, "Web Shop Push")["outcomes"] == []


def test_an_outcome_carries_the_measure_of_the_strategy(assessor: Assessor) -> None:
    current = [outcome for outcome in read_outcomes(assessor.strategy) if not outcome.retired]
    measured = [outcome for outcome in current if outcome.measure.target]
    assert measured
    for outcome in measured:
        assert any(str(outcome.measure.target) in goal.document.text for goal in outcome.goals)


def test_open_work_below_an_initiative_without_outcome_is_counted(row: Row) -> None:
    work = row["open_work"]
    assert 0 <= work["without_outcome"] <= work["items"]
    assert work["items"] >= sum(entry["work"]["open"] for entry in row["initiatives"])


def test_a_contradiction_quotes_both_sides_verbatim(portfolio: Portfolio) -> None:
    assert {found.kind for found in portfolio.contradictions} >= {"facts_differ"}
    for found in portfolio.contradictions:
        assert len(found.quotes) >= 2
        assert all(find_verbatim(quote.text, quote.document.text) for quote in found.quotes)


def test_the_operating_model_is_read_from_quotes(portfolio: Portfolio) -> None:
    model = portfolio.operating_model
    assert model.reading in ("project", "product", "mixed", "unclear")
    assert model.project + model.product > 0
    assert bool(model.project) == bool(model.project_quotes)
    assert bool(model.product) == bool(model.product_quotes)


def test_what_would_change_a_verdict_names_the_smallest_evidence(assessor: Assessor) -> None:
    assert assessor.assess("Second Service").would_change is None  # nothing is better than aligned
    silent = assessor.assess("Clean Stock")
    assert silent.would_change is not None
    assert silent.would_change.startswith("It would be partly aligned if the documents had one sentence")
    assert silent.confidence in ("low", "medium")
    stopped = assessor.assess("Cargo Rental")
    assert "no longer excludes it" in str(stopped.would_change)


def test_a_numbered_heading_is_found_by_its_name_and_read(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    plan = (
        "# Strategic plan 2026\n\n## 1. Access\n\nEverybody can use our library.\n\n### 1.2. Opening hours\n\n"
        "By 2027, nine of ten shift workers use the library, up from four.\n\n"
        "A survey of 2025 found that shift workers rarely come.\n"
    )
    ingest(write({"strategy/plan 2026.md": plan}))
    assessor = Assistant.open(tmp_path / "index").assessor
    assessment = assessor.assess("Opening hours")
    assert assessment.found
    levels = {finding.dimension: str(finding.level) for finding in assessment.findings}
    assert levels[Dimension.OUTCOME_LINK] == "met"  # the plan has it under "1. Access"
    assert levels[Dimension.OUTCOME_NOT_OUTPUT] == "met"
    assert levels[Dimension.PROBLEM_EVIDENCE] == "met"
    assert "Opening hours" in assessor.catalogue.names()


ONE = {
    "strategy/Strategy 2026.md": "# Strategy 2026\n\n- O1 Calm mornings: "
    "the share of late buses falls from 20 % to 8 % by December 2026.\n",
    "strategy/initiatives/early-bird.md": "# Early Bird\n\nIt serves O1 Calm mornings.\n\n## Outcome\n\n"
    "Drivers leave the depot on time: late buses fall from 20 % to 8 % by December 2026.\n",
    "strategy/initiatives/night-lamp.md": "# Night Lamp\n\n## Goal\n\nInstall 40 lamps in the depot by June.\n",
}


def test_the_commands_print_for_people_and_as_json_and_compare_two_nights(
    write: Write, ingest: Ingest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = tmp_path / "index"
    sources = write(ONE)
    ingest(sources)
    first = record_night(index, (), Assistant.open(index))
    assert night_of(index, first.generation) == first
    shown = bearing_output(["portfolio"], index, capsys)
    assert "Early Bird" in shown
    assert "Calm mornings" in shown
    row = json.loads(bearing_output(["portfolio", "--json"], index, capsys))
    assert {entry["name"]: entry["verdict"] for entry in row["initiatives"]}["Night Lamp"] == "output_driven"
    assert "Only one night" in bearing_output(["changes"], index, capsys)
    text = "# Early Bird\n\nIt serves O1 Calm mornings.\n\n## Outcome\n\nLaunch the new depot gate in June.\n"
    (sources / "strategy/initiatives/early-bird.md").write_text(text)
    bearing._open.clear()
    ingest(sources)
    row = json.loads(bearing_output(["changes", "--json"], index, capsys))
    assert row["since"] == first.generation
    assert row["documents"]["changed"] == ["strategy/initiatives/early-bird.md"]
    (change,) = row["verdicts"]
    assert (change["initiative"], change["before"], change["after"]) == ("Early Bird", "aligned", "output_driven")
    passages = [passage for level in change["levels"] for passage in level["passages"]]
    assert any("late buses fall" in passage["quote"]["quote"] for passage in passages if passage["change"] == "went")
    assert len(generations(index)) == 2
    assert generations(index, ["board"]) == []  # another circle of readers sees nothing of it
    assert "output_driven" in bearing_output(["changes"], index, capsys)
    said = Assistant.open(index).ask("What changed since last night about Early Bird?")
    assert said.claims[0].text == "Early Bird is now output driven, before it was aligned."
    assert any("Launch the new depot gate" in made.text for made in said.quotes)


def bearing_output(arguments: list[str], index: Path, capsys: pytest.CaptureFixture[str]) -> str:
    bearing.app([*arguments, "--index", str(index)], standalone_mode=False)
    return capsys.readouterr().out


def test_nothing_changed_is_an_empty_brief() -> None:
    night = Night("g1", {"initiatives": [], "contradictions": []}, {}, {"a.md": "1"})
    assert is_quiet(changes(night, night))
    assert not is_quiet(changes(night, Night("g2", night.portfolio, {}, {"a.md": "2"})))


def test_each_night_is_kept_for_every_circle_so_that_the_next_can_be_compared(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "board"\n'
    sources, index = (
        write({**ONE, "bearing.toml": settings, "board/sale.md": "# Sale\n\nNobody knows yet.\n"}),
        tmp_path / "index",
    )
    bearing._open.clear()
    bearing.app(["ingest", str(sources), "--index", str(index)], standalone_mode=False)
    assert [len(generations(index, circle)) for circle in ([], ["board"], ["other"])] == [1, 1, 0]
    assert circles(index) == [(), ("board",)]
    assert is_kept(index, ["board"])
    capsys.readouterr()
    assert "Only one night" in bearing_output(["changes"], index, capsys)


def test_what_other_software_found_is_found_anew(
    write: Write, ingest: Ingest, tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    ingest(write(ONE))
    reader = Assistant.open(index, embedder=embedder)
    record_night(index, (), reader)
    assert is_kept(index)
    for one in (history, recording):
        monkeypatch.setattr(one, "made_by", lambda _: "a later release")
    assert not is_kept(index)
    monkeypatch.setattr(recording, "night_now", lambda _: Night(reader.index.generation, {"later": True}, {}, {}))
    assert record_night(index, (), reader).portfolio == {"later": True}
    assert is_kept(index)


def test_the_nights_of_thirty_generations_are_kept_and_no_more(
    write: Write, ingest: Ingest, tmp_path: Path, embedder: Embedder
) -> None:
    index = tmp_path / "index"
    ingest(write(ONE))
    reader = Assistant.open(index, embedder=embedder)
    kept = record_night(index, (), reader)
    with sqlite3.connect(index / "history.sqlite") as rows:
        old = [(f"2025{number:04}", "[]", "{}", "{}", "{}") for number in range(40)]
        rows.executemany("insert into nights values (?, ?, ?, ?, ?)", old)
        rows.execute("delete from nights where generation = ?", (kept.generation,))
    rows.close()
    record_night(index, (), reader)
    names = generations(index)
    assert len(names) == 30
    assert names[-1] == kept.generation
    assert names[0] == "20250011"
