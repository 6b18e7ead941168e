"""Numbers and lists over records: counted, summed, cited, and never guessed."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.domain import Answer
from assistant.index.reader import open_index
from assistant.record_answers import answer_from_records
from assistant.records import Book
from assistant.settings import Settings
from ingest.night import Night

# ruff: noqa: E501
ISSUES = """Summary,Issue key,Issue id,Issue Type,Status,Resolution,Assignee,Created,Due date,Parent id,Labels,Labels,Sprint,Custom field (Story Points)
Project Atlas: self-serve onboarding,ATL-12,1,Initiative,In Progress,,Mara Lind,05/Jan/26 9:00 AM,01/Mar/26,,growth,,,
Import,ATL-20,2,Epic,In Progress,,Bo Ek,06/Jan/26 9:00 AM,,1,,,,
Map columns,ATL-21,3,Story,Done,Done,Bo Ek,13/Jan/26 9:00 AM,,2,growth,import,S1,5
Undo import,ATL-22,4,Story,Won't Do,Won't Do,Bo Ek,14/Jan/26 9:00 AM,,2,,,S1,3
Import fails on umlauts,ATL-23,5,Bug,Blocked,,Ida Roos,15/Feb/26 9:00 AM,20/Feb/26,2,,,S2,2
Billing,BIL-1,6,Initiative,In Progress,,Ida Roos,13/Jan/26 9:00 AM,,,,,,
"""
ACCOUNTS = """Id,Name,Type,Industry,Region__c,Requested_Features__c
001000000000001AAA,Northwind Care,Customer,Hospital,Nordics,SSO; exports
001000000000002AAA,Sunrise Homes,Former Customer,Care home,Nordics,
001000000000003AAA,Alpine Spa,Customer,Hotel,DACH,SSO
"""
DEALS = """Id,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,Loss_Reason__c
006000000000001AAA,001000000000001AAA,Northwind 2026,Proposal,120000,2026-09-30,false,false,
006000000000002AAA,001000000000003AAA,Alpine wellness,Negotiation,80000,2026-10-31,false,false,
006000000000003AAA,001000000000002AAA,Sunrise renewal,Closed Lost,60000,2026-02-28,true,false,Price
006000000000004AAA,001000000000001AAA,Northwind pilot,Closed Won,30000,2025-03-31,true,true,
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("records")
    for name, text in (("jira/x.csv", ISSUES), ("crm/Account.csv", ACCOUNTS), ("crm/Opportunity.csv", DEALS)):
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    assert Night(folder / "sources", folder / "index", Settings()).run().failures == ()
    with open_index(folder / "index") as index:
        return Book.of(index)


def answered(book: Book, question: str) -> Answer | None:
    return answer_from_records(question, book, "g", date(2026, 3, 15))


@pytest.mark.parametrize(
    ("question", "said", "keys"),
    [
        ("Who owns Atlas?", "Mara Lind", {"ATL-12"}),
        ("Who is responsible for ATL-20?", "Bo Ek", {"ATL-20"}),
        ("What is the status of Billing?", "In Progress", {"BIL-1"}),
        ("How many issues of Project Atlas are done?", "1 issues", {"ATL-21"}),
        ("How many issues of Project Atlas are closed?", "2 issues", {"ATL-21", "ATL-22"}),
        ("How many stories and bugs are there below ATL-12?", "3 stories and bugs", {"ATL-21", "ATL-22", "ATL-23"}),
        ("Which issues under Project Atlas are blocked?", "ATL-23 Import fails on umlauts: Blocked", {"ATL-23"}),
        ("Which initiatives are overdue?", "Project Atlas", {"ATL-12"}),
        ("How many story points are done below Import?", "5 story points", {"ATL-21"}),
        ("Which stories labelled import were created after 10 January 2026?", "Map columns", {"ATL-21"}),
        ("How much open pipeline is there?", "200,000", {"006000000000001AAA", "006000000000002AAA"}),
        (
            "How much open pipeline sits with accounts that asked for SSO?",
            "200,000",
            {"006000000000001AAA", "006000000000002AAA"},
        ),
        ("How much open pipeline sits with hotels?", "80,000", {"006000000000002AAA"}),
        ("How many opportunities were lost in 2026 because of price?", "1 opportunities", {"006000000000003AAA"}),
        ("Which initiatives does Mara Lind own?", "Project Atlas", {"ATL-12"}),
        ("How many customers are there in the Nordics?", "1 customers", {"001000000000001AAA"}),
    ],
)
def test_a_question_over_records_is_computed_and_its_rows_are_cited(
    book: Book, question: str, said: str, keys: set[str]
) -> None:
    answer = answered(book, question)
    assert answer is not None
    assert said in answer.text
    assert {made.document.key for made in answer.quotes} == keys


@pytest.mark.parametrize(
    "question",
    [
        "How many issues of Project Atlas are purple?",
        "How much open pipeline sits with accounts in Antarctica?",
        "How many opportunities were lost because of gravity?",
        "How many people work here?",
        "Who owns Zeppelin?",
        "Why is Atlas late?",
        "What is Project Atlas?",
    ],
)
def test_a_question_of_which_a_word_is_not_understood_is_not_computed(book: Book, question: str) -> None:
    assert answered(book, question) is None


def test_a_parent_chain_that_turns_back_on_itself_ends(book: Book) -> None:
    atlas, imports = book.by_key["ATL-12"], book.by_key["ATL-20"]
    assert [document.key for document in book.below(atlas)] == ["ATL-20", "ATL-21", "ATL-22", "ATL-23"]
    looped = replace(book, children={**book.children, book.by_key["ATL-21"].id: [imports]})
    assert len(looped.below(imports)) == 3
