"""How records stand and when something happened to them: open, blocked, without an owner; finished in October."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from assistant.domain import Document, Quote, Record
from assistant.records.book import Book, record_of
from assistant.records.cells import closed_cell, created_cell, day_in, due_cell, named_cell, spoken, updated_cell
from assistant.records.query import Query, Test
from assistant.records.rows import amount_of
from assistant.text.spans import span_in

_ABANDONED = re.compile(r"won.?t|cancel|reject|declin|duplicate|obsolete|abandon|^removed$", re.IGNORECASE)
_UNDERWAY = re.compile(
    r"\bprogress|\bdoing\b|\bactive\b|\bstarted\b|\bcommitted\b|\breview|\btest(?:ing)?\b|\bqa\b|\bdevelopment\b"
    r"|\bin arbeit\b|\bin bearbeitung\b|\ben curso\b|\ben progreso\b|\ben cours\b|\bwip\b",
    re.IGNORECASE,
)
_AT_IT = re.compile(
    r"progress|\bdoing\b|^active$|^started$|\bin arbeit\b|\bin bearbeitung\b|\ben curso\b|\ben cours\b|\bwip\b", re.I
)
_WAITING = re.compile(r"\b(?:un|not )(?:started|active)\b|\bready for (?:dev|progress)", re.IGNORECASE)
_BLOCKED = re.compile(r"\bblock|\bimpe(?:ded|diment)\b|\bblockiert\b|\bbloquead[oa]\b|\bbloqué", re.IGNORECASE)
_DATE = r"(?:own )?(?:due |end |target |close |closing |expected close )?(?:dates?|deadlines?)"
_OWN_DATE = r"(?:due|end|target|close|closing|expected close) (?:date|deadline)s?"
_LATE = re.compile(
    rf"\b(?:overdue|late|delayed|(?:(?:slipped|gone|run|went|ran) )?(?:past|beyond|over) (?:their|its|the) {_DATE}"
    r"|past due|slipp(?:ed|ing)|behind schedule|überfällig|atrasad[oa]s?"
    rf"|(?:that |which )?(?:have |has )?(?:missed|passed) (?:their|its|the) {_DATE}"
    rf"|(?:with |have |has |whose )?(?:an? |the |their |its )?{_OWN_DATE} (?:(?:that|which) )?"
    r"(?:(?:is|are|lies|lie|has|have|was|were) )?(?:already |long )?(?:in the past|passed|(?:gone|been) by"
    r"|over(?= *$|\?)|behind us))\b",
    re.IGNORECASE,
)
_NO_ONE = r"(?:no(?:body| one)|not (?:any|an)|no|without(?: an?| any)?|lack(?:s|ing)?(?: an?)?|missing(?: an?)?)"
_MISSING: tuple[tuple[str, Callable[[Document, Book], bool]], ...] = (
    (
        rf"{_NO_ONE} (?:owners?|assignees?|assigned|responsible(?: person)?|leads?)|unassigned|unowned|owner-?less"
        r"|not (?:been |yet |(?:yet )?been )?assigned(?: to (?:anyone|anybody))?"
        r"|(?:that )?no(?:body| one) (?:owns|(?:is )?(?:working|works?|sits?) on|(?:is )?assigned to|picked up"
        r"|took(?: on)?|looks after|handles|has (?:picked up|taken(?: on)?|claimed))"
        r"|(?:not|never) (?:yet )?(?:been )?(?:picked up|taken)(?: by any(?:body|one))?"
        r"|not (?:yet )?(?:with|owned by) any(?:body|one)"
        r"|up for grabs"
        r"|assigned to no(?:body| one)|(?:haben )?keine[nr]? (?:verantwortlichen?|bearbeiter)"
        r"|sin (?:responsable|asignar)",
        lambda document, book: not record_of(document).owner,
    ),
    (rf"{_NO_ONE} (?:due|target|end) ?dates?|{_NO_ONE} deadlines?", lambda document, book: not record_of(document).due),
    (rf"{_NO_ONE} labels?|unlabell?ed", lambda document, book: not record_of(document).labels),
    (rf"{_NO_ONE} sprints?", lambda document, book: not record_of(document).sprints),
    (rf"{_NO_ONE} (?:epics?|parents?)", lambda document, book: document.id not in book.above),
    (
        r"(?:(?:(?:whose|with|their|its|the|an?) )*(?:amounts?|values?) )?(?:(?:that |which )?(?:have|has|is|are) )?"
        rf"{_NO_ONE} (?:stated |given )?currenc(?:y|ies)",
        lambda document, book: _is_in_no_currency(document),
    ),
    (rf"{_NO_ONE} (?:amounts?|values?)", lambda document, book: record_of(document).amount is None),
)  # fmt: skip


def _is_in_no_currency(document: Document) -> bool:
    """Tell whether a record has an amount of which nothing says the currency."""
    made = amount_of(document)
    return made is not None and not made[1]


def underway(record: Record) -> bool:
    """Tell whether somebody is at it: by the tool's own category of its status, else by the status's words."""
    if record.done:
        return False
    category = next((cells[0] for name, cells in record.values.items() if name.casefold() == "status category"), "")
    said = category or record.status or ""
    return bool(_UNDERWAY.search(said)) and not _WAITING.search(said)


def blocked(record: Record) -> bool:
    """Tell whether a record is held up: its status, a label or a flag says so."""
    flags = [
        cell for name, cells in record.values.items() if re.search(r"flagged|blocked", name, re.I) for cell in cells
    ]
    marked = any(_BLOCKED.search(said) or said.casefold() in ("true", "yes", "1") for said in flags)
    return bool(_BLOCKED.search(record.status or "")) or (
        not record.done and (marked or any(_BLOCKED.search(label) for label in record.labels))
    )


def given_up(record: Record) -> bool:
    """Tell whether a record is over because it was given up."""
    return record.done and bool(_ABANDONED.search(record.status or ""))


def waits(record: Record) -> bool:
    """Tell whether nobody has begun with a piece of work: it is neither over nor under way, nor held up."""
    return not record.done and not underway(record) and not blocked(record)


def delivered(record: Record) -> bool:
    """Tell whether a record is over because it was done, not because it was given up."""
    return record.done and not _ABANDONED.search(record.status or "")


_OVER_BY_NAME = re.compile(r"\b(?:closed|resolved|solved)\b", re.IGNORECASE)
_STATES: tuple[tuple[str, Callable[[Record, date], bool]], ...] = (
    (r"(?:not|un)[ -]?(?:done|finished)|still open|open|unresolved|offen(?:e[nrs]?)?"
    r"|abiert[oa]s?", lambda r, today: not r.done),
    (_LATE.pattern, lambda r, today: not r.done and bool(r.due) and str(r.due)[:10] < today.isoformat()),
    (
        r"(?:not|un)[ -]?(?:yet )?(?:been )?(?:started|begun)(?: yet)?|still to (?:start|begin)",
        lambda r, today: waits(r),
    ),
    (r"cancell?ed|abandoned|given up|dropped", lambda r, today: given_up(r)),
    (
        r"done|finished|completed|delivered|shipped|fixed|erledigt|fertig|terminad[oa]s?",
        lambda r, today: delivered(r),
    ),
    (r"blocked|blockierte?|bloquead[oa]s?", lambda r, today: blocked(r)),
    (r"in progress|under ?way|in arbeit|en curso", lambda r, today: not r.done and bool(_AT_IT.search(r.status or ""))),
    (r"won(?!['’]t)|signed", lambda r, today: "won" in (r.status or "").lower()),
    (r"lost", lambda r, today: "lost" in (r.status or "").lower()),
)  # fmt: skip


def states(query: Query, book: Book) -> None:
    """Use up words for how records stand, and for what they lack."""
    for pattern, lacks in _MISSING:
        if query.take(re.compile(rf"\b(?:(?:have|has|with|is|are) )?(?:{pattern})\b", re.IGNORECASE)):
            query.state, query.narrow = query.state or "missing", True
            query.tests.append(lambda document, lacks=lacks: lacks(document, book))  # type: ignore[misc]
    _statuses(query, book)
    _over(query, book)
    found: list[tuple[int, int, Test]] = []
    left = query.rest
    for pattern, test in _STATES:
        match = re.search(rf"\b(?:{pattern})\b", left, re.IGNORECASE)
        if match:
            left = f"{left[: match.start()]}{' ' * len(match.group())}{left[match.end() :]}"
            query.state = query.state or match.group().lower()
            if pattern == _LATE.pattern:
                query.day_cell = query.day_cell or _cell(_due, due_cell)
            found.append((*match.span(), partial(_holds, test, query.today)))
    query.either(found)
    if query.state == "lost" and query.take(re.compile(r"\b(?:and )?why\b", re.IGNORECASE)):
        query.day_cell = lambda document: named_cell(
            document, r"\b(?:loss|lost|verlust)\b.*(?:reason|grund)|reason lost|motivo"
        )


def _holds(test: Callable[[Record, date], bool], today: date, document: Document) -> bool:
    return test(record_of(document), today)


_STANDING = re.compile(
    r"\b(?:(?:are |is |still )*(?:waiting|sitting|stuck|parked) in|end(?:s|ed)?(?: up)? (?:as|in)|marked(?: as)?"
    r"|(?:in|with) (?:the )?(?:status|state|stage|column|list))(?=\W|$)",
    re.IGNORECASE,
)


_STAGE = re.compile(r"\b(?:(?:in|at|with|of) )?(?:the )?(?:stage|status|state|phase|column)\b", re.IGNORECASE)


def _statuses(query: Query, book: Book) -> None:
    """Use up a status of several words that the workflow itself has ("Ready for QA", "Won't do")."""
    if re.search(r"\b(?:or|and)\b", query.rest, re.IGNORECASE):
        return  # which of them it joins, `values` tells
    present = {record_of(one).status or "" for one in book.documents if query.matches(one)}
    for status in sorted(present, key=lambda one: (-len(one), one)):
        known = any(re.fullmatch(pattern, status, re.IGNORECASE) for pattern, _ in _STATES)
        if known or not re.search(r"\w\W+\w", status):
            continue
        said = re.sub("['’]", "['’]?", re.escape(status))
        if match := re.search(rf"(?<!\w){said}(?!\w)", query.rest, re.IGNORECASE):
            query.either([(*match.span(), partial(_stands, status.casefold()))])
            query.take(_STANDING)
            query.take(_STAGE)
            return


def _stands(status: str, document: Document) -> bool:
    return (record_of(document).status or "").casefold() == status


def _over(query: Query, book: Book) -> None:
    """Use up "closed" and "resolved": all that is over, but where a status has that name not what was given up."""
    match = _OVER_BY_NAME.search(query.rest)
    if match is None:
        return
    word = match.group().lower()
    query.state = query.state or word
    named = [one for one in book.documents if query.matches(one) and (record_of(one).status or "").lower() == word]
    query.either([(*match.span(), partial(_is_over, frozenset(one.id for one in named)))])


def _is_over(named: frozenset[str], document: Document) -> bool:
    record = record_of(document)
    return document.id in named or delivered(record) if named else record.done


_Moment = Callable[[Record], str | None]
_START = re.compile(
    r"^(?:actual )?start(?:ed)?(?: (?:date|at|on))?$|^activated(?: date)?$|^began$|^(?:ist-?)?start(?:datum)?$"
    r"|^begonnen(?: am)?$"
    r"|^fecha de inicio$|^date de début$",
    re.IGNORECASE,
)
_RENEWAL = re.compile(
    r"renew|contract end|end of contract|expir|verlänger|vertragsende|renovaci|vencimiento|échéance", re.I
)


_JOINED = re.compile(
    r"^(?:joined|(?:date )?(?:hired|joined)|(?:join|joining|hire|hiring|start|entry|employment start)(?: date)?"
    r"|date of (?:hire|joining|entry)|employed since|eintritt(?:sdatum)?|fecha de (?:ingreso|alta))(?: on)?$",
    re.IGNORECASE,
)


def ended(record: Record) -> str | None:
    """Return when a record that is over was closed: its own day, else the last change of its status, or of anything."""
    changes = [change.time for change in record.history if change.after == record.status]
    return (record.resolved or (changes[-1] if changes else record.updated)) if record.done else None


def only_changed(query: Query, record: Record) -> bool:
    """Tell whether the day on which a record ended, which a query asks for, is but that of its last change."""
    asked = query.day is ended or (query.day is _closed_or_due and record.type != "opportunity")
    return asked and not record.resolved and not any(change.after == record.status for change in record.history)


def started(record: Record) -> str | None:
    """Return when work on a record began, None where it does not say so.

    Its own column says it, else the first move into work, else for what is still in work its last change of status.
    """
    own = _day_of(record, _START)
    moves = [change.time for change in record.history if change.field == "status" and _UNDERWAY.search(change.after)]
    if own or moves:
        return own or min(moves)
    return _day_of(record, re.compile(r"^status category changed$", re.IGNORECASE)) if underway(record) else None


def renewed(record: Record) -> str | None:
    """Return the day on which a contract is to be renewed, of the one column that says it."""
    return _day_of(record, _RENEWAL)


def joined(record: Record) -> str | None:
    """Return the day on which a person joined, of the one column that says it."""
    return _day_of(record, _JOINED) if record.type == "person" else None


def joined_cell(document: Document, day: str) -> Quote | None:
    """Return the cell that says on which day a person joined."""
    return named_cell(document, _JOINED.pattern)


def _day_of(record: Record, names: re.Pattern[str]) -> str | None:
    cells = (cells[-1] for name, cells in record.values.items() if names.search(spoken(name)) and cells)
    return next((day for cell in cells if (day := day_in(cell))), None)


_Cell = Callable[[Document], Quote | None]


def _cell(day: _Moment, find: Callable[[Document, str], Quote | None]) -> _Cell:
    """Return what finds the cell of a day of a record."""

    def cell(document: Document) -> Quote | None:
        said = day(record_of(document))
        return find(document, said) if said else None

    return cell


def _closed_or_due(record: Record) -> str | None:
    return record.resolved or (ended(record) if record.type != "opportunity" else None) or record.due


def _due(record: Record) -> str | None:
    return record.due


def _created(record: Record) -> str | None:
    return record.created


def _updated(record: Record) -> str | None:
    return record.updated


_OVER = r"resolved|solved|released|fixed|done|finished|completed|delivered|shipped|erledigt|fertig|terminad[oa]s?"
_RENEWING = (
    r"(?:up )?(?:for|to) renew(?:al)?|(?:whose |their |with a )?(?:renewal|contract)s?(?: (?:is|are))?(?: due"
    r"| end(?:s|ing)?)?"
    r"|renew(?:s|ing)?|expir(?:es?|ing)"
)


@dataclass(frozen=True, slots=True)
class _Happening:
    """What happened: the words for it, its day, the cell of that day, and whether the words say no more than that."""

    words: str
    day: _Moment
    cell: _Cell
    only: bool = True

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.words})\b(?: date)?", re.IGNORECASE)


_CLOSES = r"(?:due to |expected to |that |will |to )?clos(?:es?|ing)"
_HAPPENINGS = (
    _Happening(
        r"created|opened|raised|reported|added|(?:came|come) in|received|arrived|logged"
        r"|submitted",
        _created,
        _cell(_created, created_cell),
    ),
    _Happening(r"updated|changed|modified", _updated, _cell(_updated, updated_cell)),
    _Happening(r"started|begun|begonnen|gestartet", started, lambda document: named_cell(document, _START.pattern)),
    _Happening(r"joined|hired", joined, lambda document: named_cell(document, _JOINED.pattern)),
    _Happening(_RENEWING, renewed, lambda document: named_cell(document, _RENEWAL.pattern)),
    _Happening(_CLOSES, _due, _cell(_due, due_cell)),
    _Happening(r"due|ends?(?!\s+of)|ending", _due, _cell(_due, due_cell)),
    _Happening("closed", _closed_or_due, _cell(_closed_or_due, closed_cell), only=False),
    _Happening(_OVER, ended, _cell(ended, closed_cell), only=False),
    _Happening("cancell?ed", ended, _cell(ended, closed_cell), only=False),
    _Happening("lost|won|signed", _due, _cell(_due, due_cell), only=False),
    _Happening("spent|spend|paid", _created, _cell(_created, created_cell), only=False),
)
_AHEAD = re.compile(r"\b(?:due|close|closes|closing|ends?|ending|renew\w*|expir\w+)\b", re.IGNORECASE)


def moments(query: Query, book: Book) -> None:
    """Use up the days that a question asks about, with the word for what happened on them."""
    ahead = bool(_AHEAD.search(query.rest))
    span = span_in(query.rest, query.today, ahead)
    if span is None:
        return
    if not ahead:  # "in October" is the last one that the records know
        span = span_in(query.rest, query.today, False, _newest(book)) or span
    if _LATE.search(query.rest):
        query.today = date.fromisoformat(span.first) if span.first == span.last else query.today
        query.cut(span)
        return
    asked = next((one for one in _HAPPENINGS if one.pattern.search(query.rest)), None)
    if asked is None:
        if span.first == span.last == query.today.isoformat():
            query.cut(span)  # "what is blocked today" asks how it stands now
        return
    query.cut(span)
    query.span, query.day, query.day_cell, query.narrow = span, asked.day, asked.cell, True
    query.tests.append(lambda document: span.holds(asked.day(record_of(document))))
    said = query.take(asked.pattern) if asked.only else None
    if said and asked.day is _due and not said.group().lower().endswith("date"):  # what closes is not closed yet
        over = "" < span.last < query.today.isoformat()  # "due in May": what was done by then was due too
        query.tests.append(
            lambda document: not record_of(document).done or (over and record_of(document).type != "opportunity")
        )


def happening_in(text: str) -> tuple[_Moment, str] | None:
    """Return the day of what a text says to happen, with the text that is left; None where it says nothing of that."""
    asked = next((one for one in _HAPPENINGS if one.pattern.search(text)), None)
    if asked is None:
        return None
    return asked.day, asked.pattern.sub(" ", text) if asked.only else text


def _newest(book: Book) -> date | None:
    """Return the day of the last change that the records know."""
    days = [str(day)[:10] for one in book.documents for day in (record_of(one).updated, record_of(one).created) if day]
    return date.fromisoformat(max(days)) if days else None
