"""Read a question against a passage token by token: what of the question does the passage take up, in its context?

Late interaction (Khattab and Zaharia, "ColBERT", 2020) on the packaged encoder as it is: each token of the question is
held against every token of the passage, which tells an answering passage from one on the same theme better than the two
mean vectors do. It costs one forward pass of the passages, so only the best few candidates are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.embedding import Vectors, packaged_encoder

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

    from assistant.minilm import MiniLM

MEASURES = ("agreement", "weakest", "stretch")
"""The question's tokens' best cosines: their weighted mean, the least of the weightier half, and the mean that the best
stretch of the passage reaches alone."""

_CLS, _SEP = 101, 102
_ROOM = 254
_STRETCH, _STEP = 40, 20
_COMMON, _LEAST_WEIGHT = 900.0, 0.05


class CloseReader:
    """Compares texts by the states of their tokens."""

    def __init__(self, model: MiniLM, tokenizer: Tokenizer) -> None:
        """Read with an encoder and its tokenizer (no padding, no truncation)."""
        self._model = model
        self._tokenizer = tokenizer

    def read(self, question: str, passages: Sequence[str]) -> Vectors:
        """Return the `MEASURES` of each passage, shape (passages, 3); passages are cut off at 254 tokens."""
        asked = self._ids(question)
        weights = token_weights(asked[1:-1])
        if not len(weights):
            return np.zeros((len(passages), len(MEASURES)), dtype=np.float32)
        rows = self._states([asked, *(self._ids(passage) for passage in passages)])
        return np.array([measures(rows[0][1:-1], row, weights) for row in rows[1:]], dtype=np.float32).reshape(-1, 3)

    def states(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the states of each text's tokens, each of length 1, shape (tokens, 384), special tokens included."""
        return self._states([self._ids(text) for text in texts])

    def weights(self, text: str) -> Vectors:
        """Return the weight of each token of a text, special tokens left out."""
        return token_weights(self._ids(text)[1:-1])

    def _ids(self, text: str) -> list[int]:
        return [_CLS, *self._tokenizer.encode(text, add_special_tokens=False).ids[:_ROOM], _SEP]

    def _states(self, ids: Sequence[list[int]]) -> list[Vectors]:
        import torch

        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        states: dict[int, Vectors] = {}
        for start in range(0, len(order), 8):  # of about one length, so that little is padding
            batch = order[start : start + 8]
            for at, row in zip(batch, _forward(self._model, [ids[at] for at in batch]), strict=True):
                unit = torch.nn.functional.normalize(row[: len(ids[at])], dim=1)
                states[at] = np.asarray(unit.numpy(), dtype=np.float32)
        return [states[at] for at in range(len(ids))]


def _forward(model: MiniLM, ids: Sequence[list[int]]) -> torch.Tensor:
    import torch

    longest = max(map(len, ids))
    tokens = torch.tensor([row + [0] * (longest - len(row)) for row in ids])
    mask = torch.arange(longest)[None, :] < torch.tensor([len(row) for row in ids])[:, None]
    return model.states(tokens, mask)


def token_weights(ids: Sequence[int]) -> Vectors:
    """Return how much each token counts, in all 1: BERT's vocabulary stands roughly in the order of frequency."""
    rank = np.maximum(np.asarray(ids, dtype=np.float32), 1000.0)
    weights = np.maximum(np.log(rank / _COMMON), _LEAST_WEIGHT)
    return np.asarray(weights / weights.sum(), dtype=np.float32) if len(ids) else np.zeros(0, dtype=np.float32)


def measures(asked: Vectors, passage: Vectors, weights: Vectors) -> tuple[float, float, float]:
    """Return the `MEASURES` of one passage from unit states: `asked` (tokens, 384), `passage` (tokens, 384)."""
    cosines = asked @ passage.T
    best = cosines.max(axis=1)
    starts = range(0, max(1, cosines.shape[1] - _STEP), _STEP)
    stretch = max(float(weights @ cosines[:, start : start + _STRETCH].max(axis=1)) for start in starts)
    return float(weights @ best), float(best[weights >= np.median(weights)].min()), stretch


@cache
def load_close_reader() -> CloseReader:
    """Return the reader on the packaged weights, loaded once.

    Raises:
        UsageError: the weights are missing or changed.
    """
    return CloseReader(*packaged_encoder())
