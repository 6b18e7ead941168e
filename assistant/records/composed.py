"""Questions over records put together from their parts: what is wanted, of which number, of which records, by what.

Each part is found by its own words, wherever they stand, and taken off; what is left has to name the records, every
word of it. So no shape of a whole question is needed, and a word that nothing accounts for leaves it unanswered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from statistics import fmean, median

from assistant.domain import Document, Record
from assistant.records.asked import read_query
from assistant.records.book import Book, record_of
from assistant.records.deeds import DONE_VERBS
from assistant.records.first_names import with_whole_names
from assistant.records.groups import PERIODS, Group, group_of, usual_day
from assistant.records.measures import AGE, AMOUNT, DAYS, POINTS, Measure, measures_in, numbers_by
from assistant.records.operations import Operation, Wish, wish_of
from assistant.records.query import Query
from assistant.records.rows import Number, cells_of
from assistant.records.sorts import is_work
from assistant.records.states import happening_in
from assistant.text.spans import span_in

_BY = re.compile(
    r"\b(?:(?:split|broken down|broken up|grouped) )?(?:by|per|for each|for every|in each|each|across(?: the)?)\s+",
    re.IGNORECASE,
)
_EACH_DID = re.compile(
    r"\b(?:did|has|have|does|do) each (?P<noun>[\w -]+?) "
    rf"(?P<verb>{'|'.join((*DONE_VERBS, *DONE_VERBS.values()))}|have|own|hold)\b",
    re.IGNORECASE,
)
_PIPELINE = re.compile(r"\bpipeline\b", re.IGNORECASE)
_STANDS = re.compile(r"^(?:how many|how much|which|what)\b", re.IGNORECASE)
"""How a question begins that can be said again with its answer in it."""
_SPOKEN = {"opportunity": "deals", "person": "people"}
"""What the records of a sort are called where a question names but their number."""
_LONGEST_NOUN = 3
_MEANS = (Operation.MEAN, Operation.MEDIAN)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question that is wholly understood: what is wanted of which number of which records, and their grouping."""

    operation: Operation
    measure: Measure | None
    query: Query
    chosen: tuple[Document, ...]
    named: str
    """The words that name the records."""
    group: Group | None = None
    by_day: bool = False
    book: Book | None = None
    assumed: bool = False
    """Whether the records are those that have the measure, and the question does not name them."""
    loose: bool = False

    def numbers(self, some: Sequence[Document]) -> list[Number]:
        """Return the number of each of some records."""
        if self.measure is None or self.book is None:
            return [(1.0, "", cells_of([one])) for one in some]
        return numbers_by(self.measure, some, self.book, self.query.today)

    def value(self, numbers: Sequence[Number]) -> float:
        """Return what numbers come to."""
        values = [number for number, _, _ in numbers]
        if self.operation is Operation.MEAN:
            return round(fmean(values), 2)
        return median(values) if self.operation is Operation.MEDIAN else sum(values)


def reading_of(text: str, book: Book, today: date) -> Reading | None:
    """Return how a question is understood, None where it is not."""
    wish = wish_of(with_whole_names(text, book))
    if wish is None or wish.operation is Operation.SHARE or " " not in text.strip():
        return None
    assumed: Reading | None = None
    for reading in _readings(wish, book, today):
        if not reading.assumed:
            return reading
        if assumed is not None and assumed.measure != reading.measure:
            return None  # of which of the numbers that are called so?
        assumed = assumed or reading
    return assumed


def _readings(wish: Wish, book: Book, today: date) -> Iterator[Reading]:
    # "Open bugs by team" may be read without the last two words, and is meant with them.
    if not _BY.search(wish.rest) and (plain := _read(wish, None, "", wish.rest, book, today)) is not None:
        yield plain
    for measure, rest in measures_in(wish.rest, book):
        if measure is not None and wish.said and not _names_it(wish, rest):
            continue
        for noun, named in groupings(rest, of_each=wish.operation in _MEANS):
            made = _read(wish, measure, noun, named, book, today)
            if made is not None:
                yield made


def _names_it(wish: Wish, rest: str) -> bool:
    """Tell whether the question for a list or a number is one for the number that was taken off: it stands first."""
    counts = wish.operation in (Operation.LIST, Operation.COUNT)
    return not counts or " ".join(wish.rest.split()).endswith(rest)


