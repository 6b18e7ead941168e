"""A column is read out where a question asks for what its name says."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.documents.asked_columns import asks_column
from ingest.parse.markdown import parse
from tests.built_once import built_once
from tests.clinic_fixtures import said

TABLE = """# Ferry passes

|                     |                  |
|---------------------|------------------|
| **First week gates** | **Later gates** |
| North pier          | Lock             |
| South pier          |                  |
|                     | Far bank         |
| Mill quay           | Old yard         |
"""
FILES = {
    "strategy/passes.md": TABLE,
    "strategy/boats.md": """# Boats

| Boat | Winter berth |
|---|---|
| Heron | Lock |
| Teal | Mill |
""",
}


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(FILES, Path(tmp_path_factory.mktemp("passes"))), embedder=embedder)


def test_what_is_asked_for_is_the_column_of_that_name(ferry: Assistant) -> None:
    assert said(ferry.ask("What are the first week gates?")) == [
        "First week gates: North pier",
        "First week gates: South pier",
        "First week gates: Mill quay",
    ]
    assert said(ferry.ask("What are our later gates?")) == ["Later gates: Lock", "Later gates: Old yard"]
    assert [quote.text for quote in ferry.ask("What are our later gates?").quotes] == ["Lock", "Old yard"]


def test_a_column_of_another_name_is_not_read_out(ferry: Assistant) -> None:
    assert not any(text.startswith("Winter berth") for text in said(ferry.ask("What are the summer berths?")))
    assert asks_column("What are the gates?") is None
    assert asks_column("Why are the first week gates shut?") is None


def test_a_bold_row_below_an_empty_header_names_the_columns(tmp_path: Path) -> None:
    (tmp_path / "passes.md").write_text(TABLE)
    (tmp_path / "plain.md").write_text("|  |  |\n|---|---|\n| North pier | Lock |\n| South pier | Yard |\n")
    columns = {block.columns for block in parse(tmp_path / "passes.md").documents[0].blocks[1:]}
    assert columns == {("First week gates", "Later gates")}
    assert not any(any(block.columns) for block in parse(tmp_path / "plain.md").documents[0].blocks)
