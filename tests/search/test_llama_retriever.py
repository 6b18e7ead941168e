from pathlib import Path

import pytest
from llama_index.core.schema import MetadataMode

from assistant.assistant import Assistant
from assistant.domain import Kind
from assistant.encoder.embedding import Embedder
from assistant.llama_retriever import BearingRetriever
from assistant.settings import Settings, SourceSettings
from ingest.night import Night

FILES = {
    "strategy/goals.md": "# Goals 2026\n\nWe will cut linen loss from 17 % to 13 % by December 2026.\n",
    "players/teams.md": "# Teams\n\nThe Count team looks after linen loss and is led by Priya Raman.\n",
    "board/minutes.md": "# Minutes\n\nThe board wants linen loss reported every month.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    folder = tmp_path_factory.mktemp("llama")
    for name, text in FILES.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    audiences = {"strategy": "everyone", "players": "everyone", "board": "board"}
    sources = tuple(SourceSettings(path=path, audience=who) for path, who in audiences.items())
    Night(folder / "sources", folder / "index", Settings(sources=sources)).run()
    return Assistant.open(folder / "index", embedder=embedder)


def test_nodes_are_what_a_search_finds_with_its_place(assistant: Assistant) -> None:
    nodes = BearingRetriever(assistant.retriever, top=5).retrieve("What is the goal for linen loss?")
    hits = assistant.search("What is the goal for linen loss?", 5)
    assert [(node.text, node.score) for node in nodes] == [(hit.text, hit.score) for hit in hits]
    metadata = nodes[0].metadata
    assert (metadata["path"], metadata["locator_line_start"]) == ("strategy/goals.md", 1)
    start, end = metadata["locator_start"], metadata["locator_end"]
    assert FILES["strategy/goals.md"][start:end] == nodes[0].text
    assert nodes[0].node.get_content(MetadataMode.EMBED) == nodes[0].text


def test_nodes_are_of_the_kinds_and_of_the_reader(assistant: Assistant) -> None:
    found = BearingRetriever(assistant.retriever, top=5, kinds=[Kind.PLAYERS]).retrieve("linen loss")
    assert {node.metadata["path"] for node in found} == {"players/teams.md"}
    everything = BearingRetriever(assistant.retriever, top=50).retrieve("What does the board want of linen loss?")
    assert "board/minutes.md" not in {node.metadata["path"] for node in everything}


def test_the_adapter_is_not_imported_by_the_assistant_itself() -> None:
    users = [file for file in Path("assistant").rglob("*.py") if "llama_retriever" in file.read_text()]
    assert users == []
