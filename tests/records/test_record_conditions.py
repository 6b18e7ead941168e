"""Conditions on records: one or the other, not so, of a column that is named, so old, of a person's first name."""

import pytest

from assistant.records.book import Book
from assistant.records.first_names import with_whole_names
from assistant.routes.records.comparing import compare
from assistant.routes.wording.shapes import compared
from tests.records.record_books import answered, book_of, cells

# ruff: noqa: E501
WORK = """Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Created,Updated,Resolved,Due date,Labels,Labels,Custom field (Customer Impact),Project name,Status Category
Grind slower,MIL-1,1,Bug,Doing,High,Ida Holm,02/Mar/26 9:00 AM,20/Nov/26 9:00 AM,,01/Nov/26 12:00 AM,stone,,Low,Mill,In Progress
Sieve twice,MIL-2,2,Story,Blocked,Low,Jan Bock,02/Sep/26 9:00 AM,02/Oct/26 9:00 AM,,20/Dec/26 12:00 AM,stone,flour,High,Mill,In Progress
Weigh the sacks,MIL-3,3,Story,Shipped,High,Ida Holm,02/Jan/26 9:00 AM,12/Mar/26 9:00 AM,12/Mar/26 9:00 AM,,flour,,High,Mill,Done
Print the labels,STO-4,4,Bug,Waiting,Low,,01/Nov/26 9:00 AM,21/Nov/26 9:00 AM,,,,,Low,Store,To Do
Count the pallets,STO-5,5,Task,Doing,Low,Rose Stone,01/Oct/26 9:00 AM,21/Nov/26 9:00 AM,,,,,Low,Store,In Progress
"""
DEALS = """Opportunity Name,Account Name,Stage,Amount Currency,Amount,Close Date,Opportunity Owner,Region,Created Date,Opportunity ID
Rye for Horn,Horn,Tasting,DKK,900,20.12.2026,Ida Holm,North,02.02.2026,006Bb00000K0101
Oats for Vig,Vig,Price agreed,DKK,500,10.01.2027,Jan Bock,South,03.02.2026,006Bb00000K0102
Spelt for Bro,Bro,Closed Won,DKK,700,03.09.2026,Ida Holm,West,04.02.2026,006Bb00000K0103
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_of(tmp_path_factory.mktemp("conditions"), {"work/mill.csv": WORK, "customers/deals.csv": DEALS})


def first(book: Book, question: str) -> str:
    """Return the first sentence of the answer, "" for none."""
    answer = answered(book, question)
    return answer.claims[0].text if answer and answer.claims else ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many issues are blocked or overdue?", "2 issues are blocked or overdue"),
        ("How many issues are open and overdue?", "1 issue is open and overdue"),
        ("How many deals are in Tasting or Price agreed?", "2 deals are in Tasting or Price agreed"),
        ("How many deals are in North and South?", "2 deals are in North and South"),
        ("How many issues are labelled stone and flour?", "1 issue is labelled stone and flour"),
        ("How many open issues are not blocked?", "3 open issues are not blocked"),
        ("How many deals are not in Tasting?", "2 deals are not in Tasting"),
        ("How many deals do we have outside North?", "We have 2 deals outside North"),
        ("How many open issues are not assigned to Ida Holm?", "3 open issues are not assigned to Ida Holm"),
        ("How many open issues have not been assigned to anyone?", "1 open issue has not been assigned to anyone"),
        ("How many bugs or tasks are open?", "3 bugs or tasks are open"),
    ],
)  # fmt: skip
def test_or_widens_and_not_turns_round(book: Book, question: str, said: str) -> None:
    assert first(book, question).startswith(said)


def test_a_word_that_joins_nothing_known_is_not_passed_over(book: Book) -> None:
    for question in (
        "How many issues are open or shiny?",
        "How many issues were never blocked?",
        "How many deals, or so, are open?",
    ):
        assert first(book, question) == "", question


def test_a_rating_is_of_the_column_that_is_named_beside_it(book: Book) -> None:
    assert first(book, "How many high priority issues are there?").startswith("There are 2 high priority issues")
    assert first(book, "How many issues have a high customer impact?").startswith(
        "2 issues have a high customer impact"
    )
    assert first(book, "How many high priority issues are open?") == "1 high priority issue is open."
    assert first(book, "How many issues of high impact are open?") == "1 issue of high impact are open."


def test_a_rating_that_may_be_of_two_columns_is_not_counted(book: Book) -> None:
    assert first(book, "How many high issues are there?") == ""


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Which issues are older than three months?", {"Doing"}),
        ("Which issues have been open for more than 60 days?", {"Doing", "Blocked"}),
        ("Which open issues have not been updated in the last 30 days?", {"Blocked"}),
        ("Which closed issues are older than 90 days?", {"Shipped"}),
        ("Which issues were created since October?", {"Waiting", "Doing"}),
    ],
)  # fmt: skip
def test_what_is_so_old_is_told_from_the_day_of_the_question(book: Book, question: str, titles: set[str]) -> None:
    answer = answered(book, question)
    assert answer is not None
    assert titles == {cell for cell in cells(answer) if cell in ("Doing", "Blocked", "Waiting", "Shipped")}


def test_what_grew_old_is_said_to_be_open(book: Book) -> None:
    assert first(book, "How many issues are older than three months?") == "1 issue is open and older than three months."


def test_what_nobody_touched_is_said_to_be_open(book: Book) -> None:
    said = first(book, "How many issues have not been updated in the last 30 days?")
    assert said == "1 issue is open and have not been updated in the last 30 days."


def test_a_first_name_is_that_of_the_only_person_who_has_it(book: Book) -> None:
    assert first(book, "How many open issues does Ida have?") == "Ida Holm has 1 open issue."
    assert with_whole_names("What does Stone own?", book) == "What does Rose Stone own?"
    assert with_whole_names("Which deals of Horn are open?", book) == "Which deals of Horn are open?"
    assert with_whole_names("Which issues does Ida Holm have?", book) == "Which issues does Ida Holm have?"


def test_a_name_of_two_people_is_nobodys(tmp_path_factory: pytest.TempPathFactory) -> None:
    two = WORK.replace("Jan Bock", "Ida Bock")
    book = book_of(tmp_path_factory.mktemp("two"), {"work/mill.csv": two})
    assert with_whole_names("What does Ida own?", book) == "What does Ida own?"


def test_why_a_deal_was_lost_is_not_why_its_account_left(tmp_path_factory: pytest.TempPathFactory) -> None:
    accounts = (
        "Account Name,Account Owner,Type,Segment,Reason,Account ID\n"
        "Horn,Ida Holm,Former Customer,Mill,Stale flour,001Bb000003A001\n"
        "Vig,Ida Holm,Customer,Mill,,001Bb000003A002\n"
    )
    deals = (
        "Opportunity Name,Account Name,Stage,Amount,Close Date,Opportunity Owner,Reason,Opportunity ID\n"
        "Rye for Horn,Horn,Closed Lost,900,20.02.2026,Ida Holm,,006Bb00000K0301\n"
        "Oats for Vig,Vig,Closed Lost,500,10.03.2026,Ida Holm,Stale flour,006Bb00000K0302\n"
    )
    book = book_of(tmp_path_factory.mktemp("why"), {"customers/accounts.csv": accounts, "customers/deals.csv": deals})
    assert first(book, "How many deals were lost because of stale flour?").startswith("1 deal was lost")


def test_what_is_counted_of_two_things_is_taken_apart() -> None:
    asked = compared("Compare the open issues of Mill and Store")
    assert asked is not None
    assert (asked.counted, asked.of) == ("open issues", ("Mill", "Store"))
    assert compared("Compare Mill and Store").counted == ""  # type: ignore[union-attr]
    assert callable(compare)
