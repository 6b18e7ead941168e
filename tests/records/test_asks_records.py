"""Questions for all records of a sort are not answered with the values of a few, nor read as another sort's."""

from types import SimpleNamespace

import pytest

from assistant.domain import Dimension, Verdict
from assistant.opened import Opened
from assistant.routes.initiative.sides import side_of
from assistant.routes.portfolio.questions import portfolio_question
from assistant.routes.wording.asks_records import sort_asked_for
from assistant.routes.wording.known_questions import known_question


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Which epics have slipped past their date?", "epic"),
        ("How many open deals does Mona hold?", "deal"),
        ("Welche Aufgaben sind offen?", "work"),
        ("¿Cuántas oportunidades hay en Lugo?", "deal"),
        ("Which customers cancelled their contracts?", "account"),
        ("Key results of the north team", "key result"),
        ("Do the tickets match what the strategy says?", None),
        ("What did we promise the bakers?", None),
    ],
)
def test_the_sort_is_the_first_that_a_list_or_number_is_wanted_of(question: str, sort: str | None) -> None:
    assert sort_asked_for(question) == sort


@pytest.mark.parametrize(
    "question",
    [
        "Which initiatives are on hold?",
        "Which bets are under half of their budget?",
        "Which renewals are still open?",
        "Which epics are overdue?",
        "Which deals are past their date?",
    ],
)
def test_a_question_about_one_sort_is_not_read_as_one_about_another(question: str) -> None:
    assert known_question(question) is None


def test_a_question_about_work_is_still_read_as_one_about_issues() -> None:
    known = known_question("Which work is overdue?")
    assert known is not None
    assert known.topic == "overdue"


def test_the_priority_of_an_issue_is_no_outcome() -> None:
    assert portfolio_question("Which high priority bugs are not started?") is None
    assert portfolio_question("Which priorities are not served by any initiative?") is not None


def test_words_of_a_name_ask_for_no_side_of_it() -> None:
    named = SimpleNamespace(named_in=lambda question: "Early warning for gulls")
    question = "How much budget is left for Early warning for gulls?"
    assert side_of(question) is Dimension.LEADING_INDICATOR
    assert side_of(Opened.unnamed(named, question)) is None  # type: ignore[arg-type]
    asked = "What early signals does Early warning for gulls have?"
    assert side_of(Opened.unnamed(named, asked)) is Dimension.LEADING_INDICATOR  # type: ignore[arg-type]


def test_half_of_a_budget_is_no_half_aligned_initiative() -> None:
    assert portfolio_question("Which initiatives have spent less than half of their budget?") is None
    asked = portfolio_question("Which initiatives are partly aligned?")
    assert asked is not None
    assert asked.verdicts == {Verdict.PARTLY_ALIGNED}
