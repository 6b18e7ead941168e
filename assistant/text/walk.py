"""Walk through a document: its sentences, what stands under a heading, below an item, beside a block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from assistant.domain import Block, Document, Role
from assistant.text.plain import plain
from assistant.text.sections import LONGEST_LABEL, section_of
from assistant.text.sentences import block_sentences

_WIKI_HEADING = re.compile(r"^h[1-6]\.\s+(.+)$|^\s*\*([^*\n]{3,60})\*:?\s*$", re.MULTILINE)
_BOLD_LABEL = re.compile(r"\W*(?P<mark>\*\*|__)(?P<label>[^*_\n]{3,60})(?P=mark)\W*")
_STRONG_LABEL = re.compile(
    r"\s*(?:<a\b[^<>]*>)?\s*<(?P<mark>strong|b)>(?P<label>(?:(?!</(?:strong|b)>)[^\n]){3,160})</(?P=mark)>\s*(?:</a>)?\s*",
    re.IGNORECASE,
)
"""A paragraph that is bold as a whole: a heading in all but form."""
MOST_BLOCKS = 400
"""Blocks of one document that are read; a longer page about one initiative is a report on much else."""
AROUND = 6
MOST_NESTED = 40
"""Items below one that are read."""


def pieces(document: Document, block: Block) -> Iterator[tuple[int, int, str | None]]:
    """Yield the sentences of a block, those below a wiki heading inside it with that heading; a prompt stays whole."""
    heading: str | None = None
    at = block.start
    piece = document.text[block.start : block.end]
    cuts = [
        (m.start() + block.start, m.end() + block.start, m.group(1) or m.group(2))
        for m in _WIKI_HEADING.finditer(piece)
    ]
    for first, last, following in [*cuts, (block.end, block.end, None)]:
        body = document.text[at:first].strip()
        if body.startswith("<") and body.endswith(">"):
            start = document.text.index("<", at)
            yield start, start + len(body), heading
        elif body:
            part = Block(at, first, block.role, block.trail, block.locator, block.columns)
            for start, end in block_sentences(document.text, part):
                for begin, final in _items(document.text, start, end):
                    yield begin, final, heading
        at, heading = last, following.strip() if following else heading


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or its list items where a sentence of a wiki text is a list."""
    piece = text[start:end]
    cuts = [0, *(m.start() for m in re.finditer(r"\n(?=[ \t]*(?:[#*•-]+|\d+[.)])[ \t])", piece)), len(piece)]
    for first, last in pairwise(cuts):
        part = piece[first:last]
        lead, tail = len(part) - len(part.lstrip()), len(part) - len(part.rstrip())
        if any(letter.isalnum() for letter in part):
            yield start + first + lead, start + last - tail


def bold_label(document: Document, block: Block) -> str | None:
    """Return the words of a paragraph that is bold as a whole, and so heads what follows it; None of any other."""
    said = document.text[block.start : block.end] if block.role is Role.TEXT else ""
    match = _BOLD_LABEL.fullmatch(said) or _STRONG_LABEL.fullmatch(said)
    label = plain(match["label"]).strip(" :") if match else ""
    return label if label and ":" not in label else None  # "Status: discontinued" says something itself


def label_above(document: Document, block: Block) -> str | None:
    """Return the item that names those below it, or the nearest bold label before a block under the same headings."""
    number = bisect_right(document.blocks, block.start, key=lambda one: one.start) - 1
    if (item := _item_above(document, number)) is not None:
        return item
    for before in reversed(document.blocks[max(0, number - AROUND) : number]):
        if before.trail != block.trail:
            return None
        if (label := bold_label(document, before)) is not None:
            return label
    return None


def _item_above(document: Document, number: int) -> str | None:
    """Return the words of the item that an item stands indented below, where they are no more than a label."""
    above = outer_item(document, number)
    words = plain(document.text[above.start : above.end]).strip(" :") if above else ""
    return words if words and len(words.split()) <= LONGEST_LABEL and ":" not in words else None


def is_nested(document: Document, number: int) -> bool:
    """Whether an item stands indented below another of its list."""
    return outer_item(document, number) is not None


