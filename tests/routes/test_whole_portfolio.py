"""All initiatives of an organisation that keeps no records, and what it says of itself beside them."""

import pytest

from assistant.assistant import Assistant
from assistant.catalogue.led_in import tells_aims, tells_others
from assistant.encoder.embedding import Embedder
from assistant.routes.portfolio.answers import NO_INITIATIVE, NO_MEASURE, UNRANKED
from assistant.routes.portfolio.questions import Asked, portfolio_question
from assistant.text.unfilled import is_bracketed
from tests.built_once import built_once
from tests.clinic_fixtures import said

STRATEGY = """# Goals and strategy

We lend books, and we keep a room for reading.

This means running two services:

1. A lending desk for everybody
2. A reading room for schools

## Where we want to stand

These are the goals that we are aiming for:

- Readers bring their books back without a reminder.
- Every school in the valley has a reading hour.
- Nobody waits for a seat in the evening.
- Grown-ups who cannot read find a teacher within a month.

## What comes first

**Not a focus in 2026:**

- *Book bus:* We do not see the villages as our readers for now.
- *Night opening:* The building must be made safe before.

The reading council decides which initiatives we start next.
"""
KPIS = """# Key performance indicators

We use these numbers to see how we stand.

## Goals and principles

Our KPIs have the following goals:

- Show the mayor what the library is good for

We follow these principles in choosing our KPIs:

- **Be countable with what we have.** Nobody is hired to count.
- **Begin with the simple ones.** Three or four will do.

## Lending KPIs

- Books lent in a month
- Readers who come back within a year

## Aspirational KPIs

- Happiness of readers
"""
ROADMAP = """# Roadmap

## Initiatives

### Quiet Evenings

We rebuild the upper floor so that nobody waits for a seat in the evening.

### Reading Hour

Every school gets an hour, because teachers ask for one.
"""
PROBLEMS = """# After our first year

Our mission is to put a book into every hand in the valley.

## But shop systems are not made for libraries

- They are sold by one shop alone
- They do not know what a reader is

The shops told us what they are not doing for readers.
"""
NOTES = """# Team meeting

## Open questions

- [Open question 1]
- [Whom the answer helps]
- Who opens the hall on Sundays?
"""
FILES = {
    "strategy/strategy.md": STRATEGY,
    "strategy/kpis.md": KPIS,
    "strategy/roadmap.md": ROADMAP,
    "problems/first year.md": PROBLEMS,
    "collaboration/meeting.md": NOTES,
}
RECORDED = {
    "crm/Account.csv": "Id,Name,Type,Industry\n001000000000001AAA,Harbour Works,Customer,Shipyard\n",
    "work/issues.csv": "Summary,Issue key,Issue id,Issue Type,Status,Created\n"
    + "".join(
        f"Shelf number {n},LIB-{n},{n},Initiative,{'Done' if n == 16 else 'In Progress'},05/Jan/26 9:00 AM\n"
        for n in range(1, 17)
    ),
}
BARE = {"problems/first year.md": PROBLEMS.replace("Our mission is", "Somebody wants")}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(FILES, tmp_path_factory.mktemp("library")), embedder=embedder)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    """Return the assistant of an organisation that keeps records of its initiatives."""
    return Assistant.open(built_once(RECORDED, tmp_path_factory.mktemp("recorded")), embedder=embedder)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    """Return the assistant of an organisation that lists no initiatives."""
    return Assistant.open(built_once(BARE, tmp_path_factory.mktemp("bare")), embedder=embedder)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which initiatives do we have?", Asked.EVERY),
        ("List our initiatives.", Asked.EVERY),
        ("How many initiatives do we have?", Asked.EVERY),
        ("What projects are we currently running?", Asked.EVERY),
        ("What is in the portfolio?", Asked.EVERY),
        ("Show me our whole portfolio", Asked.EVERY),
        ("What are we working on right now?", Asked.UNDER_WAY),
        ("Which initiatives are aligned?", Asked.INITIATIVES),
        ("What is in the portfolio of the mayor?", None),
        ("Which projects did the mayor stop?", None),
        ("What are we working on with the schools?", None),
    ],
)
def test_all_of_the_portfolio_is_asked_for_in_many_words(question: str, asked: Asked | None) -> None:
    found = portfolio_question(question)
    assert (found.asked if found else None) == asked


