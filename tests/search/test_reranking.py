import pytest

from assistant.errors import UsageError
from assistant.search.reranking import NamedReranker, load_reranker


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cross-encoder of one layer with random weights, the same each time, and a vocabulary of a few words."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "linen", "loss", "goal", "the", "bay"]
    (folder / "vocab.txt").write_text("\n".join(words))
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
        initializer_range=1.0,  # so large that two texts never score alike
    )
    torch.manual_seed(7)
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def test_a_cross_encoder_by_name_scores_each_text(model: str) -> None:
    reranker = NamedReranker(model)
    scores = reranker.scores("the goal", ["linen loss", "the bay", "linen loss"])
    assert scores.shape == (3,)
    assert scores[0] == pytest.approx(scores[2], abs=1e-5)
    assert scores[0] != pytest.approx(scores[1], abs=1e-3)
    assert reranker.scores("the goal", []).shape == (0,)


def test_a_model_that_is_not_there_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(UsageError, match="no-such/reranker"):
        load_reranker("no-such/reranker")
    assert load_reranker(None) is None
