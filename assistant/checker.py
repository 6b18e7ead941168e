"""Does a claim stand on its quotes? Every claim passes here before anybody sees it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking import mismatches
from assistant.domain import Block, Quote
from assistant.plain import plain
from assistant.quotes import quote
from assistant.support import support, threshold


def seen(made: Quote, block: Block) -> str:
    """Return what a reader sees of a quote: its words, and the title, headings and column names that stand over it."""
    heads = (made.document.title, *block.trail, block.locator.field or "", *block.columns)
    return "\n".join([*map(plain, heads), plain(made.text), made.text])


def stands(claim: str, quotes: Sequence[Quote]) -> bool:
    """Tell whether the quotes are verbatim and carry a claim: each of its details, and what it says as a whole."""
    if not quotes or any(quote(made.document, made.start, made.end) != made for made in quotes):
        return False
    shown = [seen(made, block) for made in quotes if (block := made.document.block_at(made.start)) is not None]
    evidence = "\n".join(shown)
    return not mismatches(claim, evidence) and float(support([claim], [evidence])[0]) >= threshold()
