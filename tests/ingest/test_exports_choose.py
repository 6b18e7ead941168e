from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentError
from ingest.exports import choose
from ingest.parse.table import Table

WORDS = st.sampled_from(
    "records attributes type referenceId result value messages body contentType createdDateTime from ts user id "
    "profile members created posts order post sobject files Id Name message 1767600000.000100 U00000001".split()
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=25,
)
HEADERS = st.lists(
    WORDS | st.sampled_from(["Deal Name", "Budget", "Cost Center", "Account Name", "", "property_", "Jan", "__c"])
    | st.text(max_size=12),
    max_size=8,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_no_json_value_breaks_a_reader(value: object) -> None:
    for read in (choose.of_json, lambda given: choose.of_folder(given, Path("day.json"))):
        with suppress(DocumentError):
            read(value)


@settings(max_examples=100, deadline=None)
@given(HEADERS)
def test_no_header_breaks_a_reader(header: list[str]) -> None:
    for module in choose.TABLES:
        module.recognises(header)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=30) | st.sampled_from(["users.json", "a/channels.json", "x-Part-1.zip", "entities.xml"]))
)
def test_no_names_of_members_break_a_reader(names: list[str]) -> None:
    for module in choose.ARCHIVES:
        module.recognises(names)


def test_rows_of_a_sheet_name_their_sheet() -> None:
    rows = ((4, ("7", "Portal", "Won", "10")),)
    deals = Table(("Record ID", "Deal Name", "Deal Stage", "Amount"), rows, sheet="Deals 2026")
    lines = Table(("Cost Center", "G/L Account", "Budget", "Actual"), rows, sheet="Plan")
    for table, sheet in ((deals, "Deals 2026"), (lines, "Plan")):
        read = choose.of_table(table)
        assert read is not None
        assert read.columns == table.header
        places = [block.locator for block in read.documents[0].blocks]
        assert {(place.sheet, place.row) for place in places} == {(sheet, 4)}
