"""Does a citation stand, and does it carry its claim? Asked of every answer, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isnan, nan

from assistant.checking.checker import seen
from assistant.checking.details import Detail, mismatches
from assistant.domain import Answer, Quote
from assistant.quotes import find_verbatim
from assistant.text.quantities import numbers


def stands(made: Quote) -> bool:
    """Whether a citation's words stand in their document at their place."""
    return bool(made.text.strip()) and find_verbatim(made.text, made.document.text[made.start : made.end]) is not None


def carried(answer: Answer) -> tuple[bool, ...]:
    """Tell of each claim whether its numbers, names and units stand in its quotes or in what heads them.

    A sum stands in none of its rows: it is carried where they, each of which is cited, add up to it.
    """
    rows = []
    for claim in answer.claims:
        quotes = [answer.quotes[number - 1] for number in claim.citations]
        shown = "\n".join(seen(made, block) for made in quotes if (block := made.document.block_at(made.start)))
        wrong = [one for one in mismatches(claim.text, shown) if one.detail is not Detail.NEGATION]
        rows.append(bool(quotes) and (not wrong or _adds_up(claim.text, quotes)))
    return tuple(rows)


_SUM = re.compile(r"\bthe sum of (?P<rows>\d+) rows(?: in (?P<scale>thousand|million)s)?")
_SCALES = {None: 1.0, "thousand": 1e3, "million": 1e6}
_NEAR = 0.005


def _adds_up(claim: str, quotes: Sequence[Quote]) -> bool:
    """Tell whether a claim is the sum of just the rows that it cites, by one of their columns."""
    said = _SUM.search(claim)
    if said is None or int(said["rows"]) != len(quotes):
        return False
    scale = _SCALES[said["scale"]]
    columns = zip(*([_only_number(cell) for cell in made.text.split(" | ")] for made in quotes), strict=False)
    sums = [sum(cells) * scale for cells in columns if not any(map(isnan, cells))]
    return any(abs(one.value - each) <= _NEAR * scale for each in sums for one in numbers(claim[: said.start()]))


def _only_number(cell: str) -> float:
    """Return the number that a cell is, not-a-number where it is more than that or none."""
    found = numbers(cell)
    return found[0].value if len(found) == 1 and found[0].end - found[0].start == len(cell.strip()) else nan
