"""Does the evidence carry every number, unit, date, name and negation of a claim? Pure functions, no model.

A hard check beside the softer `assistant.support`: what it reports is wrong or unproven whatever the rest of the claim
says. The evidence should hold what a reader of it sees: the quotes, their headings and the document's title.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from assistant.index.words import stems
from assistant.quantities import UNITS_OF, Date, Number, dates, numbers


class Detail(StrEnum):
    """What of a claim its evidence may fail to carry."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A detail of a claim that its evidence does not carry, in the claim's own words."""

    detail: Detail
    words: str


_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*['’]?")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_STARTS = re.compile(r"(?:^|[.!?:;\n\"“(\[])\s*[\"“'‘(]?$")
_SAID_ONCE = frozenset({"one"})
_SMALL = frozenset(
    "a an and are as at be been but by can could did do does for from had has have how i if in into is it its"
    " of on or our shall should so than that the their them then there these they this those to was we were"
    " what when where which who will with would you your also more most must may might".split()
)
_NEGATORS = frozenset("not never no none neither nor without cannot nobody nothing".split())
_NEGATIVE = _NEGATORS | frozenset(
    "unable fail fails failed failing lack lacks lacked lacking hardly rarely seldom unlikely prohibit"
    " prohibits prohibited prevent prevents prevented avoid avoids avoided avoiding refuse refused refuses"
    " reject rejected exclude excludes excluded excluding except instead stop stopped missing absent"
    " unavailable insufficient unless impossible barred banned forbidden unclear unknown unaware non until"
    " rather only".split()
)
_SCOPE = 3
_GLUED = 4
"""Letters; a longer name may stand in the evidence as a part of a word, since "GTX Pro" is also written "GTXPro"."""
_NEARLY_QUOTED = 0.8
_HALF = 0.5
"""Shares of a claim's words in one sentence: from here on negations are counted, or looked for, in that sentence."""


def mismatches(claim: str, evidence: str) -> tuple[Mismatch, ...]:
    """Return what the claim says and the evidence does not carry; nothing when every detail is there."""
    return (
        *_number_mismatches(claim, evidence),
        *_date_mismatches(claim, evidence),
        *_name_mismatches(claim, evidence),
        *_negation_mismatches(claim, evidence),
    )


def _number_mismatches(claim: str, evidence: str) -> Iterator[Mismatch]:
    there = numbers(evidence, [])
    used: Counter[float] = Counter()
    for number in numbers(claim):
        words = claim[number.start : number.end].strip()
        if words.lower() in _SAID_ONCE:  # "an hour" says it too
            forms = UNITS_OF.get(number.unit, frozenset())
            if forms and number.unit not in evidence and forms.isdisjoint(map(str.lower, _words(evidence))):
                yield Mismatch(Detail.UNIT, f"{words} {number.unit}")
            continue
        same = [other for other in there if abs(other.value - number.value) <= 1e-9 * abs(number.value)]
        used[number.value] += 1
        if len(same) < used[number.value]:  # "from 57 to 57" is not carried by "from 56 to 57"
            yield Mismatch(Detail.NUMBER, words)
        elif not _unit_carried(number, same, claim, evidence):
            yield Mismatch(Detail.UNIT, f"{words} {number.unit}".strip())


def _unit_carried(number: Number, same: Sequence[Number], claim: str, evidence: str) -> bool:
    if any(other.unit == number.unit for other in same):
        return True
    said = [word.lower() for word in _words(evidence)]
    if number.unit:
        # A cell of a table has its unit in the header: somewhere else in the evidence.
        known = number.unit in evidence or not UNITS_OF.get(number.unit, frozenset()).isdisjoint(said)
        return known and any(not other.unit for other in same)
    after = _words(claim[number.end :])[:1]
    return not after or set(stems(after[0])) <= set(stems(evidence))


def _date_mismatches(claim: str, evidence: str) -> Iterator[Mismatch]:
    there = dates(evidence)
    values = Counter(number.value for number in numbers(evidence, []))
    used: Counter[tuple[int, ...]] = Counter()
    for date in dates(claim):
        words = claim[date.start : date.end]
        if words == "May" and _STARTS.search(claim[: date.start]):
            continue  # the verb
        parts = (date.year, date.quarter, date.month, date.day)
        used[parts] += 1
        bare = values[date.year] if not any(parts[1:]) else 0
        if max(sum(_same_date(date, other, there) for other in there), bare) < used[parts]:
            yield Mismatch(Detail.DATE, words)


def _same_date(date: Date, other: Date, there: Sequence[Date]) -> bool:
    """Tell whether `other` says what `date` says; the year that it leaves open must be one of the evidence's."""
    finer = [(getattr(date, name), getattr(other, name)) for name in ("quarter", "month", "day")]
    if any(mine and mine != theirs for mine, theirs in finer):
        return False
    if not date.year or date.year == other.year:
        return True
    return not other.year and any(third.year == date.year for third in there)


def _name_mismatches(claim: str, evidence: str) -> Iterator[Mismatch]:
    known = set(stems(evidence))
    letters = re.sub(r"\W+", "", evidence).lower()
    spelled = _initials(evidence)
    bare = (acronym for acronym in _acronyms(evidence) if acronym.lower() not in spelled)
    covered = {at for acronym in bare for at in _spelled_out(claim, acronym)}
    in_dates = {at for date in dates(claim) for at in range(date.start, date.end)}
    for match in _WORD.finditer(claim):
        word = re.sub(r"['’]s?$", "", match.group())
        if not word[0].isupper() or word == "I" or match.start() in covered | in_dates:
            continue
        if set(stems(word)) <= known or (len(word) > _GLUED and re.sub(r"\W+", "", word).lower() in letters):
            continue
        if word.isupper() and (word.lower() in spelled or word.rstrip("s").lower() in spelled):
            continue
        starts = bool(_STARTS.search(claim[: match.start()]))
        if starts and (word.lower() in _SMALL or set(stems(word)) <= common_stems()):
            continue
        yield Mismatch(Detail.NAME, word)


@cache
def common_stems() -> frozenset[str]:
    """Return stems of ordinary words, which begin a sentence in capitals without being names."""
    return frozenset(
        json.loads(files("assistant").joinpath("weights", "common_stems.json").read_text(encoding="utf-8"))
    )


def _acronyms(text: str) -> set[str]:
    return {word for word in _words(text) if word.isupper() and 2 <= len(word) <= 6}


def _initials(text: str) -> str:
    """Return the first letters of a text's capitalised words, small words between them left out."""
    return "".join(word[0] if word[0].isupper() else " " for word in _words(text) if word.lower() not in _SMALL).lower()


def _spelled_out(claim: str, acronym: str) -> Iterator[int]:
    """Yield where the words stand that a claim spells an acronym of the evidence out with."""
    words = [match for match in _WORD.finditer(claim) if match.group().lower() not in _SMALL]
    for at in range(len(words) - len(acronym) + 1):
        run = words[at : at + len(acronym)]
        if "".join(match.group()[0] for match in run) == acronym:
            yield from (match.start() for match in run)


def _negation_mismatches(claim: str, evidence: str) -> Iterator[Mismatch]:
    said = [_tokens(sentence) for sentence in _SENTENCE.split(evidence)]
    mine = _tokens(claim)
    wanted = set(_content(mine))
    best = max(said, key=lambda sentence: len(wanted & set(_content(sentence))), default=[])
    shared = len(wanted & set(_content(best))) / max(1, len(wanted))
    if shared >= _NEARLY_QUOTED:
        denied, deny = len(_cues(_aligned(best, wanted), _NEGATORS)), len(_cues(mine, _NEGATORS))
        if denied != deny:
            yield Mismatch(Detail.NEGATION, claim)
        return
    for at in _cues(mine, _NEGATORS):
        if not _denied(_content(mine[at + 1 :])[:_SCOPE], said, best):
            yield Mismatch(Detail.NEGATION, " ".join(mine[at : at + 3]))
    if shared >= _HALF and not _cues(mine, _NEGATIVE):
        for at in _cues(best, _NEGATORS):
            lost = _content(best[at + 1 :])[:2]
            if lost and wanted.issuperset(lost):
                yield Mismatch(Detail.NEGATION, " ".join(best[at : at + 3]))


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


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _tokens(text: str) -> list[str]:
    """Return lower-case words, with "n't" as a word of its own."""
    apart = re.sub(r"(?i)\b(ca|wo)n['’]t\b|n['’]t\b", " not", text)
    return [word.lower() for word in _words(re.sub(r"(?i)\bcannot\b", "can not", apart))]


def _cues(tokens: Sequence[str], cues: frozenset[str]) -> list[int]:
    """Return where the negative words stand; "not only" denies nothing."""
    return [at for at, word in enumerate(tokens) if word in cues and tokens[at + 1 : at + 2] != ["only"]]


def _content(tokens: Sequence[str]) -> list[str]:
    return [stem for word in tokens if word not in _SMALL and word not in _NEGATORS for stem in stems(word)]
