"""Pages that are written again and again: which belong to one series, and which of a series is the newest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain import Document


def series_of(document: Document) -> str:
    """Return what the pages of one series share: their path without its numbers."""
    return re.sub(r"\d+", "#", document.path).lower()


def newest_of_series(documents: Iterable[Document]) -> dict[str, Document]:
    """Return the newest page of each series, by its date, else by the numbers in its path."""
    newest: dict[str, Document] = {}
    for one in sorted(documents, key=lambda page: (str(page.date or ""), _numbers(page))):
        newest[series_of(one)] = one
    return newest


def _numbers(document: Document) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", document.path)))
