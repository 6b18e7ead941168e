"""Is something said in a claim that its evidence denies, or denied that it says? By the words' states in context.

A claim is held against its evidence in both forms, plain and denied (`denied_forms`). A logistic model over
`FEATURES` tells how likely the evidence denies what the plain form says; it learnt from true claims, each of which is
the right one of its two forms. The weights come from `python -m eval.training.train_polarity`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.checking.denied_forms import Forms, Word, forms
from assistant.checking.words_in_context import Evidence, Read, read, read_evidence
from assistant.encoder.embedding import Vectors
from assistant.index.words import stems

FEATURES = ("denied", "denied_before", "same_denied", "denials", "closer", "closer_back")
"""How far the evidence's words nearest to those that follow the place are denied; the same of the word before it; the
same of words of one stem; words that deny in the nearest sentence; how much nearer the denied form's words come to the
evidence than the plain form's; and how much nearer that sentence's words come to the denied form."""
_SCOPE = 4
"""Words with a meaning of their own, after the place, that are held to be denied or not."""
_FADES = 0.75
"""The share of its weight that a word has of that of the word before it."""
_REACH, _REACH_BACK, _SAID_BEFORE = 8, 4, 0.6
_SHARP = 20.0
"""How strongly the nearest words of the evidence count before others."""
_MOST_DENIALS = 2
_BREAK = re.compile(r"[.;:!?]\s|\n|[|•]")


@dataclass(frozen=True, slots=True)
class Weights:
    """The model, and between which probabilities a denial may be said or left out."""

    weight: Vectors
    intercept: float
    least_denied: float
    most_plain: float


@cache
def weights() -> Weights:
    """Return the weights that ship with Bearing."""
    row = json.loads(files("assistant").joinpath("weights", "polarity.json").read_text(encoding="utf-8"))
    vector = np.array([row[name] for name in FEATURES], dtype=np.float32)
    return Weights(vector, row["intercept"], row["least_denied"], row["most_plain"])


def turned(claim: str, evidence: str) -> Iterator[str]:
    """Yield the words of a claim that deny what its evidence says, or that say what its evidence denies."""
    both = list(forms(claim))
    for one, row in zip(both, features(both, evidence), strict=True):
        denied = 1 / (1 + np.exp(-(row @ weights().weight + weights().intercept)))
        if (denied < weights().least_denied) if one.denies else (denied > weights().most_plain):
            yield " ".join(claim[one.at :].split()[:3])


def features(both: Sequence[Forms], evidence: str) -> Vectors:
    """Return the `FEATURES` of a claim's forms against its evidence, shape (forms, features)."""
    texts = list(dict.fromkeys(text for one in both for text in (one.plain, one.denied)))
    seen, reads = read_evidence(evidence), dict(zip(texts, read(texts), strict=True))
    if not seen.sentences:
        return np.zeros((len(both), len(FEATURES)), dtype=np.float32)
    denied = np.concatenate([_denied(one) for one in seen.sentences])
    rows = [_row(one.at, reads[one.plain], reads[one.denied], seen, denied) for one in both]
    return np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def _row(at: int, plain: Read, other: Read, seen: Evidence, denied: Vectors) -> tuple[float, ...]:
    telling = [number for number, word in enumerate(plain.words) if word.says_something]
    after = [number for number in telling if plain.words[number].start >= at - 1][:_SCOPE]
    before = [number for number in telling if plain.words[number].end <= at][-1:]
    share = _FADES ** np.arange(len(after))
    share /= max(share.sum(), 1e-9)
    near = plain.states @ seen.states.T
    nearest = _nearest(plain, seen)
    return (
        float(share @ [_held(near[number], denied) for number in after]) if after else 0.0,
        _held(near[before[0]], denied) if before else 0.0,
        float(share @ [_same(plain.words[number], seen, denied) for number in after]) if after else 0.0,
        float(min(_MOST_DENIALS, sum(word.denies for word in nearest.words))),
        _telling(other, seen) - _telling(plain, seen),
        _taken_up(nearest, other) - _taken_up(nearest, plain),
    )


def _held(cosines: Vectors, values: Vectors) -> float:
    """Return the mean of some values over the evidence's words, the nearest counting most."""
    share = np.exp(_SHARP * (cosines - cosines.max()))
    return float(share @ values / share.sum())


def _same(word: Word, seen: Evidence, denied: Vectors) -> float:
    own = frozenset(stems(word.text))
    return max((float(far) for other, far in zip(seen.stems, denied, strict=True) if own & other), default=0.0)


def _telling(form: Read, seen: Evidence) -> float:
    rows = [number for number, word in enumerate(form.words) if word.says_something]
    return float((form.states[rows] @ seen.states.T).max(axis=1).mean()) if rows else 0.0


def _nearest(form: Read, seen: Evidence) -> Read:
    """Return the sentence that has most of a form."""
    return max(seen.sentences, key=lambda one: float(form.weights @ (form.tokens @ one.tokens.T).max(axis=1)))


def _taken_up(sentence: Read, form: Read) -> float:
    return float((form.tokens @ sentence.tokens.T).max(axis=0).mean())


def _denied(sentence: Read) -> Vectors:
    """Return how far each word is denied: less the farther it stands behind the word that denies."""
    text, words = sentence.text, sentence.words
    found = np.zeros(len(words), dtype=np.float32)
    for at in (number for number, word in enumerate(words) if word.denies):
        left = 1.0
        for number in range(at + 1, min(len(words), at + _REACH + 1)):
            gap = text[words[number - 1].end : words[number].start]
            if _BREAK.search(gap):
                break
            if words[number].says_something:
                found[number] = max(found[number], left)
                left *= _FADES
        for number in range(at - 1, max(-1, at - _REACH_BACK - 1), -1):
            gap = text[words[number].end : words[number + 1].start]
            if _BREAK.search(gap) or "," in gap:
                break
            if words[number].says_something:
                found[number] = max(found[number], _SAID_BEFORE)
                break
    return found
