"""Read a question against passages token by token: what of the question does a passage take up, in its context?

Late interaction (Khattab and Zaharia, "ColBERT", 2020) on the packaged encoder as it is: each token of the question is
held against every token of the passage, which tells an answering passage from one on the same theme better than the two
mean vectors do. The passages were read at night; their tokens lie in the index as codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.encoder.cores import side_by_side
from assistant.encoder.embedding import QuestionVectors, Span, Vectors, packaged_encoder
from assistant.encoder.token_codes import Codes, load_codebook

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from assistant.encoder.minilm import MiniLM

MEASURES = ("agreement", "stretch")
"""The weighted mean of the best cosines of the question's tokens, in the passage and in its best stretch alone."""

_CLS, _SEP = 101, 102
_ROOM = 254
_BATCH = 4
_STEP = 20
"""Tokens; a stretch is two steps long."""
_TRUER, _LESS = np.array([1.12, 1.17], dtype=np.float32), np.array([0.006, 0.019], dtype=np.float32)
"""Agreements from codes fall short of those from states: fitted on 258 sentences (correlation 0.97 and 0.95)."""
_COMMON, _LEAST_WEIGHT = 900.0, 0.05


@dataclass(frozen=True, slots=True)
class CloseReading:
    """What a passage has of a question, sentence by sentence.

    `sentences` is (sentences, 2): the question's tokens' weighted mean of best cosines with the sentence's own tokens,
    read in context, and with those of the sentence and the title. `measures` are those of the whole passage.
    """

    sentences: Vectors
    measures: Vectors


@dataclass(frozen=True, slots=True)
class Comparison:
    """The cosine of each token of some passages with each token of a question.

    `cosines` is (tokens, asked), `parts` (tokens,) the part of its passage that a token stands in, `bounds`
    (passages + 1,) where the passages begin, `weights` (asked,) how much each token of the question counts.
    """

    cosines: Vectors
    parts: Codes
    bounds: Sequence[int]
    weights: Vectors

    def measures(self) -> Vectors:
        """Return the `MEASURES` of each passage, shape (passages, 2)."""
        lengths = np.diff(self.bounds)
        if not len(self.weights) or not len(lengths):
            return np.zeros((len(lengths), 2), dtype=np.float32)
        steps = max(2, -(-int(lengths.max()) // _STEP))
        table = np.full((len(lengths), steps * _STEP, len(self.weights)), -1.0, dtype=np.float32)
        table[np.arange(table.shape[1])[None, :] < lengths[:, None]] = self.cosines
        by_step = table.reshape(len(lengths), steps, _STEP, -1).max(axis=2)
        best = by_step.max(axis=1)
        stretch = (np.maximum(by_step[:, :-1], by_step[:, 1:]) @ self.weights).max(axis=1)
        return np.column_stack([best @ self.weights, stretch]).astype(np.float32)

    def reading(self, passage: int, sentences: int, measures: Vectors) -> CloseReading:
        """Return what the sentences of a passage have of the question, beside its `MEASURES`; zeros without tokens."""
        first, last = self.bounds[passage], self.bounds[passage + 1]
        found = np.zeros((sentences, 2), dtype=np.float32)
        if last > first and len(self.weights):
            numbers, starts = np.unique(self.parts[first:last], return_index=True)
            best = np.maximum.reduceat(self.cosines[first:last], starts, axis=0)
            title = best[0] if numbers[0] == 0 else np.full(len(self.weights), -1.0, dtype=np.float32)
            for number, alone in zip(numbers.tolist(), best, strict=True):
                if 0 < number <= sentences:
                    found[number - 1] = alone @ self.weights, np.maximum(alone, title) @ self.weights
        return CloseReading(np.where(found > 0, found * _TRUER - _LESS, 0.0).astype(np.float32), measures)


def compare(question: QuestionVectors, passages: Sequence[Codes]) -> Comparison:
    """Hold a question against passages, given by their tokens as an index keeps them."""
    bounds = np.concatenate([[0], np.cumsum([len(tokens) for tokens in passages])]).astype(int).tolist()
    tokens = np.concatenate([load_codebook().nothing(0), *passages])
    cosines = load_codebook().cosines(question.states, tokens[:, 1:])
    return Comparison(cosines, tokens[:, 0], bounds, token_weights(question.ids))


class CloseReader:
    """Reads texts that no index holds by the states of their tokens."""

    def __init__(self, model: MiniLM, tokenizer: Tokenizer) -> None:
        """Read with an encoder and its tokenizer (no padding, no truncation)."""
        self._model = model
        self._tokenizer = tokenizer

    def states(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the states of each text's tokens, each of length 1, shape (tokens, 384), special tokens included."""
        ids = [[_CLS, *self.ids(text), _SEP] for text in texts]
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]  # little of it is padding
        read = side_by_side(lambda batch: _states(self._model, [ids[at] for at in batch]), batches)
        states = [rows for batch in read for rows in batch]
        return [states[place] for place in np.argsort(order)]

    def spans(self, text: str) -> list[Span]:
        """Return where each token of a text stands in it, special tokens left out."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets[:_ROOM])

    def weights(self, text: str) -> Vectors:
        """Return the weight of each token of a text, special tokens left out."""
        return token_weights(self.ids(text))

    def ids(self, text: str) -> list[int]:
        """Return the tokens of a text in the encoder's vocabulary, special tokens left out."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids[:_ROOM])


def _states(model: MiniLM, ids: Sequence[list[int]]) -> list[Vectors]:
    import torch

    longest = max(map(len, ids))
    tokens = torch.tensor([row + [0] * (longest - len(row)) for row in ids])
    mask = torch.arange(longest)[None, :] < torch.tensor([len(row) for row in ids])[:, None]
    unit = torch.nn.functional.normalize(model.states(tokens, mask), dim=2).numpy()
    return [np.asarray(rows[: len(row)], dtype=np.float32) for rows, row in zip(unit, ids, strict=True)]


@cache
def load_close_reader() -> CloseReader:
    """Return the reader on the packaged weights, loaded once.

    Raises:
        UsageError: the weights are missing or changed.
    """
    return CloseReader(*packaged_encoder())


def token_weights(ids: Sequence[int]) -> Vectors:
    """Return how much each token counts, in all 1: BERT's vocabulary stands roughly in the order of frequency."""
    rank = np.maximum(np.asarray(ids, dtype=np.float32), 1000.0)
    weights = np.maximum(np.log(rank / _COMMON), _LEAST_WEIGHT)
    return np.asarray(weights / weights.sum(), dtype=np.float32) if len(ids) else np.zeros(0, dtype=np.float32)
