"""Which words of a question over records nothing accounts for: what a refusal names, so that it can be asked anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.index.words import stems
from assistant.records.asked import read_so_far, unplaced
from assistant.records.book import Book
from assistant.records.composed import groupings
from assistant.records.measures import measures_in
from assistant.records.operations import Operation, wish_of
from assistant.records.ranked import ranking_of

UNPLACED = "Over the records, I could not place {words}."
_MOST_WORDS = 2
_SHORT = 8
_LIST = re.compile(r"^\W*(?:which|list|show|name|do we have|are there|is there)\b", re.IGNORECASE)


def words_unplaced(question: str, book: Book, today: date) -> tuple[str, ...]:
    """Return the one or two words for which a question over records is not understood; () where it is none."""
    text = " ".join(question.split()).rstrip(" ?.!")
    best: tuple[str, ...] = ()
    for named in _named(text, book):
        query = read_so_far(named, book, today)
        if query.sort is None or not query.typed:
            continue
        left = unplaced(query)
        words = tuple(dict.fromkeys(word for word in re.findall(r"[\w'’-]+", query.rest) if set(stems(word)) & left))
        if words and (not best or len(words) < len(best)):
            best = words
    return best if len(best) <= _MOST_WORDS else ()


def _named(text: str, book: Book) -> Iterator[str]:
    """Yield the words that may name the records of a question for a number or a list of them."""
    if ranking := ranking_of(text):
        yield f"{ranking.noun.removeprefix('who')} {ranking.what}"
        return
    wish = wish_of(text)
    short = len(text.split()) <= _SHORT
    if wish is None or (wish.operation is Operation.LIST and not (_LIST.match(text) or (short and not wish.said))):
        return
    for _, rest in measures_in(wish.rest, book):
        for _, named in groupings(rest):
            yield named
