"""Which names of a claim does its evidence not have, in any of the ways in which a name is written?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from assistant.checking.claim_words import SMALL, STARTS, WORD, words
from assistant.index.words import stems
from assistant.text.place_names import places_of
from assistant.text.quantities import dates

_GLUED = 4
"""Letters; a longer name may stand in the evidence as a part of a word, since "GTX Pro" is also written "GTXPro"."""
_APART = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_ADDRESS = re.compile(r"\S*[^\W_][/._@#][^\W_]\S*")
"""A path, an address or a file's name, in which names stand in lower case."""
_OF_SEVERAL = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3,5}(?![A-Za-z])")
_TICKER = 4
"""Letters of a share's symbol, which may leave out most of a long name: MSFT."""
_OURS = re.compile(r"\b(?:we|our|ours|us|ourselves)\b", re.IGNORECASE)
_OURSELVES = frozenset(
    "agency association authority bank board bureau charity committee commission company cooperative co-operative"
    " corporation council department firm foundation group institute ministry office organisation organization"
    " school team trust university".split()
)
"""What those who say "we" are called by others: the Foundation, the Company."""
_OPENS = frozenset(
    "about above across after against albeit almost along although amid among another anybody anyone anything around"
    " because before behind below beneath beside besides between beyond both despite down during each either else"
    " enough even ever every everybody everyone everything except few following hardly hence however inside instead"
    " just lately later least less let like likewise many meanwhile merely much near nearly neither never nevertheless"
    " next no nobody none nor not nothing notwithstanding now off often once one only onto opposite other others"
    " otherwise out outside over past per perhaps quite rather regarding roughly same seldom several since some"
    " somebody someone something sometimes soon still such though through throughout thus till together toward towards"
    " twice under underneath unless unlike until up upon usually versus via well whatever whenever whereas wherever"
    " whether whichever while whilst whoever whom whose why within without yet".split()
)
"""Small words that begin a sentence without being names."""
_GERUND = re.compile(r"[A-Z][a-z]{3,}ing (?=[a-z])")
"""What begins a sentence as a doing: "Teaching the public"."""
_BUILT = re.compile(r"(?:re|un|mis|non|pre|over|under|dis)?(?P<of>[a-z]{4,}?)(?P<ones>ers)?")
"""An ordinary word inside another: "mistreated", "leavers"; a single "Turner" is a name."""
_POSSESSIVE = re.compile(r"['’]s?$")


def uncarried_names(claim: str, evidence: str) -> Iterator[str]:
    """Yield the capitalised words of a claim that its evidence does not have and that are no ordinary first word."""
    known = {*stems(evidence), *stems(_APART.sub(" ", evidence))}
    written = _written_as_names(evidence)
    letters = re.sub(r"\W+", "", evidence).lower()
    spelled = _initials(evidence)
    places = {place for word in words(evidence) for place in places_of(word)}
    elsewhere = set(_written_otherwise(claim, evidence, letters))
    for match in WORD.finditer(claim):
        word = _POSSESSIVE.sub("", match.group())
        if not word[0].isupper() or word == "I" or match.start() in elsewhere:
            continue
        starts = bool(STARTS.search(claim[: match.start()]))
        there = set(stems(word)) <= known or (len(word) > _GLUED and re.sub(r"\W+", "", word).lower() in letters)
        if there and (starts or word.isupper() or written(word)):
            continue
        acronym = word.removesuffix("s")
        if acronym.isupper() and (word.lower() in spelled or acronym.lower() in spelled or acronym.lower() in known):
            continue
        if not places_of(word).isdisjoint(places) or _shortened(word, evidence):
            continue
        if not (starts and is_ordinary(word, claim, match.start())):
            yield word


def is_ordinary(word: str, claim: str, at: int) -> bool:
    """Tell whether a sentence may begin with a word that is no name."""
    small = word.lower() in SMALL or word.lower() in _OPENS
    if small or _GERUND.match(claim, at) or set(stems(word)) <= common_stems():
        return True
    built = _BUILT.fullmatch(word.lower())
    return built is not None and set(stems(built["of"] + ("e" if built["ones"] else ""))) <= common_stems()


