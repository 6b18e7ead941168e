"""The words that a page uses for kinds, levels and verdicts."""

from __future__ import annotations

import re
from datetime import datetime

from assistant.catalogue.project_folders import part_of
from assistant.domain import Dimension, Document, Kind, Level, Scope, Verdict
from assistant.index.ages import date_words, day_of
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
_KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}-\d+")
_MOMENT = re.compile(r"\b(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")


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


def scope_words(scope: Scope) -> str:
    """Return which documents a question was asked of: "strategy and work documents since 3 April 2026"."""
    kinds = " and ".join(KINDS[kind].lower() for kind in scope.kinds)
    since = f" since {date_words(scope.since.isoformat())}" if scope.since else ""
    return f"{kinds} documents{since}".strip()


def when_words(changed: tuple[str, ...]) -> str:
    """Return when, from the names of generations, which begin with the time in UTC."""
    days = list(dict.fromkeys(day_words(f"{name[:4]}-{name[4:6]}-{name[6:8]}") for name in changed))
    return "" if not days else f" on {days[0]}" if len(days) == 1 else f" between {days[0]} and {days[-1]}"


def day_words(iso: str) -> str:
    """Return the day of an ISO moment as people write it."""
    return date_words(iso) if day_of(iso) else iso


def readable_times(text: str) -> str:
    """Return a text in which moments ("2025-06-24T16:37") are written as people do."""
    return _MOMENT.sub(lambda found: f"{date_words(found[1])}, {found[2]}", text)


def readable_key(document: Document) -> bool:
    """Whether people use the key of a record ("HED-141"), which they do not for the ids of a CRM."""
    return bool(_KEY.fullmatch(document.key or ""))


def short_title(document: Document) -> str:
    """Return what a chip calls a document: the key of a record with its title, else the title.

    "Overview" does not tell of what: the folder of such a page comes first.
    """
    if document.record is None:
        folder = part_of(document.path)
        is_said = folder in document.title.lower()
        return shortened(document.title if is_said else f"{folder.capitalize()}: {document.title}", _TITLE_LENGTH)
    title = document.record.title
    title = f"{document.key} {title}" if readable_key(document) and str(document.key) not in title else title
    return shortened(title, _TITLE_LENGTH)


def now_iso(moment: datetime) -> str:
    """Return a moment as a person reads it."""
    return f"{moment.day} {moment:%B %Y, %H:%M}"
