"""What lacks a value in one of its own columns: "stories with no estimate", "deals without a next step"."""

from __future__ import annotations

import re
from functools import partial

from assistant.domain import Document
from assistant.index.words import stems
from assistant.records.book import Book, record_of
from assistant.records.columns import calls
from assistant.records.query import Query

_WITHOUT = re.compile(
    r"\b(?:(?:that|which) )?(?:(?:have|has|had|with|are|is) )?(?:no|without(?: an?| any)?|lack(?:s|ing)?(?: an?)?"
    r"|missing(?: an?| their)?|not (?:an?|any)) (?P<what>[\w-]+(?: [\w-]+){0,2})",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(r"(?:an? )?(?:estimates?|estimation|points)", re.IGNORECASE)
_ESTIMATES = frozenset({("stori", "point"), ("stori", "point", "estim"), ("estim",), ("origin", "estim")})
_Columns = dict[tuple[str, str], set[str]]
"""The columns that are meant, by the tool and type of record that has them."""


def blanks(query: Query, book: Book) -> None:
    """Use up what records have no value of, where it is a column that others of their export have."""
    match = _WITHOUT.search(query.rest)
    words = match["what"].split() if match else []
    for count in range(len(words), 0, -1):
        columns = _called(" ".join(words[:count]), query, book)
        if match and columns:
            behind = " ".join(words[count:])
            query.blank(*match.span())
            query.rest = f"{query.rest} {behind}"
            query.state, query.narrow = query.state or "missing", True
            query.tests.append(partial(_is_blank, columns))
            return


def _called(said: str, query: Query, book: Book) -> _Columns:
    """Return the columns that are called so, of the records that are meant so far."""
    wanted = {tuple(stems(said))} | (_ESTIMATES if _ESTIMATE.fullmatch(said) else set())
    found: _Columns = {}
    for one in book.documents:
        record = record_of(one)
        if query.matches(one):
            named = {name for name, cells in record.values.items() if any(cells) and calls(name) & wanted}
            if named:
                found.setdefault((record.tool, record.type), set()).update(named)
    return found


def _is_blank(columns: _Columns, document: Document) -> bool:
    record = record_of(document)
    names = columns.get((record.tool, record.type))
    return names is not None and not any(cell.strip() for name in names for cell in record.values.get(name, ()))
