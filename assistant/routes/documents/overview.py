"""What is known about one thing, kind by kind: what the strategy says of it, the work, the customers, the notes."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.domain import Answer, Kind
from assistant.evidence_mode.answering import said_of
from assistant.evidence_mode.mentions import mentions, speaks_to
from assistant.records.book import Book
from assistant.records.facts import Rows, facts
from assistant.search.retrieval import Retriever

_EACH = 2
"""Sentences a kind."""
_KINDS = {
    Kind.STRATEGY: "Strategy",
    Kind.PROBLEMS: "Problems",
    Kind.PLAYERS: "Players",
    Kind.WORK: "Work",
    Kind.CUSTOMERS: "Customers",
    Kind.FINANCE: "Finance",
    Kind.COLLABORATION: "Notes",
    Kind.OTHER: "Other",
}
_FACTS = ("What is the status of {}", "Who owns {}", "When is {} due")


def overview(
    question: str, subject: str, retriever: Retriever, book: Book, kinds: Iterable[Kind] = ()
) -> Answer | None:
    """Return what each kind of document says of a subject, None where none names it."""
    wanted = frozenset(kinds)
    rows: Rows = []
    known = [row for form in _FACTS for row in facts(form.format(subject), book)[:1]]
    for kind, name in _KINDS.items():
        if not wanted or kind in wanted:
            found = _of_kind(subject, kind, retriever, known)
            rows += [(f"{name}: {said}", standing) for said, standing in found]
    return Answer.of(question, retriever.index.generation, rows) if rows else None


def _of_kind(subject: str, kind: Kind, retriever: Retriever, known: Rows) -> Rows:
    rows = [row for row in known if row[1][0].document.kind is kind]
    said = {made.document.id for _, standing in rows for made in standing}
    for piece in mentions(subject, subject, retriever, [kind]):
        if len(rows) >= len(said) + _EACH:
            break
        if piece.document.id not in said and speaks_to(piece) and (row := said_of(piece)):
            rows.append(row)
    return rows
