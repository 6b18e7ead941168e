"""A column of a table whose name is what a question asks for: "What are the pilot features?" is read out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Answer, Block, Document, Kind, Quote, Role
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.text.names import units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.walk import cell_spans

_ASKED = re.compile(
    r"^(?:what|which|list|show me)(?: are| were)?(?: all)? (?:the|our|its|their) (?P<what>[\w &/-]{4,60}?)"
    r"(?: (?:do we have|are there|so far))?$",
    re.IGNORECASE,
)
_KINDS = (Kind.STRATEGY, Kind.PROBLEMS, Kind.PLAYERS, Kind.OTHER, Kind.COLLABORATION, Kind.WORK)
_FEWEST_WORDS, _FEWEST, _MOST = 2, 2, 12
"""Words of a column's name, at least, that is no mere "Name"; entries of a column that is read out."""


def asks_column(question: str) -> frozenset[tuple[str, ...]] | None:
    """Return the words of the column that a question may ask for, None where it asks for none."""
    match = _ASKED.match(" ".join(question.split()).rstrip(" ?.!"))
    words = frozenset(units(match["what"])) if match else frozenset()
    return words if len(words) >= _FEWEST_WORDS else None


def answer_from_column(wanted: frozenset[tuple[str, ...]], question: str, index: Index) -> Answer | None:
    """Return the cells of the column that is called so, of the newest document that has one; None where none has."""
    documents = [one for one in index.documents(_KINDS) if one.record is None and not is_retired_place(one.path)]
    documents.sort(key=lambda one: (str(one.date or ""), one.path), reverse=True)
    for document in documents:
        rows = list(_cells(document, wanted))
        if _FEWEST <= len(rows) <= _MOST:
            return Answer.of(question, index.generation, rows)
    return None


def _cells(document: Document, wanted: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, list[Quote]]]:
    for block in document.blocks:
        at = _column_of(block, wanted)
        spans = cell_spans(document.text, block) if at is not None else []
        left_empty = document.text[block.start] == "|"  # then its first cells are not known to be empty
        if at is None or at >= len(spans) or (left_empty and len(spans) != len(block.columns)):
            continue
        made = quote(document, *spans[at])
        if made is not None and (words := plain(made.text)):
            yield f"{plain(block.columns[at])}: {words}", [made]


def _column_of(block: Block, wanted: frozenset[tuple[str, ...]]) -> int | None:
    """Return which column of a row is called so, None where none is, or more than one."""
    if block.role is not Role.ROW:
        return None
    found = [at for at, column in enumerate(block.columns) if frozenset(units(plain(column))) == wanted]
    return found[0] if len(found) == 1 else None
