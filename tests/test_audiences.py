"""What a reader may not see does not exist for them: not in results, scores, counts, titles or statistics."""

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.settings import load_settings
from ingest.night import Night

TOML = """
[[sources]]
path = "strategy"
kind = "strategy"
audience = "everyone"

[[sources]]
path = "board"
kind = "strategy"
audience = "board"

[[sources]]
path = "drafts"
kind = "strategy"
"""
OPEN = {
    "strategy/goals.md": "# Goals\n\nWe will halve the time to onboard a plant by June 2027.\n\nRetention matters.\n",
    "strategy/teams.md": "# Teams\n\nThe onboarding team is led by Ada Holm.\n\nFour teams work on plants.\n",
}
CLOSED = {
    "board/memo.md": "# Project Kestrel\n\nWe sell the unit in Leipzig for 14 million.\n\nAda Holm does not know.\n",
    "drafts/idea.md": "# Draft\n\nOnboarding could be outsourced to Ghent.\n",
}
QUESTIONS = [
    "Who leads the onboarding team?",
    "What is Project Kestrel?",
    "Will the unit in Leipzig be sold?",
    "onboarding plant Ghent",
]


def answers(index: Path, embedder: Embedder, groups: tuple[str, ...] = ()) -> list[str]:
    assistant = Assistant.open(index, groups, embedder)
    rows = []
    for question in QUESTIONS:
        row = assistant.ask(question).as_json()
        row["generation"] = ""
        rows.append(json.dumps(row))
        rows += [json.dumps([hit.score, hit.text, hit.document.path]) for hit in assistant.search(question, 50)]
    rows.append(str(len(assistant.index)))
    assistant.index.close()
    return rows


def index_of(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    Night(folder / "sources", folder / "index", load_settings(folder / "sources")).run()
    return folder / "index"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index_of(tmp_path_factory.mktemp("whole"), {**OPEN, **CLOSED, "bearing.toml": TOML})


def test_an_answer_over_everything_equals_the_answer_over_the_readers_own(
    whole: Path, tmp_path: Path, embedder: Embedder
) -> None:
    assert answers(whole, embedder) == answers(index_of(tmp_path, OPEN), embedder)


def test_a_group_reads_its_own_shard_too(whole: Path, embedder: Embedder) -> None:
    said = "".join(answers(whole, embedder, ("board",)))
    assert "14 million" in said
    assert "outsourced" not in said


@pytest.mark.parametrize("group", ["nobody", "Board", "board ", "../board", "everyone"])
def test_no_other_name_opens_a_closed_shard(whole: Path, embedder: Embedder, group: str) -> None:
    said = "".join(answers(whole, embedder, (group,)))
    assert not any(word in said for word in ("14 million", "board/memo", "outsourced"))