def _written_as_names(evidence: str) -> Callable[[str], bool]:
    """Return whether a name is one in the evidence too: "Quality" is none where only "quality" stands."""
    addresses = re.sub(r"\W+", "", " ".join(_ADDRESS.findall(evidence))).lower()
    parts = {_singular(part) for word in words(evidence) for part in re.split(r"['’.&-]", word) if part[:1].isupper()}

    def written(name: str) -> bool:
        if not set(stems(name)) <= common_stems():
            return True
        own = {_singular(part) for part in re.split(r"['’.&-]", name) if part[:1].isupper()}
        return own <= parts or re.sub(r"\W+", "", name).lower() in addresses

    return written


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")


def _written_otherwise(claim: str, evidence: str, letters: str) -> Iterator[int]:
    """Yield where words of a claim stand that belong to a date, or to a name that the evidence writes otherwise."""
    yield from (at for date in dates(claim) for at in range(date.start, date.end))
    spelled = _initials(evidence)
    for acronym in _acronyms(evidence):
        if acronym.lower() not in spelled:
            yield from _spelled_out(claim, acronym)
    for match in _OF_SEVERAL.finditer(claim):  # "Public Code" in "publiccodenet"
        if re.sub(r"\W+", "", match.group()).lower() in letters:
            yield from (match.start() + word.start() for word in WORD.finditer(match.group()))
    if _OURS.search(evidence):
        yield from _who_says_it(claim)


@cache
def common_stems() -> frozenset[str]:
    """Return stems of ordinary words, which begin a sentence in capitals without being names."""
    return frozenset(
        json.loads(files("assistant").joinpath("weights", "common_stems.json").read_text(encoding="utf-8"))
    )


def _acronyms(text: str) -> set[str]:
    return {word for word in words(text) if word.isupper() and 2 <= len(word) <= 6}


def _initials(text: str) -> str:
    """Return the first letters of a text's capitalised words, small words between them left out."""
    return "".join(word[0] if word[0].isupper() else " " for word in words(text) if word.lower() not in SMALL).lower()


def _spelled_out(claim: str, acronym: str) -> Iterator[int]:
    """Yield where the words stand that a claim spells an acronym of the evidence out with."""
    said = [match for match in WORD.finditer(claim) if match.group().lower() not in SMALL]
    for at in range(len(said) - len(acronym) + 1):
        run = said[at : at + len(acronym)]
        if "".join(match.group()[0] for match in run) == acronym:
            yield from (match.start() for match in run)


def _who_says_it(claim: str) -> Iterator[int]:
    """Yield where a claim says what those who say "we" are called by others."""
    for match in WORD.finditer(claim):
        word = _POSSESSIVE.sub("", match.group()).lower()
        if word in _OURSELVES and re.search(r"\bthe $", claim[: match.start()], re.IGNORECASE):
            yield match.start()


def _shortened(word: str, evidence: str) -> bool:
    """Tell whether the evidence has a name by letters of it: NVDA for NVIDIA, AAPL for Apple, INTC for Intel."""
    return any(_stands_for(_once(short), _once(word.upper()), len(short)) for short in _CODE.findall(evidence))


def _stands_for(short: str, name: str, length: int) -> bool:
    if short[0] != name[0] or len(name) <= len(short):
        return False
    if 2 * length > len(name) and _in_order(short, name):
        return True
    return length == _TICKER and len(short) > 2 and _in_order(short.removesuffix("C"), name)  # C: Corporation


def _once(letters: str) -> str:
    """Return letters with each that follows itself left out."""
    return re.sub(r"(.)\1+", r"\1", letters)


def _in_order(letters: str, name: str) -> bool:
    left = iter(name)
    return all(letter in left for letter in letters)
