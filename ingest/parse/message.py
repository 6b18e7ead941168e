"""A message as any mail program keeps it: who wrote what to whom when, its text, and what is attached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from assistant.domain import Block, Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse import html
from ingest.parse.dates import of_moment
from ingest.parse.draft import Draft, clean, one_line
from ingest.parse.html import QUOTED
from ingest.parse.title import title_of

ParseMember = Callable[[str, bytes], ParsedFile]
_DEEPEST = 5
_REPLY_LINE = re.compile(
    r"^(?:-+ ?(?:original|forwarded) message ?-+|_{20,}|on\b.{8,200} wrote:"
    r"|am .{8,200} schrieb.{0,80}:|le .{8,200} a écrit ?:)$",
    re.IGNORECASE,
)
# What Outlook writes above a message that is answered or forwarded, in whatever language it speaks.
_EARLIER = re.compile(
    r"\*?(?:from|von|de|da|van|från|fra)\*? ?:\*? .+\n(?:.+\n)?"
    r"\*?(?:sent|date|gesendet|datum|envoyé|enviado(?: el| em)?|fecha|data|inviato|verzonden|skickat|sendt)\*? ?:",
    re.IGNORECASE,
)
_MARKED = re.compile(r"^(?:> ?)+")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|svg|ico|emz|wmz)$|^image/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is attached to a message: bytes under a name, or a message."""

    name: str
    content: bytes = b""
    message: Message | None = None
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message; `html` counts only where there is no plain text. `sent` has the zone that the message states.

    `references` are the ids of those before it in its thread; `answers` says whose it answers, and of which day.
    """

    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    sent: datetime | None = None
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict, hash=False)
    references: str = ""
    answers: str = ""


def documents(path: Path, message: Message, media: str, parse: ParseMember) -> ParsedFile:
    """Return the message as a document, and each attachment as documents below it.

    An attachment that cannot be read costs a warning, not the message.
    """
    warnings: list[str] = []
    found = list(each_document(path, message, media, parse, "", warnings))
    if not found:
        raise DocumentError("no text in it")
    return ParsedFile(tuple(found), tuple(warnings))


def each_document(
    path: Path, message: Message, media: str, parse: ParseMember, inside: str, warnings: list[str]
) -> Iterator[Parsed]:
    """Yield the message and what is attached, as members below `inside`; what is not read is added to `warnings`."""
    if written := _written(path, message, media, inside):
        yield written
    names: set[str] = set()
    pictures: list[str] = []
    for at, attachment in enumerate(message.attachments, start=1):
        name = unique_name(_safe(attachment.name) or f"attachment {at}", names)
        member = f"{inside}/{name}" if inside else name
        if attachment.message is not None:
            if member.count("/") >= _DEEPEST:
                warnings.append(f"{member}: messages are nested too deeply; it is not read")
                continue
            yield from each_document(path, attachment.message, media, parse, member, warnings)
        elif _PICTURE.search(name):
            pictures += [] if attachment.inline else [member]
        else:
            yield from _attached(member, name, attachment.content, parse, warnings)
    if pictures:
        warnings.append(f"attached pictures are not read: {', '.join(pictures)}")


def _attached(member: str, name: str, content: bytes, parse: ParseMember, warnings: list[str]) -> Iterator[Parsed]:
    try:
        read = parse(name, content)
    except DocumentError as error:
        warnings.append(f"attachment {member}: {error}")
        return
    warnings.extend(f"attachment {member}: {warning}" for warning in read.warnings)
    for one in read.documents:
        yield one.inside(member)


def _safe(name: str) -> str:
    parts = [part for part in one_line(name).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return str(PurePosixPath(*parts)) if parts else ""


def unique_name(name: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, and take it."""
    stem, suffix, number = PurePosixPath(name).stem, PurePosixPath(name).suffix, 2
    free = name
    while free in taken:
        free, number = f"{stem} ({number}){suffix}", number + 1
    taken.add(free)
    return free


def _written(path: Path, message: Message, media: str, member: str) -> Parsed | None:
    draft = Draft()
    time = message.sent.isoformat() if message.sent else None
    for label, value in (
        ("From", message.sender), ("To", message.to), ("Cc", message.cc), ("Subject", message.subject)
    ):  # fmt: skip
        if words := one_line(value):
            draft.aside(f"{label}: ")
            draft.add(words, Role.FIELD, locator=Locator(field=label, time=time), gap="")
    if message.answers:
        draft.aside(f"In reply to: {message.answers}")
    before = len(draft.blocks)
    trail = (one_line(message.subject),) if message.subject.strip() else ()
    if _says_something(message.text) or not message.html:
        _write_text(draft, message.text, trail, time)
    else:
        _write_page(draft, path, message.html, trail, time)
    if len(draft.blocks) == before and not message.subject.strip():
        return None
    text, blocks = draft.finish()
    metadata = dict(message.metadata)
    for label, value in (("from", message.sender), ("to", message.to), ("cc", message.cc), ("sent", time or "")):
        if words := one_line(value):
            metadata[label] = words
    title = title_of(Path(member) if member else path, message.subject)
    return Parsed(title, text, blocks, media, date=of_moment(message.sent), metadata=metadata, member=member or None)


def _says_something(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _write_text(draft: Draft, text: str, trail: Sequence[str], time: str | None) -> None:
    """Write the paragraphs of a plain text; what it repeats of an earlier message is marked as such."""
    below = False
    for quoted, lines in _paragraphs(clean(text).split("\n")):
        words = "\n".join(lines)
        below = below or bool(_EARLIER.match(words))
        place = Locator(field=QUOTED if quoted or below else None, time=time)
        draft.add(words, trail=trail, locator=place, gap="\n\n")


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    paragraph: list[str] = []
    was, below = False, False
    for line in [*lines, ""]:
        words = line.strip()
        below = below or bool(re.match(r"-+ ?original message|_{20,}$", words, re.IGNORECASE))
        quoted = below or bool(_MARKED.match(words)) or bool(_REPLY_LINE.match(words))
        words = _MARKED.sub("", words).strip()
        if paragraph and (not words or quoted != was):
            yield was, paragraph
            paragraph = []
        if words:
            paragraph.append(words)
        was = quoted
    if paragraph:
        yield was, paragraph


def _write_page(draft: Draft, path: Path, markup: str, trail: Sequence[str], time: str | None) -> None:
    try:
        (page,) = html.page(path, markup).documents
    except DocumentError:
        return
    below = False
    for block, following in zip_longest(page.blocks, page.blocks[1:]):
        end = following.end if following else block.end
        below = below or bool(_EARLIER.match(re.sub(r"\n+", "\n", page.text[block.start : end])))
        _copy(draft, page.text, block, trail, Locator(field=QUOTED if below else block.locator.field, time=time))


def _copy(draft: Draft, text: str, block: Block, trail: Sequence[str], place: Locator) -> None:
    draft.copy(text[block.start : block.end], block, (*trail, *block.trail), place)
