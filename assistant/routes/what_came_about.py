"""What came about and what was given up: what is out, what it did, and what the organisation has ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.catalogue.numbered_plan import is_result
from assistant.catalogue.strategy import Strategy
from assistant.domain import Block, Document, Role
from assistant.index.reader import Index
from assistant.names import stems
from assistant.plain import plain
from assistant.reached import is_only_planned, is_report
from assistant.records.facts import Rows
from assistant.routes.organisation_parts import Told, is_of_one, pages, said
from assistant.routes.organisation_questions import Topic
from assistant.routes.organisation_readings import READINGS, of_parts, of_sentences, pattern, rows_of
from assistant.sentences import block_sentences

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
_YEAR = pattern(r"\b(?:19|20)\d\d\b")
UNDATED = "The documents that you may read do not tell which of it falls into that period."
EARLIER = "All that the documents that you may read tell of it is dated outside that period."


def results(index: Index, strategy: Strategy, today: date, *, now: bool) -> tuple[Rows, str | None]:
    """Return what came about, the newest first; of this year only, where the documents tell and that is asked."""
    reading = READINGS[Topic.RESULTS]
    told: list[Told] = []
    for document in pages(index, reading.kinds, strategy.retired):
        listed = (
            []
            if is_of_one(document)
            else [
                one
                for one in of_parts(reading, [document], today)
                if _DONE.search(one.heading) or is_report(one.words, one.heads)
            ]
        )
        stated = [one for one in of_sentences(reading, [document]) if _is_result(one)]
        out = [one for block in document.blocks if (one := _released(document, block))]
        stated.sort(key=lambda one: not re.search(r"\d", one.words))
        told += [*listed, *stated, *out[:4]] if listed or stated or out else []
    this_year = [one for one in told if str(today.year) in _dates(one)]
    undated = [one for one in told if not _YEAR.search(_dates(one))]
    chosen = (this_year or undated) if now else told
    told_open = None if not now or this_year or not told else UNDATED if undated else EARLIER
    rows: Rows = []
    seen: set[frozenset[str]] = set()
    for one in chosen:
        row = said(one, of_whole=False)
        if row is None or (stems(one.words) in seen and not _RELEASED.search(one.words)):
            continue
        seen.add(stems(one.words))
        if _RELEASED.search(one.words) and one.block.trail:
            row = (f"{plain(one.block.trail[-1])}: {one.words}", row[1])
        rows.append(row)
    return rows[:12], told_open


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
