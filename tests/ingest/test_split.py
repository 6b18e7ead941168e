import pytest

from assistant.domain import Block, Document, Kind, Locator, Role
from assistant.encoder.embedding import Embedder
from ingest.split import Splitter


def document(*parts: tuple[str, Role, tuple[str, ...]], title: str = "Plan", columns: tuple[str, ...] = ()) -> Document:
    text, blocks = "", []
    for words, role, trail in parts:
        start = len(text)
        text += words
        blocks.append(Block(start, len(text), role, trail, columns=columns if role == Role.ROW else ()))
        text += "\n\n"
    return Document("i", "plan.md", title, Kind.STRATEGY, "everyone", text, tuple(blocks), "markdown")


@pytest.fixture
def splitter(embedder: Embedder) -> Splitter:
    return Splitter(embedder)


LONG = "Plants lose pieces between the ward and the gate every week. " * 60


def test_passages_joined_again_hold_every_word(splitter: Splitter) -> None:
    made = document(("Goals", Role.HEADING, ("Goals",)), (LONG, Role.TEXT, ("Goals",)), ("x" * 3000, Role.TEXT, ()))
    pieces = splitter.split(made)
    joined = "".join(made.text[start:end] for piece in pieces for start, end in piece.sentences)
    assert "".join(joined.split()) == "".join(made.text.split())


def test_every_passage_fits_the_embedder(splitter: Splitter, embedder: Embedder) -> None:
    trail = ("A very long heading that goes on and on about things " * 8,)
    pieces = splitter.split(document((LONG, Role.TEXT, trail), ("1234567890 " * 900, Role.TEXT, ())))
    assert len(pieces) > 5
    assert max(embedder.count_tokens(piece.embedded) + 2 for piece in pieces) <= embedder.max_tokens


def test_a_passage_is_embedded_under_its_headings(splitter: Splitter) -> None:
    pieces = splitter.split(document(("Churn falls.", Role.TEXT, ("Goals", "Retention"))))
    assert pieces[0].embedded.startswith("Plan > Goals > Retention\n")


def test_a_row_is_embedded_with_its_columns_and_quoted_without(splitter: Splitter) -> None:
    made = document(("| Churn | 5 % |", Role.ROW, ()), columns=("Measure", "Target"))
    piece = splitter.split(made)[0]
    assert "Measure: Churn, Target: 5 %" in piece.embedded
    assert made.text[slice(*piece.sentences[0])] == "| Churn | 5 % |"


def test_a_passage_keeps_to_one_page(splitter: Splitter) -> None:
    text = "First page. \nSecond page."
    blocks = (Block(0, 11, locator=Locator(page=1)), Block(13, 25, locator=Locator(page=2)))
    made = Document("i", "a.pdf", "A", Kind.OTHER, "everyone", text, blocks, "pdf")
    assert [(piece.start, piece.end) for piece in splitter.split(made)] == [(0, 11), (13, 25)]


def test_parts_name_the_sentences_in_what_is_embedded(splitter: Splitter) -> None:
    made = document(("One thing. **Another** thing.", Role.TEXT, ()))
    piece = splitter.split(made)[0]
    assert [piece.embedded[a:b] for a, b in piece.parts] == ["One thing.", "Another thing."]
    assert [made.text[a:b] for a, b in piece.sentences] == ["One thing.", "**Another** thing."]