@pytest.mark.parametrize("question", ["Which initiatives do we have?", "Show me the portfolio"])
def test_the_portfolio_is_counted_and_each_initiative_has_its_verdict(assistant: Assistant, question: str) -> None:
    counted, *rows = said(assistant.ask(question))
    assert counted.startswith("2 initiatives: ")
    assert {row.split(":")[0] for row in rows} == {"Quiet Evenings", "Reading Hour"}
    assert all(row.split(": ")[1].split(".")[0] in counted for row in rows)


def test_of_records_the_list_is_theirs_and_counts_the_thing_itself(recorded: Assistant) -> None:
    counted, *rows = said(recorded.ask("List our initiatives."))
    assert counted == "16 initiatives (15 In Progress, 1 Done). The first 15 of them:"
    assert rows[0] == "LIB-1 Shelf number 1: In Progress"


def test_what_is_worked_on_is_what_is_not_over(assistant: Assistant, recorded: Assistant) -> None:
    assert said(assistant.ask("What are we working on?"))[0].startswith("2 initiatives: ")
    counted, *rows = said(recorded.ask("What are we working on?"))
    assert counted.startswith("15 initiatives: ")
    assert not [row for row in rows if row.startswith("Shelf number 16")]


def test_where_no_initiative_is_listed_that_is_said(bare: Assistant) -> None:
    assert bare.ask("Which initiatives do we have?").reason == NO_INITIATIVE


def test_a_mission_stands_where_strategy_pages_state_none(assistant: Assistant) -> None:
    assert said(assistant.ask("What is our mission?")) == [
        "Our mission is to put a book into every hand in the valley."
    ]


def test_what_is_not_done_is_our_own_and_never_what_others_lack(assistant: Assistant, bare: Assistant) -> None:
    assert said(assistant.ask("What are we not doing?")) == [
        "Book bus: We do not see the villages as our readers for now.",
        "Night opening: The building must be made safe before.",
    ]
    assert bare.ask("What are we not doing?").abstained


def test_a_blank_in_brackets_is_no_open_question(assistant: Assistant) -> None:
    assert said(assistant.ask("What are the open questions?")) == ["Team meeting: Who opens the hall on Sundays?"]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("[Open question 1]", True),
        (r"- **\[Whom it helps\]**", True),
        ("[The plan](plan.md)", False),
        ("[[The plan]]", False),
        ("[x] Paint the hall", False),
        ("[12/01/2021 - 12/04/2021]", False),
        ("Owner: [Ada Lund]", False),
    ],
)
def test_a_text_in_brackets_that_leads_nowhere_is_a_blank(text: str, blank: bool) -> None:
    assert is_bracketed(text) == blank


def test_goals_are_what_is_aimed_at_and_no_rules_or_services(assistant: Assistant) -> None:
    goals = [one.split(" (")[0] for one in said(assistant.ask("What are our goals?"))]
    assert [goal.split()[0] for goal in goals] == ["Readers", "Every", "Nobody", "Grown-ups"]
    first = assistant.ask("What are the top three goals?")
    assert ([one.split(" (")[0] for one in said(first)], first.reason) == (goals[:3], f"{UNRANKED} {NO_MEASURE}")


def test_measures_are_what_is_counted_now_and_no_rules_for_it(assistant: Assistant) -> None:
    assert said(assistant.ask("How do we measure success?")) == [
        "Key performance indicators: Books lent in a month",
        "Key performance indicators: Readers who come back within a year",
    ]


@pytest.mark.parametrize(
    ("line", "aims", "others"),
    [
        ("These are the targets we are aiming for:", True, False),
        ("Our goals for the year:", True, False),
        ("If we reach these goals, here is what we want:", False, False),
        ("Our KPIs have the following goals:", False, True),
        ("KPIs do not have the following goals:", False, True),
        ("We follow these principles in choosing our KPIs:", False, True),
        ("We run two lines of business:", False, True),
        ("By the end of the year:", False, False),
        ("This year we aim to:", True, False),
        ("We aim to halve the waiting time in:", False, True),
        ("We aim to keep the promise that a parcel gives which:", False, True),
        ("Each request gets its priority by the following levels:", False, True),
        ("Our goals on both levels:", True, False),
    ],
)
def test_the_line_above_a_list_says_what_it_lists(line: str, aims: bool, others: bool) -> None:
    assert (tells_aims(line), tells_others(line)) == (aims, others)


def test_who_decides_is_told_by_a_sentence_that_names_them(assistant: Assistant, bare: Assistant) -> None:
    assert said(assistant.ask("Who decides what we build?")) == [
        "The reading council decides which initiatives we start next."
    ]
    assert bare.ask("Who decides what we build next?").abstained
