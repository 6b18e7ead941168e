"""Compare names as people use them: word forms, hyphens, brackets and aliases aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache

KEY = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b")
_TOKEN = re.compile(r"#?[a-z0-9]+(?:[-'’/.][a-z0-9]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SPLIT = re.compile(r"\s*(?::|\s[-–—|]\s|\s/\s|,\s(?=also|aka|formerly|known))\s*")
_ONWARD = re.compile(r"\s+(?:(?:and|&|or)\s+(?:beyond|later|after|onwards?|further)|onwards?)$", re.IGNORECASE)
"""What stands behind the first of several that are planned as one: "Release 4 and beyond"."""
_ROLE = re.compile(r"\s+(?:as (?:a|an|the)|for (?:a|an|the)|so that|in order to)\s+")
_NUMBERED = re.compile(
    r"^\W*(?:(?:strategic |key |annual |performance |priority )*(?:goals?|objectives?|outcomes?|"
    r"kpis?|pillars?|themes?|priorit(?:y|ies)|"
    r"strateg(?:y|ies)|okrs?|krs?|indicators?)\s+)?(?:\d+(?:\s?\.\s?\d+)+[.):]?|\d+[.):]|[A-Z][.)])\s+[:–—-]?\s*(?=\S*[A-Za-z])",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\"“”„«»*_`]+")
STOP = frozenset(
    "a an and are as at be by can do does for from has have how i if in into is it its of on or our "
    "so than that the their them then "
    "there this to up us was we what when where which who will with you your der die das und für mit "
    "von zu im am el la los las de y "
    "para con en".split()
)
GENERIC = frozenset(
    "mvp release project initiative programme program epic rock objective goal theme workstream work effort idea "
    "pilot plan brief charter "
    "proposal feature story ticket issue priority team new draft wip version page summary one pager".split()
)
"""Words that stand beside a name without being the name."""


def in_order(there: Sequence[tuple[str, ...]], wanted: Sequence[tuple[str, ...]], gap: int = 1) -> bool:
    """Whether units have the words of a short name in their order, with at most `gap` words between two of them."""
    ends: list[int] = []
    for number, unit in enumerate(wanted):
        found = [at for at, word in enumerate(there) if holds(word, unit)]
        ends = [at for at in found if not number or any(end < at <= end + 1 + gap for end in ends)]
        if not ends:
            return False
    return True


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return what the forms of a word share: "parsing", "parse" and "parsed" give "pars"."""
    if any(letter.isdigit() for letter in word) or len(word) <= 3:
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    for ending in ("ations", "ation", "ating", "ions", "ing", "ion", "ate", "ed", "es", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if word.endswith("al") and len(word) >= 6:
        word = word[:-2]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return (word[:-1] + "i" if word.endswith("y") else word)[:7]


class _Folded(dict[int, str]):
    """What each character is without its accents, found once."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code).replace("ß", "ss"))
        self[code] = "".join(part for part in parts if not unicodedata.combining(part))
        return self[code]


_FOLDED = _Folded()


def fold_case(text: str) -> str:
    """Return text in lower case without accents."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED).lower()


def units(text: str) -> list[tuple[str, ...]]:
    """Return the words that carry a name, each with its spellings: the joined one, then its parts."""
    spelled = fold_case(_CAMEL.sub(" ", text) if " " not in text else text)
    return [unit for token in _TOKEN.findall(spelled) if (unit := _unit(token)) is not None]


_VERSION = re.compile(r"(v?\d+)((?:\.\d+)+)")


@lru_cache(maxsize=200_000)
def _unit(token: str) -> tuple[str, ...] | None:
    """Return the spellings of a word, None where it carries no name."""
    if version := _VERSION.fullmatch(token.strip("#.")):  # "3.1.0" is of 3, and neither 1 nor 0
        return "".join(version.groups()).replace(".", ""), *version.groups()
    parts = [part for part in re.split(r"[-'’/.]", token.lstrip("#")) if part]
    if len(parts) == 1 and (parts[0] in STOP or (len(parts[0]) == 1 and not parts[0].isdigit())):
        return None
    joined = stem("".join(parts))
    return (joined,) if len(parts) == 1 else (joined, *(stem(part) for part in parts if part not in STOP))


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """Return every stem that a text can be found by."""
    return frozenset(spelling for unit in units(text) for spelling in unit)


def holds(there: Container[str], unit: tuple[str, ...]) -> bool:
    """Whether a word is there: joined, or all its parts."""
    return unit[0] in there or (len(unit) > 1 and all(part in there for part in unit[1:]))


def says_all(text: str, wanted: Iterable[tuple[str, ...]]) -> bool:
    """Whether a text says every word that is wanted; it says all of nothing."""
    there = stems(text)
    return all(holds(there, unit) for unit in wanted)


def name_key(text: str) -> tuple[str, ...]:
    """Return a name as it is compared for equality: stems in order, without generic words if others remain."""
    words = [unit[0] for unit in units(_QUOTES.sub(" ", text))]
    telling = tuple(word for word in words if word not in _GENERIC_STEMS)
    return telling if any(not word.isdigit() for word in telling) else tuple(words)


def variants(name: str) -> list[str]:
    """Return what a name is also called: whole, without brackets, around a colon, inside brackets."""
    clean = _QUOTES.sub("", _spaced(name)).strip()
    bare = _BRACKETS.sub(" ", clean).strip()
    keyless = KEY.sub(" ", bare).strip(" :–—-")
    found = [clean, bare, keyless, unnumbered(keyless), *_SPLIT.split(keyless)]
    found.append(_as_written(name))
    for inner in _BRACKETS.findall(clean):
        found += [part.strip() for part in re.split(r"[,;]", "".join(inner))]
    return [text for text in dict.fromkeys(" ".join(v.split()) for v in found) if len(text) >= 3 and units(text)]


def unnumbered(text: str) -> str:
    """Return a heading without the number before it ("1.1. Requests", "Objective 4.4: Shorter queues")."""
    return _NUMBERED.sub("", text, count=1)


def _spaced(name: str) -> str:
    """Return a name that is written as a file or a link ("pedal-finder") as words; other names as they are."""
    return re.sub(r"[-_]+", " ", name) if " " not in name.strip() and not KEY.search(name) else name


def _as_written(name: str) -> str:
    """Return a single word with its hyphens, which may be a word ("self-service") as well as a file's name."""
    return name.strip() if _spaced(name) != name else ""


def main_variants(name: str) -> list[str]:
    """Return the variants that stand for the whole name: with and without brackets, and what comes before a colon."""
    clean = _QUOTES.sub("", _spaced(name)).strip()
    bare = KEY.sub(" ", _BRACKETS.sub(" ", clean)).strip(" :–—-")
    first = _ONWARD.sub("", _SPLIT.split(bare)[0])
    thing = _ROLE.split(first)[0]
    whole = (clean, _as_written(name), bare, unnumbered(bare), first, thing if len(units(thing)) > 1 else first)
    found = dict.fromkeys(" ".join(text.split()) for text in whole)
    return [text for text in found if units(text)]


_GENERIC_STEMS = frozenset(stem(word) for word in GENERIC)


def is_generic(unit: tuple[str, ...]) -> bool:
    """Whether a word stands beside many names."""
    return unit[0] in _GENERIC_STEMS
