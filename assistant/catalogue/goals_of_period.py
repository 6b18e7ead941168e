"""Read a name that means the goals of a time for one theme: "Outreach goals for 2024"."""

from __future__ import annotations

import re

from assistant.catalogue.periods import Period, period_of, speaks_of, without_period
from assistant.domain import Document
from assistant.text.names import is_generic, units

_GOALS_OF = re.compile(
    r"^(?P<goals>.*\b(?:goals|objectives|priorities|targets|okrs|plans))(?:,? (?:for|in|of|during|from|to be met in))? "
    r"(?:the )?(?P<when>[^,;]{2,24})$",
    re.IGNORECASE,
)


def goals_of_period(name: str) -> tuple[str, Period] | None:
    """Return what the goals of a theme are called without their time, and that time; None for any other name."""
    said = _GOALS_OF.match(name.strip())
    period = period_of(said["when"]) if said else None
    if said is None or period is None or without_period(said["when"]):
        return None
    told = any(not is_generic(unit) for unit in units(said["goals"]))
    return (said["goals"], period) if told else None


def tells_of(document: Document, period: Period) -> bool:
    """Whether a page speaks of a time, in its name or in its text."""
    return any(speaks_of(text, period) for text in (document.path, document.title, document.text))
