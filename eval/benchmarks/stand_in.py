"""A stand-in for the embedder, for benchmarks and tests of everything around it: words hashed to directions.

It is a thousand times faster than a model, and deterministic. What it finds is no measure of quality.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from assistant.embedding import Span, Vectors

NAME = "stand-in"
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=200_000)
def _direction(word: str) -> Vectors:
    return np.random.default_rng(crc32(word.encode())).standard_normal(384).astype(np.float32)


class StandIn:
    """Texts as the sum of their words' directions."""

    name = NAME
    dimension = 384
    max_tokens = 256

    def count_tokens(self, text: str) -> int:
        """Return the number of words and signs, which is near to the number of word pieces."""
        return len(text) // 4

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text."""
        rows = np.array([self._sum(text) for text in texts], dtype=np.float32).reshape(len(texts), self.dimension)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def encode_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """Return vectors of texts and of their parts."""
        rows = [self.encode([text[a:b] for a, b in spans]) for text, spans in zip(texts, parts, strict=True)]
        return self.encode(texts), rows

    def _sum(self, text: str) -> Vectors:
        words = _WORD.findall(text.lower())
        return np.sum([_direction(word) for word in words], axis=0) if words else np.ones(384, dtype=np.float32)


def load(name: str) -> StandIn:
    """Return the stand-in, whatever the settings name."""
    return StandIn()
