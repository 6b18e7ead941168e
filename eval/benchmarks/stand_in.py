"""A stand-in for the embedder, for benchmarks and tests of everything around it: words hashed to directions.

It is a thousand times faster than a model, and deterministic. What it finds is no measure of quality.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from assistant.encoder.embedding import QuestionVectors, Span, TextVectors, Vectors
from assistant.encoder.token_codes import Codes, load_codebook

NAME = "stand-in"
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=200_000)
def _direction(word: str) -> Vectors:
    return np.random.default_rng(crc32(word.encode())).standard_normal(384).astype(np.float32)


def _tokens(text: str, spans: Sequence[Span]) -> Codes:
    width = load_codebook().width - 1
    starts = [start for start, _ in spans]
    rows = [
        bytes([min(255, bisect_right(starts, word.start()))])
        + crc32(word[0].encode()).to_bytes(4, "little") * (width // 4)
        for word in _WORD.finditer(text)
    ]
    return np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), width + 1)


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

    def encode_question(self, text: str) -> QuestionVectors:
        """Return a question without tokens."""
        return QuestionVectors(self.encode([text])[0], (), np.zeros((0, self.dimension), dtype=np.float32))

    def encode_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[TextVectors]:
        """Return vectors of texts and of their parts, and a token a word."""
        rows = [self.encode([text[a:b] for a, b in spans]) for text, spans in zip(texts, parts, strict=True)]
        tokens = [_tokens(text, spans) for text, spans in zip(texts, parts, strict=True)]
        return [TextVectors(*row) for row in zip(self.encode(texts), rows, tokens, strict=True)]

    def _sum(self, text: str) -> Vectors:
        words = _WORD.findall(text.lower())
        return np.sum([_direction(word) for word in words], axis=0) if words else np.ones(384, dtype=np.float32)


def load(name: str) -> StandIn:
    """Return the stand-in, whatever the settings name."""
    return StandIn()
