"""Whether the day or the month comes first is decided for each column, and what was decided is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import ParsedFile, Record
from ingest.exports.date_columns import NO_ZONE, DateColumns
from tests.ingest.export_checks import record, table

HEADER = ("Record ID", "Deal Name", "Deal Stage", "Pipeline", "Amount", "Create Date", "Close Date")


def first(read: ParsedFile) -> Record:
    return record(read.documents[0])


def deals(folder: Path, *dates: tuple[str, str]) -> ParsedFile:
    rows = [(str(n), f"Deal {n}", "Won", "Sales", "10", *pair) for n, pair in enumerate(dates, start=1)]
    return table(folder / "deals.csv", HEADER, *rows)


def test_columns_that_disagree_are_each_read_in_their_own_order(tmp_path: Path) -> None:
    read = deals(tmp_path, ("03/04/2026", "03/04/2026"), ("25/04/2026", "04/25/2026"))
    assert (first(read).created, first(read).due) == ("2026-04-03", "2026-03-04")
    assert '"Create Date" has the day first, "Close Date" has the month first' in read.warnings[0]


def test_a_column_that_does_not_show_its_order_is_read_like_the_others_and_named(tmp_path: Path) -> None:
    read = deals(tmp_path, ("25/04/2026", "03/04/2026"), ("26/04/2026", "05/04/2026"))
    assert first(read).due == "2026-04-03"
    assert read.warnings[0].startswith('dates in "Close Date" do not show')
    assert read.warnings[0].endswith('read as day first, like "Create Date"')


def test_dates_in_iso_say_nothing_of_another_column(tmp_path: Path) -> None:
    read = deals(tmp_path, ("2026-04-25", "03/04/2026"))
    assert (first(read).created, first(read).due) == ("2026-04-25", "2026-03-04")
    assert [warning for warning in read.warnings if '"Create Date"' in warning] == []


def test_a_column_with_both_orders_says_so() -> None:
    columns = DateColumns.of(
        (("Due", value) for value in ("25/04/2026", "04/25/2026", "26/4/2026", "3/4/2026")), day_first=False
    )
    assert columns.read("3/4/2026", "Due") == "2026-04-03"
    assert columns.read("04/25/2026", "Due") == "2026-04-25"
    assert columns.warnings == (
        'dates in "Due" have the day first in some rows and the month first in others: '
        "read as day first where both are possible",
    )


@pytest.mark.parametrize(
    ("moment", "warned"),
    [("2026-04-25 09:30", True), ("2026-04-25T09:30:00Z", False), ("2026-04-25", False)],
)
def test_times_of_day_without_a_zone_are_said_once(tmp_path: Path, moment: str, warned: bool) -> None:
    read = deals(tmp_path, (moment, "2026-05-01"), (moment, "2026-05-02"))
    assert read.warnings.count(NO_ZONE) == warned
    assert "time zone" not in read.documents[0].metadata
