"""Does a claim stand on its quotes? Every claim passes here before anybody sees it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.details import Detail, Mismatch, mismatches
from assistant.checking.polarity import turned
from assistant.checking.predicate import predicated
from assistant.checking.support import support, threshold
from assistant.domain import Block, Quote
from assistant.quotes import quote
from assistant.text.plain import plain

_BY_WORDS = frozenset(Detail) - {Detail.NEGATION}


def seen(made: Quote, block: Block) -> str:
    """Return what a reader sees of a quote: its words, and the title, headings and column names that stand over it."""
    heads = (made.document.title, *block.trail, block.locator.field or "", *block.columns)
    return "\n".join([*map(plain, heads), plain(made.text), made.text])


def wrong_details(claim: str, evidence: str) -> tuple[Mismatch, ...]:
    """Return what a claim says otherwise than its evidence; whether it turns a denial round is read in context."""
    found = mismatches(claim, evidence, _BY_WORDS)
    return found or tuple(Mismatch(Detail.NEGATION, words) for words in turned(claim, evidence))


def stands(claim: str, quotes: Sequence[Quote]) -> bool:
    """Tell whether the quotes are verbatim and carry a claim: each of its details, and what it says as a whole."""
    if not quotes or any(quote(made.document, made.start, made.end) != made for made in quotes):
        return False
    shown = [seen(made, block) for made in quotes if (block := made.document.block_at(made.start)) is not None]
    evidence = "\n".join(shown)
    return not wrong_details(claim, evidence) and carried(claim, evidence, float(support([claim], [evidence])[0]))


def carried(claim: str, evidence: str, score: float) -> bool:
    """Tell whether evidence carries what a claim says as a whole, given its `support`."""
    return score >= threshold() and predicated(claim, evidence)
