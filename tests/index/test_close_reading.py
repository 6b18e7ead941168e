import numpy as np

from assistant.encoder.close_reading import Comparison, compare, token_weights
from assistant.encoder.embedding import Embedder, TextVectors

TITLE = "Submission history"
SENTENCES = (
    ("The office moved.", "Grantees wait up to ten days to hear about errors in their files."),
    ("The team refined the page that lists files.",),
)
NOTHING = np.zeros(2, dtype=np.float32)
ASKED = "How long do grantees wait to hear about mistakes?"


def kept(embedder: Embedder, sentences: tuple[str, ...]) -> TextVectors:
    text, spans = TITLE + "\n", []
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    return embedder.encode_parts([text], [spans])[0]


def test_the_passage_that_takes_the_question_up_agrees_more(embedder: Embedder) -> None:
    tokens = [kept(embedder, sentences).tokens for sentences in SENTENCES]
    first, second = compare(embedder.encode_question(ASKED), tokens).measures()
    assert (first > second).all()


def test_the_sentence_that_takes_the_question_up_agrees_more_than_its_neighbour(embedder: Embedder) -> None:
    one = kept(embedder, SENTENCES[0])
    reading = compare(embedder.encode_question(ASKED), [one.tokens]).reading(0, 2, NOTHING)
    assert reading.sentences.shape == (2, 2)
    assert (reading.sentences[1] > reading.sentences[0]).all()
    assert (reading.sentences[:, 1] >= reading.sentences[:, 0]).all()  # the title can only add


def test_a_passage_is_read_alike_alone_and_among_others(embedder: Embedder) -> None:
    tokens = [kept(embedder, sentences).tokens for sentences in SENTENCES]
    asked = embedder.encode_question(ASKED)
    together, alone = compare(asked, tokens), [compare(asked, [one]) for one in tokens]
    for at, one in enumerate(alone):
        assert np.allclose(together.measures()[at], one.measures()[0], atol=1e-4)
        assert np.allclose(together.reading(at, 1, NOTHING).sentences, one.reading(0, 1, NOTHING).sentences, atol=1e-4)


def test_nothing_to_read_or_to_ask_is_no_error(embedder: Embedder) -> None:
    tokens = kept(embedder, SENTENCES[0]).tokens
    assert compare(embedder.encode_question("Who?"), []).measures().shape == (0, 2)
    unasked = compare(embedder.encode_question(""), [tokens])
    assert not unasked.measures().any()
    assert not unasked.reading(0, 2, NOTHING).sentences.any()
    assert compare(embedder.encode_question("Who?"), [tokens]).reading(0, 3, NOTHING).sentences[2].tolist() == [
        0.0,
        0.0,
    ]


def test_rare_tokens_weigh_more_and_all_weigh_one() -> None:
    common, rare = token_weights([1996, 25000])
    assert rare > common > 0
    assert np.isclose(common + rare, 1.0)


def test_the_measures_of_a_passage_by_hand() -> None:
    half = np.array([0.5, 0.5], dtype=np.float32)
    near = np.array([[1, 0]] * 60 + [[0, 1]], dtype=np.float32)
    far = np.array([[0, 1]] + [[0, 0]] * 100 + [[1, 0]], dtype=np.float32)
    parts = np.zeros(len(near) + len(far), dtype=np.uint8)
    measured = Comparison(np.concatenate([near, far]), parts, [0, len(near), len(near) + len(far)], half).measures()
    assert measured[0].tolist() == [1.0, 1.0]
    assert measured[1].tolist() == [1.0, 0.5]
