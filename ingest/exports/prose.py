"""Long texts of records (descriptions, comments) as pieces: every markup becomes the same readable text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Locator, Role
from ingest.parse.draft import Draft, clean, one_line


class Sort(StrEnum):
    """What a piece is in its text."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, list item or table row; `depth` is the level of a heading, the nesting of an item.

    `mark` is what stands before an item ("-", "2.", "[x]"); the cells of a row are joined by " | ".
    """

    words: str
    sort: Sort = Sort.TEXT
    depth: int = 1
    mark: str = ""


def lines_of(words: str) -> str:
    """Return text with single spaces and its line breaks kept, blank lines left out."""
    return "\n".join(line for raw in clean(words).split("\n") if (line := one_line(raw)))


def paragraphs(text: str) -> tuple[Piece, ...]:
    """Return text without markup as its paragraphs."""
    parts = (lines_of(part) for part in re.split(r"\n\s*\n", clean(text)))
    return tuple(Piece(part) for part in parts if part)


def spoken(pieces: Iterable[Piece]) -> str:
    """Return pieces as one text, as they are written into a document."""
    draft = Draft()
    write_prose(draft, pieces, Locator(), Role.TEXT, gap="")
    return draft.text


def write_prose(draft: Draft, pieces: Iterable[Piece], place: Locator, role: Role, gap: str = "\n\n") -> None:
    """Write pieces as blocks of one place: what stands below a heading has it in its trail; marks are not content."""
    headings: list[tuple[int, str]] = []
    before: Piece | None = None
    for piece in pieces:
        if piece.sort is Sort.HEADING:
            while headings and headings[-1][0] >= piece.depth:
                headings.pop()
        between = gap if before is None else _gap(before, piece)
        if piece.mark:
            draft.aside(f"{'  ' * (piece.depth - 1)}{piece.mark} ", gap=between)
            between = ""
        trail = tuple(title for _, title in headings)
        draft.add(piece.words, role, trail=trail, locator=place, gap=between)
        if piece.sort is Sort.HEADING:
            headings.append((piece.depth, piece.words))
        before = piece


def _gap(before: Piece, piece: Piece) -> str:
    """Items of a list and rows of a table stand on lines of their own, anything else apart."""
    return "\n" if before.sort is piece.sort and piece.sort in (Sort.ITEM, Sort.ROW) else "\n\n"
