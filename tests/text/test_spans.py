"""Days that a question names, in several languages, and which year is meant where it names none."""

from datetime import date

import pytest

from assistant.text.spans import span_in

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("created after 10 January 2026", "2026-01-11", ""),
        ("due before May 2026", "", "2026-04-30"),
        ("by 31 December 2026", "", "2026-12-31"),
        ("since 2026-03-01", "2026-03-01", ""),
        ("between March and May 2026", "2026-03-01", "2026-05-31"),
        ("from 1 March 2026 to 2026-05-15", "2026-03-01", "2026-05-15"),
        ("closes in Q1 2027", "2027-01-01", "2027-03-31"),
        ("in the third quarter of 2025", "2025-07-01", "2025-09-30"),
        ("in H2 2026", "2026-07-01", "2026-12-31"),
        ("this quarter", "2026-10-01", "2026-12-31"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("in the next 30 days", "2026-11-26", "2026-12-26"),
        ("finished in October", "2026-10-01", "2026-10-31"),
        ("finished in December", "2025-12-01", "2025-12-31"),
        ("im Oktober", "2026-10-01", "2026-10-31"),
        ("nächstes Quartal", "2027-01-01", "2027-03-31"),
        ("el mes pasado", "2026-10-01", "2026-10-31"),
        ("this year", "2026-01-01", "2026-12-31"),
        ("decided on 4 November", "2026-11-04", "2026-11-04"),
        ("since December 3rd", "2025-12-03", ""),
        ("by the end of the year", "", "2026-12-31"),
        ("before the end of this quarter", "", "2026-12-31"),
        ("before year-end", "", "2026-12-31"),
        ("between 1 September and 31 October 2026", "2026-09-01", "2026-10-31"),
        ("between 20 December and 10 January 2027", "2026-12-20", "2027-01-10"),
        ("from 3 to 9 May 2026", "2026-05-03", "2026-05-09"),
        ("between June and August", "2026-06-01", "2026-08-31"),
        ("from November to January", "2025-11-01", "2026-01-31"),
        ("by the end of March", "", "2026-03-31"),
        ("since the start of the quarter", "2026-10-01", ""),
        ("in the first quarter", "2026-01-01", "2026-03-31"),
        ("H1", "2026-01-01", "2026-06-30"),
        ("year to date", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_stretch_of_time_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    span = span_in(text, TODAY)
    assert span is not None
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["may we do it", "release 4 may slip", "42 of 2026,5 tons", "on 2026-31-31", "room 2024-B"]
)
def test_what_names_no_days_has_none(text: str) -> None:
    assert span_in(text, TODAY) is None


def test_a_month_without_a_year_is_the_last_that_the_records_know_or_the_next_that_comes() -> None:
    known = span_in("finished in October", TODAY, newest=date(2025, 3, 1))
    coming = span_in("due in February", TODAY, ahead=True)
    assert known is not None
    assert coming is not None
    assert (known.first, coming.first) == ("2024-10-01", "2027-02-01")
