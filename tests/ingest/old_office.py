"""Writers of the old Office containers, as small as their readers allow: no library of today writes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Tree: TypeAlias = Mapping[str, "bytes | Tree"]
_SECTOR, _SMALL, _LIMIT = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = _FREE
    right: int = _FREE
    start: int = _END


@dataclass
class _Compound:
    """Lays out the streams of a compound file (MS-CFB, version 3)."""

    entries: list[_Entry] = field(default_factory=lambda: [_Entry("Root Entry", 5)])
    fat: list[int] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)

    def add(self, tree: Tree, parent: int) -> None:
        last = None
        for name, content in tree.items():
            number = len(self.entries)
            self.entries.append(_Entry(name, 2 if isinstance(content, bytes) else 1))
            if last is None:
                self.entries[parent].child = number
            else:
                self.entries[last].right = number
            last = number
            if isinstance(content, bytes):
                self.entries[number].content = content
            else:
                self.add(content, number)

    def chain(self, content: bytes) -> int:
        if not content:
            return _END
        first = len(self.fat)
        count = -(-len(content) // _SECTOR)
        self.fat += [*range(first + 1, first + count), _END]
        self.data += content.ljust(count * _SECTOR, b"\0")
        return first

    def written(self) -> bytes:
        small, small_fat = bytearray(), list[int]()
        for entry in self.entries[1:]:
            if entry.kind == 2 and 0 < len(entry.content) < _LIMIT:
                entry.start = len(small_fat)
                count = -(-len(entry.content) // _SMALL)
                small_fat += [*range(entry.start + 1, entry.start + count), _END]
                small += entry.content.ljust(count * _SMALL, b"\0")
            elif entry.kind == 2:
                entry.start = self.chain(entry.content)
        self.entries[0].content = bytes(small)
        self.entries[0].start = self.chain(bytes(small))
        table = self.chain(struct.pack(f"<{len(small_fat)}I", *small_fat)) if small_fat else _END
        directory = self.chain(b"".join(map(_packed, self.entries)))
        sectors = 1
        while sectors * _SECTOR // 4 < len(self.fat) + sectors:
            sectors += 1
        first = len(self.fat)
        fat = [*self.fat, *[_FAT] * sectors]
        fat += [_FREE] * (sectors * _SECTOR // 4 - len(fat))
        header = struct.pack(
            "<8s16s6H10I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, sectors, directory,
            0, _LIMIT, table, 1 if small_fat else 0, _END, 0,
        )  # fmt: skip
        places = [*range(first, first + sectors)]
        header += struct.pack("<109I", *places, *[_FREE] * (109 - sectors))
        return header + bytes(self.data) + struct.pack(f"<{len(fat)}I", *fat)


def _packed(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", name, len(name), entry.kind, 1, _FREE, entry.right, entry.child, b"", 0, 0, 0,
        entry.start if entry.kind != 1 else 0, len(entry.content),
    )  # fmt: skip


def compound(tree: Tree) -> bytes:
    """Return a compound file with these streams and storages."""
    file = _Compound()
    file.add(tree, 0)
    return file.written()


def outlook_message(
    texts: Mapping[str, str], sent: int, attachments: Sequence[Tree] = (), *, nested: bool = False
) -> Tree:
    """Return the streams of an Outlook message: texts by property tag, `sent` in ticks, storages of attachments."""
    tree: dict[str, bytes | Tree] = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in texts.items()}
    header = bytes(24 if nested else 32)
    tree["__properties_version1.0"] = header + struct.pack("<HHIQ", 0x0040, 0x0039, 6, sent)
    tree |= {f"__attach_version1.0_#{at:08X}": attached for at, attached in enumerate(attachments)}
    return tree


def attachment(name: str, content: bytes) -> Tree:
    """Return the streams of an attached file."""
    return {
        "__properties_version1.0": bytes(8),
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        "__substg1.0_37010102": content,
    }


def attached_message(name: str, message: Tree) -> Tree:
    """Return the streams of an attached message."""
    return {
        "__properties_version1.0": bytes(8),
        "__substg1.0_3001001F": name.encode("utf-16-le"),
        "__substg1.0_3701000D": message,
    }


@dataclass(frozen=True)
class OldSheet:
    """A sheet: rows of texts and numbers; a number may come with its format; merges are (top, bottom, left, right)."""

    name: str
    rows: Sequence[Sequence[str | float | tuple[float, str] | None]]
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden: bool = False


def excel_97(sheets: Sequence[OldSheet], *, since_1904: bool = False) -> bytes:
    """Return a workbook (MS-XLS, BIFF8)."""
    formats = sorted({cell[1] for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, tuple)})
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + _record(0x42, struct.pack("<H", 1200))
    head += _record(0x22, struct.pack("<H", since_1904))
    head += _record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\0Arial")
    for number, form in enumerate(formats, start=164):
        head += _record(0x41E, struct.pack("<H", number) + _string(form))
    for form in (0, *range(164, 164 + len(formats))):
        head += _record(0xE0, struct.pack("<HHHBBBBIIH", 0, form, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    bodies = [_sheet(sheet, formats) for sheet in sheets]
    names = [sheet.name.encode("latin-1") for sheet in sheets]
    offset = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    for sheet, name, body in zip(sheets, names, bodies, strict=True):
        head += _record(0x85, struct.pack("<IBBBB", offset, sheet.hidden, 0, len(name), 0) + name)
        offset += len(body)
    return compound({"Workbook": head + _record(0x0A, b"") + b"".join(bodies)})


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _string(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _sheet(sheet: OldSheet, formats: Sequence[str]) -> bytes:
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for at, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                body += _record(0x204, struct.pack("<HHH", at, column, 0) + _string(cell))
            elif cell is not None:
                value, form = cell if isinstance(cell, tuple) else (cell, None)
                style = formats.index(form) + 1 if form is not None else 0
                body += _record(0x203, struct.pack("<HHHd", at, column, style, value))
    if sheet.merges:
        ranges = b"".join(struct.pack("<4H", *merge) for merge in sheet.merges)
        body += _record(0xE5, struct.pack("<H", len(sheet.merges)) + ranges)
    return body + _record(0x0A, b"")
