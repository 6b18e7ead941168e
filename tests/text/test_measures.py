import pytest

from assistant.text.measures import Measure, find_date, measure_of_row, parse_measure, reports_completion


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("Raise activation from 48 % to 70 % by 30 June", "48 %", "70 %"),
        ("Lead time from merge to production falls from 11 days to 2", "11 days", "2"),
        ("pages per week at night 14 to 5", "14", "5"),
        ("share of late orders 17.4 % (FY2025) to 13.0 %", "17.4 %", "13.0 %"),
        ("Time to first value < 5 minutes (currently 15 min)", "15 min", "5 minutes"),
        ("Pages load in under 2 s", None, "2 s"),
        ("at least 9 of 11 pilot sites keep using it", None, "9 of 11"),
        ("bridge onboarding to >85% of total users", None, ">85%"),
        ("95 % of uploads succeed on the first attempt", None, "95 %"),
        ("fewer than five complaints per thousand parcels", None, "five"),
    ],
)
def test_baseline_and_target_are_read(text: str, baseline: str | None, target: str) -> None:
    measure = parse_measure(text)
    assert (measure.baseline, measure.target) == (baseline, target)
    assert measure.metric


@pytest.mark.parametrize(
    "text",
    [
        "halve the number of complaints",
        "NPS +10 among admins",
        "2x usage of reports",
        "Reduce churn by 15 % by Q4 2026",
    ],
)
def test_a_relative_target_without_a_base_is_not_complete(text: str) -> None:
    measure = parse_measure(text)
    assert measure.relative
    assert measure.is_partial
    assert not measure.is_complete


@pytest.mark.parametrize(
    "text",
    ["We are doubling down on quiet lifts this winter", "Guides speak to one guest after the other"],
)
def test_words_that_only_sound_like_a_target_are_none(text: str) -> None:
    assert parse_measure(text).target is None


def test_one_is_a_target_where_something_is_brought_down_to_it() -> None:
    assert parse_measure("Cut the counters to one").target == "one"


def test_a_target_with_a_date_is_complete() -> None:
    assert parse_measure("Churn falls to 7 % by 30 June 2026").is_complete
    assert parse_measure("Churn falls from 12 % to 7 %").is_complete
    assert not parse_measure("Churn falls to 7 %").is_complete


@pytest.mark.parametrize(
    "text",
    [
        "Improve the experience",
        "Launch the portal by Q3 2026",
        "HED-101 moves to release 3",
        "See issue #2561 and version 2.4.1",
        "Sharing environments: One of the wonderful things is that people share them",
    ],
)
def test_dates_keys_and_versions_are_not_values(text: str) -> None:
    measure = parse_measure(text)
    assert measure.target is None
    assert measure.baseline is None


def test_the_mark_of_a_list_is_no_sign() -> None:
    assert parse_measure("- 4 new ferry nodes").target == "4"
    assert parse_measure("Churn: - 10 %").target == "- 10 %"
    assert parse_measure("Churn: -10").target == "-10"


@pytest.mark.parametrize(
    "text",
    [
        "85 % complete",
        "Deliver 45 story points per sprint",
        "23 of 25 tickets done",
        "47 of 60 features delivered",
        "Close 90 % of the planned epics",
        "velocity of 30",
        "the migration is 72 %",
    ],
)
def test_how_much_is_done_is_no_measure(text: str) -> None:
    assert reports_completion(text)
    assert parse_measure(text).target is None


@pytest.mark.parametrize(
    "text", ["70 % of riders come back", "complaints fall by 15 %", "at least 9 of 11 sites keep using it"]
)
def test_a_real_measure_is_not_taken_for_completion(text: str) -> None:
    assert not reports_completion(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("done by 30 June 2026", "30 June 2026"),
        ("until 2026-12-31", "2026-12-31"),
        ("by Q3 2026 at last", "Q3 2026"),
        ("in FY 2027", "FY 2027"),
        ("no date here", None),
    ],
)
def test_dates_are_found_as_written(text: str, date: str | None) -> None:
    assert find_date(text) == date


def test_a_row_is_read_by_its_columns() -> None:
    row = measure_of_row(
        {
            "Outcome": "Riders return",
            "Metric": "return rate",
            "Baseline": "31 %",
            "Target": "45 %",
            "By": "31 December 2026",
        }
    )
    assert row == Measure("return rate", "31 %", "45 %", "%", "31 December 2026", False)
    assert not measure_of_row({"Name": "Door", "Owner": "Ana"}).is_partial


def test_a_target_without_a_number_is_not_a_target() -> None:
    assert measure_of_row({"Measure": "claims", "From": "?", "Target": "?"}).target is None


def test_gaps_are_filled_but_nothing_is_overwritten() -> None:
    assert Measure(metric="churn", target="7 %").merged(Measure(target="9 %", date="June")) == Measure(
        "churn", None, "7 %", None, "June", False
    )


def test_the_days_of_two_dates_are_no_values() -> None:
    said = parse_measure("Boxes are packed by 9 May 2026, and the movers come on 12 May 2026.")
    assert (said.baseline, said.target) == (None, None)
