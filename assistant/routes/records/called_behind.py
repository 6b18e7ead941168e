"""Which goals and key results the organisation's own sheets call behind: red, off track, at risk, late."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.catalogue.named_places import GOAL_COLUMN
from assistant.domain import Block, Document, Kind, Role
from assistant.evidence_mode.answering import words_of
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.records.facts import Rows
from assistant.text.measures import is_measure_column
from assistant.text.places import is_retired_place
from assistant.text.plain import plain

_STATE_COLUMN = re.compile(
    r"^\W*(?:status|state|confidence|rag|health|traffic light|trend|on track|ampel|estado)\b", re.IGNORECASE
)
_BEHIND = re.compile(
    r"^\W*(?:red|off[- ]track|missed|behind|overdue|critical|failing|failed|rot|rojo)\W*$", re.IGNORECASE
)
_IN_DOUBT = re.compile(
    r"^\W*(?:amber|yellow|orange|at[- ]risk|slipping|delayed|late|in danger|watch|gelb|amarillo)\W*$", re.IGNORECASE
)


_ASKED = re.compile(
    r"^(?:which|what|are any|is any)\b.*\b(?:off (?:track|course|target)|behind|late|lagging|slipping|at risk|in danger"
    r"|red|amber|miss(?:ed|ing)?)\b",
    re.IGNORECASE,
)


def asks_behind(question: str) -> bool:
    """Tell whether a question wants only those goals that are behind."""
    return bool(_ASKED.match(question.strip()))


def rows_behind(index: Index, retired: frozenset[str]) -> Rows:
    """Return the rows of goals and measures that a sheet that holds calls behind, those in doubt after them."""
    found = [
        (level, document, block)
        for document in index.documents([Kind.STRATEGY, Kind.COLLABORATION, Kind.OTHER])
        if document.record is None and document.id not in retired and not is_retired_place(document.path)
        for level, block in _called(document)
    ]
    found.sort(key=lambda row: row[0])
    made = ((quote(document, block.start, block.end)) for _, document, block in found)
    return [(f"{words_of(one)}.", [one]) for one in made if one is not None]


def _called(document: Document) -> Iterator[tuple[int, Block]]:
    """Yield the rows of goals and measures whose state is bad (0) or in doubt (1)."""
    for block in document.blocks:
        if block.role is not Role.ROW or not any(map(_STATE_COLUMN.match, block.columns)):
            continue
        if not any(GOAL_COLUMN.match(column) or is_measure_column(column) for column in block.columns):
            continue
        cells = document.text[block.start : block.end].strip().strip("|").split("|")
        states = [
            plain(cell) for column, cell in zip(block.columns, cells, strict=False) if _STATE_COLUMN.match(column)
        ]
        level = next((at for at, bad in enumerate((_BEHIND, _IN_DOUBT)) if any(map(bad.match, states))), None)
        if level is not None:
            yield level, block
