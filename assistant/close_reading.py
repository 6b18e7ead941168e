"""Read a question against a passage token by token: what of the question does the passage take up, in its context?

Late interaction (Khattab and Zaharia, "ColBERT", 2020) on the packaged encoder as it is: each token of the question is
held against every token of the passage, which tells an answering passage from one on the same theme better than the two
mean vectors do. It costs one forward pass of the passages, so only the best few candidates are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Page:
    """What is read closely, in plain words: a title with the headings below it, and sentences in order."""

    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return all of it, as the encoder reads it."""
        return self.title + "\n" + " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class CloseReading:
    """What a page has of a question: the `MEASURES` of all of it, and of each sentence its agreement.

    `sentences` is (sentences, 2): the question's tokens' weighted mean of best cosines with the sentence's own tokens,
    read in context, and with those of the sentence and the title. Beyond the encoder's room there are zeros.
    """

    measures: tuple[float, float, float]
    sentences: Vectors


class CloseReader:
    """Compares texts by the states of their tokens."""

    def __init__(self, model: MiniLM, tokenizer: Tokenizer) -> None:
        """Read with an encoder and its tokenizer (no padding, no truncation)."""
        self._model = model
        self._tokenizer = tokenizer

    def read(self, question: str, pages: Sequence[Page]) -> list[CloseReading]:
        """Return the reading of each page; pages are cut off at 254 tokens."""
        asked = self._ids(question)
        weights = token_weights(asked[1:-1])
        if not len(weights):
            return [
                CloseReading((0.0, 0.0, 0.0), np.zeros((len(page.sentences), 2), dtype=np.float32)) for page in pages
            ]
        states = self._states([asked, *(self._ids(page.text) for page in pages)])
        question_states = states[0][1:-1]
        return [
            CloseReading(measures(question_states, row, weights), self.agreements(question_states, row, weights, page))
            for row, page in zip(states[1:], pages, strict=True)
        ]

    def agreements(self, asked: Vectors, states: Vectors, weights: Vectors, page: Page) -> Vectors:
        """Return the sentences' agreements from unit states; special tokens are left out of `asked` only."""
        cosines = asked @ states[1:-1].T
        bounds = self._bounds(page)
        title = _best(cosines, *bounds[0])
        found = np.zeros((len(page.sentences), 2), dtype=np.float32)
        for at, (first, last) in enumerate(bounds[1:]):
            if last > first:
                alone = _best(cosines, first, last)
                found[at] = float(weights @ alone), float(weights @ np.maximum(alone, title))
        return found

    def _bounds(self, page: Page) -> list[tuple[int, int]]:
        """Return which tokens are the title's and which each sentence's: (first, last), end exclusive."""
        offsets = self._tokenizer.encode(page.text, add_special_tokens=False).offsets[:_ROOM]
        starts = [start for start, _ in offsets]
        places, at = [(0, len(page.title))], len(page.title) + 1
        for sentence in page.sentences:
            places.append((at, at + len(sentence)))
            at += len(sentence) + 1
        return [(int(np.searchsorted(starts, a)), int(np.searchsorted(starts, b))) for a, b in places]

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


def _best(cosines: Vectors, first: int, last: int) -> Vectors:
    """Return each question token's best cosine among some tokens; -1 where there are none."""
    if last <= first:
        return np.full(len(cosines), -1.0, dtype=np.float32)
    return np.asarray(cosines[:, first:last].max(axis=1), dtype=np.float32)


@cache
def load_close_reader() -> CloseReader:
    """Return the reader on the packaged weights, loaded once.

    Raises:
        UsageError: the weights are missing or changed.
    """
    return CloseReader(*packaged_encoder())
