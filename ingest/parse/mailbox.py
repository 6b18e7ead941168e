"""Mailboxes (mbox, RFC 4155): each message is a document of its own, and says which one it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message as Part
from pathlib import Path
from typing import BinaryIO

from assistant.domain import Parsed, ParsedFile
from assistant.errors import DocumentError
from ingest.parse import mail, message
from ingest.parse.draft import NO_TEXT, one_line
from ingest.parse.message import Message, ParseMember

# The line that begins a message has a whole date as C writes it; "From May on, at 18:00" in a letter has none.
_BEGINS = re.compile(
    rb"From (?:\S+ +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2}) .*\d:\d\d"
)
_HEADER = re.compile(rb"[A-Za-z][\w-]*:|>From ")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_EXPUNGED = 0x0008
"""The bit that Thunderbird sets in a message that was deleted or moved, until it compacts the folder."""
_THROWN_AWAY = frozenset(("trash", "spam", "junk", "papierkorb", "papelera", "corbeille"))
_REPLY = re.compile(r"^(?:\s*(?:re|aw|antw|sv|rv|tr|fwd?|wg)\s*(?:\[\d+\])?:)+\s*", re.IGNORECASE)
_SHOWN = 50
_LONGEST_NAME = 60


def parse(path: Path, parse_member: ParseMember) -> ParsedFile:
    """Return the messages of a mailbox with what is attached to them.

    Raises:
        DocumentError: no message of it has text.
    """
    with path.open("rb") as file:
        parts = [mail.of_bytes(_ESCAPED.sub(rb"\1", content)) for content in _messages(file)]
    if len(parts) == 1 and path.suffix.lower() == ".eml":
        return message.documents(path, mail.message_of(parts[0]), "mail", parse_member)
    kept = [part for part in parts if not _is_thrown_away(part)]
    warnings = [f"deleted messages are left out: {len(parts) - len(kept)}"] if len(kept) < len(parts) else []
    messages = list(_once(kept))
    if len(messages) < len(kept):
        warnings.append(f"messages that are in it twice were read once: {len(kept) - len(messages)}")
    found, said = list[Parsed](), list[str]()
    names: set[str] = set()
    for one in Threads.of(messages).told():
        inside = message.unique_name(_name(one), names)
        found += message.each_document(path, one, "mail", parse_member, inside, said)
    if not found:
        raise DocumentError(NO_TEXT)
    return ParsedFile(tuple(found), (*warnings, *_shortened(said)))


def _messages(file: BinaryIO) -> Iterator[bytes]:
    """Yield the content of each message: it begins below a blank line with a line of its own, then its headers."""
    lines: list[bytes] = []
    blank, opening = True, b""
    for line in file:
        if opening:
            if _HEADER.match(line):
                if lines:
                    yield b"".join(lines)
                lines = []
            else:
                lines.append(opening)
            opening = b""
        if blank and _BEGINS.match(line):
            opening = line
        else:
            lines.append(line)
        blank = not line.strip()
    if any(line.strip() for line in lines):
        yield b"".join(lines)


def _is_thrown_away(part: Part) -> bool:
    """Whether a message is one that its owner deleted, which the file still holds."""
    status = one_line(str(part["x-mozilla-status"] or ""))
    labels = {label.strip(' "').casefold() for label in str(part["x-gmail-labels"] or "").split(",")}
    expunged = bool(re.fullmatch(r"[0-9a-fA-F]{4}", status)) and bool(int(status, 16) & _EXPUNGED)
    return expunged or not labels.isdisjoint(_THROWN_AWAY)


def _once(parts: Iterable[Part]) -> Iterator[Message]:
    """Yield the messages, of those with one id the first."""
    seen: set[str] = set()
    for part in parts:
        one = mail.message_of(part)
        number = one.metadata.get("message-id", "")
        if not number or number not in seen:
            yield one
        seen.add(number)


def _name(one: Message) -> str:
    day = f"{one.sent.date().isoformat()} " if one.sent else ""
    words = one_line(re.sub(r"[\\/:*?\"<>|]+", " ", one.subject))[:_LONGEST_NAME].strip(" .") or "message"
    return f"{day}{words}.eml"


def _shortened(warnings: Sequence[str]) -> Iterator[str]:
    yield from warnings[:_SHOWN]
    if len(warnings) > _SHOWN:
        yield f"{len(warnings) - _SHOWN} more attachments are not read"


@dataclass(frozen=True, slots=True)
class Threads:
    """The messages of a mailbox by their id, so that one can say which other it answers."""

    messages: Sequence[Message]
    by_id: dict[str, Message]

    @classmethod
    def of(cls, messages: Sequence[Message]) -> Threads:
        """Take note of the ids."""
        return cls(messages, {number: one for one in messages if (number := one.metadata.get("message-id"))})

    def told(self) -> Iterator[Message]:
        """Yield the messages in their order; of one in a thread the metadata say what it answers and what began it."""
        for one in self.messages:
            above = self._above(one)
            if above is None:
                yield one
                continue
            day = f", {above.sent.date().isoformat()}" if above.sent else ""
            answers = one_line(f"{above.sender}{day}")
            thread = _REPLY.sub("", one_line(self._root(above).subject))
            yield replace(one, answers=answers, metadata={**one.metadata, "reply to": answers, "thread": thread})

    def _above(self, one: Message) -> Message | None:
        """Return the message that another answers: the one that it names, else the last that is here of its thread."""
        named = [*one.metadata.get("in-reply-to", "").split(), *reversed(one.references.split())]
        return next((found for number in named if (found := self.by_id.get(number)) and found is not one), None)

    def _root(self, one: Message) -> Message:
        seen = {id(one)}
        while (above := self._above(one)) is not None and id(above) not in seen:
            one = above
            seen.add(id(one))
        return one
