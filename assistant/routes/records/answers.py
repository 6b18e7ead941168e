"""Questions that records answer exactly: how many, how much, which, the most; `records/facts.py` has those about one.

Nothing is guessed: a number is counted or summed from records, and the cells that it was made from are cited.
"""

from __future__ import annotations

from datetime import date

from assistant.domain import Answer
from assistant.records.against import against
from assistant.records.book import Book
from assistant.records.composed import reading_of
from assistant.records.crews import asks_for_work, done_by, work_of
from assistant.records.extremes import extremes
from assistant.records.facts import Rows, facts
from assistant.records.leaving import leaving
from assistant.records.operations import Operation
from assistant.records.ranked import ranked
from assistant.records.shares import shares
from assistant.records.telling import told
from assistant.tables.answers import answer_from_tables, each_of_tables


def answer_from_records(question: str, book: Book, generation: str, today: date) -> Answer | None:
    """Answer a question from records, or return None where they do not settle it."""
    text = " ".join(question.split())
    found = _found(text, book, today)
    if isinstance(found, str):
        return Answer(question, generation, reason=found)
    return Answer.of(question, generation, found) if found else None


def biggest_of_records(question: str, book: Book, generation: str, today: date) -> Answer | None:
    """Answer which records are the biggest, or return None where that is not asked or they do not settle it."""
    rows = extremes(" ".join(question.split()), book, today)
    return Answer.of(question, generation, rows) if rows else None


def held_against(question: str, book: Book, generation: str, today: date) -> Answer | None:
    """Answer how two sets of records stand to each other, or return None where a question holds no two together."""
    rows = against(" ".join(question.split()), book, today)
    return Answer.of(question, generation, rows) if rows else None


def _found(text: str, book: Book, today: date) -> Rows | str:
    """Return what records say, a sentence where they say that there is none, nothing where they do not settle it."""
    if rows := facts(text, book):
        return rows
    whose = asks_for_work(text)
    if whose is not None and (work := work_of(whose, book)) is not None:
        return work
    settled = (
        answer_from_tables(text, book, today, ("people",))  # a head count says more than a list of those who are named
        or leaving(text, book, today)
        or done_by(text, book, today)
        or each_of_tables(text, book, today)
        or extremes(text, book, today)
        or ranked(text, book, today)
    )
    if settled:
        return settled
    found = shares(text, book, today) or _told(text, book, today)
    # That no record fits does not settle what a table may say.
    return found if found and not isinstance(found, str) else answer_from_tables(text, book, today) or found


def _told(text: str, book: Book, today: date) -> Rows | str:
    """Return what the records come to that a question names, nothing where a word of it is not understood."""
    made = reading_of(text, book, today)
    return told(made) if made is not None else []


def measured(text: str, book: Book, today: date) -> tuple[float, Rows] | None:
    """Return the one number that answers "how many" or "how much" over records, with what stands for it, else None.

    A sum in several currencies is no one number.
    """
    made = reading_of(text, book, today)
    if made is None or made.group is not None or made.operation not in (Operation.COUNT, Operation.SUM):
        return None
    numbers = made.numbers(made.chosen)
    if len({unit for _, unit, _ in numbers}) > 1 or (made.operation is Operation.SUM and not numbers):
        return None
    rows = told(made) if made.chosen else []
    return None if isinstance(rows, str) else (made.value(numbers), rows)
