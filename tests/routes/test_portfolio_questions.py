"""Questions about all initiatives at once, on an organisation with one initiative for each trap."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.domain import Answer, Dimension, Verdict
from assistant.encoder.embedding import Embedder
from assistant.nights.history import is_kept
from assistant.nights.night import night_now
from assistant.routes.portfolio import answers as portfolio_answers
from assistant.routes.portfolio import conflicts as portfolio_conflicts
from assistant.routes.portfolio.questions import Asked, portfolio_question, says_what_is_done
from tests.built_once import built_once
from tests.initiative_fixtures import built_index


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    opened = Assistant.open(built_index(tmp_path_factory.mktemp("velo")), (), embedder)
    yield opened
    opened.index.close()


def named(answer: Answer) -> list[str]:
    return [claim.text.split(":")[0] for claim in answer.claims]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which initiatives are not aligned with an outcome?", Asked.INITIATIVES),
        ("How many projects are output-driven?", Asked.INITIATIVES),
        ("Which epics have no measure?", Asked.INITIATIVES),
        ("Welche Initiativen sind nicht ausgerichtet?", Asked.INITIATIVES),
        ("What are our outcomes?", Asked.OUTCOMES),
        ("Which objectives do we have in 2026?", Asked.OUTCOMES),
        ("Which outcomes does the strategy name?", Asked.OUTCOMES),
        ("Which outcomes does nobody serve?", Asked.UNSERVED),
        ("Which of our goals still have no number against them?", Asked.UNMEASURED),
        ("Which outcomes are without a measure?", Asked.UNMEASURED),
        ("Which objectives don't have a target?", Asked.UNMEASURED),
        ("Which initiatives serve Riders return?", Asked.SERVING),
        ("Are we a feature factory?", Asked.WAY_OF_WORKING),
        ("Do we manage to outcomes or to dates?", Asked.WAY_OF_WORKING),
        ("Which initiatives have more than one owner?", Asked.OWNERS),
        ("Is anybody still working on what we ruled out?", Asked.RULED_OUT),
        ("Are we building things that we decided not to do?", Asked.RULED_OUT),
        ("Which projects could be stopped?", Asked.TO_STOP),
        ("What should we stop doing?", Asked.TO_STOP),
        ("How much of our open work serves Riders return?", Asked.OPEN_WORK),
        ("What share of the backlog goes into no outcome?", Asked.OPEN_WORK),
        ("What percentage of work is on outcomes?", Asked.OPEN_WORK),
        ("What are we doing about retention?", Asked.SERVING),
        ("What are we doing to shorten the repair time?", Asked.SERVING),
        ("Is there anything that nobody owns?", Asked.INITIATIVES),
        ("What should I worry about this quarter?", Asked.ATTENTION),
        ("Where are the red flags in our portfolio?", Asked.ATTENTION),
        ("What keeps us up at night?", Asked.ATTENTION),
        ("Is there anything we should be concerned about?", Asked.ATTENTION),
        ("Which initiatives need our attention?", Asked.ATTENTION),
        ("Where is it going wrong?", Asked.ATTENTION),
        ("What should I ask in the next review?", Asked.TO_ASK),
        ("What questions should I ask the owners?", Asked.TO_ASK),
        ("Which questions should the board raise?", Asked.TO_ASK),
        ("Which outcome gets the most money?", Asked.MONEY),
        ("Where do we spend money without an outcome?", Asked.MONEY),
    ],
)
def test_a_question_about_all_initiatives_is_known(question: str, asked: Asked) -> None:
    found = portfolio_question(question)
    assert found is not None
    assert found.asked is asked


@pytest.mark.parametrize(
    "question",
    [
        "Is Second Service outcome-aligned?",
        "Which epics are not done?",
        "What is the goal of Second Service?",
        "How many issues of Pedal Finder are open?",
        "Which outcome does Second Service serve?",
        "What are the goals of the pilot in Leeds?",
        "Who owns Parts Refresh?",
        "What share of the initiative money served no outcome?",
        "When would we stop Pedal Finder?",
        "Which issues were not done in October?",
        "How many people work in Leeds?",
        "What changed on the list of things we do not do?",
        "What are the concerns of the works council?",
        "What went wrong with the web shop push?",
        "What do customers worry about most?",
        "What should I ask the bank for?",
        "What should I ask Ana about Pedal Finder?",
        "Which goals moved in the first half of 2026 and which did not?",
    ],
)
def test_a_question_about_one_thing_is_not_about_all(question: str) -> None:
    assert portfolio_question(question) is None


def test_what_is_asked_of_initiatives_is_told_apart() -> None:
    lacking = portfolio_question("Which initiatives lack a measure?")
    partly = portfolio_question("How many initiatives are only partly aligned?")
    aligned = portfolio_question("List the aligned initiatives")
    assert lacking is not None
    assert partly is not None
    assert aligned is not None
    assert (lacking.lacks, lacking.counts) == (Dimension.MEASURE, False)
    assert (partly.verdicts, partly.counts) == ({Verdict.PARTLY_ALIGNED}, True)
    assert aligned.verdicts == {Verdict.ALIGNED}


_AGAINST = {Verdict.NOT_ALIGNED, Verdict.OUTPUT_DRIVEN}


@pytest.mark.parametrize(
    ("question", "verdicts"),
    [
        ("Which initiatives are not outcome-aligned?", _AGAINST),
        ("Which initiatives aren’t yet outcome aligned?", _AGAINST),
        ("How many initiatives are not outcome-driven?", _AGAINST),
        ("Which initiatives are not on strategy?", _AGAINST),
        ("Which initiatives are misaligned?", _AGAINST),
        ("Which initiatives are not fully aligned?", {*_AGAINST, Verdict.PARTLY_ALIGNED}),
        ("Which initiatives are not output-driven?", {Verdict.ALIGNED, Verdict.PARTLY_ALIGNED}),
        ("Which initiatives are output-driven?", {Verdict.OUTPUT_DRIVEN}),
        ("Which initiatives are outcome-aligned?", {Verdict.ALIGNED}),
        ("Which initiatives are outcome-driven?", {Verdict.ALIGNED}),
    ],
)
def test_a_denied_verdict_is_never_answered_with_the_verdict(question: str, verdicts: set[Verdict]) -> None:
    asked = portfolio_question(question)
    assert asked is not None
    assert asked.verdicts == verdicts


def test_the_initiatives_of_a_verdict_are_listed_each_on_quotes(assistant: Assistant) -> None:
    answer = assistant.ask("Which initiatives are not aligned with an outcome?")
    assert named(answer)[:2] == ["Cargo Rental", "Web Shop Push"]  # not aligned before output driven
    assert {"Feature Rush", "Parts Refresh", "Workshop Move"} <= set(named(answer))
    assert not {"Second Service", "Night Owl", "First Ride"} & set(named(answer))
    for claim in answer.claims:
        assert claim.citations
        assert all(answer.quotes[number - 1].text for number in claim.citations)


def test_a_count_is_said_with_what_it_counts(assistant: Assistant) -> None:
    answer = assistant.ask("How many initiatives are output-driven?")
    count, total = (int(word) for word in answer.claims[0].text.split(" initiatives")[0].split(" of "))
    assert count == len(answer.claims) - 1 == len(answer.claims[0].citations)
    assert total > count


def test_what_a_mandate_demands_is_not_blamed(assistant: Assistant) -> None:
    said = next(
        claim.text for claim in assistant.ask("Which initiatives are output-driven?").claims if "Tax" in claim.text
    )
    assert "output is legitimate here" in said


def test_the_outcomes_are_listed_with_their_measures(assistant: Assistant) -> None:
    answer = assistant.ask("What are our outcomes?")
    assert named(answer) == ["Riders return", "Repaired within days", "Shops decide alone"]
    assert "from 31 % to 45 %, by 31 December 2026" in answer.claims[0].text


def test_the_outcomes_without_a_measure_are_told_apart(assistant: Assistant) -> None:
    answer = assistant.ask("Which of our outcomes have no measure?")
    measured = {one["name"] for one in assistant.night().portfolio["outcomes"] if portfolio_answers.is_measured(one)}
    assert answer.claims or answer.reason == portfolio_answers.ALL_MEASURED
    assert measured
    assert not any(claim.text.startswith(tuple(measured)) for claim in answer.claims)
    assert portfolio_question("Which goals have no owner?") is None
    assert portfolio_question("Which goals did not reach their targets?") is None
    assert portfolio_question("Which goals did not meet targets?") is None


def test_an_outcome_whose_name_is_its_measure_is_said_once() -> None:
    name = "Riders return within a year: from 31 % to 45 %."
    outcome = {"name": name, "measure": {"metric": "Riders return", "baseline": "31 %", "target": "45 %", "date": None}}
    assert portfolio_answers.measured(outcome) == name


def test_outcomes_and_templates_are_no_initiatives(assistant: Assistant) -> None:
    assert not {"Riders return", "Shops decide alone"} & set(assistant.initiatives)


def test_an_outcome_is_served_by_what_the_documents_link_to_it(assistant: Assistant) -> None:
    answer = assistant.ask("Which initiatives serve the outcome Riders return?")
    assert any(claim.text.startswith("Second Service serves “Riders return”") for claim in answer.claims)
    none = assistant.ask("Which initiatives serve the outcome Moon landing?")
    assert none.abstained
    assert "Riders return" in (none.reason or "")


def test_the_way_of_working_is_read_with_quotes_of_both_sides(assistant: Assistant) -> None:
    answer = assistant.ask("Are we a feature factory?")
    assert answer.claims[0].text.startswith("It reads as ")
    assert len(answer.claims) == 3
    assert len(answer.quotes) > 3


def test_what_the_strategy_speaks_against_is_listed_and_nothing_is_concluded(assistant: Assistant) -> None:
    answer = assistant.ask("Which initiatives should we stop?")
    assert named(answer) == ["Cargo Rental", "Web Shop Push"]
    assert "We will not rent out cargo bikes." in [answer.quotes[at - 1].text for at in answer.claims[0].citations]
    assert "for you to decide" in (answer.reason or "")


def test_open_work_is_counted_under_what_serves_an_outcome(assistant: Assistant) -> None:
    serving = assistant.ask("How much of our open work serves Riders return?")
    assert [claim.text.split(" stand")[0] for claim in serving.claims] == ["1 of 5 open items (20 %)", "First Ride: 1."]
    none = assistant.ask("What share of our open work serves no outcome?").claims[0]
    assert none.text.startswith("2 of 5 open items (40 %)")
    assert len(none.citations) == 2
    assert "Riders return" in (assistant.ask("How many tickets serve Moon landing?").reason or "")


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("How much open work serves an outcome?", None),
        ("What percentage of work is on outcomes?", None),
        ("How much of the work does not serve any outcome?", ""),
        ("How much work is on no outcome?", ""),
        ("How much work is on Riders return?", "Riders return"),
    ],
)
def test_work_for_any_outcome_none_or_one_is_told_apart(question: str, outcome: str | None) -> None:
    found = portfolio_question(question)
    assert found is not None
    assert found.outcome == outcome


def test_open_work_for_any_outcome_and_for_none_is_all_of_it(assistant: Assistant) -> None:
    counts = []
    for question in ("How much open work serves an outcome?", "How much open work serves no outcome?"):
        said = assistant.ask(question).claims[0].text
        counts.append([int(number) for number in said.split(" open items")[0].split(" of ")])
    (some, every), (rest, same) = counts
    assert some > 0
    assert some + rest == every == same


def test_what_is_done_about_something_is_what_serves_the_outcome_that_names_it(assistant: Assistant) -> None:
    done = assistant.ask("What are we doing about a second service?")
    assert {"Second Service"} <= {claim.text.split(" serves ")[0] for claim in done.claims}
    elsewhere = assistant.ask("What are we doing about the moon landing?")
    assert not elsewhere.claims
    assert "names no such outcome" not in (elsewhere.reason or "")


def test_an_outcome_that_nobody_serves_needs_attention_first(assistant: Assistant) -> None:
    night = night_now(assistant.assessor)
    name = night.portfolio["outcomes"][0]["name"]
    lonely = {**night.portfolio, "orphans": {**night.portfolio["orphans"], "outcomes": [name]}}
    rows, _ = portfolio_conflicts.conflicts(Asked.ATTENTION, replace(night, portfolio=lonely), assistant.index)
    assert rows[0][0] == f"No initiative serves “{name}”."
    assert name in rows[0][1][0].text
    assert len(rows) > 1


def test_what_needs_attention_is_where_documents_and_work_are_at_odds(sample_index: Path, embedder: Embedder) -> None:
    sample = Assistant.open(sample_index, (), embedder)
    answer = sample.ask("What should I worry about?")
    at_odds = sample.ask("Where do strategy and work contradict each other?")
    ruled_out = sample.ask("Which initiatives are worked on although they are ruled out?")
    sample.index.close()
    said = [claim.text for claim in answer.claims]
    assert said[: len(ruled_out.claims)] == [claim.text for claim in ruled_out.claims]
    assert set(said) & {claim.text for claim in at_odds.claims}
    assert answer.reason == portfolio_conflicts._YOURS[Asked.ATTENTION]


def test_owners_and_orders_that_differ_are_told_with_both_sides(sample_index: Path, embedder: Embedder) -> None:
    with Assistant.open(sample_index, (), embedder).index as index:
        sample = Assistant(index, embedder, sample_index)
        owners = sample.ask("Which initiatives have two owners?")
        ruled_out = sample.ask("Is anyone still working on what we stopped?")
    assert "Nova Parity (Parity 60)" in named(owners)
    assert all("different owners" in claim.text and len(claim.citations) > 1 for claim in owners.claims)
    assert "Guest Linen Portal (Hotel Direct)" in named(ruled_out)
    assert all("open" in claim.text and len(claim.citations) > 1 for claim in ruled_out.claims)


def test_money_is_added_up_by_the_outcomes_that_it_serves(sample_index: Path, embedder: Embedder) -> None:
    with Assistant.open(sample_index, (), embedder).index as index:
        sample = Assistant(index, embedder, sample_index)
        each = sample.ask("What is our budget by outcome?")
        one = sample.ask("How much budget serves Every round right?")
        none = sample.ask("Where are we spending money without an outcome?")
        numbered = sample.ask("How much budget serves O2?")
        unknown = sample.ask("How much budget serves Moon landing?")
        upkeep = sample.ask("What share of the budget goes to compliance and upkeep first?")
    assert named(each)[0] == "Plants that stay"
    sums = {claim.text.split(":")[0]: claim.text for claim in each.claims}
    assert sums["Every round right"] == "Every round right: 600,000 GBP of budget, the sum of 2 rows."
    assert [claim.text.split(" GBP")[0] for claim in one.claims] == [
        "600,000",
        "Short Before the Van: 540,000",
        "Driver Handover: 60,000",
    ]
    assert [claim.text for claim in numbered.claims] == [claim.text for claim in one.claims]
    assert "Guest Linen Portal" in named(none)
    assert len(none.claims[0].citations) == len(none.claims) - 1 > 5
    assert unknown.abstained
    assert "names no such outcome" in (unknown.reason or "")
    assert upkeep.claims  # it names no outcome: the documents are asked


def test_what_the_night_kept_is_what_is_said(assistant: Assistant) -> None:
    assert assistant.folder is not None
    assert is_kept(assistant.folder)
    assert assistant.ask("Where do strategy and work contradict each other?").claims


def test_where_no_outcome_is_named_so_what_initiatives_take_up_is_said_in_their_words(assistant: Assistant) -> None:
    taken = assistant.ask("What are we doing about the survey problem?")
    assert [claim.text.split(":")[0] for claim in taken.claims] == ["Second Service"]
    assert "61 % could not say when the next service is due" in taken.claims[0].text


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("We are testing a sticker in two shops.", True),
        ("The next release will show each error.", True),
        ("Riders say that errors are hard to read.", False),
    ],
)
def test_a_sentence_says_what_is_done_or_only_what_is_so(words: str, deed: bool) -> None:
    assert says_what_is_done(words) is deed


def test_what_may_be_no_outcome_is_looked_for_in_the_documents(assistant: Assistant) -> None:
    sure = portfolio_question("Which initiatives serve world peace?")
    helped = portfolio_question("Which initiatives help commuters?")
    assert sure is not None
    assert helped is not None
    assert (sure.surely, helped.surely) == (True, False)
    assert portfolio_question("What evidence do we have that the new projects help people?") is None
    assert "names no such outcome" in (assistant.ask("Which initiatives serve world peace?").reason or "")


def test_of_many_outcomes_a_few_are_offered() -> None:
    told = portfolio_answers.no_such_outcome([{"name": f"Aim {number}."} for number in range(9)])
    assert told == (
        "The strategy that you may read names no such outcome. It names: Aim 0; Aim 1; Aim 2; Aim 3; Aim 4; Aim 5;"
        " and 3 more."
    )
    assert portfolio_answers.no_such_outcome([]) is None


def test_what_to_ask_is_the_question_that_each_doubtful_verdict_leaves(assistant: Assistant) -> None:
    answer = assistant.ask("What should I ask in the next review?")
    night = assistant.night()
    doubtful = {name for name, one in night.assessments.items() if one["verdict"] not in (None, "aligned")}
    assert answer.claims
    for claim in answer.claims:
        name = next(one for one in doubtful if claim.text.startswith(f"{one} ("))
        assert claim.text.endswith(night.assessments[name]["question_for_owner"])
    first = answer.claims[0].text.split(" (")[-1].split(")")[0]
    assert first in ("not aligned", "output driven")


def test_teams_are_listed_from_a_folder_or_a_sheet_of_teams(sample_index: Path, embedder: Embedder) -> None:
    told = [
        claim.text for claim in Assistant.open(sample_index, embedder=embedder).ask("Which teams do we have?").claims
    ]
    assert any(text.startswith("Team: Keel;") for text in told)
    assert any(text.startswith("Loom:") for text in told)


def test_where_no_outcome_is_named_none_is_said_to_have_a_measure(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    files = {"players/people.md": "# People\n\nIda Holt paints the boats. Per Sand sails them.\n"}
    silent = Assistant.open(built_once(files, tmp_path_factory.mktemp("boats")), embedder=embedder)
    answer = silent.ask("Which of our outcomes have no measure?")
    assert answer.claims == ()
    assert answer.reason == portfolio_answers.NO_OUTCOME
