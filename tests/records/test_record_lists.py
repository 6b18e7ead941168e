"""Lists and rankings over the exports of several tools: whose work, when, the most, the biggest, what has none."""

from pathlib import Path

import pytest

from assistant.records.book import Book, unknown_key
from tests.records.record_books import answered, book_of, cells

# ruff: noqa: E501
AZURE = """ID,Work Item Type,Title,State,Assigned To,Area Path,Tags,Created Date,Changed Date,Closed Date,Due Date,Parent
11,Epic,Tide tables,Active,Rosa Vidal <rosa@x.example>,Harbour\\Pilots,,2026-08-01,2026-11-02,,2026-12-20,
12,User Story,Show the tide,Active,Ben Roth <ben@x.example>,Harbour\\Pilots,,2026-09-01,2026-11-20,,2026-12-10,11
13,User Story,Warn of wind,New,Ben Roth <ben@x.example>,Harbour\\Pilots,,2026-10-05,2026-10-05,,,11
14,Bug,Clock is an hour off,Closed,Rosa Vidal <rosa@x.example>,Harbour\\Pilots,,2026-10-01,2026-10-20,2026-10-20,,11
15,Task,Order new buoys,New,,Harbour\\Yard,blocked,2026-10-12,2026-11-01,,2026-11-10,
16,Bug,Old closed bug,Closed,Ben Roth <ben@x.example>,Harbour\\Yard,,2025-10-01,2025-10-30,2025-10-30,,
"""
COMPANIES = """Record ID,Company name,Lifecycle Stage,Industry,Contract end date,MRR
501,Harbour Clinics,Customer,Hospitals,2027-02-28,400
502,Ferry Line,Customer,Transport,2026-12-31,"1,900"
503,Quay Hotel,Customer,Hotels,2027-06-30,100
"""
DEALS = """Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal owner,Associated Company
901,Harbour rollout,Contract sent,Sales,6000,2026-12-30,Ida Roos,Harbour Clinics
902,Harbour pilot,Closed won,Sales,9000,2026-10-28,Ida Roos,Harbour Clinics
903,Ferry beds,Proposal,Sales,8000,2027-02-15,Jo Falk,Ferry Line
904,Ferry decks,Closed lost,Sales,7000,2026-03-15,Ida Roos,Ferry Line
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    files = {"work/items.csv": AZURE, "customers/companies.csv": COMPANIES, "customers/deals.csv": DEALS}
    return book_of(tmp_path_factory.mktemp("lists"), files)


@pytest.mark.parametrize(
    ("question", "said", "titles"),
    [
        ("What is my team Pilots working on?", "Pilots has 3 open work items, 2 of them in progress.", ["Show the tide", "Tide tables"]),
        ("What are the Pilots team working on right now?", "3 open work items", ["Show the tide", "Tide tables"]),
        ("Woran arbeitet das Team Yard?", "Yard has 1 open work item, 0 of them in progress.", ["Order new buoys"]),
        ("What is Ben working on?", "Ben Roth has 2 open work items, 1 of them in progress.", ["Show the tide"]),
        ("What is blocked at the moment?", "Order new buoys", ["Order new buoys"]),
        ("Which work items have no owner?", "Order new buoys", ["Order new buoys"]),
        ("What is overdue?", "Order new buoys", ["Order new buoys"]),
        ("What was finished in October?", "1 work item was finished in October, from 2026-10-01 to 2026-10-31", ["Clock is an hour off"]),
        ("What did team Pilots finish last month?", "by Pilots", ["Clock is an hour off"]),
        ("What is due next month?", "2 work items are due next month, from 2026-12-01 to 2026-12-31", ["Tide tables", "Show the tide"]),
        ("Which deals close this quarter?", "Harbour rollout: Contract sent, 6,000, 2026-12-30", ["Harbour rollout"]),
        ("Which deals did we lose this year?", "Ferry decks", ["Ferry decks"]),
        ("What is our biggest opportunity?", "The biggest open opportunity is Ferry beds: 8,000", ["Ferry beds"]),
        ("What was our biggest won deal?", "Harbour pilot: 9,000", ["Harbour pilot"]),
        ("Which two deals are the biggest?", "Ferry beds: 8,000", ["Ferry beds", "Harbour rollout"]),
        ("Who is our biggest customer?", "Ferry Line: 1,900", ["Ferry Line"]),
        ("Which customers are up for renewal next quarter?", "Harbour Clinics: Customer, 2027-02-28", ["Harbour Clinics"]),
    ],
)  # fmt: skip
def test_what_a_question_lists_is_there_with_its_cells_and_nothing_else(
    book: Book, question: str, said: str, titles: list[str]
) -> None:
    answer = answered(book, question)
    assert answer is not None
    assert said in answer.text
    shown = {
        made.document.title
        for claim in answer.claims[-len(titles) :]
        for made in [answer.quotes[claim.citations[0] - 1]]
    }
    assert sorted(title.split(" ", 1)[-1] if title[0].isdigit() else title for title in shown) == sorted(titles)


@pytest.mark.parametrize(
    ("question", "said", "amounts"),
    [
        ("Which deals are above 7k?", None, {"9000", "8000"}),
        ("Which deals are worth at least 7,000 euros?", None, {"9000", "8000", "7000"}),
        ("Which deals are between 6 and 7k?", None, {"6000", "7000"}),
        ("Which deals are >= 9.000 €?", None, {"9000"}),
        ("How much is in open deals under 7k?", "6,000", {"6000"}),
        ("What are the open deals over 1 million?", "None of the records", set()),
        ("Which open deals close by the end of the year?", "1 open deal close by the end of the year", {"6000"}),
        ("Which open deals close before year-end?", "until 2026-12-31", {"6000"}),
        ("How many work items were closed by the end of October 2026?", "2 work items", {"Closed"}),
        ("Which open deals close up to 31 January 2027?", None, {"6000"}),
    ],
)  # fmt: skip
def test_bounds_of_amounts_and_the_end_of_a_year_narrow(
    book: Book, question: str, said: str | None, amounts: set[str]
) -> None:
    answer = answered(book, question)
    assert answer is not None
    assert said is None or said in f"{answer.text} {answer.reason}"
    assert cells(answer) & {"6000", "7000", "8000", "9000", "Closed"} == amounts


def test_a_bound_in_one_currency_leaves_out_amounts_in_another(tmp_path: Path) -> None:
    deals = DEALS.replace("Amount,", "Amount,Currency,").replace("6000,", "6000,GBP,").replace("9000,", "9000,EUR,")
    deals = deals.replace("8000,", "8000,GBP,").replace("7000,", "7000,EUR,")
    book = book_of(tmp_path, {"customers/companies.csv": COMPANIES, "customers/deals.csv": deals})
    answer = answered(book, "Which deals are above 6,500 euros?")
    assert answer is not None
    assert cells(answer) & {"6000", "7000", "8000", "9000"} == {"7000", "9000"}


def test_a_word_before_the_records_is_the_value_that_begins_with_it_and_no_other(tmp_path: Path) -> None:
    companies = COMPANIES.replace("Hospitals", "Hospital laundries").replace("Hotels", "Hospitality")
    book = book_of(tmp_path, {"customers/companies.csv": companies, "customers/deals.csv": DEALS})
    answer = answered(book, "How many hospital deals are open?")
    assert answer is not None
    assert answer.text.startswith("1 hospital deal is open")
    assert {made.document.title for made in answer.quotes} == {"Harbour rollout"}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who is working on the most issues?", "Ben Roth has the most open issues: 2."),
        ("Which epic has the most open issues?", "Tide tables has the most open issues: 2."),
        ("Who has the largest open pipeline?", "Jo Falk has the largest open pipeline: 8,000."),
        ("How many deals are there per deal stage?", "Closed lost: 1."),
        ("How many deals per industry?", "Hospitals: 2."),
    ],
)
def test_groups_are_counted_by_owner_by_what_stands_above_and_by_any_column(
    book: Book, question: str, first: str
) -> None:
    answer = answered(book, question)
    assert answer is not None
    assert first in answer.claims[0].text


def test_sums_say_the_days_that_they_cover_and_cite_every_row(book: Book) -> None:
    answer = answered(book, "How much pipeline closes this quarter?")
    assert answer is not None
    assert answer.text.startswith("6,000 of pipeline closes this quarter, from 2026-10-01 to 2026-12-31")
    assert cells(answer) == {"6000"}
    later = answered(book, "How much pipeline closes in Q1 2027?")
    assert later is not None
    assert cells(later) == {"8000"}


def test_what_has_none_of_something_is_found_by_the_relations_of_records(book: Book) -> None:
    answer = answered(book, "Which customers have no open opportunity?")
    assert answer is not None
    assert answer.text.startswith("1 of the 3 customers that you may read have no open opportunity.")
    assert {made.document.title for made in answer.quotes} == {"Quay Hotel"}


def test_a_column_of_numbers_is_added_up_by_its_name(book: Book) -> None:
    answer = answered(book, "What is the total MRR of our customers?")
    assert answer is not None
    assert "2,400 (the sum of 3 records)" in answer.text


def test_that_nothing_fits_is_said_with_the_days_and_the_newest_record(book: Book) -> None:
    answer = answered(book, "Which work items were finished in January 2026?")
    assert answer is not None
    assert answer.abstained
    assert answer.reason == (
        "None of the records that you may read fits that (from 2026-01-01 to 2026-01-31). The newest of them is of 2026-11-20."
    )


def test_a_name_that_two_people_have_is_asked_back(tmp_path: Path) -> None:
    twins = AZURE.replace("Rosa Vidal <rosa@x.example>", "Ben Olsen <olsen@x.example>")
    answer = answered(book_of(tmp_path, {"work/items.csv": twins}), "What is Ben working on?")
    assert answer is not None
    assert answer.reason == "Which one do you mean: Ben Olsen or Ben Roth?"


@pytest.mark.parametrize(
    "question",
    [
        "What is Nobody Known working on?",
        "What is the council working on with the mayor?",
        "What was decided in October?",
        "Which customers are up for renewal of their boats in 2027?",
        "Who is the most senior pilot?",
        "What is our biggest problem?",
        "Which deals have no boats?",
        "How many pilots did the harbour train in FY 2016?",
        "What happened in summer 2022?",
        "How many work items were closed by the middle of October 2026?",
        "How many deals did we lose to them?",
        "How many work items did they close?",
        "How many hospitality deals are open?",
        "Which companies have more than 5000 employees?",
        "Which deals are over 5000 days old?",
        "How many work items are above 100k?",
    ],
)
def test_what_is_not_wholly_understood_is_left_to_the_documents(book: Book, question: str) -> None:
    assert answered(book, question) is None


def test_a_key_is_unknown_only_where_records_have_keys_like_it(tmp_path: Path) -> None:
    jira = "Summary,Issue key,Issue id,Issue Type,Status\nImport,ATL-20,2,Epic,Open\n"
    book = book_of(tmp_path, {"work/jira.csv": jira})
    assert unknown_key("Who is responsible for ATL-12?", book) == "ATL-12"
    assert unknown_key("Who is responsible for ATL-20?", book) is None
    assert unknown_key("Who is responsible for ISO-9001?", book) is None


@pytest.mark.parametrize("question", ["What was closed in 2021?", "Which issues have no assignee?", "What is blocked?"])
def test_where_there_is_no_record_of_a_sort_the_documents_are_asked(tmp_path: Path, question: str) -> None:
    assert answered(book_of(tmp_path, {"customers/deals.csv": DEALS}), question) is None


def test_a_day_that_no_record_has_is_left_to_the_documents(tmp_path: Path) -> None:
    companies = COMPANIES.replace("Contract end date", "Town")
    book = book_of(tmp_path, {"customers/companies.csv": companies})
    assert answered(book, "Which customers are up for renewal in Q1 2027?") is None


def test_deals_that_wait_for_something_are_the_open_ones_that_speak_of_it_with_that_cell(tmp_path: Path) -> None:
    deals = """Id,AccountId,Name,StageName,Amount,CloseDate,NextStep
