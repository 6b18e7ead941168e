import numpy as np

from assistant.encoder.embedding import Embedder, packaged_encoder
from assistant.encoder.token_codes import load_codebook

TEXT = "Grantees wait up to ten days to hear about errors in their files."


def test_a_code_stands_near_to_its_state(embedder: Embedder) -> None:
    states = embedder.encode_question(TEXT).states
    book = load_codebook()
    cosines = book.cosines(states, book.encode(states))
    assert np.diag(cosines).mean() > 0.7
    assert (cosines.argmax(axis=0) == np.arange(len(states))).mean() > 0.9


def test_the_length_of_a_state_does_not_matter(embedder: Embedder) -> None:
    states = embedder.encode_question(TEXT).states
    assert (load_codebook().encode(states) == load_codebook().encode(states * np.float32(4.0))).all()


def test_cosines_are_those_of_what_the_codes_stand_for() -> None:
    book = load_codebook()
    codes = np.random.default_rng(1).integers(0, 256, (5, book.parts)).astype(np.uint8)
    stood_for = book.centres[np.arange(book.parts), codes].reshape(5, -1) @ book.axes.T + book.mean
    asked = np.eye(384, dtype=np.float32)[:3]
    by_hand = stood_for @ asked.T / np.linalg.norm(stood_for, axis=1, keepdims=True)
    assert np.allclose(book.cosines(asked, codes), by_hand, atol=1e-3)


def test_nothing_has_no_cosines() -> None:
    book = load_codebook()
    assert book.cosines(np.zeros((0, 384), dtype=np.float32), book.nothing(2)[:, 1:]).shape == (2, 0)
    assert packaged_encoder()[1].token_to_id("the") is not None
