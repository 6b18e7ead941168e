from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from assistant.domain import Link, Parsed, Record, Role
from ingest.exports import jira_csv
from ingest.exports.moments import Moments
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, check, texts

HEADER = [
    "Summary", "Issue key", "Issue id", "Parent id", "Issue Type", "Status", "Resolution", "Assignee", "Assignee Id",
    "Created", "Updated", "Resolved", "Due date", "Labels", "Labels", "Description", "Outward issue link (Blocks)",
    "Outward issue link (Blocks)", "Inward issue link (Blocks)", "Custom field (Epic Link)", "Custom field (Outcome)",
    "Custom field (Rank)", "Sprint", "Sprint", "Comment", "Comment",
]  # fmt: skip
DESCRIPTION = "h2. Why\r\n\r\nCustomers wait *nine* days.\r\n\r\n* fewer tickets"
COMMENT = "01/Jul/25 3:00 PM;abc123;Agreed; but late.\r\n\r\nSecond paragraph."
ROWS = [
    ["Self-serve onboarding", "ATL-12", "1012", "", "Initiative", "In Progress", "", "Ana Lima", "abc123",
     "30/Jun/25 9:54 AM", "01/Jul/25 4:00 PM", "", "31/Dec/25 12:00 AM", "growth", "q3", DESCRIPTION, "ATL-20",
     "ATL-21", "ATL-5", "", "Activation\u00a040%", "0|i001wn:", "Sprint 1", "Sprint 2", COMMENT, "Just words"],
    ["Form", "ATL-13", "1013", "1012", "Story", "Done", "", "", "", "02/Jul/25 1:00 PM", *[""] * 9, "ATL-9", *[""] * 6],
    ["Bug", "ATL-14", "1014", "", "Bug", "Open", "Fixed", "", "", "13/Jul/25 1:00 PM", *[""] * 9, "ATL-9", *[""] * 6],
    ["Lost", "ATL-15", "1015", "999", "Bug", "Open", "Unresolved", *[""] * 19],
]  # fmt: skip


