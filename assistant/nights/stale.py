"""Evidence that has aged: documents that verdicts of today rest on, though they were written long ago."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.index.ages import day_of
from assistant.nights.night import Night

STALE_DAYS = 183
"""Half a year: what nobody has written about since may have changed."""
MOST = 50
MOST_QUOTES = 4


@dataclass(slots=True)
class _Source:
    """A quoted document, the newest day of what is quoted of it, and who rests on it."""

    document: dict[str, Any]
    written: str
    initiatives: dict[str, None] = field(default_factory=dict)
    quotes: dict[str, dict[str, Any]] = field(default_factory=dict)


def stale_evidence(night: Night, today: date) -> list[dict[str, Any]]:
    """Return the aged documents, first those that most verdicts rest on, then the oldest; undated ones are not told.

    A message counts by when it was written, all else by its document's date.
    """
    sources: dict[str, _Source] = {}
    for initiative, quote in _quotes(night):
        written = quote["locator"].get("time") or quote["document"]["date"]
        if day_of(written) is None:
            continue
        one = sources.setdefault(quote["document"]["id"], _Source(quote["document"], written))
        one.written = max(one.written, written)
        one.initiatives[initiative] = None
        one.quotes.setdefault(quote["quote"], quote)
    old = [one for one in sources.values() if (today - _latest(one.written)).days > STALE_DAYS]
    old.sort(key=lambda one: (-len(one.initiatives), one.written, one.document["path"]))
    return [
        {
            "document": one.document,
            "written": one.written,
            "initiatives": list(one.initiatives),
            "quotes": list(one.quotes.values())[:MOST_QUOTES],
        }
        for one in old[:MOST]
    ]


def _latest(written: str) -> date:
    """Return the last day that an ISO date may mean: "2026" may be of December."""
    first = day_of(written) or date.max
    if len(written) >= len("2026-01-01"):
        return first
    month = first.month if len(written) >= len("2026-01") else 12
    return date(first.year, month, monthrange(first.year, month)[1])


def _quotes(night: Night) -> Iterator[tuple[str, dict[str, Any]]]:
    for initiative, assessment in night.assessments.items():
        for finding in assessment["findings"]:
            yield from ((initiative, quote) for quote in finding["quotes"])
