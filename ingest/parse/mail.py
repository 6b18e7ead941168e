"""Mail (RFC 5322, MIME) as `.eml`, and web archives (MHTML, RFC 2557), which are MIME too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Part
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

from ingest.parse.decode import decode
from ingest.parse.draft import one_line
from ingest.parse.message import Attachment, Message

_SENT = ("to", "cc", "bcc", "received", "delivered-to", "in-reply-to")
"""Headers of what was sent to somebody; a page that was saved has none of them, and its sender has no address."""
_NUMBERS = ("message-id", "in-reply-to")
_DEEPEST = 5


def read(path: Path) -> Part:
    """Return the MIME structure of a file."""
    return of_bytes(path.read_bytes())


def of_bytes(content: bytes) -> Part:
    """Return the MIME structure of a message."""
    data = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    # The old policy keeps headers as they are: a broken one must not cost the message.
    return BytesParser(policy=policy.compat32).parsebytes(data)


def archived_page(mail: Part) -> str | None:
    """Return the page that a web archive holds (also what Confluence exports as .doc), None when it is a message."""
    if any(name in mail for name in _SENT) or "@" in str(mail["from"] or ""):
        return None
    if mail.get_content_type() not in ("multipart/related", "multipart/mixed", "multipart/alternative", "text/html"):
        return None
    start = one_line(str(mail.get_param("start") or "")).strip("<>")
    pages = [part for part in mail.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    root = next((part for part in pages if start and str(part.get("content-id", "")).strip("<>") == start), None)
    if not pages:
        return None
    return _decoded(root or pages[0])


def message_of(mail: Part, depth: int = 0) -> Message:
    """Return what a MIME message says and carries."""
    texts: list[str] = []
    pages: list[str] = []
    attachments: list[Attachment] = []
    for part in _leaves(mail):
        name, kind = _file_name(part), part.get_content_type()
        attached = part.get_content_disposition() == "attachment" or bool(name)
        if kind == "message/rfc822":
            attachments.append(_attached_message(part, name, depth))
        elif kind == "text/plain" and not attached:
            texts.append(_decoded(part))
        elif kind == "text/html" and not attached:
            pages.append(_decoded(part))
        elif kind == "text/calendar":
            attachments += _invitation(part, name, attachments)
        elif attached or not kind.startswith(("text/", "multipart/", "message/")):
            inline = part.get_content_disposition() != "attachment"
            attachments.append(Attachment(name or kind, _payload(part), inline=inline))
    header = {name: _header(mail, name) for name in ("subject", "from", "to", "cc", *_NUMBERS)}
    return Message(
        header["subject"],
        header["from"],
        header["to"],
        header["cc"],
        _sent(mail),
        "\n\n".join(texts),
        "\n".join(pages),
        tuple(attachments),
        {name: header[name] for name in _NUMBERS if header[name]},
        _header(mail, "references"),
    )


def _leaves(part: Part) -> Iterator[Part]:
    """Yield the parts that hold something; an attached message is one of them, whole."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in part.get_payload():
            yield from _leaves(cast(Part, child))
    else:
        yield part


def _attached_message(part: Part, name: str, depth: int) -> Attachment:
    inner = part.get_payload()
    if depth >= _DEEPEST or not isinstance(inner, list) or not inner:
        return Attachment(name or "message.eml", _payload(part))
    message = message_of(cast(Part, inner[0]), depth + 1)
    return Attachment(name or f"{message.subject or 'message'}.eml".replace("/", "-"), message=message)


def _invitation(part: Part, name: str, before: Sequence[Attachment]) -> list[Attachment]:
    """Return the entry of an invitation, once where it is in the message twice; that somebody comes is no entry."""
    content = _payload(part)
    known = [one.content.split() for one in before]
    if str(part.get_param("method") or "").upper() == "REPLY" or content.split() in known:
        return []
    return [Attachment(name or "invitation.ics", content)]


def _payload(part: Part) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""


def _decoded(part: Part) -> str:
    content = _payload(part)
    charset = part.get_content_charset()
    try:
        if charset and charset not in ("us-ascii", "ascii"):
            return content.decode(charset).replace("\x00", "\ufffd")
    except (LookupError, UnicodeDecodeError):
        pass
    return decode(content)[0]


def _file_name(part: Part) -> str:
    name = part.get_filename() or ""
    return _words(name) if name else ""


def _header(mail: Part, name: str) -> str:
    return one_line(", ".join(_words(str(value)) for value in mail.get_all(name, [])))


def _words(value: str) -> str:
    """Return a header with its encoded words (RFC 2047) decoded."""
    try:
        return str(make_header(decode_header(re.sub(r"\r?\n[ \t]", " ", value))))
    except (LookupError, ValueError, UnicodeError, MessageError):
        return value


def _sent(mail: Part) -> datetime | None:
    try:
        return parsedate_to_datetime(str(mail["date"])).replace(microsecond=0) if mail["date"] else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
