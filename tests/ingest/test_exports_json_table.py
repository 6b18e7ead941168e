"""JSON that no known tool wrote keeps what its fields say, and an empty page is called that."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Role
from assistant.errors import DocumentError
from tests.ingest.export_checks import value
from tests.ingest.parse_checks import texts

TASK = {
    "name": "Ask the tenants",
    "owner": {"name": "Mira Falk"},
    "custom_fields": [{"name": "Effort", "display_value": "Large"}, {"name": "Risk", "enum_value": {"name": "Low"}}],
    "memberships": [{"project": {"name": "Vacancies"}, "section": {"name": "Doing"}}],
    "tags": [{"name": "flats"}, {"id": 3, "value": "summer"}],
}


def test_fields_and_places_inside_a_list_are_kept_in_words(tmp_path: Path) -> None:
    (document,) = value(tmp_path / "a.json", {"data": [TASK, {"name": "Paint", "owner": {"name": "Per"}}]}).documents
    assert texts(document, Role.ROW) == [
        "Ask the tenants | Mira Falk | Effort: Large, Risk: Low | Vacancies, Doing | flats, summer",
        "Paint | Per",
    ]


@pytest.mark.parametrize("content", [[], {"startAt": 0, "total": 0, "issues": []}, {"value": [], "count": 0}])
def test_an_empty_page_is_refused_as_one(tmp_path: Path, content: object) -> None:
    with pytest.raises(DocumentError, match="no records in it"):
        value(tmp_path / "a.json", content)


@pytest.mark.parametrize("content", [{"setting": 4}, {"a": [], "b": {"c": 1}}])
def test_other_data_is_not_called_empty(tmp_path: Path, content: object) -> None:
    with pytest.raises(DocumentError, match="neither a known export nor rows"):
        value(tmp_path / "a.json", content)


def test_items_keep_their_numbers_and_dates_but_not_their_ids(tmp_path: Path) -> None:
    results = [{"id": 7, "title": "Empty flats from 9 to 4", "progress": 0.5, "due": "2026-06-30", "color": "red"}]
    rows = [{"title": "Fewer empty flats", "results": results}, {"title": "Paint", "results": []}]
    (document,) = value(tmp_path / "a.json", {"goals": rows}).documents
    assert "Empty flats from 9 to 4 (progress: 0.5, due: 2026-06-30)" in texts(document)[1]


def test_arrays_beside_each_other_are_tables_of_their_own(tmp_path: Path) -> None:
    content = {"tenants": [{"name": "Mira", "flat": "2b"}], "repairs": [{"what": "Roof", "cost": 900}], "count": 2}
    read = value(tmp_path / "a.json", content)
    assert [(one.member, texts(one)) for one in read.documents] == [
        ("tenants", ["name | flat", "Mira | 2b"]),
        ("repairs", ["what | cost", "Roof | 900"]),
    ]
    assert read.warnings[0].endswith("read as 2 tables: tenants, repairs")


def test_settings_with_arrays_are_no_tables(tmp_path: Path) -> None:
    content = {"a": [{"x": 1, "y": 2}], "b": [{"x": 1, "y": 2}], "options": {"deep": True}}
    with pytest.raises(DocumentError, match="neither a known export nor rows"):
        value(tmp_path / "a.json", content)


def test_rows_that_an_answer_wraps_are_found_and_rich_text_is_read(tmp_path: Path) -> None:
    row = {"name": [{"plain_text": "Ask the tenants"}], "state": {"name": "Open"}}
    content = {"data": {"tasks": {"nodes": [row], "pageInfo": {"hasNextPage": False}}}}
    (document,) = value(tmp_path / "a.json", content).documents
    assert texts(document) == ["name | state.name", "Ask the tenants | Open"]


@pytest.mark.parametrize(
    "inner", [{"tasks": [{"name": "Paint", "cost": 3}]}, {"more": {"tasks": [{"name": "Paint", "cost": 3}]}}]
)
def test_words_around_rows_are_not_dropped_for_them(tmp_path: Path, inner: dict[str, object]) -> None:
    content = {"data": {"about": "Fewer empty flats", **inner}}
    with pytest.raises(DocumentError, match="neither a known export nor rows"):
        value(tmp_path / "a.json", content)
