"""Does a citation stand, and does it carry its claim? Asked of every answer, whoever wrote it."""

from __future__ import annotations

from assistant.checking.checker import seen
from assistant.checking.details import Detail, mismatches
from assistant.domain import Answer, Quote
from assistant.quotes import find_verbatim


def stands(made: Quote) -> bool:
    """Whether a citation's words stand in their document at their place."""
    return bool(made.text.strip()) and find_verbatim(made.text, made.document.text[made.start : made.end]) is not None


def carried(answer: Answer) -> tuple[bool, ...]:
    """Tell of each claim whether its numbers, names and units stand in its quotes or in what heads them."""
    rows = []
    for claim in answer.claims:
        quotes = [answer.quotes[number - 1] for number in claim.citations]
        shown = "\n".join(seen(made, block) for made in quotes if (block := made.document.block_at(made.start)))
        wrong = [one for one in mismatches(claim.text, shown) if one.detail is not Detail.NEGATION]
        rows.append(bool(quotes) and not wrong)
    return tuple(rows)
