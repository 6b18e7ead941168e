"""A company of bullets and tables is read as its people read it: years as columns, labels as headings, bold names."""

import pytest

from assistant.assistant import Assistant
from assistant.catalogue.strategy import read_strategy
from assistant.domain import Dimension, Finding, Level
from assistant.encoder.statements import load_statements
from assistant.evidence_mode.expectation import names_nobody, speaker
from assistant.routes.wording.plainly import said_plainly
from assistant.text.measures import measure_of_row
from assistant.text.sections import Section, section_of
from assistant.text.stated import is_roll_call
from tests.clinic_fixtures import said
from tests.ferry_fixtures import assistant as assistant  # fixture


def finding(assistant: Assistant, name: str, dimension: Dimension) -> Finding:
    return next(one for one in assistant.assess(name).findings if one.dimension is dimension)


def test_a_table_of_years_says_where_a_measure_starts_and_where_it_is_to_be(assistant: Assistant) -> None:
    assert said(assistant.ask("What are our outcomes?")) == [
        "On board: Passengers per sailing, from 140 to 190, by 2027.",
        "Crews stay: Crew turnover per year, from 24 % to 12 %, by 2027.",
        "Clean hulls: Litres of diesel per crossing, from 410 to 260, by 2027.",
    ]


def test_who_answers_for_a_goal_and_its_numbers_are_not_what_it_is_about(assistant: Assistant) -> None:
    strategy = assistant.assessor.strategy
    at = next(at for at, goal in enumerate(strategy.goals) if "Una Brekke | 410 | 330" in goal.text)
    told = assistant.embedder.encode(["Clean hulls | Litres of diesel per crossing"])[0]
    assert float(strategy.goal_vectors[at] @ told) > 0.99


def test_the_number_of_a_goal_is_no_target() -> None:
    assert measure_of_row({"Bet": "Quay gates", "Goal": "G4", "Lead": "Ida Holt"}).target is None
    assert measure_of_row({"Goal": "On board", "KPI": "trips", "2025": "140", "2027": "190"}).target == "190"


def test_what_stands_below_not_in_this_plan_is_not_done(assistant: Assistant) -> None:
    assert said(assistant.ask("What are we not doing?")) == [
        "No night ferries (crew rules, 14 h)",
        "Charter trips",
        "Winter cruises: half the cabins empty in 2024",
    ]
    assert section_of("Not in this plan") is section_of("What we have decided against") is Section.EXCLUDED


def test_stops_that_are_counted_exclude_nothing(assistant: Assistant) -> None:
    strategy = read_strategy(assistant.index, load_statements(), assistant.embedder)
    assert not [one for one in strategy.exclusions if "stops" in one.text]
    assert finding(assistant, "Quay screens", Dimension.OUTCOME_LINK).level is not Level.NOT_MET


def test_to_stop_on_a_condition_is_no_end(assistant: Assistant) -> None:
    assert "stopped" not in finding(assistant, "Deck app", Dimension.OUTCOME_LINK).reason


def test_a_measure_that_is_left_open_is_said_to_be(assistant: Assistant) -> None:
    plugs = finding(assistant, "Shore power", Dimension.MEASURE)
    assert plugs.level is Level.NO_EVIDENCE
    assert "still open" in plugs.reason
    assert any("Shore power" in claim for claim in said(assistant.ask("Which bets have no KPI?")))


def test_the_row_that_is_labelled_as_the_measure_is_the_measure(assistant: Assistant) -> None:
    gates = finding(assistant, "Quay gates", Dimension.MEASURE)
    assert [made.text for made in gates.quotes] == ["KPI | passengers per sailing 140 -> 170"]


def test_what_merely_happens_every_week_is_no_signal(assistant: Assistant) -> None:
    quotes = finding(assistant, "Quay gates", Dimension.LEADING_INDICATOR).quotes
    assert not [made.text for made in quotes if "lorries" in made.text]


def test_what_stands_below_stop_if_is_the_stop_rule(assistant: Assistant) -> None:
    assert finding(assistant, "Fixed crews", Dimension.STOP_RULE).level is Level.MET
    asked = said(assistant.ask("What would make us pull the plug on Fixed crews?"))
    assert "above 20 % at the end of June 2027" in asked[0]


def test_a_paragraph_that_opens_with_a_name_in_bold_is_about_it(assistant: Assistant) -> None:
    told = [claim for claim in said(assistant.ask("Is Fixed crews working?")) if "percent" in claim]
    assert "13 percent" in told[0]


def test_a_recent_number_is_one_whatever_is_counted(assistant: Assistant) -> None:
    assert any("163 passengers" in made.text for made in finding(assistant, "Quay gates", Dimension.REALITY).quotes)


def test_the_name_of_a_record_settles_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("Is crew turnover per year counted?")
    assert "Crew turnover per year" not in [made.text for made in answer.quotes]


def test_a_persona_is_told_from_her_own_part_whatever_her_heading_adds(assistant: Assistant) -> None:
    assert said(assistant.ask("What does Aron need?")) == ["Aron: needs: a ramp that works"]
    personas = [claim.split(":")[0] for claim in said(assistant.ask("Which personas do we have?"))]
    assert [name.split(",")[0] for name in personas] == ["Aron", "Lotta", "Signe"]
    assert said(assistant.ask("What does Lotta need?")) == ["Lotta: She wants her friends beside her."]


