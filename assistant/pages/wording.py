"""The words that a page uses for kinds, ages, levels and verdicts."""

from __future__ import annotations

import re
from datetime import date, datetime

from assistant.domain import Dimension, Document, Kind, Level, Verdict
from assistant.pages.safe import shortened

KINDS = {
    Kind.STRATEGY: "Strategy",
    Kind.PROBLEMS: "Problems",
    Kind.PLAYERS: "Players",
    Kind.WORK: "Work",
    Kind.CUSTOMERS: "Customers",
    Kind.COLLABORATION: "Collaboration",
    Kind.FINANCE: "Finance",
    Kind.OTHER: "Other",
}

VERDICTS = {
    Verdict.ALIGNED: ("Aligned", "The work is heading for a named outcome."),
    Verdict.PARTLY_ALIGNED: ("Partly aligned", "It is heading the right way, with gaps that you can close."),
    Verdict.OUTPUT_DRIVEN: ("Output-driven", "Success is a deliverable. No change for anybody is named."),
    Verdict.NOT_ALIGNED: ("Not aligned", "It serves a goal that is no longer, or never was, in the strategy."),
    Verdict.CANNOT_TELL: ("Cannot tell", "The documents do not say what this should change."),
}

LEVELS = {
    Level.MET: "Met",
    Level.PARTIAL: "Partly",
    Level.NOT_MET: "Contradicted",
    Level.NO_EVIDENCE: "Silent",
}

DIMENSIONS = {
    Dimension.OUTCOME_LINK: "Linked to a current outcome",
    Dimension.OUTCOME_NOT_OUTPUT: "Success is a change",
    Dimension.MEASURE: "Measure",
    Dimension.PROBLEM_EVIDENCE: "Evidence of the problem",
    Dimension.PLAYER: "Named player and owner",
    Dimension.LEADING_INDICATOR: "Leading indicator",
    Dimension.MANAGED_TO_OUTCOME: "Options open",
    Dimension.STOP_RULE: "Stop rule",
    Dimension.REALITY: "Work and customers agree",
}

MEDIA = {
    "pdf": "PDF",
    "docx": "Word document",
    "pptx": "Presentation",
    "xlsx": "Workbook",
    "csv": "Table",
    "markdown": "Markdown",
    "html": "Web page",
    "text": "Text",
}

_TITLE_LENGTH = 34
_DAY, _WEEKS, _MONTHS, _YEARS = 1, 14, 60, 730
_KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}-\d+")
_MOMENT = re.compile(r"\b(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_LEVEL_OF_DETAIL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


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


def hours_ago(hours: float) -> str:
    """Return how long ago something happened."""
    if hours < 1 / 30:
        return "just now"
    if hours < 1:
        return _count(round(hours * 60), "minute") + " ago"
    return _count(round(hours), "hour") + " ago" if hours < 48 else _count(int(hours // 24), "day") + " ago"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def counted(number: int, one: str, many: str) -> str:
    """Return "1 document", "1,234 documents"."""
    return f"{number:,} {one if number == 1 else many}"


def date_words(written: str | None) -> str:
    """Return an ISO date as people write it, as exact as it is known."""
    day = day_of(written)
    if day is None or written is None:
        return "undated"
    if len(written) >= len("2026-01-01"):
        return f"{day.day} {day:%B %Y}"
    return f"{day:%B %Y}" if len(written) >= len("2026-01") else str(day.year)


def readable_times(text: str) -> str:
    """Return a text in which moments ("2025-06-24T16:37") are written as people do."""
    return _MOMENT.sub(lambda found: f"{date_words(found[1])}, {found[2]}", text)


def readable_key(document: Document) -> bool:
    """Whether people use the key of a record ("HED-141"), which they do not for the ids of a CRM."""
    return bool(_KEY.fullmatch(document.key or ""))


def short_title(document: Document) -> str:
    """Return what a chip calls a document: the key of a record with its title, else the title."""
    title = document.record.title if document.record else document.title
    title = f"{document.key} {title}" if readable_key(document) and str(document.key) not in title else title
    return shortened(title, _TITLE_LENGTH)


def now_iso(moment: datetime) -> str:
    """Return a moment as a person reads it."""
    return f"{moment.day} {moment:%B %Y, %H:%M}"
