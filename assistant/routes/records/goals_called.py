"""How the goals of an export of OKRs stand: what its own status column calls them, the worst first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from assistant.domain import Document, Quote
from assistant.records.book import Book, record_of
from assistant.records.cells import named_cell, spoken, status_cell
from assistant.records.facts import Rows
from assistant.records.rows import CITED, LISTED
from assistant.text.places import is_retired_place
from assistant.text.spans import span_in

_GOALS = frozenset({"key result", "objective", "goal", "rock", "measurable"})
_BEHIND = re.compile(
    r"^\W*(?:red|off[- ](?:track|course|target)|missed|behind(?: schedule)?|overdue|critical|failing|failed|late|rot"
    r"|rojo)\W*$",
    re.IGNORECASE,
)
_IN_DOUBT = re.compile(
    r"^\W*(?:amber|yellow|orange|at[- ]risk|slipping|delayed|in danger|watch|needs attention|gelb|amarillo)\W*$",
    re.IGNORECASE,
)
_WELL = re.compile(
    r"^\W*(?:green|on[- ](?:track|course|target)|ahead|achieved|met|reached|hit|done|completed?|grün|verde)\W*$",
    re.IGNORECASE,
)
_HEALTH = r"^(?:health|rag|rag status|confidence|traffic light|ampel)$"
_PERIOD = re.compile(r"^(?:quarter|period|cycle|time ?frame|half|year|quartal|periode)$", re.IGNORECASE)


def goals_behind(book: Book, today: date, told: Collection[str] = ()) -> Rows:
    """Return the goals of this period that are called behind, then those in doubt; where all stand well, that.

    `told` are the paths of the files whose rows are told already: a sheet is there as a page and as its records.
    """
    called = [(one, cell) for one, cell in _called(book, today) if one.path not in told]
    found = [(one, cell) for words in (_BEHIND, _IN_DOUBT) for one, cell in called if words.match(cell.text)]
    if called and not (found or told):
        said = f"None of the {len(called)} that have a status is called behind{_counts(called)}."
        return [(said, [cell for _, cell in called][:CITED])]
    return [_row(one, cell) for one, cell in found]


def goals_standing(book: Book, today: date) -> Rows:
    """Return how many goals of this period are called what, then those that are behind or in doubt."""
    called = _called(book, today)
    if not called:
        return []
    kinds = Counter(record_of(one).type for one, _ in called)
    what = f"{next(iter(kinds))}s" if len(kinds) == 1 else "goals"
    head = f"{len(called)} {what} have a status{_counts(called)}."
    behind = [(one, cell) for words in (_BEHIND, _IN_DOUBT) for one, cell in called if words.match(cell.text)]
    return [(head, [cell for _, cell in called][:CITED]), *(_row(one, cell) for one, cell in behind[:LISTED])]


def _row(one: Document, cell: Quote) -> tuple[str, list[Quote]]:
    owner = named_cell(one, r"^(?:owner|lead|dri|champion|responsible|accountable)$")
    who = f" ({owner.text.strip()})" if owner and owner.text.strip() else ""
    return f"{one.title}: {cell.text.strip()}{who}.", [cell, *([owner] if who and owner else [])]


def _counts(called: Iterable[tuple[Document, Quote]]) -> str:
    counts = Counter(" ".join(cell.text.split()) for _, cell in called)
    return f": {', '.join(f'{count} {word}' for word, count in counts.most_common())}"


def _called(book: Book, today: date) -> list[tuple[Document, Quote]]:
    """Return the goals of this period with the cell that calls them well, in doubt or behind."""
    found = [
        (one, cell)
        for one in _of_now([one for one in book.documents if record_of(one).type in _GOALS], today)
        if not is_retired_place(one.path)
        if (cell := _state(one)) is not None
    ]
    words = [cell.text for _, cell in found]
    return found if any(_BEHIND.match(one) or _IN_DOUBT.match(one) or _WELL.match(one) for one in words) else []


def _state(one: Document) -> Quote | None:
    cells = (status_cell(one, record_of(one).status), named_cell(one, _HEALTH))
    return next((cell for cell in cells if cell and any(w.match(cell.text) for w in (_BEHIND, _IN_DOUBT, _WELL))), None)


def _of_now(goals: list[Document], today: date) -> list[Document]:
    """Leave out the goals of a period that is over, where others are of one that is not."""
    over = {one.id for one in goals if (last := _last_day(one, today)) and last < today.isoformat()}
    return [one for one in goals if one.id not in over] or goals


def _last_day(one: Document, today: date) -> str:
    """Return the last day of the period that a goal is for, by its own column, else by its sheet; "" for none."""
    cells = [cell for name, said in record_of(one).values.items() if _PERIOD.match(spoken(name)) for cell in said]
    sheets = [block.locator.sheet for block in one.blocks[:1] if block.locator.sheet]
    spans = (span_in(text, today) for text in [*cells, *sheets])
    return next((span.last for span in spans if span is not None), "")
