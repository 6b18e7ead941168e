from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Kind
from assistant.encoder.embedding import Embedder, Vectors
from assistant.index.reader import open_index
from assistant.search.retrieval import Retriever, document_support
from assistant.search.spelling import mended
from assistant.settings import Settings, SourceSettings
from ingest.night import Night

FILES = {
    "strategy/goals.md": "# Goals 2026\n\nWe will cut linen loss from 17 % to 13 % by December 2026.\n",
    "strategy/systems.md": "# Systems\n\nThe Tally Reconciliation Ledger (TRL) books every delivery twice.\n",
    "work/depot.md": "# Depot\n\nThe TRL was down for an hour. Tomasz Gorecki restarted it.\n",
    "work/board.csv": "Issue key,Summary,Status,Issue Type\nATL-7,Replace the scanner belt,Done,Task\n"
    "ATL-8,Paint the loading bay,Open,Task\n",
    "board/minutes.md": "# Minutes\n\nThe board discussed the acquisition of Brackenridge.\n",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("retrieval")
    for name, text in FILES.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    audiences = {"strategy": "everyone", "work": "everyone", "board": "board"}
    sources = tuple(SourceSettings(path=path, audience=who) for path, who in audiences.items())
    Night(folder / "sources", folder / "index", Settings(sources=sources)).run()
    return folder / "index"


@pytest.fixture(scope="module")
def retriever(index: Path, embedder: Embedder) -> Retriever:
    return Retriever(open_index(index), embedder)


def test_a_misspelt_word_is_mended_by_the_words_of_the_documents(retriever: Retriever) -> None:
    assert mended("Who is Tomasz Goreski?", retriever.index) == "Who is Tomasz Gorecki?"
    assert mended("What did Tomazs restart?", retriever.index) == "What did Tomasz restart?"
    assert retriever.search("Goreski", 1)[0].document.path == "work/depot.md"


def test_a_word_of_the_language_is_left_as_it_is(retriever: Retriever) -> None:
    assert mended("Which goats are there?", retriever.index) == "Which goats are there?"


def test_a_word_that_the_reader_may_not_see_mends_nothing(index: Path, retriever: Retriever) -> None:
    question = "What of Brackenrigde?"
    assert mended(question, retriever.index) == question
    with open_index(index, ["board"]) as board:
        assert mended(question, board) == "What of Brackenridge?"


def test_an_abbreviation_finds_what_is_written_out_and_the_other_way_round(retriever: Retriever) -> None:
    assert "trl" in retriever.question("Who restarted the tally reconciliation ledger?").terms
    assert {"tally", "ledger"} <= set(retriever.question("What is the TRL for?").terms)
    found = retriever.search("Who restarted the tally reconciliation ledger?", 2)
    assert "work/depot.md" in {hit.document.path for hit in found}


def test_the_record_of_a_key_comes_first(retriever: Retriever) -> None:
    assert retriever.search("What is the state of ATL-8?", 1)[0].document.key == "ATL-8"
    assert retriever.search("Is atl-7 done?", 1)[0].document.key == "ATL-7"


def test_only_documents_of_the_kinds_are_found(retriever: Retriever) -> None:
    found = retriever.search("linen loss, the TRL and the scanner belt", 10, [Kind.WORK])
    assert {hit.document.kind for hit in found} == {Kind.WORK}


class Backwards:
    """Prefers what is short."""

    def scores(self, question: str, texts: list[str]) -> Vectors:
        return np.array([-len(text) for text in texts], dtype=np.float32)


def test_a_reranker_has_the_last_word(retriever: Retriever, embedder: Embedder) -> None:
    plain = retriever.search("What is the goal for linen loss?", 5)
    ordered = Retriever(retriever.index, embedder, Backwards()).search("What is the goal for linen loss?", 5)
    assert [hit.score for hit in ordered] == sorted((hit.score for hit in ordered), reverse=True)
    assert ordered[0].document.id != plain[0].document.id


def test_the_nearest_passage_of_a_document_backs_the_others_of_it() -> None:
    near = np.array([3.0, 0.0, 1.0, -1.0, -1.0], dtype=np.float32)
    # Five passages of three documents: two thirds of a further one each.
    assert document_support(near, ["a", "a", "b", "c", "c"]).tolist() == pytest.approx([2.0, 2.0, 2 / 3, 0.0, 0.0])
    assert not document_support(near, list("abcde")).any()
