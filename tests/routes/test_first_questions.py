"""What a leader asks before anything was said: what it is for, who holds a role, what a sprint brought, what is new."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.conversations.context import leans_on_nothing
from assistant.domain import Dimension
from assistant.evidence_mode.answering import BESIDE
from assistant.evidence_mode.expectation import expected, names_nobody
from assistant.findings.link import is_doubtful
from assistant.routes.documents.meetings import answer_from_meetings, meeting_question
from assistant.routes.documents.numbered_things import ThingQuestion, thing_question
from assistant.routes.organisation.changed import dated_called
from assistant.routes.portfolio.catalogue_questions import Wanted, catalogue_question
from assistant.routes.portfolio.questions import Asked, PortfolioQuestion, portfolio_question
from assistant.routes.wording.periods import asks_for_changes
from assistant.routes.wording.plainly import said_plainly
from assistant.search.question_words import defined
from assistant.text.measures import parse_measure
from assistant.text.names import main_variants
from assistant.text.plain import plain
from tests.built_once import built_once
from tests.clinic_fixtures import said

_SPRINT = """---
date: 2026-0{month}-14
---

# Sprint {number} Summary

## Sprint Goal

* {goal} by Friday

## Tickets

### Completed/Merged

* [#41{number} \\[Bug\\] {done} for volunteers](https://board.example/41{number})

### Moved to Next Sprint

* #52{number} Opening hours on the map

#### Blocked

* #63{number} Text messages to drivers
"""
FILES = {
    "strategy/portal.md": """# What the Larder Portal is

The Larder Portal is a website on which food banks say what they are short of, so that less is thrown away.

The steering group met the product owner and others to speak about Product Thinking and Lean Ways.
""",
    "strategy/0004 hosting.md": """# Hosting of the portal

## Context

Two hosting companies made an offer in spring, and one of them runs its own cooling.

## Decision

The portal stays with Nordkeller until 2028, and its hosting is asked for again in 2027.
""",
    "players/people.md": """# People

Mara Lind, product owner, reads every message that the food banks send.

The delivery lead is Ole Brandt.
""",
    "strategy/initiatives/Cold chain.md": """# Cold chain

Goal: fewer spoiled deliveries to food banks, from 9 % to 3 % by December 2027.

In May we decide which vans will be cooled in Cold chain 1.0 and which will be deprioritised for a second batch.
""",
    "problems/shelf scanner talks.md": """# Talks about the shelf scanner

## Who we talked to

Volunteers who had reported an interest in the shelf scanner before.

## What we heard

“I would use the shelf scanner if it were quicker than my pencil,” one of them told us.
""",
    "strategy/initiatives/Bread shelf.md": """# Bread shelf

## What we want to be different

Food banks keep three days of bread on the shelf, for they know what comes.

## What we found

All fourteen food banks that we visited keep nine days of bread, and throw a third of it away.
""",
    "work/sprint-8-summary.md": "# Sprint 8 Summary\n\n## Closed\n\n"
    + "".join(f"* #80{number} Shelf {number} has a label\n" for number in range(10, 27)),
    "work/sprint-9-summary.md": _SPRINT.format(number=9, month=8, goal="Shelf counts are shown", done="Shelf counts"),
    "work/sprint-10-summary.md": _SPRINT.format(number=10, month=9, goal="Routes are shared", done="Shared routes"),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant.open(built_once(FILES, tmp_path_factory.mktemp("larder")))


@pytest.mark.parametrize(
    ("question", "there"),
    [
        ("What did the last sprint deliver?", ["Sprint 10 Summary: #4110 [Bug] Shared routes for volunteers"]),
        ("What was done in sprint 9?", ["Sprint 9 Summary: #419 [Bug] Shelf counts for volunteers"]),
        ("What happened in sprint 9?", ["Sprint 9 Summary: #419 [Bug] Shelf counts for volunteers"]),
        ("What was planned for the latest sprint?", ["Sprint 10 Summary: Routes are shared by Friday"]),
        ("What was blocked in sprint 10?", ["Sprint 10 Summary: #6310 Text messages to drivers"]),
        ("What was left over in sprint 10?", ["Sprint 10 Summary: #5210 Opening hours on the map"]),
    ],
)
def test_a_sprint_is_told_from_its_own_page(assistant: Assistant, question: str, there: list[str]) -> None:
    assert said(assistant.ask(question)) == there


def test_what_is_so_comes_before_what_is_wished(assistant: Assistant) -> None:
    so = "All fourteen food banks that we visited keep nine days of bread, and throw a third of it away."
    wish = "Food banks keep three days of bread on the shelf, for they know what comes."
    told = said(assistant.ask("How many days of bread do food banks keep on the shelf?"))
    assert told[0] == so
    assert wish not in told
    wished = said(assistant.ask("How many days of bread should food banks keep on the shelf?"))
    assert f"What we want to be different: {wish}" in wished


def test_a_long_list_says_how_long_it_is_and_can_be_counted(assistant: Assistant) -> None:
    listed = said(assistant.ask("What was closed in sprint 8?"))
    assert listed[0] == "Sprint 8 Summary: 17 entries. The first 15 of them:"
    assert len(listed) == 16
    counted = said(assistant.ask("How many tickets were closed in sprint 8?"))
    assert counted[:2] == ["Sprint 8 Summary: 17.", "Sprint 8 Summary: #8010 Shelf 10 has a label"]
    assert said(assistant.ask("How many tickets were blocked in sprint 8?"))[:1] != ["Sprint 8 Summary: 17."]


def test_a_sprint_without_a_page_is_not_told_from_another(assistant: Assistant) -> None:
    assert assistant.ask("What was done in sprint 11?").abstained
    assert thing_question("What was done in the kitchen?") is None
    assert thing_question("Sum up the second release") == ThingQuestion("release", "2", "")


def test_what_was_decided_on_a_matter_is_found_wherever_it_stands(assistant: Assistant) -> None:
    answer = assistant.ask("What did we decide about hosting?")
    assert said(answer) == [
        "Hosting of the portal: The portal stays with Nordkeller until 2028, and its hosting is asked for again "
        "in 2027."
    ]
    assert assistant.ask("What did we decide about parking?").abstained
    to_decide = meeting_question("What did we decide about vans?", date(2026, 11, 20))
    assert to_decide is not None
    assert answer_from_meetings(to_decide, "What did we decide about vans?", assistant.retriever) is None


def test_who_holds_a_role_is_said_of_a_person(assistant: Assistant) -> None:
    assert said(assistant.ask("Who is the product owner?")) == [
        "Mara Lind, product owner, reads every message that the food banks send."
    ]
    for words in (
        "the product owner and others to speak about Product Thinking",
        "The Product Owner must be empowered",
    ):
        assert names_nobody("Who is the product owner?", words)
    for words in ("The delivery lead is Ole Brandt.", "Delivery lead: Ole Brandt", "Ole Brandt (delivery lead)"):
        assert not names_nobody("Who's our delivery lead?", words)


@pytest.mark.parametrize(
    "question",
    [
        "What is the Larder Portal trying to achieve?",
        "What's the purpose of the Larder Portal?",
        "What is the Larder Portal for?",
    ],
)
def test_what_a_thing_is_for_is_what_it_is_said_to_be(assistant: Assistant, question: str) -> None:
    assert defined(question) == "Larder Portal"
    assert said(assistant.ask(question))[0].startswith("The Larder Portal is a website")


@pytest.mark.parametrize(
    "question", ["How much does it cost?", "Who owns it?", "Is it on track?", "What do they need?", "When is it due?"]
)
def test_a_pronoun_that_stands_for_nothing_is_asked_back(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained
    assert "What is it about?" in (answer.reason or "")


@pytest.mark.parametrize(
    "question",
    ["What do customers say when they leave?", "How long does it take to train a driver?", "Is Atlas worth it?"],
)
def test_a_pronoun_beside_a_subject_is_not_asked_back(question: str) -> None:
    assert not leans_on_nothing(question, [])


def test_where_nothing_is_new_the_last_week_that_is_known_is_told_with_its_day(assistant: Assistant) -> None:
    answer = assistant.ask("What's the latest?", today=date(2026, 11, 20))
    assert (answer.reason or "").endswith("the newest is of 14 September 2026.")
    assert {quote.document.date for quote in answer.quotes} == {"2026-09-14"}
    assert assistant.ask("What changed since October 2026?", today=date(2026, 11, 20)).abstained


def test_since_a_paper_is_since_its_day_and_since_something_unknown_is_not_guessed() -> None:
    days = {"strategy": date(2026, 1, 12), "board meeting": date(2026, 5, 4)}
    today = date(2026, 11, 20)
    assert asks_for_changes("What has changed since the strategy was written?", today, days.get) == (
        days["strategy"],
        "",
    )
    assert asks_for_changes("What's new since our last board meeting?", today, days.get) == (days["board meeting"], "")
    assert asks_for_changes("What changed since the new lock was fitted?", today, days.get) is None
    assert asks_for_changes("What changed in the depot since we published the strategy?", today, days.get) == (
        days["strategy"],
        "depot",
    )


def test_a_paper_has_the_day_of_the_newest_that_is_called_so(assistant: Assistant) -> None:
    assert dated_called("tariff of the moon", assistant.retriever) is None
    named = next(one for one in assistant.index.documents() if one.date and one.record is None)
    assert dated_called(named.title, assistant.retriever) == date.fromisoformat(str(named.date)[:10])


def test_what_happened_in_a_numbered_thing_is_no_question_for_what_is_new() -> None:
    today = date(2026, 11, 20)
    assert asks_for_changes("What happened in sprint 80?", today) is None
    assert asks_for_changes("What is the latest sprint?", today) is None
    october = asks_for_changes("What changed since the board meeting in October?", today)
    assert october is not None
    assert october[0] is not None
    assert (october[0].month, october[1]) == (10, "")
    assert asks_for_changes("What is the latest on Atlas?", today) is not None
    assert asks_for_changes("What changed between the first and the second pilot?", today) is None
    assert asks_for_changes("What happened in the last 3 weeks?", today) == (date(2026, 10, 30), "")
    assert meeting_question("What happened in the last 3 weeks?", today) is None
    assert meeting_question("What happened in the last council?", today) is not None
    assert asks_for_changes("What new lamps did we buy this year?", today) is None
    assert asks_for_changes("What's new in the depot?", today) == (None, "depot")
    assert asks_for_changes("What's different compared to last Monday?", today) == (date(2026, 11, 16), "")
    assert asks_for_changes("What changed since March 3?", today) == (date(2026, 3, 3), "")


def test_a_word_of_the_day_is_no_matter_that_documents_must_name(assistant: Assistant) -> None:
    answer = assistant.ask("How are the vans cooled nowadays?")
    assert answer.reason == BESIDE  # vans that are cooled are spoken of, so something comes near
    assert answer.nearest


def test_the_label_of_a_link_may_have_brackets() -> None:
    assert plain(r"[#2 \[Bug\] Empty page ](https://board.example/2)") == "#2 [Bug] Empty page"
    assert plain("[see [1] below](page.md) and [2]") == "see [1] below and [2]"


@pytest.mark.parametrize(
    "question",
    [
        "Which work does not serve our strategy?",
        "Which initiatives don't contribute to any outcome?",
        "What projects are not supporting our goals?",
    ],
)
def test_work_that_serves_nothing_is_a_question_to_the_portfolio(question: str) -> None:
    assert portfolio_question(question) == PortfolioQuestion(Asked.INITIATIVES, lacks=Dimension.OUTCOME_LINK)


@pytest.mark.parametrize(
    "question", ["Give me a short summary of our strategy", "What does the strategy say?", "A summary of the strategy"]
)
def test_the_strategy_in_short_is_its_outcomes(question: str) -> None:
    asked = catalogue_question(question)
    assert asked is not None
    assert asked.wanted is Wanted.STRATEGY


def test_a_day_that_the_question_names_is_no_answer_to_when() -> None:
    last, plainly = expected("When was the last round?"), expected("When was the round?")
    assert last is not None
    assert plainly is not None
    assert not last.search("busier in the last month")
    assert plainly.search("busier in the last month")
    assert last.search("the last round was on 3 May")
    assert not plainly.search("which will come with release 4.0")
    assert plainly.search("am 3.11. um zwölf")


def test_who_took_part_is_not_what_they_said(assistant: Assistant) -> None:
    answer = assistant.ask("What did participants say about the shelf scanner?")
    assert said(answer) == ["“I would use the shelf scanner if it were quicker than my pencil,” one of them told us."]


def test_release_4_and_beyond_is_release_4() -> None:
    assert "Release 4" in main_variants("Release 4 and beyond")
    assert "Release 4" in main_variants("Release 4 onwards: reports")
    assert main_variants("Here and later") == ["Here and later", "Here"]
    assert main_variants("Search and rescue") == ["Search and rescue"]


def test_what_is_still_to_be_decided_has_not_ended(assistant: Assistant) -> None:
    link = next(one for one in assistant.assess("Cold chain").findings if one.dimension is Dimension.OUTCOME_LINK)
    assert "stopped" not in link.reason
    assert "given up" not in link.reason


def test_what_would_align_it_is_asked_of_its_weakest_side_and_how_sure_of_its_verdict(assistant: Assistant) -> None:
    changed = said(assistant.ask("What would make the Cold chain aligned?"))
    assert len(changed) == 1
    assert "would be" in changed[0]
    made = assistant.assess("Cold chain")
    assert said(assistant.ask("How sure are you about the Cold chain?")) == [
        f"Cold chain: partly aligned, with {made.confidence} confidence."
    ]
    assert made.confidence


def test_where_to_look_first_and_whether_it_works_are_asked_of_the_whole() -> None:
    for question in ("Which initiative should we look at first?", "Which projects should I worry about?"):
        assert portfolio_question(question) == PortfolioQuestion(Asked.ATTENTION)
    assert said_plainly("Is our strategy working?") == "Are we on track?"
    assert said_plainly("What have we launched this year?") == "what have we shipped this year?"
    assert said_plainly("What did we launch the boat for?") == "What did we launch the boat for?"
    assert said_plainly("Who is the product for?") == said_plainly("Who is our app made for?") == "Who are our users?"
    assert said_plainly("Who is the product team for?") == "Who is the product team for?"


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("What is our strategy, in a nutshell?", "What is our strategy?"),
        ("What is our strategy for 2026-2027?", "What is our strategy?"),
        ("What is our strategy for 2026-2027 in a nutshell?", "What is our strategy?"),
        ("Which of our five outcomes are we most likely to miss this year?", "which outcomes are behind?"),
        ("What are the main reasons customers leave us?", "why do customers leave us?"),
        ("What are the main reasons for churn?", "What are the main reasons for churn?"),
        ("Which competitor beats us most often?", "which competitor do we lose most deals to?"),
        ("Who is accountable for the retention outcome?", "Who is accountable for the retention?"),
        ("Who answers for O4?", "who is accountable for O4?"),
        ("Will we hit our targets this year?", "are we on track?"),
        ("Which outcome are we most likely to miss?", "which outcomes are behind?"),
        ("How many people work here?", "how many employees do we have?"),
        ("How many people work in Porto?", "How many people work in Porto?"),
        ("Is Night Desk costing us anything?", "How much does Night Desk cost?"),
        ("¿Cuánto dinero hemos gastado en Night Desk?", "¿cuánto hemos gastado en Night Desk?"),
    ],
)
def test_more_words_than_needed_ask_the_same(question: str, plain: str) -> None:
    assert said_plainly(question) == plain


def test_a_label_that_asks_leaves_no_doubt_of_what_stands_in_it() -> None:
    assert not is_doubtful("Which goal? | G2 Fewer spoiled deliveries")
    assert is_doubtful("Goal | G2?")
    assert is_doubtful("Which goal? | maybe G2")


def test_what_is_double_by_name_is_no_target() -> None:
    assert parse_measure("Fewer double bookings of vans").target is None
    assert parse_measure("Double the deliveries by 2027").target is not None
