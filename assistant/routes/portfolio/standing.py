"""Where an outcome stands: its target, and beside it the newest numbers that dated documents give for its measure.

Whether that is on track is for the reader to say: no trend is drawn from a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.catalogue.initiatives import Catalogue
from assistant.domain import Answer, Block, Document, Kind, Quote, Role
from assistant.evidence_mode.answering import words_of
from assistant.index.ages import date_words
from assistant.index.reader import Index
from assistant.nights.reading_back import read_quotes
from assistant.quotes import quote
from assistant.records.cells import day_in
from assistant.records.facts import Rows
from assistant.routes.documents.statements import statements_about
from assistant.routes.kinds_of_answer import tells_result
from assistant.routes.portfolio.answers import measured, outcome_rows
from assistant.routes.portfolio.catalogue_answers import fitting
from assistant.routes.portfolio.current_numbers import Number, number_of_row, parts_of, series_numbers
from assistant.routes.records.called_behind import asks_behind
from assistant.search.retrieval import Retriever
from assistant.text.names import holds, is_generic, says_all, stems, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain

_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:are|is) (?:we|the company|the organi[sz]ation|everything|things) (?:still )?(?:on|off) "
        r"(?:track|course|target)\b"
        r"(?:.*\b(?:with|for|to (?:reach|meet|hit|achieve)|on)\b(?P<a>.*))?$",
        r"^(?:are|is|will) (?P<b>.+?) (?:still )?(?:on|off) (?:track|course|target)\b.*$",
        r"^how (?:are|is) (?:we|the company) doing (?:on|with|against|towards?|in|at)(?P<c>.*)$",
        r"^how (?:is|are) (?P<d>.+?) (?:developing|progressing|going|doing|moving|trending|changing)(?: .*)?$",
        r"^where (?:do|are) we (?:stand )?(?:on|with|against|in|at|for)(?P<e>.*)$",
        r"^how (?:far|close) (?:are|is) (?:we|it) (?:from|to|with|on|towards?)(?P<f>.*)$",
        r"^(?:will|do|can|are) we (?:going to |likely to )?(?:reach|meet|hit|achieve|make)(?:ing)?(?P<g>.*)$",
        r"^what(?:'s| is) (?:the|our) (?:current|latest|actual|newest|present) (?:value |level |figure |number "
        r"|state )?(?:of |for |on )?(?P<h>.+)$",
        r"^(?:(?:the|our) )?(?:current|latest|newest|present) (?:value |level |figure |number |state )?"
        r"(?:of |for |on )?(?P<m>.+)$",
        r"^what(?:'s| is) (?:the|our) (?P<i>.+?) (?:right now|now|today|currently|at the moment|at present)$",
        r"^(?:has|have) (?P<j>.+?) (?:improved|changed|moved|gone (?:up|down)|risen|fallen|got(?:ten)? (?:better"
        r"|worse))(?: .*)?$",
        r"^how (?:has|have|did) (?P<k>.+?) (?:moved?|changed?|develop(?:ed)?|evolved?|progress(?:ed)?|gone|go"
        r"|trend(?:ed)?|improved?)(?: .*)?$",
        r"^(?:which|what|are any|is any) (?:of )?(?:our |the |these )?(?:outcomes?|goals?|objectives?|targets?|okrs?"
        r"|key results?) (?:(?:are|is|do|will) )?(?:we )?(?:still |already |running |likely to be )?(?:on|off|behind"
        r"|ahead|late|lagging|slipping|at risk|in danger|red|green|amber|miss(?:ed|ing)?|be missed)\b.*$",
        r"^how (?:long|many (?:minutes|hours|(?:working )?days|weeks|months)) does it (?:currently |now |still )?take"
        r"(?: (?:us|for))?(?P<l> .+)$",
    )
)
SPEED = "delivery speed"
_FASTER = re.compile(
    r"^(?:are|have|do|did) we (?:now |really |actually )?(?:get(?:ting)? faster|got(?:ten)? faster"
    r"|(?:ship|releas|deliver|deploy)\w*"
    r"(?: (?:software|changes|features|code))? (?:any )?(?:faster|quicker|sooner|more (?:often|quickly)|slower))"
    r"(?: (?:at|in) (?:shipping|releasing|delivering|deploying))?(?: (?:than|now|this|since)\b.*)?$",
    re.IGNORECASE,
)
_MEASURES_OF_SPEED = (
    "lead time", "cycle time", "time to market", "time to production", "deployment frequency", "release frequency",
)  # fmt: skip
_ALL = re.compile(
    r"^\W*(?:(?:our|the|all|any|of|these|those|on|with|strategic|company|this year'?s?)\s+)*"
    r"(?:outcomes?|goals?|objectives?|targets?|okrs?|strategy|track|numbers?|measures?|kpis?)?\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)?(?!\d*[-/]\d)")
_NO_READING = re.compile(
    r"\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*|\bQ[1-4]\b"
    r"|\b(?:[Oo]utcome|[Gg]oal|[Oo]bjective|[Kk]ey result|[Pp]riority|[Tt]heme|[Pp]illar|[Pp]roblem"
    r"|[Ii]nitiative)s? #?\d+(?:\.\d+)*"
)
"""Dates, and what things are numbered with."""
_SHARES = (1.0, 0.5)
"""How much of an outcome's name, and of its measure's words by what they tell, a reading says."""
_CURRENT = re.compile(r"^\W*(?:current|latest|actual|now|today|present|as is|ist|aktuell|actual)\b", re.IGNORECASE)
_WRITTEN = re.compile(r"^\W*(?:updated?|as of|date|stand|last updated?|reported)\b", re.IGNORECASE)
_AIMED_AT = re.compile(r"^\W*(?:target|goal value|aim|ziel|objective value)\b", re.IGNORECASE)
_SAID = 2
"""Words of a name or a measure that a reading says, where it has so many: one alone may mean anything."""
_EACH, _DAY = 2, 10
"""Readings of a measure; characters of a date that has a day."""
_MOST, _NEAREST = 25, 3
NO_TARGET = "None of the outcomes has a target in the documents that you may read: how far they are, nothing says."
UNREAD = "Where the outcomes stand now, nothing that you may read says: which are behind, it does not tell."
NO_READING = "These are targets: where they stand now, nothing that you may read says."
_AT_TARGET, _UNKNOWN = "At its target", "No current number that can be compared with its target"


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement or a number of a table, and the day of which it tells."""

    day: str
    document: Document
    block: Block | None
    span: tuple[int, int]
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class _Standing:
    """An outcome, the quote of its target, and what its measure is now."""

    outcome: Mapping[str, Any]
    aim: Quote
    now: list[Reading]


