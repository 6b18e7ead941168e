"""What a question says between its words: ordinals as numbers, and the one thing that it wants defined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.index.words import stems
from assistant.text.plain import plain

_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_ORDINAL = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|\d{{1,3}}(?=st\b|nd\b|rd\b|th\b))(?:st|nd|rd|th)?\s+([a-z]+)", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"\b(?P<noun>[A-Za-z]{3,}[A-Za-rt-z])s?\s+#?(?P<numbers>\d{1,4}(?:\s*(?:,|and|or|to|-|–)\s*\d{1,4})*)\b(?![.,]?\d|\s?%)"
)
_DEFINED = re.compile(
    r"^\s*(?:who|what)(?:'s|\s+(?:is|are|was|were))\s+(?:an?\s+|the\s+)?(?P<name>[^,;?]{2,60}?)\s*\??\s*$",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"^\s*what\s+(?:does|do|did)\s+(?:the\s+)?(?P<name>[^,;?]{2,60}?)\s+(?:mean|stand for|refer to)\W*$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"^\s*(?:why\s+(?:does|do|did)\s+(?:the\s+|our\s+)?(?P<exists>[^,;?]{2,60}?)\s+exist"
    r"|what(?:'s|\s+(?:is|are|was|were))\s+(?:the\s+|our\s+)?(?P<serves>[^,;?]{2,60}?)\s+(?:good\s+)?for"
    r"|what(?:'s|\s+(?:is|was))\s+the\s+(?:whole\s+)?(?:purpose|point|idea)\s+(?:of|behind)\s+(?:the\s+|our\s+)?"
    r"(?P<purposed>[^,;?]{2,60}?)"
    r"|what(?:'s|\s+(?:is|are|was|were))\s+(?:the\s+|our\s+)?(?P<tries>[^,;?]{2,60}?)\s+(?:trying|meant|supposed"
    r"|intended)\s+to\s+(?:achieve|accomplish|do|change|solve|fix|improve|deliver))\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow many (?:(?:of|the|our|its|different|more|other) )*(?P<thing>[^\W\d_]+)", re.IGNORECASE)
_SAYS = r"\s*,\s+(?:an?|the|our|who|which)\b|\s(?:is|are|was|were|means|stands for|refers to)\b|\s*[:–—=]\s"
_ACRONYM = re.compile(r"(?P<letters>[A-Z][A-Z0-9&/-]*[A-Z0-9])s?")
"""In the singular or the plural: "What are STTs?" is answered by "states, tribes and territories (STTs)"."""
_LONGEST_NAME = 4
"""Words."""
_ROLES = "called|named|known as|contracted with|hired|vendor|contractor|partner|company|customer|agency"
_OF = re.compile(
    r"\b(?:of|for|in|at|on|to|with|by|from|about|that|who|which|when|where|how|we|you|they|not)\b", re.IGNORECASE
)
"""What no name has in it: "What was the research wrong about?" wants no name explained."""
_OWNED = re.compile(r"['’]s? [a-zà-ÿ]")
"""What somebody has is a fact about him: "What is the team's key metric?" wants no name explained either."""


_HOW_IT_IS = re.compile(
    r"^\W*why (?:is|are|was|were) (?P<what>[^?]{3,60}?) (?:still |so |too |very )*(?P<how>slow|expensive|costly)\W*$",
    re.IGNORECASE,
)
_SAID = {"slow": "take so long", "expensive": "cost so much", "costly": "cost so much"}


_VERSION = re.compile(r"\b(?P<name>[A-ZÀ-Þ][\w&-]*[^\W\d]) v?(?P<number>\d{1,2}\.\d{1,2})(?![\w%]|\.\d)")


def in_other_words(question: str) -> tuple[str, str] | None:
    """Return why something is slow or dear as why it takes so long or costs so much, with what that is; else None."""
    match = _HOW_IT_IS.match(question)
    return (f"why does {match['what']} {_SAID[match['how'].lower()]}?", match["what"]) if match else None


def numbered(question: str) -> tuple[tuple[str, str], ...]:
    """Return the numbered things that a question names: ("sprint", "44") of "in Sprint 44" and "the 44th sprint".

    A name with a version is one: ("atlas", "3.0") of "Atlas 3.0".
    """
    ordinals = [(noun.lower(), _ORDINALS.get(word.lower(), word)) for word, noun in _ORDINAL.findall(question)]
    said = [
        (match["noun"].lower(), number.lstrip("0") or "0")
        for match in _NUMBERED.finditer(question)
        for number in re.findall(r"\d+", match["numbers"])
    ]
    versions = [(match["name"].lower(), match["number"]) for match in _VERSION.finditer(question)]
    return (*ordinals, *said, *versions)


def with_numbers(question: str) -> str:
    """Return a question with its ordinals said as documents number things: "the first sprint" also as "sprint 1"."""
    said = [f"{noun} {_ORDINALS.get(word.lower(), word)}" for word, noun in _ORDINAL.findall(question)]
    return f"{question} ({', '.join(said)})" if said else question


def number_match(asked: Sequence[tuple[str, str]], title: str) -> int:
    """Return 1 where a title names a numbered thing that is asked for, -1 where only another of its kind, else 0."""
    for noun in dict.fromkeys(noun for noun, _ in asked):
        wanted = {number for other, number in asked if other == noun}
        there = {
            form.lstrip("0") or "0"
            for found in re.findall(rf"\b{re.escape(noun)}s?\W{{0,2}}v?(\d+(?:\.\d+)?)", title, re.IGNORECASE)
            for form in (found, found.partition(".")[0])
        }
        if there:
            return 1 if wanted & there else -1
    return 0


def counted_thing(question: str) -> str | None:
    """Return what a question wants counted: "grantees" of "How many of the grantees"; None where it counts nothing."""
    match = _COUNTED.search(question)
    return match["thing"] if match else None


def defined(question: str) -> str | None:
    """Return the name that a question wants explained ("Who is Raft?", "Why does Raft exist?"), else None."""
    if meaning := _MEANING.match(question):
        return meaning["name"]
    if purpose := _PURPOSE.match(question):
        name = next(filter(None, purpose.groups()))
    else:
        name = match["name"] if (match := _DEFINED.match(question)) else ""
    sayable = name and not _OF.search(name) and not _OWNED.search(name)
    return name if sayable and len(name.split()) <= _LONGEST_NAME else None


def defines(name: str, sentence: str) -> bool:
    """Tell whether a sentence says what a name is: "X is ...", "X (...) is", "X, a ...", "..., called X", "Y (X)"."""
    anywhere, explained = _explaining(name)
    return bool(anywhere.search(sentence) and explained.search(sentence))


@lru_cache(maxsize=256)
def _explaining(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a name, which is quick and most sentences do not have, and what finds it explained."""
    short = _ACRONYM.fullmatch(name)
    called = short["letters"] if short else name
    x = rf"(?<!\w){re.escape(called)}{'s?' if short else ''}(?!\w)"
    after = rf"(?:\s*\([^)]{{2,60}}\))?(?:\s+\w+)?(?:{_SAYS})"
    # "Office of Care (OLC)" spells OLC out; "Demo (Raft)" says nothing of Raft.
    before = rf"\b(?:{_ROLES})\s+{x}" + (rf"|\w+\s+\({x}\)" if short or name.isupper() else "")
    return re.compile(re.escape(called), re.IGNORECASE), re.compile(f"{x}{after}|{before}", re.IGNORECASE)


def is_called(name: str, trail: Sequence[str]) -> bool:
    """Tell whether the nearest heading is a name and nothing else: "EN 14065", "The Count team"."""
    return bool(trail) and bool(stems(name)) and set(stems(plain(trail[-1]))) == set(stems(name))
