"""What changed since a day: verdicts between two nights, records by their history, and what dated documents say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from assistant.catalogue.own_pages import called, is_about_one
from assistant.domain import Answer, Document, Kind, Quote, Role
from assistant.evidence_mode.answering import said_of
from assistant.evidence_mode.mentions import mentions
from assistant.evidence_mode.sentence_evidence import Evidence
from assistant.index.ages import date_words
from assistant.index.words import stems
from assistant.nights.reading_back import read_quotes
from assistant.quotes import quote
from assistant.records.book import Book, record_of
from assistant.records.cells import created_cell, updated_cell
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import tells
from assistant.search.retrieval import Retriever
from assistant.text.names import says_all, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import block_sentences
from assistant.text.stated import in_contents

_VERDICTS, _RECORDS, _DOCUMENTS = 4, 6, 5
_WEEK = timedelta(days=7)
_ISO = len("2026-01-31")
_NEWS = re.compile(
    r"\b(?:decid\w+|agreed|approved|stopp?ed|stops|dropped|launched|shipped|released|live|started|moved|cut|raised"
    r"|signed|renewed|cancell?ed|lost|won|reached|rose|fell|went (?:up|down|from)|from \S+ to \S+\d|delayed|late"
    r"|blocked|behind|ahead|beschlossen|entschieden|acordó|aprobó)\b|\d+(?:[.,]\d+)?\s?(?:%|percent\b)",
    re.IGNORECASE,
)
"""What tells that something is otherwise than before."""
_CHANGED = "was changed"
_POINTS = re.compile(r"^\W*(?:see|read|check out|view|find|visit|watch) (?:our|the|more|here|also)\b", re.IGNORECASE)
"""How a sentence begins that only points elsewhere."""
_PRESENT = re.compile(
    r"^\W*(?:present|attend(?:ees|ing|ed)|attendance|apologies|participants|absent|invited|regrets)\W*$", re.IGNORECASE
)
"""The heading above who was there."""
_SHORTEST = 6
"""Words from which a sentence tells what a document is about."""


def changed(
    question: str,
    since: date | None,
    today: date,
    subject: str,
    retriever: Retriever,
    book: Book,
    kinds: Sequence[Kind] = (),
    night: dict[str, Any] | None = None,
) -> Answer:
    """Return what is newer than a day, newest first; `night` is what the kept nights say (`assistant.nights.changes`).

    Without a day the last week is meant, or, where that has nothing, the last week of which something is known.
    """
    first = (since or today - _WEEK).isoformat()
    rows = _since(first, subject, retriever, book, kinds, night or {})
    reason = None if rows else _nothing_new(first, subject, retriever, kinds)
    newest = _newest(retriever, kinds, today) if since is None and not rows and not subject else None
    if newest is not None and reason is not None:
        rows = _since((newest - _WEEK).isoformat(), subject, retriever, book, kinds, {})
    return Answer.of(question, retriever.index.generation, rows, reason)


def dated_called(name: str, retriever: Retriever) -> date | None:
    """Return the day of the newest document that is called so, and not only about one initiative."""
    wanted = units(name)
    days = (
        day_of(one)
        for one in retriever.index.documents()
        if one.record is None and wanted and says_all(f"{called(one)} {plain(one.title)}", wanted)
        if not is_retired_place(one.path) and not is_about_one(one)
    )
    return max(filter(None, days), default=None)


def _since(
    first: str, subject: str, retriever: Retriever, book: Book, kinds: Sequence[Kind], night: dict[str, Any]
) -> Rows:
    rows = _verdicts(night, subject, retriever)[:_VERDICTS]
    rows += _documents(first, subject, retriever, kinds)[:_DOCUMENTS]
    return rows if kinds else rows + _records(first, subject, book)[:_RECORDS]


def _nothing_new(first: str, subject: str, retriever: Retriever, kinds: Iterable[Kind]) -> str:
    """Return that nothing is so new and, of no subject in particular, of when the newest is."""
    said = f"Nothing that you may read{f' about {subject}' if subject else ''} is dated {date_words(first)} or later"
    newest = None if subject else _newest(retriever, kinds)
    return f"{said}; the newest is of {date_words(newest.isoformat())}." if newest else f"{said}."


def _newest(retriever: Retriever, kinds: Iterable[Kind], today: date = date.max) -> date | None:
    days = (day_of(one) for one in retriever.index.documents(kinds))
    return max((day for day in days if day is not None and day <= today), default=None)


def day_of(document: Document) -> date | None:
    """Return the day of a document, None where it has none or only a month or a year."""
    said = str(document.date or "")[:_ISO]
    return date.fromisoformat(said) if len(said) == _ISO else None


def _verdicts(night: dict[str, Any], subject: str, retriever: Retriever) -> Rows:
    """Return each changed verdict on the passages that came or were reworded and stand in the documents as they are."""
    rows: Rows = []
    for change in night.get("verdicts", ()):
        if not _named(subject, change["initiative"]):
            continue
        passages = [one["quote"] for level in change["levels"] for one in level["passages"] if one["change"] != "went"]
        quotes = list(read_quotes(passages, retriever.index))
        before, after = (str(change[side]).replace("_", " ") for side in ("before", "after"))
        said = f"is now {after}, before it was {before}" if before != after else f"is still {after}, on other evidence"
        if quotes:
            rows.append((f"{change['initiative']} {said}.", quotes))
    return rows


def _records(first: str, subject: str, book: Book) -> Rows:
    """Return the changes of records: each step of a history that is known, else that one was created or changed.

    That a record was changed, and not what of it, tells least and comes last.
    """
    chosen = [one for one in book.documents if not subject or _is_about(subject, one, book)]
    dated = [row for document in chosen for row in _steps(document, first)]
    dated.sort(key=lambda row: (_CHANGED not in row[1], row[0]), reverse=True)
    return [(said, standing) for _, said, standing in dated]


def _is_about(subject: str, document: Document, book: Book) -> bool:
    """Whether a record, or one that stands above it, is called so; parents that turn in a circle end."""
    seen: set[str] = set()
    above: Document | None = document
    while above is not None and above.id not in seen:
        if _named(subject, above.title):
            return True
        seen.add(above.id)
        above = book.above.get(above.id)
    return False


def _named(subject: str, name: str) -> bool:
    return set(stems(subject)) <= set(stems(name))


def _steps(document: Document, first: str) -> list[tuple[str, str, list[Quote]]]:
    found = []
    for block in document.blocks:
        field, time = block.locator.field or "", (block.locator.time or "")[:10]
        if field.endswith(" history") and time >= first and (made := quote(document, block.start, block.end)):
            said = f"{document.title}: {field.removesuffix(' history').lower()} set to {made.text.strip()} on {time}."
            found.append((time, said, [made]))
    record = record_of(document)
    moments = ((record.created, "was created", created_cell), (record.updated, _CHANGED, updated_cell))
    for moment, words, cell in moments:
        if not found and moment and moment[:10] >= first and (made := cell(document, moment)):
            found.append((moment[:10], f"{document.title} {words} on {moment[:10]}.", [made]))
    return found


def _documents(first: str, subject: str, retriever: Retriever, kinds: Iterable[Kind]) -> Rows:
    """Return what the documents since then say of a subject, or how each of them begins."""
    if subject:
        found = mentions(subject, subject, retriever, kinds)
        pieces = [one for one in found if one.document.record is None and (one.document.date or "")[:10] >= first]
    else:
        dated = [
            one for one in retriever.index.documents(kinds) if one.record is None and (one.date or "")[:10] >= first
        ]
        pieces = [piece for one in dated if (piece := _opening(one))]
    pieces.sort(key=lambda piece: piece.document.date or "", reverse=True)
    rows = []
    for piece in pieces:
        if row := said_of(piece):
            title, day = plain(piece.document.title), date_words(piece.document.date)
            lead = title if day in title else f"{title}, {day}"
            rows.append((f"{lead}: {row[0].removeprefix(f'{title}: ')}", row[1]))
    return rows


def _opening(document: Document) -> Evidence | None:
    """Return the first sentence that says that something is new, else the first that says something."""
    opening = None
    for block in document.blocks:
        if block.role in (Role.TEXT, Role.ITEM) and not (
            in_contents(block.trail) or any(map(_PRESENT.match, block.trail[-1:]))
        ):
            for start, end in block_sentences(document.text, block):
                words = document.text[start:end]
                if tells(words, _SHORTEST) and not _POINTS.match(words):
                    piece = Evidence(document, block, start, end, 0.0)
                    if _NEWS.search(words):
                        return piece
                    opening = opening or piece
    return opening
