from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentError
from ingest.exports import choose

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
        try:
            read(value)
        except DocumentError as error:
            assert str(error)


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