def asks_standing(question: str) -> str | None:
    """Return which outcome's standing is asked for ("" is: of all), None where none is."""
    text = " ".join(question.split()).rstrip(" ?.!").replace("’", "'")
    if _FASTER.match(text):
        return SPEED
    for pattern in _ASKED:
        if match := pattern.match(text):
            named = next((value for value in match.groupdict().values() if value), "").strip(" ,'\"")
            return "" if _ALL.match(named) else re.sub(r"^(?:the|our)\s+", "", named, flags=re.IGNORECASE)
    return None


def standing_of(
    about: str, question: str, portfolio: Mapping[str, Any], catalogue: Catalogue, retriever: Retriever, today: date
) -> Answer | None:
    """Return the outcomes that are meant with their targets, and the newest readings of their measures.

    Where all are meant and none has a target, that is the answer, and the first of them are shown as what comes
    nearest. Where those are asked for that are behind, only what is short of its target is told, as far as a table
    says where it is now.
    """
    index = retriever.index
    if not about and not any((one["measure"] or {}).get("target") for one in portfolio["outcomes"]):
        named = tuple(made for _, quotes in outcome_rows(portfolio["outcomes"], index) for made in quotes[:1])
        return Answer(question, index.generation, reason=NO_TARGET, nearest=named[:_NEAREST]) if named else None
    standings = list(_standings(_meant(about, portfolio["outcomes"]), portfolio, catalogue, retriever, today))
    if (
        not about
        and asks_behind(question)
        and any(one.number and one.number.is_short is not None for standing in standings for one in standing.now)
    ):
        return _behind(question, standings, index)
    if not about and asks_behind(question) and not any(one.now for one in standings):
        aims = tuple(standing.aim for standing in standings[:_NEAREST])
        return Answer(question, index.generation, reason=UNREAD, nearest=aims) if aims else None
    rows: Rows = []
    read = False
    for standing in standings:
        rows.append((measured(standing.outcome), [standing.aim]))
        now = _said(standing.now)
        read = read or bool(now)
        rows += now
    if not rows and about and about != SPEED:
        rows, read = _rows_called(about, index), True
    notes = [] if read else [NO_READING]
    if len(rows) > _MOST:
        notes.append(f"{len(rows) - _MOST} more rows are left out: ask for one outcome.")
    return Answer.of(question, index.generation, rows[:_MOST], " ".join(notes) or None) if rows else None


