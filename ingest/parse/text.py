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
_SIGNS = re.compile(r"^(={1,6})[ \t]+(?=\S)")
_RULE = re.compile(r"^\s*([=\-~*_#])\1{2,}\s*$")


def parse(path: Path) -> ParsedFile:
    """Return a text file as one document with line numbers."""
    text, warning = decode(path.read_bytes())
    text = text.removeprefix("\ufeff")
    blocks = _blocks(text, marked=path.suffix.lower() in (".adoc", ".asciidoc"))
    if not blocks:
        raise DocumentError(NO_TEXT)
    heading = next((one_line(text[b.start : b.end]) for b in blocks if b.role is Role.HEADING), None)
    document = Parsed(title_of(path, heading), text, blocks, "text", date=document_date(path, text), lines=True)
    return ParsedFile((document,), (warning,) if warning else ())


def _blocks(text: str, *, marked: bool = False) -> tuple[Block, ...]:
    """Return the paragraphs, items and headings of a text, in order.

    Headings are underlined, the first mark that is used for the highest; `marked` ones stand after signs ("== Goals").
    """
    found: list[Block] = []
    headings: list[tuple[int, str]] = []
    marks: list[str] = []
    opened: tuple[int, int, Role] | None = None
    offset = 0
    for line in [*text.split("\n"), ""]:
        start, end = offset + len(line) - len(line.lstrip()), offset + len(line.rstrip())
        offset += len(line) + 1
        item = _ITEM.match(line)
        rule = _RULE.match(line)
        if rule and opened and opened[2] is Role.TEXT and "\n" not in text[opened[0] : opened[1]]:
            marks += [rule[1]] if rule[1] not in marks else []
            found.append(_headed(headings, marks.index(rule[1]), text, opened[0], opened[1]))
            opened = None
        elif marked and (signs := _SIGNS.match(line)):
            found += [Block(*opened, _trail(headings))] if opened else []
            found.append(_headed(headings, len(signs[1]), text, offset - len(line) - 1 + signs.end(), end))
            opened = None
        elif start >= end or item or rule:
            if opened:
                found.append(Block(*opened, _trail(headings)))
            opened = (offset - len(line) - 1 + item.end(), end, Role.ITEM) if item else None
        else:
            opened = (opened[0], end, opened[2]) if opened else (start, end, Role.TEXT)
    return tuple(block for block in found if any(char.isalnum() for char in text[block.start : block.end]))


def _headed(headings: list[tuple[int, str]], level: int, text: str, start: int, end: int) -> Block:
    """Return a heading below those of a higher level, which it is added to."""
    while headings and headings[-1][0] >= level:
        headings.pop()
    block = Block(start, end, Role.HEADING, _trail(headings))
    headings.append((level, one_line(text[start:end])))
    return block


def _trail(headings: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(title for _, title in headings)
