"""The abbreviations that the documents of a shard define: "Reporting System (RS)" and "RS (Reporting System)".

A short form stands for the words beside it where its letters stand in them in order, the first at the beginning of a
word (Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions", 2003).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_FILE = "abbreviations.json"
_SHORT = r"[A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9]s?"
_AFTER = re.compile(rf"((?:[\w'’&/-]+,?[ \t]+){{1,10}})\((?P<short>{_SHORT})\)")
_BEFORE = re.compile(rf"(?<![\w-])(?P<short>{_SHORT})[ \t]+\((?P<long>[A-Za-z][^()\n]{{4,80}})\)")


def written_out(text: str) -> Iterator[tuple[str, str]]:
    """Yield (short form, long form) for each abbreviation that a text defines."""
    if "(" not in text:
        return
    for match in _AFTER.finditer(text):
        if long := _spelling(match["short"], match[1].strip()):
            yield match["short"], long
    for match in _BEFORE.finditer(text):
        long = _spelling(match["short"], match["long"].strip())
        if long and len(long) == len(match["long"].strip()):
            yield match["short"], long


def _spelling(short: str, words: str) -> str | None:
    """Return the end of some words that a short form stands for, None where its letters do not stand in them."""
    letters = [letter.lower() for letter in short.rstrip("s") if letter.isalnum()]
    at = len(words)
    for number, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and (words[at].lower() != letter or (number == 0 and at > 0 and words[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    long = words[at:]
    told = len(letters) >= 2 and sum(letter.isupper() for letter in short) >= 2
    fits = len(short) < len(long) and len(long.split()) <= min(len(letters) + 5, 2 * len(letters))
    return " ".join(long.split()) if told and fits and short not in long.split() else None


class Abbreviations:
    """What is collected while a shard is built."""

    def __init__(self) -> None:
        """Begin with none."""
        self._counts: Counter[tuple[str, str]] = Counter()

    def read(self, text: str) -> None:
        """Take note of what a text defines."""
        self._counts.update(written_out(text))

    def write(self, folder: Path) -> None:
        """Write the long form of each short one, the one that is defined most often."""
        ordered = sorted(self._counts.items(), key=lambda item: (item[1], item[0]))
        table = {short: long for (short, long), _ in ordered}
        (folder / _FILE).write_text(json.dumps(table, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def read_abbreviations(folder: Path) -> dict[str, str]:
    """Return the long form of each short one."""
    return dict(json.loads((folder / _FILE).read_text(encoding="utf-8")))


def other_forms(question: str, tables: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the other form of each abbreviation that a question uses, short or written out."""
    said = re.findall(r"[\w&/-]+", question)
    whole = _apart(question)
    found: dict[str, None] = {}
    for table in tables:
        for word in said:
            if long := table.get(word) or table.get(word.removesuffix("s")):
                found[long] = None
        for short, long in table.items():
            if _apart(long) in whole:
                found[short] = None
    return [form for form in found if form.lower() not in question.lower()]


def _apart(text: str) -> str:
    """Return the words of a text in lower case, a space on each side of each."""
    words = re.findall(r"[^\W_]+", text.lower())
    return f" {' '.join(words)} "
