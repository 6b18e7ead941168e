"""Words of a question that are the value of a field of records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Document, Record
from assistant.index.words import stems
from assistant.records.book import Book, record_of
from assistant.records.cells import spoken
from assistant.records.query import FILLERS, Query, Test
from assistant.records.sorts import is_work

_MANY_VALUES = 60
_ENDING = re.compile(r"(?<=\w\w\w)(?:ers?|ing|ies|y|es|s|en|e|n)$")
"""What forms of one word differ in: "laundry" and "laundries", "retail" and "retailers"."""


_Cells = set[tuple[str, str]]
"""Fields with a value: exports call one thing by several names ("Supplier", "Lieferant")."""


def values(query: Query, book: Book) -> None:
    """Use up words that are the value of a field of the records that are left ("hospital laundries", "DACH").

    What only others of their sort have is understood too: then nothing is left, and that is an answer.
    """
    rest, tests, said = query.rest, list(query.tests), query.said
    _use_up(query, book, _known_values([one for one in book.documents if query.matches(one)], book))
    if query.typed and query.sort is not None and set(stems(query.rest)) - FILLERS:
        query.rest, query.tests, query.said = rest, tests, said
        _use_up(query, book, _known_values([one for one in book.documents if query.sort(one)], book))
    if query.said and not _BY_WORKFLOW.search(query.state):
        query.narrow = True


_BY_WORKFLOW = re.compile(r"block|progress|way", re.IGNORECASE)
"""What some tools never say of a record: that nothing is so may be but their silence."""


def _use_up(query: Query, book: Book, known: dict[tuple[str, ...], _Cells]) -> None:
    found: list[_Said] = []
    for words, cells in sorted(known.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        one = _said_in(_without(query.rest, found), words, cells)
        if one is None:
            continue
        if _is_maker(query.rest[one.first : one.last], query.asked):
            named = {cell for cell in one.cells if _MAKERS.search(spoken(cell[0]))}
            if not named:
                query.typed = False  # who has it is not who made it
                return
        else:
            named = {cell for cell in one.cells if _beside(cell[0], query.rest, one.first, one.last)}
            named = named or {cell for cell in one.cells if cell[0] == _OWNER}
        if not named and _is_rating(query.rest[one.first : one.last]) and _differ(one.cells, query, book):
            query.typed = False  # "high": of which of them?
            return
        found.append(replace(one, cells=named or one.cells))
    query.said += len(found)
    query.either([(one.first, one.last, one.test(book)) for one in _of_one_column(found, query, book)])
    for one in found:
        _take_columns(query, one.cells)
    _kind_of(query, book, known)


@dataclass(frozen=True, slots=True)
class _Said:
    """A value that a question says, and where; `more` are others of its column, of which a record has only one."""

    first: int
    last: int
    cells: _Cells
    more: tuple[_Cells, ...] = ()

    def test(self, book: Book) -> Test:
        return _has_value(book, self.cells.union(*self.more))


def _without(text: str, found: Sequence[_Said]) -> str:
    """Return a text with blanks for the values that were found in it."""
    for one in found:
        text = f"{text[: one.first]}{' ' * (one.last - one.first)}{text[one.last :]}"
    return text


def _is_maker(said: str, question: str) -> bool:
    """Tell whether a question names somebody as who made a record."""
    return bool(re.search(_MADE_BY.format(name=re.escape(said)), question, re.IGNORECASE))


def _said_in(text: str, words: tuple[str, ...], cells: _Cells) -> _Said | None:
    """Return where a text says a value, None where it does not."""
    spoken = list(re.finditer(r"\w+", text))
    said = [(stems(word.group()) or [""])[0] for word in spoken]
    for at in range(len(said) - len(words) + 1):
        first, last = spoken[at].start(), spoken[min(at + len(words), len(spoken)) - 1].end()
        meant = {cell for cell in cells if _is_inflected(text[first:last], cell[1])}
        if said[at : at + len(words)] == list(words) and meant:
            return _Said(first, last, meant)
    return None


_MADE = r"\b(?:created|raised|reported|opened|logged|submitted|requested|filed|written)\b"
_MADE_BY = rf"{_MADE}[^.?]{{{{0,30}}}}?\bby\s+(?:the\s+)?{{name}}"
_MAKERS = re.compile(
    r"\b(?:creator|reporter|created by|opened by|reported by|author|requester|submitter|contact|account|company"
    r"|organi[sz]ation|customer|client)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,\s*)?(?:(?:and|und|y|&)\s*)?(?:(?:in|of|for|from|with)\s+)?(?:the\s+)?", re.IGNORECASE)


def _of_one_column(found: list[_Said], query: Query, book: Book) -> list[_Said]:
    """Return values with "Bern and Chur" as one: no record is in both, so those that are in either are meant."""
    kept: list[_Said] = []
    for one in sorted(found, key=lambda said: said.first):
        before = kept[-1] if kept else None
        if before and _AND.fullmatch(query.rest[before.last : one.first]) and _share_column(before, one, query, book):
            kept[-1] = replace(before, last=one.last, more=(*before.more, one.cells))
        else:
            kept.append(one)
    return kept


def _share_column(before: _Said, one: _Said, query: Query, book: Book) -> bool:
    columns = {name for name, _ in before.cells} & {name for name, _ in one.cells}
    tests = before.test(book), one.test(book)
    return bool(columns) and not any(
        query.matches(document) and all(test(document) for test in tests) for document in book.documents
    )


_RATING = re.compile(
    r"(?:very )?(?:high|low|highest|lowest|medium|mid|critical|major|minor|urgent|normal|red|amber|yellow|green"
    r"|yes|no|true|false|none|[a-e]|\d+|hoch|mittel|niedrig|alto|medio|bajo|alta|media|baja)",
    re.IGNORECASE,
)
"""What many columns say of very different things."""
_LONG_ENOUGH = 4


def _is_rating(said: str) -> bool:
    return bool(_RATING.fullmatch(said.strip()))


def _called_in_short(name: str) -> set[str]:
    """Return what people call a column beside its value: "customer impact" or "impact"."""
    whole = spoken(name).strip("()")
    last = whole.split()[-1] if whole.split() else ""
    return {whole, last} if len(last) >= _LONG_ENOUGH else {whole}


def _beside(name: str, text: str, first: int, last: int) -> bool:
    """Tell whether the name of a column stands before or behind a value: "high priority", "with the impact high"."""
    called = "|".join(re.escape(one) for one in sorted(_called_in_short(name), key=len, reverse=True) if one)
    before = re.search(rf"\b(?:{called})(?: (?:is|are|of|as|=|:))? *$", text[:first], re.IGNORECASE)
    return bool(called and (before or re.match(rf" *(?:{called})\b", text[last:], re.IGNORECASE)))


def _differ(cells: _Cells, query: Query, book: Book) -> bool:
    """Tell whether several columns have a value, and not of the same records of an export."""
    tools: dict[tuple[str, str], dict[str, set[str]]] = {}
    for document in book.documents:
        if query.matches(document):
            record = record_of(document)
            for name, _ in _cells_of(document, cells):
                tools.setdefault((record.tool, record.type), {}).setdefault(name, set())
            for name, cell in _cells_of(document, cells):
                if any((name, part.strip()) in cells for part in cell.split(";")):
                    tools[record.tool, record.type][name].add(document.id)
    return any(len({frozenset(ids) for ids in columns.values() if ids}) > 1 for columns in tools.values())


def _kind_of(query: Query, book: Book, known: dict[tuple[str, ...], _Cells]) -> None:
    """Use up a word before the sort of record that only one value has: "hospital deals" are of "Hospital laundries"."""
    for word in re.finditer(r"\w+", query.rest):
        stem = stems(word.group())
        sort = re.search(rf"\b{re.escape(word.group())}\s+(\w+)", query.asked, re.IGNORECASE)
        if (
            not stem
            or stem[0] in FILLERS
            or stem[0] in ("no", "not", "per", "each", "everi")
            or sort is None
            or sort[1] in re.findall(r"\w+", query.rest)
        ):
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
        for one, other in zip(re.findall(r"\w+", said), re.findall(r"\w+", _unnumbered(said, value)), strict=False)
    )


def _unnumbered(said: str, value: str) -> str:
    """Return a value without the number before it where a question does not say that."""
    return value if re.match(r"\w*\d", said) else _NUMBERED.sub("", value)


def _known_values(documents: Iterable[Document], book: Book) -> dict[tuple[str, ...], _Cells]:
    """Return, by their words, the values of fields with few values, of some records and of their accounts.

    An issue's own name is none: "issues of Badge login" asks for what is below it, not for the one called so.
    """
    values: dict[str, set[str]] = {}
    for document in documents:
        for one in with_account(document, book):
            title = record_of(one).title if one is document and is_work(document) else ""
            for name, cells in _told_of(one, document):
                parts = {part.strip() for cell in cells for part in cell.split(";")}
                values.setdefault(name, set()).update(part for part in parts if not part or not title.endswith(part))
    found: dict[tuple[str, ...], _Cells] = {}
    for name, known in values.items():
        for value in known if len(known) <= _MANY_VALUES else ():
            words = tuple(stems(value))
            if 1 < len(value) < 60 and not value.replace(".", "").isdigit() and not set(words) <= FILLERS:
                found.setdefault(words, set()).add((name, value))
                if (plain := _NUMBERED.sub("", value)) != value and len(plain) > 2:
                    found.setdefault(tuple(stems(plain)), set()).add((name, value))
    return found


_NUMBERED = re.compile(r"^(?:p|s|sev|prio)?\d{1,2}\s*(?:[-–.:)]\s*|\s+)(?=[^\W\d_])", re.IGNORECASE)
"""The number by which a tool orders its values: "1 - Critical" is called critical."""


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


_REASON = re.compile(r"\breasons?\b|\bcauses?\b|\bwhy\b|grund\b|gründe\b|\bmotivos?\b", re.IGNORECASE)
"""A column that says why: a deal is not lost for what made its account leave."""


def _told_of(one: Document, document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields of a record or of its account that tell something of the record."""
    said = _said_by(record_of(one))
    yield from said if one is document else ((name, cells) for name, cells in said if not _REASON.search(spoken(name)))


