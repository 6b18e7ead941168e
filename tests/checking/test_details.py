import re

import pytest

from assistant.checking.details import Detail, mismatches
from assistant.text.quantities import dates, numbers

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


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("One fifth of the surplus is shared.", "20% of the surplus is shared."),
        ("About one in five plans have it.", "About 21 percent of plans have it."),
        ("Just over three quarters of the cases were settled.", "77.1 percent of the cases were settled."),
        ("20 percent of the staff left.", "One in five of the staff left."),
        ("It takes two and a half months.", "It takes 2.5 months."),
        ("Almost 360,000 people joined.", "359,756 people joined."),
        ("Callers waited around nine minutes.", "Callers waited 8.6 minutes."),
        ("Gains were $82 million.", "(In Millions)\nGains | $ 82"),
    ],
)
def test_a_number_may_be_said_in_other_words(claim: str, evidence: str) -> None:
    assert details(claim, evidence) == set()


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("One in four plans have it.", "About 21 percent of plans have it."),
        ("Over 360,000 people joined.", "359,756 people joined."),
        ("Almost 370,000 people joined.", "359,756 people joined."),
        ("360,000 people joined.", "359,756 people joined."),
        ("Gains were $82 million.", "Gains | $ 82"),
    ],
)
def test_a_number_in_other_words_must_still_be_that_number(claim: str, evidence: str) -> None:
    assert details(claim, evidence) == {Detail.NUMBER}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A court in Italy ruled.", "The Italian court ruled."),
        ("The Dutch office opens.", "The office in the Netherlands opens."),
        ("It sells GPUs.", "It sells every GPU."),
        ("The chips of NVIDIA sell.", "NVDA Q3: our chips sell."),
        ("The sales of Apple grow.", "2023 Q2 AAPL.pdf: sales grow."),
        ("The sales of Intel grow.", "2023 Q2 INTC.pdf: sales grow."),
        ("The sales of Microsoft grow.", "2023 Q2 MSFT.pdf: sales grow."),
        ("The plan of the Foundation grows.", "Our plan grows."),
        ("A site of Public Code opens.", "publiccodenet: a site opens."),
        ("The report of GSA is out.", "GSA2022.pdf: the report is out."),
    ],
)
def test_a_name_may_be_written_in_other_ways(claim: str, evidence: str) -> None:
    assert details(claim, evidence) == set()


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A court in Italy ruled.", "The Spanish court ruled."),
        ("The chips of NVIDIA sell.", "AMD Q3: our chips sell."),
        ("The sales of Microsoft grow.", "2023 Q2 AAPL.pdf: sales grow."),
        ("The sales of Indigo grow.", "2023 Q2 INTC.pdf: sales grow."),
        ("The plan of the Foundation grows.", "Their plan grows."),
        ("A plan of Foundation grows.", "Our plan grows."),
    ],
)
def test_another_name_is_another_name(claim: str, evidence: str) -> None:
    assert details(claim, evidence) == {Detail.NAME}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The index holds no less than 90 percent of members.", "The index includes at least 90 percent of members."),
        ("Cases end in no more than 60 days.", "Cases end within 60 days or less."),
        ("The posting says whether or not it is paid.", "The posting says whether it is paid."),
        ("The plan is not only cheap.", "The plan is cheap and good."),
    ],
)
def test_words_that_deny_nothing_need_no_denial(claim: str, evidence: str) -> None:
    assert details(claim, evidence) == set()


def test_a_denial_beside_a_comparison_is_a_denial() -> None:
    assert details("Cases do not end in 60 days.", "Cases end within 60 days.") == {Detail.NEGATION}


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


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The meeting takes one hour.", "Duration: 60 mins"),
        ("It has run for ten years.", "It has run for a decade."),
        ("It takes two weeks.", "It takes 14 days."),
    ],
)
def test_a_time_may_be_said_in_another_unit(claim: str, evidence: str) -> None:
    assert details(claim, evidence) == set()


def test_how_often_is_no_length_of_time() -> None:
    assert details("It takes 7 days.", "It runs twice a week.") == {Detail.NUMBER}
    assert details("It takes one hour.", "Duration: 50 mins") == {Detail.UNIT}


def test_an_ordinary_word_is_no_name() -> None:
    assert details("The Quality team met.", "The team met about quality.") == {Detail.NAME}
    assert details("The Planning team met.", "The team met. Plan > Steps") == {Detail.NAME}
    assert details("The Quality team met.", "The Quality team met.") == set()
    assert details("The team of Quality met.", "handbook/quality.md\nThe team met.") == set()


@pytest.mark.parametrize("word", ["Despite", "Relearning", "Mistreated", "Leavers"])
def test_a_sentence_may_begin_with_an_ordinary_word_that_no_list_has(word: str) -> None:
    assert details(f"{word} it met.", "It met.") == set()
    assert details("Turner met it.", "It met.") == {Detail.NAME}
