"""Cut documents into passages that fit the embedder whole, each with its heading trail and its sentences.

Joined again, the passages of a document cover every block: nothing is cut off silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.domain import Block, Document, Role
from assistant.encoder.embedding import Embedder
from assistant.text.plain import plain
from assistant.text.sentences import block_sentences

if TYPE_CHECKING:
    from llama_index.core.node_parser import SentenceSplitter

SPLITTER = "blocks-3"
"""Stamps an index; changed when passages come out differently."""

Span = tuple[int, int]
_TRAIL_TOKENS = 40
_BEST_TOKENS = 180
"""Passages stop growing here: shorter ones are found better than ones that fill the embedder."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it has a row: its span, what is embedded for it, and its sentences.

    `parts` are spans of `embedded`, one for each of `sentences` (spans of the document's text).
    """

    start: int
    end: int
    title: str
    embedded: str
    parts: tuple[Span, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, row or heading, with what is embedded for it."""

    span: Span
    words: str
    tokens: int
    block: Block


class Splitter:
    """Cuts documents for one embedder."""

    def __init__(self, embedder: Embedder) -> None:
        """Measure with the embedder's own tokens."""
        self._embedder = embedder
        self._room = embedder.max_tokens - 2
        self._cut: SentenceSplitter | None = None

    def split(self, document: Document) -> list[Piece]:
        """Return the passages of a document in order."""
        pieces = []
        for trail, units in self._sections(document):
            title = self._title(document, trail)
            room = min(_BEST_TOKENS, self._room - self._embedder.count_tokens(title) - 2)
            pieces += [_piece(title, group) for group in _groups(units, room)]
        return pieces

    def _sections(self, document: Document) -> Iterator[tuple[tuple[str, ...], list[_Unit]]]:
        """Yield the units below each heading trail; a heading without content of its own joins what follows."""
        place: tuple[object, ...] | None = None
        trail: tuple[str, ...] = ()
        units: list[_Unit] = []
        for block in document.blocks:
            here = (block.trail, block.locator.page, block.locator.slide, block.locator.sheet)
            starts = block.role == Role.HEADING or here != place
            if starts and any(unit.block.role != Role.HEADING for unit in units):
                yield trail, units
                units = []
            place, trail = here, block.trail
            units += self._units(document.text, block)
        if units:
            yield trail, units

    def _units(self, text: str, block: Block) -> list[_Unit]:
        units = []
        for span in block_sentences(text, block):
            words = _words(text, span, block)
            tokens = self._embedder.count_tokens(words)
            if tokens <= self._room - _TRAIL_TOKENS - 4:
                units.append(_Unit(span, words, tokens, block))
            else:
                units += self._broken(text, span, block)
        return units

    def _broken(self, text: str, span: Span, block: Block) -> Iterator[_Unit]:
        """Yield the parts of what is too long for the embedder (a huge row, text without sentences)."""
        if self._cut is None:
            from llama_index.core.node_parser import SentenceSplitter

            room = self._room - _TRAIL_TOKENS - 4
            count = self._embedder.count_tokens
            self._cut = SentenceSplitter(chunk_size=room, chunk_overlap=0, tokenizer=lambda words: [0] * count(words))
        at = span[0]
        for part in self._cut.split_text(text[span[0] : span[1]]):
            start = text.index(part, at)
            at = start + len(part)
            words = plain(part)
            yield _Unit((start, at), words, self._embedder.count_tokens(words), block)

    def _title(self, document: Document, trail: tuple[str, ...]) -> str:
        names = [plain(document.title), *(plain(heading) for heading in trail)]
        names = [name for at, name in enumerate(names) if name and name not in names[:at]]
        while len(names) > 2 and self._embedder.count_tokens(" > ".join(names)) > _TRAIL_TOKENS:
            names.pop(1)
        title = " > ".join(names)
        while self._embedder.count_tokens(title) > _TRAIL_TOKENS:
            title = title[: len(title) * 3 // 4].rstrip()
        return title


def _words(text: str, span: Span, block: Block) -> str:
    """Return what is embedded for a unit: a row with its columns' names, a field with its own, else plain words."""
    words = plain(text[span[0] : span[1]])
    if block.role == Role.ROW and block.columns:
        cells = [plain(cell) for cell in text[span[0] : span[1]].strip().strip("|").split("|")]
        if len(cells) == len(block.columns):
            named = zip(block.columns, cells, strict=True)
            return ", ".join(f"{plain(name)}: {cell}" if name else cell for name, cell in named if cell)
    if block.role == Role.FIELD and block.locator.field and block.locator.field != "Description":
        return f"{block.locator.field}: {words}"
    return words


def _groups(units: list[_Unit], room: int) -> Iterator[list[_Unit]]:
    """Yield runs of units that fit; a run does not end with a heading that belongs to what follows."""
    group: list[_Unit] = []
    size = 0
    for unit in units:
        if group and size + unit.tokens + 1 > room:
            held = [group.pop()] if group[-1].block.role == Role.HEADING and len(group) > 1 else []
            yield group
            group, size = held, sum(part.tokens + 1 for part in held)
        group.append(unit)
        size += unit.tokens + 1
    if group:
        yield group


def _piece(title: str, units: list[_Unit]) -> Piece:
    embedded, parts = title + "\n", []
    for unit in units:
        parts.append((len(embedded), len(embedded) + len(unit.words)))
        embedded += unit.words + "\n"
    spans = tuple(unit.span for unit in units)
    return Piece(spans[0][0], spans[-1][1], title, embedded, tuple(parts), spans)
