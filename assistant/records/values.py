"""Words of a question that are the value of a field of records, or the name of a column of numbers or dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Document, Record
from assistant.index.words import stems
from assistant.records.book import Book, record_of
from assistant.records.cells import number_in, spoken
from assistant.records.query import FILLERS, Query, Test
from assistant.records.sorts import is_work

_MANY_VALUES = 60
_ENDING = re.compile(r"(?<=\w\w\w)(?:ers?|ing|ies|y|es|s|en|e|n)$")
"""What forms of one word differ in: "laundry" and "laundries", "retail" and "retailers"."""


def values(query: Query, book: Book) -> None:
    """Use up words that are the value of a field of the records that are left ("hospital laundries", "DACH")."""
    known = _known_values(query, book)
    for words, cells in sorted(known.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        spoken = list(re.finditer(r"\w+", query.rest))
        said = [(stems(word.group()) or [""])[0] for word in spoken]
        for at in range(len(said) - len(words) + 1):
            first, last = spoken[at].start(), spoken[min(at + len(words), len(spoken)) - 1].end()
            meant = {cell for cell in cells if _is_inflected(query.rest[first:last], cell[1])}
            if said[at : at + len(words)] == list(words) and meant:
                query.rest = f"{query.rest[:first]} {query.rest[last:]}"
                query.tests.append(_has_value(book, meant))
                _take_columns(query, meant)
                break

    _kind_of(query, book, known)


def _kind_of(query: Query, book: Book, known: dict[tuple[str, ...], _Cells]) -> None:
    """Use up a word before the sort of record that only one value has: "hospital deals" are of "Hospital laundries"."""
    for word in re.finditer(r"\w+", query.rest):
        stem = stems(word.group())
        sort = re.search(rf"\b{re.escape(word.group())}\s+(\w+)", query.asked, re.IGNORECASE)
        if not stem or stem[0] in FILLERS or sort is None or sort[1] in re.findall(r"\w+", query.rest):
            continue
        having = [cells for words, cells in known.items() if words[0] == stem[0] and len(words) > 1]
        meant = {cell for cell in having[0] if _is_inflected(word.group(), cell[1])} if len(having) == 1 else set()
        if meant:
            query.rest = f"{query.rest[: word.start()]} {query.rest[word.end() :]}"
            query.tests.append(_has_value(book, meant))
            return


def _is_inflected(said: str, value: str) -> bool:
    """Tell whether words with the stems of a value are its own: "hospital" is not "Hospitality"."""
    return all(
        _ENDING.sub("", one.casefold()) == _ENDING.sub("", other.casefold())
        for one, other in zip(re.findall(r"\w+", said), re.findall(r"\w+", value), strict=False)
    )


_Cells = set[tuple[str, str]]
"""Fields with a value: exports call one thing by several names ("Supplier", "Lieferant")."""


def _known_values(query: Query, book: Book) -> dict[tuple[str, ...], _Cells]:
    """Return, by their words, the values of fields with few values, of the records so far and of their accounts.

    An issue's own name is none: "issues of Badge login" asks for what is below it, not for the one called so.
    """
    values: dict[str, set[str]] = {}
    for document in book.documents:
        if query.matches(document):
            for one in with_account(document, book):
                title = record_of(one).title if one is document and is_work(document) else ""
                for name, cells in _said_by(record_of(one)):
                    parts = {part.strip() for cell in cells for part in cell.split(";")}
                    values.setdefault(name, set()).update(
                        part for part in parts if not part or not title.endswith(part)
                    )
    found: dict[tuple[str, ...], _Cells] = {}
    for name, known in values.items():
        for value in known if len(known) <= _MANY_VALUES else ():
            words = tuple(stems(value))
            if 1 < len(value) < 60 and not value.replace(".", "").isdigit() and not set(words) <= FILLERS:
                found.setdefault(words, set()).add((name, value))
    return {words: {cell for cell in cells if cell[0] == _OWNER} or cells for words, cells in found.items()}


_OWNER = "(owner)"
"""The owner as a field: whoever owns a record has it, not who created it or looks after its account."""
_KNOWN_LINKS = frozenset({"board", "repository", "project", "team"})


def _said_by(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields of a record, those among them that its tool keeps elsewhere than in columns."""
    yield from record.values.items()
    if record.owner:
        yield _OWNER, tuple(re.split(r"[,;]\s*", record.owner))
    if record.status:
        yield "(status)", (record.status,)
    for link in record.links:
        if link.name in _KNOWN_LINKS:
            yield f"({link.name})", (link.key,)


def with_account(document: Document, book: Book) -> list[Document]:
    """Return a record, and for what belongs to an account that account."""
    above = book.above.get(document.id)
    return [document, above] if above and record_of(above).type == "account" != record_of(document).type else [document]


def _take_columns(query: Query, cells: _Cells) -> None:
    """Use up the name of the column of a value beside it: "high priority", "in the industry wine"."""
    for name in sorted({spoken(name) for name, _ in cells}):
        query.take(re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE))


def _has_value(book: Book, cells: _Cells) -> Test:
    def has(document: Document) -> bool:
        said = _cells_of(document, cells)
        if not said and not any(name == _OWNER for name, _ in cells):
            said = [cell for one in with_account(document, book)[1:] for cell in _cells_of(one, cells)]
        return any((name, part.strip()) in cells for name, cell in said for part in cell.split(";"))

    return has


def _cells_of(document: Document, wanted: _Cells) -> list[tuple[str, str]]:
    """Return what a record says in the fields in which a value is known; what it says itself hides its account's."""
    names = {name for name, _ in wanted}
    return [(name, cell) for name, cells in _said_by(record_of(document)) if name in names for cell in cells]


def column_of_numbers(query: Query, book: Book, left: set[str]) -> None:
    """Use up the words of the one column of numbers that is left to be added up ("ARR", "plants")."""
    chosen = [one for one in book.documents if query.matches(one)] if left and query.verb != "list" else []
    if any(record_of(one).tool == "table" for one in chosen):
        return  # the columns of a budget have units, which `tables` knows
    names = {name for one in chosen for name in record_of(one).values}
    called = [name for name in names if set(stems(spoken(name))) == left]
    cells = [cell for one in chosen for cell in record_of(one).values.get("".join(called), ())]
    if len(called) == 1 and cells and all(number_in(cell) is not None for cell in cells):
        query.verb, query.summed, query.rest = "sum", called[0], ""
