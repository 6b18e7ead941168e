"""JSON that no known tool wrote keeps what its fields say, and an empty page is called that."""

from __future__ import annotations

from pathlib import Path

import pytest
from export_checks import value
from parse_checks import texts

from assistant.domain import Role
from assistant.errors import DocumentError

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
