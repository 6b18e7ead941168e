"""The numbers that Word shows before paragraphs (ECMA-376 part 1, 17.9): counted, as the file has only the rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from docx.oxml.ns import qn

_Element: TypeAlias = Any  # lxml has no types
_NAMES = "abstractNum abstractNumId num numId lvl lvlOverride startOverride start numFmt lvlText ilvl val isLgl pStyle"
_W = {name: qn(f"w:{name}") for name in _NAMES.split()}
_DEEPEST = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while 0 < value <= number < 4000:
            text, number = text + letters, number - value
    return text


def _letters(number: int) -> str:
    """Return a, b, ... z, aa, bb, ... as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "bullet": lambda number: "",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and what it shows: "%1.%2" names the numbers of the levels above."""

    start: int
    form: str
    shown: str
    legal: bool


@dataclass
class Numbering:
    """Counts the paragraphs of each list; ask for the label of every numbered paragraph once, in order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: _Element | None) -> Numbering:
        """Read the numbering part; without one no paragraph has a number."""
        found = cls()
        if root is None:
            return found
        abstract = {one.get(_W["abstractNumId"]): one for one in root.iter(_W["abstractNum"])}
        for number in root.iter(_W["num"]):
            key, source = number.get(_W["numId"], ""), _value(number, "abstractNumId")
            if source not in abstract:
                continue
            found.sources[key] = source
            levels = {_at(one): _level(one) for one in abstract[source].iter(_W["lvl"])}
            for one in abstract[source].iter(_W["lvl"]):
                if style := _value(one, "pStyle"):
                    found.styles.setdefault(style, (key, _at(one)))
            for override in number.iter(_W["lvlOverride"]):
                if (start := _value(override, "startOverride")).isdigit():
                    found._restarts.setdefault(key, {})[_at(override)] = int(start)
                for one in override.iter(_W["lvl"]):
                    levels[_at(one)] = _level(one)
            found.levels[key] = levels
        return found

    def label(self, number: str, level: int) -> str:
        """Return what stands before the next paragraph of a list: "2.", "b)", "1.2.1"; nothing for a bullet."""
        levels = self.levels.get(number)
        if not levels or level not in levels:
            return ""
        counts = self._counts[self.sources[number]]
        if number not in self._seen:
            self._seen.add(number)
            # Lists of one definition count on, unless one of them says where it starts.
            for at, start in self._restarts.get(number, {}).items():
                counts[at] = start - 1
        for at in range(level):
            if at in levels:
                counts.setdefault(at, levels[at].start)
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return _shown(levels, counts, level)


def _shown(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    one = levels[level]
    if one.form in ("bullet", "none"):
        return ""

    def written(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in levels or at not in counts:
            return ""
        form = "decimal" if one.legal else levels[at].form
        return _FORMATS.get(form, str)(counts[at])

    return re.sub(r"%([1-9])", written, one.shown).strip()


def _level(element: _Element) -> _Level:
    start = _value(element, "start")
    legal = element.find(_W["isLgl"]) is not None
    return _Level(
        int(start) if start.isdigit() else 1, _value(element, "numFmt") or "decimal", _value(element, "lvlText"), legal
    )


def _at(element: _Element) -> int:
    value = element.get(_W["ilvl"], "0")
    return min(int(value), _DEEPEST) if value.isdigit() else 0


def _value(element: _Element, name: str) -> str:
    child = element.find(_W[name])
    return str(child.get(_W["val"], "")) if child is not None else ""
