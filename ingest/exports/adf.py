"""Atlassian Document Format, the JSON in which Jira Cloud keeps rich text, as pieces.

The format: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ingest.exports.prose import Piece, Sort, lines_of
from ingest.parse.draft import CELL_SEPARATOR, joined_row, one_line

_DEEPEST = 60
# Inline nodes that say what they show in one of their attributes.
_SHOWN = {"emoji": ("text", "shortName"), "status": ("text",), "placeholder": ("text",), "inlineExtension": ("text",)}


def is_adf(value: object) -> bool:
    """Whether a JSON value is a document of this format."""
    return isinstance(value, dict) and value.get("type") == "doc" and isinstance(value.get("content"), list)


def adf_pieces(value: object, people: Mapping[str, str] | None = None) -> tuple[Piece, ...]:
    """Return the pieces of a document; `people` names those who are mentioned by account id only."""
    return tuple(_Reader(people or {}).blocks(value)) if is_adf(value) else ()


def _children(node: object) -> Sequence[dict[str, Any]]:
    content = node.get("content") if isinstance(node, dict) else None
    return [child for child in content if isinstance(child, dict)] if isinstance(content, list) else []


def _attribute(node: Mapping[str, Any], name: str) -> object:
    attributes = node.get("attrs")
    return attributes.get(name) if isinstance(attributes, dict) else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks a document; an unknown block is read as what it holds."""

    people: Mapping[str, str]

    def blocks(self, node: object, depth: int = 0) -> Iterator[Piece]:
        """Yield the pieces of a block node's children."""
        if depth > _DEEPEST:
            return
        for child in _children(node):
            yield from self._block(child, depth + 1)

    def _block(self, node: dict[str, Any], depth: int) -> Iterator[Piece]:
        kind = node.get("type")
        if kind == "heading":
            level = _attribute(node, "level")
            if words := one_line(self.inline(node)):
                yield Piece(words, Sort.HEADING, level if isinstance(level, int) else 1)
        elif kind in ("paragraph", "caption", "codeBlock"):
            if words := lines_of(self.inline(node)):
                yield Piece(words)
        elif kind in ("bulletList", "orderedList", "taskList", "decisionList"):
            yield from self._list(node, 1, depth)
        elif kind == "table":
            yield from self._rows(node)
        elif kind in ("expand", "nestedExpand"):
            if title := one_line(str(_attribute(node, "title") or "")):
                yield Piece(title)
            yield from self.blocks(node, depth)
        elif kind in ("blockCard", "embedCard"):
            yield Piece(str(_attribute(node, "url") or ""))
        else:
            yield from self.blocks(node, depth)

    def _list(self, node: dict[str, Any], level: int, depth: int) -> Iterator[Piece]:
        """Yield items; an item's first paragraph carries its mark, what else it holds follows below it."""
        if depth > _DEEPEST:
            return
        start = _attribute(node, "order")
        number = start if isinstance(start, int) else 1
        for item in _children(node):
            if item.get("type") in ("taskList", "decisionList"):
                yield from self._list(item, level + 1, depth + 1)
                continue
            mark = f"{number}." if node.get("type") == "orderedList" else _bullet(item)
            number += 1
            yield from self._item(item, mark, level, depth)

    def _item(self, item: dict[str, Any], mark: str, level: int, depth: int) -> Iterator[Piece]:
        if item.get("type") in ("taskItem", "decisionItem"):
            if words := lines_of(self.inline(item)):
                yield Piece(words, Sort.ITEM, level, mark)
            return
        for child in _children(item):
            if child.get("type") in ("bulletList", "orderedList", "taskList"):
                yield from self._list(child, level + 1, depth + 1)
            else:
                for piece in self._block(child, depth + 1):
                    yield Piece(piece.words, Sort.ITEM, level, mark)
                    mark = ""

    def _rows(self, node: dict[str, Any]) -> Iterator[Piece]:
        for row in _children(node):
            cells = [one_line(" ".join(piece.words for piece in self.blocks(cell))) for cell in _children(row)]
            words, _ = joined_row(cells)
            if words.strip(CELL_SEPARATOR):
                yield Piece(words, Sort.ROW)

    def inline(self, node: dict[str, Any]) -> str:
        """Return the words of inline nodes; a link is its text, a mention is "@" and the name."""
        return "".join(self._word(child) for child in _children(node))

    def _word(self, node: dict[str, Any]) -> str:
        kind = node.get("type")
        if kind == "text":
            return str(node.get("text") or "")
        if kind == "hardBreak":
            return "\n"
        if kind == "mention":
            number = str(_attribute(node, "id") or "")
            name = self.people.get(number) or str(_attribute(node, "text") or number)
            return f"@{name.lstrip('@')}"
        if kind == "date":
            return _day(_attribute(node, "timestamp"))
        if kind == "inlineCard":
            return f" {_attribute(node, 'url') or ''} "
        shown = (str(_attribute(node, name) or "") for name in _SHOWN.get(str(kind), ()))
        return next((words for words in shown if words), "") or self.inline(node)


def _bullet(item: Mapping[str, Any]) -> str:
    if item.get("type") == "taskItem":
        return "[x]" if _attribute(item, "state") == "DONE" else "[ ]"
    return "-"


def _day(timestamp: object) -> str:
    """Return the day of a date node, which counts milliseconds of UTC."""
    try:
        return datetime.fromtimestamp(int(str(timestamp)) / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
