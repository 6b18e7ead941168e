"""The day a document is of: its head before its name, the end of a period, nothing ahead, and no other day in it."""

from datetime import date
from pathlib import Path

import pytest

from ingest.parse.byline import byline
from ingest.parse.document_date import document_date

TODAY = date(2026, 11, 20)


def dated(name: str, text: str = "", moment: date | None = None, stated: str | None = None) -> str | None:
    return document_date(Path(f"{name}.md"), text, stated, moment, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# No private keys\n\n2026-02-25, Ana Lima. Accepted.", "2026-02-25"),
        ("# Keys\n\nStatus: accepted, 2026-04-02 (council, 7 for)", "2026-04-02"),
        ("# Keys\n\nProposed by Bo Ek, 28 October 2026. **Accepted** on 4 November 2026.", "2026-10-28"),
        ("# Ferry (one pager, v4, 31 March 2026)\n\nOwner: Bo Ek", "2026-03-31"),
        ("# Rhythm\n### Proposal to the council, Bo Ek, 17 March 2026 (KIT-8)", "2026-03-17"),
        ("# Lamp\n\n*Dock, 30 October 2026, prepared for the report*", "2026-10-30"),
        ("# Rival\n\nMakes lamps since 1994. Page by Bo. **Last update 18 September 2026.**", "2026-09-18"),
        ("bo ek, 22 june 2026, for whoever reads this", "2026-06-22"),
        ("# Lamp\n\nAna, dock, 2026-02-16 (updated 2026-08-24) / KIT-3", "2026-08-24"),
        ("# Lamp\n\n**Lead:** Bo Ek  **Written:** 23 Feb 2026  **Jira:** KIT-9", "2026-02-23"),
        ("Council, Wed 7 Oct 2026 (unedited)", "2026-10-07"),
        ("# Sprint\n5-22-2024 - 6-4-2024\n**Dev:**", "2024-06-04"),
        ("# Sprint\n2024-05-22\nDev", "2024-05-22"),
        ("# Lampe\n\nKatrin Voss, Leipzig, 8. Oktober 2026 (KIT-4)", "2026-10-08"),
        ("# Visita, 1 de octubre de 2026", "2026-10-01"),
        ("# Lamp\n\nBo Ek, May 21, 2026", "2026-05-21"),
        ("# Lamp\n\nBo Ek - 18.05.2026 - Dock", "2026-05-18"),
        ("# Lamp\n\nBo Ek - 11.05.2026 - Dock", "2026"),
        ("# Lamp\n\n*Bo Ek, January 2026. Replaces the older page.*", "2026-01"),
    ],
)
def test_the_head_tells_the_day(text: str, day: str) -> None:
    assert dated("notes", text) == day


@pytest.mark.parametrize(
    "text",
    [
        "# Bo Ek\n\nBorn 3 May 1980, driver.",
        "# Bo Ek\n\nDate of birth: 3 May 1980\n",
        "# Lamp\n\nDue by 30 June 2026, says the council.",
        "# Lamp\n\nDeadline: 30 June 2026",
        "# Lamp\n\nThe contract ends on 30 June 2026. Then the next.",
        "# Lamp\n\nValid until Friday, 30 June 2026, and not longer.",
        "# Project, 1 March 2026 to 30 June 2026\n\nWe built it.",
        "# Fair, 21 and 22 April 2026: what I heard\n\nA lot.",
        "# Lamp\n\n| who | when |\n|---|---|\n| Bo | 3 May 2026 |\n",
        "# Lamp\n\n- 3 May 2026, call with Bo\n- 4 May 2026, call with Ana\n",
        "# Lamp\n\nRelease - 8/27/2024\n",
        "# Lamp\n\nNot updated since 3 May 2024 by anybody.",
        "# Lamp\n\nIn the year of the flood the whole dock and all that stood on it was lost, 3 May 2024, and Bo left.",
        "# Lamp\n\nA.\n\nB.\n\nC.\n\nD.\n\nBo Ek, 3 May 2026, wrote this paragraph.",
        "# Next council\n\nDate: 12 December 2026\n",
        "# Law of 2027\n\nBo Ek, 30 June 2027.",
    ],
)
def test_another_day_in_the_head_is_not_that_of_the_document(text: str) -> None:
    assert dated("notes", text) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("spend_2026_jan_oct", "2026-10"),
        ("spend 2026-01 to 2026-10", "2026-10"),
        ("spend 2026-01-01 to 2026-03-31", "2026-03-31"),
        ("Jan-Sep 2026 spend", "2026-09"),
        ("Nov 2025 - Feb 2026 spend", "2026-02"),
        ("Q1-Q3 2026 report", "2026-09"),
        ("2025 Q1-Q2 report", "2025-06"),
        ("spend_2026_jan_dec", "2026"),
        ("spend 2027 jan-mar", None),
        ("2026-03 board deck", "2026-03"),
        ("Q3 2025 goals", "2025-07"),
        ("2026-W24 weekly", "2026-06"),
        ("Law 2027", None),
        ("Law 2027-03", None),
    ],
)
def test_a_period_in_a_name_is_dated_to_its_end_and_what_is_ahead_to_nothing(name: str, day: str | None) -> None:
    assert dated(name) == day


def test_a_week_in_a_name_has_the_day_that_the_first_line_says() -> None:
    assert dated("2026-W04 weekly", "# Weekly 2026-W04 (23 January)\n") == "2026-01-23"
    assert dated("2026-W04 weekly", "# Weekly (1 June is the fair)\n") == "2026-01"


def test_a_day_in_the_head_counts_more_than_a_period_or_year_in_the_name_and_less_than_a_day_there() -> None:
    head = "# Law 2027: charter\n\nVersion 1.2, 12 March 2026. Owner Bo Ek."
    assert dated("Law 2027 charter", head) == "2026-03-12"
    assert dated("Law 2025 charter", head) == "2026-03-12"
    assert dated("Q4 2025 charter", head) == "2026-03-12"
    assert dated("2026-03-14 charter", head) == "2026-03-14"


def test_the_day_a_file_was_saved_counts_more_than_that_year_or_a_later_one_in_its_name() -> None:
    assert dated("Plan 2026", "# Plan\n", date(2025, 9, 3)) == "2025-09-03"
    assert dated("Plan 2025", "# Plan\n", date(2025, 9, 3)) == "2025-09-03"
    assert dated("Plan 2024", "# Plan\n", date(2025, 9, 3)) == "2024"
    assert dated("Plan", "# Plan\n", date(2027, 1, 1)) is None


def test_a_stated_day_that_is_ahead_gives_way_to_one_that_is_not() -> None:
    assert dated("notes", "# Lamp\n\nBo Ek, 3 May 2026", stated="2027-01-01") == "2026-05-03"


def test_only_an_update_counts_far_into_a_line() -> None:
    told = "# Lamp\n\n" + "Bo Ek keeps the lamp of the dock. " * 5
    assert byline(f"{told}Last change: 3 May 2026.") == "2026-05-03"
    assert byline(f"{told}Dock, 3 May 2026.") is None
