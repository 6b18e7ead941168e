"""Markdown as issue trackers keep it (GitHub, GitLab, Trello, Linear), as pieces; template comments are not content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.exports.prose import Piece, Sort
from ingest.parse.draft import CELL_SEPARATOR, clean, joined_row, one_line
from ingest.parse.markdown import plain

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"^\s*(```+|~~~+)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+]|(?P<number>\d{1,9})[.)])\s+(?:\[(?P<tick>[ xX])\]\s+)?(?P<words>\S.*)$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LEVEL = 2


def markdown_pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text."""
    return tuple(_Reader().read(text))


@dataclass
class _Reader:
    """Reads line by line; a paragraph or an item goes on until something ends it."""

    _lines: list[str] = field(default_factory=list)
    _head: Piece | None = None
    _fence: str = ""

    def read(self, text: str) -> Iterator[Piece]:
        """Yield the pieces of a text."""
        for line in _COMMENT.sub("", clean(text)).split("\n"):
            yield from self._fenced(line) if self._fence else self._line(line)
        yield from self._flush()

    def _fenced(self, line: str) -> Iterator[Piece]:
        if line.strip().startswith(self._fence):
            yield from self._flush(inline=False)
            self._fence = ""
        else:
            self._lines.append(line)

    def _line(self, line: str) -> Iterator[Piece]:
        line = re.sub(r"^\s*(?:>\s?)+", "", line)
        if match := _FENCE.match(line):
            yield from self._flush()
            self._fence = match[1]
        elif not line.strip() or _RULE.match(line) or _TABLE_RULE.match(line):
            yield from self._flush()
        elif match := _HEADING.match(line):
            yield from self._flush()
            if words := plain(match[2]):
                yield Piece(words, Sort.HEADING, len(match[1]))
        elif match := _ITEM.match(line):
            yield from self._flush()
            self._head = _item(match)
            self._lines = [match["words"]]
        elif line.strip().startswith("|"):
            yield from self._flush()
            yield from _row(line)
        else:
            self._lines.append(line)

    def _flush(self, *, inline: bool = True) -> Iterator[Piece]:
        lines = [plain(line) if inline else one_line(line) for line in self._lines]
        words = "\n".join(line for line in lines if line)
        head, self._head, self._lines = self._head or Piece(""), None, []
        if words:
            yield replace(head, words=words)


def _item(match: re.Match[str]) -> Piece:
    depth = len(match["indent"].expandtabs(4)) // _LEVEL + 1
    mark = f"[{match['tick'].lower()}]" if match["tick"] else f"{match['number']}." if match["number"] else "-"
    return Piece("", Sort.ITEM, depth, mark)


def _row(line: str) -> Iterator[Piece]:
    words, _ = joined_row([plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))])
    if words.strip(CELL_SEPARATOR):
        yield Piece(words, Sort.ROW)
