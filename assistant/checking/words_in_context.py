"""Texts as words with the states that the packaged encoder gives them in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.checking.denied_forms import Word, read_words
from assistant.encoder.close_reading import load_close_reader
from assistant.encoder.embedding import Vectors
from assistant.index.words import stems

_LONGEST = 600
_GOES_ON = re.compile(r"\n\s*(?=[a-z])")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_KEPT = 16
"""Texts of evidence that are kept: the claims of an answer are held against the same quotes."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text as words with their states (words, 384), and its tokens' states (tokens, 384) and weights (tokens,)."""

    text: str
    words: Sequence[Word]
    states: Vectors
    tokens: Vectors
    weights: Vectors


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences that were each read alone, and the states (words, 384) and the stems of all their words."""

    sentences: Sequence[Read]
    states: Vectors
    stems: Sequence[frozenset[str]]


@lru_cache(_KEPT)
def read_evidence(text: str) -> Evidence:
    """Return a text read sentence by sentence, each once."""
    sentences = read(list(dict.fromkeys(_sentences(text))))
    states = np.vstack([one.states for one in sentences]) if sentences else np.zeros((0, 0), dtype=np.float32)
    return Evidence(sentences, states, [frozenset(stems(word.text)) for one in sentences for word in one.words])


def read(texts: Sequence[str]) -> list[Read]:
    """Return texts as words in context; what is longer than the encoder reads has zeros at its end."""
    reader = load_close_reader()
    found = []
    for text, states in zip(texts, reader.states(texts), strict=True):
        words, spans, tokens = read_words(text), reader.spans(text), states[1:-1]
        rows = np.zeros((len(words), tokens.shape[1]), dtype=np.float32)
        for number, word in enumerate(words):
            inside = [at for at, (start, end) in enumerate(spans) if start < word.end and end > word.start]
            if inside:
                mean = tokens[inside].mean(axis=0)
                rows[number] = mean / np.linalg.norm(mean)
        found.append(Read(text, words, rows, tokens, reader.weights(text)))
    return found


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(_GOES_ON.sub(" ", text)):
        said = sentence.strip(" -*|>#")[:_LONGEST]
        if read_words(said):
            yield said
