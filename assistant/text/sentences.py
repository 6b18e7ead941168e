"""Where sentences begin and end in a document: the unit that is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.domain import Block, Document, Role

Span = tuple[int, int]

_END = re.compile(r"[.!?…](?:[\"'”’»)\]*_]{0,3})(?=\s+[\"'“‘«(\[*_]{0,3}[A-Z0-9À-Þ])|\n(?=[ \t]*\n)|[.!?;](?=\n)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|etc|approx|incl|excl|No|Nos|Fig|Sec|Inc|Ltd|Co|Corp|Dept|est|dept"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m|bzw|z\.B|ca)|\b[A-Z]|(?:^|\s)\d{1,2})\.$"
)
_LABELLED = re.compile(
    r"^[ \t]*(?:(?:\*\*|__)[^*_\n]{2,40}:(?:\*\*|__)|(?:\*\*|__)[^*_\n]{2,40}(?:\*\*|__) ?:|[A-Z][\w ]{1,24}:)[ \t]+\S",
    re.MULTILINE,
)
"""A line that opens with a label: "**Owner:** Mara Lind", "Status: open"."""
_FEWEST_LABELLED = 2
_WHOLE = (Role.ROW, Role.HEADER, Role.HEADING)
LONGEST = 600
"""Characters; a longer sentence is cut at a clause so that a quote stays readable."""


def block_sentences(text: str, block: Block) -> list[Span]:
    """Return the sentences of one block as spans of the document's text; a row or heading is one sentence."""
    if block.role in _WHOLE:
        return _trimmed(text, [(block.start, block.end)])
    cuts = {block.start, *_labelled_lines(text, block)}
    for match in _END.finditer(text, block.start, block.end):
        if not _ABBREVIATION.search(text, max(block.start - 1, match.end() - 12, 0), match.end()):
            cuts.add(match.end())
    starts = sorted(cuts)
    spans = _trimmed(text, list(zip(starts, [*starts[1:], block.end], strict=True)))
    return [piece for span in spans for piece in _shortened(text, span)]


def _labelled_lines(text: str, block: Block) -> list[int]:
    """Return where the lines of a paragraph begin that is a card: each opens with a label of its own."""
    said = text[block.start : block.end]
    if "\n" not in said:
        return []
    found = [match.start() for match in _LABELLED.finditer(said)]
    every = len(found) == said.count("\n") + 1
    return [block.start + at for at in found] if every and len(found) >= _FEWEST_LABELLED else []


def sentences(document: Document, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences that overlap a stretch of a document, in order, headings left out."""
    last = len(document.text) if end is None else end
    spans: list[Span] = []
    for block in document.blocks:
        if block.end > start and block.start < last and block.role not in (Role.HEADING, Role.HEADER):
            spans += block_sentences(document.text, block)
    return [(first, final) for first, final in spans if final > start and first < last]


def openings(text: str, blocks: Iterable[Block], fewest: int) -> Iterator[tuple[Block, Span]]:
    """Yield how each paragraph begins: its label, and what follows to the end of the first sentence of enough words."""
    for block in blocks:
        if block.role in (Role.HEADING, Role.HEADER):
            continue
        told = (end for start, end in block_sentences(text, block) if len(text[start:end].split()) >= fewest)
        if (end := next(told, None)) is not None:
            yield block, (block.start, end)


def _trimmed(text: str, spans: list[Span]) -> list[Span]:
    kept = []
    for start, end in spans:
        piece = text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        if any(letter.isalnum() for letter in text[start:end]):
            kept.append((start, end))
    return kept


def _shortened(text: str, span: Span) -> list[Span]:
    start, end = span
    pieces = []
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind("\n", 200), window.rfind("; ", 200), window.rfind(" | ", 200), window.rfind(", ", 400))
        cut = cut if cut > 0 else max(window.rfind(" ", 200), 0) or LONGEST
        pieces.append((start, start + cut + 1))
        start += cut + 1
    return _trimmed(text, [*pieces, (start, end)])
