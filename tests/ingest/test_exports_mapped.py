from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DocumentError
from assistant.settings import ColumnMapping
from tests.ingest.export_checks import links, read, record

MAPPING = ColumnMapping(
    type="Opportunity", title="Vorgang", key="Nr", status="Stand", owner="Betreuer", due="Abschluss", amount="Wert",
    parent="Kunde",
)  # fmt: skip
TEXT = """Nr;Vorgang;Kunde;Stand;Wert;Abschluss;betreuer
A-1;Portal;Müller GmbH;verloren;1.234,50 €;31.12.2025;Ana
A-2;Wartung;;offen;;01.02.2026;
;;;;;;
"""


def write(path: Path, text: str = TEXT) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_mean_what_the_settings_say(tmp_path: Path) -> None:
    lost, alone = read(write(tmp_path / "deals.csv"), MAPPING).documents
    found = record(lost)
    assert (found.tool, found.type, found.key, found.title) == ("table", "opportunity", "A-1", "Portal")
    assert (found.status, found.done, found.amount, found.due) == ("verloren", True, 1234.5, "2025-12-31")
    assert (found.owner, links(lost)["parent"]) == ("Ana", "Müller GmbH")
    assert (record(alone).done, record(alone).links) == (False, ())


def test_missing_column_is_named_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r'no column "Kunde".*for parent.*"Nr", "Vorgang"'):
        read(write(tmp_path / "deals.csv", TEXT.replace("Kunde", "Firma")), MAPPING)


def test_export_of_a_known_tool_needs_no_mapping(tmp_path: Path) -> None:
    path = write(tmp_path / "jira.csv", "Issue key,Issue Type,Summary,Status\nAB-1,Story,Do it,Open\n")
    assert record(read(path, MAPPING).documents[0]).tool == "jira"