def with_account(document: Document, book: Book) -> list[Document]:
    """Return a record, and for what belongs to an account that account."""
    above = book.above.get(document.id)
    return [document, above] if above and record_of(above).type == "account" != record_of(document).type else [document]


def _take_columns(query: Query, cells: _Cells) -> None:
    """Use up the name of the column of a value beside it: "high priority", "in the industry wine"."""
    called = {one for name, _ in cells for one in _called_in_short(name)}
    for name in sorted(called, key=lambda one: (-len(one), one)):
        query.take(re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE))


def _has_value(book: Book, cells: _Cells) -> Test:
    def has(document: Document) -> bool:
        said = _cells_of(document, cells)
        if not said and not any(name == _OWNER for name, _ in cells):
            wanted = {cell for cell in cells if not _REASON.search(spoken(cell[0]))}
            said = [cell for one in with_account(document, book)[1:] for cell in _cells_of(one, wanted)]
        return any((name, part.strip()) in cells for name, cell in said for part in cell.split(";"))

    return has


def _cells_of(document: Document, wanted: _Cells) -> list[tuple[str, str]]:
    """Return what a record says in the fields in which a value is known; what it says itself hides its account's."""
    names = {name for name, _ in wanted}
    return [(name, cell) for name, cells in _said_by(record_of(document)) if name in names for cell in cells]