def _rows_called(about: str, index: Index) -> Rows:
    """Return the rows of a sheet that say what something so called is now beside what it is to be."""
    wanted = units(about)
    found = (
        quote(document, block.start, block.end)
        for document in index.documents([Kind.STRATEGY])
        if document.record is None and not is_retired_place(document.path)
        for block in document.blocks
        if _tells_now(block) and wanted and says_all(document.text[block.start : block.end], wanted)
    )
    return [(words_of(made), [made]) for made in found if made is not None]


def _meant(about: str, outcomes: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Return the outcomes that are meant; how fast we deliver is what a measure of that says."""
    if about != SPEED:
        return fitting(about, outcomes)
    called = [units(name) for name in _MEASURES_OF_SPEED]
    return [one for one in outcomes if any(says_all(measured(one), words) for words in called)]


def _standings(
    meant: Iterable[Mapping[str, Any]],
    portfolio: Mapping[str, Any],
    catalogue: Catalogue,
    retriever: Retriever,
    today: date,
) -> Iterator[_Standing]:
    day = today.isoformat()
    every = {id(one): parts_of(one) for one in portfolio["outcomes"]}
    told = series_numbers([part for parts in every.values() for part in parts], retriever.index, day)
    for outcome in meant:
        quotes = list(read_quotes(outcome["quotes"][:1], retriever.index))
        if quotes and (outcome["measure"] or {}).get("target"):
            series = [
                one for part in every[id(outcome)] for one in told if (one.name, one.metric) == (part.name, part.metric)
            ]
            yield _Standing(outcome, quotes[0], _readings(outcome, series, catalogue, retriever, day))


def _readings(
    outcome: Mapping[str, Any], series: Sequence[Number], catalogue: Catalogue, retriever: Retriever, today: str
) -> list[Reading]:
    """Return the newest numbers for the measure of an outcome: of tables by time, then of statements that name it."""
    measure = outcome["measure"]
    called = (outcome["name"], measure.get("metric") or "")
    sides = [_numbers(said or "") for said in (measure.get("baseline"), measure.get("target"), " ".join(called))]
    names = [{unit: catalogue.weight(unit) for unit in units(words) if not is_generic(unit)} for words in called]
    found = [
        Reading(number.day if number else day, document, block, span, number)
        for document, block, span in statements_about(" ".join(called), retriever)
        if (day := _day_of(document, block)) and not is_retired_place(document.path)
        if _reads(document, block, span, names, sides)
        if block.role is Role.ROW or tells_result(document, span)
        for number in [_dated_number(outcome, document, block, today)]
    ]
    newest: dict[str, Reading] = {}
    for read in sorted(found, key=lambda one: (_tells_now(one.block), one.day, -one.span[0]), reverse=True):
        newest.setdefault(read.document.id, read)
    chosen = list(newest.values())[:_EACH]
    since = chosen[0].day if chosen and _tells_now(chosen[0].block) else ""
    since = max([since, *(one.day for one in series)])
    told = [Reading(one.day, one.document, None, one.span, one) for one in series]
    return told + [one for one in chosen if one.day[: len(since)] >= since[: len(one.day)]]


def _dated_number(outcome: Mapping[str, Any], document: Document, block: Block, today: str) -> Number | None:
    return number_of_row(parts_of(outcome)[0], document, block, today) if block.role is Role.ROW else None


def _behind(question: str, standings: Sequence[_Standing], index: Index) -> Answer:
    """Return the measures that are short of their targets, by how much, and in words which are not or are unknown."""
    rows: Rows = []
    reached: list[str] = []
    unknown: list[str] = []
    for one in standings:
        known = [read for read in one.now if read.number and read.number.is_short is not None]
        short = [read for read in known if read.number and read.number.is_short]
        by = f", due {one.outcome['measure']['date']}" if one.outcome["measure"].get("date") else ""
        for text, quotes in _said(short):
            rows.append((f"{one.outcome['name']}: {text.rstrip('.')}{by}.", [*quotes, one.aim]))
        if not short:
            (reached if known else unknown).append(one.outcome["name"])
    notes = [f"{said}: {'; '.join(names)}." for said, names in ((_AT_TARGET, reached), (_UNKNOWN, unknown)) if names]
    return Answer.of(question, index.generation, rows[:_MOST], " ".join(notes) or None)


def _day_of(document: Document, block: Block) -> str:
    """Return the day of which a statement tells: of a row that says when it was written, else of its document."""
    cells = document.text[block.start : block.end].strip().strip("|").split("|") if block.role is Role.ROW else []
    told = (cell for column, cell in zip(block.columns, cells, strict=False) if _WRITTEN.match(column))
    return next((day for cell in told if (day := day_in(cell))), str(document.date or ""))


def _tells_now(block: Block | None) -> bool:
    """Tell whether a row has a column for what the number is now beside one for what it is to be."""
    if block is None or block.role is not Role.ROW:
        return False
    return all(any(map(one.match, block.columns)) for one in (_CURRENT, _AIMED_AT))


def _reads(
    document: Document,
    block: Block,
    span: tuple[int, int],
    names: Sequence[Mapping[tuple[str, ...], float]],
    sides: Sequence[frozenset[str]],
) -> bool:
    """Tell whether a statement gives a number for what an outcome or its measure is called, and not only its target."""
    text = plain(document.text[slice(*span)])
    numbers = _numbers(text)
    restates = block.role is not Role.ROW and all(side & numbers for side in sides[:2] if side)
    if restates or not numbers.difference(*sides):
        return False
    there = stems(f"{text} {' '.join(block.columns)}")
    return any(
        sum(weight for unit, weight in name.items() if holds(there, unit)) >= share * sum(name.values()) > 0
        and sum(holds(there, unit) for unit in name) >= min(_SAID, max(1, len(name)))
        and (share < 1 or len(name) >= _SAID)
        for name, share in zip(names, _SHARES, strict=True)
    )


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, those of its dates left out."""
    return frozenset(_NUMBER.findall(_NO_READING.sub(" ", text)))


def _said(found: Sequence[Reading]) -> Rows:
    rows: Rows = []
    for one in found:
        if not (made := quote(one.document, *one.span)):
            continue
        if one.number:
            gap = f": {one.number.gap}" if one.number.gap else ""
            rows.append((f"{date_words(one.day)}: {one.number.shown} ({one.number.called}){gap}.", [made]))
        else:
            when = f"{date_words(one.day)}: " if len(one.day) >= _DAY and not _tells_now(one.block) else ""
            rows.append((f"{when}{words_of(made)}", [made]))
    return rows
