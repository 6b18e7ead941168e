"""Plain text: the file itself is the text; paragraphs, list items and underlined headings are its blocks."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.domain import Block, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.decode import decode
from ingest.parse.document_date import document_date
from ingest.parse.draft import NO_TEXT, one_line
from ingest.parse.title import title_of

_ITEM = re.compile(r"^\s*(?:[-*+\u2022\u2013\u00b7\u25aa\u25cf]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+(?=\S)")
_RULE = re.compile(r"^\s*([=\-~*_#])\1{2,}\s*$")


def parse(path: Path) -> ParsedFile:
    """Return a text file as one document with line numbers."""
    text, warning = decode(path.read_bytes())
    text = text.removeprefix("\ufeff")
    blocks = _blocks(text)
    if not blocks:
        raise DocumentError(NO_TEXT)
    heading = next((one_line(text[b.start : b.end]) for b in blocks if b.role is Role.HEADING), None)
    document = Parsed(title_of(path, heading), text, blocks, "text", date=document_date(path, text), lines=True)
    return ParsedFile((document,), (warning,) if warning else ())


def _blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs, items and headings of a text, in order."""
    found: list[Block] = []
    trail: tuple[str, ...] = ()
    opened: tuple[int, int, Role] | None = None
    offset = 0
    for line in [*text.split("\n"), ""]:
        start, end = offset + len(line) - len(line.lstrip()), offset + len(line.rstrip())
        offset += len(line) + 1
        item = _ITEM.match(line)
        if opened and _RULE.match(line) and opened[2] is Role.TEXT and "\n" not in text[opened[0] : opened[1]]:
            found.append(Block(opened[0], opened[1], Role.HEADING))
            trail = (one_line(text[opened[0] : opened[1]]),)
            opened = None
        elif start >= end or item or _RULE.match(line):
            if opened:
                found.append(Block(*opened, trail))
            opened = (offset - len(line) - 1 + item.end(), end, Role.ITEM) if item else None
        else:
            opened = (opened[0], end, opened[2]) if opened else (start, end, Role.TEXT)
    return tuple(block for block in found if any(char.isalnum() for char in text[block.start : block.end]))
