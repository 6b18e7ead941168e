"""Read the claims out of what a language model writes, line by line as it comes, and leniently.

A claim is a sentence that ends in the numbers of its evidence: "The pilot ended in May. [3][4]". List marks, emphasis,
a fence around the lines and thoughts between <think> tags are passed over; words without numbers are no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.text.plain import plain

_MARKS = re.compile(r"(?:[\s,;]*(?:and\s+)?[\[【]\s*\^?\d+(?:\s*(?:[,;&]|and|to|[-–—])\s*\d+)*\s*[\]】])+")
_RANGE = re.compile(r"(\d+)(?:\s*(?:to|[-–—])\s*(\d+))?")
_ENDS = re.compile(r"\s*(?:[.!?…][\"'”’)*_]*)?\s*(?:$|(?=[A-ZÀ-Þ\"“*]))")
_EDGES = " \t*_`#>|.,;:"
_LONGEST_RANGE = 12


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A claim as a model wrote it, and the numbers of the sentences that it says it stands on."""

    text: str
    numbers: tuple[int, ...]


def written_claims(pieces: Iterable[str]) -> Iterator[WrittenClaim]:
    """Yield each claim as soon as its line is complete."""
    thinking = False
    for line in _lines(pieces):
        if "<think>" in line:
            thinking = True
        if "</think>" in line:
            thinking, line = False, line.rpartition("</think>")[2]
        if not thinking:
            yield from _claims_of(line)


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    left = ""
    for piece in pieces:
        *whole, left = (left + piece).split("\n")
        yield from whole
    yield left


def _claims_of(line: str) -> Iterator[WrittenClaim]:
    """Yield the claims of a line: numbers inside a sentence belong to the claim that ends it."""
    said, at = "", 0
    numbers: tuple[int, ...] = ()
    for match in _MARKS.finditer(line):
        said += line[at : match.start()]
        numbers = (*numbers, *_numbers(match.group()))
        at = match.end()
        ended = _ENDS.match(line, at)
        if ended is None and not re.search(r"[.!?…][\"'”’)*_]*\s*$", said):
            continue
        at = ended.end() if ended else at
        words = _sentence(said)
        if words:
            yield WrittenClaim(words, tuple(dict.fromkeys(numbers)))
        said, numbers = "", ()


def _numbers(marks: str) -> Iterator[int]:
    for first, last in _RANGE.findall(marks):
        start, end = int(first), int(last or first)
        yield from range(start, min(end, start + _LONGEST_RANGE) + 1)


def _sentence(said: str) -> str:
    """Return the words of a claim with a full stop; what only decorates it goes away."""
    words = plain(said).strip(_EDGES)
    return f"{words}." if any(letter.isalnum() for letter in words) else ""
