"""Numbers over the exports of several trackers and a CRM: whose words for the same thing differ."""

import json
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.domain import Answer
from assistant.records.book import Book
from assistant.routes.records.comparing import compare
from assistant.routes.wording.shapes import compared
from assistant.search.retrieval import Retriever
from tests.records.record_books import TODAY, answered, book_of

# ruff: noqa: E501
AZURE = """ID,Work Item Type,Title,Assigned To,State,Tags,Area Path,Created Date,Closed Date,Story Points,Parent
1,Epic,Quay Lights,Ada Moor <ada@x.example>,Active,,Quay\\Lights,13/1/2026 09:15:00,,,
2,User Story,Dim at night,Ada Moor <ada@x.example>,Closed,,Quay\\Lights,14/1/2026 09:15:00,3/2/2026 09:15:00,3,1
3,User Story,Blink in fog,Ben Ode <ben@x.example>,Removed,,Quay\\Lights,15/1/2026 09:15:00,,5,1
4,Bug,Lamp stays on,Ben Ode <ben@x.example>,Resolved,,Quay\\Lights,16/1/2026 09:15:00,,2,1
5,Bug,Lamp hums,,Ready for QA,,Quay\\Lights,17/1/2026 09:15:00,,1,1
"""
LINEAR = """ID,Team,Title,Status,Estimate,Priority,Project,Creator,Assignee,Labels,Cycle Name,Created,Updated,Completed,Canceled,Due Date
PUM-1,Pumps,Prime slowly,Todo,,High,Dry Dock,Ada Moor,Cleo Vance,Bug,,2026-03-01T08:00:00.000Z,2026-03-01T08:00:00.000Z,,,
PUM-2,Pumps,Show the level,In Progress,,Low,Dry Dock,Ada Moor,Ada Moor,Bug,,2026-03-05T08:00:00.000Z,2026-03-05T08:00:00.000Z,,,
PUM-3,Pumps,Name the valve,Todo,,Low,Dry Dock,Ada Moor,Cleo Vance,Feature,,2026-02-05T08:00:00.000Z,2026-03-05T08:00:00.000Z,,,
WIN-1,Winches,Hold the rope,Todo,,Low,Dry Dock,Ada Moor,Cleo Vance,Bug,,2026-03-05T08:00:00.000Z,2026-03-05T08:00:00.000Z,,,
WIN-2,Winches,Drop the rope,Won't do,,Low,Dry Dock,Ada Moor,Cleo Vance,Bug,,2026-03-05T08:00:00.000Z,2026-03-05T08:00:00.000Z,,2026-03-06T08:00:00.000Z,
"""
BOARD = {
    "id": "b", "name": "Harbour Trials",
    "lists": [{"id": "l1", "name": "Ready for QA"}, {"id": "l2", "name": "Done"}], "members": [],
    "cards": [
        {"id": f"5f000000000000000000000{at}", "idShort": at, "name": name, "idList": where, "dateLastActivity": "2026-11-03T08:00:00Z"}
        for at, (name, where) in enumerate([("Try the horn", "l1"), ("Try the buoy", "l2"), ("Try the rope", "l1")], 1)
    ],
}  # fmt: skip
ISSUES = [
    {
        "number": at, "title": f"Leak number {at}", "state": state, "labels": [{"name": "bug"}],
        "createdAt": "2026-03-01T08:00:00Z", "url": f"https://github.com/harbour/pump-code/issues/{at}",
    }
    for at, state in ((7, "OPEN"), (8, "CLOSED"), (9, "OPEN"))
]  # fmt: skip
COMPANIES = """Record ID,Company name,Company owner,Lifecycle Stage,Country/Region,Requested Features
901,Alba Ports,Dov Ash,Customer,Italy,SSO;Night mode
902,Brig Cargo,Eve Lund,Lead,Norway,
903,Cove Ferries,Dov Ash,Customer,Norway,SSO
"""
PEOPLE = """Full Name,Job Title,Department,Manager
Ada Moor,Engineering Manager,Pumps,
Cleo Vance,Engineer,Pumps,Ada Moor
Ben Ode,Engineer,Winches,Ada Moor
"""
COSTS = [
    ["Budget und Ist 2026 (EUR)"], [], ["Projekt", "Kostenart", "Budget", "Ist"],
    ["Dry Dock", "Personal", "12.500,00", "13.250,50"], ["Dry Dock", "Extern", "2.000,00", "1.000,00"],
    ["Zwischensumme Dry Dock", "", "14.500,00", "14.250,50"],
]  # fmt: skip
DEALS = """Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Create Date,Deal owner,Amount,Currency,Associated Company,Associated Company IDs
801,Alba - Pilot,Closed Won,Sales,2026-08-02 12:00,2026-05-02 12:00,Eve Lund,20000,EUR,Alba Ports,901
802,Alba - Renewal,Contract Sent,Sales,2027-02-02 12:00,2026-05-02 12:00,Dov Ash,30000,EUR,Alba Ports,901
803,Brig - Pilot,Contract Sent,Sales,2027-02-02 12:00,2026-05-02 12:00,Eve Lund,5000,EUR,Brig Cargo,902
804,Cove - Pilot,Closed Won,Sales,2026-05-02 12:00,2026-04-02 12:00,Dov Ash,40000,EUR,Cove Ferries,903
805,Cove - Hulls,Closed Won,Sales,2026-06-02 12:00,2026-04-02 12:00,Dov Ash,6000,EUR,Cove Ferries,903
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    files = {
        "work/devops.csv": AZURE, "work/linear.csv": LINEAR, "work/board.json": json.dumps(BOARD),
        "work/issues.json": json.dumps(ISSUES), "customers/companies.csv": COMPANIES, "customers/deals.csv": DEALS,
        "players/people.csv": PEOPLE, "finance/budget.xlsx": {"Budget": COSTS},
    }  # fmt: skip
    return book_of(tmp_path_factory.mktemp("workflows"), files)


def keys(answer: Answer) -> set[str]:
    return {made.document.record.key for made in answer.quotes if made.document.record}


@pytest.mark.parametrize(
    ("question", "said", "counted"),
    [
        ("How many work items of Quay Lights are closed?", "1 work item", {"2"}),
        ("How many items of Quay Lights are done?", "1 item", {"2"}),
        ("How many story points of Quay Lights are closed?", "3 story points", {"2"}),
        ("How many open work items does Ben Ode have?", "Ben Ode has 1 open", {"4"}),
        (
            "How many open issues does Ada Moor have in team Pumps?",
            "Ada Moor has 1 open issue in team Pumps",
            {"PUM-2"},
        ),
        ("How many open bugs does team Pumps have?", "Team Pumps has 2 open bugs", {"PUM-1", "PUM-2"}),
        ("How many cards on the Harbour Trials board are done?", "1 cards", {"5f0000000000000000000002"}),
        ("How many bugs in pump-code are open?", "2 bugs", {"harbour/pump-code#7", "harbour/pump-code#9"}),
        ("How many companies are in Norway?", "2 companies", {"902", "903"}),
        ("How many customers are in Norway?", "1 customer", {"903"}),
        ("How much open pipeline sits with companies that asked for SSO?", "30,000 EUR", {"802"}),
        ("How many open deals does Dov Ash have?", "Dov Ash has 1 open deal", {"802"}),
    ],
)
def test_what_is_counted_is_what_the_question_means_in_the_words_of_each_tool(
    book: Book, question: str, said: str, counted: set[str]
) -> None:
    answer = answered(book, question)
    assert answer is not None, question
    assert said in answer.claims[0].text
    assert keys(answer) == counted


def test_resolved_is_what_its_tool_calls_so_or_what_was_delivered(book: Book) -> None:
    answer = answered(book, "How many work items of Quay Lights are resolved?")
    assert answer is not None
    assert keys(answer) == {"2", "4"}


@pytest.mark.parametrize(
    ("question", "said", "counted"),
    [
        ("Who won more deals, Eve Lund or Dov Ash?", "It is Dov Ash, not Eve Lund.", {"801", "804", "805"}),
        ("Which team has more open bugs, Winches or Pumps?", "It is Pumps, not Winches.", {"PUM-1", "PUM-2", "WIN-1"}),
    ],
)
def test_a_comparison_counts_in_the_state_that_it_names(
    book: Book, question: str, said: str, counted: set[str]
) -> None:
    asked = compared(question)
    assert asked is not None
    retriever = cast("Retriever", SimpleNamespace(index=SimpleNamespace(generation="g")))
    made = compare("?", asked, retriever, book, TODAY)
    assert made is not None
    assert made.claims[0].text == said
    assert keys(made) == counted


@pytest.mark.parametrize(
    ("question", "said", "counted"),
    [
        ("How many items of Quay Lights are waiting in Ready for QA?", "1 item", {"5"}),
        ("How many issues of Dry Dock ended as won't do?", "1 issue", {"WIN-2"}),
        ("How many items of Quay Lights have nobody assigned and are still open?", "1 item", {"5"}),
        ("What is the oldest open issue of Dry Dock?", "PUM-3 Name the valve: created on 2026-02-05", {"PUM-3"}),
        ("What is the average size of a won deal?", "The average is 22,000 EUR over 3 records", {"801", "804", "805"}),
        ("How long does an item of Quay Lights take on average?", "20 days on average", {"2"}),
        ("What share of deals did we win?", "60 %: 3 of 5 deals are won", {"801", "802", "803", "804", "805"}),
        ("How much did Dov Ash win in Q2 2026?", "46,000 EUR", {"804", "805"}),
        ("How many user stories of Quay Lights are done?", "1 user story", {"2"}),
        ("How many high priority issues are open in team Pumps?", "1 high priority issue", {"PUM-1"}),
        ("How many cards were done in November 2026?", "only the day of the last change", {"5f0000000000000000000002"}),
        ("How many deals have we won since June 2026?", "2 deals", {"801", "805"}),
        ("How many open deals have a close date before March 2027?", "2 open deals", {"802", "803"}),
        ("How many deals did Eve Lund win?", "1 deal of Eve Lund were won", {"801"}),
        ("How much open pipeline do customers have?", "30,000 EUR", {"802"}),
        ("How many people work in team Pumps?", "2 people", {"Ada Moor", "Cleo Vance"}),
        ("How many engineers do we have?", "2 engineers", {"Cleo Vance", "Ben Ode"}),
    ],
)
def test_means_ages_shares_and_stages_are_computed(book: Book, question: str, said: str, counted: set[str]) -> None:
    answer = answered(book, question)
    assert answer is not None, question
    assert said in answer.claims[0].text
    assert keys(answer) == counted


@pytest.mark.parametrize(
    "question",
    [
        "How long does a won deal of the night shift take on average?",
        "What share of deals is waiting for a crane?",
        "What is the oldest deal with a crane?",
        "How many people work at the company?",
        "How many people work for us?",
    ],
)
def test_a_mean_of_which_a_word_is_not_understood_is_not_computed(book: Book, question: str) -> None:
    assert answered(book, question) is None


def test_a_mean_of_no_record_at_all_says_that_there_is_none(book: Book) -> None:
    answer = answered(book, "What is the average size of a won deal in Norway in 2019?")
    assert answer is not None
    assert answer.abstained
    assert (answer.reason or "").startswith("None of the records that you may read fits that (from 2019-01-01")


def test_spend_against_budget_says_both_sums(book: Book) -> None:
    answer = answered(book, "What did we spend on Dry Dock against budget?")
    assert answer is not None
    assert ["14,250.50 EUR" in answer.claims[0].text, "14,500 EUR" in answer.claims[1].text] == [True, True]


SPRINTS = """ID,Work Item Type,Title,State,Iteration Path,Created Date
11,Task,Paint the mole,Closed,Harbour\\Quay Sprint 21,1/2/2026 09:15:00
12,Task,Paint the crane,Active,Harbour\\Quay Sprint 21,2/2/2026 09:15:00
13,Task,Paint the shed,Active,Harbour\\Quay Sprint 1,13/2/2026 09:15:00
"""
LATE = DEALS.replace("2027-02-02", "2026-02-02")


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many work items were in Sprint 21?", {"11", "12"}),
        ("How many items of Sprint 21 are closed?", {"11"}),
        ("How many tasks are in the sprint Quay Sprint 1?", {"13"}),
        ("How many open deals are past their close date?", {"802", "803"}),
    ],
)
def test_a_sprint_is_known_by_its_number_and_a_late_deal_by_its_close_date(
    tmp_path_factory: pytest.TempPathFactory, question: str, counted: set[str]
) -> None:
    files = {"work/devops.csv": SPRINTS, "customers/deals.csv": LATE, "customers/companies.csv": COMPANIES}
    answer = answered(book_of(tmp_path_factory.mktemp("sprints"), files), question)
    assert answer is not None
    assert keys(answer) == counted
