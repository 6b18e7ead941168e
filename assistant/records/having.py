"""What has some of something: customers with open cases, epics with more than five open issues."""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import Document
from assistant.records.asked import read_query
from assistant.records.book import Book
from assistant.records.facts import Rows
from assistant.records.rows import LISTED, cells_of
from assistant.text.spoken_numbers import SPELLED

_NUMBER = rf"(?P<count>\d{{1,3}}|{'|'.join(SPELLED)})"
_ASKED = re.compile(
    r"^(?P<verb>which|what|list|show(?: me)?|how many)\s+(?:of (?:the|our) )?(?P<what>[^?]+?)\s+(?:that\s+|which\s+"
    r"|who\s+)?(?:have|has"
    r"|with|got)\s+"
    rf"(?:(?:(?P<more>more than|over)|at least)\s+{_NUMBER}\s+|any\s+|an?\s+|some\s+)?(?P<has>[^?]+?)\s*\??$",
    re.IGNORECASE,
)


def having(text: str, book: Book, today: date) -> Rows | str:
    """Return the records to which enough of another sort belong; nothing where a question asks for something else."""
    match = _ASKED.match(text)
    if match is None or re.match(r"(?:no|not|none|without)\b", match["has"], re.IGNORECASE):
        return []
    wanted = read_query(f"which {match['what']}", book, today)
    held = read_query(f"which {match['has']}", book, today)
    if wanted is None or held is None or held.verb != "list":
        return []
    owners = [one for one in book.documents if wanted.matches(one)]
    things = {one.id for one in book.documents if held.matches(one)}
    if not owners:
        return []
    inside = {one.id: [other for other in book.below(one) if other.id in things] for one in owners}
    if not any(inside.values()):
        return []
    said = (match["count"] or "").lower()
    least = (SPELLED.get(said) or int(said)) + bool(match["more"]) if said else 1
    found = [one for one in owners if len(inside[one.id]) >= least]
    found.sort(key=lambda one: (-len(inside[one.id]), one.title))
    if not found:
        return f"None of the {len(owners)} {match['what']} that you may read has so many."
    return _rows(found, inside, len(owners), match["what"])


def _rows(found: list[Document], inside: dict[str, list[Document]], among: int, what: str) -> Rows:
    cells = [made for one in found for made in cells_of(inside[one.id])]
    rows: Rows = [(f"{len(found)} of the {among} {what} that you may read do.", cells)]
    return rows + [(f"{one.title}: {len(inside[one.id])}.", cells_of(inside[one.id])) for one in found[:LISTED]]
