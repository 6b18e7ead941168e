"""Numbers and lists over records: counted, summed, cited, and never guessed."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.domain import Answer
from assistant.index.reader import open_index
from assistant.records.book import Book
from assistant.routes.records.answers import answer_from_records
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
        ("When was ATL-20 closed?", "ATL-20 Import is not closed: it has the status In Progress.", {"ATL-20"}),
        ("What is the status of Billing?", "In Progress", {"BIL-1"}),
        ("How many issues of Project Atlas are done?", "1 issue", {"ATL-21"}),
        ("How many issues of Project Atlas are closed?", "2 issues", {"ATL-21", "ATL-22"}),
        ("How many stories and bugs are there below ATL-12?", "3 stories and bugs", {"ATL-21", "ATL-22", "ATL-23"}),
        ("Which issues under Project Atlas are blocked?", "ATL-23 Import fails on umlauts: Blocked", {"ATL-23"}),
        ("Which initiatives are overdue?", "Project Atlas", {"ATL-12"}),
        ("Which projects are overdue?", "Project Atlas", {"ATL-12"}),
        ("How many story points are done below Import?", "5 story points", {"ATL-21"}),
        ("Which stories labelled import were created after 10 January 2026?", "Map columns", {"ATL-21"}),
        ("How much open pipeline is there?", "200,000", {"006000000000001AAA", "006000000000002AAA"}),
        (
            "How much open pipeline sits with accounts that asked for SSO?",
            "200,000",
            {"006000000000001AAA", "006000000000002AAA"},
        ),
        ("How much open pipeline sits with hotels?", "80,000", {"006000000000002AAA"}),
        ("How many opportunities were lost in 2026 because of price?", "1 opportunity", {"006000000000003AAA"}),
        ("Which initiatives does Mara Lind own?", "Project Atlas", {"ATL-12"}),
        ("How many customers are there in the Nordics?", "1 customer", {"001000000000001AAA"}),
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


PEOPLE = """Employee ID,Name,Job Title,Team,Manager,Email
1,Ida Roos,Head of Nursing,Care,,ida@x.example
2,Bo Ek,Product Manager,Bedside,Ida Roos,bo@x.example
3,Mara Lind,Engineer,Bedside,"Ek, Bo",mara@x.example
"""
HUBSPOT_DEALS = """Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal owner,Associated Company,Probability,Notes
901,Harbour rollout,Contract sent,Sales,60,2026-09-30,Ida Roos,Harbour Clinics,60,
902,Harbour pilot,Closed won,Sales,30,2026-02-28,Ida Roos,Harbour Clinics,100,Waits for Project Atlas (ATL-12)
"""
HUBSPOT_COMPANIES = "Record ID,Company name,Lifecycle Stage,Industry\n501,Harbour Clinics,Customer,Hospitals\n"
PIPEDRIVE = """Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Status,Deal - Stage,Deal - Organization
7,Ferry beds,"12.500,50",SEK,open,Proposal,Ferry Line
"""
TICKETS = """Id,Subject,Requester,Organization,Assignee,Status,Created at,Solved at
77,Reader does not beep,Nina,Harbour Clinics,Jon Dahl,Open,2026-02-01 10:00,
78,Wrong ward in report,Nina,Harbour Clinics,Jon Dahl,Solved,2026-01-12 10:00,2026-01-14 09:30
"""
BUDGET = """Budget 2026 (in TEUR),,,
Cost centre,Account,Plan 2026,Actual
4100 Wards,Licences,500,510
4100 Wards,Consulting,120,90
Total 4100,,620,600
"""
SPEND = """Buchungsdatum;Kostenstelle;Lieferant;Betrag;Währung
02.03.2026;4200;Skyhost;1.234,50;EUR
13.03.2026;4200;Papier Müller;200,00;EUR
"""
MONTHS = "Cost centre,Account,Jan,Feb,Mar\n4300 Labs,Reagents,10,20,30.5\n"
INVOICES = "Supplier,Invoice no,Invoice date,Amount,Currency\nSkyhost,R-17,2026-02-02,1000.25,EUR\n"
OKRS = """Objective,Key Result,Owner,Status,Due date
Nurses are with patients,Raise bedside time to 55 %,Ida Roos,On track,2026-06-30
,Halve double entry,Bo Ek,Off track,2026-06-30
"""
NOW = ISSUES.replace("In Progress,,Bo Ek", "In Review,,Bo Ek")
OLD_PAGE = """<rss version="0.92"><channel><item><title>[ATL-21] Map columns</title><project id="1" key="ATL">Atlas</project>
<key id="3">ATL-21</key><summary>Map columns</summary><type id="1">Story</type><status id="1">Done</status>
<statusCategory id="3" key="done"/><resolution id="1">Done</resolution><assignee username="b">Bo Ek</assignee>
<created>Tue, 13 Jan 2026 09:00:00 +0000</created><updated>Fri, 16 Jan 2026 09:00:00 +0000</updated>
<resolved>Thu, 15 Jan 2026 10:00:00 +0000</resolved><issuelinks><issuelinktype id="1"><name>Blocks</name>
<inwardlinks description="is blocked by"><issuelink><issuekey id="5">ATL-23</issuekey></issuelink></inwardlinks>
</issuelinktype></issuelinks></item></channel></rss>"""
HISTORY = """{"issues": [{"id": "9", "key": "ATL-30", "fields": {"summary": "Undo", "status": {"name": "Done",
"statusCategory": {"key": "done"}}, "issuetype": {"name": "Story"}, "parent": {"id": "2", "key": "ATL-20"}},
"changelog": {"histories": [
{"created": "2026-02-01T09:00:00.000+0000", "author": {"displayName": "Bo Ek"}, "items":
[{"field": "status", "fromString": "To Do", "toString": "In Review"}]},
{"created": "2026-02-03T09:00:00.000+0000", "author": {"displayName": "Bo Ek"}, "items":
[{"field": "status", "fromString": "In Review", "toString": "Done"}]}]}}]}"""
COMPANY = {
    "jira/x.csv": ISSUES, "jira/x.xml": OLD_PAGE, "jira/y.json": HISTORY, "crm/deals.csv": HUBSPOT_DEALS,
    "crm/companies.csv": HUBSPOT_COMPANIES, "crm/pipedrive.csv": PIPEDRIVE, "crm/zendesk.csv": TICKETS,
    "people/staff.csv": PEOPLE, "finance/budget.csv": BUDGET, "finance/spend.csv": SPEND, "finance/bills.csv": INVOICES,
    "goals/okrs.csv": OKRS, "finance/months.csv": MONTHS,
}  # fmt: skip


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("company")
    for name, text in COMPANY.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    assert Night(folder / "sources", folder / "index", Settings()).run().failures == ()
    with open_index(folder / "index") as index:
        return Book.of(index)


@pytest.mark.parametrize(
    ("question", "said", "cells"),
    [
        ("How many issues are open?", "4 issues", {"In Progress", "Blocked"}),
        (
            "How many tickets are open?",
            "5 tickets are open (4 in Jira, 1 in Zendesk)",
            {"In Progress", "Blocked", "Open"},
        ),
        ("How many support tickets are open?", "1 support ticket", {"Open"}),
        ("How many people are in the Bedside team?", "2 people", {"Bo Ek", "Mara Lind"}),
        ("Who works in the Bedside team?", "Mara Lind", {"Bo Ek", "Mara Lind"}),
        ("Who reports to Bo Ek?", "Mara Lind", {"Mara Lind"}),
        ("Who is Mara Lind's manager?", "Mara Lind reports to Ek, Bo", {"Ek, Bo"}),
        ("Which team is Bo Ek in?", "Bedside", {"Bedside"}),
        ("How many key results are off track?", "1 key result", {"Off track"}),
        ("How many objectives are there?", "There is 1 objective", {"Nurses are with patients"}),
        ("How many budget lines are there?", "There are 3 budget lines", {"4100 Wards", "4300 Labs"}),
        ("How much is budgeted for 4100 Wards?", "620,000 EUR is budgeted", {"500", "120"}),
        ("What is the total budget?", "620,000 EUR and 60.50 without a currency", {"500", "120", "10", "20", "30.5"}),
        ("What is the budget of 4300 Labs, Reagents?", "is worth 60.50", {"10", "20", "30.5"}),
        ("What is the budget of 4100 Wards, Licences?", "is worth 500,000 EUR", {"500"}),
        ("How much did we spend with Skyhost?", "2,234.75 EUR (the sum of 2 records)", {"1.234,50", "1000.25"}),
        ("How much was spent in March 2026?", "1,434.50 EUR", {"1.234,50", "200,00"}),
        ("How much open pipeline does Harbour Clinics have?", "Harbour Clinics has 60 of open pipeline", {"60"}),
        (
            "Which deals does Harbour Clinics have?",
            "Harbour pilot: Closed won, 30, 2026-02-28",
            {"Contract sent", "60", "2026-09-30", "Closed won", "30", "2026-02-28"},
        ),
        ("How many open cases does Harbour Clinics have?", "Harbour Clinics has 1 open case", {"Open"}),
        ("What is the value of Ferry beds?", "12,500.50 SEK", {"12.500,50"}),
        ("What is the stage of Harbour rollout?", "Contract sent", {"Contract sent"}),
        ("How much pipeline is there?", "60 without a currency", {"60", "12.500,50"}),
        ("When was ATL-21 closed?", "was closed Thu, 15 Jan 2026", {"Thu, 15 Jan 2026 10:00:00 +0000"}),
        ("What blocks ATL-21?", "is blocked by ATL-23", {"ATL-23"}),
        ("When was ATL-30 closed?", "was closed on 2026-02-03", {"Done"}),
        ("When was ATL-30 moved to In Review?", "was set to In Review on 2026-02-01", {"In Review"}),
        ("How many stories are there below Project Atlas?", "3 stories", {"Done", "Won't Do"}),
        ("How many deals mention Project Atlas?", "1 deal", {"Closed won"}),
        (
            "Which deals name the initiative ATL-12 (Project Atlas)?",
            "Harbour pilot",
            {"Closed won", "30", "2026-02-28"},
        ),
        ("Which epic does ATL-30 belong to?", "ATL-20", {"ATL-20"}),
    ],
)
def test_records_of_every_tool_are_counted_as_what_they_are_and_cited_by_their_cell(
    company: Book, question: str, said: str, cells: set[str]
) -> None:
    answer = answered(company, question)
    assert answer is not None
    assert said in answer.text
    assert {made.text.strip() for made in answer.quotes} == cells


def test_amounts_are_cited_by_their_column_where_another_cell_has_the_same_number(company: Book) -> None:
    answer = answered(company, "How much open pipeline does Harbour Clinics have?")
    assert answer is not None
    assert [made.locator.field for made in answer.quotes] == ["Amount"]


def test_an_issue_without_anything_below_it_is_no_filter(company: Book) -> None:
    assert answered(company, "How many issues of Map columns are open?") is None


def test_a_parent_that_two_records_are_called_is_not_guessed(company: Book) -> None:
    twin = replace(company.by_key["501"], id="twin", path="crm/other.csv")
    assert twin.record is not None
    other = replace(twin, record=replace(twin.record, key="502"))
    book = Book.holding([*company.documents, other])
    assert book.by_key["901"].id not in book.above
