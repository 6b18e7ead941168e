"""Compressed Rich Text of Outlook messages (MS-OXRTFCP): LZ77 over a dictionary that begins with usual words."""

from __future__ import annotations

import struct

_COMPRESSED, _PLAIN = 0x75465A4C, 0x414C454D
_RING = 4096
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def decompressed(data: bytes) -> bytes:
    """Return the Rich Text of a compressed stream, as far as it can be read; nothing when it is none."""
    if len(data) < 16:
        return b""
    _, size, kind, _ = struct.unpack("<IIII", data[:16])
    if kind == _PLAIN:
        return data[16 : 16 + size]
    return _expanded(data[16:], size) if kind == _COMPRESSED else b""


def _expanded(data: bytes, size: int) -> bytes:
    ring = bytearray(_BEGINNING + b" " * (_RING - len(_BEGINNING)))
    write, at = len(_BEGINNING), 0
    found = bytearray()

    def put(byte: int) -> None:
        nonlocal write
        found.append(byte)
        ring[write] = byte
        write = (write + 1) % _RING

    while at < len(data) and len(found) < size:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at + (flags >> bit & 1) >= len(data) or len(found) >= size:
                return bytes(found)
            if not flags >> bit & 1:
                put(data[at])
                at += 1
                continue
            reference = data[at] << 8 | data[at + 1]
            at += 2
            offset, length = reference >> 4, (reference & 15) + 2
            # A reference to where writing goes on is the end.
            if offset == write:
                return bytes(found)
            for step in range(length):
                put(ring[(offset + step) % _RING])
    return bytes(found)
