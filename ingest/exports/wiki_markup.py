"""Jira's wiki markup, as its CSV exports, backups and REST v2 carry it, as pieces.

The notation: https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ingest.exports.prose import Piece, Sort, lines_of
from ingest.parse.draft import CELL_SEPARATOR, clean, joined_row, one_line

_VERBATIM = re.compile(r"\{(code|noformat)(?::[^}\n]*)?\}(.*?)(?:\{\1\}|\Z)", re.DOTALL)
_HEADING = re.compile(r"^\s*h([1-6])\.\s*(.+)$")
_ITEM = re.compile(r"^\s*([*#-]+)\s+(\S.*)$")
_QUOTE = re.compile(r"^\s*bq\.\s+(.+)$")
_RULE = re.compile(r"^\s*-{4,}\s*$")
_ROW = re.compile(r"^\s*\|(.+?)\|?\s*$")
_TITLE = re.compile(r"\{(?:panel|expand)(?::(?:[^}|]*\|)*?(?:title=)?([^}|=]+)(?:\|[^}]*)?)?\}")
# A macro is a name of the notation in braces: "{id}" in a path or a template is text.
_MACRO = re.compile(
    r"\{(?:color|quote|panel|anchor|expand|info|note|tip|warning|section|column|toc|adf|status|jira|excerpt)(?::[^}\n]*)?\}"
)
_IMAGE = re.compile(r"(?<![\w!])!(?![\s!])[^!\n|]*\.\w{2,5}(?:\|[^!\n]*)?!(?!\w)")
_MENTION = re.compile(r"\[~(?:accountid:)?([^\]\n]+)\]")
_LINK = re.compile(r"\[(?:([^\]|\n]+)\|)?((?:[a-z][a-z+.-]*:|#|\^|//|www\.)[^\]\n|]*)(?:\|[^\]\n]*)?\]", re.IGNORECASE)
_MARKS = tuple(
    re.compile(rf"(?<![\w{mark}\\]){mark}(?![\s{mark}{not_before}])([^\n]*?[^\s\\]){mark}(?![\w{mark}])")
    # A plus or a tilde before a number is a sign ("+10 %", "~5 days").
    for mark, not_before in ((r"\*", ""), ("_", ""), (r"\+", r"\d"), (r"\^", ""), ("~", r"\d"), (r"\?\?", ""))
)
_BRACED = re.compile(r"\{([*_+^~-])\}(.+?)\{\1\}")
_MONO = re.compile(r"\{\{(.+?)\}\}")
_STRUCK = re.compile(r"(?<![\w-])-(?![\s\d-])([^\n-]*[^\s-])-(?![\w-])")
_TELLING = re.compile(
    r"^h[1-6]\. |\{(?:code|noformat|panel|quote|color)\b|\[~|\[[^\]\n]+\|\w+:|(?<!\w)\*\w[^*\n]*\*(?!\w)"
)
_HELD = re.compile("\ue000(\\d+)\ue001")


def wiki_pieces(text: str, people: Mapping[str, str] | None = None) -> tuple[Piece, ...]:
    """Return the pieces of a text; `people` names those who are mentioned by account id or user name."""
    return tuple(_Reader(people or {}).read(text))


@dataclass
class _Reader:
    """Reads line by line; what must stay as it is written (code) is held back meanwhile."""

    people: Mapping[str, str]
    _held: list[str] = field(default_factory=list)
    _numbers: list[tuple[str, int]] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _head: Piece | None = None

    def read(self, text: str) -> Iterator[Piece]:
        """Yield the pieces of a text."""
        text = re.sub("[\ue000\ue001]", "", clean(text).replace("\u00a0", " "))
        text = _VERBATIM.sub(lambda match: f"\n\n{self._hold(match[2])}\n\n", text)
        text = _TITLE.sub(lambda match: f"\n\n{match[1] or ''}\n\n", text)
        for line in _MACRO.sub("", text).split("\n"):
            yield from self._line(line)
        yield from self._flush()

    def _hold(self, words: str) -> str:
        self._held.append(words)
        return f"\ue000{len(self._held) - 1}\ue001"

    def _line(self, line: str) -> Iterator[Piece]:
        if not line.strip() or _RULE.match(line):
            yield from self._flush()
            self._numbers = []
        elif match := _HEADING.match(line):
            yield from self._flush()
            yield Piece(one_line(self.inline(match[2])), Sort.HEADING, int(match[1]))
        elif match := _ITEM.match(line):
            yield from self._flush()
            self._head = self._item(match[1])
            self._lines = [match[2]]
        elif match := _QUOTE.match(line):
            yield from self._flush()
            yield Piece(one_line(self.inline(match[1])))
        elif match := _ROW.match(line):
            yield from self._flush()
            yield from self._row(match[1])
        else:
            self._lines.append(line)

    def _flush(self) -> Iterator[Piece]:
        """Yield the paragraph or the item that is being gathered: a line goes on until something ends it."""
        words = lines_of(self.inline("\n".join(self._lines)))
        head, self._head, self._lines = self._head or Piece(""), None, []
        if words:
            yield replace(head, words=words)

    def _item(self, marks: str) -> Piece:
        depth, last = len(marks), marks[-1]
        del self._numbers[depth:]
        self._numbers += [(last, 0)] * (depth - len(self._numbers))
        sign, number = self._numbers[-1]
        self._numbers[-1] = (last, number + 1 if sign == last else 1)
        return Piece("", Sort.ITEM, depth, f"{self._numbers[-1][1]}." if last == "#" else "-")

    def _row(self, inside: str) -> Iterator[Piece]:
        # The bar inside a link does not part cells.
        inside = _MENTION.sub(lambda match: self._hold(self._named(match[1])), inside)
        inside = _LINK.sub(lambda match: self._hold(_link(match)), inside)
        cells = [one_line(self.inline(cell)) for cell in re.split(r"\|+", inside.strip("|"))]
        words, _ = joined_row(cells)
        if words.strip(CELL_SEPARATOR):
            yield Piece(words, Sort.ROW)

    def inline(self, text: str) -> str:
        """Return words without their marks; a link is its text, a mention is "@" and the name."""
        text = _MONO.sub(lambda match: self._hold(match[1]), text)
        text = _MENTION.sub(lambda match: self._hold(self._named(match[1])), text)
        text = _LINK.sub(lambda match: self._hold(_link(match)), _IMAGE.sub("", text))
        text = _BRACED.sub(r"\2", text)
        for pattern in _MARKS:
            text = pattern.sub(r"\1", text)
        text = _STRUCK.sub(r"\1", text)
        text = re.sub(r"\\\\(?=\s|$)", "\n", text)
        text = re.sub(r"\\([*_+^~\-{}\[\]|!#])", r"\1", text)
        return _HELD.sub(lambda match: self._held[int(match[1])], text)

    def _named(self, name: str) -> str:
        return f"@{self.people.get(name, name).lstrip('@')}"


def _link(match: re.Match[str]) -> str:
    return match[1] or match[2].lstrip("#^")


def has_wiki(text: str) -> bool:
    """Whether a short text needs reading as markup: it has several lines, or one of the notation's telling signs."""
    return "\n" in text or bool(_TELLING.search(text))
