"""Does the evidence say anything of what a claim says about the names in it?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.carried_names import is_ordinary
from assistant.checking.claim_words import STARTS
from assistant.checking.denied_forms import Word
from assistant.checking.words_in_context import read, read_evidence
from assistant.index.words import stems

_NEAR = 0.3
"""The cosine from which a word of the evidence comes near to one of the claim, each in its own sentence."""


def predicated(claim: str, evidence: str) -> bool:
    """Tell whether a claim's words other than names, or one of them, stand in the evidence, by stem or nearly.

    "The Count team is sold" says nothing that "Priya leads the Count team" carries; "team" belongs to the name.
    """
    (said,), seen = read([claim]), read_evidence(evidence)
    wanted = _beside_names(claim, said.words)
    there = frozenset[str]().union(*seen.stems)
    if not wanted or any(there.issuperset(stems(said.words[at].text)) for at in wanted):
        return True
    return bool(seen.sentences) and float((said.states[wanted] @ seen.states.T).max()) >= _NEAR


def _beside_names(claim: str, words: Sequence[Word]) -> list[int]:
    """Return the places of the words that tell something and are no name and no number.

    What follows a name belongs to it ("the Count team"), unless nothing else is said ("Priya resigned").
    """
    telling = [at for at, word in enumerate(words) if word.says_something and not _names(claim, word)]
    return [at for at in telling if at == 0 or not _names(claim, words[at - 1])] or telling


def _names(claim: str, word: Word) -> bool:
    text = claim[word.start : word.end]
    begins = bool(STARTS.search(claim[: word.start])) and is_ordinary(text, claim, word.start)
    return (text[0].isupper() and not begins) or any(letter.isdigit() for letter in text)
