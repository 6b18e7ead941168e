"""What was heard and found: findings of studies, and people in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from assistant.catalogue.strategy import Strategy
from assistant.domain import Block, Document, Kind, Role
from assistant.index.reader import Index
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import Told, entries, pages, parts, said, sentences_with
from assistant.routes.organisation.readings import pattern
from assistant.text.names import stems
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of

_STUDIED = pattern(
    r"\b(?:interview(?:s|ed|ees?)|participants?|respondents?|survey(?:s|ed)?|usability|focus groups?"
    r"|we (?:spoke|talked) (?:with|to)|user research)\b"
)
_CALLED_STUDY = pattern(r"research|synthes|interview|survey|usability|transcript|readout|what (?:i|we) heard")
_FINDINGS = pattern(
    r"\bfindings?\b|\binsights?\b|\btakeaways?\b|\blearnings\b|\bthemes\b|\bpain points?\b|^\W*(?:\d+ )?quotes\W*$"
    r"|\bwhat (?:we|i|users|customers|participants|people|they)(?:['’]ve| have)? (?:now )?(?:learn(?:ed|t)|hear[d]?"
    r"|found|said|told|saw"
    r"|know|take)\b|\bthings? (?:that )?we (?:now |already )?(?:know|learn(?:ed|t)|saw|heard)\b"
    r"|\bwas (?:wir|uns) (?:\w+ )?(?:gesehen|gehört|gelernt|gesagt|erzählt)\b"
)
_NO_FINDING = pattern(
    r"\b(?:questions?|method\w*|agenda|goals?|objectives?|assumptions?|next steps|recommendations?|hypothes[ei]s"
    r"|who we|contents|appendix)\b"
)
_NUMBERED_FINDING = pattern(r"^\W*(?:key )?(?:finding|insight|theme|takeaway)s?\s*#?\d+\s*[:.—–-]+\s*\w")
_NO_LIST = pattern(r"\?\W*$|\b(?:from|with|of|for)\W*$")
_SPOKEN = re.compile(r"[\"“„«][^\"”“»]{30,}[\"”»]")
_VOICED = pattern(
    r"\b(?:said|says|told|mentioned|reported|described|expressed|asked|felt|prefer(?:s|red)?|want(?:s|ed)?"
    r"|struggl\w+|found it|wished|complained|explained|noted)\b"
)
"""What somebody said, wanted or met with."""
_METHOD = pattern(rf"{_NO_FINDING.pattern}|\bwho(?:m)? we\b|\brecruit\w*|\bparticipants?\W*$|\bapproach\b|\bhow we\b")
_MEANT = pattern(
    r"\bwe (?:want|wanted|plan|planned|will|hope|hoped|aim|aimed|asked|need|needed)\b|\binterest in participat"
)
_OF_STUDY, _OF_STUDIES, _FEWEST_STUDIED, _OF_PART, _QUOTES = 6, 12, 2, 3, 2
_SENTENCE = 7
_LONGEST_LABEL = 9
"""Words from which a heading is a finding and no label, and up to which one announces findings."""


def heard(index: Index, strategy: Strategy, *, spoken: bool, who: str = "") -> Rows:
    """Return what studies found and, where people's own words are wanted, what was said in them.

    Of somebody in particular, only what names them, or stands below a heading that does.
    """
    studies: list[tuple[list[Told], list[Told]]] = []
    for document in pages(index, (Kind.PROBLEMS, Kind.COLLABORATION, Kind.PLAYERS, Kind.OTHER), strategy.retired):
        if not _is_study(document):
            continue
        findings = [one for one in _findings(document) if not one.words.endswith(":") and not _MEANT.search(one.words)]
        quotes = [
            Told(document, block, (block.start, block.end))
            for block in document.blocks
            if block.role in (Role.TEXT, Role.ITEM) and _SPOKEN.search(plain(document.text[block.start : block.end]))
        ]
        if who:
            spans = {one.span for one in findings}
            voiced = [one for one in sentences_with(document, _VOICED) if one.span not in spans]
            findings = [one for one in [*findings, *voiced] if _names(one, who) and not _is_of_method(one)]
            quotes = [one for one in quotes if _names(one, who)]
        if findings or (spoken and quotes):
            studies.append((findings, quotes[:_QUOTES] if spoken else []))
    each = max(3, _OF_STUDIES // max(len(studies), 1))
    told = [
        one
        for findings, quotes in studies
        for one in [*findings[: min(each, _OF_STUDY) - bool(quotes)], *quotes][: min(each, _OF_STUDY)]
    ]
    numbered = {id(one): one.heading for one in told if _NUMBERED_FINDING.search(one.heading)}
    return [
        (f"{plain(one.document.title)}: {numbered[id(one)]}: {one.words}", row[1]) if id(one) in numbered else row
        for one in told[:_OF_STUDIES]
        if (row := said(one, of_whole=False)) is not None
    ]


def _names(told: Told, who: str) -> bool:
    """Tell whether a line or the heading right above it names somebody."""
    above = told.block.trail[-1:] if told.block.trail and told.block.trail[-1] != told.document.title else ()
    return stems(who) <= stems(" ".join((told.words, *map(plain, above))))


def _is_of_method(told: Told) -> bool:
    """Tell whether a line says how a study was made, or what is meant to be done."""
    return bool(_MEANT.search(told.words)) or any(_METHOD.search(plain(head)) for head in told.block.trail[1:][-1:])


def _is_study(document: Document) -> bool:
    """Tell whether a page tells of people who were asked or watched."""
    words = set(map(str.lower, _STUDIED.findall(document.text)))
    if document.kind is Kind.PROBLEMS:
        return bool(words) or bool(_CALLED_STUDY.search(f"{document.path} {plain(document.title)}"))
    return len(words) >= _FEWEST_STUDIED


def _findings(document: Document) -> Iterator[Told]:
    """Yield what a study found: its numbered findings, else their list and the headings that are sentences."""
    numbered = [at for at, block in enumerate(document.blocks) if _is_heading(document, block, _NUMBERED_FINDING)]
    for at in numbered:
        heading = document.blocks[at]
        below = list(takewhile(lambda one: one.role is not Role.HEADING, document.blocks[at + 1 :]))
        title = plain(document.text[heading.start : heading.end])
        told = entries(document, title, [one for one in below if one.role is Role.TEXT], 1)
        yield from told or [Told(document, heading, (heading.start, heading.end))]
    if numbered:
        return
    for called, blocks in parts(document, _FINDINGS):
        label = plain(called)
        right_below = [block for block in blocks if block.trail[-1] == called]
        if len(label.split()) <= _LONGEST_LABEL and not _NO_LIST.search(label) and label != plain(document.title):
            yield from entries(document, "", right_below or blocks)[:_OF_PART]
    for block in document.blocks:
        words = plain(document.text[block.start : block.end]) if block.role is Role.HEADING and block.trail else ""
        is_sentence = len(words.split()) >= _SENTENCE and not words.endswith("?") and not _NO_FINDING.search(words)
        announces = section_of(words) not in (None, Section.PROBLEM, Section.PLAYER)
        if is_sentence and not announces and words != plain(document.title):
            yield Told(document, block, (block.start, block.end))


def _is_heading(document: Document, block: Block, pattern: re.Pattern[str]) -> bool:
    return block.role is Role.HEADING and bool(pattern.search(plain(document.text[block.start : block.end])))
