"""Does a claim deny what its evidence says, or say what its evidence denies? By the words alone, for many pairs.

`assistant.checking.polarity` answers the same by the words in context, for the claims of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.claim_words import SMALL, words
from assistant.checking.denied_forms import NEGATORS, denies_nothing
from assistant.index.words import stems

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_NEGATIVE = NEGATORS | frozenset(
    "unable fail fails failed failing lack lacks lacked lacking hardly rarely seldom unlikely prohibit"
    " prohibits prohibited prevent prevents prevented avoid avoids avoided avoiding refuse refused refuses"
    " reject rejected exclude excludes excluded excluding except instead stop stopped missing absent"
    " unavailable insufficient unless impossible barred banned forbidden unclear unknown unaware non until"
    " rather only".split()
)
_SCOPE = 3
_NEARLY_QUOTED = 0.8
_HALF = 0.5
"""Shares of a claim's words in one sentence: from here on negations are counted, or looked for, in that sentence."""


def changed_denials(claim: str, evidence: str) -> Iterator[str]:
    """Yield the words with which a claim denies what its evidence says, or that deny in its evidence what it says."""
    said = [_tokens(sentence) for sentence in _SENTENCE.split(evidence)]
    mine = _tokens(claim)
    wanted = set(_content(mine))
    best = max(said, key=lambda sentence: len(wanted & set(_content(sentence))), default=[])
    shared = len(wanted & set(_content(best))) / max(1, len(wanted))
    if shared >= _NEARLY_QUOTED:
        denied, deny = len(_cues(_aligned(best, wanted), NEGATORS)), len(_cues(mine, NEGATORS))
        if denied != deny:
            yield claim
        return
    for at in _cues(mine, NEGATORS):
        if not _denied(_content(mine[at + 1 :])[:_SCOPE], said, best):
            yield " ".join(mine[at : at + 3])
    if shared >= _HALF and not _cues(mine, _NEGATIVE):
        for at in _cues(best, NEGATORS):
            lost = _content(best[at + 1 :])[:2]
            if lost and wanted.issuperset(lost):
                yield " ".join(best[at : at + 3])


def _aligned(sentence: list[str], wanted: set[str]) -> list[str]:
    """Return the part of a sentence that a claim repeats, with the words that may negate its beginning and end."""
    places = [at for at, word in enumerate(sentence) if wanted & set(_content([word]))]
    return sentence[max(0, places[0] - 2) : places[-1] + 2]


def _denied(scope: list[str], said: list[list[str]], best: list[str]) -> bool:
    """Tell whether the evidence says something negative of what a claim denies."""
    everywhere = {stem for sentence in said for stem in _content(sentence)}
    known = [stem for stem in scope if stem in everywhere]
    for sentence in said if known else [best]:
        for at in _cues(sentence, _NEGATIVE):
            around = {*_content(sentence[max(0, at - 4) : at])[-1:], *_content(sentence[at + 1 :])[:4]}
            if not known or not around.isdisjoint(known):
                return True
    return False


def _tokens(text: str) -> list[str]:
    """Return lower-case words, with "n't" as a word of its own."""
    apart = re.sub(r"(?i)\b(ca|wo)n['’]t\b|n['’]t\b", " not", text)
    return [word.lower() for word in words(re.sub(r"(?i)\bcannot\b", "can not", apart))]


def _cues(tokens: Sequence[str], cues: frozenset[str]) -> list[int]:
    """Return where the negative words stand that deny something."""
    return [at for at, word in enumerate(tokens) if word in cues and not denies_nothing(tokens, at)]


def _content(tokens: Sequence[str]) -> list[str]:
    return [stem for word in tokens if word not in SMALL and word not in NEGATORS for stem in stems(word)]
