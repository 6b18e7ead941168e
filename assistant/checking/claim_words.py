"""Words of a claim and of its evidence, and which of them are too small to carry anything."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*['’]?")
SMALL = frozenset(
    "a an and are as at be been but by can could did do does for from had has have how i if in into is it its"
    " of on or our shall should so than that the their them then there these they this those to was we were"
    " what when where which who will with would you your also more most must may might".split()
)
STARTS = re.compile(r"(?:^|[.!?:;\n\"“(\[])\s*[\"“'‘(]?$")
"""What stands before a word that begins a sentence."""


def words(text: str) -> list[str]:
    """Return the words of a text in order."""
    return WORD.findall(text)
