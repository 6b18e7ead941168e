"""What holds for every parsed document, whatever its format; shared by the tests of the parsers."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.domain import Block, Parsed, Role
from ingest.parse.files import parse


def only(path: Path) -> Parsed:
    """Parse a file that holds one document, and check what always holds."""
    (document,) = parse(path).documents
    check(document)
    return document


def check(document: Parsed) -> None:
    """Assert that the blocks are in order, apart, inside the text, and that rows and columns are parallel."""
    assert document.title.strip()
    assert document.blocks
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
        words = document.text[block.start : block.end]
        assert words.strip()
        assert "\x00" not in words
        assert not re.search("[\ud800-\udfff]", words)
        if block.columns and not document.lines and block.role in (Role.ROW, Role.HEADER):
            assert len(words.split(" | ")) == len(block.columns)


def texts(document: Parsed, role: Role | None = None) -> list[str]:
    """Return the texts of the blocks, of one role or of all."""
    return [document.text[b.start : b.end] for b in document.blocks if role in (None, b.role)]


def block_of(document: Parsed, words: str) -> Block:
    """Return the block that holds these words."""
    at = document.text.index(words)
    return next(b for b in document.blocks if b.start <= at and at + len(words) <= b.end)


def plain(text: str) -> str:
    """Return a text as quote checks compare it: without white space and hyphens."""
    return re.sub(r"[\s\u00ad\u00a0-]+", "", text)
