from collections.abc import Iterator

import numpy as np
import pytest

from assistant.encoder.embedding import Embedder
from assistant.index.reader import Index, open_index
from assistant.search.own_name import in_first_person
from assistant.search.retrieval import Retriever
from assistant.settings import Settings
from ingest.night import Night


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Index a hundred notes: Oarsmith stands in half of them, Tern in one in ten."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "sources" / "work").mkdir(parents=True)
    for at in range(100):
        said = "Oarsmith mends boats." if at % 2 else "The yard was swept."
        also = " Tern came by." if at % 10 == 0 else ""
        (folder / "sources" / "work" / f"note {at}.md").write_text(f"# Note {at}\n\n{said}{also} Day {at}.\n")
    Night(folder / "sources", folder / "index", Settings()).run()
    with open_index(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What does Oarsmith want to earn by 2027?", "What do we want to earn by 2027?"),
        ("Has Oarsmith mended boats?", "Have we mended boats?"),
        ("Did Oarsmith mend boats?", "Did we mend boats?"),
        ("What is Oarsmith's mission?", "What is our mission?"),
        ("What does Tern want?", "What does Tern want?"),
        ("What is Tern’s mission?", "What is Tern’s mission?"),
        ("Who founded Oarsmith?", "Who founded Oarsmith?"),
        ("What does Oarsmith Academy teach?", "What does Oarsmith Academy teach?"),
    ],
)
def test_an_organisation_asked_of_by_its_own_name_is_we(index: Index, question: str, meant: str) -> None:
    assert in_first_person(question, index) == meant


def test_a_share_of_few_passages_tells_no_name(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.search.own_name._FEWEST_PASSAGES", 1000)
    assert in_first_person("What does Oarsmith want?", index) == "What does Oarsmith want?"


def test_a_question_is_compared_as_documents_say_it_and_keeps_its_words(index: Index, embedder: Embedder) -> None:
    retriever = Retriever(index, embedder)
    named, plain = retriever.question("What does Oarsmith want?"), retriever.question("What do we want?")
    np.testing.assert_array_equal(named.vectors.whole, plain.vectors.whole)
    assert named.text == "What does Oarsmith want?"
    assert "oarsmith" in named.terms
