import pytest

from ingest.drift import drift


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        ("Key Summary Status", "Key Summary Status", []),
        ("Key Summary Status", "Status Key Summary", []),
        ("Key Summary Status", "Key Status", ["column 'Summary' is gone"]),
        ("Key Status", "Key Summary Status", ["column 'Summary' is new"]),
        ("Key Summary Status", "Key Title Status", ["column 'Summary' is now called 'Title', as it seems"]),
        (
            "Key Due_date Status",
            "Key Duedate Team Status",
            ["column 'Due_date' is now called 'Duedate', as it seems", "column 'Team' is new"],
        ),
        ("Key Comment Comment", "Key Comment", []),
    ],
)
def test_a_changed_header_is_said_column_by_column(before: str, now: str, lines: list[str]) -> None:
    assert drift(before.split(), now.split()) == lines
