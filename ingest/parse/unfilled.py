"""Leaves out of a document what its template left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Block, Role
from assistant.text.unfilled import (
    is_instruction,
    is_left_open,
    is_nameless,
    is_unfilled,
    italic_words,
    tells_when_open,
)

_OF_A_TEMPLATE = 3
"""Instructions in italics of a page most of which is in italics: nobody has written more than its template."""
_LIST_MARK = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*")


def filled(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks that say something: no instruction to the author, no label without a value."""
    left_out = _Lines(text, blocks).left_out()
    return tuple(block for at, block in enumerate(blocks) if at not in left_out)


@dataclass(frozen=True)
class _Lines:
    """The blocks of a document, which tell what a value belongs to."""

    text: str
    blocks: Sequence[Block]

    def left_out(self) -> set[int]:
        """Return the numbers of the blocks that say nothing."""
        spoken = [at for at, block in enumerate(self.blocks) if block.role in (Role.TEXT, Role.ITEM)]
        found = {at for at in spoken if self._is_unfilled(at)}
        found |= {at for at, one in enumerate(self.blocks) if one.role is Role.ROW and is_nameless(self._words(at))}
        italic = {at for at in spoken if italic_words(self._words(at)) is not None}
        if len(found & italic) >= _OF_A_TEMPLATE and len(italic) >= len(spoken) / 2:
            found |= italic
        for at in spoken:
            if is_left_open(self._words(at)):
                found |= self._open_value(at, found)
        answered = {at for at in found if self._below(at) and at + 1 not in found}
        return found - answered

    def _words(self, at: int) -> str:
        return self.text[self.blocks[at].start : self.blocks[at].end]

    def _is_unfilled(self, at: int) -> bool:
        words = self._words(at)
        return is_instruction(words, self.blocks[at].trail) or is_unfilled(words)

    def _open_value(self, at: int, left_out: set[int]) -> set[int]:
        """Return what says nothing of a value that is open and its label: an item before it, or else the heading."""
        trail = self.blocks[at].trail
        if not (self._is_item(at) and self._is_item(at - 1) and self.blocks[at - 1].trail == trail):
            return {at} if trail and not tells_when_open(trail[-1]) else set()
        if self._depth(at - 1) > self._depth(at):
            return set()
        if at - 1 in left_out:
            return {at}
        has_more = self._below(at - 1) and self._is_item(at + 1) and self._depth(at + 1) >= self._depth(at)
        label = None if has_more else italic_words(self._words(at - 1))
        return {at - 1, at} if label and not tells_when_open(label) else set()

    def _is_item(self, at: int) -> bool:
        return 0 <= at < len(self.blocks) and self.blocks[at].role is Role.ITEM

    def _below(self, at: int) -> bool:
        """Whether an item has another one below it."""
        return self._is_item(at) and self._is_item(at + 1) and self._depth(at + 1) > self._depth(at)

    def _depth(self, at: int) -> int:
        """Return how far in a list item begins."""
        line = self.text.rfind("\n", 0, self.blocks[at].start) + 1
        before = self.text[line : self.blocks[at].start]
        return len(before) - len(before.lstrip(" \t>")) if _LIST_MARK.fullmatch(before) else 0
