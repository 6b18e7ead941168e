"""Work items of every tracker as documents: one writer, so that equal content gives equal documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Locator, Parsed, ParsedFile, Record, Role, Transition
from assistant.errors import DocumentError
from ingest.exports.date_columns import zone_note
from ingest.exports.prose import Piece, paragraphs, write_prose
from ingest.exports.records import best_date
from ingest.parse.draft import NO_TEXT, Draft

_ISO_MOMENT = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_MIDNIGHT = re.compile(r"[ ,]+(?:12:00(?::00)? AM|0?0:00(?::00)?(?: [+-]\d{4})?)$")
# Changes that leaders ask about; the others stay in the record's history.
_TOLD = frozenset({"status", "resolution", "due date", "duedate", "state", "list"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is written: its name in the export, and its value as text or as the pieces of a long one.

    What is not in the export in these words is never quoted: `before` the value, or the value itself if not `quoted`.
    """

    label: str
    value: str | tuple[Piece, ...]
    before: str = ""
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said below a work item; `time` is ISO 8601, `sort` "comment" or "work log"."""

    pieces: tuple[Piece, ...]
    author: str = ""
    time: str | None = None
    sort: str = "comment"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A record with what a person reads of it; `row` and `sheet` are where it stands in a table."""

    record: Record
    fields: tuple[Field, ...]
    comments: tuple[Comment, ...] = ()
    media: str = "csv"
    row: int | None = None
    sheet: str | None = None

    def document(self) -> Parsed:
        """Return it as a document: each field on its line, then the comments, then how its status changed."""
        record, draft = self.record, Draft()
        for one in self.fields:
            self._write(draft, one)
        for comment in self.comments:
            self._write_comment(draft, comment)
        for change in record.history:
            if change.field.casefold() in _TOLD:
                self._write_change(draft, change)
        text, blocks = draft.finish()
        authors = ", ".join(dict.fromkeys(comment.author for comment in self.comments if comment.author))
        metadata = {"comment authors": authors} if authors else {}
        date = best_date(record)
        return Parsed(record.title, text, blocks, self.media, record.key, date, metadata=metadata, record=record)

    def _place(self, field: str, time: str | None = None) -> Locator:
        return Locator(key=self.record.key, field=field, row=self.row, sheet=self.sheet, time=time)

    def _write(self, draft: Draft, one: Field) -> None:
        pieces = paragraphs(one.value) if isinstance(one.value, str) else one.value
        if any(char.isalnum() for piece in pieces for char in piece.words):
            draft.aside(f"{one.label}: {one.before}")
            if not one.quoted:
                draft.aside("\n".join(piece.words for piece in pieces), gap="")
                return
            write_prose(draft, pieces, self._place(one.label), Role.FIELD, gap="")

    def _write_comment(self, draft: Draft, comment: Comment) -> None:
        if not any(char.isalnum() for piece in comment.pieces for char in piece.words):
            return
        name = comment.sort.capitalize()
        facts = ", ".join(fact for fact in (comment.time and comment.time[:10], comment.author) if fact)
        draft.aside(f"{name} ({facts}): " if facts else f"{name}: ")
        place = self._place(f"{comment.sort} by {comment.author}" if comment.author else name, comment.time)
        write_prose(draft, comment.pieces, place, Role.COMMENT, gap="")

    def _write_change(self, draft: Draft, change: Transition) -> None:
        by = f" ({change.by})" if change.by else ""
        field = change.field.capitalize()
        draft.aside(f"{field} changed on {change.time[:10]}{by}: {change.before or 'nothing'} → ")
        draft.add(change.after or "nothing", Role.FIELD, locator=self._place(f"{field} history", change.time), gap="")


def field_of(label: str, value: str | None, *, quoted: bool = True) -> tuple[Field, ...]:
    """Return a field that has a value, else nothing."""
    return (Field(label, value, quoted=quoted),) if value and value.strip() else ()


def shown_moment(raw: str) -> str:
    """Return a moment as the export writes it, without seconds of ISO times, and a midnight that nobody chose."""
    raw = raw.strip()
    if _ISO_MOMENT.match(raw):
        return raw[:10] if raw[11:16] == "00:00" else raw[:16]
    return _MIDNIGHT.sub("", raw)


def in_file(items: Sequence[WorkItem], warnings: Iterable[str], columns: Sequence[str]) -> ParsedFile:
    """Return the documents of an export; of two items with one key the one that changed last is kept."""
    kept: dict[str, WorkItem] = {}
    for item in items:
        other = kept.get(item.record.key)
        if other is None or (item.record.updated or "") > (other.record.updated or ""):
            kept[item.record.key] = item
    if not kept:
        raise DocumentError(NO_TEXT)
    said = list(warnings)
    if len(kept) < len(items):
        said.append(f"{len(items) - len(kept)} records are in it twice: the one that changed last was kept")
    said += zone_note(time for item in kept.values() for time in _times(item))
    documents = tuple(item.document() for item in kept.values())
    return ParsedFile(documents, tuple(dict.fromkeys(said)), tuple(dict.fromkeys(columns)))


def _times(item: WorkItem) -> tuple[str | None, ...]:
    record = item.record
    return (record.created, record.updated, record.resolved, *(comment.time for comment in item.comments))
