import numpy as np
import pytest

from assistant.encoder import embedding
from assistant.encoder.embedding import Embedder, NamedModel, load_embedder
from assistant.errors import UsageError

TEXTS = ["Retention rose to 92 % in the north.", "ok", "The team ships small changes every day. " * 60]


def test_the_packaged_model_gives_the_vectors_of_its_library(embedder: Embedder) -> None:
    library = NamedModel(str(embedding._packaged_folder()))
    mine, theirs = embedder.encode(TEXTS[:2]), library.encode(TEXTS[:2])
    assert mine.shape == (2, 384)
    assert (mine * theirs).sum(axis=1).min() > 0.999


def test_what_is_too_long_is_split_not_cut_off(embedder: Embedder) -> None:
    head = "The team ships small changes every day. " * 40
    ends = [head + "Our customers are hospitals in Wales.", head + "The budget is spent on forklifts."]
    first, second = embedder.encode(ends)
    assert embedder.count_tokens(ends[0]) > embedder.max_tokens
    assert float(first @ second) < 0.995


def test_vectors_have_length_one_and_do_not_depend_on_their_neighbours(embedder: Embedder) -> None:
    together = embedder.encode(TEXTS)
    alone = np.concatenate([embedder.encode([text]) for text in TEXTS])
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert (together * alone).sum(axis=1).min() > 0.999


def test_a_part_is_nearer_to_its_own_subject(embedder: Embedder) -> None:
    text = "Onboarding takes 94 days. The cafeteria serves soup."
    kept = embedder.encode_parts([text], [[(0, 25), (26, len(text))]])[0]
    asked = embedder.encode(["How long does onboarding take?"])[0]
    assert float(kept.parts[0] @ asked) > float(kept.parts[1] @ asked) + 0.2


def test_each_token_is_kept_with_the_part_that_it_stands_in(embedder: Embedder) -> None:
    text = "Title Onboarding takes days. Soup."
    kept = embedder.encode_parts([text], [[(6, 28), (29, len(text))]])[0]
    assert kept.tokens.shape[0] == embedder.count_tokens(text)
    assert kept.tokens[0, 0] == 0
    assert set(kept.tokens[:, 0].tolist()) == {0, 1, 2}
    assert (np.diff(kept.tokens[:, 0].astype(int)) >= 0).all()


def test_a_question_has_the_vector_of_its_text_and_states_of_its_tokens(embedder: Embedder) -> None:
    question = embedder.encode_question(TEXTS[0])
    assert np.allclose(question.whole, embedder.encode([TEXTS[0]])[0], atol=1e-3)
    assert question.states.shape == (embedder.count_tokens(TEXTS[0]), 384)
    assert np.allclose(np.linalg.norm(question.states, axis=1), 1, atol=1e-5)


def test_changed_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "WEIGHTS_SHA256", "0" * 64)
    embedding.packaged_encoder.cache_clear()
    with pytest.raises(UsageError, match="make install"):
        load_embedder()


def test_an_unknown_model_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(UsageError, match="no-such/model"):
        load_embedder("no-such/model")


def test_vectors_do_not_depend_on_how_many_are_read_side_by_side(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "TOKENS_IN_A_BATCH", 64)
    texts = [f"{'Retention rose again. ' * size}{size} plants stayed." for size in range(1, 9)]
    spans = [[(0, 10), (10, len(text))] for text in texts]
    together = embedder.encode_parts(texts, spans)
    for one, text, parts in zip(together, texts, spans, strict=True):
        alone = embedder.encode_parts([text], [parts])[0]
        assert np.array_equal(one.whole, alone.whole)
        assert np.array_equal(one.parts, alone.parts)
        assert np.array_equal(one.tokens, alone.tokens)
