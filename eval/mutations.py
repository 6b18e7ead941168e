"""Change one detail of true claims, so that nothing carries them any more: `python -m eval.mutations DATA OUT.jsonl`.

DATA is a folder with `passages.jsonl` ({id, source, path, heading, text}) and `claims.jsonl` ({passage, claim,
label}). What is written are rows for `bearing eval support`: each mutated claim (`contradicted`) with its evidence, and
the claim that it was made from (`supported`). A changed detail is never one that the evidence says elsewhere.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.text.quantities import UNITS, dates, numbers
from eval.labelled import read_rows

KINDS = ("number", "date", "unit", "name", "negation")
_MONTHS = ("January February March April May June July August September October November December").split()
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNITS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years", "percent", "dollars", "euros")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)*")
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|can|must|should|may|has|have|had|does|do|did)\b(?! not\b|n't)")
_NOT = re.compile(r"\b(?:not|never) |(?<=\w)n't\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A claim with one detail changed, and which."""

    kind: str
    claim: str


def mutations(claim: str, evidence: str, names: Sequence[str], chance: random.Random) -> Iterator[Mutation]:
    """Yield the claim with one detail of each kind changed, where it has one."""
    for kind, change in zip(KINDS, (_number, _date, _unit, _name(names), _negation), strict=True):
        changed = change(claim, evidence, chance)
        if changed is not None and changed != claim:
            yield Mutation(kind, changed)


def _number(claim: str, evidence: str, chance: random.Random) -> str | None:
    said = {number.value for number in numbers(evidence, [])}
    digits = [number for number in numbers(claim) if claim[number.start : number.end].strip(" $€£").isdigit()]
    if not digits:
        return None
    chosen = chance.choice(digits)
    words = claim[chosen.start : chosen.end]
    value = int(words.strip(" $€£"))
    others = [other for other in (value + 1, value + 3, value * 2, max(1, value - 2)) if float(other) not in said]
    return (
        _with(claim, chosen.start, chosen.end, words.replace(str(value), str(chance.choice(others))))
        if others
        else None
    )


def _date(claim: str, evidence: str, chance: random.Random) -> str | None:
    for date in dates(claim):
        words = claim[date.start : date.end]
        month = next((name for name in _MONTHS if name in words), None)
        year = _YEAR.search(words)
        if month:
            other = chance.choice([name for name in _MONTHS if name not in evidence] or [""])
            return _with(claim, date.start, date.end, words.replace(month, other)) if other else None
        if year:
            near = [str(int(year.group()) + step) for step in (-3, -2, -1, 1, 2, 3)]
            other = chance.choice([name for name in near if name not in evidence] or [""])
            return _with(claim, date.start, date.end, words.replace(year.group(), other)) if other else None
    return None


def _unit(claim: str, evidence: str, chance: random.Random) -> str | None:
    for number in numbers(claim):
        match = re.match(r"[- ]?(\w+)", claim[number.end :])
        if not number.unit or not match or UNITS.get(match.group(1).lower()) != number.unit:
            continue
        others = [name for name in _UNITS if UNITS[name] != number.unit and name.rstrip("s") not in evidence.lower()]
        start = number.end + match.start(1)
        return _with(claim, start, start + len(match.group(1)), chance.choice(others)) if others else None
    return None


def _name(names: Sequence[str]) -> Callable[[str, str, random.Random], str | None]:
    def change(claim: str, evidence: str, chance: random.Random) -> str | None:
        there = [match for match in _NAME.finditer(claim) if match.group() not in _MONTHS]
        others = [name for name in names if not any(part in evidence for part in name.split())]
        if not there or not others:
            return None
        chosen = chance.choice(there)
        return _with(claim, chosen.start(), chosen.end(), chance.choice(others))

    return change


def _negation(claim: str, _evidence: str, _chance: random.Random) -> str | None:
    denied = _NOT.search(claim)
    if denied:
        return _with(claim, denied.start(), denied.end(), "")
    stated = _AUXILIARY.search(claim)
    return _with(claim, stated.end(), stated.end(), " not") if stated else None


def _with(text: str, start: int, end: int, words: str) -> str:
    return text[:start] + words + text[end:]


def rows(data: Path, seed: int = 11) -> Iterator[dict[str, object]]:
    """Yield every mutation of the supported claims, each claim itself once, as rows of `bearing eval support`."""
    chance = random.Random(seed)
    passages = read_rows(data / "passages.jsonl", "id", "source", "path", "heading", "text")
    # A reader sees whose document it is, and so may a claim say.
    texts = {row["id"]: "\n".join(row[name] for name in ("source", "path", "heading", "text")) for row in passages}
    claims = [row for row in read_rows(data / "claims.jsonl", "claim", "label") if row["label"] == "supported"]
    names = sorted({match.group() for row in claims for match in _NAME.finditer(row["claim"])})
    for number, row in enumerate(claims):
        evidence = texts[row["passage"]]
        made = list(mutations(row["claim"], evidence, names, chance))
        if made:
            yield {"id": f"{number}-true", "claim": row["claim"], "evidence": [evidence], "label": "supported"}
        for mutation in made:
            name = f"{number}-{mutation.kind}"
            yield {"id": name, "claim": mutation.claim, "evidence": [evidence], "label": "contradicted"}


def main(data: Path, out: Path) -> None:
    """Write the rows."""
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(data)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
