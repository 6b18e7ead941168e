"""Which lines of a table a question means: by the words of their cells, the keys of records, the days they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.index.words import stems
from assistant.records.book import Book, record_of, short_names
from assistant.records.cells import day_in, spoken
from assistant.tables.questions import TableQuestion, meaningless
from assistant.tables.sheets import Column, Line, Table

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FISCAL = re.compile(r"\bFY ?'?(\d\d)\b", re.IGNORECASE)
_NAMING = frozenset(stem for word in "name title id key code number no".split() for stem in stems(word))
"""Words of a header that say no more than that a thing is named in it."""
_NOUNS = frozenset(
    stem
    for word in "team initiative project place site office location programme product department customer".split()
    for stem in stems(word)
)
_MONTH = re.compile(r"^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lines that are meant and what they are called.

    `whole`: all of the table. `own`: a line of it is about the very thing. `ledger`: no line is, each books a part.
    """

    lines: tuple[Line, ...]
    label: str
    whole: bool = False
    own: bool = False
    ledger: bool = False


def _years(text: str) -> set[str]:
    """Return the years that a text names; "FY25" is 2025."""
    return set(_YEAR.findall(text)) | {f"20{digits}" for digits in _FISCAL.findall(text)}


def fits_days(column: Column, table: Table, asked: TableQuestion) -> bool:
    """Tell whether a column may be of the days that are asked for: rows have days, or its name or heading the year."""
    years = _years(column.name)
    wanted = _years(f"{asked.span.first} {asked.span.last}") if asked.span else set()
    if years and wanted and not years & wanted:
        return False
    if asked.span is None or _dated(table) is not None:
        return True
    whole_year = asked.span.first.endswith("-01-01") and asked.span.last.endswith("-12-31")
    return whole_year and wanted <= (years or _years(" ".join((table.heading, *table.header))))


def choose(asked: TableQuestion, table: Table, column: Column, book: Book) -> Chosen | None:
    """Return the lines that the words of a question leave; None where a word names nothing in the table."""
    words = asked.rest.split()
    lines = list(table.parts)
    dated = _dated(table)
    if asked.span and dated is not None:
        lines = [line for line in lines if asked.span.holds(_day(line.text(dated)))]
    labels: list[str] = []
    columns: set[int] = set()
    while found := _longest(words, lines, table, book):
        at, start, end, label = found
        words = words[:start] + words[end:]
        lines = [line for line in lines if label_of(line, at, book) == label or line.text(at) == label]
        labels.append(label)
        columns.add(at)
    left = {stem for word in words if not meaningless(word) for stem in stems(word)}
    headers = {stem for at in columns for stem in stems(spoken(table.header[at]))}
    left -= headers | set(stems(spoken(column.name))) | (_NOUNS if labels else set())
    if left or not lines:
        return None
    keys = table.keys()
    whole = not labels and len(lines) == len(table.parts)
    label = _opened(", ".join(labels)) or ("Total" if whole else _opened(asked.said.strip()) or "Total")
    return Chosen(tuple(lines), label, whole, bool(columns & keys), not keys)


def _opened(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def _longest(words: list[str], lines: list[Line], table: Table, book: Book) -> tuple[int, int, int, str] | None:
    """Return the longest run of words that is a cell, or the record that a cell names; a column of keys first."""
    said = [tuple(stems(word)) for word in words]
    keys = table.keys()
    best: tuple[tuple[int, bool, int], tuple[int, int, int, str]] | None = None
    for at in table.texts:
        for text in {line.text(at) for line in lines if line.text(at)}:
            for name in _called(text, book):
                wanted = tuple(stems(name)) if not all(meaningless(word) for word in name.split()) else ()
                span = _run(wanted, said) if wanted else None
                score = (len(wanted), at in keys, -at)
                if span and (best is None or score > best[0]):
                    best = (score, (at, *span, text if name == text else _titled(text, book)))
    return best[1] if best else None


def _run(wanted: tuple[str, ...], said: list[tuple[str, ...]]) -> tuple[int, int] | None:
    """Return where words stand in a row, small words between them aside."""
    for start in range(len(said)):
        found: tuple[str, ...] = ()
        for end in range(start, len(said)):
            found += said[end]
            if found == wanted:
                return start, end + 1
            if found != wanted[: len(found)]:
                break
    return None


def _called(text: str, book: Book) -> tuple[str, ...]:
    """Return what people call what a cell names: its words, and where it is a record's key, that record's names."""
    document = book.by_key.get(text)
    return (text, *short_names(record_of(document).title)) if document else (text,)


def _titled(text: str, book: Book) -> str:
    document = book.by_key.get(text)
    return short_names(record_of(document).title)[-1] if document and short_names(record_of(document).title) else text


def label_of(line: Line, at: int, book: Book) -> str:
    """Return what the thing in a cell is called."""
    return _titled(line.text(at), book)


def named_column(noun: str, table: Table, book: Book) -> int | None:
    """Return the column that a noun names: so headed, or holding the keys of records of that sort."""
    wanted = set(stems(noun))
    headed = [at for at in table.texts if set(stems(spoken(table.header[at]))) - _NAMING == wanted]
    if headed:
        return headed[0]
    for at in table.texts:
        known = [book.by_key.get(line.text(at)) for line in table.parts]
        if known and all(one is not None and set(stems(record_of(one).type)) == wanted for one in known):
            return at
    return None


def _dated(table: Table) -> int | None:
    """Return the column whose every cell is a day or a month, None where there is none."""
    for at in table.texts:
        said = [line.text(at) for line in table.parts]
        if said and all(_day(text) for text in said):
            return at
    return None


def _day(text: str) -> str | None:
    """Return the day of a cell; of a month its first."""
    return f"{text}-01" if _MONTH.match(text) else day_in(text) if re.search(r"\d", text) else None
