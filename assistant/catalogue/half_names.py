"""An initiative that a question calls by a part of its name: "the guest portal" is the Guest Linen Portal.

Only where one initiative alone has all those words, and where they are all that the question calls it by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.catalogue.initiatives import Catalogue
from assistant.text.names import KEY, STOP, holds, is_generic, main_variants, name_key, stems, units

READ_AS = "“{phrase}” was read as {name}."
Called = dict[tuple[str, ...], tuple[str, frozenset[str]]]
"""Each initiative's shortest whole name with the words of all its names."""
_MOST = 3
_NAME_WORDS = 8
"""Longer ones are statements: nobody calls a goal of twenty words by one of them."""
_WORD = re.compile(r"[^\W_][\w'’&-]*")
_BESIDE = STOP | frozenset(
    "who whom whose which what when where why how much many is are was were be been being has have had do does did will"
    " would should could may might must shall our ours their its this that these those any all still already really so"
    " far about after against around at before behind below between but by during into like off onto over per since"
    " through under until up via within without yet not no"
    " own owns lead leads run runs manage manages sponsor sponsors stop kill end start fund fix keep help helps serve"
    " serves cost costs spend spent get got go goes stand stands going doing late due done left back worth ready"
    " risk risks budget status owner deadline progress problem goal outcome measure target".split()
)
"""What stands beside a name in a question and is no part of it."""
_MADE = re.compile(r"\w{3,}(?:ed|ing)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|our|this|that)\s+$", re.IGNORECASE)
_MOSTLY = 0.5
"""Share of the places with a word that hold the whole name, from which the word alone means it."""


@dataclass(frozen=True, slots=True)
class HalfName:
    """A question with the words by which it calls an initiative, and which initiatives those may be."""

    question: str
    start: int
    end: int
    names: tuple[str, ...]

    @property
    def phrase(self) -> str:
        """Return the words of the question."""
        return self.question[self.start : self.end]

    def named(self) -> str:
        """Return the question with the whole name in their place."""
        before = _ARTICLE.sub("", self.question[: self.start])
        return f"{before}{self.names[0]}{self.question[self.end :]}"


def half_named(question: str, calls: Called, catalogue: Catalogue) -> HalfName | None:
    """Return the part of a name by which a question calls one initiative or a few; None where it calls none so."""
    words = list(_WORD.finditer(question))
    beside = [_is_beside(word.group()) for word in words]
    for start in range(len(words)):
        end = next((at for at in range(start, len(words)) if beside[at]), len(words))
        if beside[start] or (start and not beside[start - 1]) or end == start:
            continue
        span = (words[start].start(), words[end - 1].end())
        opened = bool(_ARTICLE.search(question[: span[0]]))
        if names := _meant(question[slice(*span)], opened, calls, catalogue):
            return HalfName(question, *span, names)
    return None


def _is_beside(word: str) -> bool:
    return word.casefold() in _BESIDE or bool(_MADE.fullmatch(word))


def called(initiatives: Iterable[str]) -> Called:
    """Return each initiative once: the shortest of its names that is whole, and the words of all of them."""
    found: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}
    for name in initiatives:
        whole = min((KEY.sub("", one).strip(" §") for one in main_variants(name)), key=len, default=name)
        spoken = [one for one in (name, whole) if len(_WORD.findall(one)) <= _NAME_WORDS]
        if spoken:
            first, words = found.get(name_key(whole), (whole, frozenset[str]()))
            found[name_key(whole)] = (first, words | stems(spoken[0]))
    return found


def _meant(phrase: str, opened: bool, calls: Called, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the initiatives that have every word of a phrase, () where it is too little to be a name."""
    said = [unit for unit in units(phrase) if not is_generic(unit)]
    meant = [name for name, words in calls.values() if said and all(holds(words, unit) for unit in said)]
    if not meant or len(meant) > _MOST:
        return ()
    if len(said) == 1 and not (opened and len(meant) == 1 and catalogue.share_in(said[0], meant[0]) >= _MOSTLY):
        return ()
    return tuple(meant)
