"""What came about and what was given up: what is out, what it did, and what the organisation has ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from assistant.catalogue.numbered_plan import is_result
from assistant.catalogue.strategy import Strategy
from assistant.domain import Block, Document, Role
from assistant.index.reader import Index
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import Told, blocks_with, is_of_one, pages, said, sentences_with
from assistant.routes.organisation.questions import OrganisationQuestion, Topic
from assistant.routes.organisation.readings import READINGS, is_conditional, of_parts, of_sentences, pattern, rows_of
from assistant.routes.organisation.series import series_of
from assistant.text.names import stems
from assistant.text.plain import plain
from assistant.text.reached import is_only_planned, is_report
from assistant.text.sentences import block_sentences
from assistant.text.surface import PEOPLE

_DONE = pattern(
    r"\b(?:shipped|launched|delivered|released|completed|accomplish\w+|achieve\w*|merged|closed|done|release notes)\b"
)
_RELEASED = pattern(
    r"^\W*(?:\w+ )?status\W+(?:released|launched|live|shipped|done|completed?|delivered|closed)\b[^.]{0,40}$"
)
"""A label that says that something is out."""
_ASIDE = pattern(
    r"\b(?:the|an?|this|that|these|those|how|what|why|whether|which|where|when|whatever)(?: \w+){0,2} (?:we|our)\b"
    r"|\bwhether\b"
    r"|\b(?:summary|notes?|document|page|report|minutes|meetings?|stand-?ups?|calls?)\b(?: [\w-]+){0,4}? (?:was|were"
    r"|has been|have been)\b"
)
"""What only says which thing is meant, or tells of papers and meetings."""
_AHEAD = pattern(r"\b(?:will|shall|success when)\b|['’]ll\b")
_STOPS = pattern(
    r"\bstops?\b|\b(?:stopped|stopping|retired?|retiring|discontinu\w+|shelv\w+|parked|parking|dropped|cancell?ed"
    r"|abandon\w*"
    r"|wound down|winding down|shut down|phas\w+ out|folded back)\b"
)
"""What the strategy says of a thing that was begun and is ended."""
_OF_PAPER = pattern(r"^\W*this (?:document|strategy|page|plan|version|paper)\b")
_ENDS = pattern(
    r"^(?:\W|initiative|brief|project|epic|proposal)*(?:sunsetting|decommissioning|winding down|shutting down|retiring"
    r"|phasing out|discontinuing)\b"
)
_YEAR = pattern(r"(?<![#\w])(?:19|20)\d\d\b")
MOVED = pattern(
    r"\b(?:reduc|increas|decreas|improv|declin|shorten|expand)ed\b[^.;]*?(?:\bby\b[^.;]{0,25}?\d|\bfrom\b[^.;]*?\d"
    r"[^.;]*?\bto\b[^.;]*?\d)"
    r"|\b(?:grew|grown|fell|fallen|dropped|rose|risen|cut|went (?:up|down)|climbed|shrank|moved)\b[^.;]*?"
    r"(?:\bby\b[^.;]{0,25}?\d|\bfrom\b[^.;]*?\d[^.;]*?\bto\b[^.;]*?\d)"
    r"|\b(?:has|have|had|was|were)\b[^.;]*?\b(?:reduc|increas|decreas|improv|cutt|shorten|bring)ing\b[^.;]*?"
    r"\bfrom\b[^.;]*?\d[^.;]*?\bto\b[^.;]*?\d"
    r"|(?<!be )(?<!to )\b(?:doubled|halved|tripled|quadrupled)\b"
)
"""What says by how much something moved, or from where to where."""
_OF_PEOPLE = pattern(rf"\b{PEOPLE}\b|\bcommunit(?:y|ies)\b")
_FIGURE = re.compile(r"(?<![#\w.-])(?!(?:19|20)\d\d\b)\d[\d,.]*\d(?![\w.-]*\d)|\bmillions?\b")
"""A number of something, and no year, ticket or version."""
_SHARE = re.compile(r"\d ?%|\bper ?cent\b")
_UNDONE = pattern(r"\b(?:not|un)[ -]?(?:yet )?(?:merged|done|completed?|shipped|released|delivered)\b")
_KINDS = READINGS[Topic.RESULTS].kinds
_IS_OUT, _MOST_OUT, _MOST = 2, 6, 12
_ENOUGH = 400
"""Results of the newest pages for all, then of those about one thing, beyond which none is looked for."""
ONLY_OUT = "The documents that you may read tell what was finished, and not what it changed."
UNDATED = "The documents that you may read do not tell which of it falls into that period."
EARLIER = "Nothing that the documents that you may read tell of it is dated in that period."


def results(index: Index, strategy: Strategy, today: date, asked: OrganisationQuestion) -> tuple[Rows, str | None]:
    """Return what came about: what moved by a number, what people got of it, what is out; each the newest first.

    Where only what is out is asked for, that order does not hold; where this year is, what is older is left out.
    """
    documents = pages(index, _KINDS, strategy.retired)
    told = list(islice((one for document in documents for one in _told_by(document, today)), _ENOUGH))
    if asked.delivered:
        told = [one for one in told if not MOVED.search(one.words)]
    this_year = [one for one in told if str(today.year) in _dates(one)]
    dated = {series_of(one) for one in documents if one.date}
    dated |= {series_of(one.document) for one in told if _YEAR.search(_dates(one))}
    undated = [one for one in told if not _YEAR.search(_dates(one)) and series_of(one.document) not in dated]
    chosen = (this_year or undated) if asked.now else told
    left_open = None if not asked.now or this_year or not told else UNDATED if undated else EARLIER
    chosen.sort(key=_written, reverse=True)
    if not asked.delivered:
        chosen.sort(key=_sort_of)
        moved = sum(_sort_of(one) < _IS_OUT for one in chosen)
        chosen = chosen[: moved + _MOST_OUT]
        left_open = left_open if moved or not chosen else left_open or ONLY_OUT
    return _rows(chosen)[:_MOST], left_open


def _told_by(document: Document, today: date) -> list[Told]:
    """Return what a document tells of results: the parts that are called so, sentences, labels."""
    reading = READINGS[Topic.RESULTS]
    listed = [] if is_of_one(document) else of_parts(reading, [document], today)
    told = [
        one
        for one in listed
        if not _UNDONE.search(one.heading) and (_DONE.search(one.heading) or is_report(one.words, one.heads))
    ]
    told += [one for one in sentences_with(document, MOVED) if _is_result(one) and not is_conditional(one.words)][:4]
    told += [one for one in of_sentences(reading, [document]) if _is_result(one)]
    return told + [one for block in blocks_with(document, _RELEASED) if (one := _released(document, block))][:4]


def _rows(told: Iterable[Told]) -> Rows:
    """Return what is told, each once; a label with the heading that it stands below."""
    rows: Rows = []
    seen: set[frozenset[str]] = set()
    for one in told:
        is_label = bool(_RELEASED.search(one.words))
        row = said(one, of_whole=False)
        if row is None or (stems(one.words) in seen and not is_label):
            continue
        seen.add(stems(one.words))
        rows.append((f"{plain(one.block.trail[-1])}: {one.words}", row[1]) if is_label and one.block.trail else row)
    return rows


def _sort_of(told: Told) -> int:
    """Return what kind of result it is: 0 a number that moved, 1 what people got by a number, 2 what is out."""
    if MOVED.search(told.words):
        return 0
    reports = not told.heading or is_report(told.words, ())
    figures = _SHARE.search(told.words) or (_OF_PEOPLE.search(told.words) and _FIGURE.search(told.words))
    return 1 if reports and figures else _IS_OUT


def _written(told: Told) -> str:
    """Return when it was, as a text that sorts: the year that it names itself, else the date of its document."""
    named = _YEAR.findall(told.words)
    above = _YEAR.findall(" ".join(told.heads))
    return max(named) if named else told.document.date or max(above, default="")


def _dates(told: Told) -> str:
    """Return all that may say when it was."""
    return f"{told.document.date or ''} {told.words} {' '.join(told.heads)}"


def _is_result(told: Told) -> bool:
    """Tell whether a sentence reports in its own clause what came about; in a plan only where the part says so."""
    if _ASIDE.search(told.words) or _AHEAD.search(told.words) or is_result(told.words):
        return False
    if is_of_one(told.document):
        return is_report(told.words, told.heads, in_plan=True)
    return not is_only_planned(told.words, told.heads)


def _released(document: Document, block: Block) -> Told | None:
    """Return a label that says that what stands above it is out."""
    if block.role not in (Role.ITEM, Role.TEXT, Role.ROW) or not block.trail:
        return None
    span = next(iter(block_sentences(document.text, block)), None)
    words = plain(document.text[slice(*span)]) if span else ""
    return Told(document, block, span) if span and _RELEASED.search(words) else None


def stopped(index: Index, strategy: Strategy, today: date) -> Rows:
    """Return what was given up: what is said so, and the pages whose title says that they end something."""
    reading = READINGS[Topic.STOPPED]
    documents = pages(index, reading.kinds, strategy.retired)
    whole = [one for one in documents if not is_of_one(one)]
    ending = [
        Told(document, block, (block.start, block.end))
        for document in documents
        for block in document.blocks[:1]
        if block.role is Role.HEADING and _ENDS.search(plain(document.text[block.start : block.end]))
    ]
    stated = [one for one in of_sentences(reading, documents) if not _ASIDE.search(one.words)]
    ruled_out = rows_of([*_given_up(strategy), *of_parts(reading, whole, today)], reading.most)
    return [*ruled_out, *rows_of([*stated, *ending], reading.most, of_whole=False)][: reading.most]


def _given_up(strategy: Strategy) -> Iterator[Told]:
    """Yield what the strategy that holds says to be given up, and not only never to be done."""
    for one in strategy.exclusions:
        block = one.document.block_at(one.start)
        if (
            block is not None
            and not one.scoped
            and one.document.id not in strategy.retired
            and _STOPS.search(one.text)
            and not _OF_PAPER.search(one.text)
        ):
            yield Told(one.document, block, (one.start, one.end))
