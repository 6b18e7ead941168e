"""What has some of something, how large a number in a column is, who made a record, and shares of an amount."""

import pytest

from assistant.records.book import Book
from tests.records.record_books import answered, book_of

# ruff: noqa: E501
ACCOUNTS = """Account Name,Account Owner,Type,Health,Annual Recurring Revenue,Loading docks,Account ID
Baltic Fish,Lea Kant,Customer,Critical,90000,12,001Bb000002A001
Ems Salt,Lea Kant,Customer,Healthy,30000,4,001Bb000002A002
Jade Reed,Uwe Popp,Customer,Critical,60000,7,001Bb000002A003
Weser Tar,Uwe Popp,Prospect,,,,001Bb000002A004
"""
DEALS = """Opportunity Name,Account Name,Stage,Amount Currency,Amount,Close Date,Opportunity Owner,Created Date,Opportunity ID
Fish gates,Baltic Fish,Meeting,EUR,600,20.12.2026,Lea Kant,02.02.2026,006Bb00000K0201
Salt ramps,Ems Salt,Meeting,EUR,200,10.01.2027,Uwe Popp,03.02.2026,006Bb00000K0202
Tar hoist,Weser Tar,Offer,EUR,200,10.02.2027,Uwe Popp,03.02.2026,006Bb00000K0203
"""
CASES = """Ticket ID,Subject,Status,Priority,Type,Agent,Created time,Resolved time,Last update time,Company Name
31,Gate stuck,Open,Urgent,Incident,Ole Hay,2026-10-02 08:10:00,,2026-10-02 08:10:00,Baltic Fish
32,Ramp slow,Open,Low,Question,Ole Hay,2026-10-03 08:10:00,,2026-10-03 08:10:00,Baltic Fish
33,Lamp out,Closed,Low,Incident,Ole Hay,2026-10-04 08:10:00,2026-10-06 08:10:00,2026-10-06 08:10:00,Ems Salt
"""
WORK = """Summary,Issue key,Issue id,Issue Type,Status,Assignee,Reporter,Created,Updated,Resolved,Parent,Parent key,Status Category
Gates that listen,GAT-1,1,Epic,Doing,Mia Voss,Mia Voss,01/Jul/26 9:00 AM,20/Nov/26 9:00 AM,,,,In Progress
Hear the truck,GAT-2,2,Bug,Doing,Mia Voss,Ole Hay,02/Jul/26 9:00 AM,20/Nov/26 9:00 AM,,1,GAT-1,In Progress
Close in fog,GAT-3,3,Story,Doing,Ole Hay,Mia Voss,03/Jul/26 9:00 AM,20/Nov/26 9:00 AM,,1,GAT-1,In Progress
Ramps that fold,GAT-4,4,Epic,Later,Mia Voss,Ole Hay,01/Jul/26 9:00 AM,20/Nov/26 9:00 AM,,,,To Do
Lighter hinge,GAT-5,5,Story,Later,,Ole Hay,05/Jul/26 9:00 AM,20/Nov/26 9:00 AM,,4,GAT-4,To Do
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    files = {"customers/accounts.csv": ACCOUNTS, "customers/deals.csv": DEALS, "customers/cases.csv": CASES, "work/gates.csv": WORK}  # fmt: skip
    return book_of(tmp_path_factory.mktemp("having"), files)


def told(book: Book, question: str) -> list[str]:
    """Return the sentences of an answer, none for a refusal."""
    answer = answered(book, question)
    return [claim.text for claim in answer.claims] if answer else []


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which customers have open support tickets?", ["1 of the 3 customers that you may read do.", "Baltic Fish: 2."]),
        ("Which customers have open deals?", ["2 of the 3 customers that you may read do.", "Baltic Fish: 1.", "Ems Salt: 1."]),
        ("Which epics have more than one open issue?", ["1 of the 2 epics that you may read do.", "GAT-1 Gates that listen: 2."]),
        ("How many epics have at least one open bug?", ["1 of the 2 epics that you may read do.", "GAT-1 Gates that listen: 1."]),
        ("Which epics have more than 5 open issues?", []),
        ("Which customers have no open support tickets?", ["2 of the 3 customers that you may read have no open support tickets.", "Ems Salt", "Jade Reed"]),
        ("customers with fewer than two open tickets", ["2 of the 3 customers that you may read do.", "Ems Salt: 0.", "Jade Reed: 0."]),
        ("customers with exactly 1 ticket", ["1 of the 3 customers that you may read do.", "Ems Salt: 1."]),
        ("How many customers have no open deals?", ["1 customer has no open deals."]),
    ],
)  # fmt: skip
def test_those_that_have_enough_are_told_with_how_many(book: Book, question: str, rows: list[str]) -> None:
    assert told(book, question) == rows


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("average recurring revenue of customers with open tickets", ["The average annual recurring revenue is 90,000 over 1 record."]),
        ("customers with open deals by health", ["Critical: 1.", "Healthy: 1."]),
        ("What share of customers have open deals?", ["66.7 %: 2 of 3 customers have open deals."]),
        ("Who has the most customers with open deals?", ["Lea Kant has the most customers with open deals: 2."]),
        ("total pipeline of customers with open tickets", ["Pipeline of customers with open tickets: 600 EUR (the sum of 1 record)."]),
        ("How many tickets do customers with open deals have?", ["Customers with open deals have 3 tickets (2 Open, 1 Closed)."]),
        ("stories of epics without bugs", ["GAT-5 Lighter hinge: Later"]),
        ("customers with open tickets and open deals", []),
        ("Which unhappy customers have open tickets?", []),
    ],
)  # fmt: skip
def test_what_some_have_goes_with_numbers_groups_and_what_belongs_to_them(
    book: Book, question: str, rows: list[str]
) -> None:
    assert told(book, question) == rows


def test_that_none_has_so_many_is_an_answer(book: Book) -> None:
    answer = answered(book, "Which epics have more than 5 open issues?")
    assert answer is not None
    assert answer.reason == "None of the 2 epics that you may read has so many."


def test_tickets_of_some_customers_are_tickets(book: Book) -> None:
    assert told(book, "How many open support tickets do critical customers have?")[0].startswith(
        "Critical customers have 2 open support tickets"
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Which customers have an annual recurring revenue above 50,000?",
            ["Baltic Fish: 90,000", "Jade Reed: 60,000"],
        ),
        ("Which customers with an ARR below 50k are healthy?", ["Ems Salt: 30,000"]),
        ("Which critical customers have loading docks of at least 7?", ["Baltic Fish: 12", "Jade Reed: 7"]),
    ],
)
def test_a_bound_is_on_the_column_that_its_words_name(book: Book, question: str, said: list[str]) -> None:
    assert told(book, question) == said


def test_a_bound_on_a_column_that_nothing_has_is_not_passed_over(book: Book) -> None:
    assert told(book, "Which customers have a headcount above 50?") == []


def test_who_made_a_record_is_not_who_has_it(book: Book) -> None:
    assert told(book, "How many issues were created by Mia Voss in July?")[0].startswith(
        "2 issues were created by Mia Voss"
    )
    assert told(book, "How many issues did Ole Hay create in July?")[0].startswith("3 issues were created by Ole Hay")
    assert told(book, "How many open issues does Mia Voss have?")[0].startswith("Mia Voss has 3 open issues")


def test_a_share_of_the_pipeline_is_one_of_its_amount(book: Book) -> None:
    assert told(book, "What share of the pipeline is in Meeting?") == [
        "80 % of pipeline are in Meeting: 800 EUR of 1,000 EUR."
    ]


def test_nothing_below_a_named_record_is_an_answer(book: Book) -> None:
    answer = answered(book, "How many bugs of Ramps that fold are open?")
    assert answer is not None
    assert (answer.reason or "").startswith("None of the records that you may read fits that")
    assert answered(book, "How many bugs of Ramps that sing are open?") is None
