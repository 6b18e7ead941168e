from __future__ import annotations

from pathlib import Path

import pytest

from ingest.exports.people import recognises
from tests.ingest.export_checks import links, record, table

STAFF = [
    ["Employee #", "First Name", "Last Name", "Job Title", "Department", "Reporting to", "Work Email", "Location"],
    ["1", "Ana", "Lima", "Head of Product", "Product", "Cole, Sam", "ana@x.test", "Berlin"],
    ["2", "Sam", "Cole", "CEO", "Board", "", "sam@x.test", "Berlin"],
    ["3", "Jo", "Li", "Designer", "Product", "ana@x.test", "jo@x.test", "Rome"],
    ["4", "Max", "Ost", "Designer", "", "Somebody Else", "max@x.test", "Rome"],
]


def test_person_has_a_team_and_a_manager_however_the_manager_is_named(tmp_path: Path) -> None:
    found = {one.key: one for one in table(tmp_path / "staff.csv", *STAFF).documents}
    assert links(found["Ana Lima"]) == {"team": "Product", "manager": "Sam Cole"}
    assert links(found["Jo Li"])["manager"] == "Ana Lima"
    assert links(found["Sam Cole"]) == {"team": "Board"}
    assert links(found["Max Ost"]) == {"manager": "Somebody Else"}
    assert record(found["Jo Li"]).type == "person"
    assert "Job Title: Designer" in found["Jo Li"].text


def test_manager_by_last_name_first_is_found_among_full_names(tmp_path: Path) -> None:
    header = ["Name", "Title", "Team", "Manager"]
    rows = [["Ana Lima", "Head", "Product", "Cole, Sam"], ["Sam Cole", "CEO", "Board", ""]]
    ana, _ = table(tmp_path / "staff.csv", header, *rows).documents
    assert links(ana) == {"team": "Product", "manager": "Sam Cole"}


@pytest.mark.parametrize(
    ("header", "sort"),
    [
        (["displayName", "userPrincipalName", "jobTitle", "department"], "person"),
        (["First Name [Required]", "Last Name [Required]", "Email Address [Required]", "Department"], "person"),
        (["Name", "Role", "Team"], "person"),
        (["Worker", "Business Title", "Supervisory Organization", "Manager"], "person"),
        (["Nachname", "Vorname", "Funktion", "Abteilung"], "person"),
        (["Name", "Email", "Phone"], None),
        (["Name", "Team", "Manager", "Due date", "Status"], None),
        (["Name", "Team", "Manager"], None),
        (["Name", "Title", "Company", "Email"], None),
        (["Name", "Role", "Goals", "Frustrations"], None),
    ],
)
def test_header_decides_whether_rows_are_people(header: list[str], sort: str | None) -> None:
    assert recognises(header) == sort
