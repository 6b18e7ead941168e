"""The day in the first lines of a document that stands for itself: "Ana Lima, 3 May 2024, draft" or "(updated ...)".

A day inside a sentence ("by 3 May 2024", "1 May to 3 May 2024") is one of the things that the document tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.parse.dates import DAY_FORMS, MONTH_FORMS, first_date, numeric_date

_LINES = 4
_FAR, _NEAR, _NEAREST = 300, 120, 70
"""How far into its line a day may begin that is labelled as an update, or is not; how long its own sentence is then."""
_SKIPPED = re.compile(r"^\s*(?:[-*+•] |>|\||\d+[.)] )")
_MARKS = " \t*_#\"'“”"
_WEEKDAY = re.compile(
    r"(?:^|(?<=\W))(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams"
    r"|sonn)tag|mittwoch|lunes|martes|miércoles|jueves|viernes|lundi|mardi|mercredi|jeudi|vendredi)[.,]?\s*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?<!not )(?:(?:last (?:\w+ )?)?(?:updated?|changed?|edit(?:ed)?|touched|revis(?:ed|ion)|modified)"
    r"|letzte änderung|aktualisiert|actualizado|mis à jour)\s*(?:on|am|el|le)?\s*[:*_]*\s*$",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(?:^|(?<=[\W_]))(?:dated?|written|drafted|prepared|created|issued|published|typed(?: up)?|state|status|stand"
    r"|as of|datum|fecha|version [\d.]+|v[\d.]+|draft)\s*[:*_]*\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:^|(?<=[\W_]))(?:by|until|till?|from|since|before|after|through|to|due|dead-?line|expir\w*|end\w*|start\w*|begin\w*"
    r"|born|birth\w*|dob|valid|renew\w*|launch\w*|releas\w*|deploy\w*|opening|closing|go-?live|target|between|and|&|or|in|at|on|of|for|bis|ab|seit|vor|nach"
    r"|und|hasta|desde|y|et|avant|après|depuis|au|geboren|nacid[oa]|née?)[\s:.,]*$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:$|[,;|)\]*_/·–—\"”]|\.(?=[\s*_)]|$)|[-(](?=\s|\w)|: )")
_BEGUN = re.compile(r"\s*(?:[-–—]|to|until|bis|and|/)\s*\d", re.IGNORECASE)
_ENDED = re.compile(r"\d\s*(?:[-–—/]|to|until|bis|and)\s*$", re.IGNORECASE)
"""What follows, or goes before, one of the two ends of a range."""


@dataclass(frozen=True, slots=True)
class _Day:
    day: str
    line: int
    updated: bool


def byline(text: str) -> str | None:
    """Return the day that the first lines of a text give for it: that of an update, else the first."""
    found = list(_days(text))
    full = [one for one in found if len(one.day) == len("2026-01-01")]
    updated = [one.day for one in full if one.updated]
    if updated:
        return max(updated)
    return next((one.day for one in (*full, *found)), None)


def _days(text: str) -> Iterator[_Day]:
    lines = (line for line in text[: _LINES * 1000].splitlines() if line.strip(_MARKS + "=-"))
    for at, line in zip(range(_LINES), lines, strict=False):
        if _SKIPPED.match(line) or line.count("|") > 1:
            continue
        for form in (*DAY_FORMS, *MONTH_FORMS):
            for match in form.finditer(line[:_FAR]):
                if made := _read(line, match, at):
                    yield made


def _read(line: str, match: re.Match[str], at: int) -> _Day | None:
    """Return the day of a match that stands for itself in its line."""
    after = line[match.end() :]
    if not _CLOSED.match(after) or _BEGUN.match(after) or _ENDED.search(line[: match.start()]):
        return None
    day = first_date(match.group(), least="month") or numeric_date(match.group())
    if day is None:
        return None
    before = _WEEKDAY.sub("", line[: match.start()].rstrip(_MARKS))
    if label := _UPDATED.search(before):
        return _Day(day, at, updated=True)
    if label := _WRITTEN.search(before):
        before = before[: label.start()]
        own = ""
    else:
        own = re.split(r"[.!?] ", before)[-1]
        if before.strip(_MARKS) and not re.search(r"[,.;|(\[/·–—]\s*$|\s-\s*$", before.rstrip(_MARKS) + " "):
            return None
    stripped = before.rstrip(_MARKS + ",.;|([/·–—-:")
    if _ABOUT.search(stripped) or len(before) > _NEAR or (at and len(own) > _NEAREST):
        return None
    if len(day) < len("2026-01-01") and (len(own) > _NEAREST or before.rstrip().endswith("(")):
        return None
    return _Day(day, at, updated=False)
