"""What a measure is now: the newest number of a table by month, or of a column called after a day, and its distance."""

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.domain import Answer
from assistant.encoder.embedding import Embedder
from assistant.routes.portfolio.current_numbers import Part, day_of_words, number_of
from tests.built_once import built_once
from tests.clinic_fixtures import FILES as CLINICS
from tests.clinic_fixtures import TODAY, said

MONTHS = """Month,O1 seen %,O2 second visits %,Staff
Aug,60,12,40
Sep,61,8,41
Oct,66,,41
Dec,80,5,42
"""
OLDER = {**CLINICS, "strategy/Scorecard 2026.csv": CLINICS["strategy/Scorecard 2026.csv"].replace("31 Oct", "30 Sept")}
FILES = {**OLDER, "strategy/By month 2026.csv": MONTHS}
UNSORTED = {**CLINICS, "strategy/By month 2026.csv": MONTHS.replace("Oct,66", "Jan,66")}


@pytest.fixture
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    opened = Assistant.open(built_once(FILES, tmp_path_factory.mktemp("monthly")), (), embedder)
    yield opened
    opened.index.close()


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question, today=TODAY)


def test_the_newest_month_that_has_begun_and_has_a_number_is_told(assistant: Assistant) -> None:
    told = said(ask(assistant, "Are we on track?"))
    assert "October 2026: 66 % (O1 seen %): 9 below its target (75 %)." in told
    assert "September 2026: 8 % (O2 second visits %): has reached its target (9 %)." in told
    assert not any("80" in text for text in told)


@pytest.mark.parametrize("question", ["current patients seen", "What is our current share of patients seen?"])
def test_the_current_number_is_that_of_the_newest_month(assistant: Assistant, question: str) -> None:
    told = said(ask(assistant, question))
    assert any(text.startswith("October 2026: 66 %") for text in told)


def test_only_what_is_short_of_its_target_is_behind(assistant: Assistant) -> None:
    answer = ask(assistant, "Which outcomes are behind?")
    assert said(answer) == [
        "Seen in time: October 2026: 66 % (O1 seen %): 9 below its target (75 %), due 31 December 2026."
    ]
    assert answer.reason == "At its target: No second visit."
    assert "By month 2026" in {made.document.title for made in answer.quotes}


def test_a_table_whose_months_do_not_follow_each_other_dates_nothing(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    opened = Assistant.open(built_once(UNSORTED, tmp_path_factory.mktemp("unsorted")), (), embedder)
    assert not any("66" in text for text in said(ask(opened, "Are we on track?")))
    opened.index.close()


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("Oct", "2026", "2026-10"),
        ("Oct", "", ""),
        ("30 Sep 2026", "", "2026-09-30"),
        ("2026-10", "", "2026-10"),
        ("2026-10-31", "", "2026-10-31"),
        ("Target 31 Dec 2026", "", ""),
        ("2026", "", ""),
        ("October budget", "2026", ""),
    ],
)
def test_a_day_is_read_where_nothing_stands_beside_it(text: str, year: str, day: str) -> None:
    assert day_of_words(text, year) == day


@pytest.mark.parametrize(
    ("baseline", "target", "cell", "gap"),
    [
        ("18 %", "9 %", "12 %", "3 above its target (9 %)"),
        ("41 %", "75 %", "75 %", "has reached its target (75 %)"),
        ("", "75 %", "60 %", ""),
        ("41 %", "75 %", "0.6", ""),
        ("94 days", "45 days", "not measured", ""),
    ],
)
def test_a_distance_is_told_where_both_sides_and_the_scale_are_known(
    assistant: Assistant, baseline: str, target: str, cell: str, gap: str
) -> None:
    document = next(assistant.index.documents())
    part = Part("Name", "o1", "metric", baseline, target)
    assert number_of(part, "2026-10", cell, "Column", document, (0, 1)).gap == gap


def test_a_row_of_shares_is_told_in_the_percent_of_its_outcome(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    opened = Assistant.open(built_once(SHARES, tmp_path_factory.mktemp("shares")), (), embedder)
    told = said(ask(opened, "How are we doing on patients seen?"))
    assert "31 October 2026: 63 % (share of patients seen within 14 days): 12 below its target (75 %)." in told
    opened.index.close()


SHARES: dict[str, str] = {
    **CLINICS,
    "strategy/Scorecard 2026.csv": "Objective,Key result,Baseline,Target,30 June 2026,31 October 2026,Owner\n"
    "Seen in time,share of patients seen within 14 days,0.41,0.75,0.5,0.63,Maja Dahl\n",
}
