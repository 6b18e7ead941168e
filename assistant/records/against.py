"""One set of records against another: this quarter and the last, two people, two states; each counted for itself.

What differs between them is said twice, the rest once: each side is the whole question with one of the two in it, and
stands only where it is wholly understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.domain import Quote
from assistant.records.book import Book
from assistant.records.cells import written
from assistant.records.composed import Reading, reading_of
from assistant.records.deeds import DONE_VERBS as DONE_BY
from assistant.records.facts import Rows
from assistant.records.first_names import with_whole_names
from assistant.records.operations import Operation
from assistant.records.rows import CITED, cells_of, in_days
from assistant.text.spans import Span, span_in

_MORE = re.compile(
    r"\b(?:(?:the )?(?:more|most|fewer|fewest|less|larger|bigger|smaller|higher|lower)|as many)\b\s*(?:of\s+)?",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"^\W*(?:please\s+)?(?:compare|(?:what(?:['’]s|\s+is|\s+was)\s+)?(?:the\s+)?(?:difference|change)\s+(?:between|in))\s+",
    re.IGNORECASE,
)
_RATIO = re.compile(r"^\W*(?:what(?:['’]s|\s+is|\s+was)\s+)?(?:the\s+|our\s+)?ratio\s+of\s+", re.IGNORECASE)
_AGAINST = r",?\s+(?:vs\.?|versus|(?:as\s+)?compared\s+(?:to|with)|against|relative\s+to)\s+"
_BOTH = re.compile(rf"{_AGAINST}|\s+(?:and|with|to)\s+", re.IGNORECASE)
_SIDES = re.compile(_AGAINST, re.IGNORECASE)
_THAN = re.compile(rf",?\s+than\s+|{_AGAINST}", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|and|versus|vs\.?)\s+", re.IGNORECASE)
_DO = re.compile(
    r"^\W*(?:(?P<active>do|does|did|have|has|had)|are|is|were|was|will|which(?:\s+of\s+them)?(?:\s+(?:has|have|had|got))?"
    r"|who(?:\s+(?:has|have|had|got))?)\s+(?:there\s+)?",
    re.IGNORECASE,
)
_WE_HAVE = re.compile(r"^(?:we|us)\s+(?:(?:have|had|got|get|see|saw|now|still)\s+)*", re.IGNORECASE)
_DONE = {done: verb for verb, done in DONE_BY.items()}
_DID = re.compile(
    r"^(?:(?P<who>(?:(?!\b(?:have|has|had|got|get|see)\b).)+?)\s+)?"
    rf"(?P<verb>{'|'.join((*DONE_BY, *_DONE))})\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_WE = re.compile(r"^(?:we|you|they|us|the teams?|our teams?|everyone)$", re.IGNORECASE)
_TWICE = re.compile(r"\b(\w+)(?: \1\b)+", re.IGNORECASE)
_LONGEST = 5
_UNITS = re.compile(r"\b(?:last|previous|past)\s+(?P<unit>week|month|quarter|year)\b", re.IGNORECASE)
_JUST = re.compile(r"^\W*(?:in|during|over|for|at|of|on|from|the)?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two questions that are one but for what differs, and what both have in common; days need not stand alone."""

    one: str
    other: str
    shared: str
    by_days: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two sets: what is read of it."""

    reading: Reading

    @property
    def span(self) -> Span | None:
        return self.reading.query.span

    def number(self) -> float:
        """Return how many or how much it is."""
        numbers = self.reading.numbers(self.reading.chosen)
        return self.reading.value(numbers) if numbers else 0.0

    def units(self) -> set[str]:
        return {unit for _, unit, _ in self.reading.numbers(self.reading.chosen)}

    def cells(self) -> list[Quote]:
        """Return the cells that the number is made of."""
        if self.reading.measure is None:
            return cells_of(self.reading.chosen)
        return [one for _, _, each in self.reading.numbers(self.reading.chosen) for one in each]

    def said(self) -> str:
        """Return what is counted, with the days that it means."""
        words = in_days(_TWICE.sub(r"\1", " ".join(self.reading.named.split())), self.reading.query)
        return f"{words[:1].upper()}{words[1:]}"


def against(text: str, book: Book, today: date) -> Rows:
    """Return how two sets of records stand to each other; nothing where a question holds no two against each other."""
    asked = with_whole_names(" ".join(text.split()).rstrip(" ?.!"), book)
    ratio = bool(_RATIO.match(asked))
    stated, active, joiners = _stated(asked)
    for pair in (pair for joiner in joiners for pair in _apart(stated, joiner, today)):
        one, other = (_side(said, book, today, active=active) for said in (pair.one, pair.other))
        if one is None or other is None:
            continue
        if pair.by_days or _are_parts(one, other, _side(pair.shared, book, today, active=active)):
            return _held(one, other, today, ratio=ratio)
    return []


def _are_parts(one: _Side, other: _Side, both: _Side | None) -> bool:
    """Tell whether two sets have nothing in common and are parts of a third: each differs from it by one thing."""
    if both is None:
        return False
    first, second, every = ({each.id for each in side.reading.chosen} for side in (one, other, both))
    return first < every and second < every and not first & second


def _stated(asked: str) -> tuple[str, bool, tuple[re.Pattern[str], ...]]:
    """Return a question without what only asks, whether it says what somebody did, and what may join its two sides."""
    if opening := _RATIO.match(asked):
        return asked[opening.end() :], False, (_TO,)
    if opening := _COMPARE.match(asked):
        return asked[opening.end() :], False, (_BOTH,)
    more = _MORE.search(asked)
    plain = f"{asked[: more.start()]}{asked[more.end() :]}" if more else asked
    opening = _DO.match(plain)
    rest = plain[opening.end() :] if opening else plain
    active = bool(opening and opening["active"] and _DID.match(rest))
    return rest if active else _WE_HAVE.sub("", rest), active, (_THAN, _OR) if more else (_SIDES,)


def _apart(text: str, joiner: re.Pattern[str], today: date) -> Iterator[_Pair]:
    """Yield a text with what stands before and with what stands behind a joining word in the place of both."""
    for match in joiner.finditer(text):
        before, behind = text[: match.start()].rstrip(","), text[match.end() :].split()
        for right in range(1, min(len(behind), _LONGEST) + 1):
            said, tail = " ".join(behind[:right]), " ".join(behind[right:])
            if _days(said, today):
                yield from _by_days(before, said, tail, today)
            else:
                yield from _by_value(before.replace(",", "").split(), said, tail)


def _by_value(before: list[str], said: str, tail: str) -> Iterator[_Pair]:
    for left in range(1, min(len(before), _LONGEST) + 1):
        shared = " ".join(before[: len(before) - left])
        yield _Pair(f"{' '.join(before)} {tail}", f"{shared} {said} {tail}", f"{shared} {tail}")


def _days(said: str, today: date) -> Span | None:
    """Return the days that some words are, None where they are more than that or none."""
    for words in (said, f"in {said}"):
        span = span_in(words, today)
        if span is not None and _JUST.match(f"{words[: span.start]}{words[span.end :]}"):
            return span
    return None


def _by_days(before: str, said: str, tail: str, today: date) -> Iterator[_Pair]:
    """Yield a text with the days that it names and with others; with the present ones where it names none."""
    days = said if span_in(said, today) else f"in {said}"
    one = span_in(before, today)
    if one is not None:
        yield _Pair(f"{before} {tail}", f"{before[: one.start]} {days} {before[one.end :]} {tail}", "", by_days=True)
    elif unit := _UNITS.search(days):
        yield _Pair(f"{before} this {unit['unit']} {tail}", f"{before} {days} {tail}", "", by_days=True)


def _side(text: str, book: Book, today: date, *, active: bool) -> _Side | None:
    """Return what is read of one side: a number, and no list for its own sake."""
    plain = " ".join(text.split())
    said = _done(plain, today) if active else plain
    for words in (said, f"number of {said}", f"total {said}"):
        made = reading_of(words, book, today)
        if made is not None and made.group is None and made.operation is not Operation.LIST:
            return _Side(made)
    return None


def _done(text: str, today: date) -> str:
    """Return "we close bugs this quarter" as "bugs closed this quarter"."""
    match = _DID.match(text)
    if match is None:
        return text
    verb = match["verb"].lower()
    what, done = match["what"], DONE_BY[_DONE.get(verb, verb)]
    span = span_in(what, today)
    at = span.start if span else len(what)
    who = match["who"]
    whose = "" if who is None or _WE.match(who) else f" by {who}"
    return " ".join(f"{what[:at]} {done}{whose} {what[at:]}".split())


def _held(one: _Side, other: _Side, today: date, *, ratio: bool) -> Rows:
    """Return both numbers with what lies between them; nothing where the sides are no two sets of one sort."""
    same_days = (one.span is None) == (other.span is None)
    if not same_days or one.reading.operation is not other.reading.operation or one.said() == other.said():
        return []
    if not (one.reading.chosen or other.reading.chosen) or len(one.units() | other.units()) > 1:
        return []
    if {x.id for x in one.reading.chosen} == {x.id for x in other.reading.chosen}:
        return []
    rows: Rows = []
    for side in (one, other):
        unit = next(iter(side.units()), "")
        rows.append(
            (
                f"{side.said()}{_so_far(side.span, today)}: {f'{written(side.number())} {unit}'.strip()}.",
                side.cells()[:CITED],
            )
        )
    cells = [*rows[0][1], *rows[1][1]][:CITED]
    rows = [(said, quotes or cells) for said, quotes in rows]
    return [*rows, (_between(one.number(), other.number(), ratio=ratio), cells)]


def _so_far(span: Span | None, today: date) -> str:
    return ", so far" if span and span.first <= today.isoformat() < span.last else ""


def _between(one: float, other: float, *, ratio: bool) -> str:
    """Return how far two numbers lie apart."""
    if ratio:
        return f"That is {written(one)} to {written(other)}{f', a ratio of {one / other:,.2f}' if other else ''}."
    if one == other:
        return "That is as many."
    far = f"{written(abs(one - other))} {'more' if one > other else 'fewer'}"
    share = f" ({abs(one - other) / other:.0%})".replace("%", " %") if other else ""
    return f"The first is {far} than the second{share}."
