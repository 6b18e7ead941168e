"""The headings of a budget or a statement: which of them a line stands below, by the totals that end them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOTAL_OF = re.compile(
    r"^(?:\W*(?:sub|grand )?-?total|summe|gesamt)(?:s|\s+(?:for|of))?\b[\s:–-]*(?P<name>.*)$", re.IGNORECASE
)
Told = tuple[int, str, str]
"""A row's number, its words if it is a heading, and if it is a total."""


def trails(rows: Sequence[Told]) -> dict[int, tuple[str, ...]]:
    """Return the headings above each line and each total, outermost first.

    A heading whose total stands further below holds until then; any other ends where the next one begins, unless no
    line stands between the two.
    """
    found: dict[int, tuple[str, ...]] = {}
    ends = {_named(total) for _, _, total in rows if total}
    open_ones: list[str] = []
    lines = False
    for number, heading, total in rows:
        if total:
            found[number] = tuple(open_ones)
            open_ones, lines = _closed(open_ones, _named(total)), False
        elif heading:
            if open_ones and lines and open_ones[-1].casefold() not in ends:
                open_ones = open_ones[:-1]
            open_ones, lines = [*open_ones, heading], False
        else:
            found[number], lines = tuple(open_ones), True
    return found


def _named(total: str) -> str:
    """Return what a total says that it adds up, "" where it names nothing or is a result of its own."""
    match = _TOTAL_OF.match(total)
    return match["name"].strip().casefold() if match else ""


def _closed(headings: Sequence[str], name: str) -> list[str]:
    """Return the headings that go on below a total: those above the one that it names; a result ends all of them."""
    at = next((at for at in reversed(range(len(headings))) if headings[at].casefold() == name), None)
    if at is None and name:
        # "Less Operating Expenses" ends with "Total Operating Expenses".
        at = next((at for at in reversed(range(len(headings))) if headings[at].casefold().endswith(name)), None)
    return list(headings[:at]) if at is not None else list(headings[:-1]) if name else []