def outer_item(document: Document, number: int) -> Block | None:
    """Return the item that an item stands indented below."""
    block = document.blocks[number]
    depth = indent(document, block) if block.role is Role.ITEM else 0
    for before in reversed(document.blocks[max(0, number - MOST_NESTED) : number]) if depth else ():
        if before.role is not Role.ITEM or before.trail != block.trail:
            return None
        if indent(document, before) < depth:
            return before
    return None


def bare_title(text: str) -> str:
    """Return a heading's letters and digits: an outline has "1.1 Requests" where the page prints "1.1. Requests"."""
    return re.sub(r"\W+", "", plain(text)).lower()


def headings_above(document: Document, number: int) -> list[int]:
    """Return the headings that a block stands under, outermost first, as numbers of blocks."""
    wanted = [bare_title(heading) for heading in document.blocks[number].trail]
    found: list[int] = []
    for at in range(number - 1, -1, -1):
        block = document.blocks[at]
        depth = len(wanted) - 1 - len(found)
        if (
            block.role is Role.HEADING
            and len(block.trail) == depth
            and bare_title(document.text[block.start : block.end]) == wanted[depth]
        ):
            found.insert(0, at)
        if len(found) == len(wanted):
            break
    return found


def below(document: Document, number: int) -> list[int]:
    """Return the blocks under a heading: those whose trail goes on from it."""
    block = document.blocks[number]
    title = bare_title(document.text[block.start : block.end])
    depth, below = len(block.trail), []
    for at in range(number + 1, min(len(document.blocks), number + 1 + MOST_BLOCKS)):
        trail = document.blocks[at].trail
        if len(trail) <= depth or bare_title(trail[depth]) != title:
            break
        below.append(at)
    return below


def below_label(document: Document, number: int) -> list[int]:
    """Return the blocks under a paragraph that is bold as a whole: to the next that names something, or a heading."""
    trail, found = document.blocks[number].trail, []
    for at in range(number + 1, min(len(document.blocks), number + 1 + MOST_BLOCKS)):
        block = document.blocks[at]
        label = bold_label(document, block)
        names = label is not None and (section_of(label) is None or _is_linked(document, block))
        if block.trail != trail or block.role is Role.HEADING or names:
            break
        found.append(at)
    return found


def _is_linked(document: Document, block: Block) -> bool:
    """Whether a label links to a page: it names a thing then, whatever its words announce elsewhere."""
    return bool(re.search(r"<a\b|\]\(", document.text[block.start : block.end]))


def beside(document: Document, number: int) -> list[int]:
    """Return the blocks around one, under the same heading."""
    trail = document.blocks[number].trail
    around = range(max(0, number - AROUND), min(len(document.blocks), number + AROUND + 1))
    return [at for at in around if at != number and document.blocks[at].trail == trail] if trail else []


def indent(document: Document, block: Block) -> int:
    """Return how many columns an item is indented by."""
    line = document.text.rfind("\n", 0, block.start) + 1
    before = document.text[line : block.start].expandtabs(4)
    return len(before) - len(before.lstrip()) if not before.strip(" -*+•#0123456789.)>") else 0


def nested(document: Document, number: int) -> list[int]:
    """Return the items that stand deeper below a list item."""
    block = document.blocks[number]
    if block.role is not Role.ITEM:
        return []
    depth, nested = indent(document, block), []
    for at in range(number + 1, min(len(document.blocks), number + MOST_NESTED)):
        other = document.blocks[at]
        if other.role is not Role.ITEM or indent(document, other) <= depth:
            break
        nested.append(at)
    return nested


def cell_spans(text: str, block: Block) -> list[tuple[int, int]]:
    """Return where the cells of a row stand: between bars, the bars at its ends and the white space left out."""
    start, end = _trimmed(text, block.start, block.end)
    if end > start and text[start] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\":
        end -= 1
    bars = [at for at in range(start, end) if text[at] == "|" and text[at - 1] != "\\"]
    edges = [start - 1, *bars, end]
    return [_trimmed(text, left + 1, right) for left, right in pairwise(edges)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
