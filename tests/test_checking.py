import re

import pytest

from assistant.checking import Detail, mismatches
from assistant.quantities import dates, numbers

EVIDENCE = (
    "Portal > Results\nOn 30 June 2023 the Raft team moved 1,200 grantees to the new portal. Uploads took 3 days"
    " instead of two weeks, 45 percent fewer than in 2021. The old system was not switched off. The budget is $2.5"
    " million."
)


def details(claim: str, evidence: str = EVIDENCE) -> set[Detail]:
    return {found.detail for found in mismatches(claim, evidence)}


@pytest.mark.parametrize(
    "claim",
    [
        "On 30 June 2023 the Raft team moved 1,200 grantees to the new portal.",
        "On June 30, 2023 Raft moved 1200 grantees.",
        "Uploads took three days instead of 2 weeks, 45% fewer than in 2021.",
        "The old system wasn't switched off.",
        "The budget is 2,500,000 dollars.",
        "In June 2023 grantees were moved to the portal.",
        "Grantees were moved by the Raft team.",
    ],
)
def test_a_claim_that_says_what_the_evidence_says_is_kept(claim: str) -> None:
    assert details(claim) == set()


@pytest.mark.parametrize(
    ("claim", "detail"),
    [
        ("The Raft team moved 1,300 grantees.", Detail.NUMBER),
        ("Uploads took three days instead of three weeks.", Detail.NUMBER),
        ("Uploads took 3 weeks.", Detail.UNIT),
        ("Uploads were 45 days fewer.", Detail.UNIT),
        ("On 30 July 2023 grantees moved.", Detail.DATE),
        ("On 30 June 2021 grantees moved.", Detail.DATE),
        ("In 2022 grantees moved.", Detail.DATE),
        ("The Globex team moved 1,200 grantees.", Detail.NAME),
        ("Globex moved 1,200 grantees.", Detail.NAME),
        ("The old system was switched off.", Detail.NEGATION),
        ("The Raft team did not move grantees to the new portal.", Detail.NEGATION),
    ],
)
def test_a_changed_detail_is_named(claim: str, detail: Detail) -> None:
    assert detail in details(claim)


def test_an_acronym_stands_for_its_words_and_the_words_for_it() -> None:
    assert details("OPM leads it.", "The Office of Personnel Management leads it.") == set()
    assert details("The Office of Personnel Management leads it.", "OPM leads it.") == set()
    assert details("The Office of Budget Management leads it.", "OPM leads it.") == {Detail.NAME}


def test_a_detail_said_twice_must_be_there_twice() -> None:
    assert details("It rose from 57 to 57.", "It rose from 56 to 57.") == {Detail.NUMBER}


def test_a_number_finds_its_unit_in_the_header_of_a_table() -> None:
    assert details("The wait was 14 days.", "Wait (days) | Calls\n14 | 20") == set()
    assert details("The wait was 14 weeks.", "Wait (days) | Calls\n14 | 20") == {Detail.UNIT}


def test_one_of_a_unit_needs_that_unit() -> None:
    assert details("It took one hour.", "It took an hour.") == set()
    assert details("It took one week.", "It took an hour.") == {Detail.UNIT}
    assert details("One team left.", "A team left.") == set()


def test_a_short_name_is_not_found_inside_a_word() -> None:
    assert Detail.NAME in details("The team met Repo.", "The team met for a report.")
    assert details("The team of GTXPro met.", "The team of GTX Pro met.") == set()


def test_quantities_are_read_as_values() -> None:
    text = "twenty-five days, $1.5bn, 40 %, 5 percentage points"
    assert [(number.value, number.unit) for number in numbers(text)] == [
        (25.0, "day"), (1.5e9, "$"), (40.0, "%"), (5.0, "point"),
    ]  # fmt: skip
    assert [(d.year, d.quarter, d.month, d.day) for d in dates("2024-05-31, May 31, 2024, Q3 2023, FY2022")] == [
        (2024, 0, 5, 31), (2024, 0, 5, 31), (2023, 3, 0, 0), (2022, 0, 0, 0),
    ]  # fmt: skip


def test_every_sentence_carries_itself() -> None:
    for sentence in re.split(r"(?<=\.)\s", EVIDENCE):
        assert details(sentence, sentence) == set()