def groupings(text: str, *, of_each: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the nouns by which records may be told apart, each with the words that are left; at last none."""
    if did := _EACH_DID.search(text):
        verb = did["verb"].lower()
        done = DONE_VERBS.get(verb, verb if verb in DONE_VERBS.values() else "")
        yield did["noun"], f"{text[: did.start()]} {done} {text[did.end() :]}"
    for found in reversed(list(_BY.finditer(text))):
        behind = text[found.end() :].split()
        for length in range(min(_LONGEST_NOUN, len(behind)), 0, -1):
            noun = " ".join(behind[:length])
            yield noun, " ".join([text[: found.start()].strip(), *behind[length:]])
    yield "", text
    match = _BY.search(text) if of_each else None
    if match:  # "the average of points per story" are those of a story
        yield "", f"{text[: match.start()]} {text[match.end() :]}"


def _read(wish: Wish, measure: Measure | None, noun: str, named: str, book: Book, today: date) -> Reading | None:
    """Return a question with its parts, None where one of them is not known or they do not go together."""
    operation = _operation(wish, measure, noun, named)
    happened = happening_in(named) if noun.lower() in PERIODS else None
    if operation is None:
        return None
    asked = wish.asked if _STANDS.match(wish.asked) else ""
    query = _query(named, measure, book, today, asked=asked, bare=wish.bare)
    if query is None and happened is not None:
        query = _query(happened[1], measure, book, today)  # "created by month" says no days, and asks for all
        if query is not None:
            query.day = happened[0]
    assumed = query is None
    query = query or _assumed(named, measure, book, today, asked)
    if query is None:
        return None
    chosen = tuple(one for one in book.documents if query.matches(one))
    tabled = any(record_of(one).tool == "table" for one in chosen)
    if tabled and (operation in _MEANS or (operation is Operation.SUM and (measure or noun))):
        return None  # the columns of a budget have units, which `tables` knows
    if measure is None and (operation in (*_MEANS, Operation.SUM)):
        measure = AMOUNT if not chosen or _have_amounts(chosen) else None
        if measure is None:
            return None
    if operation is Operation.LIST and not wish.said and not _narrows(query):
        return None
    loose = wish.loose and not _PIPELINE.search(named) and measure is AMOUNT and not (assumed or tabled)
    made = Reading(operation, measure, query, chosen, named, book=book, assumed=assumed, loose=loose)
    if measure is not None and chosen and not made.numbers(chosen):
        return None
    return _grouped(made, noun, book) if noun else made


def _operation(wish: Wish, measure: Measure | None, noun: str, named: str) -> Operation | None:
    """Return what is made of the records: what a measure or a grouping calls for where no word says it."""
    if measure is AGE:
        return wish.operation if wish.operation in _MEANS else None
    if measure is DAYS:
        return wish.operation if wish.operation in _MEANS else Operation.MEAN if wish.said else None
    if wish.operation is Operation.COUNT and measure is not None:
        return None if measure is AMOUNT else Operation.SUM
    if wish.operation is not Operation.LIST:
        return wish.operation
    if noun:
        return Operation.SUM if measure is not None or _PIPELINE.search(named) else Operation.COUNT
    return Operation.LIST if measure is None else Operation.SUM if wish.sums else None


def _query(
    named: str, measure: Measure | None, book: Book, today: date, *, asked: str = "", bare: bool = False
) -> Query | None:
    """Return the records that words name."""
    query = read_query(named, book, today, asked=asked, bare=bare)
    if query is None and measure is DAYS:
        query = read_query(f"{named} closed", book, today, asked=asked)
    return query or _created(named, book, today, asked)


def _assumed(named: str, measure: Measure | None, book: Book, today: date, asked: str) -> Query | None:
    """Return the records that have a measure where words name no sort; of deals such as are won, open or so."""
    sorts = sorted(measure.sorts) if measure is not None else []
    if len(sorts) != 1 and measure is not POINTS:
        return None
    sort = _SPOKEN.get(sorts[0], f"{sorts[0]}s") if sorts else "issues"
    query = read_query(f"{sort} {named}", book, today, asked=asked)
    if query is not None and sorts == ["opportunity"] and not (query.state or query.said):
        return None
    return query


def _created(named: str, book: Book, today: date, asked: str) -> Query | None:
    """Return the records that words name with some days and nothing that happened then: they came in on those days."""
    span = span_in(named, today)
    if span is None or happening_in(f"{named[: span.start]} {named[span.end :]}"):
        return None
    query = read_query(f"{named} created", book, today, asked=asked)
    chosen = [one for one in book.documents if query.matches(one)] if query and not query.state else []
    return query if all(is_work(one) or record_of(one).type == "case" for one in chosen) and chosen else None


def _have_amounts(chosen: Sequence[Document]) -> bool:
    return any(record_of(one).amount is not None for one in chosen)


def _narrows(query: Query) -> bool:
    """Tell whether a few words without a verb name some records of a sort, and not the whole of it or a document."""
    return len(query.tests) > query.of_sort


def _grouped(made: Reading, noun: str, book: Book) -> Reading | None:
    """Return a reading with its grouping, None where no record says what the noun means."""
    if noun.lower() in PERIODS:
        day = made.query.day or usual_day(list(made.chosen))
        if day is None:
            return None
        return replace(made, group=partial(_period_of, PERIODS[noun.lower()], day), by_day=True)
    group = group_of(noun, made.query, book)
    names = {name for one in made.chosen if (name := group(one))} if group is not None else set()
    alone = len(names) == 1 and next(iter(names)).casefold() in made.named.casefold()
    if not names or alone:  # "by team Harbour" names one of them, and asks for no other
        return None
    return replace(made, group=group)


def _period_of(period: Callable[[str], str], day: Callable[[Record], str | None], document: Document) -> str | None:
    said = day(record_of(document))
    return period(said) if said else None
