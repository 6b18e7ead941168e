"""How old a document is, and how old the evidence of an answer: said from its dates, and not at all without one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from assistant.domain import Kind, Quote
from assistant.index.reader import Index

_DAY, _WEEKS, _MONTHS, _YEARS = 1, 14, 60, 730
_ISO_DAY = len("2026-11-09")
_LEVEL_OF_DETAIL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def age_of(quotes: Iterable[Quote], today: date) -> str | None:
    """Return one line on how old what is cited is; None where none of it is dated.

    A message counts by when it was written, all else by its document's date.
    """
    dated = {(made.document.id, made.locator.time): made.locator.time or made.document.date for made in quotes}
    return age_of_dates(list(dated.values()), today)


def age_of_dates(dates: Collection[str | None], today: date) -> str | None:
    """Return one line on how old sources are by their dates, a date each; None where none is dated."""
    days = sorted((day, written) for written in dates if written and (day := day_of(written)) is not None)
    if not days:
        return None
    oldest, newest = days[0][1], days[-1][1]
    undated = len(dates) - len(days)
    without = f" {undated} of {len(dates)} sources {'has' if undated == 1 else 'have'} no date." if undated else ""
    if date_words(oldest) == date_words(newest):
        return f"The evidence is of {_dated(newest, today)}.{without}"
    return f"The evidence is from {date_words(oldest)} to {_dated(newest, today)}.{without}"


def _dated(written: str, today: date) -> str:
    day = day_of(written)
    return date_words(written) if day is None or day > today else f"{date_words(written)}, {age(written, today)}"


def age(written: str | None, today: date) -> str:
    """Return how old an ISO date is, in the largest unit that is still honest; "undated" where there is none."""
    day = day_of(written)
    if day is None:
        return "undated"
    days = (today - day).days
    if days < 0:
        return day.isoformat()
    if days <= _DAY:
        return "today" if days == 0 else "yesterday"
    if days < _WEEKS:
        return f"{days} days old"
    if days < _MONTHS:
        return f"{days // 7} weeks old"
    if days < _YEARS:
        return f"{round(days / 30.44)} months old"
    return f"{days // 365} years old"


def day_of(written: str | None) -> date | None:
    """Return the day of an ISO date, its first where only year or month are known; None where it is not one."""
    found = _LEVEL_OF_DETAIL.match(written or "")
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def date_words(written: str | None) -> str:
    """Return an ISO date as people write it, as exact as it is known."""
    day = day_of(written)
    if day is None or written is None:
        return "undated"
    if len(written) >= len("2026-01-01"):
        return f"{day.day} {day:%B %Y}"
    return f"{day:%B %Y}" if len(written) >= len("2026-01") else str(day.year)


def newest_day(index: Index) -> str:
    """Return the day on which the newest record was changed, so that an assessment does not depend on the clock.

    Without records it is that of the newest document that has a day: the year in the title of a plan lies ahead.
    """
    days = [d.record.updated or d.record.created or "" for d in index.documents([Kind.WORK]) if d.record]
    dates = (
        [d.date or "" for d in index.documents([Kind.WORK, Kind.COLLABORATION, Kind.STRATEGY]) if d.record is None]
        if not any(days)
        else []
    )
    dates = [day for day in dates if len(day) >= _ISO_DAY] or dates
    return max([*days, *dates, ""])[:_ISO_DAY]
