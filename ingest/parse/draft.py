"""The text of a document while it is written: pieces are added in reading order and become blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Block, Locator, Role
from assistant.errors import DocumentError

CELL_SEPARATOR = " | "
NO_TEXT = "no text in it"
EMPTY_FILE = "empty file"
NOWHERE = Locator()

# Control characters other than tab and line break, the two code points that are never characters, and the soft hyphen,
# which no reader sees within a line.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return text with universal newlines and without control characters and lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """Return text with every run of white space made one space."""
    return " ".join(text.split()) if text.isascii() and text.isprintable() else " ".join(clean(text).split())


def joined_row(cells: Sequence[str]) -> tuple[str, int]:
    """Return a row as text, and how many cells it keeps: trailing empty ones are dropped.

    A cell that holds the separator loses the space around it, so that cells and columns stay parallel.
    """
    values = [one_line(cell).replace(CELL_SEPARATOR, "|") for cell in cells]
    values = ["" if value == "|" else value for value in values]
    while values and not values[-1]:
        values.pop()
    return CELL_SEPARATOR.join(values), len(values)


def _has_words(text: str) -> bool:
    """Whether a text says anything: lines and bullets alone do not."""
    return any(char.isalnum() for char in text)


class Draft:
    """Collects the text and the blocks of one document; what is added with `aside` is text but not content."""

    def __init__(self) -> None:
        """Start an empty document."""
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def add(
        self,
        text: str,
        role: Role = Role.TEXT,
        *,
        trail: Sequence[str] = (),
        locator: Locator = NOWHERE,
        columns: Sequence[str] = (),
        gap: str = "\n",
    ) -> None:
        """Add a block of content after `gap`; text without a letter or digit adds nothing."""
        text = clean(text).strip()
        if _has_words(text):
            self._put(text, gap, Block(0, 0, role, tuple(trail), locator, tuple(columns)))

    def _put(self, text: str, gap: str, block: Block) -> None:
        if self._length:
            self._append(gap)
        start = self._length
        self._append(text)
        self.blocks.append(replace(block, start=start, end=self._length))

    def row(
        self,
        cells: Sequence[str],
        columns: Sequence[str],
        role: Role = Role.ROW,
        *,
        trail: Sequence[str] = (),
        locator: Locator = NOWHERE,
        gap: str = "\n",
    ) -> None:
        """Add a table row; `columns` is cut or padded to the cells that are kept."""
        text, kept = joined_row(cells)
        names = [one_line(name) for name in columns][:kept]
        names += [""] * (kept - len(names)) if names else []
        # Not stripped: a row may begin with empty cells, and its bars keep the others in their columns.
        if _has_words(text):
            self._put(text, gap, Block(0, 0, role, tuple(trail), locator, tuple(names)))

    def copy(self, text: str, block: Block, trail: Sequence[str], locator: Locator) -> None:
        """Add a block of another document at a place in this one."""
        gap = "\n" if block.role in (Role.ITEM, Role.ROW, Role.HEADER) else "\n\n"
        self._put(text, gap, replace(block, trail=tuple(trail), locator=locator))

    def aside(self, text: str, *, gap: str = "\n") -> None:
        """Add a label: it reads with the text, but no block covers it, so that it is never quoted."""
        if self._length:
            self._append(gap)
        self._append(clean(text))

    @property
    def text(self) -> str:
        """Return the whole text so far."""
        text = "".join(self._parts)
        self._parts = [text]
        return text

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """Return text and blocks; raises DocumentError when there is no content."""
        if not self.blocks:
            raise DocumentError(NO_TEXT)
        return self.text, tuple(self.blocks)