def export(path: Path, header: list[str], *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture
def issues(tmp_path: Path) -> dict[str, Parsed]:
    documents = parse(export(tmp_path / "work.csv", HEADER, *ROWS)).documents
    for document in documents:
        check(document)
    return {document.key or "": document for document in documents}


def record(document: Parsed) -> Record:
    assert document.record is not None
    return document.record


def test_every_row_is_a_document_named_by_key_and_summary(issues: dict[str, Parsed]) -> None:
    assert list(issues) == ["ATL-12", "ATL-13", "ATL-14", "ATL-15"]
    assert issues["ATL-12"].title == "ATL-12 Self-serve onboarding"
    assert issues["ATL-12"].date == "2025-07-01"


def test_record_has_the_fields_that_leaders_ask_for(issues: dict[str, Parsed]) -> None:
    found = record(issues["ATL-12"])
    assert (found.tool, found.type, found.key, found.status, found.owner) == (
        "jira",
        "initiative",
        "ATL-12",
        "In Progress",
        "Ana Lima",
    )
    assert (found.created, found.updated, found.due) == ("2025-06-30T09:54", "2025-07-01T16:00", "2025-12-31")
    assert (found.labels, found.sprints) == (("growth", "q3"), ("Sprint 1", "Sprint 2"))


def test_repeated_columns_keep_every_value(issues: dict[str, Parsed]) -> None:
    values = record(issues["ATL-12"]).values
    assert values["Sprint"] == ("Sprint 1", "Sprint 2")
    assert len(values["Comment"]) == 2
    assert values["Custom field (Rank)"] == ("0|i001wn:",)


def test_links_name_their_relation(issues: dict[str, Parsed]) -> None:
    assert record(issues["ATL-12"]).links == (
        Link("blocks", "ATL-20"),
        Link("blocks", "ATL-21"),
        Link("is blocked by", "ATL-5"),
    )


def test_parent_is_found_by_id_and_by_epic_link(issues: dict[str, Parsed]) -> None:
    assert record(issues["ATL-13"]).parent == "ATL-12"
    assert record(issues["ATL-14"]).parent == "ATL-9"


def test_parent_that_is_not_exported_is_said(tmp_path: Path) -> None:
    assert (
        "1 issues name a parent that is not in the export" in parse(export(tmp_path / "a.csv", HEADER, *ROWS)).warnings
    )


def test_done_comes_from_resolution_or_status(issues: dict[str, Parsed]) -> None:
    assert {key: record(document).done for key, document in issues.items()} == {
        "ATL-12": False,
        "ATL-13": True,
        "ATL-14": True,
        "ATL-15": False,
    }


def test_status_category_decides_when_it_is_there(tmp_path: Path) -> None:
    header = ["Summary", "Issue key", "Issue Type", "Status", "Status Category"]
    path = export(
        tmp_path / "a.csv", header, ["A", "X-1", "Task", "Done", "In Progress"], ["B", "X-2", "Task", "Live", "Done"]
    )
    assert [record(document).done for document in parse(path).documents] == [False, True]


def test_block_covers_the_value_and_not_its_label(issues: dict[str, Parsed]) -> None:
    document = issues["ATL-12"]
    block = block_of(document, "Activation")
    assert document.text[block.start : block.end] == "Activation 40%"
    assert document.text[: block.start].endswith("Outcome: ")
    assert (block.role, block.locator.key, block.locator.field, block.locator.row) == (
        Role.FIELD,
        "ATL-12",
        "Outcome",
        2,
    )


def test_description_is_read_without_its_markup(issues: dict[str, Parsed]) -> None:
    document = issues["ATL-12"]
    described = [document.text[b.start : b.end] for b in document.blocks if b.locator.field == "Description"]
    assert described == ["Why", "Customers wait nine days.", "fewer tickets"]
    assert block_of(document, "fewer tickets").trail == ("Why",)


def test_comments_have_time_and_author_in_their_place(issues: dict[str, Parsed]) -> None:
    document = issues["ATL-12"]
    assert texts(document, Role.COMMENT) == ["Agreed; but late.", "Second paragraph.", "Just words"]
    block = block_of(document, "Agreed")
    assert (block.locator.field, block.locator.time) == ("comment by Ana Lima", "2025-07-01T15:00")


def test_empty_values_and_ranks_are_not_in_the_text(issues: dict[str, Parsed]) -> None:
    assert "Resolution" not in issues["ATL-13"].text
    assert "i001wn" not in issues["ATL-12"].text


def test_words_of_2025_are_understood(tmp_path: Path) -> None:
    header = [
        "Work type",
        "Work item key",
        "Work item id",
        "Summary",
        "Status",
        "Parent",
        "Parent key",
        "Inward work item link (Relates)",
    ]
    rows = [
        ["Epic", "N-1", "501", "Goal", "Open", "", "", ""],
        ["Story", "N-2", "502", "Part", "Open", "501", "N-1", "N-7"],
    ]
    first, second = parse(export(tmp_path / "a.csv", header, *rows)).documents
    assert (first.key, record(first).type) == ("N-1", "epic")
    assert record(second).links == (Link("parent", "N-1"), Link("relates to", "N-7"))


@pytest.mark.parametrize(
    "header",
    [
        ["id", "issue_name", "priority", "project_name", "created"],
        ["ID", "Title", "Description", "Status", "Parent issue"],
        ["Key", "Summary", "Status"],
        ["Id", "AccountId", "Name", "StageName"],
    ],
)
def test_other_headers_are_not_taken_for_jira(header: list[str]) -> None:
    assert not jira_csv.recognises(header)


@pytest.mark.parametrize(
    ("values", "value", "moment"),
    [
        (["16/02/2017 15:26", "03/04/2017 10:00"], "03/04/2017 10:00", "2017-04-03T10:00"),
        (["5/20/2024 7:42", "3/4/2024 7:42"], "3/4/2024 7:42", "2024-03-04T07:42"),
        (["13/02/2024", "14/02/2024", "02/15/2024"], "02/15/2024", "2024-02-15"),
        (["13/02/2024", "14/02/2024", "02/15/2024"], "03/02/2024", "2024-02-03"),
        ([], "2024-01-22T16:14:25.000+0000", "2024-01-22T16:14:25+00:00"),
        ([], "Tue, 30 Jun 2025 09:54:00 +0200", "2025-06-30T09:54+02:00"),
        ([], "Sat Feb 11 2023 01:51:53 GMT+0000 (GMT)", "2023-02-11T01:51:53+00:00"),
        ([], "1700000000", "2023-11-14T22:13:20+00:00"),
        ([], "45474", "2024-07-01"),
        ([], "2024/7/1", "2024-07-01"),
        ([], "07.Mär.25 14:05", "2025-03-07T14:05"),
        ([], "9/févr./25 4:00 PM", "2025-02-09T16:00"),
        ([], "21/ago/25 5:30 p. m.", "2025-08-21T17:30"),
        ([], "4 de marzo de 2025", "2025-03-04"),
        ([], "12. Dezember 2025 08:00", "2025-12-12T08:00"),
        ([], "12/Foo/25 8:00 AM", None),
        ([], "Fr, 2 Jan 2026 10:00:00 +0100", "2026-01-02T10:00+01:00"),
        ([], "mié, 5 ago 2026", "2026-08-05"),
        ([], "March 3, 2026", "2026-03-03"),
        ([], "2026-01-02 10:00:00 UTC", "2026-01-02T10:00+00:00"),
        ([], "2026-01-02 9:05", "2026-01-02T09:05"),
        ([], "2026-02-30 10:00", None),
        ([], "soon", None),
        ([], "June", None),
    ],
)
def test_dates_are_read_with_the_order_of_their_export(values: list[str], value: str, moment: str | None) -> None:
    assert Moments.of(values, day_first=True).read(value) == moment


def test_dates_of_either_order_are_said(tmp_path: Path) -> None:
    header = ["Summary", "Issue key", "Issue Type", "Created"]
    path = export(tmp_path / "a.csv", header, ["A", "X-1", "Task", "03/04/2024 10:00"])
    assert "read as day first" in parse(path).warnings[0]
    assert record(parse(path).documents[0]).created == "2024-04-03T10:00"


def test_every_block_has_the_words_of_its_row(tmp_path: Path) -> None:
    path = export(tmp_path / "work.csv", HEADER, *ROWS)
    rows = [[re.sub(r"\W", "", cell) for cell in row] for row in (HEADER, *ROWS)]
    for document in parse(path).documents:
        for block in document.blocks:
            words = re.sub(r"\W", "", document.text[block.start : block.end])
            assert any(words in cell for cell in rows[(block.locator.row or 0) - 1]), (document.key, words)


def test_headers_of_other_languages_are_understood(tmp_path: Path) -> None:
    header = ["Zusammenfassung", "Vorgangsschlüssel", "Vorgangs-ID", "Vorgangstyp", "Status", "Zugewiesene Person",
              "Erstellt", "Benutzerdefiniertes Feld (Ziel)", "Eingehende Vorgangsverknüpfung (Blocks)"]  # fmt: skip
    row = ["Formular", "ATL-1", "1", "Aufgabe", "Fertig", "Ana Lima", "30/Jun/25 9:54 AM", "Weniger Anrufe", "ATL-2"]
    (document,) = parse(export(tmp_path / "a.csv", header, row)).documents
    found = record(document)
    assert (found.title, found.type, found.owner, found.done) == ("ATL-1 Formular", "task", "Ana Lima", True)
    assert found.links == (Link("is blocked by", "ATL-2"),)
    assert block_of(document, "Weniger").locator.field == "Ziel"
    assert block_of(document, "Formular").locator.field == "Zusammenfassung"


def test_work_logs_and_rows_that_are_there_twice(tmp_path: Path) -> None:
    header = ["Summary", "Issue key", "Issue Type", "Updated", "Log Work"]
    rows = [
        ["Old", "X-1", "Task", "29/Jun/25 9:54 AM", ""],
        ["New", "X-1", "Task", "30/Jun/25 9:54 AM", "Dug; deep;30/Jun/25 8:00 AM;ana;3600"],
    ]
    found = parse(export(tmp_path / "a.csv", header, *rows))
    (document,) = found.documents
    assert document.title == "X-1 New"
    assert block_of(document, "Dug; deep").locator.field == "work log by ana"
    assert "1 records are in it twice: the one that changed last was kept" in found.warnings


def test_months_in_other_languages_are_dates_of_the_record_and_of_its_comments(tmp_path: Path) -> None:
    header = ["Résumé", "Clé", "Type de ticket", "État", "Attribution", "Création", "Échéance", "Commentaire"]
    row = ["Livrer plus tôt", "LIV-1", "Épopée", "En cours", "Zoé Blin", "12/janv./26 10:32 AM", "30/juin/26 12:00 AM",
           "13/janv./26 9:00 AM;zblin;Le quai est plein."]  # fmt: skip
    (document,) = parse(export(tmp_path / "a.csv", header, row)).documents
    found = record(document)
    assert (found.type, found.owner, found.created, found.due) == ("epic", "Zoé Blin", "2026-01-12T10:32", "2026-06-30")
    assert document.date == "2026-01-12"
    assert block_of(document, "Le quai").locator.time == "2026-01-13T09:00"


def test_a_date_that_cannot_be_read_is_words_and_said(tmp_path: Path) -> None:
    header = ["Summary", "Issue key", "Issue Type", "Created", "Due date"]
    read = parse(export(tmp_path / "a.csv", header, ["A", "X-1", "Task", "07/Xyz/25 9:54 AM", "after Easter"]))
    (document,) = read.documents
    assert (record(document).created, record(document).due, document.date) == (None, None, None)
    assert block_of(document, "07/Xyz").locator.field == "Created"
    assert 'dates in "Due date" could not be read, like "after Easter"' in " ".join(read.warnings)


def test_the_parent_and_the_epic_are_found_by_their_names_in_other_languages(tmp_path: Path) -> None:
    header = ["Zusammenfassung", "Vorgangsschlüssel", "Vorgangs-ID", "Vorgangstyp", "Übergeordnet",
              "Benutzerdefinierte Felder (Epos-Verknüpfung)"]  # fmt: skip
    rows = [
        ["Oben", "T-1", "1", "Epic", "", ""],
        ["Unten", "T-2", "2", "Story", "1", ""],
        ["Neben", "T-3", "3", "Bug", "", "T-1"],
    ]
    _, second, third = parse(export(tmp_path / "a.csv", header, *rows)).documents
    assert (record(second).parent, record(third).parent) == ("T-1", "T-1")


def test_columns_that_another_program_has_numbered_are_one(tmp_path: Path) -> None:
    header = [
        "Summary",
        "Issue key",
        "Issue Type",
        "Sprint",
        "Sprint.1",
        "Labels",
        "Labels.1",
        "Custom field (Ratio).2",
    ]
    row = ["A", "X-1", "Task", "One", "Two", "north", "south", "4"]
    (document,) = parse(export(tmp_path / "a.csv", header, row)).documents
    assert (record(document).sprints, record(document).labels) == (("One", "Two"), ("north", "south"))
    assert record(document).values["Custom field (Ratio).2"] == ("4",)


@pytest.mark.parametrize(
    ("category", "resolution", "done"),
    [
        ("Itens concluídos", "", True),
        ("Gereed", "", True),
        ("Em andamento", "Feito", False),
        ("Zu erledigen", "", False),
        ("Spullen", "Fixed", True),
        ("Spullen", "", False),
    ],
)
def test_a_category_in_another_language_says_whether_an_issue_is_over(
    tmp_path: Path, category: str, resolution: str, done: bool
) -> None:
    header = ["Resumo", "Chave da item", "ID da item", "Tipo de item", "Categoria do status", "Resolução"]
    (document,) = parse(export(tmp_path / "a.csv", header, ["A", "X-1", "1", "Tarefa", category, resolution])).documents
    assert (record(document).done, record(document).type) == (done, "task")


@pytest.mark.parametrize(
    ("inward", "outward"),
    [
        ("Lien du ticket entrant (Blocks)", "Lien de ticket sortant (Blocks)"),
        ("Enlace de incidencia entrante (Blocks)", "Enlace de incidencia saliente (Blocks)"),
        ("Link de item de entrada (Blocks)", "Link de item de saída (Blocks)"),
    ],
)
def test_links_are_found_by_their_names_in_other_languages(tmp_path: Path, inward: str, outward: str) -> None:
    header = ["Summary", "Issue key", "Issue Type", inward, outward]
    (document,) = parse(export(tmp_path / "a.csv", header, ["A", "X-1", "Task", "X-2", "X-3"])).documents
    assert set(record(document).links) == {Link("is blocked by", "X-2"), Link("blocks", "X-3")}


def test_a_row_with_a_cell_too_many_is_said(tmp_path: Path) -> None:
    path = export(
        tmp_path / "a.csv", ["Summary", "Issue key", "Issue Type", "Labels"], ["A", "X-1", "Task", "one", "two"]
    )
    assert "1 row has more cells than the header has names: 2" in parse(path).warnings
