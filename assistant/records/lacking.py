"""What has none of something: accounts without an open opportunity, epics without an issue."""

from __future__ import annotations

import re
from datetime import date

from assistant.records.asked import read_query
from assistant.records.book import Book
from assistant.records.facts import Rows
from assistant.records.rows import LISTED, cells_of, counted, listed

_ASKED = re.compile(
    r"^(?P<verb>which|what|list|show(?: me)?|how many)\s+(?:of (?:the|our) )?(?P<what>[^?]+?)\s+(?:that\s+|which\s+)?"
    r"(?:(?:have|has|with|are|is)\s+)?(?:no|without(?:\s+an?y?)?|not\s+(?:any|an?))\s+(?P<lacks>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:(?:an?|any|single|the|one)\s+)+", re.IGNORECASE)


def lacking(text: str, book: Book, today: date) -> Rows | str:
    """Return the records below which there is none of a sort; nothing where a question asks for something else."""
    match = _ASKED.match(text)
    if match is None:
        return []
    wanted = read_query(f"which {match['what']}", book, today)
    lacks = read_query(f"which {_LEADING.sub('', match['lacks'])}", book, today)
    if wanted is None or lacks is None:
        return []
    held = {document.id for document in book.documents if lacks.matches(document)}
    asked = [document for document in book.documents if wanted.matches(document)]
    below = {document.id: {other.id for other in book.below(document)} for document in asked}
    if not any(held & inside for inside in below.values()):
        return []  # nothing says that the one belongs to the other
    found = [document for document in asked if not held & below[document.id]]
    if not found:
        return f"None of the {len(asked)} {match['what']} that you may read is without {match['lacks']}."
    if match["verb"].lower() == "how many":
        return counted(text, found)
    none = f"have no {_LEADING.sub('', match['lacks'])}"
    said = f"{len(found)} of the {len(asked)} {match['what']} that you may read {none}."
    rows = listed(wanted, found[:LISTED])
    return [(f"{said} The first {LISTED} of them:" if len(found) > LISTED else said, cells_of(found)), *rows]