def test_problems_of_a_numbered_table_are_those_of_whom_is_asked_for(assistant: Assistant) -> None:
    claims = said(assistant.ask("What do deckhands complain about?"))
    assert [claim.split(":")[0] for claim in claims] == ["P2", "P3"]


def test_who_is_called_a_competitor_is_one(assistant: Assistant) -> None:
    (claim,) = said(assistant.ask("Who are our competitors?"))
    assert "Fjordlink" in claim


def test_a_budget_is_found_whatever_money_is_put_into_is_called(assistant: Assistant) -> None:
    over = said(assistant.ask("is anything over budget?"))
    assert [claim.split(":")[0] for claim in over] == ["Quay gates"]
    assert "400,000 EUR" in said(assistant.ask("What is the biggest bet?"))[0]
    assert "130,000 EUR left" in said(assistant.ask("How much budget is left for Fixed crews?"))[0]
    assert "180,000 EUR" in said(assistant.ask("how much did the deck app burn so far"))[0]


def test_what_a_sheet_calls_behind_is_what_is_behind(assistant: Assistant) -> None:
    behind = said(assistant.ask("Which goals are behind?"))
    assert [("Off track" in claim, "At risk" in claim) for claim in behind] == [(True, False), (False, True)]
    assert set(behind) <= set(said(assistant.ask("What should I worry about?")))


def test_where_a_measure_stands_is_what_its_sheet_says_now(assistant: Assistant) -> None:
    claims = said(assistant.ask("are we getting crew turnover down?"))
    assert claims[0].startswith("Crews stay")
    assert "Current: 17" in claims[1]
    assert not [claim for claim in claims if "Fixed crews" in claim.split(":")[0]]


def test_half_of_two_words_names_no_outcome(assistant: Assistant) -> None:
    assert [one for one in assistant.ask("Where do we stand with cabin turnover?").claims if "Crews" in one.text] == []
    (claim,) = said(assistant.ask("How is overtime paid developing?"))
    assert "Current: 31" in claim


def test_a_page_that_asks_itself_why_answers_with_its_parts_and_not_with_who_wrote_it(assistant: Assistant) -> None:
    assert said(assistant.ask("Why do boats wait?")) == [
        "At Sund 40 minutes a day are lost to lorries that stand on the ramp.",
        "Gangways are lowered by hand at four of nine quays.",
    ]


def test_what_stands_beside_the_name_of_what_is_excluded_is_why(assistant: Assistant) -> None:
    assert said(assistant.ask("Why did we stop winter cruises?")) == ["Winter cruises: half the cabins empty in 2024"]


def test_the_last_meeting_is_told_without_who_was_there(assistant: Assistant) -> None:
    claims = said(assistant.ask("What happened at the last bridge meeting?"))
    assert claims
    assert not [claim for claim in claims if "Present" in claim]
    assert is_roll_call("Present: Ida Holt, Per Sand.")
    assert not is_roll_call("At present: nothing.")


def test_who_answers_for_something_is_somebody(assistant: Assistant) -> None:
    assert assistant.ask("Who is accountable for punctuality?").abstained
    assert names_nobody("Who owns the ramp?", "The ramp was blocked for 40 minutes.")
    assert not names_nobody("Who owns the ramp?", "The ramp is looked after by the port office team.")
    assert not names_nobody("Who fell on the ramp?", "passengers did")


def test_what_somebody_said_is_what_they_are_named_with(assistant: Assistant) -> None:
    assert said(assistant.ask("What did Per object to?")) == ["Per objected: he would have bought batteries."]
    assert assistant.ask("What did Olav Lie say about Shore power?").abstained
    assert speaker("what did Olav Lie say of it") == "Olav Lie"


def test_why_not_is_asked_for_a_reason(assistant: Assistant) -> None:
    assert assistant.ask("free trips for pensioners - why not").abstained


def test_where_none_lacks_a_link_those_are_told_whose_link_is_inferred(assistant: Assistant) -> None:
    answer = assistant.ask("Which bets have no link to our ambitions?")
    assert answer.reason is None or "none lacks" not in answer.reason


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("what's the point of the deck app", "Which outcome does the deck app serve?"),
        ("how many deckhands are we short of?", "Where do we stand with deckhands?"),
        ("are we on time yet", "Where do we stand with on time?"),
        ("is anyone overspending", "Which initiatives are over budget?"),
        ("what's the gate thing going to cost us in the end", "What is the forecast for the gate?"),
        ("ferries at night: why not?", "Why do we not do ferries at night?"),
        ("which contracts run out at year end?", "which accounts renew this year?"),
        ("Which contracts expire in March?", "which accounts renew in March?"),
        ("so why do crews quit", "why do crews leave"),
        ("Who owns Quay gates?", "Who owns Quay gates?"),
    ],
)
def test_a_turn_of_speech_is_put_into_plain_words(question: str, plain: str) -> None:
    assert said_plainly(question) == plain
