"""Fragments of HTML that a tool made of rich text (Jira's RSS and pages, Azure DevOps descriptions), as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from ingest.exports.prose import Piece, Sort, lines_of
from ingest.parse.draft import CELL_SEPARATOR, joined_row, one_line

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form header li main ol p"
    " pre section summary table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset("script style img svg button input select textarea template noscript".split())
_DEEPEST = 100
_LOOKS_LIKE = re.compile(
    r"</?(?:p|div|br|ul|ol|li|h[1-6]|b|strong|em|i|span|a|table|font|pre|code)\b[^>]*>", re.IGNORECASE
)


def has_markup(text: str) -> bool:
    """Whether a text is HTML rather than plain text with a sign in it."""
    return bool(_LOOKS_LIKE.search(text))


def html_pieces(markup: str) -> tuple[Piece, ...]:
    """Return the pieces of a fragment."""
    return element_pieces(BeautifulSoup(markup, "lxml"))


def element_pieces(tag: Tag) -> tuple[Piece, ...]:
    """Return the pieces of what is inside an element."""
    reader = _Reader()
    reader.children(tag, 0)
    reader.flush()
    return tuple(reader.pieces)


def element_words(tag: Tag) -> str:
    """Return the words of an element on one line."""
    return one_line(" ".join(piece.words for piece in element_pieces(tag)))


@dataclass
class _Reader:
    """Walks the tree once; inline text gathers until a block begins or ends."""

    pieces: list[Piece] = field(default_factory=list)
    _pending: list[str] = field(default_factory=list)
    _sort: Sort = Sort.TEXT
    _depth: int = 0
    _mark: str = ""

    def flush(self) -> None:
        """End the text that is being gathered."""
        # White space of the source is one space; a line break is a tag.
        words = lines_of("\n".join(one_line(line) for line in "".join(self._pending).split("\x0b")))
        self._pending = []
        if words:
            self.pieces.append(Piece(words, self._sort, max(self._depth, 1), self._mark))
            self._mark = ""

    def children(self, tag: Tag, nested: int) -> None:
        """Read what is inside an element."""
        if nested > _DEEPEST:
            return
        for child in tag.children:
            if isinstance(child, Tag):
                self._element(child, nested + 1)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._pending.append(str(child))

    def _element(self, tag: Tag, nested: int) -> None:
        name = tag.name
        if name in _SKIPPED:
            return
        if name == "br":
            self._pending.append("\x0b")
        elif re.fullmatch(r"h[1-6]", name):
            self._heading(tag)
        elif name in ("ul", "ol"):
            self._list(tag, nested)
        elif name == "table" and _is_grid(tag):
            self.flush()
            self.pieces.extend(_rows(tag))
        elif name == "pre":
            self._preformatted(tag)
        elif name in _BLOCKS:
            self.flush()
            self.children(tag, nested)
            self.flush()
        elif name == "a" and _is_mention(tag):
            self._pending.append("@" + tag.get_text().lstrip("@"))
        else:
            self.children(tag, nested)

    def _heading(self, tag: Tag) -> None:
        self.flush()
        if words := one_line(tag.get_text()):
            self.pieces.append(Piece(words, Sort.HEADING, int(tag.name[1])))

    def _preformatted(self, tag: Tag) -> None:
        self.flush()
        if words := lines_of(tag.get_text()):
            self.pieces.append(Piece(words, self._sort, max(self._depth, 1), self._mark))
            self._mark = ""

    def _list(self, tag: Tag, nested: int) -> None:
        self.flush()
        outer = (self._sort, self._depth, self._mark)
        self._sort, self._depth = Sort.ITEM, self._depth + 1
        number = int(start) if (start := str(tag.get("start", "1"))).isdigit() else 1
        for item in tag.find_all(["li", "ul", "ol"], recursive=False):
            if item.name != "li":
                self._list(item, nested + 1)
                continue
            self._mark = f"{number}." if tag.name == "ol" else "-"
            number += 1
            self.children(item, nested + 1)
            self.flush()
        self._sort, self._depth, self._mark = outer


def _is_mention(tag: Tag) -> bool:
    classes = str(tag.get("class") or "")
    return "user-hover" in classes or tag.has_attr("data-vss-mention") or tag.has_attr("accountid")


def _is_grid(table: Tag) -> bool:
    """Whether a table holds data: a row of two cells, and no table inside."""
    rows = (row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr"))
    return not table.find("table") and any(len(cells) > 1 for cells in rows)


def _rows(table: Tag) -> Iterator[Piece]:
    for row in table.find_all("tr"):
        words, _ = joined_row([element_words(cell) for cell in row.find_all(["td", "th"], recursive=False)])
        if words.strip(CELL_SEPARATOR):
            yield Piece(words, Sort.ROW)
