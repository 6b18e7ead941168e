"""Which share of some records are what: the part is the whole question, the whole is what stands before its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.records.book import Book
from assistant.records.cells import written
from assistant.records.composed import Reading, reading_of
from assistant.records.deeds import DONE_VERBS
from assistant.records.facts import Rows
from assistant.records.groups import MONEY
from assistant.records.operations import Operation, wish_of
from assistant.records.rows import CITED, cells_of
from assistant.text.spans import span_in

_VERB = re.compile(
    r"\s+(?:(?:is|are|was|were|has|have|had|came|comes?|got|went|go(?:es)?|belongs?|that|which|who|did|do|does)\b)",
    re.IGNORECASE,
)
_DID_WE = re.compile(rf"\s+(?:did|have|has) (?:we|you) (?P<verb>{'|'.join(DONE_VERBS)})\b", re.IGNORECASE)
_DECIDED = re.compile(r"\b(?:won|lost)\b", re.IGNORECASE)
_TAKEN = re.compile(r"^(?:that|which|who)?\s*(?:(?:is|are|was|were|has been|have been)\s+)?", re.IGNORECASE)
_IS_VERB = re.compile(r"(?:has|have|had|came|comes?|got|went|go(?:es)?|belongs?)\b", re.IGNORECASE)


def shares(text: str, book: Book, today: date) -> Rows:
    """Return which share of records are what, with both numbers; nothing where that is not asked or not understood."""
    wish = wish_of(text)
    if wish is None or wish.operation is not Operation.SHARE:
        return []
    for whole_said, part_said in _splits(_DID_WE.sub(_done, wish.rest)):
        decided = _closed(whole_said, part_said, book, today)
        for counting in ("total", "number of") if MONEY.search(whole_said) else ("number of",):
            whole = reading_of(f"{counting} {decided}", book, today)
            part = reading_of(f"{counting} {whole_said} {part_said}", book, today) if whole else None
            if whole is not None and part is not None and (rows := _share(whole, part, decided, part_said)):
                return rows
    return []


def _done(match: re.Match[str]) -> str:
    return f" were {DONE_VERBS[match['verb'].lower()]}"


def _closed(whole: str, part: str, book: Book, today: date) -> str:
    """Return the whole of which some were won or lost on some days: all that was decided on them."""
    span = span_in(part, today) if _DECIDED.search(part) else None
    closed = f"{whole} closed {part[span.start : span.end]}" if span else whole
    return closed if span and reading_of(f"number of {closed}", book, today) else whole


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield what the whole may be and what is said of the part: apart at a verb, else as early as may be."""
    for verb in _VERB.finditer(text):
        yield text[: verb.start()], text[verb.start() :].strip()
    if not _VERB.search(text):
        words = text.split()
        for at in range(1, len(words)):
            yield " ".join(words[:at]), " ".join(words[at:])


def _share(whole: Reading, part: Reading, whole_said: str, part_said: str) -> Rows:
    every, some = ({one.id for one in made.chosen} for made in (whole, part))
    if whole.group or part.group or not some < every or len(every) > CITED or not (some or part.query.narrow):
        return []
    what = _TAKEN.sub("", part_said)
    what = what if _IS_VERB.match(what) else f"are {what}"
    if whole.measure is None:
        percent = _percent(len(some), len(every))
        return [(f"{percent} %: {len(some)} of {len(every)} {whole_said} {what}.", cells_of(whole.chosen))]
    numbers = [made.numbers(made.chosen) for made in (part, whole)]
    units = {unit for each in numbers for _, unit, _ in each}
    sums = [sum(number for number, _, _ in each) for each in numbers]
    cells = [one for each in numbers for _, _, quotes in each for one in quotes]
    if len(units) != 1 or not sums[1] or len(cells) > CITED:
        return []
    amounts = " of ".join(f"{written(one)} {next(iter(units))}".strip() for one in sums)
    return [(f"{_percent(*sums)} % of {whole_said} {what}: {amounts}.", cells)]


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}".removesuffix(".0")
