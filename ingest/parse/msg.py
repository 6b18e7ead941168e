"""Outlook messages (MS-OXMSG): properties, recipients and attachments in the streams of a compound file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.parse.decode import decode
from ingest.parse.message import Attachment, Message
from ingest.parse.ole import Ole, opened, stream
from ingest.parse.rtf import plain_text
from ingest.parse.rtf_compressed import decompressed

_DEEPEST = 5
_UNICODE, _BYTES, _BINARY, _STORAGE, _TIME = "001F", "001E", "0102", "000D", 0x0040
_TICKS = 10_000_000
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_PROPERTIES = "__properties_version1.0"
# How long the header of the properties stream is depends on what it describes (MS-OXMSG 2.4.1).
_TOP_HEADER, _NESTED_HEADER = 32, 24
_WINDOWS_LATIN = 1252


def read(path: Path) -> Message:
    """Return an Outlook message.

    Raises:
        DocumentError: the file is broken.
    """
    with opened(path) as file:
        return _Storage(file, ()).message(0)


class _Storage:
    """One message inside the file: the file itself, or an attached one."""

    def __init__(self, file: Ole, inside: tuple[str, ...], codepage: int = _WINDOWS_LATIN) -> None:
        self._file = file
        self._inside = inside
        self._codepage = self._number("3FFD") or self._number("3FDE") or codepage

    def message(self, depth: int) -> Message:
        subject, sender = self._text("0037"), _address(self._text("0C1A"), self._text("5D01") or self._text("0C1F"))
        return Message(
            subject,
            sender,
            self._text("0E04"),
            self._text("0E03"),
            self._moment("0039") or self._moment("0E06") or self._moment("3007"),
            self._body(),
            decode(self._data("1013", _BINARY))[0] or self._text("1013"),
            tuple(self._attachments(depth)),
            {"message-id": identity} if (identity := self._text("1035")) else {},
        )

    def _body(self) -> str:
        if body := self._text("1000"):
            return body
        if self._data("1013", _BINARY) or self._text("1013"):
            return ""
        return plain_text(decompressed(self._data("1009", _BINARY)))

    def _attachments(self, depth: int) -> Iterator[Attachment]:
        for name in self._storages("__attach_version1.0_#"):
            one = _Storage(self._file, (*self._inside, name), self._codepage)
            title = one._text("3707") or one._text("3704") or one._text("3001")
            inner = f"__substg1.0_3701{_STORAGE}"
            if one._file.exists([*one._inside, inner]):
                if depth < _DEEPEST:
                    nested = _Storage(self._file, (*one._inside, inner))
                    # Another program's object is a storage too, but no message.
                    if nested._data_at(_PROPERTIES):
                        message = nested.message(depth + 1)
                        yield Attachment(f"{title or message.subject or 'message'}.msg", message=message)
            else:
                yield Attachment(title, one._data("3701", _BINARY), inline=bool(one._text("3712")))

    def _storages(self, prefix: str) -> list[str]:
        depth = len(self._inside)
        found = {
            entry[depth]
            for entry in self._file.listdir(streams=True, storages=True)
            if len(entry) > depth and tuple(entry[:depth]) == self._inside and entry[depth].startswith(prefix)
        }
        return sorted(found)

    def _data(self, tag: str, sort: str) -> bytes:
        return self._data_at(f"__substg1.0_{tag}{sort}")

    def _data_at(self, name: str) -> bytes:
        return stream(self._file, *self._inside, name)

    def _text(self, tag: str) -> str:
        if wide := self._data(tag, _UNICODE):
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self._data(tag, _BYTES)
        try:
            return narrow.decode(f"cp{self._codepage}" if self._codepage != 65001 else "utf-8").rstrip("\x00")
        except (LookupError, UnicodeDecodeError):
            return decode(narrow)[0].rstrip("\ufffd\x00")

    def _number(self, tag: str) -> int | None:
        value = self._fixed(tag)
        return int(struct.unpack("<i", value[1][:4])[0]) if value else None

    def _moment(self, tag: str) -> datetime | None:
        value = self._fixed(tag)
        if value is None or value[0] != _TIME:
            return None
        try:
            return _EPOCH + timedelta(seconds=struct.unpack("<Q", value[1])[0] // _TICKS)
        except OverflowError:
            return None

    def _fixed(self, tag: str) -> tuple[int, bytes] | None:
        """Return the type and the eight bytes of a property of fixed size."""
        content = self._data_at(_PROPERTIES)
        begin = _NESTED_HEADER if self._inside else _TOP_HEADER
        for at in range(begin, len(content) - 15, 16):
            sort, number = struct.unpack("<HH", content[at : at + 4])
            if number == int(tag, 16):
                return sort, content[at + 8 : at + 16]
        return None


def _address(name: str, address: str) -> str:
    """Return who wrote; the address of a directory (EX) means nothing to people."""
    if "@" not in address or address == name:
        return name or address
    return f"{name} <{address}>" if name else address
