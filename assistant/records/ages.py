"""How long ago something happened to a record: "older than 30 days", "not updated for two weeks"."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.records.book import Book, record_of
from assistant.records.cells import created_cell, updated_cell
from assistant.records.query import Query
from assistant.text.spoken_numbers import SPELLED

_COUNTS = SPELLED | {"a": 1, "an": 1}
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_LENGTH = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s+(?P<unit>{'|'.join(_DAYS)})s?"
_OLDER = re.compile(
    r"\b(?:(?:that|which) )?(?:(?:is|are|have|has) )?(?:been )?"
    r"(?:older than|(?:open|waiting|unresolved) (?:for )?(?:more|longer) than|(?:open|waiting|unresolved) (?:for )?over"
    rf"|(?:created|opened|raised) (?:more|longer) than) {_LENGTH}(?: ago| old)?\b",
    re.IGNORECASE,
)
_UNTOUCHED = re.compile(
    r"\b(?:(?:that|which) )?(?:(?:have|has|were|was|are|is) )?(?:not (?:been )?(?:updated|touched|changed|modified)"
    r"|untouched|without (?:any )?(?:updates?|changes?|activity)|no (?:updates?|changes?|activity)) "
    rf"(?:in|for|during|since) (?:the |over |more than )*(?:last |past )?{_LENGTH}\b",
    re.IGNORECASE,
)
_STILL_OPEN = re.compile(r"\b(?:open|waiting|unresolved)\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:closed|done|resolved|finished|released|cancell?ed|won|lost|all|every)\b", re.IGNORECASE)
_IS_OLDER = re.compile(r"\bolder than\b", re.IGNORECASE)


def ages(query: Query, book: Book) -> None:
    """Use up how long ago a record was made or last changed; what waits for so long is not over."""
    if match := query.take(_UNTOUCHED):
        before = _before(match, query)
        query.tests.append(lambda document: "" < str(record_of(document).updated or "")[:10] < before)
        query.day_cell = lambda document: updated_cell(document, record_of(document).updated or "-")
        if not _OVER.search(query.rest):  # nobody touches what is over
            said = _UNTOUCHED.search(query.asked)
            if said and not _STILL_OPEN.search(query.asked):
                query.asked = f"{query.asked[: said.start()]}are open and {query.asked[said.start() :]}"
            query.tests.append(lambda document: not record_of(document).done)
    elif match := query.take(_OLDER):
        before = _before(match, query)
        query.tests.append(lambda document: "" < str(record_of(document).created or "")[:10] < before)
        query.day_cell = lambda document: created_cell(document, record_of(document).created or "-")
        older = bool(_IS_OLDER.search(match.group())) and not _OVER.search(query.rest)
        if older and not _STILL_OPEN.search(query.asked):  # what is over grows no older
            query.asked = _IS_OLDER.sub("open and older than", query.asked)
        if older or _STILL_OPEN.search(match.group()):
            query.tests.append(lambda document: not record_of(document).done)
    else:
        return
    query.narrow = True


def _before(match: re.Match[str], query: Query) -> str:
    """Return the day before which it has to be."""
    count = _COUNTS.get(match["count"].lower()) or int(match["count"])
    return (query.today - timedelta(days=count * _DAYS[match["unit"].lower()])).isoformat()
