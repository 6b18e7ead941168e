"""What customers complain about most: the rows of tables that count it, the most first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from assistant.catalogue.problems import names_trouble
from assistant.domain import Answer, Document, Kind, Quote, Role
from assistant.evidence_mode.answering import cells_of
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.records.facts import Rows
from assistant.text.amounts import Amounts
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.spoken_numbers import whole_of

_HUMANS = r"(?:(?:our|the|most|these) )*(?:customers?|users?|clients?|people|they|citizens|members|patients)"
_MOST = r"(?:most|main|biggest|top|commonest|most common|most frequent|usual|largest|major|key|number one)"
_ASKED = re.compile(
    rf"^what (?:do|are|did|have) {_HUMANS} (?:been )?(?:mostly |usually |mainly )?(?:complain(?:ed|ing)?"
    r"|unhappy|moan(?:ed|ing)?|dissatisfied|annoyed)(?: (?:about|with|of|over|by))?(?: the)?(?: most(?: often)?)?$"
    rf"|^(?:what|which) (?:are|is|were) (?:the |our )?(?:{_MOST} )*"
    rf"(?:(?P<most>\d+|two|three|four|five|ten) )?(?:{_MOST} )*(?:customers?'?s? |users?'? |client |support )?"
    rf"(?:{_MOST} )?(?:complaints?|gripes|grievances)"
    rf"(?: (?:of|from|by) {_HUMANS})?(?: about us)?$"
    rf"|^what (?:annoys|bothers|frustrates|upsets) {_HUMANS}(?: (?:the )?most)?$",
    re.IGNORECASE,
)
_COMPLAINED = re.compile(
    r"\b(?:tickets?|cases?|complaints?|calls?|contacts?|claims?|beschwerden|quejas)\b", re.IGNORECASE
)
_COUNT = re.compile(
    rf"{_COMPLAINED.pattern}|\b(?:mentions?|count(?:ed)?|number|how often|times|frequency|votes?|requests?|anzahl"
    r"|häufigkeit|casos)\b",
    re.IGNORECASE,
)
_REST = re.compile(r"^\W*(?:others?|misc\w*|total|sum|all|rest|none|unknown|gesamt|summe|sonstige\w*)\b", re.IGNORECASE)
_KINDS = (Kind.PROBLEMS, Kind.CUSTOMERS, Kind.COLLABORATION)
_EACH, _TABLES, _FEWEST = 5, 3, 3
"""Rows of a table, tables that are told, and rows from which a table counts kinds of complaints."""


def asks_complaints(question: str) -> int | None:
    """Return how many complaints are asked for at most, None where a question asks for none."""
    match = _ASKED.match(" ".join(question.split()).rstrip(" ?.!").replace("’", "'"))
    return (whole_of(match["most"]) or _EACH) if match else None


def most_complained_of(most: int, question: str, index: Index) -> Answer | None:
    """Return the rows that were counted most, of each table that counts complaints; None where none does."""
    tables = [table for document in index.documents(_KINDS) for table in _counted(document)]
    tables = [table for table in tables if any(map(_COMPLAINED.search, _counts(table[0])))] or tables
    tables.sort(key=lambda table: str(table[0].document.date or ""), reverse=True)
    rows: Rows = []
    for table in tables[:_TABLES]:
        for made in table[:most]:
            column, cell = next(iter(_counts(made).items()))
            said = f"{cells_of(made)[0][1]}: {cell} ({column})"
            rows.append((f"{plain(made.document.title)}: {said}.", [made]))
    return Answer.of(question, index.generation, rows) if rows else None


def _counted(document: Document) -> Iterator[list[Quote]]:
    """Yield the rows of each table of a page that counts kinds of trouble, the most first."""
    if document.record is not None or is_retired_place(document.path):
        return
    blocks = [one for one in document.blocks if one.role is Role.ROW]
    for (columns, _), group in groupby(blocks, key=lambda one: (one.columns[:1], one.trail)):
        if not columns or not names_trouble(columns[0]):
            continue
        made = [one for block in group if (one := quote(document, block.start, block.end)) is not None]
        counts = {id(one): count for one in made if (count := _count(one)) is not None}
        kept = [one for one in made if id(one) in counts and not _REST.match(cells_of(one)[0][1])]
        if len(kept) >= _FEWEST:
            yield sorted(kept, key=lambda one: -counts[id(one)])


def _count(row: Quote) -> float | None:
    """Return how often something was counted, None of a row that does not say."""
    return next((Amounts().read(cell) for cell in _counts(row).values()), None)


def _counts(row: Quote) -> dict[str, str]:
    """Return the cells of a row that count something, by their columns."""
    named = ((column.replace("_", " "), cell) for column, cell in cells_of(row)[1:])
    return {column: cell for column, cell in named if _COUNT.search(column)}