006000000000001AAA,001000000000001AAA,Harbour decks,Proposal,7000,2027-03-15,signs once the tide map is there
006000000000002AAA,001000000000001AAA,Quay beds,Closed Lost,500,2026-03-15,wanted the tide map
006000000000003AAA,001000000000001AAA,Pier sails,Proposal,900,2027-04-15,call in May
006000000000004AAA,001000000000001AAA,Tide map for the pier,Proposal,800,2027-04-15,call in June
"""
    book = book_of(tmp_path, {"customers/Opportunity.csv": deals})
    answer = answered(book, "Which deals are waiting for the tide map?")
    assert answer is not None
    assert [claim.text for claim in answer.claims] == [
        "Harbour decks: Proposal, 7,000, signs once the tide map is there"
    ]
    assert answered(book, "Which deals are waiting for the drone?") is None
    assert answered(book, "Which issues are waiting for the tide map?") is None


def test_a_long_list_of_work_is_told_by_what_it_belongs_to(tmp_path: Path) -> None:
    head = "ID,Work Item Type,Title,State,Created Date,Changed Date,Closed Date,Parent\n"
    above = ["1,Epic,Lamps,Active,2026-01-01,2026-01-02,,", "2,Epic,Ropes,Active,2026-01-01,2026-01-02,,"]
    rows = [
        f"{at},Task,Piece {at},Closed,2026-01-01,2026-02-{at:02},2026-02-{at:02},{1 if at < 20 else 2}"
        for at in range(10, 27)
    ]
    loose = ["90,Task,Paint,Closed,2026-01-01,2026-03-01,2026-03-01,"]
    told = answered(
        book_of(tmp_path, {"work/items.csv": head + "\n".join([*above, *rows, *loose]) + "\n"}),
        "What was finished this year?",
    )
    assert told is not None
    assert [claim.text for claim in told.claims] == [
        "18 work items were finished this year, from 2026-01-01 to 2026-12-31. By what they belong to:",
        "Lamps: 10, the last of them Piece 19.",
        "Ropes: 7, the last of them Piece 26.",
        "Others: 1, that is Paint.",
    ]


def test_who_sits_on_a_board_is_not_everybody_in_the_list_of_people(tmp_path: Path) -> None:
    people = "Employee ID,Name,Team,Location,Manager\n1,Ada Lund,Pilots,Oslo,\n2,Bo Ek,Yard,Bergen,Ada Lund\n"
    book = book_of(tmp_path, {"players/people.csv": people})
    assert answered(book, "Who sits on the board?") is None
    assert answered(book, "Who is in the council?") is None
