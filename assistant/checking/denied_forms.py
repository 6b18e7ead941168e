"""A claim in two forms for each place where it may be denied: as it is, and with its denial taken away or put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.claim_words import SMALL, WORD

NEGATORS = frozenset("not never no none neither nor without cannot nobody nothing nowhere".split())
_COMPARED = frozenset("more less fewer later earlier sooner longer higher lower greater smaller".split())
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|must|should|may|might|has|have|had|does|do|did)\b", re.I
)
_WITHOUT_IT = (
    (re.compile(r"\bcannot\b", re.I), "can"),
    (re.compile(r"\bcan['’]t\b", re.I), "can"),
    (re.compile(r"\bwon['’]t\b", re.I), "will"),
    (re.compile(r"(?<=\w)n['’]t\b", re.I), ""),
    (re.compile(r"\bno longer\b", re.I), "still"),
    (re.compile(r"\bno ?one\b|\bnobody\b", re.I), "someone"),
    (re.compile(r"\bnothing\b", re.I), "something"),
    (re.compile(r"\bwithout\b", re.I), "with"),
    (re.compile(r"\bnone\b", re.I), "all"),
    (re.compile(r"\bneither\b", re.I), "both"),
    (re.compile(r"\bno\b", re.I), "some"),
    (re.compile(r"\b(?:not|never)\b ?", re.I), ""),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, where it stands, and whether it denies what stands around it."""

    text: str
    start: int
    end: int
    denies: bool

    @property
    def says_something(self) -> bool:
        """Tell whether it is neither a small word nor one that denies."""
        return self.text not in SMALL and not _negator(self.text)


@dataclass(frozen=True, slots=True)
class Forms:
    """What a claim says at one place, plainly and denied, where the two part, and which of them the claim is."""

    plain: str
    denied: str
    at: int
    denies: bool


def read_words(text: str) -> list[Word]:
    """Return the words of a text; "not only", "no more than" and "whether or not" deny nothing."""
    found = list(WORD.finditer(text))
    said = [match.group().lower().replace("’", "'") for match in found]
    return [
        Word(word, match.start(), match.end(), _negator(word) and not denies_nothing(said, at))
        for at, (word, match) in enumerate(zip(said, found, strict=True))
    ]


def forms(claim: str) -> Iterator[Forms]:
    """Yield both forms of a claim for each word of it that denies; where none does, for each verb that could be denied.

    The plain parts of a claim that denies something stand beside denials in its evidence too, which tells nothing.
    """
    denying = [word for word in read_words(claim) if word.denies]
    for word in denying:
        made = _taken_away(claim, word)
        if made is not None:
            yield Forms(made, claim, word.start, denies=True)
    for match in () if denying else _AUXILIARY.finditer(claim):
        at = match.end()
        yield Forms(claim, f"{claim[:at]} not{claim[at:]}", at, denies=False)


def _taken_away(claim: str, word: Word) -> str | None:
    for pattern, instead in _WITHOUT_IT:
        match = pattern.search(claim, word.start)
        if match and match.start() < word.end:
            return claim[: match.start()] + instead + claim[match.end() :]
    return None


def _negator(word: str) -> bool:
    return word in NEGATORS or word.endswith("n't")


def denies_nothing(said: Sequence[str], at: int) -> bool:
    """Tell whether a negative word denies nothing where it stands: in "not only", "no more than", "whether or not"."""
    before, after = tuple(said[max(0, at - 2) : at]), tuple(said[at + 1 : at + 3])
    bounds = len(after) == 2 and after[0] in _COMPARED and after[1] == "than"
    return after[:1] == ("only",) or bounds or before == ("whether", "or")
