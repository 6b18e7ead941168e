"""Read and write labelled cases: YAML files below `eval/cases/`, each a list of named cases with a reason.

A case asks a question (`question`), names an initiative (`initiative`, `verdict`; null: it must not be found), or
plants a text (`planted`). `as` names the groups of its reader. `gold` lists the places that are right, `outdated` those
that say what held before, `says` what a right answer contains: numbers, dates, names. A question over records has an
`answer` (a number, or the keys of records). `like` names the case that this one asks in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Quote, Verdict
from assistant.errors import UsageError
from eval.yaml_files import read_yaml

CASES = Path(__file__).resolve().parent / "cases"
KINDS = (
    "fact number list why record comparison contradiction stale changed about unanswerable restricted german spanish"
    " paraphrase initiative renamed absent planted"
).split()
"""The slices that are scored apart."""
_WORD = re.compile(r"\w+")
_SAME_WORDS = 0.8
_FIELDS = frozenset(
    "id kind reason question initiative planted family as gold outdated says answer keys answerable like verdict"
    " enabler trap levels key".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A labelled place: a verbatim quote of a file and, as far as the format has them, lines, page, slide or row."""

    file: str
    quote: str
    line_start: int | None = None
    line_end: int | None = None
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    row: int | None = None

    def agrees(self, cited: Quote) -> bool:
        """Whether a citation stands at this place: by lines, by row, else by words on the same page or slide."""
        place = cited.locator
        if cited.document.path != self.file:
            return False
        if None not in (place.line_start, place.line_end, self.line_start):
            return place.line_start <= (self.line_end or self.line_start) and self.line_start <= place.line_end  # type: ignore[operator]
        if self.row is not None and place.row is not None:
            return (self.row, self.sheet) == (place.row, place.sheet)
        mine, theirs = ((there.page, there.slide) for there in (self, place))
        return mine == theirs and self._shares_words(cited.text)

    def _shares_words(self, text: str) -> bool:
        mine, theirs = (set(_WORD.findall(words.lower())) for words in (self.quote, text))
        return len(mine & theirs) >= _SAME_WORDS * max(1, min(len(mine), len(theirs)))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A case with what is right, as its file has it; see the module's words for the fields."""

    id: str
    kind: str
    reason: str
    question: str | None = None
    initiative: str | None = None
    planted: str | None = None
    family: str = ""
    groups: tuple[str, ...] = ()
    gold: tuple[Place, ...] = ()
    outdated: tuple[Place, ...] = ()
    says: tuple[str, ...] = ()
    answer: int | tuple[str, ...] | None = None
    answerable: bool = True
    like: str | None = None
    verdict: str | None = None
    enabler: bool | None = None
    levels: tuple[tuple[str, str], ...] = ()

    @property
    def asked(self) -> str:
        """Return what a reader would type."""
        return self.question or self.initiative or self.planted or ""


def read_cases(folder: Path = CASES) -> tuple[Labelled, ...]:
    """Return the cases of all YAML files of a folder, in the order of file and line.

    Raises:
        UsageError: a file cannot be read, a case lacks a field or has an unknown one, or two have one name.
    """
    cases = [case for file in sorted(folder.glob("*.yaml")) for case in _read(file)]
    names = [case.id for case in cases]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"two cases below {folder} are called {twice!r}: rename one")
    unknown = next((case for case in cases if case.like is not None and case.like not in names), None)
    if unknown is not None:
        raise UsageError(f"{unknown.id!r} is like {unknown.like!r}, which is no case below {folder}")
    return tuple(cases)


def _read(file: Path) -> Iterator[Labelled]:
    rows = read_yaml(file) or []
    if not isinstance(rows, list):
        raise UsageError(f"{file} is not a list of cases: begin each with `- id: ...`")
    for number, row in enumerate(rows, start=1):
        yield _case(file, number, row)


def _case(file: Path, number: int, row: object) -> Labelled:
    where = f"case {number} of {file}"
    if not isinstance(row, dict) or not all(row.get(name) for name in ("id", "kind", "reason")):
        raise UsageError(f"{where} has no id, kind or reason")
    wrong = sorted(set(row) - _FIELDS)
    if wrong or row["kind"] not in KINDS:
        raise UsageError(f"{where}: {wrong[0] if wrong else row['kind']!r} is unknown: use one of {', '.join(KINDS)}")
    asks = [name for name in ("question", "initiative", "planted") if row.get(name)]
    if len(asks) != 1:
        raise UsageError(f"{where} needs one of question, initiative, planted")
    verdict = row.get("verdict")
    if verdict is not None and verdict not in set(Verdict):
        raise UsageError(f"{where}: there is no verdict {verdict!r}: use one of {', '.join(Verdict)}")
    answer = row.get("answer")
    try:
        gold, outdated = (tuple(map(_place, row.get(name, ()))) for name in ("gold", "outdated"))
    except (TypeError, KeyError) as error:
        raise UsageError(f"{where} has a place without file and quote") from error
    return Labelled(
        id=str(row["id"]),
        kind=row["kind"],
        reason=str(row["reason"]),
        question=row.get("question"),
        initiative=row.get("initiative"),
        planted=row.get("planted"),
        family=str(row.get("family", "")),
        groups=tuple(sorted(row.get("as", ()))),
        gold=gold,
        outdated=outdated,
        says=tuple(map(str, row.get("says", ()))),
        answer=tuple(map(str, answer)) if isinstance(answer, list) else answer,
        answerable=bool(row.get("answerable", True)),
        like=row.get("like"),
        verdict=verdict,
        enabler=row.get("enabler"),
        levels=tuple(row.get("levels", {}).items()),
    )


def _place(row: dict[str, Any]) -> Place:
    known = {name: row[name] for name in Place.__slots__ if name in row}
    return Place(**{"file": row["file"], "quote": row["quote"], **known})
