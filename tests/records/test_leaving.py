"""Customers who left or may leave, and why: what the columns of an export say of it, and nothing else."""

from pathlib import Path

import pytest

from assistant.records.book import Book
from tests.records.record_books import answered, book_of, cells

# ruff: noqa: E501
ACCOUNTS = """Id,Name,Type,Industry,Berths__c,Employees__c,Health__c,Churn_Date__c,Churn_Reason__c
001000000000001AAA,Harbour Line,Customer,Ferries,4,90,Green,,
001000000000002AAA,Quay Ferries,Customer,Ferries,2,30,Amber,,
001000000000003AAA,Pier Boats,Customer,Ferries,1,12,Red,,
001000000000004AAA,Old Wharf,Former customer,Ferries,1,8,Red,2025-05-02,Price
001000000000005AAA,Tide Crossings,Former customer,Ferries,3,20,,2026-02-11,Price
001000000000006AAA,Sandbank Tours,Prospect,Ferries,1,5,Amber,2026-06-30,Went bankrupt
"""
DEALS = """Id,AccountId,Name,StageName,Amount,CloseDate,CurrencyIsoCode,Loss_Reason__c,Competitor__c
006000000000001AAA,001000000000001AAA,Harbour decks,Closed Lost,7000,2026-03-15,EUR,Too late,Northboat
006000000000002AAA,001000000000002AAA,Quay beds,Closed Lost,500,2025-03-15,EUR,Too late,
006000000000003AAA,001000000000003AAA,Pier sails,Closed Lost,9000,2026-04-15,EUR,Price,Northboat
006000000000004AAA,001000000000003AAA,Pier masts,Closed Won,9000,2026-04-15,EUR,,Northboat
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_of(
        tmp_path_factory.mktemp("leaving"), {"customers/Account.csv": ACCOUNTS, "customers/Opportunity.csv": DEALS}
    )


def said(book: Book, question: str) -> list[str]:
    answer = answered(book, question)
    return [claim.text for claim in answer.claims] if answer else []


@pytest.mark.parametrize(
    "question",
    ["Which customers are at risk?", "Which clients might leave us?", "Which customers are we about to lose?"],
)
def test_customers_at_risk_are_those_that_are_one_and_whose_health_is_bad_the_worst_first(
    book: Book, question: str
) -> None:
    assert said(book, question) == [
        "Customers by their health: 1 Red, 1 Amber.",
        "Pier Boats: Red (health).",
        "Quay Ferries: Amber (health).",
    ]


def test_those_who_left_are_counted_by_year_and_one_that_came_back_is_told(book: Book) -> None:
    counted = said(book, "How many customers churned?")
    assert counted[0] == "3 customers have a churn date (1 in 2025, 2 in 2026)."
    assert counted[1] == "Sandbank Tours: 2026-06-30, Went bankrupt; it stands as prospect now."
    assert said(book, "Are we losing customers?") == counted


def test_those_who_left_in_some_days_are_those_whose_day_is_in_them(book: Book) -> None:
    assert said(book, "Which customers did we lose in 2025?")[1:] == ["Old Wharf: 2025-05-02, Price."]
    assert said(book, "How many customers left in 2019?") == []


@pytest.mark.parametrize(
    "question", ["Why do customers leave us?", "Why are we losing clients?", "Why do berths leave us?"]
)
def test_why_customers_leave_is_what_their_accounts_say_the_commonest_first(book: Book, question: str) -> None:
    assert said(book, question) == ["Price: 2 of 3 customers that left.", "Went bankrupt: 1 of 3 customers that left."]


def test_why_deals_are_lost_is_counted_with_what_they_were_worth(book: Book) -> None:
    lost = answered(book, "Why do we lose deals?")
    assert lost is not None
    assert lost.claims[0].text == "Too late: 2 of 3 lost deals, worth 7,500 EUR."
    assert {"Too late", "Price"} == cells(lost)
    assert said(book, "Why did we lose deals in 2025?") == ["Too late: 1 of 1 lost deals, worth 500 EUR."]


@pytest.mark.parametrize("question", ["Who do we lose deals to?", "To whom do we lose most deals?"])
def test_to_whom_deals_are_lost_is_what_the_lost_ones_say(book: Book, question: str) -> None:
    assert said(book, question) == ["Northboat: 2 of 2 lost deals that say so (3 in all), worth 16,000 EUR."]


@pytest.mark.parametrize(
    "question",
    [
        "Why do employees leave us?",
        "How many employees left?",
        "Why do ferries leave us?",
        "Which customers are late with payment?",
        "Which issues are at risk?",
    ],
)
def test_what_no_column_of_customers_says_is_not_answered(book: Book, question: str) -> None:
    assert said(book, question) == []


def test_without_such_columns_nobody_is_said_to_be_at_risk(tmp_path: Path) -> None:
    plain = "Id,Name,Type,Industry,Rating\n001000000000001AAA,Harbour Line,Customer,Ferries,Hot\n"
    book = book_of(tmp_path, {"customers/Account.csv": plain})
    assert [said(book, one) for one in ("Which customers are at risk?", "Why do customers leave?")] == [[], []]


def test_without_a_day_those_who_left_are_those_that_stand_as_former_customers(tmp_path: Path) -> None:
    rows = "Id,Name,Type,Industry\n001000000000001AAA,Harbour Line,Customer,Ferries\n001000000000002AAA,Old Wharf,Former customer,Ferries\n"
    book = book_of(tmp_path, {"customers/Account.csv": rows})
    assert said(book, "How many customers left us?")[0] == "1 stands as former customer."


def test_a_high_risk_of_churn_is_one_and_a_risk_of_something_else_is_none(tmp_path: Path) -> None:
    rows = "Id,Name,Type,Industry,{}\n001000000000001AAA,Harbour Line,Customer,Ferries,High\n001000000000002AAA,Quay,Customer,Ferries,Low\n"
    churn = book_of(tmp_path / "a", {"customers/Account.csv": rows.format("Churn_Risk__c")})
    credit = book_of(tmp_path / "b", {"customers/Account.csv": rows.format("Credit_Risk__c")})
    assert said(churn, "Which customers are at risk?")[1:] == ["Harbour Line: High (churn risk)."]
    assert said(credit, "Which customers are at risk?") == []
